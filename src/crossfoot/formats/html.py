"""HTML."""

from __future__ import annotations

from datetime import date

from ..document import Document
from .text import document_from_text


def document_from_html(text: str, *, name: str = "story.html", published: date | None = None) -> Document:
    """The document in an HTML text."""
    return document_from_text(text, name=name, published=published)
