"""One thing has not two powers of ten: 2.4 million here and 2.4 billion there."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger
from ...quantity import Amount, shown
from ...slips import a_zero_apart, tenfold, too_large
from ...sources import Case
from ...twins import repeated, twins
from .. import Check

check = Check(__name__, code="U102", severity="error")

THOUSANDS = (Fraction(1000), Fraction(1000000))
CLOSE = Fraction(4, 5)


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for two figures of one thing with the same digits and another power of ten."""
    known: set[tuple[int, int]] = set()
    for first, again in chain(repeated(case.story, a_zero_apart), twins(case.story, a_zero_apart)):
        if (id(first), id(again)) not in known:
            known.add((id(first), id(again)))
            yield _conflict(case.story, first, again)
    for figure in case.story.figures:
        times = _ends_apart(figure)
        if times:
            tape, words = Tape(), case.story.words(figure.span)
            tape.divide(Amount.exactly(figure.quantity.strict.high or 0), Amount.exactly(figure.quantity.strict.low or 1))
            yield check.finding(figure.span, f"{words}: the second end is some {shown(times, places=0)} times the first.", tape)


def _ends_apart(figure: Figure) -> Fraction | None:
    """ "£7.6 million to £7.8 billion": how many times the first end the second is, where but for a thousand or a million they are close."""
    low, high = figure.quantity.strict.low, figure.quantity.strict.high
    if not (figure.quantity.top and low and high) or low <= 0 or (figure.statement and figure.statement.kind == "direct"):
        return None
    telling = all(len(digits.replace(".", "").strip("0")) > 1 for digits in (figure.quantity.digits, figure.quantity.top))
    return next((power for power in THOUSANDS if telling and CLOSE <= high / low / power <= 1 / CLOSE), None)


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
