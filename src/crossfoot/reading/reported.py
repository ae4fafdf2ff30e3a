"""What one paragraph reports as said: which words, by whose name, with which verb.

Each verb of saying is looked at where it stands: after what was said ("..., she said"), before it ("she said that ..."), or in the middle.
Positions are those of the paragraph. A quotation without a verb keeps its place here with no speaker; the story decides who goes on
speaking.
"""

from __future__ import annotations

from functools import lru_cache

from ..document import Span
from ..ledger import StatementKind
from .attributions import spoken_sentences
from .bearers import Bearers, start_of
from .clauses import Line, line_of, listed
from .complements import is_shown, reports
from .cues import Cue, cues_in
from .described import kind_of
from .extents import end_with_quotation, following, past_circumstances, past_listener
from .nouns_of_speech import spoken_of
from .refusals import Refusal, refusals_in
from .said import Said
from .speakers import Subject, opening_subject, subject_before

FEWEST_WORDS = 3


@lru_cache(maxsize=2048)
def said_in(text: str, quotes: tuple[Span, ...]) -> tuple[Said, ...]:
    """Everything said in a paragraph, in order; `quotes` are its outer quotations with their marks. Not to be changed by the caller."""
    line = line_of(text, quotes)
    found: list[Said] = []
    for low, high in spoken_sentences(line):
        found += _Sentence(line, low, high, last=high == len(line.shape)).read()
    # A line in capitals is a headline; without small letters only its quotations can be told.
    return tuple(one for one in found if one.kind == "direct") if text.isupper() else tuple(found)


class _Sentence:
    """One sentence being read, cue by cue."""

    def __init__(self, line: Line, low: int, high: int, *, last: bool) -> None:
        self.line, self.low, self.high, self.last = line, low, high, last
        self.found: list[Said] = []
        self.bearers = Bearers(line, low, high)
        self.used: set[int] = set()

    def read(self) -> list[Said]:
        cues = list(cues_in(self.line, self.low, self.high))
        refusals = refusals_in(self.line, self.low, self.high)
        refused = {at for refusal in refusals for at in range(refusal.first, refusal.stop)}
        cues = [cue for cue in cues if cue.first not in refused and not self._idle(cue)]
        starts = self.bearers.starts(cues)
        for number, cue in enumerate(cues):
            later = [
                self.bearers.bound(cue, other, start)
                for other, start in zip(cues[number + 1 :], starts[number + 1 :], strict=True)
                if start is not None
            ]
            self._cue(cue, starts[number], [*later, *(start_of(self.line, refusal.first, cue.stop) for refusal in refusals)])
        for refusal in refusals:
            self._refusal(refusal)
        self._nouns()
        self._left_over()
        self._waiting()
        return sorted(self.found, key=lambda said: (said.first, said.stop))

    def _idle(self, cue: Cue) -> bool:
        """A manner of speaking with no quotation beside it, a view without quoted words: no cue."""
        line = self.line
        if cue.form == "passive":
            return cue.kind not in ("say", "tell", "hold") or self.line.low(cue.stop) != "by"
        if cue.kind == "beside":
            subject = self.bearers.of(cue)
            left = subject.start - 1 if subject and not subject.inherited else cue.first - 1
            after = cue.stop
            while after < self.high and line.at(after) in "atpoN,:" and after - cue.stop < 5:
                after += 1
            return not (line.at(left) == "Q" or line.at(after) == "Q" or (line.at(cue.stop) == ":" and cue.stop + 1 >= self.high))
        if cue.kind == "show" and line.low(cue.stop) != "that" and not self._shows_before(cue):
            return "Q" not in line.shape[cue.stop : min(self.high, cue.stop + 12)]
        if cue.kind == "think":
            return cue.form == "to" or "Q" not in line.shape[cue.stop : min(self.high, cue.stop + 24)]
        return False

    def _shows_before(self, cue: Cue) -> bool:
        """ "..., the memos show.": what a paper shows stands before it."""
        line = self.line
        return (
            cue.kind == "show" and cue.stop >= self.high - 1 and kind_of(line.low(cue.first - 1)) in ("document", "group", "organisation")
        )

    def _cue(self, cue: Cue, start: int | None, later: list[int]) -> None:
        line = self.line
        subject = self.bearers.known(cue)
        if cue.form == "according":
            inside = next((said for said in reversed(self.found) if said.first <= cue.first < said.stop), None)
            self._add(cue, subject, self._according(cue, subject), after=True, inside=inside)
            return
        after = self._after_cue(cue, subject, min((at for at in later if at > cue.stop), default=self.high))
        nearest = after if line.at(after) == "Q" else after + 1
        bound = min((at for at in later if at > nearest or (at > cue.stop and line.at(at + 1) in "wvc")), default=self.high)
        bound = self._end_of_demand(cue, after, self._end_of_relative(subject, after, bound))
        if subject and subject.inherited and (opens := line.word_at(subject.spans[0].start)) > cue.stop:
            # "Saying it was over, Roe left": up to the comma
            bound = min(bound, opens - (line.at(opens - 1) == ","))
        if cue.kind == "show" and not self._shows_before(cue) and not is_shown(line, cue, subject, after):
            return
        left = (subject.start if subject and not subject.inherited else cue.first) - 1
        if subject and subject.start == cue.first and not subject.inherited:
            left = cue.first - 1
        if self._by_the_way(cue, left, after, bound):
            return
        if (
            line.low(left) == "as"
            and (self.found or not self._stands_after(cue, left, after, bound))
            and "Q" not in line.shape[after:bound]
        ):
            # "..., as the Post has reported", "just as she said she would": said by the way.
            return
        if cue.form == "finite" and self._stands_after(cue, left, after, bound):
            self._add(cue, subject, self._before(cue, left, after, bound), after=True)
            return
        content = following(line, after, bound)
        if content and subject and line.low(subject.start - 1) == "what" and "Q" in line.shape[after:bound]:
            # "what he called his “October surprise” last week"
            content = [(content[0][0], line.shape.index("Q", after) + 1)]
        if cue.form == "to" and (not content or not self._is_led_to(subject, after)):
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

    def _by_the_way(self, cue: Cue, left: int, after: int, bound: int) -> bool:
        """ "when he announced it", "what officials told the members", "told Roe but not Doe": no words of anybody."""
        line = self.line
        if "Q" in line.shape[after:bound] or cue.form != "finite" or left < self.low:
            return False
        return line.low(left) in listed("circumstance") or line.at(after) == "c" or (line.low(left) == "what" and line.low(after) != "that")

    def _end_of_relative(self, subject: Subject | None, after: int, bound: int) -> int:
        """ "Acme, which complained about the tax, did not move": what is said ends before the second comma."""
        line = self.line
        if subject is None or line.at(line.word_at(subject.spans[-1].start)) != "r":
            return bound
        return next((at for at in range(after, bound) if line.at(at) == "," and self._resumes(at + 1)), bound)

    def _resumes(self, at: int) -> bool:
        """A verb, with "flatly" before it: "..., | flatly retorted"."""
        line = self.line
        while line.at(at) == "a":
            at += 1
        return line.at(at) in "xv" or (line.at(at) == "w" and line.low(at).endswith("ed") and line.at(at + 1) in ":bdNQo")

    def _end_of_demand(self, cue: Cue, after: int, bound: int) -> int:
        """ "asked for help, but nobody came", "asked for a delay and after days she left": the demand ends before."""
        line = self.line
        if cue.kind != "urge" or line.at(after) in "bQ" or "Q" in line.shape[after:bound]:
            return bound
        for at in range(after + 1, bound - 1):
            if (line.at(at) == "," and line.at(at + 1) in "cb") or (line.at(at) == "c" and line.at(at + 1) in "bo"):
                return at
        return bound

    def _after_cue(self, cue: Cue, subject: Subject | None, bound: int) -> int:
        """The first word of what may be said: past the speaker named after the verb, the one told, "on Tuesday", "in a statement"."""
        line, at = self.line, cue.stop
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

    def _stands_after(self, cue: Cue, left: int, after: int, bound: int) -> bool:
        """Whether the words said stand before: "...," she said."""
        line = self.line
        if left < self.low or line.at(left + 1) == "r":
            # "..., who said"
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
        return (
            ends
            and (cue.kind in ("say", "tell", "hold") or self._shows_before(cue))
            and left - self.low >= (1 if line.at(after) == "," else FEWEST_WORDS - 1)
        )

    def _before(self, cue: Cue, left: int, after: int, bound: int) -> list[tuple[int, int]]:
        """The words before the speaker, and those that go on after the verb."""
        line = self.line
        first = self._clause_start(left, whole=after >= self.high - 1 and cue.kind in ("say", "tell", "hold", "show"))
        stop = left if line.at(left) in ",-" else left + 1
        if line.low(left) == "as":
            stop = left
            first = self._clause_start(left)
        parts = [(first, stop)] if stop > first else []
        if line.at(after) == "," and after + 1 < bound:
            goes_on = line.at(after + 1) == "Q" or line.at(left) != "Q"
            if goes_on and not line.low(after + 1).endswith("ing"):
                parts.append((after + 1, bound - (line.at(bound - 1) == ".")))
        elif (line.at(after) in "Q" and after < bound) or (line.at(after) == ":" and line.at(after + 1) == "Q"):
            parts.append((after + (line.at(after) == ":"), bound))
        return parts

    def _clause_start(self, left: int, *, whole: bool = False) -> int:
        """Where the words said begin: after what another verb has taken, else with the sentence."""
        line = self.line
        if line.at(left) == "Q" and left - 1 > self.low and (line.at(left - 1) == ":" or line.shape[left - 2 : left] == ",c"):
            return left
        first = max((said.stop for said in self.found if said.stop <= left and (said.after or not whole)), default=self.low)
        while first < left and line.at(first) in ",.;-c" and first > self.low:
            first += 1
        return first

    def _according(self, cue: Cue, subject: Subject | None) -> list[tuple[int, int]]:
        """ "According to the agency, ..." and "..., according to the agency"."""
        line, at = self.line, cue.stop
        if subject:
            while at < self.high and line.starts[at] < subject.spans[-1].end:
                at += 1
        if cue.first - self.low < 2 or line.low(cue.first - 2) == "that":
            while at < self.high and line.at(at) not in ",Q:":
                at += 1
            first = at + (line.at(at) in ",:")
            stop = end_with_quotation(line, first, self.high - (line.at(self.high - 1) == "."))
            return [(first, stop)] if first < stop else []
        start = self._clause_start(cue.first, whole=not self._further_clause(cue.first))
        stop = cue.first
        while stop > start and line.at(stop - 1) in ",-":
            stop -= 1
        return [(start, stop)] if stop > start else []

    def _further_clause(self, stop: int) -> bool:
        """ "Roe said no, and 40 were held, according to police": only what follows the "and" is theirs."""
        first = max((said.first for said in self.found), default=self.low)
        return ",c" in self.line.shape[first:stop] or "Q" in self.line.shape[first:stop]

    def _is_led_to(self, subject: Subject | None, after: int) -> bool:
        """ "went on to say that", "used the visit to argue"; not "asked to respond to the charge", "it is easy to say"."""
        line = self.line
        if subject is None or line.low(line.word_at(subject.spans[0].start)) == "it":
            return False
        return line.low(after) != "to" and line.at(after) not in "p"

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
        if kind == "mixed" and cue.kind == "say" and line.low(parts[0][0]) == "to" and parts[0][0] >= cue.stop:
            # "adds to a field called “neurotheology”"
            return
        if kind == "indirect" and cue.form == "ing" and cue.first == self.low:
            # "Citing the cost, Roe left."
            return
        if kind in ("indirect", "denial") and (self._unsaid(cue) or not reports(line, cue, subject, parts)):
            return
        if quotes <= self.used and quotes and inside is None:
            inside = next((said for said in self.found if quotes & said.uses and said.first <= cue.first < said.stop), None)
            if inside is None and all(line.at(at) == "Q" for first, stop in parts for at in range(first, stop)):
                return
        if (
            inside is not None
            and subject is not None
            and subject.spans[:1] == inside.speaker[:1]
            and cue.kind not in ("say", "tell", "denial")
        ):
            # "Roe wants a vote after agreeing on cuts": one speaker, said once
            return
        self.used |= quotes
        spans = [line.span(first, stop) for first, stop in parts]
        first = min([cue.first, *(start for start, _ in parts)])
        stop = max([cue.stop, *(end for _, end in parts)])
        named = subject.spans if subject else ()
        made = Said(kind, spans, line.span(cue.first, cue.stop), named, inside=inside, after=after, first=first, stop=stop, uses=quotes)
        for held in self.found:
            # "Roe signals a retreat, said Doe": what Roe signals is part of what Doe said.
            if after and not held.after and held.inside is None and first <= held.first and held.stop <= stop:
                held.inside = made
        self.found.append(made)

    def _unsaid(self, cue: Cue) -> bool:
        """ "may encourage children", "did not say that", "had to ask the agents": words for a deed not done, or for no words at all."""
        line, at = self.line, cue.first - 1
        if cue.form == "to" or (cue.form == "ing" and line.at(at) == "p"):
            return cue.kind in ("urge", "hold") and line.low(cue.stop) != "that"
        while at >= self.low and line.at(at) in "ax":
            if line.low(at) in listed("unsaid") or (line.low(at) in listed("to_come") and cue.kind not in ("say", "tell")):
                return True
            at -= 1
        return False

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
            subject = self.bearers.inherited(Cue(refusal.first, refusal.stop, "say", "finite"))
        spans = (line.span(*refusal.speaker),) if refusal.speaker else subject.spans if subject else ()
        to = line.span(*refusal.to) if refusal.to else None
        self.found.append(Said("refusal", [], line.span(refusal.first, refusal.stop), spans, to=to, first=refusal.first, stop=refusal.stop))

    def _nouns(self) -> None:
        """Things said in a noun, inside whatever holds them."""
        for one in spoken_of(self.line, self.low, self.high):
            one.inside = next((said for said in self.found if said.content and said.first <= one.first < said.stop), None)
            self.used |= one.uses
            self.found.append(one)

    def _left_over(self) -> None:
        """Quotations that no verb has taken: one that is a sentence of its own goes on being said, one after a colon is said by the
        subject."""
        line = self.line
        if "Q" not in line.shape[self.low : self.high]:
            return
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
            opens = at == self.low and inner.count(" ") >= 4 and inner.rstrip("\"”’'")[-1:] in ",.?!"
            if opens or (sentences and line.at(at - 1) not in "dNg") or self._fills_sentence(at):
                content = line.span(at, at + 1) if at == self.low else line.span(self.low, at + 1)
                self.found.append(Said("direct" if at == self.low else "mixed", [content], alone=True, first=self.low, stop=at + 1))
                return
            if line.at(at - 1) == ":" and at > self.low and self._is_speech(at):
                subject = opening_subject(line, self.low, at)
                self.found.append(Said("direct", [line.span(at, at + 1)], None, subject.spans if subject else (), first=at, stop=at + 1))

    def _fills_sentence(self, at: int) -> bool:
        """ "After all, “we were there first.”": the verb of the sentence is inside the marks, and the speaker goes on."""
        line = self.line
        outside = line.shape[self.low : at] + line.shape[at + 1 : self.high]
        if line.at(at - 1) != "," or at + 2 < self.high or any(part in "xvrQ:o" for part in outside):
            return False
        return line.text[line.starts[at] : line.ends[at]].count(" ") >= 5

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
