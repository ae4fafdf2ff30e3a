"""Conversions: one quantity given in two units, "30 feet (9 metres)", "12C (54F)", "a 5-mile, or 8-kilometre, queue".

Two measures count as one quantity when they are of one dimension and the second stands in brackets, after "or" between commas, after a
slash, or between dashes. "Six feet two inches" is one measure in two figures. Of temperatures it is noted whether the words make them a
step ("rose by") or leave it open. Money is no conversion here, for rates float.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from ..document import Span
from ..ledger import Figure, Relation
from ..units import factor_between, unit_of
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, matched_across
from .vocabulary import words

_LOW = Fraction(3, 4)  # how near two measures side by side must come to be taken for one
_MEASURE = "<measure>"
# 6 feet 2 inches; 6 feet, 2 inches; 11 stone and 4 pounds
_FROM = rf"(?P<from>{_MEASURE})(?:,? (?:and )?(?P<from2>{_MEASURE}))?"
_TO = rf"(?P<to>{_MEASURE})(?:,? (?:and )?(?P<to2>{_MEASURE}))?"
_JOINING = r"(?:<joining> ?){0,3}"

_OR = rf"(?:,? or | ?[(\[]){_JOINING}"

_WORDS = r"(?: <word>){0,4}?"
_END = r"(?=[.,;:)]|<dash>|<stop>|$)"

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
    # 30 feet high, about 9 metres; 18,600 acres, equivalent to 29 square miles; 35C in the shade, or 95 degrees
    "apposed": rf"{_FROM}{_WORDS}(?:,|,?<dash>| [(])(?: (?P<equal><equal>))? ?{_JOINING}{_TO}{_END}",
}
_ACROSS = {
    # 18,600 acres. That is about 29 square miles.
    "that": rf"{_FROM}{_WORDS}[.]? ?<stop><again> {_JOINING}{_TO}{_END}",
}


@cache
def _shapes(*, across: bool = False) -> Shapes:
    known = words("conversions")
    lists = {"joining": known["joining"]["words"], "equal": known["equal"]["words"], "again": known["equal"]["sentence"]}
    return tuple((name, pattern(shape, **lists)) for name, shape in (_ACROSS if across else _SHAPES).items())


def conversions(story: Story, outlines: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every quantity given in two units, those of one sentence, then those of two."""

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        return _relation(story, outline, match, name)

    yield from matched(outlines, _shapes(), build, signs=2, once="to")
    yield from matched_across(outlines, _shapes(across=True), build, once="to", having=_again())


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
    if name == "apposed" and not (converted[0].hedge or match["equal"]):
        return None
    if name in ("apposed", "that") and not _comes_near(given, converted):
        return None
    span = Span(given[0].span.start, converted[-1].span.end)
    roles = (("from", given if len(given) > 1 else given[0]), ("to", converted if len(converted) > 1 else converted[0]))
    link = 1 if name in ("brackets", "first side", "second side") else 2
    return Relation(span, "conversion", roles, link, None, _note(story, span), outline.inside_quotation(span))


def _comes_near(given: tuple[Figure, ...], converted: tuple[Figure, ...]) -> bool:
    """Whether two measures side by side can be one: of two systems, and a slip apart at most; not "three kilometres, about 200 metres"."""
    if given[0].by is not converted[0].by or any(one.direction for one in (*given, *converted)):
        return False
    factor = factor_between(given[0].quantity.unit, converted[0].quantity.unit)
    if factor is None or factor == 1:
        # degrees have no factor
        return factor == 1 and str(given[0].quantity.unit).startswith("degree")
    value = _in_first_unit(given)
    written = _in_first_unit(converted)
    power = str(max(factor, 1 / factor))
    return not (set(power) <= {"1", "0"}) and bool(value and written) and _LOW <= written / (value * factor) <= 1 / _LOW


def _in_first_unit(figures: tuple[Figure, ...]) -> Fraction:
    """ "26ft 8in" in feet; nothing for a range."""
    total = Fraction(0)
    for figure in figures:
        factor, value = factor_between(figure.quantity.unit, figures[0].quantity.unit), figure.quantity.value
        if not factor or not value:
            return Fraction(0)
        total += value * factor
    return total


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


@cache
def _again() -> re.Pattern[str]:
    sentence, measure = any_of(words("conversions")["equal"]["sentence"]), SIGNS["measure"]
    return re.compile(rf"\b{sentence} (?:\w+ ){{0,3}}{measure}", re.IGNORECASE)
