"""A figure that is not what the table gives."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Severity
from ...sources import Case
from .. import Check

check = Check(__name__, code="B101", agrees="figure as in the table", severity="error")
ASKED = ("value", "listed", "cell", "none", "part", "feat")


@check
def find(case: Case) -> Iterator[Outcome]:
    """Every figure of the story that a table can be asked about."""
    if not case.tables:
        return
    # That room is entered where there is a table only: it is a tenth of a cold start.
    from ...records.story import told_by

    for told in told_by(case.story, case.tables):
        if told.answer.kind not in ASKED:
            continue
        match told.outcome:
            case "finding":
                severity: Severity | None = "info" if told.quoted else None
                yield check.finding(told.span, told.sentence, told.tape, evidence=told.evidence, severity=severity)
            case "tick":
                yield check.tick(told.span, told.sentence, told.tape, evidence=told.evidence)
            case "undecided":
                yield check.undecided(told.span, told.sentence, tape=told.tape, evidence=told.evidence)
