"""A galley: the text of a document set anew from what a reader takes out of a file that is no text itself, a Word file, a PDF, a mail.

Paragraphs stand apart by an empty line, the cells of a table by " | ". Of each it is noted where in the file it stood; pages are counted
where the file has them. The words are not changed; only spaces at the ends of a paragraph are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..document import Block, BlockKind, Cell, Document, Origin, Span, Table
from .dateline import layout_words, published_in

Parts = tuple[tuple[str, str | int], ...]
_GAP = "\n\n"
_BAR = " | "
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]{0,3}\s*$")
_LONGEST_HEADLINE = 200
# A letterhead, a date, "FOR IMMEDIATE RELEASE", a contact: the headline comes after them.
_TOP = 6


class Galley:
    """Set paragraph by paragraph; `document` is what has been set."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self._origins: list[Origin] = []
        self._text: list[str] = []
        self._length = 0
        self._page: int | None = None
        self._paragraphs = 0

    def turn_to(self, page: int) -> None:
        """What follows stands on this page."""
        if page != self._page:
            self._page, self._paragraphs = page, 0

    def block(self, kind: BlockKind, words: str, *, pages: Sequence[tuple[int, int]] = ()) -> int | None:
        """Sets a paragraph, and tells where in the text it begins; `pages` are those that begin inside it, with their places in `words`."""
        dropped = len(words) - len(words.lstrip())
        turns = [(max(0, at - dropped), page) for at, page in pages]
        for _, page in (turn for turn in turns if turn[0] == 0):
            self.turn_to(page)
        if not any(map(str.isalnum, words)):
            for _, page in turns:
                self.turn_to(page)
            return None
        start = self._open(self._counted())
        self._put(kind, words.strip())
        for at, page in (turn for turn in turns if turn[0] > 0):
            self.turn_to(page)
            if at < len(words.strip()):
                self._origins.append(Origin(start + at, self._counted()))
        return start

    def apart(self, kind: BlockKind, words: str, *where: tuple[str, str | int]) -> int | None:
        """Sets what stands outside the run of the text, such as a footnote, with its place as it is called there."""
        if not any(map(str.isalnum, words)):
            return None
        start = self._open(where)
        self._put(kind, words.strip())
        return start

    def table(
        self, rows: Sequence[Sequence[str]], *, called: Parts | None = None, cells: Sequence[Sequence[Parts]] = ()
    ) -> list[list[int]]:
        """Sets a table, and tells where in the text each cell begins.

        `called` is its name where it is not just the next one, `cells` the names of its cells where row and column do not tell."""
        where = called or (*self._on_page(), ("table", len(self.tables) + 1))
        start = at = self._open(where)
        lines: list[str] = []
        set_rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows):
            words = [" ".join(cell.split()) for cell in row]
            filled: list[Cell] = []
            for column, cell in enumerate(words):
                filled.append(Cell(Span(at, at + len(cell)), cell))
                named = cells[number][column] if cells else (*where, ("row", number + 1), ("column", column + 1))
                self._origins.append(Origin(at, named))
                at += len(cell) + len(_BAR)
            at += len("\n") - (len(_BAR) if words else 0)
            lines.append(_BAR.join(words))
            set_rows.append(tuple(filled))
        self._put("table", "\n".join(lines))
        self.tables.append(Table(Span(start, self._length), tuple(set_rows)))
        return [[cell.span.start for cell in row] for row in set_rows]

    def remark(self, words: str) -> None:
        """Puts words below the text that are about the file and no part of what it says."""
        self._open((("remark", 1),))
        self._text.append(words)
        self._length += len(words)

    def document(self, name: str, kind: str, published: date | None) -> Document:
        """All that was set; a first line that stands like a headline is one where nothing else is."""
        at = headline_at(self.blocks)
        if at is not None:
            first = self.blocks[at]
            self.blocks[at] = Block("headline", first.span, first.text)
        day = published or published_in(self.blocks)
        return Document(name, self.text, kind, day, tuple(self.blocks), tuple(self.tables), tuple(self._origins))

    @property
    def text(self) -> str:
        """What has been set so far."""
        return "".join(self._text)

    def _open(self, where: Parts) -> int:
        if self._text:
            self._text.append(_GAP)
            self._length += len(_GAP)
        self._origins.append(Origin(self._length, where))
        return self._length

    def _put(self, kind: BlockKind, words: str) -> None:
        self.blocks.append(Block(kind, Span(self._length, self._length + len(words)), words))
        self._text.append(words)
        self._length += len(words)

    def _counted(self) -> Parts:
        self._paragraphs += 1
        return (*self._on_page(), ("paragraph", self._paragraphs))

    def _on_page(self) -> Parts:
        return (("page", self._page),) if self._page is not None else ()


def headline_at(blocks: Sequence[Block]) -> int | None:
    """Which paragraph is the headline of a file that marks none: the first short one that is no letterhead and does not end a sentence."""
    if any(block.kind == "headline" for block in blocks):
        return None
    top = ((at, block) for at, block in enumerate(blocks[:_TOP]) if block.kind == "paragraph" and not _is_furniture(block.text))
    at, first = next(top, (0, None))
    if first is None or at + 1 >= len(blocks) or len(first.text) > _LONGEST_HEADLINE or first.text[-1] in ":;,":
        return None
    asks = first.text.endswith("?") and len(first.text) <= 100
    return at if asks or not _SENTENCE_END.search(first.text[-8:]) else None


def _is_furniture(words: str) -> bool:
    """ "FOR IMMEDIATE RELEASE", "4 March 2021", "Contact: Jane Roe": what stands at the top of a release and is no headline."""
    plain = " ".join(words.casefold().split()).strip(" :.-–—*")
    known = layout_words()["layout"]
    if plain in known["furniture"] or any(plain.startswith(label) for label in known["furniture_labels"]):
        return True
    return len(words) <= 80 and published_in((Block("paragraph", Span(0, len(words)), words),)) is not None
