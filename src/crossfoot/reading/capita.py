"""Rates of a population: so many in so many people, and what that is per 1,000 or 100,000.

"The town of 84,000 had 21 deaths last year, a rate of 25 per 100,000". The population must be told as one ("a town of", "a population
of", "84,000 residents"), and all stand in one sentence, or the rate in the next ("That is a rate of"); nothing is taken from memory. Rates
that are adjusted for age, of some of the people, or of several years are kept and marked unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Relation
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .shapes import Shapes, matched, matched_across, related
from .vocabulary import words

_COUNT = r"(?P<count><count>)"
_PEOPLE = r"(?:(?:population|<town>) of (?:<light> )?(?P<population><count>)|(?P<population2><count>) (?:<word> )?<people>\b)"
# 25 per 100,000 people; 25 deaths for every 100,000
_RATE = r"(?P<rate><count>)(?:(?: <word>){0,3}? (?:per|for every|for each|in every|out of every) (?P<base><count>))?"
_SAID = r"(?:,?<dash>|,? [(]|,? )(?:<saying> ){1,3}(?:<light> )?"

_SHAPES = {
    # the town of 84,000 had 21 deaths last year, a rate of 25 per 100,000
    "population, count, rate": rf"{_PEOPLE}<gap>{{1,60}}?{_COUNT}<gap>{{1,60}}?{_SAID}{_RATE}",
    # 21 deaths in a population of 84,000, or 25 per 100,000
    "count, population, rate": rf"{_COUNT}<gap>{{1,70}}?{_PEOPLE}<gap>{{0,50}}?{_SAID}{_RATE}",
    # 21 deaths, a rate of 25 per 100,000, in a town of 84,000
    "count, rate, population": rf"{_COUNT}<gap>{{1,50}}?{_SAID}{_RATE}<gap>{{1,40}}?{_PEOPLE}",
    # a rate of 25 per 100,000, with 21 deaths in a population of 84,000
    "rate, count, population": rf"""
        \brate (?:<word> ){{0,4}}?(?:<light> )?{_RATE}(?: <people>)?,<gap>{{1,30}}?{_COUNT}<gap>{{1,60}}?{_PEOPLE}""",
}

_THAT = r"<stop>(?:that|this|it) (?:<word> ){1,5}?(?:<light> )?"
_ACROSS = {
    # 21 people died in the town, which has a population of 84,000. That is a rate of 25 per 100,000
    "count, population. rate": rf"{_COUNT}<gap>{{1,80}}?{_PEOPLE}<gap>{{0,160}}?[. ]*{_THAT}{_RATE}",
    # The city has a population of 540,000. It had 81 cases, a rate of 15 per 100,000
    "population. count, rate": rf"{_PEOPLE}<gap>{{0,60}}?<stop>(?:it|the <town>) <gap>{{1,60}}?{_COUNT}<gap>{{1,60}}?{_SAID}{_RATE}",
    # The town of 84,000 people had 21 deaths. That is a rate of 25 per 100,000
    "population, count. rate": rf"{_PEOPLE}<gap>{{1,80}}?{_COUNT}<gap>{{0,80}}?{_THAT}{_RATE}",
}


@cache
def _shapes(*, across: bool) -> Shapes:
    known = words("capita")
    lists = {name: known[name]["words"] for name in ("town", "people", "saying", "light")}
    return tuple((name, pattern(shape, **lists)) for name, shape in (_ACROSS if across else _SHAPES).items())


def capita(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every count with its population and its rate: those of one sentence, then those of two."""
    yield from matched(outlines, _shapes(across=False), _relation, signs=3, once="rate", having=_having())
    yield from matched_across(outlines, _shapes(across=True), _relation, once="rate", having=_having())


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    people = "population" if match.start("population") >= 0 else "population2"
    groups = {"count": "count", "population": people, "rate": "rate"} | ({"base": "base"} if match.start("base") >= 0 else {})
    rate = outline.entry(match, "rate")
    if not rate or ("base" not in groups and not (rate.quantity.unit or "").startswith("per ")):
        return None
    return related(outline, match, "per capita", groups, link=2 if name in _ACROSS else 1, unclear=_unclear(outline, match))


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Rates that are adjusted, of some of the people, or of another time than the count."""
    spoken = outline.around(match.start("count")) + outline.around(match.start("rate"))
    known = words("capita")["other"]
    return str(known["reason"]) if _other().search(spoken) or _several().search(spoken) else None


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('capita')['other']['words'])}\b", re.IGNORECASE)


@cache
def _several() -> Pattern:
    return pattern(r"\b(?:over|in|during|within|for) (?:<word> ){0,2}<duration>|<duration>[- ](?:<word> )?rate\b")


@cache
def _having() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('capita')['saying']['words'])}\b|\brate\b", re.IGNORECASE)
