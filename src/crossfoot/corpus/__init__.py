"""Crossfoot over many stories: shards of a thousand documents, on this machine or on many, with the results as Parquet.

What is said of a document is what `crossfoot check` says of it. Nothing that happens on the way loses anything or counts anything twice: a
run that was broken off goes on where it was, and what cannot be read is a row of `errors`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal, TextIO

from ..document import CrossfootError
from ..reports.parquet import pyarrow
from .entries import named_wrongly
from .job import TABLES, Done, Job, write_whole
from .manifest import NAME, agreed, manifest_of, swept
from .progress import Progress
from .shards import Shard, shards_of
from .summary import Summary, summary_of

Runner = Literal["local", "dask"]
SHARD_SIZE = 1000


def run_corpus(
    job: Job,
    inputs: Sequence[str],
    *,
    runner: Runner = "local",
    workers: int | None = None,
    scheduler: str | None = None,
    size: int = SHARD_SIZE,
    resume: bool = False,
    told: TextIO | None = None,
) -> Summary:
    """Reads every document of the inputs into the job's folder; how far it has come is written to `told`.

    `workers` is how many processes (all cores, where it is not said), `scheduler` the address of Dask's, `size` documents in a shard."""
    pyarrow()
    shards, input_mark = shards_of(inputs, size=size, output=job.folder)
    # What goes on is held against what was begun, further down.
    if shards and not resume and (wrong := named_wrongly(shards[0], job.fields)):
        raise wrong
    manifest = manifest_of(job, inputs, len(shards), input_mark)
    with _held(job):
        agreed(job.folder, manifest, resume=resume)
        with job.writing():
            swept(job.folder)
        _finish(job, [shard for shard in shards if not job.done(shard.name).is_file()], len(shards), runner, workers, scheduler, told)
        summary = summary_of(job.folder)
        with job.writing():
            write_whole(job.folder / NAME, manifest | {"complete": True, "counts": summary.counts()})
            shutil.rmtree(job.work(""))
    return summary


def _finish(
    job: Job, shards: list[Shard], total: int, runner: Runner, workers: int | None, scheduler: str | None, told: TextIO | None
) -> None:
    progress = Progress(told, total, total - len(shards)) if told else None
    try:
        for done in _running(job, shards, runner, workers or os.cpu_count() or 1, scheduler):
            if progress:
                progress.tell(done)
    finally:
        if progress:
            progress.close()


def _running(job: Job, shards: list[Shard], runner: Runner, workers: int, scheduler: str | None) -> Iterator[Done | None]:
    """The chosen engine at work; no other is loaded."""
    if not shards:
        return iter(())
    if runner == "dask":
        from .cluster import dask

        return dask(job, shards, workers, scheduler)
    from .local import local

    return local(job, shards, workers)


@contextmanager
def _held(job: Job) -> Iterator[None]:
    """The folder with its rooms, for one run at a time. The system lets go of the lock when we end, in whichever way."""
    with job.writing():
        for name in (*TABLES, "done", "work"):
            (job.folder / name).mkdir(parents=True, exist_ok=True)
        lock = (job.folder / "work" / ".lock").open("w")
    with lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass  # Windows has none
        except BlockingIOError as trouble:
            raise CrossfootError(f"{job.folder}: another run is writing here; wait for it, or name another folder.") from trouble
        yield
