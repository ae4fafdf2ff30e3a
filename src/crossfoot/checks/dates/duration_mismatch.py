"""A length of time and the two dates between which it lies agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product

from ...daycount import between, hours_between, readings
from ...finding import Outcome, Severity, Tape
from ...ledger import Figure, Ledger, Moment, Relation
from ...quantity import Amount, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="D103", agrees="length of time agrees", severity="error")

UNITS = {"day", "week", "month", "year"}
HOURS = {"hour": 1, "minute": 60}
SLIP = 2  # weeks off by so much were miscounted
NEWS = "news"
FAR = Fraction(3)  # times the length: what lies so far from it was not meant
Days = tuple[date, date]
_NEXT_DAY = re.compile(r",?\s(?:on\s)?the\s(?:next|following|day\safter)\b", re.IGNORECASE)


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every length with its ends."""
    for relation in case.story.relations:
        if relation.kind == "length" and relation.role("length").quantity.unit in UNITS | HOURS.keys():
            yield from _outcome(case.story, relation)
        elif relation.kind == "distance":
            yield _distance(case.story, relation)


def _distance(story: Ledger, relation: Relation) -> Outcome:
    """Of a day that lies so far from another; each end may be one of several moments, or the day of publication where there is none."""
    length, starts, ends = relation.role("length"), relation.role("from"), relation.role("to")
    words, tape = story.words(length.span), Tape()
    related = [moment.span for moment in (*starts, *ends)]
    counted: list[tuple[Moment | None, Moment | None, Amount]] = []
    for one, other in product(starts or (None,), ends or (None,)):
        for count in _apart(story, tape, relation, one, other):
            counted.append((one, other, count))
            if not tape.surely_apart(count, length.quantity):
                return check.tick(length.span, f"{_from_to(story, one, other)} is {words}", tape, related=related)
    if not counted or len(starts) > 1 or len(ends) > 1:
        return check.undecided(length.span, f"{words}: which days it lies between is not said for certain", related=related)
    one, other, count = min(counted, key=lambda found: _off(length, found[2]))
    if _off(length, count) > FAR * (length.quantity.value or 0) or not _is_told(relation, length, count):
        return check.undecided(length.span, f"{words}: which days it lies between is not said for certain", tape=tape, related=related)
    message = f"{_from_to(story, one, other)} is {_count(count)} {length.quantity.unit}{_s(count)}, not {_said(story, length)}."
    return check.finding(length.span, message, tape, related=related, severity=_severity(relation, count))


def _apart(story: Ledger, tape: Tape, relation: Relation, one: Moment | None, other: Moment | None) -> Iterator[Amount]:
    unit, published = relation.role("length").quantity.unit, story.document.published
    if unit in HOURS:
        return hours_between(tape, unit, one, other) if one and other else iter(())
    first, last = (
        readings(moment, published, story.words(moment.span) if moment else "", sure=relation.link == 1 or relation.note == NEWS)
        for moment in (one, other)
    )
    return between(tape, unit, first, last)


def _from_to(story: Ledger, one: Moment | None, other: Moment | None) -> str:
    """ "Tuesday to 1 July", "the day of publication to Friday"."""
    first, last = (story.words(moment.span).removeprefix("at ") if moment else "the day of publication" for moment in (one, other))
    return f"{first} to {last}"


def _is_told(relation: Relation, length: Figure, count: Amount) -> bool:
    """Whether a mismatch may be spoken of; whole weeks between two days seldom come about by chance."""
    if relation.link < 3:
        return True
    if _off(length, count) > FAR * (length.quantity.value or 0):
        # "20 January, five weeks behind the usual 16 December": of another year.
        return False
    whole_weeks = relation.kind == "distance" and length.quantity.unit == "week" and count.value is not None and _off(length, count) <= SLIP
    return whole_weeks or any(is_told(relation, length.quantity, end) for end in (count.loose.low, _middle(count), count.loose.high))


def _middle(count: Amount) -> Fraction | None:
    low, high = count.loose.low, count.loose.high
    return None if low is None or high is None else (low + high) / 2


def _off(length: Figure, count: Amount) -> Fraction:
    """How far a count lies from the length as told."""
    middle = ((count.loose.low or Fraction(0)) + (count.loose.high or Fraction(0))) / 2
    return abs(middle - (length.quantity.value or middle)) if middle > 0 else FAR * 1000


def _count(count: Amount) -> str:
    low, high = count.loose.low or Fraction(0), count.loose.high or Fraction(0)
    return shown(low) if low == high else f"{shown(low)} or {shown(high)}" if high - low == 1 else f"{shown(low)} to {shown(high)}"


def _s(count: Amount) -> str:
    return "" if count.value == 1 else "s"


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    """Of a length with its ends; nothing of one that was tied loosely and is explained by no slip."""
    length, starts, end = relation.role("length"), relation.role("start"), relation.role("end")
    words, tape = story.words(length.span), Tape()
    related = [moment.span for moment in starts] + ([end.span] if end and end not in starts else [])
    last = _last(story, end)
    counted = list(_between(story, tape, length.quantity.unit, starts, end))
    if relation.unclear or not counted:
        reason = relation.unclear or "the story does not give both days"
        yield check.undecided(length.span, f"{words}: {reason}", related=related)
        return
    for one, count in counted:
        if not tape.surely_apart(count, length.quantity):
            yield check.tick(length.span, f"{_ends(story, one, end)} is {words}", tape, related=related)
            return
    one, count = counted[0 if length.quantity.unit in HOURS else -1]
    if count.loose.high is not None and count.loose.high < 0:
        yield check.undecided(length.span, f"{words}: the end comes before the beginning", related=related)
    elif all(_is_told(relation, length, each) for _, each in (counted if length.quantity.unit in HOURS else counted[-1:])):
        unit = length.quantity.unit
        many = _counted(count, one, last) if unit == "year" else _count(count)
        message = f"{_ends(story, one, end)} is {many} {unit}s, not {_said(story, length)}."
        yield check.finding(length.span, message, tape, related=related, severity=_severity(relation, count))


def _between(story: Ledger, tape: Tape, unit: str, starts: tuple[Moment, ...], end: Moment | None) -> Iterator[tuple[Moment, Amount]]:
    """Each moment from which the length may count, with how much time there is from it to the end."""
    last = _last(story, end)
    for one in starts:
        if unit in HOURS:
            counts = hours_between(tape, unit, one, end) if end and end is not one else _hours(story, tape, unit, one)
            yield from ((one, count) for count in counts)
        elif one.ends and last:
            yield one, tape.elapsed(unit, _first(story, one, end), last)


def _hours(story: Ledger, tape: Tape, unit: str, stretch: Moment) -> Iterator[Amount]:
    """Of "6am until noon"; "until noon the next day" is a day longer, where it is not the first noon that comes."""
    if stretch.hours is not None:
        next_day = _NEXT_DAY.match(story.document.text, stretch.span.end) is not None
        for days in (1, 0) if next_day else (0,):
            yield tape.scale(Amount.exactly(stretch.hours + 24 * days), Fraction(HOURS[unit]))


def _first(story: Ledger, start: Moment, end: Moment | None) -> Days:
    """The beginning; of a day without its year the one before the end: "from 23 November to 4 January"."""
    assert start.ends
    if end and end is not start and end.ends and end.ends[1][1] < start.ends[0][0]:
        found = readings(start, story.document.published, story.words(start.span), sure=True)
        return next((one[0] for one in found if one[0][0] <= end.ends[1][1]), start.ends[0])
    return start.ends[0]


def _said(story: Ledger, length: Figure) -> str:
    """ "35 years"; "three-day" as 3 days."""
    words, value = story.words(length.span), length.quantity.value
    return f"{shown(value)} {length.quantity.unit}s" if "-" in words and value is not None else words


def _last(story: Ledger, end: Moment | None) -> Days | None:
    if end is None:
        published = story.document.published
        return (published, published) if published else None
    return end.ends[1] if end.ends else None


def _ends(story: Ledger, start: Moment, end: Moment | None) -> str:
    """ "1974 to 2019", or the words of a stretch that holds both."""
    if start is end:
        return story.words(start.span)
    return f"{story.words(start.span)} to {story.words(end.span) if end else 'the day of publication'}"


def _counted(count: Amount, start: Moment, last: Days | None) -> str:
    """45; where only years are given, their difference, though it may be one more or one less."""
    low, high = count.loose.low or Fraction(0), count.loose.high or Fraction(0)
    first = start.ends[0] if start.ends else None
    if first and last and high - low > 1 and first[1].year == first[0].year and last[0].year == last[1].year and high - low < 3:
        return shown((low + high) / 2, places=0)
    return _count(count)


def _severity(relation: Relation, count: Amount) -> Severity:
    """An error where it is off by two and by a tenth at least."""
    stated, low, high = relation.role("length").quantity.value, count.loose.low, count.loose.high
    if relation.quoted:
        return "info"
    if stated is None or low is None or high is None:
        return "warning"
    off = low - stated if stated < low else stated - high
    return "error" if off >= 2 and off * 10 >= high else "warning"
