"""Every entry of the vocabulary carries an example that shows one of its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import crossfoot
from crossfoot.reading.vocabulary import words
from crossfoot.wordfiles import entries

SUBJECTS = sorted(path.stem for path in (Path(crossfoot.__file__).parent / "reading" / "words").glob("*.toml"))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_examples_show_a_word_of_their_entry(subject: str) -> None:
    for entry in _entries(words(subject)):
        if "example" in entry:
            shown = _folded(str(entry["example"]))
            said = [word for key, value in entry.items() if key != "example" for word in _words(value)]
            assert any(_shows(shown, word) for word in said if word), entry


@pytest.mark.parametrize("path", sorted(Path(crossfoot.__file__).parent.rglob("*.toml")), ids=lambda path: path.stem)
def test_a_file_of_words_holds_what_it_says(path: Path) -> None:
    for _ in range(2):
        assert entries(path) == tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_file_that_has_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "towns.toml"
    for keeps in (False, True):
        monkeypatch.setattr("sys.dont_write_bytecode", not keeps)
        for words_of_it in (["Leith"], ["Leith", "Oban"]):
            path.write_text(f"[towns]\nwords = {words_of_it}\n")
            for _ in range(2):
                assert entries(path) == {"towns": {"words": words_of_it}}
        assert (tmp_path / "__pycache__").is_dir() == keeps


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
