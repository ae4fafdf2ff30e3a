"""League tables: which columns are the games played, won, drawn and lost, the goals and the points.

What a column holds is told by its head ("P", "W", "Pts"). A table is read only where it gives games won and lost, and nothing that the
reader does not know stands between its columns. Whether a row agrees with itself is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Grid, Ledger, Phrase, Relation, Role, Series
from .outline import any_of
from .vocabulary import words

_FEWEST = 3  # rows in which a rule can be seen


def standings(ledger: Ledger) -> tuple[Relation, ...]:
    """Every row of every league table, with what its cells are; `table` numbers the tables."""
    return tuple(relation for grid in ledger.grids for relation in _rows(ledger, grid))


def _rows(ledger: Ledger, grid: Grid) -> Iterator[Relation]:
    columns = _columns(grid)
    if not columns or len(grid.rows) < _FEWEST:
        return
    docked = _docked().search(ledger.document.text)
    unclear = f"the story says “{docked.group()}”" if docked else None
    for row in grid.rows:
        cells = [(name, row.cells[at]) for name, at in columns.items()]
        roles: list[tuple[str, Role]] = [(name, cell) for name, cell in cells if cell]
        if len(roles) == len(columns):
            named = ("row", Phrase(row.span, row.label))
            yield Relation(_span(row), "standing", (named, *roles), note=str(grid.span.start), unclear=unclear)


def _columns(grid: Grid) -> dict[str, int]:
    """The number of each column by what it holds; none where two hold the same, or games won and lost are not both given."""
    found: dict[str, int] = {}
    for at, column in enumerate(grid.columns):
        name = _heads().get(column.label.strip().lower().rstrip("."))
        if name is None and any(column.cells):
            # bonus points, games without a result, overtime losses: the sums are others
            return {}
        if name in found:
            return {}
        if name:
            found[name] = at
    return found if {"won", "lost"} <= found.keys() and found.keys() & {"played", "points"} else {}


def _span(row: Series) -> Span:
    numbers = [cell.span for cell in row.cells if cell]
    return Span(min(row.span.start, numbers[0].start), max(row.span.end, numbers[-1].end))


@cache
def _heads() -> dict[str, str]:
    known = words("grids")["league"]["heads"]
    return {head: name for name, heads in known.items() for head in heads}


@cache
def _docked() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('grids')['docked']['words'])}\b", re.IGNORECASE)
