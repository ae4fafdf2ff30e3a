"""Margins and comparisons: two figures, and by how much, or which way, the one is said to be above the other.

"By 212 votes, 4,310 to 4,108", "a three-point lead, 47 to 44 percent", "polled 1,486 votes to beat Graham Leeson by 276. Leeson had 1,219".
"Leith, with 212 applications, drew more interest than Gorgie, which had 240". Scores at half-time, legs and wickets have margins of their
own, and a majority over all others is none over the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Relation
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .shapes import Shapes, matched, related
from .vocabulary import words

_A, _B, _D = r"(?P<first><level>)", r"(?P<second><level>)", r"(?P<margin><step>)"
_FEW = r"(?:[ -]<word>){0,3}?"
_PAIR = rf"{_A}{_FEW}(?: (?:to|against|-|–) |[-–])(?:<word> ){{0,2}}?{_B}"
_OF = rf"<ahead> of (?:<light> )?{_D}"
_LED = rf"{_D}(?:[ -]<word>){{0,2}}?[ -]<ahead>"

_SHAPES = {
    # beat the incumbent by 212 votes, 4,310 to 4,108; won by 212, with 4,310 votes to 4,108
    "won by, pair": rf"\b<winning><gap>{{1,60}}?\bby (?:<light> ){{0,3}}{_D}(?: <word>){{0,2}}?,? ?[(]?(?:<word> ){{0,2}}?{_PAIR}",
    # 4,310 to 4,108, a margin of 202; 47 to 44 percent, a three-point lead
    "pair, margin of": rf"{_PAIR}{_FEW},?(?:<dash>| )(?:(?!<before>\b)<word> ){{0,3}}?{_OF}",
    "pair, d-margin": rf"{_PAIR}{_FEW},?(?:<dash>| )(?:(?!<before>\b)<word> ){{0,3}}?{_LED}",
    # a margin of 202 votes, 4,310 to 4,108; a three-point lead, 47 to 44 percent
    "margin of, pair": rf"{_OF}(?: <word>){{0,2}}?,? ?[(:]?(?:at |of |with )?{_PAIR}",
    "d-margin, pair": rf"{_LED}(?: <word>){{0,2}}?,? ?[(:]?(?:at |of |with )?{_PAIR}",
    # polled 1,486 votes to beat Graham Leeson by 276. Mr Leeson had 1,219
    "beat by, second": rf"""
        {_A} votes?\b<gap>{{0,70}}?\b<winning> (?P<loser><gap>{{3,70}}?) by (?:<light> ){{0,2}}{_D}(?: <word>){{0,2}}?
        [.] ?<stop>(?P<again><gap>{{2,50}}?) (?:had|polled|won|took|got|received|finished with|was second with|came second with) {_B}""",
}

_COMPARED = rf"""
    {_A}(?:[ -]<word>){{0,3}}?, (?:<word> ){{1,4}}?(?P<than><than>)(?: <word>){{0,3}}? than (?P<other><gap>{{2,40}}?)
    (?:,? (?:which|who) had|, with|,? at|,? where there were|[(]) ?(?:<word> ){{0,2}}?{_B}"""


@cache
def _lists() -> dict[str, list[str]]:
    known, changes = words("margins"), words("changes")
    than = [*changes["up"]["than"], *changes["down"]["than"]]
    return {
        "winning": known["winning"]["words"],
        "ahead": known["margin"]["words"],
        "light": changes["light"]["words"],
        "than": than,
        "before": known["before"]["words"],
    }


@cache
def _shapes() -> Shapes:
    return tuple((name, pattern(shape, **_lists())) for name, shape in _SHAPES.items() if name != "beat by, second")


@cache
def _across() -> Pattern:
    return pattern(_SHAPES["beat by, second"], **_lists())


@cache
def _having() -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_of([*words('margins')['winning']['words'], *words('margins')['margin']['words'], 'than'])}\b", re.IGNORECASE
    )


def margins(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every margin with both its figures."""
    yield from matched(outlines, _shapes(), _margin, signs=3, once="margin", having=_having())
    for outline in outlines:
        if " by " in outline.text:
            for match in _across().finditer(outline.text):
                relation = _margin(outline, match, "beat by, second") if _same_name(match) else None
                if relation:
                    yield relation


def comparisons(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every "more than" between two things that both have a figure in the sentence."""
    return matched(
        outlines, (("compared", pattern(_COMPARED, **_lists())),), _comparison, signs=2, once="second", having=re.compile(r"\bthan\b")
    )


def _margin(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    first, second, margin = (outline.entry(match, group) for group in ("first", "second", "margin"))
    if not first or not second or not margin or not of_one_kind(first, second) or not fits(first, second, margin):
        return None
    if any(
        re.search(rf"\b{any_of(words('margins')['stage']['words'])}\b", part, re.IGNORECASE)
        for part in (outline.around(match.start("margin")),)
    ):
        return None
    link = 2 if name == "beat by, second" else 1
    return related(outline, match, "margin", {"first": "first", "second": "second", "margin": "margin"}, link=link)


def _comparison(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    first, second = outline.entry(match, "first"), outline.entry(match, "second")
    if not first or not second or not of_one_kind(first, second) or not _named(match.group("other")):
        return None
    near = outline.around(match.start("first"))
    scope = words("margins")["scope"]
    unclear = str(scope["reason"]) if re.search(rf"\b{any_of(scope['words'])}\b", near, re.IGNORECASE) else None
    return related(outline, match, "comparison", {"first": "first", "second": "second"}, unclear=unclear, note=_direction(match))


@cache
def _stage() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('margins')['stage']['words'])}\b", re.IGNORECASE)


def _direction(match: re.Match[str]) -> str:
    return "up" if match.group("than").lower() in words("changes")["up"]["than"] else "down"


def _named(words_between: str) -> bool:
    """A thing with a name of its own: "than Gorgie", "than the York branch"; not "than it was"."""
    return any(word[:1].isupper() for word in words_between.split())


def _same_name(match: re.Match[str]) -> bool:
    """ "Graham Leeson ... Mr Leeson": the last name of the loser stands again before the second figure."""
    names = [word.strip(",.") for word in match.group("loser").split() if word[:1].isupper()]
    return bool(names) and names[-1] in match.group("again")


def of_one_kind(first: Figure, second: Figure) -> bool:
    """Also "47 to 44 percent" and "410 tonnes, 40 more than the 380 of 2022", where the unit stands once."""
    if first.kind != second.kind:
        plain = first if second.kind == "percent" else second
        return plain.kind == "count" and plain.counted is None
    if first.kind in ("money", "measure"):
        return first.quantity.unit == second.quantity.unit
    return first.counted is None or second.counted is None or first.counted.key == second.counted.key


def fits(first: Figure, second: Figure, margin: Figure) -> bool:
    """Votes of votes, points of percentages: a margin in wickets, lengths or seconds is none of two scores."""
    if second.kind == "percent":
        return margin.kind in ("points", "percent") or (
            margin.kind == "count" and (margin.counted is None or margin.counted.key == "point")
        )
    if first.kind != second.kind:
        return margin.kind in (first.kind, "count")
    if margin.kind != second.kind and not (second.kind == "score" and margin.kind in ("count", "points")):
        return False
    if second.kind in ("money", "measure"):
        return margin.quantity.unit == second.quantity.unit
    own = margin.counted.key if margin.counted else None
    known = {figure.counted.key for figure in (first, second) if figure.counted}
    return own is None or own in known or own in words("margins")["counts"]["words"]
