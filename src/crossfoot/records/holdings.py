"""Tables that are kept in other files than text: the sheets of a workbook, SQLite and DuckDB databases, and frames in memory.

A database or a workbook may hold several tables; "records.sqlite#arrests" names one of them. Files are known by how they begin. Databases
are opened to be read only, and only their tables are read: no view, trigger or virtual table is run.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from ..document import CrossfootError
from ..formats import content_of
from ..formats.numberformat import is_day
from ..formats.workbook import Filled, Sheet, workbook
from .dialect import below_the_lines_above

_BEGINNINGS: tuple[tuple[int, bytes, Literal["parquet", "xlsx", "sqlite", "duckdb"]], ...] = (
    (0, b"PAR1", "parquet"),
    (0, b"PK\x03\x04", "xlsx"),
    (0, b"SQLite format 3\0", "sqlite"),
    (8, b"DUCK", "duckdb"),
)

_SQLITE_TABLES = """SELECT name FROM sqlite_master
  WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql LIKE 'CREATE TABLE%' ORDER BY name"""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A frame of polars, pandas or pyarrow; the same one is the same table, whatever it holds."""

    held: Any

    def __str__(self) -> str:
        return "frame"


def file_of(path: Path) -> Path:
    """The file in which a table is: "records.sqlite" for "records.sqlite#arrests"."""
    whole, mark, _ = str(path).rpartition("#")
    return Path(whole) if mark and not os.path.isfile(path) else path


def kind_of(path: Path) -> Literal["parquet", "xlsx", "sqlite", "duckdb", "text"]:
    """What kind of file it is."""
    with path.open("rb") as file:
        top = file.read(16)
    return next((kind for at, beginning, kind in _BEGINNINGS if top[at:].startswith(beginning)), "text")


def sheet_rows(path: Path) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    """The rows of a sheet, the heading first, and which sheet it is where the file has others."""
    sheets = [sheet for sheet in workbook(content_of(file_of(path)), str(path)).sheets if sheet.rows]
    if not sheets:
        raise CrossfootError(f"{path}: there is nothing in the sheets of this file.")
    asked = _part(path)
    chosen = next((sheet for sheet in sheets if sheet.name == asked), None) if asked else sheets[0]
    if chosen is None:
        raise _no_such_table(path, asked, [sheet.name for sheet in sheets])
    others = ", ".join(sheet.name for sheet in sheets if sheet is not chosen)
    notes = (f"the sheet {chosen.name} was read; the file also has {others}",) if others and not asked else ()
    return below_the_lines_above([[_value(cell) for cell in row] for row in _wide(chosen)]), notes


def _wide(sheet: Sheet) -> Iterator[list[Filled | None]]:
    return (cells for _, cells in sheet.cells())


def _value(cell: Filled | None) -> str:
    """A day as 2021-03-04, a share in percent, any other number with all its digits."""
    if cell is None:
        return ""
    if cell.number is None or is_day(cell.pattern):
        return cell.words
    try:
        number = Decimal(repr(float(cell.number)))
    except (ValueError, ArithmeticError):
        return cell.words
    return f"{number * 100:f}%" if "%" in cell.pattern else f"{number:f}".removesuffix(".0")


def sqlite_rows(path: Path) -> Iterator[list[str]]:
    """The names of the columns of a table in a SQLite file, then its rows."""
    address = file_of(path).resolve().as_uri()
    try:
        base = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
        try:
            base.execute("PRAGMA trusted_schema = OFF")
            table = _chosen(path, [row[0] for row in base.execute(_SQLITE_TABLES)])
            rows = base.execute(f"SELECT * FROM {quoted(table)}")
            yield [column[0] for column in rows.description]
            yield from ([_written(cell) for cell in row] for row in rows)
        finally:
            base.close()
    except sqlite3.Error as trouble:
        raise CrossfootError(f"{path}: the SQLite file cannot be read ({trouble}).") from trouble


def _written(cell: object) -> str:
    if cell is None or isinstance(cell, bytes):
        return ""
    return f"{Decimal(repr(cell)):f}" if isinstance(cell, float) else str(cell)


def copied_table(connection: Any, path: Path, into: str) -> None:
    """Copies a table of a DuckDB file, which is opened to be read only."""
    address = str(file_of(path)).replace("'", "''")
    connection.execute(f"ATTACH '{address}' AS held (READ_ONLY)")
    try:
        found = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'held' ORDER BY 1, 2"
        ).fetchall()
        schemas = {table: schema for schema, table in found}
        table = _chosen(path, [table for _, table in found])
        connection.execute(f"CREATE TABLE {into} AS SELECT * FROM held.{quoted(schemas[table])}.{quoted(table)}")
    finally:
        connection.execute("DETACH held")


def frame_rows(frame: Frame) -> Iterator[list[str]] | None:
    """The columns and the rows of a frame of polars, which the database can take over at once only where pyarrow is installed."""
    if not hasattr(frame.held, "iter_rows"):
        return None
    return chain([list(map(str, frame.held.columns))], ([_written(cell) for cell in row] for row in frame.held.iter_rows()))


def copied_frame(connection: Any, frame: Any, into: str) -> None:
    """Copies a frame."""
    try:
        connection.register("frame", frame)
        connection.execute(f"CREATE TABLE {into} AS SELECT * FROM frame")
        connection.unregister("frame")
    except Exception as trouble:
        raise CrossfootError(
            f"A table of the kind {type(frame).__name__} cannot be asked ({trouble}); give a path, or a polars, pandas or pyarrow frame."
        ) from trouble


def _part(path: Path) -> str:
    """The name after the "#"."""
    return str(path).rpartition("#")[2] if file_of(path) != path else ""


def _chosen(path: Path, tables: list[str]) -> str:
    """The table that is asked for, or the only one."""
    asked = _part(path)
    if asked in tables or (not asked and len(tables) == 1):
        return asked or tables[0]
    if asked or not tables:
        raise _no_such_table(path, asked, tables)
    raise CrossfootError(f"{path}: the file holds {len(tables)} tables ({_some(tables)}); name one of them, as in {path}#{tables[0]}.")


def _no_such_table(path: Path, asked: str, tables: list[str]) -> CrossfootError:
    held = f"it has {_some(tables)}" if tables else "it has none"
    return CrossfootError(
        f"{file_of(path)}: there is no table {asked!r} in the file; {held}." if asked else f"{path}: there is no table in it."
    )


def _some(tables: list[str]) -> str:
    return ", ".join(tables[:12]) + (", …" if len(tables) > 12 else "")


def quoted(name: str) -> str:
    """A name as SQL writes it: no text of a column ever becomes SQL."""
    return '"' + name.replace("\0", "").replace('"', '""') + '"'
