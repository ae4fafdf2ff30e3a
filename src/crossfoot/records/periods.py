"""To which days a claim belongs: the moments of its ledger, put together where the sentence puts them together.

"In the four days to Wednesday, 27 September" is a duration and a day; "fiscal 2017" is a year with a beginning of its own. A bare year
is the year that the table keeps. Nothing is guessed: a month without a year stays open, and an open period is not used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from ..document import Span
from ..ledger import Ledger, Moment


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, first and last included, and the words that say so."""

    first: date
    last: date
    words: str
    span: Span

    def year_before(self) -> Period:
        """The same days a year earlier."""
        return Period(_years_on(self.first, -1), _years_on(self.last, -1), f"{self.words}, a year earlier", self.span)

    def in_year_of(self, other: Period) -> Period:
        """The same days in another year: "the same period of 2016"."""
        years = other.last.year - self.last.year
        return Period(_years_on(self.first, years), _years_on(self.last, years), f"the same period of {other.last.year}", other.span)


def _years_on(day: date, years: int) -> date:
    """The same day of another year; the last of February stays the last."""
    last_of_february = day.month == 2 and (day + timedelta(1)).month == 3
    year = min(9998, max(2, day.year + years))
    if last_of_february:
        return date(year, 3, 1) - timedelta(1)
    return day.replace(year=year)


@cache
def _fiscal() -> re.Pattern[str]:
    """ "fiscal 2017", "(fiscal) 2017", "fiscal-2017", "FY2017", "the 2017 fiscal year" (the year may lie in a moment or not)."""
    return re.compile(r"\(?\b(?:fiscal(?:\s+year)?\)?[\s-]*|FY\s?)((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+fiscal\s+year\b", re.IGNORECASE)


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.,$£€/-])((?:19|20)\d\d)(?![\w%]|,\d|\.\d|-\d)")


_TO = re.compile(r"\s*(?:,\s*)?(?:up\s+)?(?:to|through|until|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
# "the first six months of 2016": a stretch of months at one end of a year.
_OF = re.compile(r"\s+(?:of|in)\s+", re.IGNORECASE)
_EDGE = re.compile(r"\b(?:first|last)\b", re.IGNORECASE)
# "rose 8 percent from May 2024 to June 2024": two months set against each other.
_BY_SO_MUCH = re.compile(r"(?:%|\b(?:percent|per cent))\s+(?:from|between)\s+$")
_ENDING = re.compile(r"\s*(?:,\s*)?(?:that\s+|which\s+)?(?:to|through|up to|ended|ending|until)\s*(?:on\s+|last\s+)?", re.IGNORECASE)


def days_in(length: Moment) -> int | None:
    """How many days a length of time is; `None` where it is not counted in days or weeks."""
    count = re.fullmatch(r"P(\d{1,3})([DW])", length.timex or "")
    return int(count.group(1)) * (7 if count.group(2) == "W" else 1) if count else None


@lru_cache(maxsize=64)
def periods_of(ledger: Ledger, *, year_starts: int = 1) -> tuple[Period, ...]:
    """The periods a text states, in order, none inside another."""
    text = ledger.document.text
    fiscal = _fiscal_years(text, year_starts)
    days = [m for m in ledger.moments if m.kind in ("date", "time") and m.earliest and m.latest and not _meets(fiscal, m.span)]
    lengths = [m for m in ledger.moments if m.kind == "duration"]
    found: list[Period] = []
    for number, moment in enumerate(days):
        if found and found[-1].span.overlaps(moment.span):
            continue
        after = days[number + 1] if number + 1 < len(days) else None
        length = _last_before(lengths, moment)
        if after and _joined(text, moment, after):
            found.append(_span_of(text, moment, after))
        elif _is_year(moment):
            found.append(_months_of(text, moment, length) or _year_of(moment, year_starts))
        else:
            found.append(_with_length(text, moment, length))
    stated = sorted([*fiscal, *found], key=lambda period: period.span)
    bare = [one for one in _bare_years(text, year_starts) if not _meets(stated, one.span)]
    return tuple(sorted([*stated, *bare], key=lambda period: period.span))


def _meets(periods: list[Period], span: Span) -> bool:
    """Whether one of the periods, which are in order, shares a character with a place."""
    at = bisect_right(periods, span.end - 1, key=lambda period: period.span.start)
    return at > 0 and periods[at - 1].span.overlaps(span)


def _last_before(lengths: list[Moment], moment: Moment) -> Moment | None:
    """The length of time that stands nearest before a moment, if it is near."""
    at = bisect_right(lengths, moment.span.start, key=lambda length: length.span.end)
    return lengths[at - 1] if at and moment.span.start - lengths[at - 1].span.end <= 60 else None


def _fiscal_years(text: str, starts: int) -> list[Period]:
    """A fiscal year carries the number of the year in which it ends; where the table keeps calendar years, October is taken as its
    start."""
    return [
        _twelve_months(int(match.group(1) or match.group(2)), starts if starts != 1 else 10, Span(*match.span()), "fiscal ")
        for match in _fiscal().finditer(text)
    ]


def _bare_years(text: str, starts: int) -> list[Period]:
    return [
        _twelve_months(int(match.group(1)), starts, Span(*match.span()), "fiscal " if starts != 1 else "")
        for match in _year().finditer(text)
    ]


def _twelve_months(year: int, starts: int, span: Span, kind: str) -> Period:
    year = min(9998, max(3, year))
    first = date(year, 1, 1) if starts == 1 else date(year - 1, starts, 1)
    return Period(first, _years_on(first, 1) - timedelta(1), f"{kind}{year}", span)


def _is_year(moment: Moment) -> bool:
    first, last = moment.earliest, moment.latest
    return bool(first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year)


def _year_of(moment: Moment, starts: int) -> Period:
    assert moment.latest is not None
    return _twelve_months(moment.latest.year, starts, moment.span, "fiscal " if starts != 1 else "")


def _months_of(text: str, year: Moment, length: Moment | None) -> Period | None:
    """ "the first six months of 2016": calendar months, whatever year the table keeps."""
    count = re.fullmatch(r"P(\d{1,2})M", (length.timex if length else None) or "")
    if not (length and count and year.latest and _OF.fullmatch(text[length.span.end : year.span.start])):
        return None
    edge = _EDGE.search(text, max(0, length.span.start - 7), length.span.end)
    months, number = int(count.group(1)), year.latest.year
    if not edge or not 1 <= months <= 11:
        return None
    span = Span(edge.start(), year.span.end)
    if edge.group().casefold() == "first":
        return Period(date(number, 1, 1), date(number, months + 1, 1) - timedelta(1), text[span.start : span.end], span)
    return Period(date(number, 13 - months, 1), date(number, 12, 31), text[span.start : span.end], span)


def _joined(text: str, one: Moment, other: Moment) -> bool:
    """ "from 20 January 2017 to 30 September 2017": two days that are the ends of one period."""
    if _is_year(one) and _is_year(other):
        return False
    gap = text[one.span.end : other.span.start]
    before = text[max(0, one.span.start - 24) : one.span.start].casefold()
    if _BY_SO_MUCH.search(before):
        return False
    opens = "from " in before or "between " in before or gap.strip() in ("-", "–", "—", "through")
    return (
        opens
        and bool(re.fullmatch(r"[^.;]{0,16}?" + _TO.pattern, gap, re.IGNORECASE))
        and bool(one.earliest and other.latest and one.earliest <= other.latest)
    )


def _span_of(text: str, one: Moment, other: Moment) -> Period:
    assert one.earliest is not None
    assert other.latest is not None
    span = Span(one.span.start, other.span.end)
    return Period(one.earliest, other.latest, text[span.start : span.end], span)


def _with_length(text: str, moment: Moment, length: Moment | None) -> Period:
    """ "four days that ended Wednesday": the days up to and with it; else the moment itself."""
    assert moment.earliest is not None
    assert moment.latest is not None
    days = days_in(length) if length else None
    if length and days and moment.earliest == moment.latest and _ENDING.fullmatch(text[length.span.end : moment.span.start]):
        span = Span(length.span.start, moment.span.end)
        return Period(moment.latest - timedelta(days - 1), moment.latest, text[span.start : span.end], span)
    return Period(moment.earliest, moment.latest, text[moment.span.start : moment.span.end], moment.span)
