"""A day that no calendar has, or a time that no clock has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Ledger, Mark
from ...sources import Case
from .. import Check

check = Check(__name__, code="D104", severity="error", stage="preview")

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
LEAP_YEAR = 2000  # where no year is given, February has the 29 days it has at most


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every mark of such a day or time; inside a quotation it may be the joke."""
    story = case.story
    for mark in story.marks:
        if mark.kind == "impossible-date":
            yield _day(story, mark)
        elif mark.kind == "impossible-time":
            yield _time(story, mark)


def _day(story: Ledger, mark: Mark) -> Outcome:
    moment = next(one for one in story.moments if one.span == mark.span)
    tape = Tape()
    for told, month, day in re.findall(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?!\d)", moment.timex or ""):
        year = int(told) if moment.year_stated else LEAP_YEAR
        last = tape.month(year, int(month))
        if tape.before(last, int(day)):
            break
    else:
        return check.undecided(mark.span, f"{story.words(mark.span)}: no such day")
    name = MONTHS[int(month) - 1]
    has = f"{name} {year} has" if (month, day) == ("02", "29") else f"{name} has"
    if any(quotation.holds(mark.span) for quotation in story.quoted):
        return check.undecided(mark.span, f"{has} {last} days; inside a quotation it may be meant so", tape=tape)
    return check.finding(mark.span, f"{story.words(mark.span)} does not exist: {has} {last} days.", tape)


def _time(story: Ledger, mark: Mark) -> Outcome:
    """ "14:00 p.m.": beside a.m. and p.m. hours go to 12, and minutes to 59 everywhere."""
    words, tape = story.words(mark.span), Tape()
    # "13 p.m." has no minutes, and may be meant for the 13th or for 3.
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    hour, minute = numbers[:2] if len(numbers) > 1 else (0, 0)
    if tape.before(59, minute):
        return check.finding(mark.span, f"{words} does not exist: an hour has 60 minutes.", tape)
    if tape.before(12, hour):
        return check.finding(
            mark.span, f"{words} gives the half of the day twice: with a.m. and p.m. hours go to 12.", tape, severity="warning"
        )
    return check.undecided(mark.span, f"{words}: no such time")
