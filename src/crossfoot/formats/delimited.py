"""CSV as a source or a story: one table, each cell named as a spreadsheet names it.

To ask a table whether a claim holds is another thing, and the business of another room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..document import Block, Cell, CrossfootError, Document, Origin, Span, Table
from .clean import Clean

MOST_CELLS = 500_000
MOST_COLUMNS = 2_000
# A cell in quotation marks, in which two stand for one; or up to the next delimiter. What follows the closing mark is no part of it.
_QUOTED = re.compile(r'[ ]{0,8}"((?:[^"]|"")*)"')
_LINE_END = re.compile(r"\r\n?|\n")


def document_from_delimited(text: str, *, name: str = "table.csv", published: date | None = None) -> Document:
    """The document in the text of a CSV file."""
    rows = _rows(text, _delimiter(text), name)
    origins = [
        Origin(cell.start, (("cell", cell_name(column, row)),)) for row, cells in enumerate(rows) for column, (cell, _) in enumerate(cells)
    ]
    blocks, table = _table(text, rows)
    return Document(name, text, "csv", published, blocks, (table,), tuple(origins))


def cell_name(column: int, row: int) -> str:
    """ "C7" for the third column and the seventh row, both counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _delimiter(text: str) -> str:
    """What most often parts the cells of the first lines."""
    top = "\n".join(text[:20_000].splitlines()[:20])
    return max(",;\t|", key=top.count)


def _rows(text: str, delimiter: str, name: str) -> list[list[tuple[Span, Block | None]]]:
    rows: list[list[tuple[Span, Block | None]]] = [[]]
    for count, (span, words, ends_row) in enumerate(_cells(text, delimiter)):
        rows[-1].append((span, words))
        if len(rows[-1]) > MOST_COLUMNS or count > MOST_CELLS:
            raise CrossfootError(f"{name}: the table is larger than a document can hold; give it with --table.")
        if ends_row:
            rows.append([])
    return [row for row in rows if any(words for _, words in row)]


def _cells(text: str, delimiter: str) -> Iterator[tuple[Span, Block | None, bool]]:
    """Each cell: its place, its words, whether it is the last of its row."""
    stop = re.compile(rf"{re.escape(delimiter)}|\r\n?|\n")
    at = 0
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        inner = Span(*quoted.span(1)) if quoted else None
        end = stop.search(text, quoted.end() if quoted else at)
        last = end.start() if end else len(text)
        inner = inner or Span(at, last)
        yield inner, _words(text, inner, quoted=quoted is not None), end is None or end.group() != delimiter
        at = end.end() if end else len(text)


def _words(text: str, span: Span, *, quoted: bool) -> Block | None:
    clean = Clean()
    at = span.start
    for pair in re.compile('""').finditer(text, span.start, span.end) if quoted else ():
        clean.words(text, at, pair.start() + 1)
        at = pair.end()
    clean.words(text, at, span.end)
    return clean.block("table", text, anything=True)


def _table(text: str, rows: list[list[tuple[Span, Block | None]]]) -> tuple[tuple[Block, ...], Table]:
    """The table as lines of cells, with the map from each character to where it stands in the file."""
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    for row in rows:
        for number, (_, cell) in enumerate(row):
            parts.append(" | " if number else "\n" if parts else "")
            length += len(parts[-1])
            if cell:
                runs += [(length + clean, given) for clean, given in cell.runs or ((0, cell.span.start),)]
                parts.append(cell.text)
                length += len(cell.text)
    spans = [cell.span for row in rows for _, cell in row if cell]
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, len(text))
    cells = tuple(tuple(Cell(cell.span if cell else span, cell.text if cell else "") for span, cell in row) for row in rows)
    blocks = (Block("table", whole, "".join(parts), tuple(runs)),) if spans else ()
    return blocks, Table(whole, cells)
