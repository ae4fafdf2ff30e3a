"""What somebody has dropped on the page: a folder for this user alone, as long as the page is open.

A file is known by its name only, and that is made plain before it becomes the name of a file: nothing that the page says is ever a path.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ...document import CrossfootError

Use = Literal["source", "table", "mapping"]

FILES = 20  # dropped on one page
ROOMS = 8  # pages at a time; the one that was quiet longest is closed
ALL = 64_000_000  # bytes of all files of a page

_TABLES = (".csv", ".tsv", ".parquet", ".xlsx", ".xls", ".sqlite", ".sqlite3", ".db", ".duckdb", ".csv.gz", ".tsv.gz")
_MAPPING = ".crossfoot.toml"


@dataclass(slots=True)
class Room:
    """The folder of one page, and what each file in it is for."""

    folder: Path
    uses: dict[str, Use] = field(default_factory=dict)

    def named(self, use: Use) -> tuple[str, ...]:
        """The files of one use, as they came."""
        return tuple(name for name, mine in self.uses.items() if mine == use)

    def listed(self) -> list[dict[str, str]]:
        """What the page shows of it."""
        return [{"name": name, "use": use} for name, use in self.uses.items()]

    def keep(self, name: str, content: bytes) -> Use:
        """Puts a file in the folder, in the place of one of the same name."""
        others = [one for one in self.uses if one != name]
        if len(others) >= FILES:
            raise CrossfootError(f"{name}: there are {FILES} files on this page already; take one away first.")
        if sum((self.folder / one).stat().st_size for one in others) + len(content) > ALL:
            raise CrossfootError(f"{name}: the files of a page may come to {ALL // 1_000_000} MB; use `crossfoot check` for more.")
        (self.folder / name).write_bytes(content)
        self.uses[name] = use_of(name)
        return self.uses[name]

    def drop(self, name: str) -> None:
        """Takes a file out of the folder."""
        if self.uses.pop(name, None):
            (self.folder / name).unlink(missing_ok=True)


class Rooms:
    """The folders of all open pages, in one folder that is removed at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rooms: OrderedDict[str, Room] = OrderedDict()

    def open(self) -> str:
        """A new room; gives the word that opens it, which only its page is told."""
        while len(self._rooms) >= ROOMS:
            self.close(next(iter(self._rooms)))
        word = secrets.token_urlsafe(24)
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        self._rooms[word] = Room(folder)
        return word

    def room(self, word: str) -> Room | None:
        """The room that a word opens."""
        if word in self._rooms:
            self._rooms.move_to_end(word)
        return self._rooms.get(word)

    def close(self, word: str) -> None:
        """Removes a room with all that is in it."""
        room = self._rooms.pop(word, None)
        if room:
            shutil.rmtree(room.folder, ignore_errors=True)


def plain_name(words: str) -> str:
    """A name that is nothing but the name of a file: "../../etc/passwd" is "passwd", and "a#b.csv" is "a_b.csv"."""
    last = re.split(r"[/\\]", words)[-1]
    plain = re.sub(r"[^\w .()+,'’&@-]", "_", last).strip(" .")
    stem, dot, end = plain.rpartition(".")
    return f"{stem[:48]}{dot}{end[:12]}".strip() if stem else plain[:48] or "file.txt"


def use_of(name: str) -> Use:
    """What a dropped file is for, by the end of its name."""
    lower = name.casefold()
    if lower.endswith(_MAPPING):
        return "mapping"
    return "table" if lower.endswith(_TABLES) else "source"
