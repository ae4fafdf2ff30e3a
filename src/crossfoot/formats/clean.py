"""The clean words of a block, gathered piece by piece from a text with markup, and the map from each of them back to where it stood."""

from __future__ import annotations

import re

from ..document import Block, BlockKind, Span

_SPACES = re.compile(r"[ \t\r\n\f]+")


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised_digits(words: str) -> str:
    """The digits of small figures above the line as signs of their own: the "1" of "2,040¹" is no part of a figure."""
    return words.translate(_RAISED)


class Clean:
    """Gathers one block. Spaces are folded into one, as a browser does; those at the ends are dropped."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self._length = 0
        self._space: int | None = None
        self._end = 0

    def __bool__(self) -> bool:
        return self._length > 0

    def words(self, text: str, start: int, end: int) -> None:
        """Words that stand in the text as they are."""
        at = start
        for gap in _SPACES.finditer(text, start, end):
            self._put(text[at : gap.start()], at, gap.start())
            if self._space is None:
                self._space = gap.start()
            at = gap.end()
        self._put(text[at:end], at, end)

    def instead(self, words: str, start: int, end: int) -> None:
        """Words that stand for others in the text: "&" for "&amp;"."""
        for character in words:
            self._put(character, start, end)

    def line_end(self, at: int) -> None:
        """A line that ends inside a block: <br>."""
        if self._length:
            self._space = None
            self._put("\n", at, self._end)

    def gap(self, at: int) -> None:
        """What stands before and what stands after are not one word."""
        self._space = at

    @property
    def at_line_end(self) -> bool:
        """True right after a line end."""
        return bool(self._parts) and self._parts[-1] == "\n"

    def _put(self, piece: str, given: int, end: int) -> None:
        if not piece:
            return
        if self._space is not None and self._length and self._parts[-1] != "\n":
            space, self._space = self._space, None
            self._put(" ", space, space + 1)
        self._space = None
        if not self._runs or given - self._length != self._runs[-1][1] - self._runs[-1][0]:
            self._runs.append((self._length, given))
        self._parts.append(piece)
        self._length += len(piece)
        self._end = max(self._end, end)

    def block(self, kind: BlockKind, text: str, *, anything: bool = False) -> Block | None:
        """The block, or nothing where there are no words (`anything`: no characters at all); afterwards this gathers the next one."""
        words = "".join(self._parts).rstrip("\n")
        runs, end = tuple(run for run in self._runs if run[0] < len(words)), self._end
        self._clear()
        if not words or not (anything or any(map(str.isalnum, words))):
            return None
        span = Span(runs[0][1], end)
        return Block(kind, span, words, () if text[span.start : span.end] == words else runs)
