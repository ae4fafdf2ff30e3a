"""A number with "nearly", "more than" or "at least" agrees with the exact one that is given of the same things."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Figure, Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="F103", agrees="hedge fits", severity="warning", stage="preview")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every number said once with a hedge and once without."""
    for relation in case.story.relations:
        if relation.kind == "repeat":
            first, again = relation.role("first"), relation.role("again")
            if bool(first.hedge) != bool(again.hedge):
                yield _outcome(case.story, relation, *((first, again) if first.hedge else (again, first)))


def _outcome(story: Ledger, relation: Relation, hedged: Figure, exact: Figure) -> Outcome:
    tape = Tape()
    words = f"“{story.words(hedged.span)}”"
    if not tape.surely_apart(hedged.quantity, exact.quantity):
        return check.tick(hedged.span, f"{words} fits the {story.words(exact.span)} given elsewhere", tape, related=[exact.span])
    message = f"{words} does not fit the {story.words(exact.span)} given elsewhere"
    if relation.link > 1 or not _of_one_set(hedged, exact):
        return check.undecided(hedged.span, f"{message}: they may be of different things", tape=tape, related=[exact.span])
    return check.finding(hedged.span, f"{message}.", tape, related=[exact.span], severity="info" if relation.quoted else None)


def _of_one_set(hedged: Figure, exact: Figure) -> bool:
    """Within a third of each other: "more than 100 pupils ... the 20 pupils" are two sets."""
    bound, value = hedged.quantity.value, exact.quantity.value
    return bool(bound and value and 3 * abs(bound - value) <= max(bound, value))
