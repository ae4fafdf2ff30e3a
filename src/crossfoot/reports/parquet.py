"""Rows as Parquet, the column format that data tools read. Needs the extra `corpus` (pyarrow)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from typing import Any, BinaryIO

from ..document import CrossfootError
from ..ledger import Ledger
from .rows import FIGURE, WHOLE_NUMBERS, Row, figure_rows

# So many rows are held before they are written; the bytes of a file depend on it, and on nothing but the rows.
_GROUP = 10_000


def ledger_parquet(ledger: Ledger) -> bytes:
    """The figures of a ledger as a Parquet file, with the columns of `rows.figure_rows`."""
    return parquet(figure_rows(ledger), columns=FIGURE)


def parquet(rows: Sequence[Row], *, columns: Sequence[str]) -> bytes:
    """Rows as one Parquet file; raises CrossfootError where pyarrow is not installed."""
    sink = BytesIO()
    sheet = Sheet(sink, columns)
    sheet.add(rows)
    sheet.close()
    return sink.getvalue()


class Sheet:
    """A Parquet file that is written while rows come in, some thousands at a time."""

    def __init__(self, sink: BinaryIO, columns: Sequence[str]) -> None:
        self.rows = 0
        self._pyarrow = pyarrow()
        types = [(name, self._pyarrow.int64() if name in WHOLE_NUMBERS else self._pyarrow.string()) for name in columns]
        self._schema = self._pyarrow.schema(types)
        self._writer = self._pyarrow.parquet.ParquetWriter(sink, self._schema, compression="zstd")
        self._held: list[Row] = []

    def add(self, rows: Sequence[Row]) -> None:
        """More rows; a column that a row does not name is empty there."""
        self._held += rows
        while len(self._held) >= _GROUP:
            self._write(self._held[:_GROUP])
            del self._held[:_GROUP]

    def close(self) -> None:
        """Writes what is left, and the end of the file."""
        self._write(self._held)
        self._held = []
        self._writer.close()

    def abandon(self) -> None:
        """Lets go of a file that is of no use any more; nothing happens to one that is closed."""
        with suppress(Exception):
            self._writer.close()

    def _write(self, rows: list[Row]) -> None:
        columns = [self._pyarrow.array([_plain(row.get(field.name)) for row in rows], field.type) for field in self._schema]
        self._writer.write_table(self._pyarrow.Table.from_arrays(columns, schema=self._schema))
        self.rows += len(rows)


def _plain(value: Any) -> Any:
    """A lone surrogate cannot be written as UTF-8; it is shown as an escape."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) and not value.isascii() else value


def pyarrow() -> Any:
    """The library that knows Parquet; raises CrossfootError where it is not installed."""
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as trouble:
        raise CrossfootError("Reading and writing Parquet needs pyarrow; install it with `pip install 'crossfoot[corpus]'`.") from trouble
