"""Nothing falls by more than all of itself, and no part is more than all."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Outcome, Tape
from ...quantity import Amount
from ...sources import Case
from .. import Check

check = Check(__name__, code="P104", severity="error", stage="preview")


@check
def find(case: Case) -> Iterator[Outcome]:
    """An outcome for every fall, and every part of a number of people, of more than 100 percent."""
    for relation in case.story.relations:
        if relation.kind not in ("fall", "part"):
            continue
        figure = relation.role("figure")
        words = case.story.words(figure.span)
        tape = Tape()
        if not tape.surely_above(figure.quantity, Amount.exactly(100)):
            continue
        said = f"a fall of {words} is more than all there was" if relation.kind == "fall" else f"{words} of a whole is more than the whole"
        if relation.unclear:
            yield check.undecided(figure.span, f"{said}; {relation.unclear}", tape=tape)
        else:
            yield check.finding(figure.span, f"{said[0].upper()}{said[1:]}.", tape, severity=check.severity_of(relation))
