"""Patterns over outlines that are made when they are first needed: when a sentence holds every sign and word that they cannot do without.

Most stories hold a few kinds of figures. A pattern about percentages costs a story without any neither the making nor the looking, and one
about rises costs a short story in which nothing rises no making.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!])|\(|\)|\||<(\w+)>|[^\\\[()|<]+|.", re.DOTALL)
# What may follow a part that need not be there at all.
_NOT_AT_ALL = re.compile(r"[?*]|\{0?,")
# A word that stands in a pattern as it is: "from", but not "colours?".
_PLAIN = re.compile(r"[a-z]{3,}(?![a-z?*{])")
# Letters that an expression takes for "i" and "s" where capitals do not matter, and that have no other small letter.
_SMALL = str.maketrans("\u0130\u0131\u017f", "iis")
_PATIENCE = 200  # sentences that are searched for words, after which a pattern is made whatever they say

Need = str | tuple[str, ...]


class Pattern:
    """A regular expression that is compiled on its first use; `shape` is its text, in which `<percent>` calls for a sign by its name, and
    `<verb>` for one of the `words` of that name, capitals or not."""

    __slots__ = ("_compiled", "_make", "_needs", "_patience", "_words")

    def __init__(
        self, shape: str, signs: Mapping[str, str], make: Callable[[], re.Pattern[str]], words: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._compiled: re.Pattern[str] | None = None
        self._make = make
        self._patience = _PATIENCE
        needs = needed(shape, {**signs, **(words or {})})
        self._needs = tuple(need for need in needs if isinstance(need, str))
        self._words = tuple(need for need in needs if isinstance(need, tuple))

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As of a compiled expression, and likewise the others."""
        return self._made().finditer(text, start, end) if self._may(text, start, end) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match."""
        return self._made().search(text, start, end) if self._may(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self._made().match(text, start, end) if self._may(text, start, end) else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The match from `start` to `end`."""
        return self._made().fullmatch(text, start, end) if self._may(text, start, end) else None

    def _may(self, text: str, start: int, end: int) -> bool:
        for signs in self._needs:
            if not any(text.find(sign, start, end) >= 0 for sign in signs):
                return False
        return self._compiled is not None or self._worth_making(text[start:end])

    def _worth_making(self, text: str) -> bool:
        self._patience -= 1
        small = text.translate(_SMALL).lower()
        return self._patience < 0 or all(any(word in small for word in words) for words in self._words)

    def _made(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = self._make()
        return self._compiled


def needed(shape: str, called: Mapping[str, Need]) -> frozenset[Need]:
    """What every match must hold: of the signs (a text) or words (a tuple) that are `called` by a name one, and the plain words.
    "from <amount>, or <percent>?" needs an amount and the word "from"."""
    groups: list[tuple[set[Need], bool]] = [(set(), True)]
    split = [False]
    tokens = list(_TOKEN.finditer(shape))
    for token in tokens:
        word = token.group()
        if word[0] == "(":
            # What is looked ahead or back at is not part of the match.
            groups.append((set(), not word.endswith(("=", "!"))))
            split.append(False)
        elif word == ")" and len(groups) > 1:
            (inner, counts), either = groups.pop(), split.pop()
            if counts and not either and not _NOT_AT_ALL.match(shape, token.end()):
                groups[-1][0].update(inner)
        elif word == "|":
            split[-1] = True
        elif token[1] in called and not _NOT_AT_ALL.match(shape, token.end()):
            groups[-1][0].add(called[token[1]])
        elif not token[1] and word[0] not in "\\[":
            groups[-1][0].update((plain,) for plain in _PLAIN.findall(word))
    return frozenset() if split[0] else frozenset(groups[0][0])
