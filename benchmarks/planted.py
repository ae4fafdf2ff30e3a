"""How many planted errors are found, and how many alarms there are on clean copy, in the invented stories of tests/stories.

    python benchmarks/planted.py [--preview] [--missed] [--alarms]

A finding finds an error when it marks, or holds against what it marks, words that overlap the wrong ones; any other finding is an alarm.
The stories were written, and their first score taken, before the checks had seen them.
"""

from __future__ import annotations

import argparse
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from crossfoot.desk import StoryReport, check_files
from crossfoot.document import Span
from crossfoot.finding import Finding

STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories"
SETS = {
    "first author": STORIES,
    "second author": STORIES / "second",
    "third author": STORIES / "third",
    "fourth author": STORIES / "fourth",
}


@dataclass
class Score:
    """What was found of what was planted, and what else was reported."""

    planted: int = 0
    found: int = 0
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        """One row of the table."""
        share = f"{100 * self.found / self.planted:.0f} %" if self.planted else ""
        return f"{name:34} {self.found:>3} of {self.planted:>3}  {share:>5}   {len(self.alarms):>3} alarms"


def report_of(story: Path, sources: list[Path], *, preview: bool) -> StoryReport:
    """The one story's report."""
    return check_files([story], sources=sources, preview=preview).stories[0]


def places(report: StoryReport, finding: Finding) -> list[Span]:
    """Where in the story a finding stands."""
    related = [place.span for place in finding.related if place.document in (None, report.document.name)]
    return [finding.span, *related, *(repair.span for repair in finding.repairs)]


def score(score: Score, story: Path, key: Path | None, sources: list[Path], *, preview: bool) -> None:
    """Adds one story to a score."""
    report = report_of(story, sources, preview=preview)
    text = report.document.text
    errors = tomllib.loads(key.read_text(encoding="utf-8"))["error"] if key else []
    wrong = []
    for error in errors:
        start = text.index(error["sentence"]) + error["sentence"].index(error["words"])
        wrong.append(Span(start, start + len(error["words"])))
    hit = [False] * len(errors)
    for finding in report.findings:
        struck = [at for at, span in enumerate(wrong) if any(place.overlaps(span) for place in places(report, finding))]
        for at in struck:
            hit[at] = True
        if not struck:
            score.alarms.append(f"{story.parent.name}/{story.name}: {finding.code} {finding.message}")
    score.planted += len(errors)
    score.found += sum(hit)
    score.missed += [f"{story.parent.name}/{story.name}: {e['kind']}: {e['sentence']}" for e, h in zip(errors, hit, strict=True) if not h]


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preview", action="store_true", help="with the checks that are on trial")
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    parser.add_argument("--alarms", action="store_true", help="list what should not have been reported")
    options = parser.parse_args()
    for author, folder in SETS.items():
        print(author)
        _print(scores_of(folder, preview=options.preview), missed=options.missed, alarms=options.alarms)


def scores_of(folder: Path, *, preview: bool) -> dict[str, Score]:
    """The scores of one author's stories and pairs."""
    scores = {name: Score() for name in ("planted", "clean", "pairs, planted", "pairs, clean")}
    for story in sorted((folder / "planted").glob("*.md")):
        score(scores["planted"], story, story.with_suffix(".toml"), [], preview=preview)
    for story in sorted((folder / "clean").glob("*.md")):
        score(scores["clean"], story, None, [], preview=preview)
    for pair in sorted((folder / "pairs").iterdir()):
        sources = [*pair.glob("release.*"), *pair.glob("transcript.*")]
        score(scores["pairs, planted"], pair / "planted.md", pair / "key.toml", sources, preview=preview)
        score(scores["pairs, clean"], pair / "clean.md", None, sources, preview=preview)
    return scores


def _print(scores: dict[str, Score], *, missed: bool, alarms: bool) -> None:
    for name, one in scores.items():
        print(f"  {one.line(name)}")
        for listed in (one.missed if missed else []) + (one.alarms if alarms else []):
            print(f"      {listed}")


if __name__ == "__main__":
    main()
