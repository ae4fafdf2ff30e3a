"""A mean of whole numbers over n of them is some whole number divided by n."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from ...finding import Outcome, Tape
from ...ledger import Ledger, Relation
from ...quantity import Amount, Range, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="R104", agrees="mean is possible", severity="info", stage="opt-in")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every mean of whole numbers that is printed more finely than its count needs."""
    for relation in case.story.relations:
        if relation.kind == "whole mean":
            yield from _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Iterator[Outcome]:
    mean, count = relation.role("mean"), relation.role("count")
    number, value = count.quantity.value, mean.quantity.value
    places = len(mean.quantity.digits.partition(".")[2])
    if not number or not value or number.denominator != 1 or number >= 10**places or mean.hedge or count.hedge:
        return
    tape = Tape()
    half = Fraction(1, 2 * 10**places)
    around = Range(value - half, value + half)
    sums = tape.multiply(Amount(value, around, around), Amount.exactly(number))
    low, high = sums.strict.low or Fraction(0), sums.strict.high or Fraction(0)
    said = f"{story.words(mean.span)} × {shown(number)} = {shown(sums.value, places=places)}"
    if ceil(low) <= floor(high):
        yield check.tick(mean.span, f"{said}, which a sum of whole numbers can be", tape, related=[count.span])
        return
    near = [shown(Fraction(total) / number, places=places + 1) for total in (floor(low), ceil(high))]
    message = f"{said}, but a sum of whole numbers is whole: the means on either side are {near[0]} and {near[1]}."
    yield check.finding(mean.span, message, tape, related=[count.span])
