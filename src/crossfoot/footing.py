"""Adding a table down or across: which rows (or columns) a total is the sum of, and whether it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .finding import Repair, Severity, Tape, reworded
from .ledger import Figure, Grid, Ledger, Series
from .quantity import Amount, Quantity, exact, shown
from .slips import changed_round, digit_apart

_FEWEST = 3  # parts of a total that no label tells
_LARGE = 100  # a sum that is no chance
_DIGITS = 4  # of a number that comes near a sum by no chance


@dataclass(frozen=True, slots=True)
class Footing:
    """A total and the figures that were added up for it; `of` is the row or column that both stand in."""

    of: Series
    total: Figure
    parts: tuple[Figure, ...]
    tape: Tape
    sum: Amount
    agrees: bool

    @property
    def working(self) -> str:
        """ "41 + 37 + 22 = 100" """
        places = max(len(figure.quantity.digits.partition(".")[2]) for figure in (*self.parts, self.total))
        added = " + ".join(shown(part.quantity.value, places=places) for part in self.parts).replace("+ -", "- ")
        return f"{added} = {shown(self.sum.value, places=places)}"

    @property
    def worked(self) -> str:
        """ "adds up to 100 (41 + 37 + 22)" """
        added, _, summed = self.working.rpartition(" = ")
        return f"adds up to {summed} ({added})"


def footings(grid: Grid, *, across: bool) -> Iterator[Footing]:
    """Every total with its parts: down the columns, or across the rows. What cannot be added up, or has cells missing, is left out."""
    added, lines = (grid.columns, grid.rows) if across else (grid.rows, grid.columns)
    for number, parts in list(_sums(added)) or ([] if across else _unlabelled(added, lines)):
        for line in lines:
            if line.kind == "rate" or (across and line.kind == "within"):
                continue
            total, figures = line.cells[number], [line.cells[part] for part in parts]
            if total and len(parts) > 1 and all(figures) and not any(one and one.kind == "percent" for one in (total, *figures)):
                yield _footing(line, total, tuple(figure for figure in figures if figure))


def _footing(line: Series, total: Figure, parts: tuple[Figure, ...]) -> Footing:
    tape = Tape()
    footing = tape.add(part.quantity for part in parts)
    return Footing(line, total, parts, tape, footing, not tape.surely_apart(footing, total.quantity))


def _sums(series: Sequence[Series]) -> Iterator[tuple[int, list[int]]]:
    """The number of each total, with those of its parts: subtotals hold what stands since the one before, the last total all."""
    totals = [at for at, one in enumerate(series) if one.kind == "total"]
    plain = [at for at, one in enumerate(series) if one.kind == "plain"]
    subtotals = [at for at, one in enumerate(series) if one.kind == "subtotal"] + totals[:-1]
    if not totals and not subtotals:
        return
    since = -1
    for at in sorted(subtotals):
        yield at, [part for part in plain if since < part < at]
        since = at
    if len(totals) == 1 or (totals and subtotals):
        last = totals[-1]
        # A total at the top holds what stands below it; one in the middle cannot be told.
        if last > max(plain, default=-1) or last < min(plain, default=0):
            yield last, plain


def _unlabelled(series: Sequence[Series], lines: Sequence[Series]) -> Iterator[tuple[int, list[int]]]:
    """The last one, or the first, where it is the sum of all others in some line: "County", "Group" under the towns or the divisions."""
    plain = [at for at, one in enumerate(series) if one.kind == "plain"]
    for at in (plain[-1], plain[0]) if len(plain) > _FEWEST else ():
        parts = [part for part in plain if part != at]
        # The one column that has only numbers may be the one that is wrong: 132,150 under 119,700, 9,450 and 2,100.
        alone = at == plain[-1] and len([line for line in lines if line.kind == "plain" and any(line.cells)]) == 1
        if any(_is_sum(line, at, parts) or (alone and _is_nearly(line, at, parts)) for line in lines):
            yield at, parts
            return


def _is_sum(line: Series, at: int, parts: Sequence[int]) -> bool:
    total, figures = line.cells[at], [line.cells[part] for part in parts]
    values = [figure.quantity.value for figure in figures if figure and figure.quantity.value]
    summed = sum(values)
    return total is not None and summed >= _LARGE and len(values) == len(parts) and summed == total.quantity.value


def _is_nearly(line: Series, at: int, parts: Sequence[int]) -> bool:
    """Whether a slip in four digits or more is all that parts a number from the sum of the others."""
    total, values = line.cells[at], [cell.quantity.value for part in parts if (cell := line.cells[part]) and cell.quantity.value]
    if not total or len(values) != len(parts) or len(total.quantity.digits) < _DIGITS or total.kind != "count":
        return False
    summed = Quantity(exact(sum(values, Fraction(0))))
    return changed_round(total.quantity, summed) or digit_apart(total.quantity, summed.value or Fraction(0))


def plausible(footing: Footing, others: list[Footing]) -> bool:
    """Whether the total is meant to be the sum: another one of the table is, or the two are within a fifth of each other."""
    value, summed = footing.total.quantity.value or Fraction(0), footing.sum.value or Fraction(0)
    near = abs(value - summed) * 5 <= abs(value)
    return near and (sum(one.agrees for one in others) * 2 >= len(others) - 1 or len(others) < 3)


def severity(footing: Footing) -> Severity:
    """Off by no more than rounding to whole units could make it: a warning."""
    gap = abs((footing.total.quantity.value or Fraction(0)) - (footing.sum.value or Fraction(0)))
    return "warning" if gap * 2 <= len(footing.parts) and gap < 2 else "error"


def repairs(story: Ledger, footing: Footing) -> Iterator[Repair]:
    """Each single cell that could be changed so that the sum agrees."""
    value, summed = footing.total.quantity.value, footing.sum.value
    if value is None or summed is None:
        return
    for figure in (footing.total, *footing.parts):
        mended = summed if figure is footing.total else (figure.quantity.value or 0) + value - summed
        if mended >= 0:
            yield Repair(figure.span, reworded(story.words(figure.span), figure.quantity, mended))
