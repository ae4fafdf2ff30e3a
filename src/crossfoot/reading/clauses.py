"""A paragraph as a row of words, each with the part it plays, and every quotation in it as one single word.

No grammar is worked out here. A word is a determiner, a preposition, a pronoun, a name ... by list and by its capital; what is quoted
counts as one word, so that "..., she said" reads alike however long the quotation is. `sentences` are runs of words that belong together:
a quotation and the words that attribute it stay in one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from ..document import Span
from .sentences import sentences_in
from .vocabulary import words

_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?\b"  # 12,400
    r"|\d{1,2},\ (?:1[5-9]|20)\d\d\b"  # the day and the year of "Sept. 3, 2010": that comma parts no clauses
    r"|\w+(?:[.\-&/]\w+|['’](?!(?:s|ve|d|ll|re|m)\b)\w+)*"  # inner-city, U.S, can't, O'Brien
    r"|['’](?:s|ve|d|ll|re|m)\b"  # 's and 've stand alone
    r"|\.\.\.|--|[^\w\s]"
)
_PUNCTUATION = {"–": "-", "—": "-", "―": "-", "--": "-", "?": ".", "!": ".", "…": "*", "...": "*", "[": "(", "]": ")", "’": "g", "'": "g"}
# One letter for each part a word may play; the rest are names (N), numbers (#), other words (w) and quotations (Q).
PARTS = {
    "determiner": "d", "pronoun": "o", "relative": "r", "preposition": "p", "coordinator": "c", "subordinator": "b", "auxiliary": "x",
    "verb": "v", "adverb": "a", "time": "t",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """The words of a paragraph: where each stands, in lower case, and `shape`, one letter each for the part it plays."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lows: tuple[str, ...]
    shape: str
    sentences: tuple[tuple[int, int], ...] = ()

    def span(self, first: int, stop: int) -> Span:
        """Where the words from `first` up to `stop` stand."""
        return Span(self.starts[first], self.ends[stop - 1])

    def word_at(self, place: int) -> int:
        """The number of the first word at or after a place."""
        return bisect_left(self.starts, place)

    def at(self, position: int) -> str:
        """The part of a word; a full stop beyond the ends."""
        return self.shape[position] if 0 <= position < len(self.shape) else "."

    def low(self, position: int) -> str:
        """A word in lower case; nothing beyond the ends."""
        return self.lows[position] if 0 <= position < len(self.lows) else ""


@cache
def _parts() -> dict[str, str]:
    listed = words("clauses")
    return {word: letter for part, letter in reversed(PARTS.items()) for word in listed[part]}


@cache
def listed(part: str) -> frozenset[str]:
    """The words of one list of `clauses.toml`."""
    return frozenset(words("clauses")[part])


def line_of(text: str, quotes: tuple[Span, ...]) -> Line:
    """The words of a paragraph; `quotes` are its outer quotations, each of which becomes one word."""
    starts: list[int] = []
    ends: list[int] = []
    lows: list[str] = []
    letters: list[str] = []
    stops = {sentence.end for sentence in sentences_in(text)}
    at = 0
    for quote in (*quotes, Span(len(text), len(text))):
        for match in _WORD.finditer(text, at, quote.start):
            word = match.group()
            if word == "." and match.end() not in stops:
                if ends and ends[-1] == match.start():
                    # "Acme Corp." keeps its full stop.
                    ends[-1] = match.end()
                continue
            low, letter = _part(word, letters[-1] if letters else "")
            start, end = match.span()
            starts.append(start)
            ends.append(end)
            lows.append(low)
            letters.append(letter)
        if quote.end > quote.start:
            starts.append(quote.start)
            ends.append(quote.end)
            lows.append("“”")
            letters.append("Q")
        at = max(at, quote.end)
    if "May " in text or "Will " in text:
        _bearers_of_verbs(text, starts, lows, letters)
    return Line(text, tuple(starts), tuple(ends), tuple(lows), "".join(letters))


def _bearers_of_verbs(text: str, starts: list[int], lows: list[str], letters: list[str]) -> None:
    """ "May said", "“No,” Will Roe said": names that look like verbs at the head of a sentence."""
    for at, low in enumerate(lows[:-1]):
        if low in ("may", "will") and letters[at] == "x" and text[starts[at]].isupper():
            speaks = lows[at + 1] in listed("plain_speech")
            if speaks or (at and letters[at - 1] == "Q" and letters[at + 1] == "N"):
                letters[at] = "N"


@lru_cache(maxsize=32768)
def _part(word: str, before: str) -> tuple[str, str]:
    """A word in lower case and the part it plays after a word of another part ("" at the start)."""
    low = word.lower()
    return low, _letter(word, low, before)


def _letter(word: str, low: str, before: str) -> str:
    first = word[0]
    if not (first.isalnum() or (len(word) > 1 and first in "'’")):
        return _PUNCTUATION.get(word, word if word in ",;:.()*-" else "*")
    if first in "'’":
        # "Roe's" has an owner, "he's" a verb.
        return "g" if low[1:] == "s" and before not in ("o", "r") else "x"
    if first.isdigit():
        return "#"
    if word.isupper() and len(word) > 1 and (not before or low in listed("capitals")):
        return "N"
    known = _parts().get(low.replace("’", "'"))
    inside = known in ("a", "v", "t", "p", "x") and before not in ("", ".", "Q", ":") and (known != "t" or low in listed("time_in_names"))
    if first.isupper() and (known is None or inside):
        return "N"
    if known:
        return known
    return "a" if low.endswith("ly") and len(low) > 4 and low not in listed("noun_in_ly") else "w"
