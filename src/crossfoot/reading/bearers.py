"""Who speaks, for each verb of saying in a sentence: the name beside it, or the one who spoke before.

"Roe said the road was safe, adding that it had been tested, and promised a report": one name, three verbs. Where each verb ends the words
of the one before is told here too.
"""

from __future__ import annotations

from ..document import Span
from .clauses import Line, listed
from .cues import Cue
from .described import kind_of
from .nominals import name_from
from .speakers import Subject, opening_subject, subject_after, subject_before


def start_of(line: Line, at: int, low: int) -> int:
    """Where a further clause begins, with the "but" that joins it."""
    while at - 1 > low and line.at(at - 1) in "ax":
        at -= 1
    return at - 1 if line.at(at - 1) == "c" and at - 1 > low else at


class Bearers:
    """The speakers of one sentence, found verb by verb; `nested` are the verbs inside another's words."""

    def __init__(self, line: Line, low: int, high: int) -> None:
        self.line, self.low, self.high = line, low, high
        self.subjects: list[tuple[int, Subject]] = []
        self.nested: set[int] = set()

    def known(self, cue: Cue) -> Subject | None:
        """The speaker found for a verb."""
        return next((subject for at, subject in self.subjects if at == cue.first), None)

    def of(self, cue: Cue) -> Subject | None:
        line = self.line
        if cue.form == "according":
            return self._with_author(subject_after(line, cue.stop - 1, self.high, opens=cue.first - self.low < 2))
        if cue.form == "passive":
            return subject_after(line, cue.stop, self.high)
        inverted = line.at(cue.first - 1) in "Q," and cue.form == "finite" and cue.first > self.low
        if inverted and (line.at(cue.first - 1) == "Q" or not self._apposition_before(cue)):
            after = subject_after(line, cue.stop - 1, self.high)
            if after and (line.at(cue.first - 1) == "Q" or after.spans[0].end >= line.ends[self.high - 1] - 1 or self._ends_after(after)):
                return after
        if cue.form == "finite":
            at = cue.first - 1
            while at >= self.low and line.at(at) in "ax":
                at -= 1
            if (line.at(at) == "c" and at > self.low) or (line.at(at) == "," and line.low(at + 1) == "then"):
                return self.inherited(cue)
            found = subject_before(line, cue.first, self.low)
            return found or self.inherited(cue)
        if cue.form == "to":
            return self._of_infinitive(cue)
        return self._of_participle(cue)

    def _with_author(self, subject: Subject | None) -> Subject | None:
        """ "according to a tally by the Post": with the Post."""
        line, at = self.line, self.high if subject is None else self.line.word_at(subject.spans[0].end)
        if subject is None or line.low(at) != "by" or line.at(at + 1) not in "Nd":
            return subject
        stop = name_from(line, at + 1, self.high)
        return Subject((Span(subject.spans[0].start, line.ends[stop - 1]),), subject.start)

    def _apposition_before(self, cue: Cue) -> bool:
        """ "Roe, the mayor, said": a comma, a stretch, a comma, and then the verb."""
        line, at = self.line, cue.first - 2
        if cue.kind == "tell":
            return True
        if line.low(cue.first) in listed("plain_speech") and self._names_somebody_last(cue):
            return False
        while at > self.low and line.at(at) not in ",Q":
            at -= 1
        return line.at(at) == "," and (line.at(cue.stop) not in "N" or (line.at(at - 1) == "N" and "Q" in line.shape[self.low : at]))

    def _names_somebody_last(self, cue: Cue) -> bool:
        """ "..., said Roe, a lawyer.": a name or "one resident", and no verb to the end of the sentence but in "who won"."""
        line, at = self.line, cue.stop
        named = line.at(at) == "N" or (line.at(at) in "dw" and subject_after(line, cue.stop - 1, self.high) is not None)
        clause = next(
            (k for k in range(at, self.high) if line.at(k) in "xvorb;:" or (line.at(k) == "w" and line.low(k).endswith("ed"))), self.high
        )
        if not named or line.at(clause) not in "r.;" or not any(part in "xvo" for part in line.shape[self.low : cue.first]):
            return False
        return line.at(at) == "N" or self._is_somebody(at, clause)

    def _is_somebody(self, first: int, stop: int) -> bool:
        """ "one official", "residents of the street"."""
        for at in range(first, min(stop, first + 6)):
            if kind_of(self.line.low(at)) is not None:
                return True
            if self.line.at(at) not in "dw#":
                return False
        return False

    def _ends_after(self, subject: Subject) -> bool:
        stop = subject.spans[-1].end
        rest = self.line.text[stop : stop + 2].strip()
        return not rest or rest[0] in ".,;"

    def inherited(self, cue: Cue) -> Subject | None:
        """The speaker of the verb before in this sentence, or what the sentence is about."""
        earlier = [subject for at, subject in self.subjects if at < cue.first and at not in self.nested]
        found = earlier[-1] if earlier else opening_subject(self.line, self.low, cue.first)
        return Subject(found.spans, cue.first, inherited=True) if found else None

    def _of_infinitive(self, cue: Cue) -> Subject | None:
        """ "went on to say", "used the visit to argue": the subject of the verb that leads on to this one."""
        earlier = [subject for at, subject in self.subjects if at < cue.first]
        found = opening_subject(self.line, self.low, cue.first) or (earlier[-1] if earlier else None)
        return Subject(found.spans, cue.first - 1, inherited=True) if found else None

    def _after_comma(self, cue: Cue) -> Subject | None:
        """ "After saying it was over, Roe left": the subject follows."""
        if cue.first - self.low > 3 or any(part in "Nwo" for part in self.line.shape[self.low : cue.first]):
            return None
        comma = next((at for at in range(cue.stop, self.high) if self.line.at(at) in ",Q"), self.high)
        found = opening_subject(self.line, comma + 1, self.high) if comma + 1 < self.high else None
        return Subject(found.spans, cue.first, inherited=True) if found else None

    def _of_participle(self, cue: Cue) -> Subject | None:
        if (found := self._after_comma(cue)) is not None:
            return found
        line, before = self.line, cue.first - 1
        while before > self.low and line.at(before) == "a":
            before -= 1
        if before >= self.low and line.at(before) in "wN" and line.low(before) not in ("time",):
            # "a statement saying", "posters reading", "supporters chanting"
            near = subject_before(line, cue.first, self.low)
            earlier = any(at < cue.first for at, _ in self.subjects)
            speaks = line.low(before) in listed("speaker") or line.at(before) == "N" or line.low(before).endswith("ers")
            if (
                line.low(before) in listed("issued")
                and line.at(near.start - 1 if near else before) in "vw"
                and (one := self.inherited(cue))
            ):
                return one
            if near and (
                speaks or line.low(near.start - 1) == "with" or (not earlier and opening_subject(line, self.low, cue.first) is None)
            ):
                return near
        return self.inherited(cue)

    def _is_issued(self, first: int, last: int) -> bool:
        """ "a blistering statement", "a letter to the board"."""
        line = self.line
        stop = next((at for at in range(first, last) if line.at(at) == "p"), last + 1)
        return line.low(stop - 1) in listed("issued")

    def starts(self, cues: list[Cue]) -> list[int | None]:
        """Where each cue ends the clause before it: with its speaker, its "and", its comma; `None` for one inside another's words."""
        starts: list[int | None] = []
        for number, cue in enumerate(cues):
            subject = self.of(cue)
            if subject:
                self.subjects.append((cue.first, subject))
            if cue.form == "ing":
                at = cue.first - 1
                while at > self.low and self.line.at(at) == "a":
                    at -= 1
                starts.append(at if self.line.at(at) in ",Q-" else None)
                self.nested.add(cue.first)
                continue
            left = (subject.start if subject else cue.first) - 1
            while left > self.low and self.line.at(left) in "ax" and subject and subject.inherited:
                left -= 1
            if cue.form == "according":
                # "said that, according to the inquiry, the road was shut": inside what is said
                starts.append(None if self.line.low(cue.first - 2) == "that" else cue.first)
            elif self.line.at(left) == "c" and (
                subject is None or subject.inherited or self.line.at(left - 1) in ",Q" or self._others(left + 1, cue)
            ):
                starts.append(left - 1 if self.line.at(left - 1) == "," else left)
            elif self.line.low(left) in ("while", "although", "though", "but", "as") and self.line.at(left - 1) == ",":
                starts.append(left - 1)
            elif number == 0 or left < self.low or self.line.at(left) in ",;-Q":
                starts.append(left + 1)
            else:
                starts.append(None)
            if starts[-1] is None or cue.kind == "think":
                self.nested.add(cue.first)
        self.subjects.sort(key=lambda pair: pair[0])
        return starts

    def _others(self, at: int, cue: Cue) -> bool:
        """ "... and others said", "... and Roe says"."""
        if self.line.low(at) in ("others", "another", "other"):
            return True
        return self.line.at(at) == "N" and self.line.low(cue.first) in listed("plain_speech")

    def bound(self, cue: Cue, other: Cue, start: int) -> int:
        """Where a later verb takes over; "Roe, who backed the plan, said" takes over at its second comma."""
        before = other.first - 1
        while before > cue.stop and self.line.at(before) in "ax":
            before -= 1
        return before if start <= cue.first and self.line.at(before) == "," else start
