"""The pages of tests/reading: a story and the ledger lines it must give.

A line is the words of the entry, then what is expected of it: `nearly 500 | value=500 | kind=count | counted=immigrant`.
Every entry of that kind must be listed, in the order of the story; what is not named is not looked at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import crossfoot
from pages import PageCase, cases_of

PAGES = sorted((Path(__file__).parent / "reading").glob("*.md"))
CASES = [case for page in PAGES for case in cases_of(page)]
KINDS = ("figures", "moments", "parties", "statements", "tallies", "relations", "marks")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_story_gives_these_ledger_lines(case: PageCase, request: pytest.FixtureRequest) -> None:
    if "not-yet" in case.options:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known miss"))
    ledger = crossfoot.read(case.story, published=case.published).as_dict()
    for kind in KINDS:
        if kind in case.fences:
            entries = [_entry(ledger, case.story, kind, entry) for entry in ledger[kind]]
            wanted = [_wanted(line) for line in case.lines(kind)]
            shown = [{"text": entry["text"]} | {k: entry.get(k) for k in want} for entry, want in zip(entries, wanted, strict=False)]
            assert shown + [{"text": e["text"]} for e in entries[len(wanted) :]] == wanted


def _wanted(line: str) -> dict[str, str]:
    words, *rest = f" {line}".split(" | ")
    return {"text": words.strip()} | dict(part.partition("=")[::2] for part in rest)


def _entry(ledger: dict[str, Any], story: str, kind: str, entry: dict[str, Any]) -> dict[str, str]:
    """An entry as flat text: ids become the words or names they stand for, spans become words."""
    named = {e["id"]: e for k in ("figures", "moments", "parties", "statements") for e in ledger[k]}

    def words(ids: Any) -> str:
        if isinstance(ids, list):
            return "; ".join(map(words, ids))
        if isinstance(ids, dict):
            return str(ids["text"])
        return "" if ids is None else str(named[ids].get("name") or story[named[ids]["start"] : named[ids]["end"]])

    def cut(span: Any) -> str:
        return "" if not span else " ... ".join(story[a:b] for a, b in ([span] if isinstance(span[0], int) else span))

    flat = {key: "" if value is None else str(value) for key, value in entry.items()}
    if kind == "figures":
        flat |= {"counted": (entry["counted"] or {}).get("key", ""), "where": "; ".join(p["key"] for p in entry["where"])}
        flat |= {"strict": _range(entry, "strict"), "loose": _range(entry, "loose")}
        flat |= {"when": words(entry["when"]), "by": words(entry["by"])}
    elif kind == "parties":
        flat |= {"text": entry["name"], "affiliation": words(entry["affiliation"]), "aliases": "; ".join(entry["aliases"])}
        flat |= {"mentions": "; ".join(story[a:b] for a, b in entry["mentions"])}
    elif kind == "statements":
        flat |= {"text": cut(entry["content"]) or cut(entry["cue"]), "cue": cut(entry["cue"]), "to": cut(entry["to"])}
        flat |= {"speaker": words(entry["speaker"]["party"]), "speaker_words": cut(entry["speaker"]["spans"])}
        flat |= {"via": words(entry["via"]), "inside": "yes" if entry["inside"] is not None else ""}
    elif kind == "tallies":
        flat |= {"text": words(entry["whole"]), "parts": words(entry["parts"])}
    elif kind == "relations":
        flat |= {"text": entry["kind"]} | {name: words(ids) for name, ids in entry["roles"].items()}
    elif kind == "marks":
        flat |= {"text": story[entry["start"] : entry["end"]]}
    return flat


def _range(entry: dict[str, Any], which: str) -> str:
    low, high = entry[which]
    left, right = entry[f"{which}_open"]
    return f"{'(' if left or low is None else '['}{low or ''}, {high or ''}{')' if right or high is None else ']'}"
