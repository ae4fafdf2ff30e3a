"""Which cell of a table a figure of the text speaks of: "Mill recorded 214 yes votes", and the row Mill under the head Yes.

A sentence speaks of a cell when it names one row and one column of the table, and has one figure of the cell's kind. Where it names several
rows, a figure is the row's that stands nearest before it; where no column is named, it is of the only column of its kind. Such loose ties
are made only where the two agree or a slip explains how they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from ..document import Span
from ..ledger import Figure, Ledger, Phrase, Relation, Series, Tally
from ..slips import a_zero_apart, changed_round, digit_apart, tenfold
from .cell_sums import is_elsewhere, sums, worked_out
from .table_words import GAP, ROW, Said, TableWords

_KINDS = ("count", "score", "money", "percent", "measure")
_FAR = 60  # characters between a row and its figure
_CLOSE = Fraction(5, 4)
_ONE_SIZE = 4  # times
_TELLING = 3  # digits that agree by no chance


def cells(ledger: Ledger, tables: tuple[TableWords, ...]) -> tuple[tuple[Relation, ...], tuple[Tally, ...]]:
    """Every figure of the text that speaks of one cell, or is worked out from several; none that two tables may give."""
    tied = {id(filler) for relation in ledger.relations for name, filler in relation.roles if name in ("percent", "amount", "margin")}
    found: dict[int, list[Relation]] = {}
    added: dict[int, list[Tally]] = {}
    for table in tables:
        claimed = set(tied)
        for said in table.near():
            for tally in sums(table, said):
                claimed.add(id(tally.whole))
                added.setdefault(id(tally.whole), []).append(tally)
            for relation in (*worked_out(table, said, claimed), *_of_cells(table, said, claimed)):
                found.setdefault(relation.span.start, []).append(relation)
    return (
        tuple(relations[0] for relations in found.values() if len(relations) == 1),
        tuple(tallies[0] for tallies in added.values() if len(tallies) == 1),
    )


def _of_cells(table: TableWords, said: Said, claimed: set[int]) -> Iterator[Relation]:
    for figure in said.figures:
        if figure.kind not in _KINDS or figure.quantity.value is None or figure.direction or id(figure) in claimed:
            continue
        row = _owner(said, figure)
        tie = _tie(table, said, figure, row) if row else None
        if row and tie:
            yield _relation(table, figure, row, *tie)


def _owner(said: Said, figure: Figure) -> Series | None:
    """The only row that is named, or the one right before the figure, or behind it ("14 in Leith")."""
    if len({id(one.row) for one in said.rows}) == 1:
        return said.rows[0].row
    at = next(place for place, entry in said.entries.items() if entry is figure)
    before = re.compile(rf"(?P<row>{ROW}){GAP}{{0,{_FAR}}}$").search(said.text, max(0, at - _FAR - 1), at)
    behind = re.compile(rf"(?: [a-z][\w-]*){{0,3}} (?:in|at|for|from|by|on) (?:the )?(?P<row>{ROW})").match(said.text, at + 1)
    found = before or behind
    return said.row(found, "row") if found else None


def _tie(table: TableWords, said: Said, figure: Figure, row: Series) -> tuple[int, int] | None:
    """The column and how surely: 1 where it is named or the two agree, 2 where a slip explains how they differ."""
    able = [at for at in table.fitting(figure) if row.cells[at]]
    alike = [one for one in said.figures if one.kind == figure.kind and set(table.fitting(one)) & set(able)]
    of_one_row = len({id(one.row) for one in said.rows}) == 1
    alone = len(alike) == 1 and of_one_row
    named = [at for at in table.said(said.text if alone else _around(said, figure)) if at in able]
    agreeing = [at for at in named or able if _agrees(table, figure, row, at)]
    if row is table.total and not named and not any(one.whole for one in said.rows):
        return None
    foreign = table.is_of_another_thing(figure)
    digits = len(figure.quantity.digits.replace(".", "").strip("0"))
    if agreeing:
        telling = named or digits > _TELLING or (not foreign and (digits == _TELLING or len(able) == 1))
        return (agreeing[0], 1) if len(agreeing) == 1 and telling else None
    if is_elsewhere(table, said):
        return None
    if any(_agrees(table, figure, row, at) for at in able):
        # Another column may be meant.
        return (named[0], 1) if alone and len(named) == 1 and not foreign else None
    # "nine of their 28 games": the other figure has a cell of its own.
    left = [one for one in alike if not any(_agrees(table, one, row, at) for at in table.fitting(one))]
    if (
        len(left) == 1
        and len({id(one.row) for one in said.rows}) == 1
        and len(named) == 1
        and not foreign
        and _is_near(table, figure, row, named[0])
    ):
        return named[0], 1
    near = [at for at in named or able if (digits > _TELLING or not foreign) and _slipped(table, figure, row, at, foreign=foreign)]
    return (near[0], 2) if len(near) == 1 else None


def _around(said: Said, figure: Figure) -> str:
    """The words on both sides of a figure, up to the next figures and rows."""
    at = next(place for place, entry in said.entries.items() if entry is figure)
    signs = [-1, *said.entries, len(said.text)]
    return said.text[max(one for one in signs if one < at) + 1 : min(one for one in signs if one > at)]


def _agrees(table: TableWords, figure: Figure, row: Series, at: int) -> bool:
    cell = table.cell(row, at)
    if cell is None or figure.quantity.amount.surely_apart(cell.quantity.amount):
        return False
    # "Over 200,000" is not said of 640 million.
    return not figure.quantity.hedge or _ratio(figure, cell) <= _CLOSE


def _is_near(table: TableWords, figure: Figure, row: Series, at: int) -> bool:
    """Whether the two are of one size, be it with a zero too many: "42 people" are not those under Population."""
    cell = table.cell(row, at)
    if cell is None:
        return False
    return _ratio(figure, cell) <= _ONE_SIZE or bool(tenfold(figure.quantity.value, cell.quantity.value))


def _ratio(figure: Figure, cell: Figure) -> Fraction:
    """How many times the one is the other, whichever is the larger."""
    one, other = figure.quantity.value or Fraction(0), cell.quantity.value or Fraction(0)
    return max(one / other, other / one) if one > 0 and other > 0 else Fraction(1 if one == other else 1000)


def _slipped(table: TableWords, figure: Figure, row: Series, at: int, *, foreign: bool) -> bool:
    """Two digits changed round, a zero too many; of the same things also one digit another."""
    cell = table.cell(row, at)
    if not cell or not cell.quantity.value:
        return False
    one, other = figure.quantity, cell.quantity
    if changed_round(one, other) or a_zero_apart(one, other):
        return True
    return not foreign and (digit_apart(one, cell.quantity.value) or _digit_apart(one.digits, other.digits))


def _digit_apart(one: str, other: str) -> bool:
    """29.9 and 27.9: three digits or more, a decimal point at one place, and one of them another."""
    alike = len(one) == len(other) > _TELLING and one.find(".") == other.find(".") > 0
    return alike and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _relation(table: TableWords, figure: Figure, row: Series, at: int, link: int) -> Relation:
    cell = table.cell(row, at)
    assert cell is not None
    rows = [*table.plain, *([table.total] if table.total else [])]
    others = [table.cell(row, other) for other in range(len(table.columns)) if other != at]
    near = [one for one in (*others, *(table.cell(one, at) for one in rows if one is not row)) if one]
    labels = (("row", Phrase(row.span, "")), ("column", Phrase(table.grid.columns[at].span, "")))
    roles = (("said", figure), ("cell", cell), ("near", tuple(near)), *labels)
    return Relation(figure.span, "cell", roles, link, quoted=_is_quoted(table, figure.span))


def _is_quoted(table: TableWords, span: Span) -> bool:
    return any(quotation.holds(span) for quotation in table.ledger.quoted)
