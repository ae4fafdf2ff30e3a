"""One reader per kind of file, each giving a Document: text, blocks, tables, and where each came from.

The kind is told by the end of the file's name, and for standard input by how the text begins. What cannot be read is a CrossfootError with
a sentence: what happened, to which file, what to do next. A string is never refused.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..document import CrossfootError, Document
from .encoding import decoded, kind_of
from .text import document_from_text as document_from_text

LARGEST = 50_000_000


def load(path: Path | str, *, published: date | None = None) -> Document:
    """The document in a file; raises CrossfootError where there is none or it cannot be read."""
    return document_from_bytes(_content(Path(path)), name=str(path), published=published)


def document_from_bytes(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in the bytes of a file of that name."""
    text = decoded(content, name)
    match kind_of(name, text):
        case "markdown":
            from .markdown import document_from_markdown

            return document_from_markdown(text, name=name, published=published)
        case "html":
            from .html import document_from_html

            return document_from_html(text, name=name, published=published)
        case _:
            return document_from_text(text, name=name, published=published)


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CrossfootError(f"{path}: this is a folder; name the stories in it, as in `crossfoot check {path}/*.txt`.")
        if path.stat().st_size > LARGEST:
            raise CrossfootError(f"{path}: the file is larger than {LARGEST // 1_000_000} MB; split it into its stories.")
        return path.read_bytes()
    except FileNotFoundError as trouble:
        raise CrossfootError(f"{path}: there is no such file; look at the spelling of its name.") from trouble
    except PermissionError as trouble:
        raise CrossfootError(f"{path}: this file may not be opened; change its permissions or copy it.") from trouble
    except (OSError, ValueError) as trouble:
        raise CrossfootError(f"{path}: the file cannot be read ({trouble}); copy it to another place and try again.") from trouble
