"""Paragraphs and tables as word processors keep them, while they are read; and the setting of them on a galley.

A table may hold paragraphs, a paragraph may have a text box hanging on it, and that box paragraphs and tables of its own. What comes out is
one run of paragraphs and tables, as a reader of the printed page would read them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ..document import BlockKind
from .clean import raised_digits
from .galley import Galley

_LONGEST_CELL = 300
_WIDEST = 64


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the file. `pieces` pair the place of each piece of its words with the byte where it stands in the file."""

    kind: BlockKind | None = None
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pieces: list[tuple[int, int]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    contents: bool = False
    goes_on: bool = False
    note: str = ""
    boxed: bool = False

    def put(self, words: str, at: int, *, raised: bool = False) -> None:
        """Adds words; of raised ones the digits are made those that are raised by themselves: "sales¹" has no figure in it."""
        self.pieces.append((self.length, at))
        self.parts.append(raised_digits(words) if raised else words)
        self.length += len(words)

    @property
    def words(self) -> str:
        """What it says."""
        return "".join(self.parts)


class Placed(NamedTuple):
    """A paragraph that has been set: where in the text its words begin, dropped spaces included, and where the first one stands."""

    origin: int
    start: int
    paragraph: Paragraph


@dataclass(slots=True)
class Grid:
    """A table: rows of cells of paragraphs. One that only lays out a page holds whole paragraphs or other tables."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    deleted: bool = False
    layout: bool = False

    def is_layout(self) -> bool:
        """Whether it is no table to a reader."""
        cells = [cell for row in self.rows for cell in row]
        return self.layout or len(cells) < 2 or any(sum(one.length for one in cell) > _LONGEST_CELL for cell in cells)

    def paragraphs(self) -> list[Paragraph]:
        """What it holds, cell after cell."""
        return [paragraph for row in self.rows for cell in row for paragraph in cell]


@dataclass(slots=True)
class Scope:
    """The page, or a text box on it: what has been read of it, and the paragraph and tables that are not finished."""

    items: list[Paragraph | Grid] = field(default_factory=list)
    paragraph: Paragraph | None = None
    grids: list[Grid] = field(default_factory=list)
    boxes: list[Paragraph | Grid] = field(default_factory=list)

    def begin_table(self) -> None:
        """A table begins; one inside a cell makes the outer one a layout."""
        if self.grids:
            self.grids[-1].layout = True
        self.grids.append(Grid())

    def begin_row(self) -> None:
        """A row begins."""
        if self.grids:
            self.grids[-1].rows.append([])

    def begin_cell(self) -> None:
        """A cell begins."""
        if self.grids and self.grids[-1].rows:
            self.grids[-1].cell = []
            self.grids[-1].rows[-1].append(self.grids[-1].cell)

    def widen(self, by: int) -> None:
        """A cell over three columns is followed by two that are empty."""
        if self.grids and self.grids[-1].rows and 0 < by < _WIDEST:
            self.grids[-1].rows[-1] += [[] for _ in range(by)]

    def end_row(self) -> None:
        """A row ends; one that was deleted is gone."""
        if self.grids and self.grids[-1].rows and self.grids[-1].deleted:
            self.grids[-1].rows.pop()
        if self.grids:
            self.grids[-1].deleted = False

    def end_table(self) -> None:
        """A table ends."""
        if self.grids:
            self.place(self.grids.pop())

    def end_paragraph(self) -> None:
        """A paragraph ends, and with it the text boxes that hang on it."""
        paragraph, self.paragraph = self.paragraph, None
        if paragraph:
            self.place(paragraph)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.place(box)

    def place(self, item: Paragraph | Grid) -> None:
        """Puts it in the cell that is being read, or next on the page."""
        if self.grids:
            self.grids[-1].cell += item.paragraphs() if isinstance(item, Grid) else [item]
        else:
            self.items.append(item)


def paragraphs_of(items: Iterable[Paragraph | Grid]) -> Iterator[Paragraph]:
    """All the paragraphs, those in tables as well."""
    for item in items:
        yield from item.paragraphs() if isinstance(item, Grid) else [item]


class Setting:
    """Sets paragraphs and tables on a galley, turning the pages."""

    def __init__(self, *, has_pages: bool = False) -> None:
        self.galley = Galley()
        self.placed: list[Placed] = []
        self._has_pages = has_pages
        self._page = 1
        if has_pages:
            self.galley.turn_to(1)

    def take(self, item: Paragraph | Grid) -> None:
        """The next paragraph or table."""
        if isinstance(item, Grid) and not item.is_layout():
            self._table(item)
            return
        for paragraph in item.paragraphs() if isinstance(item, Grid) else [item]:
            turns = self._turns(paragraph)
            start = self.galley.block(paragraph.kind or "paragraph", "" if paragraph.contents else paragraph.words, pages=turns)
            self._note(start, paragraph)

    def notes(self, order: list[str], notes: list[Paragraph]) -> None:
        """Footnotes and endnotes, numbered as the text refers to them."""
        number = {key: at for at, key in enumerate(dict.fromkeys(order), 1)}
        for paragraph in sorted((one for one in notes if one.note in number), key=lambda one: number[one.note]):
            self.galley.apart("paragraph", paragraph.words, ("note", number[paragraph.note]))

    def _table(self, grid: Grid) -> None:
        cells = [[" ".join(one.words for one in cell) for cell in row] for row in grid.rows]
        if not any(cell.strip() for row in cells for cell in row):
            return
        starts = self.galley.table(cells)
        for paragraph in grid.paragraphs():
            for _, page in self._turns(paragraph):
                self.galley.turn_to(page)
        for row, begins in zip(grid.rows, starts, strict=True):
            for cell, start in zip(row, begins, strict=True):
                words = " ".join(one.words for one in cell)
                if len(cell) == 1 and words.strip() == " ".join(words.split()):
                    self._note(start, cell[0])

    def _turns(self, paragraph: Paragraph) -> list[tuple[int, int]]:
        turns = [(at, self._page + number) for number, at in enumerate(paragraph.pages, 1)] if self._has_pages else []
        self._page += len(turns)
        return turns

    def _note(self, start: int | None, paragraph: Paragraph) -> None:
        if start is not None:
            self.placed.append(Placed(start - len(paragraph.words) + len(paragraph.words.lstrip()), start, paragraph))
