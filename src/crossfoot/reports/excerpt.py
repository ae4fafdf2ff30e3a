"""The words of a story as a terminal shows them: wrapped to the window, with the words that matter underlined.

A paragraph of a news story is one long line. It is broken into rows; rows without a mark are left out, and wherever something is left out,
before, between or behind, there stands "…". Nothing of the story reaches the terminal that could move its cursor or change its colours.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from ..document import Block, Document, Span

Weight = Literal["main", "side"]
_GOES_ON = " …"


@dataclass(frozen=True, slots=True)
class Underline:
    """A place to underline: `main` with ^, `side` with -."""

    span: Span
    weight: Weight


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an excerpt: the line number of its first character, its text, and the underlining below it ("" for none)."""

    line: int
    text: str
    under: str


def safe(text: str) -> str:
    """The text with tabs as spaces and control characters as "�": a story cannot drive the terminal."""
    return _UNSAFE.sub("�", text.replace("\t", " "))


# Control characters and lone surrogates; marks that turn the direction of writing, with which a line can show other words than it holds.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def columns(text: str) -> int:
    """How many terminal columns a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def rows_of(document: Document, marks: list[Underline], *, width: int, sentences: Sequence[Span] = ()) -> list[Row | None]:
    """The rows that hold a mark, from the start of the sentence on; `None` stands for what is left out between two of them."""
    rows: list[Row | None] = []
    for block, inside in _by_block(document, marks):
        start = _clean(block, _sentence(sentences, min(mark.span for mark in inside))).start
        clean = [Underline(_clean(block, mark.span), mark.weight) for mark in inside]
        rows += ([None] if rows else []) + _rows_of_block(document, block, clean, start, width)
    return rows


def _by_block(document: Document, marks: list[Underline]) -> Iterator[tuple[Block, list[Underline]]]:
    """The blocks that hold marks, each with its marks."""
    blocks = document.blocks or (Block("paragraph", Span(0, len(document.text)), document.text),)
    first = bisect_right(blocks, min(mark.span.start for mark in marks), key=lambda block: block.span.start) - 1
    last = bisect_left(blocks, max(mark.span.end for mark in marks), key=lambda block: block.span.start)
    for block in blocks[max(0, first) : last]:
        inside = [mark for mark in marks if mark.span.overlaps(block.span)]
        if inside:
            yield block, inside


def _sentence(sentences: Sequence[Span], span: Span) -> Span:
    before = bisect_right(sentences, span.start, key=lambda sentence: sentence.start)
    return next((sentence for sentence in sentences[max(0, before - 1) : before] if span.start < sentence.end), Span(0, 1))


def _clean(block: Block, span: Span) -> Span:
    """A place in the file as a place in the block's clean words."""
    start = block.clean(max(span.start, block.span.start))
    return Span(start, max(start + 1, block.clean(min(span.end, block.span.end) - 1) + 1))


def _rows_of_block(document: Document, block: Block, marks: list[Underline], start: int, width: int) -> list[Row | None]:
    rows: list[Row | None] = []
    skipped = False
    start, first = _beginning(block.text, marks, start, width)
    # "… " before a row says that the paragraph began earlier.
    lead = "… " if start > 0 else ""
    for begin, end in wrapped(block.text, width - len(lead) - len(_GOES_ON), start):
        here = Span(begin, end)
        inside = [mark for mark in marks if mark.span.overlaps(here)]
        if inside or begin < first:
            rows += [None] if skipped and rows else []
            line = document.place(block.place(Span(begin, begin + 1)).start).line
            under = _underlined(block.text, here, inside)
            rows.append(Row(line, lead + safe(block.text[begin:end]), " " * len(lead) + under))
        skipped = not inside and begin >= first
        lead = " " * len(lead)
    if skipped and rows[-1]:
        # The paragraph goes on behind the last row.
        rows[-1] = replace(rows[-1], text=rows[-1].text.rstrip() + _GOES_ON)
    return rows


def _beginning(text: str, marks: list[Underline], start: int, width: int) -> tuple[int, int]:
    """Where the rows begin, and where the first mark does: with the sentence where it begins no more than a row before the mark."""
    first = min(mark.span.start for mark in marks)
    rows = takewhile(lambda row: row[0] <= first, wrapped(text, width - 2 * len(_GOES_ON), start))
    begins = [begin for begin, _ in rows]
    return (start if len(begins) <= 2 else begins[-1]), first


def _underlined(text: str, row: Span, marks: list[Underline]) -> str:
    signs = [" "] * (row.end - row.start)
    for mark in sorted(marks, key=lambda mark: mark.weight == "main"):
        for at in range(max(mark.span.start, row.start), min(mark.span.end, row.end)):
            signs[at - row.start] = "^" if mark.weight == "main" else "-"
    return "".join(sign * _width(text[row.start + at]) for at, sign in enumerate(signs)).rstrip()


def wrapped(text: str, width: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where the rows of a text start and end: broken at line ends and at spaces, inside a word only where it fills a row."""
    while start < len(text):
        if text[start] in " \t\r\n":
            start += 1
            continue
        end = _row_end(text, start, width)
        yield start, end
        start = end


def _row_end(text: str, start: int, width: int) -> int:
    taken, at, space = 0, start, -1
    while at < len(text) and text[at] not in "\r\n":
        taken += _width(text[at])
        if taken > width:
            return space if space > start else max(at, start + 1)
        if text[at] in " \t":
            space = at
        at += 1
    return at
