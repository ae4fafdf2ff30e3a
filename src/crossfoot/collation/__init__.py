"""Several reports of one event side by side, or two versions of one story: what each gives, and where they differ.

A row is one thing that the reports speak of: a figure, a name, a place, a date, a quotation. Rounding and hedges are respected:
"about 500" and 498 agree. Whether one of two that differ is right, and which, is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..document import Span
from ..ledger import Ledger

Kind = Literal["figure", "date", "name", "place", "quotation", "tick"]
# Of reports: they differ, they agree, one alone gives it. Of versions: changed, added, gone, kept; a tick is lost.
Verdict = Literal["differs", "agrees", "single", "changed", "added", "gone", "lost"]
KINDS: tuple[Kind, ...] = ("figure", "date", "name", "place", "quotation", "tick")
VERDICTS: tuple[Verdict, ...] = ("differs", "changed", "lost", "added", "gone", "agrees", "single")


@dataclass(frozen=True, slots=True)
class Given:
    """What one report gives: which report (from 0), where it stands, in which words, and who says it, if it is a quotation."""

    report: int
    span: Span
    words: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with what each report gives of it. `about` is what it is, in the words of the first report; `note` what sets them apart."""

    kind: Kind
    verdict: Verdict
    about: str
    given: tuple[Given, ...]
    note: str = ""

    @property
    def reports(self) -> tuple[int, ...]:
        """The reports that give it."""
        return tuple(sorted({one.report for one in self.given}))


def in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """By kind; what differs first, then in the order of the reports."""
    first = {id(row): min((one.report, one.span.start) for one in row.given) for row in rows}
    return tuple(sorted(rows, key=lambda row: (KINDS.index(row.kind), VERDICTS.index(row.verdict), first[id(row)])))


def collated(reports: Sequence[Ledger]) -> tuple[Row, ...]:
    """The rows of reports of one event, in order."""
    from .days import day_rows
    from .figures import figure_rows
    from .names import name_rows, place_rows
    from .quotations import quotation_rows

    rows = [row for part in (figure_rows, day_rows, name_rows, place_rows, quotation_rows) for row in part(reports)]
    return in_order(rows)
