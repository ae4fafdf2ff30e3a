"""Shares: a part, its whole, and what percentage the one is of the other.

"38 of the 212 kitchens, or 18 percent", "15,937, or 67 percent, of whom", "Of the 498 people arrested, 317 (64 percent) had convictions".
All three stand in one sentence, tied by "of" and by "or", brackets or dashes; a fraction ("a third") may stand for the percentage. A
percentage of money is never tied to a number of people, nor one of something else ("or 60 percent of those who replied") to the whole that
stands nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Relation
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .vocabulary import words

_PART = r"(?P<part><amount>)"
_WHOLE = r"(?P<whole><amount>)"
_PERCENT = r"(?P<percent><portion>)"
_NOUNS = r"(?:[ -]<word>){0,8}?"
_JOINING = r"(?:<joining> ){0,3}"
# ", or", " (", " - about": what sets the second figure off.
_OFF = rf"(?:,?<dash>{_JOINING}|, <joining> {_JOINING}|,? [(]{_JOINING}|,? or {_JOINING})"
# "out of the company's 16,000 stores": no preposition between "of" and the number.
_OF = r" (?:out )?of (?:(?:<determiner>|(?!<astray>\b)<word>) ){0,5}?"
# "38 of 212", "38 inspectors of the 212", but not "one study of 150,000 people".
_OF_THE = rf"(?:{_OF}|(?: <word>){{1,4}}? (?:out )?of (?=<definite> ){_OF.removeprefix(' (?:out )?of ')})"
# "Of the 50 people tested, ..." opens a clause; "3 billion of an estimated 6 billion, with ..." does not.
_OPENING = r"(?:^|(?<=<stop>)|(?<=[,;:(–—] )|(?<= and )|(?<= but )|(?<= that ))"
_WHOM = r"of (?:whom|them|which|those|these)\b"

_THEM = re.compile(r"\bof (?:them|these|those)\b")

_SHAPES = {
    # 38 of the 212 kitchens they visited, or 18 percent
    "part of whole, percent": rf"{_PART}{_OF_THE}{_WHOLE}{_NOUNS}{_OFF}{_PERCENT}(?! of (?!them\b|the total|all\b))",
    # 38 of the 212 kitchens, 18 percent, failed
    "part of whole, percent,": rf"{_PART}{_OF_THE}{_WHOLE}{_NOUNS}, {_PERCENT}(?=[,.])",
    # 15 (30 percent) of the 50; 15 people, or 30 percent, of the 50; 650 shops, which is 4 percent of the firm's 16,000
    "part, percent of whole": rf"{_PART}(?:[ -]<word>){{0,5}}?(?:{_OFF}|, ){_PERCENT}[)]?,?(?:<dash>|(?= )){_OF}{_WHOLE}",
    # 30 percent of the 50 people, or 15
    "percent of whole, part": rf"{_PERCENT}{_OF}{_WHOLE}{_NOUNS}{_OFF}{_PART}(?! of\b)",
    # a third of the 300 trees, about 100, died
    "percent of whole, part,": rf"{_PERCENT}{_OF}{_WHOLE}{_NOUNS}, {_PART}(?=,)",
    # 30 percent (15) of the 50 people
    "percent, part, of whole": rf"{_PERCENT}(?: <word>){{0,2}}?{_OFF}{_PART}(?: <word>){{0,2}}?[)]?,?(?:<dash>|(?= )){_OF}{_WHOLE}",
    # Of the 50 people tested, 15 (30 percent) were ill; of those 50, 15, or 30 percent, ...
    "of whole, part, percent": rf"""
        {_OPENING}(?:of|among|out of) (?:<determiner> )?{_WHOLE}<gap>{{0,70}}?, (?:<word> ){{0,3}}?
        {_PART}(?: <word>){{0,4}}?{_OFF}{_PERCENT}(?! of\b)""",
    # Of the 50 people tested, 30 percent (15) were ill
    "of whole, percent, part": rf"""
        {_OPENING}(?:of|among|out of) (?:<determiner> )?{_WHOLE}<gap>{{0,70}}?, (?:<word> ){{0,3}}?
        {_PERCENT}(?: <word>){{0,3}}?{_OFF}{_PART}(?! of\b)""",
    # 50 people - 15, or 30 percent, of whom were ill
    "whole, part, percent of whom": rf"{_WHOLE}{_NOUNS}(?:<dash>|[,:;] ){_PART}(?: <word>){{0,3}}?{_OFF}{_PERCENT}[)]?,? {_WHOM}",
    # 50 people, of whom 15 (30 percent) were ill; 50 people, 15 of them (30 percent) ill
    "whole, of whom part, percent": rf"""
        {_WHOLE}<gap>{{0,40}}?(?:,?<dash>|, )(?:of|among) (?:whom|which|them) {_PART}(?: <word>){{0,4}}?
        {_OFF}{_PERCENT}(?! of\b)""",
    # It planned 400 trains in May and cancelled 20 of them, or 5 percent
    "whole, and part of them, percent": rf"""
        {_WHOLE}<gap>{{0,60}}?(?:,| and| but)(?: <word>){{1,4}}? {_PART} of (?:them|these|those),?{_OFF}{_PERCENT}(?! of\b)""",
    # The 76,000 votes cast amounted to 33.7 percent of the city's 201,600
    "part amounts to percent of whole": rf"{_PART}{_NOUNS} <amounting> {_JOINING}{_PERCENT}{_OF}{_WHOLE}",
    "whole, part of whom, percent": rf"{_WHOLE}<gap>{{0,40}}?(?:,?<dash>|, ){_PART} {_WHOM},?{_OFF}{_PERCENT}(?! of\b)",
}
# ", and 12 (24 percent) were not": the next of a list of parts of one whole.
_NEXT = rf"<gap>{{0,60}}?{_PART}(?: <word>){{0,4}}? [(]{_JOINING}{_PERCENT}[)]"


@cache
def _lists() -> dict[str, list[str]]:
    known = words("shares")
    lists = {name: known[name]["words"] for name in ("joining", "determiner", "definite", "astray", "amounting")}
    return {**lists, "joining": [*lists["joining"], *known["portions"]["rates"]]}


@cache
def _shapes() -> tuple[tuple[str, Pattern], ...]:
    return tuple((name, pattern(shape, **_lists())) for name, shape in _SHAPES.items())


@cache
def _next() -> Pattern:
    return pattern(_NEXT, **_lists())


def shares(story: Story, outlines: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every share with part, whole and percentage, in the order of the story."""
    for outline in outlines:
        for start, end in outline.sentences(signs=3):
            if any(SIGNS[kind] in outline.text[start:end] for kind in ("percent", "fraction")):
                yield from sorted(_in_sentence(story, outline, start, end), key=lambda relation: relation.span)


def _in_sentence(story: Story, outline: Outline, start: int, end: int) -> Iterator[Relation]:
    taken: set[int] = set()
    for name, shape in _shapes():
        for match in shape.finditer(outline.text, start, end):
            whole = outline.entry(match, "whole")
            for one in [match, *(_rest(outline, match, end) if name == "of whole, part, percent" else ())]:
                relation = _relation(story, outline, one, whole) if one.start("percent") not in taken else None
                if relation:
                    taken.add(one.start("percent"))
                    yield relation


def _rest(outline: Outline, match: re.Match[str], end: int) -> Iterator[re.Match[str]]:
    """The parts that follow the first; "of those" begins another whole."""
    following = _next().match(outline.text, match.end(), end)
    while following and not re.search(r"\b(?:of|among) (?:the|those|these|them|whom)\b", following.group()):
        yield following
        following = _next().match(outline.text, following.end(), end)


def _relation(story: Story, outline: Outline, match: re.Match[str], whole: Figure | None) -> Relation | None:
    part, share = outline.entry(match, "part"), outline.entry(match, "percent")
    if not (part and whole and share) or share.direction or not _of_one_kind(part, whole):
        return None
    span = Span(min(f.span.start for f in (part, whole, share)), max(f.span.end for f in (part, whole, share)))
    # "A turnout of 55 percent of the 48,100 voters" says what it is of; "12,000 of 40,000 voters, or 55 percent" may be of the valid votes.
    says_of_what = "whole" in match.re.groupindex and match.start("percent") < match.start("whole")
    weighted = (polled if says_of_what else surveyed)(outline.around(match.start("percent")))
    return Relation(
        span,
        "share",
        (("part", part), ("whole", whole), ("percent", share)),
        3 if weighted or _another_part(outline, match, part) or _another_whole(outline, match, whole) else 1,
        _unclear(story, share),
        "weighted" if weighted else None,
        outline.inside_quotation(span),
    )


def _another_whole(outline: Outline, match: re.Match[str], whole: Figure) -> bool:
    """ "It owns 5,000 homes and 12 parks and sold 30 of them, or 0.6 percent": what "them" means may stand further back."""
    if not _THEM.search(outline.text, match.start("part"), match.start("percent")) or match.start("whole") > match.start("part"):
        return False
    return any(figure.kind == whole.kind for figure in outline.earlier(match.start("whole")))


def _another_part(outline: Outline, match: re.Match[str], part: Figure) -> bool:
    """ "Paid 43 million to savers with over the 100,000 insured, about 81 percent of the 53 million": the part may stand further back."""
    if (
        "whole" not in match.re.groupindex
        or match.start("percent") > match.start("whole")
        or match.start("percent") - match.start("part") < 12
    ):
        return False
    alike = (part.kind, part.quantity.unit)
    return any((figure.kind, figure.quantity.unit) == alike for figure in outline.earlier(match.start("part")))


def _of_one_kind(part: Figure, whole: Figure) -> bool:
    """People of people, money of money: "2 percent of claimants took 40 percent of the money" ties no part to a whole."""
    if part.kind != whole.kind:
        return False
    return part.kind not in ("money", "measure") or part.quantity.unit == whole.quantity.unit


def _unclear(story: Story, share: Figure) -> str | None:
    yearly = words("changes")["yearly"]
    rest = story.text[share.span.end : share.span.end + 30]
    return (
        str(yearly["reason"]) if re.match(rf" {any_of(yearly['words'])}\b(?! {any_of(words('outline')['time']['away'])}\b)", rest) else None
    )


def surveyed(text: str) -> bool:
    """Whether it speaks of a survey or an election, whose percentages may be weighted or have another base."""
    return bool(_survey().search(text))


def polled(text: str) -> bool:
    """Whether it speaks of a survey: of an election, where the whole is told, votes are votes."""
    return bool(_poll().search(text))


@cache
def _survey() -> re.Pattern[str]:
    known = words("shares")["survey"]
    return re.compile(rf"\b{any_of([*known['words'], *known['elections']])}\b", re.IGNORECASE)


@cache
def _poll() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['survey']['words'])}\b", re.IGNORECASE)
