"""Excel files (XLSX): every sheet that is shown as a table, each cell with what it shows and the name it has there.

Formulas are not worked out anew: a cell says what it said when the file was last saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..document import CrossfootError, Document
from .archive import Archive, related
from .delimited import MOST_CELLS, MOST_COLUMNS, cell_name
from .elements import Begin, End, pieces_of
from .galley import Galley
from .numberformat import BUILT_IN, shown

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


class Filled(NamedTuple):
    """A cell with something in it: what it shows, the number inside if it is one, and the format in which it is shown."""

    words: str
    number: str | None = None
    pattern: str = "General"


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows that hold something, each with its number (from 0) and its cells by column."""

    name: str
    rows: list[tuple[int, dict[int, Filled]]] = field(default_factory=list)

    def cells(self) -> Iterator[tuple[int, list[Filled | None]]]:
        """Each row with all its cells from the first column that is used anywhere to the last."""
        columns = range(self.first_column, max((max(row) for _, row in self.rows), default=-1) + 1)
        for number, row in self.rows:
            yield number, [row.get(column) for column in columns]

    @property
    def first_column(self) -> int:
        """The first column in which there is anything."""
        return min((min(row) for _, row in self.rows), default=0)


@dataclass(slots=True)
class Workbook:
    """The sheets that are shown."""

    sheets: list[Sheet]
    from_1904: bool = False


def document_from_workbook(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in an Excel file."""
    return as_document([sheet for sheet in workbook(content, name).sheets if sheet.rows], "xlsx", name, published)


def as_document(sheets: list[Sheet], kind: str, name: str, published: date | None) -> Document:
    """Sheets as the tables of a document."""
    galley = Galley()
    for sheet in sheets:
        called = ("sheet", sheet.name)
        first, rows, names = sheet.first_column, [], []
        for number, cells in sheet.cells():
            rows.append([cell.words if cell else "" for cell in cells])
            names.append([(called, ("cell", cell_name(first + column, number))) for column in range(len(cells))])
        if sum(map(len, rows)) > MOST_CELLS or len(rows[0]) > MOST_COLUMNS:
            raise CrossfootError(f"{name}: the sheet {sheet.name!r} is larger than a document can hold; give it with --table.")
        galley.table(rows, called=(called,), cells=names)
    if not galley.blocks:
        raise CrossfootError(f"{name}: there is nothing in the sheets of this file.")
    return galley.document(name, kind, published)


def workbook(content: bytes, name: str) -> Workbook:
    """What an Excel file holds."""
    archive = Archive(content, name)
    main = related(archive, "").get("officeDocument", "xl/workbook.xml")
    parts = related(archive, main)
    patterns = _patterns(archive, parts.get("styles"))
    strings = _strings(archive, parts.get("sharedStrings"))
    book = Workbook([])
    left = MOST_CELLS * 4
    for piece in pieces_of(archive.part(main) or b"<none/>", name):
        if isinstance(piece, Begin) and piece.name == "s:workbookPr":
            book.from_1904 = piece.attributes.get("date1904") in ("1", "true")
        elif isinstance(piece, Begin) and piece.name == "s:sheet" and piece.attributes.get("state", "visible") == "visible":
            sheet = Sheet(piece.attributes.get("name", ""))
            filling = _Filling(sheet, strings, patterns, from_1904=book.from_1904)
            for inner in pieces_of(archive.part(parts.get(piece.attributes.get("r:id", ""), "")) or b"<none/>", name):
                filling.take(inner)
                if filling.count > left:
                    raise CrossfootError(f"{name}: the file has more than {MOST_CELLS * 4:,} cells; save the sheet you need as CSV.")
            left -= filling.count
            book.sheets.append(sheet)
    return book


def _strings(archive: Archive, path: str | None) -> list[str]:
    """The words that cells refer to by number; how they are said aloud (furigana) is left out."""
    strings: list[str] = []
    inside = aloud = False
    for piece in pieces_of((path and archive.part(path)) or b"<none/>", archive.name):
        if isinstance(piece, Begin):
            inside = piece.name == "s:t"
            aloud = aloud or piece.name == "s:rPh"
            if piece.name == "s:si":
                strings.append("")
        elif isinstance(piece, End):
            inside = False
            aloud = aloud and piece.name != "s:rPh"
        elif inside and not aloud and strings:
            strings[-1] += piece.text
    return strings


def _patterns(archive: Archive, path: str | None) -> list[str]:
    """The number format of each style of cells."""
    own: dict[int, str] = {}
    patterns: list[str] = []
    inside = ""
    for piece in pieces_of((path and archive.part(path)) or b"<none/>", archive.name):
        if not isinstance(piece, Begin):
            continue
        key = piece.attributes.get("numFmtId", "0")
        number = int(key) if key.isdigit() and len(key) < 9 else 0
        match piece.name:
            case "s:numFmt":
                own[number] = piece.attributes.get("formatCode", "General")
            case "s:xf" if inside == "s:cellXfs":
                patterns.append(own.get(number) or BUILT_IN.get(number, "General"))
            case "s:cellXfs" | "s:cellStyleXfs" | "s:cellStyles":
                inside = piece.name
    return patterns


class _Filling:
    """Takes in the pieces of a sheet and fills its rows."""

    def __init__(self, sheet: Sheet, strings: list[str], patterns: list[str], *, from_1904: bool) -> None:
        self.count = 0
        self._sheet = sheet
        self._strings = strings
        self._patterns = patterns
        self._from_1904 = from_1904
        self._row, self._column = -1, -1
        self._kind, self._pattern, self._inside = "n", "General", ""
        self._words: list[str] = []

    def take(self, piece: object) -> None:
        """The next piece."""
        if isinstance(piece, Begin):
            self._begin(piece)
        elif isinstance(piece, End):
            self._inside = ""
            if piece.name == "s:c" and self._words:
                self._put("".join(self._words))
                self._words = []
        elif self._inside in ("s:v", "s:t"):
            self._words.append(piece.text)  # type: ignore[attr-defined]

    def _begin(self, piece: Begin) -> None:
        self._inside = piece.name
        if piece.name == "s:row":
            self._row, self._column = self._row + 1, -1
            number = piece.attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() and 0 < len(number) < 8 else self._row
        elif piece.name == "s:c":
            place = _REFERENCE.match(piece.attributes.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._kind = piece.attributes.get("t", "n")
            style = piece.attributes.get("s", "0")
            self._pattern = (
                self._patterns[int(style)] if style.isdigit() and len(style) < 7 and int(style) < len(self._patterns) else "General"
            )

    def _put(self, value: str) -> None:
        cell = self._cell(value)
        if not cell.words.strip():
            return
        self.count += 1
        rows = self._sheet.rows
        if not rows or rows[-1][0] != self._row:
            rows.append((self._row, {}))
        rows[-1][1][self._column] = cell

    def _cell(self, value: str) -> Filled:
        if self._kind == "s":
            return Filled(self._strings[int(value)] if value.isdigit() and len(value) < 9 and int(value) < len(self._strings) else "")
        if self._kind == "b":
            return Filled("TRUE" if value == "1" else "FALSE")
        if self._kind == "n":
            return Filled(shown(value, self._pattern, from_1904=self._from_1904), value, self._pattern)
        return Filled(value)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
