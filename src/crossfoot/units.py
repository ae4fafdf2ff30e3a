"""Units of measure: what each measures, and how much of the base unit it is, exactly.

The table is data (`reading/words/units.toml`); this module knows no English: it is asked for a unit by the name the ledger uses ("mile",
"USD", "USD per barrel") and gives a dimension, a factor and, for temperatures, an offset. Value in base units = value * factor + offset.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from .wordfiles import entries


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; two units can be converted when their dimensions are the same word."""

    name: str
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)

    @property
    def is_money(self) -> bool:
        """True of currencies and their small coins."""
        return self.dimension.endswith("money")


@cache
def unit_entries() -> tuple[dict[str, Any], ...]:
    """The table as data, in order."""
    return tuple(entries(Path(__file__).parent / "reading" / "words" / "units.toml")["unit"])


@cache
def _units() -> dict[str, Unit]:
    return {
        entry["name"]: Unit(entry["name"], entry["dimension"], Fraction(entry.get("factor", 1)), Fraction(entry.get("offset", 0)))
        for entry in unit_entries()
    }


@cache
def unit_of(name: str | None) -> Unit | None:
    """The unit of that name, also of a rate ("USD per barrel"); `None` where the table does not have it."""
    if not name:
        return None
    known = _units().get(name)
    above, per, below = name.rpartition(" per ")
    if known or not per:
        return known
    over, under = unit_of(above), unit_of(below)
    if not over or not under or over.offset or under.offset:
        return None
    return Unit(name, f"{over.dimension} per {under.dimension}", over.factor / under.factor)


@cache
def factor_between(name: str | None, other: str | None) -> Fraction | None:
    """How many of the other unit make one of this: 1/100 for centimetres and metres, cents and dollars; 1 for one unit, also where it is
    left out once, or by what it is ("USD per barrel"); `None` where the two measure different things, or on scales of their own."""
    over = (name or "").partition(" per ")[0], (other or "").partition(" per ")[0]
    # "1.3 degrees above 33.4C"
    if over[0] == over[1] or not all(over) or ("degree" in over and all(unit.startswith("degree") for unit in over)):
        return Fraction(1)
    units = unit_of(over[0]), unit_of(over[1])
    if not units[0] or not units[1]:
        return None
    if units[0].is_money and units[1].is_money and "cent" in over:
        return Fraction(1, 100) if over[0] == "cent" else Fraction(100)
    if units[0].dimension != units[1].dimension or (units[0].offset or units[1].offset):
        return None
    return units[0].factor / units[1].factor


@cache
def conventions(name: str) -> tuple[Unit, ...]:
    """What the same word may mean elsewhere: a gallon may be imperial, a ton long or metric."""
    entry = next((entry for entry in unit_entries() if entry["name"] == name), {})
    return tuple(_units()[other] for other in entry.get("otherwise", ()))
