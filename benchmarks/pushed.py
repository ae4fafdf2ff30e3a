"""Whether a check speaks up when it should: real ticks, each with one figure pushed beyond its loose range, and how many of them fire.

    python benchmarks/pushed.py ../shared/stories/news.jsonl.gz [more.jsonl.gz] [--every 10] [--most 60] [--quiet]

Each line of the files is a story with "id", "title", "text" and "date". Every tick of the default checks is taken that holds a figure in
numerals. That figure is rewritten in the text in its own style, half as much again and half as little, then ten times as much and as
little, for a bound is broken on one side only and a rise may be steeper. The tick has fired where one of the pushes is reported. Those that
are silent throughout are listed by id and figures, without the text of the stories.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import crossfoot
from crossfoot.desk import StoryReport
from crossfoot.finding import Tick, reworded
from crossfoot.ledger import Figure

PUSHES = (Fraction(3, 2), Fraction(1, 2), Fraction(10), Fraction(1, 10))


@dataclass
class Score:
    """Of one check: pushes that it reported, and those that it did not."""

    fired: int = 0
    elsewhere: int = 0
    silent: list[str] = field(default_factory=list)

    @property
    def pushed(self) -> int:
        return self.fired + self.elsewhere + len(self.silent)


def stories(paths: list[Path], every: int) -> Iterator[dict[str, Any]]:
    """Every so-manieth story of the files."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for number, line in enumerate(lines) if number % every == 0)


def checked(row: dict[str, Any], text: str) -> StoryReport:
    """The report on a story, with its day of publication."""
    published = date.fromisoformat(row["date"][:10]) if re.match(r"\d{4}-\d\d-\d\d", row.get("date") or "") else None
    return crossfoot.check(text, published=published).stories[0]


def pushable(report: StoryReport, tick: Tick) -> Figure | None:
    """The figure that was ticked, or the first that it was held against; in numerals, for words are not rewritten."""
    text = report.document.text
    written = [figure for figure in report.case.story.figures if re.search(r"\d", text[figure.span.start : figure.span.end])]
    at = {figure.span: figure for figure in written if figure.quantity.value and not figure.quantity.top}
    return next((at[span] for span in (tick.span, *(place.span for place in tick.related)) if span in at), None)


def pushes(words: str, figure: Figure) -> Iterator[str]:
    """The figure in its own style, beyond what its words may mean."""
    value = figure.quantity.value or Fraction(0)
    for factor in PUSHES:
        new = value * factor
        if figure.kind in ("count", "age", "rank") and figure.quantity.scale == 1:
            new = Fraction(round(new)) if abs(new - value) >= 2 else value + (2 if factor > 1 else -2)
        written = reworded(words, figure.quantity, new)
        if new > 0 and written != words:
            yield written


def reported(row: dict[str, Any], report: StoryReport, tick: Tick, figure: Figure) -> str | None:
    """The code of the check that reports one of the pushes: that of the tick where it does."""
    text = report.document.text
    before = {report.fingerprint(finding) for finding in report.findings}
    other = None
    for written in pushes(text[figure.span.start : figure.span.end], figure):
        again = checked(row, text[: figure.span.start] + written + text[figure.span.end :])
        new = [finding.code for finding in again.findings if again.fingerprint(finding) not in before]
        if tick.code in new:
            return tick.code
        other = other or next(iter(new), None)
    return other


def main() -> None:
    """Prints one row for each check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=10, help="take one story in so many")
    parser.add_argument("--most", type=int, default=60, help="pushes for each check")
    parser.add_argument("--quiet", action="store_true", help="do not list the silent ones")
    options = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    for row in stories(options.files, options.every):
        report = checked(row, f"{row.get('title') or ''}\n\n{row['text']}")
        for tick in report.ticks:
            figure, score = pushable(report, tick), scores[tick.code]
            if not figure or score.pushed >= options.most:
                continue
            code = reported(row, report, tick, figure)
            score.fired += code == tick.code
            score.elsewhere += code not in (None, tick.code)
            if code is None:
                score.silent.append(f"{row['id']}: {tick.message!r}")
    for code, score in sorted(scores.items()):
        if score.pushed:
            share = 100 * (score.fired + score.elsewhere) / score.pushed
            row = f"{code:5} {score.pushed:>4} pushed {score.fired:>4} fired {score.elsewhere:>3} by another check"
            print(f"{row}   {share:.0f} %")
            for line in () if options.quiet else score.silent:
                print(f"        {line}")


if __name__ == "__main__":
    main()
