"""Rates: how many there are, what each one is, and what that comes to.

"40 buses at £150,000 each, a total of £6 million", "£600 million for 4,000 homes, an average of £150,000 per home", "8 tonnes a hectare".
All three stand in one sentence, or the total opens the next ("The total is"). What each one is must be said in the unit of the total, by
"each" or by the name of what is counted. Where the words leave open whether the total is the whole of it ("raising", "for"), the relation
says so; instalments, least prices, and rates by time over several years are kept and marked unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Relation
from ..units import unit_of
from .counted import singular
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .shapes import Shapes, matched, matched_across, related
from .vocabulary import words

_SIGN = r"(?:<count>|<money>|<measure>|<duration>)"
_COUNT = rf"(?P<count>{_SIGN})"
_UNIT = rf"(?P<unit>{_SIGN})"
_TOTAL = rf"(?P<total>{_SIGN})"
# "pupils each", "each", "for each one"; nothing where the figure itself is "£12 a head".
_EACH = r"(?P<each>(?: <word>){0,4}?,? <each>\b| for each(?: <word>)?)?"
_THINGS = r"(?:[ -]<word>){0,6}?"
_OFF = r"(?:,?<dash>|,? [(]|,? (?:and )?)"
_LIGHT = r"(?:about |around |roughly |some |just |nearly |almost |a further |the |their |its )*"

_SHAPES = {
    # 40 buses at £150,000 each, a total of £6 million
    "count, unit, sum": rf"{_COUNT}{_THINGS}(?:,? (?!<average>\b)<word>){{1,4}}? {_UNIT}{_EACH}[)]?{_OFF}<sum> {_LIGHT}{_TOTAL}",
    # 40 buses at £150,000 each, £6 million in all
    "count, unit, in all": rf"{_COUNT}{_THINGS}(?: <word>){{1,3}}? {_UNIT}{_EACH}[)]?{_OFF}(?:or )?{_TOTAL}(?: <word>)?,? <in_all>\b",
    # 40 buses at £150,000 each, for £6 million
    "count, unit, loosely": rf"{_COUNT}{_THINGS}(?: <word>){{1,3}}? {_UNIT}{_EACH}[)]?{_OFF}<loosely> {_LIGHT}{_TOTAL}",
    # £30 a week for 52 weeks, a total of £1,560
    "unit, count, sum": rf"{_UNIT}{_EACH}{_THINGS},? <tied> {_LIGHT}{_COUNT}{_THINGS}{_OFF}<sum> {_LIGHT}{_TOTAL}",
    "unit, count, in all": rf"{_UNIT}{_EACH}{_THINGS},? <tied> {_LIGHT}{_COUNT}{_THINGS}{_OFF}(?:or )?{_TOTAL}(?: <word>)?,? <in_all>\b",
    "unit, count, loosely": rf"{_UNIT}{_EACH}{_THINGS},? (?:<tied>|and) {_LIGHT}{_COUNT}{_THINGS}{_OFF}<loosely> {_LIGHT}{_TOTAL}",
    # each of the 18 classes has 24 pupils, 432 in all
    "each, unit, sum": rf"\beach of (?:the|its|their|these|those) {_COUNT}{_THINGS} <verb> {_LIGHT}{_UNIT}{_THINGS}{_OFF}<sum> {_TOTAL}",
    "each, unit, in all": rf"""
        \beach of (?:the|its|their) {_COUNT}{_THINGS} <verb> {_LIGHT}{_UNIT}{_THINGS}
        {_OFF}{_TOTAL}(?: <word>)?,? <in_all>\b""",
    # £600 million for 4,000 homes, an average of £150,000 per home
    "total, count, average": rf"""
        {_TOTAL}<gap>{{0,60}}?,? <tied> {_LIGHT}(?:<word> )?{_COUNT}
        <gap>{{1,60}}?{_OFF}<average> {_LIGHT}{_UNIT}{_EACH}""",
    # 21.6 million square feet, enough for 1,800 shops at 12,000 square feet each
    "total, count at unit": rf"""
        {_TOTAL}<gap>{{0,60}}?,? <tied> {_LIGHT}(?:<word> )?{_COUNT}{_THINGS}
        [ ](?:at|of) (?:<average> )?{_LIGHT}{_UNIT}{_EACH}""",
    # more than 7.1 million people saved $8.3 billion, an average of $1,167 per person
    "count, total, average": rf"{_COUNT}<gap>{{1,70}}? {_TOTAL}<gap>{{0,60}}?{_OFF}<average> {_LIGHT}{_UNIT}{_EACH}",
    # £2.4m, or £2,000 each, among 1,200 people
    "total, average, count": rf"""
        {_TOTAL}{_THINGS}{_OFF}<average> {_LIGHT}{_UNIT}{_EACH}
        [)]?,?(?:<dash>| )(?:<word> )?<tied> {_LIGHT}{_COUNT}""",
    # 48,000 tonnes from 6,000 hectares, 8 tonnes a hectare
    "total, count, unit": rf"{_TOTAL}{_THINGS} <tied> {_LIGHT}{_COUNT}{_THINGS}{_OFF}(?:at )?{_LIGHT}{_UNIT}{_EACH}",
}
_NEXT = {
    # 40 homes at £150,000 each. The total cost will be £6 million. That comes to £6 million.
    "count, unit. sum": rf"""
        {_COUNT}{_THINGS}(?: <word>){{1,3}}? {_UNIT}{_EACH}(?:[ ]<word>){{0,6}}?[.]?[ ]?
        <stop>(?:(?:the total|together|in all|altogether)\b,?(?: <word>){{0,4}}? (?:<reaches>|<is>)|(?:that|this|it) <reaches>)
        [ ]{_LIGHT}{_TOTAL}""",
}
_WORD = re.compile(r" (\w+)")
# The words that say that the total is the whole, or that the rate was worked out from it.
_SURE = frozenset(name for name in (*_SHAPES, *_NEXT) if name.endswith(("sum", "in all", "average", "average, count")))


@cache
def _shapes(*, across: bool) -> Shapes:
    known = words("rates")
    lists = {
        "each": known["each"]["words"],
        "sum": known["sum"]["words"],
        "in_all": known["sum"]["after"],
        "loosely": known["loosely"]["words"],
        "average": known["average"]["words"],
        "tied": known["tied"]["words"],
        "verb": known["verb"]["words"],
        "reaches": known["reaches"]["words"],
        "is": known["reaches"]["is"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in (_NEXT if across else _SHAPES).items())


def rates(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every total with its count and what each one is: those of one sentence, then those of two."""
    telling = [outline for outline in outlines if _tells_each(outline)]
    yield from matched(telling, _shapes(across=False), _relation, signs=2, once="unit")
    yield from matched_across(telling, _shapes(across=True), _relation, once="unit", having=_by_each())


def _tells_each(outline: Outline) -> bool:
    """Whether a paragraph says of anything what each one is: "each", "£12 a head"."""
    rated = any(isinstance(entry, Figure) and " per " in (entry.quantity.unit or "") for entry in outline.entries.values())
    return rated or bool(_by_each().search(outline.text))


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    roles = {"total": "total", "count": "count", "unit": "unit"}
    note = "whole" if name in _SURE and not _by_time(outline, match) else None
    found = related(outline, match, "rate", roles, link=2 if name in _NEXT else 1, unclear=_unclear(outline, match), note=note)
    if not found:
        return None
    total, count, unit = (found.role(role) for role in roles)
    # "120 bicycles across 4 shops, an average of 40 each": the 4 are no total.
    if name == "count, total, average" and unit.kind == "count" and not _noun(unit):
        return None
    if not name.startswith("each") and _of_others(outline, match, count):
        return None
    each = name.startswith("each") or bool(match.group("each"))
    return found if _composes(total, count, unit, each=each) else None


def _of_others(outline: Outline, match: re.Match[str], count: Figure) -> bool:
    """ "1,200 pupils at 40 schools in 6 towns, or about 30 at each school": what "each" names is another number of the sentence."""
    named = _WORD.match(outline.text, match.end("each")) if match.start("each") >= 0 else None
    noun = singular(named[1].lower()) if named else None
    start, end = outline.bounds(match.start("unit"))
    return noun is not None and noun != _noun(count) and any(_noun(one) == noun for one in outline.within(start, end))


def _by_time(outline: Outline, match: re.Match[str]) -> bool:
    """ "300 members pay £12 a week each, a total of £187,200": the total may be of a year."""
    unit, count = outline.entry(match, "unit"), outline.entry(match, "count")
    below = (unit.quantity.unit or "").partition(" per ")[2] if unit else ""
    return below in words("rates")["during"]["units"] and count is not None and count.kind == "count" and not _named(count, below)


def _composes(total: Figure, count: Figure, unit: Figure, *, each: bool) -> bool:
    """Whether so many, of so much each, is in the unit of the total; "£31,000 a year each" is money."""
    above, per, below = (unit.quantity.unit or "").partition(" per ")
    if per and not each:
        return same_unit(above, total.quantity.unit) and _named(count, below)
    if not each or count.kind != "count" or (per and below not in words("rates")["during"]["units"]):
        return False
    if unit.kind == "count":
        return (
            total.kind == "count"
            and _one_noun(unit, total)
            and not (count.counted and total.counted and count.counted.key == total.counted.key)
        )
    return total.kind == unit.kind and (
        same_unit(unit.quantity.unit, total.quantity.unit) or (bool(per) and same_unit(above, total.quantity.unit))
    )


def same_unit(one: str | None, other: str | None) -> bool:
    """One currency, or two units of one dimension."""
    if not one or not other:
        return False
    first, second = unit_of(one), unit_of(other)
    return one == other or bool(first and second and first.dimension == second.dimension and not first.is_money)


def _one_noun(unit: Figure, total: Figure) -> bool:
    """ "24 pupils each, 432 in all", "120 bicycles across 4 shops, an average of 30 each": one of the two may leave its noun out."""
    return len({noun for noun in (_noun(unit), _noun(total)) if noun}) == 1


def _noun(figure: Figure) -> str | None:
    """What is counted, where the figure has a noun of its own; not one carried over from the figure before."""
    return figure.counted.key if figure.counted and figure.counted.span.start >= figure.span.end else None


def _named(count: Figure, below: str) -> bool:
    """ "4,000 homes ... per home", "52 weeks ... a week", "3,000 tickets ... a head"."""
    if count.kind == "measure":
        return same_unit(count.quantity.unit, below)
    if count.kind != "count":
        return False
    key, known = count.counted.key if count.counted else None, words("rates")
    if below in known["anyone"]["units"]:
        return key not in known["anyone"]["groups"]
    return below in known["one"]["units"] or key == below


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Why the three need not fit: "from", "plus", "of it"; a rate by time whose total has another."""
    start, end = outline.bounds(match.start("unit"))
    spoken = outline.text[start:end]
    # "seats from £15 each"
    if outline.text[start : match.start("unit")].endswith((" from ", " between ", " from about ")):
        return str(words("rates")["single"]["reason"])
    if _single().search(spoken):
        return str(words("rates")["single"]["reason"])
    timed = _by_time(outline, match) and _during().search(spoken)
    return str(words("rates")["during"]["reason"]) if timed else None


@cache
def _by_each() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('rates')['each']['words'])}\b", re.IGNORECASE)


@cache
def _single() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('rates')['single']['words'])}\b", re.IGNORECASE)


@cache
def _during() -> Pattern:
    return pattern(r"\b(?:over|within|in|for|during) (?:<word> ){0,3}<duration>")
