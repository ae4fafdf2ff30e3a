"""One person or organisation is spelled one way throughout."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Severity, Tape
from ...ledger import Ledger, Phrase
from ...sources import Case
from .. import Check

check = Check(__name__, code="N101", severity="error")

SURE = 3  # times the usual spelling stands, against one of the other


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every name that the story spells two ways."""
    for relation in case.story.relations:
        if relation.kind == "spelling":
            usual, variant = relation.role("usual"), relation.role("variant")
            known = case.knows(usual[0].key), case.knows(variant[0].key)
            if known == (False, True):
                yield _outcome(case.story, variant, usual, known=True)
            elif not all(known):
                yield _outcome(case.story, usual, variant, known=any(known))


def _outcome(story: Ledger, usual: tuple[Phrase, ...], variant: tuple[Phrase, ...], *, known: bool) -> Outcome:
    tape = Tape()
    tape.same(variant[0].key, usual[0].key)
    often, seldom = (tape.count(story.words(phrase.span) for phrase in spelled) for spelled in (usual, variant))
    settled = ", as the settings have it" if known else ""
    message = f"“{variant[0].key}”{_times(seldom)} is spelled much like “{usual[0].key}”{_times(often)}{settled}; is it the same name?"
    severity: Severity = "error" if known or (often >= SURE and seldom == 1) else "warning"
    return check.finding(variant[0].span, message, tape, related=[phrase.span for phrase in (*usual[:2], *variant[1:])], severity=severity)


def _times(count: int) -> str:
    return f" ({count} times)" if count > 1 else ""
