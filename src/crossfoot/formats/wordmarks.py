"""Comments written into a Word file, each on the exact words it is about; all else in the file stays byte for byte as it was.

A comment is marked by a sign before its first word and one after its last. Where these fall inside a run of letters, the run is cut in two
that look alike. Word takes no comments in text boxes and footnotes: those stand at the paragraph nearest before.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple
from xml.sax.saxutils import escape

from ..document import CrossfootError, Span
from .archive import Archive, related
from .elements import Begin, Words, pieces_of
from .manuscript import Placed
from .word import main_part, set_from

AUTHOR = "Crossfoot"
_NAMESPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_PRESERVED = b'<w:t xml:space="preserve">'
# What XML cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)?\b[^<>]{0,800}?\bw:id=\"(\d{1,9})\"")


class Note(NamedTuple):
    """A comment: the place in the text of the document, and its lines."""

    span: Span
    lines: tuple[str, ...]


def commented(content: bytes, name: str, text: str, notes: Sequence[Note]) -> bytes:
    """The Word file with these comments in it; `text` is what was read from it."""
    archive = Archive(content, name)
    galley, placed = set_from(archive)
    if galley.text != text:
        raise CrossfootError(f"{name}: the file has changed since it was read; run the command again.")
    main = main_part(archive)
    xml = archive.part(main) or b""
    if _NAMESPACE not in xml[:50_000]:
        raise CrossfootError(f"{name}: comments cannot be put into this kind of Word file; save it in Word as an ordinary .docx.")
    path = related(archive, main).get("comments", f"{main.rpartition('/')[0]}/comments.xml")
    old = archive.part(path)
    first = max((int(number) for part in (xml, old or b"") for number in _NUMBER.findall(part)), default=-1) + 1
    letters = {piece.at: piece for piece in _letters(xml, name)}
    anchors = [anchor for note in notes if (anchor := _anchor(placed, note.span, letters))] if letters else []
    changed = {main: _marked(xml, letters, anchors, first), path: _with_comments(old, notes[: len(anchors)], first)}
    if old is None:
        changed |= _registered(archive, main, path)
    return _packed(content, changed)


class _Letters(NamedTuple):
    """A piece of the words of a run: its byte, its words, its tag; of the run, where it is, its look, whether this is all it holds."""

    at: int
    words: str
    tag: int
    start: int
    end: int
    look: bytes
    alone: bool

    def byte(self, xml: bytes, offset: int) -> int:
        """Where in the file the letter at this offset stands."""
        written = self.words[:offset].encode()
        # "&amp;" comes by itself.
        entity = xml.find(b";", self.at, self.at + 12) if offset and xml.startswith(b"&", self.at) else -1
        return entity + 1 if entity > 0 else self.at + len(written)


class _Place(NamedTuple):
    """A piece, and how many letters of it stand before the place."""

    piece: _Letters
    offset: int


_Anchor = tuple[_Place, _Place]


def _letters(xml: bytes, name: str) -> Iterator[_Letters]:
    """All pieces of words that stand in a run of their own."""
    path: list[str] = []
    found: list[tuple[int, str, int]] = []
    start = look = tag = -1
    shape, more = b"", 0
    for piece in pieces_of(xml, name):
        if isinstance(piece, Words):
            if path[-2:] == ["w:r", "w:t"] and start >= 0 and xml.startswith(b"<w:t", tag):
                found.append((piece.at, piece.text, tag))
        elif isinstance(piece, Begin):
            path.append(piece.name)
            if piece.name == "w:r":
                start, shape, more, found = piece.at, b"", 0, []
            elif path[-2:] == ["w:r", "w:rPr"]:
                look = piece.at
            elif path[-2:-1] == ["w:r"]:
                tag, more = piece.at, more + 1
        else:
            path.pop()
            if piece.name == "w:rPr" and path[-1:] == ["w:r"]:
                shape = xml[look : xml.index(b">", piece.at) + 1]
            elif piece.name == "w:r" and start >= 0:
                end = xml.index(b">", piece.at) + 1
                for at, words, where in found:
                    yield _Letters(at, words, where, start, end, shape, more == len(found) == 1)
                # A run around a drawing with a text box holds others; what comes after them in it cannot be marked.
                start, found = -1, []


def _anchor(placed: list[Placed], span: Span, letters: dict[int, _Letters]) -> _Anchor | None:
    """Where in the file the words stand; the paragraph before them where they cannot be marked themselves."""
    at = max(0, bisect_right(placed, span.start, key=lambda one: one.start) - 1)
    for number, one in enumerate([*placed[at::-1], *placed[at + 1 :]]):
        whole = Span(one.start, one.origin + one.paragraph.length)
        if not one.paragraph.boxed and (anchor := _ends(one, span if number == 0 and whole.holds(span) else whole, letters)):
            return anchor
    return None


def _ends(one: Placed, span: Span, letters: dict[int, _Letters]) -> _Anchor | None:
    """The first and the last letter of a stretch of a paragraph that can be marked."""
    inside = [
        (offset, letters[at])
        for offset, at in one.paragraph.pieces
        if at in letters and one.origin + offset < span.end and one.origin + offset + len(letters[at].words) > span.start
    ]
    if not inside:
        return None
    (first, piece), (last, other) = inside[0], inside[-1]
    return _Place(piece, max(0, span.start - one.origin - first)), _Place(other, min(len(other.words), span.end - one.origin - last))


def _marked(xml: bytes, letters: dict[int, _Letters], anchors: list[_Anchor], first: int) -> bytes:
    """The main part with the signs of the comments in it."""
    signs: dict[tuple[int, bytes, bytes], list[tuple[int, int]]] = {}
    widened: dict[int, bytes] = {}
    for number, (start, end) in enumerate(anchors, first):
        for opens, (piece, offset) in ((1, start), (0, end)):
            at, before, after = _cut(xml, piece, offset)
            signs.setdefault((at, before, after), []).append((opens, number))
            if before:
                # Cut in two, the words may begin or end with a space, which Word would drop.
                widened[piece.tag] = _PRESERVED
    splices: list[tuple[int, int, bytes]] = [
        (at, at, before + b"".join(map(_sign, sorted(wanted))) + after) for (at, before, after), wanted in signs.items()
    ]
    splices += [(tag, xml.index(b">", tag) + 1, new) for tag, new in widened.items()]
    parts: list[bytes] = []
    done = 0
    for begin, stop, new in sorted(splices):
        parts += [xml[done:begin], new]
        done = stop
    return b"".join([*parts, xml[done:]])


def _cut(xml: bytes, piece: _Letters, offset: int) -> tuple[int, bytes, bytes]:
    """Where a sign goes, and what ends the run before it and begins it again after."""
    if piece.alone and offset == 0:
        return piece.start, b"", b""
    if piece.alone and offset == len(piece.words):
        return piece.end, b"", b""
    return piece.byte(xml, offset), b"</w:t></w:r>", b"<w:r>" + piece.look + _PRESERVED


def _sign(sign: tuple[int, int]) -> bytes:
    opens, number = sign
    if opens:
        return f'<w:commentRangeStart w:id="{number}"/>'.encode()
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'.encode()


def _with_comments(old: bytes | None, notes: Sequence[Note], first: int) -> bytes:
    """The part that holds the comments, with these after those that were there."""
    new = "".join(_comment(number, note) for number, note in enumerate(notes, first)).encode()
    end = old.rfind(b"</") if old else -1
    if old and end >= 0:
        return old[:end] + new + old[end:]
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments ' + _NAMESPACE + b">"
    return head + new + b"</w:comments>"


def _comment(number: int, note: Note) -> str:
    lines = [escape(_UNWRITABLE.sub("\ufffd", line)) for line in note.lines]
    inside = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in lines)
    return f'<w:comment {_NAMESPACE.decode()} w:id="{number}" w:author="{AUTHOR}" w:initials="CF">{inside}</w:comment>'


def _registered(archive: Archive, main: str, path: str) -> dict[str, bytes]:
    """The two lists in which a Word file names its parts, with the comments in them."""
    folder, _, own = main.rpartition("/")
    relations = f"{folder}/_rels/{own}.rels".lstrip("/")
    kinds, known = "[Content_Types].xml", archive.part(relations) or _NO_RELATIONS
    return {
        kinds: _appended(archive.part(kinds) or b"", f'<Override PartName="/{path}" ContentType="{_TYPE}"/>'),
        relations: _appended(known, f'<Relationship Id="rIdCrossfoot" Type="{_RELATION}" Target="/{path}"/>'),
    }


def _appended(xml: bytes, element: str) -> bytes:
    end = xml.rfind(b"</")
    return xml[:end] + element.encode() + xml[end:] if end >= 0 else xml


def _packed(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some parts changed or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info, changed.pop(info.filename) if info.filename in changed else old.read(info))
        for path, part in changed.items():
            new.writestr(zipfile.ZipInfo(path), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
