"""A move that the story gives in percent, and that is the difference of two percentages of a source: percentage points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ..finding import Tape
from ..quantity import Amount
from .slots import Slot, Slots

TOLD = 2  # words that a sentence of the story and one of the source share when they speak of one thing
OF = "of"  # "a drop of 4.5 percent"


def told_in_points(mine: Slot, story: Slots, source: Slots) -> tuple[Slot, Slot] | None:
    """ "Fell by 5.5 percent, to 21.4 percent", where the source has 26.9 and 21.4 percent: the level that the story gives too, and the
    other. `None` where the source has the percentage itself, or where it is the change in percent as well."""
    figure = mine.figure
    move = figure.quantity.value
    if figure.kind != "percent" or not (figure.direction or mine.lead == OF) or figure.hedge or not move or _given(move, source):
        return None
    for level, holder in _levels(mine, story, source):
        for other in source.beside(holder):
            apart = _percent(other)
            if (
                apart
                and abs(apart - level) == move
                and _way(mine) in (None, apart > level)
                and other.names <= mine.around | holder.around
                and not _is_change(mine, apart, level)
            ):
                return holder, other
    return None


def _levels(mine: Slot, story: Slots, source: Slots) -> Iterator[tuple[Fraction, Slot]]:
    """Percentages beside the move that a source gives too, of the same thing."""
    for one in story.beside(mine):
        level = _percent(one)
        if level is None or one.figure is mine.figure or one.figure.hedge:
            continue
        for holder in (*source.with_value.get(level, ()), *source.with_value.get(level / 100, ())):
            if _percent(holder) == level and len(holder.around & (mine.around | one.around)) >= TOLD:
                yield level, holder


def _percent(slot: Slot) -> Fraction | None:
    """ "25 percent", "one in four": 25."""
    value = slot.figure.quantity.value
    if value is None or slot.figure.kind not in ("percent", "fraction"):
        return None
    return value if slot.figure.kind == "percent" else value * 100


def _given(move: Fraction, source: Slots) -> bool:
    return any(slot.figure.kind == "percent" for slot in source.with_value.get(move, ()))


def _is_change(mine: Slot, base: Fraction, level: Fraction) -> bool:
    """Whether the move is what it says, a change in percent, from one level to the other or back."""
    amounts = Amount.exactly(base), Amount.exactly(level)
    return any(
        not Tape().surely_apart(mine.figure.quantity, Amount(abs(change.value or Fraction(0)), change.strict, change.loose))
        for change in (amounts[1].change_from(amounts[0]), amounts[0].change_from(amounts[1]))
        if change.value and change.value > 0
    )


def _way(mine: Slot) -> bool | None:
    """Whether the level came down; `None` where no word says, "an improvement of"."""
    return mine.figure.direction == "down" if mine.figure.direction else None
