"""The figure of a source that one of the story looks like a slip of: the sources do not have the number, and have one of the same sort,
told in the same words, with two digits changed round, another power of ten, weeks for days.

That two numbers are a slip apart is a chance; that they are told in the same words is one as well. Both together are none, also where the
sources have figures that happen to add up to the story's.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ..ledger import Figure
from ..quantity import Quantity
from ..slips import changed_round, is_a_zero_off, is_next_span
from .owned import owned
from .slots import KINDS, Slot, Slots, is_of_one_sort, set_apart, told_apart

OWN, AROUND = 1, 2  # words that the two figures, and their sentences, share at the least
SURE = 2  # from which it is no matter whom each of them names: two digits changed round, "towards the junction"
PLAIN = 2  # words of their own where the slip is one of a single digit
FEW = 3  # two days and two weeks are in every report
DIGITS = 3  # of a number of which a slip is no chance
CROWD = 10  # numbers of a sort, beyond which one of fewer digits has a slip among them
TEEN = 10  # nine and nineteen


def slipped(mine: Slot, story: Slots, sources: Sequence[Slots]) -> Slot | None:
    """The one figure of the sources that it may be a slip of; `None` where they have the number itself, or several may be meant."""
    if mine.figure.kind not in KINDS or any(_is_same(mine, one) for source in sources for one in source.with_value.get(_value(mine), ())):
        return None
    told = [one for source in sources for one in source.speaking(mine) if _is_slip_of(mine, one, source)]
    told = [one for one in told if not any(_is_same(one, slot) for slot in story.with_value.get(_value(one), ()))]
    return told[0] if len({(one.figure.quantity.value, one.figure.quantity.unit) for one in told}) == 1 else None


def _value(slot: Slot) -> Fraction | None:
    return slot.figure.quantity.value


def _is_same(one: Slot, other: Slot) -> bool:
    """The same number, or the same two ends."""
    return is_of_one_sort(one, other) and (_value(one) is not None or _ends(one.figure.quantity) == _ends(other.figure.quantity))


def _ends(quantity: Quantity) -> tuple[Fraction | None, Fraction | None]:
    return quantity.amount.strict.low, quantity.amount.strict.high


def _is_slip_of(mine: Slot, theirs: Slot, source: Slots) -> bool:
    least = _least(mine.figure, theirs.figure, alike=mine.words[:1].isalpha() == theirs.words[:1].isalpha())
    shared = owned(mine).open & owned(theirs).open
    short = len(mine.figure.quantity.digits.replace(".", "").strip("0")) < DIGITS
    if (
        not least
        or (short and source.variety(theirs) > CROWD)
        or len(shared) < least
        or (told_apart if _is_swapped(mine.figure, theirs.figure) and len(shared) >= SURE else set_apart)(mine, theirs)
    ):
        return False
    passage = frozenset().union(theirs.around, *(one.around for one in source.beside(theirs)))
    return len(mine.around & passage) >= max(AROUND, least)


def _is_swapped(one: Figure, other: Figure) -> bool:
    """Two digits of a long number; 46 and 64 are two digits of a short one."""
    return changed_round(one.quantity, other.quantity) or (len(one.quantity.digits) > DIGITS and _is_turned(one, other))


def _least(one: Figure, other: Figure, *, alike: bool) -> int:
    """How many words of their own the two must share to be taken for a slip; 0 where they are none.

    `alike` are two that are both spelled or both in digits: who wrote "nine hours" has not misread "19"."""
    mine, theirs = one.quantity, other.quantity
    if one.kind != other.kind or one.direction != other.direction:
        return 0
    if mine.unit != theirs.unit:
        return PLAIN + 2 * ((mine.value or 0) <= FEW) + (mine.hedge != theirs.hedge) if _is_other_time(mine, theirs) else 0
    if not _counts_alike(one, other):
        return 0
    if changed_round(mine, theirs):
        return OWN
    if is_a_zero_off(mine, theirs):
        return OWN if mine.hedge == theirs.hedge else PLAIN  # "23 people" and "nearly 230"
    if _is_turned(one, other):
        return OWN if one.counted and other.counted else PLAIN
    return PLAIN if _is_tenfold(mine, theirs) or (alike and _is_teen(one, other)) else 0


def _counts_alike(one: Figure, other: Figure) -> bool:
    """Not "1.2 million requests" and "12 proven cases"."""
    return one.kind != "count" or one.counted is None or other.counted is None or one.counted.key == other.counted.key


def _is_other_time(mine: Quantity, theirs: Quantity) -> bool:
    """ "Eight days" for eight weeks."""
    return mine.value == theirs.value is not None and theirs.value >= FEW and is_next_span(mine.unit, theirs.unit)


def _is_turned(one: Figure, other: Figure) -> bool:
    """ "46 boats" for 64 boats, "7.1 metres" for 1.7, "£430,000" for £340,000: two digits, and the same zeros behind them."""
    left, right = one.quantity.digits, other.quantity.digits
    zeros = len(left) - len(left.rstrip("0"))
    if one.quantity.scale != other.quantity.scale or "." in left + right:
        zeros = 0
    left, right = left[: len(left) - zeros], right[: len(right) - zeros] if right[len(right) - zeros :] == "0" * zeros else ""
    return len(left.replace(".", "")) == 2 and left == right[::-1] != right


def _is_tenfold(mine: Quantity, theirs: Quantity) -> bool:
    """ "6 tonnes" for 0.6, "10 to 20" for 1 to 2."""
    if mine.value is not None or theirs.value is not None:
        # "the top 1 percent", "the top 0.1 percent"
        return mine.unit != "%" and "." in mine.digits + theirs.digits and _is_ten_times(mine.value, theirs.value)
    # not "thousands", "tens of thousands"
    return bool(mine.top and theirs.top) and all(_is_ten_times(one, other) for one, other in zip(_ends(mine), _ends(theirs), strict=True))


def _is_ten_times(one: Fraction | None, other: Fraction | None) -> bool:
    return bool(one and other) and (one == 10 * other or other == 10 * one)  # type: ignore[operator]


def _is_teen(one: Figure, other: Figure) -> bool:
    """ "Nine hours" for nineteen; "four primaries" and fourteen states are two things."""
    small, large = sorted((one.quantity.value or Fraction(0), other.quantity.value or Fraction(0)))
    same = one.kind == "measure" or bool(one.counted and other.counted and one.counted.key == other.counted.key)
    return 2 < small < TEEN and large - small == TEEN and same
