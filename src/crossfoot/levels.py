"""Two figures put into one unit, so that one can be taken from the other: "from 900 grams to 1.1 kilos", "from 1.2 to 1.4 million"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .finding import Tape
from .ledger import Figure, Relation
from .quantity import Amount, Range
from .units import factor_between, unit_of


def in_one_unit(tape: Tape, base: Figure, new: Figure) -> tuple[Amount, Amount] | None:
    """Both amounts in the unit of the first; `None` where there is no such unit."""
    levels = (base.quantity.amount, new.quantity.amount)
    if scale_stands_once(base, new):
        levels = (tape.scale(levels[0], new.quantity.scale), levels[1])
    if base.quantity.unit == new.quantity.unit or base.kind not in ("measure", "money") or not base.quantity.unit or not new.quantity.unit:
        return levels
    # "From $20 a day to $25": what it is by stands once.
    if base.quantity.unit.partition(" per ")[0] == new.quantity.unit.partition(" per ")[0]:
        return levels
    units = (unit_of(base.quantity.unit), unit_of(new.quantity.unit))
    if not units[0] or not units[1] or units[0].dimension != units[1].dimension or units[0].offset or units[1].offset:
        return None
    return levels[0], tape.scale(levels[1], units[1].factor / units[0].factor)


def scale_stands_once(base: Figure, new: Figure) -> bool:
    """ "From 1.2 to 1.4 million": side by side, and the first is less than a thousand."""
    beside = 0 < new.span.start - base.span.end < 8
    return beside and base.quantity.scale == 1 < new.quantity.scale and (base.quantity.value or 1000) < 1000


def stated_change(percent: Figure) -> Amount:
    """A percentage as stated; "about 4.1 percent" has been worked out and is not held as loosely as "about 4"."""
    quantity = percent.quantity
    firm = replace(quantity, hedge=None) if quantity.hedge == "about" and "." in quantity.digits else quantity
    return firm.amount.times(100) if quantity.kind == "fraction" else firm.amount


def claimed_change(relation: Relation, change: Amount) -> Amount:
    """The percentage as stated, negative for a fall; where no word says which, with the sign of what was worked out."""
    stated = stated_change(relation.role("percent"))
    falling = relation.note == "down" or (relation.note is None and (change.loose.high or 0) < 0)
    return stated.times(-1) if falling else stated


def step_between(tape: Tape, levels: tuple[Amount, Amount]) -> Amount:
    """How far two levels lie apart, whichever is the higher."""
    low, high = levels if (levels[1].value or 0) >= (levels[0].value or 0) else (levels[1], levels[0])
    return tape.subtract(high, low)


def in_unit_of(tape: Tape, amount: Amount, figure: Figure, like: Figure) -> Amount:
    """The amount of a figure in the unit of another ("8.27 metres ... 15cm"); as it stands where one of them is no measure."""
    factor = factor_between(figure.quantity.unit, like.quantity.unit)
    plain = "count" in (figure.kind, like.kind) or not {figure.kind, like.kind} <= {"measure", "money"}
    return amount if plain or factor in (None, 1) else tape.scale(amount, factor or Fraction(1))


def points_of(tape: Tape, move: Figure) -> Amount:
    """A move in percentage points: 25 basis points are a quarter of one. Any other amount as it stands."""
    amount = move.quantity.amount
    return tape.scale(amount, Fraction(1, 100)) if move.kind == "points" and move.quantity.unit == "basis point" else amount


def fits_as_printed(worked: Amount, claimed: Amount) -> bool:
    """True when the figures as printed give what is claimed, without any help from their own rounding."""
    return worked.value is None or Range(worked.value, worked.value).meets(claimed.loose)
