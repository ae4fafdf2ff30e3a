"""The report as workflow commands, which a code forge shows beside the lines of the file."""

from __future__ import annotations

from ..desk import Report, StoryReport
from ..finding import Finding

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report) -> str:
    """One command per finding and per file that could not be read."""
    lines = [_command(story, finding) for story in report.stories for finding in story.findings]
    lines += [
        f"::notice file={_property(story.document.name)},line={max(1, one.line)},title=unused::{_data(one.message)}"
        for story in report.stories
        for one in story.unused
    ]
    lines += [f"::error file={_property(one.path)},title=unreadable::{_data(one.message)}" for one in report.unreadable]
    return "".join(f"{line}\n" for line in lines)


def _command(story: StoryReport, finding: Finding) -> str:
    first, last = (story.document.place(at) for at in finding.span)
    where = f"file={_property(story.document.name)}"
    origin = story.document.origin(finding.span.start)
    if origin is None:
        where += f",line={first.line},endLine={last.line},col={first.column}"
        # Columns of the end are only understood where both ends stand on one line.
        where += f",endColumn={last.column}" if first.line == last.line else ""
    title = _property(f"{finding.check} ({finding.code})")
    message = f"{finding.message} ({origin})" if origin else finding.message
    return f"::{_LEVELS[finding.severity]} {where},title={title}::{_data(message)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
