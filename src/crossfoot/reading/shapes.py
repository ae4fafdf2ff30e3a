"""Shapes: short patterns over outlines, each tried in every sentence, and the relation that a match stands for.

The readers of changes, moves, margins, rates and money in two currencies write their shapes with the fragments here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..document import Span
from ..ledger import Figure, Relation
from .needed import Pattern
from .outline import Outline

# "... 36,185 homes in <moment>", "... $1.13bn (£600m) for the three months", "$21.8 million, or 34 cents a share,": words, a conversion or
# the same by another measure, words of time after a level.
AFTER = r"(?:[ -]<word>){0,5}?(?: [(]<amount>[)]|,? or <amount>(?:[ -]<word>){0,3},?)?<time>"
BETWEEN = r"(?:(?! and | but | while )<gap>){1,70}?"

Shapes = Sequence[tuple[str, Pattern]]
Build = Callable[[Outline, re.Match[str], str], Relation | None]


def matched(
    outlines: Sequence[Outline], shapes: Shapes, build: Build, *, signs: int, once: str, having: re.Pattern[str] | None = None
) -> Iterator[Relation]:
    """What the shapes find, sentence by sentence; the figure in the group `once` is given to the first shape that makes a relation of it.

    Sentences with fewer figures than `signs`, or without the words of `having`, are not looked at."""
    for outline in outlines:
        for start, end in outline.sentences(signs=signs):
            if not outline.holds_a_number(start, end) or (having and not having.search(outline.text, start, end)):
                continue
            yield from sorted(_in_sentence(outline, shapes, build, start, end, once), key=lambda relation: relation.span)


def matched_across(outlines: Sequence[Outline], shapes: Shapes, build: Build, *, once: str, having: re.Pattern[str]) -> Iterator[Relation]:
    """What shapes that hold a `<stop>` find in whole paragraphs, "... at £150,000 each. The total is £6 million"."""
    for outline in outlines:
        if having.search(outline.text):
            yield from sorted(_in_sentence(outline, shapes, build, 0, len(outline.text), once), key=lambda relation: relation.span)


def _in_sentence(outline: Outline, shapes: Shapes, build: Build, start: int, end: int, once: str) -> Iterator[Relation]:
    taken: set[int] = set()
    for name, shape in shapes:
        for match in shape.finditer(outline.text, start, end):
            relation = None if match.start(once) in taken else build(outline, match, name)
            if relation:
                taken.add(match.start(once))
                yield relation


def related(
    outline: Outline,
    match: re.Match[str],
    kind: str,
    groups: Mapping[str, str],
    *,
    link: int = 1,
    unclear: str | None = None,
    note: str | None = None,
) -> Relation | None:
    """The relation of the figures in some groups of a match; `groups` pairs each role with its group. `None` where one has no figure."""
    roles = tuple((role, figure) for role, group in groups.items() if (figure := outline.entry(match, group)))
    if len(roles) < len(groups):
        return None
    span = spanned(figure for _, figure in roles)
    return Relation(span, kind, roles, link, unclear, note, outline.inside_quotation(span))


def spanned(figures: Iterator[Figure] | Sequence[Figure]) -> Span:
    """From the first of some figures to the last."""
    spans = [figure.span for figure in figures]
    return Span(min(span.start for span in spans), max(span.end for span in spans))
