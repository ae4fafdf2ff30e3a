"""Which documents of a shard have killed the process that worked on them.

Whoever works on a shard lays a crumb at each document. A crumb that is found when work on the shard begins was left by a process that died
there, and counts as a strike against that document; two of them, and it is left alone. When the run as a whole was stopped, the next run
sweeps the crumbs away before it begins: that was no document's fault.
"""

from __future__ import annotations

import faulthandler
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

OUT = 2  # strikes, and a document is left alone
GIVEN_UP = 4  # and so is all that comes after it, for leaving it alone was of no use


class Strikes:
    """The strikes of a shard, and the crumb of whoever works on it now. `folder` is the shard's own among what is being done."""

    def __init__(self, folder: Path, limit: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        left = {crumb: int.from_bytes(crumb.read_bytes()) for crumb in folder.glob("*.crumb")}
        self.counts = Counter(left.values())
        self._slow = {number for crumb, number in left.items() if _has_words(crumb.with_suffix(".trace"))}
        self._folder, self._limit = folder, limit
        self._name = uuid.uuid4().hex
        self._crumb = os.open(folder / f"{self._name}.crumb", os.O_RDWR | os.O_CREAT)
        # faulthandler writes here where a document stood when its time was up.
        self._trace = (folder / f"{self._name}.trace").open("wb")
        self.drop(0)

    def drop(self, number: int) -> None:
        """We are at this document now."""
        os.pwrite(self._crumb, number.to_bytes(8), 0)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Work on a document, which ends the process where it takes too long, even inside a regular expression."""
        faulthandler.dump_traceback_later(self._limit, exit=True, file=self._trace)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

    def reason(self, number: int) -> str:
        """Why a document is left alone."""
        if number in self._slow:
            return f"it took longer than {self._limit:g} seconds, twice"
        return "the process that worked on it was killed, twice (it may need more memory than there is)"

    def close(self) -> None:
        """The work is over, and nobody died of it."""
        os.close(self._crumb)
        self._trace.close()
        with suppress(OSError):
            (self._folder / f"{self._name}.crumb").unlink()
            (self._folder / f"{self._name}.trace").unlink()


def _has_words(trace: Path) -> bool:
    return trace.is_file() and trace.stat().st_size > 0
