"""Sentences that a source has word for word but for one number: what was copied, or only lightly rewritten, and went wrong on the way.

Which thing the number is of need not be known for that, nor whether it is a figure at all: "Flight 601", "aged 56 and over", "on May 12".
Where the sources have the number too in a sentence of nearly the same words, or the two sentences differ in anything else that carries
meaning, nothing is said: "sales rose 4 percent in March, sales rose 6 percent in April".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..document import Span
from ..ledger import Ledger
from ..reading.spoken import Wording, stem, weight_of
from .alignment import Change, Match, Source, best_match, source_of

FEWEST = 7  # words of a sentence that is known again
TELLING = 4  # of them that carry meaning
LIKE = 0.85
NEARLY = 0.75  # the share of its telling words in a passage that has the story's number too
MANY = 200  # places of a word or number
LIGHT = ("function", "qualifier", "modal")


@dataclass(frozen=True, slots=True)
class Retold:
    """A number of the story, and the one that stands in its place in a source."""

    mine: Span
    theirs: Span
    source: Ledger

    def dates(self, story: Ledger) -> bool:
        """Whether the number is a part of a date of the story."""
        return any(moment.kind in ("date", "time") and moment.span.overlaps(self.mine) for moment in story.moments)


@lru_cache(maxsize=16)
def retold(story: Ledger, ledgers: tuple[Ledger, ...]) -> tuple[Retold, ...]:
    """The numbers that alone set a sentence apart from one of a source, in the order of the story."""
    return tuple(_found(source_of(story), [source_of(ledger) for ledger in ledgers]))


def _found(story: Source, sources: list[Source]) -> Iterator[Retold]:
    for sentence in story.ledger.sentences:
        first, last = story.word_at(sentence.start), story.word_at(sentence.end)
        passage = _passage(story, first, last)
        if not _is_asked(passage) or not _says_something(story, first, last):
            continue
        match = best_match(passage, sources)
        change = _one_number(match, passage) if match else None
        if match and change and not any(_tells_otherwise(source, passage, change, match) for source in sources):
            mine = story.span(first + change.mine[0], first + change.mine[1])
            if not any(quoted.holds(mine) for quoted in story.ledger.quoted):
                yield Retold(mine, match.source.span(*change.theirs), match.source.ledger)


def _passage(story: Source, first: int, last: int) -> Wording:
    whole = story.wording
    return Wording(whole.keys[first:last], array("q", whole.starts[first:last]), array("q", whole.ends[first:last]))


def _is_asked(passage: Wording) -> bool:
    weights = [weight_of(key) for key in passage.keys]
    return len(weights) >= FEWEST and "number" in weights and weights.count("content") >= TELLING


def _says_something(story: Source, first: int, last: int) -> bool:
    """Not an address, which is written with capitals throughout."""
    return sum(not story.is_name(at) and weight_of(story.wording.keys[at]) == "content" for at in range(first, last)) >= 2


def _one_number(match: Match, passage: Wording) -> Change | None:
    """The one change of a number, where nothing else has changed that carries meaning."""
    changed = [one for one in match.changes if one.nature == "changed" and one.weight == "number"]
    others = [one for one in match.changes if one not in changed and one.weight not in LIGHT and one.nature != "form"]
    if len(changed) != 1 or others or match.likeness < LIKE:
        return None
    return _the_number(changed[0], passage, match.source)


def _the_number(change: Change, passage: Wording, source: Source) -> Change | None:
    """ "About 2,530" for "roughly 2,350": the one number in a stretch of words that has changed."""
    (mine, mine_end), (theirs, theirs_end) = change.mine, change.theirs
    if mine_end - mine != theirs_end - theirs:
        return None
    weights = [(weight_of(passage.keys[mine + at]), weight_of(source.wording.keys[theirs + at])) for at in range(mine_end - mine)]
    numbers = [at for at, pair in enumerate(weights) if pair == ("number", "number")]
    others = [weight for at, pair in enumerate(weights) if at not in numbers for weight in pair]
    if len(numbers) != 1 or not all(weight in LIGHT for weight in others):
        return None
    at = numbers[0]
    return Change("changed", (mine + at, mine + at + 1), (theirs + at, theirs + at + 1), "number")


def _tells_otherwise(source: Source, passage: Wording, change: Change, match: Match) -> bool:
    """Whether a source has nearly the same words in another place, or has the story's number in them."""
    told = [key for key in passage.keys if weight_of(key) == "content"]
    rarest, number = min(told, key=source.count), passage.keys[change.mine[0]]
    if source.count(rarest) > MANY or source.count(number) > MANY:
        return True  # words that are in every line of a list know no sentence again
    taken = range(match.first, match.last) if source is match.source else range(0)
    again = [place for place in source.places.get(rarest, ()) if place not in taken]
    return any(_is_near(source, place, told, len(passage.keys)) for place in (*source.places.get(number, ()), *again))


def _is_near(source: Source, place: int, told: list[str], size: int) -> bool:
    near = {stem(key) for key in source.wording.keys[max(0, place - size) : place + size]}
    return sum(stem(key) in near for key in told) >= NEARLY * len(told)
