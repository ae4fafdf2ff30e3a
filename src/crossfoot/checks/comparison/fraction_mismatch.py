"""Half, a third, one in five: the fraction that the part is of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Severity, Tape, Tick
from ...ledger import Ledger, Relation
from ...quantity import Amount, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="C103", agrees="fraction agrees", severity="warning")

WIDE = 15  # points: further off than this is no loose talk


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every part with its whole and its fraction."""
    for relation in case.story.relations:
        if relation.kind == "share" and relation.role("percent").kind == "fraction":
            outcome = _outcome(case.story, relation)
            if not (isinstance(outcome, Tick) and _is_open(relation)):
                yield outcome


def _is_open(relation: Relation) -> bool:
    """ "Over 55 of 412, a quarter": what has no upper end fits whatever is stated, and the number itself does not."""
    part, whole, share = (relation.role(name).quantity for name in ("part", "whole", "percent"))
    if part.loose.high is not None or part.value is None or not whole.value:
        return False
    return Amount.exactly(part.value / whole.value).surely_apart(share.amount)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    part, whole, share = (relation.role(name) for name in ("part", "whole", "percent"))
    related = [part.span, whole.span]
    words = story.words(share.span)
    pair = f"{story.words(part.span)} of {story.words(whole.span)}"
    if relation.unclear or not whole.quantity.loose.low or whole.quantity.loose.high is None:
        reason = relation.unclear or "the whole has no upper or no lower end"
        return check.undecided(share.span, f"{pair}, {words}: {reason}", related=related)
    tape = Tape()
    worked = tape.share(part.quantity, whole.quantity)
    stated = tape.scale(share.quantity, Fraction(100))
    said = f"{pair} is {_spread(worked)} percent"
    if not tape.surely_apart(worked, stated):
        return check.tick(share.span, said, tape, related=related)
    if not is_told(relation, share.quantity, worked.value / 100 if worked.value else None):
        return check.undecided(share.span, f"{said}, not {words}; it may be of another figure", tape=tape, related=related)
    return check.finding(
        share.span, f"{said}, not {words}.", tape, related=related, severity=_severity(relation, worked, share.quantity.value)
    )


def _severity(relation: Relation, worked: Amount, stated: Fraction | None) -> Severity:
    if relation.quoted or relation.link > 1 or worked.value is None or stated is None:
        return check.severity_of(relation)
    return "error" if abs(worked.value - 100 * stated) > WIDE else "warning"


def _spread(amount: Amount) -> str:
    if amount.value is not None:
        return shown(amount.value, places=1)
    ends = [shown(end, places=1) for end in (amount.loose.low, amount.loose.high) if end is not None]
    return " to ".join(ends) + (" or more" if amount.loose.high is None else "")
