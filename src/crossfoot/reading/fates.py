"""What became of the people that a figure counts: "12 killed", "14 dead" and "a death toll of 16" count the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from .vocabulary import words


def fate_of(keys: Iterable[str]) -> str | None:
    """The one fate that words speak of: "killed"; `None` where they name none, or several."""
    named = {known for key in keys if (known := _fates().get(key))}
    return named.pop() if len(named) == 1 else None


def is_everybody(key: str) -> bool:
    """Whether a noun stands for everybody to whom it happened: people, passengers; not children."""
    return key in words("fates")["everybody"]["words"]


@cache
def _fates() -> dict[str, str]:
    return {word: fate["name"] for fate in words("fates")["fate"] for word in fate["words"]}
