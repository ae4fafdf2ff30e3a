"""The places we know: countries, states, cities, and what else they are called ("Philly", "Pa.").

A small table of our own, by no means every place on earth: places it does not hold are known by their words ("Harris County") or by their
company. It says what a place is called once and for all, so that "Philly" and "Philadelphia" compare as one.
"""

from __future__ import annotations

from functools import cache

from .vocabulary import words

DIRECTIONS = frozenset(
    [
        "North",
        "South",
        "East",
        "West",
        "Northern",
        "Southern",
        "Eastern",
        "Western",
        "Central",
        "Upper",
        "Lower",
        "Greater",
        "Inner",
        "Outer",
        "Northeast",
        "Northwest",
        "Southeast",
        "Southwest",
    ]
)


@cache
def listed(subject: str, name: str) -> frozenset[str]:
    """A list of single words in the vocabulary."""
    return frozenset(words(subject)[name].split())


@cache
def gazetteer() -> dict[str, str]:
    """Every known way to name a place, and its usual name."""
    table = words("places")
    known: dict[str, str] = {}
    for group in ("states", "regions", "countries", "cities"):
        for line in table[group].strip().splitlines():
            usual, *others = line.split(" | ")
            # "Pa." and "OH" stand only after a comma; "N.Y." and "D.C." do so nearly always.
            for name in (usual, *(() if group == "states" else others)):
                known.setdefault(name, usual)
    return known


@cache
def abbreviated() -> dict[str, str]:
    """The states as they stand after a comma: "Pa.", "PA", "Pennsylvania"."""
    lines = [line.split(" | ") for line in words("places")["states"].strip().splitlines()]
    return {short: line[0] for line in lines for short in line}


def usual_name(name: str) -> str | None:
    """What a place is usually called; `None` where it is not in the table."""
    known = gazetteer().get(name) or (gazetteer().get(name.title()) if name.isupper() and len(name) > 3 else None)
    if known is None and " " in name:
        first, rest = name.split(" ", 1)
        if first in DIRECTIONS and rest in gazetteer():
            return name
    return known


def place_key(name: str) -> str:
    """What checks compare: "philadelphia" for "Philly"."""
    return (usual_name(name) or name).removeprefix("the ").removeprefix("The ").casefold()
