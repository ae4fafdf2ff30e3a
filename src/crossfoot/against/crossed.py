"""Two figures of one sentence that a source has the other way round: "five passengers and 12 crew" for 12 passengers and five crew.

Where a sentence is cut between two figures cannot always be told, so that each figure has words that are surely its own and words that
may be. Two figures are crossed where each surely has words of the other's in the source, and neither has, or may have, one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..reading.contrasts import says_the_rest
from .owned import Own, is_part, owned, sentence_of
from .slots import KINDS, Slot, Slots, is_of_one_sort

APART = 2  # sentences between two figures of a source that are read together: lines of a list
FEW = 20  # two numbers below this are met together by chance
MOST = 40  # figures of a sentence, beyond which it is a table
PAIRS = 1600  # places that have both numbers, beyond which the two are met everywhere
TOLD = 1  # words that the sentences of such must share beside those that are crossed
IN_ORDER = "respectively"  # "12 and five respectively": the words stand elsewhere


@dataclass(frozen=True, slots=True)
class Crossing:
    """A figure of the story and the one beside it, and the figures of the source that stand for the words of each."""

    mine: Slot
    beside: Slot
    for_mine: Slot
    for_beside: Slot


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
        there = _own(one, other) if one.sentence == other.sentence else (owned(one), owned(other))
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


def _own(one: Slot, other: Slot) -> tuple[Own, Own] | None:
    """The words of two figures of a sentence, without those that both may have; nothing where the order of the words does not tell."""
    if IN_ORDER in one.source.wording.keys[slice(*sentence_of(one))] or is_part(one, other):
        return None
    first, second = owned(one), owned(other)
    return Own(first.sure - second.open, first.open - second.sure), Own(second.sure - first.open, second.open - first.sure)


def _is_straight(here: tuple[Own, Own], there: tuple[Own, Own]) -> bool:
    """Whether either figure may have words of its own in the source."""
    return any(mine.open & theirs.open for mine, theirs in zip(here, there, strict=True))


def _is_crossed(here: tuple[Own, Own], there: tuple[Own, Own]) -> bool:
    """ "39 of those who started late and 22 of the rest": of the rest no more need be known."""
    (mine, beside), (one, other) = here, there
    met = bool(mine.sure & other.sure), bool(beside.sure & one.sure)
    return all(met) or (met[0] and _is_the_rest(beside)) or (met[1] and _is_the_rest(mine))


def _is_the_rest(own: Own) -> bool:
    return bool(own.sure) and all(map(says_the_rest, own.sure))


def _is_of_one_matter(mine: Slot, beside: Slot, one: Slot, other: Slot, source: Slots) -> bool:
    values = [slot.figure.quantity.value or 0 for slot in (mine, beside)]
    if max(values) >= FEW:
        return True
    theirs = frozenset().union(*(slot.around for held in (one, other) for slot in source.beside(held)))
    crossing = (mine.near & other.near) | (beside.near & one.near)
    return len((mine.around & theirs) - crossing) >= TOLD
