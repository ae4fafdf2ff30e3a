"""Whether a figure is the amount of, or the level after, a rise or a fall: "up 9.4 per cent", "lost 190 points", "rose to 40"."""

from __future__ import annotations

from functools import cache

from ..ledger import Direction
from .tokens import Tokens
from .vocabulary import words


@cache
def _way() -> dict[str, Direction]:
    ways = words("directions")
    return dict.fromkeys(ways["up"]["words"], "up") | dict.fromkeys(ways["down"]["words"], "down")


@cache
def _between() -> frozenset[str]:
    return frozenset(words("directions")["between"]["words"])


def direction_of(t: Tokens, start: int, end: int) -> Direction | None:
    """The direction of a figure that stands from `start` to before `end`."""
    at, by = start - 1, False
    while t.low[at] in _between() and start - at < 5 and at >= 0:
        by = by or t.low[at] in ("by", "to")
        at -= 1
    way = _way()
    if at >= 0 and t.low[at] in way and (at == start - 1 or t.low[at + 1] != "of"):
        return way[t.low[at]]
    if by:
        for back in range(at, max(-1, at - words("directions")["between"]["reach"]), -1):
            if t.word[back] in (".", ",", ";", ":", "!", "?", "(") or t.word[back][:1].isdigit():
                break
            if t.low[back] in way and t.low[back + 1] != "of":
                return way[t.low[back]]
    if t.low[end] in words("directions")["between"]["after_up"]:
        return "up"
    if t.low[end] in words("directions")["between"]["after_down"]:
        return "down"
    return None
