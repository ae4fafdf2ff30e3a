"""Which figures may be taken one from the other: "29.7 days from 27.4", "8.12 metres ... 15cm short", "$1.55 ... 7 cents", "1.6 points".

Kinds and units only; whether two figures are of one thing is for the reader who asks.
"""

from __future__ import annotations

from fractions import Fraction

from ..ledger import Figure
from ..quantity import Amount
from ..units import factor_between

_FAR = Fraction(500)


def comparable(one: Figure, other: Figure) -> bool:
    """Two levels of one kind, in units of one dimension; the unit of one may be left out, as in "from 29.7 days to 31"."""
    if {one.kind, other.kind} == {"score", "count"}:
        # "passed 31-17, three more than the 28 it needed"
        return (one if one.kind == "count" else other).counted is None
    if one.kind != other.kind:
        plain, told = (one, other) if one.kind == "count" else (other, one)
        # "From 35 million tonnes to 63 Mt/pa": a number that is a thousandth has a unit of its own, which is not known.
        near = _FAR > (one.quantity.value or 0) / (other.quantity.value or 1) > 1 / _FAR
        return plain.kind == "count" and plain.counted is None and told.kind in ("measure", "money") and near
    return one.kind not in ("measure", "money") or factor_between(one.quantity.unit, other.quantity.unit) is not None


def may_step(step: Figure, level: Figure) -> bool:
    """Whether so much may lie between two such levels: points between percentages, runs between scores, cents between dollars."""
    if level.kind == "percent":
        # "2.4 points short of the 95 percent target"
        return step.kind in ("points", "percent") or (step.kind == "count" and step.counted is not None and step.counted.key == "point")
    if level.kind == "count" and (level.quantity.value or 1) < 1 <= (step.quantity.value or 0):
        # "Two points better than .318": of a batting average a point is a thousandth.
        return False
    if level.kind == "score":
        return step.kind in ("count", "score")
    if level.kind == "count" and level.counted is None and step.kind in ("measure", "money"):
        return True
    return step.kind == level.kind and (
        step.kind not in ("measure", "money") or factor_between(step.quantity.unit, level.quantity.unit) is not None
    )


def gap_of(first: Figure, second: Figure, step: Figure) -> Amount:
    """What the first is above the second, in the unit of the step; below nothing if it is less."""
    units = [figure.quantity.unit for figure in (first, second, step)]
    scales = [factor_between(unit, units[2]) if step.kind in ("measure", "money") else None for unit in units[:2]]
    levels = [figure.quantity.one_by_one.times(scale or Fraction(1)) for figure, scale in zip((first, second), scales, strict=True)]
    return levels[0] - levels[1]
