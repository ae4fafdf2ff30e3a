"""How a delimited file is written: its encoding, its delimiter, and where its heading stands.

Agencies put lines above the heading, use pipes or semicolons, or write in Latin-1. Everything here is worked out from the first part of the
file, with the standard library only; nothing is guessed about what the columns mean.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..document import CrossfootError

DELIMITERS = (",", "\t", ";", "|")
SAMPLE = 200
# What no table has in it: stray zero characters are left out where they stand, and these are few in a text.
CONTROLS = [chr(code) for code in range(1, 32) if chr(code) not in "\t\n\r\f\x1a"]
NOISE = 0.04


@dataclass(frozen=True, slots=True)
class Dialect:
    """The encoding, the delimiter, and how many rows stand above the heading."""

    encoding: str
    delimiter: str
    above: int


def rows_of(path: Path) -> Iterator[list[str]]:
    """The heading, then every row of a delimited file, as wide as the heading; empty rows are left out."""
    csv.field_size_limit(1 << 24)
    dialect = dialect_of(path)
    try:
        with _opened(path, dialect.encoding) as lines:
            rows = csv.reader((line.replace("\0", "") for line in lines), delimiter=dialect.delimiter, skipinitialspace=True)
            kept = (row for row in rows if any(cell.strip() for cell in row))
            for _ in range(dialect.above):
                next(kept, None)
            width = 0
            for row in kept:
                width = width or len(row)
                yield (row + [""] * width)[:width]
    except csv.Error as error:
        raise CrossfootError(f"{path}: could not be read as a table ({error}).") from error


def below_the_lines_above(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """The heading, then every row, as wide as the heading, of rows that some other reader has taken from a file."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    start = _above(kept[:SAMPLE]) if kept else 0
    width = len(kept[start]) if kept else 0
    return ((row + [""] * width)[:width] for row in kept[start:])


def dialect_of(path: Path) -> Dialect:
    """How this file is written."""
    encoding = _encoding(path)
    with _opened(path, encoding) as lines:
        sample = [line.replace("\0", "") for _, line in zip(range(SAMPLE), lines, strict=False)]
    written = "".join(sample)
    if sum(map(written.count, CONTROLS)) > NOISE * len(written):
        raise CrossfootError(f"{path}: this is no text but some other kind of file; save the table as CSV, Excel or Parquet.")
    if not any(line.strip() for line in sample):
        raise CrossfootError(f"{path}: the file is empty, so there is no table in it.")
    delimiter = max(DELIMITERS, key=lambda mark: _regularity(sample, mark))
    rows = [row for row in csv.reader(sample, delimiter=delimiter, skipinitialspace=True) if any(cell.strip() for cell in row)]
    return Dialect(encoding, delimiter, _above(rows))


def _opened(path: Path, encoding: str):  # type: ignore[no-untyped-def]
    opener = gzip.open if path.suffix == ".gz" else open
    return opener(path, "rt", encoding=encoding, newline="", errors="replace")


def _encoding(path: Path) -> str:
    """UTF-8 or UTF-16 where the file says so or reads as such; else Latin-1 as Windows writes it."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rb") as raw:
        head = raw.read(4)
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    with _opened(path, "utf-8-sig") as lines:
        # "errors=replace" would hide the fault, so the replacement mark is what is looked for.
        return "cp1252" if any("\ufffd" in line for line in lines) else "utf-8-sig"


def _regularity(sample: list[str], delimiter: str) -> tuple[int, int]:
    """How many rows have the commonest number of fields (more than one), and how many fields that is."""
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter, skipinitialspace=True) if row)
    except csv.Error:
        return (0, 0)
    width, rows = max(((w, n) for w, n in widths.items() if w > 1), key=lambda one: (one[1], one[0]), default=(0, 0))
    return (rows, width)


def _above(rows: list[list[str]]) -> int:
    """How many rows stand above the heading: it is the first row that is as wide as the rest, full, and without a figure."""
    width = Counter(map(len, rows)).most_common(1)[0][0]
    for number, row in enumerate(rows[:40]):
        named = [cell for cell in row if cell.strip() and not _is_number(cell)]
        if len(row) >= width and len(named) >= max(1, 0.8 * width) and len(set(named)) == len(named):
            return number
    return next((number for number, row in enumerate(rows) if len(row) == width), 0)


def _is_number(cell: str) -> bool:
    """ "1,204" or "12.5%"; but "2016" may head a column."""
    plain = cell.strip().rstrip("%").replace(",", "")
    return plain.replace(".", "", 1).isdigit() and not (len(plain) == 4 and plain[:2] in ("19", "20"))
