"""Crossfoot's own answers to the items, by the route that everybody takes: from `items.jsonl` to a file of answers.

    python benchmarks/answers/crossfoot_answers.py ITEMS.jsonl --output ANSWERS.jsonl [--preview]

It sees what whoever answers sees and not the keys. Its answers do not vary, so that there is one run; processor time is told, and no cost.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from items import prompts_mark

import crossfoot
from crossfoot.desk import StoryReport
from crossfoot.document import Span
from crossfoot.finding import Finding
from crossfoot.formats import document_from_words


def answered(item: dict[str, Any], folder: Path, *, preview: bool) -> list[dict[str, Any]]:
    """The entries for one item."""
    return _of_claim(item, folder) if item["set"] == "claim" else list(_of_story(item, preview=preview))


def _of_story(item: dict[str, Any], *, preview: bool) -> Iterator[dict[str, Any]]:
    sources = [document_from_words(source["text"], name=source["name"]) for source in item["sources"]]
    story = document_from_words(item["text"], name="story.md")
    report = crossfoot.check(story, sources=sources, preview=preview).stories[0]
    for finding in report.findings:
        first, *others = (_place(report, span) for span in _places(report, finding))
        yield first | {"why": finding.message} | ({"also": others} if others else {})


def _places(report: StoryReport, finding: Finding) -> list[Span]:
    """What a finding marks in the story, and what it holds against that."""
    related = [place.span for place in finding.related if place.document in (None, report.document.name)]
    return [finding.span, *related]


def _place(report: StoryReport, span: Span) -> dict[str, Any]:
    text, sentence = report.document.text, report.case.story.sentence_of(span)
    # A cell of a table is a sentence of its own, and often not the only one of its kind: the line is given with it.
    around = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end) % (len(text) + 1)
    start, end = around if sentence.end - sentence.start <= span.end - span.start else sentence
    return {"words": text[span.start : span.end], "sentence": text[min(start, span.start) : max(end, span.end)]}


def _of_claim(item: dict[str, Any], folder: Path) -> list[dict[str, Any]]:
    held = {source["name"]: source["text"] for source in item["sources"]}
    (folder / "table.csv").write_text(held["table.csv"], encoding="utf-8")
    (folder / "table.crossfoot.toml").write_text(held["notes.toml"], encoding="utf-8")
    answer = crossfoot.ask(folder / "table.csv", item["text"])
    return [{"words": item["text"], "sentence": item["text"], "why": answer.reason}] if answer.verdict == "refuted" else []


def lines(items: list[dict[str, Any]], *, preview: bool) -> Iterator[dict[str, Any]]:
    """The file of answers."""
    name = f"Crossfoot {crossfoot.__version__}{', with checks in preview' if preview else ''}"
    yield {"entrant": name, "prompts": prompts_mark(), "varies": False}
    with tempfile.TemporaryDirectory() as folder:
        for item in items:
            begun = time.process_time()
            errors = answered(item, Path(folder), preview=preview)
            yield {"item": item["id"], "run": 1, "errors": errors, "cost": 0, "seconds": round(time.process_time() - begun, 3)}


def main() -> None:
    """Writes the answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--preview", action="store_true", help="with the checks that are on trial")
    options = parser.parse_args()
    items = [json.loads(line) for line in options.items.read_text(encoding="utf-8").splitlines()]
    told = lines(items, preview=options.preview)
    options.output.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told), encoding="utf-8")


if __name__ == "__main__":
    main()
