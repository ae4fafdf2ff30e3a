"""Votes of a body that counts its members: "the nine-member board voted 5-4", "carried by 29 votes to 22. Four abstained and, with two
seats vacant, that accounted for all 57 places on the council".

Those for and against are two numbers side by side beside a word for voting, or two numbers of members with what each did. Those who
abstained are told in the same sentence or one of the two after it. The members are counted in the paragraph of the vote, or in one beside
it, for a body of the name that the vote's sentence gives, if it gives one. A vote that comes to no more than the members is of all of
them only where those who were away are counted, or where the numbers say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ..ledger import Figure, Tally
from ..slips import may_be_a_slip
from .entries import one_of
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, at_a_glance, pattern
from .shapes import spanned
from .vocabulary import words

_AFTER = 2  # sentences behind the vote in which the others are told
_NUMBER = "(?:<score>|<count>)"
_DASH = "[-–]| to |-to-"
_MOST = 1000  # members
_BODIES_NEAR = 8
_MANY = 20  # members, of which one too many may be voting

_VOTES = (
    # voted 5-4; 29 votes to 22; 29 votes for and 22 against
    rf"(?P<yes>{_NUMBER})(?: votes?)?(?:{_DASH})(?P<no>{_NUMBER})",
    # five members supported the plan and four opposed it; 23 in favour, 12 against
    r"""(?P<yes><count>)(?: <word>){0,2}? <supporting>\b(?: <word>){0,4}?(?:,? and|,| to| but|, with|, while)
    [ ](?P<no><count>)(?: <word>){0,2}? <opposing>\b""",
)
_OTHERS = r"(?:(?P<other><count>)|\b(?P<one>one|a|another))(?: <word>){0,3}? (?:(?P<away><away>)|<neither>)\b"
_BODIES = (
    # the nine-member Dunmore Heights school board; the 29-strong chamber
    r"(?P<whole><count>)-<sized>(?: <word>){0,5}? (?P<body><body>)\b",
    # all 57 places on the council; the 41 members of the board
    r"(?P<all>all |the )(?:of the |its )?(?P<whole><count>) <member> (?:of|on|in) (?:the|its) (?:<word> ){0,3}?(?P<body><body>)\b",
    # the council's 41 members
    r"\b(?P<body><body>)['’]s (?P<whole><count>) <member>\b",
)


class _Body(NamedTuple):
    """How many members a body has, what it is called, and whether all of them are said to be told."""

    members: Figure
    name: str
    all_told: bool


@cache
def _shapes(name: str) -> tuple[Pattern, ...]:
    known = words("votes")
    lists = {each: known[each]["words"] for each in known}
    shapes = {"votes": _VOTES, "others": (_OTHERS,), "bodies": _BODIES}[name]
    return tuple(pattern(shape, **lists) for shape in shapes)


def votes(outlines: Sequence[Outline]) -> Iterator[Tally]:
    """Every vote of a body whose members are counted close by."""
    bodies = [list(_bodies(outline)) for outline in outlines]
    if not any(bodies):
        return
    for number, outline in enumerate(outlines):
        beside = [body for at in (number, number - 1, number + 1) if 0 <= at < len(outlines) for body in bodies[at]]
        # A body is told of once, however often it is named.
        near = list({(body.members.quantity.value, body.name, body.all_told): body for body in reversed(beside)}.values())
        if 0 < len(near) <= _BODIES_NEAR and _voting().search(outline.text):
            yield from _of_paragraph(outline, near)


def _bodies(outline: Outline) -> Iterator[_Body]:
    if not any(word in outline.text for word in _counting()) or not _named().search(outline.text):
        return
    for shape in _shapes("bodies"):
        for match in shape.finditer(outline.text):
            members = outline.entry(match, "whole")
            if members and members.quantity.value and not members.hedge and members.quantity.value <= _MOST:
                yield _Body(members, match["body"].lower(), (match.groupdict().get("all") or "").lower() == "all ")


def _of_paragraph(outline: Outline, bodies: Sequence[_Body]) -> Iterator[Tally]:
    found: dict[int, tuple[re.Match[str], tuple[Figure, Figure]]] = {}
    for shape in _shapes("votes"):
        for match in shape.finditer(outline.text):
            pair = outline.entry(match, "yes"), outline.entry(match, "no")
            if pair[0] and pair[1] and _voting().search(outline.around(match.start("yes"))):
                found.setdefault(match.start("yes"), (match, (pair[0], pair[1])))
    places = sorted(found)
    for at, following in zip(places, [*places[1:], len(outline.text)], strict=False):
        match, pair = found[at]
        tally = _tally(outline, match, pair, following, bodies)
        if tally:
            yield tally


def _tally(outline: Outline, match: re.Match[str], pair: tuple[Figure, Figure], following: int, bodies: Sequence[_Body]) -> Tally | None:
    others, away = _others(outline, match, min(following, _end(outline, match.end())))
    body = _body(outline.around(match.start("yes")), bodies)
    if not body or body.members in (*pair, *others):
        return None
    parts = (*pair, *others)
    members = body.members.quantity.value or Fraction(0)
    told = sum((part.quantity.value or Fraction(0) for part in parts), Fraction(0))
    complete = told == members or ((away or (body.all_told and bool(others))) and may_be_a_slip(body.members.quantity, told))
    too_many = members < told <= members + max(Fraction(2), members / _MANY)
    if any(part.quantity.value is None or part.hedge for part in parts) or not (complete or too_many):
        return None
    span = spanned([*parts, body.members])
    why = "every member is told" if complete else f"the members of the {body.name}"
    return Tally(span, body.members, parts, True if complete else None, True, "vote", why, 1, outline.inside_quotation(span))


def _end(outline: Outline, at: int) -> int:
    """Where the second sentence after that of the vote ends."""
    for _ in range(_AFTER + 1):
        stop = outline.text.find(SIGNS["stop"], at)
        if stop < 0:
            return len(outline.text)
        at = stop + 1
    return at


def _others(outline: Outline, vote: re.Match[str], end: int) -> tuple[tuple[Figure, ...], bool]:
    """Those who did neither, and whether those who were away are counted among them."""
    start = outline.bounds(vote.start("yes"))[0]
    taken = {vote.start("yes"), vote.start("no")}
    found, away = [], False
    for match in _shapes("others")[0].finditer(outline.text, start, end):
        figure = outline.entry(match, "other")
        if figure is None and match["one"]:
            figure = one_of(outline.placed(match, "one"))
        if figure and match.start("other") not in taken:
            found.append(figure)
            away = away or bool(match["away"])
    return tuple(found), away


def _body(sentence: str, bodies: Sequence[_Body]) -> _Body | None:
    """The body that the sentence of the vote names, or the only one that is counted near by."""
    named = {name.lower() for name in _named().findall(sentence)}
    fitting = [body for body in bodies if body.name in named or not named]
    return fitting[0] if len({(body.members.quantity.value, body.name) for body in fitting}) == 1 else None


@cache
def _counting() -> tuple[str, ...]:
    """Looked for at once: "-member", " seats"."""
    known = words("votes")
    return (*(f"-{word}" for word in known["sized"]["words"]), *(f" {word}" for word in known["member"]["words"]))


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('votes')['body']['words'])}\b", re.IGNORECASE)


@cache
def _voting() -> re.Pattern[str]:
    known = words("votes")
    return at_a_glance([*known["voting"]["words"], *known["supporting"]["words"]])
