"""Power and energy: a kilowatt is what a thing can give at any moment, a kilowatt-hour what it has given.

"Will generate 48 megawatts a year" calls an energy by a unit of power, "a turbine of 6 megawatt-hours" a power by one of energy. Batteries
do hold megawatt-hours, an average power may be told of a year, and a price may be for each kilowatt: none of these is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..ledger import Figure, Mark
from .outline import any_of
from .paragraphs import Story
from .quotes import Quotation
from .vocabulary import words

_REACH = 40


def outputs(story: Story, figures: tuple[Figure, ...], quotations: tuple[Quotation, ...] = ()) -> Iterator[Mark]:
    """A mark for every power that is told as an energy, and the reverse, outside quotations."""
    known = words("outputs")
    for figure in figures:
        unit, _, below = (figure.quantity.unit or "").partition(" per ")
        if unit not in known["power"]["units"] and unit not in known["energy"]["units"]:
            continue
        if any(quotation.span.holds(figure.span) for quotation in quotations):
            continue
        if unit in known["power"]["units"] and _is_over_time(story, figure, below):
            yield Mark(figure.span, "power for energy")
        elif unit in known["energy"]["units"] and not below and _is_capacity(story, figure):
            yield Mark(figure.span, "energy for power")


def _is_over_time(story: Story, figure: Figure, below: str) -> bool:
    """ "48 megawatts a year", "used 3 gigawatts annually"; not "an average of 3 kilowatts a year"."""
    before, after = _around(story, figure)
    timed = below in words("outputs")["over_time"]["units"] or _after("over_time").match(after)
    return bool(timed) and not _before("average").search(before)


def _is_capacity(story: Story, figure: Figure) -> bool:
    """ "A capacity of 6 megawatt-hours", "6 megawatt-hours of capacity", where no battery is spoken of."""
    before, after = _around(story, figure)
    sentence = story.sentence_of(figure.span.start)
    stored = _before("storage", ends=False).search(story.text[sentence.start : sentence.end])
    return not stored and bool(_before("capacity").search(before) or _after("capacity_after").match(after))


def _around(story: Story, figure: Figure) -> tuple[str, str]:
    sentence = story.sentence_of(figure.span.start)
    start, end = figure.span
    return story.text[max(sentence.start, start - _REACH) : start], story.text[end : min(sentence.end, end + _REACH)]


@cache
def _before(name: str, *, ends: bool = True) -> re.Pattern[str]:
    """One of the words, right before the figure or anywhere."""
    return re.compile(
        rf"\b{any_of(words('outputs')[name]['words'])}{r' (?:about |around |some |just |up to |of )*$' if ends else ''}", re.IGNORECASE
    )


@cache
def _after(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?: of (?:power|electricity|energy))?,? {any_of(words('outputs')[name]['words'])}\b", re.IGNORECASE)
