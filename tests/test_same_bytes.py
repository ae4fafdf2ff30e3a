"""Same text, same options, same bytes out: in another process, with sets in another order, under another Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Stories with sources, read, checked, shown in every form and laid beside their twins.
WORK = """
import hashlib, sys
from pathlib import Path
import crossfoot
from crossfoot.desk import check_files
from crossfoot.reports import FORMS, render
from crossfoot.reports.data import dumped

digest = hashlib.sha256()
for pair in sorted(Path("tests/stories/pairs").iterdir()):
    sources = [*sorted(pair.glob("release.*")), *sorted(pair.glob("transcript.*"))]
    report = check_files([pair / "planted.md", pair / "clean.md"], sources=sources, sources_complete=True, preview=True)
    for form in sorted(FORMS):
        digest.update(render(report, form).encode())
    digest.update(dumped(crossfoot.compare(pair / "planted.md", *sources).as_dict()).encode())
    digest.update(dumped(crossfoot.read(pair / "planted.md").as_dict()).encode())
print(digest.hexdigest())
"""


def mark(python: str, seed: str) -> str:
    """One mark for all that is said, by a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src")}
    run = subprocess.run([python, "-c", WORK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    return mark(sys.executable, "1")


def test_sets_in_another_order(here: str) -> None:
    assert len(here) == 64
    assert mark(sys.executable, "2") == here


@pytest.mark.parametrize("python", ["python3.12", "python3.13", "python3.14"])
def test_another_python(here: str, python: str) -> None:
    found = shutil.which(python)
    able = found and not subprocess.run([found, "-c", "import markdown_it, rapidfuzz"], capture_output=True).returncode
    if not found or not able:
        pytest.skip(f"there is no {python} here with what Crossfoot needs")
    assert mark(found, "1") == here
