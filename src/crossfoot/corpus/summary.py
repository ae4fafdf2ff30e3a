"""What a run has come to: documents, findings and ticks per check and per thousand stories, errors, and the slowest documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path
from typing import Any

from ..document import CrossfootError
from ..reports.parquet import pyarrow
from .job import TABLES, Done
from .manifest import kept

OUTCOMES = ("findings", "ticks", "undecided")
_SLOWEST = 5
# Kinds of `errors` that are nobody's fault: an archive holds what it holds.
_LEFT_ALONE = ("empty", "language")


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of a run. `outcomes` are findings, ticks and undecided per check; `errors` by kind; `lost` names shards that are not as
    they were written."""

    folder: Path
    shards: int
    wanted: int
    documents: int
    rows: Counter[str]
    outcomes: dict[str, Counter[str]]
    errors: Counter[str]
    seconds: float
    slowest: tuple[tuple[float, str], ...]
    lost: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """2 where something could not be read; what is empty or in another language was read, and is left alone."""
        unread = sum(number for kind, number in self.errors.items() if kind not in _LEFT_ALONE)
        return 2 if self.lost or self.shards < self.wanted or unread else 0

    def counts(self) -> dict[str, Any]:
        """The counts for the manifest: the same for the same input, whoever worked on it."""
        per_check = {name: dict(sorted(counter.items())) for name, counter in self.outcomes.items()}
        return {
            "documents": self.documents,
            "rows": dict(sorted(self.rows.items())),
            "errors": dict(sorted(self.errors.items())),
            **per_check,
        }

    def text(self) -> str:
        """The page for the terminal."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        rate = f", {self.documents / self.seconds:,.1f} a second of one core" if self.seconds else ""
        yield f"{self.folder}: {self.documents:,} documents in {self.shards:,} of {self.wanted:,} shards{rate}"
        rows = ", ".join(f"{self.rows[name]:,} {name}" for name in TABLES)
        yield f"{rows}"
        if self.errors:
            yield "errors: " + ", ".join(f"{number:,} {kind}" for kind, number in sorted(self.errors.items()))
        for name in self.lost:
            yield f"not as it was written: {name}"
        yield from self._per_check()
        if self.slowest:
            yield "slowest documents:"
            yield from (f"{seconds:>9.2f} s  {_shown(name)}" for seconds, name in self.slowest)

    def _per_check(self) -> Iterator[str]:
        checks = sorted(set().union(*self.outcomes.values()), key=lambda name: (-self.outcomes["findings"][name], name))
        if not checks:
            return
        yield ""
        yield f"{'check':32}{'findings':>10}{'per 1,000':>11}{'ticks':>10}{'per 1,000':>11}{'undecided':>11}"
        for name in checks:
            found, ticked, open_ = (self.outcomes[kind][name] for kind in OUTCOMES)
            yield f"{name:32}{found:>10,}{self._rate(found):>11}{ticked:>10,}{self._rate(ticked):>11}{open_:>11,}"
        yield ""

    def _rate(self, number: int) -> str:
        return f"{1000 * number / self.documents:.2f}" if self.documents else ""


def summary_of(folder: Path) -> Summary:
    """The summary of a folder that a run has written; raises CrossfootError where there is none."""
    manifest = kept(folder)
    if manifest is None:
        raise CrossfootError(f"{folder}: no run lies here; name the folder that `crossfoot corpus` wrote to.")
    done = [Done.read(path) for path in sorted((folder / "done").glob("*.json"))]
    rows = sum((Counter(one.rows) for one in done), Counter())
    per_check: dict[str, Counter[str]] = {name: Counter() for name in OUTCOMES}
    errors: Counter[str] = Counter()
    lost = []
    for one in done:
        for name in TABLES:
            path = folder / name / f"{one.shard}.parquet"
            counter = per_check.get(name, errors if name == "errors" else None)
            if not _counted(path, one.rows[name], "kind" if name == "errors" else "check", counter):
                lost.append(f"{name}/{path.name}")
    slowest = nlargest(_SLOWEST, (pair for one in done for pair in one.slowest))
    documents, seconds = sum(one.documents for one in done), sum(one.seconds for one in done)
    return Summary(
        folder, len(done), int(manifest.get("shards", 0)), documents, rows, per_check, errors, seconds, tuple(slowest), tuple(lost)
    )


def _counted(path: Path, rows: int, column: str, counter: Counter[str] | None) -> bool:
    """Counts the values of a column; false where the file is gone or has not the rows it had."""
    parquet = pyarrow().parquet
    try:
        with parquet.ParquetFile(path) as file:
            if file.metadata.num_rows != rows:
                return False
            if counter is not None and rows:
                counts = file.read(columns=[column]).column(0).value_counts().to_pylist()
                counter.update({pair["values"]: pair["counts"] for pair in counts})
    except (OSError, pyarrow().ArrowException):
        return False
    return True


def _shown(name: str) -> str:
    return name.encode("ascii", "backslashreplace").decode()[:100]
