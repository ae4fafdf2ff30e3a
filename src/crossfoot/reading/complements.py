"""Whether a verb of saying reports anything where it stands, when no quotation marks show it.

"The mayor added that the road was shut" reports; "the mayor added a wing", "the result explains the rise" and "he called the office" do
not. What may follow is told for each verb in `cues.toml`; most verbs also want somebody who can speak.
"""

from __future__ import annotations

from functools import cache

from .clauses import Line, listed
from .cues import Cue
from .described import kind_of
from .speakers import Subject
from .vocabulary import words

_LEADS = {"for": "for", "on": "on", "upon": "on", "to": "to", "of": "of", "about": "of", "against": "of"}
FURTHEST = 24  # words; a verb further on does not make a clause of what follows


def reports(line: Line, cue: Cue, subject: Subject | None, parts: list[tuple[int, int]]) -> bool:
    """Whether the words that follow a verb, or stand before it, are something said by somebody who can say it."""
    if cue.kind == "plea" or not parts:
        return True
    if cue.kind == "according":
        return _is_source(line, subject)
    if cue.kind == "denial":
        return _is_denied(line, *parts[0]) and not _rules(line, subject)
    if not _can_speak(line, cue, subject):
        return False
    first, stop = parts[0]
    if first < cue.first:
        # "The road is shut, she added."
        return True
    shown = _takes(line.low(cue.first), line.low(cue.stop - 1)) & _shapes(line, cue, first, stop)
    if cue.form == "to":
        # "went on to say that", but not "about how to respond to the attacks"
        return "that" in shown and cue.kind != "show"
    if shown == {"thing"}:
        # "acknowledged Roe", who was in the hall, is no report; "confirmed Roe's death" is.
        named = cue.kind == "hold" and line.at(first) == "N" and "g" not in line.shape[first : first + 4]
        return not named and not _is_thing(line, subject)
    return bool(shown)


def _is_source(line: Line, subject: Subject | None) -> bool:
    """ "according to police", "to figures"; not "according to the rules"."""
    head = _head(line, subject) if subject else None
    if head is None or line.at(head) != "w":
        return head is not None
    low = line.low(head)
    return kind_of(low) is not None or low in listed("speaker") or low in listed("things_that_show") or low in listed("sources")


def is_shown(line: Line, cue: Cue, subject: Subject | None, after: int) -> bool:
    """Whether a study or a court says what is quoted: right after the verb or after "that", and not "which showed"."""
    if subject is not None and line.low(line.word_at(subject.spans[-1].start)) == "which":
        return False
    return cue.form != "to" and (line.low(after) == "that" or "Q" in line.shape[after : after + 2]) and _can_speak(line, cue, subject)


def _is_denied(line: Line, first: int, stop: int) -> bool:
    """ "denied the charge", "denied taking it", "denied that ..."; not "denied them their rights"."""
    opening = line.lows[first : min(stop, first + 5)]
    if line.low(first - 1) == "that" or not listed("deniable").isdisjoint(opening) or any(low.endswith("ing") for low in opening):
        return True
    return "Q" in line.shape[first:stop] or (line.at(first) != "o" and _is_clause(line, first, stop))


def _rules(line: Line, subject: Subject | None) -> bool:
    """ "The court denied it": a petition is turned down, and nothing is said."""
    head = _head(line, subject) if subject else None
    return head is not None and line.low(head) in listed("rulers")


def _is_thing(line: Line, subject: Subject | None) -> bool:
    """ "It reveals its pedigree": nothing is said."""
    return subject is None or line.low(line.word_at(subject.spans[0].start)) in ("it", "that", "which", "this")


@cache
def _takes(first: str, last: str) -> frozenset[str]:
    """What may follow a verb."""
    group = _groups().get(first) or _groups().get(f"{first} {last}")
    return frozenset(group) if group is not None else frozenset()


@cache
def _groups() -> dict[str, list[str]]:
    return {form: group["takes"] for group in words("cues")["verbs"] for form in group["forms"]}


def _shapes(line: Line, cue: Cue, first: int, stop: int) -> set[str]:
    """What the words that follow may be: "that" they say so, a "clause", a "question", a "thing", "to" and a verb ..."""
    word, part = line.low(first), line.at(first)
    before = line.low(first - 1)
    if before == "that" or word == "that":
        return {"that"}
    if word in listed("asking"):
        return {"question"}
    if part == "p" and word in _LEADS:
        return {_LEADS[word]} if word != "to" or line.at(first + 1) in "wvx" else set()
    if (part in "xv" and not word.startswith("includ")) or _is_clause(line, first, stop):
        # "which he said were lost": the clause has given its subject away.
        return {"clause"}
    return _object(line, first, stop)


def _object(line: Line, first: int, stop: int) -> set[str]:
    """A thing, and what hangs on it: "the council | to act", "the agency | of lying", "the plan | as a mistake", "him | a clown"."""
    found = {"thing"} if line.at(first) in "dNwg#oQ" and stop - first > 1 else set()
    for at in range(first + 1, min(stop, first + FURTHEST)):
        low, before = line.low(at), line.at(at - 1)
        if line.at(at) in ",;:":
            break
        if low == "to" and line.at(at + 1) in "wvx":
            found.add("do")
        elif low in listed("asking"):
            found.add("question")
        elif low in _LEADS or low == "as":
            found.add(_LEADS.get(low, low))
        elif (low in ("a", "an", "one") and before in "Nwo" and line.at(at + 1) != "t") or (before == "o" and line.at(at) in "wN"):
            found.add("name")
    return found


def _is_clause(line: Line, first: int, stop: int) -> bool:
    """Whether a verb of its own comes soon: "the road was shut", "prices fell", "Exmouth faces floods"."""
    if line.low(first) in listed("subjects") and not (line.low(first) == "it" and line.at(first + 1) not in "xvwg"):
        return True
    for at in range(first + 1, min(stop, first + FURTHEST)):
        part, low, before = line.at(at), line.low(at), line.at(at - 1)
        if part in "rQ:;" or (part == "b" and low not in ("than", "as")):
            return False
        if low in listed("subjects") and part == "o":
            return True
        if part in "xv" and before not in "pdg" and low not in ("be", "been", "being", "including", "having"):
            return True
        if part == "w" and before in "Nwo#)" and (low.endswith("ed") or low in listed("past")) and line.low(at + 1) != "by":
            return True
        if part == "w" and low.endswith("s") and before in "N" and line.at(at + 1) in "dpaN#to" and line.low(at + 1) not in ("of",):
            return True
    return False


def _can_speak(line: Line, cue: Cue, subject: Subject | None) -> bool:
    """Whether the subject is somebody: a name, a pronoun, people, a body, a document; "say" and "tell" believe it of anything."""
    if subject is None:
        return cue.kind == "tell" or line.low(cue.first) in listed("plain_speech")
    head = _head(line, subject)
    if head is None:
        return True
    low, part = line.low(head), line.at(head)
    if part != "w":
        return True
    if low in listed("things_that_show"):
        return False
    return line.low(cue.first) in listed("plain_speech") or kind_of(low) is not None or low in listed("speaker") or low in listed("sources")


def _head(line: Line, subject: Subject) -> int | None:
    """The word that speaks: the last of the name before "for the mayor", ", a lawyer" or "who won"."""
    at = line.word_at(subject.spans[0].start)
    head = None
    while at < len(line.starts) and line.starts[at] < subject.spans[0].end:
        part = line.at(at)
        if head is not None and part in ",pr(b:-c" and not (part == "p" and (line.at(head) == "#" or line.low(head) in listed("amounts"))):
            break
        if part in "Nw#od":
            head = at
        at += 1
    return head
