"""From a proof to what editors show: diagnostics, the words of a hover, quick fixes, ticks in the line.

Everything is plain text: nothing in a story or a source can become markup in the editor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lsprotocol import types as lsp

from ...desk import StoryReport, shown_evidence
from ...document import Document, Span
from ...finding import Finding, Outcome, Tick, Undecided, titled
from ...reports.tape import tape_lines
from .proofs import Proof

Units = Callable[[str], int]  # how many characters of the protocol a text has

_SEVERITIES = {"error": lsp.DiagnosticSeverity.Error, "warning": lsp.DiagnosticSeverity.Warning, "info": lsp.DiagnosticSeverity.Information}
_HEAD = lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


def range_of(document: Document, span: Span, units: Units) -> lsp.Range:
    """Where a span stands, in the characters that the editor counts."""
    return lsp.Range(_position(document, span.start, units), _position(document, span.end, units))


def _position(document: Document, at: int, units: Units) -> lsp.Position:
    place = document.place(at)
    return lsp.Position(place.line - 1, units(document.line(place.line)[: place.column - 1]))


def diagnostics(proof: Proof, units: Units) -> list[lsp.Diagnostic]:
    """What is to be marked in the story, and what is to be said of it as a whole."""
    shown = [_notice(sentence, _HEAD) for sentence in proof.notices]
    story = proof.story
    if story:
        shown += [_diagnostic(story, finding, units) for finding in story.findings]
        shown += [_notice(one.message, _line(story.document, one.line, units)) for one in story.unused]
    return shown


def _notice(sentence: str, where: lsp.Range) -> lsp.Diagnostic:
    return lsp.Diagnostic(where, sentence, severity=lsp.DiagnosticSeverity.Information, source="crossfoot")


def _line(document: Document, number: int, units: Units) -> lsp.Range:
    words = document.line(number) if number else ""
    at = max(0, number - 1)
    return lsp.Range(lsp.Position(at, 0), lsp.Position(at, units(words)))


def _diagnostic(story: StoryReport, finding: Finding, units: Units) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range_of(story.document, finding.span, units),
        finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.check,
        source="crossfoot",
        related_information=list(_related(story, finding, units)),
    )


def _related(story: StoryReport, finding: Finding, units: Units) -> Iterator[lsp.DiagnosticRelatedInformation]:
    """The other places of the sum, in the story or in a source; of a source without lines, the file."""
    places = [(one.document, one.span) for one in finding.related]
    places += [(one.path, one.span) for one in finding.evidence if one.kind == "source" and one.span]
    for name, span in dict.fromkeys(places):
        document = story.document_called(name)
        if document:
            origin = document.origin(span.start)
            words = document.words(span) + (f" ({origin})" if origin else "")
            where = _HEAD if origin else range_of(document, span, units)
            yield lsp.DiagnosticRelatedInformation(lsp.Location(Path(document.name).absolute().as_uri(), where), words)


def hover(story: StoryReport, at: lsp.Position, units: Units) -> lsp.Hover | None:
    """All that is known of the words at a position, each with its sum."""
    met = [(outcome, where) for outcome in _outcomes(story) for where in _places(story, outcome, units) if _meet(where, lsp.Range(at, at))]
    if not met:
        return None
    told = dict.fromkeys(_told(story, outcome) for outcome, _ in met)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.PlainText, "\n\n".join(told)), min((where for _, where in met), key=_length))


def _outcomes(story: StoryReport) -> Iterable[Outcome]:
    return (*story.findings, *story.ticks, *story.undecided)


def _places(story: StoryReport, outcome: Outcome, units: Units) -> Iterator[lsp.Range]:
    yield range_of(story.document, outcome.span, units)
    for one in outcome.related:
        if one.document in (None, story.document.name):
            yield range_of(story.document, one.span, units)


def _told(story: StoryReport, outcome: Outcome) -> str:
    """ "✓ share agrees (P103): 250 of 1,000 = 25 percent", with the tape and the evidence below it."""
    sign = "✓" if isinstance(outcome, Tick) else "?" if isinstance(outcome, Undecided) else "✗"
    message = outcome.reason if isinstance(outcome, Undecided) else outcome.message
    evidence = [f"{shown_evidence(story, one)}: {one.text or one.sql}".rstrip(": ") for one in outcome.evidence]
    return "\n".join([f"{sign} {titled(outcome)}: {message}", *(f"    {line}" for line in (*tape_lines(outcome.tape), *evidence))])


def quick_fixes(story: StoryReport, uri: str, asked: lsp.Range, units: Units) -> list[lsp.CodeAction]:
    """For each finding at a place: its repairs, and the ways to leave it alone."""
    return [
        lsp.CodeAction(
            title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(story, finding, units)],
            edit=lsp.WorkspaceEdit({uri: [lsp.TextEdit(range_of(story.document, span, units), text)]}),
        )
        for finding in story.findings
        if _meet(range_of(story.document, finding.span, units), asked)
        for title, span, text in _edits(story.document, finding)
    ]


def _edits(document: Document, finding: Finding) -> Iterator[tuple[str, Span, str]]:
    for repair in finding.repairs:
        yield f"Write “{repair.text}” for “{document.words(repair.span)}”", repair.span, repair.text
    yield "Mark as checked with (cq)", Span(finding.span.end, finding.span.end), " (cq)"
    above = _above(document, finding.span)
    if above is not None:
        # Without a reason the comment is not followed: the editor says so at its line until one is written.
        comment = f"<!-- crossfoot: ignore {finding.check} -- -->\n"
        yield f"Leave {finding.check} alone here: write a reason", Span(above, above), comment


def _above(document: Document, span: Span) -> int | None:
    """Where a comment about a paragraph can stand; front matter and plain text have no comments."""
    block = document.block_at(span.start)
    if (
        document.kind not in ("markdown", "html")
        or block is None
        or (document.text.startswith(("---", "+++")) and block.kind == "headline")
    ):
        return None
    return block.span.start - (document.place(block.span.start).column - 1)


def ticks(story: StoryReport, asked: lsp.Range, units: Units) -> list[lsp.InlayHint]:
    """A tick behind everything that was worked out and agrees, with its sum."""
    hints: dict[tuple[int, int], list[str]] = {}
    for tick in story.ticks:
        where = range_of(story.document, tick.span, units)
        if _meet(where, asked):
            hints.setdefault((where.end.line, where.end.character), []).append(_told(story, tick))
    return [
        lsp.InlayHint(lsp.Position(*at), "✓", tooltip="\n\n".join(dict.fromkeys(told)), padding_left=True) for at, told in hints.items()
    ]


def _meet(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _length(where: lsp.Range) -> tuple[int, int]:
    return where.end.line - where.start.line, where.end.character - where.start.character
