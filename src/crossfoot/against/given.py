"""The numbers that a source gives, looked up by what they are worth and by the sentence they stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from fractions import Fraction
from functools import lru_cache

from ..headings import Number, borne_out, distinct, numbers_of
from ..ledger import Ledger
from .slots import Slot

WIDE = Fraction(3, 2)  # a number rounds to none that is more than half as much again


class Given:
    """The numbers of a source, looked up by what they are worth."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.numbers = numbers_of(ledger)
        each = distinct(self.numbers)
        self.sorted = sorted((number for number in each if number.value is not None), key=lambda number: number.value or 0)
        self.values = [number.value for number in self.sorted]
        self.ranges = [number for number in each if number.value is None]
        starts = [sentence.start for sentence in ledger.sentences]
        self.in_sentence: dict[int, list[Number]] = defaultdict(list)
        for number in self.numbers:
            self.in_sentence[bisect_right(starts, number.span.start) - 1].append(number)

    def near(self, value: Fraction | None) -> list[Number]:
        """Those that may be a rounding of a number."""
        if value is None:
            return [*self.ranges, *self.sorted]
        low, high = sorted((value / WIDE, value * WIDE))
        return [*self.sorted[bisect_left(self.values, low) : bisect_right(self.values, high)], *self.ranges]  # type: ignore[type-var]

    def about(self, slots: list[Slot]) -> list[Number]:
        """The numbers of the sentences of some slots, and of those on either side."""
        sentences = dict.fromkeys(at for slot in slots for at in range(slot.sentence - 1, slot.sentence + 2))
        return [number for at in sentences for number in self.in_sentence.get(at, ())]


def is_given(number: Number, source: Ledger) -> Number | None:
    """The number of a source that is the story's, or rounds to it; in its own unit, where it has one."""
    return borne_out(number, [told for told in given_by(source).near(number.value) if _is_of_one_unit(number, told)])


def _is_of_one_unit(number: Number, told: Number) -> bool:
    """ "Three months" is not borne out by three weeks, nor by three of anything."""
    if number.sort in ("measure", "money"):
        return _thing(told.unit) == _thing(number.unit) or (told.sort in ("bare", "part") and number.sort == "money")
    return True


def _thing(unit: str | None) -> str:
    """The unit without what it is counted by: "£52" for "£52 a year"."""
    return (unit or "").partition(" per ")[0]


@lru_cache(maxsize=64)
def given_by(ledger: Ledger) -> Given:
    """The numbers of a source; read once."""
    return Given(ledger)
