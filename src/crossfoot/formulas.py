"""What ties the columns of a table together, told by its rows: one column is the sum of two others in every row but one.

No label is needed: where a sum, a difference, points for a win or a quotient holds in three rows at least and fails in a single one, near
enough to what it should be to be a slip, that row is wrong. Nothing is looked for in wide tables, nor in columns that hardly differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, permutations

from .finding import Tape
from .ledger import Figure, Grid, Series
from .quantity import Amount, shown
from .slips import may_be_a_slip

_FEWEST = 4  # rows: three that hold, and the one that does not
_WIDEST = 9  # columns
_POINTS = (2, 3)  # for a win
_FINE = 3  # points: as many are taken off as a punishment
_BASES = (1, 100, 1_000, 10_000, 100_000, 1_000_000)
_DIGITS = 2  # that a quotient must be printed with, to be told from others


@dataclass(frozen=True, slots=True)
class Formula:
    """A column (by its number) and how it follows from others: `sum` of each times its factor, or `base` times a quotient of two."""

    column: int
    of: tuple[int, ...]
    factors: tuple[int, ...] = ()
    base: int = 0

    def worked(self, tape: Tape, row: Series) -> Amount:
        """What the cell of a row should be."""
        cells = [_cell(row, at) for at in self.of]
        if self.base:
            return tape.scale(tape.divide(cells[0].quantity, cells[1].quantity), Fraction(self.base))
        parts = [c.quantity.amount if f == 1 else tape.scale(c.quantity, Fraction(f)) for c, f in zip(cells, self.factors, strict=True)]
        return tape.add(parts)

    def working(self, row: Series) -> str:
        """ "2 × 35 + 8", "147 ÷ 420,000 × 100,000", as the cells are printed."""
        cells = [_shown(_cell(row, at)) for at in self.of]
        if self.base:
            return f"{cells[0]} ÷ {cells[1]}" + (f" × {shown(Fraction(self.base))}" if self.base > 1 else "")
        terms = [(f"{abs(f)} × {c}" if abs(f) > 1 else c, f < 0) for c, f in zip(cells, self.factors, strict=True)]
        return terms[0][0] + "".join(f" {'-' if minus else '+'} {term}" for term, minus in terms[1:])


@dataclass(frozen=True, slots=True)
class Row:
    """A row, what its cell should be, and whether it is."""

    formula: Formula
    row: Series
    tape: Tape
    amount: Amount
    agrees: bool

    @property
    def stated(self) -> Figure:
        """The cell that follows from the others."""
        return _cell(self.row, self.formula.column)

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The others."""
        return tuple(_cell(self.row, at) for at in self.formula.of)


def inferred(grid: Grid) -> Iterator[tuple[Row, ...]]:
    """For each column that follows from others in every row, or in every row but one, its rows. Total columns have checks of their own."""
    full = [row for row in grid.rows if all(row.cells)]
    columns = len(grid.columns)
    if len(full) < _FEWEST or not 3 <= columns <= _WIDEST:
        return
    taken: set[int] = set()
    for formula in _candidates(grid, columns):
        if taken & {formula.column, *formula.of} == {formula.column, *formula.of}:
            continue
        rows = _tried(formula, full)
        if rows:
            taken |= {formula.column, *formula.of}
            yield rows


def _candidates(grid: Grid, columns: int) -> Iterator[Formula]:
    """Sums and differences first, then points, then quotients of a column that is called a rate."""
    plain = [at for at in range(columns) if grid.columns[at].kind != "total"]
    rates = [at for at in plain if grid.columns[at].kind == "rate"]
    for column in rates:
        # A change, a margin: what is called so is what follows.
        yield from (Formula(column, pair, (1, -1)) for pair in permutations([at for at in range(columns) if at != column], 2))
    for column in plain:
        others = [at for at in range(columns) if at != column]
        for first, second in combinations(others, 2):
            yield Formula(column, (first, second), (1, 1))
        for three in combinations(others, 3):
            yield Formula(column, three, (1, 1, 1))
    for column in plain:
        for first, second in permutations([at for at in range(columns) if at != column], 2):
            yield from (Formula(column, (first, second), (points, 1)) for points in _POINTS)
    for column in rates:
        for first, second in permutations([at for at in range(columns) if at != column], 2):
            yield from (Formula(column, (first, second), base=base) for base in _BASES)


def _tried(formula: Formula, rows: Sequence[Series]) -> tuple[Row, ...]:
    """The rows of a formula that holds in all of them, or in all but one that a slip explains; none for any other."""
    worked: list[Row] = []
    failed = 0
    for row in rows:
        one = _row(formula, row)
        failed += one is None or not one.agrees
        if one is None or failed > 1:
            return ()
        worked.append(one)
    telling = [one for one in worked if one.agrees and _tells(one)]
    wrong = [one for one in worked if not one.agrees]
    if len({tuple(part.quantity.value for part in (one.stated, *one.parts)) for one in telling}) < _FEWEST - 1:
        return ()
    return tuple(worked) if all(_slipped(one) for one in wrong) else ()


def _row(formula: Formula, row: Series) -> Row | None:
    if formula.base and not all(_cell(row, at).quantity.loose.low for at in formula.of):
        return None
    tape = Tape()
    amount = formula.worked(tape, row)
    return Row(formula, row, tape, amount, not tape.surely_apart(amount, _cell(row, formula.column).quantity))


def _tells(one: Row) -> bool:
    """Whether a row tells anything: no part is nothing, and a quotient has digits enough."""
    if one.formula.base:
        return len(one.stated.quantity.digits.replace(".", "").lstrip("0-")) >= _DIGITS
    return all(part.quantity.value for part in one.parts)


def _slipped(one: Row) -> bool:
    stated, worked = one.stated.quantity, one.amount.value
    if stated.value is None or worked is None or (stated.value < 0) != (worked < 0):
        return False
    if max(one.formula.factors, default=1) > 1 and worked - stated.value >= _FINE:
        return False
    return may_be_a_slip(stated if stated.value >= 0 else _positive(one.stated).quantity, abs(worked))


def _positive(figure: Figure) -> Figure:
    return replace(figure, quantity=replace(figure.quantity, digits=figure.quantity.digits.lstrip("-")))


def _cell(row: Series, at: int) -> Figure:
    cell = row.cells[at]
    assert cell is not None
    return cell


def _shown(figure: Figure) -> str:
    return shown(figure.quantity.value, places=len(figure.quantity.digits.partition(".")[2]))
