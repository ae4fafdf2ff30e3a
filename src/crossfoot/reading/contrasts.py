"""Words by which two clauses are told apart: "killed" here and "injured" there, "two winters" and "two summers", "in the previous week" and
"in the previous month", "all but 22".

Told on folded words, for holding a story against another document.
"""

from __future__ import annotations

from functools import cache

from .spoken import is_span, stem
from .vocabulary import words


def stretch_of(keys: tuple[str, str]) -> tuple[str, str] | None:
    """("back", "week") for "previous week", ("rate", "day") for "a day": how the stretch is led to, and which it is."""
    lists = words("spoken")["stretches"]
    lead = next((name for name in ("back", "ahead", "rate") if keys[0] in lists[name]), None)
    return (lead, stem(keys[1])) if lead and is_span(stem(keys[1])) else None


def opposite(one: frozenset[str], other: frozenset[str]) -> tuple[str, str] | None:
    """The word of each of two clauses that is of one of two sorts, where neither clause names both; stems."""
    for group in _opposites():
        here, there = group & one, group & other
        if len(here) == len(there) == 1 and here != there:
            return min(here), min(there)
    return None


@cache
def _opposites() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(stem, group)) for group in words("spoken")["opposites"]["groups"])


def says_vote(key: str) -> bool:
    """ "voted", "votes" """
    return key in words("spoken")["votes"]["words"]


def between_votes(keys: tuple[str, ...]) -> bool:
    """ "votes to", or nothing, between those for and those against."""
    return " ".join(keys) in words("spoken")["votes"]["between"]


def leaves_out(key: str) -> bool:
    """ "all but 22": what is counted is not what is spoken of."""
    return key in words("spoken")["excepting"]["words"]


def says_the_rest(key: str) -> bool:
    """ "the rest", "the others": whatever has not been named."""
    return key in words("spoken")["the_rest"]["words"]


def in_contrast(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether of two clauses one says "killed" where the other says "injured": then they do not speak of the same thing."""
    one, other = _folded(one), _folded(other)
    for key in one - other:
        for group in _contrasts().get(key, ()):
            if not (group & one & other) and group & other:
                return True
    return False


def _folded(keys: frozenset[str]) -> frozenset[str]:
    """Those who died were killed, and those who were hurt injured."""
    told = keys & _alike().keys()
    return (keys - told) | {_alike()[key] for key in told} if told else keys


@cache
def _alike() -> dict[str, str]:
    groups = words("spoken")["contrast"]["alike"]
    return {form: stem(group[0]) for group in groups for word in group for form in (word, stem(word))}


@cache
def _contrasts() -> dict[str, tuple[frozenset[str], ...]]:
    groups = [frozenset((*group, *map(stem, group))) for group in words("spoken")["contrast"]["groups"]]
    return {key: tuple(group for group in groups if key in group) for group in groups for key in group}
