"""A total, and the complete list of parts that is given for it, agree."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from ...document import Span
from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import Figure, Ledger, Tally
from ...levels import fits_as_printed
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="T101", agrees="adds up", severity="error")

_ONE_MORE = re.compile(r"\b(?:and|plus|or|,)\s(?:one|another|an?)\s", re.IGNORECASE)
LIST = 3  # figures without a total


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every list of two parts or more."""
    closed = {relation.role("whole") for relation in case.story.relations if relation.kind == "remainder"}
    for tally in case.story.tallies:
        # A list that may be some of its whole is for part-exceeds-total: one list has one outcome.
        if tally.whole not in closed and len(tally.parts) > 1 and (_is_a_list(tally) if tally.whole is None else tally.complete is True):
            yield _outcome(case.story, tally)


def _is_a_list(tally: Tally) -> bool:
    """Whether figures without a total are as many as make a list; two in one breath are seldom the parts of anything."""
    return len(tally.parts) >= LIST


def _outcome(story: Ledger, tally: Tally) -> Outcome:
    tape = Tape()
    footing = tape.add(part.quantity for part in tally.parts)
    places = [part.span for part in tally.parts]
    added = " + ".join(_printed(story, part, part.quantity.amount) for part in tally.parts)
    summed = _printed(story, tally.whole or tally.parts[0], footing)
    working = f"{added} = {summed}"
    if tally.whole is None:
        return check.undecided(tally.span, _why_not(tally, working), tape=tape, related=places)
    whole = tally.whole
    words = story.words(whole.span)
    # "Under nine governors - five Republican, four Democratic": a sum that is the printed number is no mismatch, whatever its hedge.
    fits = not tape.strictly_apart(footing, whole.quantity) and fits_as_printed(footing, whole.quantity.amount)
    if fits or footing.value == whole.quantity.value:
        return check.tick(whole.span, f"{working}, which agrees with {words}", tape, related=places)
    if not tape.surely_apart(footing, whole.quantity):
        reason = f"{working}; {words} fits only if the figures are rounded"
        return check.undecided(whole.span, reason, tape=tape, related=places)
    if tally.exclusive is not True and footing.surely_above(whole.quantity.amount):
        reason = f"{working}, more than {words}: the parts may overlap, and then no sum decides"
        return check.undecided(whole.span, reason, tape=tape, related=places)
    missing = _missing(story, tally, footing)
    if missing:
        reason = f"{working}; with {story.words(missing.span)}, which stands close by, it would be {words}"
        return check.undecided(whole.span, reason, tape=tape, related=[*places, missing.span])
    if _one_more(story, tally, footing):
        reason = f"{working}; with the one that stands behind them it would be {words}"
        return check.undecided(whole.span, reason, tape=tape, related=places)
    message = f"The parts add up to {summed} ({added}), but the total given is {words}{_gap(story, footing, whole)}."
    return check.finding(whole.span, message, tape, related=places, repairs=_repairs(story, tally, footing), severity=_severity(tally))


def _missing(story: Ledger, tally: Tally, footing: Amount) -> Figure | None:
    """ "The biggest has 148 flats. The others have 120, 96 and 88, a combined 452": a figure of the sentence before, or of the list's own,
    that makes the total."""
    assert tally.whole
    first, last = story.sentence_of(tally.parts[0].span), story.sentence_of(tally.parts[-1].span)
    since = story.sentence_of(Span(max(0, first.start - 2), first.start)).start
    at = bisect_left(story.figures, since, key=lambda figure: figure.span.start)
    for figure in takewhile(lambda one: one.span.start < last.end, story.figures[at:]):
        alike = (figure.kind, figure.quantity.unit) == (tally.whole.kind, tally.whole.quantity.unit)
        if alike and figure is not tally.whole and figure not in tally.parts and figure.quantity.value:
            with_it = footing + figure.quantity.amount
            if not with_it.strictly_apart(tally.whole.quantity.amount):
                return figure
    return None


def _one_more(story: Ledger, tally: Tally, footing: Amount) -> bool:
    """ "Eight counts of fraud and one of arson, nine in all", "four nurses and a doctor": a part that is no number."""
    assert tally.whole
    if footing.value is None or tally.whole.quantity.value != footing.value + 1 or tally.whole.kind != "count":
        return False
    last, whole = tally.parts[-1].span, tally.whole.span
    end = whole.start if whole.start > last.end else story.sentence_of(last).end
    return _ONE_MORE.search(story.document.text, last.end, end) is not None


def _why_not(tally: Tally, working: str) -> str:
    """Why the sum of this list decides nothing."""
    if tally.complete is False:
        overlap = " and its parts may overlap" if tally.exclusive is not True else ""
        return f"{working}: the list says “{tally.why}”, so it may be partial{overlap}"
    if tally.complete:
        return f"{working}: {tally.why}"
    return f"{working}: the story gives no total for this list"


def _severity(tally: Tally) -> Severity:
    """A speaker's own figures are for information; completeness that is inferred ("men", "women") is one step less sure."""
    return "info" if tally.quoted else "warning" if tally.link > 1 else "error"


def _printed(story: Ledger, figure: Figure, amount: Amount) -> str:
    """An amount as the story prints such a figure: "£3.5m", "43", "6,960,700 tonnes"; a plain number for a count."""
    if amount.value is None:
        return shown(None)
    if figure.kind == "count" and figure.quantity.scale == 1:
        return shown(amount.value, places=3)
    return reworded(story.words(figure.span), figure.quantity, amount.value, places=3)


def _gap(story: Ledger, footing: Amount, whole: Figure) -> str:
    """How far the sum and the total lie apart, where both are single numbers."""
    if footing.value is None or whole.quantity.value is None or whole.hedge:
        return ""
    return f": a difference of {_printed(story, whole, Amount.exactly(abs(footing.value - whole.quantity.value)))}"


def _repairs(story: Ledger, tally: Tally, footing: Amount) -> Iterator[Repair]:
    """Every single figure that could be changed so that the sum agrees."""
    whole = tally.whole
    if whole is None or footing.value is None or whole.quantity.value is None or whole.hedge:
        return
    yield Repair(whole.span, _printed(story, whole, footing))
    for part in tally.parts:
        value = (part.quantity.value or 0) + whole.quantity.value - footing.value
        if value > 0 and not part.hedge:
            yield Repair(part.span, _printed(story, part, Amount.exactly(value)))
