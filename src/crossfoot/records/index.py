"""What was found out about a large table, kept in the user's cache folder, so that the next question opens it at once.

Kept are what the columns of words hold and the names in them; each time they are found for a file of the same size, time and sampled
content. What is gone, broken or was told by other rules is found out anew. Nothing in it is ever run, and a folder that cannot be
written to is left alone.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from .columns import AS_IT_IS, DAYS, MISSING, MONTHS, NUMBER, WITHHELD

LARGE = 1_000_000  # rows; a smaller table opens at once without
BLOCK, BLOCKS = 65_536, 256
Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a column of words holds, by its name (kind, format of its days, what is worth saying), and answers by question."""

    found: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], Rows] = field(default_factory=dict)


def kept(path: Path) -> Kept:
    """What is known of a file; nothing where it was never opened, or has changed."""
    try:
        plain = json.loads(_place(path).read_text(encoding="utf-8"))
        found = {str(name): (str(kind), str(form), str(note)) for name, kind, form, note in plain["found"]}
        answers = {(str(sql), str(asked)): [tuple(row) for row in rows] for sql, asked, rows in plain["answers"]}
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()
    return Kept(found, answers)


def keep(path: Path, known: Kept) -> None:
    """Keeps what is known of a file, for its user only."""
    plain = {
        "found": [[name, *found] for name, found in known.found.items()],
        "answers": [[*asked, rows] for asked, rows in known.answers.items() if _is_plain(rows)],
    }
    with suppress(OSError):
        place = _place(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(plain, file, ensure_ascii=False)
        os.replace(name, place)


def _is_plain(rows: Rows) -> bool:
    return all(isinstance(cell, (str, int)) for row in rows for cell in row)


def _place(path: Path) -> Path:
    return _folder() / "crossfoot" / "tables" / f"{_content(path)}.json"


def _folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _content(path: Path) -> str:
    """The size and the time of a file, and 16 MB from all over it: its end, where a Parquet file says what is where, among them."""
    known = path.stat()
    rules = (MISSING, WITHHELD, NUMBER, AS_IT_IS, *DAYS, *MONTHS)
    digest = blake2b(repr((known.st_size, known.st_mtime_ns, rules)).encode(), digest_size=20)
    with path.open("rb") as file:
        for start in _starts(known.st_size):
            file.seek(start)
            digest.update(file.read(BLOCK))
    return digest.hexdigest()


def _starts(size: int) -> Iterator[int]:
    last = max(0, size - BLOCK)
    step = max(BLOCK, last // BLOCKS)
    yield from range(0, last, step)
    yield last
