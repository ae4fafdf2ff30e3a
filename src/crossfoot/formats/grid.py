"""A table while it is being read: its rows of cells, and the block that stands for it among the paragraphs."""

from __future__ import annotations

from ..document import Block, Cell, Span, Table
from .clean import Clean

_LONGEST_CELL = 300


class Grid:
    """Gathers cells. A table with a table in it, or with whole paragraphs in its cells, is one that only lays out a page."""

    def __init__(self, article: int = 0) -> None:
        self.article = article
        self.layout = False
        self.cell: Clean | None = None
        self._rows: list[list[Block | int]] = []
        self._at = 0

    def begin_row(self) -> None:
        """A new row."""
        self._rows.append([])

    def begin_cell(self, text: str, at: int = 0) -> None:
        """A new cell, which begins at a place in the text."""
        self.end_cell(text)
        self.cell = Clean()
        self._at = at

    def end_cell(self, text: str) -> None:
        """The cell is full."""
        if self.cell is None:
            return
        if not self._rows:
            self.begin_row()
        filled = self.cell.block("table", text, anything=True)
        self._rows[-1].append(filled or self._at)
        self.cell = None

    def finished(self, text: str) -> tuple[list[Block], Table | None]:
        """The blocks to stand among the paragraphs, and the table, if it is one."""
        cells = [cell for row in self._rows for cell in row if isinstance(cell, Block)]
        if not cells:
            return [], None
        if self.layout or max(len(cell.text) for cell in cells) > _LONGEST_CELL or len(cells) < 2:
            return [Block("paragraph", cell.span, cell.text, cell.runs) for cell in cells], None
        rows = tuple(tuple(map(_cell, row)) for row in self._rows if row)
        span = Span(min(cell.span.start for cell in cells), max(cell.span.end for cell in cells))
        return [_as_block(span, self._rows, text)], Table(span, rows)


def _cell(cell: Block | int) -> Cell:
    return Cell(Span(cell, cell), "") if isinstance(cell, int) else Cell(cell.span, cell.text)


def _as_block(span: Span, rows: list[list[Block | int]], text: str) -> Block:
    """The table as lines of cells, so that a place in it can be shown."""
    words, runs = "", []
    for row in rows:
        words += "\n" if words else ""
        for number, cell in enumerate(row):
            words += " | " if number else ""
            if isinstance(cell, Block):
                runs += [(len(words) + clean, given) for clean, given in cell.runs or ((0, cell.span.start),)]
                words += cell.text
    return Block("table", span, words, tuple(runs))
