"""The case a check is given: the ledger of the story, the ledgers of its sources, the tables to ask; and the story's quotations lined up
with the sources.

A quotation is taken as it was spoken: what a cue has cut in two ("We will," she said, "review it") is put together again, and what an
ellipsis has drawn together is looked for in one piece first, then in parts.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from .against.alignment import Match, best_match, source_of
from .document import Document, Span
from .ledger import Ledger, Party, Statement
from .reading.spoken import Wording, wording

TURNS = 4  # labels from which a document is a transcript
CUE = 90  # characters between two halves of one sentence: "the deputy mayor said at the site,"


@dataclass(frozen=True, slots=True)
class Case:
    """All that a check may look at. `known` are names that the newsroom has settled how to write."""

    story: Ledger
    sources: tuple[Ledger, ...] = ()
    tables: tuple[Any, ...] = ()
    sources_complete: bool = False
    known: tuple[str, ...] = ()

    def knows(self, name: str) -> bool:
        """Whether a name, or a part of one ("Valland"), is known as it is written."""
        return any(f" {name} " in f" {known} " for known in self.known)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Quoted words of the story: where they stand, what they are, how they fold, and the statement they belong to, if any."""

    span: Span
    text: str
    wording: Wording
    statement: Statement | None = None

    @property
    def size(self) -> int:
        """How many words."""
        return len(self.wording.keys)

    def words(self, first: int, last: int) -> str:
        """Words `first` up to `last` (left out), as written."""
        return self.text[self.wording.starts[first] : self.wording.ends[last - 1]] if last > first else ""


def line_of(document: Document, span: Span) -> str:
    """ "release.txt, line 14"; "release.pdf, page 2, paragraph 3"."""
    return f"{Path(document.name).name}, {document.cited(span.start)}"


def speaker_of(case: Case, match: Match) -> Party | None:
    """Who says in quotation marks, in a source, the words that a passage was laid beside; `None` where the source does not say."""
    ledger = next(one for one in case.sources if one.document is match.source.document)
    said = quoting(ledger, match.span)
    return said.speaker if said else None


@lru_cache(maxsize=16)
def turns(ledger: Ledger) -> tuple[Statement, ...]:
    """What is said behind a label, "MS. ROE: We are done.": no verb of saying follows, and from TURNS of them on it is a transcript."""
    return tuple(sorted(filter(is_labelled, ledger.statements), key=lambda said: said.span.start))


def is_labelled(said: Statement) -> bool:
    """ "MS. ROE: We are done.": the name opens the statement, and no verb of saying follows."""
    return said.cue is None and bool(said.speaker_spans) and said.speaker_spans[0].start == said.span.start


def surname(party: Party | None) -> str:
    """The last word of a name, in small letters."""
    return party.name.split()[-1].lower() if party and party.name.split() else ""


def lined_up(case: Case) -> tuple[tuple[Passage, Match | None], ...]:
    """Every quotation of the story with the place in the sources that is most like it."""
    return _lined_up(case.story, case.sources) if case.sources else ()


@lru_cache(maxsize=16)
def _lined_up(story: Ledger, ledgers: tuple[Ledger, ...]) -> tuple[tuple[Passage, Match | None], ...]:
    sources = [source_of(ledger) for ledger in ledgers]
    found: list[tuple[Passage, Match | None]] = []
    for spans in _spoken(story):
        whole = passage_of(story, spans)
        match = best_match(whole.wording, sources)
        parts = _parts(story, spans, whole) if match is None or match.changes else []
        apart = [(part, best_match(part.wording, sources)) for part in parts]
        if apart and _differing([one for _, one in apart]) < _differing([match]):
            found += apart
        else:
            found.append((whole, match))
    return tuple(found)


def _differing(matches: list[Match | None]) -> float:
    """How far a passage, or its parts, are from the sources."""
    return max(1 - match.likeness if match else 1.0 for match in matches)


def passage_of(story: Ledger, spans: tuple[Span, ...]) -> Passage:
    """The words at these places, as one passage."""
    text = " ".join(story.words(span) for span in spans)
    whole = Span(spans[0].start, spans[-1].end)
    return Passage(whole, text, wording(text, quoted=True), quoting(story, whole))


def quoting(story: Ledger, span: Span) -> Statement | None:
    """The innermost statement in quotation marks that these words are part of."""
    contents, said, furthest = _quotations(story)
    at = bisect_left(contents, (span.end, 0)) - 1
    holding = []
    while at >= 0 and furthest[at] > span.start:
        if contents[at].overlaps(span):
            holding.append(said[at])
        at -= 1
    return min(reversed(holding), key=lambda one: one.span.end - one.span.start, default=None)


@lru_cache(maxsize=16)
def _quotations(story: Ledger) -> tuple[list[Span], list[Statement], list[int]]:
    """What is said in quotation marks, in order: the words, whose statement they are, and how far any words so far reach."""
    both = [(content, said) for said in story.statements if said.kind in ("direct", "mixed") for content in said.content]
    both.sort(key=lambda pair: pair[0])
    contents = [content for content, _ in both]
    return contents, [said for _, said in both], list(accumulate((content.end for content in contents), max))


def _spoken(story: Ledger) -> list[tuple[Span, ...]]:
    """The quotations of the story; the halves of one sentence together."""
    together: list[tuple[Span, ...]] = []
    for span in story.quoted:
        if together and _goes_on(story, together[-1][-1], span):
            together[-1] = (*together[-1], span)
        else:
            together.append((span,))
    return together


def _goes_on(story: Ledger, first: Span, second: Span) -> bool:
    """ "We will," she said, "review it": the sentence was cut in two by its cue."""
    between = story.document.text[first.end : second.start]
    ends, begins = story.document.text[first.start : first.end].rstrip()[-1:], story.document.text[second.start : second.end].lstrip()[:1]
    cut = 0 < len(between) <= CUE and "\n\n" not in between and ends in (",", "—", "–", "-") and begins.islower()
    return cut and _says(story, first.end, second.start)


def _says(story: Ledger, start: int, end: int) -> bool:
    """Whether a cue stands there: in "what he called “ruin,” he would “mend it”" nothing goes on."""
    cues = _cues(story)
    return bisect_left(cues, start) < bisect_left(cues, end)


@lru_cache(maxsize=16)
def _cues(story: Ledger) -> list[int]:
    return sorted(said.cue.start for said in story.statements if said.cue)


def _parts(story: Ledger, spans: tuple[Span, ...], whole: Passage) -> list[Passage]:
    """The halves of a quotation on either side of a cue or of an ellipsis, where there is more than one with three words or more."""
    if len(spans) > 1:
        return [passage_of(story, (span,)) for span in spans]
    cuts = sorted(at for at, kind in whole.wording.gaps.items() if kind == "ellipsis" and 0 < at < whole.size)
    if not cuts:
        return []
    pieces = []
    for first, last in zip([0, *cuts], [*cuts, whole.size], strict=True):
        text = whole.words(first, last)
        if last - first >= 3:
            pieces.append(Passage(whole.span, text, wording(text, quoted=True), whole.statement))
    return pieces
