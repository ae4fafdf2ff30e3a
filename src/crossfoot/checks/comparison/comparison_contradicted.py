"""What is called more than another thing has the higher of the two figures given."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="C102", agrees="comparison holds", severity="error", stage="preview")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every comparison of two things with their figures."""
    for relation in case.story.relations:
        if relation.kind == "comparison":
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    first, second = relation.role("first"), relation.role("second")
    words = f"{story.words(first.span)} is {{}} {story.words(second.span)}"
    tape = Tape()
    above, below = tape.surely_above(first.quantity, second.quantity), tape.surely_above(second.quantity, first.quantity)
    if not above and not below:
        return
    if above == (relation.note == "up"):
        yield check.tick(first.span, words.format("more than" if above else "less than"), tape, related=[second.span])
        return
    said = words.format("not more than" if relation.note == "up" else "not less than")
    if relation.unclear:
        yield check.undecided(first.span, f"{said}; {relation.unclear}", tape=tape, related=[second.span])
    else:
        yield check.finding(first.span, f"{said}.", tape, related=[second.span], severity=check.severity_of(relation))
