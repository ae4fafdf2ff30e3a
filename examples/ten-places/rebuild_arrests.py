"""Rebuilds `arrests.csv`: arrests by office and day in August and September 2017, from the files of FOIA release 2019-ICFO-53623.

    python rebuild_arrests.py EROArrests_FY2017.csv.gz [more files ...] > arrests.csv

The files of the release are text with the fields parted by pipes, and five lines above the heading; each row is one arrest. An arrest is
counted as at large where its method is Located, Non-Custodial Arrest, or Probation and Parole, and as under a named operation where the
field Operation is filled in (the release withholds the name; "--" is empty). Rows without an office are kept, with the office left empty.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

FIRST, LAST = date(2017, 8, 1), date(2017, 9, 30)
AT_LARGE = {"Located", "Non-Custodial Arrest", "Probation and Parole"}
HEADING = ["office", "day", "arrests", "at_large", "named_operation", "at_large_named_operation"]


def arrests(path: str) -> Iterator[dict[str, str]]:
    """Every arrest in one file of the release."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", errors="replace", newline="") as lines:
        for line in lines:
            if line.startswith('"Area of Responsibility"'):
                yield from csv.DictReader([line, *lines], delimiter="|")


def tally(paths: list[str]) -> dict[tuple[str, date], Counter[str]]:
    """Arrests by office and day."""
    counts: dict[tuple[str, date], Counter[str]] = {}
    for path in paths:
        for row in arrests(path):
            day = datetime.strptime(row["Apprehension Date"], "%m/%d/%Y").date()
            if FIRST <= day <= LAST:
                office = row["Area of Responsibility"].removesuffix(" Area of Responsibility").strip()
                at_large, named = row["Apprehension Method"] in AT_LARGE, row["Operation"].strip() not in ("", "--")
                marks = {"arrests": 1, "at_large": at_large, "named_operation": named, "at_large_named_operation": at_large and named}
                counts.setdefault((office, day), Counter()).update(marks)
    return counts


def main() -> None:
    """Writes the table to standard output."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(HEADING)
    for (office, day), counts in sorted(tally(sys.argv[1:]).items()):
        table.writerow([office, day.isoformat(), *(int(counts[column]) for column in HEADING[2:])])


if __name__ == "__main__":
    main()
