"""Shards on the cores of this machine: so many processes, each in a pool of its own, so that the death of one is no other's."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from queue import Empty, SimpleQueue

from ..document import CrossfootError
from .job import Done, Job
from .shards import Shard
from .task import run_shard

_TICK = 1.0  # seconds


def local(job: Job, shards: Sequence[Shard], workers: int) -> Iterator[Done | None]:
    """What is said of each shard as it is done, in any order; None every second when there is nothing new."""
    results: SimpleQueue[Done | BaseException] = SimpleQueue()
    waiting = deque(shards)
    slots = [_Slot(job, waiting, results) for _ in range(min(workers, len(shards)))]
    try:
        for slot in slots:
            slot.thread.start()
        left = len(shards)
        while left:
            try:
                result = results.get(timeout=_TICK)
            except Empty:
                yield None
                continue
            if isinstance(result, BaseException):
                raise result
            left -= 1
            yield result
    finally:
        waiting.clear()
        for slot in slots:
            slot.stop()


class _Slot:
    """One process, and the thread that gives it shard after shard."""

    def __init__(self, job: Job, waiting: deque[Shard], results: SimpleQueue[Done | BaseException]) -> None:
        self.thread = threading.Thread(target=self._run, daemon=True)
        self._job, self._waiting, self._results = job, waiting, results
        self._process: int | None = None
        self._stopped = False

    def stop(self) -> None:
        """Ends the process, whatever it is doing."""
        self._stopped = True
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGTERM)
        if self.thread.ident:
            self.thread.join()

    def _run(self) -> None:
        try:
            pool = self._pool()
            while self._waiting and not self._stopped:
                pool = self._work(pool, self._waiting.popleft())
            pool.shutdown()
        except IndexError:
            pool.shutdown()  # another slot has taken the last one
        except BaseException as trouble:
            if not self._stopped:
                self._results.put(trouble)

    def _work(self, pool: ProcessPoolExecutor, shard: Shard) -> ProcessPoolExecutor:
        """Has a shard done, by another process where the first one dies; gives the pool to go on with."""
        while not self._stopped:
            try:
                self._results.put(pool.submit(run_shard, self._job, shard).result())
                break
            except BrokenProcessPool:
                pool = self._pool()
        return pool

    def _pool(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_follow)
        try:
            self._process = pool.submit(os.getpid).result()
        except BrokenProcessPool as trouble:
            raise CrossfootError("No process could be started to read the documents; there may be no memory left.") from trouble
        return pool


def _follow() -> None:
    """A process whose parent has died has nobody to work for, and ends."""
    parent = parent_process()

    def wait() -> None:
        if parent:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
