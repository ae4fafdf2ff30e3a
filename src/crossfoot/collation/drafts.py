"""Two versions of one story: which figures, dates, names and quotations changed, and which ticks were lost on the way.

A figure whose words stand in both versions is kept, wherever it has moved; one in whose place another stands was changed. A tick is lost
where the new version has none of that check in its place: because its words are gone, or because what agreed no longer does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from ..document import Span
from ..finding import Finding, Outcome, Tick, Undecided
from ..ledger import Figure, Ledger, Moment
from ..reading.spoken import wording
from . import Given, Kind, Row, in_order
from .days import is_day
from .names import name_rows
from .quotations import quotation_rows
from .versions import Versions

SHOWN = 90  # characters of a sentence that are shown

Entry: TypeAlias = "Figure | Moment"


@dataclass(frozen=True, slots=True)
class Draft:
    """A version: its ledger, and what the checks say of it."""

    ledger: Ledger
    outcomes: tuple[Outcome, ...] = ()


def revised(old: Draft, new: Draft) -> tuple[Row, ...]:
    """What changed from the old version to the new, in order."""
    both, versions = (old.ledger, new.ledger), Versions(old.ledger, new.ledger)
    days = [tuple(one for one in ledger.moments if _is_of_calendar(one)) for ledger in both]
    rows = [
        *_entries("figure", both, (old.ledger.figures, new.ledger.figures), versions),
        *_entries("date", both, (days[0], days[1]), versions),
        *(_of_versions(row) for row in name_rows(both) if row.verdict != "agrees"),
        *(_of_versions(row) for row in quotation_rows(both) if row.verdict != "agrees" or _is_reworded(row)),
        *_lost(old, new, versions),
    ]
    return in_order(rows)


def _is_of_calendar(moment: Moment) -> bool:
    """A day, a month, a year; "the summer fair" names none."""
    timex = moment.timex or ""
    return is_day(moment) or (moment.kind == "date" and (timex[:4].isdecimal() or timex[5:7].isdecimal()))


def _of_versions(row: Row) -> Row:
    """A row of two reports as one of two versions."""
    if len(row.reports) == 2:
        return replace(row, verdict="changed")
    return replace(row, verdict="gone" if row.reports == (0,) else "added")


def _is_reworded(row: Row) -> bool:
    words = [wording(one.words).keys for one in row.given]
    return any(keys != words[0] for keys in words)


class _Free:
    """The entries of the new version that nothing in the old has been paired with yet, by place."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = sorted(entries, key=lambda one: one.span)
        self.left = {id(one) for one in entries}

    def take(self, place: Span, like: Entry) -> Entry | None:
        """The first that stands there and is of the same kind as another; it is free no more."""
        at = bisect_left(self.entries, place.start, key=lambda one: one.span.end)
        for one in self.entries[at:]:
            if one.span.start >= place.end:
                break
            if id(one) in self.left and one.kind == like.kind and one.span.overlaps(place):
                self.left.discard(id(one))
                return one
        return None

    def rest(self) -> list[Entry]:
        """Those that are left."""
        return [one for one in self.entries if id(one) in self.left]


def _entries(
    kind: Kind, ledgers: tuple[Ledger, Ledger], entries: tuple[tuple[Entry, ...], tuple[Entry, ...]], versions: Versions
) -> Iterator[Row]:
    """The figures or the days that are changed, gone or added."""
    old, new = ledgers
    free = _Free(entries[1])
    placed = [(one, *versions.place(one.span)) for one in entries[0]]
    unkept = [(one, place) for one, place, kept in placed if not (kept and free.take(place, one))]
    gone = []
    for one, place in unkept:
        other = free.take(place, one)
        if other is None:
            gone.append(one)
        elif _key(old, one) != _key(new, other):
            yield Row(kind, "changed", _sentence(old, one), (_given(0, old, one), _given(1, new, other)))
    added = defaultdict(list)
    for one in free.rest():
        added[_key(new, one)].append(one)
    for one in gone:
        # what has moved is neither gone nor added
        if added[_key(old, one)]:
            added[_key(old, one)].pop(0)
        else:
            yield Row(kind, "gone", _sentence(old, one), (_given(0, old, one),))
    for one in (one for alike in added.values() for one in alike):
        yield Row(kind, "added", _sentence(new, one), (_given(1, new, one),))


def _key(ledger: Ledger, one: Entry) -> Any:
    """What an entry says: a figure its number, unit and hedge, a day its words."""
    if isinstance(one, Figure):
        return one.kind, one.quantity.unit, one.quantity.hedge, str(one.quantity.strict)
    return tuple(wording(ledger.words(one.span)).keys)


def _given(report: int, ledger: Ledger, one: Entry) -> Given:
    counted = one.counted if isinstance(one, Figure) else None
    beside = counted and 0 <= counted.span.start - one.span.end <= 1
    span = Span(one.span.start, counted.span.end) if counted and beside else one.span
    return Given(report, one.span, ledger.words(span))


def _sentence(ledger: Ledger, one: Entry | Tick) -> str:
    words = ledger.words(ledger.sentence_of(one.span))
    return words if len(words) <= SHOWN else words[: SHOWN - 10].rsplit(" ", 1)[0] + " …"


def _lost(old: Draft, new: Draft, versions: Versions) -> Iterator[Row]:
    """The ticks of the old version that the new one has not."""
    by_check: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in new.outcomes:
        by_check[outcome.check].append(outcome)
    messages = {(tick.check, tick.message) for tick in new.outcomes if isinstance(tick, Tick)}
    for tick in old.outcomes:
        if isinstance(tick, Tick) and (tick.check, tick.message) not in messages:
            place, _ = versions.place(tick.span)
            there = [one for one in by_check[tick.check] if any(span.overlaps(place) for span in _spans(one))]
            if not any(isinstance(one, Tick) for one in there):
                yield Row("tick", "lost", tick.check, _both(tick, there, place), _why(there, place))


def _spans(outcome: Outcome) -> list[Span]:
    return [outcome.span, *(place.span for place in outcome.related if place.document is None)]


def _both(tick: Tick, there: list[Outcome], place: Span) -> tuple[Given, ...]:
    """What was ticked, and where it stands now, if anywhere."""
    was = Given(0, tick.span, tick.message)
    if not there and place.start == place.end:
        return (was,)
    return was, Given(1, there[0].span if there else place, "")


def _why(there: list[Outcome], place: Span) -> str:
    found = next((one for one in there if isinstance(one, Finding)), None)
    undecided = next((one for one in there if isinstance(one, Undecided)), None)
    if found:
        return f"does not agree now: {found.message}"
    if undecided:
        return f"not decided now: {undecided.reason}"
    return "its words are gone" if place.start == place.end else "no longer worked out"
