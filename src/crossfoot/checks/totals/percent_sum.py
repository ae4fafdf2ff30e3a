"""Percentages that divide one thing between them come to a hundred, as far as rounding allows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...quantity import shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="T103", agrees="percentages add up", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every split."""
    for relation in case.story.relations:
        if relation.kind == "split":
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    parts: tuple[Figure, ...] = relation.role("parts")
    places = [part.span for part in parts]
    tape = Tape()
    footing = tape.add(part.quantity for part in parts)
    if footing.value is None:
        return
    unit = max(Fraction(1, 10 ** len(part.quantity.digits.partition(".")[2])) for part in parts)
    over, slack = footing.value - 100, unit * (len(parts) // 2)
    working = f"{' + '.join(shown(part.quantity.value, places=2) for part in parts)} = {shown(footing.value, places=2)} percent"
    hedged = any(part.hedge for part in parts)
    if over > slack and not (hedged and over <= 5 * len(parts)):
        message = f"{working}; rounding of {len(parts)} figures explains at most {_points(slack)}."
        repairs = list(_repairs(story, parts, footing.value))
        yield check.finding(places[0], message, tape, related=places[1:], repairs=repairs, severity=check.severity_of(relation))
    elif relation.note == "complete" and -over > slack and not hedged:
        if -over > unit * len(parts):
            message = f"{working}: {_points(-over)} short of the whole that they are said to divide."
            repairs = list(_repairs(story, parts, footing.value))
            yield check.finding(places[0], message, tape, related=places[1:], repairs=repairs, severity="warning")
        else:
            yield check.undecided(places[0], f"{working}: they may have been cut rather than rounded", tape=tape, related=places[1:])
    elif abs(over) <= slack:
        yield check.tick(places[0], working, tape, related=places[1:])


def _points(value: Fraction) -> str:
    number = shown(value, places=2)
    return "nothing" if not value else f"{number} point{'' if number == '1' else 's'}"


def _repairs(story: Ledger, parts: tuple[Figure, ...], footing: Fraction) -> Iterator[Repair]:
    """Each figure, changed alone so that they come to a hundred."""
    for part in parts:
        value = (part.quantity.value or Fraction(0)) + 100 - footing
        if value > 0 and not part.hedge:
            yield Repair(part.span, reworded(story.words(part.span), part.quantity, value))
