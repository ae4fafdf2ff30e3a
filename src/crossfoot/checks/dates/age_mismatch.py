"""An age, the day of birth and the day it is said of agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import Ledger, Moment, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="D102", agrees="age agrees", severity="error")

BEFORE_PRINT, AFTER_PRINT = timedelta(days=61), timedelta(days=14)


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every age with a birth."""
    for relation in case.story.relations:
        if relation.kind == "age":
            yield _outcome(case.story, relation)
        elif relation.kind == "earlier age":
            yield _earlier(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    age, born, on = (relation.role(name) for name in ("age", "born", "on"))
    related = [born.span] + ([on.span] if on else [])
    words, published = story.words(age.span), story.document.published
    days = (on.earliest, on.latest or on.earliest) if on else (published, published)
    if relation.unclear or days[0] is None or days[1] is None:
        reason = relation.unclear or "the story has no date to count from"
        return check.undecided(age.span, f"Born {story.words(born.span)}, {words}: {reason}", related=related)
    tape = Tape()
    youngest, oldest = tape.age(born.latest or born.earliest, days[0]), tape.age(born.earliest, days[1])
    said = _said(story, relation, _years(youngest, oldest), days[0])
    if oldest < 0:
        return check.undecided(age.span, f"{said}: the birth is after it", tape=tape, related=related)
    stated = int(age.quantity.value)
    if any(tape.same(years, stated) for years in dict.fromkeys((youngest, oldest))):
        return check.tick(age.span, said, tape, related=related)
    # A day that no word ties to the age, and one year: the birthday may lie between the interview and the day of print.
    if not on and published and _may_be_of_another_day(born, stated, published):
        return check.undecided(age.span, f"{said}, not {stated}: a birthday may lie between", tape=tape, related=related)
    repairs = (
        [Repair(age.span, reworded(words, age.quantity, age.quantity.value - stated + youngest, places=0))] if youngest == oldest else []
    )
    return check.finding(age.span, f"{said}, not {stated}.", tape, related=related, repairs=repairs, severity=_severity(relation))


def _may_be_of_another_day(born: Moment, stated: int, published: date) -> bool:
    """Whether the age was true some weeks before the day of print, or will be soon after it."""
    assert born.earliest
    latest = born.latest or born.earliest
    tape = Tape()
    return tape.age(latest, published - BEFORE_PRINT) <= stated <= tape.age(born.earliest, published + AFTER_PRINT)


def _earlier(story: Ledger, relation: Relation) -> Outcome:
    """Of somebody's age at another day than that of the age beside the name."""
    age, on, now, at, who = (relation.role(name) for name in ("age", "on", "now", "at", "who"))
    published = story.document.published
    day = at.ends if at else ((published, published), (published, published)) if published else None
    related = [on.span, now.span] + ([at.span] if at else [])
    if not day or not on.ends or on.latest > day[0][0]:
        reason = "the story has no date to count from" if not day else "the day is to come"
        return check.undecided(age.span, f"{who.name}, {story.words(now.span)}: {reason}", related=related)
    tape = Tape()
    then = tape.subtract(now.quantity, tape.distance("year", on.ends[0], day[1]))
    youngest, oldest, stated = (int(value or 0) for value in (then.loose.low, then.loose.high, age.quantity.value))
    when = f"in {story.words(at.span).removeprefix('in ')}" if at else f"on {_written(day[0][0])}"
    years = _years(youngest, oldest)
    said = f"At {story.words(now.span)} {when}, {who.name} was {years} in {story.words(on.span).removeprefix('in ')}"
    if youngest <= stated <= oldest:
        return check.tick(age.span, said, tape, related=related)
    if min(abs(stated - youngest), abs(stated - oldest)) == 1:
        return check.undecided(age.span, f"{said}, not {stated}: a birthday may lie between", tape=tape, related=related)
    return check.finding(age.span, f"{said}, not {stated}.", tape, related=related, severity=_severity(relation))


def _severity(relation: Relation) -> Severity:
    return "info" if relation.quoted else "warning" if relation.link > 1 else "error"


def _said(story: Ledger, relation: Relation, years: str, published: date) -> str:
    """ "Born 3 May 1958, Ann Novak was 65 on 20 February 2024" """
    who, born, on = (relation.role(name) for name in ("who", "born", "on"))
    came = "Built or opened" if relation.note == "thing" else "Born"
    opening = f"{came} {'' if born.earliest == born.latest else 'in '}{story.words(born.span)}"
    # "the summer of 1984" is read with the "in" before it.
    said = story.words(on.span).removeprefix("in ") if on else ""
    day = f"{'on' if on.earliest == on.latest else 'in'} {said}" if on else f"on {_written(published)}"
    return f"{opening}, {who.name} was {years} {day}" if who else f"{opening}, the age {day} was {years}"


def _years(youngest: int, oldest: int) -> str:
    return str(oldest) if youngest == oldest else f"{youngest} or {oldest}" if oldest - youngest == 1 else f"{youngest} to {oldest}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
