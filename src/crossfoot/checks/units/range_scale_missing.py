"""A range of money says its scale word at both ends."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...sources import Case
from .. import Check

check = Check(__name__, code="U104", severity="info", stage="opt-in")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every range whose first end lacks its scale word."""
    for mark in case.story.marks:
        if mark.kind == "scale said once":
            tape, words = Tape(), case.story.words(mark.span)
            tape.count([words])
            yield check.finding(mark.span, f"“{words}” says its scale word once: as it stands, the first end has none.", tape)
