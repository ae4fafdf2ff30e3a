"""The editor's door: a scripted client speaks to `crossfoot lsp` as an editor does, and one real editor opens a story."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday."
RIGHT = "Police arrested 42 people: 25 on Friday and 17 on Saturday."
COMMAND = [sys.executable, "-m", "crossfoot", "lsp"]


class Editor:
    """A client with one story open; what the server says of it arrives in `said`."""

    def __init__(self, client: LanguageClient, path: Path) -> None:
        self.client, self.path, self.uri, self.version = client, path, path.as_uri(), 0
        self.said: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.said.put_nowait(params)

    async def open(self, text: str) -> list[lsp.Diagnostic]:
        """Opens the story and waits for what is said of it."""
        self.version = 1
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(self.uri, "markdown", 1, text)))
        return await self.answer()

    def type(self, text: str) -> None:
        """Changes the story."""
        self.version += 1
        what = lsp.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(what, [lsp.TextDocumentContentChangeWholeDocument(text)]))

    async def answer(self) -> list[lsp.Diagnostic]:
        """What is said of the story as it stands now."""
        while True:
            said = await asyncio.wait_for(self.said.get(), 60)
            if said.version == self.version:
                return list(said.diagnostics)

    async def fixes(self, where: lsp.Range) -> dict[str, lsp.TextEdit]:
        """The quick fixes at a place, by title."""
        asked = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri), where, lsp.CodeActionContext([]))
        actions = await self.client.text_document_code_action_async(asked) or []
        return {one.title: one.edit.changes[self.uri][0] for one in actions}  # type: ignore[union-attr, index, misc]

    async def hover(self, line: int, character: int) -> str:
        """The words of a hover."""
        asked = lsp.HoverParams(lsp.TextDocumentIdentifier(self.uri), lsp.Position(line, character))
        shown = await self.client.text_document_hover_async(asked)
        return shown.contents.value if shown else ""  # type: ignore[union-attr]


def talk(folder: Path, script: Callable[[Editor], Awaitable[None]], *, name: str = "story.md", encodings: tuple[str, ...] = ()) -> None:
    """Runs a script against a server that was started for a folder."""

    async def talked() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client, folder / name)
        await client.start_io(*COMMAND)
        general = lsp.GeneralClientCapabilities(position_encodings=list(encodings) or None)
        await client.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(general=general), root_uri=folder.as_uri()))
        client.initialized(lsp.InitializedParams())
        await script(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(asyncio.wait_for(talked(), 120))


def of_line(line: int, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(line, start), lsp.Position(line, end))


def test_findings_come_and_go_with_the_words(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        (finding,) = await editor.open(WRONG)
        assert (finding.code, finding.severity, finding.source) == ("total-mismatch", lsp.DiagnosticSeverity.Error, "crossfoot")
        assert finding.range == of_line(0, 16, 18)
        assert [one.message for one in finding.related_information or []] == ["25", "17"]
        editor.type(RIGHT)
        assert await editor.answer() == []

    talk(tmp_path, script)


@pytest.mark.parametrize(("encoding", "column"), [("utf-16", 21), ("utf-8", 25), ("utf-32", 19)])
def test_columns_are_counted_as_agreed(tmp_path: Path, encoding: str, column: int) -> None:
    async def script(editor: Editor) -> None:
        (finding,) = await editor.open(f"Storm, later.\r\n\r\n🚓🚓 {WRONG}\n")
        assert finding.range == of_line(2, column, column + 2)

    talk(tmp_path, script, encodings=(encoding,))


def test_a_line_separator_ends_no_line(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        (finding,) = await editor.open(f"The fair was busy.\u2028The fair was loud.\n\n{WRONG}\n")
        assert finding.range == of_line(2, 16, 18)

    talk(tmp_path, script)


def test_a_hover_shows_the_sum(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        await editor.open(WRONG)
        assert "25 + 17 = 42" in await editor.hover(0, 17)
        assert "25 + 17 = 42" in await editor.hover(0, 28)
        assert await editor.hover(0, 2) == ""

    talk(tmp_path, script)


def test_quick_fixes_repair_confirm_and_leave_alone(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        (finding,) = await editor.open(f"# Arrests\n\n{WRONG}\n")
        fixes = await editor.fixes(finding.range)
        assert fixes["Write “42” for “40”"].new_text == "42"
        assert fixes["Mark as checked with (cq)"].range == of_line(2, 18, 18)
        comment = fixes["Leave total-mismatch alone here: write a reason"]
        assert comment.range == of_line(2, 0, 0)
        editor.type(f"# Arrests\n\n{comment.new_text}{WRONG}\n")
        assert [one.code for one in await editor.answer()] == ["total-mismatch", None], "a comment without a reason is not followed"
        editor.type(f"# Arrests\n\n{comment.new_text.replace('-- -->', '-- two were held twice -->')}{WRONG}\n")
        assert await editor.answer() == []
        editor.type(f"# Arrests\n\n{WRONG.replace('40', '40 (cq)')}\n")
        assert await editor.answer() == []

    talk(tmp_path, script)


def test_ticks_stand_in_the_line_on_request(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        await editor.open(RIGHT)
        hints = await editor.client.text_document_inlay_hint_async(
            lsp.InlayHintParams(lsp.TextDocumentIdentifier(editor.uri), of_line(0, 0, 99))
        )
        (tick,) = hints or []
        assert (tick.label, tick.position) == ("✓", lsp.Position(0, 18))
        assert "✓ adds up (T101): " in str(tick.tooltip)
        assert "25 + 17 = 42" in str(tick.tooltip)

    talk(tmp_path, script)


def test_settings_of_the_folder_hold(tmp_path: Path) -> None:
    (tmp_path / "crossfoot.toml").write_text('ignore = ["total-mismatch"]\n')

    async def script(editor: Editor) -> None:
        assert await editor.open(WRONG) == []
        (tmp_path / "crossfoot.toml").write_text('ignroe = ["total-mismatch"]\n')
        editor.client.text_document_did_save(lsp.DidSaveTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri)))
        (said,) = await editor.answer()
        assert "no setting called 'ignroe'" in said.message

    talk(tmp_path, script)


def test_another_language_is_one_sentence(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        (said,) = await editor.open(
            "Die Polizei hat am Freitag nach eigenen Angaben vierzig Menschen festgenommen, und das war nicht alles.\n" * 5
        )
        assert "reads English only" in said.message

    talk(tmp_path, script)


def test_hostile_stories_stay_text(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        evil = "<script>alert(1)</script> [x](command:evil) \x00\ud7ff "
        await editor.open(evil + WRONG)
        editor.type("(" * 20_000 + WRONG)
        await editor.answer()
        editor.type("1 " * 600_000)
        (said,) = await editor.answer()
        assert "run `crossfoot check`" in said.message

    talk(tmp_path, script)


def test_what_was_typed_over_is_not_shown(tmp_path: Path) -> None:
    async def script(editor: Editor) -> None:
        await editor.open(RIGHT)
        for number in range(30):
            editor.type(f"{WRONG} {number}")
        editor.type(RIGHT)
        assert await editor.answer() == []
        assert editor.said.qsize() == 0

    talk(tmp_path, script)


def test_a_story_is_checked_while_it_is_written(tmp_path: Path) -> None:
    clean = sorted((Path(__file__).parent / "stories" / "clean").glob("*.md"))
    story = " ".join(path.read_text("utf-8") for path in clean[:2])[:5000].rpartition("\n\n")[0]

    async def script(editor: Editor) -> None:
        await editor.open(story)
        times = []
        for number in range(7):
            begun = time.perf_counter()
            editor.type(story + "\n\nThe end came later." + "." * number)
            await editor.answer()
            times.append(time.perf_counter() - begun)
        # 0.02 s on a quiet machine, 0.05 s for a story full of figures; the bound leaves room for a busy one.
        assert min(times) < 0.3, times

    talk(tmp_path, script)


# In Neovim as docs/editors.md sets it up: what is marked, what a hover says, and what is left once the first quick fix was taken.
LUA = """
local story, out = "{story}", "{out}"
vim.cmd("edit " .. story)
local id = vim.lsp.start_client({{ name = "crossfoot", cmd = {{ {cmd} }}, root_dir = vim.fn.fnamemodify(story, ":h") }})
vim.lsp.buf_attach_client(0, id)
local lines = {{}}
local function marked(wanted)
  vim.wait(60000, function() return (#vim.diagnostic.get(0) > 0) == wanted end, 50)
  for _, one in ipairs(vim.diagnostic.get(0)) do table.insert(lines, one.lnum .. ":" .. one.col .. " " .. one.message) end
end
local function asked(method, more)
  local params = vim.tbl_extend("force", vim.lsp.util.make_range_params(), more)
  return vim.lsp.buf_request_sync(0, "textDocument/" .. method, params, 60000)[id].result
end
marked(true)
local found = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, {{ found.lnum + 1, found.col }})
local hover = asked("hover", vim.lsp.util.make_position_params())
vim.list_extend(lines, vim.split(hover.contents.value, "\\n"))
local fixes = asked("codeAction", {{ context = {{ diagnostics = {{}} }} }})
table.insert(lines, fixes[1].title)
vim.lsp.util.apply_workspace_edit(fixes[1].edit, vim.lsp.get_client_by_id(id).offset_encoding)
marked(false)
vim.list_extend(lines, vim.api.nvim_buf_get_lines(0, 0, -1, false))
vim.fn.writefile(lines, out)
vim.cmd("qall!")
"""


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed; the test in a real editor is skipped")
def test_neovim_shows_the_finding_and_its_sum_and_takes_a_fix(tmp_path: Path) -> None:
    story, out = tmp_path / "story.md", tmp_path / "said.txt"
    story.write_text(f"🚓 {WRONG}\n", encoding="utf-8")
    command = ", ".join(f'"{word}"' for word in COMMAND)
    (tmp_path / "run.lua").write_text(LUA.format(story=story, out=out, cmd=command), encoding="utf-8")
    run = ["nvim", "--headless", "--clean", "-i", "NONE", "-n", "-c", f"luafile {tmp_path / 'run.lua'}", "-c", "qall!"]
    done = subprocess.run(run, timeout=120, check=True, capture_output=True)
    assert out.exists(), done.stderr.decode()
    said = out.read_text(encoding="utf-8").splitlines()
    # Neovim counts bytes: the car is four of them.
    assert said[0].startswith("0:21 The parts add up to 42 (25 + 17)")
    assert "    25 + 17 = 42" in said
    assert said[-2:] == ["Write “42” for “40”", f"🚓 {RIGHT}"]
