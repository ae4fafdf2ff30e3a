"""One reader per kind of file, each giving a Document: text, blocks, tables, and where each came from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..document import CrossfootError, Document
from .text import document_from_text as document_from_text


def load(path: Path | str, *, published: date | None = None) -> Document:
    """The document in a file."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise CrossfootError(f"{path}: cannot be read ({trouble}).") from trouble
    return document_from_text(text, name=str(path), published=published)
