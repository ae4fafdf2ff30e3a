"""A stated rise or fall in percent agrees with the two levels given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...quantity import Amount, Quantity, Range, shown
from ...sources import Case
from ...units import unit_of
from .. import Check

check = Check(__name__, code="P101", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every change with both its levels."""
    for relation in case.story.relations:
        if relation.kind == "change":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    base, new, share = (relation.role(name) for name in ("from", "to", "percent"))
    related = [base.span, new.span]
    tape = Tape()
    levels = _levels(tape, base, new)
    reason = relation.unclear or (None if levels else "the two figures cannot be put into one unit")
    if levels and (any(one.loose.low is None or one.loose.low < 0 for one in levels) or not levels[0].loose.low):
        reason = "no percentage can be worked out from nothing, or from less"
    if reason or not levels:
        return check.undecided(share.span, f"{_pair(story, base, new)}, {story.words(share.span)}: {reason}", related=related)
    if share.kind == "multiple":
        return _multiple(story, relation, tape, *levels)
    change = tape.change(*levels)
    claimed = _claimed(share.quantity, change, relation)
    said = f"{_pair(story, base, new)} is {_move(change)}"
    fits_points = base.kind == "percent" and not share.quantity.amount.surely_apart(_points(levels))
    if not tape.surely_apart(change, claimed) and not (fits_points and tape.strictly_apart(change, claimed)):
        if tape.strictly_apart(change, claimed) or not _near(change, claimed):
            reason = f"{said}; “{story.words(share.span)}” fits only if the figures are rounded"
            return check.undecided(share.span, reason, tape=tape, related=related)
        return check.tick(share.span, said, tape, related=related)
    if fits_points:
        reason = f"{said}, or {shown(abs(_value(_points(levels))))} percentage points: “{story.words(share.span)}” fits the points"
        return check.undecided(share.span, reason, tape=tape, related=related)
    if relation.link > 2:
        return check.undecided(
            share.span, f"{said}; the story does not say that {story.words(share.span)} is that change", tape=tape, related=related
        )
    message = f"{said}{_of(levels, base, new)}, not {_denied(story, share, change, relation)}{_diagnosis(story, relation, levels)}."
    return check.finding(
        share.span, message, tape, related=related, repairs=_repairs(story, relation, change), severity=_severity(relation)
    )


def _levels(tape: Tape, base: Figure, new: Figure) -> tuple[Amount, Amount] | None:
    """Both levels in one unit; `None` where there is no such unit, or a level is nothing or below it."""
    levels = (base.quantity.amount, new.quantity.amount)
    if _scale_stands_once(base, new):
        levels = (tape.scale(levels[0], new.quantity.scale), levels[1])
    if base.quantity.unit != new.quantity.unit and base.kind in ("measure", "money") and base.quantity.unit and new.quantity.unit:
        units = (unit_of(base.quantity.unit), unit_of(new.quantity.unit))
        # "From $20 a day to $25": what it is by stands once.
        if base.quantity.unit.partition(" per ")[0] == new.quantity.unit.partition(" per ")[0]:
            return levels
        if not units[0] or not units[1] or units[0].dimension != units[1].dimension or units[0].offset or units[1].offset:
            return None
        levels = (levels[0], tape.scale(levels[1], units[1].factor / units[0].factor))
    return levels


def _scale_stands_once(base: Figure, new: Figure) -> bool:
    """ "From 1.2 to 1.4 million": side by side, and the first is less than a thousand."""
    beside = 0 < new.span.start - base.span.end < 8
    return beside and base.quantity.scale == 1 < new.quantity.scale and (base.quantity.value or 1000) < 1000


def _firm(quantity: Quantity) -> Amount:
    """The percentage as stated; "about 4.1 percent" has been worked out and is not held as loosely as "about 4"."""
    stated = replace(quantity, hedge=None) if quantity.hedge == "about" and "." in quantity.digits else quantity
    return stated.amount.times(100) if quantity.kind == "fraction" else stated.amount


def _claimed(quantity: Quantity, change: Amount, relation: Relation) -> Amount:
    """The percentage as stated, negative for a fall; where no word says which, with the sign of what was worked out."""
    stated = _firm(quantity)
    falling = relation.note == "down" or (relation.note is None and (change.loose.high or 0) < 0)
    return stated.times(-1) if falling else stated


def _near(worked: Amount, claimed: Amount) -> bool:
    """True when the figures as printed give the percentage, without any help from their rounding."""
    return worked.value is None or Range(worked.value, worked.value).meets(claimed.loose)


def _multiple(story: Ledger, relation: Relation, tape: Tape, base_level: Amount, new_level: Amount) -> Outcome:
    """Doubled, tripled, halved: the new level over the old one."""
    base, new, times = (relation.role(name) for name in ("from", "to", "percent"))
    related = [base.span, new.span]
    ratio = tape.divide(new_level, base_level)
    said = f"{_pair(story, base, new)} is {_spread(ratio, 2)} times"
    if not tape.surely_apart(ratio, _times(times.quantity)):
        return check.tick(times.span, said, tape, related=related)
    if relation.link > 2 or not (ratio.value and times.quantity.loose.low):
        return check.undecided(times.span, f"{said}; “{story.words(times.span)}” may be of something else", tape=tape, related=related)
    # "Double" for two and a half times is loose talk, for four times it is wrong.
    off = ratio.value / (times.quantity.value or ratio.value)
    severity = "warning" if _severity(relation) == "error" and Fraction(2, 3) < off < Fraction(3, 2) else _severity(relation)
    return check.finding(times.span, f"{said}, not “{story.words(times.span)}”.", tape, related=related, severity=severity)


def _times(quantity: Quantity) -> Amount:
    """The multiple as stated; "more than doubled" has no upper end."""
    if quantity.hedge in ("more than", "at least"):
        return replace(quantity, low=Fraction(quantity.digits), high=None).amount
    return quantity.amount


def _severity(relation: Relation) -> Severity:
    return "info" if relation.quoted else "warning" if relation.link > 1 else "error"


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
    opposite = _claimed(share.quantity, change, relation).times(-1)
    moved = change.value or Fraction(0)
    if relation.note == ("up" if moved < 0 else "down") and not change.surely_apart(opposite):
        return "a fall" if relation.note == "down" else "a rise"
    return story.words(share.span)


def _points(levels: tuple[Amount, Amount]) -> Amount:
    difference = levels[1] - levels[0]
    return difference.times(-1) if (difference.value or 0) < 0 else difference


def _value(amount: Amount) -> Fraction:
    return amount.value or Fraction(0)


def _diagnosis(story: Ledger, relation: Relation, levels: tuple[Amount, Amount]) -> str:
    """Where exactly one well-known slip gives the stated figure, which."""
    base, new, share = (relation.role(name) for name in ("from", "to", "percent"))
    stated = _firm(share.quantity)
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
    claimed = _claimed(share.quantity, change, relation).value
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
