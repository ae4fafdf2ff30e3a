"""Whether a figure follows from the figures of a source in one step: a sum, a difference, a share, a change.

"Roughly 10 percent" need not stand in the release that gives 1,148 and 1,262. Only figures of one sentence are put together, and only at
their printed precision; more steps than one are not tried, for with enough figures everything follows from something.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from .finding import Tape
from .quantity import Amount, shown
from .slots import Slot, comparable

MOST = 6  # figures of a sentence that are put together
TELLING = 2  # words that the story's sentence must share with the source's


@dataclass(frozen=True, slots=True)
class Derivation:
    """The sum, as people write it, its tape, and the figures that went in."""

    working: str
    tape: Tape
    slots: tuple[Slot, ...]


def derived(slot: Slot, others: list[Slot]) -> Derivation | None:
    """The first one-step sum over figures of one sentence that gives this figure."""
    for number in sorted({other.sentence for other in others}):
        given = [other for other in others if other.sentence == number][:MOST]
        if len(given) > 1 and len(slot.around & given[0].around) >= TELLING:
            for attempt in _attempts(slot, given):
                if attempt:
                    return attempt
    return None


def _attempts(slot: Slot, given: list[Slot]) -> Iterator[Derivation | None]:
    kind = slot.figure.kind
    alike = [other for other in given if comparable(slot, other)]
    if kind in ("count", "money", "measure"):
        # Some two of the figures of a sentence have almost any sum or difference: only all of them are added, and only what is called
        # a rise or a fall is a difference.
        if len(alike) > 1:
            yield _sum(slot, tuple(alike))
        for whole, part in permutations(alike, 2) if slot.figure.direction else ():
            yield _two(slot, whole, part, Tape.subtract, "{} − {} = {}")
    elif kind == "points":
        percentages = [other for other in given if other.figure.kind == "percent"]
        for one, other in permutations(percentages, 2):
            yield _two(slot, one, other, Tape.subtract, "{} − {} = {} points")
    elif kind == "percent":
        for one, other in permutations([other for other in given if other.figure.kind in ("count", "money")], 2):
            if one.figure.quantity.unit == other.figure.quantity.unit and one.figure.kind == other.figure.kind:
                yield _share_or_change(slot, one, other)


def _share_or_change(slot: Slot, one: Slot, other: Slot) -> Derivation | None:
    if slot.figure.direction is None:
        return _two(slot, one, other, Tape.share, "{0} is {2} percent of {1}")
    if not comparable(one, other):
        return None
    rise = _two(slot, one, other, Tape.change, "from {} to {} is a rise of {} percent")
    return rise or _two(slot, one, other, _fall, "from {} to {} is a fall of {} percent")


def _fall(tape: Tape, base: Amount, new: Amount) -> Amount:
    return tape.scale(tape.change(base, new), Fraction(-1))


def _sum(slot: Slot, parts: tuple[Slot, ...]) -> Derivation | None:
    tape = Tape()
    total = tape.add(part.figure.quantity for part in parts)
    if not _gives(tape, slot, total):
        return None
    return Derivation(f"{' + '.join(map(_number, parts))} = {shown(total.value)}", tape, parts)


def _two(slot: Slot, one: Slot, other: Slot, step: Callable[..., Amount], form: str) -> Derivation | None:
    tape = Tape()
    result = step(tape, one.figure.quantity.amount, other.figure.quantity.amount)
    if result.value is None or result.value <= 0 or not _gives(tape, slot, result):
        return None
    numbers = _number(one), _number(other), shown(result.value)
    return Derivation(form.format(*numbers), tape, (one, other))


def _gives(tape: Tape, slot: Slot, result: Amount) -> bool:
    """At the precision printed, and not merely because one of the two is a bound or a wide guess."""
    return result.value is not None and not tape.strictly_apart(slot.figure.quantity, result)


def _number(slot: Slot) -> str:
    return shown(slot.figure.quantity.value, places=3)
