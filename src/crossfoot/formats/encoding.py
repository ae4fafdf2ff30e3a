"""From the bytes of a file to text: the encoding, and a sentence for files that hold no text at all."""

from __future__ import annotations

import re
from pathlib import PurePath

from ..document import CrossfootError

# The first bytes of files that people do hand in, and what to do with them.
_NOT_TEXT = (
    (b"%PDF", "a PDF; save or copy its text as a .txt file"),
    (b"PK\x03\x04", "a Word, OpenDocument or other zipped file; save it as plain text, Markdown or HTML"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as plain text, Markdown or HTML"),
    (b"{\\rtf", "rich text (RTF); save it as plain text, Markdown or HTML"),
    (b"\x89PNG", "a picture; Crossfoot reads text only"),
    (b"\xff\xd8\xff", "a picture; Crossfoot reads text only"),
    (b"GIF8", "a picture; Crossfoot reads text only"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
)
_GAPS = b"\x81\x8d\x8f\x90\x9d"
_KINDS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html"}
_LOOKS_LIKE_HTML = re.compile(r"\s{0,200}(?:<!doctype html|<html|<head|<body|<article)\b", re.IGNORECASE)


def decoded(content: bytes, name: str) -> str:
    """The text: UTF-8 or UTF-16 by their marks, UTF-8, else Windows-1252; a byte order mark is no part of it."""
    for start, what in _NOT_TEXT:
        if content.startswith(start):
            raise CrossfootError(f"{name}: this is {what}.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf16(content, name)
    if b"\x00" in content[:65536]:
        raise CrossfootError(f"{name}: this is not a text file (it holds zero bytes); save the story as plain text, Markdown or HTML.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Old newsroom systems write Windows-1252; a file with one of the five bytes that it leaves open is Latin-1.
        text = content.decode("cp1252") if not any(map(content.__contains__, _GAPS)) else content.decode("latin-1")
    if not text.strip():
        raise CrossfootError(f"{name}: the file is empty; there is nothing to read.")
    return text


def _utf16(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as trouble:
        raise CrossfootError(f"{name}: the file begins as UTF-16 text but is broken; save it again as UTF-8.") from trouble


def kind_of(name: str, text: str) -> str:
    """text, markdown or html: by the end of the name; without one, by how the text begins."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _KINDS:
        return _KINDS[suffix]
    return "html" if suffix in ("", ".txt") and _LOOKS_LIKE_HTML.match(text[:1000]) else "text"
