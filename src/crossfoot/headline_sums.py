"""Whether a number above the text follows from the numbers of the text in one step: "101 dead" over 63 and 38, "70 years later" over 1943.

Steps that chance hardly takes (years between two dates, the other share of a hundred, a length in another unit) bear a number out. A sum
or a difference of two counts may come out right by chance: it only keeps a finding back, and is shown as one way the number may follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, permutations
from typing import Any

from .finding import Tape
from .headings import Number, page_of
from .ledger import Ledger, Moment
from .quantity import Amount, shown
from .units import unit_of

MONTH = Fraction(36525, 1200)  # days
HALF = Fraction(1, 2)
YEARS = {"year": 1, "decade": 10, "century": 100}
SMALL = 20  # "a teacher and two pupils" make three; a large number does not leave one out
FEW = 100  # "her son and 42 others"; of 900 nobody says "899 others"
AHEAD = range(-1, 5)  # a year that is near needs no mention: "Texas governor weighs 2016 run"
SAMPLES = 120  # numbers of a text that are put together


@dataclass(frozen=True, slots=True)
class Step:
    """One way a number may follow: as people write it, its tape, where the numbers stand that went in; `sure` where chance hardly does
    it."""

    working: str
    tape: Tape
    told: tuple[Number, ...] = ()
    sure: bool = True


def follows(number: Number, ledger: Ledger) -> Step | None:
    """The first step that gives the number."""
    if number.value is None or (number.written[:1] == "0" and number.written.isdecimal()):
        return None
    page = page_of(ledger)
    above = [one for one in ledger.moments if any(one.span.overlaps(shown.span) for shown in page.shown)]
    return next(_Text(number, page.told, ledger, above).steps(), None)


def follows_from(number: Number, told: Iterable[Number], ledger: Ledger) -> Step | None:
    """The first step over some numbers of a source that gives a number of the story, if chance hardly takes it or the numbers are few."""
    if number.value is None:
        return None
    return next(_Text(number, told, ledger, leave_open=False).steps(), None)


def _days(unit: str | None) -> Fraction:
    """How many days a unit of time lasts, a month taken as the twelfth of a year; 0 for what is no time."""
    known = unit_of(unit)
    if known is None or known.dimension not in ("time", "calendar months"):
        return Fraction(0)
    return known.factor / 86400 if known.dimension == "time" else known.factor * MONTH


@lru_cache(maxsize=64)
def _starts(ledger: Ledger) -> list[int]:
    return [sentence.start for sentence in ledger.sentences]


class _Text:
    """The numbers of a text, beside one number above it."""

    def __init__(
        self, number: Number, told: Iterable[Number], ledger: Ledger, above: Sequence[Moment] = (), *, leave_open: bool = True
    ) -> None:
        self.number, self.value, self.leave_open = number, number.value or Fraction(0), leave_open
        self.told = [one for one in told if one.sort != "time" and one.value is not None][:SAMPLES]
        self.figures = [one for one in self.told if one.sort != "date"]
        starts = _starts(ledger)
        self.sentence = {id(one): bisect_right(starts, one.span.start) for one in self.told}
        self.published = ledger.document.published
        # "Dancer and spy dies at 99"
        self.is_age = number.sort == "age" or ledger.document.text.endswith((" at ", " aged "), 0, number.span.start)
        self.moments = [one for one in ledger.moments if one.earliest and one not in above]

    def steps(self) -> Iterator[Step]:
        """Every step that is tried, by the sort of the number."""
        unit = self.number.unit or "year"
        if self.number.sort == "age" or (self.number.sort == "measure" and _days(unit)):
            yield from self._lengths(unit)
        elif self.number.sort == "date" or self.number.is_year:
            yield from self._year()
        elif self.number.sort in ("percent", "points"):
            yield from self._shares()
        elif self.number.sort in ("count", "bare", "money", "measure", "score", "rank"):
            yield from self._conversions()
            yield from self._counts()
            yield from self._products()
        if self.number.sort == "multiple" or "times" in self.number.beside:
            yield from self._ratios()
        if self.leave_open:
            yield from self._left_open()

    def near(self, one: Number, other: Number, sentences: int = 1) -> bool:
        """Whether two numbers stand in one sentence, or so many sentences apart."""
        return abs(self.sentence[id(one)] - self.sentence[id(other)]) <= sentences

    def gives(self, form: str, told: tuple[Number, ...], step: Callable[..., Amount], *with_: Any, sure: bool = True) -> Iterator[Step]:
        """A step that has been found to give the number, printed."""
        tape = Tape()
        tape.strictly_apart(self.number.amount, step(tape, *with_))
        yield Step(form.format(*(shown(one.value, places=3) for one in told), shown(self.value, places=3)), tape, told, sure)

    def _lengths(self, unit: str) -> Iterator[Step]:
        """ "2 months" over 60 days; "63 years later" over 1950; "in their 20s" over 21 and 25."""
        for one in self.figures:
            if _days(unit) and _days(one.unit) and one.unit != unit:
                factor = _days(one.unit) / _days(unit)
                if abs(one.worth * factor - self.value) < HALF:
                    yield from self.gives("{} " + str(one.unit) + "s are {} " + unit + "s", (one,), Tape.scale, one.amount, factor)
        yield from self._between_years(YEARS.get(unit, 0))
        yield from self._between_days(unit)
        if self.number.sort == "age" and "decade" in self.number.beside:
            for one in self.figures:
                if one.sort == "age" and 0 <= one.worth - self.value < 10:
                    yield from self.gives("{} is in the {}s", (one,), Tape.add, [self.number.amount])
        for one, other in permutations([one for one in self.figures if one.unit == unit], 2):
            if self.near(one, other, 0) and one.worth + other.worth == self.value:
                yield from self.gives("{} + {} = {}", (one, other), Tape.add, [one.amount, other.amount], sure=False)
            if self.near(one, other) and one.worth - other.worth == self.value:
                yield from self.gives("{} − {} = {}", (one, other), Tape.subtract, one.amount, other.amount, sure=False)

    def _conversions(self) -> Iterator[Step]:
        """ "1,000 acres" over 405 hectares."""
        mine = unit_of(self.number.unit)
        for one in self.figures if mine else ():
            theirs = unit_of(one.unit)
            if not mine or not theirs or one.unit == self.number.unit or mine.dimension != theirs.dimension or mine.offset or theirs.offset:
                continue
            if not one.amount.times(theirs.factor / mine.factor).surely_apart(self.number.amount):
                form = "{} " + str(one.unit) + "s are {} " + str(self.number.unit) + "s"
                yield from self.gives(form, (one,), Tape.scale, one.amount, theirs.factor / mine.factor)

    def _years(self) -> list[int]:
        """Every year that the text names, and that of publication."""
        years = {one.earliest.year for one in self.moments if one.earliest and one.kind in ("date", "time")}
        years |= {int(one.written) for one in self.told if one.is_year}
        return sorted(years | ({self.published.year} if self.published else set()))

    def _between_years(self, per: int) -> Iterator[Step]:
        if not per:
            return
        for first, last in combinations(self._years(), 2):
            gap = Fraction(last - first, per)
            # Who was born in March 1924 and died in February 2024 was 99.
            if gap == self.value or (per > 1 and abs(gap - self.value) <= HALF) or (self.is_age and gap - 1 == self.value):
                tape = Tape()
                tape.subtract(Amount.exactly(last), Amount.exactly(first))
                yield Step(f"{first} to {last}", tape)
        for one in self.told:
            # "the theory dates back to the 1940s": seventy years, give or take ten
            if (
                "decade" in one.beside
                and one.is_year
                and self.published
                and abs(self.published.year - int(one.written) - self.value * per) < 10
            ):
                yield Step(f"the {one.written}s to {self.published.year}", Tape(), (one,), sure=False)

    def _between_days(self, unit: str) -> Iterator[Step]:
        """ "2 weeks early" over the 13th and the 25th."""
        seconds = {"month": 30, "week": 7, "day": 1}.get(unit)
        days: set[date] = {one.earliest for one in self.moments if one.earliest and one.earliest == one.latest}
        days |= {self.published} if self.published else set()
        for first, last in combinations(sorted(days), 2) if seconds else ():
            if abs(Fraction((last - first).days, seconds) - self.value) <= HALF:
                yield Step(f"{first} to {last}", Tape(), sure=False)

    def _year(self) -> Iterator[Step]:
        """A year that a date of the text lies in, that a length leads to, or that is near."""
        year = int(self.value)
        for moment in self.moments:
            if moment.earliest and moment.earliest.year <= year <= (moment.latest or moment.earliest).year:
                yield Step(f"the text speaks of {moment.earliest.year}", Tape(), sure=False)
        bases = [int(one.written) for one in self.told if one.is_year] + ([self.published.year] if self.published else [])
        for one in self.figures:
            if one.unit == "year" and any(abs(year - base) == one.value for base in bases):
                yield Step(f"{shown(one.value)} years lead there", Tape(), (one,), sure=False)
        if not self.published or year - self.published.year in AHEAD:
            yield Step("a year as near as that may go without mention", Tape(), sure=False)

    def _shares(self) -> Iterator[Step]:
        """ "70% do not" over 30% who do; "two-thirds"; 12 of 16; from 48 to 60."""
        for one in self.figures:
            if one.sort == "percent" and one.value == 100 - self.value:
                yield from self.gives("100 − {} = {}", (one,), Tape.subtract, Amount.exactly(100), one.amount)
            if one.sort == "fraction" and abs(one.worth * 100 - self.value) <= HALF:
                yield from self.gives("{} is {} percent", (one,), Tape.scale, one.amount, Fraction(100))
            if one.sort == "rank" and one.value and abs(100 / one.value - self.value) <= 1:
                # "dropped a third between 1999 and 2006"
                yield Step(f"one part in {shown(one.value)}", Tape(), (one,), sure=False)
        counted = [one for one in self.figures if one.sort in ("count", "money", "bare") and one.value and one.value > 0]
        for one, other in permutations(counted, 2):
            if not self.near(one, other, 1 if self.leave_open else 0) or one.unit != other.unit:
                continue
            if one.worth < other.worth and abs(one.worth * 100 / other.worth - self.value) <= HALF:
                yield from self.gives("{0} is {2} percent of {1}", (one, other), Tape.share, one.amount, other.amount)
            if abs(abs(other.worth - one.worth) * 100 / one.worth - self.value) <= HALF:
                yield Step(f"from {shown(one.value)} to {shown(other.value)}", Tape(), (one, other), sure=False)
        for one, other in permutations([one for one in self.figures if one.sort == "percent"], 2):
            if (
                self.number.sort == "points"
                and self.near(one, other, 0)
                and self.value in (one.worth + other.worth, one.worth - other.worth)
            ):
                yield Step(f"{shown(one.value)} and {shown(other.value)}", Tape(), (one, other), sure=False)

    def _alike(self) -> list[Number]:
        if self.number.sort in ("money", "measure"):
            return [one for one in self.figures if one.sort == self.number.sort and one.unit == self.number.unit]
        return [one for one in self.figures if one.sort in ("count", "bare", "rank")]

    def _is(self, value: Fraction) -> bool:
        """Money may be rounded; what is counted is not, but for a hedge."""
        if self.number.hedge and not self.leave_open:
            return not self.number.amount.surely_apart(Amount.exactly(value)) and 8 * abs(value - self.value) <= self.value
        if self.number.sort != "money" or self.number.hedge:
            return value == self.value
        return not self.number.amount.strictly_apart(Amount.exactly(value))

    def _counts(self) -> Iterator[Step]:
        """Sums, differences, and one more or less where the words say so."""
        alike = self._alike()
        plain = [one for one in alike if one.sort != "rank"] if self.number.sort != "rank" else []
        for one, other in combinations(plain, 2):
            total, gap = one.amount + other.amount, abs(one.worth - other.worth)
            if self.number.sort == "money" and one.value == other.value:
                continue
            others = "others" in one.beside or "others" in other.beside
            if (others or self.near(one, other, 4 if self.number.sort == "money" else 1)) and self._is(total.value or Fraction(0)):
                yield from self.gives("{} + {} = {}", (one, other), Tape.add, [one.amount, other.amount], sure=False)
            if self.near(one, other, 0) and self.number.sort != "bare" and self._is(gap):
                yield Step(f"between {shown(one.value)} and {shown(other.value)} lie {shown(gap)}", Tape(), (one, other), sure=False)
        for parts in combinations(plain[: SAMPLES // 3], 3):
            if self.near(parts[0], parts[2], 0) and sum(part.value or 0 for part in parts) == self.value:
                yield from self.gives("{} + {} + {} = {}", parts, Tape.add, [part.amount for part in parts], sure=False)
        for one in alike:
            if self._is_one_off(one):
                yield Step(f"{shown(one.value)}, and one more or less", Tape(), (one,), sure=False)
            if "each" in one.beside and one.value and 2 * one.value == self.value:
                yield from self.gives("2 × {} = {}", (one,), Tape.scale, one.amount, Fraction(2), sure=False)
        yield from self._points()

    def _is_one_off(self, told: Number) -> bool:
        more = self.value - told.worth
        if more == 1 and ((self.value < SMALL and "one" in told.beside) or "place" in self.number.beside):
            return True
        return (
            abs(more) == 1
            and self.value < FEW
            and ("other" in told.beside or "other" in self.number.beside or "others" in self.number.beside)
        )

    def _points(self) -> Iterator[Step]:
        """ "10-point lead" over 52% and 42%; "age 400" over 1609."""
        if self.number.sort != "bare":
            return
        for one, other in permutations([one for one in self.figures if one.sort == "percent"], 2):
            if self.near(one, other) and one.worth - other.worth == self.value:
                yield from self.gives("{} − {} = {} points", (one, other), Tape.subtract, one.amount, other.amount)
        if self.value > SMALL and self.published and any(self.published.year - year == self.value for year in self._years()):
            yield from self._between_years(1)

    def _products(self) -> Iterator[Step]:
        """ "$60K" over $10,000 a month for six months; "half of $700 billion"."""
        if self.number.sort not in ("money", "count", "measure"):
            return
        for one in self.figures:
            if "half" in one.beside and one.unit == self.number.unit and one.value == 2 * self.value:
                yield from self.gives("half of {}", (one,), Tape.scale, one.amount, HALF)
        for one, other in permutations([one for one in self.figures if one.value and one.value > 1], 2):
            each = (
                one.sort == self.number.sort == "money" and one.unit == self.number.unit and other.sort == "count" and self.near(one, other)
            )
            if each and "each" in self.number.beside and not self.number.amount.strictly_apart(one.amount / other.amount):
                yield from self.gives("{} ÷ {} = {}", (one, other), Tape.divide, one.amount, other.amount)
        for one, other in permutations(self.figures, 2):
            if not one.value or not other.value or one.value * other.value != self.value:
                continue
            rate = one.sort == "money" and (one.unit or "").endswith(f" per {other.unit}")
            half = one.sort == "fraction" and other.sort == self.number.sort
            factor = one.sort in ("count", "fraction", "multiple") and other.sort == self.number.sort and self.value > SMALL
            if rate or half or (factor and self.near(one, other, 1 if self.number.sort == "money" else 0)):
                yield from self.gives("{} × {} = {}", (one, other), Tape.multiply, one.amount, other.amount, sure=False)

    def _ratios(self) -> Iterator[Step]:
        for one, other in permutations([one for one in self.figures if one.value and one.value > 0], 2):
            if one.sort == other.sort and self.near(one, other) and abs(one.worth / other.worth - self.value) <= HALF:
                yield from self.gives("{} ÷ {} = {}", (one, other), Tape.divide, one.amount, other.amount, sure=False)

    def _left_open(self) -> Iterator[Step]:
        """What is not held against the text: one of a thing, and a hedged number with another of its kind not far away."""
        if (
            self.value == 1
            and self.number.sort in ("count", "bare")
            and not any(one.thing == self.number.thing for one in self.told if one.thing)
        ):
            yield Step("one is often said with no number at all", Tape(), sure=False)
        for one in self.figures:
            alike = one.sort == self.number.sort and one.unit == self.number.unit
            near = abs(one.worth - self.value) * 8 <= self.value
            if "hedged" in self.number.beside and near and one.sort in ("count", "bare", "age"):
                yield Step(f"it may stand for {shown(one.value)}", Tape(), (one,), sure=False)
            if self.number.hedge and alike and self.value < 3 * one.worth < 9 * self.value:
                yield Step(f"it may stand for {shown(one.value)}", Tape(), (one,), sure=False)
