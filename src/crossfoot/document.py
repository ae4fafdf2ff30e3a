"""A story as it was given: its text untouched, its blocks, and the only place that knows lines, columns and UTF-16.

Readers of English never see markup: a `Block` holds the clean words of one paragraph and, where they differ from the text as given, the
map back. `Span` is the only kind of place in this house: half-open characters in `Document.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

DateOrder = Literal["day-first", "month-first"]
BlockKind = Literal["headline", "standfirst", "paragraph", "quotation", "caption", "list", "table"]


class CrossfootError(Exception):
    """Something is wrong with a file or an option: what happened, to which file, and what to do next. Never raised for a text."""


class Span(NamedTuple):
    """Half-open characters in `Document.text`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True when the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when the other lies inside."""
        return self.start <= other.start and other.end <= self.end


class Place(NamedTuple):
    """A position for people and editors: line and column from 1 (columns in characters), and the column in UTF-16 units, from 0."""

    line: int
    column: int
    utf16: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the text from `start` on stood, in a file that people do not read by lines: (("page", 2), ("paragraph", 3))."""

    start: int
    parts: tuple[tuple[str, str | int], ...]

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self.parts)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, headline, list entry ... : its clean words, and where they stand in the text as given.

    `runs` pairs a position in `text` with one in the document, in order; between two of them both advance together."""

    kind: BlockKind
    span: Span
    text: str
    runs: tuple[tuple[int, int], ...] = ()

    def place(self, span: Span) -> Span:
        """From the clean words to the text as given."""
        if not self.runs:
            return Span(self.span.start + span.start, self.span.start + span.end)
        start = self._given(span.start)
        return Span(start, max(start, self._given(span.end - 1) + 1) if span.end > span.start else start)

    def _given(self, at: int) -> int:
        clean, given = self.runs[max(0, bisect_right(self.runs, (at, 1 << 62)) - 1)]
        # What a reader put between cells has no place of its own; it stands at the end of the block.
        return max(self.span.start, min(given + at - clean, self.span.end - 1))

    def clean(self, given: int) -> int:
        """From the text as given to the clean words: the nearest position at or before."""
        if not self.runs:
            return given - self.span.start
        run = bisect_right(self.runs, given, key=lambda pair: pair[1]) - 1
        if run < 0:
            return 0
        clean, start = self.runs[run]
        following = self.runs[run + 1][0] if run + 1 < len(self.runs) else len(self.text)
        return min(clean + given - start, following)

    def without(self, cuts: Sequence[tuple[int, int]]) -> Block:
        """The block with some of its clean words taken out (in order, apart); what is left still knows where it stands."""
        parts: list[str] = []
        runs: list[tuple[int, int]] = []
        at = length = 0
        for start, end in (*cuts, (len(self.text), len(self.text))):
            kept = [(clean, given) for clean, given in self.runs if at < clean < start]
            for clean, given in ((at, self._given(at) if self.runs else self.span.start + at), *kept) if start > at else ():
                runs.append((length + clean - at, given))
            parts.append(self.text[at:start])
            length += start - at
            at = end
        return Block(self.kind, self.span, "".join(parts), tuple(runs))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table in the document: its place and its words."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stands in the document: rows of cells, the first of them the heading."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A story or a source as it was given.

    Of a Word file, a PDF and their like, `text` is what the reader took from it; `origins` tell where each stretch of it stood. `dates` is
    how the newsroom writes 04/05/2024, where it has said so."""

    name: str
    text: str
    kind: str = "text"
    published: date | None = None
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    origins: tuple[Origin, ...] = ()
    dates: DateOrder | None = None
    _lines: list[int] = field(default_factory=list, repr=False)

    def place(self, offset: int) -> Place:
        """Line, column and UTF-16 column of a character."""
        if not self._lines:
            self._lines.extend(_line_starts(self.text))
        line = bisect_right(self._lines, offset) - 1
        before = self.text[self._lines[line] : offset]
        utf16 = len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2
        return Place(line + 1, len(before) + 1, utf16)

    def origin(self, offset: int) -> Origin | None:
        """Where in the file a character stood, if that is not told by lines."""
        at = bisect_right(self.origins, offset, key=lambda origin: origin.start)
        return self.origins[at - 1] if at else None

    def cited(self, offset: int) -> str:
        """Where a character stands, as people cite it: "line 14", or "page 2, paragraph 3"."""
        return str(self.origin(offset) or f"line {self.place(offset).line}")

    def pointed(self, offset: int) -> str:
        """Where a character stands, as tools point at it: "14:3", or "page 2, paragraph 3"."""
        place = self.place(offset)
        return str(self.origin(offset) or f"{place.line}:{place.column}")

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        self.place(0)
        stop = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[self._lines[number - 1] : stop].rstrip("\r\n")

    def words(self, span: Span) -> str:
        """The words at a place, without markup and with single spaces."""
        parts = []
        for block in self.blocks_over(span):
            start = block.clean(max(span.start, block.span.start))
            end = block.clean(min(span.end, block.span.end) - 1) + 1
            parts.append(block.text[start:end])
        return " ".join(" ".join(parts).split()) if parts else " ".join(self.text[span.start : span.end].split())

    def blocks_over(self, span: Span) -> tuple[Block, ...]:
        """The blocks that share a character with a place, in order."""
        first = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        last = bisect_left(self.blocks, span.end, key=lambda block: block.span.start)
        return tuple(block for block in self.blocks[max(0, first) : last] if block.span.overlaps(span))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[at] if at >= 0 and offset < max(self.blocks[at].span.end, self.blocks[at].span.start + 1) else None


def overlapping(spans: Sequence[Span]) -> Callable[[Span], list[int]]:
    """For many places asked one after another: the numbers of the spans that share a character with a place."""
    order = sorted(range(len(spans)), key=spans.__getitem__)
    starts = [spans[at].start for at in order]
    longest = max((end - start for start, end in spans), default=0)

    def asked(place: Span) -> list[int]:
        near = order[bisect_left(starts, place.start - longest) : bisect_left(starts, place.end)]
        return sorted(at for at in near if spans[at].overlaps(place))

    return asked


def _line_starts(text: str) -> list[int]:
    """Where each line begins; CRLF, LF and a lone CR end a line."""
    return [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]
