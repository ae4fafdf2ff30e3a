"""Margins that stand apart from their figures: "voted by 21 to 14 ... The majority of seven", "31,846 votes ... and Pettibone 29,102 ...
Castellane's lead of 2,744 votes".

The margin is one that the story calls the margin of what it has just told, and its figures stand before it, a few sentences away at most: a
pair ("21 to 14", "88-81"), or the numbers of votes that several were given. Of several pairs the one that agrees is meant. Where none does,
nothing is decided, unless there is one pair only, or the first two of the votes are a slip of one digit away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise

from ..ledger import Figure, Relation
from ..slips import digit_apart
from .margins import fits, of_one_kind
from .needed import Pattern
from .outline import Outline, any_of, pattern
from .shapes import spanned
from .vocabulary import words

_BACK = 700  # characters before the margin in which its figures stand
_BETWEEN = re.compile(r"(?: votes?| points?)?(?: to | against |[-–])", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|of|all|these|those) $", re.IGNORECASE)
_STATED = (
    # the majority of seven; that margin of 202 votes; the lead of 12 points
    r"\b(?:the|that|this) (?:winning |final |eventual )?<margin> of (?:<light> )?(?P<margin><step>)",
    # Castellane's lead of 2,744 votes
    r"[A-Z][\w’'-]+(?:'s|’s) (?:lead|margin|winning margin|margin of victory) of (?:<light> )?(?P<margin><count>)",
    # the seven-vote majority
    r"\b(?:the|that|this) (?P<margin><count>)-(?:vote|point|run|seat) <margin>",
)


@cache
def _shapes() -> tuple[Pattern, ...]:
    lists = {"margin": words("margins")["margin"]["words"], "light": words("changes")["light"]["words"]}
    return tuple(pattern(shape, **lists) for shape in _STATED)


@cache
def _other_day() -> re.Pattern[str]:
    """ "the majority of 588 at the last election", "in 2019", "before the recount"."""
    known = words("margins")
    return re.compile(rf"\b{any_of([*known['stage']['words'], *known['other_day']['words']])}\b", re.IGNORECASE)


def leads(outlines: Sequence[Outline], figures: tuple[Figure, ...], text: str) -> Iterator[Relation]:
    """Every margin that the story gives for figures it has told before, in the order of the story."""
    for outline in outlines:
        for shape in _shapes():
            for match in shape.finditer(outline.text):
                relation = _relation(outline, match, figures, text)
                if relation:
                    yield relation


def _relation(outline: Outline, match: re.Match[str], figures: tuple[Figure, ...], text: str) -> Relation | None:
    margin = outline.entry(match, "margin")
    if not margin or margin.quantity.value is None or _of_another_day(outline, match):
        return None
    before = [one for one in figures if 0 < margin.span.start - one.span.end < _BACK and one.quantity.value is not None]
    pairs = [pair for pair in _pairs(before, text) if _could_be(pair, margin)]
    # "The 76,000 votes cast" are nobody's.
    own = [one for one in before if not _DEFINITE.search(text, max(0, one.span.start - 8), one.span.start)]
    polled = [one for one in own if one.kind == "count" and _is_of_votes(one, before)]
    sums = [pair for pair in combinations(polled, 2) if _could_be(pair, margin)]
    chosen = next((pair for pair in reversed([*sums, *pairs]) if _gap(pair) == margin.quantity.value), None)
    if chosen:
        return _tied(outline, chosen, margin, None)
    if len(pairs) == 1 and not polled:
        return _tied(outline, pairs[0], margin, None)
    return _first_two(outline, polled, margin) if len(polled) > 1 and not pairs else None


def _could_be(pair: tuple[Figure, Figure], margin: Figure) -> bool:
    return of_one_kind(*pair) and fits(*pair, margin)


def _of_another_day(outline: Outline, match: re.Match[str]) -> bool:
    _, end = outline.bounds(match.start())
    following = outline.text[match.end() : min(end, match.end() + 30)]
    near = next(iter(outline.moments_between(match.end(), match.end() + 25)), None)
    return near is not None or bool(_other_day().search(following) or _other_day().search(match.group()))


def _pairs(figures: Sequence[Figure], text: str) -> Iterator[tuple[Figure, Figure]]:
    """ "21 to 14", "16 votes to 22", "88-81" """
    for first, second in pairwise(figures):
        if _BETWEEN.fullmatch(text[first.span.end : second.span.start]) and first.kind == second.kind and first.kind in ("score", "count"):
            yield first, second


def _is_of_votes(figure: Figure, others: Sequence[Figure]) -> bool:
    """A number of votes; a bare number is one beside others that are, if it is no smaller than a hundred."""
    if figure.direction or figure.hedge:
        return False
    if figure.counted:
        return figure.counted.key == "vote"
    value = figure.quantity.value or 0
    return value >= 100 and any(one.counted and one.counted.key == "vote" for one in others)


def _gap(pair: tuple[Figure, Figure]) -> object:
    return abs((pair[0].quantity.value or 0) - (pair[1].quantity.value or 0))


def _first_two(outline: Outline, polled: Sequence[Figure], margin: Figure) -> Relation | None:
    """The two highest, of which the lead is told; no decision unless one digit of it is another."""
    first, second = sorted(polled, key=lambda one: -(one.quantity.value or 0))[:2]
    near = digit_apart(margin.quantity, (first.quantity.value or Fraction(0)) - (second.quantity.value or Fraction(0)))
    return _tied(outline, (first, second), margin, None if near else "other votes may be meant")


def _tied(outline: Outline, pair: tuple[Figure, Figure], margin: Figure, unclear: str | None) -> Relation:
    roles = (("first", pair[0]), ("second", pair[1]), ("margin", margin))
    return Relation(spanned([*pair, margin]), "margin", roles, 2, unclear, None, outline.inside_quotation(margin.span))
