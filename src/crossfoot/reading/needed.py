"""Patterns over outlines that are made when they are first needed: when a sentence holds every sign that they cannot do without.

Most stories hold a few kinds of figures. A pattern about percentages costs a story without any neither the making nor the looking.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:P<\w+>|<?[=!])|\(|\)|\||<(\w+)>|.", re.DOTALL)
# What may follow a part that need not be there at all.
_NOT_AT_ALL = re.compile(r"[?*]|\{0?,")


class Pattern:
    """A regular expression that is compiled on its first use; `shape` is its text, in which `<percent>` calls for a sign by its name."""

    __slots__ = ("_compiled", "_make", "_needs")

    def __init__(self, shape: str, signs: Mapping[str, str], make: Callable[[], re.Pattern[str]]) -> None:
        self._compiled: re.Pattern[str] | None = None
        self._make = make
        self._needs = needed(shape, signs)

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
        return all(any(text.find(sign, start, end) >= 0 for sign in signs) for signs in self._needs)

    def _made(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = self._make()
        return self._compiled


def needed(shape: str, signs: Mapping[str, str]) -> frozenset[str]:
    """What every match must hold: of each group of signs at least one. "<amount>, or <percent>?" needs an amount."""
    groups: list[tuple[set[str], bool]] = [(set(), True)]
    split = [False]
    tokens = list(_TOKEN.finditer(shape))
    for token in tokens:
        after = _NOT_AT_ALL.match(shape, token.end()) is not None
        word = token.group()
        if word[0] == "(":
            # What is looked ahead or back at is not part of the match.
            groups.append((set(), not word.endswith(("=", "!"))))
            split.append(False)
        elif word == ")" and len(groups) > 1:
            (inner, counts), either = groups.pop(), split.pop()
            if counts and not either and not after:
                groups[-1][0].update(inner)
        elif word == "|":
            split[-1] = True
        elif token[1] in signs and not after:
            groups[-1][0].add(signs[token[1]])
    return frozenset() if split[0] else frozenset(groups[0][0])
