"""How what was asked and what was found are said, and whether a value is what a figure says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ..finding import Tape
from ..ledger import Figure
from ..quantity import Amount, Range, shown
from .asked import Asked, Side, Untestable
from .mapping import Measure
from .queries import Ranking, Result

ENDINGS = ("th", "st", "nd", "rd")


def day_words(day: date) -> str:
    """ "27 September 2017"."""
    return f"{day.day} {day:%B %Y}"


def ordinal(place: int) -> str:
    """ "7th", "12th", "23rd"."""
    last = place % 10 if place % 10 <= 3 and place % 100 // 10 != 1 else 0
    return f"{place}{ENDINGS[last]}"


def said(asked: Asked, measure: Measure, side: Side) -> str:
    """What was asked, in words: measure, rows, period."""
    rows = [", ".join(map(str, one.values)) for one in side.filters if one.sign == "in"]
    days = side.period
    period = "" if not days else f"{day_words(days.first)} to {day_words(days.last)}" if days.first != days.last else day_words(days.first)
    return "; ".join(part for part in (measure.name, *rows, period) if part)


def number(value: Fraction, measure: Measure) -> str:
    """A value as people print it, with its unit."""
    unit = "%" if measure.unit == "%" else ""
    money = "$" if measure.unit == "USD" else ""
    return f"{money}{shown(value, places=2)}{unit}"


def holds(claimed: Amount, value: Fraction, tape: Tape, *, approximate: Fraction = Fraction(0)) -> bool | None:
    """The table's value is what the claim says; `None` where only a generous rounding would make it so."""
    if not tape.strictly_apart(claimed, Amount.exactly(value)):
        return True
    width = abs(value) * approximate
    near = Range(value - width, value + width)
    return False if tape.surely_apart(claimed, Amount(value, near, near)) else None


def no_rounding(figure: Figure | None, value: Fraction) -> bool:
    """ "47 percent" is no rounding of a table's 48: its value has no more places than the figure, which is not round itself."""
    if figure is None or figure.kind != "percent" or figure.hedge or not figure.quantity.digits or figure.quantity.top:
        return False
    places = len(figure.quantity.digits.partition(".")[2])
    stated = figure.quantity.value
    return (value * 10**places).denominator == 1 and stated is not None and stated % 10 != 0


def claimed_by(figure: Figure | None) -> Amount:
    if figure is None:
        raise Untestable("there is no figure in the claim")
    return figure.quantity.amount


def known(result: Result) -> Fraction:
    """The one value that came back."""
    if result.value is not None:
        return result.value
    if result.values:
        raise Untestable(f"{len(result.values)} rows fit the claim")
    if not result.rows:
        raise Untestable("no row fits the claim")
    raise Untestable(
        f"the cell is missing in {'the row that fits' if result.rows == 1 else f'all {result.rows:,} rows that fit'} the claim"
    )


def point(result: Result) -> Amount:
    return Amount.exactly(known(result))


def placed(member: str, *rankings: Ranking) -> None:
    """A member whose cells are missing has no place: it is not the one with the fewest."""
    if any(member in one.missing for one in rankings):
        raise Untestable(f"the cell of {member} is missing")


def not_ranked(*rankings: Ranking) -> tuple[str, ...]:
    """The note that says which members have no place."""
    missing = list(dict.fromkeys(member for one in rankings for member in one.missing))
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
    return (f"not ranked, because the cell is missing: {', '.join(missing[:5])}{more}",) if missing else ()
