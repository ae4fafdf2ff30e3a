"""Counts, sums of money and measures that follow from others: 38 + 63, half of $700 billion, 405 hectares in acres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations

from ..finding import Tape
from ..headings import Number
from ..quantity import shown
from ..units import unit_of
from .lengths import between_years
from .text import SAMPLES, Step, Text

HALF = Fraction(1, 2)
SMALL = 20  # "a teacher and two pupils" make three; a large number does not leave one out
FEW_PARTS = 8  # numbers that a reader adds up
FEW = 100  # "her son and 42 others"; of 900 nobody says "899 others"


def conversions(text: Text) -> Iterator[Step]:
    """ "1,000 acres" over 405 hectares."""
    mine = unit_of(text.number.unit)
    for one in text.figures if mine else ():
        theirs = unit_of(one.unit)
        if not mine or not theirs or one.unit == text.number.unit or mine.dimension != theirs.dimension or mine.offset or theirs.offset:
            continue
        if not one.amount.times(theirs.factor / mine.factor).surely_apart(text.number.amount):
            form = "{} " + str(one.unit) + "s are {} " + str(text.number.unit) + "s"
            yield from text.gives(form, (one,), Tape.scale, one.amount, theirs.factor / mine.factor)


def counts(text: Text) -> Iterator[Step]:
    """Sums, differences, and one more or less where the words say so."""
    alike = text.alike()
    plain = [one for one in alike if one.sort != "rank"] if text.number.sort != "rank" else []
    for one, other in combinations(plain, 2):
        if text.number.sort == "money" and one.value == other.value:
            continue
        others = "others" in one.beside or "others" in other.beside
        if (others or text.near(one, other, 4 if text.number.sort == "money" else 1)) and text.says(one.worth + other.worth):
            yield from text.gives("{} + {} = {}", (one, other), Tape.add, [one.amount, other.amount], sure=False)
        if text.number.sort != "bare" and text.near(one, other, 0) and text.says(gap := abs(one.worth - other.worth)):
            yield Step(f"between {shown(one.value)} and {shown(other.value)} lie {shown(gap)}", Tape(), (one, other), sure=False)
    for parts in combinations(plain[: SAMPLES // 3], 3):
        if text.near(parts[0], parts[2], 0) and sum(part.value or 0 for part in parts) == text.value:
            yield from text.gives("{} + {} + {} = {}", parts, Tape.add, [part.amount for part in parts], sure=False)
    yield from _net(text, plain)
    for one in alike:
        if _is_one_off(text, one):
            yield Step(f"{shown(one.value)}, and one more or less", Tape(), (one,), sure=False)
        if "each" in one.beside and one.value and 2 * one.value == text.value:
            yield from text.gives("2 × {} = {}", (one,), Tape.scale, one.amount, Fraction(2), sure=False)
    yield from _leads(text)


def _net(text: Text, plain: Sequence[Number]) -> Iterator[Step]:
    """ "Clinics added 2,700 posts. Builders added 1,600 and inns 1,500. Factories shed 500": what two sentences or three come to, losses
    taken off."""
    ordered = sorted(plain, key=lambda one: one.span.start)
    for at, first in enumerate(ordered):
        parts = [one for one in ordered[at : at + FEW_PARTS] if text.near(first, one, 2)]
        gained = [one for one in parts if not (one.figure and one.figure.direction == "down")]
        lost = [one for one in parts if one not in gained]
        if len(parts) > 2 and lost and sum(one.worth for one in gained) - sum(one.worth for one in lost) == text.value:
            form = " + ".join(shown(one.value) for one in gained) + " − " + " − ".join(shown(one.value) for one in lost)
            yield Step(f"{form} = {shown(text.value)}", Tape(), tuple(parts), sure=False)


def _is_one_off(text: Text, told: Number) -> bool:
    more = text.value - told.worth
    if more == 1 and ((text.value < SMALL and "one" in told.beside) or "place" in text.number.beside):
        return True
    return (
        abs(more) == 1 and text.value < FEW and ("other" in told.beside or "other" in text.number.beside or "others" in text.number.beside)
    )


def _leads(text: Text) -> Iterator[Step]:
    """ "10-point lead" over 52% and 42%; "age 400" over 1609."""
    if text.number.sort != "bare":
        return
    for one, other in permutations([one for one in text.figures if one.sort == "percent"], 2):
        if text.near(one, other) and one.worth - other.worth == text.value:
            yield from text.gives("{} − {} = {} points", (one, other), Tape.subtract, one.amount, other.amount)
    if text.value > SMALL and text.published and any(text.published.year - year == text.value for year in text.years()):
        yield from between_years(text, 1)


def products(text: Text) -> Iterator[Step]:
    """ "$60K" over $10,000 a month for six months; "half of $700 billion"."""
    if text.number.sort not in ("money", "count", "measure"):
        return
    for one in text.figures:
        if "half" in one.beside and one.unit == text.number.unit and one.value == 2 * text.value:
            yield from text.gives("half of {}", (one,), Tape.scale, one.amount, HALF)
    shared_out = [one for one in text.figures if one.value and one.value > 1] if "each" in text.number.beside else []
    for one, other in permutations(shared_out, 2):
        each = one.sort == text.number.sort == "money" and one.unit == text.number.unit and other.sort == "count" and text.near(one, other)
        if each and not text.number.amount.strictly_apart(one.amount / other.amount):
            yield from text.gives("{} ÷ {} = {}", (one, other), Tape.divide, one.amount, other.amount)
    for one, other in _with_product(text):
        rate = one.sort == "money" and (one.unit or "").endswith(f" per {other.unit}")
        half = one.sort == "fraction" and other.sort == text.number.sort
        factor = one.sort in ("count", "fraction", "multiple") and other.sort == text.number.sort and text.value > SMALL
        if rate or half or (factor and text.near(one, other, 1 if text.number.sort == "money" else 0)):
            yield from text.gives("{} × {} = {}", (one, other), Tape.multiply, one.amount, other.amount, sure=False)


def _with_product(text: Text) -> Iterator[tuple[Number, Number]]:
    """Every two figures whose product is the number."""
    by_value: dict[Fraction | None, list[Number]] = defaultdict(list)
    for one in text.figures:
        by_value[one.value].append(one)
    for one in text.figures if text.value else ():
        yield from ((one, other) for other in by_value.get(text.value / one.value, ()) if other is not one) if one.value else ()


def left_open(text: Text) -> Iterator[Step]:
    """What is not held against the text: one of a thing, and a hedged number with another of its kind not far away."""
    if (
        text.value == 1
        and text.number.sort in ("count", "bare")
        and not any(one.thing == text.number.thing for one in text.told if one.thing)
    ):
        yield Step("one is often said with no number at all", Tape(), sure=False)
    for one in text.figures:
        alike = one.sort == text.number.sort and one.unit == text.number.unit
        near = abs(one.worth - text.value) * 8 <= text.value
        if "hedged" in text.number.beside and near and one.sort in ("count", "bare", "age"):
            yield Step(f"it may stand for {shown(one.value)}", Tape(), (one,), sure=False)
        if text.number.hedge and alike and text.value < 3 * one.worth < 9 * text.value:
            yield Step(f"it may stand for {shown(one.value)}", Tape(), (one,), sure=False)


def wholes(text: Text) -> Iterator[Step]:
    """All that one sentence counts of the same, added up; and the rise or fall from one of two to the other, where it is called that."""
    by_sentence: dict[int, list[Number]] = defaultdict(list)
    for one in text.alike():
        by_sentence[text.sentence[id(one)]].append(one)
    for parts in by_sentence.values():
        total = sum((part.worth for part in parts), Fraction(0))
        if len(parts) > 1 and text.prints(total):
            form = " + ".join("{}" for _ in parts) + " = {}"
            yield from text.gives(form, tuple(parts), Tape.add, [part.amount for part in parts])
        for one, other in permutations(parts, 2) if text.direction else ():
            if one.worth > other.worth and text.prints(one.worth - other.worth):
                yield from text.gives("{} − {} = {}", (one, other), Tape.subtract, one.amount, other.amount)
