"""The days that several reports name: one row a day, and days that stand in the same place of the same sentence but are not the same.

Weekdays and "yesterday" count where the ledger knows which day they are. Of two sentences that speak of one thing and name one day each,
the two days are held against each other; where a sentence names several days, nothing is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from ..ledger import Ledger, Moment
from ..reading.contrasts import in_contrast
from ..reading.spoken import stem, weight_of, wording
from . import Given, Row
from .groups import Groups

ALIKE = 4  # telling words that two sentences share when the days in them are of one event
MOST = 3  # days of one date from which the rest are reached
HALF = 0.5  # and the share of the shorter sentence


class _Day:
    """A day in a report: which report, the moment, the telling words of its sentence, and whether it is the only day there."""

    def __init__(self, report: int, ledger: Ledger, moment: Moment, alone: bool) -> None:
        self.report, self.moment, self.alone = report, moment, alone
        sentence = ledger.sentence_of(moment.span)
        keys = wording(ledger.words(sentence)).keys if alone else []
        dated = set(wording(ledger.words(moment.span)).keys)
        self.told = frozenset(stem(key) for key in keys if weight_of(key) == "content" and key not in dated)
        self.words = ledger.words(moment.span)
        self.is_written = any(map(str.isdecimal, self.words))
        self.of_year, self.weekday = moment.day_of_year, moment.day_of_week
        self.context = _shortened(ledger.words(sentence))


def day_rows(reports: Sequence[Ledger]) -> Iterator[Row]:
    """One row for every day, with the reports that name it."""
    days = [day for number, ledger in enumerate(reports) for day in _days(number, ledger)]
    groups = Groups(days, lambda one, other: one.report != other.report or _is_same(one, other))
    for one, other in _same(days):
        groups.join(one, other)
    for one, other in _of_one_event(days):
        groups.join(one, other)
    for group in groups.all():
        yield _row(group)


def _days(number: int, ledger: Ledger) -> Iterator[_Day]:
    known = [moment for moment in ledger.moments if is_day(moment)]
    sentences = [ledger.sentence_of(moment.span) for moment in known]
    for moment, sentence in zip(known, sentences, strict=True):
        yield _Day(number, ledger, moment, sentences.count(sentence) == 1)


def is_day(moment: Moment) -> bool:
    """A day, also with its morning, and also where nobody knows of which week or year."""
    return moment.kind in ("date", "time") and (moment.day_of_week is not None or moment.day_of_year is not None)


def _same(days: list[_Day]) -> Iterator[tuple[_Day, _Day]]:
    """The days that are one, by their date, by day and month, or by the day of the week where one of them says no more."""
    by_day: dict[object, list[_Day]] = defaultdict(list)
    for day in days:
        for key in {day.moment.earliest, day.of_year, day.weekday} - {None}:
            by_day[key].append(day)
    for alike in by_day.values():
        for at, one in enumerate(alike[:MOST]):
            yield from ((one, other) for other in alike[at + 1 :] if _is_same(one, other))


def _is_same(one: _Day, other: _Day) -> bool:
    """One date; one day and month where not both say the year; one day of the week where neither has a date."""
    if one.moment.earliest and one.moment.earliest == other.moment.earliest:
        return True
    if one.is_written and other.is_written:
        return one.of_year == other.of_year and not (one.moment.year_stated and other.moment.year_stated)
    undated = None in (one.moment.earliest, other.moment.earliest)
    return undated and not one.is_written and not other.is_written and one.weekday == other.weekday


def _of_one_event(days: list[_Day]) -> Iterator[tuple[_Day, _Day]]:
    """Days of sentences that share most of their words, and that no other day is nearer to; the best first."""
    alone = [day for day in days if day.alone]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, day in enumerate(alone):
        for word in day.told:
            holding[word].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in holding.values():
        for pair in combinations(holders[:40], 2):
            shared[pair] += 1
    for (first, second), count in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0])):
        one, other = alone[first], alone[second]
        enough = count >= max(ALIKE, HALF * min(len(one.told), len(other.told)))
        if enough and one.report != other.report and one.is_written == other.is_written and not in_contrast(one.told, other.told):
            yield one, other


def _row(group: list[_Day]) -> Row:
    group = sorted(group, key=lambda day: (day.report, day.moment.span))
    given = tuple(Given(day.report, day.moment.span, day.words) for day in group)
    if len({day.report for day in group}) == 1:
        return Row("date", "single", group[0].context, given)
    differs = any(_is_apart(one, other) for one, other in combinations(group, 2))
    return Row("date", "differs" if differs else "agrees", group[0].context, given)


def _is_apart(one: _Day, other: _Day) -> bool:
    """Two days of the calendar, or two days of the week. A weekday beside a date is not compared: which week it means was worked out."""
    if one.is_written and other.is_written:
        return not _is_same(one, other)
    return not one.is_written and not other.is_written and one.weekday != other.weekday


def _shortened(words: str) -> str:
    return words if len(words) <= 90 else words[:80].rsplit(" ", 1)[0] + " …"
