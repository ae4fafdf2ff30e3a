"""`crossfoot check --watch`: the same report again whenever a file that it rests on was saved."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from ..document import CrossfootError

PAUSE = 0.3  # seconds between two looks


def watch(check: Callable[[], Iterable[Path]], named: Iterable[Path]) -> NoReturn:
    """Checks, and again when a file changes that was named or that `check` gives; an interruption ends it. What goes wrong is said."""
    named = tuple(named)
    files = dict.fromkeys(named)
    while True:
        # Looked at before the check: what is saved while it runs is not missed.
        before = _stamps(files)
        try:
            files = dict.fromkeys((*named, *check()))
        except CrossfootError as trouble:
            print(f"crossfoot: {trouble}", file=sys.stderr)
        sys.stdout.flush()
        seen = _stamps(files) | before
        while _stamps(seen) == seen:
            time.sleep(PAUSE)
        _turn_the_page()


def _stamps(files: Iterable[Path]) -> dict[Path, tuple[int, int] | None]:
    """Size and time of each file; an editor that saves may take one away for a moment."""
    return {path: _stamp(path) for path in files}


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _turn_the_page() -> None:
    """An empty screen on a terminal, an empty line elsewhere."""
    print("\x1b[2J\x1b[H" if sys.stdout.isatty() else "", end="" if sys.stdout.isatty() else "\n")
