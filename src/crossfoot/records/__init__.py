"""Asking a table."""

from __future__ import annotations

from typing import Any


def ask(table: Any, claim: str, *, mapping: Any = None) -> Any:
    """What the table says of one claim."""
    raise NotImplementedError
