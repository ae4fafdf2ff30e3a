"""So many, at so much each, come to the total that is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import FURTHER_UP, Figure, Ledger, Relation
from ...levels import fits_as_printed
from ...quantity import Amount, Range, shared_bound_dropped, shown
from ...slips import is_told, tenfold, too_large
from ...sources import Case
from ...units import factor_between
from .. import Check

check = Check(__name__, code="R101", agrees="price times number agrees", severity="error")


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every total with its count and what each one is."""
    for relation in case.story.relations:
        if relation.kind == "rate":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    total, count, unit = (relation.role(name) for name in ("total", "count", "unit"))
    related, words = [count.span, unit.span], story.words(total.span)
    tape = Tape()
    if relation.note == FURTHER_UP:
        # "About 4,600 over 26 months, or roughly 177 a month": it was worked out from the 4,600 as they stand.
        total, count, unit = _without_bounds(total, _whole(_bare(count)), unit)
    product = _product(tape, total, count, unit, each=_stated(relation, unit))
    said = f"{_number(story, count)} × {story.words(unit.span)} = {_printed(story, total, product)}"
    if relation.unclear or not product:
        return check.undecided(total.span, f"{said}, {words}: {relation.unclear or 'no conversion is known'}", tape=tape, related=related)
    stated = _stated(relation, total)
    if not tape.surely_apart(product, stated):
        if not fits_as_printed(product, stated) and not _is_divided(relation, _each(total, unit, product), unit):
            reason = f"{said}; “{words}” fits only if the figures are rounded"
            return check.undecided(total.span, reason, tape=tape, related=related)
        return check.tick(total.span, f"{said}, which agrees with {words}", tape, related=related)
    if relation.note == FURTHER_UP and not is_told(relation, unit.quantity, _each(total, unit, product)):
        return check.undecided(total.span, f"{said}, not {words}: they may not belong together", tape=tape, related=related)
    power = tenfold(total.quantity.value, product.value)
    if relation.note is None and not power:
        reason = f"{said}, not {words}: the total may not be of these alone"
        return check.undecided(total.span, reason, tape=tape, related=related)
    slip = f": {words} is {too_large(power)}" if power else ""
    message = f"{said}, not {words}{slip}." if not power else f"{said}{slip}."
    repairs = _repairs(story, relation, product)
    return check.finding(total.span, message, tape, related=related, repairs=repairs, severity=check.severity_of(relation))


def _number(story: Ledger, count: Figure) -> str:
    """How many there are, in the words of the story; the days of a year as a number."""
    return f"{count.quantity.digits} {count.quantity.unit}s" if count.quantity.exact else story.words(count.span)


def _stated(relation: Relation, figure: Figure) -> Amount:
    """What the total or the unit may mean; more closely hedged where it was worked out from the others."""
    claim = relation.role("claim")
    if claim is None:
        return figure.quantity.amount
    return figure.quantity.worked_out if figure.span == claim.span else figure.quantity.firm.amount


def _is_divided(relation: Relation, each: Fraction | None, unit: Figure) -> bool:
    """Whether what each one is was worked out from the total as it is printed."""
    claim = relation.role("claim")
    return claim is not None and claim.span == unit.span and each is not None and Range(each, each).meets(unit.quantity.worked_out.loose)


def _without_bounds(total: Figure, count: Figure, unit: Figure) -> tuple[Figure, Figure, Figure]:
    """Six counts of up to 10 years each, as many as 60 years in all: the bound is one and the same."""
    whole, single = shared_bound_dropped(total.quantity, unit.quantity)
    return replace(total, quantity=whole), count, replace(unit, quantity=single)


def _bare(figure: Figure) -> Figure:
    """A figure without its "about" and "over"."""
    return replace(figure, quantity=replace(figure.quantity, hedge=None))


def _whole(figure: Figure) -> Figure:
    """ "Five days" are five, to be divided by."""
    value = figure.quantity.value
    whole = figure.kind == "measure" and value is not None and value.denominator == 1
    return replace(figure, quantity=replace(figure.quantity, low=value, high=value)) if whole else figure


def _each(total: Figure, unit: Figure, product: Amount) -> Fraction | None:
    """What each one would be, from the other two."""
    values = total.quantity.value, unit.quantity.value
    return values[0] * values[1] / product.value if product.value and values[0] and values[1] else None


def _product(tape: Tape, total: Figure, count: Figure, unit: Figure, *, each: Amount) -> Amount | None:
    """So many times so much, in the unit of the total; "3 months at £30 a week" counts weeks."""
    above, per, below = (unit.quantity.unit or "").partition(" per ")
    number: Amount | None = count.quantity.amount
    if per and count.kind == "measure":
        number = _in_unit(tape, count.quantity.amount, count.quantity.unit, below)
    single = _in_unit(tape, each, above, total.quantity.unit or above)
    return tape.multiply(number, single) if number and single else None


def _in_unit(tape: Tape, amount: Amount, given: str | None, wanted: str | None) -> Amount | None:
    if given == wanted or not given:
        return amount
    factor = factor_between(given, wanted)
    return tape.scale(amount, factor) if factor else None


def _printed(story: Ledger, total: Figure, product: Amount | None) -> str:
    """The product as the story prints the total: "£6 million"."""
    if not product or product.value is None:
        return shown(None)
    if total.kind == "count" and total.quantity.scale == 1:
        return shown(product.value)
    hedge = total.hedge or ""
    words = story.words(total.span)
    return reworded(words[len(hedge) :].lstrip() if words.startswith(hedge) else words, total.quantity, product.value, places=2)


def _repairs(story: Ledger, relation: Relation, product: Amount) -> Iterator[Repair]:
    """Each of the three, changed alone so that they agree."""
    total, count, unit = (relation.role(name) for name in ("total", "count", "unit"))
    values = total.quantity.value, count.quantity.value, unit.quantity.value
    if product.value is None or None in values or any(figure.hedge for figure in (total, count, unit)):
        return
    yield Repair(total.span, reworded(story.words(total.span), total.quantity, product.value, places=2))
    for figure in (count, unit):
        value = figure.quantity.value * total.quantity.value / product.value
        if not figure.quantity.exact and (figure is unit or value.denominator == 1):
            yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, value, places=2))
