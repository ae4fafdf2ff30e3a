"""The rows of a table add up to its total column."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome
from ...footing import Footing, footings, plausible, repairs, severity
from ...ledger import Ledger
from ...sources import Case
from .. import Check

check = Check(__name__, code="G102", agrees="row adds up", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every total at the end of a row."""
    for grid in case.story.grids:
        found = list(footings(grid, across=True))
        for footing in found:
            yield _outcome(case.story, footing, found)


def _outcome(story: Ledger, footing: Footing, found: list[Footing]) -> Outcome:
    span, tape, related = footing.total.span, footing.tape, [part.span for part in footing.parts]
    worked = f"{footing.of.label or 'The row'}: {footing.working}"
    if footing.agrees:
        return check.tick(span, worked, tape, related=related)
    message = f"{worked}, not {story.words(span)}"
    if not plausible(footing, found):
        reason = f"{message}; the table may not list all that the total holds, or list some of it twice"
        return check.undecided(span, reason, tape=tape, related=related)
    return check.finding(span, f"{message}.", tape, related=related, repairs=repairs(story, footing), severity=severity(footing))
