"""What a number above the text rests on in the text: the same number, or one that rounds to it.

Numbers are told apart by sort. That the dateline says 1:28 p.m. bears out neither 28 arrests nor $28; a date bears out dates, and money
money. Whether a number follows from others in one step is worked out in `steps/`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

from .document import Span
from .ledger import Figure, Ledger, Moment
from .quantity import Amount, HedgeFamily, Quantity, exact
from .reading.written import numbers
from .units import unit_of

DISPLAY = ("headline", "standfirst", "caption")
ONE = Fraction(1)
LARGE = 100_000
BOUNDS = ("less than", "at most", "more than", "at least")
# "bare" is a number that is no figure and no date ("Dow up 25"), "part" one inside a figure of another value ("25 years and 10 months").
_PLAIN = frozenset({"bare", "part"})
_ANY = _PLAIN | {"count", "rank", "age", "measure", "score", "ratio", "multiple", "fraction"}
# Which sorts of number in the text, beside its own, may bear out one of a sort above it.
_BORNE_BY = {
    "money": _PLAIN,
    "percent": _PLAIN | {"points", "fraction"},
    "points": _PLAIN | {"percent", "count"},
    "measure": _PLAIN | {"count", "age", "rank"},
    "age": _PLAIN | {"count", "measure"},
    "rank": _PLAIN | {"count"},
    "count": _ANY | {"points"},
    "date": _PLAIN | {"time", "count", "measure"},
    "time": _PLAIN | {"date", "count"},
    "bare": _ANY | {"percent", "points", "date", "money"},
}
# "20 people" is not borne out by "20 years", where the text counts people.
_OTHER_SORTS = frozenset({"part", "age", "measure", "rank", "score"})
# "2015%" is not borne out by the year.
NO_YEAR = ("percent", "money", "points", "multiple", "fraction", "age")
_YEARS = range(1800, 2100)

Entry = TypeVar("Entry", Figure, Moment)

SHORT = 20  # letters of a headline that a paragraph does not begin with by chance
LONG = 400  # characters of a paragraph that are looked at


@dataclass(frozen=True, slots=True, eq=False)
class Number:
    """A number written: where, what sort, what it may mean, how it is written without grouping, the words beside it, and the figure that
    it belongs to."""

    span: Span
    sort: str
    amount: Amount
    written: str
    beside: frozenset[str] = frozenset()
    figure: Figure | None = None

    @property
    def value(self) -> Fraction | None:
        """The number, where it is one."""
        return self.amount.value

    @property
    def worth(self) -> Fraction:
        """The number; 0 where it is none."""
        return self.amount.value or Fraction(0)

    @property
    def unit(self) -> str | None:
        """The unit of the figure it belongs to."""
        return self.figure.quantity.unit if self.figure else None

    @property
    def hedge(self) -> HedgeFamily | None:
        """The family of its hedge."""
        return self.figure.quantity.hedge if self.figure else None

    @property
    def thing(self) -> str | None:
        """What it counts."""
        return self.figure.counted.key if self.figure and self.figure.counted and self.sort == "count" else None

    @property
    def is_year(self) -> bool:
        """ "1947", bare or in a date."""
        return len(self.written) == 4 and self.written.isdecimal() and int(self.written) in _YEARS

    @property
    def step(self) -> Fraction:
        """What one in the last place written is worth: a thousand in "86K", a tenth of a million in "1.2 million"."""
        digits, scale = (self.figure.quantity.digits, self.figure.quantity.scale) if self.figure else (self.written, ONE)
        if not self.figure and self.span.end - self.span.start < len(self.written.lstrip("'")):
            # "410K churn through": the span tells that it is short for 410,000
            scale = Fraction(1000)
        return scale / 10 ** len(digits.partition(".")[2]) if "/" not in digits else scale

    @property
    def zeros(self) -> int:
        """How many zeros a plain number ends in."""
        return len(self.written) - len(self.written.rstrip("0")) if self.written.isdecimal() and self.step == 1 else 0


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The numbers above and beside the text, and those of the text; of `distinct` those that are alike are one. `echoed` are those of
    paragraphs that only say the headline again."""

    shown: tuple[Number, ...]
    told: tuple[Number, ...]
    distinct: tuple[Number, ...]
    echoed: tuple[Number, ...]


@lru_cache(maxsize=8)
def page_of(ledger: Ledger) -> Page:
    """The numbers of a story, by where they stand."""
    blocks = ledger.document.blocks
    starts = [block.span.start for block in blocks]
    shown: list[Number] = []
    told: list[Number] = []
    echoed: list[Number] = []
    above = {_letters(block.text) for block in blocks if block.kind in DISPLAY}
    again = [block.kind not in DISPLAY and _repeats(_letters(block.text), above) for block in blocks]
    for number in numbers_of(ledger):
        at = max(0, bisect_right(starts, number.span.start) - 1)
        if again[at]:
            echoed.append(number)
        elif blocks[at].kind not in DISPLAY:
            told.append(number)
        elif _is_compared(number) and not _is_in_a_sign(ledger.document.text, number):
            shown.append(number)
    return Page(tuple(shown), tuple(told), distinct(told), distinct(echoed))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text[:LONG])).casefold()


def _repeats(text: str, above: set[str]) -> bool:
    """Whether a paragraph is the headline once more, or begins with it: what stands there does not bear it out."""
    return any(len(one) >= SHORT and text.startswith(one) for one in above)


def _is_in_a_sign(text: str, number: Number) -> bool:
    """The 19 of "COVID-19", the number of "article208115079.html", but not that of "mid-2014"."""
    before = text[max(0, number.span.start - 2) : number.span.start]
    return number.sort == "bare" and (before[-1:].isalpha() or before[-1:] in ("/", "=") or (before[-1:] == "-" and before[:1].isupper()))


def distinct(numbers: Iterable[Number]) -> tuple[Number, ...]:
    """The first of those numbers that are alike in all that is asked when one is held against another: "six counts of assault", a thousand
    times, bears out what it does once."""
    first: dict[tuple[object, ...], Number] = {}
    for one in numbers:
        alike = (one.sort, one.amount, one.written, one.beside, one.figure.quantity if one.figure else None, one.thing)
        first.setdefault(alike, one)
    return tuple(first.values())


@lru_cache(maxsize=64)
def numbers_of(ledger: Ledger) -> tuple[Number, ...]:
    """Every number of a document, in order."""
    return tuple(sorted(_numbers(ledger), key=lambda number: number.span))


def _is_compared(number: Number) -> bool:
    """Not "5 things to know"; days and hours are compared as dates are, elsewhere."""
    if number.sort == "part" or "alone" in number.beside:
        return False
    return number.sort not in ("date", "time") or number.is_year


def _numbers(ledger: Ledger) -> Iterator[Number]:
    """Every figure, and every number that is no figure: part of a date, of a name, or of a figure that it is not the whole of."""
    figures, moments = _Holders(ledger.figures), _Holders(m for m in ledger.moments if m.kind in ("date", "time"))
    whole: set[int] = set()
    for numeral in numbers(ledger.document):
        held, moment = figures.at(numeral.span), moments.at(numeral.span)
        value = Fraction(numeral.key.lstrip("'"))
        if held and value == held.quantity.value and id(held) not in whole:
            whole.add(id(held))
            yield Number(held.span, held.kind, held.quantity.amount, numeral.key, numeral.beside, held)
        else:
            # "the second quarter" is the 2nd; the 28 of "1:28 p.m." is no 28 of anything.
            dated = moment and ledger.document.text[numeral.span.start : numeral.span.end].strip("'’‘")[:1].isdecimal()
            sort = "part" if held else moment.kind if moment and dated else "bare"
            yield Number(numeral.span, sort, Quantity(exact(value)).amount, numeral.key, numeral.beside)
    for figure in ledger.figures:
        if id(figure) not in whole:
            value = figure.quantity.value or Fraction(0)
            yield Number(figure.span, figure.kind, figure.quantity.amount, exact(value) if value else "", figure=figure)


class _Holders(Generic[Entry]):
    """Figures or moments, asked which of them holds a place."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: list[Entry] = sorted(entries, key=lambda entry: entry.span)

    def at(self, span: Span) -> Entry | None:
        """The last of them that overlaps a place."""
        at = bisect_right(self.entries, span.end - 1, key=lambda entry: entry.span.start)
        return next((entry for entry in self.entries[max(0, at - 2) : at][::-1] if entry.span.overlaps(span)), None)


def borne_out(shown: Number, told: Iterable[Number]) -> Number | None:
    """The number of the text that is the one shown, or rounds to it."""
    # "Nearly 200" above the text is not the "more than 200" in it.
    able = [number for number in told if may_bear(shown, number) and not _bound_apart(shown, number)]
    same = [number for number in able if number.written.lstrip("'") == shown.written.lstrip("'") != ""]
    return next(iter([*same, *(number for number in able if _rounds(number, shown))]), None)


def _bound_apart(shown: Number, told: Number) -> bool:
    """Whether one number is bounded from above and from below in the two places."""
    return bool(shown.hedge and told.hedge) and shown.worth == told.worth and not shown.amount.loose.meets(told.amount.loose)


def elsewhere_counted(shown: Number, told: tuple[Number, ...]) -> Number | None:
    """ "20 suspects" over a text that has three suspects and 20 years: the number that counts the same thing, and is another."""
    same = [number for number in told if shown.thing and number.thing == shown.thing]
    if not same or borne_out(shown, same):
        return None
    able = [number for number in told if borne_out(shown, (number,))]
    if able and all(number.sort in _OTHER_SORTS for number in able):
        return same[0]
    # "8 doctors" over a text that has some 60 doctors, and later eight countries
    single = (
        len({number.written for number in same}) == 1
        and same[0].value is not None
        and same[0].span < min((number.span for number in able), default=same[0].span)
    )
    return same[0] if single and all(number.sort in _OTHER_SORTS or _counts_another(shown, number) for number in able) else None


def _counts_another(shown: Number, told: Number) -> bool:
    """Whether a number counts things by a noun of its own right behind it, and another one."""
    counted = told.figure.counted if told.figure else None
    return counted is not None and 0 <= counted.span.start - told.span.end <= 1 and told.thing != shown.thing


def may_bear(shown: Number, told: Number) -> bool:
    """Whether the two are of one sort."""
    if shown.worth >= LARGE and shown.value == told.value:
        # "75 MLN DLRS" and "75 mln U.S. Dlrs": so large a number is not met by chance, whatever its unit is taken for.
        return True
    if shown.written[:1] == "'" and told.is_year and told.written.endswith(shown.written[1:]):
        return True
    if told.is_year and told.sort in ("date", "bare") and shown.sort in NO_YEAR:
        return False
    if told.sort != shown.sort:
        # A year that was read as a length of time ("since 1975"); and a pound is money or a weight.
        years = shown.is_year and told.sort == "date"
        return told.sort in _BORNE_BY.get(shown.sort, _ANY) or told.unit == "GBP" or years
    if shown.sort == "measure":
        units = unit_of(shown.unit), unit_of(told.unit)
        return shown.unit == told.unit or None in units or units[0].dimension != units[1].dimension  # type: ignore[union-attr]
    return True


def _rounds(told: Number, shown: Number) -> bool:
    """ "Nearly 500" and 498, "$86K" and 86,804, "82" and 82.38. Only what is printed more precisely can have been rounded."""
    one, other = shown.value, told.value
    if shown.written[:1] == "'":
        return told.is_year and told.written.endswith(shown.written[1:])
    if other is None:
        return _is_narrow(told.amount) and not shown.amount.strictly_apart(told.amount)
    if one is None or shown.hedge:
        return _is_near(shown, one, other) and not shown.amount.surely_apart(Amount.exactly(other))
    if told.hedge in ("more than", "at least") and other < one:
        # "more than $19 million" and $19.2M: the headline is the more precise
        return one - other <= other / 10 and other % shown.step == 0 and shown.step < told.step
    if other % shown.step == 0 and (shown.step != 1 or other % 10**shown.zeros == 0):
        return False
    if shown.zeros > 1:
        return not shown.amount.surely_apart(Amount.exactly(other))
    return 0 <= other - one + shown.step / 2 < shown.step * Fraction(3, 2)


def _is_near(shown: Number, one: Fraction | None, other: Fraction) -> bool:
    """ "Nearly 500" is said of 498; that 900 is more than 40 bears nothing out."""
    if one is None:
        return True
    return 2 * abs(other - one) <= max(one, other) if shown.hedge in BOUNDS else 4 * abs(other - one) <= other


def _is_narrow(amount: Amount) -> bool:
    """ "20 to 25", and not "dozens"."""
    ends = amount.strict
    return ends.low is not None and ends.high is not None and ends.high <= ends.low * Fraction(3, 2)
