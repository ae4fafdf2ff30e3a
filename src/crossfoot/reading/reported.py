"""What one paragraph reports as said: which words, by whose name, with which verb.

Each verb of saying is looked at where it stands: after what was said ("..., she said"), before it ("she said that ..."), or in the middle.
Positions are those of the paragraph. A quotation without a verb keeps its place here with no speaker; the story decides who goes on
speaking.
"""

from __future__ import annotations

from functools import lru_cache

from ..document import Span
from ..ledger import StatementKind
from .asides import is_by_the_way, is_idle, is_led_to, is_unsaid, shows_before
from .attributions import spoken_sentences
from .bearers import Bearers, start_of
from .clauses import Line, line_of, listed
from .complements import is_shown, reports
from .cues import Cue, cues_in
from .extents import after_cue, end_of_demand, end_of_relative, end_with_quotation, following
from .leftovers import left_over, waiting
from .nouns_of_speech import spoken_of
from .refusals import Refusal, refusals_in
from .said import Said
from .speakers import Subject, subject_before

LONGEST_TERM = 24  # letters
FEWEST_WORDS = 3  # "Roe left, she said"


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
        line = self.line
        cues = list(cues_in(line, self.low, self.high))
        refusals = refusals_in(line, self.low, self.high)
        refused = {at for refusal in refusals for at in range(refusal.first, refusal.stop)}
        cues = [
            cue
            for cue in cues
            if cue.first not in refused and not is_idle(line, cue, self.bearers.of(cue) if cue.kind == "beside" else None, self.high)
        ]
        starts = self.bearers.starts(cues)
        for number, cue in enumerate(cues):
            later = [
                self.bearers.bound(cue, other, start)
                for other, start in zip(cues[number + 1 :], starts[number + 1 :], strict=True)
                if start is not None
            ]
            self._cue(cue, starts[number], [*later, *(start_of(line, refusal.first, cue.stop) for refusal in refusals)])
        for refusal in refusals:
            self._refusal(refusal)
        self._nouns()
        self.found += left_over(line, self.low, self.high, self.used)
        if self.last and (one := waiting(line, self.low, self.high, self.found)):
            self.found.append(one)
        return sorted(self.found, key=lambda said: (said.first, said.stop))

    def _cue(self, cue: Cue, start: int | None, later: list[int]) -> None:
        """What one verb reports; `start` is where its clause begins (`None` inside another's words), `later` where others take over."""
        line, subject = self.line, self.bearers.known(cue)
        if cue.form == "according":
            self._add(cue, subject, self._according(cue, subject), after=True, inside=self._holder(cue))
            return
        after, bound = self._reach(cue, subject, later)
        left = (cue.first if subject is None or subject.inherited else subject.start) - 1
        before = self._stands_after(cue, left, after, bound)
        if self._is_aside(cue, subject, left, after, bound, before=before):
            return
        if cue.form == "finite" and before:
            self._add(cue, subject, self._before(cue, left, after, bound), after=True)
            return
        content = following(line, after, bound)
        if content and subject and line.low(subject.start - 1) == "what" and "Q" in line.shape[after:bound]:
            # "what he called his “October surprise” last week"
            content = [(content[0][0], line.shape.index("Q", after) + 1)]
        if cue.form == "to" and (not content or not is_led_to(line, subject, after)):
            return
        if start is None and self._is_circumstance(cue):
            return
        self._add(cue, subject, content, inside=self._holder(cue) if start is None else None)
        if not content and self.last and bound == self.high and self.found and line.at(self.high - 1) in ":,":
            self.found[-1].waits = True

    def _reach(self, cue: Cue, subject: Subject | None, later: list[int]) -> tuple[int, int]:
        """The first word that may be said after a verb, and the first that no longer can be."""
        line = self.line
        after = after_cue(line, cue, subject, min((at for at in later if at > cue.stop), default=self.high))
        nearest = after if line.at(after) == "Q" else after + 1
        bound = min((at for at in later if at > nearest or (at > cue.stop and line.at(at + 1) in "wvc")), default=self.high)
        bound = end_of_demand(line, cue, after, end_of_relative(line, subject, after, bound))
        if subject and subject.inherited and (opens := line.word_at(subject.spans[0].start)) > cue.stop:
            # "Saying it was over, Roe left": up to the comma
            bound = min(bound, opens - (line.at(opens - 1) == ","))
        return after, bound

    def _is_aside(self, cue: Cue, subject: Subject | None, left: int, after: int, bound: int, *, before: bool) -> bool:
        """Whether a verb reports nothing here; "..., as the Post has reported" and "just as she said she would" are said by the way."""
        line = self.line
        if cue.kind == "show" and not shows_before(line, cue, self.high) and not is_shown(line, cue, subject, after):
            return True
        if left >= self.low and is_by_the_way(line, cue, left, after, bound):
            return True
        return line.low(left) == "as" and bool(self.found or not before) and "Q" not in line.shape[after:bound]

    def _is_circumstance(self, cue: Cue) -> bool:
        """ "said in a statement announcing the arrests that ...": a circumstance of another verb."""
        place = self.line.starts[cue.first]
        return any(said.cue and said.cue.end <= place and said.content and place < min(said.content).start for said in self.found)

    def _holder(self, cue: Cue) -> Said | None:
        """What is said around a verb."""
        return next((said for said in reversed(self.found) if said.first <= cue.first < said.stop), None)

    def _stands_after(self, cue: Cue, left: int, after: int, bound: int) -> bool:
        """Whether the words said stand before: "...," she said."""
        line = self.line
        if left < self.low or line.at(left + 1) == "r":
            # "..., who said"
            return False
        if line.at(left) == "Q" or (line.at(left) == "," and line.at(left - 1) == "Q"):
            quote = left - (line.at(left) == ",")
            return cue.kind != "think" and not (_is_title(line, quote) or self._has_its_own(quote, after, bound))
        if line.at(left) not in ",-" and line.low(left) != "as":
            return False
        if line.low(left) == "as":
            return line.at(after) in ".,;" or after >= bound
        ends = after >= self.high or line.at(after) in ".,;" or (after >= bound and bound < self.high) or self._is_split(left, after)
        return (
            ends
            and (cue.kind in ("say", "tell", "hold") or shows_before(line, cue, self.high))
            and left - self.low >= (1 if line.at(after) == "," else FEWEST_WORDS - 1)
        )

    def _has_its_own(self, quote: int, after: int, bound: int) -> bool:
        """ "A “dove,” she said that “no one” wins": a word or two in quotation marks, and what she said follows."""
        line = self.line
        return line.low(after) == "that" and "Q" in line.shape[after:bound] and line.ends[quote] - line.starts[quote] < LONGEST_TERM

    def _is_split(self, left: int, after: int) -> bool:
        """ "It is, she said, “a wreck.”": the quotation goes on with the sentence that the verb has broken."""
        line = self.line
        if line.shape[after - 1 : after + 1] != ",Q" or not any(part in "xv" for part in line.shape[self.low : left]):
            return False
        return line.text[line.starts[after] : line.ends[after]].lstrip("“\"'‘`")[:1].islower()

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

    def _add(
        self, cue: Cue, subject: Subject | None, parts: list[tuple[int, int]], *, after: bool = False, inside: Said | None = None
    ) -> None:
        line = self.line
        quotes = {at for first, stop in parts for at in range(first, stop) if line.at(at) == "Q"}
        kind = self._kind(cue, parts, quotes)
        if not self._counts(cue, subject, parts, kind):
            return
        if quotes and quotes <= self.used and inside is None:
            inside = next((said for said in self.found if quotes & said.uses and said.first <= cue.first < said.stop), None)
            if inside is None and all(line.at(at) == "Q" for first, stop in parts for at in range(first, stop)):
                return
        if inside and subject and subject.spans[:1] == inside.speaker[:1] and cue.kind not in ("say", "tell", "denial"):
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

    def _counts(self, cue: Cue, subject: Subject | None, parts: list[tuple[int, int]], kind: StatementKind) -> bool:
        """Whether a verb, its speaker and these words make a statement; without words only where they follow in the next paragraph."""
        line = self.line
        if not parts:
            return self.last and cue.kind not in ("think", "urge", "hold") and line.at(self.high - 1) in ":,"
        match kind:
            case "mixed":
                # "adds to a field called “neurotheology”"
                return not (cue.kind == "say" and line.low(parts[0][0]) == "to" and parts[0][0] >= cue.stop)
            case "indirect" if cue.kind in ("think", "beside") or (cue.form == "ing" and cue.first == self.low):
                # "They think it is late"; "Citing the cost, Roe left."
                return False
            case "indirect" | "denial":
                return not is_unsaid(line, cue, self.low) and reports(line, cue, subject, parts)
            case _:
                return True

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


def _is_title(line: Line, quote: int) -> bool:
    """ "In a book called “Broken Streets,” Roe argued that cities had changed": a title is not what Roe argued."""
    return line.low(quote - 1) in listed("naming")
