"""Rates of a population: so many in so many people, and what that is per 1,000 or 100,000.

"The town of 84,000 had 21 deaths last year, a rate of 25 per 100,000". The population must be told as one ("a town of", "a population
of", "84,000 residents"); nothing is taken from memory. Rates that are adjusted for age, of some of the people, or of several years are kept
and marked unclear. Where the three stand in other orders or sentences ("96 cases so far. With 48,000 residents, the county has 200 cases
per 100,000"), those that agree are taken, also of trips or pupils ("4.1 for every million trips"); otherwise the only ones that the words
name are a loose tie, of which the check speaks only where a slip explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ..document import Span
from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Quantity, Range
from ..slips import may_be_a_slip
from .counted import singular
from .further_up import Earlier, FurtherUp, own_noun
from .needed import Pattern
from .outline import Outline, any_of, at_a_glance, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, matched_across, related, spanned
from .vocabulary import words

_COUNT = r"(?P<count><count>)"
_PEOPLE = r"(?:(?:population|<town>) of (?:<light> )?(?P<population><count>)|(?P<population2><count>) (?:<word> )?<people>\b)"
# 25 per 100,000 people; 25 deaths for every 100,000
_RATE = r"(?P<rate><count>)(?:(?: <word>){0,3}? (?:per|for every|for each|in every|out of every) (?P<base><count>))?"
_SAID = r"(?:,?<dash>|,? [(]|,? )(?:<saying> ){1,3}(?:<light> )?"

_REACH = 48  # characters beside a figure that say what it is of
_BACK = 2  # sentences back, for a count that is not named
_FAR = 9  # sentences, for one that is

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


def capita(story: Story, outlines: Sequence[Outline], further_up: FurtherUp) -> Iterator[Relation]:
    """Every count with its population and its rate: those of one sentence, of two, then those whose parts stand anywhere near by."""
    found = [*matched(outlines, _shapes(across=False), _relation, signs=3, once="rate", having=_having())]
    found += matched_across(outlines, _shapes(across=True), _relation, once="rate", having=_having())
    tied = {id(relation.role("rate")) for relation in found}
    for outline in outlines:
        rated = [entry for entry in outline.entries.values() if isinstance(entry, Figure) and id(entry) not in tied]
        told = (_told(story, figure) for figure in rated if figure.kind == "count" and figure.quantity.value)
        found += filter(None, (_anywhere(story, outline, rate, further_up) for rate in told if rate))
    return iter(found)


class _Rate(NamedTuple):
    """So many, of what, in how many of what else: 4.1 (assaults) in 1,000,000 trips."""

    figure: Figure
    base: Figure
    below: frozenset[str]


def _told(story: Story, figure: Figure) -> _Rate | None:
    """A figure that is so many in a thousand or more: "25 per 100,000 people", "4.1 for every million trips"."""
    per = (figure.quantity.unit or "").removeprefix("per ")
    by = _by().match(story.text, figure.span.start if per else figure.span.end, figure.span.end + _REACH)
    if not by:
        return None
    digits = words("capita")["in"]["numbers"].get(by["base"].lower()) or by["base"].replace(",", "")
    base = Figure(Span(by.start("base"), by.end("base")), Quantity(digits, exact=True))
    return _Rate(figure, base, frozenset(singular(word) for word in (by["below"] or "").lower().split()))


def _anywhere(story: Story, outline: Outline, rate: _Rate, further_up: FurtherUp) -> Relation | None:
    near = [one for one in further_up.near(rate.figure) if one.figure.kind == "count" and not one.figure.span.overlaps(rate.base.span)]
    # "4.1 for every million trips", where trips are counted near by; else it is of people
    counted = {one.figure.counted.key for one in near if one.figure.counted}
    rate = rate._replace(below=rate.below & counted)
    populations = [one for one in near if _is_population(story, one.figure, rate.below)]
    named = further_up.counting(own_noun(rate.figure) or "", rate.figure)
    counts = [one for one in near if _may_be_count(story, one, rate)]
    counts += [Earlier(figure, _FAR) for figure in named if all(one.figure is not figure for one in counts)]
    pairs = [(one.figure, other.figure) for other in populations for one in counts if one.figure is not other.figure]
    pairs = [(one, other) for one, other in pairs if (one.quantity.value or 0) < (other.quantity.value or 0)]
    agreeing = next((pair for pair in pairs if _agrees(rate, *pair)), None)
    if agreeing:
        return _tied(outline, rate, agreeing, 2 if _is_named(agreeing[0], rate) else 3)
    of_one = {population.quantity.value for _, population in pairs}
    slipped = [pair for pair in pairs if may_be_a_slip(rate.figure.quantity, _worked(rate, *pair))]
    if len(of_one) != 1 or len({count.quantity.value for count, _ in slipped}) != 1 or not _is_theirs(story, rate, *slipped[0]):
        return None
    close = any(one.figure is slipped[0][0] and one.back < _BACK for one in counts)
    return _tied(outline, rate, slipped[0], 3) if close or _is_named(slipped[0][0], rate) else None


def _is_population(story: Story, figure: Figure, below: Set[str]) -> bool:
    """ "48,000 residents", "a town of 84,000"; where a rate is of trips, "86.3 million trips"."""
    key = figure.counted.key if figure.counted else None
    people = set(words("capita")["people"]["of_one"])
    if below - people:
        return key in below
    return key in people or _before_people().search(story.text, max(0, figure.span.start - _REACH), figure.span.start) is not None


def _may_be_count(story: Story, one: Earlier, rate: _Rate) -> bool:
    """A count near by that is no population, of the noun of the rate where both have one."""
    nouns = {own_noun(one.figure), own_noun(rate.figure)} - {None}
    per = (one.figure.quantity.unit or "").startswith("per ") or one.figure is rate.figure
    # "declined to 354 from 412"
    base = story.text.endswith(" from ", 0, one.figure.span.start)
    return one.back <= _BACK and not per and not base and len(nouns) < 2 + (own_noun(rate.figure) is None)


def _is_named(count: Figure, rate: _Rate) -> bool:
    noun = own_noun(rate.figure)
    return noun is not None and own_noun(count) == noun


def _worked(rate: _Rate, count: Figure, population: Figure) -> Fraction | None:
    values = count.quantity.value, population.quantity.value, rate.base.quantity.value
    return values[0] * values[2] / values[1] if values[0] and values[1] and values[2] else None


def _agrees(rate: _Rate, count: Figure, population: Figure) -> bool:
    worked = _worked(rate, count, population)
    return worked is not None and Range(worked, worked).meets(rate.figure.quantity.worked_out.loose)


def _is_theirs(story: Story, rate: _Rate, count: Figure, population: Figure) -> bool:
    """Whether a rate is said of that count and that population: in a sentence with one of them, or in one that takes them up ("that is",
    "the rate"); not where it is adjusted, of some of the people, of another time or place."""
    start, end = story.sentence_of(rate.figure.span.start)
    spoken = story.text[start:end]
    if any(singular(found[0].lower()) not in rate.below for found in _other().finditer(spoken)):
        return False
    first = max((one.span.end for one in (count, population) if start <= one.span.start < rate.figure.span.start), default=None)
    if first is not None:
        return not _another().search(story.text, first, rate.figure.span.start)
    return start <= population.span.start < end or _taken_up().search(spoken) is not None


def _tied(outline: Outline, rate: _Rate, pair: tuple[Figure, Figure], link: int) -> Relation:
    roles = (("count", pair[0]), ("population", pair[1]), ("rate", rate.figure), ("base", rate.base))
    return Relation(spanned([*pair, rate.figure]), "per capita", roles, link, None, FURTHER_UP, outline.inside_quotation(rate.figure.span))


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    people = "population" if match.start("population") >= 0 else "population2"
    groups = {"count": "count", "population": people, "rate": "rate"} | ({"base": "base"} if match.start("base") >= 0 else {})
    rate = outline.entry(match, "rate")
    if not rate or ("base" not in groups and not (rate.quantity.unit or "").startswith("per ")):
        return None
    if _another().search(outline.text, min(match.start("count"), match.start(people)), match.start("rate")):
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
def _by() -> re.Pattern[str]:
    """ "cases for every 100,000", "per million trips", "per 1,000"."""
    known = words("capita")["in"]
    numbers = rf"\d{{1,3}}(?:,000)+|{any_of(known['numbers'])}"
    return re.compile(
        rf"(?:(?:\S+) |(?: [a-z-]+){{0,3}}? ){any_of(known['words'])} (?:one )?(?P<base>{numbers})\b(?: (?P<below>[a-z]+(?: [a-z]+)?))?",
        re.IGNORECASE,
    )


@cache
def _taken_up() -> re.Pattern[str]:
    return re.compile(
        rf"^[“\"‘']?{any_of(words('capita')['again']['opening'])}\b|\b{any_of(words('capita')['again']['words'])}\b", re.IGNORECASE
    )


@cache
def _another() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('capita')['again']['another'])}\b", re.IGNORECASE)


@cache
def _before_people() -> re.Pattern[str]:
    known = words("capita")
    return re.compile(rf"\b(?:population|{any_of(known['town']['words'])}) of (?:{any_of(known['light']['words'])} )?$", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return at_a_glance([" rate ", *(f" {word} " for word in words("capita")["saying"]["words"])])
