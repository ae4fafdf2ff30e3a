"""A wheel, a fresh environment, and every door by the line that the README gives: each starts and does its main job.

It takes a minute and the network, so that it runs in CI (`CI=true`) and where `CROSSFOOT_INSTALL=1` asks for it.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crossfoot.checks import catalogue

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = 'pip install "crossfoot[web,lsp,mcp]"'
WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday."
_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Failed to establish|Name or service not known|Temporary failure"
)

pytestmark = pytest.mark.skipif(
    not {"CI", "CROSSFOOT_INSTALL"} & set(os.environ), reason="slow: CROSSFOOT_INSTALL=1 builds and installs the wheel"
)


@pytest.fixture(scope="module")
def bin_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel with its doors, and nothing of ours besides."""
    room = tmp_path_factory.mktemp("clean")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(room), cwd=ROOT)
    [wheel] = room.glob("*.whl")
    _run(sys.executable, "-m", "venv", str(room / "venv"))
    commands = room / "venv" / ("Scripts" if os.name == "nt" else "bin")
    extras = INSTALL.partition("[")[2].partition("]")[0]
    done = subprocess.run(
        [commands / "python", "-m", "pip", "install", "--disable-pip-version-check", f"{wheel}[{extras}]"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode and _NO_NETWORK.search(done.stderr):
        pytest.skip("no network: the extras cannot be installed")
    assert done.returncode == 0, done.stderr
    return commands


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder far from the repository, with a story."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONUTF8", "1")
    for name in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME"):
        monkeypatch.delenv(name, raising=False)
    path = tmp_path / "story.md"
    path.write_text(WRONG, encoding="utf-8")
    return path


def command(bin_: Path, line: str) -> list[str]:
    """A line of the README, run in the clean environment."""
    assert line in README, f"the README no longer says `{line}`"
    name, *more = line.split()
    return [str(bin_ / name), *more]


def test_the_readme_says_how_to_install_the_doors() -> None:
    assert INSTALL in README


def test_check(bin_: Path, story: Path) -> None:
    done = subprocess.run(command(bin_, "crossfoot check story.md"), capture_output=True, text=True, encoding="utf-8", check=False)
    assert "total-mismatch (T101)" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")


def test_every_page_of_a_check_is_there(bin_: Path) -> None:
    pages = _run(*command(bin_, "crossfoot explain"), "--all")
    names = re.findall(r"^# ([a-z-]+) \([A-Z]\d{3}\)$", pages, re.MULTILINE)
    assert set(names) == {check.name for check in catalogue()}


def test_the_page(bin_: Path, story: Path) -> None:
    # In place of a browser there is something that does nothing: the page is asked from here, on any free port.
    line = [*command(bin_, "crossfoot serve --open"), "--port", "0"]
    door = subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=os.environ | {"BROWSER": "true"})
    try:
        assert door.stdout is not None
        port = int(re.search(r"127\.0\.0\.1:(\d+)", door.stdout.readline())[1])  # type: ignore[index]
        browser = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        browser.request("GET", "/")
        word = re.search(r'data-room="([^"]+)"', browser.getresponse().read().decode())[1]  # type: ignore[index]
        headers = {"Origin": f"http://127.0.0.1:{port}", "X-Crossfoot-Room": word}
        browser.request("POST", "/check", json.dumps({"text": WRONG, "name": "story.txt"}).encode(), headers)
        shown = json.loads(browser.getresponse().read())
    finally:
        door.terminate()
        door.wait(30)
    assert shown["said"].startswith("1 finding")
    assert "total-mismatch" in shown["page"]


def test_the_editor(bin_: Path, story: Path) -> None:
    lsp = pytest.importorskip("lsprotocol.types")
    from pygls.lsp.client import LanguageClient

    async def talk() -> Any:
        editor = LanguageClient("test", "1")
        said: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        editor.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda shown: said.set_result(shown))
        await editor.start_io(*command(bin_, "crossfoot lsp"))
        await editor.initialize_async(lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=story.parent.as_uri()))
        editor.initialized(lsp.InitializedParams())
        opened = lsp.TextDocumentItem(story.as_uri(), "markdown", 1, WRONG)
        editor.text_document_did_open(lsp.DidOpenTextDocumentParams(opened))
        shown = await said
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()
        return shown.diagnostics

    [finding] = asyncio.run(asyncio.wait_for(talk(), 120))
    assert finding.code == "total-mismatch"


def test_the_assistant(bin_: Path, story: Path) -> None:
    mcp = pytest.importorskip("mcp")
    name, *more = command(bin_, "crossfoot mcp")

    async def ask() -> Any:
        async with mcp.Client(mcp.StdioServerParameters(command=name, args=more)) as client:
            return (await client.call_tool("check_story", {"path": str(story)})).structured_content

    said = asyncio.run(asyncio.wait_for(ask(), 120))
    assert [one["check"] for one in said["findings"]] == ["total-mismatch"]


def test_what_was_not_installed_is_named(bin_: Path, story: Path) -> None:
    (story.parent / "boats.csv").write_text("quay,boats\nold,40\n", encoding="utf-8")
    for line in (["check", "story.md", "--table", "boats.csv"], ["corpus", "story.md", "--output", "out"]):
        done = subprocess.run([bin_ / "crossfoot", *line], capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 2
        assert re.search(r"pip install 'crossfoot\[\w+\]'", " ".join((done.stdout + done.stderr).split()))


def _run(*line: str, cwd: Path | None = None) -> str:
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False, cwd=cwd, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout
