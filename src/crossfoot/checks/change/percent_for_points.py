"""A move between two percentages is called percent where it is points, or points where it is percent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape
from ...ledger import Figure, Ledger, Relation
from ...levels import in_one_unit, points_of, step_between
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="P102", severity="warning")


@check
def find(case: Case) -> Iterator[Outcome]:
    """An outcome where the stated move fits the other of the two readings."""
    for relation in case.story.relations:
        if relation.unclear or relation.kind not in ("change", "move") or relation.role("from").kind != "percent":
            continue
        move: Figure | None = relation.role("percent") or relation.role("amount")
        if move and move.kind in ("percent", "points"):
            yield from _outcome(case.story, relation, move)


def _outcome(story: Ledger, relation: Relation, move: Figure) -> Iterator[Outcome]:
    base, new = relation.role("from"), relation.role("to")
    tape = Tape()
    levels = in_one_unit(tape, base, new)
    if not levels or not levels[0].loose.low or not levels[0].value or levels[1].value is None:
        return
    points, change = step_between(tape, levels), tape.change(*levels)
    percent = change.times(-1) if (change.value or 0) < 0 else change
    called, other = (percent, points) if move.kind == "percent" else (points, percent)
    stated = points_of(tape, move)
    if not tape.strictly_apart(stated, called) or tape.surely_apart(stated, other) or (relation.note and _wrong_way(relation, change)):
        return
    related = [base.span, new.span]
    said = f"From {story.words(base.span)} to {story.words(new.span)} is {_points(points)}, or {shown(percent.value)} percent"
    words = story.words(move.span)
    if not tape.surely_apart(stated, called) or tape.strictly_apart(stated, other):
        yield check.undecided(move.span, f"{said}; “{words}” may be either, as the figures are rounded", tape=tape, related=related)
        return
    repairs = [Repair(move.span, _points(points) if move.kind == "percent" else f"{shown(percent.value)} percent")]
    message = f"{said}; “{words}” would take it to {_reached(move, levels[0], change)} percent."
    yield check.finding(move.span, message, tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _wrong_way(relation: Relation, change: Amount) -> bool:
    """A fall called a rise is for percent-change-mismatch and change-direction."""
    return relation.note == ("up" if (change.value or 0) < 0 else "down")


def _points(points: Amount) -> str:
    number = shown(points.value, places=2)
    return f"{number} percentage point{'' if number == '1' else 's'}"


def _reached(move: Figure, base: Amount, change: Amount) -> str:
    """Where the move as worded would lead: 2 percent more than 6 percent is 6.12 percent."""
    value, start = move.quantity.value or Fraction(0), base.value or Fraction(0)
    sign = -1 if (change.value or 0) < 0 else 1
    return shown(start * (1 + sign * value / 100) if move.kind == "percent" else start + sign * value, places=2)
