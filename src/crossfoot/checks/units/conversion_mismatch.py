"""A quantity and its conversion into another unit are one quantity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...finding import Outcome, Repair, Severity, Tape, reworded
from ...ledger import Figure, Ledger, Relation
from ...quantity import Amount, Quantity, Range, shown
from ...sources import Case
from ...units import Unit, conventions, unit_of
from .. import Check

check = Check(__name__, code="U101", agrees="conversion agrees", severity="error")

# People convert to neat numbers: each side may be off by a fortieth, and beyond a twentieth it is an error. A number given to its third
# digit ("762 miles") is not neat: it has been worked out, at most with a rough factor (1.6 kilometres to the mile), and is held four times
# as closely.
NEAT, PLAIN = Fraction(1, 40), Fraction(1, 20)
CLOSELY = Fraction(1, 4)
# Degrees have no natural zero: what they are rounded by is degrees, one of the last place printed, or half of five ("20C (70F)").
FIVE = Fraction(5, 2)


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every quantity that is given in two units."""
    for relation in case.story.relations:
        if relation.kind == "conversion":
            yield _outcome(case.story, relation)


def _outcome(story: Ledger, relation: Relation) -> Outcome:
    given, converted = (_figures(relation, name) for name in ("from", "to"))
    converted = tuple(_held_to_its_digits(figure, given) for figure in converted)
    place, words = converted[-1].span, _printed(story, converted)
    related = [figure.span for figure in given]
    first: tuple[Tape, Amount] | None = None
    for reading in _readings(relation, given, converted):
        tape = Tape()
        amount = _worked(tape, _quantities(given), reading)
        first = first or (tape, amount)
        said = f"{_printed(story, given)} is {_measure(amount, converted)}"
        if not _apart(tape, given, converted, reading, NEAT):
            doubt = _doubt(relation, converted, amount, reading.step)
            if doubt:
                return check.undecided(place, f"{said}; “{words}” {doubt}", tape=tape, related=related)
            return check.tick(place, said, tape, related=related)
    if not first:
        return check.undecided(place, f"{_printed(story, given)}, {words}: no conversion is known", related=related)
    tape, amount = first
    gross = _apart(tape, given, converted, next(_readings(relation, given, converted)), PLAIN)
    message = f"{_printed(story, given)} is {_measure(amount, converted)}, not {words}{_diagnosis(relation, given, converted, amount)}."
    severity: Severity = "info" if relation.quoted else "error" if gross and relation.link == 1 else "warning"
    return check.finding(place, message, tape, related=related, repairs=_repairs(story, given, converted, amount), severity=severity)


def _figures(relation: Relation, name: str) -> tuple[Figure, ...]:
    filler = relation.role(name)
    return filler if isinstance(filler, tuple) else (filler,)


def _held_to_its_digits(figure: Figure, given: tuple[Figure, ...]) -> Figure:
    """ "More than 100 kilometres (60 miles)": a bound that is said of both leaves two numbers that are one. "Or about 846 kilograms" has
    been worked out, and is not held as loosely as "about 850"."""
    quantity = figure.quantity
    same = quantity.hedge == given[0].quantity.hedge or (quantity.hedge == "about" and _worked_out(quantity))
    return replace(figure, quantity=replace(quantity, hedge=None)) if same else figure


def _worked_out(quantity: Quantity) -> bool:
    """Three digits or more, and the last is neither 0 nor 5: not a neat number."""
    digits = quantity.digits.lstrip("-").replace(".", "").lstrip("0")
    return quantity.top is None and len(digits) > 2 and digits.isdigit() and digits[-1] not in "05"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the words: which gallon or ton on either side, and whether a temperature is a step."""

    given: Unit
    target: Unit
    step: bool


def _readings(relation: Relation, given: tuple[Figure, ...], converted: tuple[Figure, ...]) -> Iterator[Reading]:
    """Every way to take the words, the plain one first."""
    source, target = unit_of(given[-1].quantity.unit), unit_of(converted[-1].quantity.unit)
    if not source or not target:
        return
    steps = [True] if relation.note == "difference" or not target.offset else [False, True]
    for there in (target, *conventions(target.name)):
        for step in steps:
            for here in (source, *conventions(source.name)):
                yield Reading(here, there, step)


def _quantities(figures: tuple[Figure, ...]) -> tuple[Quantity, ...]:
    return tuple(figure.quantity for figure in figures)


def _ends(figures: tuple[Figure, ...]) -> list[tuple[Quantity, ...]]:
    """The lower and the upper end of a range, each for itself; else the one measure."""
    quantity = figures[0].quantity
    if len(figures) > 1 or quantity.top is None:
        return [_quantities(figures)]
    return [(replace(quantity, top=None),), (replace(quantity, digits=quantity.top, top=None),)]


def _apart(tape: Tape, given: tuple[Figure, ...], converted: tuple[Figure, ...], reading: Reading, by: Fraction) -> bool:
    """True when the two are surely not one quantity, end by end."""
    sides = [_ends(given), _ends(converted)]
    if len(sides[0]) != len(sides[1]):
        sides = [[_quantities(given)], [_quantities(converted)]]
    plain = Reading(reading.target, reading.target, True)
    apart = [tape.surely_apart(_neat(tape, here, reading, by), _neat(tape, there, plain, by)) for here, there in zip(*sides, strict=True)]
    return any(apart)


def _doubt(relation: Relation, converted: tuple[Figure, ...], amount: Amount, step: bool) -> str | None:
    """Why a conversion that fits is not vouched for."""
    unit, stated = unit_of(converted[-1].quantity.unit), converted[-1].quantity.value
    if unit and unit.offset and step and relation.note != "difference":
        return "fits only a step, not a level"
    if len(converted) == 1 and amount.value and stated and abs(stated / amount.value - 1) > 2 * PLAIN:
        return "fits only if the figures are rounded"
    return None


def _worked(tape: Tape, quantities: tuple[Quantity, ...], reading: Reading) -> Amount:
    """The measure, one figure or "6 feet 2 inches", added up in the target unit."""
    parts = []
    for quantity in quantities:
        unit = (reading.given if quantity is quantities[-1] else unit_of(quantity.unit)) or reading.given
        amount = quantity.amount if unit == reading.target else tape.scale(quantity, unit.factor / reading.target.factor)
        offset = (unit.offset - reading.target.offset) / reading.target.factor
        parts.append(amount if reading.step or not offset else tape.shift(amount, offset))
    return parts[0] if len(parts) == 1 else tape.add(parts)


def _neat(tape: Tape, quantities: tuple[Quantity, ...], reading: Reading, by: Fraction) -> Amount:
    """The measure in the target unit, and as much to either side as people round by."""
    amount = _worked(tape, quantities, reading)
    if not reading.target.offset:
        return _widened(amount, by * CLOSELY if _worked_out(quantities[-1]) and len(quantities) == 1 else by)
    return _moved_by(amount, _step(quantities[-1]) * by / NEAT * reading.given.factor / reading.target.factor)


def _step(degrees: Quantity) -> Fraction:
    """1 degree of 109F, a tenth of 42.8C; 2.5 of 70F."""
    value = degrees.value or Fraction(0)
    return FIVE if value and value % 5 == 0 and "." not in degrees.digits else Fraction(1, 10 ** len(degrees.digits.partition(".")[2]))


def _moved_by(amount: Amount, step: Fraction) -> Amount:
    """The same, and a number of degrees to either side."""
    ends = _known_ends(amount)
    return Amount(amount.value, amount.strict, amount.loose.union(Range(min(ends) - step, max(ends) + step))) if ends else amount


def _widened(amount: Amount, by: Fraction) -> Amount:
    """The same, and as much to either side as people round by."""
    ends = _known_ends(amount)
    if not ends:
        return amount
    neat = Range(min(end - abs(end) * by for end in ends), max(end + abs(end) * by for end in ends))
    return Amount(amount.value, amount.strict, amount.loose.union(neat))


def _known_ends(amount: Amount) -> list[Fraction]:
    return [amount.value] if amount.value is not None else [end for end in (amount.loose.low, amount.loose.high) if end is not None]


def _printed(story: Ledger, figures: tuple[Figure, ...]) -> str:
    return " ".join(story.words(figure.span) for figure in figures)


def _measure(amount: Amount, converted: tuple[Figure, ...]) -> str:
    """ "9.1 metres" """
    unit = str(converted[-1].quantity.unit)
    if amount.value is not None:
        least = len(converted[-1].quantity.digits.partition(".")[2]) if converted[-1].quantity.scale == 1 else 0
        return f"{_number(amount.value, least=least)} {_plural(unit, amount.value)}"
    ends = [_number(end) for end in (amount.strict.low, amount.strict.high) if end is not None]
    return f"{' to '.join(ends)} {_plural(unit, Fraction(2))}"


def _number(value: Fraction, *, least: int = 0) -> str:
    """As many places as three figures need, and no fewer than the story prints."""
    places = next((places for bound, places in ((100, 0), (1, 1), (Fraction(1, 10), 2)) if abs(value) >= bound), 4)
    return shown(value, places=max(places, min(least, 4)))


def _plural(unit: str, value: Fraction) -> str:
    if value == 1:
        return unit
    first, per, rest = unit.partition(" per ")
    if first.startswith("degree "):
        return "degrees" + first.removeprefix("degree")
    if first.endswith("foot"):
        return f"{first.removesuffix('foot')}feet{per}{rest}"
    return f"{first}{'es' if first.endswith('ch') else 's'}{per}{rest}"


def _diagnosis(relation: Relation, given: tuple[Figure, ...], converted: tuple[Figure, ...], amount: Amount) -> str:
    """Where exactly one well-known slip gives the stated figure, which."""
    stated, target = converted[-1].quantity.amount, unit_of(converted[-1].quantity.unit)
    if len(given) > 1 or len(converted) > 1 or amount.value is None or stated.value is None or not target:
        return ""
    ratio = stated.value / amount.value if amount.value else Fraction(0)
    unit = unit_of(given[0].quantity.unit)
    slips = [
        (ratio / power, f": a factor of {shown(max(power, 1 / power))}")
        for power in map(Fraction, ("10", "1/10", "100", "1/100", "1000", "1/1000", "1000000", "1/1000000"))
    ]
    if target.offset and unit:
        step = stated.value - amount.value
        offset = abs((unit.offset - target.offset) / target.factor)
        return (
            f": the {shown(offset)} degrees are for levels, not for steps"
            if abs(abs(step) - offset) <= 2 and relation.note == "difference"
            else ""
        )
    if unit and target and unit.factor != target.factor:
        slips.append((ratio / (unit.factor / target.factor) ** -2, ": it is converted the wrong way round"))
    fitting = [words for left, words in slips if abs(left - 1) <= PLAIN]
    return fitting[0] if len(fitting) == 1 else ""


def _repairs(story: Ledger, given: tuple[Figure, ...], converted: tuple[Figure, ...], amount: Amount) -> Iterator[Repair]:
    if len(given) == len(converted) == 1 and amount.value is not None and converted[0].quantity.value:
        figure = converted[0]
        yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, amount.value))
        back = given[0].quantity.value
        if back and amount.value and not (unit_of(figure.quantity.unit) or Unit("", "")).offset:
            value = back * figure.quantity.amount.value / amount.value  # type: ignore[operator]
            yield Repair(given[0].span, reworded(story.words(given[0].span), given[0].quantity, value))
