"""Where a story says that someone did not answer, and what they did not answer.

"declined to comment on the raid", "did not return calls", "could not be reached": `to` is what stands after "on", "about", "to" or
"whether". Phrases are vocabulary; a star in one stands for one word or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .clauses import Line, listed
from .vocabulary import words


@dataclass(frozen=True, slots=True)
class Refusal:
    """The words that refuse, the words that name who refuses where they follow, and what is refused."""

    first: int
    stop: int
    speaker: tuple[int, int] | None = None
    to: tuple[int, int] | None = None


Phrases = dict[str, list[tuple[str, ...]]]


@cache
def _phrases() -> tuple[Phrases, Phrases, Phrases]:
    """Refusals, approaches ("calls to") and what became of them ("were not returned"), each by its first word."""
    before: Phrases = {}
    approach: Phrases = {}
    answers: Phrases = {}
    for group in words("refusals")["refusal"]:
        _file(before if group["by"] == "before" else approach, group["phrases"])
        _file(answers, group.get("answers", []))
    return before, approach, answers


def _file(by_first: Phrases, phrases: list[str]) -> None:
    for phrase in phrases:
        parts = tuple(phrase.split())
        by_first.setdefault(parts[0], []).append(parts)


@cache
def _openings() -> frozenset[str]:
    """The words that any of the phrases begins with, with either apostrophe."""
    before, approach, _ = _phrases()
    return frozenset(form for word in (*before, *approach) for form in (word, word.replace("'", "’")))


def refusals_in(line: Line, low: int, high: int) -> list[Refusal]:
    """The refusals between two words."""
    before, approach, answers = _phrases()
    found: list[Refusal] = []
    if _openings().isdisjoint(line.lows[low:high]):
        return found
    at = low
    while at < high:
        word = line.lows[at].replace("’", "'")
        stop = _matched(line, at, high, before.get(word, ()))
        if stop:
            found.append(Refusal(at, stop, to=_what(line, stop, high)))
            at = stop
            continue
        stop = _matched(line, at, high, approach.get(word, ()))
        if stop:
            end = next((k for k in range(stop, min(high, stop + 14)) if _matched(line, k, high, answers.get(line.lows[k], ()))), None)
            if end and end > stop:
                last = _matched(line, end, high, answers[line.lows[end]])
                found.append(Refusal(end, last, speaker=(stop, end)))
                at = last
                continue
        at += 1
    return found


def _matched(line: Line, at: int, high: int, phrases: list[tuple[str, ...]] | tuple[()]) -> int:
    """The first word after the longest phrase that begins here; 0 where none does."""
    best = 0
    for phrase in phrases:
        place = at
        for number, part in enumerate(phrase):
            if part == "*":
                if place < high and line.low(place) != phrase[number + 1]:
                    place += 1
                continue
            if place >= high or line.low(place).replace("’", "'") != part:
                break
            place += 1
        else:
            best = max(best, place)
    return best


def _what(line: Line, at: int, high: int) -> tuple[int, int] | None:
    """What is refused: the words after "on" or "about", past "to a request for comment"."""
    stop = at
    while stop < high and line.at(stop) not in ".,;-":
        stop += 1
    for first in range(at, stop):
        # "did not respond to a request for comment on the fire": the fire; "on Tuesday" tells when.
        if line.low(first) in listed("leads_to_topic") and line.at(first + 1) != "t":
            first += line.at(first) == "p"
            return (first, stop) if first < stop else None
    if not listed("approaches").isdisjoint(line.lows[at:stop]):
        return None
    first = next((k for k in range(at, stop) if line.at(k) == "d"), stop)
    return (first, stop) if first < stop else None
