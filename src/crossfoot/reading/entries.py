"""The entries of a list that is counted through to the end of its sentence: "nine places: five homes, three yards and a shed".

Each entry begins with a number, or is one thing: "a shed", "one in Leeds". Where an entry is neither ("several others"), or the list
goes on to something else, it is not counted through, and nothing can be said of its sum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cache

from ..document import Span
from ..ledger import Figure, Phrase
from ..quantity import Quantity
from .phrases import any_of
from .vocabulary import words

_DIVIDED = re.compile(r"\s*[,;]\s*(?:and\s+|plus\s+)?|\s+(?:and|plus)\s+")
_CLOSED = re.compile(r"\s[–—]\s|—|\s--?\s|[()\"“”:]")
_BEFORE = 3  # words of an entry before its number: "in Leeds, 31"
_LONGEST = 12  # words of an entry
_LONGEST_LIST = 500


def counted_through(text: str, sentence: Span, start: int, figures: Sequence[Figure]) -> tuple[Figure, ...] | None:
    """The numbers of a list that begins at `start` and ends with its sentence, one for each entry; `None` where an entry has none."""
    body = text[start : min(sentence.end, start + _LONGEST_LIST)].rstrip(" .!?\n")
    if start + len(body) + 3 < sentence.end and _CLOSED.search(body) is None:
        return None
    closed = _CLOSED.search(body)
    body = body[: closed.start()] if closed else body
    found: list[Figure] = []
    begun = {one.span.start - start for one in figures}
    for begin, end in _entries(body, begun):
        inside = [one for one in figures if start + begin <= one.span.start < start + end]
        if len(inside) == 2 and inside[1].span.start - inside[0].span.end == 1:
            # "seven 911 dispatchers"
            inside.pop()
        entry = body[begin:end]
        if len(entry.split()) > _LONGEST or len(inside) > 1 or (found and found[-1] in inside):
            return None
        if inside and len(body[begin : inside[0].span.start - start].split()) <= _BEFORE:
            found.append(inside[0])
        elif not inside and (alone := _alone().match(entry)):
            found.append(one_of(Span(start + begin + alone.start("one"), start + begin + alone.end("one"))))
        else:
            return None
    return tuple(found) if len(found) > 1 else None


def _entries(body: str, begun: Set[int]) -> list[tuple[int, int]]:
    """Start and end of every entry; "and" joins where neither a number nor an article follows: "nine food and drink stalls"."""
    parts, at = [], 0
    for mark in _DIVIDED.finditer(body):
        if mark.group().strip() == "and" and not _opens(body, mark.end(), begun):
            continue
        parts.append((at, mark.start()))
        at = mark.end()
    return [*parts, (at, len(body))]


def _opens(body: str, at: int, begun: Set[int]) -> bool:
    number = min((one for one in begun if one >= at), default=None)
    return bool(_alone().match(body, at) or (number is not None and re.fullmatch(rf"(?:[\w’'-]+ ){{0,{_BEFORE}}}", body[at:number])))


def one_of(place: Span) -> Figure:
    """What an article counts, "a shed", or a "one" that is no figure of the story."""
    return Figure(place, Quantity("1"), counted=Phrase(place, "other"))


@cache
def _alone() -> re.Pattern[str]:
    """ "a shed", "another in Leeds", "one of fraud"; not "a dozen others", "a few", "one or two"."""
    known = words("entries")
    return re.compile(
        rf"(?P<one>{any_of(known['one']['words']).pattern})(?!\s(?:{any_of(known['several']['words']).pattern}))\s+\w", re.IGNORECASE
    )
