"""Opening what a corpus is made of: a file of this machine or a URL that fsspec knows (s3://, gs://, https://), packed or not."""

from __future__ import annotations

import gzip
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..document import CrossfootError

_STEP = 1 << 20


def is_url(path: str) -> bool:
    """True for what only fsspec can open."""
    return "://" in path


def opened(path: str) -> BinaryIO:
    """The bytes of a file, unpacked where its name ends in .gz or .zst."""
    raw = _raw(path)
    if path.endswith(".gz"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    return _unpacked_zst(raw) if path.endswith(".zst") else raw


def size_of(path: str) -> int:
    """How many bytes the file has as it lies there."""
    if is_url(path):
        files, inside = file_system(path)
        return int(files.size(inside) or 0)
    return os.stat(path).st_size


def unpacked_size(path: str) -> int:
    """How many bytes it has unpacked; it is read through to find out, and where it breaks off its size is what can be read."""
    total = 0
    try:
        with opened(path) as file:
            while piece := file.read(_STEP):
                total += len(piece)
    except (OSError, EOFError, ValueError):
        pass
    return total


def skip(file: BinaryIO, count: int) -> None:
    """Goes on by so many bytes, in any stream."""
    if file.seekable():
        file.seek(count, os.SEEK_CUR)
        return
    while count > 0 and (piece := file.read(min(count, _STEP))):
        count -= len(piece)


def files_in(folder: str, without: Path) -> Iterator[tuple[str, str]]:
    """Every file in a folder and those below it, in order: its path, and its name from the folder. Hidden files, links and what is no
    file (a pipe, a device) are left out, and so is the folder `without`, where the results go."""
    if is_url(folder):
        files, inside = file_system(folder)
        root = files.unstrip_protocol(inside).rstrip("/") + "/"
        for name in sorted(files.find(inside)):
            whole = files.unstrip_protocol(name)
            yield whole, whole.removeprefix(root)
        return
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and (Path(at) / name).resolve() != without)
        for name in sorted(names):
            path = os.path.join(at, name)
            if not name.startswith(".") and stat.S_ISREG(os.lstat(path).st_mode):
                yield path, Path(path).relative_to(folder).as_posix()


def is_folder(path: str) -> bool:
    """True for a folder of this machine, or of the place that the URL names."""
    if is_url(path):
        files, inside = file_system(path)
        return bool(files.isdir(inside))
    return os.path.isdir(path)


def file_system(url: str) -> tuple[Any, str]:
    """What fsspec makes of a URL; raises CrossfootError where it cannot."""
    try:
        import fsspec  # type: ignore[import-not-found, import-untyped, unused-ignore]

        return cast("tuple[Any, str]", fsspec.core.url_to_fs(url))
    except (ImportError, ValueError) as trouble:
        raise CrossfootError(f"{url}: this needs fsspec and its package for this kind of address ({trouble}); install them.") from trouble


def _raw(path: str) -> BinaryIO:
    if is_url(path):
        files, inside = file_system(path)
        return cast(BinaryIO, files.open(inside, "rb"))
    if os.path.exists(path) and not os.path.isfile(path):
        raise CrossfootError(f"{path}: this is a pipe or a device and no file; copy what it gives into a file.")
    return open(path, "rb")


def _unpacked_zst(raw: BinaryIO) -> BinaryIO:
    from ..reports.parquet import pyarrow

    arrow = pyarrow()
    return io.BufferedReader(arrow.CompressedInputStream(arrow.PythonFile(raw, mode="r"), "zstd"))
