"""The words by which a story says that something was said, found in a row of words.

A word such as "claims" or "report" is a verb in one sentence and a noun in the next; its neighbours decide. Words inside quotation marks
are never cues of the story itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .clauses import Line, listed
from .described import kind_of
from .vocabulary import words


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying: its first word, the first word after it, its kind in `cues.toml`, and its form: "finite", "ing", "to" or
    "passive"."""

    first: int
    stop: int
    kind: str
    form: str


@cache
def _verbs() -> dict[str, str]:
    listed = words("cues")
    known = {form: group["kind"] for group in reversed(listed["verbs"]) for form in group["forms"]}
    return known | {form: kind for kind in ("denial", "plea") for form in listed[kind]["forms"]}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(form.split()[0] for form in _verbs())


@cache
def speech_nouns() -> frozenset[str]:
    """Nouns that stand for something said: "claim", "allegation"."""
    return frozenset(form for group in words("cues")["nouns"] for form in group["forms"])


def cues_in(line: Line, low: int, high: int) -> Iterator[Cue]:
    """The cues between two words, in order."""
    at = low
    while at < high:
        word = line.lows[at]
        if word == "according" and line.low(at + 1) == "to":
            yield Cue(at, at + 2, "according", "according")
            at += 2
            continue
        if word in _first_words() and (cue := _verb(line, at, low)):
            yield cue
            at = cue.stop
            continue
        if word.endswith("ed") and line.at(at) == "w" and _beside_a_quotation(line, at, low):
            yield Cue(at, at + 1, "beside", "finite")
        at += 1


def _beside_a_quotation(line: Line, at: int, low: int) -> bool:
    """A verb that is in no list but stands where only a verb of saying can: "It is over," he surmised."""
    if line.low(at + 1) == "to":
        return False
    before = at - 1
    while before >= low and at - before < 6 and line.at(before) in "Ndgoaw":
        before -= 1
    if line.at(before) == "Q" and at - before > 1 and before >= low and line.at(at + 1) in ".,Qpt":
        return (
            line.text[line.ends[before] - 2 : line.ends[before] - 1] in ",?!"
            or line.text[line.ends[before] - 3 : line.ends[before] - 2] in ",?!"
        )
    return line.at(at + 1) in ",:" and line.at(at + 2) == "Q" and line.at(at - 1) in "Noc" and line.ends[at + 2] - line.starts[at + 2] > 20


def _verb(line: Line, at: int, low: int) -> Cue | None:
    word, pair = line.lows[at], f"{line.lows[at]} {line.low(at + 1)}"
    kind, stop = (_verbs()[pair], at + 2) if pair in _verbs() else (_verbs().get(word), at + 1)
    if kind is None:
        return None
    if word in listed("things") and (line.at(stop) == "#" or line.low(stop) in ("a", "an")):
        # "added a new wing", "wrote a book": nothing is said.
        return None
    if kind == "plea" and not _pleads(line, stop):
        return None
    form = _form(line, at, low, word, kind)
    return Cue(at, stop, kind, form) if form else None


def _pleads(line: Line, at: int) -> bool:
    """ "pleaded not guilty", "pleads no contest"; not "pleaded for mercy"."""
    return any(line.low(k) in ("guilty", "innocent", "contest") for k in range(at, at + 3))


def _form(line: Line, at: int, low: int, word: str, kind: str) -> str | None:
    """How the verb stands in its clause; `None` where the word is a noun or an adjective."""
    before = at - 1
    while before >= low and line.at(before) == "a":
        before -= 1
    left = line.at(before) if before >= low else "."
    if word.endswith("ing"):
        return _participle(line, before, left)
    # "the claim", "Roe's report"; but "the two write", "another tweeted"
    if left in "dg" and not (left == "d" and line.low(before) in listed("alone")):
        return None
    if left == "p":
        return "to" if line.low(before) == "to" and _leads_to(line, before, kind) else None
    if word.endswith("ed") or word in listed("past"):
        return _past_form(line, at, before, left)
    if word.endswith("s") and not word.endswith("ss"):
        return _present(line, at, before, left)
    # "officials say", "they claim", "would argue", "Critics charge"; not "a claim" or "the report".
    if left in "xroc":
        return "finite"
    if left == "d":
        # "the two write", but "three state bills"
        return "finite" if word in listed("never_noun") else None
    plural = line.low(before).endswith("s") or line.low(before) in listed("plural")
    return "finite" if left in "NwdQ),-" and (plural or word in listed("never_noun")) else None


def _leads_to(line: Line, to: int, kind: str) -> bool:
    """ "went on to call him", "used the visit to argue"; not "pleas to label it", "her habit was to ask"."""
    if line.low(to - 1) in listed("obliged"):
        return False
    if kind in ("say", "tell", "hold") and line.low(to - 1) not in listed("be"):
        return True
    return line.low(to - 1) in listed("bridge") and line.low(to - 1) not in listed("be")


def _participle(line: Line, before: int, left: str) -> str | None:
    if left in "dg":
        return None
    return "finite" if left == "x" else "ing"


def _past_form(line: Line, at: int, before: int, left: str) -> str | None:
    """ "was told" is passive; in "a plan announced by the council", "a man accused of fraud", "asked about it, she ..." nobody speaks."""
    if left == "x" and line.low(before) in listed("be"):
        return "passive"
    kind, after = _verbs().get(line.lows[at]), line.low(at + 1)
    if left == "b" or (left == "." and kind != "say") or (left == "x" and line.low(before) in ("did", "do", "does")):
        return None
    if after == "by" and kind not in ("say", "tell"):
        return None
    if (after in ("of", "as") and left in "NwQ," and kind == "urge") or (after == "with" and line.lows[at] == "charged"):
        return None
    return None if line.lows[at] in ("called", "dubbed") and _names(line, at, before, left) else "finite"


def _names(line: Line, at: int, before: int, left: str) -> bool:
    """ "a company called Acme", "a test called a “credible fear” interview", "a book out in May called “Broken Streets”"."""
    title = line.at(at + 1) == "Q" or (line.low(at + 1) in ("a", "an") and line.at(at + 2) == "Q")
    if left == "w" and (title or line.at(at + 1) == "N") and any(line.low(before - k) in ("a", "an", "one") for k in (1, 2, 3)):
        return True
    return title and left in "tN#" and line.at(before - 1) == "p"


def _present(line: Line, at: int, before: int, left: str) -> str | None:
    """ "Roe claims that", "he notes"; not "the false claims of Roe"."""
    if left in "or":
        return "finite"
    if left not in "NwQ,)-dc":
        return None
    if line.lows[at] not in _verbs_that_are_nouns() or f"{line.lows[at]} {line.low(at + 1)}" in _verbs():
        return "finite"
    if line.at(at + 1) in ",.;" and _closes(line, before):
        return "finite"
    if line.at(at + 1) not in "bdoQN:" and line.low(at + 1) not in ("to", "for", "on"):
        return None
    speaks = line.low(before) in listed("speaker") or kind_of(line.low(before)) is not None
    return None if left == "w" and not speaks else "finite"


def _closes(line: Line, last: int) -> bool:
    """Whether a name, and nothing else, stands between a verb and the words said: "...," the Exmouth Post reports."""
    at = last
    while last - at < 6 and line.at(at) in "NdgQw" and line.at(at) != "Q":
        at -= 1
    return at < last and line.at(at) in "Q," and (line.at(last) == "N" or kind_of(line.low(last)) is not None)


@cache
def _verbs_that_are_nouns() -> frozenset[str]:
    return frozenset(words("cues")["verbs_that_are_nouns"]["forms"])
