"""Verbs of saying that report nothing where they stand, whatever follows them.

A manner of speaking without a quotation beside it ("he laughed"), a view without quoted words, a deed that may be done, is still to come or
was not done ("may encourage", "will announce", "did not say"), and what is only mentioned by the way ("when he announced it").
"""

from __future__ import annotations

from .clauses import Line, listed
from .cues import Cue
from .described import kind_of
from .speakers import Subject

NEAR = 12  # words between a study's verb and its quotation
VIEW = 24  # words between a view and its quotation


def is_idle(line: Line, cue: Cue, subject: Subject | None, high: int) -> bool:
    """Whether a verb is no verb of saying in this sentence."""
    match cue.kind:
        case _ if cue.form == "passive":
            return cue.kind not in ("say", "tell", "hold") or line.low(cue.stop) != "by"
        case "beside":
            return not _beside_a_quotation(line, cue, subject, high)
        case "show" if line.low(cue.stop) != "that" and not shows_before(line, cue, high):
            return "Q" not in line.shape[cue.stop : min(high, cue.stop + NEAR)]
        case "think":
            return cue.form == "to" or "Q" not in line.shape[cue.stop : min(high, cue.stop + VIEW)]
        case _:
            return False


def _beside_a_quotation(line: Line, cue: Cue, subject: Subject | None, high: int) -> bool:
    left = subject.start - 1 if subject and not subject.inherited else cue.first - 1
    after = cue.stop
    while after < high and line.at(after) in "atpoN,:" and after - cue.stop < 5:
        after += 1
    return line.at(left) == "Q" or line.at(after) == "Q" or (line.at(cue.stop) == ":" and cue.stop + 1 >= high)


def shows_before(line: Line, cue: Cue, high: int) -> bool:
    """ "..., the memos show.": what a paper shows stands before it."""
    return cue.kind == "show" and cue.stop >= high - 1 and kind_of(line.low(cue.first - 1)) in ("document", "group", "organisation")


def is_by_the_way(line: Line, cue: Cue, left: int, after: int, bound: int) -> bool:
    """ "when he announced it", "what officials told the members", "told Roe but not Doe": no words of anybody. `left` is the word before
    the speaker, `after` the first that may be said."""
    if "Q" in line.shape[after:bound] or cue.form != "finite" or left < 0:
        return False
    return line.low(left) in listed("circumstance") or line.at(after) == "c" or (line.low(left) == "what" and line.low(after) != "that")


def is_led_to(line: Line, subject: Subject | None, after: int) -> bool:
    """ "went on to say that", "used the visit to argue"; not "asked to respond to the charge", "it is easy to say"."""
    if subject is None or line.low(line.word_at(subject.spans[0].start)) == "it":
        return False
    return line.low(after) != "to" and line.at(after) not in "p"


def is_unsaid(line: Line, cue: Cue, low: int) -> bool:
    """ "may encourage children", "did not say that", "had to ask the agents": words for a deed not done, or for no words at all."""
    at = cue.first - 1
    if cue.form == "to" or (cue.form == "ing" and line.at(at) == "p"):
        return cue.kind in ("urge", "hold") and line.low(cue.stop) != "that"
    while at >= low and line.at(at) in "ax":
        if line.low(at) in listed("unsaid") or (line.low(at) in listed("to_come") and cue.kind not in ("say", "tell")):
            return True
        at -= 1
    return False
