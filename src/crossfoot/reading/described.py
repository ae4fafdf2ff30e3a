"""Those a story calls by what they are: "the mayor", "the agency". Whom it means is for `people.py`; here is where it does so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..document import Span
from ..ledger import PartyKind
from .places import listed
from .roles import bodies, heads

# "The mayor said", "the agency,": one word, and the one that follows
_TAKEN_UP = re.compile(r"(?<![\w'’-])[Tt]he ([a-z]+(?:-[a-z]+)*)(?![\w-])(?: ([\w'’-]+))?")


@dataclass(frozen=True, slots=True)
class Described:
    """Someone described and not named, at a place of the paragraph: "the mayor". `head` is the word that describes."""

    span: Span
    head: str
    kind: PartyKind


@cache
def _kinds() -> dict[str, PartyKind]:
    kinds: dict[str, PartyKind] = dict.fromkeys(listed("roles", "documents"), "document")
    kinds |= dict.fromkeys(heads(), "person")
    kinds |= dict.fromkeys(bodies(), "organisation")
    return kinds | dict.fromkeys(listed("roles", "groups"), "group")


def kind_of(head: str) -> PartyKind | None:
    """What a word for somebody means: a person for "nurse", a group for "nurses" and "commuters"; `None` for "road"."""
    word = head.lower()
    known = _kinds().get(word)
    if known is None and word.endswith("s"):
        singular = _kinds().get(word[:-1]) or (_kinds().get(word[:-3] + "y") if word.endswith("ies") else None)
        known = "group" if singular in ("person", "organisation") or word.endswith(("ists", "ians")) else singular
    return known


@lru_cache(maxsize=4096)
def described_in(text: str) -> tuple[Described, ...]:
    """Everyone in a paragraph who is called "the" and one word."""
    found = []
    for match in _TAKEN_UP.finditer(text):
        kind = _kinds().get(match.group(1))
        if kind in ("person", "organisation") and not _leads_on(match.group(2) or ""):
            found.append(Described(Span(match.start(), match.end(1)), match.group(1), kind))
    return tuple(found)


def _leads_on(following: str) -> bool:
    """True where the word only stands before another: "the police officer", "the director Erika Lowe", "the school district"."""
    word = following.lower()
    return bool(word) and not (
        word in listed("roles", "left")
        or word in listed("roles", "between")
        or word in listed("roles", "speaking")
        or word in listed("roles", "speaking_one")
        or word.endswith(("ed", "ly"))
    )
