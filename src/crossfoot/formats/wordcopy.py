"""The paragraphs and tables of a Word file, in order, as a reader of the printed page would read them, and where each word is in the file.

Insertions that are tracked are read and deletions are not, as if all changes had been accepted. Text boxes come after the paragraph they
hang on. Hidden text and the prompts of forms are left out.
"""

from __future__ import annotations

from .elements import Begin, End, Words
from .manuscript import Grid, Paragraph, Scope
from .wordstyles import Styles, is_on

# What stands in these is not read: deletions, a drawing's second form for old programs, the small letters over others, former formatting.
_LEFT_OUT = frozenset(
    [
        "w:del",
        "w:moveFrom",
        "mc:Fallback",
        "w:rt",
        "w:pPrChange",
        "w:rPrChange",
        "w:sectPr",
        "w:tblPrChange",
        "w:trPrChange",
        "w:tcPrChange",
    ]
)
_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "\u2011"}
_NOTES = ("w:footnoteReference", "w:endnoteReference", "w:footnote", "w:endnote")


class Copy:
    """Takes in the pieces of a part of a Word file, one by one; `items` are its paragraphs and tables."""

    def __init__(self, styles: Styles) -> None:
        self.notes: list[str] = []
        self._styles = styles
        self._path: list[str] = ["", ""]
        self._scopes = [Scope()]
        self._skipping = 0
        self._hidden = self._raised = self._prompt = False
        self._note = ""

    @property
    def items(self) -> list[Paragraph | Grid]:
        """What was read, in order."""
        return self._scopes[0].items

    def take(self, piece: Begin | End | Words) -> None:
        """The next piece of the file."""
        if isinstance(piece, Words):
            if not self._skipping and self._path[-1] in ("w:t", "m:t"):
                self._put(piece.text, piece.at)
        elif isinstance(piece, Begin):
            self._path.append(piece.name)
            if self._skipping or self._is_left_out(piece.name):
                self._skipping += 1
            else:
                self._begin(piece)
        else:
            self._path.pop()
            if self._skipping:
                self._skipping -= 1
            else:
                self._end(piece.name)

    def _is_left_out(self, name: str) -> bool:
        # <w:del/> among the properties of a paragraph mark or a row says that the mark or the row was deleted; it holds nothing.
        mark = self._path[-2] in ("w:rPr", "w:trPr")
        return (name in _LEFT_OUT and not mark) or (name == "w:sdtContent" and self._prompt)

    def _begin(self, piece: Begin) -> None:
        here, value = self._scopes[-1], piece.attributes.get("w:val", "")
        match piece.name:
            case "w:p":
                # Where the mark at the end of the last one was deleted, this one goes on.
                here.paragraph = here.paragraph or Paragraph(note=self._note, boxed=len(self._scopes) > 1)
            case "w:pStyle" | "w:numId" | "w:outlineLvl" if here.paragraph:
                self._note_kind(here.paragraph, piece.name, value)
            case "w:r":
                self._hidden = self._raised = False
            case "w:vanish" if self._path[-3:-1] == ["w:r", "w:rPr"]:
                self._hidden = is_on(value)
            case "w:rStyle":
                self._hidden = self._styles.is_hidden(value)
            case "w:del" | "w:moveFrom" if self._path[-3] == "w:pPr" and here.paragraph:
                here.paragraph.goes_on = True
            case "w:del" if self._path[-2] == "w:trPr" and here.grids:
                here.grids[-1].deleted = True
            case "w:tab" | "w:br" | "w:cr" | "w:noBreakHyphen" if self._path[-2] == "w:r":
                self._put(_SIGNS[piece.name], piece.at)
            case "w:lastRenderedPageBreak" if here.paragraph:
                here.paragraph.pages.append(here.paragraph.length)
            case "w:footnoteReference" | "w:endnoteReference":
                self.notes.append(_note(piece))
            case "w:footnote" | "w:endnote":
                # Those with a type are the lines that part notes from the text.
                self._note = "" if "w:type" in piece.attributes else _note(piece)
            case "w:txbxContent":
                self._scopes.append(Scope())
            case "w:showingPlcHdr":
                self._prompt = is_on(value)
            case "w:tbl":
                here.begin_table()
            case "w:tr":
                here.begin_row()
            case "w:tc":
                here.begin_cell()
            case "w:gridSpan" if value.isdigit() and len(value) < 4:
                here.widen(int(value) - 1)
            case "w:vertAlign":
                self._raised = value == "superscript"

    def _note_kind(self, paragraph: Paragraph, name: str, value: str) -> None:
        if name == "w:pStyle":
            paragraph.kind, paragraph.contents = self._styles.kind(value), self._styles.is_contents(value)
        elif name == "w:numId":
            # A heading that is numbered is still one.
            paragraph.kind = paragraph.kind if paragraph.kind == "headline" else "list" if value != "0" else None
        elif value.isdigit() and int(value) < 9:
            paragraph.kind = "headline"

    def _end(self, name: str) -> None:
        here = self._scopes[-1]
        if name == "w:p" and here.paragraph:
            if here.paragraph.goes_on:
                here.paragraph.goes_on = False
            else:
                here.end_paragraph()
        elif name == "w:tr":
            here.end_row()
        elif name == "w:tbl":
            here.end_table()
        elif name == "w:txbxContent" and len(self._scopes) > 1:
            box = self._scopes.pop()
            box.end_paragraph()
            self._scopes[-1].boxes += box.items
        elif name in ("w:sdt", "w:sdtPr"):
            self._prompt = self._prompt and name == "w:sdtPr"
        elif name == "w:body":
            here.end_paragraph()

    def _put(self, words: str, at: int) -> None:
        paragraph = self._scopes[-1].paragraph
        if paragraph and not self._hidden:
            paragraph.put(words, at, raised=self._raised)


def _note(piece: Begin) -> str:
    """ "footnote 2", by the number it has inside the file."""
    return f"{piece.name[2:].removesuffix('Reference')} {piece.attributes.get('w:id', '')}"
