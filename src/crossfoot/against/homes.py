"""Where people are from, as it stands right behind their names: "Denise Eskridge, 47, of Gresham".

A home in the story is held against that in a source where the story has somebody else's of the source, or where of two names of one street
or town one word is another ("Drover's Way", "Drover's Lane"). A larger place ("of Fife") or a part of a town is no other home.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Span
from ..ledger import Ledger
from ..reading.spoken import wording
from .alignment import Source, source_of
from .titled import holders

WHOLE = 2  # words of a name by which a person is known
LONGEST = 4  # words of a place
AGE = 3  # digits of an age


@dataclass(frozen=True, slots=True)
class Home:
    """A place behind a name: its words, and where they stand."""

    keys: tuple[str, ...]
    source: Source
    first: int

    @property
    def span(self) -> Span:
        """The words in the document as given."""
        return self.source.span(self.first, self.first + len(self.keys))


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody, the home that the story gives, and that of the source."""

    name: str
    mine: Home
    theirs: Home


def moved(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Moved]:
    """Everyone who is of one place in the story and of another in the sources; each once."""
    people = [(party.name, tuple(wording(party.name).keys)) for party in story.parties if party.kind == "person"]
    known = [(name, keys) for name, keys in people if len(keys) >= WHOLE]
    others = _homes_of_all(sources)
    for name, keys in known:
        mine = next(_homes(source_of(story), keys), None)
        theirs = [home for ledger in sources for home in _homes(source_of(ledger), keys)]
        if not mine or not theirs or any(_is_told(mine, source_of(ledger), keys) for ledger in sources):
            continue
        if _is_one_word_off(mine, theirs[0]) or any(mine.keys == home.keys and whose != keys[-1] for whose, home in others):
            yield Moved(name, mine, theirs[0])


def _homes_of_all(sources: Sequence[Ledger]) -> list[tuple[str, Home]]:
    """The homes of everyone whom the sources name, with their surnames."""
    found = []
    for ledger in sources:
        for party in ledger.parties if any(" of " in block.text for block in ledger.document.blocks) else ():
            keys = tuple(wording(party.name).keys) if party.kind == "person" else ()
            found += [(keys[-1], home) for home in _homes(source_of(ledger), keys)] if len(keys) >= WHOLE else []
    return found


def _homes(source: Source, name: tuple[str, ...]) -> Iterator[Home]:
    """ "Callum Rhys Mowat, 29, of Drover's Way" """
    keys = source.wording.keys
    for _, last in holders(source, name):
        at = last
        if at < len(keys) and source.before(at).strip() == "," and keys[at].isdecimal() and len(keys[at]) <= AGE:
            at += 1
        if at + 1 < len(keys) and keys[at] == "of" and source.before(at).strip() == "," and source.is_name(at + 1):
            stop = at + 2
            while stop < min(len(keys), at + 1 + LONGEST) and source.before(stop) == " " and source.is_name(stop):
                stop += 1
            yield Home(tuple(keys[at + 1 : stop]), source, at + 1)


def _is_told(mine: Home, source: Source, name: tuple[str, ...]) -> bool:
    """Whether a source has the story's place in a sentence with the name, its own home of that name apart."""
    for at in source.places.get(name[-1], ()):
        sentence = source.ledger.sentence_of(source.span(at, at + 1))
        first, last = source.word_at(sentence.start), source.word_at(sentence.end)
        if _holds(source.wording.keys[first:last], mine.keys):
            others = [one for one in source.ledger.parties if one.kind == "person" and one.name.split()[-1].lower() != name[-1]]
            if not any(sentence.holds(mention) for one in others for mention in one.mentions):
                return True
    return False


def _holds(keys: Sequence[str], part: tuple[str, ...]) -> bool:
    return any(tuple(keys[at : at + len(part)]) == part for at in range(len(keys) - len(part) + 1))


def _is_one_word_off(mine: Home, theirs: Home) -> bool:
    """ "Drover's Lane" and "Drover's Way" """
    one, other = mine.keys, theirs.keys
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
