"""The whole trip on one page: load, read, check, and hand over a Report.

A text, a path or a Document goes in. Nothing here knows English or arithmetic: the desk opens the files, passes each story from room to
room, and keeps what cannot be read from stopping the rest. The report's JSON form, pinned for scripts, is `Report.as_dict`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from .checks import Check, counted, run, selected
from .companions import companions_of
from .document import CrossfootError, DateOrder, Document, Span
from .finding import Evidence, Finding, Outcome, Severity, Tick, Undecided
from .formats import document_from_text, load
from .ignores import Allowance, Baseline, Ignored, Unused, fingerprint_of, sifted, write_baseline
from .ledger import Ledger
from .reading import Depth
from .reading import read as read_document
from .reading.language import foreign
from .settings import House, Settings
from .sources import Case

Text: TypeAlias = str | Path | Document | Ledger
HOUSE = House()
Told: TypeAlias = Callable[[str], object]  # is told what is being done; `str` hears it and says nothing
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")


@dataclass(frozen=True, slots=True)
class StoryReport:
    """What is said of one story."""

    case: Case
    findings: tuple[Finding, ...] = ()
    ticks: tuple[Tick, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unused: tuple[Unused, ...] = ()

    @property
    def document(self) -> Document:
        """The story as it was given."""
        return self.case.story.document

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of one story."""
        document, unread = self.document, self.case.story.unread
        plain: dict[str, Any] = {"path": document.name, "published": document.published.isoformat() if document.published else None}
        if unread:
            plain["unread"] = unread
        return plain | {
            "findings": [self._finding(finding) for finding in self.findings],
            "ticks": [self._outcome(tick) | {"message": tick.message} for tick in self.ticks],
            "undecided": [self._outcome(one) | {"reason": one.reason} for one in self.undecided],
            "ignored": [self._finding(one.finding) | {"ignored": {"by": one.by, "reason": one.reason}} for one in self.ignored],
            "unused": [one.as_dict() for one in self.unused],
        }

    def fingerprint(self, finding: Finding) -> str:
        """A name for a finding that outlives line numbers."""
        return fingerprint_of(self.case.story, finding)

    def document_called(self, name: str | None) -> Document | None:
        """The story itself, or the source of that name."""
        if name is None or name == self.document.name:
            return self.document
        return next((source.document for source in self.case.sources if source.document.name == name), None)

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return self._outcome(finding) | {
            "severity": finding.severity,
            "message": finding.message,
            "repairs": [{"start": r.span.start, "end": r.span.end, "text": r.text} for r in finding.repairs],
            "stage": finding.stage,
            "fingerprint": self.fingerprint(finding),
        }

    def _outcome(self, outcome: Outcome) -> dict[str, Any]:
        place = self.document.place(outcome.span.start)
        return {
            "check": outcome.check,
            "code": outcome.code,
            "start": outcome.span.start,
            "end": outcome.span.end,
            "line": place.line,
            "column": place.column,
            "text": self.document.text[outcome.span.start : outcome.span.end],
            "related": [self._related(related.span, related.document) for related in outcome.related],
            "tape": [line.as_dict() for line in outcome.tape],
            "evidence": [self._evidence(evidence) for evidence in outcome.evidence],
        } | origin_of(self.document, outcome.span)

    def _related(self, span: Span, name: str | None) -> dict[str, Any]:
        document = self.document_called(name)
        words = document.text[span.start : span.end] if document else ""
        plain = {"start": span.start, "end": span.end, "text": words, "in": name or self.document.name}
        return plain | origin_of(document, span)

    def _evidence(self, evidence: Evidence) -> dict[str, Any]:
        source = self.document_called(evidence.path) if evidence.kind == "source" else None
        return evidence.as_dict() | origin_of(source, evidence.span)


def origin_of(document: Document | None, span: Span | None) -> dict[str, Any]:
    """For the JSON of a place: {"place": {"page": 2, "paragraph": 3}} for what stands in a file without lines."""
    origin = document.origin(span.start) if document and span else None
    return {"place": dict(origin.parts)} if origin else {}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be read, and why."""

    path: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"path": self.path, "message": self.message}


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of the stories that were checked. `fail_on` is the severity from which a finding makes the exit status 1."""

    stories: tuple[StoryReport, ...]
    unreadable: tuple[Unreadable, ...] = ()
    fail_on: Severity = "error"

    @property
    def exit_code(self) -> int:
        """0 nothing to report, 1 findings at `fail_on` or above, 2 something could not be read; 2 beats 1."""
        if self.unreadable:
            return 2
        grave = SEVERITIES[SEVERITIES.index(self.fail_on) :]
        return int(any(finding.severity in grave for story in self.stories for finding in story.findings))

    @property
    def files(self) -> list[Path]:
        """The files that it rests on: stories, sources, tables with their mappings, and those that could not be read."""
        named = [name for story in self.stories for name in (story.document.name, *(source.document.name for source in story.case.sources))]
        tables = [
            file for story in self.stories for table in story.case.tables if isinstance(table, Path) for file in files_of_table(table)
        ]
        return [*dict.fromkeys(map(Path, (*named, *(one.path for one in self.unreadable)))), *dict.fromkeys(tables)]

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `crossfoot check --format json`."""
        return {
            "version": 1,
            "stories": [story.as_dict() for story in self.stories],
            "unreadable": [one.as_dict() for one in self.unreadable],
        }

    def to_frame(self, what: str = "findings") -> Any:
        """The "findings", "ticks", "undecided", "figures" or "statements", as a frame of polars or pandas, whichever is installed."""
        return import_module("crossfoot.reports.notebook").framed_rows(self, what)

    def _repr_html_(self) -> str:
        # A notebook asks the object itself; the room that answers lies further on, and is entered by name.
        return str(import_module("crossfoot.reports.notebook").shown(self))


def document(text: Text, *, published: date | None = None, name: str | None = None) -> Document:
    """A Document from a string (as the text of a story), a path, a Document, or the ledger of one."""
    if isinstance(text, Document):
        return text
    if isinstance(text, Ledger):
        return text.document
    if isinstance(text, Path):
        return load(text, published=published)
    return document_from_text(text, name=name or "story", published=published)


def read(
    text: Text,
    *,
    published: date | None = None,
    name: str | None = None,
    depth: Depth = "full",
    dates: DateOrder | None = None,
    told: Told = str,
) -> Ledger:
    """The ledger of a story, as it is where it was read before; an empty one that says why (`unread`) for copy in another language.
    `told` is told what is being done, as in "story.txt: reading figures"."""
    if isinstance(text, Ledger):
        return text
    story = document(text, published=published, name=name)
    story = replace(story, dates=dates) if dates else story
    language = foreign(block.text for block in story.blocks)
    if language:
        return Ledger(story, unread=f"{story.name} is written in {language}; Crossfoot reads English only, so nothing was checked.")
    return read_document(story, depth=depth, told=lambda what: told(f"{story.name}: reading {what}"))


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
    """One story, checked against itself, its sources and its tables."""
    against, unread = readable(tuple(map(read_source, sources)))
    case = Case(read(text, published=published), against, tuple(map(_table, tables)), sources_complete and not unread)
    return Report((story_report(case, selected(select, ignore, preview=preview)),), unread)


def check_files(
    stories: Sequence[Text],
    *,
    published: date | None = None,
    sources: Sequence[Text] = (),
    tables: Sequence[Path] = (),
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    preview: bool = False,
    sources_complete: bool = False,
    fail_on: Severity = "error",
    allowed: Sequence[Allowance] = (),
    baseline: Baseline | None = None,
    settings: Settings | None = None,
    house: House = HOUSE,
    told: Told = str,
) -> Report:
    """Several stories, each checked against the same sources and tables; what cannot be read is listed, and the rest is checked. With
    `settings`, each is held against what its front matter and they name as well; `house` is how the newsroom writes."""
    checks = selected(select, ignore, preview=preview)
    unreadable: list[Unreadable] = []
    against, unread = readable(tuple(ledger for source in sources for ledger in attempted(source, unreadable)))
    unreadable += unread
    there = tuple(table for table in tables if _is_there(table, unreadable))
    # With a source missing, "not in the sources" can no longer be said.
    complete = sources_complete and len(against) == len(sources)
    reports = []
    for number, story in enumerate(stories, 1):
        say: Told = told if len(stories) == 1 else partial(lambda at, what: told(f"{at} of {len(stories)}: {what}"), number)
        for ledger in attempted(story, unreadable, partial(read, published=published, dates=house.dates, told=say)):
            try:
                case = Case(ledger, against, there, complete, house.known)
                case = _accompanied(case, settings, unreadable) if settings else case
                reports.append(story_report(case, checks, allowed, baseline, house.severity, told=say))
            except Exception as trouble:
                unreadable.append(Unreadable(ledger.document.name, failure(ledger.document.name, trouble)))
    return Report(tuple(reports), tuple(unreadable), fail_on)


def _accompanied(case: Case, settings: Settings, unreadable: list[Unreadable]) -> Case:
    """The case with the sources and tables that the story itself and the settings name. Where its front matter asks for what it may not,
    the story is held against itself and what the command names."""
    try:
        beside = companions_of(case.story.document, settings)
    except CrossfootError as trouble:
        unreadable.append(Unreadable(case.story.document.name, str(trouble)))
        return replace(case, sources_complete=False)
    sources, unread = readable(tuple(ledger for path in beside.sources for ledger in attempted(path, unreadable)))
    unreadable += unread
    tables = tuple(table for table in beside.tables if table not in case.tables and _is_there(table, unreadable))
    known = {source.document.name for source in case.sources}
    fresh = tuple(source for source in sources if source.document.name not in known)
    complete = case.sources_complete and len(sources) == len(beside.sources)
    return replace(case, sources=(*case.sources, *fresh), tables=(*case.tables, *tables), sources_complete=complete)


def story_report(
    case: Case,
    checks: Sequence[Check],
    allowed: Sequence[Allowance] = (),
    baseline: Baseline | None = None,
    severity: Sequence[tuple[str, Severity]] = (),
    *,
    told: Told = str,
) -> StoryReport:
    """What the checks say of a case, with what is to be ignored set aside, each as grave as the newsroom takes it (`severity`)."""
    if case.story.unread:
        return StoryReport(case)
    outcomes = run(case, counted(checks, lambda what: told(f"{case.story.document.name}: {what}")))
    found = _graded((one for one in outcomes if isinstance(one, Finding)), checks, dict(severity))
    findings, ignored, unused = sifted(case.story, found, allowed, baseline)
    ticks = tuple(one for one in outcomes if isinstance(one, Tick))
    undecided = tuple(one for one in outcomes if isinstance(one, Undecided))
    return StoryReport(case, findings, ticks, undecided, ignored, unused)


def _graded(findings: Iterable[Finding], checks: Iterable[Check], wanted: dict[str, Severity]) -> Iterator[Finding]:
    """The findings by the newsroom's own measure. What a check says one step less gravely than it could stays one step below."""
    own = {check.name: SEVERITIES.index(check.severity) for check in checks}
    for finding in findings:
        told = wanted.get(finding.check)
        if told:
            below = own[finding.check] - SEVERITIES.index(finding.severity)
            finding = replace(finding, severity=SEVERITIES[max(0, SEVERITIES.index(told) - max(0, below))])
        yield finding


def keep_as_baseline(report: Report, baseline: Baseline) -> int:
    """Writes every finding of the report into the baseline; gives how many."""
    found = [
        (story.case.story, [*story.findings, *(one.finding for one in story.ignored if one.by == "baseline")]) for story in report.stories
    ]
    write_baseline(baseline, found)
    return sum(len(findings) for _, findings in found)


def shown_evidence(report: StoryReport, evidence: Evidence) -> str:
    """Where a piece of evidence stands: "release.txt:4:1", or the path alone."""
    source = report.document_called(evidence.path) if evidence.kind == "source" else None
    if source is None or evidence.span is None:
        return evidence.path
    return shown_place(source, evidence.span)


def shown_place(document: Document, span: Span) -> str:
    """Where something stands, with the name of the file: "story.txt:4:1", "release.pdf, page 2, paragraph 3"."""
    return f"{document.name}{', ' if document.origin(span.start) else ':'}{document.pointed(span.start)}"


def readable(sources: tuple[Ledger, ...]) -> tuple[tuple[Ledger, ...], tuple[Unreadable, ...]]:
    """The sources in English; of the others nothing can be said, least of all that something is not in them."""
    unread = tuple(Unreadable(source.document.name, source.unread) for source in sources if source.unread)
    return tuple(source for source in sources if not source.unread), unread


def read_source(text: Text) -> Ledger:
    """The ledger of a source. Of a file it is kept until the file changes: a story is held against it again and again while it is
    written, and so are many stories one after the other."""
    try:
        stamp = text.stat() if isinstance(text, Path) else None
    except (OSError, ValueError):
        stamp = None
    return _kept(text.absolute(), text, stamp.st_size, stamp.st_mtime_ns) if stamp and isinstance(text, Path) else read(text)


@lru_cache(maxsize=16)
def _kept(whole: Path, path: Path, size: int, changed: int) -> Ledger:
    return read(path)


def attempted(text: Text, unreadable: list[Unreadable], reader: Callable[[Text], Ledger] = read_source) -> Iterator[Ledger]:
    """The ledger, or nothing and a line in the list of what could not be read."""
    name = str(text) if isinstance(text, (str, Path)) else document(text).name
    try:
        yield reader(text)
    except Exception as trouble:
        unreadable.append(Unreadable(name, failure(name, trouble)))


def _table(table: Any) -> Any:
    """A path as it is; a frame as something that can be told from another."""
    if isinstance(table, (str, Path)):
        return Path(table)
    from .records.holdings import Frame

    return Frame(table)


def files_of_table(table: Path) -> tuple[Path, Path]:
    """The file that a table is in, and where the mapping beside it lies, if there is one."""
    from .records.holdings import file_of
    from .records.mapping import beside

    return file_of(table), beside(table)


def table_trouble(table: Path) -> str | None:
    """Why a table cannot be asked; `None` where it can."""
    if find_spec("duckdb") is None:
        return f"{table}: asking tables needs DuckDB; install it with `pip install 'crossfoot[data]'`."
    from .records.holdings import file_of

    there = os.path.isfile(file_of(table))
    return None if there else f"{table}: there is no such table; give the path of a CSV, Parquet, Excel or database file."


def _is_there(table: Path, unreadable: list[Unreadable]) -> bool:
    trouble = table_trouble(table)
    if trouble:
        unreadable.append(Unreadable(str(table), trouble))
    return trouble is None


def failure(name: str, trouble: Exception) -> str:
    """What happened, to which file, what next."""
    if isinstance(trouble, CrossfootError):
        return str(trouble)
    where = type(trouble).__name__
    return f"{name}: Crossfoot itself failed on this file ({where}: {trouble}); please report it with the sentence that causes it."
