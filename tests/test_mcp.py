"""The assistant's door: the SDK's own client lists the tools and asks them, once over a real pipe."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from crossfoot.serve.mcp.server import LARGEST, server

WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday."


def asked(tool: str, **arguments: Any) -> tuple[bool, Any]:
    """Whether the tool answered, and what: the structure of an answer, the sentence of a failure."""

    async def ask() -> tuple[bool, Any]:
        async with Client(server()) as client:
            result = await client.call_tool(tool, arguments)
            if result.is_error:
                return False, result.content[0].text  # type: ignore[union-attr]
            return True, result.structured_content

    return asyncio.run(ask())


def answer(tool: str, **arguments: Any) -> Any:
    done, said = asked(tool, **arguments)
    assert done, said
    return said


def refusal(tool: str, **arguments: Any) -> str:
    done, said = asked(tool, **arguments)
    assert not done, said
    return str(said)


def test_the_tools_have_schemas_and_only_read() -> None:
    async def tools() -> Any:
        async with Client(server()) as client:
            return (await client.list_tools()).tools

    known = {tool.name: tool for tool in asyncio.run(tools())}
    assert set(known) == {"check_story", "read_ledger", "compare_reports", "ask_table", "explain_check"}
    for tool in known.values():
        assert tool.description
        assert tool.annotations.read_only_hint
        assert tool.output_schema
    assert "findings" in known["check_story"].output_schema["properties"]
    assert known["ask_table"].input_schema["required"] == ["table", "claim"]


def test_a_real_pipe() -> None:
    async def ask() -> Any:
        async with Client(StdioServerParameters(command=sys.executable, args=["-m", "crossfoot", "mcp"])) as client:
            return (await client.call_tool("check_story", {"text": WRONG})).structured_content

    said = asyncio.run(asyncio.wait_for(ask(), 90))
    assert [one["check"] for one in said["findings"]] == ["total-mismatch"]


def test_a_finding_can_be_quoted() -> None:
    said = answer("check_story", text=WRONG)
    (finding,) = said["findings"]
    assert (finding["words"], finding["severity"], finding["place"]) == ("40", "error", "story:1:17")
    assert "25 + 17 = 42" in finding["sum"]
    assert finding["repairs"][0] == "“42” for “40”"
    assert finding["title"] == "total-mismatch (T101)"
    assert said["summary"].startswith("1 finding")


def test_a_tick_says_what_was_verified() -> None:
    (tick,) = answer("check_story", text=WRONG.replace("40", "42"))["ticks"]
    assert (tick["check"], tick["title"]) == ("total-mismatch", "adds up (T101)")


def test_a_draft_against_its_sources(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("“We will review every single case,” said Ann Lowe, the mayor.", encoding="utf-8")
    draft = "“We will review each and every case,” said Ann Lowe, the mayor."
    for source in ({"source_files": [str(release)]}, {"source_texts": [release.read_text("utf-8")]}):
        said = answer("check_story", text=draft, **source)
        (finding,) = said["findings"]
        assert finding["check"].startswith("quote-")
        assert "every single case" in " ".join(finding["evidence"])


def test_a_ledger() -> None:
    said = answer("read_ledger", text="“It was 40 people,” said Ann Lowe, the mayor.")
    assert [one["speaker"] for one in said["statements"]] == ["Ann Lowe"]
    assert [(one["words"], one["value"], one["counted"]) for one in said["figures"]] == [("40", "40", "people")]


def test_reports_side_by_side() -> None:
    said = answer(
        "compare_reports", texts=["Police arrested 40 people in Leeds on Friday.", "Police arrested 42 people in Leeds on Friday."]
    )
    assert any(row["verdict"] == "differs" and "report 2:1:17: 42 people" in " ".join(row["given"]) for row in said["rows"]), said["rows"]
    drafts = answer("compare_reports", texts=[WRONG, WRONG.replace("40", "42")], drafts=True)
    assert any(row["verdict"] == "changed" for row in drafts["rows"])
    assert "two drafts" in refusal("compare_reports", texts=[WRONG], drafts=True)


def test_a_table(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    table = tmp_path / "thefts.csv"
    table.write_text("year,thefts\n2022,100\n2023,90\n", encoding="utf-8")
    said = answer("ask_table", table=str(table), claim="There were 90 thefts in 2023.")
    assert said["verdict"] == "supported"
    assert "SELECT" in said["sql"][0].upper()
    assert "no such table" in refusal("ask_table", table=str(tmp_path / "none.csv"), claim="There were 90 thefts in 2023.")


def test_an_explanation() -> None:
    assert "total-mismatch (T101)" in answer("explain_check", name="total-mismatch")["result"]
    assert "crossfoot explain" in refusal("explain_check", name="nothing")


def test_failures_are_sentences(tmp_path: Path) -> None:
    assert "either the text of the story or the path" in refusal("check_story")
    assert "no such file" in refusal("check_story", path=str(tmp_path / "none.txt"))
    assert "this is a folder" in refusal("check_story", path=str(tmp_path))
    assert "2017-09-28" in refusal("check_story", text=WRONG, published="yesterday")
    assert "more than a million characters" in refusal("check_story", text="x" * (LARGEST + 1))


def test_an_argument_that_no_tool_has_is_refused() -> None:
    # Passed over in silence, the sources would seem to have been looked at.
    assert "sources" in refusal("check_story", text=WRONG, sources=["release.txt"])
    assert "check" in refusal("explain_check", check="total-mismatch")


def test_only_named_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "crossfoot.toml").write_text('ignore = ["total-mismatch"]\n')
    monkeypatch.chdir(tmp_path)
    said = answer("check_story", text="---\nsource: /etc/passwd\ntable: /etc/hosts\n---\n" + WRONG)
    assert len(said["findings"]) == 1
    assert "root:" not in str(said)


def test_much_is_cut_with_a_sentence() -> None:
    said = answer("check_story", text="\n\n".join([WRONG] * 60))
    assert len(said["findings"]) == 40
    assert "There are 60 findings; the first 40 are given." in said["notices"]


def test_another_language_is_one_sentence() -> None:
    german = "Die Polizei hat am Freitag nach eigenen Angaben vierzig Menschen festgenommen, und das war nicht alles.\n" * 5
    assert "reads English only" in " ".join(answer("check_story", text=german)["notices"])
