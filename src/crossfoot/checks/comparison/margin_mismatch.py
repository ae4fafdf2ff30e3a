"""A lead, margin or gap is the difference of the two figures given."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...levels import in_unit_of, step_between
from ...quantity import Amount, shown
from ...slips import is_told
from ...sources import Case
from .. import Check

check = Check(__name__, code="C105", agrees="margin agrees", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every margin with both its figures."""
    for relation in case.story.relations:
        if relation.kind == "margin":
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    first, second, margin = (relation.role(name) for name in ("first", "second", "margin"))
    tape = Tape()
    # A target is set, not measured: 92 per cent is no 91.6.
    set_at = second.quantity.as_exact().amount if relation.role("set") else second.quantity.one_by_one
    levels = in_unit_of(tape, first.quantity.one_by_one, first, margin), in_unit_of(tape, set_at, second, margin)
    if levels[0].value is None or levels[1].value is None:
        return
    gap = step_between(tape, levels)
    if not is_told(relation, margin.quantity, gap.value):
        return
    higher, lower = (first, second) if (levels[0].value or 0) >= (levels[1].value or 0) else (second, first)
    noun = f" {story.words(margin.counted.span)}" if margin.counted and margin.counted.span.start >= margin.span.end else ""
    said = f"{story.words(higher.span)} − {story.words(lower.span)} = {_printed(story, margin, gap)}"
    related = [first.span, second.span]
    words = story.words(margin.span)
    wrong_way = (relation.note == "up" and levels[1].surely_above(levels[0])) or (
        relation.note == "down" and levels[0].surely_above(levels[1])
    )
    if not tape.strictly_apart(gap, margin.quantity.one_by_one) and not wrong_way:
        yield check.tick(margin.span, said, tape, related=related)
    elif not tape.surely_apart(gap, margin.quantity.one_by_one) and not wrong_way:
        yield check.undecided(margin.span, f"{said}; {words} fits only if the figures are rounded", tape=tape, related=related)
    elif relation.unclear:
        yield check.undecided(margin.span, f"{said}, not {words}: {relation.unclear}", tape=tape, related=related)
    else:
        repairs = _repairs(story, relation, gap)
        message = f"{said}{noun}, not {words}."
        if not tape.surely_apart(gap, margin.quantity.one_by_one):
            # "340 members, 20 fewer than the 320 of May": the margin is right, and the other way.
            sides = ("above", "below") if higher is first else ("below", "above")
            message = f"{story.words(first.span)} is {sides[0]} {story.words(second.span)}, not {sides[1]} it ({said})."
            repairs = iter(())
        yield check.finding(margin.span, message, tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _printed(story: Ledger, figure: Figure, amount: Amount) -> str:
    if amount.value is None or (figure.quantity.scale == 1 and figure.kind in ("count", "points", "percent", "score")):
        return shown(amount.value, places=2)
    return reworded(story.words(figure.span), figure.quantity, amount.value, places=3)


def _repairs(story: Ledger, relation: Relation, gap: Amount) -> Iterator[Repair]:
    """Each of the three figures, changed alone so that they agree."""
    first, second, margin = (relation.role(name) for name in ("first", "second", "margin"))
    stated = margin.quantity.value
    if stated is None or gap.value is None or first.quantity.value is None or second.quantity.value is None:
        return
    if margin.kind != first.kind or len({figure.quantity.unit for figure in (first, second, margin)}) > 1:
        return
    yield Repair(margin.span, reworded(story.words(margin.span), margin.quantity, gap.value))
    sign = 1 if first.quantity.value >= second.quantity.value else -1
    yield Repair(first.span, reworded(story.words(first.span), first.quantity, second.quantity.value + sign * stated))
    yield Repair(second.span, reworded(story.words(second.span), second.quantity, first.quantity.value - sign * stated))
