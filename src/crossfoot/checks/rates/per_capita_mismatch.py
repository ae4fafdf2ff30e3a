"""A rate per 1,000 or 100,000 is that of the count and the population given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import FURTHER_UP, Ledger, Relation
from ...quantity import shown
from ...slips import is_told, tenfold, too_large
from ...sources import Case
from .. import Check

check = Check(__name__, code="R102", agrees="rate agrees", severity="warning")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every count with its population and its rate."""
    for relation in case.story.relations:
        if relation.kind == "per capita":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    count, people, rate = (relation.role(name) for name in ("count", "population", "rate"))
    related, words = [count.span, people.span], story.words(rate.span)
    tape, base, loosely = Tape(), _base(relation), relation.note == FURTHER_UP
    if not base:
        return check.undecided(rate.span, f"{words}: of how many is not told", related=related)
    # "18 in over 6,000" is worked out of the 6,000 as they stand.
    parts = [replace(one.quantity, hedge=None) if loosely else one.quantity for one in (count, people)]
    worked = tape.scale(tape.divide(*parts), base)
    said = f"{story.words(count.span)} in {story.words(people.span)} is {_number(worked.value)} per {shown(base)}"
    if relation.unclear:
        return check.undecided(rate.span, f"{said}; {words}: {relation.unclear}", tape=tape, related=related)
    if not tape.surely_apart(worked, rate.quantity.worked_out if loosely else rate.quantity):
        return check.tick(rate.span, said, tape, related=related)
    if loosely and not is_told(relation, rate.quantity, worked.value):
        return check.undecided(rate.span, f"{said}, not {words}: they may not belong together", tape=tape, related=related)
    power = tenfold(rate.quantity.value, worked.value)
    stated = words if " per " in words or relation.role("base") is None else f"{words} per {shown(base)}"
    message = f"{said}, not {stated}{f': it is {too_large(power)}' if power else ''}."
    severity: Severity = "error" if power and not relation.quoted else check.severity_of(relation)
    return check.finding(
        rate.span, message, tape, related=related, repairs=_repairs(story, relation, base, worked.value), severity=severity
    )


def _base(relation: Relation) -> Fraction | None:
    """So many people: "per 100,000", "for every 1,000"."""
    stated = relation.role("base")
    if stated:
        return stated.quantity.value  # type: ignore[no-any-return]
    digits = (relation.role("rate").quantity.unit or "").removeprefix("per ").replace(",", "")
    return Fraction(digits) if digits.isdigit() else None


def _number(value: Fraction | None) -> str:
    return shown(value, places=1 if value is None or value >= 1 else 3)


def _repairs(story: Ledger, relation: Relation, base: Fraction, worked: Fraction | None) -> Iterator[Repair]:
    """Each of the three, changed alone so that they agree."""
    count, people, rate = (relation.role(name) for name in ("count", "population", "rate"))
    if worked is None or not rate.quantity.value or any(figure.hedge for figure in (count, people, rate)):
        return
    yield Repair(rate.span, reworded(story.words(rate.span), rate.quantity, worked, places=1))
    right = rate.quantity.value / worked
    yield Repair(count.span, reworded(story.words(count.span), count.quantity, count.quantity.value * right, places=0))
    yield Repair(people.span, reworded(story.words(people.span), people.quantity, people.quantity.value / right, places=0))
