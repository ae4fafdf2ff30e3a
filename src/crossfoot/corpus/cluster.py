"""Shards on many machines, by Dask: the address of a scheduler, or one that is started here. All must see the output folder at one path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ..document import CrossfootError
from .job import Done, Job
from .shards import Shard
from .task import run_shard

# The allocator's default for Dask workers slows reading down.
_ALLOCATOR = {"MALLOC_TRIM_THRESHOLD_": "134217728", "MALLOC_MMAP_THRESHOLD_": "33554432"}
_MOST_LOSSES = 20  # of workers on one shard: more than its documents can have caused by now


def dask(job: Job, shards: Sequence[Shard], workers: int, address: str | None = None) -> Iterator[Done | None]:
    """What is said of each shard as it is done, in any order."""
    distributed = _distributed()
    with distributed.Client(address or _started(workers)) as client:
        names = {client.submit(run_shard, job, shard, pure=False): shard for shard in shards}
        losses: Counter[str] = Counter()
        waiting = distributed.as_completed(list(names))
        for future in waiting:
            shard = names.pop(future)
            trouble = future.exception() if future.status == "error" else None
            if trouble is None and future.status == "finished":
                yield future.result()
                continue
            # Dask gives a task up after some workers were lost on it; by then a document has its strikes, and the next try passes it over.
            losses[shard.name] += 1
            if (trouble and not isinstance(trouble, distributed.KilledWorker)) or losses[shard.name] > _MOST_LOSSES:
                raise trouble or CrossfootError(f"shard {shard.name}: Dask has given it up; run the same command with --resume.")
            again = client.submit(run_shard, job, shard, pure=False)
            names[again] = shard
            waiting.add(again)


def _started(workers: int) -> Any:
    import dask as library  # type: ignore[import-not-found, import-untyped, unused-ignore]

    library.config.set({"distributed.scheduler.allowed-failures": 6, "distributed.nanny.pre-spawn-environ": _ALLOCATOR})
    return _distributed().LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)


def _distributed() -> Any:
    try:
        import distributed  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as trouble:
        raise CrossfootError("--runner dask needs Dask; install it with `pip install 'crossfoot[dask]'`.") from trouble
    return distributed
