"""How far a run has come: shards, documents a second, what is left, and errors, on one line."""

from __future__ import annotations

import time
from typing import TextIO

from .job import Done

_SELDOM = 30.0  # seconds between two lines where nobody watches


class Progress:
    """Says how far the run has come; a line that is written over on a terminal, now and then a line elsewhere."""

    def __init__(self, stream: TextIO, shards: int, done: int) -> None:
        self._stream, self._shards = stream, shards
        self._done = self._before = done
        self._documents = self._errors = 0
        self._terminal = stream.isatty()
        self._started = self._said = time.monotonic()

    def tell(self, done: Done | None) -> None:
        """One more shard, or only the time."""
        if done:
            self._done += 1
            self._documents += done.documents
            self._errors += done.rows["errors"]
        now = time.monotonic()
        if now - self._said >= (1.0 if self._terminal else _SELDOM):
            self._said = now
            self._write(f"\r\x1b[K{self._line()}" if self._terminal else f"{self._line()}\n")

    def close(self) -> None:
        """Leaves the terminal as it was."""
        if self._terminal:
            self._write("\r\x1b[K")

    def _line(self) -> str:
        gone = time.monotonic() - self._started
        rate = self._documents / gone if gone else 0
        fresh = self._done - self._before
        left = f"{_span(gone / fresh * (self._shards - self._done))} left" if fresh else "time left not known yet"
        shards = f"{self._done:,} of {self._shards:,} shards"
        return f"{shards}, {self._documents:,} documents, {rate:,.0f} a second, {left}, {self._errors:,} errors"

    def _write(self, words: str) -> None:
        self._stream.write(words)
        self._stream.flush()


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{round(seconds)} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"
