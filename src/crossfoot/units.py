"""Units of measure: what each measures, and how much of the base unit it is, exactly.

The table is data (`reading/words/units.toml`); this module knows no English: it is asked for a unit by the name the ledger uses ("mile",
"USD", "USD per barrel") and gives a dimension, a factor and, for temperatures, an offset. Value in base units = value * factor + offset.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any


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
    text = (files("crossfoot") / "reading" / "words" / "units.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["unit"])


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
def conventions(name: str) -> tuple[Unit, ...]:
    """What the same word may mean elsewhere: a gallon may be imperial, a ton long or metric."""
    entry = next((entry for entry in unit_entries() if entry["name"] == name), {})
    return tuple(_units()[other] for other in entry.get("otherwise", ()))
