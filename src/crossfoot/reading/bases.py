"""Shares of what another sentence counts: "lays off 120 people, or 8 percent of its workforce. The firm employs 1,500 people."

The percentage names what it is of ("the valid vote"), and the story gives one number of just that ("4,636 valid votes") not far away; the
workforce is whatever number of people a firm employs. A number that belongs to a place or a day of its own is kept as unclear. Where the
story has two numbers of that thing, or one of another speaker or firm, nothing is tied.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Phrase, Relation
from .outline import Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_REACH = 900  # characters between the percentage and the number it is of
_PART, _PERCENT = r"(?P<part><amount>)", r"(?P<percent><portion>)"
_OFF = r"(?:,?<dash>|,? [(]|,? or |, )(?:<joining> ){0,3}"

_SHAPES = {
    # 214 of its 1,070 jobs, a fifth of the workforce
    "of whole": rf"""
        {_PART}(?: <word>){{0,2}} of (?:(?:<determiner>|(?!<astray>\b)<word>) ){{0,4}}?(?P<whole><amount>)(?:[ -]<word>){{0,3}}?
        {_OFF}{_PERCENT} of <of_it>\b""",
    # 874 votes, which was 21.9 per cent of the valid vote
    "apart": rf"(?<! of )(?<! of the )(?<! of its ){_PART}(?:[ -]<word>){{0,5}}?{_OFF}{_PERCENT} of <of_it>\b",
    # 8 percent of its workforce, or 120 people
    "turned": rf"{_PERCENT} of <of_it>(?: <word>){{1,4}}?,?(?:<dash>| [(]| or )(?:<joining> ){{0,3}}{_PART}(?! of\b)",
}


@cache
def _shapes() -> Shapes:
    known = words("shares")
    lists = {name: known[name]["words"] for name in ("joining", "determiner", "of_it", "astray")}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def bases(story: Story, outlines: Sequence[Outline], figures: Sequence[Figure], tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every share whose whole is named by the percentage and counted elsewhere; those that `tied` holds already are left out."""
    known = {relation.role("percent") for relation in tied}
    counts = [figure for figure in figures if figure.kind == "count" and figure.counted]
    starts = [figure.span.start for figure in counts]

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        share, part = outline.entry(match, "percent"), outline.entry(match, "part")
        if not share or not part or share in known or not _names_all(story, share) or not _is_part(outline, match, part, share):
            return None
        whole: Figure | None
        if name == "of whole":
            whole = outline.entry(match, "whole")
            if not whole or not _is_of(story, whole, share):
                return None
        else:
            near = counts[bisect_left(starts, share.span.start - _REACH) : bisect_right(starts, share.span.start + _REACH)]
            whole = _whole(story, [figure for figure in near if figure is not part], share, part)
            whole = whole if whole and (not _is_staff(share) or _names(story, whole) <= _names(story, share)) else None
        return _relation(outline, part, whole, share, 1 if name == "of whole" else 2) if whole else None

    return matched(outlines, _shapes(), build, signs=2, once="percent", having=re.compile(r" of "))


def _is_part(outline: Outline, match: re.Match[str], part: Figure, share: Figure) -> bool:
    """ "214 jobs, a fifth of the workforce"; not "1,344 delegates of 14 states and one territory, or 34 percent of all delegates"."""
    noun = part.counted.key if part.counted else None
    named = share.counted.key if share.counted else None
    if part.kind != "count" or not (noun in (None, named) or (_is_staff(share) and noun in words("shares")["staff"]["parts"])):
        return False
    others = [one for one in outline.earlier(match.start("percent")) if one.kind == "count" and one is not part]
    return noun is not None or not others


def _relation(outline: Outline, part: Figure, whole: Figure, share: Figure, link: int) -> Relation:
    apart = link > 1 and (whole.when or (_is_staff(share) and (whole.where or part.where)))
    return Relation(
        spanned([part, share]),
        "share",
        (("part", part), ("whole", whole), ("percent", share)),
        link,
        str(words("shares")["of_it"]["reason"]) if apart else None,
        None,
        outline.inside_quotation(spanned([part, share])),
    )


def _whole(story: Story, near: Sequence[Figure], share: Figure, part: Figure) -> Figure | None:
    """The one number near by that counts what the percentage is of."""
    of_it = [figure for figure in near if _is_of(story, figure, share) and not _is_some(story, figure)]
    numbers = {(figure.quantity.digits, figure.quantity.scale) for figure in of_it}
    if len(numbers) != 1 or of_it[0].quantity.value is None or part.quantity.value is None:
        return None
    # "500 employees ... 5 percent of its workforce": what goes is no whole, and the whole is no smaller than a part of it.
    if of_it[0].quantity.value <= part.quantity.value or (of_it[0].by and part.by and of_it[0].by is not part.by):
        return None
    return of_it[0]


def _is_of(story: Story, figure: Figure, share: Figure) -> bool:
    """Whether a figure counts what a percentage is of: the same words, or people whom a firm employs."""
    if figure.direction or figure.counted is None or share.counted is None or not 0 <= figure.counted.span.start - figure.span.end < 3:
        return False
    staff, head = words("shares")["staff"], figure.counted.key
    kept, named = (_qualities(story, one) for one in (figure.counted, share.counted))
    lead = story.text[max(0, figure.span.start - 40) : figure.span.start]
    if _is_staff(share) and named <= frozenset(staff["all"]):
        employed = head in staff["people"] and _employing().search(lead) is not None
        return not kept - frozenset(staff["all"]) and (head in staff["counted"] or employed)
    # "52 percent of the vote ... Jones got 500 votes": a bare noun is of anybody, but "A total of 960 votes were cast".
    return share.counted.key == head and kept == named and bool(kept or _in_all().search(lead))


def _is_staff(share: Figure) -> bool:
    return share.counted is not None and share.counted.key in words("shares")["staff"]["whole"]


def _names(story: Story, figure: Figure) -> set[str]:
    """The names in the sentence of a figure: "Rival Bolto has 900 workers" is not of the firm before."""
    sentence = story.sentence_of(figure.span.start)
    named = re.findall(r"[A-Z][^\W\d_]+", story.text[sentence.start : sentence.end])
    return {word for word in named if word.lower() not in words("shares")["staff"]["opening"]}


def _names_all(story: Story, share: Figure) -> bool:
    """Not "30 percent of its workforce in Leeds", "of the voters who replied"."""
    return share.counted is not None and not _narrower().match(story.text[share.counted.span.end : share.counted.span.end + 20])


def _is_some(story: Story, figure: Figure) -> bool:
    """ "another 400 employees", "400 of its"."""
    return bool(_some().search(story.text[max(0, figure.span.start - 40) : figure.span.start]))


def _qualities(story: Story, counted: Phrase) -> frozenset[str]:
    """ "valid" of "valid votes": the words that tell which."""
    return frozenset(story.text[counted.span.start : counted.span.end].lower().split()[:-1])


@cache
def _employing() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['staff']['employing'])} (?:[\w-]+ ){{0,3}}$", re.IGNORECASE)


@cache
def _narrower() -> re.Pattern[str]:
    return re.compile(rf" {any_of(words('shares')['of_it']['narrower'])}\b", re.IGNORECASE)


@cache
def _in_all() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['of_it']['in_all'])} $", re.IGNORECASE)


@cache
def _some() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('shares')['of_it']['some'])} (?:\w+ )?$", re.IGNORECASE)
