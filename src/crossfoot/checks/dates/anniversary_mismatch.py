"""An anniversary, a birthday or an edition and the year it counts from agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...finding import Outcome, Severity, Tape
from ...ledger import Ledger, Moment, Relation
from ...sources import Case
from .. import Check

check = Check(__name__, code="D107", agrees="anniversary agrees", severity="error")


FAR = 3  # "the centenary of the town in 2001": more years off than a slip, it is the year of the feast


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every anniversary with the year it counts from."""
    for relation in case.story.relations:
        if relation.kind == "anniversary":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    number, since, on = relation.role("number"), relation.role("since"), relation.role("on")
    said = story.words(number.span) + ("" if relation.note == "jubilee" else f" {relation.note}")
    stated = int(number.key)
    related, published = [since.span], story.document.published
    told = _years(on, since.earliest)
    # "Celebrates its 50th anniversary in August": of this year, or the last one
    now = [published.year] if published and (not told or relation.role("now")) else []
    years = [*told, *now]
    if relation.unclear or not years:
        return check.undecided(number.span, f"{said}: {relation.unclear or 'the story has no date to count from'}", related=related)
    tape = Tape()
    counts = [tape.age(date(since.earliest.year, 1, 1), date(year, 1, 1)) for year in years]
    fitting = [one for one in counts if tape.same(one, stated)]
    if fitting or (relation.note == "edition" and any(stated <= one + 1 for one in counts)):
        return check.tick(number.span, f"{said}: counted from {since.earliest.year}", tape, related=related)
    if not told and (not relation.role("now") or abs(counts[0] - stated) == 1):
        # The story may look back on an earlier one, or ahead to the next; what is kept now may begin at the turn of the year.
        return check.undecided(number.span, f"{said}: which year it fell in is not said", tape=tape, related=related)
    nearest = min(zip(counts, years, strict=True), key=lambda pair: abs(pair[0] - stated))
    if relation.link > 1 and not relation.role("now") and abs(nearest[0] - stated) > FAR:
        return check.undecided(
            number.span, f"{said}: {since.earliest.year} may be the year in which it is kept", tape=tape, related=related
        )
    message = f"From {since.earliest.year} to {nearest[1]} is {nearest[0]} years; the {said} {_was(since.earliest.year + stated, story)}."
    return check.finding(number.span, message, tape, related=related, severity=_severity(relation, nearest[0] - stated))


def _years(on: tuple[Moment, ...], since: date) -> list[int]:
    """The years in which the anniversary may be kept: those of the other dates of its sentence that lie after it."""
    days = [(one.earliest, one.latest) for one in on if one.earliest and one.latest]
    return [year for first, last in days if last.year - first.year < 2 for year in range(first.year, last.year + 1) if year > since.year]


def _was(year: int, story: Ledger) -> str:
    published = story.document.published
    return f"{'was' if published and year < published.year else 'is'} in {year}"


def _severity(relation: Relation, off: int) -> Severity:
    return "info" if relation.quoted else "warning" if abs(off) == 1 or relation.note == "edition" else "error"
