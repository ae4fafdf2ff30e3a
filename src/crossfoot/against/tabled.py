"""A figure of the story and the tables of a source: what the row that the story names has in that column, and whose cell the figure is.

"Somerset most of all at 6.9 per cent", where the table gives Somerset 4.4 and Worcestershire 6.9. Of a fall the table may print the sign
that the story puts into words, so that signs are not compared. Where the clause names two rows, or none, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..document import Span
from ..ledger import Figure, Grid, Ledger, Series
from ..quantity import Amount
from ..reading.spoken import stem, weight_of, wording
from .slots import Slot

DIGITS = 2  # of a number that is not met in a table by chance


@dataclass(frozen=True, slots=True)
class Cells:
    """The cell of the row that the story names, or the cells in its column that have the story's number."""

    ledger: Ledger
    row: Series
    own: Figure
    others: tuple[tuple[Series, Figure], ...] = ()


def in_tables(slot: Slot, ledger: Ledger) -> Cells | None:
    """The named row's cell that gives the figure; or else the one that another row's cell stands in for."""
    if slot.figure.quantity.value is None or len(slot.figure.quantity.digits.replace(".", "").strip("0")) < DIGITS:
        return None
    instead: list[Cells] = []
    for grid in ledger.grids:
        row = _named(slot, grid)
        for cells in _columns(slot, grid, row, ledger) if row else ():
            if not cells.others:
                return cells
            instead.append(cells)
    return instead[0] if len(instead) == 1 else None


def named_at(slot: Slot, row: Series) -> Span | None:
    """Where the story names the row, in the sentence of the figure."""
    source, label = slot.source, _label(row.label)
    sentence = source.ledger.sentence_of(slot.figure.span)
    words = range(source.word_at(sentence.start), source.word_at(sentence.end))
    found = [at for at in words if stem(source.wording.keys[at]) in label]
    return source.span(found[0], found[0] + 1) if found else None


def _named(slot: Slot, grid: Grid) -> Series | None:
    """The only row whose label stands in the clause, and no other in the sentence."""
    named = [row for row, label in _labels(grid) if label and label <= slot.around]
    return named[0] if len(named) == 1 and _label(named[0].label) <= slot.near else None


@lru_cache(maxsize=256)
def _labels(grid: Grid) -> tuple[tuple[Series, frozenset[str]], ...]:
    return tuple((row, _label(row.label)) for row in grid.rows)


def _label(label: str) -> frozenset[str]:
    return frozenset(stem(key) for key in wording(label).keys if weight_of(key) == "content")


def _columns(slot: Slot, grid: Grid, row: Series, ledger: Ledger) -> Iterator[Cells]:
    """The columns in which the named row, or one other row alone, has the number."""
    for at, own in enumerate(row.cells):
        if own is None or not _is_of_kind(slot.figure, own):
            continue
        if _has(slot.figure, own):
            yield Cells(ledger, row, own)
            continue
        others = [(one, cell) for one in grid.rows if (cell := one.cells[at]) and one is not row and _has(slot.figure, cell)]
        if len(others) == 1:
            yield Cells(ledger, row, own, tuple(others))


def _is_of_kind(mine: Figure, cell: Figure) -> bool:
    """Percent to percent; a plain cell may count anything, but money and shares are called so."""
    plain = ("count", "measure")
    if mine.kind in plain and cell.kind in plain:
        return cell.quantity.unit in (None, mine.quantity.unit)
    return mine.kind == cell.kind and mine.quantity.unit == cell.quantity.unit


def unsigned(cell: Figure) -> Amount:
    """ "-4.4%" in a table is a fall of 4.4 percent."""
    value = cell.quantity.value or Fraction(0)
    return Amount.exactly(max(value, -value))


def _has(mine: Figure, cell: Figure) -> bool:
    return cell.quantity.value is not None and not mine.quantity.amount.strictly_apart(unsigned(cell))
