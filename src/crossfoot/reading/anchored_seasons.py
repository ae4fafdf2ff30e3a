"""Quarters, seasons, holidays and fiscal years tied to a year: "the third quarter", "last summer", "Easter", "fiscal 2019"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from .almanac import FIRST_YEAR, LAST_YEAR, Period, day, feast, months_later, part_of_year, season, unit_of, year
from .anchors import OPEN, Anchors, Look, shift
from .worded import Wording

MARCH = 3
NEAR = 60  # days within which a holiday is the nearest one, whatever the tense


def fiscal_of(said: Wording, anchors: Anchors) -> Period:
    """ "Fiscal 2019" began between February 2018 and April 2019, as firms and lands have it: its days are wide, its quarters open."""
    if said.form == "quarter":
        return Period(None, None, quarter_of(replace(said, fiscal=False), anchors).timex)
    number = said.year or (anchors.now.year + shift(said.step) if anchors.now else None)
    if number is None or not FIRST_YEAR < number < LAST_YEAR:
        return OPEN
    last = said.last_year or number
    if said.last_year:
        # "The 2018-19 financial year": one year, over two calendar years
        return Period(date(number, 1, 1), date(last, 12, 31), f"{number:04}/{last:04}")
    return Period(date(number - 1, 2, 1), date(number + 1, 3, 31), f"{number:04}")


def quarter_of(said: Wording, anchors: Anchors) -> Period:
    """A quarter without a year is the latest that has begun by the day of publication."""
    unit, number, now = said.unit or "Q", said.number, anchors.now
    if number is None:
        if said.year and anchors.span and "-Q" in anchors.span.timex:
            return part_of_year(said.year, "Q", int(anchors.span.timex[-1]))
        if anchors.span and "-Q" in anchors.span.timex and not said.year:
            return anchors.span
        if now is None or said.year:
            return year(said.year) if said.year else OPEN
        return unit_of(months_later(now, -3), "Q")
    if said.year:
        return part_of_year(said.year, unit, number)
    if now is None:
        return Period(None, None, f"XXXX-{unit}{number}")
    if said.step is not None:
        return part_of_year(now.year + shift(said.step), unit, number)
    found = part_of_year(now.year, unit, number)
    if found.earliest and (found.earliest - now).days > 100:
        return part_of_year(now.year - 1, unit, number)
    return found


def season_of(said: Wording, anchors: Anchors, look: Look | None) -> Period:
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
        case "0" if look in ("back", "surely back") and now.month < min(first, MARCH):
            # "They returned this summer", written in January
            return season(now.year - 1, name)
    return season(now.year, name)


def holiday_of(said: Wording, anchors: Anchors, look: Look | None) -> Period:
    rule = said.timex or "1-1"
    if said.year:
        return day(feast(said.year, rule))
    now = anchors.now
    if now is None:
        return OPEN
    near = [feast(number, rule) for number in (now.year - 1, now.year, now.year + 1)]
    if look == "ahead" or said.step == "1":
        return day(next(when for when in near if when >= now or when.year > now.year))
    if said.step == "-1":
        return day([when for when in near if when < now][-1])
    # "It closed two days after Christmas", written in July: the one that was, though the next may be nearer.
    over = [when for when in near if when <= now] if look and (min(abs((when - now).days) for when in near) > NEAR) else near
    return day(min(over, key=lambda when: abs((when - now).days)))
