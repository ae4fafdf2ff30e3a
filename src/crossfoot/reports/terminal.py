"""The report for people, in the terminal: what disagrees, what was verified, what cannot be told; then one line that counts them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from ..desk import Report, StoryReport, shown_evidence, shown_place
from ..finding import Evidence, Finding, Outcome, Place, Undecided, titled
from .excerpt import Underline, rows_of, safe
from .tape import tape_lines

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "bold": "1", "dim": "2", "tick": "32", "undecided": "33", "number": "34;1"}


class Ink:
    """Colours, where the window has them."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, style: str, words: str) -> str:
        """The words in a style."""
        return f"\x1b[{_COLOURS[style]}m{words}\x1b[0m" if self._colour and words else words


def text(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """The whole report."""
    ink = Ink(colour)
    parts = [line for story in report.stories for line in _story(story, ink, width)]
    for one in report.unreadable:
        first, *rest = textwrap.wrap(safe(one.message), width - 11, break_long_words=False)
        parts += [f"{ink('error', 'unreadable')} {first}", *(f"{' ' * 11}{line}" for line in rest), ""]
    return "\n".join([*parts, summary(report, ink)]) + "\n"


def _story(story: StoryReport, ink: Ink, width: int) -> Iterator[str]:
    if story.case.story.unread:
        yield safe(story.case.story.unread)
        return
    for finding in story.findings:
        yield from _finding(story, finding, ink, width)
        yield ""
    if story.ticks:
        yield ink("bold", f"{safe(story.document.name)}: worked out, and agrees")
        yield from _listed(story, ((tick, tick.message) for tick in story.ticks), ink("tick", "✓"), width)
        yield ""
    if story.undecided:
        yield ink("bold", f"{safe(story.document.name)}: seen, and not decided")
        yield from _undecided(story, ink, width)
        yield ""
    yield from _left_alone(story, ink, width)


def _left_alone(story: StoryReport, ink: Ink, width: int) -> Iterator[str]:
    """What was ignored and why, and what no longer needs to be."""
    if story.ignored:
        yield ink("bold", f"{safe(story.document.name)}: found, and ignored as asked")
        reasons = ((one.finding, f"{one.finding.message} Ignored: {one.reason}.") for one in story.ignored)
        yield from _listed(story, reasons, ink("dim", "-"), width)
        yield ""
    for one in story.unused:
        where = f"{safe(story.document.name)}:{one.line}" if one.line else safe(story.document.name)
        yield from _wrapped("", f"{where}: {one.message}", width)
    if story.unused:
        yield ""


def _finding(story: StoryReport, finding: Finding, ink: Ink, width: int) -> Iterator[str]:
    preview = " [preview]" if finding.stage == "preview" else ""
    where = safe(shown_place(story.document, finding.span))
    yield f"{ink('bold', where)} {ink(finding.severity, finding.severity)} {finding.check} ({finding.code}){preview}"
    yield from textwrap.wrap(safe(finding.message), width - 2, initial_indent="  ", subsequent_indent="  ")
    here = [Underline(finding.span, "main")]
    here += [Underline(p.span, "side") for p in finding.related if story.document_called(p.document) is story.document]
    yield from _excerpt(story, here, ink, finding, width)
    notes = [("sum", line) for line in tape_lines(finding.tape)]
    shown = {(evidence.path, evidence.span) for evidence in finding.evidence}
    notes += [("see", line) for line in _elsewhere(story, (one for one in finding.related if (one.document, one.span) not in shown))]
    notes += [note for evidence in finding.evidence for note in _evidence(story, evidence)]
    if finding.repairs:
        either = ", or ".join(f"“{story.document.words(r.span)}” were “{r.text}”" for r in finding.repairs)
        notes.append(("agrees", f"if {either}"))
    yield from _notes(notes, ink, width)


def _excerpt(story: StoryReport, marks: list[Underline], ink: Ink, finding: Finding, width: int) -> Iterator[str]:
    """The rows of the story with the marked words underlined, the line number in the margin where the file has lines."""
    lined = not story.document.origins
    gutter = len(str(story.document.place(max(mark.span.start for mark in marks)).line)) if lined else 0
    bar = ink("number", "|")
    yield f"{' ' * gutter} {bar}"
    last = 0
    for row in rows_of(story.document, marks, width=width - gutter - 3, sentences=story.case.story.sentences):
        if row is None:
            yield f"{' ' * gutter} {bar} …"
            continue
        number = str(row.line) if lined and row.line != last else ""
        last = row.line
        yield f"{ink('number', number.rjust(gutter))} {bar} {row.text}"
        if row.under.strip():
            yield f"{' ' * gutter} {bar} {ink(finding.severity, row.under)}"


def _notes(notes: Iterable[tuple[str, str]], ink: Ink, width: int) -> Iterator[str]:
    """Small lines under a finding, a label before each; a label is said once."""
    last = ""
    for label, words in notes:
        shown = "" if label == last else label
        last = label
        first, *rest = textwrap.wrap(safe(words), width - 10, replace_whitespace=False) or [""]
        yield f"  {ink('dim', shown.rjust(6))}  {first}"
        yield from (f"{' ' * 10}{line}" for line in rest)


def _elsewhere(story: StoryReport, related: Iterable[Place]) -> Iterator[str]:
    """Related places that stand in another document."""
    for one in related:
        document = story.document_called(one.document)
        if document is not None and document is not story.document:
            yield f"{shown_place(document, one.span)} “{document.words(one.span)}”"


def _evidence(story: StoryReport, evidence: Evidence) -> Iterator[tuple[str, str]]:
    words = f"{shown_evidence(story, evidence)}"
    yield evidence.kind, f"{words} “{' '.join(evidence.text.split())}”" if evidence.text else words
    if evidence.sql:
        yield "query", " ".join(evidence.sql.split())
    for row in evidence.rows[:5]:
        yield "row", " | ".join(row)
    if len(evidence.rows) > 5:
        yield "row", "…"


def _undecided(story: StoryReport, ink: Ink, width: int) -> Iterator[str]:
    """Those of one reason together, under the reason."""
    reasons = dict.fromkeys((one.check, one.code, one.reason) for one in story.undecided)
    for check, code, reason in reasons:
        alike = [one for one in story.undecided if (one.check, one.code, one.reason) == (check, code, reason)]
        if len(alike) == 1:
            yield from _listed(story, [(alike[0], f"{_words(story, alike[0])}: {reason}")], ink("undecided", "?"), width)
            continue
        yield from _wrapped(f"{ink('undecided', '?')} ", f"{check} ({code}): {reason}", width)
        yield from _wrapped("    ", "; ".join(f"{_at(story, one)} {_words(story, one)}" for one in alike), width)


def _listed(story: StoryReport, outcomes: Iterable[tuple[Outcome, str]], sign: str, width: int) -> Iterator[str]:
    for outcome, words in outcomes:
        yield from _wrapped(f"{sign} ", f"{_at(story, outcome)} {titled(outcome)}: {words}", width)


def _wrapped(first: str, words: str, width: int) -> Iterator[str]:
    lines = textwrap.wrap(safe(words), width - 6) or [""]
    yield f"  {first}{lines[0]}"
    yield from (f"      {line}" for line in lines[1:])


def _at(story: StoryReport, outcome: Outcome) -> str:
    return story.document.pointed(outcome.span.start)


def _words(story: StoryReport, outcome: Undecided) -> str:
    words = story.document.words(outcome.span)
    return f"“{words}”" if len(words) <= 60 else f"“{words[:40].rstrip()} … {words[-15:].lstrip()}”"


def summary(report: Report, ink: Ink) -> str:
    """One line that counts everything."""
    read = [story for story in report.stories if not story.case.story.unread]
    findings = [finding for story in read for finding in story.findings]
    counted = [
        ink("error" if findings else "tick", _many(len(findings), "finding")) + _graded(findings),
        _many(sum(len(story.ticks) for story in read), "tick"),
        f"{sum(len(story.undecided) for story in read)} undecided",
    ]
    ignored = sum(len(story.ignored) for story in read)
    counted += [f"{ignored} ignored"] if ignored else []
    counted += [f"{len(report.unreadable)} unreadable"] if report.unreadable else []
    return f"{', '.join(counted)} in {_many(len(read), 'story', 'stories')}"


def _graded(findings: list[Finding]) -> str:
    grades = [_many(n, grade) for grade in ("error", "warning") if (n := sum(f.severity == grade for f in findings))]
    info = sum(f.severity == "info" for f in findings)
    return f" ({', '.join([*grades, *([f'{info} info'] if info else [])])})" if findings else ""


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
