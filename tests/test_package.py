"""What importing costs, and what the public names are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import crossfoot

ROOT = Path(__file__).parents[1]

EXTRAS = ["duckdb", "markdown_it", "rapidfuzz", "spacy", "starlette", "uvicorn"]


def cpu(code: str) -> float:
    """Seconds of processor time of a fresh Python, the best of five."""
    script = f"import time, resource\n{code}\nprint(time.process_time())"
    return min(
        float(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()[-1])
        for _ in range(5)
    )


def test_importing_costs_next_to_nothing() -> None:
    # 60 ms is the promise; twice that leaves room for a slow machine.
    assert cpu("import crossfoot") - cpu("pass") < 0.12


HELP = """
import contextlib, io
from crossfoot.cli import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(["--help"])
"""


def test_help_is_quick() -> None:
    # 150 ms is the promise.
    assert cpu(HELP) < 0.3


CHECK = """
import contextlib, io, pathlib, tempfile
from crossfoot.cli import main
with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
    story = pathlib.Path(folder) / "story.txt"
    story.write_text({story!r})
    main(["check", str(story)])
"""
LIST = "Police arrested 40 people: 25 on Friday and 17 on Saturday."


@pytest.mark.parametrize(
    ("story", "promise"), [(LIST, 0.3), (" ".join((ROOT / "examples/ten-places/story.md").read_text("utf-8").split()[20:]), 1.4)]
)
def test_the_first_report_of_a_fresh_process_is_quick(story: str, promise: float) -> None:
    # Twice the promise leaves room for a slow machine, and for modules that have to be compiled first.
    assert cpu(CHECK.format(story=story)) < 2 * promise


def loaded(code: str) -> list[str]:
    """Which extras are loaded once the code has run."""
    script = f"import sys\n{code}\nprint(*(name for name in {EXTRAS} if name in sys.modules))"
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()


def test_importing_pulls_in_nothing_else() -> None:
    assert loaded("import crossfoot, crossfoot.cli") == []


def test_checking_plain_text_pulls_in_no_extra() -> None:
    assert {"duckdb", "markdown_it"}.isdisjoint(loaded("import crossfoot\ncrossfoot.check('Police counted 40 boats.')"))


def test_public_names_are_there() -> None:
    for name in crossfoot.__all__:
        assert getattr(crossfoot, name).__doc__, name


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(crossfoot, "no_such_name")


def test_every_page_of_the_documentation_is_in_its_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("nav:")[2]
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} | {"checks.md"}
    assert set(re.findall(r": (\S+\.md)$", menu, re.MULTILINE)) == pages
