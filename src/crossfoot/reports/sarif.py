"""The report as SARIF 2.1.0, the exchange format of code scanners. Columns count characters, from 1."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..checks import catalogue
from ..desk import Report, StoryReport
from ..document import Document, Span
from ..finding import Finding
from ..ignores import Ignored
from .data import dumped

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(report: Report) -> str:
    """One run with one result per finding; files that could not be read are notifications of the run."""
    found = [(story, finding, None) for story in report.stories for finding in story.findings]
    ignored = [(story, one.finding, one) for story in report.stories for one in story.ignored]
    findings: list[tuple[StoryReport, Finding, Ignored | None]] = [*found, *ignored]
    names = sorted({finding.check for _, finding, _ in findings})
    run = {
        "tool": {"driver": {"name": "crossfoot", "version": __version__, "rules": [_rule(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not report.unreadable, "toolExecutionNotifications": _notices(report)}],
        "results": [
            _result(story, finding, names.index(finding.check)) | (_suppressed(why) if why else {}) for story, finding, why in findings
        ],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _notices(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "level": "error",
            "message": {"text": one.message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.path)}}}],
        }
        for one in report.unreadable
    ]


def _rule(name: str) -> dict[str, Any]:
    known = next((check for check in catalogue() if check.name == name), None)
    if known is None:
        return {"id": name}
    return {
        "id": name,
        "shortDescription": {"text": known.summary},
        "help": {"text": known.page, "markdown": known.page},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
        "properties": {"code": known.code, "family": known.family, "stage": known.stage},
    }


def _result(story: StoryReport, finding: Finding, rule: int) -> dict[str, Any]:
    # The other places of the sum, and the passages of sources that it rests on.
    places = [(one.document, one.span) for one in finding.related]
    places += [(one.path, one.span) for one in finding.evidence if one.kind == "source" and one.span]
    related = [
        {"id": number, "physicalLocation": _location(document, span), "message": {"text": document.words(span)}}
        for number, (name, span) in enumerate(dict.fromkeys(places))
        if (document := story.document_called(name))
    ]
    return {
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": _location(story.document, finding.span)}],
        "relatedLocations": related,
        "partialFingerprints": {"crossfoot/v1": story.fingerprint(finding)},
        "properties": {"code": finding.code, "stage": finding.stage, "tape": [line.as_dict() for line in finding.tape]},
    }


def _suppressed(why: Ignored) -> dict[str, Any]:
    kind = "inSource" if why.by in ("cq", "comment") else "external"
    return {"suppressions": [{"kind": kind, "status": "accepted", "justification": why.reason}]}


def _location(document: Document, span: Span) -> dict[str, Any]:
    if document.origin(span.start):
        # A Word file or a PDF has no lines.
        return {"artifactLocation": {"uri": _uri(document.name)}}
    first, last = map(document.place, span)
    region = {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
        "snippet": {"text": document.text[span.start : span.end]},
    }
    return {"artifactLocation": {"uri": _uri(document.name)}, "region": region}


def _uri(path: str) -> str:
    """A relative path as a relative URI, an absolute one as file://."""
    shown = quote(PurePath(path).as_posix(), errors="replace")
    return f"file://{shown}" if shown.startswith("/") else shown
