"""What is called the rest is what the whole leaves when the other parts are taken away."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...levels import fits_as_printed
from ...quantity import Amount, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="T105", agrees="the rest adds up", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every remainder."""
    for relation in case.story.relations:
        if relation.kind == "remainder":
            outcome = _outcome(case.story, relation)
            if outcome:
                yield outcome


def _outcome(story: Ledger, relation: Relation) -> Outcome | None:
    whole, rest = relation.role("whole"), relation.role("rest")
    parts: tuple[Figure, ...] = relation.role("parts")
    tape = Tape()
    # Percentages are taken from a hundred.
    of = _of(whole, (*parts, rest)) if whole else Amount.exactly(100)
    taken = tape.add(part.quantity for part in parts) if len(parts) > 1 else parts[0].quantity.amount
    left = tape.subtract(of, taken)
    if not is_told(relation, rest.quantity, left.value):
        return None
    figures = (*((whole,) if whole else ()), *parts)
    related = [figure.span for figure in figures]
    places = max(len(figure.quantity.digits.partition(".")[2]) for figure in (rest, *figures))
    numbers = " − ".join([*(() if whole else ("100%",)), *(_worded(story, figure, figure.quantity.value) for figure in figures)])
    said = f"{numbers} leaves {_worded(story, rest, left.value)}"
    words = story.words(rest.span)
    # "Of the 40 or so buses, 25 have arrived": 14 more will do. Unhedged, £14.2m less £12.0m is no £2.4m without help.
    if not tape.strictly_apart(left, rest.quantity) and ((whole and whole.hedge) or fits_as_printed(left, rest.quantity.amount)):
        return check.tick(rest.span, said, tape, related=related)
    if not tape.surely_apart(left, rest.quantity):
        reason = f"{said}; “{words}” fits only if the figures are rounded"
        return check.undecided(rest.span, reason, tape=tape, related=related)
    if relation.unclear:
        return check.undecided(rest.span, f"{said}, not {words}: {relation.unclear}", tape=tape, related=related)
    if relation.link > 1 and (_is_none(left) or _agrees_without_one(of, parts, rest)):
        return None
    repairs = list(_repairs(story, relation, places))
    return check.finding(rest.span, f"{said}, not {words}.", tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _is_none(left: Amount) -> bool:
    """More than the whole was taken: the parts are not its own."""
    return left.loose.high is not None and left.loose.high < 0


def _agrees_without_one(of: Amount, parts: tuple[Figure, ...], rest: Figure) -> bool:
    """ "$44 million. The surplus, $2.2 million, is nearly all in tins. Programs took $41.8 million": one of them is no part."""
    others = (tuple(part for part in parts if part is not one) for one in parts) if len(parts) > 1 else ()
    taken = (sum((part.quantity.amount for part in some[1:]), some[0].quantity.amount) for some in others)
    return any(not (of - amount).surely_apart(rest.quantity.amount) for amount in taken)


def _of(whole: Figure, others: tuple[Figure, ...]) -> Amount:
    """ "A hall for 400, of which 316 were taken and 84 not": beside numbers to the last digit, the whole is one too."""
    to_the_last = whole.kind == "count" and not any(figure.quantity.digits.endswith("0") for figure in others)
    if to_the_last or whole.kind != "money" or whole.hedge or whole.quantity.scale != 1:
        return whole.quantity.one_by_one if to_the_last else whole.quantity.amount
    # "$60,000, of which $48,300": nobody rounds the one to thousands and the other to hundreds.
    finer = all(_zeros(figure) < _zeros(whole) for figure in others)
    return whole.quantity.as_exact().amount if finer else whole.quantity.amount


def _zeros(figure: Figure) -> int:
    return 0 if "." in figure.quantity.digits else len(figure.quantity.digits) - len(figure.quantity.digits.rstrip("0"))


def _worded(story: Ledger, figure: Figure, value: Fraction | None) -> str:
    """A plain number for a count, an amount of money as the story prints it."""
    if value is None or figure.kind == "count":
        return shown(value)
    return reworded(story.words(figure.span), figure.quantity, value, places=3)


def _repairs(story: Ledger, relation: Relation, places: int) -> Iterator[Repair]:
    """Each single figure that could be changed so that the rest agrees."""
    whole, rest = relation.role("whole"), relation.role("rest")
    parts: tuple[Figure, ...] = relation.role("parts")
    taken = sum((part.quantity.value or Fraction(0) for part in parts), Fraction(0))
    if not whole or whole.hedge or rest.hedge or whole.quantity.value is None or rest.quantity.value is None:
        return
    off = whole.quantity.value - taken - rest.quantity.value
    for figure, value in ((rest, rest.quantity.value + off), (whole, whole.quantity.value - off)):
        if value > 0:
            yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, value, places=places))
    for part in parts:
        value = (part.quantity.value or Fraction(0)) + off
        if value > 0 and not part.hedge:
            yield Repair(part.span, reworded(story.words(part.span), part.quantity, value, places=places))
