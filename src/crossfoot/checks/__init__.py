"""The catalogue: every check is two files of one name, a module and a page, in the folder of its family.

`catalogue()` finds them, `run()` asks them. A check looks at the ledger only; it knows arithmetic and no English.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from ..document import CrossfootError, Span
from ..finding import Evidence, Finding, Outcome, Place, Repair, Severity, Stage, Tape, Tick, Undecided
from ..ledger import Relation, Tally
from ..sources import Case

Find = Callable[[Case], Iterable[Outcome]]


class Check:
    """One question put to a case. Its name comes from its file, its documentation and tests from the page beside it. The name is that of
    the fault; `agrees` says what a tick has verified: "adds up"."""

    def __init__(self, module: str, *, code: str, severity: Severity, stage: Stage = "stable", agrees: str = "agrees") -> None:
        _, self.family, stem = module.rsplit(".", 2)
        self.name = stem.replace("_", "-")
        self.code = code
        self.severity = severity
        self.stage = stage
        self.agrees = agrees
        self._stem = stem
        self._find: Find | None = None

    def __call__(self, find: Find) -> Find:
        """Decorates the function that answers."""
        self._find = find
        return find

    def find(self, case: Case) -> Iterator[Outcome]:
        """Findings, ticks and undecided, in the order of the story."""
        assert self._find is not None, f"{self.name} has no question"
        yield from self._find(case)

    @property
    def page(self) -> str:
        """The Markdown page: documentation, `explain` text and tests."""
        return (files(__package__) / self.family / f"{self._stem}.md").read_text(encoding="utf-8")

    @property
    def summary(self) -> str:
        """The sentence under the page's heading."""
        return next(line for line in self.page.splitlines()[1:] if line.strip())

    def severity_of(self, tied: Relation | Tally) -> Severity:
        """A speaker's own figures are for information; what is not tied in one construction is one step less sure."""
        if tied.quoted or self.severity == "info":
            return "info"
        return "warning" if tied.link > 1 else self.severity

    def finding(
        self,
        span: Span,
        message: str,
        tape: Tape,
        *,
        related: Iterable[Span | Place] = (),
        evidence: Iterable[Evidence] = (),
        repairs: Iterable[Repair] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """These statements cannot all hold. `severity` only ever lowers the check's own ("info" inside a quotation)."""
        return Finding(
            self.name,
            self.code,
            severity or self.severity,
            self.stage,
            span,
            _one_stop(message),
            tape.lines,
            _places(related),
            tuple(evidence),
            tuple(repairs),
        )

    def tick(
        self, span: Span, message: str, tape: Tape, *, related: Iterable[Span | Place] = (), evidence: Iterable[Evidence] = ()
    ) -> Tick:
        """This was worked out and agrees."""
        return Tick(self.name, self.code, span, message, tape.lines, _places(related), tuple(evidence), self.agrees)

    def undecided(
        self,
        span: Span,
        reason: str,
        *,
        tape: Tape | None = None,
        related: Iterable[Span | Place] = (),
        evidence: Iterable[Evidence] = (),
    ) -> Undecided:
        """This was seen and cannot be decided, and why."""
        return Undecided(self.name, self.code, span, reason, tape.lines if tape else (), _places(related), tuple(evidence))


def _one_stop(message: str) -> str:
    """ "... is 40.2 inches, not 50 in.": an abbreviation that ends a sentence ends it."""
    return message[:-1] if message.endswith("..") and not message.endswith("...") else message


def _places(related: Iterable[Span | Place]) -> tuple[Place, ...]:
    return tuple(place if isinstance(place, Place) else Place(place) for place in related)


@cache
def catalogue() -> tuple[Check, ...]:
    """Every check, by code."""
    found = [
        importlib.import_module(f"{__name__}.{family.name}.{module.name}").check
        for family in pkgutil.iter_modules(__path__)
        for module in pkgutil.iter_modules([f"{path}/{family.name}" for path in __path__])
    ]
    return tuple(sorted(found, key=lambda check: check.code))


def named(selector: str) -> tuple[Check, ...]:
    """The checks that a name, a code, a prefix of codes ("T") or a family ("totals") selects."""
    wanted = selector.strip()
    chosen = tuple(c for c in catalogue() if wanted in (c.name, c.family) or (wanted and c.code.startswith(wanted.upper())))
    if not chosen:
        raise CrossfootError(f"No check, family or code is called {wanted!r}. `crossfoot explain` lists them all.")
    return chosen


def selected(select: Iterable[str] = (), ignore: Iterable[str] = (), *, preview: bool = False) -> tuple[Check, ...]:
    """The checks to run: stable ones, or those selected, less those ignored; those in preview only where `preview` is set."""
    wanted = [check for selector in select for check in named(selector)]
    if not wanted:
        wanted = [check for check in catalogue() if check.stage != "opt-in"]
    dropped = {check.name for selector in ignore for check in named(selector)}
    chosen = {c.name for c in wanted if c.name not in dropped and (preview or c.stage != "preview")}
    return tuple(check for check in catalogue() if check.name in chosen)


def counted(checks: Sequence[Check], told: Callable[[str], object]) -> Iterator[Check]:
    """The checks; as each is taken, `told` is told how far it is: "check 3 of 50"."""
    for number, check in enumerate(checks, 1):
        told(f"check {number} of {len(checks)}")
        yield check


def run(case: Case, checks: Iterable[Check]) -> list[Outcome]:
    """What the checks say, in the order of the story."""
    outcomes = [outcome for check in checks for outcome in check.find(case)]
    return sorted(outcomes, key=lambda outcome: (outcome.span, outcome.code))
