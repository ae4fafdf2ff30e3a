"""The line on the terminal while long work is done: there only on a terminal, only when it is long, and gone at the end."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossfoot import waiting
from crossfoot.waiting import Waiting


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No need to wait a second."""
    monkeypatch.setattr(waiting, "PATIENCE", 0.02)
    monkeypatch.setattr(waiting, "PAUSE", 0.02)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.delenv("TERM", raising=False)


def test_a_line_that_is_written_over_and_gone_at_the_end() -> None:
    terminal = Terminal()
    with Waiting(terminal) as line:
        for step in ("story.txt: reading figures", "story.txt: check 3 of 50"):
            line.tell(step)
            time.sleep(0.2)
    written = terminal.getvalue()
    assert "\r\x1b[Kstory.txt: reading figures 0 s" in written
    assert "\r\x1b[Kstory.txt: check 3 of 50 0 s" in written
    assert written.endswith("\r\x1b[K")
    assert "\n" not in written


def test_it_is_gone_when_the_work_fails() -> None:
    terminal = Terminal()

    def work() -> None:
        with Waiting(terminal):
            time.sleep(0.1)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        work()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", 60)
    terminal = Terminal()
    with Waiting(terminal) as line:
        line.tell("story.txt: reading figures")
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_where_nobody_watches_nothing_is_written(stream: io.StringIO | None) -> None:
    with Waiting(stream) as line:
        line.tell("story.txt: reading figures")
        time.sleep(0.1)
    assert not stream or stream.getvalue() == ""


def test_a_long_or_wicked_name_cannot_leave_the_line() -> None:
    terminal = Terminal()
    with Waiting(terminal) as line:
        line.tell(f"{'long ' * 20}.txt: reading figures")
        time.sleep(0.1)
        line.tell("a\x1b[2Jb\nc.txt: reading figures")
        time.sleep(0.1)
    shown = [one for one in terminal.getvalue().split("\r\x1b[K") if one]
    assert all(len(one) < 40 for one in shown)
    assert any("… 0 s" in one for one in shown)
    assert any(one.startswith("a�[2Jb�c.txt") for one in shown)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals of this kind here")
def test_the_command_says_how_far_it_is_on_a_terminal_only(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("\n\n".join(f"Police arrested {n} people: 25 on Friday and {n - 25} on Saturday." for n in range(40, 1400)))
    command = [sys.executable, "-m", "crossfoot", "check", str(story), "--format", "json"]
    quiet = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert quiet.stderr == b""
    ours, theirs = os.openpty()
    told = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | {"COLUMNS": "80"})
    os.close(theirs)
    report = told.communicate(timeout=120)[0]
    written = os.read(ours, 1_000_000).decode()
    os.close(ours)
    assert report == quiet.stdout
    assert "story.txt: " in written
    assert written.endswith("\r\x1b[K")
