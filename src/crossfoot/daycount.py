"""Which days a moment may be, and how far one moment lies from another.

A story that says "Wednesday" means the one before the day of publication or the one after; one that says "19 May" may mean that of last
year or of next. `readings` gives every pair of first and last day that a moment may have, the likeliest first; `between` the distance of
two moments under each reading, on a tape. The day of publication stands for the day before it too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product

from .finding import Tape
from .ledger import Moment
from .quantity import Amount

Days = tuple[date, date]

PRINT = 1  # a paper is dated a day after it is written
WEEK = 7
HALF_A_DAY = 12 * 60
MINUTES = {"hour": 60, "minute": 1}


def readings(moment: Moment | None, published: date | None, words: str, *, sure: bool) -> list[tuple[Days, Days]]:
    """The two ends of a moment (`None`: the day of publication), each a first and a last day, the likeliest first; `sure` says that a
    weekday can only be the one it was read as."""
    if moment is None:
        return [((_later(published, -PRINT), published),) * 2] if published else []
    if not moment.ends:
        return []
    found = [moment.ends]
    if moment.year_stated or not published:
        return found
    if any(letter.isdecimal() for letter in words):
        return [*found, _moved(moment.ends, 365), _moved(moment.ends, -365)]
    if moment.earliest == moment.latest and moment.earliest and not sure:
        # "Wednesday": the last one or the next one.
        found.append(_moved(moment.ends, WEEK if moment.earliest < published else -WEEK))
    return found


def _moved(ends: tuple[Days, Days], days: int) -> tuple[Days, Days]:
    """So many days on; of 365 the same day of the year after."""
    return _end_moved(ends[0], days), _end_moved(ends[1], days)


def _end_moved(end: Days, days: int) -> Days:
    return _later(end[0], days), _later(end[1], days)


def _later(day: date, days: int) -> date:
    if abs(days) != 365:
        return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))
    year = min(max(day.year + (1 if days > 0 else -1), date.min.year), date.max.year)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def between(tape: Tape, unit: str, start: list[tuple[Days, Days]], end: list[tuple[Days, Days]]) -> Iterator[Amount]:
    """How many days, weeks, months or years lie between two moments, under each reading of the two."""
    for one, other in product(start, end):
        yield tape.distance(unit, one[0], other[1])


def hours_between(tape: Tape, unit: str, start: Moment, end: Moment) -> Iterator[Amount]:
    """How many hours or minutes the second time of day lies after the first: as written, and with one of the two in the other half.

    Where both name their day, whole days lie between them too, and a midnight may be at either end of its day; where one of them does, it
    is the same day or the next."""
    if start.clock is None or end.clock is None:
        return
    apart = tape.clock(start.clock, end.clock)
    days = _days_between(start, end)
    if days is None:
        lengths = [apart, (apart + HALF_A_DAY) % (2 * HALF_A_DAY)]
    else:
        written = days * 2 * HALF_A_DAY + end.clock - start.clock
        midnight = [written - 2 * HALF_A_DAY] if end.clock == 2 * HALF_A_DAY else []
        lengths = [written, *midnight, written + HALF_A_DAY, written - HALF_A_DAY]
    for minutes in lengths:
        if minutes > 0:
            yield tape.scale(Amount.exactly(minutes), Fraction(1, MINUTES[unit]))


def _days_between(start: Moment, end: Moment) -> int | None:
    """How many days lie between two of which each names its own; Sunday is two days after Friday."""
    if start.day_of_week is None or end.day_of_week is None:
        return None
    return (end.day_of_week - start.day_of_week) % 7
