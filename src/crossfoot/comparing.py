"""The trip of several reports: load, read, lay side by side, and hand over a Comparison.

Reports of one event are compared as they are; two versions of a story are checked as well, so that ticks which were lost can be told. Its
JSON form, pinned for scripts, is `Comparison.as_dict`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from .collation import Given, Row, collated
from .collation.drafts import Draft, revised
from .desk import HOUSE, Text, Unreadable, attempted, check_files, origin_of, read, readable
from .document import CrossfootError
from .ledger import Ledger
from .settings import House


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports of one event side by side, or two versions of a story (`drafts`): the rows, by kind, and what could not be read."""

    reports: tuple[Ledger, ...]
    rows: tuple[Row, ...]
    unreadable: tuple[Unreadable, ...] = ()
    drafts: bool = False

    @property
    def exit_code(self) -> int:
        """2 where something could not be read; that two reports differ is no error of either."""
        return 2 if self.unreadable else 0

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `crossfoot compare --format json`."""
        published = [report.document.published for report in self.reports]
        return {
            "version": 1,
            "of": "drafts" if self.drafts else "reports",
            "reports": [
                {"path": report.document.name, "published": day.isoformat() if day else None}
                for report, day in zip(self.reports, published, strict=True)
            ],
            "rows": [
                {"kind": row.kind, "verdict": row.verdict, "about": row.about, "note": row.note, "given": list(map(self._given, row.given))}
                for row in self.rows
            ],
            "unreadable": [one.as_dict() for one in self.unreadable],
        }

    def _given(self, one: Given) -> dict[str, Any]:
        document = self.reports[one.report].document
        place = document.place(one.span.start)
        plain = {"report": one.report, "start": one.span.start, "end": one.span.end, "line": place.line, "column": place.column}
        return (
            plain | {"text": document.text[one.span.start : one.span.end], "words": one.words, "by": one.by} | origin_of(document, one.span)
        )


def compare(*texts: Text, published: date | None = None, house: House = HOUSE) -> Comparison:
    """The same event in several reports; what cannot be read is listed, and the others are compared."""
    if len(texts) < 2:
        raise CrossfootError("Comparing needs two reports or more; give their texts or files.")
    unreadable: list[Unreadable] = []
    ledgers = [ledger for text in texts for ledger in attempted(text, unreadable, partial(read, published=published, dates=house.dates))]
    reports, unread = readable(tuple(ledgers))
    return Comparison(reports, collated(reports), (*unreadable, *unread))


def compare_drafts(
    old: Text,
    new: Text,
    *,
    published: date | None = None,
    sources: Sequence[Text] = (),
    tables: Sequence[Path] = (),
    house: House = HOUSE,
) -> Comparison:
    """What changed from one version of a story to the next, and which ticks were lost."""
    report = check_files([old, new], published=published, sources=sources, tables=tables, house=house)
    stories, unread = readable(tuple(story.case.story for story in report.stories))
    unreadable = (*report.unreadable, *unread)
    if len(stories) < 2:
        return Comparison(stories, (), unreadable, drafts=True)
    drafts = [Draft(story.case.story, (*story.findings, *story.ticks, *story.undecided)) for story in report.stories]
    return Comparison(stories, revised(*drafts), unreadable, drafts=True)
