"""Markdown."""

from __future__ import annotations

from datetime import date

from ..document import Document
from .text import document_from_text


def document_from_markdown(text: str, *, name: str = "story.md", published: date | None = None) -> Document:
    """The document in a Markdown text."""
    return document_from_text(text, name=name, published=published)
