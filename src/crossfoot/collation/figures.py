"""The figures of several reports: which are of one thing, and whether they say the same.

Two figures are of one thing where their clauses share what carries meaning (`slots`), where the same number counts the same thing, or
where both say what became of people: each report has one number of dead. A report that gives several is not compared in that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from ..against.accord import agree, only_place, surely_apart
from ..against.mixed import in_place_of
from ..against.slots import Fit, Slot, Slots, fits, slots_of
from ..ledger import Ledger
from ..reading.contrasts import in_contrast
from ..reading.fates import fate_of, is_everybody
from ..slips import changed_round, tenfold, too_large
from ..steps import derived
from . import Given, Row
from .groups import Groups

TOLD = 2  # words that two sentences share when the same number in both is of one thing
ALIKE = 3  # and when the numbers differ
RARE = 3  # digits, less the noughts at its end, from which a number is not met twice by chance
REPEATS = 40  # figures of one value in one report that are looked at

Tie = tuple[Slot, Slot]


def figure_rows(reports: Sequence[Ledger]) -> Iterator[Row]:
    """One row for every figure, with what each report gives for it."""
    held = [slots_of(report) for report in reports]
    number = {id(slot): at for at, slots in enumerate(held) for slot in slots.all}
    groups = Groups(
        (slot for slots in held for slot in slots.all), lambda one, other: number[id(one)] != number[id(other)] or not _apart(one, other)
    )
    for slots in held:
        for one, other in _repeated(slots):
            groups.join(one, other)
    ties = [_ties(one, other) for one, other in permutations(held, 2)]
    # What agrees is put together first: what is of one thing by its words alone must not tear it apart.
    for certain in (True, False):
        for same, apart in ties:
            for one, other in same if certain else apart:
                groups.join(one, other)
    for one, other in _fates(held):
        groups.join(one, other)
    for group in groups.all():
        yield _row(group, number)


def _ties(report: Slots, others: Slots) -> tuple[list[Tie], list[Tie]]:
    """The figures of one report tied to those of another: those that agree, and those that do not."""
    same: list[Tie] = []
    apart: list[Tie] = []
    for slot in report.all:
        taken = in_place_of(slot, report, [others])
        ranked = fits(slot, others)
        placed = only_place(ranked)
        agreeing = None if taken else _same(slot, placed, ranked, others)
        if agreeing:
            same.append((slot, agreeing))
        elif taken:
            apart.append((slot, taken[0]))
        elif placed and _is_apart(slot, placed.slot, others):
            apart.append((slot, placed.slot))
    return same, apart


def _is_apart(slot: Slot, placed: Slot, others: Slots) -> bool:
    """Neither a rounding of the other nor its sum with another: "£2.6m in all" follows from £1.9 million and £0.7 million."""
    if not _apart(slot, placed) or len(slot.around & placed.around) < ALIKE:
        return False
    return not derived(slot, others.beside(placed)) and not derived(placed, slots_of(slot.source.ledger).beside(slot))


def _same(slot: Slot, placed: Fit | None, ranked: list[Fit], others: Slots) -> Slot | None:
    """The figure that agrees: in the same slot, in a slot like it, or the same number of the same thing."""
    found = _agreeing(slot, [placed.slot] if placed else []) or _agreeing(slot, [fit.slot for fit in ranked if not fit.apart])
    value = slot.figure.quantity.value
    alike = others.with_value.get(value, [])[:REPEATS] if value is not None else []
    only = alike[0] if len(alike) == 1 and _is_telling(slot, alike[0]) else None
    repeated = next((one for one in alike if _told_alike(slot, one)), None)
    return repeated or found or next((one for one in alike if _is_one(slot, one)), only)


def _told_alike(one: Slot, other: Slot) -> bool:
    """The sentences are the same word for word, and the figures stand equally far into them."""
    mine, theirs = (slot.source.ledger.sentence_of(slot.figure.span) for slot in (one, other))
    if one.figure.span.start - mine.start != other.figure.span.start - theirs.start:
        return False
    return one.source.ledger.words(mine) == other.source.ledger.words(theirs)


def _is_telling(one: Slot, other: Slot) -> bool:
    """5,210 is no chance, and no more is 71 where both are ages of men who drove; 200 is."""
    mine, theirs = one.figure, other.figure
    if mine.kind != theirs.kind or mine.quantity.unit != theirs.quantity.unit or in_contrast(one.marks, other.marks):
        return False
    rare = len(mine.quantity.digits.replace(".", "").strip("0")) >= RARE
    return rare or (mine.kind in ("age", "measure") and bool(one.around & other.around))


def _agreeing(slot: Slot, others: list[Slot]) -> Slot | None:
    return next((one for one in others if _agrees(slot, one) and len(slot.around & one.around) >= TOLD), None)


def _agrees(one: Slot, other: Slot) -> bool:
    return agree(one, other) or agree(other, one)


def _apart(one: Slot, other: Slot) -> bool:
    """Neither can be a rounding of the other, whichever of the two is taken first."""
    return surely_apart(one, other) and surely_apart(other, one)


def _is_one(one: Slot, other: Slot) -> bool:
    """The same number of the same thing, and no words that set the two apart: 28 arrests here and there."""
    mine, theirs = one.figure, other.figure
    if mine.quantity.value is None or mine.kind != theirs.kind or mine.quantity.unit != theirs.quantity.unit:
        return False
    if in_contrast(one.marks, other.marks) or (one.years and other.years and one.years.isdisjoint(other.years)):
        return False
    if mine.kind == "count":
        return bool(mine.counted and theirs.counted and mine.counted.key == theirs.counted.key and (one.near & other.around))
    return len(one.around & other.around) >= TOLD


def _repeated(slots: Slots) -> Iterator[Tie]:
    """Figures that one report gives twice, in the headline and below."""
    for alike in slots.with_value.values():
        for one, other in combinations(alike[:REPEATS], 2):
            if _is_one(one, other):
                yield one, other


def _fates(held: Sequence[Slots]) -> Iterator[Tie]:
    """ "12 people were killed" and "leaves 14 dead": the one number of each report that says it."""
    given: dict[str, list[Slot]] = defaultdict(list)
    for slots in held:
        for fate, found in _by_fate(slots).items():
            if not any(_apart(one, other) for one, other in combinations(found, 2)):
                given[fate].append(found[0])
                yield from ((found[0], other) for other in found[1:])
    for found in given.values():
        yield from (pair for pair in combinations(found, 2) if not _is_elsewhere(*pair))


def _is_elsewhere(one: Slot, other: Slot) -> bool:
    """ "28 arrests in Baltimore" and "30 arrests in Chicago": each has a name of which the other report does not know."""
    return any(not other.source.knows(name) for name in one.names) and any(not one.source.knows(name) for name in other.names)


def _by_fate(slots: Slots) -> dict[str, list[Slot]]:
    found: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots.all:
        counted = slot.figure.counted
        if slot.figure.kind == "count" and not slot.years and (counted is None or is_everybody(counted.key)):
            fate = fate_of(slot.marks)
            if fate and slot.figure.direction is None:
                found[fate].append(slot)
    return found


def _row(group: list[Slot], number: dict[int, int]) -> Row:
    group = sorted(group, key=lambda slot: (number[id(slot)], slot.figure.span))
    given = tuple(Given(number[id(slot)], slot.figure.span, slot.words) for slot in group)
    pairs = [(one, other) for one, other in combinations(group, 2) if number[id(one)] != number[id(other)]]
    if not pairs:
        return Row("figure", "single", group[0].context, given)
    turned = next((pair for pair in pairs if _is_turned(*pair)), None)
    apart = next((pair for pair in pairs if _apart(*pair)), None)
    if apart or turned:
        return Row("figure", "differs", group[0].context, given, _slip(*apart) if apart else "up in one, down in another")
    worded = {slot.figure.quantity.value for slot in group}
    return Row("figure", "agrees", group[0].context, given, "rounded or hedged" if len(worded) > 1 else "")


def _is_turned(one: Slot, other: Slot) -> bool:
    """Up here and down there."""
    ways = one.figure.direction, other.figure.direction
    return None not in ways and ways[0] != ways[1] and len(one.around & other.around) >= ALIKE


def _slip(one: Slot, other: Slot) -> str:
    """What kind of slip would lie between the two, if it is one."""
    mine, theirs = one.figure.quantity, other.figure.quantity
    if changed_round(mine, theirs):
        return "two digits stand the other way round"
    power = tenfold(mine.value, theirs.value)
    return f"one is {too_large(abs(power)).partition(' too')[0]} the other" if power else ""
