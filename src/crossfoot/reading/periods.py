"""One rate by two stretches of time: "£78.96 a year, or about £1.52 a week", "$25 a day, which comes to $9,125 a year".

The two stand side by side, and the words between them equate them. How many of the one stretch make the other is a number that everybody
knows, or one of several (52 weeks, 38 of school; 365 days, 250 of work): the one that agrees is taken. Where none does, the first is held
to the two as a loose tie, of which the check speaks only where a slip explains the difference. "£10 a month or £99 a year" are two prices,
and what is paid by the hour is paid for as many as are worked: of these only what agrees is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..document import Span
from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Quantity
from .further_up import one_speaker, own_noun
from .measures import is_stretch
from .outline import Outline, any_of
from .paragraphs import Story
from .quotients import fits, fits_as_printed, is_slip_of
from .rates import same_unit
from .shapes import spanned
from .vocabulary import words

_BETWEEN = 60  # characters between the two
_LARGE = 1000  # what a pass for a year seldom costs
_WORDS = 40  # characters beside a figure that say by which stretch of time it is


class _Rate(NamedTuple):
    """A figure, its unit without the time, the time, and where what is said of it ends."""

    figure: Figure
    above: str
    time: str
    end: int


def periods(story: Story, outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every pair of rates that are said to be one."""
    for outline in outlines:
        if not _having().search(outline.paragraph.text):
            continue
        figures = [entry for entry in outline.entries.values() if isinstance(entry, Figure)]
        for one, other in pairwise(figures):
            if 0 < other.span.start - one.span.end < _BETWEEN and one.quantity.value and other.quantity.value:
                relation = _relation(story, outline, one, other)
                if relation:
                    yield relation


def _relation(story: Story, outline: Outline, one: Figure, other: Figure) -> Relation | None:
    first = _rate(story, one)
    second = _rate(story, other) if first else None
    if not first or not second or first.time == second.time or not _of_one_thing(first, second):
        return None
    joined = _joining().fullmatch(story.text, first.end, other.span.start)
    if not joined or _other().match(story.text, second.end):
        return None
    said = bool(joined["equal"] and joined["equal"].lower() != "or") or bool(joined["again"])
    hedged = other.hedge is not None or bool(joined["light"])
    if not (said or hedged or joined["off"] or joined["equal"]):
        return None
    long, short = (first, second) if second.time in words("periods")["in"].get(first.time, {}) else (second, first)
    number, fitting = _number(long, short, other)
    equated = said or (hedged and bool(joined["equal"] or joined["off"])) or (long is first and _is_no_choice(outline, long, joined["off"]))
    if number is None or (not fitting and not _is_one(long, short, equated=equated)):
        return None
    roles = (("total", long.figure), ("count", number), ("unit", short.figure), ("claim", other))
    return Relation(spanned([one, other]), "rate", roles, 3, None, FURTHER_UP, outline.inside_quotation(spanned([one, other])))


def _rate(story: Story, figure: Figure) -> _Rate | None:
    """By its unit, by "a day", "weekly" behind it, or by "monthly", "an annual cost of" before it."""
    above, per, below = (figure.quantity.unit or "").partition(" per ")
    if figure.direction and figure.kind != "money":
        return None
    known = words("periods")
    if per:
        return _Rate(figure, above, below, figure.span.end) if below in known["in"] or below in _shortest() else None
    behind = _behind().match(story.text, figure.span.end, figure.span.end + _WORDS)
    if behind:
        return _Rate(figure, above, (behind["time"] or known["by"]["after"][behind["by"].lower()]).lower(), behind.end())
    before = _before().search(story.text, max(0, figure.span.start - _WORDS), figure.span.start)
    return _Rate(figure, above, known["by"]["before"][before["by"].lower()], figure.span.end) if before else None


def _of_one_thing(first: _Rate, second: _Rate) -> bool:
    """Of one unit, one speaker and no two nouns; "10 litres" stands once with its unit: "10 litres a day, or 3,650 a year"."""
    figures = first.figure, second.figure
    units = _of_one_unit(first.above, second.above) if first.above and second.above else figures[1].kind == "count" and not second.above
    nouns = {own_noun(figure) for figure in figures} - {None}
    return bool(units) and len(nouns) < 2 and one_speaker(*figures)


def _of_one_unit(one: str, other: str) -> bool:
    """ "24 hours a day, seven days a week" are no hours."""
    return one == other or (same_unit(one, other) and not is_stretch(one))


def _number(long: _Rate, short: _Rate, claim: Figure) -> tuple[Figure | None, bool]:
    """How many of the short stretch make the long one: the number that agrees, or else the first if a slip explains the difference."""
    known = words("periods")["in"].get(long.time, {}).get(short.time)
    if not known:
        return None, False
    numbers = [_of_time(long, short, number) for number in known]
    fitting = [number for number in numbers if fits_as_printed(long.figure, number, short.figure, claim)]
    if fitting:
        return min(fitting, key=lambda number: abs(_value(long) - _value(short) * (number.quantity.value or 0))), True
    if fits(long.figure, numbers[0], short.figure, claim):
        return numbers[0], True
    return (numbers[0] if is_slip_of(long.figure, numbers[0], short.figure) else None), False


def _value(rate: _Rate) -> Fraction:
    return rate.figure.quantity.value or Fraction(0)


def _of_time(long: _Rate, short: _Rate, number: str) -> Figure:
    place = long.figure.span.end if long.figure.span.end < long.end else long.figure.span.start
    return Figure(Span(place, long.end), Quantity(number, kind="measure", unit=short.time, exact=True))


def _is_no_choice(outline: Outline, long: _Rate, off: str | None) -> bool:
    """ "$312,000 a year, or $26,000 a month"; not "a pass is £99 a year, or £9.99 a month"."""
    return bool(off) and (long.figure.quantity.value or 0) >= _LARGE and not _choice().search(outline.text)


def _is_one(long: _Rate, short: _Rate, *, equated: bool) -> bool:
    """Whether two rates that do not agree are said to be one: nobody works more days than a year has, and a price for the year is less
    than twelve of the month."""
    beyond = _value(short) * Fraction(words("periods")["in"][long.time][short.time][0]) <= _value(long)
    worked = long.figure.kind == "money" and short.time in words("periods")["worked"]["units"]
    return beyond or (equated and not worked)


@cache
def _shortest() -> frozenset[str]:
    return frozenset(short for inside in words("periods")["in"].values() if isinstance(inside, dict) for short in inside)


@cache
def _behind() -> re.Pattern[str]:
    """ "850 homes a year", "142,000 barrels of oil a day", "£11,400 annually"."""
    time, by = any_of([*words("periods")["in"], *_shortest()]), any_of(words("periods")["by"]["after"])
    return re.compile(rf"(?: [\w-]+){{0,4}}? (?:(?:a|an|per|each|every) (?P<time>{time})|(?P<by>{by}))\b", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    """ "a monthly rent of", "an annual"."""
    by = any_of(words("periods")["by"]["before"])
    return re.compile(rf"\b(?P<by>{by})(?: [a-z-]+){{0,3}}? (?:of )?$", re.IGNORECASE)


@cache
def _joining() -> re.Pattern[str]:
    known = words("periods")
    equal, light = any_of(known["equal"]["words"]), any_of(known["light"]["words"])
    who, verbs = any_of(known["again"]["who"]), any_of(known["again"]["verbs"])
    within = rf"(?P<off>,? ?(?:--|[–—]| -) ?|,? ?\(|,|;)?(?: ?(?:and |but |so )?(?P<equal>{equal})\b)?"
    across = rf"[.,;]? (?P<again>{who}(?: \w+)? {verbs})\b"
    return re.compile(rf"(?:{across}|{within})(?: ?(?P<light>{light})\b){{0,2}}(?: a| an)? ?", re.IGNORECASE)


@cache
def _choice() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('periods')['choice']['words'])}\b", re.IGNORECASE)


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf" {any_of(words('periods')['other']['words'])}\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    known = words("periods")
    times, by = any_of([*known["in"], *_shortest()]), any_of({*known["by"]["after"], *known["by"]["before"]})
    return re.compile(rf"\b(?:an? |per |each |every ){times}\b|/|\b{by}\b|mph|kph")
