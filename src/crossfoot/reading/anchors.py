"""When a wording was: tied to the day of publication, or to what the story spoke of before.

A weekday alone is the one in the week up to the day of publication, unless the words around it look ahead ("will", "until"). A day or a
month without a year is the nearest one. "A year earlier", "that year", "the following day" go by the last day, quarter or year spoken of.
What cannot be tied down keeps `None` for its days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from .almanac import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    calendar_day,
    century,
    day,
    decade,
    feast,
    later,
    month,
    months_later,
    moved,
    nth_week,
    part_of_year,
    season,
    unit_of,
    week,
    weekend,
    year,
)
from .worded import Wording, duration

Look = Literal["ahead", "back", "surely back"]
_OPEN = Period(None, None, "")


@dataclass(slots=True)
class Anchors:
    """What has been spoken of so far: the day of publication, and the last day, quarter (or month, or half), year, and date of any kind."""

    published: date | None
    last: Period | None = None
    day: Period | None = None
    span: Period | None = None
    year: int | None = None

    @property
    def now(self) -> date | None:
        """The day from which the story looks back: publication, or the last full date it gave."""
        return self.published or (self.day.earliest if self.day else None)

    def note(self, period: Period, said: Wording) -> None:
        """Remembers what has just been spoken of."""
        if period.earliest is None or said.form in ("set", "ref", "duration", "clock", "ago"):
            return
        if said.form == "near" and said.part == "NI" and said.number == -1:
            # "Overnight losses in New York": nothing is counted from it.
            return
        self.last = period
        if period.earliest == period.latest:
            self.day = period
        elif "-Q" in period.timex or "-H" in period.timex or (len(period.timex) == 7 and "W" not in period.timex):
            self.span = period
        if said.year or said.form in ("calendar", "quarter", "season"):
            self.year = period.earliest.year


def period_of(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    """The days meant and their TIMEX value; `look`: whether the words around it look ahead or back."""
    if said.fiscal:
        return _fiscal(said, anchors)
    match said.form:
        case "calendar":
            return _calendar(said, anchors, look)
        case "weekday":
            return _weekday(said, anchors, look)
        case "near":
            base = anchors.day.earliest if said.step == "=" and anchors.day else anchors.now
            return _OPEN if base is None else day(moved(base, said.number or 0))
        case "step":
            return _step(said, anchors, look)
        case "ago":
            return _ago(said, anchors)
        case "duration":
            return _duration(said, anchors)
        case "quarter":
            return _quarter(said, anchors)
        case "season":
            return _season(said, anchors, look)
        case "decade":
            return decade(said.year or 0)
        case "century":
            return century(said.number or 1)
        case "part":
            return _part(said, anchors, look)
        case "holiday":
            return _holiday(said, anchors, look)
        case "clock":
            return Period(None, None, f"T{said.clock}")
    return Period(None, None, said.timex or "")


def _calendar(said: Wording, anchors: Anchors, look: Look | None) -> Period:
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


def _part(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    """The first week of May, the 15th day of next month."""
    if said.month:
        whole = _calendar(replace(said, form="calendar", unit=None, number=None), anchors, look)
    elif said.part:
        whole = _step(replace(said, form="step", unit=said.part, step=said.step or "="), anchors, look)
    else:
        whole = year(said.year or 0)
    if said.unit == "W" or not whole.earliest:
        return nth_week(whole, said.number or 1)
    return calendar_day(whole.earliest.year, whole.earliest.month, said.number or 1)


def _either(said: Wording, anchors: Anchors) -> Period:
    """04/05/2024: the one that falls on the weekday beside it, or lies nearer to the day of publication, or the American reading."""
    first, second = said.either or (1, 1)
    american, british = calendar_day(said.year or 1, first, second), calendar_day(said.year or 1, second, first)
    if said.weekday is not None:
        fitting = [one for one in (american, british) if one.earliest and one.earliest.weekday() == said.weekday]
        return fitting[0] if fitting else _OPEN
    if anchors.published and american.earliest and british.earliest:
        apart = [abs((day - anchors.published).days) for day in (american.earliest, british.earliest)]
        return british if apart[1] < apart[0] and apart[1] < 45 else american
    return american


def _fiscal(said: Wording, anchors: Anchors) -> Period:
    """ "Fiscal 2019" began, from firm to firm and land to land, between February 2018 and April 2019: its days are wide, its quarters open."""
    if said.form == "quarter":
        return Period(None, None, _quarter(replace(said, fiscal=False), anchors).timex)
    number = said.year or (anchors.now.year + _shift(said.step) if anchors.now else None)
    if number is None or not FIRST_YEAR < number < LAST_YEAR:
        return _OPEN
    last = said.last_year or number
    if said.last_year:
        # "The 2018-19 financial year": one year, over two calendar years
        return Period(date(number, 1, 1), date(last, 12, 31), f"{number:04}/{last:04}")
    return Period(date(number - 1, 2, 1), date(number + 1, 3, 31), f"{number:04}")


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
        return _OPEN
    for shift in (0, -1, 1, -2, 2, -3, 3):
        there = months_later(anchors.now.replace(day=1), shift)
        found = calendar_day(there.year, there.month, said.day)
        if found.earliest and (said.weekday is None or found.earliest.weekday() == said.weekday):
            return found
    return _OPEN


def _year_of(said: Wording, anchors: Anchors, look: Look | None) -> int | None:
    """The year of a month, or of a day and month, that is given without one."""
    now = anchors.now
    if now is None or said.month is None:
        return None
    if said.step in ("=", "+", "<") and anchors.year:
        return anchors.year + (said.step == "+") - (said.step == "<")
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
    if look == "surely back" or (look == "back" and distance % 12 >= (4 if said.day else 2)):
        return now.year - (not passed)
    if distance > 5:
        return now.year - 1
    return now.year + 1 if distance < (-6 if said.day else -8) else now.year


def _fitting_year(said: Wording, now: date) -> int | None:
    """The year in which the day falls on the weekday beside it, if it lies within ten months of now."""
    days = [calendar_day(number, said.month or 1, said.day or 1).earliest for number in (now.year, now.year - 1, now.year + 1)]
    fitting = [day for day in days if day and day.weekday() == said.weekday and abs((day - now).days) <= 300]
    return min(fitting, key=lambda day: abs((day - now).days)).year if fitting else None


def _weekday(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    now = anchors.now
    if said.weekday is None:
        return _OPEN
    if now is None:
        return Period(None, None, f"XXXX-WXX-{said.weekday + 1}")
    if said.unit == "W":
        shift = {"-1": -7, "1": 7}.get(said.step or "0", 0)
        return day(moved(now, shift - now.weekday() + said.weekday))
    back = (now.weekday() - said.weekday) % 7
    match said.step:
        case "-1":
            return day(moved(now, -(back or 7)))
        case "+" if not anchors.day:
            return day(moved(now, 7 - back))
        case "1":
            # "Next Friday", written on a Thursday, is not tomorrow: it is that of the week to come.
            return day(moved(now, 7 - now.weekday() + said.weekday))
        case "<" | "+" if anchors.day and anchors.day.earliest:
            base = anchors.day.earliest
            gone = (base.weekday() - said.weekday) % 7
            return day(moved(base, -(gone or 7) if said.step == "<" else 7 - gone))
        case "0":
            return day(moved(now, said.weekday - now.weekday()))
    if look == "ahead" and back:
        return day(moved(now, 7 - back))
    return day(moved(now, -back))


def _step(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    unit, step = said.unit or "D", said.step
    base = anchors.now
    if unit == "D" and step == "1":
        # "The next day" follows the day spoken of.
        step = "+"
    if step in ("=", "+", "<"):
        known = _spoken_of(unit, anchors)
        if unit == "D" and step == "=" and anchors.last and anchors.last is not anchors.day:
            # "He was killed last October. ... That same day": which day it was is not said.
            return _OPEN
        base = known or base
        shift = {"=": 0, "+": 1, "<": -1}[step]
    else:
        shift = _shift(step)
    if base is None:
        return _OPEN
    if unit == "WE":
        saturday = moved(base, 7 * shift)
        if shift == 0 and step == "=" and base.weekday() < 5 and look != "ahead":
            saturday = moved(base, -7)
        return weekend(saturday)
    return unit_of(later(base, shift, unit), unit)


def _shift(step: str | None) -> int:
    """How many units "last" (-1), "this" (0), "next" (1) and "the latest" (-1: the last one over) are away."""
    return {"L": -1, "-1": -1, "-1?": -1, "1": 1}.get(step or "0", 0)


def _spoken_of(unit: str, anchors: Anchors) -> date | None:
    """The day from which "that year" or "the following month" counts."""
    if unit == "WE":
        return None
    if unit == "Y" and anchors.year:
        return date(anchors.year, 1, 1)
    if unit in ("M", "Q") and anchors.span:
        return anchors.span.earliest
    return anchors.day.earliest if anchors.day else None


def _ago(said: Wording, anchors: Anchors) -> Period:
    unit, count = said.unit or "D", said.count or "X"
    if not count.isdigit():
        return Period(None, None, "FUTURE_REF" if said.step in ("later", "hence") else "PAST_REF")
    number = -int(count) if said.step in ("ago", "earlier") else int(count)
    if unit == "Y" and said.step in ("ago", "earlier") and count == "1" and anchors.span and anchors.span.timex[5] in "QH":
        # "Profit rose in the third quarter from a year ago": the same quarter, a year back.
        return anchors.span.years_later(-1)
    base = anchors.now
    if said.step in ("earlier", "later"):
        # "In August 1974 he resigned, and three months later ...": from what was spoken of last.
        base = anchors.last.earliest if anchors.last else base if said.step == "earlier" else None
    if base is None or unit[0] == "T":
        return Period(None, None, duration(count, unit))
    when = later(base, number, unit)
    return unit_of(when, "Y" if unit in ("E", "C", "L") else unit)


def _duration(said: Wording, anchors: Anchors) -> Period:
    """How long; where it is "the last" or "the next" so many, its days too."""
    timex = said.timex or duration(said.count or "X", said.unit or "D")
    if said.step not in ("-1", "1") or anchors.published is None or not (said.count or "").isdigit() or (said.unit or "T")[0] == "T":
        return Period(None, None, timex)
    far = later(anchors.published, int(said.count or 0) * int(said.step), said.unit or "D")
    return Period(far, anchors.published, timex) if said.step == "-1" else Period(moved(anchors.published, 1), far, timex)


def stretch_to(said: Wording, last: Period) -> Period | None:
    """ "The four days to Wednesday", "the fiscal year ended June 30": so many units up to and with that day or month."""
    count = said.count or ("1" if said.step == "=" and said.form in ("step", "quarter") else "")
    if said.form not in ("duration", "step", "quarter") or not count.isdigit() or not last.latest or (said.unit or "T")[0] in "TH":
        return None
    after = moved(last.latest, 1)
    first = later(after, -int(count), said.unit or "D")
    if said.form == "quarter":
        # "The quarter ended June 30" is a quarter of the calendar, that ended July 31 is not.
        whole = unit_of(first, "Q")
        return whole if (whole.earliest, whole.latest) == (first, last.latest) else Period(first, last.latest, "P3M")
    return Period(first, last.latest, duration(count, said.unit or "D"))


def _quarter(said: Wording, anchors: Anchors) -> Period:
    """A quarter without a year is the latest that has begun by the day of publication."""
    unit, number, now = said.unit or "Q", said.number, anchors.now
    if number is None:
        if said.year and anchors.span and "-Q" in anchors.span.timex:
            return part_of_year(said.year, "Q", int(anchors.span.timex[-1]))
        if anchors.span and "-Q" in anchors.span.timex and not said.year:
            return anchors.span
        if now is None or said.year:
            return year(said.year) if said.year else _OPEN
        return unit_of(months_later(now, -3), "Q")
    if said.year:
        return part_of_year(said.year, unit, number)
    if now is None:
        return Period(None, None, f"XXXX-{unit}{number}")
    if said.step is not None:
        return part_of_year(now.year + _shift(said.step), unit, number)
    found = part_of_year(now.year, unit, number)
    if found.earliest and (found.earliest - now).days > 100:
        return part_of_year(now.year - 1, unit, number)
    return found


def _season(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    name, now = said.part or "SU", anchors.now
    if said.year:
        return season(said.year, name)
    if now is None:
        return Period(None, None, f"XXXX-{name}")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
    match said.step:
        case "-1":
            return season(now.year - (now.month < first + 3), name)
        case "1":
            return season(now.year + (now.month >= first), name)
    return season(now.year, name)


def _holiday(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    rule = said.timex or "1-1"
    if said.year:
        return day(feast(said.year, rule))
    now = anchors.now
    if now is None:
        return _OPEN
    near = [feast(number, rule) for number in (now.year - 1, now.year, now.year + 1)]
    if look == "ahead" or said.step == "1":
        return day(next(when for when in near if when >= now or when.year > now.year))
    if said.step == "-1":
        return day([when for when in near if when < now][-1])
    return day(min(near, key=lambda when: abs((when - now).days)))
