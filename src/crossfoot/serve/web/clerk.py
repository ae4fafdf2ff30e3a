"""The clerk reads and checks in a process of its own, and is sent home where a task takes too long: no file can hold up the page.

A source is read when it is dropped, and kept: not read again with every keystroke.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Lock
from typing import Any

from ...desk import check_files, read_source
from ...document import CrossfootError
from ...formats import document_from_bytes
from ...settings import Settings, day

BEGINNING = 60.0  # seconds in which a clerk has to be there


class TooLong(Exception):
    """The clerk did not come back in time, or not at all."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A story as the page sends it: its words, what the file is called, the day of publication, and what it is to be held against."""

    text: str
    name: str
    published: str
    sources: tuple[str, ...]
    tables: tuple[str, ...]
    sources_complete: bool


class Clerk:
    """One process, one task at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._line: Connection | None = None
        self._process: SpawnProcess | None = None

    def ask(self, task: str, room: Path, given: Copy | str | tuple[str, bytes], *, seconds: float) -> Any:
        """What a task gives, for the files of one page; a `CrossfootError` says why it gives nothing."""
        with self._lock:
            line = self._at_work()
            try:
                line.send((task, room, given))
                if not line.poll(seconds):
                    raise TooLong
                done, answer = line.recv()
            except (TooLong, EOFError, OSError) as trouble:
                self.go()
                raise TooLong from trouble
        if not done:
            raise CrossfootError(answer)
        return answer

    def go(self) -> None:
        """Ends the process; the next task begins another."""
        if self._process:
            self._process.kill()
            self._process.join()
        if self._line:
            self._line.close()
        self._process = self._line = None

    def begin(self) -> None:
        """Has the process ready before the first task."""
        with self._lock:
            self._at_work()

    def _at_work(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            self.go()
            world = get_context("spawn")
            self._line, theirs = world.Pipe()
            self._process = world.Process(target=_work, args=(theirs, self._settings), daemon=True)
            self._process.start()
            theirs.close()
            if not _is_there(self._line):
                self.go()
                raise TooLong
        return self._line


def _is_there(line: Connection) -> bool:
    """Whether the process says that it is ready; one that ends at once says nothing."""
    try:
        return line.poll(BEGINNING) and bool(line.recv())
    except (EOFError, OSError):
        return False


def _work(line: Connection, settings: Settings) -> None:
    """The clerk's day: tasks, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The first check is the slow one: vocabulary and patterns are made ready.
    _checked(Copy("Police counted 40 boats: 25 in May and 15 in June, Ann Lowe said.", "story.txt", "", (), (), False), settings)
    line.send(True)
    while True:
        try:
            task, room, given = line.recv()
        except (EOFError, OSError):
            return
        line.send(_answer(task, room, given, settings))


def _answer(task: str, room: Path, given: Any, settings: Settings) -> tuple[bool, Any]:
    tasks: dict[str, Callable[[Any, Settings], Any]] = {"check": _checked, "story": _story, "source": _source_read, "table": _table_read}
    try:
        # Files are called what the newsroom calls them: no report names the folder where they lie meanwhile.
        os.chdir(room)
        return True, tasks[task](given, settings)
    except CrossfootError as trouble:
        return False, str(trouble)
    except Exception as trouble:
        return False, f"Crossfoot itself failed ({type(trouble).__name__}: {trouble}); please report it with what you did."


def _checked(copy: Copy, settings: Settings) -> dict[str, str]:
    """The report as a page, the words of the story with their marks, and one line that counts everything."""
    from ...reports.terminal import Ink, summary
    from ...reports.webpage import under, webpage

    published = day(copy.published) if copy.published else settings.published
    story = document_from_bytes(copy.text.encode("utf-8", "replace"), name=copy.name, published=published)
    report = check_files(
        [story],
        sources=[Path(name) for name in copy.sources],
        tables=[Path(name) for name in copy.tables],
        select=settings.select,
        ignore=settings.ignore,
        preview=settings.preview,
        sources_complete=copy.sources_complete,
        allowed=settings.allow,
        house=settings.house,
    )
    return {"page": webpage(report), "under": under(report), "said": summary(report, Ink(False))}


def _story(file: tuple[str, bytes], settings: Settings) -> str:
    """The words of a story that was dropped."""
    name, content = file
    return document_from_bytes(content, name=name).text


def _source_read(name: str, settings: Settings) -> str:
    read_source(Path(name))
    return name


def _table_read(name: str, settings: Settings) -> str:
    from ...desk import table_trouble
    from ...records import records_of

    trouble = table_trouble(Path(name))
    if trouble:
        raise CrossfootError(trouble)
    records_of(Path(name))
    return name
