"""All conversions between two currencies in one story imply one exchange rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import Ledger, Relation
from ...quantity import Amount, Range, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="U103", agrees="same exchange rate", severity="warning")

MARGIN = (Fraction(19, 20), Fraction(21, 20))  # rates of two days, or of two banks, are within a twentieth
NEAT = Fraction(1, 40)
CLOSE = Fraction(11, 10)
GROSS = Fraction(6, 5)
MOST_COMPARED = 24  # rates of one pair of currencies, each with each
DAYS_APART = Fraction(2)  # no currency doubles within the days that a story tells of


@dataclass(frozen=True, slots=True)
class Rate:
    """What one conversion implies: so much of the second currency for one of the first."""

    relation: Relation
    amount: Amount
    tape: Tape


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every sum that is given in two currencies; a lone one is not decided."""
    pairs: dict[tuple[str, str], list[Rate]] = defaultdict(list)
    for relation in case.story.relations:
        if relation.kind == "exchange":
            rate = None if relation.unclear else _rate(relation)
            if rate:
                pairs[_pair(relation)].append(rate)
            else:
                reason = relation.unclear or "the figures are no single numbers"
                yield check.undecided(relation.span, f"{case.story.words(relation.span)}: {reason}")
    for pair, rates in pairs.items():
        yield from _outcomes(case.story, pair, rates)


def _outcomes(story: Ledger, pair: tuple[str, str], rates: list[Rate]) -> Iterator[Outcome]:
    """The rate that most of the others bear out is the one to hold the rest against; where none does, it is the first."""
    first = rates[:MOST_COMPARED]
    usual = max(first, key=lambda rate: sum(not _apart(Tape(), rate.amount, other.amount) for other in first))
    borne_out = [rate for rate in rates if rate is not usual and not _apart(Tape(), rate.amount, usual.amount)]
    for rate in rates:
        if rate is not usual:
            yield _outcome(story, pair, rate, usual)
        elif borne_out:
            yield _outcome(story, pair, rate, borne_out[0])
        elif len(rates) == 1:
            yield check.undecided(rate.relation.span, f"{story.words(rate.relation.span)}: the story converts only once", tape=rate.tape)


def _outcome(story: Ledger, pair: tuple[str, str], rate: Rate, other: Rate) -> Outcome:
    place, words, related = rate.relation.span, _printed(story, other), [other.relation.span]
    said = f"{_printed(story, rate)} makes {_shown(rate, other)} {pair[1]} to the {pair[0]}"
    against = f"{said}, {words} {_shown(other, rate)}"
    if not _apart(rate.tape, rate.amount, other.amount):
        if _ratio(rate, other) > CLOSE:
            return check.undecided(place, f"{against}: they fit only if the figures are rounded", tape=rate.tape, related=related)
        return check.tick(place, f"{said}, as {words} does", rate.tape, related=related)
    if _ratio(rate, other) <= DAYS_APART and (_is_dated(rate) or _is_dated(other)):
        return check.undecided(place, f"{against}: the rates may be of two days", tape=rate.tape, related=related)
    repairs = _repairs(story, rate, other, pair)
    message = f"{said}, but {words} makes {_shown(other, rate)}."
    return check.finding(place, message, rate.tape, related=related, repairs=repairs, severity=_severity(rate, other))


def _printed(story: Ledger, rate: Rate) -> str:
    """ "2 million euros ($2.2 million)" """
    return " for ".join(story.words(rate.relation.role(name).span) for name in ("to", "from"))


def _pair(relation: Relation) -> tuple[str, str]:
    """The two currencies, in one order for both directions; "USD per month" is money in dollars."""
    one, other = sorted((relation.role(name).quantity.unit or "").partition(" per ")[0] for name in ("from", "to"))
    return one, other


def _rate(relation: Relation) -> Rate | None:
    """So much of the second currency for one of the first; `None` where a figure is a range or nothing."""
    given, converted = relation.role("from").quantity, relation.role("to").quantity
    if not (given.value and converted.value and given.value > 0 and converted.value > 0):
        return None
    # "2 million euros ($2.2 million)": the sum that is converted is the one printed, or close to it; the other is rounded.
    printed, rounded = _about(given.value), replace(converted, hedge=None).amount
    tape = Tape()
    dear = str(converted.unit).partition(" per ")[0] == _pair(relation)[1]
    return Rate(relation, tape.divide(rounded, printed) if dear else tape.divide(printed, rounded), tape)


def _about(value: Fraction) -> Amount:
    near = Range(value * (1 - NEAT), value * (1 + NEAT))
    return Amount(value, near, near)


def _apart(tape: Tape, one: Amount, other: Amount) -> bool:
    """More than a twentieth apart on any fair reading."""
    return tape.surely_apart(one, other) and all(tape.surely_apart(tape.scale(one, by), other) for by in MARGIN)


def _shown(rate: Rate, other: Rate) -> str:
    """As many places as tell the two apart: "1.1", "0.0085"."""
    value = min(rate.amount.value or 1, other.amount.value or 1)
    return shown(rate.amount.value, places=next((places for bound, places in ((10, 1), (Fraction(1, 10), 2)) if value >= bound), 5))


def _ratio(rate: Rate, other: Rate) -> Fraction:
    """How many times the higher rate is the lower one."""
    ratio = (rate.amount.value or Fraction(1)) / (other.amount.value or Fraction(1))
    return max(ratio, 1 / ratio)


def _is_dated(rate: Rate) -> bool:
    """ "684bn yen ($6.4bn) in 2000" """
    return any(rate.relation.role(name).when for name in ("from", "to"))


def _severity(rate: Rate, other: Rate) -> Severity:
    """More than a fifth apart is no matter of banks."""
    return "info" if rate.relation.quoted else "error" if _ratio(rate, other) > GROSS else "warning"


def _repairs(story: Ledger, rate: Rate, other: Rate, pair: tuple[str, str]) -> Iterator[Repair]:
    """Either sum of the odd conversion, changed alone to the rate of the other."""
    for name, against in (("to", "from"), ("from", "to")):
        figure, given = rate.relation.role(name), rate.relation.role(against)
        if figure.hedge or given.hedge or not other.amount.value:
            continue
        dear = (figure.quantity.unit or "").startswith(pair[1])
        value = given.quantity.value * other.amount.value if dear else given.quantity.value / other.amount.value
        yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, value))
