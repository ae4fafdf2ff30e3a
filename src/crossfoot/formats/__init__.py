"""One reader per kind of file, each giving a Document: text, blocks, tables, and where each came from.

The kind is told by what the file holds, and by the end of its name where that leaves it open. What cannot be read is a CrossfootError:
a sentence that says what happened, to which file, what to do next. A string is never refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from ..document import CrossfootError, Document
from .encoding import decoded
from .text import document_from_text as document_from_text

LARGEST = 50_000_000
# The room of each kind's reader, which is entered by the first file that needs it: some read bytes, some text.
_OF_BYTES = {"docx": "word", "odt": "odt", "ods": "odt", "xlsx": "workbook", "pdf": "pdf", "rtf": "rtf", "eml": "mail"}
_OF_TEXT = {"text": "text", "markdown": "markdown", "html": "html", "csv": "delimited", "subtitles": "subtitles"}


def load(path: Path | str, *, published: date | None = None) -> Document:
    """The document in a file; raises CrossfootError where there is none or it cannot be read."""
    return document_from_bytes(content_of(Path(path)), name=str(path), published=published)


def document_from_bytes(content: bytes, *, name: str, published: date | None = None) -> Document:
    """The document in the bytes of a file of that name."""
    from .kinds import kind_of_bytes

    kind = kind_of_bytes(content, name)
    if kind:
        return _reader(_OF_BYTES[kind])(content, name=name, published=published)
    return document_from_words(decoded(content, name), name=name, published=published)


def document_from_words(text: str, *, name: str, published: date | None = None) -> Document:
    """The document in the text of a file of that name, as an editor holds it."""
    from .kinds import kind_of_text

    return _reader(_OF_TEXT[kind_of_text(name, text)])(text, name=name, published=published)


def _reader(room: str) -> Callable[..., Document]:
    reader: Callable[..., Document] = getattr(import_module(f".{room}", __package__), f"document_from_{room}")
    return reader


def content_of(path: Path) -> bytes:
    """The bytes of a file, as far as it is a file and of a size to be a document."""
    try:
        if path.is_dir():
            raise CrossfootError(f"{path}: this is a folder; name the stories in it, as in `crossfoot check {path}/*.txt`.")
        if path.exists() and not path.is_file():
            raise CrossfootError(f"{path}: this is a pipe or a device and no file; copy what it gives into a file, or use `-`.")
        with path.open("rb") as file:
            return limited(file, str(path))
    except FileNotFoundError as trouble:
        raise CrossfootError(f"{path}: there is no such file; look at the spelling of its name.") from trouble
    except PermissionError as trouble:
        raise CrossfootError(f"{path}: this file may not be opened; change its permissions or copy it.") from trouble
    except (OSError, ValueError) as trouble:
        raise CrossfootError(f"{path}: the file cannot be read ({trouble}); copy it to another place and try again.") from trouble


def text_of(path: Path) -> str:
    """The words of a file that belongs to a check, settings or a list of findings: UTF-8, or a ValueError."""
    return content_of(path).decode("utf-8")


def limited(file: BinaryIO, name: str) -> bytes:
    """All that an open file gives, unless it is larger than any document."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise CrossfootError(f"{name}: the file is larger than {LARGEST // 1_000_000} MB; split it into its stories.")
    return content
