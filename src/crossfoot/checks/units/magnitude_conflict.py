"""One thing has not two powers of ten: 2.4 million here and 2.4 billion there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger
from ...slips import a_zero_apart, tenfold, too_large
from ...sources import Case
from ...twins import repeated, twins
from .. import Check

check = Check(__name__, code="U102", severity="error", stage="preview")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for two figures of one thing with the same digits and another power of ten."""
    known: set[tuple[int, int]] = set()
    for first, again in chain(repeated(case.story, a_zero_apart), twins(case.story, a_zero_apart)):
        if (id(first), id(again)) not in known:
            known.add((id(first), id(again)))
            yield _conflict(case.story, first, again)


def _conflict(story: Ledger, first: Figure, again: Figure) -> Outcome:
    tape = Tape()
    tape.surely_apart(first.quantity, again.quantity)
    power = tenfold(again.quantity.value, first.quantity.value)
    words = [story.words(figure.span) for figure in (again, first)]
    message = f"{words[0]} here, {words[1]} before: if they are of one thing, one is {too_large(power)} or the other {too_large(-power)}."
    repairs = [
        Repair(figure.span, reworded(story.words(figure.span), figure.quantity, other.quantity.value, places=2))
        for figure, other in ((again, first), (first, again))
        if other.quantity.value is not None
    ]
    return check.finding(again.span, message, tape, related=[first.span], repairs=repairs)
