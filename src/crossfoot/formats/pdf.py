"""PDF: paragraphs joined over lines, columns and pages, with hyphens at line ends undone.

A PDF holds letters and their places and nothing else. What is a paragraph is told by gaps, indents and short last lines; what is a
headline, by the size of its letters. Tables of contents are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from ..document import BlockKind, Document
from .columns import Line, Row, columns_of, line_of, stretches
from .dateline import layout_words
from .galley import Galley
from .pdfwords import SOFT, sheets_of
from .runningheads import without_running_heads

_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]{0,3}[⁰¹²³⁴⁵⁶⁷⁸⁹]{0,3}$")
# "2.1 The quay . . . . . . . 12"
_CONTENTS = re.compile(r"(?:\. ?){5,400}\s?(?:\d{1,4}|[ivxl]{1,6})$")
_DASH = re.compile(r"[–*-]$")
_BULLET = re.compile(r"(?:[•◦‣▪·●■–*-]|\(?\d{1,2}[.)])$")
_LONGEST_HEADLINE = 250


def document_from_pdf(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in a PDF."""
    sheets = sheets_of(content, name)
    pages = without_running_heads(sheets, [stretches(sheet) for sheet in sheets])
    body = _usual_size(pages)
    print_ = _Print(body)
    for number, lines in enumerate(pages, 1):
        print_.page(number, lines)
    words = _words_inside(pages)
    galley = Galley()
    for piece in print_.pieces:
        piece.put(galley, body, words)
    return galley.document(name, "pdf", published)


def _usual_size(pages: list[list[Line]]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _words_inside(pages: list[list[Line]]) -> frozenset[str]:
    """The words that stand inside lines: they tell whether a hyphen at a line end is part of a word."""
    return frozenset(word.text.strip(".,;:“”\"'()").casefold() for lines in pages for line in lines for word in line.words[:-1])


@dataclass(slots=True)
class _Piece:
    """A paragraph while it is read: its lines, each with its page."""

    right: float = 0.0
    lines: list[tuple[int, Line]] = field(default_factory=list)

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1][1]

    @property
    def size(self) -> float:
        """How tall its letters are set."""
        return self.lines[0][1].size

    def put(self, galley: Galley, body: float, words: frozenset[str]) -> None:
        """Sets it on the galley."""
        bullet = _is_bullet(self.lines[0][1])
        text, pages = "", [(0, self.lines[0][0])]
        parts: list[str] = []
        length = 0
        for (page, line), following in zip(self.lines, [*self.lines[1:], None], strict=True):
            if page != pages[-1][1]:
                pages.append((length, page))
            text = line.text if length or not bullet else line.text.partition(" ")[2]
            text = _ended(text, following[1] if following else None, words)
            parts.append(text)
            length += len(text)
        galley.block(self._kind(body, length, bullet=bullet), "".join(parts), pages=pages)

    def _kind(self, body: float, length: int, *, bullet: bool) -> BlockKind:
        if self.size > 1.22 * body and length <= _LONGEST_HEADLINE:
            return "headline"
        return "list" if bullet else "paragraph"


@dataclass(slots=True)
class _Cells:
    """A table: rows of cells on one page."""

    number: int
    rows: list[Row]

    def put(self, galley: Galley, body: float, words: frozenset[str]) -> None:
        """Sets it on the galley."""
        galley.turn_to(self.number)
        galley.table([[line.text.replace(SOFT, "-") for line in row] for row in self.rows])


def _is_bullet(line: Line) -> bool:
    return len(line.words) > 1 and bool(_BULLET.match(line.words[0].text))


def _ended(text: str, following: Line | None, words: frozenset[str]) -> str:
    """A line with what parts it from the next: a space, or nothing where a word was divided: "agree-" / "ment", but "long-" / "term"."""
    kept = text.replace(SOFT, "-")
    if following is None:
        return kept
    if text[-1:] not in ("-", SOFT, "\u2010", "–"):
        return kept + " "
    before, after = text[:-1].rpartition(" ")[2].lstrip("(“\"'‘"), following.text.partition(" ")[0].strip(".,;:)”\"'’")
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        # A dash that ends a line: "the quay -"
        return kept + " "
    # "2019-" / "20", "Anglo-" / "American"
    divided = text[-1] != "–" and before[-1].isalpha() and after[0].islower() and not _is_compound(before, after, words)
    return kept[:-1] if divided else kept


def _is_compound(before: str, after: str, words: frozenset[str]) -> bool:
    """Whether a hyphen between these two belongs to the word: as the text has it elsewhere, or as such words are made."""
    before, after = before.casefold().replace(SOFT, "-"), after.casefold().replace(SOFT, "-")
    if f"{before}{after}" in words or f"{before}-{after}" in words:
        return f"{before}{after}" not in words
    known = layout_words()["hyphens"]
    if "-" in before or "-" in after or before in known["before"] or after in known["after"]:
        return True
    # "medically-" / "equipped"
    return (before.endswith("ly") and len(before) > 4) or (before in words and after in words and len(after) > 3)


class _Print:
    """Takes in page after page; `pieces` are its paragraphs and tables."""

    def __init__(self, body: float) -> None:
        self.pieces: list[_Piece | _Cells] = []
        self._body = body

    def page(self, number: int, lines: list[Line]) -> None:
        """The next page."""
        for rows in columns_of(lines):
            self._column(number, rows)

    def _column(self, number: int, rows: list[Row]) -> None:
        measure = _Measure.of(rows)
        fresh = True
        at = 0
        while at < len(rows):
            table = _table_at(rows, at)
            if table:
                self.pieces.append(_Cells(number, rows[at : at + table]))
                at, fresh = at + table, True
                continue
            line = line_of([word for stretch in rows[at] for word in stretch.words])
            at += 1
            if _CONTENTS.search(line.text):
                continue
            self._line(number, line, measure, fresh=fresh)
            fresh = False

    def _line(self, number: int, line: Line, measure: _Measure, *, fresh: bool) -> None:
        piece = self._unfinished(line) if fresh else self.pieces[-1]
        if not isinstance(piece, _Piece) or (not fresh and _begins(piece, line, measure)):
            piece = _Piece()
            self.pieces.append(piece)
        piece.right = measure.right
        piece.lines.append((number, line))

    def _unfinished(self, line: Line) -> _Piece | None:
        """The paragraph that goes on at the top of a column: the last of the text, a note at the foot of the page left aside."""
        for piece in self.pieces[-1:-4:-1]:
            if isinstance(piece, _Cells):
                return None
            if abs(piece.size - line.size) < 0.12 * line.size:
                return piece if _goes_on(piece, line) else None
            if piece.size > line.size:
                return None
        return None


def _goes_on(piece: _Piece, line: Line) -> bool:
    """Whether a sentence runs on from the foot of one column to the head of the next."""
    last = piece.last
    if _SENTENCE_END.search(last.text) or _is_bullet(line):
        return False
    if line.text[0].islower() or last.text[-1] in ("-", SOFT, ","):
        return True
    # "... the councils met on" / "Monday": a full line that ends no sentence.
    return len(last.words) > 3 and last.right + 4 * line.size > piece.right


class _Measure(NamedTuple):
    """The measure to which a column is set: where its lines usually begin, where the longest ends, and how far they stand apart."""

    left: float
    right: float
    leading: float

    @classmethod
    def of(cls, rows: list[Row]) -> _Measure:
        """The measure of these rows."""
        steps = [upper[0].bottom - lower[0].bottom for upper, lower in pairwise(rows)]
        left = Counter(round(row[0].left) for row in rows).most_common(1)[0][0]
        return cls(left, max(line.right for row in rows for line in row), median([step for step in steps if step > 0] or [12.0]))


def _begins(piece: _Piece, line: Line, measure: _Measure) -> bool:
    """Whether a line begins a new paragraph."""
    first, last, size = piece.lines[0][1], piece.last, line.size
    step = last.bottom - line.bottom
    if abs(last.size - size) > 0.17 * size or step > max(1.25 * min(measure.leading, 1.6 * size), 1.15 * size):
        return True
    if _DASH.match(line.words[0].text) and not _is_bullet(first) and last.right + 4 * size > measure.right:
        # "the rules of the trade" / "– and of the town – are": no entry of a list, unless a sentence has ended.
        return bool(_SENTENCE_END.search(last.text))
    if _is_bullet(line):
        return True
    if _is_bullet(first) and line.left > first.left + 0.5 * size:
        # "• 25 boats on" / "  Friday": an entry goes on below its words.
        return False
    if abs(last.centre - line.centre) < 0.3 * size and line.left > first.left + size:
        return False
    return _is_indented(piece, line) or _ends_early(last, line, measure)


def _is_indented(piece: _Piece, line: Line) -> bool:
    """The first line of a paragraph is set further in than the line before it, or further out than a paragraph all of which is set in."""
    last, size = piece.last, line.size
    if line.left > last.left + 0.8 * size:
        return True
    return line.left < last.left - 0.8 * size and len(piece.lines) > 1


def _ends_early(last: Line, line: Line, measure: _Measure) -> bool:
    """Whether the next word had room on the line before: then that line was ended on purpose."""
    if last.text[-1] in ("-", SOFT):
        return False
    word = line.words[0]
    room = measure.right - last.right - 0.65 * line.size - (word.right - word.left)
    # "Phone: 555 0100" / "Email: press@..."; "It is shut." / "The mayor ..."
    if word.text.endswith(":") or _SENTENCE_END.search(last.text) or line.left > measure.left + 0.8 * line.size:
        return room > 0
    # "the councils met on" / "Monday": lines that are not filled out may leave some room.
    return room > 0.25 * (measure.right - last.left) and not line.text[0].islower()


def _table_at(rows: list[Row], at: int) -> int:
    """How many rows from here on are those of a table: two or more, of as many cells, one below the other."""
    cells = len(rows[at])
    if cells < 2:
        return 0
    stop = at + 1
    while stop < len(rows) and len(rows[stop]) == cells and _below(rows[stop - 1], rows[stop]):
        stop += 1
    # Two lines of wide-set words may break into as many stretches each.
    numbered = any(letter.isdigit() for line in rows[stop - 1][1:] for letter in line.text)
    return stop - at if stop - at >= (2 if cells > 2 and numbered else 3) else 0


def _below(upper: Row, lower: Row) -> bool:
    """Whether the cells of one row stand below those of another."""
    return all(a.left < b.right and b.left < a.right for a, b in zip(upper, lower, strict=True))
