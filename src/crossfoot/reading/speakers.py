"""Who a cue belongs to: the words before or after a verb of saying that name its speaker.

"Jane Roe, the mayor of Leeds, said", "said a spokesman for the mayor", "Roe, who lost, has repeatedly argued", "and added that": the name
may stand before or after the verb, carry a role, or have been given earlier in the sentence. A place where no name can be found gives
`None`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Span
from .clauses import Line, listed

LONGEST_NAME = 24
LONGEST_APPOSITION = 30


@dataclass(frozen=True, slots=True)
class Subject:
    """The words that name a speaker, and the first word of the stretch they fill (where what is said may end)."""

    spans: tuple[Span, ...]
    start: int
    inherited: bool = False


def subject_before(line: Line, cue: int, low: int) -> Subject | None:
    """The speaker named before a verb: the name nearest to it, with what is said about it between commas."""
    at = _back_over_adverbs(line, cue - 1, low)
    if at < low:
        return None
    match line.at(at):
        case "r":
            return _relative(line, at, low)
        case ",":
            return _before_apposition(line, at, low)
        case ")":
            return _before_bracket(line, at, low)
        case "-":
            return _before_dash(line, at, low)
        case "b" if line.low(at) == "that" and line.at(at - 1) in "NwQ":
            return _relative(line, at, low)
        case _:
            start = _past_objects(line, name_ending(line, at, low), low)
            return None if start is None else Subject((line.span(start, at + 1),), start)


def _past_objects(line: Line, start: int | None, low: int) -> int | None:
    """ "Protesters marching through the streets": the streets do not speak, the protesters do."""
    for _ in range(3):
        if start is None or start - 1 <= low or line.at(start - 1) != "p":
            break
        at = start - 2
        if line.at(at) == "w" and line.low(at).endswith(("ing", "ed")):
            at -= 1
        further = name_ending(line, at, low) if at >= low else None
        if further is None:
            break
        start = further
    return start


def _back_over_adverbs(line: Line, at: int, low: int) -> int:
    """ "Roe on Tuesday has also repeatedly": back to Roe."""
    while at >= low:
        if line.at(at) in "axt" and line.low(at) not in ("officials",):
            at -= 1
        elif line.at(at) == "p" and line.low(at) in ("on", "in", "during") and line.at(at + 1) == "t":
            at -= 1
        elif line.at(at) == "#" and line.at(at - 1) == "t":
            at -= 1
        else:
            break
    return at


def _relative(line: Line, at: int, low: int) -> Subject | None:
    """ "Roe, who said": the name, and the word that stands for it."""
    end = at - 1
    if line.at(end) == ",":
        end -= 1
    word = line.span(at, at + 1)
    start = name_ending(line, end, low) if end >= low else None
    return Subject((word,), at) if start is None else Subject((line.span(start, end + 1), word), start)


def _before_bracket(line: Line, at: int, low: int) -> Subject | None:
    left = at - 1
    while left > low and line.at(left) != "(" and at - left < 12:
        left -= 1
    if line.at(left) != "(" or left <= low:
        return None
    if line.at(left - 1) == ",":
        return _before_apposition(line, left - 1, low)
    start = name_ending(line, left - 1, low)
    return None if start is None else Subject((line.span(start, at + 1),), start)


def _before_dash(line: Line, at: int, low: int) -> Subject | None:
    left = at - 1
    while left > low and line.at(left) != "-" and at - left < LONGEST_APPOSITION:
        left -= 1
    if line.at(left) != "-" or left <= low:
        return None
    start = name_ending(line, left - 1, low)
    return None if start is None else Subject((line.span(start, left),), start)


def _before_apposition(line: Line, comma: int, low: int) -> Subject | None:
    """ "Roe, 45, a teacher in Leeds, said": back over each stretch between commas to the name they belong to."""
    opened = _relative_clause(line, comma, low)
    if opened is not None and (start := name_ending(line, opened - 1, low)) is not None:
        return Subject((line.span(start, comma),), start)
    end, head = comma, None
    for _ in range(4):
        left = end - 1
        while left > low and line.at(left) != "," and end - left < LONGEST_APPOSITION and line.at(left) not in "Q;:.":
            left -= 1
        if line.at(left) != "," or left <= low:
            break
        start = name_ending(line, left - 1, low)
        if start is None:
            if line.at(left - 1) == ")":
                found = _before_bracket(line, left - 1, low)
                return found and Subject((Span(found.spans[0].start, line.ends[comma - 1]),), found.start)
            break
        head, end = start, left
        if line.at(start - 1) != "," or line.at(start) == "o" or (line.at(start) == "N" and "r" not in line.at(start - 2)):
            if line.at(start) in "d#" and line.at(start - 1) == ",":
                continue
            if not (line.at(start) == "N" and line.at(start - 1) == "," and line.at(start - 2) == "#"):
                break
    if head is None:
        # "Roe, the mayor, said" with its first comma lost, or a clause: take the words right before the comma.
        start = name_ending(line, comma - 1, low)
        return None if start is None or (start <= low + 1 and line.at(start - 1) in "pb") else Subject((line.span(start, comma),), start)
    return Subject((line.span(head, comma),), head)


def _relative_clause(line: Line, comma: int, low: int) -> int | None:
    """The comma that opens ", whose firm, Acme, helps others," before the one that closes it."""
    for at in range(comma - 1, max(low, comma - LONGEST_APPOSITION), -1):
        if line.at(at) in "Q;:.":
            return None
        if line.at(at) == "," and line.at(at + 1) == "r":
            return at
    return None


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
    return before == "N" or (before == "w" and not _looks_like_a_verb(line, at - 1))


def _looks_like_a_verb(line: Line, at: int) -> bool:
    word = line.low(at)
    return word.endswith("ed") and "-" not in word and line.at(at - 1) not in "dgp"


def subject_after(line: Line, cue: int, high: int, *, opens: bool = False) -> Subject | None:
    """The speaker named after a verb: "said Jane Roe, the mayor of Leeds". `opens`: "According to the agency, those held ..." opens a
    sentence, and what follows the comma is what was said."""
    at = cue + 1
    while at < high and line.at(at) in "a":
        at += 1
    first = at
    if line.at(at) == "o":
        return Subject((line.span(at, at + 1),), cue) if line.low(at) not in ("him", "me", "us", "them", "himself", "herself") else None
    at = _name_from(line, at, high)
    if at == first or not any(part in "Nw" for part in line.shape[first:at]):
        return None
    if not opens or line.low(at + 1) in ("a", "an") or line.at(at + 1) == "r":
        at = _with_appositions(line, at, high)
    return Subject((line.span(first, at),), cue)


def _name_from(line: Line, at: int, high: int) -> int:
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
        elif part == "c" and at > first and line.low(at) == "and" and line.at(at + 1) in "Nd":
            at += 1
        elif part == "(" and at > first and ")" in line.shape[at : at + 8]:
            at = line.shape.index(")", at) + 1
        else:
            break
    return at


def _with_appositions(line: Line, at: int, high: int) -> int:
    """Past "..., 45, a teacher in Leeds" and "..., who runs the shelter"."""
    for _ in range(3):
        if line.at(at) != "," or at + 1 >= high:
            break
        part, low = line.at(at + 1), line.low(at + 1)
        relative = part == "r" or (part == "b" and low == "where")
        if not (part in "d#NwaA" or relative) or (part == "w" and low.endswith("ing")):
            break
        stop = at + 1
        while stop < high and line.at(stop) not in ",.;:Q-":
            if not relative and line.at(stop) in "xbot":
                break
            stop += 1
        if stop < high and line.at(stop) in "xo" and not relative:
            break
        at = stop
    return at


def opening_subject(line: Line, low: int, high: int) -> Subject | None:
    """What the sentence is about: the first name or noun phrase that is not part of an opening "In Leeds," or "After the vote,"."""
    at = low
    while at < high and line.at(at) in "ca,-*":
        at += 1
    if line.at(at) in "d#" and line.low(at + 1) in listed("period"):
        # "Eight years ago, he ..."
        comma = line.shape.find(",", at, min(high, at + 8))
        at = comma + 1 if comma >= 0 else at
    if (
        line.at(at) in "pb"
        or line.at(at) == "t"
        or (line.at(at) in "wN" and line.low(at).endswith(("ing", "ed")) and line.at(at + 1) in "bpdto")
    ):
        comma = line.shape.find(",", at, min(high, at + 40))
        if comma >= 0:
            at = comma + 1
    while at < high and line.at(at) in "ca":
        at += 1
    if line.at(at) == "o":
        return Subject((line.span(at, at + 1),), at)
    stop = _short_name(line, at, high)
    if stop == at or not any(part in "Nw" for part in line.shape[at:stop]):
        return None
    return Subject((line.span(at, stop),), at)


def _short_name(line: Line, at: int, high: int) -> int:
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
