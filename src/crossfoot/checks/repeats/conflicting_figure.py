"""A number that is said again of the same things is the same number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...slips import a_zero_apart, changed_round
from ...sources import Case
from ...twins import twins
from .. import Check

check = Check(__name__, code="F102", agrees="same figure as before", severity="warning")

NEAR = Fraction(1, 3)  # "20 pupils ... all 240 pupils" are hardly one set


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every number said again, and a finding for two whose digits are changed round in sentences that are alike."""
    known: set[tuple[int, int]] = set()
    for relation in case.story.relations:
        if relation.kind == "repeat" and _is_plain(relation.role("first"), relation.role("again")):
            known.add((id(relation.role("first")), id(relation.role("again"))))
            yield _outcome(case.story, relation)
    for first, second in twins(case.story, changed_round):
        if (id(first), id(second)) not in known:
            tape = Tape()
            tape.surely_apart(first.quantity, second.quantity)
            yield _conflict(case.story, first, second, tape)


def _is_plain(first: Figure, again: Figure) -> bool:
    """Hedges are for hedge-contradicted, other powers of ten for magnitude-conflict: one cause has one finding."""
    return not (first.hedge or again.hedge or a_zero_apart(first.quantity, again.quantity))


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    first, again = relation.role("first"), relation.role("again")
    tape = Tape()
    if not tape.surely_apart(first.quantity, again.quantity):
        return check.tick(again.span, f"{_shown(story, again)}, as before", tape, related=[first.span])
    if not changed_round(first.quantity, again.quantity) and (relation.link > 1 or not _near(first, again)):
        reason = f"{_shown(story, again)} here, {_shown(story, first)} before: they may be of different things"
        return check.undecided(again.span, reason, tape=tape, related=[first.span])
    return _conflict(story, first, again, tape, quoted=relation.quoted)


def _conflict(story: Ledger, first: Figure, again: Figure, tape: Tape, *, quoted: bool = False) -> Outcome:
    slip = ": two digits are changed round" if changed_round(first.quantity, again.quantity) else ""
    message = f"{_shown(story, again)} here, but {_shown(story, first)} before{slip}."
    repairs = (_repair(story, again, first), _repair(story, first, again))
    return check.finding(
        again.span,
        message,
        tape,
        related=[first.span],
        repairs=[repair for repair in repairs if repair],
        severity="info" if quoted else None,
    )


def _shown(story: Ledger, figure: Figure) -> str:
    """ "1,250 drivers" """
    words = story.words(figure.span)
    return f"{words} {story.words(figure.counted.span)}" if figure.counted and figure.kind == "count" else words


def _near(first: Figure, again: Figure) -> bool:
    one, other = first.quantity.value, again.quantity.value
    return bool(one and other and abs(one - other) <= NEAR * max(one, other))


def _repair(story: Ledger, figure: Figure, other: Figure) -> Repair | None:
    value = other.quantity.value
    return Repair(figure.span, reworded(story.words(figure.span), figure.quantity, value, places=2)) if value is not None else None
