"""Days of a month as worded: "Tuesday, 12 June 2018", "12/06/2018", "June 3 and 10", "the week of 12 June", "the first week of May"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, said
from .worded_weekdays import is_name
from .worded_years import is_plural

LEAP_YEAR = 2000


def _iso(c: Construction) -> list[Wording] | None:
    year, month, day = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    return _calendar(c, year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _named_iso(c: Construction) -> list[Wording] | None:
    """2019-Aug-01, Oct/2, Sep-23-2020."""
    day = c.day("d") or c.day("d2")
    if not day or (not c.has("y") and not c.has("y2") and c.value("s2") == "-"):
        return None
    return _calendar(c, year=c.value("y") or c.value("y2"), month=c.value("m") or c.value("m2"), day=day)


def _slashed(c: Construction) -> list[Wording] | None:
    """12/06/2018 is 12 June in London and December 6 in New York: the month is left open unless only one of them can be."""
    first, second, year = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        return None
    if first <= 12 and second <= 12 and first != second:
        return [said(c, "calendar", year=year, weekday=c.value("w"), either=(first, second))]
    month, day = (first, second) if first <= 12 else (second, first)
    return _calendar(c, year=year, month=month, day=day)


def _day_slash(c: Construction) -> list[Wording] | None:
    """ "On 22/04", "on 11/20"; "on 9/11" is a name, "on 5/6" may be May or June."""
    first, second = c.number("d") or 0, c.number("m") or 0
    day, month = max(first, second), min(first, second)
    return _calendar(c, month=month, day=day) if month and month <= 12 < day <= 31 else None


def _days_slash(c: Construction) -> list[Wording] | None:
    """ "From 10/25 to 1/25": one end shows the order of both; "from 3/4 to 7/8" may be shares."""
    first, last = (c.number("d") or 0, c.number("m") or 0), (c.number("d2") or 0, c.number("m2") or 0)
    if (first[0] > 12 or last[0] > 12) and max(first[1], last[1]) <= 12:
        first, last = first[::-1], last[::-1]
    elif max(first[1], last[1]) <= 12:
        return None
    if max(first[0], last[0]) > 12 or max(first[1], last[1]) > 31 or not all((*first, *last)):
        return None
    return [said(c, "calendar", month=first[0], day=first[1], last_month=last[0], last_day=last[1])]


def _calendar(c: Construction, **known: Any) -> list[Wording]:
    weekday, last = c.value("w"), c.value("w2")
    if c.has("w") and (is_name(c) or (c.match.group("w") == "v" and (c.word(-1)[:1].isupper() or c.letter(-1) == "h"))):
        # "Sheffield Wednesday, 12 June"; "the Edmonton Sun, August 16": a club, a newspaper.
        weekday = last = None
    if last is not None and not known.get("last_day") and not c.has("e"):
        # "Tuesday to Wednesday, 12 June": two weekdays and one day of the month; which of them is meant is not said.
        weekday = last = None
    return [said(c, "calendar", weekday=weekday, last_weekday=last, **known)]


def _day_of_month(c: Construction) -> list[Wording] | None:
    day, last = _impossible_day(c) or c.day("d"), c.day("d2")
    if day == 0 or last == 0 or (c.has("u") and c.value("u") != "Y"):
        return None
    if c.has("j") and c.match.group("j") == "&" and last != (day or 0) + 1 and c.word(-1).lower() != "between":
        # "3 and 10 June" are two days, not eight.
        return None
    if not _is_day(c):
        return None
    known = {"month": c.value("m"), "year": c.value("y"), "step": c.value("l"), "unit": "Y" if c.has("u") else None}
    second = c.value("e")
    if second is None:
        return _calendar(c, day=day, last_day=last, **known)
    # "June 3 and 10": two days, the month is said once
    start, end = c.note.places[c.match.start("e")]
    both = _calendar(c, day=day, last_day=last, **known)[0]
    first = replace(both, end=c.note.places[c.match.start("e") - 2][1], last_weekday=None)
    return [first, Wording(start, c.end if c.has("y") else end, "calendar", day=second, weekday=both.last_weekday, **known)]


def _impossible_day(c: Construction) -> int | None:
    """The 32 of "on 32 March 2020", which a check will say does not exist."""
    number = c.number("d") or 0
    return number if 31 < number < 100 and c.has("y") and (c.has("w") or c.letter(-1) == "B") else None


def _is_day(c: Construction) -> bool:
    """ "In March 12 people died" gives no day; "in march 3" neither."""
    if c.has("y") or c.has("w") or c.match.group("d") != "n" or c.match.start("m") > c.match.start("d"):
        return True
    if (c.number("d") or 0) > monthrange(LEAP_YEAR, c.value("m"))[1]:
        # "On April 31" is a slip, "in April 31 times" is none.
        return c.letter(-1) == "B"
    if c.letter(1) not in "_1e":
        return True
    return not (c.letter(-1) in "is" and c.word(1)[:1].islower())


def _weekday_day(c: Construction) -> list[Wording] | None:
    day = c.day("d") or c.day("d2")
    return _calendar(c, day=day) if day else None


def _nth_weekday(c: Construction) -> list[Wording] | None:
    number = c.value("q") or (-1 if c.value("l") == "-1" else 0)
    if not -1 <= number <= 5 or number == 0:
        return None
    return [said(c, "holiday", year=c.value("y"), timex=f"{c.value('m')}-{c.value('w')}#{number}")]


def _day_of_month_alone(c: Construction) -> list[Wording] | None:
    return _calendar(c, day=c.day("d")) if c.day("d") else None


def _week_of(c: Construction) -> list[Wording] | None:
    """The week of a day, the seven days that begin with it, or the seven that end with it."""
    day = c.day("d") or c.day("d2")
    short = c.match.group("k") == "4"
    if not day or (not short and (c.value("k") != "W" or not c.has("w"))):
        return None
    how = c.value("k") if short else c.value("w") if c.match.group("w") == "J" else 1 if c.match.group("w") == "r" else 0
    month = c.value("m") or c.value("m2")
    return [said(c, "calendar", year=c.value("y"), month=month, day=day, unit="W", number=how, step=c.value("l"))]


def _nth_week(c: Construction) -> list[Wording] | None:
    """ "The first week of May", "the last week of 2019"; the week of the month only, for that of a year is a fiscal matter."""
    number = c.value("q") or (-1 if c.value("z") == "-1" else 0)
    if c.value("k") != "W" or not -1 <= number <= 5 or not number or (c.has("u2") and c.value("u2") not in ("M", "Y")):
        return None
    inside = c.value("u2") if c.has("u2") else None
    if inside is None and not c.has("m") and number > 1:
        return None
    year, step = c.value("y") or c.value("y2"), c.value("l2") or c.value("l")
    return [said(c, "part", unit="W", number=number, month=c.value("m"), year=year, part=inside, step=step)]


def _nth_day(c: Construction) -> list[Wording] | None:
    """ "The 15th day of next month", "the first day of June"."""
    number = sum(v for v in c.values("q") if v)
    if c.value("u") != "D" or not 1 <= number <= 31 or (c.has("u2") and c.value("u2") != "M"):
        return None
    return [said(c, "part", unit="D", number=number, month=c.value("m"), part=c.value("u2"), step=c.value("l") if c.has("u2") else None)]


def _step_month_day(c: Construction) -> list[Wording] | None:
    """ "Last June 11"; "last June 11 people died" is none."""
    counted = is_plural(c.word(1)) or c.word(1).lower() in words("date_names")["counted"]["words"]
    return [said(c, "calendar", month=c.value("m"), day=c.day("d"), step=c.value("l"))] if c.day("d") and not counted else None


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "iso": _iso,
    "named_iso": _named_iso,
    "slashed": _slashed,
    "day_slash": _day_slash,
    "days_slash": _days_slash,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
    "weekday_day": _weekday_day,
    "nth_weekday": _nth_weekday,
    "day_of_month": _day_of_month_alone,
    "week_of": _week_of,
    "nth_week": _nth_week,
    "nth_day": _nth_day,
    "step_month_day": _step_month_day,
}
