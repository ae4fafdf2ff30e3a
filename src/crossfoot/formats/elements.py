"""The XML inside Word, OpenDocument and Excel files, as a flat run of beginnings, ends and words, each with its place in the bytes.

Nothing is kept but the piece at hand, and nothing is fetched. A document type, with which XML can be made to swell or to read other files,
is refused: none of these files has one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from ..document import CrossfootError

DEEPEST = 400
_CHUNK = 1 << 16
# The two dialects of Office, as Word writes it and as the standard has it, and OpenDocument.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "s",
    "http://purl.oclc.org/ooxml/spreadsheetml/main": "s",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "http://purl.org/dc/elements/1.1/": "dc",
}


class Begin(NamedTuple):
    """An element begins: its name as "w:p", its attributes, and the byte at which its tag stands."""

    name: str
    attributes: dict[str, str]
    at: int


class End(NamedTuple):
    """An element ends."""

    name: str
    at: int


class Words(NamedTuple):
    """Words, and the byte at which they stand; an entity comes alone."""

    text: str
    at: int


def pieces_of(xml: bytes, name: str) -> Iterator[Begin | End | Words]:
    """What the XML holds, in order; a sentence where it is broken."""
    reading = _Reading(name)
    for start in range(0, len(xml) + 1, _CHUNK):
        chunk = xml[start : start + _CHUNK]
        try:
            reading.parser.Parse(chunk, start + _CHUNK > len(xml))
        except (expat.ExpatError, ValueError, LookupError) as trouble:
            raise CrossfootError(
                f"{name}: the file is damaged or cut short ({trouble}); open it where it was made and save it again."
            ) from trouble
        yield from reading.pieces
        reading.pieces.clear()


class _Reading:
    """What the parser has come upon since it was last asked."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[Begin | End | Words] = []
        self._known: dict[str, str] = {}
        self._depth = 0
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise CrossfootError(f"{self.name}: parts of the file stand in one another {DEEPEST} deep, as in no document; it is not read.")
        plain = {self._short(key): value for key, value in attributes.items()} if attributes else {}
        self.pieces.append(Begin(self._short(name), plain, self.parser.CurrentByteIndex))

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.pieces.append(End(self._short(name), self.parser.CurrentByteIndex))

    def _words(self, text: str) -> None:
        self.pieces.append(Words(text, self.parser.CurrentByteIndex))

    def _refuse(self, *_: object) -> None:
        raise CrossfootError(f"{self.name}: the file declares entities of its own, as no Word or Office program does; it is not read.")

    def _short(self, name: str) -> str:
        """ "w:p" for the name of a paragraph in full; what belongs to none of the known vocabularies has "?" before it."""
        short = self._known.get(name)
        if short is None:
            space, _, local = name.rpartition("\n")
            short = f"{_PREFIXES.get(space, '?')}:{local}" if space else local
            if len(self._known) < 10_000:
                self._known[name] = short
        return short
