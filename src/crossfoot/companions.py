"""What a story is held against besides what the command names: the sources and tables that its front matter or the settings name.

A story may come from anybody. Its front matter opens files of the story's own folder, of the folder where the command runs, and of those
below them, no others.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .document import CrossfootError, Document
from .formats.front import front_of
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Companions:
    """The sources and tables of one story, each once."""

    sources: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()


def companions_of(story: Document, settings: Settings) -> Companions:
    """The files; raises CrossfootError where the front matter names one that it may not open."""
    front = front_of(story.text) if story.kind in ("markdown", "text") else front_of("")
    told = [against for against in settings.against if against.covers(Path(story.name))]
    sources = [*_beside(story, front.sources), *(path for against in told for path in against.sources)]
    tables = [*_beside(story, front.tables), *(path for against in told for path in against.tables)]
    return Companions(_once(sources), _once(tables))


def _beside(story: Document, names: Iterable[str]) -> Iterator[Path]:
    folder = Path(os.path.realpath(story.name)).parent
    for name in names:
        path = Path(os.path.realpath(folder / name))
        if not any(path.is_relative_to(room) for room in (folder, Path(os.path.realpath(Path.cwd())))):
            raise CrossfootError(
                f"{story.name}: the front matter names {name}, which lies outside the story's folder; name it with --source or --table."
            )
        yield Path(os.path.relpath(path))


def _once(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each file once, however it is named, under the name from here."""
    return tuple({os.path.realpath(path): Path(os.path.relpath(path)) for path in paths}.values())
