"""Word files (DOCX): paragraphs, tables and text boxes in order, then the footnotes.

Headers, footers, comments and tables of contents are left out.
Word notes where pages began when it last laid the file out; where its notes agree with its count of pages, places name the page.
"""

from __future__ import annotations

from datetime import date

from ..document import CrossfootError, Document
from .archive import Archive, related
from .elements import Words, pieces_of
from .galley import Galley
from .manuscript import Grid, Paragraph, Placed, Setting, paragraphs_of
from .wordcopy import Copy
from .wordstyles import Styles, styles_of


def document_from_word(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in a Word file."""
    return set_from(Archive(content, name))[0].document(name, "docx", published)


def set_from(archive: Archive) -> tuple[Galley, list[Placed]]:
    """The text of a Word file, and each paragraph of its main part with its place in the text."""
    main = main_part(archive)
    parts = related(archive, main)
    styles = styles_of(archive, parts.get("styles"))
    copy = _copied(archive, main, styles)
    setting = Setting(has_pages=_has_pages(archive, copy.items))
    for item in copy.items:
        setting.take(item)
    setting.notes(copy.notes, [item for kind in ("footnotes", "endnotes") for item in _notes(archive, parts.get(kind), styles)])
    return setting.galley, setting.placed


def main_part(archive: Archive) -> str:
    """The part that holds the story."""
    path = related(archive, "").get("officeDocument", "word/document.xml")
    if path not in archive.parts:
        raise CrossfootError(f"{archive.name}: there is no text in this Word file; open it in Word and save it again as .docx.")
    return path


def _copied(archive: Archive, path: str, styles: Styles) -> Copy:
    copy = Copy(styles)
    for piece in pieces_of(archive.part(path) or b"<none/>", archive.name):
        copy.take(piece)
    return copy


def _notes(archive: Archive, path: str | None, styles: Styles) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs_of(_copied(archive, path, styles).items if path else ()) if paragraph.note]


def _has_pages(archive: Archive, items: list[Paragraph | Grid]) -> bool:
    """Whether the page breaks in the text are those that Word counted."""
    breaks = sum(len(paragraph.pages) for paragraph in paragraphs_of(items))
    inside, counted = "", ""
    for piece in pieces_of(archive.part(related(archive, "").get("extended-properties", "")) or b"<none/>", archive.name):
        if isinstance(piece, Words):
            counted += piece.text if inside == "ep:Pages" else ""
        else:
            inside = piece.name
    return breaks > 0 and counted.strip() == str(breaks + 1)
