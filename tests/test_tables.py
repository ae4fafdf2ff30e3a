"""Invented tables from several fields (`tables/*.md`): a table, its mapping, and claims that it supports, refutes, or cannot test; and what
the text says of several rows of a table in the story."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossfoot
from crossfoot.formats import document_from_bytes
from crossfoot.records import describe
from pages import FENCE
from timing import processor_seconds

PAGES = sorted((Path(__file__).parent / "tables").glob("*.md"))
VERDICTS = {"supported": "supported", "refuted": "refuted", "left-alone": "not_testable"}
ENOUGH = 0.8  # of the claims that a table can decide


def _fences(page: Path) -> dict[str, str]:
    return {match.group(2): match.group(3) for match in FENCE.finditer(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_claim_has_its_verdict(page: Path, tmp_path: Path) -> None:
    fences = _fences(page)
    (tmp_path / "records.csv").write_text(fences["table"], encoding="utf-8")
    (tmp_path / "records.crossfoot.toml").write_text(fences["mapping"], encoding="utf-8")
    wrong = []
    for fence, claims in fences.items():
        expected = VERDICTS.get(fence.removeprefix("not-yet "))
        for claim in claims.splitlines() if expected else ():
            verdict = crossfoot.ask(tmp_path / "records.csv", claim).verdict
            wanted = "not_testable" if fence.startswith("not-yet") else expected
            wrong += [] if verdict == wanted else [f"{verdict}, not {wanted}: {claim}"]
    assert not wrong


def test_most_claims_are_decided() -> None:
    pages = [_fences(page) for page in PAGES]
    decided = sum(len(page[fence].splitlines()) for page in pages for fence in ("supported", "refuted"))
    missed = sum(len(claims.splitlines()) for page in pages for fence, claims in page.items() if fence.startswith("not-yet"))
    assert decided >= ENOUGH * (decided + missed)


def test_figures_of_somebody_else_are_marked_with_the_name(tmp_path: Path) -> None:
    """Either may be the slip: the name, or the figures behind it."""
    fences = _fences(Path(__file__).parent / "tables" / "derby.md")
    (tmp_path / "match.csv").write_text(fences["table"], encoding="utf-8")
    (tmp_path / "match.crossfoot.toml").write_text(fences["mapping"], encoding="utf-8")
    text = "In the end Vale Athletic (24-5-9) lost."
    findings = crossfoot.check(text, tables=[tmp_path / "match.csv"]).stories[0].findings
    assert [text[finding.span.start : finding.span.end] for finding in findings] == ["Vale Athletic (24-5-9"]


SCHOOLS = """Pupils on roll:

| School | 2023 | 2024 |
| --- | --- | --- |
| Ashby Park | 610 | 655 |
| Hillside | 318 | 327 |
| Northgate | 1,240 | 828 |
"""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Between them, Ashby Park and Hillside teach 892 pupils.", ["892"]),
        ("Between them, Ashby Park and Hillside teach 982 pupils.", []),
        ("Ashby Park and Northgate have a combined roll of 1,843.", ["1,843"]),
        ("Ashby Park and Northgate have a combined roll of 1,483.", []),
        ("Ashby Park and Hillside together employ 31 teachers.", []),
        ("Ashby Park and Hillside could teach 892 pupils between them.", []),
    ],
)
def test_rows_that_the_text_adds_up(sentence: str, found: list[str]) -> None:
    text = f"{sentence}\n\n{SCHOOLS}"
    findings = crossfoot.check(document_from_bytes(text.encode(), name="story.md")).stories[0].findings
    assert [text[finding.span.start : finding.span.end] for finding in findings] == found


@pytest.mark.parametrize(
    "piece",
    [
        "Hillside had 327 pupils and lost nine to Ashby.\n\n" + SCHOOLS + "\n",
        SCHOOLS + "| Total | 2,168 | 1,810 |\n" * 5 + "\nHillside, with 327 pupils, is the smallest school, and " * 20,
    ],
)
def test_time_is_linear_in_tables_and_what_is_said_of_them(piece: str) -> None:
    def seconds(times: int) -> float:
        document = document_from_bytes((piece * times).encode(), name="story.md")
        return processor_seconds(lambda: crossfoot.read(document))

    seconds(2)
    assert seconds(80) < 12 * seconds(20) + 0.5


def test_a_comparison_is_shown_as_two_values_and_what_sets_them_apart(tmp_path: Path) -> None:
    fences = _fences(Path(__file__).parent / "tables" / "thefts.md")
    (tmp_path / "records.csv").write_text(fences["table"], encoding="utf-8")
    (tmp_path / "records.crossfoot.toml").write_text(fences["mapping"], encoding="utf-8")
    answer = crossfoot.ask(tmp_path / "records.csv", "Quayside saw more crimes in March 2022 than in April 2022.")
    assert [reading.shows for reading in answer.readings] == ["4 against 2 (1 April 2022 to 30 April 2022)"]


def test_an_answer_says_how_a_cell_is_known_without_its_capital(tmp_path: Path) -> None:
    (tmp_path / "crimes.csv").write_text("station,offence,cases\nLeam,Burglary,31\nLeam,Theft,74\n", encoding="utf-8")
    mapping = 'row = "one offence"\n[[measure]]\nname = "cases"\ncolumn = "cases"\nwords = ["case"]\n'
    mapping += '[[members]]\ncolumn = "station"\n[[members]]\ncolumn = "offence"\n'
    (tmp_path / "crimes.crossfoot.toml").write_text(mapping, encoding="utf-8")
    claim = "Leam had 31 cases of burglary."
    reason = crossfoot.ask(tmp_path / "crimes.csv", claim).reason
    assert reason.endswith('only if the mapping says so: under [members.values], "Burglary" = ["burglary"]')
    added = '[members.values]\n"Burglary" = ["burglary"]\n'
    (tmp_path / "crimes.crossfoot.toml").write_text(mapping + added, encoding="utf-8")
    assert crossfoot.ask(tmp_path / "crimes.csv", claim).verdict == "supported"


@pytest.mark.parametrize(("second", "drafted"), [(7, 1), (8, 0)])
def test_what_stands_still_for_each_name_is_drafted_as_a_level(second: int, drafted: int, tmp_path: Path) -> None:
    rows = f"Quay,2024-01,410,7\nQuay,2024-02,398,{second}\nMoor,2024-01,133,3\nMoor,2024-02,140,3\n"
    (tmp_path / "libraries.csv").write_text(f"branch,month,visits,staff\n{rows}", encoding="utf-8")
    assert describe(tmp_path / "libraries.csv").count("level = true") == drafted
