"""Whether two figures that stand in one slot, one in each of two documents, say the same.

"About 500" and 498 do, "66 percent" and 65.6; 1,148 and 1,418 do not. Which figure of a document stands in the slot of another is told in
`slots.py`; here they are asked what they say. Nothing here knows which of the two is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..finding import Tape
from ..quantity import Amount
from .slots import Fit, Slot, amounts

ALIKE = 3  # words that two sentences share when one of them is said to be wrong
MARGIN = 0.75  # another figure must fit less well than this share of the best
UPPER, LOWER = ("less than", "at most"), ("more than", "at least")


def only_place(found: list[Fit]) -> Fit | None:
    """The one slot that surely fits, if no other with another figure fits nearly as well."""
    sure = [fit for fit in found if fit.is_sure]
    if not sure:
        return None
    best = sure[0]
    rivals = [fit for fit in found if not fit.apart and fit.both >= MARGIN * best.both and surely_apart(fit.slot, best.slot)]
    return None if rivals else best


def told_otherwise(mine: Slot, placed: Sequence[Fit]) -> list[Slot]:
    """The figures that stand in its place and are others, in sentences that tell of the same."""
    return [fit.slot for fit in placed if surely_apart(mine, fit.slot) and len(mine.around & fit.slot.around) >= ALIKE and _is_exact(mine)]


def _is_exact(slot: Slot) -> bool:
    """Not "thousands": that a source has tens of thousands contradicts nothing."""
    return slot.figure.quantity.value is not None or slot.figure.quantity.top is not None


def agree(mine: Slot, theirs: Slot, tape: Tape | None = None) -> bool:
    """The number that the source prints lies in what the story's figure says: "66 percent" is 65.6, and is not 65."""
    tape = tape or Tape()
    one, other = amounts(mine, theirs)
    if bound(mine) and bound(mine) == bound(theirs) and one.value is not None and other.value is not None:
        return not tape.strictly_apart(Amount.exactly(one.value), Amount.exactly(other.value))
    if other.value is None and one.value is not None:
        return False  # "dozens" does not bear out "more than 80"
    return _is_near(mine, one, other) and not tape.strictly_apart(one, _printed(other))


def _is_near(mine: Slot, one: Amount, other: Amount) -> bool:
    """ "More than 1,100" is said of 1,148; that 15 is more than 10 bears nothing out."""
    if bound(mine) is None or one.value is None or other.value is None:
        return True
    return abs(other.value - one.value) * 4 <= abs(one.value)


def surely_apart(mine: Slot, theirs: Slot, tape: Tape | None = None) -> bool:
    """Neither can be a rounding of the other. "More than 40" may stand for "more than 45", and not for "more than 90"."""
    tape = tape or Tape()
    one, other = amounts(mine, theirs)
    if bound(mine) and bound(mine) == bound(theirs) and one.value is not None and other.value is not None:
        bare = [replace(slot.figure.quantity, hedge=None).amount for slot in (mine, theirs)]
        weaker, stronger = sorted((one.value, other.value), reverse=bound(mine) == UPPER)
        safe = weaker == one.value and 0 < max(weaker, stronger) <= 2 * min(weaker, stronger)
        return not safe and tape.surely_apart(*bare)
    if mine.figure.quantity.hedge or theirs.figure.quantity.hedge:
        return tape.surely_apart(one, other)
    return tape.surely_apart(one, _printed(other)) and tape.surely_apart(_printed(one), other)


def _printed(amount: Amount) -> Amount:
    """The number as it stands there; a range stays one."""
    return amount if amount.value is None else Amount.exactly(amount.value)


def bound(slot: Slot) -> tuple[str, str] | None:
    """The family of hedges that makes its number a limit, UPPER or LOWER."""
    return next((family for family in (UPPER, LOWER) if slot.figure.quantity.hedge in family), None)
