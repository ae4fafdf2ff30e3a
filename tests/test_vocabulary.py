"""Every entry of the vocabulary carries an example that shows one of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import crossfoot
from crossfoot.reading.vocabulary import words

SUBJECTS = sorted(path.stem for path in (Path(crossfoot.__file__).parent / "reading" / "words").glob("*.toml"))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_examples_show_a_word_of_their_entry(subject: str) -> None:
    for entry in _entries(words(subject)):
        if "example" in entry:
            shown = _folded(str(entry["example"]))
            said = [word for key, value in entry.items() if key != "example" for word in _words(value)]
            assert any(_shows(shown, word) for word in said if word), entry


def _shows(example: str, word: str) -> bool:
    return bool(re.search(word, example)) if "[" in word else _folded(word)[:-1] in example


def _entries(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _entries(value)
    elif isinstance(node, list):
        for value in node:
            yield from _entries(value)


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        # A long string is a list of words with spaces or lines between them.
        yield from value.split() if value.count(" ") > 3 or "\n" in value else [value]
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)
    elif isinstance(value, dict):
        yield from (key for key in value if key != "example")
        for one in value.values():
            yield from _words(one)


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()) + " "
