"""A figure in the headline, standfirst or caption is one that the text gives.

So far only agreement is shown: a headline figure that the text does not bear out may follow from it in a step that is not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Figure, Relation
from ...quantity import Quantity
from ...sources import Case
from .. import Check

check = Check(__name__, code="F101", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick for every shown figure that rounds, or repeats, a figure of the text."""
    for relation in case.story.relations:
        borne_out = _borne_out(relation) if relation.kind == "same" else None
        if borne_out:
            told, tape = borne_out
            shown, text = case.story.words(relation.span), case.story.words(told.span)
            yield check.tick(relation.span, f"“{shown}” above the text, {text} in it", tape, related=[told.span])


def _borne_out(relation: Relation) -> tuple[Figure, Tape] | None:
    """The first figure of the text that lies in what the shown one says, and is printed at least as precisely."""
    shown: Figure = relation.role("shown")
    for told in relation.role("told"):
        tape = Tape()
        if not tape.strictly_apart(shown.quantity, told.quantity) and _bears_out(told.quantity, shown.quantity):
            return told, tape
    return None


def _bears_out(told: Quantity, shown: Quantity) -> bool:
    """A number, and no bound, that is not far from the one shown: that 900 is more than 40 bears nothing out."""
    if told.value is None or shown.value is None or told.hedge in ("more than", "at least", "less than", "at most"):
        return told == shown
    return 4 * abs(told.value - shown.value) <= abs(shown.value)
