"""What one paragraph reports as said: which words, by whose name, with which verb.

Each verb of saying is looked at where it stands: after what was said ("..., she said"), before it ("she said that ..."), or in the middle.
Positions are those of the paragraph. A quotation without a verb keeps its place here with no speaker; the story decides who goes on
speaking.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from ..document import Span
from ..ledger import StatementKind
from .clauses import Line, line_of, listed
from .cues import Cue, cues_in, speech_nouns
from .refusals import Refusal, refusals_in
from .sentences import sentences_in
from .speakers import Subject, opening_subject, subject_after, subject_before

LONGEST_SENTENCE = 160  # words; what is longer is no sentence, and is read in pieces
FURTHEST_ATTRIBUTION = 26
FEWEST_WORDS = 3


@dataclass(slots=True)
class Said:
    """One thing said, as one paragraph shows it. `waits`: the words follow in the next paragraph; `alone`: a quotation without a verb."""

    kind: StatementKind
    content: list[Span]
    cue: Span | None = None
    speaker: tuple[Span, ...] = ()
    to: Span | None = None
    inside: Said | None = None
    waits: bool = False
    alone: bool = False
    first: int = 0
    stop: int = 0
    uses: set[int] = field(default_factory=set)


@lru_cache(maxsize=2048)
def said_in(text: str, quotes: tuple[Span, ...]) -> tuple[Said, ...]:
    """Everything said in a paragraph, in order; `quotes` are its outer quotations with their marks. Not to be changed by the caller."""
    line = line_of(text, quotes)
    found: list[Said] = []
    for low, high in _sentences(line):
        found += _Sentence(line, low, high, last=high == len(line.shape)).read()
    return tuple(found)


def _sentences(line: Line) -> list[tuple[int, int]]:
    """The words of each sentence; a quotation stays with the words that attribute it."""
    ends = [sentence.end for sentence in sentences_in(line.text)]
    bounds, low, number = [], 0, 0
    for at, end in enumerate(line.ends):
        if at - low >= LONGEST_SENTENCE:
            bounds.append((low, at))
            low = at
        while number < len(ends) and ends[number] < end:
            number += 1
        if number < len(ends) and ends[number] == end and at + 1 < len(line.shape):
            if line.shape[at] == "Q" and attributed_after(line, at):
                continue
            bounds.append((low, at + 1))
            low = at + 1
    return [*bounds, (low, len(line.shape))] if low < len(line.shape) else bounds


def attributed_after(line: Line, quote: int) -> bool:
    """Whether the words after a quotation that ends like a sentence say whose it is: "Why?" the mayor asked."""
    if line.text[line.ends[quote] - 2 : line.ends[quote] - 1] == "." and line.text[line.ends[quote] - 3 : line.ends[quote] - 2] != ".":
        return line.at(quote + 1) == "v" and line.low(quote + 1) in ("said", "says")
    stop = min(len(line.shape), quote + FURTHEST_ATTRIBUTION)
    cue = next(cues_in(line, quote + 1, stop), None)
    if cue is None or cue.form != "finite" or cue.kind not in ("say", "tell", "hold", "beside", "urge"):
        return False
    between = line.shape[quote + 1 : cue.first]
    if any(part in ".;:Qbv" for part in between) or ("p" in between[:1]):
        return False
    after = line.at(cue.stop)
    if cue.first == quote + 1:
        return after in "Nwdo"
    return cue.kind == "tell" or after in ".,:Qtpa" or cue.stop >= len(line.shape) or line.low(cue.stop).endswith("ing")


def _start_of(line: Line, at: int, low: int) -> int:
    """Where a further clause begins, with the "but" that joins it."""
    while at - 1 > low and line.at(at - 1) in "ax":
        at -= 1
    return at - 1 if line.at(at - 1) == "c" and at - 1 > low else at


class _Sentence:
    """One sentence being read, cue by cue."""

    def __init__(self, line: Line, low: int, high: int, *, last: bool) -> None:
        self.line, self.low, self.high, self.last = line, low, high, last
        self.found: list[Said] = []
        self.subjects: list[tuple[int, Subject]] = []
        self.used: set[int] = set()
        self.nested: set[int] = set()

    def read(self) -> list[Said]:
        cues = list(cues_in(self.line, self.low, self.high))
        refusals = refusals_in(self.line, self.low, self.high)
        refused = {at for refusal in refusals for at in range(refusal.first, refusal.stop)}
        cues = [cue for cue in cues if cue.first not in refused and not self._idle(cue)]
        starts = self._starts(cues)
        for number, cue in enumerate(cues):
            later = [
                self._bound(cue, other, start)
                for other, start in zip(cues[number + 1 :], starts[number + 1 :], strict=True)
                if start is not None
            ]
            self._cue(cue, starts[number], [*later, *(_start_of(self.line, refusal.first, cue.stop) for refusal in refusals)])
        for refusal in refusals:
            self._refusal(refusal)
        self._nouns()
        self._left_over()
        self._waiting()
        return sorted(self.found, key=lambda said: (said.first, said.stop))

    def _bound(self, cue: Cue, other: Cue, start: int) -> int:
        """Where a later verb takes over; "Roe, who backed the plan, said" takes over at its second comma."""
        before = other.first - 1
        while before > cue.stop and self.line.at(before) in "ax":
            before -= 1
        return before if start <= cue.first and self.line.at(before) == "," else start

    def _idle(self, cue: Cue) -> bool:
        """A manner of speaking with no quotation beside it, a view without quoted words: no cue."""
        line = self.line
        if cue.form == "passive":
            return cue.kind not in ("say", "tell", "hold") or self.line.low(cue.stop) != "by"
        if cue.kind == "beside":
            subject = self._subject(cue)
            left = subject.start - 1 if subject and not subject.inherited else cue.first - 1
            after = cue.stop
            while after < self.high and line.at(after) in "atpoN,:" and after - cue.stop < 5:
                after += 1
            return not (line.at(left) == "Q" or line.at(after) == "Q" or (line.at(cue.stop) == ":" and cue.stop + 1 >= self.high))
        if cue.kind == "think":
            return "Q" not in line.shape[cue.stop : min(self.high, cue.stop + 24)]
        return False

    def _subject(self, cue: Cue) -> Subject | None:
        line = self.line
        if cue.form == "according":
            return subject_after(line, cue.stop - 1, self.high)
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
            if line.at(at) == "c" and at > self.low:
                return self._inherited(cue)
            found = subject_before(line, cue.first, self.low)
            return found or self._inherited(cue)
        if cue.form == "to":
            return self._of_infinitive(cue)
        return self._of_participle(cue)

    def _apposition_before(self, cue: Cue) -> bool:
        """ "Roe, the mayor, said": a comma, a stretch, a comma, and then the verb."""
        line, at = self.line, cue.first - 2
        if cue.kind == "tell":
            return True
        while at > self.low and line.at(at) not in ",Q":
            at -= 1
        return line.at(at) == "," and (line.at(cue.stop) not in "N" or (line.at(at - 1) == "N" and "Q" in line.shape[self.low : at]))

    def _ends_after(self, subject: Subject) -> bool:
        stop = subject.spans[-1].end
        rest = self.line.text[stop : stop + 2].strip()
        return not rest or rest[0] in ".,;"

    def _inherited(self, cue: Cue) -> Subject | None:
        """The speaker of the verb before in this sentence, or what the sentence is about."""
        earlier = [subject for at, subject in self.subjects if at < cue.first and at not in self.nested]
        found = earlier[-1] if earlier else opening_subject(self.line, self.low, cue.first)
        return Subject(found.spans, cue.first, inherited=True) if found else None

    def _of_infinitive(self, cue: Cue) -> Subject | None:
        """ "went on to say", "used the visit to argue": the subject of the verb that leads on to this one."""
        earlier = [subject for at, subject in self.subjects if at < cue.first]
        found = opening_subject(self.line, self.low, cue.first) or (earlier[-1] if earlier else None)
        return Subject(found.spans, cue.first - 1, inherited=True) if found else None

    def _of_participle(self, cue: Cue) -> Subject | None:
        line, before = self.line, cue.first - 1
        while before > self.low and line.at(before) == "a":
            before -= 1
        if before >= self.low and line.at(before) in "wN" and line.low(before) not in ("time",):
            # "a statement saying", "posters reading", "supporters chanting"
            near = subject_before(line, cue.first, self.low)
            earlier = any(at < cue.first for at, _ in self.subjects)
            speaks = line.low(before) in listed("speaker") or line.at(before) == "N" or line.low(before).endswith("ers")
            if near and (
                speaks or line.low(near.start - 1) == "with" or (not earlier and opening_subject(line, self.low, cue.first) is None)
            ):
                return near
        return self._inherited(cue)

    def _starts(self, cues: list[Cue]) -> list[int | None]:
        """Where each cue ends the clause before it: with its speaker, its "and", its comma; `None` for one inside another's words."""
        starts: list[int | None] = []
        for number, cue in enumerate(cues):
            subject = self._subject(cue)
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
                starts.append(cue.first)
            elif self.line.at(left) == "c" and (subject is None or subject.inherited or self.line.at(left - 1) == ","):
                starts.append(left - 1 if self.line.at(left - 1) == "," else left)
            elif number == 0 or self.line.at(left) in ",;-Q":
                starts.append(left + 1)
            else:
                starts.append(None)
            if starts[-1] is None or cue.kind == "think":
                self.nested.add(cue.first)
        self.subjects.sort(key=lambda pair: pair[0])
        return starts

    def _cue(self, cue: Cue, start: int | None, later: list[int]) -> None:
        line = self.line
        subject = next((known for at, known in self.subjects if at == cue.first), None)
        if cue.form == "according":
            self._add(cue, subject, self._according(cue, subject))
            return
        after = self._after_cue(cue, subject, min((at for at in later if at > cue.stop), default=self.high))
        bound = min((at for at in later if at > after + 1 or (at > cue.stop and line.at(at + 1) in "wvc")), default=self.high)
        left = (subject.start if subject and not subject.inherited else cue.first) - 1
        if subject and subject.start == cue.first and not subject.inherited:
            left = cue.first - 1
        if cue.form == "finite" and self._stands_after(cue, left, after, bound):
            self._add(cue, subject, self._before(cue, left, after, bound), after=True)
            return
        content = self._following(after, bound)
        if cue.form == "to" and not content:
            return
        inside = None
        if start is None:
            place = line.starts[cue.first]
            if any(said.cue and said.cue.end <= place and said.content and place < min(said.content).start for said in self.found):
                # "said in a statement announcing the arrests that ...": a circumstance of another verb.
                return
            inside = next((said for said in reversed(self.found) if said.first <= cue.first < said.stop), None)
        self._add(cue, subject, content, inside=inside)
        if not content and self.last and bound == self.high and self.found and line.at(self.high - 1) in ":,":
            self.found[-1].waits = True

    def _after_cue(self, cue: Cue, subject: Subject | None, bound: int) -> int:
        """The first word of what may be said: past the speaker named after the verb, the one told, "on Tuesday", "in a statement"."""
        line, at = self.line, cue.stop
        if subject and subject.start in (cue.first, cue.stop - 1, cue.stop) and subject.spans[-1].start >= line.ends[cue.stop - 1]:
            while at < bound and line.starts[at] < subject.spans[-1].end:
                at += 1
        if cue.kind == "tell" or (line.low(at) in ("him", "me", "us", "them") and cue.kind != "urge"):
            at = self._past_listener(at, bound)
        return self._past_circumstances(at, bound, cue)

    def _past_listener(self, at: int, bound: int) -> int:
        """ "told reporters", "told The Leeds Post’s “Morning”", "told a crowd of supporters"."""
        line, first = self.line, at
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

    def _past_circumstances(self, at: int, bound: int, cue: Cue) -> int:
        """Past "Tuesday", "on Twitter", "in a statement to the Post", up to what was said."""
        line = self.line
        for _ in range(4):
            part = line.at(at)
            if at >= bound:
                break
            if (part == "t" and line.at(at + 1) != "g") or (part == "a" and line.at(at + 1) in "bQt,:"):
                at += 1
                while at < bound and line.at(at) in "t#":
                    at += 1
            elif part == "p" and line.low(at) not in ("about", "of", "against", "for", "to", "from", "like") and cue.kind != "urge":
                stop = self._phrase_end(at + 1, bound)
                if stop is None:
                    break
                at = stop
            else:
                break
        if line.at(at) == "," and at + 1 < bound and line.at(at + 1) in "Qb":
            at += 1
        return at

    def _phrase_end(self, at: int, bound: int) -> int | None:
        """The first word after the phrase that follows a preposition; `None` where it holds too much to be a mere circumstance."""
        line, first = self.line, at
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

    def _stands_after(self, cue: Cue, left: int, after: int, bound: int) -> bool:
        """Whether the words said stand before: "...," she said."""
        line = self.line
        if left < self.low:
            return False
        if line.at(left) == "Q" or (line.at(left) == "," and line.at(left - 1) == "Q"):
            return cue.kind not in ("think",) and not (
                line.low(after) == "that" and "Q" in line.shape[after:bound] and line.ends[left] - line.starts[left] < 24
            )
        if line.at(left) not in ",-" and line.low(left) != "as":
            return False
        if line.low(left) == "as":
            return line.at(after) in ".,;" or after >= bound
        ends = after >= self.high or line.at(after) in ".,;" or (after >= bound and bound < self.high)
        return ends and cue.kind in ("say", "tell", "hold") and left - self.low >= FEWEST_WORDS - 1

    def _before(self, cue: Cue, left: int, after: int, bound: int) -> list[tuple[int, int]]:
        """The words before the speaker, and those that go on after the verb."""
        line = self.line
        first = self._clause_start(left)
        stop = left if line.at(left) in ",-" else left + 1
        if line.low(left) == "as":
            stop = left
            first = self._clause_start(left)
        parts = [(first, stop)] if stop > first else []
        if line.at(after) == "," and after + 1 < bound:
            goes_on = line.at(after + 1) == "Q" or line.at(left) != "Q"
            if goes_on and not line.low(after + 1).endswith("ing"):
                parts.append((after + 1, bound))
        elif (line.at(after) in "Q" and after < bound) or (line.at(after) == ":" and line.at(after + 1) == "Q"):
            parts.append((after + (line.at(after) == ":"), bound))
        return parts

    def _clause_start(self, left: int) -> int:
        """Where the words said begin: after what another verb has taken, else with the sentence."""
        taken = max((said.stop for said in self.found if said.stop <= left), default=self.low)
        first = taken
        while first < left and self.line.at(first) in ",.;-c" and first > self.low:
            first += 1
        return first

    def _following(self, after: int, bound: int) -> list[tuple[int, int]]:
        line, first = self.line, after
        if line.low(first) in ("that",) or line.at(first) in ":,-":
            first += 1
            if line.at(first) == ",":
                first += 1
        stop = bound
        while stop > first and line.at(stop - 1) in ".,;:-":
            stop -= 1
        stop = self._end_with_quotation(first, stop)
        if (
            line.at(first) == "Q"
            and first + 1 < stop
            and line.text[line.ends[first] - 2 : line.ends[first] - 1] in (",", ".", "!", "?")
            and line.at(first + 1) != "c"
        ):
            stop = first + 1
        return [(first, stop)] if stop > first else []

    def _end_with_quotation(self, first: int, stop: int) -> int:
        """A comma inside the closing mark, or a dash after it, ends what is said: ... a "fringe candidate," making air quotes."""
        line = self.line
        last = line.shape.rfind("Q", first, stop)
        if last < 0 or last + 1 >= stop:
            return stop
        closing = line.text[line.starts[last] : line.ends[last]].rstrip("\"”’'")[-1:]
        return last + 1 if (closing == "," and line.at(last + 1) not in "r") or line.at(last + 1) == "-" else stop

    def _according(self, cue: Cue, subject: Subject | None) -> list[tuple[int, int]]:
        """ "According to the agency, ..." and "..., according to the agency"."""
        line, at = self.line, cue.stop
        if subject:
            while at < self.high and line.starts[at] < subject.spans[-1].end:
                at += 1
        if cue.first - self.low < 2:
            while at < self.high and line.at(at) not in ",Q:":
                at += 1
            first = at + (line.at(at) in ",:")
            stop = self.high - (line.at(self.high - 1) == ".")
            return [(first, stop)] if first < stop else []
        start = self._clause_start(cue.first)
        stop = cue.first
        while stop > start and line.at(stop - 1) in ",-":
            stop -= 1
        return [(start, stop)] if stop > start else []

    def _add(
        self, cue: Cue, subject: Subject | None, parts: list[tuple[int, int]], *, after: bool = False, inside: Said | None = None
    ) -> None:
        line = self.line
        quotes = {at for first, stop in parts for at in range(first, stop) if line.at(at) == "Q"}
        if cue.kind in ("think", "beside") and not quotes and not (self.last and not parts):
            return
        if not parts and (cue.kind in ("think", "urge", "hold") or not (self.last and line.at(self.high - 1) in ":,")):
            return
        kind = self._kind(cue, parts, quotes)
        if quotes <= self.used and quotes and inside is None:
            inside = next((said for said in self.found if quotes & said.uses and said.first <= cue.first < said.stop), None)
            if inside is None and all(line.at(at) == "Q" for first, stop in parts for at in range(first, stop)):
                return
        self.used |= quotes
        spans = [line.span(first, stop) for first, stop in parts]
        first = min([cue.first, *(start for start, _ in parts)])
        stop = max([cue.stop, *(end for _, end in parts)])
        self.found.append(
            Said(
                kind,
                spans,
                line.span(cue.first, cue.stop),
                subject.spans if subject else (),
                inside=inside,
                first=first,
                stop=stop,
                uses=quotes,
            )
        )

    def _kind(self, cue: Cue, parts: list[tuple[int, int]], quotes: set[int]) -> StatementKind:
        if cue.kind in ("denial", "plea"):
            return "denial" if cue.kind == "denial" else "plea"
        spoken = [at for first, stop in parts for at in range(first, stop) if self.line.at(at) not in ",.;:-"]
        if not quotes:
            return "indirect"
        return "direct" if all(self.line.at(at) == "Q" for at in spoken) else "mixed"

    def _refusal(self, refusal: Refusal) -> None:
        line = self.line
        subject = subject_before(line, refusal.first, self.low) if refusal.speaker is None else None
        if subject is None:
            subject = self._inherited(Cue(refusal.first, refusal.stop, "say", "finite"))
        spans = (line.span(*refusal.speaker),) if refusal.speaker else subject.spans if subject else ()
        to = line.span(*refusal.to) if refusal.to else None
        self.found.append(Said("refusal", [], line.span(refusal.first, refusal.stop), spans, to=to, first=refusal.first, stop=refusal.stop))

    def _nouns(self) -> None:
        """ "activists' allegations of ...", "his claim that ...": a thing said, in a noun."""
        line = self.line
        for at in range(self.low + 1, self.high):
            if line.lows[at] not in speech_nouns() or (line.at(at) == "N" and line.at(at - 1) == "N"):
                continue
            after = line.low(at + 1)
            quoted = line.at(at + 2) == "Q" or line.at(at + 1) == "Q"
            if after != "that" and not (quoted and after in ("of", "about", "for", "to", "“”")):
                continue
            owner = self._owner(at)
            if owner is None:
                continue
            first = at + 1 + (line.at(at + 1) != "Q")
            stop = first + 1 if quoted else first
            while not quoted and stop < self.high and line.at(stop) not in ",.;:-":
                stop += 1
            inside = next((said for said in self.found if said.content and said.first <= at < said.stop), None)
            quotes = {k for k in range(first, stop) if line.at(k) == "Q"}
            if stop > first:
                kind: StatementKind = "mixed" if quotes else "indirect"
                self.used |= quotes
                self.found.append(
                    Said(
                        kind, [line.span(first, stop)], line.span(at, at + 1), (owner,), inside=inside, first=first, stop=stop, uses=quotes
                    )
                )

    def _owner(self, noun: int) -> Span | None:
        """Whose claim: the name before its apostrophe, or "his"."""
        line, at = self.line, noun - 1
        while at > self.low and noun - at < 4 and line.at(at) in "waN#" and line.lows[at] not in ("the",):
            at -= 1
        if line.at(at) == "d":
            return line.span(at, at + 1) if line.lows[at] in ("his", "her", "their", "its", "my", "our") else None
        if line.at(at) != "g":
            return None
        start = at - 1
        while (
            start > self.low
            and line.at(start - 1) in "Nwd"
            and at - start < 6
            and not (line.at(start - 1) == "w" and line.at(start) == "d")
        ):
            start -= 1
        return line.span(start, at + 1)

    def _left_over(self) -> None:
        """Quotations that no verb has taken: one that is a sentence of its own goes on being said, one after a colon is said by the
        subject."""
        line = self.line
        left = [at for at in range(self.low, self.high) if line.at(at) == "Q" and at not in self.used]
        if not left:
            return
        whole = all(line.at(at) in "Q.,-*;" for at in range(self.low, self.high))
        if whole:
            self.found.append(Said("direct", [line.span(at, at + 1) for at in left], alone=True, first=self.low, stop=self.high))
            return
        for at in left:
            inner = line.text[line.starts[at] : line.ends[at]]
            sentences = sum(inner.count(mark) for mark in (". ", "? ", "! "))
            if (at == self.low and inner.count(" ") >= 4 and inner.rstrip("\"”’'")[-1:] in ",.?!") or (
                sentences and line.at(at - 1) not in "dNg"
            ):
                content = line.span(at, at + 1) if at == self.low else line.span(self.low, at + 1)
                self.found.append(Said("direct" if at == self.low else "mixed", [content], alone=True, first=self.low, stop=at + 1))
                return
            if line.at(at - 1) == ":" and at > self.low and self._is_speech(at):
                subject = opening_subject(line, self.low, at)
                self.found.append(Said("direct", [line.span(at, at + 1)], None, subject.spans if subject else (), first=at, stop=at + 1))

    def _waiting(self) -> None:
        """A paragraph that ends with a colon: what is said follows in the next."""
        line = self.line
        if not self.last or line.at(self.high - 1) != ":" or any(said.waits for said in self.found):
            return
        named = next((said for said in self.found if said.speaker and said.inside is None), None)
        opening = opening_subject(line, self.low, self.high)
        spans = named.speaker if named else opening.spans if opening else ()
        if spans:
            cue = named.cue if named else None
            self.found.append(Said("direct", [], cue, spans, waits=True, first=self.high, stop=self.high))

    def _is_speech(self, at: int) -> bool:
        words = self.line.text[self.line.starts[at] : self.line.ends[at]]
        return words.count(" ") >= FEWEST_WORDS - 1
