"""Plain text: paragraphs between empty lines, or one a line where there are no empty lines."""

from __future__ import annotations

import re
from datetime import date

from ..document import Block, Document, Span

_BLANK = re.compile(r"\n[ \t\r]*\n\s*")


def document_from_text(text: str, *, name: str = "story", published: date | None = None) -> Document:
    """A document from plain text."""
    gap = _BLANK if _BLANK.search(text.strip()) else re.compile(r"\n\s*")
    blocks, start = [], 0
    for match in [*gap.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            words = piece.strip()
            blocks.append(Block("paragraph", Span(first, first + len(words)), words))
        start = match.end() if match else end
    return Document(name, text, "text", published, tuple(blocks))
