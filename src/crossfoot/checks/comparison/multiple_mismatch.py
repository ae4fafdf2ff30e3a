"""Doubled, tripled, halved: the new level over the old one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...finding import Outcome, Tape
from ...ledger import Ledger, Relation
from ...levels import in_one_unit
from ...quantity import Amount, Quantity, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="C104", agrees="multiple agrees", severity="warning")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every multiple with both its levels."""
    for relation in case.story.relations:
        if relation.kind == "change" and relation.role("percent").kind == "multiple":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    base, new, times = (relation.role(name) for name in ("from", "to", "percent"))
    related = [base.span, new.span]
    pair, words = f"From {story.words(base.span)} to {story.words(new.span)}", story.words(times.span)
    tape = Tape()
    levels = in_one_unit(tape, base, new)
    if relation.unclear or not levels or not levels[0].loose.low or levels[0].loose.low < 0:
        reason = relation.unclear or "no multiple can be worked out from nothing, or from less"
        return check.undecided(times.span, f"{pair}, {words}: {reason}", related=related)
    ratio = tape.divide(levels[1], levels[0])
    said = f"{pair} is {_spread(ratio)} times"
    if not tape.surely_apart(ratio, _times(times.quantity)):
        return check.tick(times.span, said, tape, related=related)
    if relation.link > 2 or not (ratio.value and times.quantity.loose.low):
        return check.undecided(times.span, f"{said}; “{words}” may be of something else", tape=tape, related=related)
    # "Double" for two and a half times is loose talk, for four times it is wrong.
    off = ratio.value / (times.quantity.value or ratio.value)
    loosely = Fraction(2, 3) < off < Fraction(3, 2)
    severity = check.severity_of(relation) if loosely or relation.link > 1 or relation.quoted else "error"
    return check.finding(times.span, f"{said}, not “{words}”.", tape, related=related, severity=severity)


def _times(quantity: Quantity) -> Amount:
    """The multiple as stated; "more than doubled" has no upper end."""
    if quantity.hedge in ("more than", "at least"):
        return replace(quantity, low=Fraction(quantity.digits), high=None).amount
    return quantity.amount


def _spread(amount: Amount) -> str:
    if amount.value is not None:
        return shown(amount.value, places=2)
    ends = [shown(end, places=2) for end in (amount.loose.low, amount.loose.high) if end is not None]
    return " to ".join(ends) + (" or more" if len(ends) < 2 else "")
