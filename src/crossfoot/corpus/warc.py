"""WARC, in which crawls of the web are kept: one record after another, each with headers, and of a page the answer of its server.

Only what holds a page is given: the answer to a request (`response`), and the text that was taken from one (`conversion`, as in WET files).
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ..document import CrossfootError
from ..formats import LARGEST
from .opening import skip

_LONGEST_LINE = 1 << 16
_MOST_HEADERS = 500
_TEXT = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was fetched: its address, its bytes, and what its server called them."""

    address: str
    content: bytes
    kind: str


def pages(file: BinaryIO, name: str) -> Iterator[Page]:
    """The pages of an archive, in order; raises CrossfootError where it is broken."""
    while headers := _headers(file, name):
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            raise CrossfootError(f"{name}: a record has no length; the rest of this archive cannot be read.")
        wanted = headers.get("warc-type") in ("response", "conversion") and int(length) <= LARGEST
        if not wanted:
            skip(file, int(length))
            continue
        body = file.read(int(length))
        if len(body) < int(length):
            raise CrossfootError(f"{name}: the archive breaks off inside a record; fetch it again.")
        if page := _page(headers, body):
            yield page


def _headers(file: BinaryIO, name: str) -> dict[str, str]:
    """The headers of the next record; none at the end."""
    line = file.readline(_LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = file.readline(_LONGEST_LINE)
    if not line:
        return {}
    if not line.startswith(b"WARC/"):
        raise CrossfootError(f"{name}: here a record of a WARC file should begin; the rest of this archive cannot be read.")
    return _fields(iter(lambda: file.readline(_LONGEST_LINE), b""))


def _fields(lines: Iterator[bytes]) -> dict[str, str]:
    """Header lines up to the empty one."""
    fields = {"": ""}
    for _, line in zip(range(_MOST_HEADERS), lines, strict=False):
        if not line.strip():
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        fields[key.strip().lower()] = value.strip()
    return fields


def _page(headers: dict[str, str], body: bytes) -> Page | None:
    address = headers.get("warc-target-uri", "").strip("<>")
    if headers["warc-type"] == "conversion":
        return Page(address, body, "text/plain")
    head, _, content = body.partition(b"\r\n\r\n")
    first, _, rest = head.partition(b"\r\n")
    answer = _fields(iter(rest.split(b"\r\n")))
    kind = answer.get("content-type", "").partition(";")[0].strip().lower()
    if first.split(b" ")[1:2] != [b"200"] or kind not in _TEXT:
        return None
    return Page(address, _decoded(content, answer), kind)


def _decoded(content: bytes, answer: dict[str, str]) -> bytes:
    """The content without how it was sent: in chunks, packed. What is not as its headers say is left as it is."""
    if answer.get("transfer-encoding", "").lower() == "chunked":
        content = _joined(content)
    coding = answer.get("content-encoding", "").lower()
    if coding not in ("gzip", "x-gzip", "deflate"):
        return content
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | (16 if "gzip" in coding else 0)).decompress(content, LARGEST)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        return content


def _joined(content: bytes) -> bytes:
    chunks, at = [], 0
    while (end := content.find(b"\r\n", at)) >= 0:
        try:
            length = int(content[at:end].partition(b";")[0], 16)
        except ValueError:
            return content
        if length <= 0:
            break
        chunks.append(content[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(chunks) or content
