"""What `crossfoot.toml` says of how a newsroom writes holds in every door: names, the order of dates, severities."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
from pathlib import Path
from typing import Any

import pytest

from crossfoot.cli import main
from crossfoot.settings import settings_for

# 4 May 2021 was a Tuesday, April 5 a Monday. Of the two spellings the settings know one.
STORY = (
    "Meridith Valland opened the hearing on Monday, 04/05/2021, the court said.\n\n"
    "“We had forty stalls,” Ms Valland said. Vallend will speak again on Sunday."
)
SETTINGS = 'known = ["Meridith Valland"]\ndates = "day-first"\n[severity]\nweekday-date-mismatch = "info"\n'
PLAIN = {("name-spelling-varies", "warning")}
TOLD = {("weekday-date-mismatch", "info"), ("name-spelling-varies", "error")}


@pytest.fixture(autouse=True)
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a story."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def check(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    main(["check", "story.txt", "--format", "json", "--exit-zero"])
    (story,) = json.loads(capsys.readouterr().out)["stories"]
    return {(one["check"], one["severity"]) for one in story["findings"]}


def corpus(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = folder / f"out{len(list(folder.iterdir()))}"
    assert main(["corpus", "story.txt", "--output", str(out), "--workers", "1"]) == 0
    found = [row for path in (out / "findings").iterdir() for row in parquet.ParquetFile(path).read().to_pylist()]
    return {(one["check"], one["severity"]) for one in found}


def serve(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    pytest.importorskip("uvicorn")
    from doors import at_work

    with at_work(settings_for(folder)) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        line.request("GET", "/")
        word = re.search(r'data-room="([^"]+)"', line.getresponse().read().decode())[1]  # type: ignore[index]
        headers = {"Origin": f"http://127.0.0.1:{port}", "X-Crossfoot-Room": word}
        line.request("POST", "/check", json.dumps({"text": STORY, "name": "story.txt"}).encode(), headers)
        shown = json.loads(line.getresponse().read())["page"]
    return set(re.findall(r"(?:class=\"check\">)([a-z-]+) \([A-Z]\d+\) · (error|warning|info)", shown))


def mcp(folder: Path, capsys: pytest.CaptureFixture[str]) -> set[tuple[str, str]]:
    pytest.importorskip("mcp")
    from mcp import Client

    from crossfoot.serve.mcp.server import server

    async def ask() -> Any:
        async with Client(server()) as client:
            return (await client.call_tool("check_story", {"text": STORY})).structured_content

    return {(one["check"], one["severity"]) for one in asyncio.run(ask())["findings"]}


@pytest.mark.parametrize("door", [check, corpus, serve, mcp], ids=lambda door: door.__name__)
def test_how_a_newsroom_writes_holds_in_every_door(door: Any, newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert door(newsroom, capsys) == PLAIN
    (newsroom / "crossfoot.toml").write_text(SETTINGS, encoding="utf-8")
    assert door(newsroom, capsys) == TOLD


def test_the_order_of_dates_holds_for_the_ledger_and_the_worksheet(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ([], ["--sheet"]):
        main(["ledger", "story.txt", "--format", "json", *more])
        assert "2021-04-05" in capsys.readouterr().out
    (newsroom / "crossfoot.toml").write_text(SETTINGS, encoding="utf-8")
    for more in ([], ["--sheet"]):
        main(["ledger", "story.txt", "--format", "json", *more])
        assert "2021-05-04" in capsys.readouterr().out


def test_the_order_of_dates_holds_where_reports_are_compared(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "other.txt").write_text("The hearing began on 4 May 2021.", encoding="utf-8")
    (newsroom / "crossfoot.toml").write_text(SETTINGS, encoding="utf-8")
    main(["compare", "story.txt", "other.txt", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [row["verdict"] for row in rows if row["kind"] == "date" and "04/05/2021" in str(row["given"])] == ["agrees"]


def test_results_by_other_settings_never_lie_side_by_side(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pyarrow")
    command = ["corpus", "story.txt", "--output", "out", "--workers", "1"]
    assert main(command) == 0
    assert main([*command, "--resume"]) == 0
    (newsroom / "crossfoot.toml").write_text(SETTINGS, encoding="utf-8")
    assert main([*command, "--resume"]) == 2
    assert "another one (options or checks)" in capsys.readouterr().err


def test_wrong_settings_are_a_sentence_to_an_assistant(newsroom: Path) -> None:
    pytest.importorskip("mcp")
    from mcp import Client

    from crossfoot.serve.mcp.server import server

    (newsroom / "crossfoot.toml").write_text("dates = 'american'\n", encoding="utf-8")

    async def ask() -> Any:
        async with Client(server()) as client:
            return await client.call_tool("check_story", {"text": STORY})

    said = asyncio.run(ask())
    assert said.is_error
    assert "crossfoot.toml:1: dates: 'american' is not one of" in said.content[0].text
