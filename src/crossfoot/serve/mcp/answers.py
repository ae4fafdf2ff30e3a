"""What the tools answer: short, each with the words it speaks of, so that an assistant can quote it. The fields are the tools' schemas.

Answers have no slots: the SDK would take a slot for a default.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...comparing import Comparison
from ...desk import Report, StoryReport, shown_evidence, shown_place
from ...finding import Finding, Outcome, Undecided, titled
from ...ledger import Ledger
from ...records.answer import Answer
from ...reports.rows import figure_rows, statement_rows
from ...reports.tape import tape_lines
from ...reports.terminal import Ink, summary

MOST = 40  # of a kind; a draft with more to be said of it is looked at by a person


@dataclass(frozen=True, slots=True)
class Said:
    """A finding, a tick or an undecided place: where it stands, the words, the sentence, the sum by lines, and what it was held against.

    `title` is what was verified ("adds up"), or else the fault, with the code of the check; `repairs` are single changes that would make
    it agree; either side may be the one that is wrong."""

    check: str
    title: str
    severity: str
    place: str
    words: str
    message: str
    sum: list[str]
    repairs: list[str]
    evidence: list[str]


@dataclass(frozen=True)
class Checked:
    """What is said of a story. `findings` do not agree, `ticks` were worked out and agree, `undecided` is left to a person."""

    summary: str
    findings: list[Said]
    ticks: list[Said]
    undecided: list[Said]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class FigureRead:
    """A figure of the story: what was written, what it is worth, what is counted, where, when, by whom."""

    line: int
    words: str
    value: str | None
    unit: str | None
    counted: str | None
    where: str | None
    when: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class StatementRead:
    """Who says what: the words said, and by which cue they were told from the reporter's own."""

    line: int
    kind: str
    speaker: str | None
    cue: str | None
    words: str | None


@dataclass(frozen=True)
class LedgerRead:
    """What a story claims, without an opinion."""

    statements: list[StatementRead]
    figures: list[FigureRead]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing that reports of an event, or two drafts, give: as `verdict` says they differ, agree, or it stands in one alone."""

    kind: str
    verdict: str
    about: str
    note: str
    given: list[str]


@dataclass(frozen=True)
class Comparing:
    """Reports side by side; what differs stands first."""

    rows: list[Compared]
    notices: list[str]


@dataclass(frozen=True)
class TableSays:
    """What a table says of a claim. Quote the reason together with the notes; the SQL gives the number again."""

    verdict: str
    reason: str
    readings: list[str]
    sql: list[str]
    notes: list[str]
    source: str


def checked(report: Report) -> Checked:
    """The report on one story."""
    notices = [one.message for one in report.unreadable]
    for story in report.stories:
        notices += [story.case.story.unread] if story.case.story.unread else []
        notices += [one.message for one in story.unused]
        for what, there in (("findings", story.findings), ("ticks", story.ticks), ("undecided places", story.undecided)):
            notices += _cut(what, there)
        return Checked(
            summary(report, Ink(False)), _all(story, story.findings), _all(story, story.ticks), _all(story, story.undecided), notices
        )
    return Checked(summary(report, Ink(False)), [], [], [], notices)


def _cut(what: str, there: Sequence[object]) -> list[str]:
    return [f"There are {len(there)} {what}; the first {MOST} are given."] if len(there) > MOST else []


def _all(story: StoryReport, outcomes: Iterable[Outcome]) -> list[Said]:
    return [_said(story, outcome) for outcome in list(outcomes)[:MOST]]


def _said(story: StoryReport, outcome: Outcome) -> Said:
    document = story.document
    finding = outcome if isinstance(outcome, Finding) else None
    return Said(
        outcome.check,
        titled(outcome),
        finding.severity if finding else "",
        shown_place(document, outcome.span),
        document.words(outcome.span),
        outcome.reason if isinstance(outcome, Undecided) else outcome.message,
        tape_lines(outcome.tape),
        [f"“{one.text}” for “{document.words(one.span)}”" for one in finding.repairs] if finding else [],
        [f"{shown_evidence(story, one)}: {one.text or one.sql}" for one in outcome.evidence],
    )


def ledger_read(ledger: Ledger) -> LedgerRead:
    """The ledger, a line each."""
    figures, statements = figure_rows(ledger), statement_rows(ledger)
    notices = [ledger.unread] if ledger.unread else []
    notices += [*_cut("figures", figures), *_cut("statements", statements)]
    return LedgerRead(
        [StatementRead(row["line"], row["kind"], row["speaker"], row["cue"], row["content"]) for row in statements[:MOST]],
        [
            FigureRead(
                row["line"], row["text"], row["value"], row["unit"], row["counted"], row["where"], row["when"] or row["earliest"], row["by"]
            )
            for row in figures[:MOST]
        ],
        notices,
    )


def compared(comparison: Comparison) -> Comparing:
    """The rows; what stands in one report alone only while there is room."""
    reports = [report.document for report in comparison.reports]
    rows = [
        Compared(
            row.kind, row.verdict, row.about, row.note, [f"{shown_place(reports[one.report], one.span)}: {one.words}" for one in row.given]
        )
        for row in sorted(comparison.rows, key=lambda row: row.verdict == "single")
    ]
    return Comparing(rows[:MOST], [*(one.message for one in comparison.unreadable), *_cut("rows", rows)])


def table_says(answer: Answer) -> TableSays:
    """The answer, with the statements that gave it."""
    readings = [f"{reading.words}: {reading.shows}" for reading in answer.readings]
    return TableSays(
        answer.verdict, answer.reason, readings, [reading.sql for reading in answer.readings], list(answer.notes), answer.source
    )
