"""What a headline says of a move of the text: "Moor fire doubles in size" above "grew to 18,600 acres from 9,300".

A multiple, or a percentage or fraction of a rise or fall, in the headline is tied to the two levels of the text where just one sentence
with a move speaks of what the headline says has moved ("fire", "deaths"). Where the text states the headline's number itself, or where
another move of the story agrees, the headline is of that, and nothing is tied.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ..ledger import Figure, Relation
from .compared import agrees
from .outline import any_of
from .paragraphs import Story
from .shapes import spanned
from .vocabulary import words

_STEM = 4  # letters by which "deaths" and "death" are one word
_BESIDE = 3  # figures after another with which it may be a pair
_LEVELS = ("count", "money", "measure")
_CLAIMS = ("multiple", "percent", "fraction")


def headed(story: Story, figures: Sequence[Figure], tied: Sequence[Relation]) -> Iterator[Relation]:
    """The changes of a headline, each with the levels of the text."""
    claims = [figure for figure in figures if figure.kind in _CLAIMS and figure.quantity.value and _is_change(figure)]
    above = [figure for figure in claims if _stands_above(story, figure)]
    if not above:
        return
    moves = [one for one in tied if one.kind in ("move", "change") and one.role("from").kind in _LEVELS and _is_of_one_kind(one)]
    shared = {id(one.role("percent")) for one in tied if one.kind == "share"}
    stated = [figure for figure in figures if figure.kind in _CLAIMS and id(figure) not in shared and not _stands_above(story, figure)]
    for claim in above:
        move = _move_of(story, claim, moves)
        if not move:
            continue
        levels = (move.role("from"), move.role("to"))
        way = claim.direction
        if agrees(*levels, claim, way) or not (_is_stated(claim, stated) or _is_drawn_elsewhere(claim, figures)):
            roles = (("from", levels[0]), ("to", levels[1]), ("percent", claim))
            yield Relation(spanned((*levels, claim)), "change", roles, 2, move.unclear, way)


def _is_change(figure: Figure) -> bool:
    return figure.kind == "multiple" or figure.direction is not None


def _stands_above(story: Story, figure: Figure) -> bool:
    starts = [paragraph.start for paragraph in story.paragraphs]
    return story.paragraphs[max(0, bisect_right(starts, figure.span.start) - 1)].kind == "headline"


def _is_of_one_kind(move: Relation) -> bool:
    base, new = move.role("from"), move.role("to")
    return base.kind == new.kind or (base.kind == "count" and base.counted is None)


def _move_of(story: Story, claim: Figure, moves: Sequence[Relation]) -> Relation | None:
    """The one move of the text that goes the way of the headline and whose sentence names what moved in it."""
    named = _named(story, claim)
    found: dict[object, Relation] = {}
    for move in moves:
        if claim.direction in (None, move.note) and named & _stems(_sentence(story, move)):
            found.setdefault((move.role("from").quantity.value, move.role("to").quantity.value), move)
    return next(iter(found.values())) if len(found) == 1 else None


def _named(story: Story, claim: Figure) -> frozenset[str]:
    """The stem of the last word of the headline's clause before the claim, verbs of rising and falling aside: "profit" of "Mill profit
    jumps 42%"."""
    sentence = story.sentence_of(claim.span.start)
    before = re.split(r"[,;:–—]| as | and ", story.text[sentence.start : claim.span.start])[-1]
    moved = words("changes")
    verbs = any_of([*moved["up"]["verbs"], *moved["down"]["verbs"], *moved["light"]["words"]])
    said = re.sub(rf"\b{verbs}\b", " ", before, flags=re.IGNORECASE).split()
    return frozenset(word[:_STEM].lower() for word in said[-1:] if len(word) >= _STEM)


def _sentence(story: Story, move: Relation) -> str:
    sentence = story.sentence_of(min(move.role("from").span.start, move.role("to").span.start))
    return story.text[sentence.start : sentence.end]


def _stems(sentence: str) -> frozenset[str]:
    """The beginnings of its words, and the ends of long ones: "wildfire" names a fire."""
    said = re.findall(r"[^\W\d_]{4,}", sentence.lower())
    return frozenset([word[:_STEM] for word in said] + [word[-_STEM:] for word in said if len(word) > 2 * _STEM - 1])


def _is_stated(claim: Figure, stated: Sequence[Figure]) -> bool:
    """Whether the text has the number itself: "profit rose 24 percent"."""
    mine = claim.quantity.amount.times(100 if claim.kind == "fraction" else 1)
    for figure in stated:
        if (figure.kind == "multiple") == (claim.kind == "multiple"):
            told = figure.quantity.amount.times(100 if figure.kind == "fraction" else 1)
            if not told.surely_apart(mine):
                return True
    return False


def _is_drawn_elsewhere(claim: Figure, figures: Sequence[Figure]) -> bool:
    """Whether any two levels told beside one another make what the headline says."""
    levels = [figure for figure in figures if figure.kind in _LEVELS and figure.quantity.loose.low]
    pairs = ((one, other) for at, one in enumerate(levels) for other in levels[at + 1 : at + 1 + _BESIDE])
    return any(
        (one.kind, one.quantity.unit) == (other.kind, other.quantity.unit)
        and (agrees(one, other, claim, claim.direction) or agrees(other, one, claim, claim.direction))
        for one, other in pairs
    )
