"""The vocabulary as data: one TOML file per subject in `words/`, read when first asked for and kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ..wordfiles import entries


@cache
def words(subject: str) -> dict[str, Any]:
    """The entries of `words/<subject>.toml`."""
    return entries(Path(__file__).parent / "words" / f"{subject}.toml")
