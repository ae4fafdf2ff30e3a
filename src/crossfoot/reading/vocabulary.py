"""The vocabulary as data: one TOML file per subject in `words/`, read when first asked for and kept."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(subject: str) -> dict[str, Any]:
    """The entries of `words/<subject>.toml`."""
    text = (files(__package__) / "words" / f"{subject}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
