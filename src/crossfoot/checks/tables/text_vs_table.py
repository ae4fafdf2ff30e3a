"""What the text says of a row and a column is what the table gives for them."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="G104", agrees="text as in the table", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every figure of the text that names a row and a column of a table."""
    for relation in case.story.relations:
        if relation.kind == "cell":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    said: Figure = relation.role("said")
    cell: Figure = relation.role("cell")
    near: tuple[Figure, ...] = relation.role("near")
    tape = Tape()
    words, given = story.words(said.span), story.words(cell.span)
    row, column = (story.words(relation.role(name).span) for name in ("row", "column"))
    if not tape.surely_apart(said.quantity, cell.quantity):
        return check.tick(said.span, f"the table gives {given} for {row}, {column}", tape, related=[cell.span])
    message = f"The table gives {given} for {row}, {column}; the text says {words}"
    if relation.unclear or any(not tape.surely_apart(said.quantity, other.quantity) for other in near):
        reason = relation.unclear or "another cell of that row or column agrees"
        return check.undecided(said.span, f"{message}; {reason}", tape=tape, related=[cell.span])
    repairs = [Repair(one.span, text) for one, text in ((said, _as(words, said, cell)), (cell, _as(given, cell, said))) if text]
    return check.finding(said.span, f"{message}.", tape, related=[cell.span], repairs=repairs, severity=check.severity_of(relation))


def _as(words: str, figure: Figure, other: Figure) -> str | None:
    """The one figure in its own style, with the worth of the other."""
    value = other.quantity.value
    alike = figure.quantity.unit == other.quantity.unit and value is not None
    return reworded(words, figure.quantity, value, places=3) if alike and value is not None else None
