"""What the README shows is what the commands print."""

from __future__ import annotations

from pathlib import Path

import pytest

from shown import ROOT, with_true_outputs

PAGES = [
    path for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))) if "```console\n$ crossfoot" in path.read_text("utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_shown_outputs_are_true(page: Path) -> None:
    pytest.importorskip("duckdb", reason="the README asks a table")
    text = page.read_text(encoding="utf-8")
    assert with_true_outputs(text) == text, f"run: python tests/shown.py {page.name}"
