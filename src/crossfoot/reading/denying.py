"""Words that turn a sentence round: "was not told", "no evidence that", for holding a story against its sources.

Told on folded words ("wasn't" is "was not"). What bends a sentence without turning it round ("refused", "if") makes it one of which nothing
is said.
"""

from __future__ import annotations

from functools import cache

from .spoken import stem
from .vocabulary import words


def takes_back(key: str) -> bool:
    """ "not", "never", "no" """
    return key in words("denying")["takes_back"]["words"]


def skips(keys: tuple[str, ...]) -> bool:
    """ "not only", "no fewer": nothing is denied."""
    return " ".join(keys) in words("denying")["skips"]["phrases"]


def bends(key: str) -> bool:
    """ "refused", "if": it may deny without a negation, or say nothing either way."""
    return key in _bending() or stem(key) in _bending()


@cache
def _bending() -> frozenset[str]:
    return frozenset(form for word in words("denying")["bends"]["words"] for form in (word, stem(word)))


@cache
def _auxiliaries() -> dict[str, str]:
    groups = words("denying")["auxiliaries"]
    return {form: name for name, forms in groups.items() if name != "example" for form in forms}


def auxiliary(key: str) -> str:
    """The verb that stands beside "not": "be" for "is" and "were"; "" for a word that is none."""
    return _auxiliaries().get(key, "")


def is_article(key: str) -> bool:
    """ "a", "any": what stands where "no" would."""
    return key in words("denying")["articles"]["words"]


def is_proof(key: str) -> bool:
    """ "evidence", "sign": what there is none of."""
    return key in words("denying")["proof"]["words"]


def finds(key: str) -> bool:
    """ "found", "is": a verb behind which there is evidence."""
    return key in words("denying")["finds"]["words"]


def until(key: str) -> bool:
    """ "Not until July" says that it was in July."""
    return key in words("denying")["until"]["words"]


def is_pointer(key: str) -> bool:
    """ "he", "that": who or what was spoken of in the sentence before."""
    return key in words("denying")["pointers"]["words"]
