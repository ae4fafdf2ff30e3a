"""Whether copy is in English. Told by small words, and by script; it names the language where it can.

A page of results or a list of names has few small words of any language: it is read as English. Only copy that plainly speaks another
language is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from .vocabulary import words

ENOUGH = 40
_WORD = re.compile(r"[^\W\d_]+")


def foreign(paragraphs: Iterable[str]) -> str | None:
    """The name of the language the paragraphs are written in, where it is not English; `None` for English and for too few words to tell."""
    found = [word for paragraph in paragraphs for word in _WORD.findall(paragraph.lower())]
    if len(found) < ENOUGH:
        return None
    if _other_script(found):
        return "another script"
    counted = Counter(found)
    scores = {name: sum(counted[word] for word in known) for name, known in _small_words().items()}
    best = max(scores, key=lambda name: scores[name])
    # One small word in twelve is little for any language; English copy has four in ten.
    plainly = scores[best] * 12 > len(found) and scores[best] > scores["English"] * 3 // 2
    return best if best != "English" and plainly else None


@cache
def _small_words() -> dict[str, frozenset[str]]:
    return {entry["name"]: frozenset(entry["words"]) for entry in words("languages")["language"]}


def _other_script(found: list[str]) -> bool:
    """True when most letters of a sample are not Latin."""
    letters = "".join(found[:400])
    if letters.isascii():
        return False
    counted = Counter(letters)
    return sum(number for letter, number in counted.items() if "LATIN" in unicodedata.name(letter, "LATIN")) * 2 < len(letters)
