"""One person does not have two ages."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...ledger import Figure, Ledger, Party
from ...sources import Case
from .. import Check

check = Check(__name__, code="N103", agrees="same age both times", severity="warning", stage="preview")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick or a finding for everyone whose age is given twice right after the name."""
    story = case.story
    ages = {figure.span.start: figure for figure in story.figures if figure.kind == "age"}
    for party in story.parties:
        if party.kind == "person":
            behind = [m for m in party.mentions if m.end + 2 in ages and story.document.text[m.end : m.end + 2] == ", "]
            given = [ages[mention.end + 2] for mention in behind]
            yield from (_outcome(story, party, given[0], other) for other in given[1:])


def _outcome(story: Ledger, party: Party, first: Figure, other: Figure) -> Outcome:
    tape = Tape()
    old, new = story.words(first.span), story.words(other.span)
    if not tape.surely_apart(first.quantity, other.quantity):
        return check.tick(other.span, f"{party.name} is {new} at both places", tape, related=[first.span])
    if first.quantity.value is None or other.quantity.value is None or abs(first.quantity.value - other.quantity.value) == 1:
        reason = f"{party.name} is {old} and {new}: a birthday may lie between"
        return check.undecided(other.span, reason, tape=tape, related=[first.span])
    return check.finding(
        other.span,
        f"{party.name} is {old} at one place and {new} at another.",
        tape,
        related=[first.span],
    )
