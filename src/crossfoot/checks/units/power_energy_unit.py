"""Power is told in watts and energy in watt-hours."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...sources import Case
from .. import Check

check = Check(__name__, code="U105", severity="info", stage="opt-in")

TOLD = {
    "power for energy": "{}: a watt is a rate of output, and what is given over a time is told in watt-hours.",
    "energy for power": "{}: a watt-hour is an amount of energy, and what a plant can give at a time is told in watts.",
}


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for every power told as an energy, and the reverse."""
    for mark in case.story.marks:
        if mark.kind in TOLD:
            tape, words = Tape(), case.story.words(mark.span)
            tape.count([words])
            yield check.finding(mark.span, TOLD[mark.kind].format(words), tape)
