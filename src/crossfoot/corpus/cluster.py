"""Shards on many machines, by Dask: the address of a scheduler, or one that is started here. All must see the output folder at one path."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from typing import Any

from ..document import CrossfootError
from .job import Done, Job
from .shards import Shard
from .task import run_shard

# The allocator's default for Dask workers slows reading down; what becomes of a worker is our business, and no line on the terminal.
_ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": "134217728",
    "MALLOC_MMAP_THRESHOLD_": "33554432",
    "DASK_LOGGING__DISTRIBUTED": "critical",
}
_MOST_LOSSES = 20  # times that Dask gives up one shard: more than its documents can have caused
_TICK = 1.0  # seconds
_PATIENCE = 60.0  # seconds without any worker


def dask(job: Job, shards: Sequence[Shard], workers: int, address: str | None = None) -> Iterator[Done | None]:
    """What is said of each shard as it is done, in any order; None every second when there is nothing new."""
    distributed = _distributed()
    with distributed.Client(address or _started(workers)) as client:
        ended: SimpleQueue[Any] = SimpleQueue()
        pending: dict[Any, Shard] = {}
        losses: Counter[str] = Counter()

        def give(shard: Shard) -> None:
            future = client.submit(run_shard, job, shard, pure=False)
            pending[future] = shard
            future.add_done_callback(ended.put)

        for shard in shards:
            give(shard)
        seen = time.monotonic()
        while pending:
            try:
                future = ended.get(timeout=_TICK)
            except Empty:
                seen = _with_workers(client, seen)
                yield None
                continue
            shard = pending.pop(future)
            if future.status == "finished":
                yield future.result()
                continue
            # Dask gives a task up after some workers were lost on it; by then a document has its strikes, and the next try passes it over.
            losses[shard.name] += 1
            trouble = future.exception() if future.status == "error" else CrossfootError(f"Dask has given up shard {shard.name}.")
            if not isinstance(trouble, distributed.KilledWorker) or losses[shard.name] > _MOST_LOSSES:
                raise trouble
            give(shard)


def _with_workers(client: Any, seen: float) -> float:
    """When a worker was last seen; raises where there has been none for long."""
    now = time.monotonic()
    if client.nthreads():
        return now
    if now - seen > _PATIENCE:
        raise CrossfootError("Dask has no workers left; start some, and run the same command with --resume.")
    return seen


def _started(workers: int) -> Any:
    import dask as library  # type: ignore[import-not-found, import-untyped, unused-ignore]

    library.config.set({"distributed.scheduler.allowed-failures": 6, "distributed.nanny.pre-spawn-environ": _ENVIRONMENT})
    return _distributed().LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL)


def _distributed() -> Any:
    try:
        import distributed  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError as trouble:
        raise CrossfootError("--runner dask needs Dask; install it with `pip install 'crossfoot[dask]'`.") from trouble
    return distributed
