"""A table as it is asked: loaded once, typed, and shut off from everything else.

CSV in any dialect, sheets, databases and frames are read into a DuckDB of their own; one Parquet file is asked where it lies, column by
column, so that ten million rows need no memory. The connection can then reach no other file and no network, and its settings are locked.
Cells that hold no figure ("--", "(B)(7)(E)") are missing; nothing is deduplicated and nothing is filled in.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..document import CrossfootError
from . import index
from .columns import ColumnKind, Found, Stored, found_in, typed
from .dialect import rows_of
from .holdings import Frame, copied_frame, copied_table, file_of, frame_rows, kind_of, quoted, sheet_rows, sqlite_rows

REMEMBERED = 2000  # answers of a table
NAMES_AT_MOST = 5000  # different texts of a column that are looked at
WIDEST = 2000  # columns, each of which is looked at before anything is asked
_AGAIN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A loaded table: its name, its columns with what they hold, its rows, and whatever is worth saying about how it was read."""

    name: str
    path: Path
    columns: dict[str, ColumnKind]
    rows: int
    notes: tuple[str, ...]
    connection: Any
    _answers: dict[tuple[str, str], list[tuple[Any, ...]]] = field(default_factory=dict, repr=False)
    unkept: dict[str, Found] = field(default_factory=dict, repr=False)

    def keep(self) -> None:
        """Keeps what was found out so far of a large file that was not opened before."""
        if self.unkept:
            index.keep(
                self.path, index.Kept({name: (one.kind, one.form, one.note) for name, one in self.unkept.items()}, dict(self._answers))
            )
            self.unkept.clear()

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement gives. A table never changes: a story that is checked again while it is edited asks the same again."""
        key = (sql, repr(parameters))
        if key not in self._answers:
            if len(self._answers) >= REMEMBERED:
                self._answers.clear()
            self._answers[key] = self.connection.execute(sql, list(parameters)).fetchall()
        return list(self._answers[key])

    def values(self, column: str, *, most: int = NAMES_AT_MOST) -> list[str]:
        """The different texts in a column, commonest first."""
        name = quoted(column)
        there = f"FROM records WHERE {name} IS NOT NULL"
        sql = f"SELECT CAST({name} AS VARCHAR) AS v {there} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT {int(most)}"
        return [row[0] for row in self.ask(sql)]


def opened(table: Any) -> Table:
    """A path, several paths of one kind of table, or a frame of polars, pandas or pyarrow, loaded."""
    if not isinstance(table, (str, Path, list, tuple)):
        return _of_frame(table if isinstance(table, Frame) else Frame(table))
    paths = [Path(one) for one in (table if isinstance(table, (list, tuple)) else [table])]
    if not paths:
        raise CrossfootError("There is no table to ask: name a CSV or Parquet file.")
    for path in paths:
        if not os.path.isfile(file_of(path)):
            raise CrossfootError(f"{path}: there is no such file.")
    return _opened(tuple((path, file_of(path).stat().st_size, file_of(path).stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=8)
def _opened(stamps: tuple[tuple[Path, int, int], ...]) -> Table:
    connection = _connected()
    paths = [path for path, _, _ in stamps]
    if len(paths) == 1 and kind_of(file_of(paths[0])) == "parquet":
        return _of_parquet(connection, paths[0])
    notes = [note for number, path in enumerate(paths) for note in _load(connection, path, f"file{number}")]
    loaded = [_columns(connection, f"file{number}") for number in range(len(paths))]
    columns = loaded[0] if len(loaded) == 1 else _united(connection, paths, loaded)
    return _shut(connection, columns, paths, notes)


def _connected() -> Any:
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET preserve_insertion_order = true")
    return connection


def _of_parquet(connection: Any, path: Path) -> Table:
    """One Parquet file, as a view: its columns are read when they are asked for."""
    whole = path.resolve()
    with _readable(path):
        connection.execute(f"SET allowed_paths = [{_literal(str(whole))}]")
        connection.read_parquet(str(whole)).create_view("file0")
        return _shut(connection, _columns(connection, "file0"), [path], [], kind="VIEW")


def _literal(text: str) -> str:
    """The name of a file in a setting, which takes no parameter."""
    return "'" + text.replace("'", "''") + "'"


@lru_cache(maxsize=4)
def _of_frame(frame: Frame) -> Table:
    connection = _connected()
    rows = None if find_spec("pyarrow") else frame_rows(frame)
    if rows is None:
        copied_frame(connection, frame.held, "file0")
    else:
        _load_rows(connection, rows, "file0")
    return _shut(connection, _columns(connection, "file0"), [Path(str(frame))], [])


def _shut(connection: Any, columns: list[str], paths: list[Path], notes: list[str], *, kind: Stored = "TABLE") -> Table:
    """The table, typed, once nothing outside can be reached any more."""
    if len(columns) > WIDEST:
        raise CrossfootError(
            f"{paths[0]}: the table has {len(columns):,} columns, and at most {WIDEST:,} can be asked; leave out those that no story needs."
        )
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    rows = connection.execute("SELECT count(*) FROM file0").fetchall()[0][0]
    large = kind == "VIEW" and rows >= index.LARGE
    known = index.kept(paths[0]) if large else index.Kept()
    kinds, found = typed(connection, columns, kind, found_in(known.found))
    more = [one.note for one in found.values() if one.note]
    name = ", ".join(path.name for path in paths)
    table = Table(name, paths[0], kinds, rows, (*notes, *more), connection, dict(known.answers))
    if large and not known.found:
        table.unkept.update(found)
    return table


def _columns(connection: Any, table: str) -> list[str]:
    return [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]


def _load(connection: Any, path: Path, into: str) -> tuple[str, ...]:
    """One file, as it is; what is worth saying about how it was read."""
    notes: tuple[str, ...] = ()
    with _readable(path):
        match kind_of(file_of(path)):
            case "parquet":
                connection.execute(f"CREATE TABLE {into} AS SELECT * FROM read_parquet(?)", [str(path)])
            case "duckdb":
                copied_table(connection, path, into)
            case "sqlite":
                _load_rows(connection, sqlite_rows(path), into)
            case "xlsx":
                rows, notes = sheet_rows(path)
                _load_rows(connection, rows, into)
            case _:
                _load_rows(connection, rows_of(path), into)
    return notes


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """What goes wrong while a file is read, said of that file."""
    try:
        yield
    except CrossfootError:
        raise
    except (OSError, UnicodeError) as error:
        raise CrossfootError(f"{path}: could not be read ({error}).") from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
            raise
        raise CrossfootError(f"{path}: is not a table that can be read; CSV, Parquet, Excel, SQLite and DuckDB files can.") from error


def _load_rows(connection: Any, rows: Iterator[list[str]], into: str) -> None:
    headings = _headings(next(rows, []))
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.csv"
        with open(plain, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(_single_spaced(rows))
        connection.execute(
            f"CREATE TABLE {into} AS SELECT * FROM read_csv(?, auto_detect = false, header = false, delim = ',', "
            "quote = '\"', escape = '\"', strict_mode = false, columns = ?)",
            [str(plain), dict.fromkeys(headings, "VARCHAR")],
        )


def _single_spaced(rows: Iterable[list[str]]) -> Iterable[list[str]]:
    return ([" ".join(cell.split()) for cell in row] for row in rows)


def _headings(row: list[str]) -> list[str]:
    """The headings, each with a name of its own: "boats", "boats again", and what stands there more often with the number of its column."""
    names: dict[str, str] = {}
    for number, cell in enumerate(row, 1):
        plain = " ".join(cell.split()) or f"column {number}"
        ways = (plain, *(plain + " again" * times for times in range(1, _AGAIN)), f"{plain}, column {number}")
        name = next((way for way in ways if way.casefold() not in names), f"column {number} of {len(row)}")
        names[name.casefold()] = name
    return list(names.values())


def _united(connection: Any, paths: list[Path], loaded: list[list[str]]) -> list[str]:
    """Several files as one table, by the names of their columns (case apart), with the name of the file as a column."""
    known: dict[str, str] = {}
    for columns in loaded:
        for name in columns:
            known.setdefault(name.casefold(), name)
    selects = []
    for number, columns in enumerate(loaded):
        here = {name.casefold(): name for name in columns}
        cells = [
            f"CAST({quoted(here[key])} AS VARCHAR) AS {quoted(name)}" if key in here else f"NULL AS {quoted(name)}"
            for key, name in known.items()
        ]
        selects.append(f'SELECT ? AS "file", {", ".join(cells)} FROM file{number}')
    connection.execute(f"CREATE TABLE united AS {' UNION ALL '.join(selects)}", [path.stem for path in paths])
    connection.execute("ALTER TABLE united RENAME TO file0_united")
    for number in range(len(loaded)):
        connection.execute(f"DROP TABLE file{number}")
    connection.execute("ALTER TABLE file0_united RENAME TO file0")
    return ["file", *known.values()]
