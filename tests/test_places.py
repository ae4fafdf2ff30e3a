"""Every report names page, paragraph or time where a file has no lines, and tells editors and forges of no lines that are not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossfoot.cli import main
from papers import Pdf, paragraph, word

QUOTE = "“We will never open the old quay again,” said Jane Roe, the harbour master."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    story = paragraph("Quay closed", "Titel") + paragraph("Police arrested 40 people: 25 on Friday and 17 on Saturday.") + paragraph(QUOTE)
    (tmp_path / "story.docx").write_bytes(word(story))
    pdf = Pdf().page().lines(72, 700, "The quay is closed.").page()
    pdf.lines(72, 700, "Jane Roe, the harbour master, said: “We will not open the old quay", "again this year.”")
    (tmp_path / "release.pdf").write_bytes(pdf.content())
    cues = "00:00:01.000 --> 00:00:03.000\n<v Jane Roe>Thank you all.\n\n"
    cues += "00:01:03.000 --> 00:01:06.000\n<v Jane Roe>We will not open the old quay again.\n"
    (tmp_path / "talk.vtt").write_text(f"WEBVTT\n\n{cues}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def report(capsys: pytest.CaptureFixture[str], source: str, form: str) -> str:
    assert main(["check", "story.docx", "--source", source, "--format", form]) == 1
    return capsys.readouterr().out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("source", "words", "place"),
    [
        ("release.pdf", "release.pdf, page 2, paragraph 1", {"page": 2, "paragraph": 1}),
        ("talk.vtt", "talk.vtt, at 00:01:03", {"at": "00:01:03"}),
    ],
)
def test_the_source_is_cited_by_its_own_places(
    source: str, words: str, place: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    shown = report(capsys, source, "text")
    assert "story.docx, paragraph 2 error total-mismatch" in shown
    assert words in " ".join(shown.split())
    [story] = json.loads(report(capsys, source, "json"))["stories"]
    altered = next(finding for finding in story["findings"] if finding["check"] == "quote-altered")
    assert altered["place"] == {"paragraph": 3}
    assert altered["evidence"][0]["place"] == place


@pytest.mark.usefixtures("folder")
def test_forges_and_scanners_are_told_of_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert "line=" not in report(capsys, "talk.vtt", "github")
    assert "(paragraph 2)" in report(capsys, "talk.vtt", "github")
    [run] = json.loads(report(capsys, "talk.vtt", "sarif"))["runs"]
    assert all("region" not in result["locations"][0]["physicalLocation"] for result in run["results"])


@pytest.mark.usefixtures("folder")
def test_the_ledger_names_them_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "story.docx"]) == 0
    assert "paragraph 2  40" in capsys.readouterr().out
