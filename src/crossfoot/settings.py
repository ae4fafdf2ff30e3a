"""Options that stand in a file: `crossfoot.toml`, or `[tool.crossfoot]` of `pyproject.toml`. The command line wins over them.

The file is looked for in the folder where the command runs and then in each folder above it; the first one found is used.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, cast

from .document import CrossfootError, DateOrder
from .finding import Severity
from .formats import text_of
from .ignores import Allowance, checks_called


@dataclass(frozen=True, slots=True)
class Against:
    """`[[against]]`: the sources and tables that some stories are held against. `files` is a pattern, seen from the folder of the file."""

    folder: Path
    files: str
    sources: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()

    def covers(self, story: Path) -> bool:
        """True when this is about the story."""
        whole = Path(os.path.abspath(story))
        return whole.is_relative_to(self.folder) and fnmatchcase(whole.relative_to(self.folder).as_posix(), self.files)


@dataclass(frozen=True, slots=True)
class House:
    """How a newsroom writes, and how grave it takes things: names that are settled, the order of 04/05/2024, the severity of checks."""

    known: tuple[str, ...] = ()
    dates: DateOrder | None = None
    severity: tuple[tuple[str, Severity], ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; the same words as on the command line."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    published: date | None = None
    fail_on: Severity = "error"
    baseline: Path | None = None
    allow: tuple[Allowance, ...] = ()
    against: tuple[Against, ...] = ()
    house: House = House()


def settings_for(folder: Path) -> Settings:
    """The settings that hold in a folder."""
    for place in (folder, *folder.parents):
        for path in (place / "crossfoot.toml", place / "pyproject.toml"):
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return settings_from(table, path)
    return Settings()


def _table(path: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(text_of(path))
    except (CrossfootError, ValueError, RecursionError) as trouble:
        if path.name == "pyproject.toml":
            # A broken pyproject.toml is another tool's business until it names us.
            return None
        raise CrossfootError(f"{path}: the settings cannot be read ({trouble}); correct the file or remove it.") from trouble
    if path.name == "pyproject.toml":
        return _of_tool(content.get("tool"), path)
    return content


def _of_tool(tool: Any, path: Path) -> dict[str, Any] | None:
    """`[tool.crossfoot]` of pyproject.toml; None where it says nothing of us."""
    ours = tool.get("crossfoot") if isinstance(tool, dict) else None
    if ours is not None and not isinstance(ours, dict):
        raise CrossfootError(f"{path}: tool.crossfoot is no table; write [tool.crossfoot] above the settings.")
    return ours


def settings_from(table: dict[str, Any], path: Path) -> Settings:
    """Settings from the table of a file; anything unknown or of the wrong kind is an error that names the file and the key."""
    known: dict[str, Callable[[Any], Any]] = {
        "select": _checks,
        "ignore": _checks,
        "preview": _yes_no,
        "published": _day,
        "fail-on": severity,
        # A path in the file is meant from the file, wherever the command runs.
        "baseline": lambda value: path.parent / _words(value),
        "allow": _allowances,
        "against": lambda value: _againsts(value, Path(os.path.abspath(path.parent))),
        "known": _known,
        "dates": _order,
        "severity": _severities,
    }
    read: dict[str, Any] = {}
    for key, value in table.items():
        name = key.replace("_", "-")
        if name not in known:
            raise CrossfootError(f"{_place(path, key)}: there is no setting called {key!r}; there are {', '.join(known)}.")
        try:
            read[name.replace("-", "_")] = known[name](value)
        except (TypeError, ValueError, CrossfootError) as trouble:
            raise CrossfootError(f"{_place(path, key)}: {key}: {trouble}") from trouble
    house = House(**{part.name: read.pop(part.name) for part in fields(House) if part.name in read})
    return Settings(**read, house=house)


def _place(path: Path, key: str) -> str:
    """The file and the line of the first `key = ...` or `[[key]]` in it."""
    try:
        lines = text_of(path).splitlines()
    except CrossfootError:
        lines = []
    begins = re.compile(rf"""[ \t\[]{{0,9}}(?:tool\.crossfoot\.)?["']?{re.escape(key)}["']?[ \t]{{0,99}}[=\]]""")
    line = next((at for at, line in enumerate(lines, 1) if begins.match(line)), None)
    return f"{path}:{line}" if line else str(path)


def day(words: str) -> date:
    """A date of the form 2017-09-28."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words!r} is not a date of the form 2017-09-28.") from None


def severity(words: object) -> Severity:
    """error, warning or info."""
    if words not in ("error", "warning", "info"):
        raise ValueError(f"{words!r} is not one of error, warning, info.")
    return words


def names(words: Iterable[str]) -> tuple[str, ...]:
    """Names, codes and families from lists with commas: "totals,P"."""
    return tuple(name.strip() for listed in words for name in listed.split(",") if name.strip())


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return names([value])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise TypeError('this must be a list of names, such as ["totals", "P103"].')
    return names(value)


def _checks(value: Any) -> tuple[str, ...]:
    """Names of checks, each of which there must be."""
    found = _names(value)
    checks_called(found)
    return found


def _known(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise TypeError('this must be a list of names as they are written, such as ["Meridith Valland", "NATO"].')
    return tuple(" ".join(name.split()) for name in value)


def _order(value: Any) -> DateOrder:
    if value not in ("day-first", "month-first"):
        raise ValueError(f'{value!r} is not one of "day-first" (04/05/2024 is 4 May), "month-first" (it is April 5).')
    return cast("DateOrder", value)


def _severities(value: Any) -> tuple[tuple[str, Severity], ...]:
    """`[severity]`: checks, codes or families and how grave each is; what stands further down wins."""
    if not isinstance(value, dict):
        raise TypeError('this must be a table, such as [severity] with names = "info" in it.')
    told = {check: severity(grave) for selector, grave in value.items() for check in sorted(checks_called([selector]))}
    return tuple(told.items())


def _words(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("this must be a text in quotation marks.")
    return value


def _allowances(value: Any) -> tuple[Allowance, ...]:
    if not isinstance(value, list):
        raise TypeError("this must be one or more [[allow]] tables.")
    return tuple(map(_allowance, value))


def _allowance(table: Any) -> Allowance:
    """One `[[allow]]`: check, reason and, where it is not about every file, files."""
    if not isinstance(table, dict) or not {"check", "reason"} <= set(table) <= {"check", "files", "reason"}:
        raise TypeError('each needs check = "..." and reason = "...", and may have files = "results/*.md".')
    return Allowance(checks_called(_names(table["check"])), _words(table.get("files", "*")), _words(table["reason"]))


def _againsts(value: Any, folder: Path) -> tuple[Against, ...]:
    if not isinstance(value, list):
        raise TypeError("this must be one or more [[against]] tables.")
    return tuple(_against(table, folder) for table in value)


def _against(table: Any, folder: Path) -> Against:
    """One `[[against]]`: files, and sources or tables or both; paths are meant from the file."""
    if not isinstance(table, dict) or not {"files"} < set(table) <= {"files", "sources", "tables"}:
        raise TypeError('each needs files = "results/*.md", and sources = ["release.txt"] or tables = ["figures.csv"] or both.')
    sources, tables = (tuple(folder / name for name in _names(table.get(what, []))) for what in ("sources", "tables"))
    return Against(folder, _words(table["files"]), sources, tables)


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("this must be true or false.")
    return value


def _day(value: Any) -> date:
    return value if type(value) is date else day(str(value))
