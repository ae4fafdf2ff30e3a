"""Words that take back part of what a sentence says: "probably fell asleep", "an alleged assault", "agreed in principle to sell".

Told for holding a story against its sources, on folded words: what is softened, by a word of which family, and what else in a sentence
would say the same. Numbers with a bound ("up to 300") are read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from .spoken import stem
from .vocabulary import words


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A qualifier among folded words: from and up to, of which family, whether it bears on both sides, and how many of the words that it
    bears on must be met again."""

    first: int
    last: int
    family: str
    both: bool
    needs: int


def qualifiers(keys: Sequence[str]) -> Iterator[Qualifier]:
    """Every qualifier of a sentence, the longest at each place."""
    at = 0
    while at < len(keys):
        found = next((phrase for phrase in _phrases().get(keys[at], ()) if tuple(keys[at : at + len(phrase)]) == phrase), None)
        if found in _listed():
            family, both, needs = _listed()[found]
            yield Qualifier(at, at + len(found), family, both, needs)
        at += len(found) if found else 1


def softened(keys: Sequence[str], at: int, family: str) -> bool:
    """Whether anything in a sentence, or before one of its words where it bears on what follows only, says what a qualifier would say."""
    roots = {stem(key) for key in keys}
    if roots & (_stems("softens") | _equals(family)):
        return True
    return any(stem(key) in _stems("leads") for key in keys[max(0, at - REACH) : at])


REACH = 6  # words before a verb in which "would" and "can" bear on it


@lru_cache(maxsize=1 << 14)
def root(key: str) -> str:
    """The stem by which forms of one word are known, irregular ones too: "began" and "starting" are one."""
    return _same().get(key) or _same().get(stem(key)) or stem(key)


def is_money(key: str) -> bool:
    """ "dollars": said of many things, and of none in particular."""
    return key in words("qualifiers")["money"]["words"]


def links(key: str) -> bool:
    """ "of", "aboard": what is named, or done, ends before it."""
    return key in words("qualifiers")["links"]["words"]


def is_drafted(key: str) -> bool:
    """ "figures", "ruling": what is named where something is called preliminary."""
    return key in words("qualifiers")["drafts"]["words"]


@cache
def _listed() -> dict[tuple[str, ...], tuple[str, bool, int]]:
    entries = words("qualifiers")["qualifier"]
    return {
        tuple(phrase.split()): (entry["family"], entry.get("side") == "both", entry.get("needs", 2))
        for entry in entries
        for phrase in entry["words"]
    }


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    outlook = (tuple(phrase.split()) for phrase in words("qualifiers")["outlook"]["words"])
    for phrase in sorted((*_listed(), *outlook), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words("qualifiers")[name]["words"])


@cache
def _equals(family: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words("qualifiers")["equal"][family])


@cache
def _same() -> dict[str, str]:
    groups = words("qualifiers")["same"]["groups"]
    return {form: group[0] for group in groups for word in group for form in (word, stem(word))}
