"""A day told from the day of publication and the same day by the calendar agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...finding import Outcome, Tape
from ...ledger import Ledger, Moment, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="D106", agrees="day and date agree", severity="warning", stage="preview")

PRINT = 1  # a paper is dated a day after it is written
DIALECT = 7  # "next Friday" is that of this week to some, and of the week to come to others


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every day told twice in a story with a day of publication."""
    if case.story.document.published:
        for relation in case.story.relations:
            if relation.kind == "twice told":
                yield _outcome(case.story, relation, case.story.document.published)


def _outcome(story: Ledger, relation: Relation, published: date) -> Outcome:
    said, dated = relation.role("said"), relation.role("dated")
    words, related, tape = f"{story.words(said.span)}, {story.words(dated.span)}", [said.span], Tape()
    slack = timedelta(DIALECT if said.earliest == said.latest and "day" in story.words(said.span).lower()[5:] else PRINT)
    for year in (0,) if dated.year_stated else (0, -1, 1):
        days = _in_year(dated, year)
        if not tape.before(days[1], said.earliest - slack) and not tape.before(said.latest + slack, days[0]):
            return check.tick(dated.span, f"{words}: one and the same, for a story of {_written(published)}", tape, related=related)
    return check.finding(
        dated.span,
        f"For a story of {_written(published)}, {story.words(said.span)} is not {story.words(dated.span)}.",
        tape,
        related=related,
        severity="info" if relation.quoted else None,
    )


def _in_year(moment: Moment, later: int) -> tuple[date, date]:
    """The days of a moment, so many years later."""
    first, last = moment.earliest or date.min, moment.latest or date.max
    return _moved(first, later), _moved(last, later)


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=28) if (day.month, day.day) == (2, 29) and years else day.replace(year=day.year + years)


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
