"""The vote of the story, and that of the sources: "by seven votes to three" for "a vote of seven to five".

Compared where the story tells one vote and the sources one, in sentences that share some words and one of the two numbers: "66-34" in the
Senate and "18-2" in its committee are two votes. In a report of several votes nothing is said: which is which would have to be guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document import Span
from ..reading.contrasts import between_votes, says_vote
from .owned import place_of, sentence_of
from .slots import Slot, Slots

ALIKE = 2  # words that the two sentences share beside one of the numbers


@dataclass(frozen=True, slots=True)
class Vote:
    """The figures for and against, and where the vote stands."""

    ayes: Slot
    noes: Slot

    @property
    def span(self) -> Span:
        """From the first number to the second."""
        return Span(self.ayes.figure.span.start, self.noes.figure.span.end)

    @property
    def counts(self) -> frozenset[object]:
        """The two numbers, in whatever order."""
        return frozenset((self.ayes.figure.quantity.value, self.noes.figure.quantity.value))


def another_vote(story: Slots, sources: Sequence[Slots]) -> tuple[Vote, Vote] | None:
    """The vote of the story and that of the sources, where they differ."""
    mine, theirs = list(_votes(story)), [vote for source in sources for vote in _votes(source)]
    if len({vote.counts for vote in mine}) != 1 or len({vote.counts for vote in theirs}) != 1:
        return None
    one, other = mine[0], theirs[0]
    if one.counts == other.counts or not one.counts & other.counts:
        return None
    shared = max(len(vote.ayes.around & there.ayes.around) for vote in mine for there in theirs)
    return (one, other) if shared >= ALIKE else None


def _votes(slots: Slots) -> Iterator[Vote]:
    for together in slots.in_sentence.values():
        for one, other in pairwise(together):
            keys = one.source.wording.keys
            between = keys[place_of(one)[1] : place_of(other)[0]]
            whole = all(slot.figure.quantity.value is not None and slot.figure.kind in ("score", "count") for slot in (one, other))
            if whole and between_votes(tuple(between)) and any(map(says_vote, keys[slice(*sentence_of(one))])):
                yield Vote(one, other)
