"""Rich text (RTF): paragraphs, tables and footnotes. Tracked deletions, hidden words, headers, footers, comments and pictures are left out.

An RTF file is braces within braces, control words with a backslash, and letters in the encoding of the font they are set in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from ..document import BlockKind, CrossfootError, Document
from .manuscript import Grid, Paragraph, Scope, Setting, paragraphs_of
from .wordstyles import kind_of_style

_TOKEN = re.compile(
    rb"""\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\x20?   # \par, \fs24, \deleted0
      | \\'(?P<hex>[0-9a-fA-F]{2})                              # \'e9
      | \\(?P<sign>[^a-zA-Z])                                   # \~, \{, \*
      | (?P<brace>[{}]) | (?P<text>[^\\{}\r\n]+) | [\r\n]+ | \\""",
    re.VERBOSE | re.DOTALL,
)
_LEFT_OUT = frozenset(
    [
        *("fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
        *("footerf", "annotation", "atnid", "atnauthor", "fldinst", "listtext", "pntext", "sp", "objdata", "nonshppict", "xe", "tc", "rxe"),
        *("ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "listtable", "listoverridetable", "revtbl", "themedata", "datafield", "generator"),
    ]
)
# A destination with a star is left out by a program that does not know it; these we know.
_KNOWN = frozenset(("shpinst", "shptxt", "footnote", "fldrslt", "listtext", "pntext"))
_SIGNS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
}
_ENCODINGS = {0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254"} | {
    **{163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}
}

_PAGES = frozenset((437, 850, 852, 874, 932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258))


def document_from_rtf(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in a rich-text file."""
    copy = _Copy(content)
    copy.read()
    setting = Setting()
    for item in copy.items:
        setting.take(item)
    setting.notes([paragraph.note for paragraph in copy.notes], copy.notes)
    document = setting.galley.document(name, "rtf", published)
    if not document.blocks:
        raise CrossfootError(f"{name}: there is no text in this RTF file, or it is broken; open it where it was made and save it again.")
    return document


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds between a brace and its partner: what is done with the words, how they look, and what began with the brace."""

    use: Literal["text", "none", "fonts", "styles"] = "text"
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    encoding: str = ""
    skip: int = 1
    opened: Literal["", "footnote", "shptxt"] = ""


@dataclass(slots=True)
class _Look:
    """What is said of the paragraph that is being read."""

    style: int = 0
    outline: bool = False
    listed: bool = False
    in_table: bool = False


class _Copy:
    """Reads the file; `items` are its paragraphs and tables, `notes` its footnotes."""

    def __init__(self, content: bytes) -> None:
        self.notes: list[Paragraph] = []
        self._content = content
        self._group = _Group()
        self._outer: list[_Group] = []
        self._scopes = [Scope()]
        self._looks: list[_Look] = []
        self._look = _Look()
        self._noted = self._number = self._to_skip = 0
        self._star = self._in_row = self._in_cell = False
        self._encodings: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._default = "cp1252"
        self._bytes: list[bytes] = []
        self._at = 0

    @property
    def items(self) -> list[Paragraph | Grid]:
        """What was read, in order."""
        return self._scopes[0].items

    def read(self) -> None:
        """Reads to the end, or to where the file breaks off."""
        while (token := _TOKEN.match(self._content, self._at)) is not None:
            self._at = token.end()
            if token["text"] or token["hex"]:
                self._letters(token["text"] or bytes([int(token["hex"], 16)]))
            elif token["word"]:
                self._word(token["word"].decode("ascii"), int(token["number"]) if token["number"] else None)
            elif token["sign"] or token["brace"]:
                self._sign(token["sign"] or token["brace"], escaped=token["sign"] is not None)
        self._flush()
        while self._outer:
            self._close()
        self._end_paragraph()
        self._scopes[0].end_table()

    def _letters(self, letters: bytes) -> None:
        # The letters that stand after a character for programs that do not know it: "\\u8217?"
        skipped = min(self._to_skip, len(letters))
        self._to_skip -= skipped
        if letters[skipped:]:
            self._bytes.append(letters[skipped:])

    def _sign(self, sign: bytes, *, escaped: bool) -> None:
        if escaped and sign in b"{}\\":
            self._letters(sign)
            return
        self._flush()
        match sign:
            case b"{":
                self._outer.append(self._group)
                self._group = replace(self._group, opened="")
            case b"}":
                self._close()
            case b"*":
                self._star = True
                return
            case b"~":
                self._put("\xa0")
            case b"_":
                self._put("\u2011")
            case b"\n" | b"\r":
                self._end_paragraph()
        self._star, self._to_skip = False, 0

    def _close(self) -> None:
        """A brace closes; with it a footnote or a text box may end."""
        opened = self._group.opened
        if opened and len(self._scopes) > 1:
            self._end_paragraph()
            self._scopes[-1].end_table()
            inside = self._scopes.pop().items
            self._look = self._looks.pop()
            if opened == "footnote":
                self.notes += paragraphs_of(inside)
            else:
                self._scopes[-1].boxes += inside
        if self._outer:
            self._group = self._outer.pop()

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        star, self._star = self._star, False
        on = number != 0
        if word == "u":
            self._put(chr(number % 65_536) if number is not None and not 0xD800 <= number % 65_536 < 0xE000 else "\ufffd")
            self._to_skip = self._group.skip
        elif word == "bin":
            self._at += max(0, number or 0)
        elif word in ("fonttbl", "stylesheet"):
            self._group = replace(self._group, use="fonts" if word == "fonttbl" else "styles")
        elif word in _LEFT_OUT or (star and word not in _KNOWN and self._group.use == "text"):
            self._look.listed = self._look.listed or word in ("listtext", "pntext")
            self._group = replace(self._group, use="none")
        elif word == "footnote" and self._group.use == "text":
            self._open_scope("footnote")
        elif word == "shptxt" and self._group.use == "text":
            self._open_scope("shptxt")
        elif self._group.use != "text":
            self._table_word(word, number or 0)
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        else:
            self._look_word(word, number, on=on)

    def _open_scope(self, word: Literal["footnote", "shptxt"]) -> None:
        self._group = replace(self._group, opened=word)
        self._scopes.append(Scope())
        self._looks.append(self._look)
        self._look = _Look()
        self._noted += word == "footnote"

    def _table_word(self, word: str, number: int) -> None:
        """A word in the table of fonts or of styles."""
        if word in ("f", "s"):
            self._number = number
        elif word in ("cs", "ds", "ts"):
            # Styles of letters, sections and tables have numbers of their own.
            self._number = -1
        elif word == "fcharset" and self._group.use == "fonts":
            self._encodings[self._number] = _ENCODINGS.get(number, self._default)

    def _look_word(self, word: str, number: int | None, *, on: bool) -> None:
        """A word about the paragraph, the letters or the table."""
        match word:
            case "par" | "sect" | "nestcell" | "nestrow":
                self._end_paragraph()
            case "cell":
                self._end_cell()
            case "row":
                self._scopes[-1].end_row()
                self._in_row = False
            case "pard":
                self._look = _Look()
            case "intbl":
                self._look.in_table = on
            case "s":
                self._look.style = number or 0
            case "outlinelevel":
                self._look.outline = (number or 0) < 9
            case "ls" | "pnlvlblt":
                self._look.listed = on
            case "v":
                self._group = replace(self._group, hidden=on)
            case "deleted":
                self._group = replace(self._group, deleted=on)
            case "super" | "up":
                self._group = replace(self._group, raised=on)
            case "nosupersub" | "sub":
                self._group = replace(self._group, raised=False)
            case "plain":
                self._group = replace(self._group, hidden=False, deleted=False, raised=False, encoding="")
            case "f":
                self._group = replace(self._group, encoding=self._encodings.get(number or 0, ""))
            case "uc":
                self._group = replace(self._group, skip=max(0, min(number or 0, 64)))
            case "ansicpg" if number in _PAGES:
                self._default = f"cp{number}"
            case "mac":
                self._default = "mac-roman"

    def _flush(self) -> None:
        """Decodes the letters that have come together."""
        if not self._bytes:
            return
        letters, self._bytes = b"".join(self._bytes), []
        words = letters.decode(self._group.encoding or self._default, "replace")
        if self._group.use == "styles":
            self._styles[self._number] = words.strip().rstrip(";").casefold()
            self._number = 0
        elif self._group.use == "text":
            self._put(words)

    def _put(self, words: str) -> None:
        group, here = self._group, self._scopes[-1]
        if group.use != "text" or group.hidden or group.deleted:
            return
        if here.paragraph is None:
            self._begin_paragraph(here)
        if here.paragraph is not None:
            here.paragraph.put(words, self._at, raised=group.raised)

    def _begin_paragraph(self, here: Scope) -> None:
        if not self._look.in_table:
            here.end_table()
        else:
            if not here.grids:
                here.begin_table()
                self._in_row = False
            if not self._in_row:
                here.begin_row()
                self._in_row, self._in_cell = True, False
            if not self._in_cell:
                here.begin_cell()
                self._in_cell = True
        here.paragraph = Paragraph(note=f"note {self._noted}")

    def _end_cell(self) -> None:
        here = self._scopes[-1]
        if here.paragraph is None:
            # An empty cell has its place in the row.
            self._look.in_table = True
            self._begin_paragraph(here)
        self._end_paragraph()
        self._in_cell = False

    def _end_paragraph(self) -> None:
        here = self._scopes[-1]
        if here.paragraph is not None:
            here.paragraph.kind = self._kind()
        here.end_paragraph()

    def _kind(self) -> BlockKind | None:
        kind = kind_of_style(self._styles.get(self._look.style, ""))
        return kind or ("headline" if self._look.outline else "list" if self._look.listed else None)
