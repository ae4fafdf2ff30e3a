"""The last report on each story that is open in the editor, and the settings by which it was made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...desk import StoryReport, check_files
from ...document import CrossfootError
from ...formats import document_from_words
from ...ignores import read_baseline
from ...settings import settings_for

LARGEST = 1_000_000  # characters of a story that is checked while it is written
_TOO_LONG = "This is more than a million characters, too much to be checked while it is written; run `crossfoot check`."


@dataclass(frozen=True, slots=True)
class Proof:
    """What is said of a story as it stands in the editor: its report, if there is one, and sentences about the file as a whole."""

    version: int | None
    story: StoryReport | None = None
    notices: tuple[str, ...] = ()


def proof_of(text: str, path: Path, version: int | None) -> Proof:
    """The story checked as `crossfoot check` checks it in its folder; what is in the way becomes a sentence."""
    if len(text) > LARGEST:
        return Proof(version, None, (_TOO_LONG,))
    try:
        return _checked(text, path, version)
    except CrossfootError as trouble:
        return Proof(version, None, (str(trouble),))


def _checked(text: str, path: Path, version: int | None) -> Proof:
    settings = settings_for(path.parent)
    story = document_from_words(text, name=_called(path), published=settings.published)
    report = check_files(
        [story],
        select=settings.select,
        ignore=settings.ignore,
        preview=settings.preview,
        allowed=settings.allow,
        baseline=read_baseline(settings.baseline) if settings.baseline else None,
        settings=settings,
        house=settings.house,
    )
    unread = [one.case.story.unread for one in report.stories if one.case.story.unread]
    notices = (*unread, *(one.message for one in report.unreadable))
    return Proof(version, report.stories[0] if report.stories else None, notices)


def _called(path: Path) -> str:
    """The name by which the command line would know the file, so that patterns in the settings fit."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
