"""While long work is done: one line on the terminal that says how far it has come, and nothing anywhere else.

Work that is over in a second shows nothing. The line stands on standard error, is written over, and is gone when the work is done.
"""

from __future__ import annotations

import os
import shutil
import time
from threading import Event, Thread
from types import TracebackType
from typing import TextIO

PATIENCE = 1.0  # seconds before anything is said
PAUSE = 0.25  # seconds between two looks at the clock
_CLEAR = "\r\x1b[K"


class Waiting:
    """Around the work: `with Waiting(sys.stderr) as waiting`, and `waiting.tell` is told each step."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream and stream.isatty() and os.environ.get("TERM") != "dumb" else None
        self._step = ""
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def tell(self, step: str) -> None:
        """What is being done now: "story.txt: reading the figures"."""
        self._step = step

    def __enter__(self) -> Waiting:
        self._began = time.monotonic()
        if self._stream:
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        shown = False
        self._over.wait(PATIENCE)
        while not self._over.is_set():
            shown = True
            self._write(f"{_CLEAR}{self._line()}")
            self._over.wait(PAUSE)
        if shown:
            self._write(_CLEAR)

    def _line(self) -> str:
        """The step and the seconds, no wider than the window."""
        seconds = f" {time.monotonic() - self._began:.0f} s"
        room = max(10, shutil.get_terminal_size().columns - len(seconds) - 1)
        step = "".join(sign if sign.isprintable() else "�" for sign in self._step)
        return (step if len(step) <= room else f"{step[: room - 1]}…") + seconds

    def _write(self, words: str) -> None:
        if self._stream:
            self._stream.write(words)
            self._stream.flush()
