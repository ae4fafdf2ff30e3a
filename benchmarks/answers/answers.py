"""Answers as anybody gives them: a file of JSON lines, the first of which says whose they are and to which prompts.

    {"entrant": "Name 1.0", "prompts": "<mark of the prompts>", "varies": true, "currency": "USD"}
    {"item": "story-0a1b2c3d4e", "run": 1, "errors": [{"words": "...", "sentence": "...", "why": "..."}], "cost": 0.004, "seconds": 2.1}

An entry may name further places of the same disagreement under `also`. `cost` and `seconds` may be left out: they are then not told.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Quotation marks, dashes and spaces as people and programs copy them; each for one, so that places stay as they are.
_AS_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " "})


class NotAnswers(Exception):
    """A file that cannot be scored, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words, and the sentence they are said to stand in."""

    words: str
    sentence: str = ""

    def within(self, text: str) -> list[range]:
        """Where the words stand in their sentence, as often as they do; without a sentence, or where that stands in the text not at all or
        more than once, where they stand in the whole text, if they do so once."""
        text = text.translate(_AS_TYPED)
        sentences = _found(self.sentence, text)
        inside = _found(self.words, text, *sentences[0].span()) if len(sentences) == 1 else []
        everywhere = _found(self.words, text)
        return [range(*found.span()) for found in inside or (everywhere if len(everywhere) == 1 else [])]


@dataclass(frozen=True, slots=True)
class Entry:
    """One error that somebody says there is; `places` are the words and whatever else takes part."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of one item in one run."""

    item: str
    run: int
    entries: tuple[Entry, ...]
    cost: float | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """All that one entrant said."""

    entrant: str
    prompts: str
    varies: bool
    currency: str
    all: tuple[Answer, ...]

    def of_run(self, run: int) -> dict[str, Answer]:
        """The answers of one run by item."""
        return {answer.item: answer for answer in self.all if answer.run == run}

    @property
    def runs(self) -> list[int]:
        """The runs that there are."""
        return sorted({answer.run for answer in self.all})


def read_answers(path: Path) -> Answers:
    """The answers in a file; raises NotAnswers with the line that is wrong."""
    number = 0
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = json.loads(lines[0])
        answers: dict[tuple[str, int], Answer] = {}
        for number, line in enumerate(lines[1:], 1):
            answer = _answer(json.loads(line)) if line.strip() else None
            if answer and answers.setdefault((answer.item, answer.run), answer) is not answer:
                raise NotAnswers(f"{path}:{number + 1}: {answer.item} is answered twice in run {answer.run}.")
        told = (str(head["entrant"]), str(head["prompts"]), bool(head.get("varies")), str(head.get("currency", "")))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as trouble:
        raise NotAnswers(f"{path}:{number + 1}: this is no answer ({type(trouble).__name__}: {trouble}).") from trouble
    return Answers(*told, tuple(answers.values()))


def _answer(plain: dict[str, Any]) -> Answer:
    cost, seconds = (None if plain.get(name) is None else float(plain[name]) for name in ("cost", "seconds"))
    return Answer(str(plain["item"]), int(plain.get("run", 1)), tuple(map(_entry, plain["errors"])), cost, seconds)


def _entry(plain: dict[str, Any]) -> Entry:
    return Entry(tuple(Place(str(one["words"]), str(one.get("sentence") or "")) for one in (plain, *plain.get("also", ()))))


def _found(words: str, text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """The words with any space between them, in capitals or not, and never inside a longer word: the 55 of 155 is no 55."""
    told = words.translate(_AS_TYPED).split()
    if not told:
        return []
    before, after = (r"\b" if letter.isalnum() else "" for letter in (told[0][0], told[-1][-1]))
    pattern = re.compile(before + r"\s+".join(map(re.escape, told)) + after, re.IGNORECASE)
    return list(pattern.finditer(text, start, len(text) if end is None else end))
