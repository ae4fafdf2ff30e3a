"""What the README and the documentation show of the command line is generated: this runs the commands of a page and writes their output.

A block that is kept true looks like this, and is run in the folder of the examples:

    ```console
    $ crossfoot check budget/story.md
    (output)
    ```

`python tests/shown.py README.md` writes the outputs anew; `test_shown.py` fails while they differ.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n\$ (?P<command>crossfoot [^\n]*(?:\\\n[^\n]*)*)\n(?P<output>.*?)```", re.DOTALL)


def with_true_outputs(page: str) -> str:
    """The page with the output of every command as it is now."""
    return BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{output_of(block['command'])}```", page)


def output_of(command: str) -> str:
    """What a command prints, run in the folder of the examples; an `| head -n N` or `| tail -n N` at its end is honoured."""
    from crossfoot.cli import main

    call, _, cut = command.replace("\\\n", " ").partition(" | ")
    words = shlex.split(call)[1:]
    printed = io.StringIO()
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    os.chdir(ROOT / "examples")
    os.environ["COLUMNS"] = "100"
    try:
        with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
            main(words)
    finally:
        os.chdir(before)
        os.environ.pop("COLUMNS", None)
        if columns is not None:
            os.environ["COLUMNS"] = columns
    lines = printed.getvalue().splitlines()
    if cut:
        which, _, number = cut.split()
        lines = lines[: int(number)] if which == "head" else lines[-int(number) :]
    return "".join(f"{line.rstrip()}\n" for line in lines)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(with_true_outputs(path.read_text(encoding="utf-8")), encoding="utf-8")
