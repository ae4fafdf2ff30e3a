"""A stated rise or fall in percent agrees with the two levels given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...levels import claimed_change, fits_as_printed, in_one_unit, stated_change, step_between
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="P101", agrees="change in percent agrees", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every change with both its levels."""
    for relation in case.story.relations:
        if relation.kind == "change" and relation.role("percent").kind != "multiple":
            yield from _outcome(case.story, relation)
        elif relation.kind == "rise":
            yield from _rise(case.story, relation)


def _rise(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    """A level, the step to it and its percentage: the step in percent of the level before."""
    new, step, share = (relation.role(name) for name in ("to", "amount", "percent"))
    related = [new.span, step.span]
    tape = Tape()
    level, by = in_one_unit(tape, new, step) or (new.quantity.amount, step.quantity.amount)
    base = level + by if relation.note == "down" else tape.subtract(level, by)
    if not base.loose.low or base.loose.low <= 0:
        return
    change, stated = tape.share(by, base), share.quantity.worked_out
    way = "less" if relation.note == "down" else "more"
    was = reworded(story.words(new.span), new.quantity, base.value or Fraction(0))
    said = f"{story.words(step.span)} {way}, to {story.words(new.span)}, is {shown(change.value)} percent of {was}"
    if not tape.surely_apart(change, stated):
        if not tape.strictly_apart(change, stated):
            yield check.tick(share.span, said, tape, related=related)
        return
    of_new = not by.share_of(level).strictly_apart(stated)
    message = f"{said}, not {story.words(share.span)}{': that is of ' + story.words(new.span) if of_new else ''}."
    repairs = [Repair(share.span, reworded(story.words(share.span), share.quantity, change.value or Fraction(0)))]
    severity = check.severity_of(relation)
    yield check.finding(share.span, message, tape, related=related, repairs=repairs, severity=severity)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    base, new, share = (relation.role(name) for name in ("from", "to", "percent"))
    related = [base.span, new.span]
    tape = Tape()
    levels = in_one_unit(tape, base, new)
    reason = relation.unclear or (None if levels else "the two figures cannot be put into one unit")
    if levels and (any(one.loose.low is None or one.loose.low < 0 for one in levels) or not levels[0].loose.low):
        reason = "no percentage can be worked out from nothing, or from less"
    if reason or not levels:
        yield check.undecided(share.span, f"{_pair(story, base, new)}, {story.words(share.span)}: {reason}", related=related)
        return
    change = tape.change(*levels)
    claimed = claimed_change(relation, change)
    said = f"{_pair(story, base, new)} is {_move(change)}"
    if not tape.surely_apart(change, claimed):
        if tape.strictly_apart(change, claimed) and _fits_points(base, share, levels):
            return
        if tape.strictly_apart(change, claimed) or not fits_as_printed(change, claimed):
            reason = f"{said}; “{story.words(share.span)}” fits only if the figures are rounded"
            yield check.undecided(share.span, reason, tape=tape, related=related)
        else:
            yield check.tick(share.span, said, tape, related=related)
        return
    if _fits_points(base, share, levels):
        return
    if relation.link > 2:
        reason = f"{said}; the story does not say that {story.words(share.span)} is that change"
        yield check.undecided(share.span, reason, tape=tape, related=related)
        return
    message = f"{said}{_of(levels, base, new)}, not {_denied(story, share, change, relation)}{_diagnosis(story, relation, levels)}."
    repairs = _repairs(story, relation, change)
    yield check.finding(share.span, message, tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _fits_points(base: Figure, share: Figure, levels: tuple[Amount, Amount]) -> bool:
    """Levels that are percentages, and a move that is their difference: that is for percent-for-points."""
    return base.kind == "percent" and not stated_change(share).surely_apart(step_between(Tape(), levels))


def _pair(story: Ledger, base: Figure, new: Figure) -> str:
    return f"From {story.words(base.span)} to {story.words(new.span)}"


def _move(change: Amount) -> str:
    """ "a fall of 31.5 percent" """
    if change.value == 0:
        return "no change"
    falling = (change.value if change.value is not None else change.loose.high or Fraction(0)) < 0
    return f"a {'fall' if falling else 'rise'} of {_spread(change, 1)} percent"


def _spread(amount: Amount, places: int) -> str:
    if amount.value is not None:
        return shown(abs(amount.value), places=places)
    low, high = (abs(end) if end is not None else None for end in (amount.loose.low, amount.loose.high))
    ends = sorted(end for end in (low, high) if end is not None)
    return " to ".join(shown(end, places=places) for end in ends) + (" or more" if len(ends) < 2 else "")


def _of(levels: tuple[Amount, Amount], base: Figure, new: Figure) -> str:
    """ " (46 of 146)": the sum, where both are plain counts."""
    if base.kind != "count" or levels[0].value is None or levels[1].value is None or base.quantity.scale != 1 or new.quantity.scale != 1:
        return ""
    return f" ({shown(abs(levels[1].value - levels[0].value), places=2)} of {shown(levels[0].value, places=2)})"


def _denied(story: Ledger, share: Figure, change: Amount, relation: Relation) -> str:
    """What the story says; where only the direction is wrong, that."""
    opposite = claimed_change(relation, change).times(-1)
    moved = change.value or Fraction(0)
    if relation.note == ("up" if moved < 0 else "down") and not change.surely_apart(opposite):
        return "a fall" if relation.note == "down" else "a rise"
    return story.words(share.span)


def _value(amount: Amount) -> Fraction:
    return amount.value or Fraction(0)


def _diagnosis(story: Ledger, relation: Relation, levels: tuple[Amount, Amount]) -> str:
    """Where exactly one well-known slip gives the stated figure, which."""
    base, new, share = (relation.role(name) for name in ("from", "to", "percent"))
    stated = stated_change(share)
    if None in (levels[0].value, levels[1].value, stated.value) or not levels[1].value:
        return ""
    low, high = levels
    change, ratio = abs(_value(high.change_from(low))), _value(high.share_of(low))
    words = {part: story.words(figure.span) for part, figure in (("base", base), ("new", new), ("share", share))}
    slips = [
        (abs(_value(low.change_from(high))), f": that would be of {words['new']}"),
        (ratio, f": {words['new']} is {shown(ratio)} percent of {words['base']}"),
        (change * 10, ": that is ten times too much"),
        (change / 10, ": that is ten times too little"),
    ]
    slips += [
        (abs(_value(high.change_from(low.times(factor)))), f": the two figures are a factor of {shown(max(factor, 1 / factor))} apart")
        for factor in (Fraction(1000), Fraction(1, 1000), Fraction(1_000_000), Fraction(1, 1_000_000))
    ]
    fitting = [words for value, words in slips if not Amount.exactly(value).strictly_apart(stated)]
    return fitting[0] if len(fitting) == 1 else ""


def _repairs(story: Ledger, relation: Relation, change: Amount) -> Iterator[Repair]:
    """Each of the three figures, changed alone so that they agree."""
    base, new, share = (relation.role(name) for name in ("from", "to", "percent"))
    if change.value is None or base.quantity.unit != new.quantity.unit:
        return
    places = max(1, len(share.quantity.digits.partition(".")[2])) if share.kind == "percent" else 1
    yield Repair(share.span, reworded(story.words(share.span), share.quantity, abs(change.value), places=places))
    claimed = claimed_change(relation, change).value
    if (
        claimed is None
        or claimed <= -100
        or base.quantity.scale != new.quantity.scale
        or base.quantity.value is None
        or new.quantity.value is None
    ):
        return
    growth = 1 + claimed / 100
    yield Repair(new.span, reworded(story.words(new.span), new.quantity, base.quantity.value * growth))
    yield Repair(base.span, reworded(story.words(base.span), base.quantity, new.quantity.value / growth))
