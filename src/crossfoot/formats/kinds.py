"""What kind of file some bytes are: by what they begin with and hold; only for text, which may be of any kind, by the end of its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from ..document import CrossfootError

_BY_NAME = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "csv",
    ".vtt": "subtitles",
    ".srt": "subtitles",
}
_LOOKS_LIKE_HTML = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!doctype html|<html|<head|<body|<article)\b", re.IGNORECASE)
_LOOKS_LIKE_SUBTITLES = re.compile(r"\s{0,20}(?:WEBVTT\b|\d{1,6}[ \t]*\r?\n\d{1,3}:\d{2}:\d{2}[,.]\d{3} -->)")
# What a zipped file says of itself, and its kind.
_OPEN_DOCUMENT = ((b"application/vnd.oasis.opendocument.text", "odt"), (b"application/vnd.oasis.opendocument.spreadsheet", "ods"))
_OFFICE = ((b"wordprocessingml", "docx"), (b"ms-word", "docx"), (b"spreadsheetml", "xlsx"), (b"ms-excel", "xlsx"))


_HEAD = 65_536
_HEADER_NAMES = frozenset(("from", "to", "subject", "date"))
_MACHINE_NAMES = frozenset(("message-id", "mime-version", "received", "return-path", "content-type"))


def kind_of_bytes(content: bytes, name: str) -> str | None:
    """docx, odt, xlsx, pdf, rtf or eml; nothing for what is to be read as text."""
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content, name)
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    return "eml" if _is_mail(content) or PurePath(name).suffix.lower() == ".eml" else None


def _kind_of_archive(content: bytes, name: str) -> str:
    from .archive import Archive

    archive = Archive(content, name)
    said = archive.part("mimetype") or b""
    for start, kind in _OPEN_DOCUMENT:
        if said.startswith(start):
            return kind
    said = archive.part("[Content_Types].xml") or b""
    for word, kind in _OFFICE:
        if word in said:
            return kind
    raise CrossfootError(f"{name}: this zipped file is no Word, OpenDocument or Excel file; unpack it and name what is in it.")


def kind_of_text(name: str, text: str) -> str:
    """text, markdown, html, csv or subtitles."""
    top = text[:2000]
    if _LOOKS_LIKE_SUBTITLES.match(top):
        return "subtitles"
    known = _BY_NAME.get(PurePath(name).suffix.lower())
    return known or ("html" if _LOOKS_LIKE_HTML.match(top) else "text")


def _is_mail(content: bytes) -> bool:
    """Whether a file begins with the lines that mail programs write at the head of a mail."""
    head = content[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    names = set()
    for line in head.split(b"\n"):
        name, colon, _ = line.partition(b":")
        if not line.startswith((b" ", b"\t")) and (not colon or b" " in name):
            return False
        names.add(name.strip().lower().decode("ascii", "replace"))
    return len(names & _HEADER_NAMES) > 1 and bool(names & _MACHINE_NAMES)
