"""A fact-checker's worksheet: one row per fact of the story, with what was said of it: agrees, differs, undecided, or nothing.

A fact is a figure, a date, quoted words or a name. The last columns are for the person who checks: they are empty.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..desk import StoryReport
from ..document import Span
from ..finding import Finding, Outcome, Tick, titled

COLUMNS = ("line", "column", "fact", "words", "about", "whose", "result", "by", "why", "checked", "note")
# Where several outcomes concern one fact, the first of these is shown.
_ORDER = {"differs": 0, "agrees": 1, "undecided": 2}


@dataclass(frozen=True, slots=True)
class _Fact:
    span: Span
    fact: str
    about: str = ""
    whose: str = ""


def sheet(story: StoryReport) -> str:
    """The worksheet as CSV, in the order of the story."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    results = Results(story)
    for fact in sorted(_facts(story), key=lambda fact: fact.span):
        place = story.document.place(fact.span.start)
        words = story.document.words(fact.span)
        rows.writerow([place.line, place.column, *map(cell, [fact.fact, words, fact.about, fact.whose, *results.of(fact.span)]), "", ""])
    return out.getvalue()


def cell(words: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return "'" + words if words[:1] in ("=", "+", "@", "\t", "\r") or (words[:1] == "-" and not words[1:2].isdigit()) else words


def _facts(story: StoryReport) -> Iterator[_Fact]:
    ledger = story.case.story
    for figure in ledger.figures:
        about = [ledger.words(figure.counted.span)] if figure.counted else []
        about += [ledger.words(phrase.span) for phrase in figure.where]
        yield _Fact(figure.span, "figure", ", ".join(about), figure.by.name if figure.by else "")
    for moment in ledger.moments:
        if moment.kind == "date" and moment.earliest is not None:
            yield _Fact(moment.span, "date", moment.earliest.isoformat() if moment.earliest == moment.latest else "")
    for said in ledger.statements:
        if said.kind in ("direct", "mixed"):
            inner = [span for span in ledger.quoted if any(content.overlaps(span) for content in said.content)]
            yield from (_Fact(span, "quotation", "", said.speaker.name if said.speaker else "") for span in inner)
    for party in ledger.parties:
        if party.kind in ("person", "organisation") and party.mentions:
            yield _Fact(party.mentions[0], "name", party.role or "")


class Results:
    """What the checks said, by place."""

    def __init__(self, story: StoryReport) -> None:
        name = story.document.name
        outcomes: tuple[Outcome, ...] = (*story.findings, *story.undecided, *story.ticks)
        marked = [
            (place, outcome)
            for outcome in outcomes
            for place in (outcome.span, *(one.span for one in outcome.related if one.document in (None, name)))
        ]
        self.marked = sorted(marked, key=lambda one: one[0])
        self.longest = max((place.end - place.start for place, _ in marked), default=0)

    def of(self, span: Span) -> tuple[str, str, str]:
        """Result, check (or what was verified) and reason for a place; three empty cells where nothing was said."""
        first = bisect_left(self.marked, span.start - self.longest, key=lambda one: one[0].start)
        last = bisect_left(self.marked, span.end, key=lambda one: one[0].start)
        said = [outcome for place, outcome in self.marked[first:last] if place.overlaps(span)]
        if not said:
            return "", "", ""
        foremost = min(said, key=lambda outcome: _ORDER[_result(outcome)])
        return _result(foremost), titled(foremost), _why(foremost)


def _result(outcome: Outcome) -> str:
    if isinstance(outcome, Finding):
        return "differs"
    return "agrees" if isinstance(outcome, Tick) else "undecided"


def _why(outcome: Outcome) -> str:
    return outcome.message if isinstance(outcome, (Finding, Tick)) else outcome.reason
