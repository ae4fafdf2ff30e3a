"""One name spelled two ways: "Valland" and "Vallend", "Meridith" and "Meredith", "Harbour Aid Trust" and "Harbour Ald Trust".

Two spellings are taken for one name only where the story gives a reason to: a bare surname that nobody else bears, the same given name, the
same surname and office, or all other words of a body's name. Plurals, possessives, adjectives ("Scalian"), relatives, people who are met
with an age of their own, nicknames, British and American spelling and what others say or write in quotation marks are not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from ..document import Span
from ..ledger import Party, Phrase, Relation
from .cast import Stray, one_given, organisation_key
from .paragraphs import Story
from .places import listed, usual_name
from .pronouns import sex_of_given
from .quotes import Quotation
from .vocabulary import words

_AGE = re.compile(r", (?:aged )?(\d{1,3})\b")
SHORTEST = 5  # letters; shorter names are too easily somebody else's
CROWD = 80  # more people than this in a story, and near names are chance


def spellings(story: Story, parties: Sequence[Party], strays: Sequence[Stray], quotations: Sequence[Quotation]) -> Iterator[Relation]:
    """Every pair of near spellings, the usual one first."""
    reader = _Spellings(story, parties, quotations)
    yield from reader.surnames(strays)
    yield from reader.people()
    yield from reader.bodies()


class _Spellings:
    def __init__(self, story: Story, parties: Sequence[Party], quotations: Sequence[Quotation]) -> None:
        self.story = story
        self.quoted = sorted(quotation.span for quotation in quotations if quotation.outer is None)
        people = [p for p in parties if p.kind == "person" and len(p.name.split()) > 1]
        people = [p for p in people if _surname(p).rstrip("s") not in listed("organisations", "tails") | listed("places", "demonyms")]
        self.full = people if len(people) <= CROWD else []
        self.alone = [p for p in parties if p.kind == "person" and len(p.name.split()) == 1 and p.name[:1].isupper()]
        named = [p for p in parties if p.kind == "organisation" and len(p.name.split()) > 1]
        self.named = named if len(named) <= CROWD else []

    def surnames(self, strays: Sequence[Stray]) -> Iterator[Relation]:
        """ "Vallend said", where the story has a Meridith Valland and nobody of the other name."""
        borne = {word for party in self.full for word in party.name.split()}
        initials: dict[str, list[Party]] = {}
        for party in self.full:
            initials.setdefault(_surname(party)[0], []).append(party)
        loose: dict[str, set[Span]] = {}
        for stray in strays:
            loose.setdefault(stray.name, set()).add(stray.span)
        for party in self.alone:
            loose.setdefault(party.name, set()).update(party.mentions)
        for variant, places in loose.items():
            free = [place for place in places if not self._in_quotes(place)]
            if variant in borne or not free or _means_something_else(variant):
                continue
            near = [party for party in initials.get(variant[0], ()) if is_near(_surname(party), variant)]
            if len(near) == 1 and (len(places) == 1 or len(near[0].mentions) > len(places)):
                yield self._relation(near[0], self._usual(near[0]), free, variant, _surname(near[0]))

    def people(self) -> Iterator[Relation]:
        """Two full names that differ in a letter or two of one word."""
        for first, second in combinations(self.full, 2):
            usual, other = sorted((first, second), key=lambda p: (-len(p.mentions), p.mentions[0]))
            free = [place for place in other.mentions if not self._in_quotes(place)]
            if free and self._one_person(usual, other):
                yield self._relation(usual, usual.mentions[:1], free[:1], other.name, usual.name)

    def _one_person(self, usual: Party, other: Party) -> bool:
        """True where given name or surname is the same, the other nearly, and nothing shows two people."""
        mine, theirs = usual.name.split(), other.name.split()
        same_given = mine[0] == theirs[0] and is_near(mine[-1], theirs[-1]) and len(mine) == len(theirs)
        same_surname = (
            mine[-1] == theirs[-1]
            and is_near(mine[0], theirs[0])
            and not one_given(mine[0], theirs[0])
            and not {sex_of_given(mine[0]), sex_of_given(theirs[0])} >= {"man", "woman"}
        )
        if not (same_given or same_surname) or self._together(usual, other) or self._related(usual, other):
            return False
        if self._introduced_apart(usual, other) or (same_given and self._of_two_families(usual, other)):
            return False
        if usual.role and other.role:
            return usual.role.split()[-1].lower() == other.role.split()[-1].lower()
        # Each comes back by a surname of its own: two people.
        return same_surname or not (len(usual.mentions) > 1 and len(other.mentions) > 1)

    def _related(self, usual: Party, other: Party) -> bool:
        kin = listed("roles", "women") | listed("roles", "men")
        return any(set((party.role or "").lower().split()) & kin for party in (usual, other))

    def _introduced_apart(self, usual: Party, other: Party) -> bool:
        """ "Stephen Mellor ... Stephen Meller, 38, a driver": who is met with an age the first has not is somebody else."""
        ages, others = ({self._age_at(mention) for mention in party.mentions} - {None} for party in (usual, other))
        return bool(others) and not others & ages

    def _of_two_families(self, usual: Party, other: Party) -> bool:
        """ "Anthony and Stephen Mellor ... Stephen Meller": a third person bears the surname of the one that is seldom named."""
        third = {_surname(party) for party in self.full if party not in (usual, other)}
        return _surname(other) in third

    def _age_at(self, mention: Span) -> str | None:
        told = _AGE.match(self.story.text, mention.end)
        return told.group(1) if told else None

    def _together(self, usual: Party, other: Party) -> bool:
        """True where one sentence names both: "John and Jon Smith"."""
        sentences = {self.story.sentence_of(mention.start) for mention in usual.mentions}
        return any(self.story.sentence_of(mention.start) in sentences for mention in other.mentions)

    def bodies(self) -> Iterator[Relation]:
        """Two organisations whose names are alike but for one word."""
        for first, second in combinations(self.named, 2):
            usual, other = sorted((first, second), key=lambda p: (-len(p.mentions), p.mentions[0]))
            mine, theirs = organisation_key(usual.name).split(), organisation_key(other.name).split()
            differ = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
            free = [place for place in other.mentions if not self._in_quotes(place)]
            if len(mine) == len(theirs) and len(differ) == 1 and is_near(*differ[0]) and free and not _one_word(*differ[0]):
                yield self._relation(usual, usual.mentions[:1], free[:1], other.name, usual.name)

    def _usual(self, party: Party) -> list[Span]:
        """Where the story spells a surname as in the full name."""
        return [m for m in party.mentions if self.story.text[m.start : m.end].split()[-1].strip(".") == _surname(party)]

    def _in_quotes(self, mention: Span) -> bool:
        at = bisect_right(self.quoted, (mention.start, mention.end)) - 1
        return at >= 0 and self.quoted[at].holds(mention)

    def _relation(self, party: Party, usual: Sequence[Span], variants: Sequence[Span], variant: str, name: str) -> Relation:
        roles = (
            ("name", party),
            ("usual", tuple(Phrase(place, name) for place in usual)),
            ("variant", tuple(Phrase(place, variant) for place in sorted(variants))),
        )
        return Relation(min(variants), "spelling", roles)


def _surname(party: Party) -> str:
    parts = [part for part in party.name.split() if part not in listed("names", "suffixes")]
    return parts[-1]


def _means_something_else(word: str) -> bool:
    """True for a word that is a name by itself: a place, a given name, a people, a word of the language."""
    return (
        len(word) < SHORTEST
        or word in listed("names", "given")
        or word in listed("places", "demonyms")
        or word in listed("organisations", "known")
        or word in listed("organisations", "tails")
        or word.lower() in listed("common", "words")
        or usual_name(word) is not None
        or not word.replace("-", "").replace("’", "").replace("'", "").isalpha()
        or word.isupper()
    )


def is_near(first: str, second: str) -> bool:
    """True for two spellings one letter apart, or two in a long name: "Clark" and "Clarke"; not for a plural, a possessive or
    an adjective ("Scalia", "Scalian")."""
    a, b = _folded(first), _folded(second)
    if a == b:
        # "Calderon" and "Calderón"; not "Ambassador" and "ambassador", "O'Hare" and "O’Hare"
        return _straight(first) != _straight(second)
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < SHORTEST or a[0] != b[0] or longer in (shorter + "s", shorter + "es", shorter + "'s", shorter + "’s"):
        return False
    if any(longer in (shorter + ending, shorter[:-1] + ending) for ending in listed("names", "adjectives")):
        return False
    return _steps(a, b) <= (2 if len(shorter) > 7 else 1) or _sound(a) == _sound(b)


# Ways to write one sound in names: "Orrey" and "Orrie", "Philips" and "Fillips", "Macky" and "Mackie", "Dickson" and "Dikson".
_SOUNDS = tuple(
    (re.compile(written), said) for written, said in ((r"(?:ey|ie|ee|y)$", "i"), ("ph", "f"), (r"c?k|c(?![eiyh])", "k"), (r"(.)\1", r"\1"))
)


def _sound(name: str) -> str:
    for written, said in _SOUNDS:
        name = written.sub(said, name)
    return name


def _straight(word: str) -> str:
    return word.casefold().replace("’", "'")


def _folded(word: str) -> str:
    return _straight("".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)))


def _steps(a: str, b: str) -> int:
    """How many letters must be changed, put in, left out, or swapped with the next (Damerau's count for neighbours)."""
    if abs(len(a) - len(b)) > 2:
        return 3
    before, row = list(range(len(b) + 1)), [0] * (len(b) + 1)
    last: list[int] = []
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        last, before = before, row
    return row[-1]


def _one_word(first: str, second: str) -> bool:
    """True for British and American spelling, and for two words that only look alike ("national", "rational")."""
    if {first, second} <= _everyday():
        return True
    return any(first.replace(*pair) == second or second.replace(*pair) == first for pair in _pairs())


@cache
def _everyday() -> frozenset[str]:
    lists = [listed("organisations", name) for name in ("topics", "tails", "heads")]
    return frozenset(word.lower() for words in (*lists, listed("places", "demonyms")) for word in words) | listed("common", "words")


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((pair.split()[0], pair.split()[1]) for pair in words("names")["oceans"].strip().splitlines())
