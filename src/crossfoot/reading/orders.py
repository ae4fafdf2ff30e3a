"""Moments that the story puts in an order: "from 2016 to 2014", "born in 1950, she died in 1940", "built in 1990 after a fire in 1995".

The first must not lie after the last. Left alone is what only looks like an order: a date that was moved "from June to May", "named after",
years before Christ, and moments of which one is given without its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Moment, Relation
from .needed import Pattern
from .outline import SIGNS, Outline, pattern
from .vocabulary import words

_GAP = f"[^{SIGNS['moment']}{SIGNS['duration']}{SIGNS['stop']};:,]"
_WIDE = f"[^{SIGNS['moment']}{SIGNS['stop']};:]"
_SHAPES = {
    # from 2016 to 2014, between 2016 and 2014
    "from": r"\b(?:from|between) (?P<first><moment>) (?:to|until|till|through|and) (?P<last><moment>)",
    # born in 1950 ... died in 1940
    "life": rf"""\bborn (?:in |on ){_GAP}{{0,30}}?(?P<first><moment>)(?:(?!\b<others>\b){_WIDE}){{1,60}}?
        \b(?:died|dies|was killed|was buried) {_GAP}{{0,30}}?(?P<last><moment>)""",
    # it was built in 1990 after a fire in 1995
    "after": rf"""\b<done> {_GAP}{{0,25}}?(?:in|on) (?P<last><moment>),?
        [ ](?:(?:(?:shortly|soon|days|weeks|months|years) )?after|<duration>)
        [ ](?:a|an|the|its|his|her|their) {_GAP}{{3,30}}?\b(?:in|on) (?P<first><moment>)(?=[,.]|<stop>|$)""",
    # it closed in 1995 before it was sold in 1990
    "before": rf"""\b<done> {_GAP}{{0,25}}?(?:in|on) (?P<first><moment>),? before (?:being|it|he|she|\w+ing) {_GAP}{{2,40}}?
        \b(?:in|on) (?P<last><moment>)(?=[,.]|<stop>|$)""",
}


# The words without which a shape is not sought; "two years after" may be one sign.
NEEDS = {
    "from": ("from ", "From ", "between ", "Between "),
    "life": ("born", "Born"),
    "after": ("after", SIGNS["duration"]),
    "before": ("before",),
}


@cache
def _shapes() -> dict[str, Pattern]:
    known = words("timelines")
    return {name: pattern(shape, done=known["done"]["words"], others=known["others"]["words"]) for name, shape in _SHAPES.items()}


@cache
def _left_alone() -> tuple[Pattern, Pattern]:
    known = words("timelines")
    return pattern(r"\b<moved>\b", moved=known["moved"]["words"]), pattern(r"^[ ]?<era>", era=known["after_a_year"]["words"])


def orders(drawn: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every pair of moments in an order, both with their year."""
    for outline in drawn:
        if sum(isinstance(one, Moment) for one in outline.entries.values()) > 1:
            for name, shape in _shapes().items():
                if not any(word in outline.text for word in NEEDS[name]):
                    continue
                for match in shape.finditer(outline.text):
                    if (first := outline.moment(match, "first")) and (last := outline.moment(match, "last")) and _ordered(outline, match):
                        yield _relation(outline, name, first, last)


def _ordered(outline: Outline, match: re.Match[str]) -> bool:
    first, last = outline.moment(match, "first"), outline.moment(match, "last")
    moved, era = _left_alone()
    if not first or not last or not first.year_stated or not last.year_stated or first.kind != "date" or last.kind != "date":
        return False
    start, end = outline.bounds(match.start())
    after = outline.text[match.end() : min(end, match.end() + 12)]
    # "1600 to 1400 Pennsylvania Avenue"
    address = after[:1] == " " and after[1:2].isupper()
    return not moved.search(outline.text, start, match.end()) and not era.match(after) and not address


def _relation(outline: Outline, name: str, first: Moment, last: Moment) -> Relation:
    span = Span(min(first.span.start, last.span.start), max(first.span.end, last.span.end))
    return Relation(span, "order", (("first", first), ("last", last)), 1, None, name, outline.inside_quotation(span))
