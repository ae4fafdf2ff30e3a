"""Bodies and offices of the story that a source calls by a name of which one word is another: Safety Board and Safety Bureau.

The names must be as long, agree in every other word, and each must stand in one of the two documents only. "The police and fire
commissioner" is a name in this sense though it is written small: a word, "and", a word, and an office.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Span
from ..reading.roles import bodies, heads
from ..reading.spoken import is_joiner, stem, weight_of
from ..reading.vocabulary import words
from .alignment import Source
from .titled import is_post

SURE = 3  # other words that carry meaning, from which no second body is called so
LEAST = 2  # with fewer, the two sentences must speak of one thing
ALIKE = 3  # words that these share
MORE = 5  # where there are many of the kind
SLIP = 2  # letters
LONGEST = 9
PLACES = 200  # places of its rarest word that are looked at
LINKS = frozenset(("of", "and", "for", "the", "in", "on"))


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name of the story and the name in its place: words from and up to, and which word of them differs."""

    mine: tuple[int, int]
    source: Source
    theirs: tuple[int, int]
    at: int


def renamed(story: Source, sources: list[Source]) -> Iterator[Renaming]:
    """Every name of the story that the sources have with one other word, and nowhere as it is."""
    told: set[tuple[str, ...]] = set()
    for first, last in _names(story):
        keys = tuple(story.wording.keys[first:last])
        if keys not in told:
            told.add(keys)
            found = None if any(_occurs(keys, source) for source in sources) else _in_sources(story, first, last, sources)
            if found:
                yield found


def _names(story: Source) -> Iterator[tuple[int, int]]:
    for sentence in story.ledger.sentences:
        first, last = story.word_at(sentence.start), story.word_at(sentence.end)
        at = first
        while at < last:
            end = _capitals(story, at, last)
            while at < end and weight_of(story.wording.keys[at]) == "function":
                at += 1  # "The Rail Safety Board"
            if end > at + 2:
                yield at, end
            at = max(end, at + 1)
        yield from _offices(story, first, last)


def _capitals(story: Source, at: int, last: int) -> int:
    """Where a run of capitals ends: "Rail and Tramway Safety Board"."""
    end = here = at
    while here < min(last, at + LONGEST):
        if here > at and set(',.;:()“”"') & set(story.before(here)):
            break
        if story.is_name(here):
            end = here + 1
        elif here == at or story.wording.keys[here] not in LINKS:
            break
        here += 1
    return end


def _offices(story: Source, first: int, last: int) -> Iterator[tuple[int, int]]:
    """ "police and fire commissioner" """
    keys = story.wording.keys
    for at in range(first + 3, last):
        if (
            is_post(keys[at])
            and keys[at - 2] == "and"
            and not story.is_name(at)
            and all(story.before(at - back) == " " for back in (0, 1, 2))
        ):
            yield at - 3, at + 1


def _occurs(keys: tuple[str, ...], source: Source) -> bool:
    rarest = min(range(len(keys)), key=lambda at: source.count(keys[at]))
    places = source.places.get(keys[rarest], ())
    return any(tuple(source.wording.keys[place - rarest : place - rarest + len(keys)]) == keys for place in places)


def _in_sources(story: Source, first: int, last: int, sources: list[Source]) -> Renaming | None:
    keys = story.wording.keys[first:last]
    telling = [at for at, key in enumerate(keys) if weight_of(key) == "content"]
    if len(telling) <= LEAST:
        return None
    for source in sources:
        rarest = sorted(telling, key=lambda at: source.count(keys[at]) or PLACES)[:2]
        for place in (place - at for at in rarest for place in source.places.get(keys[at], ())[:PLACES]):
            theirs = source.wording.keys[max(0, place) : place + len(keys)]
            differing = [at for at, (a, b) in enumerate(zip(keys, theirs, strict=False)) if a != b]
            if len(theirs) == len(keys) and len(differing) == 1 and differing[0] in telling:
                renaming = Renaming((first, last), source, (place, place + len(keys)), differing[0])
                if _is_sure(story, renaming, len(telling) - 1):
                    return renaming
    return None


def _is_sure(story: Source, renaming: Renaming, others: int) -> bool:
    """Another word of the same sort, and a body or an office, of which the story has no second."""
    from rapidfuzz.distance import DamerauLevenshtein

    (first, last), source, (start, end), at = renaming.mine, renaming.source, renaming.theirs, renaming.at
    mine, theirs = story.wording.keys[first + at], source.wording.keys[start + at]
    if DamerauLevenshtein.distance(mine, theirs) <= SLIP:
        return False  # a slip in one name, and not another
    if weight_of(theirs) != "content" or theirs[:1].isdigit() or stem(mine) == stem(theirs) or is_joiner(theirs):
        return False
    if at == 0 and start and source.before(start) == " " and source.is_name(start - 1):
        return False  # "Orange County" and the "Angeles County" of Los Angeles
    following = story.wording.keys[first + 1 : first + 2]
    if at == 0 and following and following[0] in LINKS - {"and"}:
        return False  # "Republicans on the House Intelligence Committee", "Democrats on the House Intelligence Committee"
    if at == last - first - 1 and not {mine, theirs} <= bodies():
        return False  # "Pew Research Centre" and a Pew Research report, the Judiciary Committee and its chairman
    if at < last - first - 1 and _occurs((mine, story.wording.keys[first + at + 1]), source):
        return False  # "U.S. Supreme Court", "U.S. Circuit Court" in a source that also speaks of the Supreme Court
    if any("-" in story.before(first + one) + source.before(start + one) for one in range(1, last - first)):
        return False  # "the U.S.-Japanese talks"
    # "Superintendent Ann Roe" and "Dr. Ann Roe" are no bodies
    ends = {story.wording.keys[first], story.wording.keys[last - 1]}
    called = bool(ends & bodies()) or story.wording.keys[last - 1] in heads()
    if not called or story.is_name(first + at) != source.is_name(start + at):
        return False
    if _occurs(tuple(source.wording.keys[start:end]), story):
        return False
    # There are many committees: of two that share "House" and "Committee" much more must be told.
    alike = ALIKE if is_post(story.wording.keys[last - 1]) else MORE
    if at == last - first - 1 and others >= LEAST and _are_rivals(mine, theirs):
        return True
    return others >= SURE or (others >= LEAST and len(_about(story, first) & _about(source, start)) - others >= alike)


def _are_rivals(mine: str, theirs: str) -> bool:
    """ "Tenants' Union" and "Tenants' Association": two words for one sort of body, of which a house or a town has one."""
    return any({mine, theirs} <= set(group) for group in words("offices")["bodies"]["groups"])


def _about(source: Source, at: int) -> frozenset[str]:
    """The telling words of the sentence of a word."""
    sentence = source.ledger.sentence_of(Span(source.span(at, at + 1).start, source.span(at, at + 1).end))
    keys = source.wording.keys[source.word_at(sentence.start) : source.word_at(sentence.end)]
    return frozenset(stem(key) for key in keys if weight_of(key) == "content")
