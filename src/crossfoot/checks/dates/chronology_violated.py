"""What comes first in the telling of the story does not come last in its dates."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Severity, Tape
from ...ledger import Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="D105", agrees="order of days agrees", severity="error", stage="preview")

SURE = {"from", "life"}  # a period with its two ends, and a life: the rest may be told out of order


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every two moments in an order; the same year twice leaves the order open."""
    for relation in case.story.relations:
        if relation.kind == "order":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    first, last = relation.role("first"), relation.role("last")
    words, related = f"{story.words(first.span)} and {story.words(last.span)}", [first.span]
    if not first.ends or not last.ends:
        return check.undecided(last.span, f"{words}: which day is meant cannot be told", related=related)
    tape = Tape()
    if tape.before(last.ends[1][1], first.ends[0][0]):
        return check.finding(last.span, _message(story, relation), tape, related=related, severity=_severity(relation))
    if tape.before(first.ends[0][1], last.ends[1][0]):
        return check.tick(last.span, f"{story.words(first.span)} comes before {story.words(last.span)}", tape, related=related)
    return check.undecided(last.span, f"{words}: the order inside a year or month is not given", tape=tape, related=related)


def _message(story: Ledger, relation: Relation) -> str:
    first, last = story.words(relation.role("first").span), story.words(relation.role("last").span)
    match relation.note:
        case "from":
            return f"The period ends ({last}) before it starts ({first})."
        case "life":
            return f"The death ({last}) comes before the birth ({first})."
        case "after":
            return f"What happened in {last} is said to come after what happened in {first}."
    return f"What happened in {first} is said to come before what happened in {last}."


def _severity(relation: Relation) -> Severity:
    return "info" if relation.quoted else "error" if relation.note in SURE else "warning"
