"""What is done with every document of a corpus, and where the results lie: the same words for whoever works on a shard, on any machine.

DIR/findings/000012.parquet    and likewise ticks, undecided, statements, figures, errors: one file per shard
DIR/done/000012.json           a shard is done when this is there; it holds what may differ from run to run (seconds)
DIR/manifest.json              what was run, on what, with which result
DIR/work/                      of the run that is going on; swept by the next one
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..document import CrossfootError
from ..reading import Depth
from ..reports.rows import FIGURE, FINDING, STATEMENT, TICK, UNDECIDED
from ..settings import House
from .entries import Fields

# What each folder of the output holds; every row begins with the document it is about.
TABLES: dict[str, tuple[str, ...]] = {
    "findings": ("document_id", *FINDING),
    "ticks": ("document_id", *TICK),
    "undecided": ("document_id", *UNDECIDED),
    "statements": ("document_id", *STATEMENT),
    "figures": ("document_id", *FIGURE),
    "errors": ("document_id", "kind", "reason", "place"),
}


class NotWritten(CrossfootError):
    """The output cannot be written; nothing that was done before is lost."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where to, how far each document is read, which checks are asked, and how the newsroom writes. `limit` is seconds for one document."""

    output: str
    depth: Depth = "full"
    checks: tuple[str, ...] = ()
    sources_complete: bool = False
    fields: Fields = field(default_factory=Fields)
    limit: float = 60
    house: House = field(default_factory=House)

    @property
    def folder(self) -> Path:
        """Where the results lie."""
        return Path(self.output)

    def table(self, name: str, shard: str) -> Path:
        """The file of a shard in one of TABLES."""
        return self.folder / name / f"{shard}.parquet"

    def done(self, shard: str) -> Path:
        """What is there once a shard is done."""
        return self.folder / "done" / f"{shard}.json"

    def work(self, shard: str) -> Path:
        """What is being done of a shard."""
        return self.folder / "work" / shard

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Where writing fails, this says to whom it happened and what to do."""
        try:
            yield
        except OSError as trouble:
            raise NotWritten(
                f"{self.output}: the results cannot be written ({trouble.strerror or trouble}); what is done is kept: "
                "make room or change the permissions, and run the same command with --resume."
            ) from trouble


@dataclass(frozen=True, slots=True)
class Done:
    """What is said of a shard that is done: documents, rows of each table, seconds of processor time, and the slowest documents."""

    shard: str
    documents: int
    rows: dict[str, int]
    seconds: float
    slowest: tuple[tuple[float, str], ...]

    def write(self, path: Path) -> None:
        """Keeps it, in one piece or not at all."""
        write_whole(path, asdict(self))

    @staticmethod
    def read(path: Path) -> Done:
        """What was kept."""
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Done(**plain | {"slowest": tuple((seconds, name) for seconds, name in plain["slowest"])})


def write_whole(path: Path, plain: dict[str, Any]) -> None:
    """JSON in a file that is there whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as file:
            json.dump(plain, file, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
