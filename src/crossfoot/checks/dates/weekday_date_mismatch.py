"""The weekday written beside a date is not the weekday of that date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ...document import Span
from ...finding import WEEKDAYS, Outcome, Repair, Severity, Tape
from ...ledger import Moment
from ...sources import Case
from .. import Check

check = Check(__name__, code="D101", agrees="weekday fits the date", severity="error")

# Days from publication within which a date without a year is of the nearest such year: in real copy all of 81 such days were, those to come
# up to 100 days ahead and those past up to 31 days back.
AHEAD, BACK = 100, 31
BESIDE_ANOTHER = 200  # either way, where another day of the sentence fits its weekday in that year
NEW_STYLE = date(1752, 9, 14)  # Britain and her colonies counted by the Julian calendar until then, parts of Europe until 1923
NEW_STYLE_EVERYWHERE = date(1924, 1, 1)


@check
def find(case: Case) -> Iterator[Outcome]:
    """Each date with a weekday beside it; of a stretch of days, its two ends."""
    for moment in case.story.moments:
        if moment.weekday is not None:
            yield _one(case, moment, moment.earliest, moment.weekday)
        if moment.last_weekday is not None:
            yield _one(case, moment, moment.latest, moment.last_weekday)


def _one(case: Case, moment: Moment, day: date | None, weekday: int) -> Outcome:
    published = case.story.document.published
    if day is None:
        return check.undecided(moment.span, "which day is meant cannot be told: no year, no such day, or no day of publication")
    if day < NEW_STYLE or (day < NEW_STYLE_EVERYWHERE and _julian_weekday(day) == weekday):
        return check.undecided(moment.span, f"before {NEW_STYLE_EVERYWHERE.year} calendars differed from country to country")
    tape = Tape()
    if tape.same(tape.weekday(day), WEEKDAYS[weekday]):
        return check.tick(moment.span, f"{_long(day)} {_was(day, published)} a {WEEKDAYS[weekday]}", tape)
    if not moment.year_stated:
        if published is None:
            return check.undecided(moment.span, "no year is given and the day of publication is not known")
        other = _in_year(day, day.year - 1 if day <= published else day.year + 1)
        if other.weekday() == weekday:
            reason = f"no year is given: it {_was(other, published)} a {WEEKDAYS[weekday]} in {other.year}, not in {day.year}"
            return check.undecided(moment.span, reason)
        if not _near(case, moment, day, published):
            return check.undecided(moment.span, "no year is given, and the day is too far from the day of publication to be sure of it")
    quoted = any(quotation.holds(moment.span) for quotation in case.story.quoted)
    severity: Severity | None = "info" if quoted else None
    repairs = _repairs(case, moment, day, weekday)
    return check.finding(moment.span, _message(day, weekday, published), tape, repairs=repairs, severity=severity)


def _near(case: Case, moment: Moment, day: date, published: date) -> bool:
    """Whether a day without a year is surely of the year nearest to publication: no other year is told of in its sentence."""
    sentence = case.story.sentence_of(moment.span)
    beside = [other for other in case.story.moments if other is not moment and other.earliest and sentence.holds(other.span)]
    told = {other.earliest.year for other in beside if other.year_stated and other.earliest}
    # "It began on Wednesday 23 June and ended on Sunday 28 September": the one is of the year of the other.
    fits = any(other.weekday is not None and other.earliest and other.earliest.weekday() == other.weekday for other in beside)
    first, last = (-BESIDE_ANOTHER, BESIDE_ANOTHER) if fits else (-BACK, AHEAD)
    return first <= (day - published).days <= last and told <= {day.year}


def _message(day: date, weekday: int, published: date | None) -> str:
    """ "11 June 2025 is a Wednesday, not a Tuesday (Tuesday is 10 June)"; where it fits the year before or after, that is said too."""
    said, near = WEEKDAYS[weekday], _nearest(day, weekday)
    instead = f"{said} {_was(near, published)} {near.day} {near:%B}"
    for year in (day.year - 1, day.year + 1):
        then = _in_year(day, year)
        if then.weekday() == weekday:
            instead += f"; {_long(then)} {_was(then, published)} a {said}"
    return f"{_long(day)} {_was(day, published)} a {WEEKDAYS[day.weekday()]}, not a {said} ({instead})"


def _repairs(case: Case, moment: Moment, day: date, weekday: int) -> Iterator[Repair]:
    """The right weekday for the date; the nearest date with that weekday, where it lies in the same month."""
    words = case.story.document.text[moment.span.start : moment.span.end]
    said = re.search(rf"(?i)\b{WEEKDAYS[weekday][:3]}[a-z]*", words)
    if said:
        right = WEEKDAYS[day.weekday()]
        yield _repair(moment, said, right if len(said[0]) > 5 else right[:3])
    number = re.search(rf"(?<![\d/.-])0?{day.day}(?![\d/-])", words)
    near = _nearest(day, weekday)
    if number and near.month == day.month:
        yield _repair(moment, number, str(near.day))


def _repair(moment: Moment, found: re.Match[str], text: str) -> Repair:
    return Repair(Span(moment.span.start + found.start(), moment.span.start + found.end()), text)


def _nearest(day: date, weekday: int) -> date:
    return day + timedelta((weekday - day.weekday() + 3) % 7 - 3)


def _in_year(day: date, year: int) -> date:
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) and year % 4 else day.replace(year=year)


def _julian_weekday(day: date) -> int:
    """The weekday if the date is counted by the Julian calendar."""
    behind = day.year // 100 - day.year // 400 - 2
    return (day + timedelta(behind)).weekday()


def _was(day: date, published: date | None) -> str:
    return "was" if published and day < published else "is"


def _long(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
