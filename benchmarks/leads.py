"""How often a true story disagrees with itself: the first third of real documents is checked with the rest as its only source.

    python benchmarks/leads.py DOCUMENTS... [--every N] [--from N] [--preview]

DOCUMENTS is JSON lines, plain or gzipped, with `id`, `text` and, if known, `date`. What opens a report sums up what follows, in other words
and by the same hand, so that whatever a check of quotations, figures, names, dates or qualifiers finds between the two is most often a
false alarm. Each finding is printed to be read; a few are true, for reports do disagree with themselves.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import crossfoot
from crossfoot.desk import StoryReport

FAMILIES = ("S", "Q")
APART = ("Q102",)  # what is quoted at the opening of a report is not quoted again
LEAST = 300  # characters of a lead that has something to check
AROUND = 160  # characters shown about a finding


def main() -> None:
    """Prints every finding, and how many there are of each check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=10, help="only every so manieth document")
    parser.add_argument("--from", dest="first", type=int, default=0, help="beginning with this one")
    parser.add_argument("--preview", action="store_true", help="with the checks in preview")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    documents = 0
    for row in list(_lines(options.documents))[options.first :: options.every]:
        lead, rest = split(row["text"])
        if len(lead) < LEAST:
            continue
        documents += 1
        for name in shown(lead, rest, row, preview=options.preview):
            found[name] += 1
    print(f"{documents} documents, {sum(found.values())} findings: {dict(found)}")


def shown(lead: str, rest: str, row: dict[str, Any], *, preview: bool) -> Iterator[str]:
    """The names of the checks that found something against the rest of a document, each finding printed on the way."""
    published = _day(row.get("date"))
    source = crossfoot.read(rest, published=published, name="rest")
    report: StoryReport = crossfoot.check(lead, published=published, sources=[source], preview=preview).stories[0]
    for finding in report.findings:
        if finding.code[0] in FAMILIES and finding.code not in APART and finding.evidence:
            span = finding.span
            about = " ".join(lead[max(0, span.start - AROUND) : span.end + AROUND].split())
            print(f"{row['id']} {finding.code} {finding.message}\n    {about}")
            for proof in finding.evidence:
                start, stop = (proof.span.start, proof.span.end) if proof.span else (0, 0)
                print(f"    = {' '.join(rest[max(0, start - AROUND) : stop + AROUND].split())}")
            yield finding.check


def split(text: str) -> tuple[str, str]:
    """A document cut at the end of the paragraph, or else of the line, that reaches past its first third."""
    third = len(text) // 3
    for mark in ("\n\n", "\n"):
        at = text.find(mark, third)
        if 0 < at < 2 * third:
            return text[:at], text[at:]
    return "", text


def _lines(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as rows:
            yield from map(json.loads, rows)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


if __name__ == "__main__":
    main()
