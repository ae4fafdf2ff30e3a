"""Two figures of one sentence that a source has the other way round: "five passengers and 12 crew" for 12 passengers and five crew.

Where a sentence is cut between two figures cannot always be told, so that each figure has words that are surely its own and words that
may be. Two figures are crossed where each surely has words of the other's in the source, and neither has, or may have, one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .document import Span
from .reading.spoken import is_joiner, leads_to_whole, says_the_rest, stem, weight_of
from .slots import KINDS, SEPARATORS, Slot, Slots, is_of_one_sort, slots_of

APART = 2  # sentences between two figures of a source that are read together: lines of a list
FEW = 20  # two numbers below this are met together by chance
MOST = 40  # figures of a sentence, beyond which it is a table
PAIRS = 1600  # places that have both numbers, beyond which the two are met everywhere
TOLD = 1  # words that the sentences of such must share beside those that are crossed
STRONG = frozenset(";:—–")
IN_ORDER = "respectively"  # "12 and five respectively": the words stand elsewhere


@dataclass(frozen=True, slots=True)
class Crossing:
    """A figure of the story and the one beside it, and the figures of the source that stand for the words of each."""

    mine: Slot
    beside: Slot
    for_mine: Slot
    for_beside: Slot


@dataclass(frozen=True, slots=True)
class _Own:
    """The words that are surely a figure's, and those that may be."""

    sure: frozenset[str]
    open: frozenset[str]


def crossed(mine: Slot, story: Slots, source: Slots) -> Crossing | None:
    """The crossing of a figure with a later one of its sentence, if no passage of the source has the two as the story has them."""
    together = story.in_sentence[mine.sentence]
    for beside in together if len(together) <= MOST else ():
        if beside.figure.span <= mine.figure.span or not _can_cross(mine, beside):
            continue
        found = list(_told(mine, beside, source))
        if found and None not in found and any(found):
            return next(one for one in found if isinstance(one, Crossing))
    return None


def _told(mine: Slot, beside: Slot, source: Slots) -> Iterator[Crossing | bool | None]:
    """What each place that has both numbers makes of them: a crossing, nothing (`False`), or that they stand as in the story (`None`)."""
    here = _own(mine, beside)
    for one, other in _holders(mine, beside, source) if here else ():
        there = _own(one, other) if one.sentence == other.sentence else (_whole(one), _whole(other))
        if not there or not here or _is_straight(here, there):
            yield None
        elif _is_crossed(here, there) and _is_of_one_matter(mine, beside, one, other, source):
            yield Crossing(mine, beside, other, one)
        else:
            yield False


def _can_cross(mine: Slot, beside: Slot) -> bool:
    values = [slot.figure.quantity.value for slot in (mine, beside)]
    return mine.figure.kind in KINDS and None not in values and values[0] != values[1] and is_of_one_sort(mine, beside)


def _holders(mine: Slot, beside: Slot, source: Slots) -> Iterator[tuple[Slot, Slot]]:
    """Where the source has both numbers close together: those of a sentence, or of lines that follow each other."""
    ones, others = (source.with_value.get(slot.figure.quantity.value, []) for slot in (mine, beside))
    for one in ones if len(ones) * len(others) <= PAIRS else ():
        for other in others:
            if abs(one.sentence - other.sentence) <= APART and is_of_one_sort(mine, one) and is_of_one_sort(beside, other):
                yield one, other


def _own(one: Slot, other: Slot) -> tuple[_Own, _Own] | None:
    """The words of two figures of a sentence, without those that both may have; nothing where the order of the words does not tell."""
    if IN_ORDER in one.source.wording.keys[slice(*_sentence(one))] or _is_part(one, other):
        return None
    first, second = _whole(one), _whole(other)
    return _Own(first.sure - second.open, first.open - second.sure), _Own(second.sure - first.open, second.open - first.sure)


def _is_part(one: Slot, other: Slot) -> bool:
    """ "214 of 300", "of the 300 pupils, 214": the one is a part of the other."""
    first, second = sorted((one, other), key=lambda slot: slot.figure.span)
    source, keys = one.source, one.source.wording.keys
    start = source.word_at(first.figure.span.start)
    between = keys[source.word_at(first.figure.span.end) : source.word_at(second.figure.span.start)]
    return leads_to_whole(tuple(keys[_sentence(one)[0] : start])) or leads_to_whole(tuple(between))


def _whole(slot: Slot) -> _Own:
    """The words up to where the part of the sentence that belongs to another figure surely or possibly begins."""
    source, (first, last) = slot.source, _sentence(slot)
    start, stop = source.word_at(slot.figure.span.start), source.word_at(slot.figure.span.end)
    neighbours = [one.figure.span for one in _neighbours(slot)]
    before = max((source.word_at(span.end) for span in neighbours if span.end <= slot.figure.span.start), default=None)
    after = min((source.word_at(span.start) for span in neighbours if span.start >= slot.figure.span.end), default=None)
    left = _cuts(slot, before, start) if before is not None else [first]
    right = _cuts(slot, stop, after) if after is not None else [last]
    return _Own(_words(slot, left[-1], start, stop, right[0]), _words(slot, left[0], start, stop, right[-1]))


def _neighbours(slot: Slot) -> list[Slot]:
    return [one for one in slots_of(slot.source.ledger).in_sentence[slot.sentence] if one is not slot and one.figure.kind in KINDS]


def _cuts(slot: Slot, stop: int, start: int) -> list[int]:
    """The places between two figures where the words of the second may begin, in order."""
    source = slot.source
    ends = min(start + 1, len(source.wording.keys))
    marks = [set(source.before(at)) & SEPARATORS for at in range(stop, ends)]
    places = [stop + at for at, mark in enumerate(marks) if mark or is_joiner(source.wording.keys[stop + at])]
    strong = [stop + at for at, mark in enumerate(marks) if mark & STRONG]
    # "Firefighters, 2; civilians, 1": what stands before the comma is the figure's own.
    apart = strong or [at for at in places if at < start] or places
    return apart or [stop, start]


def _words(slot: Slot, first: int, start: int, stop: int, last: int) -> frozenset[str]:
    keys = slot.source.wording.keys
    # A year that is no figure tells two figures apart as a word does.
    telling = (keys[at] for at in (*range(first, start), *range(stop, last)))
    return frozenset(stem(key) for key in telling if weight_of(key) == "content" or (len(key) == 4 and key.isdigit()))


def _sentence(slot: Slot) -> tuple[int, int]:
    span: Span = slot.source.ledger.sentences[slot.sentence]
    return slot.source.word_at(span.start), slot.source.word_at(span.end)


def _is_straight(here: tuple[_Own, _Own], there: tuple[_Own, _Own]) -> bool:
    """Whether either figure may have words of its own in the source."""
    return any(mine.open & theirs.open for mine, theirs in zip(here, there, strict=True))


def _is_crossed(here: tuple[_Own, _Own], there: tuple[_Own, _Own]) -> bool:
    """ "39 of those who started late and 22 of the rest": of the rest no more need be known."""
    (mine, beside), (one, other) = here, there
    met = bool(mine.sure & other.sure), bool(beside.sure & one.sure)
    return all(met) or (met[0] and _is_the_rest(beside)) or (met[1] and _is_the_rest(mine))


def _is_the_rest(own: _Own) -> bool:
    return bool(own.sure) and all(map(says_the_rest, own.sure))


def _is_of_one_matter(mine: Slot, beside: Slot, one: Slot, other: Slot, source: Slots) -> bool:
    values = [slot.figure.quantity.value or 0 for slot in (mine, beside)]
    if max(values) >= FEW:
        return True
    theirs = frozenset().union(*(slot.around for held in (one, other) for slot in source.beside(held)))
    crossing = (mine.near & other.near) | (beside.near & one.near)
    return len((mine.around & theirs) - crossing) >= TOLD
