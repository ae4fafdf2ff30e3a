"""Where a command puts what it has to say: a file or standard output, and never over what it was given to read."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from .document import CrossfootError

STDIN = "-"


def spare(output: str | None, inputs: Iterable[str | Path]) -> None:
    """Raises CrossfootError where the file to be written is one that was given to be read, under whatever name."""
    if output and os.path.isfile(output) and any(_is_one_file(output, path) for path in inputs):
        raise CrossfootError(f"--output {output}: this file is one of the inputs and would be overwritten; choose another file.")


def _is_one_file(output: str, path: str | Path) -> bool:
    try:
        return os.path.samefile(output, sys.__stdin__.fileno() if path == STDIN and sys.__stdin__ else path)
    except (OSError, ValueError):
        # What is not there, or is no path but a claim or a URL, cannot be overwritten.
        return False


def ended(text: str) -> str:
    """The text with the line end that a file wants."""
    return text if text.endswith("\n") else text + "\n"


def window(path: str | None) -> tuple[int, bool]:
    """How wide the text that goes to a path, or else to standard output, may be, and whether it may be coloured."""
    coloured = path is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120)), coloured


def write(text: str, path: str | None) -> None:
    """To a file, else to standard output."""
    if path is None:
        sys.stdout.write(text)
    else:
        write_file(text.encode("utf-8", "backslashreplace"), path)


def write_bytes(content: bytes, path: str | None) -> int:
    """To a file, else to standard output where that is no terminal."""
    if path is None and sys.stdout.isatty():
        raise CrossfootError("Parquet is not for the terminal; add --output FILE.")
    if path is None:
        sys.stdout.buffer.write(content)
    else:
        write_file(content, path)
    return 0


def write_file(content: bytes, path: str) -> None:
    """Raises CrossfootError where the file cannot be written."""
    try:
        Path(path).write_bytes(content)
    except OSError as trouble:
        raise CrossfootError(f"{path}: the report cannot be written ({trouble.strerror}); choose another file.") from trouble
