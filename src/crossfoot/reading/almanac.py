"""Calendar arithmetic for the reader of dates: months, weeks, quarters and seasons as first and last day, and how TIMEX3 writes them.

A `Period` is a stretch of whole days with its TIMEX3 value. Weeks begin on Monday and are numbered as ISO 8601 does; a season has no first
and last day that everyone agrees on, so its days are wide: winter of a year may be the one that began or the one that ended in it.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR, LAST_YEAR = 1, 9998
UNITS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
# Meteorological seasons of the north and of the south, as months that either may mean.
SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (1, 12)}


class Period(NamedTuple):
    """A stretch of days, both ends included; `None` where the story does not fix them."""

    earliest: date | None
    latest: date | None
    timex: str

    def years_later(self, years: int) -> Period:
        """The same day, month or quarter in another year."""
        match self.timex[4:]:
            case "":
                return year(int(self.timex) + years)
            case part if part[:2] in ("-Q", "-H"):
                return part_of_year(int(self.timex[:4]) + years, part[1], int(part[2]))
            case part if len(part) == 3 and part[1:].isdigit():
                return month(int(self.timex[:4]) + years, int(part[1:]))
        return self


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, when.isoformat())


def calendar_day(of_year: int, of_month: int, of_day: int) -> Period:
    """A day by its numbers; without ends where the calendar has no such day."""
    timex = f"{of_year:04}-{of_month:02}-{of_day:02}"
    if not FIRST_YEAR <= of_year <= LAST_YEAR or not 1 <= of_day <= monthrange(of_year, of_month)[1]:
        return Period(None, None, timex)
    return day(date(of_year, of_month, of_day))


def month(of_year: int, of_month: int) -> Period:
    """A month."""
    timex = f"{of_year:04}-{of_month:02}"
    if not FIRST_YEAR <= of_year <= LAST_YEAR:
        return Period(None, None, timex)
    return Period(date(of_year, of_month, 1), date(of_year, of_month, monthrange(of_year, of_month)[1]), timex)


def year(number: int) -> Period:
    """A year."""
    return _years(number, number, f"{number:04}")


def decade(first: int) -> Period:
    """The 1990s; "the 1800s" are all of the century, for who means 1800 to 1809 says so."""
    if first % 100 == 0 and first <= 1900:
        return _years(first, first + 99, f"{first // 100:02}")
    return _years(first, first + 9, f"{first // 10:03}")


def century(number: int) -> Period:
    """The 20th century, as people speak of it: 1901 to 2000, and 1900 too."""
    return _years(number * 100 - 100, number * 100, f"{number - 1:02}")


def _years(first: int, last: int, timex: str) -> Period:
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        return Period(None, None, timex)
    return Period(date(first, 1, 1), date(last, 12, 31), timex)


def week(when: date) -> Period:
    """The week of a day, Monday to Sunday."""
    monday = moved(when, -when.weekday())
    iso = when.isocalendar()
    return Period(monday, moved(monday, 6), f"{iso.year:04}-W{iso.week:02}")


def weekend(when: date) -> Period:
    """The Saturday and Sunday of the week of a day."""
    whole = week(when)
    return Period(moved(whole.latest or when, -1), whole.latest, f"{whole.timex}-WE")


def part_of_year(of_year: int, unit: str, number: int) -> Period:
    """A quarter ("Q", 3) or half ("H", 2) of a calendar year."""
    months = MONTHS[unit]
    first, last = month(of_year, (number - 1) * months + 1), month(of_year, number * months)
    return Period(first.earliest, last.latest, f"{of_year:04}-{unit}{number}")


def season(of_year: int, name: str) -> Period:
    """Summer of a year: its days are left wide."""
    first, last = SEASONS[name]
    return Period(month(of_year, first).earliest, month(of_year, last).latest, f"{of_year:04}-{name}")


def nth_week(inside: Period, number: int) -> Period:
    """The first (1) or last (-1) week of a month or year, by its Thursday; its days are wide, for many count from the first day."""
    if not inside.earliest or not inside.latest:
        return Period(None, None, "")
    thursday = moved(inside.earliest, (3 - inside.earliest.weekday()) % 7)
    if number < 0:
        thursday = moved(inside.latest, -((inside.latest.weekday() - 3) % 7))
    whole = week(moved(thursday, 7 * (max(number, 1) - 1)))
    first = moved(inside.earliest, 7 * number - 7) if number > 0 else moved(inside.latest, -6)
    return Period(min(whole.earliest or first, first), max(whole.latest or first, moved(first, 6)), whole.timex)


def moved(when: date, days: int) -> date:
    """So many days later; the ends of the calendar hold it back."""
    return date.fromordinal(min(max(when.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def months_later(when: date, months: int) -> date:
    """The same day so many months later; the last one where the month is shorter."""
    count = min(max(when.year * 12 + when.month - 1 + months, 12), LAST_YEAR * 12 + 11)
    of_year, of_month = divmod(count, 12)
    return date(of_year, of_month + 1, min(when.day, monthrange(of_year, of_month + 1)[1]))


def later(when: date, count: int, unit: str) -> date:
    """The day so many units later (negative: earlier)."""
    if unit == "2W":
        return moved(when, 14 * max(-10000, min(count, 10000)))
    count = max(-100_000, min(count, 100_000))
    return moved(when, count * UNITS[unit]) if unit in UNITS else months_later(when, count * MONTHS[unit]) if unit in MONTHS else when


def unit_of(when: date, unit: str) -> Period:
    """The day, week, month, quarter, year, decade or century that a day lies in."""
    match unit:
        case "W" | "2W":
            return week(when)
        case "M":
            return month(when.year, when.month)
        case "Q" | "H":
            return part_of_year(when.year, unit, (when.month - 1) // MONTHS[unit] + 1)
        case "Y":
            return year(when.year)
        case "E":
            return decade(when.year // 10 * 10)
        case "C":
            return century((when.year - 1) // 100 + 1)
    return day(when)


def easter(of_year: int) -> date:
    """Easter Sunday of the western churches (the Gregorian computus)."""
    golden, hundreds, rest = of_year % 19, of_year // 100, of_year % 100
    epact = (19 * golden + hundreds - hundreds // 4 - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = epact + sunday - 7 * ((golden + 11 * epact + 22 * sunday) // 451)
    return date(of_year, (shift + 114) // 31, (shift + 114) % 31 + 1)


def feast(of_year: int, rule: str) -> date:
    """A holiday by its rule: "12-25"; "easter-2" (Good Friday); "11-3#4" (fourth Thursday of November), "5-0#-1" (last Monday of May)."""
    if rule.startswith("easter"):
        return easter(of_year) + timedelta(int(rule[6:] or 0))
    of_month, rest = rule.split("-", 1)
    if "#" not in rest:
        return date(of_year, int(of_month), int(rest))
    weekday, which = map(int, rest.split("#"))
    first = date(of_year, int(of_month), 1)
    days = [first + timedelta((weekday - first.weekday()) % 7 + 7 * n) for n in range(5)]
    return [when for when in days if when.month == first.month][which - 1 if which > 0 else which]
