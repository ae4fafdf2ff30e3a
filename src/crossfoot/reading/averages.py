"""Averages: the values that are listed and the average that is given for them, "410, 385 and 402 seats, an average of 399".

The list stands right before its average ("an average of", "averaging"), or right after it. A list that gives highlights ("including"), one
of fewer values than the story speaks of, and averages that are weighted, adjusted, of a longer time, or only there for comparison, are kept
and marked unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Relation
from .outline import Entry, Outline, any_of, pattern
from .shapes import Shapes, matched, related, spanned
from .vocabulary import words

_VALUE = r"(?:<count>|<money>|<measure>|<duration>|<percent>)"
# 410 on Friday, 385 on Saturday and 402 on Sunday
_LIST = rf"(?P<list>{_VALUE}(?:(?:[ -]<word>){{0,4}}?(?:<moment>)?(?:,(?: and)?| and) (?:<light> )?{_VALUE}){{1,12}})"
_AVERAGE = rf"(?P<average>{_VALUE})"
_MOST = 20
# "P3D": how the ledger puts down three nights.
_LENGTH = re.compile(r"P(\d{1,2})[A-Z]{1,2}")
# "An average of 350 for the year" is of more than was listed.
_ENDS = r"(?=(?:[ -](?!<wider>\b)<word>){0,3}?(?: (?:a|per|each) <word>)?(?:[.,;:)]|<stop>|$))"

_SHAPES = {
    # 410, 385 and 402 seats, an average of 399
    "list, average": rf"""
        {_LIST}<gap>{{0,50}}?,? [(]?(?:and |or |with |for |giving |making |to give |which is )?
        <average> (?:<light> )?{_AVERAGE}{_ENDS}""",
    # sold an average of 399 seats: 410, 385 and 402
    "average, list": rf"""
        <average> (?:<light> )?{_AVERAGE}(?:[ -]<word>){{0,8}}?(?::|<dash>| [(]) ?(?:<word> ){{0,2}}?{_LIST}
        (?=(?:[ -]<word>){{0,3}}?[.,;)]|<stop>|$)""",
    # the average of 9, 12 and 15 is 12
    "average of list": rf"""
        \b(?:average|mean|median) of (?:<word> ){{0,3}}?{_LIST}(?:[ -]<word>){{0,4}}?
        [ ](?:is|was|comes to|came to) (?:<light> )?{_AVERAGE}{_ENDS}""",
}

# The 20 judges gave the dish an average of 3.48 out of 5, in whole marks
_WHOLE = r"(?P<count><count>)<gap>{1,80}?<average> (?P<mean><count>)"


@cache
def _shapes() -> Shapes:
    known = words("averages")
    lists = {name: known[name]["words"] for name in ("average", "light", "wider")}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def averages(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every average with the values it is of, then every mean of whole marks."""
    yield from matched(outlines, _shapes(), _relation, signs=2, once="average", having=_having())
    yield from matched(outlines, _whole(), _whole_mean, signs=2, once="mean", having=_said("whole"))


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    average = outline.entry(match, "average")
    values = _figures(outline, match.start("list"), match.end("list"))
    if not average or len(values) < 2 or not all(_alike(value, average) for value in values):
        return None
    span = spanned([*values, average])
    roles = (("values", tuple(values)), ("average", average))
    median = "median" if "median" in outline.text[match.start() : match.end()].lower() else None
    return Relation(span, "average", roles, 1, _unclear(outline, match, len(values)), median, outline.inside_quotation(span))


def _whole_mean(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    """A mean of marks that are said to be whole, and of how many."""
    mean = outline.entry(match, "mean")
    printed = mean is not None and "." in mean.quantity.digits
    return related(outline, match, name, {"mean": "mean", "count": "count"}) if printed else None


def _figures(outline: Outline, start: int, end: int) -> list[Figure]:
    """The figures of a list; "402 on Sunday" holds a day as well."""
    found = (outline.entries.get(at) for at in range(start, end))
    return [entry for entry in found if isinstance(entry, Figure)]


def _alike(value: Figure, average: Figure) -> bool:
    """Of one kind and unit; "£12 a game" is an average of pounds."""
    units = [(figure.quantity.unit or "").partition(" per ")[0] for figure in (value, average)]
    return value.kind == average.kind and (units[0] == units[1] or value.kind == "count") and value.quantity.value is not None


def _unclear(outline: Outline, match: re.Match[str], listed: int) -> str | None:
    """Highlights, fewer values than the story speaks of, and averages that no plain sum gives."""
    spoken = outline.around(match.start("average"))
    if _said("weighted").search(spoken):
        return str(words("averages")["weighted"]["reason"])
    start, _ = outline.bounds(match.start())
    numbers = [number for at in range(start, match.start()) if (number := _number(outline.entries.get(at)))]
    partial = _said("partial").search(spoken) or any(number != listed for number in numbers)
    return str(words("averages")["partial"]["reason"]) if partial else None


def _number(entry: Entry | None) -> int | None:
    """ "Over the five nights", "in three games": how many there may be to average."""
    if isinstance(entry, Figure):
        value = entry.quantity.value
        return int(value) if entry.kind == "count" and value is not None and 1 < value <= _MOST else None
    stated = _LENGTH.fullmatch(entry.timex or "") if entry else None
    return int(stated[1]) if stated else None


@cache
def _whole() -> Shapes:
    return (("whole mean", pattern(_WHOLE, average=words("averages")["average"]["words"])),)


@cache
def _said(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('averages')[name]['words'])}\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return re.compile(r"\b(?:averag|mean\b|median\b)", re.IGNORECASE)
