"""A list has as many items as were announced."""

from __future__ import annotations

from collections.abc import Iterator

from ...document import Span
from ...finding import Outcome, Repair, Tape
from ...ledger import Figure, Ledger, Phrase, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="T104", agrees="as many as announced", severity="warning")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every announced list."""
    for relation in case.story.relations:
        if relation.kind == "listing":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    announced: Figure = relation.role("announced")
    items: tuple[Phrase, ...] = relation.role("items")
    names = [story.words(item.span) for item in items]
    assert announced.counted is not None
    words = story.words(Span(announced.span.start, announced.counted.span.end))
    tape = Tape()
    count = tape.count(names)
    places = [item.span for item in items]
    span = Span(announced.span.start, announced.counted.span.end)
    at_most = len(relation.role("items_at_most"))
    wanted = int(announced.quantity.value or 0)
    if count < wanted <= at_most:
        count = tape.count(story.words(item.span) for item in relation.role("items_at_most")[:wanted])
    if tape.same(count, wanted):
        return check.tick(span, f"“{words}” is followed by a list of {_number(count)}", tape, related=places)
    listed = f"“{words}” is followed by a list of {_number(count)}: {', '.join(names)}"
    if relation.unclear:
        return check.undecided(span, f"{listed}; {relation.unclear}", tape=tape, related=places)
    repairs = [Repair(announced.span, _number(count))]
    return check.finding(span, f"{listed}.", tape, related=places, repairs=repairs, severity="info" if relation.quoted else None)


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else str(count)
