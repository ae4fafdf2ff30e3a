"""Which figures of the text a figure in the headline, standfirst or caption speaks of: "Nearly 500 arrests" and 498 arrests.

Two figures can be of the same thing when they are of one kind and unit, where things are counted count the same thing, and can be one
number. Which of several is meant is not settled here: the relation holds them all.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ..ledger import Figure, Relation
from .paragraphs import Story

_SHOWN = ("headline", "standfirst", "caption")
_KINDS = ("count", "money", "measure", "percent")


def headlines(story: Story, figures: tuple[Figure, ...]) -> tuple[Relation, ...]:
    """Every figure that is shown above or beside the text, with the figures of the text that can be the same."""
    return tuple(_relations(story, figures))


def _relations(story: Story, figures: tuple[Figure, ...]) -> Iterator[Relation]:
    starts = [paragraph.start for paragraph in story.paragraphs]
    shown: list[Figure] = []
    told: dict[tuple[str, str] | None, list[Figure]] = {}
    for figure in figures:
        kind = story.paragraphs[max(0, bisect_right(starts, figure.span.start) - 1)].kind
        if kind in _SHOWN:
            shown.append(figure)
        else:
            told.setdefault(_thing(figure), []).append(figure)
    for figure in shown:
        alike = told.get(_thing(figure), []) if figure.kind in _KINDS and _thing(figure) else []
        same = [one for one in alike if not one.quantity.amount.surely_apart(figure.quantity.amount)]
        if same:
            yield Relation(figure.span, "same", (("shown", figure), ("told", tuple(same))))


def _thing(figure: Figure) -> tuple[str, str] | None:
    """What two figures must share: the noun that is counted, or the unit."""
    named = figure.counted.key if figure.kind == "count" and figure.counted else figure.quantity.unit
    return (figure.kind, named) if named else None
