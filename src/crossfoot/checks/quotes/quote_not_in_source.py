"""A quotation that none of the sources holds."""

from __future__ import annotations

from collections.abc import Iterator

from ...against.alignment import Match, source_of
from ...finding import Evidence, Outcome, Tape
from ...sources import Case, Passage, line_of, lined_up
from .. import Check

check = Check(__name__, code="Q102", severity="error")

ABSENT = 0.60  # no more alike than this: other words
ENOUGH = 5  # words that are not there by chance


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding where the sources are said to be complete, a warning where the speaker speaks in them, else undecided."""
    for passage, match in lined_up(case):
        if passage.size < ENOUGH or passage.statement is None or (match and match.likeness > ABSENT):
            continue
        message = f"not found in {_supplied(case)}{_closest(match)}"
        proof = [Evidence("source", match.source.document.name, match.span, match.source.document.words(match.span))] if match else []
        if case.sources_complete:
            yield check.finding(passage.span, f"This quotation is {message}", Tape(), evidence=proof)
        elif _speaks_there(case, passage):
            yield check.finding(passage.span, f"This quotation is {message}", Tape(), evidence=proof, severity="warning")
        else:
            yield check.undecided(passage.span, f"{message}; the sources may not hold all that was said", evidence=proof)


def _supplied(case: Case) -> str:
    count = len(case.sources)
    return f"any of the {count} sources supplied" if count > 1 else "the source supplied"


def _closest(match: Match | None) -> str:
    if match is None:
        return ""
    return f" (closest: {match.likeness:.0%} of its words, {line_of(match.source.document, match.span)})"


def _speaks_there(case: Case, passage: Passage) -> bool:
    """Whether the one who is quoted has statements of their own in a source: then the words should be among them."""
    speaker = passage.statement.speaker if passage.statement else None
    if speaker is None or speaker.kind != "person":
        return False
    surname = speaker.name.split()[-1]
    if not any(source_of(ledger).count(surname.lower()) for ledger in case.sources):
        return False
    return any(
        said.speaker and said.speaker.name.split()[-1] == surname and said.kind in ("direct", "mixed")
        for ledger in case.sources
        for said in ledger.statements
    )
