"""The numbers of a text beside one number that may follow from them: which stand near each other, which count the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ..finding import Tape
from ..headings import Number
from ..ledger import Ledger, Moment
from ..quantity import Amount, shown

SAMPLES = 120  # numbers of a text that are put together


@dataclass(frozen=True, slots=True)
class Step:
    """One way a number may follow: as people write it, its tape, the numbers that went in; `sure` where chance hardly does it."""

    working: str
    tape: Tape
    told: tuple[Number, ...] = ()
    sure: bool = True


@lru_cache(maxsize=64)
def _starts(ledger: Ledger) -> list[int]:
    return [sentence.start for sentence in ledger.sentences]


class Text:
    """The numbers of a text (`told`; `figures` without its dates), beside one number.

    `like` are those that count the same as the number, where that was told by their words; otherwise sort and unit tell."""

    def __init__(
        self,
        number: Number,
        told: Iterable[Number],
        ledger: Ledger,
        above: Sequence[Moment] = (),
        *,
        leave_open: bool = False,
        like: Sequence[Number] | None = None,
        is_age: bool = False,
    ) -> None:
        self.is_age = is_age or number.sort == "age"
        self.number, self.value, self.leave_open, self._like = number, number.value or Fraction(0), leave_open, like
        self.told = [one for one in told if one.sort != "time" and one.value is not None][:SAMPLES]
        self.figures = [one for one in self.told if one.sort != "date"]
        starts = _starts(ledger)
        self.sentence = {id(one): bisect_right(starts, one.span.start) for one in self.told}
        self.published = ledger.document.published
        self.moments = [one for one in ledger.moments if one.earliest and one not in above]

    @property
    def direction(self) -> str | None:
        """Whether the number is called a rise or a fall."""
        return self.number.figure.direction if self.number.figure else None

    def near(self, one: Number, other: Number, sentences: int = 1) -> bool:
        """Whether two numbers stand in one sentence, or so many sentences apart."""
        return abs(self.sentence[id(one)] - self.sentence[id(other)]) <= sentences

    def alike(self) -> list[Number]:
        """The numbers that can be added to give it."""
        if self._like is not None:
            return list(self._like)
        if self.number.sort in ("money", "measure"):
            return [one for one in self.figures if one.sort == self.number.sort and one.unit == self.number.unit]
        return [one for one in self.figures if one.sort in ("count", "bare", "rank")]

    def years(self) -> list[int]:
        """Every year that the text names, and that of publication."""
        years = {one.earliest.year for one in self.moments if one.earliest and one.kind in ("date", "time")}
        years |= {int(one.written) for one in self.told if one.is_year}
        return sorted(years | ({self.published.year} if self.published else set()))

    def says(self, value: Fraction) -> bool:
        """Whether the number says as much. Money may be rounded; what is counted is not, but for a hedge."""
        if self.number.hedge and not self.leave_open:
            return not self.number.amount.surely_apart(Amount.exactly(value)) and 8 * abs(value - self.value) <= self.value
        if self.number.sort != "money" or self.number.hedge:
            return value == self.value
        return not self.number.amount.strictly_apart(Amount.exactly(value))

    def prints(self, value: Fraction) -> bool:
        """Whether the number is this one, rounded as it is printed: "64 percent" is 63.7, "63.6 percent" is not."""
        return not self.number.amount.strictly_apart(Amount.exactly(value))

    def gives(self, form: str, told: tuple[Number, ...], step: Callable[..., Amount], *with_: Any, sure: bool = True) -> Iterator[Step]:
        """A step that has been found to give the number, printed."""
        tape = Tape()
        result = step(tape, *with_)
        tape.strictly_apart(self.number.amount, result)
        yield Step(form.format(*(shown(one.value, places=3) for one in told), shown(result.value)), tape, told, sure)
