"""Tables in the document, read down and across: which rows and columns are totals, which stand inside others, which cannot be added up.

The first row is taken for the heads and the first column for the labels. A cell holds a number only where it holds nothing else ("£1,204",
"(340)", "41.1%"); its precision is what is printed. Nothing is added up here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..document import Cell, Document, Span, Table
from ..ledger import Figure, Grid, Series, SeriesKind
from ..quantity import Quantity
from .vocabulary import words

# £1,204; -12.5; (340) for less than nothing; 41.1%; 62 (a note is a letter or a star behind it)
_NUMBER = re.compile(
    r"""(?P<open>\()?(?P<sign>[-−–+])?\s*(?P<money>[£$€])?\s*
    (?P<digits>\d{1,3}(?:[,\ ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<percent>%)?\)?[*†‡]?""",
    re.VERBOSE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–]\d{2,4})?")


def grids(document: Document) -> tuple[Grid, ...]:
    """Every table of the document that has heads, labels and numbers."""
    return tuple(grid for table in document.tables if (grid := _grid(document, table)))


def _grid(document: Document, table: Table) -> Grid | None:
    filled = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    if len(filled) < 2:
        return None
    width = len(filled[0])
    heads, body = filled[0], [row for row in filled[1:] if len(row) == width]
    if width < 2 or not body or any(_figure(cell) and not _YEAR.fullmatch(cell.text.strip()) for cell in heads[1:]):
        return None
    near = document.text[max(0, table.span.start - 200) : table.span.end + 200].lower()
    rounded = _rounded(heads, body, near)
    cells = [[_figure(cell, rounded=is_rounded) for cell, is_rounded in zip(row[1:], rounded, strict=True)] for row in body]
    # The second cell names a row where the rows are only numbered by the first: "| 1 | Harbour Town | 43 |".
    label = 1 if _are_numbered(body) else 0
    rows = tuple(_series(row[label], found, across=False) for row, found in zip(body, cells, strict=True))
    columns = tuple(_series(head, [found[at] for found in cells], across=True) for at, head in enumerate(heads[1:]))
    named = {name: tuple(at for at, column in enumerate(columns) if _says(name, column.label)) for name in ("change", "share")}
    return Grid(table.span, rows, columns, any(rounded), named["change"], named["share"], heads[label].text.strip())


def _rounded(heads: Sequence[Cell], body: Sequence[Sequence[Cell]], near: str) -> list[bool]:
    """Whether each column is printed rounded: its head says so ("£m"), it has decimals, or rounding is spoken of."""
    throughout = "rounding" in near or _says("rounded", heads[0].text)
    columns = range(1, len(heads))
    return [throughout or _says("rounded", heads[at].text) or any("." in row[at].text for row in body) for at in columns]


def _are_numbered(body: Sequence[Sequence[Cell]]) -> bool:
    return all(_figure(line[0]) and line[1].text.strip() and not _figure(line[1]) for line in body)


def _series(label: Cell, cells: Sequence[Figure | None], *, across: bool) -> Series:
    text = label.text.strip()
    numbers = [cell for cell in cells if cell]
    span = label.span if label.text.strip() or not numbers else numbers[0].span
    return Series(span, text, _kind(text, across=across), tuple(cells))


def _kind(label: str, *, across: bool) -> SeriesKind:
    """What a label makes of its line; a year over a column is no obstacle to adding up its rows."""
    if _says("within", label):
        return "within"
    if _says("subtotal", label):
        return "subtotal"
    if _says("rate", label) and not (across and _YEAR.fullmatch(label)):
        return "rate"
    return "total" if _says("total", label) else "plain"


def _says(name: str, label: str) -> bool:
    """Whether a label holds one of the words; a total is one only where the label begins or ends with the word."""
    pattern = _anywhere(name)
    found = pattern.search(label)
    if name != "total" or not found:
        return bool(found)
    return not label[: found.start()].strip() or not label[found.end() :].strip(" :*)")


@cache
def _anywhere(name: str) -> re.Pattern[str]:
    ordered = sorted(words("grids")[name]["words"], key=lambda word: -len(word))
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(re.escape(word) for word in ordered if word) + r")(?![A-Za-z])", re.IGNORECASE)


def _figure(cell: Cell, *, rounded: bool = False) -> Figure | None:
    """The number that a cell holds, when it holds nothing else; a whole number in a rounded table is held to half a unit."""
    found = _NUMBER.fullmatch(cell.text.strip())
    if not found:
        return None
    digits = found.group("digits").replace(",", "").replace(" ", "")
    negative = found.group("open") or found.group("sign") in ("-", "−", "–")
    currency = words("grids")["currency"]["words"].get(found.group("money") or "")
    unit = currency or found.group("percent")
    kind = "money" if currency else "percent" if unit else "count"
    if rounded and kind == "count":
        kind = "measure"
    quantity = Quantity(f"-{digits}" if negative else digits, kind=kind, unit=unit, exact=True)  # type: ignore[arg-type]
    return Figure(Span(*cell.span), quantity)
