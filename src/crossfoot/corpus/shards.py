"""Cutting the input into shards: pieces of about a thousand documents that can be read one by one, on any machine and in any order.

The cut depends on the input and on the wanted size, never on how many work on it. A file of JSON lines is cut by bytes, one of Parquet by
rows, and the documents of a folder by files; of a packed file of JSON lines every piece has to unpack what comes before it, so there
are few of them. A WARC file is a shard of its own, for archives of the web come as many.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Literal

from ..document import CrossfootError
from .opening import files_in, is_folder, is_url, opened, size_of, unpacked_size

Kind = Literal["jsonl", "parquet", "warc", "files"]

_ENDS: dict[str, Kind] = {".parquet": "parquet", ".warc": "warc", ".wet": "warc", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_SAMPLE = 1 << 17
_PACKED = 8 << 20  # a packed file up to this size is one piece
_MOST_PIECES = 32  # of what must be read from the beginning for each


@dataclass(frozen=True, slots=True)
class Shard:
    """One piece: a stretch (of bytes or rows; `stop` is None for the rest) of one file, or several files that are a document each.

    `name` is what its files are called in the output; `titles` is what people call the files."""

    name: str
    kind: Kind
    paths: tuple[str, ...]
    titles: tuple[str, ...]
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    paths: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    start: int = 0
    stop: int | None = None


def shards_of(inputs: Sequence[str], *, size: int, output: Path) -> tuple[list[Shard], str]:
    """The shards of the input, in order, and a fingerprint of what they were cut from; raises CrossfootError where there is nothing."""
    digest = sha256()
    shards = []
    numbers = count()
    for piece in _pieces(list(_files(inputs, output)), size):
        for path, title in zip(piece.paths, piece.titles, strict=True):
            digest.update(f"{title}\0{size_of(path)}\0{piece.start}\0{piece.stop}\n".encode("utf-8", "surrogateescape"))
        shards.append(Shard(f"{next(numbers):06d}", piece.kind, tuple(piece.paths), tuple(piece.titles), piece.start, piece.stop))
    if not shards:
        raise CrossfootError(f"{', '.join(inputs)}: there is no document in it; name folders, or files of JSON lines, Parquet or WARC.")
    return shards, digest.hexdigest()


def kind_of(path: str) -> Kind:
    """What the end of its name says of a file; what is nothing else is a document of its own."""
    name = path.lower().removesuffix(".gz").removesuffix(".zst")
    return next((kind for end, kind in _ENDS.items() if name.endswith(end)), "files")


def _files(inputs: Sequence[str], output: Path) -> Iterator[tuple[str, str]]:
    for given in inputs:
        if is_folder(given):
            yield from files_in(given, output.resolve())
        elif is_url(given) or os.path.exists(given):
            yield (given if is_url(given) else os.path.abspath(given)), os.path.basename(given)
        else:
            raise CrossfootError(f"{given}: there is no such file or folder; look at the spelling of its name.")


def _pieces(files: list[tuple[str, str]], size: int) -> Iterator[_Piece]:
    loose = _Piece("files")
    for path, title in files:
        kind = kind_of(path)
        if kind == "files":
            loose.paths.append(os.path.abspath(path) if not is_url(path) else path)
            loose.titles.append(title)
            if len(loose.paths) == size:
                yield loose
                loose = _Piece("files")
            continue
        for start, stop in _cuts(kind, path, size):
            yield _Piece(kind, [path if is_url(path) else os.path.abspath(path)], [title], start, stop)
    if loose.paths:
        yield loose


def _cuts(kind: Kind, path: str, size: int) -> Iterator[tuple[int, int | None]]:
    """Where one file is cut. What cannot be opened is one piece: whoever works on it says why."""
    try:
        if kind == "jsonl":
            return _in_lines(path, size)
        if kind == "parquet":
            return _in_rows(path, size)
    except (OSError, EOFError, ValueError):
        pass
    return iter([(0, None)])


def _in_lines(path: str, size: int) -> Iterator[tuple[int, int | None]]:
    packed = path.endswith((".gz", ".zst"))
    if packed and size_of(path) <= _PACKED:
        return iter([(0, None)])
    with opened(path) as file:
        sample = file.read(_SAMPLE)
    step = max(1, len(sample) * size // max(1, sample.count(b"\n")))
    whole = unpacked_size(path) if packed else size_of(path)
    return _stretches(whole, max(step, whole // _MOST_PIECES + 1) if packed else step)


def _in_rows(path: str, size: int) -> Iterator[tuple[int, int | None]]:
    from .entries import parquet_file

    with opened(path) as raw:
        whole = parquet_file(raw).metadata.num_rows
    return _stretches(whole, size)


def _stretches(whole: int, step: int) -> Iterator[tuple[int, int | None]]:
    """0 to step, step to twice step ...; the last one is open, so that nothing is left behind."""
    starts = list(range(0, max(whole, 1), step))
    return iter(list(zip(starts, [*starts[1:], None], strict=True)))
