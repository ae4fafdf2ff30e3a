"""Days, months and years of the calendar tied to a year: "12 June", "June 28 to July 3", "in September", "04/05/2024", "Tuesday the 12th".

A day or a month without a year is the nearest one, unless the words around it look ahead or back, or its sentence goes on from a month in
the past ("In August 1974 he resigned, and in January ...").
"""

from __future__ import annotations

from datetime import date

from .almanac import Period, calendar_day, month, months_later, moved, week, year
from .anchors import OPEN, Anchors, Look
from .worded import Wording

FIRST_DAYS = 15  # of a month, in which "in November" may still be that of the year before


def on_calendar(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    if said.either:
        return _either(said, anchors)
    if said.month is None:
        if said.day is not None:
            return _day_alone(said, anchors)
        first = year(said.year or 0)
        return Period(first.earliest, year(said.last_year).latest, f"{first.timex}/{said.last_year}") if said.last_year else first
    which = said.year or _year_of(said, anchors, look)
    if which is None:
        return Period(None, None, f"XXXX-{said.month:02}" + (f"-{said.day:02}" if said.day else ""))
    first = calendar_day(which, said.month, said.day) if said.day else month(which, said.month)
    if said.unit == "W" and first.earliest:
        return _week_by(first.earliest, said.number or 0)
    return _stretch(said, which, first) if said.last_day or said.last_month else first


def _week_by(when: date, how: int) -> Period:
    """The week of a day (0), the seven days from it (1), the seven days up to it (2)."""
    return [week(when), Period(when, moved(when, 6), week(when).timex), Period(moved(when, -6), when, week(moved(when, -3)).timex)][how]


def _either(said: Wording, anchors: Anchors) -> Period:
    """04/05/2024: the one that falls on the weekday beside it, or lies nearer to the day of publication, or the American reading."""
    first, second = said.either or (1, 1)
    american, british = calendar_day(said.year or 1, first, second), calendar_day(said.year or 1, second, first)
    if said.weekday is not None:
        fitting = [one for one in (american, british) if one.earliest and one.earliest.weekday() == said.weekday]
        return fitting[0] if fitting else OPEN
    if anchors.published and american.earliest and british.earliest:
        apart = [abs((day - anchors.published).days) for day in (american.earliest, british.earliest)]
        return british if apart[1] < apart[0] and apart[1] < 45 else american
    return american


def _stretch(said: Wording, which: int, first: Period) -> Period:
    """ "6-8 June", "June 28 to July 3", "November to February 2017" (which ends in 2017)."""
    begin, end = (said.month or 0, said.day or 0), (said.last_month or said.month or 0, said.last_day or 0)
    ends_later = end < begin
    until = said.last_year or which + ends_later
    if said.year and ends_later and not said.last_day:
        first, until = month(which - 1, begin[0]), which
    last = calendar_day(until, *end) if said.last_day else month(until, end[0])
    return Period(first.earliest, last.latest, f"{first.timex}/{last.timex}")


def _day_alone(said: Wording, anchors: Anchors) -> Period:
    """ "Tuesday the 12th": the nearest month in which that day is a Tuesday."""
    if anchors.now is None or said.day is None:
        return OPEN
    for months in (0, -1, 1, -2, 2, -3, 3):
        there = months_later(anchors.now.replace(day=1), months)
        found = calendar_day(there.year, there.month, said.day)
        if found.earliest and (said.weekday is None or found.earliest.weekday() == said.weekday):
            return found
    return OPEN


def _year_of(said: Wording, anchors: Anchors, look: Look | None) -> int | None:
    """The year of a month, or of a day and month, that is given without one."""
    if said.month is None:
        return None
    if (told := _year_of_story(said, anchors, look)) is not None:
        return told
    if said.step in ("=", "+", "<") and anchors.year:
        return anchors.year + (said.step == "+") - (said.step == "<")
    if anchors.now and said.step in ("-1", "0", "1") and said.unit == "Y":
        return anchors.now.year + int(said.step)  # "in January of last year"
    now = anchors.now
    if now is None:
        return None
    passed = (said.month, said.day or 0) < (now.month, now.day if said.day else 0)
    if said.step and said.unit is None and said.year is None and said.stage != "u":
        match said.step:
            case "-1" | "-1?":
                # "last April": the latest one that is over, but written in early May it is that of the year before.
                return now.year - (said.month >= now.month - 1)
            case "1":
                return now.year + (said.month <= now.month)
            case "0":
                return now.year
    if said.weekday is not None and said.day and (fitting := _fitting_year(said, now)):
        return fitting
    if look == "ahead":
        return now.year + passed
    distance = said.month - now.month
    if not distance and not said.day and (said.stage or now.day > FIRST_DAYS):
        # "Since mid-November", "she said in November", written at the end of November
        return now.year
    if look == "surely back" or (look == "back" and distance % 12 >= (4 if said.day else 2)):
        return now.year - (not passed)
    if distance > 5:
        return now.year - 1
    return now.year + 1 if distance < (-6 if said.day else -8) else now.year


def _year_of_story(said: Wording, anchors: Anchors, look: Look | None) -> int | None:
    """ "He resigned in August 1974. In September his party lost, and in January ...": on from the month that was reached."""
    if anchors.story is None or look == "ahead" or said.step or not said.month:
        return None
    of_year, of_month = anchors.story
    number = of_year + (said.month < of_month)
    when = calendar_day(number, said.month, said.day or 1).earliest
    if when is None or when > (anchors.published or when) or (said.weekday is not None and said.day and when.weekday() != said.weekday):
        return None
    return number


def _fitting_year(said: Wording, now: date) -> int | None:
    """The year in which the day falls on the weekday beside it, if it lies within ten months of now."""
    days = [calendar_day(number, said.month or 1, said.day or 1).earliest for number in (now.year, now.year - 1, now.year + 1)]
    fitting = [day for day in days if day and day.weekday() == said.weekday and abs((day - now).days) <= 300]
    return min(fitting, key=lambda day: abs((day - now).days)).year if fitting else None
