"""What the story lets one person say in its own words, and a source another: "Councillor Okonjo reminded the meeting that 1,140 households
were waiting", where the minutes have it from Councillor Iqbal.

The words that tell something must be the same, a number among them or many; one person alone must say it in the sources; and both must
speak there, or the story may have asked the one itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..document import Span
from ..ledger import Ledger, Party, Statement
from ..reading.qualifying import root
from ..reading.roles import heads
from .alignment import source_of
from .told import NUMERALS, Line, lines_of, tells

SHARED = 4  # telling words that are the same, where one is a number
MANY = 6  # and where none is
LONGEST = 40  # sentences of one statement that are asked whose they are
HALF = 0.5  # and this share of those of either


@dataclass(frozen=True, slots=True)
class Reported:
    """A statement of the story, and the one of the source that says the same of another speaker."""

    mine: Statement
    speaker: Party
    source: Ledger
    theirs: Statement
    other: Party


def told_by_another(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Reported]:
    """Every statement in the story's own words that one other person makes in the sources; each speaker's sentence once."""
    done: set[Span] = set()
    for said in story.statements:
        sentence = story.sentence_of(said.span)
        if said.kind == "indirect" and sentence not in done and (speaker := _named(story, said)):
            found = _elsewhere(story, said, speaker, sources)
            if found:
                done.add(sentence)
                yield found


def _elsewhere(story: Ledger, said: Statement, speaker: Party, sources: Sequence[Ledger]) -> Reported | None:
    mine, line = _told(story, said.content), _line_at(story, said.span)
    found: list[Reported] = []
    for source in sources:
        lines, voices = lines_of(source), _voices(source)
        if line is None or _surname(speaker) not in voices.surnames:
            continue
        for number, shared in lines.like(line, SHARED):
            place = lines.all[number]
            if not _is_one(shared & mine, mine, frozenset(place.roots)):
                continue
            theirs = voices.of_sentence.get(place.span)
            other = _named(source, theirs) if theirs else None
            if theirs is None or other is None or _surname(speaker) in map(str.casefold, place.keys):
                return None  # nobody's words there, or both are named
            if _surname(other) == _surname(speaker) or _is_answered(source, theirs, place.span, speaker):
                return None
            found.append(Reported(said, speaker, source, theirs, other))
    return found[0] if len({_surname(one.other) for one in found}) == 1 else None


def _line_at(ledger: Ledger, place: Span) -> Line | None:
    """The sentence that a place begins in."""
    lines = lines_of(ledger).all
    at = bisect_right(lines, place.start, key=lambda line: line.span.start) - 1
    return lines[at] if at >= 0 else None


class _Voices:
    """Who speaks in a document: the surnames, the innermost statement of each sentence, and the turns of a transcript in order."""

    def __init__(self, ledger: Ledger) -> None:
        lines = lines_of(ledger).all
        self.surnames = frozenset(_surname(said.speaker) for said in ledger.statements if said.speaker)
        self.turns = [said for said in ledger.statements if said.cue is None and said.speaker]
        self.of_sentence: dict[Span, Statement] = {}
        for said in sorted(ledger.statements, key=lambda one: one.span.start - one.span.end):
            for place in said.content:
                first = max(0, bisect_right(lines, place.start, key=lambda line: line.span.start) - 1)
                for line in lines[first : first + LONGEST]:
                    if line.span.overlaps(place):
                        self.of_sentence[line.span] = said  # the shorter come later


@lru_cache(maxsize=16)
def _voices(ledger: Ledger) -> _Voices:
    return _Voices(ledger)


def _is_answered(source: Ledger, theirs: Statement, place: Span, speaker: Party) -> bool:
    """Whether it is asked there, or the story's speaker has the word right before or right behind it: a question is answered there."""
    if source.words(place).rstrip("”\"'’ ").endswith("?"):
        return True
    turns = _voices(source).turns
    at = bisect_right(turns, theirs.span.start, key=lambda one: one.span.start) - 1
    held = at >= 0 and turns[at].span.overlaps(theirs.span)
    return held and any(_surname(one.speaker) == _surname(speaker) for one in turns[max(0, at - 1) : at + 2])


def _told(ledger: Ledger, places: Sequence[Span]) -> frozenset[str]:
    """The telling words of what is said."""
    source = source_of(ledger)
    keys = [key for place in places for key in source.wording.keys[source.word_at(place.start) : source.word_at(place.end)]]
    return frozenset(root(key) for key in keys if tells(key))


def _is_one(shared: frozenset[str], mine: frozenset[str], theirs: frozenset[str]) -> bool:
    number = any(key.isdecimal() and len(key) >= NUMERALS for key in shared)
    return len(shared) >= (SHARED if number else MANY) and len(shared) >= HALF * min(len(mine), len(theirs))


def _named(ledger: Ledger, said: Statement) -> Party | None:
    """The person who speaks, where the name stands beside the words and is one."""
    speaker = said.speaker
    if speaker is None or speaker.kind != "person" or _surname(speaker) in heads():
        return None
    named = any(_surname(speaker) in ledger.words(span).casefold() for span in said.speaker_spans)
    return speaker if named and speaker.name[:1].isupper() else None


def _surname(party: Party | None) -> str:
    return party.name.split()[-1].casefold() if party and party.name.split() else ""
