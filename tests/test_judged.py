"""What was judged on real copy: a finding or tick that was right must stay, and a finding that was wrong must not come back.

The documents are not ours to copy. Only those that were judged are read, from `../shared/stories` beside this folder; where that is absent
the test is skipped. `judged.jsonl` names documents, checks, figures and fingerprints, and no text."""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import crossfoot

JUDGED = Path(__file__).parent / "stories" / "judged.jsonl"
SHARED = Path(__file__).parents[2] / "shared" / "stories"


def judged() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The verdicts, by collection and document."""
    verdicts: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in JUDGED.read_text(encoding="utf-8").splitlines():
        verdict = json.loads(line)
        verdicts[verdict["set"], verdict["id"]].append(verdict)
    return verdicts


def documents(wanted: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """The documents that were judged, out of the two collections."""
    for collection in ("news", "open"):
        ids = {identity for name, identity in wanted if name == collection}
        with gzip.open(SHARED / f"{collection}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                # The id opens each line; the others need not be parsed.
                if line[8 : line.index('"', 8)] in ids:
                    row = json.loads(line)
                    yield (collection, row["id"]), row


def outcomes(row: dict[str, Any], codes: set[str]) -> dict[str, set[str]]:
    """The fingerprints of what the checks say now: "finding" and "tick"."""
    # Some old wires have days of another form: they are read without one.
    published = date.fromisoformat(row["date"][:10]) if re.match(r"\d{4}-\d\d-\d\d", row.get("date") or "") else None
    text = f"{row.get('title') or ''}\n\n{row['text']}"
    story = crossfoot.check(text, published=published, select=sorted(codes), preview=True).stories[0]
    return {"finding": set(map(story.fingerprint, story.findings)), "tick": {story.fingerprint(tick) for tick in story.ticks}}  # type: ignore[arg-type]


@pytest.mark.skipif(not SHARED.exists(), reason=f"the judged documents are not here ({SHARED})")
def test_what_was_judged_still_holds() -> None:
    verdicts = judged()
    broken = []
    for identity, row in documents(set(verdicts)):
        said = outcomes(row, {verdict["code"] for verdict in verdicts[identity]})
        for verdict in verdicts[identity]:
            there = verdict["fingerprint"] in said[verdict["kind"]]
            if there != (verdict["verdict"] == "right") and verdict["verdict"] != "unsure":
                broken.append(f"{verdict['id']} {verdict['check']} {verdict['figures']}: judged {verdict['verdict']}")
    assert not broken, "\n".join(broken)
