"""A part, its whole and the percentage agree."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...quantity import Amount, Range, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="P103", agrees="share agrees", severity="error")


_REACH = 60  # figures on either side among which another whole is looked for


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every part with its whole and its percentage."""
    for relation in case.story.relations:
        if relation.kind == "share" and relation.role("percent").kind == "percent":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    part, whole, share = (relation.role(name) for name in ("part", "whole", "percent"))
    related = [part.span, whole.span]
    words = story.words(share.span)
    if relation.unclear or not whole.quantity.loose.low or whole.quantity.loose.high is None:
        reason = relation.unclear or "the whole has no upper or no lower end"
        return check.undecided(share.span, f"{_pair(story, part, whole)}, {words}: {reason}", related=related)
    tape = Tape()
    worked = tape.share(part.quantity, whole.quantity)
    said = f"{_pair(story, part, whole)} is {_spread(worked, 1)} percent"
    if not tape.surely_apart(worked, _firm(share)):
        near = worked.value is None or Range(worked.value, worked.value).meets(_firm(share).loose)
        if tape.strictly_apart(worked, _firm(share)) or not near:
            return check.undecided(share.span, f"{said}; “{words}” fits only if the figures are rounded", tape=tape, related=related)
        return check.tick(share.span, said, tape, related=related)
    if not is_told(relation, share.quantity, worked.value):
        why = "percentages of surveys and votes may be weighted" if relation.note == "weighted" else "it may be of another figure"
        return check.undecided(share.span, f"{said}, not {words}; {why}", tape=tape, related=related)
    message = f"{said}, not {words}{_diagnosis(story, relation, worked)}."
    return check.finding(
        share.span, message, tape, related=related, repairs=_repairs(story, relation, worked), severity=check.severity_of(relation)
    )


def _pair(story: Ledger, part: Figure, whole: Figure) -> str:
    printed = f"{story.words(part.span)} of {story.words(whole.span)}"
    return printed[:1].upper() + printed[1:]


def _firm(share: Figure) -> Amount:
    """The percentage as stated; "about 4.1 percent" has been worked out and is not held as loosely as "about 4"."""
    quantity = share.quantity
    return (replace(quantity, hedge=None) if quantity.hedge == "about" and "." in quantity.digits else quantity).amount


def _spread(amount: Amount, places: int) -> str:
    if amount.value is not None:
        return shown(amount.value, places=places if amount.value >= 1 else places + 2)
    ends = [shown(end, places=places) for end in (amount.loose.low, amount.loose.high) if end is not None]
    return " to ".join(ends) + (" or more" if amount.loose.high is None else "")


def _diagnosis(story: Ledger, relation: Relation, worked: Amount) -> str:
    """Where exactly one well-known slip gives the stated percentage, which."""
    part, whole, share = (relation.role(name) for name in ("part", "whole", "percent"))
    if worked.value is None or share.quantity.value is None or not worked.value:
        return ""
    slips = [
        (worked.value * 10, f": {story.words(share.span)} is ten times too much"),
        (worked.value / 10, f": {story.words(share.span)} is ten times too little"),
        (100 - worked.value, f": {story.words(share.span)} is the share of the others"),
        (10_000 / worked.value, f": the whole is {shown(10_000 / worked.value)} percent of the part"),
        (worked.value * 1000, ": the two figures are a factor of 1,000 apart"),
        (worked.value / 1000, ": the two figures are a factor of 1,000 apart"),
    ]
    fitting = [words for value, words in slips if not Amount.exactly(value).strictly_apart(share.quantity.amount)]
    at = bisect_left(story.figures, share.span, key=lambda figure: figure.span)
    others = [
        figure
        for figure in story.figures[max(0, at - _REACH) : at + _REACH]
        if figure not in (part, whole, share)
        and (figure.kind, figure.quantity.unit) == (whole.kind, whole.quantity.unit)
        and figure.quantity.loose.low
        and not part.quantity.amount.share_of(figure.quantity.amount).strictly_apart(share.quantity.amount)
    ]
    fitting += [f": that would be of {story.words(figure.span)}" for figure in others[:2]]
    return fitting[0] if len(fitting) == 1 else ""


def _repairs(story: Ledger, relation: Relation, worked: Amount) -> Iterator[Repair]:
    """Each of the three figures, changed alone so that they agree."""
    part, whole, share = (relation.role(name) for name in ("part", "whole", "percent"))
    stated = share.quantity.value
    if worked.value is None or not stated:
        return
    for figure, value in (
        (share, worked.value),
        (part, whole.quantity.value * stated / 100),
        (whole, part.quantity.value * Fraction(100) / stated),
    ):
        # A percentage and millions get a decimal, plain counts none.
        least = 1 if figure is share or figure.quantity.scale != 1 else 0
        places = max(least, len(figure.quantity.digits.partition(".")[2]))
        yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, value, places=places))
