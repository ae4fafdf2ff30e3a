"""When a wording was: tied to the day of publication, or to what the story spoke of before.

A weekday alone is the one in the week up to the day of publication, unless the words around it look ahead ("will", "until").
"A year earlier", "that year", "the following day" go by the last day, quarter or year spoken of.
What cannot be tied down keeps `None` for its days.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .almanac import Period, calendar_day, century, day, decade, later, moved, nth_week, unit_of, weekend, year
from .anchored_days import on_calendar
from .anchored_seasons import fiscal_of, holiday_of, quarter_of, season_of
from .anchors import OPEN, Anchors, Look, shift
from .worded import Wording, duration


def period_of(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    """The days meant and their TIMEX value; `look`: whether the words around it look ahead or back."""
    if said.back:
        return _back(said, anchors, look)
    if said.fiscal:
        return fiscal_of(said, anchors)
    match said.form:
        case "calendar":
            return on_calendar(said, anchors, look)
        case "weekday":
            return _weekday(said, anchors, look)
        case "near":
            base = anchors.day.earliest if said.step == "=" and anchors.day else anchors.now
            return OPEN if base is None else day(moved(base, said.number or 0))
        case "step":
            return _step(said, anchors, look)
        case "ago":
            return _ago(said, anchors)
        case "duration":
            return _duration(said, anchors)
        case "quarter":
            return quarter_of(said, anchors)
        case "season":
            return season_of(said, anchors, look)
        case "decade":
            return decade(said.year or 0)
        case "century":
            return century(said.number or 1)
        case "part":
            return _part(said, anchors, look)
        case "holiday":
            return holiday_of(said, anchors, look)
        case "clock":
            return Period(None, None, f"T{said.clock}")
    return Period(None, None, said.timex or "")


def _back(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    """ "Ten years ago today", "a year ago this week", "a week ago Friday"."""
    number, unit = said.back or (0, "D")
    whole = period_of(replace(said, back=None), anchors, look)
    if whole.earliest is None:
        return OPEN
    middle = moved(whole.earliest, 3) if said.unit == "W" else whole.earliest
    return unit_of(later(middle, -number, unit), said.unit or "D")


def _part(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    """The first week of May, the 15th day of next month."""
    if said.month:
        whole = on_calendar(replace(said, form="calendar", unit=None, number=None), anchors, look)
    elif said.part:
        whole = _step(replace(said, form="step", unit=said.part, step=said.step or "="), anchors, look)
    else:
        whole = year(said.year or 0)
    if said.unit == "W" or not whole.earliest:
        return nth_week(whole, said.number or 1)
    return calendar_day(whole.earliest.year, whole.earliest.month, said.number or 1)


def _weekday(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    now = anchors.now
    if said.weekday is None:
        return OPEN
    if said.step in ("+", "<") and said.unit != "W" and anchors.day and anchors.day.earliest:
        # "The council met on 12 June. The following Friday it voted."
        base = anchors.day.earliest
        gone = (base.weekday() - said.weekday) % 7
        return day(moved(base, -(gone or 7) if said.step == "<" else 7 - gone))
    if now is None:
        return Period(None, None, f"XXXX-WXX-{said.weekday + 1}")
    if said.unit == "W":
        weeks = {"-1": -7, "1": 7}.get(said.step or "0", 0)
        return day(moved(now, weeks - now.weekday() + said.weekday))
    back = (now.weekday() - said.weekday) % 7
    match said.step:
        case "-1":
            return day(moved(now, -(back or 7)))
        case "+" | ">":
            return day(moved(now, 7 - back))
        case "1":
            # "Next Friday", written on a Thursday, is not tomorrow: it is that of the week to come.
            return day(moved(now, 7 - now.weekday() + said.weekday))
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
            return OPEN
        base = known or base
        by = {"=": 0, "+": 1, "<": -1}[step]
    else:
        by = shift(step)
    if base is None:
        return OPEN
    if unit == "WE":
        saturday = moved(base, 7 * by)
        if by == 0 and step == "=" and base.weekday() < 5 and look != "ahead":
            saturday = moved(base, -7)
        return weekend(saturday)
    return unit_of(later(base, by, unit), unit)


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
