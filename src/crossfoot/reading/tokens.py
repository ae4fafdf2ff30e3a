"""A paragraph cut into words, numerals and signs, with where each stands.

The readers of figures look a few words ahead and a few back; this gives them plain lists to look at. Empty words stand after the last,
so that looking past either end is harmless.
"""

from __future__ import annotations

import re

# "U.S.", "a.m."; words; 1,234.5 and 10:45 and 2/3; .5; "'s" and its like; any other sign by itself.
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_]+|\d+(?:[,.:/]\d+)*(?:[eE][+-]?\d{1,2}(?!\w))?|(?<![\w.])\.\d+|['’][a-z]{1,2}\b|''|\S")
_PAST = 12


class Tokens:
    """The words of a paragraph in parallel lists: as printed, in small letters, and their first and last characters."""

    __slots__ = ("count", "end", "low", "start", "text", "word")

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [match.span() for match in _TOKEN.finditer(text)]
        self.count = len(spans)
        past = [len(text) + 1] * _PAST
        self.start = [start for start, _ in spans] + past
        self.end = [end for _, end in spans] + past
        self.word = [text[start:end] for start, end in spans] + [""] * _PAST
        # No word holds a space: all are made small at once.
        self.low = [*" ".join(self.word[: self.count]).lower().split(" ")[: self.count], *self.word[self.count :]]

    def glued(self, at: int) -> bool:
        """True when no space stands before this word."""
        return 0 < at < self.count and self.start[at] == self.end[at - 1]

    def phrase(self, first: int, past: int) -> str:
        """Some words in small letters, with single spaces, and none where there is none in the text."""
        parts = [self.low[first]]
        for at in range(first + 1, past):
            parts += ["" if self.start[at] == self.end[at - 1] else " ", self.low[at]]
        return "".join(parts)

    def is_word(self, at: int) -> bool:
        """True for letters."""
        return self.word[at][:1].isalpha()

    def is_capital(self, at: int) -> bool:
        """True for a word that begins with a capital."""
        return self.word[at][:1].isupper()
