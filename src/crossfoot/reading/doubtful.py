"""Wordings that are doubtful in themselves, whatever the other figures say: a fall, or a part, of more than 100 percent, "four times less".

What can fall below nothing (profit, a balance), and percentages of a target or a capacity, are told apart or left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..ledger import Figure, Relation
from .outline import Outline, any_of
from .vocabulary import words

_NEAR = 60


def doubtful(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every doubtful wording, in the order of the story."""
    for outline in outlines:
        for at, figure in outline.entries.items():
            if isinstance(figure, Figure):
                kind, unclear = _doubt(outline, at, figure)
                if kind:
                    yield Relation(figure.span, kind, (("figure", figure),), 1, unclear, None, outline.inside_quotation(figure.span))


def _doubt(outline: Outline, at: int, figure: Figure) -> tuple[str | None, str | None]:
    after = outline.text[at + 1 : at + _NEAR]
    if figure.kind == "percent" and (figure.quantity.loose.low or Fraction(0)) > 100:
        return _over_a_hundred(outline, at, figure, after)
    less = figure.kind == "multiple" and (figure.quantity.value or 0) >= 2 and _says("less").match(after)
    return ("times less" if less else None), None


def _over_a_hundred(outline: Outline, at: int, figure: Figure, after: str) -> tuple[str | None, str | None]:
    """ "Down 120 percent", "120 percent cheaper", "a 120 percent fall", "104 percent of the voters"."""
    signed = words("doubtful")["signed"]
    unclear = str(signed["reason"]) if re.search(rf"\b{any_of(signed['words'])}\b", outline.around(at), re.IGNORECASE) else None
    if figure.direction == "down" or _says("lower").match(after):
        return "fall", unclear
    return ("part", unclear) if _says("of_people").match(after) else (None, None)


@cache
def _says(name: str) -> re.Pattern[str]:
    """The words right after a figure, with a word or two between where the list allows it."""
    entry = words("doubtful")[name]
    between = rf"(?: [\w-]+){{0,{entry.get('between', 0)}}}?"
    return re.compile(rf"{between} {any_of(entry['words'])}\b", re.IGNORECASE)
