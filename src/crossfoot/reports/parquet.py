"""Rows as Parquet, the column format that data tools read. Needs the extra `corpus` (pyarrow)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from ..document import CrossfootError
from ..ledger import Ledger
from .rows import FIGURE, WHOLE_NUMBERS, Row, figure_rows


def ledger_parquet(ledger: Ledger) -> bytes:
    """The figures of a ledger as a Parquet file, with the columns of `rows.figure_rows`."""
    return parquet(figure_rows(ledger), columns=FIGURE)


def parquet(rows: Sequence[Row], *, columns: Sequence[str]) -> bytes:
    """Rows as one Parquet file; raises CrossfootError where pyarrow is not installed."""
    pyarrow = _pyarrow()
    types = {name: pyarrow.int64() if name in WHOLE_NUMBERS else pyarrow.string() for name in columns}
    table = pyarrow.table({name: pyarrow.array([_plain(row.get(name)) for row in rows], types[name]) for name in columns})
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(table, sink, compression="zstd")
    content: bytes = sink.getvalue().to_pybytes()
    return content


def _plain(value: Any) -> Any:
    """A lone surrogate cannot be written as UTF-8; it is shown as an escape."""
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) and not value.isascii() else value


def _pyarrow() -> Any:
    try:
        import_module("pyarrow.parquet")
        return import_module("pyarrow")
    except ImportError as trouble:
        raise CrossfootError("Writing Parquet needs pyarrow; install it with `pip install 'crossfoot[corpus]'`.") from trouble
