"""Findings that a person has looked at and wants left alone, each for a stated reason.

There are four ways to say so: the copy desk's "(cq)" after a figure or a name; a comment in Markdown or HTML,
`<!-- crossfoot: ignore total-mismatch -- three were counted twice -->`, which holds for the paragraph it stands in or the one that follows
(`ignore-file` for the whole story); `[[allow]]` in the settings; and a baseline, the list of what was found on the day a newsroom began.
An ignored finding is kept and marked. A wish that no longer matches anything is reported, so that none outlives its reason. A comment
without a reason is not followed.
"""

from __future__ import annotations

import json
import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any, Literal

from .checks import named
from .document import CrossfootError, Document, Span
from .finding import Finding, fingerprint
from .formats import text_of
from .ledger import Ledger

Way = Literal["cq", "comment", "settings", "baseline"]

# <!-- crossfoot: ignore T101, share-mismatch -- the council counts one twice -->
_COMMENT = re.compile(r"<!--\s{0,9}crossfoot:\s{0,9}(?P<verb>[a-z-]{1,20})\s(?P<wish>[^\n>]{0,300}?)-->")
# "317 (cq)", "317 arrests (cq)", "Jon Smyth, (cq)": what may stand between a figure and its mark.
_UP_TO_THE_MARK = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*,?\s*")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A finding that was left alone, in which way and for what reason."""

    finding: Finding
    by: Way
    reason: str


@dataclass(frozen=True, slots=True)
class Unused:
    """A wish to leave something alone that matched nothing or cannot be followed; `line` is 0 where it does not stand in the story."""

    message: str
    line: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return {"line": self.line, "message": self.message}


@dataclass(frozen=True, slots=True)
class Allowance:
    """`[[allow]]` in the settings: a check, the files it is about (a pattern such as `results/*.md`), and why."""

    checks: frozenset[str]
    files: str
    reason: str

    def covers(self, name: str, finding: Finding) -> bool:
        """True when this is about the finding in a file of that name."""
        return finding.check in self.checks and fnmatchcase(PurePath(name).as_posix(), self.files)


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding stood in each file on the day the list was made. Paths are relative to the list, so that it can be shared."""

    path: Path
    counts: tuple[tuple[str, str, str, int], ...] = ()

    def key(self, name: str) -> str:
        """The name of a file as the list has it."""
        if name.startswith("<"):
            return name
        return PurePath(os.path.relpath(name, self.path.parent)).as_posix()

    def of(self, name: str) -> Counter[str]:
        """Fingerprints and how often each stood in the file."""
        key = self.key(name)
        return Counter({mark: number for path, mark, _, number in self.counts if path == key})


def fingerprint_of(ledger: Ledger, finding: Finding) -> str:
    """A name for a finding that outlives line numbers."""
    values = [value for line in finding.tape for value in map(str, line.as_dict()["inputs"])]
    return fingerprint(finding.code, ledger.words(finding.span), values, ledger.words(ledger.sentence_of(finding.span)))


def sifted(
    ledger: Ledger, findings: Iterable[Finding], allowed: Sequence[Allowance] = (), baseline: Baseline | None = None
) -> tuple[tuple[Finding, ...], tuple[Ignored, ...], tuple[Unused, ...]]:
    """The findings that stand, those that are ignored, and the wishes that matched nothing."""
    sieve = _Sieve(ledger, allowed, baseline)
    kept: list[Finding] = []
    ignored: list[Ignored] = []
    for finding in findings:
        found = next(sieve.wishes(finding), None)
        if found is None:
            kept.append(finding)
        else:
            ignored.append(Ignored(finding, *found))
    return tuple(kept), tuple(ignored), tuple(sieve.unused())


class _Sieve:
    """All wishes that concern one story, and which of them have been of use."""

    def __init__(self, ledger: Ledger, allowed: Sequence[Allowance], baseline: Baseline | None) -> None:
        self.ledger = ledger
        self.name = ledger.document.name
        self.cq = [mark.span for mark in ledger.marks if mark.kind == "cq"]
        self.comments = list(_comments(ledger.document))
        self.allowed = allowed
        self.left = baseline.of(self.name) if baseline else Counter()
        self.used: set[_Comment] = set()

    def wishes(self, finding: Finding) -> Iterator[tuple[Way, str]]:
        """The ways in which a finding is to be left alone, the nearest first."""
        for comment in self.comments:
            if not comment.trouble and finding.check in comment.checks and comment.within.overlaps(finding.span):
                self.used.add(comment)
                yield "comment", comment.reason
        if self.cq and self._confirmed(finding):
            yield "cq", "marked (cq) in the story"
        for allowance in self.allowed:
            if allowance.covers(self.name, finding):
                yield "settings", allowance.reason
        if self.left:
            mark = fingerprint_of(self.ledger, finding)
            if self.left[mark] > 0:
                self.left[mark] -= 1
                yield "baseline", "stands in the baseline"

    def _confirmed(self, finding: Finding) -> bool:
        """What the finding marks is followed by (cq), or everything it is held against is."""
        others = [place.span for place in finding.related if place.document in (None, self.name)]
        return self._marked(finding.span) or (bool(others) and all(map(self._marked, others)))

    def _marked(self, span: Span) -> bool:
        text = self.ledger.document.text
        return any(
            span.start <= mark.start and _UP_TO_THE_MARK.fullmatch(text, min(span.end, mark.start), mark.start)
            for mark in self.cq
            if mark.start - span.end < 80
        )

    def unused(self) -> Iterator[Unused]:
        """Wishes that matched nothing. One allowance may be about many stories, so that it is not missed in any one of them."""
        for comment in self.comments:
            if comment.trouble:
                yield Unused(comment.trouble, comment.line)
            elif comment not in self.used:
                yield Unused(f"the comment “ignore {comment.names}” leaves nothing alone here; take it out.", comment.line)
        gone = sum(self.left.values())
        if gone:
            entries = "1 entry of the baseline is" if gone == 1 else f"{gone} entries of the baseline are"
            yield Unused(f"{entries} no longer needed; write it anew with --write-baseline.")


@dataclass(frozen=True, slots=True)
class _Comment:
    """One comment in the copy; `trouble` says why it cannot be followed."""

    line: int
    within: Span
    names: str = ""
    checks: frozenset[str] = frozenset()
    reason: str = ""
    trouble: str | None = None


def _comments(document: Document) -> Iterator[_Comment]:
    if document.kind not in ("markdown", "html") or "crossfoot:" not in document.text:
        return
    for found in _COMMENT.finditer(document.text):
        line = document.place(found.start()).line
        verb, (names, dashes, reason) = found["verb"], found["wish"].partition("--")
        whole = Span(0, len(document.text) + 1)
        if verb not in ("ignore", "ignore-file"):
            yield _Comment(
                line, whole, trouble=f"a comment says “{verb}”; there are “ignore NAME -- reason” and “ignore-file NAME -- reason”."
            )
        elif not names.strip(" ,"):
            yield _Comment(line, whole, trouble=f"the comment “{verb}” names no check and is not followed; write “{verb} NAME -- reason”.")
        elif not dashes or not reason.strip():
            yield _Comment(
                line, whole, trouble=f"the comment “{verb} {names.strip()}” gives no reason and is not followed; add “-- reason”."
            )
        else:
            within = whole if verb == "ignore-file" else _paragraph(document, Span(*found.span()))
            yield _followed(line, within, names.strip(), reason.strip())


def _followed(line: int, within: Span, names: str, reason: str) -> _Comment:
    try:
        return _Comment(line, within, names, checks_called(names.replace(" ", ",").split(",")), reason)
    except CrossfootError as trouble:
        return _Comment(line, within, names, trouble=str(trouble))


def checks_called(selectors: Iterable[str]) -> frozenset[str]:
    """The names of the checks that names, codes and families select."""
    return frozenset(check.name for selector in selectors if selector.strip() for check in named(selector))


def _paragraph(document: Document, comment: Span) -> Span:
    """The block a comment stands in, or else the one that follows it."""
    here = document.block_at(comment.start)
    if here:
        return here.span
    following = bisect_left(document.blocks, comment.end, key=lambda block: block.span.start)
    return document.blocks[following].span if following < len(document.blocks) else comment


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises CrossfootError where it cannot be read."""
    if not path.exists():
        raise CrossfootError(f"{path}: there is no such baseline; make it with --write-baseline.")
    try:
        plain = json.loads(text_of(path))
        rows = [(str(row["path"]), str(row["fingerprint"]), str(row["check"]), int(row["count"])) for row in plain["findings"]]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as trouble:
        raise CrossfootError(f"{path}: this is not a baseline ({trouble}); make it anew with --write-baseline.") from trouble
    return Baseline(path, tuple(rows))


def write_baseline(baseline: Baseline, found: Iterable[tuple[Ledger, Sequence[Finding]]]) -> None:
    """Writes the list anew for the stories that were checked; those of other stories stay. Raises CrossfootError where it cannot."""
    counts: Counter[tuple[str, str, str]] = Counter()
    checked = set()
    for ledger, findings in found:
        key = baseline.key(ledger.document.name)
        checked.add(key)
        counts.update((key, fingerprint_of(ledger, finding), finding.check) for finding in findings)
    rows = [row for row in baseline.counts if row[0] not in checked] + [(*key, number) for key, number in counts.items()]
    plain = [{"path": path, "fingerprint": mark, "check": check, "count": number} for path, mark, check, number in sorted(rows)]
    try:
        baseline.path.write_text(json.dumps({"version": 1, "findings": plain}, indent=1) + "\n", encoding="utf-8")
    except OSError as trouble:
        raise CrossfootError(f"{baseline.path}: the baseline cannot be written ({trouble.strerror}); choose another file.") from trouble
