"""The cast of a story while it is being put together: who has been met so far, and by which shorter names each may come back.

A surname stands for the one person who bears it; where two do, for the one who has been met by then, or has long gone by it, and else
for nobody: a guess would put words in the wrong mouth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..document import Span
from ..ledger import PartyKind
from .places import listed, place_key, usual_name
from .vocabulary import words

MANY_OF_A_NAME = 20
ESTABLISHED = 3  # mentions
FURTHER_DOWN = 400  # characters

_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "y", "&", "to"])


@dataclass(slots=True, eq=False)
class Player:
    """A party in the making. `sorts` are the lower-case words it may be called by ("agency"); `owner` is where its affiliation stands;
    `sex` what an honorific shows: "woman" or "man"; `of` whose spokesman a speaker without a name is; `members` who speaks
    together."""

    name: str
    kind: PartyKind
    mentions: list[Span] = field(default_factory=list)
    role: str | None = None
    heads: set[str] = field(default_factory=set)
    owner: Span | None = None
    aliases: list[str] = field(default_factory=list)
    sorts: set[str] = field(default_factory=set)
    sex: str | None = None
    of: Player | None = None
    members: tuple[Player, ...] = ()

    def met(self, span: Span, name: str) -> None:
        """One more mention, under that name."""
        self.mentions.append(span)
        if name != self.name and name not in self.aliases and name[:1].isupper():
            self.aliases.append(name)


class Stray(NamedTuple):
    """A name of one word that belongs to nobody the story shows."""

    span: Span
    name: str


@dataclass(slots=True, eq=False)
class Cast:
    """Everyone met so far, by full name, surname, given name, and the words with which an organisation begins and ends."""

    players: list[Player] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    full: dict[str, Player] = field(default_factory=dict)
    surnames: dict[str, list[Player]] = field(default_factory=dict)
    given: dict[str, list[Player]] = field(default_factory=dict)
    begins: dict[str, list[Player]] = field(default_factory=dict)
    ends: dict[str, list[Player]] = field(default_factory=dict)

    def add(self, name: str, kind: PartyKind) -> Player:
        """A new party."""
        player = Player(name, kind)
        self.players.append(player)
        return player

    def person(self, parts: tuple[str, ...], text: str) -> Player:
        """The person of that full name; "Donald J. Trump" is "Donald Trump"."""
        bare = [part for part in parts if part not in listed("names", "suffixes")]
        key = f"{bare[0]} {bare[-1]}".casefold() if len(bare) > 1 else " ".join(bare).casefold()
        player = self.full.get(key) or self._same(bare)
        if player is None:
            player = self.add(text, "person")
            self.full[key] = player
            self._shorter(player, bare, text)
        return player

    def _same(self, bare: list[str]) -> Player | None:
        """ "Chris Wray" for "Christopher Wray", "Tom Holt" for "Thomas Holt", where one bearer of the surname fits."""
        bearers = self.surnames.get(bare[-1].casefold(), []) if len(bare) > 1 else []
        fits = [p for p in bearers[:20] if one_given(p.name.split()[0], bare[0])]
        return fits[0] if len(fits) == 1 else None

    def _shorter(self, player: Player, bare: list[str], text: str) -> None:
        """The surnames by which a person may come back, and the given name."""
        if len(bare) < 2:
            return
        for surname in surnames_of(bare, text):
            bearers = self.surnames.setdefault(surname.casefold(), [])
            if player not in bearers:
                bearers.append(player)
        self.given.setdefault(bare[0].casefold(), []).append(player)

    def by_surname(self, name: str, at: int | None = None) -> Player | None:
        """The one person of that surname; at a place in the story, the one who was met before it, or goes by it there."""
        bearers = self.surnames.get(name.casefold(), [])
        if len(bearers) < 2 or at is None:
            return bearers[0] if len(bearers) == 1 else None
        met = [player for player in bearers[:MANY_OF_A_NAME] if player.mentions]
        known = [player for player in met if all(player is one or _passes(one, player, name, at) for one in met)]
        return known[0] if len(known) == 1 else None

    def by_given(self, name: str) -> Player | None:
        """The one person of that given name."""
        bearers = self.given.get(name.casefold(), [])
        return bearers[0] if len(bearers) == 1 else None

    def organisation(self, text: str) -> Player:
        """The organisation of that name; "Russian Investigative Committee" and "Russia's Investigative Committee" are one."""
        key, bare = organisation_key(text), _without_country(text)
        player = self.full.get(key)
        if player is None:
            longer = self.ends.get(key, ())
            player = longer[0] if len(longer) == 1 else None
        if player is None and bare is not None:
            known = self.full.get(organisation_key(bare))
            player = known if known is not None and known.name == bare else None
        if player is None or player.kind == "person":
            player = self.add(text, "organisation")
            parts = text.split()
            # "the authority" for the Dover Port Authority
            player.sorts |= sorts_of(text) | ({parts[-1].lower()} & listed("roles", "bodies"))
            if len(parts) > 1:
                self.begins.setdefault(parts[0], []).append(player)
            for at in range(1, len(parts) - 1):
                self.ends.setdefault(organisation_key(" ".join(parts[at:])), []).append(player)
        self.full[key] = player
        if bare is not None:
            self.full.setdefault(organisation_key(bare), player)
        return player

    def ending(self, word: str) -> list[Player]:
        """The organisations whose name ends with a word."""
        return [player for player in self.players if player.kind == "organisation" and player.name.endswith(f" {word}")]

    def place(self, text: str) -> Player:
        """The place of that name, under its usual one."""
        key = "place " + place_key(text)
        player = self.full.get(key)
        if player is None:
            player = self.add(usual_name(text) or text, "place")
            self.full[key] = player
        return player


def _passes(one: Player, known: Player, surname: str, at: int) -> bool:
    """True for the mother, named once, of somebody who has gone by the surname before: "Harrison" is her son again further down."""
    goes_by_it = surname in known.aliases and surname not in one.aliases and len(known.mentions) >= ESTABLISHED
    return goes_by_it and len(one.mentions) == 1 and at - one.mentions[-1].end > FURTHER_DOWN


def one_given(first: str, second: str) -> bool:
    """True for two forms of one given name: "Christopher" and "Chris", "William" and "Bill"."""
    longer, shorter = sorted((first, second), key=len, reverse=True)
    if len(shorter) > 2 and longer.startswith(shorter):
        return True
    return any({first, second} <= forms for forms in _short_forms())


@cache
def _short_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in words("names")["short"].strip().splitlines())


def surnames_of(bare: list[str], text: str) -> list[str]:
    """ "García" and "García Márquez" of "Gabriel García Márquez", "de Blasio" of "Bill de Blasio"."""
    found = [bare[-1]]
    before = text[: text.rfind(bare[-1])].rstrip().split(" ") if bare[-1] in text else []
    start = len(before)
    while start > 1 and before[start - 1] in listed("names", "particles"):
        start -= 1
    if start < len(before):
        found.append(" ".join([*before[start:], bare[-1]]))
    middle = bare[-2]
    if len(bare) > 2 and len(middle) > 2 and middle not in listed("names", "given"):
        found += [middle, f"{middle} {bare[-1]}"]
    if bare[-1].lower().startswith(("al-", "el-")):
        found.append(bare[-1][3:])
    if bare[0] in listed("names", "family_first") and (bare[1] not in listed("names", "given") or bare[1] in listed("names", "either")):
        # "Park Geun Hye" comes back as "Park".
        found.append(bare[0])
    return found


def _without_country(text: str) -> str | None:
    """ "Investigative Committee" of "Russian Investigative Committee"; `None` where no country leads or too little is left."""
    first, _, rest = text.partition(" ")
    return rest if " " in rest and (first in listed("places", "demonyms") or usual_name(first) is not None) else None


def organisation_key(text: str) -> str:
    """What two spellings of one organisation have in common."""
    return text.removeprefix("The ").removeprefix("the ").replace(".", "").casefold()


@cache
def _sorts() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    groups = words("organisations")["sorts"].values()
    return tuple((frozenset(names.replace(".", "").split()), frozenset(called.split())) for names, called in groups)


@cache
def _sort_words() -> frozenset[str]:
    return frozenset().union(*(names for names, _ in _sorts()))


def sorts_of(text: str) -> set[str]:
    """The lower-case words an organisation may be called by, from the words of its name."""
    parts = set(text.replace(".", "").split()) & _sort_words()
    found: set[str] = set()
    for names, called in _sorts() if parts else ():
        if parts & names:
            found |= called
    return found


def initials(text: str) -> str:
    """ "ICE" for "Immigration and Customs Enforcement"."""
    parts = re.split(r"[\s-]+", text)
    return "".join(part[0] for part in parts if part and part not in _SMALL).upper()
