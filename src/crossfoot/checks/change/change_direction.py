"""What is said to rise ends higher, and what is said to fall ends lower."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Ledger, Relation
from ...levels import in_one_unit
from ...quantity import Amount
from ...sources import Case
from .. import Check

check = Check(__name__, code="P105", agrees="direction agrees", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every move that says which way it went, and not by how much."""
    for relation in case.story.relations:
        if relation.kind == "move" and relation.note and not relation.role("amount"):
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    base, new = relation.role("from"), relation.role("to")
    tape = Tape()
    levels = in_one_unit(tape, base, new)
    if not levels:
        return
    low, high = levels if relation.note == "up" else (levels[1], levels[0])
    first, second = story.words(base.span), story.words(new.span)
    wanted, found = ("higher", "lower") if relation.note == "up" else ("lower", "higher")
    if tape.surely_above(low, high):
        said = f"a {_way(relation)} goes with a {wanted} second figure, but {second} is {found} than {first}"
        if relation.unclear:
            yield check.undecided(new.span, f"{said}; {relation.unclear}", tape=tape, related=[base.span])
        else:
            places = [base.span, relation.role("way").span]
            yield check.finding(new.span, f"{said[0].upper()}{said[1:]}.", tape, related=places, severity=check.severity_of(relation))
    elif tape.surely_above(high, low) or _as_printed(tape, high, low):
        yield check.tick(new.span, f"from {first} to {second} is a {_way(relation)}", tape, related=[base.span])


def _as_printed(tape: Tape, high: Amount, low: Amount) -> bool:
    """ "From 47 to 45 percent": each may be off by one, and as printed it is a fall."""
    values = high.value, low.value
    return values[0] is not None and values[1] is not None and values[0] > values[1] and tape.strictly_apart(high, low)


def _way(relation: Relation) -> str:
    return "rise" if relation.note == "up" else "fall"
