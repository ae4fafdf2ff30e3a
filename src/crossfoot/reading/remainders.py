"""Remainders: "of the 40 buses, 25 have arrived and the remaining 15 are due", also where the rest stands in the next sentence.

The rest is named by a closing word ("the other", "the remaining", "the rest") with a number. Its whole is the nearest figure before it that
a part is taken out of: "of the 40 ..., 25", "25 of the 40", "40 ..., of whom 25". Every figure of the same kind between the whole and the
rest is a part, unless it counts another thing. "The other 12 teams", with no whole and no part before them, is nobody's rest.

Of money the whole may stand further up: "a plan that costs £14.2m ... £8.4m will come from the fund, £3.6m from the county and the
remaining £2.4m from dues". The parts are then all sums of the paragraph before the rest; the whole is the sum further up, or at the head of
the paragraph, that they make, or the only one that they nearly make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..ledger import Figure, Relation
from ..quantity import total
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, pattern
from .shapes import spanned
from .vocabulary import words

_KINDS = ("count", "money", "measure")
_BACK = 360
_ABOVE = 40  # sums of money further up that are looked at
_PARTS = 2  # that stand before a rest whose whole is further up
_NEARLY = 8  # one part in so many is what a slip leaves

_REST = r"\b(?:<closing>)(?: of (?:them|those|these|which|whom|the total))?,?(?: (?:were|was|are|is|of|about|some))? (?P<rest><amount>)"
# Of the 40 buses ordered, 25; of its 40 ..., 25; out of 40 in all, 25
_OF_WHOLE = r"""
    (?:^|(?<=<stop>)|(?<=[,;:(–—“"] )|(?<=[“"])|(?<= and )|(?<= but )|(?<= that ))
    (?:of|out of) (?:<determiner> )?(?P<whole><amount>)"""
# 25 of the 40
_PART_OF = r"(?P<part><amount>)(?: <word>)?(?: out)? of (?:<determiner> )?(?P<whole><amount>)"
# 40 buses, of which 25; 40 buses, 25 of which
_OF_WHICH = r"(?P<whole><amount>)<gap>{1,60}?,? (?:of (?:which|whom|them|those|these),? |(?=<amount> of (?:which|whom|them|those|these)\b))"


@cache
def _shapes() -> tuple[Pattern, tuple[Pattern, ...]]:
    lists = {"closing": words("tallies")["closing"][0]["words"], "determiner": words("shares")["determiner"]["words"]}
    return pattern(_REST, **lists), tuple(pattern(shape, **lists) for shape in (_OF_WHOLE, _PART_OF, _OF_WHICH))


def remainders(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every remainder with a whole and a part, in the order of the story."""
    closing = _shapes()[0]
    above: list[Figure] = []
    for outline in outlines:
        for match in closing.finditer(outline.text):
            relation = _relation(outline, match) or _from_further_up(outline, match, above)
            if relation:
                yield relation
        above = [*above, *_sums(outline, 0, len(outline.text))][-_ABOVE:]


def _relation(outline: Outline, match: re.Match[str]) -> Relation | None:
    rest = outline.entry(match, "rest")
    if not rest or rest.kind not in _KINDS:
        return None
    start = _begun(outline.text, match.start())
    openings = (found for shape in _shapes()[1] for found in shape.finditer(outline.text, start, match.start()))
    opened = max(openings, key=_place, default=None)
    whole = outline.entry(opened, "whole") if opened else None
    if not opened or not whole or not _alike(whole, rest):
        return None
    first = opened.start("part") if "part" in opened.re.groupindex else opened.end("whole")
    between = [
        figure
        for at in range(first, match.start("rest"))
        if isinstance(figure := outline.entries.get(at), Figure) and figure is not whole and _alike(whole, figure)
        # "nine of those were babies" is a part of a part
        if at == first or not re.match(r" of (?:those|them|these|whom|which)\b", outline.text[at + 1 : at + 14])
    ]
    if not between or any(part.quantity.value is None for part in (*between, whole, rest)):
        return None
    span = spanned([whole, *between, rest])
    overlap = _overlap().search(outline.text, first, match.start("rest"))
    link = 2 if SIGNS["stop"] in outline.text[opened.start() : match.start()] else 1
    return Relation(
        span,
        "remainder",
        (("whole", whole), ("parts", tuple(between)), ("rest", rest)),
        1 if len(between) == 1 else link,
        "the parts may overlap" if overlap else None,
        quoted=outline.inside_quotation(span),
    )


def _from_further_up(outline: Outline, match: re.Match[str], above: Sequence[Figure]) -> Relation | None:
    """The rest of a sum of money that is told in a paragraph before, or first in its own."""
    rest = outline.entry(match, "rest")
    if not rest or rest.kind != "money" or rest.quantity.value is None:
        return None
    here = [figure for figure in _sums(outline, 0, match.start()) if _alike(figure, rest)]
    readings = [(whole, tuple(here)) for whole in reversed(above) if _alike(whole, rest)]
    readings += [(here[0], tuple(here[1:]))] if here else []
    whole, parts = _made_up(readings, rest) or (None, ())
    if whole is None or _overlap().search(outline.text, 0, match.start("rest")):
        return None
    span = spanned([*parts, rest])
    roles = (("whole", whole), ("parts", parts), ("rest", rest))
    return Relation(span, "remainder", roles, 2, None, quoted=outline.inside_quotation(span))


def _made_up(readings: Sequence[tuple[Figure, tuple[Figure, ...]]], rest: Figure) -> tuple[Figure, tuple[Figure, ...]] | None:
    """The whole that its parts and the rest make; else the one that they nearly make, if it is the only one."""
    near: dict[Fraction, tuple[Figure, tuple[Figure, ...]]] = {}
    for whole, parts in readings:
        value = whole.quantity.value or Fraction(0)
        if len(parts) < _PARTS or any(part.quantity.value is None or part.quantity.value >= value for part in (*parts, rest)):
            continue
        made = total(figure.quantity.amount for figure in (*parts, rest))
        if not made.strictly_apart(whole.quantity.amount):
            return whole, parts
        if abs((made.value or Fraction(0)) - value) * _NEARLY <= value and not whole.hedge:
            near.setdefault(value, (whole, parts))
    return next(iter(near.values())) if len(near) == 1 else None


def _sums(outline: Outline, start: int, end: int) -> list[Figure]:
    """The sums of money of a stretch, but not so much a head or a year."""
    return [
        figure
        for at, figure in outline.entries.items()
        if start <= at < end and isinstance(figure, Figure) and figure.kind == "money"
        if " per " not in (figure.quantity.unit or "") and figure.quantity.value is not None
    ]


def _place(match: re.Match[str]) -> int:
    return match.start("whole")


def _begun(text: str, at: int) -> int:
    """The start of the sentence before, 360 characters back at most."""
    stops = [stop for stop, sign in enumerate(text[max(0, at - _BACK) : at], max(0, at - _BACK)) if sign == SIGNS["stop"]]
    return stops[-2] + 1 if len(stops) > 1 else max(0, at - _BACK)


def _alike(whole: Figure, other: Figure) -> bool:
    """One kind and unit, and no other noun: "25 have arrived", "25 buses", but not "187 places"."""
    if whole.kind != other.kind or (whole.kind != "count" and whole.quantity.unit != other.quantity.unit):
        return False
    own = other.counted if other.counted and 0 <= other.counted.span.start - other.span.end < 3 else None
    return whole.counted is None or own is None or own.key == whole.counted.key


@cache
def _overlap() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word for entry in words('tallies')['overlap'] for word in entry['words'])}\b", re.IGNORECASE)
