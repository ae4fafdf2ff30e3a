"""Who a cue belongs to: the words before or after a verb of saying that name its speaker.

"Jane Roe, the mayor of Leeds, said", "said a spokesman for the mayor", "Roe, who lost, has repeatedly argued", "and added that": the name
may stand before or after the verb, carry a role, or have been given earlier in the sentence. A place where no name can be found gives
`None`.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Span
from .clauses import Line, listed
from .described import kind_of
from .nominals import name_ending, name_from, short_name

LONGEST_APPOSITION = 30
BRACKETED = 6  # words in a bracket after a name: "(R-Ohio)"


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
        case "o" if line.low(at) in listed("reflexive") and line.at(at - 1) in "Nwo":
            # "Roe himself said"
            return subject_before(line, at, low)
        case _:
            found = _past_objects(line, name_ending(line, at, low), low)
            start = _whole(line, _before_restriction(line, found, at, low), low)
            return None if start is None else Subject((line.span(start, at + 1),), start)


def _past_objects(line: Line, start: int | None, low: int) -> int | None:
    """ "Protesters marching through the streets": the streets do not speak, the protesters do."""
    for _ in range(3):
        if start is None or start - 1 <= low or line.at(start - 1) != "p":
            break
        at = start - 2
        if (line.at(at) == "w" and line.low(at).endswith(("ing", "ed"))) or (line.at(at) == "v" and line.low(at + 1) == "by"):
            # "the inquiry led by Roe": the inquiry
            at -= 1
        further = name_ending(line, at, low) if at >= low else None
        if further is None:
            break
        start = further
    return start


def _before_restriction(line: Line, start: int | None, at: int, low: int) -> int | None:
    """ "An official who spoke to discuss the plan said": the plan does not speak, the official does."""
    end = at if start is None else start
    for who in range(end - 1, max(low, end - LONGEST_APPOSITION), -1):
        if line.at(who) in ",;:.Q-(":
            break
        if line.at(who) == "r" and (_acts(line, end, at) if who == end - 1 else any(part in "xvw" for part in line.shape[who + 1 : end])):
            return name_ending(line, who - 1, low) if who > low else start
        if line.at(who) == "w" and line.low(who).endswith(("ing", "ed")) and kind_of(line.low(who - 1)) in ("person", "group"):
            # "legislators supporting the law argued", "a man named in the report said"
            return name_ending(line, who - 1, low) if who > low else start
    return start


def _acts(line: Line, first: int, last: int) -> bool:
    """ "Lawyers who | represent Cuban migrants": a verb and its object, no one who speaks; but "a man who | aid workers say"."""
    return first < last and line.at(first) == "w" and kind_of(line.low(first)) is None and kind_of(line.low(first + 1)) is None


def _whole(line: Line, start: int | None, low: int) -> int | None:
    """ "Lee, Roe and Doe said": back to the first of a list that opens the sentence."""
    first = start
    while first is not None and first - 1 > low and line.at(first - 1) == "," and line.at(first - 2) in "Nw":
        before = name_ending(line, first - 2, low)
        if before is None or (first == start and not (line.at(first) == "N" and "c" in line.shape[first : first + 8])):
            return start
        first = before
        if first == low:
            return first
    return start


def _back_over_adverbs(line: Line, at: int, low: int) -> int:
    """ "Roe on Tuesday has also repeatedly": back to Roe."""
    while at >= low:
        if line.at(at) in "axt" and line.low(at) not in ("officials",):
            at -= 1
        elif line.at(at) == "p" and line.low(at) in ("on", "in", "during") and line.at(at + 1) == "t":
            at -= 1
        elif (line.at(at) == "#" and line.at(at - 1) == "t") or (
            line.low(at) in ("this", "that", "last", "next") and line.at(at + 1) == "t"
        ):
            at -= 1
        elif line.low(at) in listed("past_time") and line.low(at - 1) == "the" and line.at(at - 2) == "p":
            # "Roe, who has in the past said"
            at -= 3
        elif line.low(at) in listed("period") and line.low(at + 1) in ("ago", "earlier", "later"):
            at = _before_period(line, at, low)
        else:
            break
    return at


def _before_period(line: Line, at: int, low: int) -> int:
    """ "Roe less than two weeks ago said": back to Roe."""
    at -= 1
    while (at > low and line.at(at) in "d#") or line.low(at) in ("than", "less", "more", "about", "nearly", "just", "a"):
        at -= 1
    return at


def _relative(line: Line, at: int, low: int) -> Subject | None:
    """ "Roe, who said": the name, and the word that stands for it."""
    end = at - 1
    if line.at(end) == ",":
        end -= 1
    end = _past_bracket(line, end, low)
    word = line.span(at, at + 1)
    start = name_ending(line, end, low) if end >= low else None
    if start is not None and line.low(at) == "who":
        start = _somebody_in(line, start, end)
    return Subject((word,), at) if start is None else Subject((line.span(start, end + 1), word), start)


def _past_bracket(line: Line, end: int, low: int) -> int:
    """ "Priya Roe (Lab), who said": what stands before the bracket."""
    if end < low or line.low(end) != ")":
        return end
    return next((at - 1 for at in range(end - 1, max(low, end - BRACKETED), -1) if line.low(at) == "("), end)


def _somebody_in(line: Line, start: int, end: int) -> int:
    """ "Opposition from agencies, who ...": the agencies are who."""
    lead = next((at for at in range(start, end) if line.at(at) == "p"), None)
    if lead is None or lead == start or line.at(lead - 1) != "w" or kind_of(line.low(lead - 1)) is not None:
        return start
    return lead + 1


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
    while opened is not None and line.at(opened - 1) == "#" and line.at(opened - 2) == ",":
        # "Roe, 58, who lives in Leeds, says"
        opened -= 2
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
        if start == low and line.low(start).endswith(("ing", "ed")) and line.at(start + 1) in "pdbo":
            # "Reacting to the figures, the Chancellor, Jane Roe, said"
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


def subject_after(line: Line, cue: int, high: int, *, opens: bool = False) -> Subject | None:
    """The speaker named after a verb: "said Jane Roe, the mayor of Leeds". `opens`: "According to the agency, those held ..." opens a
    sentence, and what follows the comma is what was said."""
    at = cue + 1
    while at < high and line.at(at) in "a":
        at += 1
    first = at
    if line.at(at) == "o":
        return Subject((line.span(at, at + 1),), cue) if line.low(at) not in ("him", "me", "us", "them", "himself", "herself") else None
    at = name_from(line, at, high)
    if at == first or not any(part in "Nw" for part in line.shape[first:at]):
        return None
    if not opens or line.low(at + 1) in ("a", "an") or line.at(at + 1) == "r":
        at = _with_appositions(line, at, high)
    return Subject((line.span(first, at),), cue)


def _with_appositions(line: Line, at: int, high: int) -> int:
    """Past "..., 45, a teacher in Leeds" and "..., who runs the shelter"."""
    for _ in range(3):
        if line.at(at) != "," or at + 1 >= high or _leads_off(line, at + 1, high):
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


def _leads_off(line: Line, at: int, high: int) -> bool:
    """ "According to the ruling, a host, such as Acme, must ...": the host is no apposition."""
    comma = line.shape.find(",", at, min(high, at + 10))
    return comma >= 0 and line.low(comma + 1) in ("such", "including", "like")


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
    stop = short_name(line, at, high)
    if stop == at or not any(part in "Nw" for part in line.shape[at:stop]):
        return None
    return Subject((line.span(at, stop),), at)
