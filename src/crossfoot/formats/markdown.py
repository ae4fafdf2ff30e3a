"""Markdown: the blocks and tables of a story, with the place of every word in the source.

Front matter is read and is no part of the story. Headings are headlines; a second one right below the first, or a paragraph there that is
wholly in italics or bold, is the standfirst. Code fences are left out; HTML in between is read as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ..document import Block, BlockKind, Document, Table
from .clean import Clean
from .dateline import published_in
from .front import front_of
from .grid import Grid
from .html import Page
from .inline import Walk

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_CONTAINERS: dict[str, BlockKind] = {"list_item_open": "list", "blockquote_open": "quotation"}


def document_from_markdown(text: str, *, name: str = "story.md", published: date | None = None) -> Document:
    """The document in a Markdown text."""
    front = front_of(text)
    sheet = _Sheet(text, front.end)
    blocks = sheet.blocks
    if front.title and not any(block.kind == "headline" for block in blocks):
        blocks.insert(0, front.title)
    return Document(name, text, "markdown", published or front.published or published_in(blocks), tuple(blocks), tuple(sheet.tables))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # Without "text_join", escapes and entities stay apart from the words around them, so that each can be found in the source.
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")


class _Sheet:
    """Reads the blocks of a Markdown text from a place on."""

    def __init__(self, text: str, start: int) -> None:
        # The parser puts U+FFFD for a zero character; so it is put here, that the two agree.
        self.text = text.replace("\0", "\ufffd")
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._lines = [start, *(end.end() for end in re.finditer(r"\r\n?|\n", text[start:]))]
        self._lines[1:] = [start + at for at in self._lines[1:]]
        self._within: list[BlockKind] = []
        self._grid: Grid | None = None
        tokens = _parser().parse(self.text[start:])
        for before, token in zip([None, *tokens], tokens, strict=False):
            self._take(token, before)

    def _take(self, token: Token, before: Token | None) -> None:
        match token.type:
            case "list_item_open" | "blockquote_open":
                self._within.append(_CONTAINERS[token.type])
            case "list_item_close" | "blockquote_close":
                self._within.pop()
            case "inline" if self._grid is None:
                self._inline(token, heading=before is not None and before.type == "heading_open")
            case "code_block":
                self._indented(token)
            case "html_block":
                self._html(token)
            case _:
                self._take_table(token)

    def _take_table(self, token: Token) -> None:
        if token.type == "table_open":
            self._grid = Grid()
        elif self._grid is None:
            return
        elif token.type == "tr_open" and token.map:
            self._grid.begin_row()
            self._row = _Row(self.text, *self._line(token.map[0]))
        elif token.type == "inline":
            self._cell(token)
        elif token.type == "table_close":
            blocks, table = self._grid.finished(self.text)
            self.blocks += blocks
            self.tables += [table] if table else []
            self._grid = None

    def _line(self, number: int) -> tuple[int, int]:
        """Where a line begins, and where its words end."""
        start = self._lines[number]
        end = self._lines[number + 1] if number + 1 < len(self._lines) else len(self.text)
        return start, start + len(self.text[start:end].rstrip())

    def _inline(self, token: Token, *, heading: bool) -> None:
        clean = Clean()
        given = self._given(token)
        Walk(token.content, self.text, given, clean).take(token.children or [])
        block = clean.block(self._kind(token, heading=heading), self.text)
        self.blocks += [block] if block else []

    def _kind(self, token: Token, *, heading: bool) -> BlockKind:
        above = self.blocks[-1].kind if self.blocks else None
        if heading:
            return "standfirst" if above == "headline" and len(self.blocks) == 1 else "headline"
        if self._within:
            return self._within[-1]
        return "standfirst" if above == "headline" and len(self.blocks) == 1 and _all_emphasised(token.children or []) else "paragraph"

    def _given(self, token: Token) -> Sequence[int]:
        """For each character of a paragraph's source, its place in the file: its lines are the ends of lines there."""
        number, last = token.map or [0, 0]
        given: list[int] = []
        for line in token.content.split("\n"):
            begin = None
            while begin is None and number < last:
                begin = self._begin(line.strip(), *self._line(number))
                number += 1
            begin = self._line(last - 1)[0] if begin is None else begin
            # The parser may have put spaces for a tab.
            indent = len(line) - len(line.lstrip())
            given += [begin] * indent
            given += range(begin, begin + len(line) - indent + 1)
        return given

    def _begin(self, words: str, start: int, end: int) -> int | None:
        """Where the words of a line stand in the file, after "> ", "- " or "# "; "##" may follow them."""
        if self.text.endswith(words, start, end):
            return end - len(words)
        found = self.text.find(words, start, end)
        return found if found >= 0 else None

    def _cell(self, token: Token) -> None:
        assert self._grid is not None
        start, end = self._row.next_cell()
        self._grid.begin_cell(self.text, start)
        if self._grid.cell is not None:
            given = _cell_places(token.content, self.text, start, end)
            Walk(token.content, self.text, given, self._grid.cell).take(token.children or [])
        self._grid.end_cell(self.text)

    def _indented(self, token: Token) -> None:
        """Four spaces make it code to Markdown; to a writer they are an indented paragraph."""
        first, last = token.map or [0, 0]
        clean = Clean()
        for number in range(first, last):
            clean.words(self.text, *self._line(number))
            clean.gap(self._line(number)[1])
        block = clean.block("paragraph", self.text)
        self.blocks += [block] if block else []

    def _html(self, token: Token) -> None:
        first, last = token.map or [0, 0]
        page = Page(self.text)
        page.read(self._lines[first], self._lines[last] if last < len(self._lines) else len(self.text))
        blocks, tables = page.story()
        self.blocks += blocks
        self.tables += tables


class _Row:
    """The cells of one line of a table."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._cells = _cells(text, start, end)
        self._end = end

    def next_cell(self) -> tuple[int, int]:
        """Where the next cell begins and ends; an empty place at the end of the line when there are no more."""
        return next(self._cells, (self._end, self._end))


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells between the bars of a line; an escaped bar is no bar, and one at the start opens nothing."""
    # The parser takes off every kind of space before the first bar.
    begin = at = end - len(text[start:end].lstrip("> \t").lstrip())
    if text.startswith("|", begin, end):
        begin = at = begin + 1
    while at < end:
        if text[at] == "|" and text[at - 1] != "\\":
            yield begin, at
            begin = at + 1
        at += 1
    if begin < end:
        yield begin, end


def _cell_places(words: str, text: str, start: int, end: int) -> list[int]:
    """For each character of a cell's source, its place in the file; the parser drops spaces around it, and the "\\" before a bar."""
    places = []
    at = start
    for character in words:
        while at < end and text[at] != character:
            at += 1
        places.append(min(at, max(start, end - 1)))
        at += 1
    return [*places, min(at, end)]


def _all_emphasised(tokens: Sequence[Token]) -> bool:
    """ "*Forty held after the harbour fair*": the whole paragraph between one pair of marks."""
    return len(tokens) > 2 and tokens[0].type in ("em_open", "strong_open") and tokens[-1].type == tokens[0].type.replace("open", "close")
