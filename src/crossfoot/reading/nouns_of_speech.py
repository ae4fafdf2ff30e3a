"""A thing said, in a noun: "activists' allegations of “retaliation”", "his claim that the road is safe".

Only a noun with an owner speaks, and only where "that" or a quotation shows what was said; "the report of the committee" says nothing.
"""

from __future__ import annotations

from ..document import Span
from ..ledger import StatementKind
from .clauses import Line, listed
from .cues import speech_nouns
from .nominals import name_ending
from .said import Said


def spoken_of(line: Line, low: int, high: int) -> list[Said]:
    """The things said in a noun between two words."""
    nouns = (at for at in range(low + 1, high) if line.lows[at] in speech_nouns() and not (line.at(at) == "N" and line.at(at - 1) == "N"))
    return [said for at in nouns if (said := _said(line, at, low, high))]


def _said(line: Line, at: int, low: int, high: int) -> Said | None:
    after = line.low(at + 1)
    quoted = line.at(at + 2) == "Q" or line.at(at + 1) == "Q"
    if after != "that" and not (quoted and after in ("of", "about", "for", "to", "“”")):
        return None
    owner = _owner(line, at, low)
    if owner is None:
        return None
    first = at + 1 + (line.at(at + 1) != "Q")
    stop = first + 1 if quoted else first
    while not quoted and stop < high and line.at(stop) not in ",.;:-":
        stop += 1
    if stop <= first:
        return None
    quotes = {k for k in range(first, stop) if line.at(k) == "Q"}
    kind: StatementKind = "mixed" if quotes else "indirect"
    return Said(kind, [line.span(first, stop)], line.span(at, at + 1), (owner,), first=at, stop=stop, uses=quotes)


def _owner(line: Line, noun: int, low: int) -> Span | None:
    """Whose claim: the name before its apostrophe, or "his"."""
    at = noun - 1
    while at > low and noun - at < 4 and line.at(at) in "waN#":
        at -= 1
    if line.at(at) == "d":
        return line.span(at, at + 1) if line.lows[at] in listed("possessive") else None
    if line.at(at) != "g":
        return None
    # "did not comment on activists' claims": the name begins after the "on", but "the mayor of Leeds's claim" after no "of".
    lead = next((k for k in range(at - 1, max(low, at - 8), -1) if line.at(k) == "p" and line.lows[k] != "of"), low - 1)
    start = name_ending(line, at - 1, max(low, lead + 1))
    return None if start is None else line.span(start, at + 1)
