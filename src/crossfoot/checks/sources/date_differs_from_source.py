"""A day that no source gives, or a weekday or year in whose place a source has another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...against.occasions import another_hour, instead, is_of_one_event, named_weekday
from ...against.retold import Retold, retold
from ...against.years import another_year
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...ledger import Ledger, Moment
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S105", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for a day, written with its number, where the sources date the same event to another day of that month or another year."""
    if not case.sources:
        return
    wrong: list[Span] = []
    for outcome in _each(case):
        wrong.append(outcome.span)
        yield outcome
    for one in retold(case.story, case.sources):
        if one.dates(case.story) and not any(span.overlaps(one.mine) for span in wrong):
            yield _copied(case, one)


def _each(case: Case) -> Iterator[Outcome]:
    given = [
        (ledger, moment) for ledger in case.sources for moment in ledger.moments if moment.earliest and moment.kind in ("date", "time")
    ]
    published = {ledger.document.published for ledger in (case.story, *case.sources)}
    for moment in case.story.moments:
        day = _day(case.story, moment)
        if any(quoted.holds(moment.span) for quoted in case.story.quoted):
            continue
        if day and day not in published:
            yield from _asked(case, moment, day, given)
        elif not day:
            yield from _in_its_place(case, moment)


def _copied(case: Case, one: Retold) -> Outcome:
    """ "On May 21" in a sentence that the source has word for word, with May 12."""
    moment = next(moment for moment in case.story.moments if moment.span.overlaps(one.mine))
    mine, there = case.story.words(one.mine), one.source.words(one.theirs)
    tape = Tape()
    tape.same(mine, there)
    where = line_of(one.source.document, one.theirs)
    message = (
        f"{case.story.words(moment.span)} here; {there}, not {mine}, in a sentence of the source that is the same but for that ({where})"
    )
    proof = Evidence("source", one.source.document.name, one.theirs, there)
    return check.finding(moment.span, message, tape, evidence=[proof])


def _day(ledger: Ledger, moment: Moment) -> date | None:
    """The day of a date that is written with its number; "Tuesday" and "yesterday" are counted from a day of print."""
    if moment.kind != "date" or moment.earliest is None or moment.earliest != moment.latest:
        return None
    return moment.earliest if _is_written(ledger, moment) else None


def _is_written(ledger: Ledger, moment: Moment) -> bool:
    return any(map(str.isdecimal, ledger.words(moment.span)))


def _asked(case: Case, moment: Moment, day: date, given: list[tuple[Ledger, Moment]]) -> Iterator[Outcome]:
    if any(_covers(one, moment, day) for _, one in given):
        return
    # "Late on the same day" was counted from a date, and dates nothing by itself.
    near = [(ledger, one) for ledger, one in given if _is_near(one, day) and _is_written(ledger, one) and not _is_told(case.story, one)]
    near = [(ledger, one) for ledger, one in near if is_of_one_event(case.story, moment, ledger, one)]
    words = case.story.words(moment.span)
    if len({one.day_of_year for _, one in near}) != 1:
        if case.sources_complete:
            yield check.finding(moment.span, f"{words} is not a date that the sources give", Tape())
        return
    ledger, other = near[0]
    tape = Tape()
    tape.same(str(day), str(other.earliest or other.timex))
    message = f"{words} here, {ledger.words(other.span)} in the source ({line_of(ledger.document, other.span)})"
    proof = Evidence("source", ledger.document.name, other.span, ledger.words(other.span))
    yield check.finding(moment.span, message, tape, evidence=[proof])


def _in_its_place(case: Case, moment: Moment) -> Iterator[Outcome]:
    """A weekday or a year, where the sentence of a source that says the same has another one, and no sentence has this one."""
    theirs = instead(moment, case.story, case.sources, named_weekday) or another_hour(moment, case.story, case.sources)
    theirs = theirs or another_year(moment, case.story, case.sources)
    if theirs:
        ledger, other = theirs
        mine, there = case.story.words(moment.span), ledger.words(other.span)
        tape = Tape()
        tape.same(mine, there)
        proof = Evidence("source", ledger.document.name, other.span, there)
        message = f"{mine} here, {there} in the source ({line_of(ledger.document, other.span)})"
        yield check.finding(moment.span, message, tape, evidence=[proof], severity=None if case.sources_complete else "warning")


def _is_told(story: Ledger, theirs: Moment) -> bool:
    """Whether the story gives the source's date too: then the other date is one more, and stands for none."""
    told = (moment for moment in story.moments if moment.earliest and moment.day_of_year)
    return any(theirs.earliest is not None and _covers(moment, theirs, theirs.earliest) for moment in told)


def _covers(one: Moment, mine: Moment, day: date) -> bool:
    """Whether a date of a source is the day, lies about it, or is it but for a year that one of the two does not say."""
    if one.earliest and one.earliest <= day <= (one.latest or one.earliest):
        return True
    return one.day_of_year == (day.month, day.day) and not (one.year_stated and mine.year_stated)


def _is_near(one: Moment, day: date) -> bool:
    """Another day of the same month, or the same day of another year."""
    there = one.day_of_year
    if there is None:
        return False
    same_year = one.earliest is None or one.earliest.year == day.year
    return there == (day.month, day.day) or (there[0] == day.month and same_year)
