"""No part is more than its whole, and parts that exclude one another do not together come to more."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Span
from ...finding import Outcome, Severity, Tape, reworded
from ...ledger import Figure, Ledger, Tally
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="T102", agrees="parts fit the whole", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every list whose parts may be some of the whole; complete lists of several parts are for total-mismatch."""
    closed = {relation.role("whole") for relation in case.story.relations if relation.kind == "remainder"}
    for tally in case.story.tallies:
        if tally.whole is not None and tally.whole not in closed and (tally.complete is not True or len(tally.parts) == 1):
            yield from _outcomes(case.story, tally, tally.whole)


def _outcomes(story: Ledger, tally: Tally, whole: Figure) -> Iterator[Outcome]:
    severity: Severity = "info" if tally.quoted else "warning" if tally.link > 1 else "error"
    places = [part.span for part in tally.parts]
    words = story.words(whole.span)
    for part in tally.parts:
        tape = Tape()
        if tape.surely_above(part.quantity, whole.quantity):
            message = f"{story.words(part.span)} is more than the whole it is said to be part of, {words}."
            yield check.finding(whole.span, message, tape, related=[part.span], severity=severity)
            return
    if len(tally.parts) == 1:
        yield check.tick(whole.span, f"{story.words(tally.parts[0].span)} is no more than {words}", tape, related=places)
        return
    tape = Tape()
    footing = tape.add(part.quantity for part in tally.parts)
    added = " + ".join(_printed(story, part, part.quantity.amount) for part in tally.parts)
    working = f"{added} = {_printed(story, whole, footing)}"
    above = tape.surely_above(footing, whole.quantity)
    if not above:
        yield check.tick(whole.span, f"{working}, which is no more than {words}", tape, related=places)
    elif tally.exclusive:
        message = f"{working}, which is more than {_with_noun(story, whole)}."
        yield check.finding(whole.span, message, tape, related=places, severity=severity)
    else:
        reason = f"{working}, more than {words}: the parts may overlap, and then their sum says nothing"
        yield check.undecided(whole.span, reason, tape=tape, related=places)


def _printed(story: Ledger, figure: Figure, amount: Amount) -> str:
    """An amount as the story prints such a figure: "£3.5m"; a plain number for a count."""
    if amount.value is None or (figure.kind == "count" and figure.quantity.scale == 1):
        return shown(amount.value, places=3)
    words = story.words(figure.span).removeprefix(figure.hedge or "").strip()
    return reworded(words, figure.quantity, amount.value, places=3)


def _with_noun(story: Ledger, whole: Figure) -> str:
    """ "24 councillors": the figure and what it counts, where that follows it; of "nine-member" the figure."""
    words = story.words(whole.span)
    counted = whole.counted
    follows = counted and counted.span.start >= whole.span.end and story.words(Span(whole.span.end, whole.span.end + 1)) != "-"
    return f"{words} {story.words(counted.span)}" if counted and follows else words
