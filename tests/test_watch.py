"""`crossfoot check --watch`, run as a command: it reports again when a file is saved, says what is wrong meanwhile, and ends when told."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

from crossfoot.cli import main

WRONG = "Police arrested 40 people: 25 on Friday and 17 on Saturday.\n"


@contextmanager
def interruptible() -> Iterator[None]:
    """What is started here heeds an interruption. A shell starts what it puts in the background deaf to it, and that is inherited, rightly:
    Ctrl-C is for what is in front. A signal that is handled here is as it was made in the child."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_saved_story_is_checked_again(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(WRONG, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "crossfoot", "check", "story.txt", "--watch"]
    with interruptible():
        watching = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert watching.stdout
    said: Queue[str] = Queue()
    Thread(target=lambda: [said.put(line) for line in watching.stdout or ()], daemon=True).start()

    def waits_for(words: str) -> None:
        while words not in said.get(timeout=60):
            pass

    try:
        waits_for("1 finding")
        story.write_text(WRONG.replace("40", "42"), encoding="utf-8")
        waits_for("0 findings, 1 tick")
        (tmp_path / "crossfoot.toml").write_text("nothing = 1\n", encoding="utf-8")
        waits_for("no setting called 'nothing'")
        (tmp_path / "crossfoot.toml").unlink()
        waits_for("0 findings, 1 tick")
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
    finally:
        watching.kill()


def test_standard_input_cannot_be_watched(capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(["check", "-", "--watch"]) == 2
    assert "--watch: standard input" in capsys.readouterr().err
