"""Conversions: one quantity given in two units, "30 feet (9 metres)", "12C (54F)", "a 5-mile, or 8-kilometre, queue".

Two measures count as one quantity when they are of one dimension and the second stands in brackets, after "or" between commas, after a
slash, or between dashes. "Six feet two inches" is one measure in two figures. Of temperatures it is noted whether the words make them a
step ("rose by") or leave it open. Money is no conversion here, for rates float.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Relation
from ..units import unit_of
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched
from .vocabulary import words

_MEASURE = "<measure>"
# 6 feet 2 inches; 6 feet, 2 inches; 11 stone and 4 pounds
_FROM = rf"(?P<from>{_MEASURE})(?:,? (?:and )?(?P<from2>{_MEASURE}))?"
_TO = rf"(?P<to>{_MEASURE})(?:,? (?:and )?(?P<to2>{_MEASURE}))?"
_JOINING = r"(?:<joining> ?){0,3}"

_OR = rf"(?:,? or | ?[(\[]){_JOINING}"

_SHAPES = {
    # 76cm by 102cm, or about 30in by 40in: each side by itself
    "first side": rf"(?P<from>{_MEASURE}) (?:by|x|×) {_MEASURE}{_OR}(?P<to>{_MEASURE}) (?:by|x|×) {_MEASURE}",
    "second side": rf"{_MEASURE} (?:by|x|×) (?P<from>{_MEASURE}){_OR}{_MEASURE} (?:by|x|×) (?P<to>{_MEASURE})",
    # a 100-pound (45-kg) bag; 6 hectares (about 15 acres; .06 square km)
    "brackets": rf"{_FROM} ?[(\[]{_JOINING}{_TO}(?= ?[)\];,/]|$)",
    # 9 metres, or 30 feet,
    "or": rf"{_FROM},? or {_JOINING}{_TO}",
    # 30 feet - about 9 metres - tall
    "dashes": rf"{_FROM}<dash>(?:<joining> ){{0,3}}{_TO}",
    # 50 mph/80 km/h
    "slash": rf"{_FROM} ?/ ?{_TO}",
}


@cache
def _shapes() -> Shapes:
    joining = words("conversions")["joining"]["words"]
    return tuple((name, pattern(shape, joining=joining)) for name, shape in _SHAPES.items())


def conversions(story: Story, outlines: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every quantity given in two units, in the order of the story."""

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        return _relation(story, outline, match, name)

    return matched(outlines, _shapes(), build, signs=2, once="to")


def _relation(story: Story, outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    given, converted = _measure(outline, match, "from"), _measure(outline, match, "to")
    if not given or not converted or not _one_dimension(given, converted):
        return None
    # "a five-mile or ten-kilometre run" is a choice, not a conversion.
    if name == "or" and "," not in outline.text[match.start("from") : match.start("to")]:
        return None
    # "a 5-mile walk - 3 kilometres more than planned"
    if name == "dashes" and not converted[0].hedge:
        return None
    span = Span(given[0].span.start, converted[-1].span.end)
    roles = (("from", given if len(given) > 1 else given[0]), ("to", converted if len(converted) > 1 else converted[0]))
    return Relation(
        span, "conversion", roles, 2 if name in ("or", "dashes", "slash") else 1, None, _note(story, span), outline.inside_quotation(span)
    )


def _measure(outline: Outline, match: re.Match[str], name: str) -> tuple[Figure, ...] | None:
    """The one figure, or the two of "6 feet 2 inches"."""
    several = f"{name}2" in match.re.groupindex
    first, second = outline.entry(match, name), outline.entry(match, f"{name}2") if several else None
    return None if first is None else (first, second) if second else (first,)


def _one_dimension(given: tuple[Figure, ...], converted: tuple[Figure, ...]) -> bool:
    units = [unit_of(figure.quantity.unit) for figure in (*given, *converted) if figure.quantity.unit]
    if len(units) < len(given) + len(converted) or None in units:
        return False
    return len({unit.dimension for unit in units if unit}) == 1 and given[0].quantity.unit != converted[0].quantity.unit


def _note(story: Story, span: Span) -> str | None:
    """ "difference" where the words around it make a temperature a step."""
    before, after = _difference()
    return (
        "difference"
        if before.search(story.text[max(0, span.start - 40) : span.start]) or after.match(story.text[span.end : span.end + 40])
        else None
    )


@cache
def _difference() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = words("conversions")["difference"]
    return (
        re.compile(rf"\b{any_of(known['before'])} (?:as much as |up to |about |some |at least |nearly |a |an )*$", re.IGNORECASE),
        re.compile(rf"[)\]]?,? {any_of(known['after'])}\b", re.IGNORECASE),
    )
