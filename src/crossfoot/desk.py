"""The whole trip on one page: load, read, check, drop what is ignored, and hand over a Report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from .checks import run, selected
from .document import Document
from .finding import Finding, Tick, Undecided
from .formats import document_from_text, load
from .ledger import Ledger
from .reading import read as read_document
from .sources import Case

Text: TypeAlias = str | Path | Document


@dataclass(frozen=True, slots=True)
class StoryReport:
    """What is said of one story."""

    case: Case
    findings: tuple[Finding, ...]
    ticks: tuple[Tick, ...]
    undecided: tuple[Undecided, ...]
    ignored: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of the stories that were checked."""

    stories: tuple[StoryReport, ...]
    unreadable: tuple[Unreadable, ...] = ()


def document(text: Text, *, published: date | None = None, name: str | None = None) -> Document:
    """A Document from a string (as the text of a story), a path, or a Document."""
    if isinstance(text, Document):
        return text
    return (
        load(text, published=published) if isinstance(text, Path) else document_from_text(text, name=name or "story", published=published)
    )


def read(text: Text, *, published: date | None = None, name: str | None = None) -> Ledger:
    """The ledger of a story."""
    return read_document(document(text, published=published, name=name))


def check(
    text: Text,
    *,
    published: date | None = None,
    sources: Sequence[Text] = (),
    tables: Sequence[Any] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
    sources_complete: bool = False,
) -> Report:
    """One story, checked."""
    case = Case(read(text, published=published), tuple(map(read, sources)), tuple(tables), sources_complete)
    return Report((story_report(case, select=select, ignore=ignore, preview=preview),))


def story_report(case: Case, *, select: Iterable[str] = (), ignore: Iterable[str] = (), preview: bool = False) -> StoryReport:
    """What the selected checks say of a case."""
    outcomes = run(case, selected(select, ignore, preview=preview))
    return StoryReport(
        case,
        tuple(one for one in outcomes if isinstance(one, Finding)),
        tuple(one for one in outcomes if isinstance(one, Tick)),
        tuple(one for one in outcomes if isinstance(one, Undecided)),
    )
