"""The parts of a zipped document (Word, OpenDocument, Excel); a sentence for archives that are broken, locked or out to fill the memory."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO

from ..document import CrossfootError
from .elements import Begin, pieces_of

LARGEST = 100_000_000  # characters of all the parts that are read, unpacked
MOST_PARTS = 20_000


class Archive:
    """The parts of a zipped file, unpacked one at a time and never more than `LARGEST` in all."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._left = LARGEST
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
            self.parts = frozenset(self._zip.namelist())
        except Exception as trouble:
            # What the standard library raises for a broken archive is of a dozen kinds.
            raise self._damaged(trouble) from trouble
        if len(self.parts) > MOST_PARTS:
            raise CrossfootError(f"{name}: the file is packed from {len(self.parts):,} parts, more than any document; it is not read.")

    def part(self, path: str) -> bytes | None:
        """A part, unpacked; nothing where there is none."""
        if path not in self.parts:
            return None
        try:
            with self._zip.open(path) as packed:
                content = packed.read(self._left + 1)
        except RuntimeError as trouble:
            raise CrossfootError(f"{self.name}: the file is locked with a password; save a copy without one.") from trouble
        except Exception as trouble:
            raise self._damaged(trouble) from trouble
        self._left -= len(content)
        if self._left < 0:
            raise CrossfootError(f"{self.name}: unpacked, the file is larger than {LARGEST // 1_000_000} MB; split it, or save it as text.")
        return content

    def _damaged(self, trouble: Exception) -> CrossfootError:
        return CrossfootError(f"{self.name}: the file is damaged or cut short ({trouble}); open it where it was made and save it again.")


def related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part of an Office file refers to, by what they are to it: {"styles": "word/styles.xml"}; "" is the file itself."""
    folder, _, own = part.rpartition("/")
    found: dict[str, str] = {}
    for piece in pieces_of(archive.part(f"{folder}/_rels/{own}.rels".lstrip("/")) or b"<none/>", archive.name):
        if isinstance(piece, Begin) and piece.name == "rel:Relationship" and piece.attributes.get("TargetMode") != "External":
            target = piece.attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.setdefault(piece.attributes.get("Type", "").rpartition("/")[2], path)
            found[piece.attributes.get("Id", "")] = path
    return found
