"""A date written with its day, or a year, that no source gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...finding import Evidence, Outcome, Tape
from ...ledger import Ledger, Moment
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S105", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for a day, written with its number, where the sources give the other days of that month only or the other year."""
    if not case.sources:
        return
    given = [
        (ledger, moment) for ledger in case.sources for moment in ledger.moments if moment.earliest and moment.kind in ("date", "time")
    ]
    published = {ledger.document.published for ledger in (case.story, *case.sources)}
    for moment in case.story.moments:
        day = _day(case.story, moment)
        if day and day not in published and not any(quoted.holds(moment.span) for quoted in case.story.quoted):
            yield from _asked(case, moment, day, given)


def _day(ledger: Ledger, moment: Moment) -> date | None:
    """The day of a date that is written with its number; "Tuesday" and "yesterday" are counted from a day of print."""
    if moment.kind != "date" or moment.earliest is None or moment.earliest != moment.latest:
        return None
    return moment.earliest if any(map(str.isdecimal, ledger.words(moment.span))) else None


def _asked(case: Case, moment: Moment, day: date, given: list[tuple[Ledger, Moment]]) -> Iterator[Outcome]:
    for _, one in given:
        if one.earliest and one.earliest <= day <= (one.latest or one.earliest):
            return
        if one.earliest and (one.earliest.month, one.earliest.day) == (day.month, day.day) and not (one.year_stated and moment.year_stated):
            return
    near = [(ledger, one) for ledger, one in given if one.earliest and one.earliest == one.latest and _is_near(one.earliest, day)]
    words = case.story.words(moment.span)
    if len({one.earliest for _, one in near}) != 1:
        if case.sources_complete:
            yield check.finding(moment.span, f"{words} is not a date that the sources give", Tape())
        return
    ledger, other = near[0]
    tape = Tape()
    tape.same(str(day), str(other.earliest))
    message = f"{words} here, {ledger.words(other.span)} in the source ({line_of(ledger.document, other.span)})"
    proof = Evidence("source", ledger.document.name, other.span, ledger.words(other.span))
    yield check.finding(moment.span, message, tape, evidence=[proof])


def _is_near(one: date, other: date) -> bool:
    """The same month, or the same day of another year."""
    return (one.year, one.month) == (other.year, other.month) or (one.month, one.day) == (other.month, other.day)
