"""A quotation that none of the sources holds."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from ...against.alignment import Match
from ...document import Span
from ...finding import Evidence, Outcome, Tape
from ...ledger import Ledger, Party
from ...sources import TURNS, Case, Passage, line_of, lined_up, surname, turns
from .. import Check

check = Check(__name__, code="Q102", severity="error")

ABSENT = 0.60  # no more alike than this: other words
ENOUGH = 5  # words that are not there by chance
AT_LENGTH = 40  # words of somebody's turns in a transcript


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding where the sources are said to be complete, a warning where one is a record of what the speaker said, else undecided."""
    for passage, match in lined_up(case):
        if passage.size < ENOUGH or passage.statement is None or (match and match.likeness > ABSENT):
            continue
        message = f"not found in {_supplied(case)}{_closest(match)}"
        proof = [Evidence("source", match.source.document.name, match.span, match.source.document.words(match.span))] if match else []
        if case.sources_complete:
            yield check.finding(passage.span, f"This quotation is {message}", Tape(), evidence=proof)
        elif _is_on_record(case, passage):
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


def _is_on_record(case: Case, passage: Passage) -> bool:
    """Whether a source is a transcript in which the one who is quoted speaks at length: then the words should be among them. A release or a
    report that quotes somebody holds a sentence or two of what was said."""
    speaker = passage.statement.speaker if passage.statement else None
    if speaker is None or speaker.kind != "person" or len(turns(case.story)) >= TURNS:
        return False  # a transcript is no story about another
    return any(_length(ledger, speaker) >= AT_LENGTH for ledger in case.sources)


def _length(ledger: Ledger, speaker: Party) -> int:
    """How many words somebody says in the turns of a transcript."""
    return _lengths(ledger).get(surname(speaker), 0)


@lru_cache(maxsize=16)
def _lengths(ledger: Ledger) -> dict[str, int]:
    """The words of each speaker; what stands behind a label in quotation marks is a choice of what was said, and no turn."""
    said = [one for one in turns(ledger) if not any(_is_quoted(ledger, span) for span in one.content)]
    lengths: dict[str, int] = defaultdict(int)
    for one in said if len(said) >= TURNS else ():
        lengths[surname(one.speaker)] += sum(len(ledger.words(span).split()) for span in one.content)
    return lengths


def _is_quoted(ledger: Ledger, span: Span) -> bool:
    at = bisect_right(ledger.quoted, span.start, key=lambda quoted: quoted.start)
    return at > 0 and ledger.quoted[at - 1].holds(span)
