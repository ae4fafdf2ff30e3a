"""Shares of a whole that is told right behind them, whose part stands further off: "That is 12 percent of the town's 5,700 pupils".

The percentage or fraction names its whole with the number ("a third of the $9 million gap"). The part is the figure that the clause stands
behind, that the sentence before was about ("That is", "It covers"), or that is given once more at the end (": 61 in all"). Where the words
between leave no doubt the tie is close; the one figure of the sentence that counts the same thing is a loose one, of which the check
speaks only where a slip explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Amount
from .further_up import one_speaker, own_noun
from .needed import Pattern
from .outline import Outline, pattern
from .shapes import spanned
from .shares import polled
from .vocabulary import words

_WHEN = "(?:<duration>|<moment>(?:['’]s)?)"
_AWAY = rf"(?!<astray>\b)(?:<word>|{_WHEN}) "
# 12 percent of the town's 5,700; a quarter of the July average of 77.5mm; 42 percent of operating costs of $410 million; half the £12,000
_CLAIM = rf"""
    (?:(?P<percent><portion>)(?: full)? of (?:{_AWAY}){{0,6}}?(?:(?!<astray>\b)<word> of (?:<light> )?)?
    |(?P<half><fraction>) (?:the|its|their|his|her)(?: <word>)?[ ])(?P<whole><amount>)"""

# What stands between the part and its share, where the two are one clause.
_BETWEEN = {
    # 26,438 votes were cast, a turnout of <55 percent of the city's 48,100>
    "apposed": rf"(?:[ -](?:<word>|{_WHEN}|<age>)){{0,7}}?(?:,?<dash>|,? [(]|,? or |, )(?:<joining> ){{0,3}}$",
    # The 12 shops are <a fifth of the chain's 60>
    "is": r"(?:[ -](?:<word>|<age>)){0,5}? (?:<being>) (?:<joining> ){0,3}$",
}
# That is <12 percent of the town's 5,700>; it would cover <two-thirds of the $9 million gap>
_AGAIN = r"[\"“]?<again>(?: <word>)? (?:<being>) (?:<joining> ){0,3}$"
# ... set a record, the club said: 61 in all; ..., a total of 74 babies; Two-thirds of the 900, 600 people,
_AFTER = r"""
    (?:[ -]<word>){0,3}?<gap>{0,120}?(?:: |,?<dash>|, )
    (?:a total of (?P<total><amount>)|(?P<all><amount>)(?: <word>)? (?:in all|in total|altogether))"""


@cache
def _lists() -> dict[str, list[str]]:
    known = words("shares")
    return {
        "joining": [*known["joining"]["words"], *known["portions"]["rates"]],
        "astray": known["astray"]["words"],
        "light": known["determiner"]["words"],
        "being": [*known["amounting"]["words"], *known["portions"]["being"]],
        "again": known["portions"]["again"],
    }


@cache
def _patterns() -> dict[str, Pattern]:
    shapes = {"claim": _CLAIM, **_BETWEEN, "again": _AGAIN, "after": _AFTER}
    return {name: pattern(shape, **_lists()) for name, shape in shapes.items()}


def portions(outlines: Sequence[Outline], tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every share of a whole right behind it, in the order of the story; those that `tied` holds already are left out."""
    known = {id(relation.role("percent")) for relation in tied}
    for outline in outlines:
        for match in _patterns()["claim"].finditer(outline.text):
            share, whole = outline.entry(match, "percent") or outline.entry(match, "half"), outline.entry(match, "whole")
            if share and whole and id(share) not in known and is_portion(share):
                found = _part(outline, match, whole, share)
                if found and not _means_another(outline, match, found[0], whole, share):
                    yield _relation(outline, match, (found[0], whole, share), found[1])


def is_portion(share: Figure) -> bool:
    """Less than the whole, and no rise or fall."""
    value = share.quantity.value
    return share.direction is None and value is not None and 0 < value < (100 if share.kind == "percent" else 1)


def alike(part: Figure, whole: Figure) -> bool:
    """People and people, money and money of one currency ("$4 million a year" of "$11 million"), and the part is less."""
    values = (part.quantity.value, whole.quantity.value)
    if values[0] is None or values[1] is None or not 0 < values[0] < values[1] or not one_speaker(part, whole):
        return False
    # "214,000 acres, 60 percent of the average of 356,000": the unit stands once.
    unsaid = (part.kind, whole.kind) == ("measure", "count") and whole.counted is None
    return unsaid or (part.kind == whole.kind and _unit(part) == _unit(whole))


def _unit(figure: Figure) -> str:
    """The unit, without the time that it is for."""
    unit, _, per = (figure.quantity.unit or "").partition(" per ")
    return unit if per in ("", "year", "month", "week", "day") else f"{unit} per {per}"


def fits(part: Figure, whole: Figure, share: Figure, *, closely: bool = False) -> bool:
    """Whether the share may be that of this part of this whole; `closely` as printed."""
    return _fits(part.quantity.amount, whole, share, closely=closely)


def _fits(part: Amount, whole: Figure, share: Figure, *, closely: bool = False) -> bool:
    stated = share.quantity.amount if share.kind == "percent" else share.quantity.amount.times(100)
    worked = part.share_of(whole.quantity.amount)
    return not (worked.strictly_apart(stated) if closely else worked.surely_apart(stated))


def _means_another(outline: Outline, match: re.Match[str], part: Figure, whole: Figure, share: Figure) -> bool:
    """ "310 jobs here and 175 there, or 8 percent of the 5,900": the share may be of their sum, or of another of the sentence."""
    if fits(part, whole, share):
        return False
    start, end = outline.bounds(match.start())
    # "18.6mm, less than a fifth of the average of 77.5mm, the driest since 15.2mm fell in 1955": what is apposed is of what stands before.
    before = list(outline.within(start, match.start()))
    others = [one for one in (before if part in before else outline.within(start, end)) if alike(one, whole)]
    earlier = [one.quantity.amount for one in outline.earlier(max(match.start("percent"), match.start("half"))) if alike(one, whole)]
    amounts = [one.quantity.amount for one in others if one is not part]
    if len(earlier) > 1:
        amounts += [earlier[-2] + earlier[-1], sum(earlier[1:], earlier[0])]
    return any(_fits(amount, whole, share) for amount in amounts)


def _part(outline: Outline, match: re.Match[str], whole: Figure, share: Figure) -> tuple[Figure, int] | None:
    """The figure that is the part, and how surely."""
    at = max(match.start("percent"), match.start("half"))
    start = outline.bounds(at)[0]
    before = [(sign, one) for sign, one in _figures(outline, start, at) if alike(one, whole)]
    if before:
        sign, part = before[-1]
        if any(_patterns()[name].match(outline.text, sign + 1, at) for name in _BETWEEN):
            return part, 3 if _is_bare(outline.text, at) and _of_two_things(part, whole) else 1
    after = _patterns()["after"].match(outline.text, match.end())
    if after:
        told = outline.entry(after, "total") or outline.entry(after, "all")
        if told and alike(told, whole):
            return told, 1
    if before:
        return (before[-1][1], 3) if len(before) == 1 and _of_one_thing(before[0][1], whole) else None
    return _taken_up(outline, start, at, whole, share)


def _taken_up(outline: Outline, start: int, at: int, whole: Figure, share: Figure) -> tuple[Figure, int] | None:
    """ "That is 12 percent": of the figures of the sentence before the one that agrees; else the only one, or the first, which the others
    may be parts of."""
    if start < 2 or not _patterns()["again"].match(outline.text, start, at):
        return None
    earlier = [one for _, one in _figures(outline, outline.bounds(start - 2)[0], start) if alike(one, whole)]
    agreeing = next((one for one in earlier if fits(one, whole, share)), None)
    return (agreeing, 2) if agreeing else (earlier[0], 2 if len(earlier) == 1 else 3) if earlier else None


def _is_bare(text: str, at: int) -> bool:
    """Only a comma before it, which may part two clauses: "It owns 44 vans, a quarter of the 540 buses were sold"."""
    return text[max(0, at - 2) : at] == ", "


def _of_two_things(part: Figure, whole: Figure) -> bool:
    nouns = {own_noun(part), own_noun(whole)} - {None, "person"}
    return len(nouns) > 1


def _of_one_thing(part: Figure, whole: Figure) -> bool:
    return own_noun(part) is not None and own_noun(part) == own_noun(whole)


def _figures(outline: Outline, start: int, end: int) -> Iterator[tuple[int, Figure]]:
    for sign in range(max(0, start), end):
        found = outline.entries.get(sign)
        if isinstance(found, Figure):
            yield sign, found


def _relation(outline: Outline, match: re.Match[str], roles: tuple[Figure, Figure, Figure], link: int) -> Relation:
    span = spanned(roles)
    weighted = polled(outline.around(max(match.start("percent"), match.start("half"))))
    named = tuple(zip(("part", "whole", "percent"), roles, strict=True))
    note = "weighted" if weighted else FURTHER_UP if link > 2 else None
    return Relation(span, "share", named, 3 if weighted else link, None, note, outline.inside_quotation(span))
