"""Where it began and by how much it moved give where it ended."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...levels import in_one_unit, in_unit_of, points_of, step_between
from ...quantity import Amount, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="P106", agrees="change agrees", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every move with both its levels and its amount."""
    for relation in case.story.relations:
        if relation.kind == "move" and relation.role("amount"):
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    base, new, amount = (relation.role(name) for name in ("from", "to", "amount"))
    related = [base.span, new.span]
    pair = f"From {story.words(base.span)} to {story.words(new.span)}"
    words = story.words(amount.span)
    tape = Tape()
    levels = in_one_unit(tape, base, new)
    if not levels or levels[0].value is None or levels[1].value is None:
        yield check.undecided(amount.span, f"{pair}, {words}: the figures are no single numbers of one unit", related=related)
        return
    step = in_unit_of(tape, step_between(tape, levels), base, amount)
    if not is_told(relation, amount.quantity, step.value):
        return
    said = f"{pair} is {_printed(story, amount, step)}"
    stated = points_of(tape, amount)
    if not tape.strictly_apart(step, stated):
        yield check.tick(amount.span, said, tape, related=related)
    elif not tape.surely_apart(step, stated):
        yield check.undecided(amount.span, f"{said}; {words} fits only if the figures are rounded", tape=tape, related=related)
    elif relation.unclear:
        yield check.undecided(amount.span, f"{said}, not {words}; {relation.unclear}", tape=tape, related=related)
    elif amount.kind != "points" or not _is_percent(levels, stated):
        repairs = _repairs(story, relation, levels, step)
        message = f"{said}, not {words}{_diagnosis(relation, levels)}."
        yield check.finding(amount.span, message, tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _is_percent(levels: tuple[Amount, Amount], stated: Amount) -> bool:
    """Points that are the change in percent are for percent-for-points."""
    change = levels[1].change_from(levels[0])
    return not (change.times(-1) if (change.value or 0) < 0 else change).surely_apart(stated)


def _printed(story: Ledger, figure: Figure, amount: Amount) -> str:
    """An amount as the story prints such a figure."""
    value = abs(amount.value or Fraction(0))
    if figure.kind in ("count", "points") and figure.quantity.scale == 1:
        return shown(value, places=3) + (" points" if figure.kind == "points" else "")
    return reworded(story.words(figure.span), figure.quantity, value, places=3)


def _diagnosis(relation: Relation, levels: tuple[Amount, Amount]) -> str:
    """ "rose by 20 from 50 to 60": the amount is the change in percent."""
    amount: Figure = relation.role("amount")
    change = levels[1].change_from(levels[0])
    stated = amount.quantity.value
    if change.value is not None and stated is not None and amount.kind == "count" and abs(change.value) == stated:
        return f": that is the change in percent of {shown(levels[0].value)}"
    return ""


def _repairs(story: Ledger, relation: Relation, levels: tuple[Amount, Amount], step: Amount) -> Iterator[Repair]:
    """Each of the three figures, changed alone so that they agree."""
    base, new, amount = (relation.role(name) for name in ("from", "to", "amount"))
    stated = amount.quantity.value
    one_unit = base.quantity.unit == new.quantity.unit == amount.quantity.unit
    if stated is None or not one_unit or levels[0].value is None or levels[1].value is None:
        return
    yield Repair(amount.span, _printed(story, amount, step))
    sign = 1 if levels[1].value >= levels[0].value else -1
    yield Repair(new.span, reworded(story.words(new.span), new.quantity, levels[0].value + sign * stated, places=3))
    yield Repair(base.span, reworded(story.words(base.span), base.quantity, levels[1].value - sign * stated, places=3))
