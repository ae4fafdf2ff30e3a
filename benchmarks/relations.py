"""How many of the relations that natural copy states are read: each is broken alone, and a finding must touch it.

    python benchmarks/relations.py [--missed] [--kind WORDS] [--numbers FIRST-LAST]

Fifty-two invented stories of many kinds (tests/stories/relations), each with a list of what can be worked out in it: the sentence, the
words that are broken and the broken form. The stories were written by people who had not seen the code, and are right as they stand:
whatever is reported of an unbroken one is an alarm. Stories 1 to 12 of either folder were read while the readers were built; 13 to 20 were
only scored, save for what was reported of them unbroken and for their products and averages; 21 to 32 save for what was reported of them.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import crossfoot
from crossfoot.desk import StoryReport
from crossfoot.document import Span
from crossfoot.finding import Finding
from crossfoot.formats import document_from_bytes

STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories" / "relations"


def report_of(text: str) -> StoryReport:
    """The report on one story, given as it would stand in a Markdown file."""
    return crossfoot.check(document_from_bytes(text.encode(), name="story.md")).stories[0]


def places(finding: Finding) -> list[Span]:
    """Where a finding stands."""
    return [finding.span, *(place.span for place in finding.related), *(repair.span for repair in finding.repairs)]


def broken(text: str, relation: dict[str, Any]) -> tuple[str, Span]:
    """The story with one relation broken, and where."""
    at = text.index(relation["sentence"]) + relation["sentence"].index(relation["words"])
    wrong = text[:at] + relation["broken"] + text[at + len(relation["words"]) :]
    return wrong, Span(at, at + len(relation["broken"]))


def stories(first: int, last: int) -> Iterator[tuple[str, list[dict[str, Any]], str]]:
    """Each story's name, its relations and its text."""
    for path in sorted(STORIES.glob("*/*.md")):
        if first <= int(path.name[:2]) <= last:
            key = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
            yield f"{path.parent.name}/{path.stem}", key["relation"], path.read_text(encoding="utf-8")


def main() -> None:
    """Prints what is found of each kind, the alarms, and with `--missed` what is not found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--missed", action="store_true", help="list what was not found")
    parser.add_argument("--kind", default="", help="only kinds that hold these words")
    parser.add_argument("--numbers", default="1-99", help="only stories with these numbers")
    options = parser.parse_args()
    found, listed, alarms = Counter[str](), Counter[str](), []
    first, last = map(int, options.numbers.split("-"))
    for name, relations, text in stories(first, last):
        alarms += [f"{name}: {finding.code} {finding.message}" for finding in report_of(text).findings]
        for relation in relations:
            if options.kind not in relation["kind"]:
                continue
            wrong, span = broken(text, relation)
            hit = any(place.overlaps(span) for finding in report_of(wrong).findings for place in places(finding))
            listed[relation["kind"]] += 1
            found[relation["kind"]] += hit
            if options.missed and not hit:
                print(
                    f"{name}: {relation['kind']}: {relation['words']} -> {relation['broken']} ({relation['why']}): {relation['sentence']}"
                )
    for kind, number in listed.most_common():
        print(f"{kind:44}{found[kind]:>4} of {number:>4}")
    print(f"{'all':44}{found.total():>4} of {listed.total():>4}   {100 * found.total() / max(1, listed.total()):.0f} %")
    print(f"{len(alarms)} alarms on the stories as they stand", *alarms, sep="\n    ")


if __name__ == "__main__":
    main()
