"""Changes over two sentences: "Karin had 140 goats when they began. The herd has since doubled, to 420", "Sales rose 12 percent to £560m. A
year earlier they were £500m."

The level from which something moved may stand in the sentence before, if that has one figure of the kind and no more, and if what moved is
said by a word that takes it up again: the same noun, "it", "the number", "the herd". A figure that is a part of something ("another 140"),
or the amount of a move itself, is no level to start from. The sentence after may name the level of a year before, by "it", "sales" or "that
compares with"; shares and indices are left alone, for what they rise by is of a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..ledger import Figure, Relation
from ..quantity import Kind
from .changes import change_of
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .shapes import Shapes, matched_across
from .vocabulary import words

_BEFORE = r"(?P<a><level>)<gap>{1,140}?<stop>(?P<what>[^<figure><stop>;]{1,60}?)"
_TO = r"(?:,| ?[–—-])? (?:and )?(?:now )?(?:stands? at|reaching|to) (?P<b><level>)"
# "a year earlier" is a moment to the reader of dates, "the year before" is not.
_AGO = r"(?P<ago><ago>|<moment>|<duration>)"
_MOVED = r"""
    (?:\b<verb>(?: <light>){0,2}(?: by)? (?=<portion>)|(?=<multiple>))(?P<percent><portion>|<multiple>)<time>,? to (?P<b><level>)
    <gap>{0,80}?"""

_SHAPES = {
    # The herd has since doubled, to 420
    "times": rf"{_BEFORE}[ ](?P<percent><multiple>)<time>{_TO}",
    # They have risen by a quarter, to £5m
    "moved by": rf"{_BEFORE}[ ]<verb>(?: <light>){{0,2}}(?: by)? (?P<percent><portion>)<time>{_TO}",
    # Sales rose 12 percent to £560m in the year. A year earlier they were £500m
    "a year earlier": rf"""{_MOVED}<stop>{_AGO},? (?P<what>[^<figure><stop>;]{{1,40}}?)
        [ ](?:was|were|had been|stood at|came to|totall?ed) (?P<a><level>)""",
    # That compares with £500m a year earlier
    "compares with": rf"{_MOVED}<stop>(?P<what>That|This|It) compare[sd] (?:with|to) (?P<a><level>)(?: <word>){{0,3}}? {_AGO}",
}


# Any figure, or the end of the sentence.
_SIGNS = f"\ue000-\ue00a{SIGNS['stop']}"


@cache
def _shapes() -> Shapes:
    known = words("changes")
    lists = {
        "verb": [*known["up"]["verbs"], *known["down"]["verbs"]],
        "light": known["light"]["words"],
        "ago": known["since"]["ago"],
    }
    return tuple((name, pattern(shape.replace("<figure><stop>", _SIGNS), **lists)) for name, shape in _SHAPES.items())


def since(story: Story, outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every change whose first level stands in the sentence before, in the order of the story."""

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        base, new = outline.entry(match, "a"), outline.entry(match, "b")
        if not base or not new or not _is_level(outline, match, base, new) or not _speaks_of_it(story, outline, match, base):
            return None
        relation = change_of(story, outline, match)
        return replace(relation, link=max(2, relation.link)) if relation else None

    return matched_across(outlines, _shapes(), build, once="percent", having=_having())


def _is_level(outline: Outline, match: re.Match[str], base: Figure, new: Figure) -> bool:
    """The one figure of its kind in the sentence, whole, of the same speaker and no move itself."""
    start, end = outline.bounds(match.start("a"))
    alike = [one for one in outline.within(start, end) if (one.kind, one.quantity.unit) == (base.kind, base.quantity.unit)]
    lead = outline.text[max(0, match.start("a") - 24) : match.start("a")]
    if len(alike) > 1 or base.direction or (base.kind, base.quantity.unit) != (new.kind, new.quantity.unit):
        return False
    return not _partial().search(lead) and (base.by is new.by or base.by is None)


def _speaks_of_it(story: Story, outline: Outline, match: re.Match[str], base: Figure) -> bool:
    """Whether the sentence without the percentage, or that with it, takes up the other."""
    if match.start("a") < match.start("b"):
        return _takes_up(match["what"], base)
    then = outline.moment(match, "ago")
    if then and story.text[then.span.start : then.span.end].lower() not in words("changes")["since"]["ago"]:
        return False
    share, what = outline.entry(match, "percent"), match["what"].lower().split()
    sentence = story.sentence_of(share.span.start) if share else base.span
    moved = story.text[sentence.start : sentence.end].lower()
    return not _of_a_day().search(moved) and (what[0] in ("it", "they", "that", "this") or (len(what) < 4 and what[-1] in moved.split()))


def _takes_up(what: str, base: Figure) -> bool:
    """Whether what moved is what was counted: "it", "the herd", "the number of goats", but not "the number of complaints", "debt"."""
    said = re.sub(
        r"(?:^| )(?:have|has|had|since|more than|almost|nearly|now|then|already|is|was|also|all but|that)\b", "", what.strip(' "“')
    )
    noun = base.counted.key if base.counted else None
    taken_up = re.fullmatch(rf"{_again(base.kind).pattern}(?: of (?:the )?(?P<of>[\w-]+))?", said.strip(), re.IGNORECASE)
    if taken_up:
        return taken_up["of"] is None or (noun is not None and taken_up["of"].startswith(noun[:4]))
    return bool(noun and re.fullmatch(rf"(?:The|Its|Their|That|Those|These) {re.escape(noun[:4])}[\w]*", said.strip(), re.IGNORECASE))


@cache
def _again(kind: Kind) -> re.Pattern[str]:
    """What takes up a level of a kind: nobody says "attendance" of a margin of 7.6 percent."""
    known = words("changes")["since"]
    return re.compile(any_of([*known["words"], *known.get({"count": "of_counts", "money": "of_money"}.get(kind, ""), ())]), re.IGNORECASE)


@cache
def _partial() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('changes')['since']['not_after'])} $", re.IGNORECASE)


@cache
def _of_a_day() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('changes')['since']['of_a_day'])}\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return re.compile(f"[{SIGNS['multiple']}{SIGNS['percent']}{SIGNS['fraction']}]")
