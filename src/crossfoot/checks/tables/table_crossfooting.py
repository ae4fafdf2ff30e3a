"""The rows of a table add up to its total column, and follow what ties the columns of the other rows together."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome
from ...footing import Footing, footings, plausible, repairs, severity
from ...formulas import Row, inferred
from ...ledger import Ledger
from ...quantity import shown
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
    # League tables have a check of their own.
    leagues = {relation.note for relation in case.story.relations if relation.kind == "standing"}
    for grid in case.story.grids:
        if str(grid.span.start) not in leagues:
            for rows in inferred(grid):
                yield from (_of_formula(case.story, row, len(rows)) for row in rows)


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


def _of_formula(story: Ledger, row: Row, rows: int) -> Outcome:
    """A row held against the sum, difference or quotient that all the others keep to."""
    span, related = row.stated.span, [part.span for part in row.parts]
    places = max(len(figure.quantity.digits.partition(".")[2]) for figure in (row.stated, *row.parts))
    if row.formula.base:
        places = len(row.stated.quantity.digits.partition(".")[2])
    worked = f"{row.row.label or 'The row'}: {row.formula.working(row.row)} = {shown(row.amount.value, places=places)}"
    if row.agrees:
        return check.tick(span, worked, row.tape, related=related)
    return check.finding(span, f"{worked}, not {story.words(span)}; the other {rows - 1} rows follow that sum.", row.tape, related=related)
