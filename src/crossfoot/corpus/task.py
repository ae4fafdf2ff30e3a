"""The shard task: one shard in, one set of files out. It knows nothing of who gave it the shard, and may be given it again.

The rows go to files of its own making, which take their places when all are whole; a shard that is done is passed over. What cannot be
read becomes a row of `errors`, and so does a document that has killed its process twice.
"""

from __future__ import annotations

import os
import shutil
import time
import uuid
from contextlib import ExitStack, suppress
from functools import lru_cache
from heapq import nlargest
from itertools import count
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from ..checks import Check, selected
from ..desk import failure, read, story_report
from ..document import CrossfootError
from ..formats import document_from_text
from ..reports.parquet import Sheet
from ..reports.rows import Row, figure_rows, outcome_rows, statement_rows
from ..sources import Case
from .entries import Entry, Sealed, entries, worded
from .job import TABLES, Done, Job
from .shards import Shard
from .strikes import GIVEN_UP, OUT, Strikes

_SLOWEST = 5
# The clock that ends a process is one per process, so a process does one shard at a time.
_ONE_AT_A_TIME = Lock()

Rows = dict[str, list[Row]]


def run_shard(job: Job, shard: Shard) -> Done:
    """Works through a shard, unless that is done; raises NotWritten where its files cannot be written, and nothing else."""
    with _ONE_AT_A_TIME:
        if job.done(shard.name).is_file():
            return Done.read(job.done(shard.name))
        with job.writing():
            _get_ready(job)
            strikes = Strikes(job.work(shard.name), job.limit)
            own = job.work(shard.name) / uuid.uuid4().hex
            own.mkdir()
        try:
            return _Task(job, shard, strikes, own).done()
        finally:
            strikes.close()
            shutil.rmtree(own, ignore_errors=True)


@lru_cache(maxsize=1)
def _get_ready(job: Job) -> None:
    """Vocabulary, patterns and checks are made when the first story is read: that is no document's time."""
    with suppress(Exception):
        rows_of(Entry("", document_from_text("On 4 March 2019 Ann Lowe said “40 of the 60 boats, or 67 percent, sank.”")), job)


class _Task:
    """The work on one shard; `own` is a folder that nobody else writes to."""

    def __init__(self, job: Job, shard: Shard, strikes: Strikes, own: Path) -> None:
        self.job, self.shard, self.strikes, self.own = job, shard, strikes, own
        self.documents = 0
        self.times: list[tuple[float, str]] = []
        self.started = time.process_time()

    def done(self) -> Done:
        """Writes the files, puts them in their places, and says so."""
        with self.job.writing():
            with ExitStack() as files:
                opened = {name: files.enter_context((self.own / name).open("wb")) for name in TABLES}
                self.sheets = {name: Sheet(opened[name], columns) for name, columns in TABLES.items()}
                for sheet in self.sheets.values():
                    files.callback(sheet.abandon)
                self._work()
                for name, sheet in self.sheets.items():
                    sheet.close()
                    _settled(opened[name])
            for name in TABLES:
                (self.own / name).replace(self.job.table(name, self.shard.name))
            done = self._account()
            done.write(self.job.done(self.shard.name))
        return done

    def _account(self) -> Done:
        rows = {name: sheet.rows for name, sheet in self.sheets.items()}
        return Done(self.shard.name, self.documents, rows, round(time.process_time() - self.started, 3), tuple(self.times))

    def _work(self) -> None:
        stream = entries(self.shard, self.job.fields)
        for number in count():
            # Before it is fetched, for a broken file may kill the process as well.
            self.strikes.drop(number)
            if self.strikes.counts[number] >= GIVEN_UP:
                self._give_up(number)
                return
            sealed = next(stream, None)
            if sealed is None:
                return
            begun = time.process_time()
            name, rows = self._left_alone(sealed, number) if self.strikes.counts[number] >= OUT else self._read(sealed)
            self._add(name, rows)
            self.documents += not sealed.breaks
            self.times = nlargest(_SLOWEST, [*self.times, (round(time.process_time() - begun, 3), name)])

    def _add(self, name: str, rows: Rows) -> None:
        for table, some in rows.items():
            self.sheets[table].add([{"document_id": name, **row} for row in some])

    def _give_up(self, number: int) -> None:
        """A file that cannot even be read without killing the process."""
        name = self.shard.titles[0]
        reason = f"{name}: reading on after {number} documents kills the process; the rest of this shard was left alone."
        self._add(name, _error("killed", reason, name))

    def _read(self, sealed: Sealed) -> tuple[str, Rows]:
        """The name of the document, and the rows of all tables; what goes wrong is a row as well."""
        name = sealed.place
        with self.strikes.watched():
            try:
                entry = sealed.open()
                name = entry.id
                return name, rows_of(entry, self.job)
            except CrossfootError as trouble:
                return name, _error("unreadable", str(trouble), sealed.place)
            except Exception as trouble:
                return name, _error("failed", failure(name, trouble), sealed.place)

    def _left_alone(self, sealed: Sealed, number: int) -> tuple[str, Rows]:
        """A document that has killed its process twice; where only learning its name did so again, it goes by its place."""
        name = sealed.place
        if self.strikes.counts[number] == OUT:
            with self.strikes.watched(), suppress(Exception):
                name = sealed.open().id
        return name, _error("killed", f"{name}: {self.strikes.reason(number)}; it was left alone.", sealed.place)


def rows_of(entry: Entry, job: Job) -> Rows:
    """All that is said of one document, as rows under the names of the tables."""
    if not any(worded(block.text) for block in entry.document.blocks):
        return _error("empty", f"{entry.document.name}: there is not one word in it, so nothing was checked.", entry.document.name)
    story = read(entry.document, depth=job.depth, dates=job.house.dates)
    if story.unread:
        return _error("language", story.unread, entry.document.name)
    rows: Rows = {"figures": figure_rows(story), "statements": statement_rows(story)}
    if job.depth != "full":
        return rows
    sources = tuple(read(source) for source in entry.sources)
    told = tuple(source for source in sources if not source.unread)
    complete = job.sources_complete and bool(told) and len(told) == len(sources)
    case = Case(story, told, entry.tables, complete, job.house.known)
    return rows | outcome_rows(story_report(case, _checks(job.checks), severity=job.house.severity))


@lru_cache(maxsize=1)
def _checks(names: tuple[str, ...]) -> tuple[Check, ...]:
    """The checks of these names, found once in every process."""
    return selected(names, preview=True)


def _error(kind: str, reason: str, place: str) -> Rows:
    return {"errors": [{"kind": kind, "reason": reason, "place": place}]}


def _settled(file: BinaryIO) -> None:
    """On the disk, not only on its way."""
    file.flush()
    os.fsync(file.fileno())
