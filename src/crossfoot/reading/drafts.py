"""A figure while it is being read: which words it takes, and what is known of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..ledger import Direction
from ..quantity import HedgeFamily, Kind, Quantity
from .counted import Thing
from .numerals import ONE, Numeral


@dataclass(slots=True)
class Draft:
    """One figure in the making. `start` and `end` are words of the paragraph; `opens` is where the number itself begins, without hedge or
    currency; `counts`: what follows may be what is counted; `marked`: a unit, currency or percent sign stands beside it."""

    start: int
    end: int
    digits: str
    scale: Fraction = ONE
    unit: str | None = None
    kind: Kind = "count"
    top: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    exact: bool = False
    family: HedgeFamily | None = None
    hedge: str | None = None
    thing: Thing | None = None
    direction: Direction | None = None
    counts: bool = True
    many: bool = True
    numeral: Numeral | None = None

    def value(self) -> Fraction:
        """The number; the low end of a range."""
        return Fraction(self.digits) * self.scale if self.digits else self.low or Fraction(0)

    def quantity(self) -> Quantity:
        """As the ledger keeps it."""
        return Quantity(self.digits, self.scale, self.family, self.unit, self.kind, self.top, self.low, self.high, self.exact)


@dataclass(frozen=True, slots=True)
class Found:
    """A finished figure, by characters of its paragraph."""

    first: int
    last: int
    quantity: Quantity
    hedge: str | None
    counted: tuple[int, int, str] | None
    direction: Direction | None
