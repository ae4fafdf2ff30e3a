"""The story as the Word file it was, with every finding as a comment on the exact words."""

from __future__ import annotations

from pathlib import Path

from ..desk import Report, StoryReport
from ..document import CrossfootError
from ..finding import Finding
from ..formats import content_of
from .tape import tape_lines


def marked(report: Report) -> bytes:
    """The Word file of the one story, with its comments; a sentence where there is no such file."""
    if len(report.stories) != 1 or report.stories[0].document.kind != "docx":
        raise CrossfootError("--format docx: this writes comments into one Word story; name one .docx file that can be read.")
    from ..formats.wordmarks import Note, commented

    [story] = report.stories
    document = story.document
    notes = [Note(finding.span, tuple(_lines(story, finding))) for finding in story.findings]
    return commented(content_of(Path(document.name)), document.name, document.text, notes)


def _lines(story: StoryReport, finding: Finding) -> list[str]:
    """What the comment says: the fault, its sum, where else to look, and what would make it agree."""
    preview = ", on trial" if finding.stage == "preview" else ""
    lines = [finding.message, *tape_lines(finding.tape)]
    for evidence in finding.evidence:
        source = story.document_called(evidence.path) if evidence.kind == "source" else None
        where = f"{Path(evidence.path).name}, {source.cited(evidence.span.start)}" if source and evidence.span else evidence.path
        lines.append(f"{where}: “{' '.join(evidence.text.split())}”" if evidence.text else where)
    if finding.repairs:
        either = ", or ".join(f"“{story.document.words(repair.span)}” were “{repair.text}”" for repair in finding.repairs)
        lines.append(f"It agrees if {either}.")
    return [*lines, f"{finding.check} ({finding.code}), {finding.severity}{preview}"]
