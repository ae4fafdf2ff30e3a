"""An average is that of the values listed for it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="R103", agrees="average agrees", severity="warning")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every average with its list."""
    for relation in case.story.relations:
        if relation.kind == "average":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    values: tuple[Figure, ...] = relation.role("values")
    average: Figure = relation.role("average")
    words, related = story.words(average.span), [value.span for value in values]
    tape = Tape()
    mean = tape.scale(tape.add(value.quantity for value in values), Fraction(1, len(values)))
    listed = ", ".join(story.words(value.span) for value in values)
    said = f"{listed} average {_printed(story, average, mean)}"
    if relation.unclear:
        return check.undecided(average.span, f"{said}; {words}: {relation.unclear}", tape=tape, related=related)
    if not tape.surely_apart(mean, average.quantity):
        return check.tick(average.span, said, tape, related=related)
    beyond = _beyond(story, tape, values, average)
    if relation.note == "median" and not beyond:
        return check.undecided(average.span, f"{said}; {words} may be their median", tape=tape, related=related)
    severity = "info" if relation.quoted else "error" if beyond else check.severity_of(relation)
    return check.finding(
        average.span, f"{said}, not {words}{beyond}.", tape, related=related, repairs=_repairs(story, relation, mean), severity=severity
    )


def _beyond(story: Ledger, tape: Tape, values: tuple[Figure, ...], average: Figure) -> str:
    """No average, of any kind, lies beyond all its values."""
    ordered = sorted(values, key=lambda value: value.quantity.value or 0)
    if tape.surely_above(average.quantity, ordered[-1].quantity):
        return f": it is above the highest of them, {story.words(ordered[-1].span)}"
    if tape.surely_above(ordered[0].quantity, average.quantity):
        return f": it is below the lowest of them, {story.words(ordered[0].span)}"
    return ""


def _printed(story: Ledger, average: Figure, mean: Amount) -> str:
    """The mean as the story prints the average, with one place more where it has none."""
    if mean.value is None:
        return shown(None)
    places = max(1, len(average.quantity.digits.partition(".")[2]))
    if average.kind == "count" and average.quantity.scale == 1:
        return shown(mean.value, places=places)
    words = story.words(average.span)
    hedge = average.hedge or ""
    return reworded(words[len(hedge) :].lstrip() if words.startswith(hedge) else words, average.quantity, mean.value, places=places)


def _repairs(story: Ledger, relation: Relation, mean: Amount) -> Iterator[Repair]:
    """The average, or any one of the values, changed alone."""
    average, values = relation.role("average"), relation.role("values")
    stated = average.quantity.value
    if mean.value is None or stated is None or average.hedge or any(value.hedge for value in values):
        return
    yield Repair(average.span, _printed(story, average, mean))
    for value in values:
        mended = (value.quantity.value or 0) + (stated - mean.value) * len(values)
        if mended > 0:
            yield Repair(value.span, reworded(story.words(value.span), value.quantity, mended))
