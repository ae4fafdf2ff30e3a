"""Noun phrases in a row of words: where the name of somebody begins, seen from its end, and where it ends, seen from its beginning.

"A spokesman for the mayor", "Roe and Doe", "the “Today” show": no grammar is worked out; what cannot stand inside such a phrase ends it.
"""

from __future__ import annotations

from .clauses import Line, listed
from .described import kind_of

LONGEST_NAME = 24


def name_ending(line: Line, end: int, low: int) -> int | None:
    """Where the name or noun phrase that ends with a word begins; `None` where no such phrase ends there."""
    at, start = end, None
    while at >= low and end - at < LONGEST_NAME:
        part = line.at(at)
        if part == "o":
            if at == end:
                start = at
            break
        if part in "N#wg*" and not (part == "w" and at != end and _looks_like_a_verb(line, at)):
            if part == "w" and at == end and line.low(at).endswith("ing") and line.at(at - 1) not in "dNwg":
                break
            start = at
            at -= 1
        elif part == "d":
            start = at
            at = _left_of_determiner(line, at, low)
            if at < 0:
                break
        elif (part == "p" and start is not None and _leads_on(line, at, low)) or (
            part == "c" and start is not None and _joins(line, at, low)
        ):
            at -= 1
        elif part == "-" and start is not None and line.at(at - 1) == "N" and line.starts[at] == line.ends[at - 1]:
            at -= 1
        elif part == "t" and start is not None and line.at(at + 1) == "g":
            # "today's nationalists", "Tuesday's report"
            start = at
            at -= 1
        elif part in "ta" and start is not None and at > low and line.at(at - 1) in "da" and line.low(at) not in ("earlier", "later"):
            at -= 1
        elif part == "Q" and start is not None and line.at(at - 1) in "dNg" and line.ends[at] - line.starts[at] < 40:
            # the “Today” show said
            at -= 1
        else:
            break
    return start


def _left_of_determiner(line: Line, at: int, low: int) -> int:
    """Where a phrase goes on to the left of its "the"; -1 where it ends."""
    before = line.at(at - 1) if at > low else "."
    if before == "d" or (before == "p" and _leads_on(line, at - 1, low)) or (before == "c" and _joins(line, at - 1, low)):
        return at - 1
    return -1


def _leads_on(line: Line, at: int, low: int) -> bool:
    """ "a spokesman FOR the mayor", but not "In Leeds the mayor"."""
    return (
        at > low
        and line.low(at) in listed("inner")
        and line.at(at - 1) in "Nwgd"
        and not (line.at(at - 1) == "w" and _looks_like_a_verb(line, at - 1))
    )


def _joins(line: Line, at: int, low: int) -> bool:
    """ "Roe and Doe said", but not "the bill passed and officials said"."""
    if at <= low or line.low(at) not in ("and", "or"):
        return False
    before = line.at(at - 1)
    if before == "w" and line.at(at + 1) == "N" and kind_of(line.low(at - 1)) is None:
        # "after taking the drug and | Roe says": the drug does not speak
        return False
    return before == "N" or (before == "w" and not _looks_like_a_verb(line, at - 1))


def _looks_like_a_verb(line: Line, at: int) -> bool:
    word = line.low(at)
    return word.endswith("ed") and "-" not in word and line.at(at - 1) not in "dgp"


def name_from(line: Line, at: int, high: int) -> int:
    """The first word after the name that begins here."""
    first = at
    while at < high and at - first < LONGEST_NAME:
        part, low = line.at(at), line.low(at)
        if part in "Nwgd#*":
            if part == "w" and (low.endswith("ing") and at > first and line.at(at - 1) != "d"):
                break
            at += 1
        elif (
            part == "p"
            and at > first
            and (low in listed("after_name") or (low in ("in", "on") and line.at(at + 1) in "N"))
            and line.at(at + 1) in "Nwd"
        ):
            if low == "at" and line.at(at + 1) == "d" and line.at(at + 2) == "w":
                break
            at += 1
        elif part == "c" and at > first and low == "and" and (line.at(at + 1) in "Nd" or _goes_on(line, at + 1)):
            at += 1
        elif part == "(" and at > first and ")" in line.shape[at : at + 8]:
            at = line.shape.index(")", at) + 1
        else:
            break
    return at


def _goes_on(line: Line, at: int) -> bool:
    """ "US intelligence and | law enforcement officials": small words that end in people."""
    while line.at(at) == "w" and not line.low(at).endswith(("ed", "ing")):
        if kind_of(line.low(at)) is not None:
            return True
        at += 1
    return False


def short_name(line: Line, at: int, high: int) -> int:
    """The first word after the name that begins here; stops where a verb may begin."""
    first = at
    while at < high and at - first < 14:
        part, low = line.at(at), line.low(at)
        if part in "Ndg#":
            at += 1
        elif part == "w":
            named = any(p == "N" for p in line.shape[first:at])
            if at > first and line.at(at - 1) != "d" and (low.endswith(("ed", "ing")) or (named and low not in listed("speaker"))):
                break
            at += 1
        elif part == "p" and at > first and low in ("of", "for", "from", "at") and line.at(at + 1) in "Nd":
            at += 1
        elif part == "c" and at > first and low == "and" and line.at(at + 1) == "N":
            at += 1
        elif part == "a" and line.at(at - 1) == "d":
            at += 1
        else:
            break
    return at
