"""Which words of its sentence are surely a figure's own, and which may be.

Where a sentence is cut between two figures cannot always be told: "28 were arrested in Baltimore, in Chicago 30" and "61mm fell in Harwick,
in Calder, 88mm". So each figure has words that stand on its side of every place where the sentence may be cut (`sure`), and words that
stand on its side of one (`open`). Numbers that are told beside it are words: "14 were aged 11 to 17", "37 heard a sound of 50 decibels".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..reading.spoken import is_joiner, is_span, leads_to_whole, opens_relative, stem, weight_of
from .alignment import Source
from .slots import KINDS, SEPARATORS, Slot, is_of_one_sort, moves, slots_of

STRONG = frozenset(";:—–")
LABEL = frozenset(":")
YEAR = 4  # digits
FAR = 80  # words within which a clause begins or ends
NEAREST = 8  # figures on either side, in a sentence that lists hundreds
SHARE = "fraction"
CUTTING = (*KINDS, SHARE)
MEASURES = ("measure", "age", "rank")


@dataclass(frozen=True, slots=True)
class Own:
    """The words that are surely a figure's, and those that may be."""

    sure: frozenset[str]
    open: frozenset[str]


@lru_cache(maxsize=4096)
def owned(slot: Slot) -> Own:
    """The words up to where the part of another figure begins; those that may be its own lie past figures of another sort."""
    others = [one for one in beside(slot) if one is not slot]
    near = _reach(slot, [one for one in others if one.figure.kind in CUTTING])
    far = _reach(slot, [one for one in others if _cuts_off(slot, one)])
    first, last = _clause(slot)
    sure = told_between(slot, max(first, near[1]), min(last, near[2]))
    return Own(sure, sure | told_between(slot, near[0], near[3]) | told_between(slot, far[0], far[3]))


def beside(slot: Slot) -> list[Slot]:
    """The figures of its sentence that stand nearest on either side."""
    figures = slots_of(slot.source.ledger).in_sentence[slot.sentence]
    at = bisect_left(figures, slot.figure.span, key=lambda one: one.figure.span)
    return figures[max(0, at - NEAREST) : at + NEAREST + 1]


def _clause(slot: Slot) -> tuple[int, int]:
    """ "Northfield managed 58.4 per cent, and St Bride's did worse": up to where a clause of its own begins on either side."""
    (first, last), (start, stop) = sentence_of(slot), place_of(slot)
    before = [at for at in range(max(first + 1, start - FAR), start) if _begins_anew(slot, at)]
    after = [at for at in range(stop, min(last, stop + FAR)) if _begins_anew(slot, at)]
    return before[-1] if before else first, after[0] if after else last


def _begins_anew(slot: Slot, at: int) -> bool:
    marks, key = set(slot.source.before(at)), slot.source.wording.keys[at]
    return bool(marks & STRONG) or ("," in marks and (is_joiner(key) or opens_relative(key)))


def _cuts_off(slot: Slot, other: Slot) -> bool:
    """ "A quarter are in schools and 8,600 in the open"; "37 of the 48 heard it": what follows a whole is told of its part."""
    if slot.figure.span < other.figure.span and is_part(slot, other):
        return False
    if other.figure.span < slot.figure.span and moves(other):
        # "The number of unemployed fell 300,000, to 12 million"
        return False
    return other.figure.kind == SHARE or (other.figure.kind == slot.figure.kind and is_of_one_sort(slot, other))


def _reach(slot: Slot, others: Sequence[Slot]) -> tuple[int, int, int, int]:
    """From where the words may be a figure's, and surely are; up to where they surely are, and may be."""
    (first, last), (start, stop) = sentence_of(slot), place_of(slot)
    before = max((end for one in others if (end := place_of(one)[1]) <= start), default=None)
    after = min((begin for one in others if (begin := place_of(one)[0]) >= stop), default=None)
    left = _cuts(slot, before, start) if before is not None else [first]
    right = _cuts(slot, stop, after) if after is not None else [last]
    return left[0], left[-1], right[0], right[-1]


def _cuts(slot: Slot, stop: int, start: int) -> list[int]:
    """The places between two figures where the words of the second may begin, in order."""
    source, keys = slot.source, slot.source.wording.keys
    marks = [set(source.before(at)) & SEPARATORS for at in range(stop, min(start + 1, len(keys)))]
    # "Harwick 61mm; Calder: 88mm": the label is about the figure behind it.
    marks[-1:] = [mark - LABEL for mark in marks[-1:]]
    told = _figures_at(source)
    places = [stop + at for at, mark in enumerate(marks) if mark or (is_joiner(keys[stop + at]) and stop + at not in told)]
    strong = [stop + at for at, mark in enumerate(marks) if mark & STRONG]
    # "2,100 sheep or goats and about 1,000 cattle": the joiner before the second is where it begins.
    last = places[-1] if places else start
    if not strong and last < start and is_joiner(keys[last]) and all(weight_of(key) != "content" for key in keys[last:start]):
        return [last]
    return strong or places or [stop, start]


def begins_at(slot: Slot, stop: int, start: int) -> int:
    """The last place behind a word before a figure where what is told of it may begin."""
    return _cuts(slot, stop, start)[-1]


def told_between(slot: Slot, first: int, last: int) -> frozenset[str]:
    """The telling words of a stretch of its sentence, without its own."""
    start, stop = place_of(slot)
    told = _figures_at(slot.source)
    return frozenset(word for at in (*range(first, start), *range(stop, last)) if (word := _word(slot.source, at, told)))


def _word(source: Source, at: int, told: dict[int, str]) -> str:
    """A telling word or year; "50 decibels", said of something else, is one; money and shares are none."""
    key = source.wording.keys[at]
    if at in told:
        return told[at]
    telling = weight_of(key) == "content" or (key.isdigit() and len(key) == YEAR)
    return stem(key) if telling and not is_span(stem(key)) else ""


@lru_cache(maxsize=64)
def _figures_at(source: Source) -> dict[int, str]:
    """What the words of each figure tell where they stand beside another."""
    told: dict[int, str] = {}
    for figure in source.ledger.figures:
        quantity = figure.quantity
        ends = (quantity.amount.strict.low, quantity.amount.strict.high) if quantity.value is None else quantity.value
        word = f"{ends} {quantity.unit}" if figure.kind in MEASURES else ""
        told |= dict.fromkeys(range(source.word_at(figure.span.start), source.word_at(figure.span.end)), word)
    return told


def place_of(slot: Slot) -> tuple[int, int]:
    """The words that a figure takes up."""
    return slot.source.word_at(slot.figure.span.start), slot.source.word_at(slot.figure.span.end)


def sentence_of(slot: Slot) -> tuple[int, int]:
    """The words of its sentence."""
    span = slot.source.ledger.sentences[slot.sentence]
    return slot.source.word_at(span.start), slot.source.word_at(span.end)


def is_part(one: Slot, other: Slot) -> bool:
    """ "214 of 300", "of the 300 pupils, 214": the one is a part of the other."""
    first, second = sorted((one, other), key=lambda slot: slot.figure.span)
    keys = one.source.wording.keys
    (start, stop), (begin, _) = place_of(first), place_of(second)
    return leads_to_whole(tuple(keys[sentence_of(one)[0] : start])) or leads_to_whole(tuple(keys[stop:begin]))
