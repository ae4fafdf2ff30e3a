"""Findings left alone on request: by (cq), by a comment, by the settings, by a baseline. Each is kept and marked, and a wish of no use is
reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import crossfoot
from crossfoot.cli import main
from crossfoot.desk import StoryReport, check_files
from crossfoot.formats import document_from_bytes
from crossfoot.settings import settings_from

WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday."


def reported(text: str, name: str = "story.md") -> StoryReport:
    """The one story's report."""
    return check_files([document_from_bytes(text.encode(), name=name)], select=["totals", "P103"]).stories[0]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 40 (cq) people: 25 on Friday and 17 on Saturday.",
        "Police arrested 40 people (cq): 25 on Friday and 17 on Saturday.",
        "Police arrested 40 [CQ] people: 25 on Friday and 17 on Saturday.",
        "Police arrested 40 people: 25 (cq) on Friday and 17 (CQ) on Saturday.",
    ],
)
def test_a_figure_marked_cq_is_left_alone(text: str) -> None:
    story = reported(text, "story.txt")
    assert not story.findings
    assert [(one.by, one.finding.code) for one in story.ignored] == [("cq", "T101")]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 40 people: 25 (cq) on Friday and 17 on Saturday.",
        "Police arrested 40 people: 25 on Friday and 17 on Saturday, Jon Smyth (cq) said.",
        "The chief (cq) said police arrested 40 people: 25 on Friday and 17 on Saturday.",
    ],
)
def test_a_mark_elsewhere_changes_nothing(text: str) -> None:
    assert [finding.code for finding in reported(text, "story.txt").findings] == ["T101"]


def test_the_copy_is_read_as_if_the_mark_were_not_there() -> None:
    plain = "Police arrested 40 people in Dover on Friday, Jon Smyth said."
    marked = "Police arrested 40 (cq) people in Dover on Friday, Jon Smyth (cq) said."
    read = [crossfoot.read(text).as_dict() for text in (plain, marked)]
    for ledger in read:
        ledger["figures"] = [(f["value"], f["counted"]["key"], [w["key"] for w in f["where"]]) for f in ledger["figures"]]
        ledger["parties"] = [party["name"] for party in ledger["parties"]]
    assert read[0]["figures"] == read[1]["figures"]
    assert read[0]["parties"] == read[1]["parties"]
    assert [marked[mark["start"] : mark["end"]] for mark in read[1]["marks"]] == ["(cq)", "(cq)"]


@pytest.mark.parametrize("names", ["T101", "total-mismatch", "totals", "P103, T101"])
def test_a_comment_holds_for_the_paragraph_that_follows(names: str) -> None:
    text = f"# Arrests\n\n<!-- crossfoot: ignore {names} -- two were held twice -->\n\n{WRONG}\n\n{WRONG.replace('25', '26')}\n"
    story = reported(text)
    assert [one.reason for one in story.ignored] == ["two were held twice"]
    assert [story.document.place(finding.span.start).line for finding in story.findings] == [7]
    assert not story.unused


def test_a_comment_in_html_holds_for_its_paragraph_and_one_for_the_file_for_all() -> None:
    inside = f"<p>{WRONG}<!-- crossfoot: ignore T101 -- as agreed --></p><p>{WRONG.replace('25', '26')}</p>"
    assert len(reported(inside, "story.html").findings) == 1
    whole = f"<!-- crossfoot: ignore-file T101 -- as agreed --><p>{WRONG}</p><p>{WRONG.replace('25', '26')}</p>"
    assert len(reported(whole, "story.html").ignored) == 2


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("ignore T101", "gives no reason"),
        ("ignore T101 -- ", "gives no reason"),
        ("ignore -- all of it", "“ignore” names no check"),
        ("ignore-file , -- all of it", "“ignore-file” names no check"),
        ("ignore T999 -- as agreed", "T999"),
        ("disable T101 -- as agreed", "there are"),
        ("ignore P103 -- as agreed", "leaves nothing alone"),
    ],
)
def test_a_comment_of_no_use_is_reported(comment: str, words: str) -> None:
    story = reported(f"<!-- crossfoot: {comment} -->\n\n{WRONG}\n")
    assert len(story.findings) == 1
    assert [words in one.message and one.line == 1 for one in story.unused] == [True]


def test_plain_text_has_no_comments() -> None:
    text = f"<!-- crossfoot: ignore-file T101 -- as agreed -->\n\n{WRONG}\n"
    assert [len(reported(text, name).findings) for name in ("story.txt", "story.md")] == [1, 0]


def test_the_settings_allow_a_check_in_some_files() -> None:
    table = {"allow": [{"check": "totals", "files": "results/*.md", "reason": "provisional tables"}]}
    allowed = settings_from(table, Path("crossfoot.toml")).allow
    stories = [document_from_bytes(WRONG.encode(), name=name) for name in ("results/a.md", "news/a.md")]
    report = check_files(stories, allowed=allowed)
    assert [len(story.findings) for story in report.stories] == [0, 1]
    assert report.stories[0].ignored[0].reason == "provisional tables"


@pytest.mark.parametrize("entry", [{"check": "T101"}, {"check": "T101", "reason": ""}, {"check": "nothing", "reason": "x"}, "T101"])
def test_an_allowance_that_cannot_be_followed_is_an_error(entry: object) -> None:
    with pytest.raises(crossfoot.CrossfootError):
        settings_from({"allow": [entry]}, Path("crossfoot.toml"))


def test_a_baseline_is_written_followed_and_pruned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    story = tmp_path / "story.txt"
    story.write_text(WRONG)
    assert main(["check", "story.txt", "--baseline", "known.json", "--write-baseline"]) == 0
    assert "1 finding kept" in capsys.readouterr().out

    # Lines move, and the file is named in another way: the finding is the same one.
    story.write_text(f"Something new.\n\n{WRONG}")
    assert main(["check", str(story), "--baseline", "known.json", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)["stories"][0]
    assert [one["ignored"]["by"] for one in shown["ignored"]] == ["baseline"]

    # The same mistake a second time is a new one.
    story.write_text(f"{WRONG}\n\n{WRONG}")
    assert main(["check", "story.txt", "--baseline", "known.json"]) == 1

    story.write_text("All is well.")
    assert main(["check", "story.txt", "--baseline", "known.json"]) == 0
    assert "1 entry of the baseline is no longer needed" in " ".join(capsys.readouterr().out.split())
    main(["check", "story.txt", "--baseline", "known.json", "--write-baseline"])
    assert json.loads((tmp_path / "known.json").read_text())["findings"] == []


def test_the_baseline_of_other_stories_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(WRONG)
    main(["check", "a.txt", "b.txt", "--baseline", "known.json", "--write-baseline"])
    main(["check", "a.txt", "--baseline", "known.json", "--write-baseline"])
    assert [row["path"] for row in json.loads((tmp_path / "known.json").read_text())["findings"]] == ["a.txt", "b.txt"]


ENDLESS = '{"findings": [{"path": "a", "fingerprint": "b", "check": "c", "count": Infinity}]}'
NO_BASELINES = ["", "[]", '{"findings": [{}]}', '{"findings": 3}', "[" * 100_000, ENDLESS]


@pytest.mark.parametrize("content", NO_BASELINES)
def test_a_baseline_that_cannot_be_read_is_status_2(tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "known.json").write_text(content)
    (tmp_path / "story.txt").write_text(WRONG)
    assert main(["check", str(tmp_path / "story.txt"), "--baseline", str(tmp_path / "known.json")]) == 2
    assert "known.json: this is not a baseline" in capsys.readouterr().err


def test_ignored_findings_are_suppressed_results_in_sarif(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text(WRONG.replace("40", "40 (cq)"))
    assert main(["check", str(tmp_path / "story.txt"), "--format", "sarif"]) == 0
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert [result["suppressions"][0]["kind"] for result in results] == ["inSource"]
