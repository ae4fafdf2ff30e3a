"""Where the words that were said begin and end, once the verb is found.

Between the verb and the words may stand the one told and the circumstances ("told reporters on Tuesday in a statement that ..."); after
them may stand the reporter's own words. Where a clause ends is a matter of commas and quotation marks here, not of grammar.
"""

from __future__ import annotations

from .clauses import Line, listed
from .cues import Cue
from .described import kind_of
from .speakers import Subject

FURTHEST_THAT = 12


def end_of_relative(line: Line, subject: Subject | None, after: int, bound: int) -> int:
    """ "Acme, which complained about the tax, did not move": what is said ends before the second comma."""
    if subject is None or line.at(line.word_at(subject.spans[-1].start)) != "r":
        return bound
    return next((at for at in range(after, bound) if line.at(at) == "," and _resumes(line, at + 1)), bound)


def _resumes(line: Line, at: int) -> bool:
    """A verb, with "flatly" before it: "..., | flatly retorted"."""
    while line.at(at) == "a":
        at += 1
    return line.at(at) in "xv" or (line.at(at) == "w" and line.low(at).endswith("ed") and line.at(at + 1) in ":bdNQo")


def end_of_demand(line: Line, cue: Cue, after: int, bound: int) -> int:
    """ "asked for help, but nobody came", "asked for a delay and after days she left": the demand ends before."""
    quote = line.shape.find("Q", after, bound)
    if cue.kind != "urge" or line.at(after) in "bQ" or quote >= 0:
        return quote + 1 if cue.kind == "urge" and quote > after and _breaks_off(line, quote + 1) else bound
    for at in range(after + 1, bound - 1):
        if (line.at(at) == "," and line.at(at + 1) in "cb") or (line.at(at) == "c" and line.at(at + 1) in "bo"):
            return at
    return bound


def _breaks_off(line: Line, at: int) -> bool:
    """ "called it “a mess” | and left", "called it “cruel”, | and the law ..."; not "“cruel” and pointless", "“cruel,” and “late”"."""
    at += line.at(at) == ","
    after = line.at(at + 1)
    return line.at(at) == "c" and (
        after in "vx" or (after == "w" and line.low(at + 1).endswith("ed")) or (after == "d" and line.at(at - 1) == ",")
    )


def after_cue(line: Line, cue: Cue, subject: Subject | None, bound: int) -> int:
    """The first word of what may be said: past the speaker named after the verb, the one told, "on Tuesday", "in a statement"."""
    at = cue.stop
    if (
        subject
        and not subject.inherited
        and subject.start in (cue.first, cue.stop - 1, cue.stop)
        and subject.spans[-1].start >= line.ends[cue.stop - 1]
    ):
        while at < bound and line.starts[at] < subject.spans[-1].end:
            at += 1
    if cue.kind == "denial" and line.low(at) == "to" and "that" in line.lows[at : at + 14]:
        # "denied to reporters that he had left"
        at = past_listener(line, at + 1, bound)
    elif cue.kind == "tell" or (line.low(at) in ("him", "me", "us", "them") and cue.kind != "urge"):
        at = past_listener(line, at, bound)
    return past_circumstances(line, at, bound, cue)


def past_listener(line: Line, at: int, bound: int) -> int:
    """ "told reporters", "told The Leeds Post’s “Morning”", "told a crowd of supporters"."""
    first = at
    that = next((k for k in range(at, min(bound, at + 14)) if line.low(k) == "that" and line.at(k) == "b"), None)
    while at < bound and at - first < 14:
        part = line.at(at)
        if at == that or (part in ",:.Qxvtrb" and not (part == "Q" and line.at(at - 1) in "gN")):
            break
        if (part == "o" and at > first) or (part == "d" and at > first and line.at(at - 1) in "Nwog" and (that is None or that < at)):
            break
        if part == "N" and at > first and line.at(at - 1) == "w" and line.at(first) != "d" and that is None:
            break
        if line.low(at) == "to":
            break
        at += 1
    return at


def past_circumstances(line: Line, at: int, bound: int, cue: Cue) -> int:
    """Past "Tuesday", "on Twitter", "in a statement to the Post", "from the start that", up to what was said."""
    that = _that(line, at, bound)
    if that is not None:
        return that
    for _ in range(4):
        part = line.at(at)
        if at >= bound:
            break
        if (part == "t" and line.at(at + 1) != "g") or (
            part == "a" and (line.at(at + 1) in "bQt,:" or line.low(at + 1) in ("this", "last"))
        ):
            at += 1
            while at < bound and (line.at(at) in "t#" or (line.low(at) in ("this", "last") and line.at(at + 1) == "t")):
                at += 1
        elif part == "p" and line.low(at) not in ("about", "of", "against", "for", "to", "from", "like") and cue.kind != "urge":
            stop = phrase_end(line, at + 1, bound)
            if stop is None:
                break
            at = stop
        else:
            break
    if line.at(at) == "," and at + 1 < bound and line.at(at + 1) in "Qb":
        at += 1
    return at


def _that(line: Line, at: int, bound: int) -> int | None:
    """The "that" after a circumstance of any kind: "said | for the first time | that", "said, | however, | that"."""
    if (line.at(at) not in "pa,tb" and line.low(at) not in ("this", "last")) or line.low(at) == "that":
        return None
    for place in range(at + 1, min(bound, at + FURTHEST_THAT)):
        part = line.at(place)
        if line.low(place) == "that" and part == "b":
            # "after a lunch that lasted"
            return place if _is_circumstance(line, place - 1) and line.at(place + 1) not in "xv" else None
        if (part == "o" and line.low(place) not in ("me", "us", "him", "her", "them")) or part in "Q:;.r" or (part in "xv" and place > at):
            return None
    return None


def _is_circumstance(line: Line, last: int) -> bool:
    """Whether a circumstance may end with a word: "from the start", "to reporters", not "to claims | that"."""
    low = line.low(last)
    if line.at(last) in "t,a#N-o" or low in listed("past_time") or low in listed("period"):
        return True
    return line.at(last) == "w" and kind_of(low) in ("person", "group", "document")


def phrase_end(line: Line, at: int, bound: int) -> int | None:
    """The first word after the phrase that follows a preposition; `None` where it holds too much to be a mere circumstance."""
    first = at
    while at < bound and at - first < 14:
        part = line.at(at)
        if part == "Q" and line.at(at - 1) in "gN":
            at += 1
            continue
        if part in "bQ:,.;" or part == "o" or (part == "x" and at > first):
            return at
        if part == "d" and at > first and line.at(at - 1) in "Nwt#" and not line.low(at - 1).endswith("ing"):
            return at
        if part == "t" and at > first and line.at(at - 1) in "Nw":
            return at
        at += 1
    return at if at >= bound else None


def following(line: Line, after: int, bound: int) -> list[tuple[int, int]]:
    first = after
    if line.low(first) in ("that",) or line.at(first) in ":,-":
        first += 1
        if line.at(first) == ",":
            first += 1
    stop = bound
    while stop > first and (line.at(stop - 1) in ".,;:-" or (line.at(stop - 1) == ")" and "(" not in line.shape[first:stop])):
        stop -= 1
    stop = end_with_quotation(line, first, stop)
    if line.at(first) == "Q" and first + 1 < stop and line.text[line.ends[first] - 2 : line.ends[first] - 1] in (",", ".", "!", "?"):
        stop = first + 1
    return [(first, stop)] if stop > first else []


def end_with_quotation(line: Line, first: int, stop: int) -> int:
    """A comma inside the closing mark, or a dash after it, ends what is said: ... a "fringe candidate," making air quotes."""
    last = line.shape.rfind("Q", first, stop)
    if last < 0 or last + 1 >= stop:
        return stop
    closing = line.text[line.starts[last] : line.ends[last]].rstrip("\"”’'")[-1:]
    return last + 1 if (closing == "," and line.at(last + 1) not in "r") or line.at(last + 1) == "-" else stop
