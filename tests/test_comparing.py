"""Reports side by side and versions of a story: the pages, what cannot be read, hostile reports, long ones."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.collation import Given, Row
from crossfoot.comparing import Comparison
from crossfoot.reports.comparison import FORMS
from pages import PageCase, cases_of

HERE = Path(__file__).parent / "comparing"
REPORTS, DRAFTS = cases_of(HERE / "reports.md"), cases_of(HERE / "drafts.md")
HOSTILE = (
    '<script>alert(1)</script> killed 14 people" onmouseover="x. "<b>No</b>, we will not go there again," said <img src=x> Anna Roe, 34.\n'
)


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.id)
def test_reports(case: PageCase) -> None:
    comparison = crossfoot.compare(case.story, *case.fences["report"])
    assert shown(comparison) == case.lines("rows")


@pytest.mark.parametrize("case", DRAFTS, ids=lambda case: case.id)
def test_drafts(case: PageCase) -> None:
    comparison = crossfoot.compare_drafts(case.story, case.fences["report"][0])
    assert shown(comparison) == case.lines("rows")


def shown(comparison: Comparison) -> list[str]:
    """Every row that more than one report gives, or that tells of a change."""
    return [line(row, len(comparison.reports)) for row in comparison.rows if row.verdict != "single"]


def line(row: Row, reports: int) -> str:
    note = f" ({row.note})" if row.note else ""
    if row.kind == "tick":
        return f"{row.verdict} tick: {row.about} | {row.given[0].words}{note}"
    cells = ["; ".join(dict.fromkeys(words(one) for one in row.given if one.report == at)) or "-" for at in range(reports)]
    return f"{row.verdict} {row.kind}: {' | '.join(cells)}{note}"


def words(one: Given) -> str:
    return f"{one.words} ({one.by})" if one.by else one.words


def test_the_same_report_twice_agrees_in_everything() -> None:
    story = REPORTS[0].story
    assert {row.verdict for row in crossfoot.compare(story, story).rows} == {"agrees"}


def test_an_empty_report_gives_nothing() -> None:
    comparison = crossfoot.compare(REPORTS[0].story, "")
    assert {row.verdict for row in comparison.rows} == {"single"}
    assert crossfoot.compare("", "").rows == ()


def test_one_report_is_an_error_that_says_so() -> None:
    with pytest.raises(crossfoot.CrossfootError, match="two reports or more"):
        crossfoot.compare("Police arrested 40 people.")


def test_what_cannot_be_read_is_named_and_the_others_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / name for name in ("one.txt", "two.txt", "none.txt")]
    files[0].write_text("The fire destroyed 214 homes in Ardenvale, the mayor said.")
    files[1].write_text("The fire destroyed 241 homes in Ardenvale, the mayor said.")
    assert main(["compare", *map(str, files), "--format", "json"]) == 2
    plain = json.loads(capsys.readouterr().out)
    assert [one["path"] for one in plain["unreadable"]] == [str(files[2])]
    assert plain["rows"][0]["verdict"] == "differs"
    assert plain["rows"][0]["given"][1] | {"words": ""} == {
        "report": 1,
        "start": 19,
        "end": 22,
        "line": 1,
        "column": 20,
        "text": "241",
        "words": "",
        "by": None,
    }


def test_a_report_in_another_language_is_named() -> None:
    german = (
        "Die Polizei hat am Freitag in der Stadt vierzig Menschen festgenommen, sagte der Sprecher, und die Straßen waren gesperrt. " * 5
    )
    comparison = crossfoot.compare(REPORTS[0].story, REPORTS[0].fences["report"][0], german)
    assert len(comparison.reports) == 2
    assert "German" in comparison.unreadable[0].message


@pytest.mark.parametrize("arguments", [["--drafts", "a.txt"], ["a.txt", "b.txt", "--source", "c.txt"], ["a.txt"]])
def test_options_that_make_no_sense_are_answered(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 2
    assert capsys.readouterr().err.startswith("crossfoot: ")


@pytest.mark.parametrize("form", FORMS)
def test_nothing_in_a_report_becomes_markup_or_drives_a_terminal(form: str) -> None:
    hostile = HOSTILE + "Officials \x1b[31msaid 15 people were killed.\u202e"
    for comparison in (crossfoot.compare(hostile, HOSTILE), crossfoot.compare_drafts(hostile, HOSTILE)):
        rendered = FORMS[form](comparison)
        assert rendered == FORMS[form](comparison)
        assert "\x1b" not in rendered
        if form == "html":
            assert not any(markup in rendered for markup in ("<script>alert", "<img", "<b>No", 'onmouseover="x'))


def test_every_link_of_the_page_leads_somewhere() -> None:
    import re

    case = REPORTS[0]
    page = FORMS["html"](crossfoot.compare(case.story, *case.fences["report"]))
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets


def test_long_reports_are_compared_in_time() -> None:
    one = "\n\n".join(
        f"Police arrested {at + 100} people in town {at}, and “we are going home on day {at},” Anna Roe said." for at in range(400)
    )
    began = time.perf_counter()
    crossfoot.compare(one, one.replace("100", "101"))
    crossfoot.compare_drafts(one, one.replace("100", "101"))
    assert time.perf_counter() - began < 20
