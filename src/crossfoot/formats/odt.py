"""OpenDocument files: texts (ODT) and sheets (ODS).

Tracked deletions, comments, headers, footers, hidden sheets and tables of contents are left out.
The page breaks in such a file are not used: they are those of a layout that may not have been finished when it was saved.
"""

from __future__ import annotations

import re
from datetime import date

from ..document import BlockKind, CrossfootError, Document
from .archive import Archive
from .delimited import MOST_CELLS
from .elements import Begin, End, Words, pieces_of
from .manuscript import Grid, Paragraph, Scope, Setting, paragraphs_of
from .workbook import Filled, Sheet, as_document

_SPACES = re.compile(r"[ \t\r\n]+")
_LEFT_OUT = frozenset(
    [
        *("text:tracked-changes", "office:annotation", "text:note-citation", "text:ruby-text", "text:table-of-content", "office:forms"),
        *(
            "text:illustration-index",
            "text:table-index",
            "text:alphabetical-index",
            "text:bibliography",
            "text:user-index",
            "text:object-index",
        ),
    ]
)
_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("title", "headline"),
    ("heading", "headline"),
    ("subtitle", "standfirst"),
    ("caption", "caption"),
    ("illustration", "caption"),
    ("quotations", "quotation"),
)


def document_from_odt(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in an OpenDocument text or spreadsheet."""
    archive = Archive(content, name)
    if b"encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
        raise CrossfootError(f"{name}: the file is locked with a password; save a copy without one.")
    inside = archive.part("content.xml")
    if inside is None:
        raise CrossfootError(f"{name}: there is no text in this OpenDocument file; open it where it was made and save it again.")
    copy = _Copy(_styles(archive))
    for piece in pieces_of(inside, name):
        copy.take(piece)
    if copy.sheets:
        return as_document([sheet for sheet in copy.sheets if sheet.rows], "ods", name, published)
    setting = Setting()
    for item in copy.items:
        setting.take(item)
    setting.notes([paragraph.note for paragraph in copy.notes], copy.notes)
    return setting.galley.document(name, "odt", published)


def _styles(archive: Archive) -> dict[str, str]:
    """The style that each style is based on."""
    based: dict[str, str] = {}
    for piece in pieces_of(archive.part("styles.xml") or b"<none/>", archive.name):
        if isinstance(piece, Begin) and piece.name == "style:style":
            based[piece.attributes.get("style:name", "")] = piece.attributes.get("style:parent-style-name", "")
    return based


class _Copy:
    """Takes in the pieces of the content; `items` are its paragraphs and tables, `sheets` those of a spreadsheet."""

    def __init__(self, based: dict[str, str]) -> None:
        self.notes: list[Paragraph] = []
        self.sheets: list[Sheet] = []
        self._based = based
        self._hidden: set[str] = set()
        self._style = ""
        self._path = [""]
        self._scopes = [Scope()]
        self._skipping = self._lists = self._noted = 0
        self._rows: _Rows | None = None

    @property
    def items(self) -> list[Paragraph | Grid]:
        """What was read, in order."""
        return self._scopes[0].items

    def take(self, piece: Begin | End | Words) -> None:
        """The next piece."""
        if isinstance(piece, Words):
            if not self._skipping and self._path[-1].startswith("text:"):
                self._put(_SPACES.sub(" ", piece.text), piece.at)
        elif isinstance(piece, Begin):
            self._path.append(piece.name)
            if self._skipping or piece.name in _LEFT_OUT:
                self._skipping += 1
            else:
                self._begin(piece)
        else:
            self._path.pop()
            if self._skipping:
                self._skipping -= 1
            else:
                self._end(piece.name)

    def _begin(self, piece: Begin) -> None:
        here, of = self._scopes[-1], piece.attributes
        match piece.name:
            case "text:p" | "text:h":
                here.paragraph = Paragraph(self._kind(piece), note=f"note {self._noted}")
            case "text:s" | "text:tab":
                self._put(" ", piece.at, kept=True)
            case "text:line-break":
                self._put("\n", piece.at, kept=True)
            case "text:list":
                self._lists += 1
            case "text:note-body" | "draw:text-box":
                self._scopes.append(Scope())
                self._noted += piece.name == "text:note-body"
            case "style:style":
                self._style = of.get("style:name", "")
                self._based[self._style] = of.get("style:parent-style-name", "")
            case "style:table-properties" if of.get("table:display") == "false":
                self._hidden.add(self._style)
            case "table:table" if "office:spreadsheet" in self._path:
                self._rows = _Rows(Sheet(of.get("table:name", "")))
                if of.get("table:style-name") not in self._hidden:
                    self.sheets.append(self._rows.sheet)
            case "table:table":
                here.begin_table()
            case "table:table-row":
                here.begin_row()
                if self._rows:
                    self._rows.begin_row(_times(of, "table:number-rows-repeated"))
            case "table:table-cell" | "table:covered-table-cell":
                here.begin_cell()
                if self._rows:
                    self._rows.begin_cell(_times(of, "table:number-columns-repeated"))
                else:
                    here.widen(_times(of, "table:number-columns-repeated") - 1)

    def _kind(self, piece: Begin) -> BlockKind | None:
        if piece.name == "text:h":
            return "headline"
        style = piece.attributes.get("text:style-name", "")
        for _ in range(12):
            for start, kind in _KINDS:
                if style.casefold().startswith(start):
                    return kind
            style = self._based.get(style, "")
        return "list" if self._lists else None

    def _end(self, name: str) -> None:
        here = self._scopes[-1]
        match name:
            case "text:p" | "text:h":
                if self._rows and here.paragraph:
                    self._rows.words.append(here.paragraph.words)
                    here.paragraph = None
                else:
                    here.end_paragraph()
            case "text:list":
                self._lists = max(0, self._lists - 1)
            case "text:note-body" if len(self._scopes) > 1:
                self.notes += paragraphs_of(self._scopes.pop().items)
            case "draw:text-box" if len(self._scopes) > 1:
                self._scopes[-2].boxes += self._scopes.pop().items
            case "table:table-cell" | "table:covered-table-cell" if self._rows:
                self._rows.end_cell()
            case "table:table-row" if self._rows:
                self._rows.end_row()
            case "table:table-row":
                here.end_row()
            case "table:table":
                self._rows = None
                here.end_table()

    def _put(self, words: str, at: int, *, kept: bool = False) -> None:
        paragraph = self._scopes[-1].paragraph
        if paragraph is None:
            return
        if not kept and words[:1] == " " and (not paragraph.parts or paragraph.parts[-1][-1:] in (" ", "\n")):
            words = words[1:]
        if words:
            paragraph.put(words, at)


def _times(attributes: dict[str, str], name: str) -> int:
    """How often a row or a cell is repeated."""
    value = attributes.get(name, "1")
    return int(value) if value.isdigit() and len(value) < 8 else 1


class _Rows:
    """Fills a sheet. What is repeated is written out, but not the empty ones that fill a sheet to its edge."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.words: list[str] = []
        self._row = 0
        self._repeated = self._again = 1
        self._column = 0
        self._cells: dict[int, Filled] = {}
        self._left = MOST_CELLS

    def begin_row(self, times: int) -> None:
        """A row begins, which stands so often."""
        self._repeated, self._column, self._cells = times, 0, {}

    def begin_cell(self, times: int) -> None:
        """A cell begins, which stands so often."""
        self._again, self.words = times, []

    def end_cell(self) -> None:
        """The cell is read."""
        words = " ".join(self.words).strip()
        if words:
            for column in range(min(self._again, self._left)):
                self._cells[self._column + column] = Filled(words)
        self._column += self._again

    def end_row(self) -> None:
        """The row is read."""
        if self._cells:
            for again in range(min(self._repeated, self._left // len(self._cells))):
                self.sheet.rows.append((self._row + again, dict(self._cells)))
                self._left -= len(self._cells)
        self._row += self._repeated
