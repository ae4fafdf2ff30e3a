""" "Four times less" is read in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Tape
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="C106", severity="info", stage="opt-in")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every "times less" outside quotations."""
    for relation in case.story.relations:
        if relation.kind == "times less" and not relation.quoted:
            figure = relation.role("figure")
            tape = Tape()
            left = tape.divide(Amount.exactly(Fraction(100)), figure.quantity)
            words = case.story.words(figure.span)
            message = (
                f"“{words} less” is read in different ways; one part in {shown(figure.quantity.value)} is {shown(left.value)} percent."
            )
            yield check.finding(figure.span, message, tape)
