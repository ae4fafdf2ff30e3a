"""Invented articles, written by people who had not seen the code: what is planted in some is found, and the clean ones are left alone.

Each planted story has its key beside it: the sentence, the words in it that are wrong, and why. An error counts as found when a finding, or
one of the places it names, touches that sentence. The fifth author wrote the rules and the pairs: these only show whether the rules hold
in other words. The sixth author's stories and all of the seventh's were read only where something was reported of what is right; before
that 12 of the seventh's 48 errors in stories were found and 13 of 40 beside sources, with three and two alarms. `FOUND` holds what is found
at present of each author's; it may only rise."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import crossfoot
from crossfoot.desk import StoryReport, check_files
from crossfoot.document import Span

FOLDER = Path(__file__).parent / "stories"
FOUND_BESIDE_SOURCES = {"first": 41, "second": 35, "third": 36, "fourth": 30, "fifth": 18, "sixth": 18, "seventh": 13}
FOUND = {"first": 24, "second": 20, "third": 13, "fourth": 17, "sixth": 8, "seventh": 12}
CLEAN = sorted([*FOLDER.glob("**/clean/*.md"), *FOLDER.glob("relations/**/*.md")])
PAIRS = sorted(pair for pair in FOLDER.glob("**/pairs/*") if pair.is_dir())


def sentences(story: Path) -> list[Span]:
    """Where each planted error stands."""
    text = story.read_text(encoding="utf-8")
    key = tomllib.loads(story.with_suffix(".toml").read_text(encoding="utf-8"))
    places = [(text.index(error["sentence"]), len(error["sentence"])) for error in key["error"]]
    return [Span(start, start + length) for start, length in places]


def report(story: Path) -> StoryReport:
    return crossfoot.check(story, preview=False).stories[0]


def touched(finding: crossfoot.Finding, place: Span) -> bool:
    return any(span.overlaps(place) for span in (finding.span, *(related.span for related in finding.related)))


@pytest.mark.parametrize("author", FOUND_BESIDE_SOURCES)
def test_planted_errors_are_found_beside_their_sources(author: str) -> None:
    found = 0
    folder = FOLDER if author == "first" else FOLDER / author
    for pair in sorted((folder / "pairs").iterdir()):
        text, key = (pair / "planted.md").read_text(encoding="utf-8"), tomllib.loads((pair / "key.toml").read_text(encoding="utf-8"))
        starts = [(text.index(error["sentence"]) + error["sentence"].index(error["words"]), len(error["words"])) for error in key["error"]]
        findings = check_files([pair / "planted.md"], sources=[*pair.glob("release.*"), *pair.glob("transcript.*")]).stories[0].findings
        found += sum(any(touched(finding, Span(start, start + length)) for finding in findings) for start, length in starts)
    assert found >= FOUND_BESIDE_SOURCES[author]


@pytest.mark.parametrize("author", FOUND)
def test_planted_errors_are_found_and_nothing_else(author: str) -> None:
    found = 0
    folder = FOLDER if author == "first" else FOLDER / author
    for story in sorted((folder / "planted").glob("*.md")):
        planted, findings = sentences(story), report(story).findings
        found += sum(any(touched(finding, place) for finding in findings) for place in planted)
        alarms = [one.message for one in findings if not any(touched(one, place) for place in planted)]
        assert not alarms, story.name
    assert found >= FOUND[author]


@pytest.mark.parametrize("story", CLEAN, ids=lambda story: story.stem)
def test_clean_stories_are_left_alone(story: Path) -> None:
    assert not [finding.message for finding in report(story).findings]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_clean_stories_are_left_alone_beside_their_source(pair: Path) -> None:
    sources = [*pair.glob("release.*"), *pair.glob("transcript.*")]
    told = check_files([pair / "clean.md"], sources=sources, preview=False).stories[0]
    assert not [finding.message for finding in told.findings]
