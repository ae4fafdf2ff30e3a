"""Two figures of one story that are told in the same words, and whose digits are nearly the same: one of them may be a slip.

That 1,250 and 1,520 drivers both strike is no accident where the two sentences are alike. Only figures of one unit, or of one noun, whose
slots share most of their words are paired; everything else in a story that looks alike is a chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from .against.slots import Slot, fits, slots_of
from .ledger import Figure, Ledger
from .quantity import Quantity

MOST = 60  # figures of one noun in one story that are looked at
KINDS = ("count", "money", "measure")


def twins(story: Ledger, slipped: Callable[[Quantity, Quantity], bool]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs, in the order of the story, whose numbers are a slip apart and whose slots are one."""
    for first, second in _candidates(story, slipped):
        slots = slots_of(story)
        mine = {id(slot.figure): slot for slot in slots.all}
        one, other = mine.get(id(first)), mine.get(id(second))
        if one and other and one.sentence != other.sentence and _alike(one, other, story):
            yield first, second


def repeated(story: Ledger, slipped: Callable[[Quantity, Quantity], bool]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs that the reader tied as one number said again, and whose numbers are a slip apart."""
    for relation in story.relations:
        if relation.kind == "repeat" and not relation.quoted:
            first, again = relation.role("first"), relation.role("again")
            if slipped(first.quantity, again.quantity):
                yield first, again


def _candidates(story: Ledger, slipped: Callable[[Quantity, Quantity], bool]) -> Iterator[tuple[Figure, Figure]]:
    alike: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in story.figures:
        named = figure.counted.key if figure.kind == "count" and figure.counted else figure.quantity.unit
        if figure.kind in KINDS and named and figure.quantity.digits and figure.direction is None:
            alike[figure.kind, named].append(figure)
    for figures in alike.values():
        for first, second in combinations(figures[:MOST], 2):
            if slipped(first.quantity, second.quantity):
                yield first, second


def _alike(one: Slot, other: Slot, story: Ledger) -> bool:
    """Three words or more in common, half of all, and nothing that sets the two apart: place, day, speaker."""
    fit = next((fit for fit in fits(one, slots_of(story)) if fit.slot is other), None)
    if not fit or fit.apart or fit.shared < 3 or fit.both < 0.5:
        return False
    first, second = one.figure, other.figure
    if {place.key for place in first.where} != {place.key for place in second.where} or (
        first.by and second.by and first.by is not second.by
    ):
        return False
    return not (first.when and second.when and first.when.earliest != second.when.earliest)
