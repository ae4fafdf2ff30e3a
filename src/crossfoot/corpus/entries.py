"""The documents of a shard, one after another, whatever kind of file they lie in.

An entry is opened by whoever works on it, so that what is wrong with one of them costs that one. What breaks off the file itself comes as
an entry too: opening it raises the sentence that says so.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from ..document import CrossfootError, Document
from ..formats import LARGEST, content_of, document_from_bytes, document_from_text, limited
from ..reports.parquet import pyarrow
from .opening import is_url, opened, skip
from .shards import Shard
from .warc import Page, pages

FIELDS = ("id", "title", "date", "text", "sources", "tables")
_BATCH = 64
LOOKED_AT = 20  # records, before --fields is called wrong


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a corpus with what it is to be held against."""

    id: str
    document: Document
    sources: tuple[Document, ...] = ()
    tables: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry not opened yet: where it lies ("stories.jsonl@2048"), and how it is opened. `breaks` where nothing can come after it."""

    place: str
    open: Callable[[], Entry]
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields (or columns) of a document are called in the input."""

    names: tuple[tuple[str, str], ...] = field(default=tuple(zip(FIELDS, FIELDS, strict=True)))

    def of(self, record: dict[str, Any]) -> dict[str, Any]:
        """The record under our own names, without what is empty."""
        return {ours: record[theirs] for ours, theirs in self.names if record.get(theirs) is not None}

    def called(self, ours: str) -> str:
        """What the input calls one of FIELDS."""
        return dict(self.names)[ours]


def fields_called(options: Sequence[str]) -> Fields:
    """From "text=body,title=headline", as on the command line; raises CrossfootError for what is no field."""
    names = dict(zip(FIELDS, FIELDS, strict=True))
    for pair in (pair for option in options for pair in option.split(",")):
        ours, sign, theirs = (part.strip() for part in pair.partition("="))
        if ours not in names or not sign or not theirs:
            raise CrossfootError(f"--fields {pair}: it must be one of {', '.join(FIELDS)}, a sign of equality, and the name in the input.")
        names[ours] = theirs
    return Fields(tuple(names.items()))


class NoSuchField(CrossfootError):
    """A record has no field of the name that its text is said to have."""


def named_wrongly(shard: Shard, fields: Fields) -> CrossfootError | None:
    """What is to be said where --fields names a field that none of the first records has: once, and not of each of a million."""
    told = None
    for sealed in islice(entries(shard, fields), LOOKED_AT) if fields.called("text") != "text" else ():
        try:
            sealed.open()
        except NoSuchField as trouble:
            told = told or trouble
        except Exception:
            return None
        else:
            return None
    return told


def entries(shard: Shard, fields: Fields) -> Iterator[Sealed]:
    """Every document of a shard; never raises."""
    reader = {"jsonl": _lines, "parquet": _rows, "warc": _pages, "files": _documents}[shard.kind]
    try:
        yield from reader(shard, fields)
    except Exception as trouble:
        sentence = str(trouble) if isinstance(trouble, CrossfootError) else f"{shard.titles[0]}: it cannot be read ({trouble})."
        yield Sealed(shard.titles[0], partial(_fail, sentence), breaks=True)


def _fail(sentence: str) -> Entry:
    raise CrossfootError(sentence)


def _documents(shard: Shard, fields: Fields) -> Iterator[Sealed]:
    for path, title in zip(shard.paths, shard.titles, strict=True):
        yield Sealed(title, partial(_document, path, title))


def _document(path: str, title: str) -> Entry:
    if not is_url(path):
        return Entry(title, document_from_bytes(content_of(Path(path)), name=title))
    with opened(path) as file:
        return Entry(title, document_from_bytes(limited(file, title), name=title))


def _lines(shard: Shard, fields: Fields) -> Iterator[Sealed]:
    """The lines that begin in the shard's stretch of bytes."""
    title = shard.titles[0]
    with opened(shard.paths[0]) as file:
        at = shard.start
        if at:
            # A line that begins right at the cut is ours; one that began before it is not.
            skip(file, at - 1)
            at += _to_line_end(file) - 1
        while shard.stop is None or at < shard.stop:
            line = file.readline(LARGEST)
            if not line:
                return
            place, at = f"{title}@{at}", at + len(line)
            if len(line) == LARGEST and not line.endswith(b"\n"):
                at += _to_line_end(file)
                yield Sealed(place, partial(_fail, f"{place}: the line is longer than {LARGEST // 1_000_000} MB."))
            elif line.strip():
                yield Sealed(place, partial(_from_line, line, place, fields))


def _to_line_end(file: BinaryIO) -> int:
    """Goes past the end of the line; gives how many bytes that were."""
    gone = 0
    while piece := file.readline(1 << 20):
        gone += len(piece)
        if piece.endswith(b"\n"):
            break
    return gone


def _from_line(line: bytes, place: str, fields: Fields) -> Entry:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as trouble:
        raise CrossfootError(f"{place}: this line is not JSON ({trouble}).") from trouble
    if not isinstance(record, dict):
        raise CrossfootError(f"{place}: this line is no JSON object.")
    return _from_record(record, place, fields)


def parquet_file(raw: BinaryIO) -> Any:
    """An open Parquet file."""
    return pyarrow().parquet.ParquetFile(raw)


def _rows(shard: Shard, fields: Fields) -> Iterator[Sealed]:
    """The rows of the shard's stretch; of the row groups before it nothing is read."""
    title = shard.titles[0]
    with opened(shard.paths[0]) as raw:
        file = parquet_file(raw)
        columns = [theirs for _, theirs in fields.names if theirs in file.schema_arrow.names]
        stop = file.metadata.num_rows if shard.stop is None else shard.stop
        first = 0
        for group in range(file.metadata.num_row_groups):
            last = first + file.metadata.row_group(group).num_rows
            if last > shard.start and first < stop:
                yield from _group_rows(file, group, columns, (first, shard.start, stop), title, fields)
            first = last


def _group_rows(file: Any, group: int, columns: list[str], stretch: tuple[int, int, int], title: str, fields: Fields) -> Iterator[Sealed]:
    at, start, stop = stretch
    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns):
        if at + len(batch) > start and at < stop:
            for number, record in enumerate(batch.to_pylist(), at):
                if start <= number < stop:
                    place = f"{title}#{number}"
                    yield Sealed(place, partial(_from_record, record, place, fields))
        at += len(batch)


def _pages(shard: Shard, fields: Fields) -> Iterator[Sealed]:
    with opened(shard.paths[0]) as file:
        for number, page in enumerate(pages(file, shard.titles[0])):
            place = page.address or f"{shard.titles[0]}#{number}"
            yield Sealed(place, partial(_from_page, page, place))


def _from_page(page: Page, place: str) -> Entry:
    # The end of the name decides where the content leaves it open.
    name = place if page.kind == "text/plain" else f"{place}#.html"
    document = document_from_bytes(page.content, name=name)
    return Entry(place, replace(document, name=place))


def _from_record(record: dict[str, Any], place: str, fields: Fields) -> Entry:
    """A title stands above its text, with an empty line between them; offsets count from the beginning of the title. A title alone is no
    story."""
    given = fields.of(record)
    text, title = given.get("text"), given.get("title")
    if fields.called("text") not in record:
        raise NoSuchField(
            f"{place}: there is no field {fields.called('text')!r}; name the one that holds the text with --fields text=NAME."
        )
    if not isinstance(text, str):
        raise CrossfootError(f"{place}: the field {fields.called('text')!r} holds no text; name the one that does with --fields text=NAME.")
    name = str(given.get("id", place))
    whole = f"{title.strip()}\n\n{text}" if isinstance(title, str) and title.strip() and worded(text) else text
    document = document_from_text(whole, name=name, published=_day(given.get("date")))
    return Entry(name, document, tuple(_sources(given.get("sources"), place)), tuple(_tables(given.get("tables"), place)))


def worded(text: str) -> bool:
    """It has a letter or a digit. Where it has none ("", "  ", "* * *"), it was lost on the way, or there never was a story."""
    return any(map(str.isalnum, text))


def _day(given: Any) -> date | None:
    """The day of "2017-09-28T10:00:00Z", of a date or a time; None for what is neither."""
    try:
        return date.fromisoformat(str(given)[:10]) if given else None
    except ValueError:
        return None


def _sources(given: Any, place: str) -> Iterator[Document]:
    """Texts, or objects with `text` and, where it has one, a `name`."""
    for number, source in enumerate(given if isinstance(given, list) else [given] if given else [], 1):
        plain = source if isinstance(source, dict) else {"text": source}
        if not isinstance(plain.get("text"), str):
            raise CrossfootError(f"{place}: source {number} is no text, nor an object with a field `text`.")
        yield document_from_text(plain["text"], name=str(plain.get("name") or f"source {number}"))


def _tables(given: Any, place: str) -> Iterator[Any]:
    """Each a list of rows with named columns, or CSV as a text. A path is not followed: what is data opens no files."""
    if not given:
        return
    from ..records.holdings import Frame

    arrow = pyarrow()
    one = isinstance(given, str) or all(isinstance(row, dict) for row in given)
    for number, table in enumerate([given] if one else given, 1):
        try:
            yield Frame(_from_csv(table) if isinstance(table, str) else arrow.Table.from_pylist(table))
        except (arrow.ArrowException, TypeError, AttributeError) as trouble:
            raise CrossfootError(f"{place}: table {number} is neither CSV nor a list of rows ({trouble}).") from trouble


def _from_csv(text: str) -> Any:
    from pyarrow import csv  # type: ignore[import-not-found, import-untyped, unused-ignore]

    return csv.read_csv(io.BytesIO(text.encode("utf-8", "replace")))
