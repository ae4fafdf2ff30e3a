"""A column called the change, or the share, follows from the other columns of the table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from ...finding import Outcome, Repair, Tape, reworded
from ...ledger import Figure, Grid, Ledger, Series
from ...quantity import Amount, shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="G103", agrees="percentage follows", severity="warning", stage="preview")

FEWEST, MOST_OF = 4, 5  # rows; four of five must follow a formula before the others can be called wrong


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every row of a column of percentages that the other columns explain."""
    for grid in case.story.grids:
        for number in sorted({*grid.change, *grid.share}):
            yield from _outcomes(case.story, grid, number)


def _outcomes(story: Ledger, grid: Grid, number: int) -> Iterator[Outcome]:
    rows = [row for row in grid.rows if row.cells[number]]
    others = [at for at, column in enumerate(grid.columns) if at != number and column.kind in ("plain", "total")]
    if len(rows) < FEWEST:
        return
    for base, new in permutations(others, 2):
        worked = [(row, *_worked(row, number, base, new, change=number in grid.change)) for row in rows]
        fitting = [row for row, tape, amount in worked if amount and not tape.surely_apart(_cell(row, number).quantity, amount)]
        if len(fitting) * MOST_OF >= len(rows) * (MOST_OF - 1):
            for row, tape, amount in worked:
                if amount:
                    yield _outcome(story, row, tape, amount, (number, base, new), len(fitting))
            return


def _cell(row: Series, number: int) -> Figure:
    cell = row.cells[number]
    assert cell is not None
    return cell


def _worked(row: Series, number: int, base: int, new: int, *, change: bool) -> tuple[Tape, Amount | None]:
    """The change from base to new in percent, or the share of new in base."""
    tape = Tape()
    first, second = row.cells[base], row.cells[new]
    if not first or not second or not first.quantity.loose.low or first.quantity.loose.low < 0:
        return tape, None
    quantities = (first.quantity, second.quantity)
    return tape, tape.change(*quantities) if change else tape.share(quantities[1], quantities[0])


def _outcome(story: Ledger, row: Series, tape: Tape, amount: Amount, at: tuple[int, int, int], fitting: int) -> Outcome:
    stated, base, new = (_cell(row, number) for number in at)
    said = f"Row “{row.label}”: {story.words(base.span)} and {story.words(new.span)} give {shown(amount.value)} percent"
    related = [base.span, new.span]
    if not tape.surely_apart(stated.quantity, amount):
        return check.tick(stated.span, said, tape, related=related)
    assert amount.value is not None
    places = len(stated.quantity.digits.partition(".")[2])
    repairs = [Repair(stated.span, reworded(story.words(stated.span), stated.quantity, abs(amount.value), places=places))]
    message = f"{said}, not {story.words(stated.span)}; the formula of the column fits the other {fitting} rows."
    return check.finding(stated.span, message, tape, related=related, repairs=repairs)
