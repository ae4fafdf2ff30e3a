"""Lays a passage of a story beside a source, word by word: where it stands there, and what differs.

A source is read once into an index of its folded words. A passage is looked up by its rarest words, laid beside the few places where these
gather, and compared there. What a desk may change (fillers, false starts, spelling, what an ellipsis or a bracket announces) is no
difference. Whether a difference matters is for the checks to say; this module only says what it is.
"""

from __future__ import annotations

import heapq
import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..document import Span
from ..ledger import Ledger
from ..reading.spoken import (
    GapKind,
    Weight,
    Wording,
    is_discourse,
    is_filler,
    is_light,
    same_in_speech,
    stands_for,
    stem,
    weight_of,
    without_forms,
    wording,
)

Nature = Literal["missing", "added", "changed", "form", "moved"]

SEEDS = 24  # words of a passage that are looked up, the rarest first
PLACES = 60_000  # places looked at for one passage, all its words together
WINDOWS = 6  # places where it is laid beside the source
ELLIPSIS = 80  # words that an ellipsis may stand for
BRACKET = 15  # words that a bracket may stand for
OUTER = 3  # stretches of the same words, left out together where they only happen to be the same: "we", "have"
REPAIR = 8  # words of a false start
ENDS = frozenset(".!?:;“”\"'‘")  # between two words that are not of one run
CUE = 120  # characters that a cue between two halves of a quotation may take in the source

# How much a change of meaning weighs, from the heaviest.
HEAVY: tuple[Weight, ...] = ("negation", "number", "modal", "qualifier", "content", "function")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: these words of the passage stand where those words stand in the source. `weight` is the heaviest of the words that
    differ; `form` is a change of ending or of hearing only ("raise" and "raised", "their" and "there"), `moved` one of order."""

    nature: Nature
    mine: tuple[int, int]
    theirs: tuple[int, int]
    weight: Weight


@dataclass(frozen=True, slots=True)
class Match:
    """Where a passage stands in a source: words `first` to `last`, how alike the two are (1 is word for word), what differs, and how many
    words that carry meaning the two share."""

    source: Source
    first: int
    last: int
    likeness: float
    changes: tuple[Change, ...] = ()
    shared: int = 0

    @property
    def span(self) -> Span:
        """The words in the source document."""
        return self.source.span(self.first, self.last)


class Source:
    """The folded words of a document and where each occurs; `cues` are words that stand between two halves of a quotation in it."""

    def __init__(self, ledger: Ledger) -> None:
        document = ledger.document
        self.document, self.ledger = document, ledger
        self.wording = Wording()
        self._blocks: list[int] = []
        self._stems: set[str] = set()
        for block in document.blocks:
            self._blocks.append(len(self.wording.keys))
            wording(block.text, into=self.wording)
        self._begins = list(self._beginnings())
        self.places: dict[str, list[int]] = defaultdict(list)
        places = self.places
        for at, key in enumerate(self.wording.keys):
            places[key].append(at)
        self.cues: frozenset[int] = frozenset(self._between(ledger.quoted))

    def _beginnings(self) -> Iterable[int]:
        """Where each word begins in the document."""
        for block, first, last in zip(self.document.blocks, self._blocks, [*self._blocks[1:], None], strict=False):
            starts = self.wording.starts[first:last]
            yield from (block.place(Span(at, at)).start for at in starts) if block.runs else (block.span.start + at for at in starts)

    def _between(self, quoted: tuple[Span, ...]) -> Iterable[int]:
        for one, other in itertools.pairwise(quoted):
            if 0 < other.start - one.end <= CUE:
                yield from range(self.word_at(one.end), self.word_at(other.start))

    def word_at(self, at: int) -> int:
        """The first word that begins at or after a place in the document."""
        return bisect_left(self._begins, at)

    def span(self, first: int, last: int) -> Span:
        """The place of words `first` up to `last` (left out) in the document as given."""
        if not self.wording.keys:
            return Span(0, 0)
        return Span(self._place(first).start, self._place(max(first, last - 1)).end)

    def _place(self, at: int) -> Span:
        at = min(at, len(self.wording.keys) - 1)
        block = self.document.blocks[bisect_right(self._blocks, at) - 1]
        return block.place(Span(self.wording.starts[at], self.wording.ends[at]))

    def before(self, at: int) -> str:
        """What stands between a word and the word before it, in one block; "" behind the last word."""
        block = bisect_right(self._blocks, at) - 1
        if at == 0 or at >= len(self.wording.keys) or at == self._blocks[block]:
            return ""
        return self.document.blocks[block].text[self.wording.ends[at - 1] : self.wording.starts[at]]

    def word_before(self, at: int) -> str:
        """The folded word before a word, in one sentence; "" where there is none."""
        between = self.before(at)
        return self.wording.keys[at - 1] if between and not set(".!?;:") & set(between) else ""

    def opens(self, at: int) -> bool:
        """Whether a word opens a block, a sentence or a quotation."""
        before = self.before(at)
        return before == "" or bool(ENDS & set(before))

    def closes(self, at: int) -> bool:
        """Whether a word is the last of a block, a sentence or a quotation."""
        return at + 1 >= len(self.wording.keys) or self.opens(at + 1)

    def is_name(self, at: int) -> bool:
        """Whether a word is written with a capital."""
        block = self.document.blocks[bisect_right(self._blocks, at) - 1]
        return block.text[self.wording.starts[at] : self.wording.starts[at] + 1].isupper()

    def knows(self, name: str) -> bool:
        """Whether the stem of a name occurs at all."""
        if not self._stems:
            self._stems.update(map(stem, self.places))
        return name in self._stems

    def count(self, key: str) -> int:
        """How often a folded word occurs."""
        return len(self.places.get(key, ()))


@lru_cache(maxsize=64)
def source_of(ledger: Ledger) -> Source:
    """The index of a source; made once."""
    return Source(ledger)


def best_match(passage: Wording, sources: Iterable[Source]) -> Match | None:
    """The place most like a passage in any of the sources; one without differences wins."""
    best: Match | None = None
    for source in sources:
        for match in _matches(passage, source):
            if best is None or _rank(match) > _rank(best):
                best = match
            if not match.changes and match.likeness == 1:
                return match
    return best


def _rank(match: Match) -> tuple[bool, float, int]:
    return (not match.changes and match.likeness > 0.99, match.likeness, -len(match.changes))


def _matches(passage: Wording, source: Source) -> Iterable[Match]:
    for start, stop in _windows(passage, source):
        match = _laid_beside(passage, source, start, stop)
        if match:
            yield match


def _windows(passage: Wording, source: Source) -> list[tuple[int, int]]:
    """The stretches of the source where the passage's rarest words gather, best first."""
    size = len(passage.keys)
    slack = 6 + size // 3 + sum(ELLIPSIS if kind == "ellipsis" else BRACKET for kind in passage.gaps.values())
    width = max(8, size // 2, slack // 4)
    score: dict[int, float] = defaultdict(float)
    spent = 0
    seeds = sorted(range(size), key=lambda at: source.count(passage.keys[at]))
    for rank, at in enumerate(seeds[:SEEDS]):
        places = source.places.get(passage.keys[at], ())
        spent += len(places)
        if spent > PLACES and rank > 3:
            break
        worth = 1 / (1 + len(places)) ** 0.25
        for place in places:
            score[(place - at) // width] += worth
    # A passage may lie across two buckets.
    paired = heapq.nlargest(WINDOWS, ((worth + score.get(bucket + 1, 0.0), -bucket) for bucket, worth in score.items()))
    length = len(source.wording.keys)
    return [(max(0, -bucket * width - slack), min(length, (2 - bucket) * width + size + slack)) for _, bucket in paired]


def _laid_beside(passage: Wording, source: Source, start: int, stop: int) -> Match | None:
    """The passage beside one stretch of the source."""
    blocks = _blocks(passage.keys, source.wording.keys[start:stop])
    kept = _dense(blocks, len(passage.keys), passage.gaps)
    if not kept:
        return None
    # Now without the words further off that only happened to be the same.
    size = len(passage.keys)
    first = max(start, start + kept[0][1] - kept[0][0])
    last = min(stop, start + kept[-1][1] + kept[-1][2] + size - kept[-1][0] - kept[-1][2])
    keys = source.wording.keys[first:last]
    blocks = _dense(_blocks(passage.keys, keys), size, passage.gaps)
    if not blocks:
        return None
    return _compared(passage, source, _drawn_in([(mine, theirs + first, count) for mine, theirs, count in blocks], source.wording.keys))


def _blocks(mine: list[str], theirs: list[str]) -> list[tuple[int, int, int]]:
    """The words that both have, in order: where they begin here, where there, how many."""
    from rapidfuzz.distance import LCSseq

    return [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in LCSseq.opcodes(mine, theirs) if op.tag == "equal"]


def _dense(blocks: list[tuple[int, int, int]], size: int, gaps: dict[int, GapKind]) -> list[tuple[int, int, int]]:
    """The blocks without outer ones that lie so far off that leaving them out makes the two more alike."""
    kept = list(blocks)
    while len(kept) > 1:
        now = _likeness_of(kept, size, gaps)
        shorter = [part for count in range(1, min(OUTER, len(kept) - 1) + 1) for part in (kept[count:], kept[:-count])]
        best = max(shorter, key=lambda part: _likeness_of(part, size, gaps))
        if _likeness_of(best, size, gaps) <= now:
            break
        kept = best
    return kept


def _drawn_in(blocks: list[tuple[int, int, int]], keys: list[str]) -> list[tuple[int, int, int]]:
    """The first and the last block drawn in to their neighbours where the source says these words again there.

    "We will, we will review": a passage that begins "We will review" begins with the second."""
    while len(blocks) > 1:
        (mine, theirs, count), (next_mine, next_theirs, more) = blocks[:2]
        if mine + count != next_mine or keys[next_theirs - count : next_theirs] != keys[theirs : theirs + count]:
            break
        blocks = [(mine, next_theirs - count, count + more), *blocks[2:]]
    while len(blocks) > 1:
        (mine, theirs, count), (next_mine, next_theirs, more) = blocks[-2:]
        after = theirs + count
        if mine + count != next_mine or keys[after : after + more] != keys[next_theirs : next_theirs + more]:
            break
        blocks = [*blocks[:-2], (mine, theirs, count + more)]
    return blocks


def _likeness_of(blocks: list[tuple[int, int, int]], size: int, gaps: dict[int, GapKind]) -> float:
    """Twice the shared words over all words of both, those that a gap accounts for left out."""
    shared = sum(count for _, _, count in blocks)
    skipped = 0
    for (mine, theirs, count), (next_mine, next_theirs, _) in itertools.pairwise(blocks):
        between = next_theirs - theirs - count
        skipped += min(between, _allowed(gaps, mine + count, next_mine))
    span = blocks[-1][1] + blocks[-1][2] - blocks[0][1] + blocks[0][0] + size - blocks[-1][0] - blocks[-1][2]
    return 2 * shared / (size + max(shared, span - skipped))


def _allowed(gaps: dict[int, GapKind], start: int, stop: int) -> int:
    """How many words of the source the gaps between two words of the passage may stand for."""
    worth = {"ellipsis": ELLIPSIS, "bracket": BRACKET, "blank": 1}
    return sum(worth[gaps[at]] for at in range(start, stop + 1) if at in gaps) if gaps else 0


def _compared(passage: Wording, source: Source, blocks: list[tuple[int, int, int]]) -> Match:
    """What differs between the blocks, once what a desk may change is taken away."""
    size = len(passage.keys)
    head, tail = blocks[0], blocks[-1]
    first = max(0, head[1] - head[0])
    last = min(len(source.wording.keys), tail[1] + tail[2] + size - tail[0] - tail[2])
    edges = [(0, first, 0), *blocks, (size, last, 0)]
    changes: list[Change] = []
    excused = 0
    for (mine, theirs, count), (next_mine, next_theirs, _) in itertools.pairwise(edges):
        here, there = (mine + count, next_mine), (theirs + count, next_theirs)
        if here[0] == here[1] and there[0] == there[1]:
            continue
        change = _change(passage, source, here, there)
        if change:
            changes.append(change)
        else:
            excused += (here[1] - here[0]) + (there[1] - there[0])
    shared = sum(count for _, _, count in blocks)
    likeness = 2 * shared / max(1, size + last - first - excused) if changes else 1.0
    carried = sum(weight_of(passage.keys[at]) == "content" for mine, _, count in blocks for at in range(mine, mine + count))
    return Match(source, first, last, likeness, _with_moves(passage, source, changes), carried)


def _change(passage: Wording, source: Source, here: tuple[int, int], there: tuple[int, int]) -> Change | None:
    """The difference between two stretches; `None` where a desk may make it."""
    mine, theirs = tuple(passage.keys[slice(*here)]), tuple(source.wording.keys[slice(*there)])
    if len(theirs) - len(mine) <= _allowed(passage.gaps, *here) and _allowed(passage.gaps, *here) and not mine:
        return None
    if theirs and source.wording.mended.issuperset(range(*there)) and len(mine) <= len(theirs) + 1:
        return None  # "make[s]" in a source that quotes
    if mine and passage.mended.issuperset(range(*here)) and len(theirs) <= len(mine) + 1:
        return None
    if _allowed(source.wording.gaps, there[0], there[1]) and len(mine) <= BRACKET and not theirs:
        # "[inaudible]": the transcript itself does not say.
        return None
    if not mine and (_false_start(source.wording, there) or source.cues.issuperset(range(*there))):
        return None
    if same_in_speech(mine, theirs) or _only_fillers(mine, theirs):
        return None
    if len(mine) == 1 and theirs and stands_for(mine[0], source.wording.keys[there[0] : there[0] + len(mine[0])]):
        return None
    weight = "function" if is_discourse(mine or theirs) and not (mine and theirs) else _weight(mine, theirs)
    if not mine and weight in ("content", "qualifier", "modal") and _begun_again(source.wording, there):
        weight = "function"
    nature: Nature = "changed" if mine and theirs else "added" if mine else "missing"
    return Change("form" if mine and theirs and not _differing(mine, theirs) else nature, here, there, weight)


def _only_fillers(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return (not mine and is_filler(theirs)) or (not theirs and is_filler(mine))


def _false_start(source: Wording, there: tuple[int, int]) -> bool:
    """ "on -- on the economy", "the, the plan", "where people -- where you have": said again, and once is enough."""
    start, stop = there
    said, size = source.keys[start:stop], stop - start
    if said in (source.keys[stop : stop + size], source.keys[max(0, start - size) : start]):
        return True
    if size > REPAIR or source.breaks.isdisjoint(range(start, stop + 1)):
        return False
    # Seen from either of the two: "[where people --] where you", "where [people -- where] you".
    return source.keys[stop : stop + 1] == said[:1] or (start > 0 and source.keys[start - 1] == said[-1])


def _begun_again(source: Wording, there: tuple[int, int]) -> bool:
    """ "agents -- or officers": broken off at the end only; between two dashes it is an aside that counts."""
    start, stop = there
    return stop in source.breaks and start not in source.breaks and stop - start <= REPAIR


def _differing(mine: tuple[str, ...], theirs: tuple[str, ...]) -> list[str]:
    """The words that only one side has, other forms of one word left out."""
    return [*without_forms(mine, theirs), *without_forms(theirs, mine)]


def _weight(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Weight:
    """The heaviest of the words that only one side has."""
    differing = _differing(mine, theirs) or [*mine, *theirs]
    weights = {"function" if is_light(key) and len(differing) > 1 else weight_of(key) for key in differing}
    return next(weight for weight in HEAVY if weight in weights)


def _with_moves(passage: Wording, source: Source, changes: list[Change]) -> tuple[Change, ...]:
    """The changes; words missing in one place and added in the next ("could probably", "probably could") are one change of order."""
    told: list[Change] = []
    for change in changes:
        before = told[-1] if told else None
        if before and {before.nature, change.nature} == {"missing", "added"}:
            mine, theirs = (before, change) if before.nature == "added" else (change, before)
            if passage.keys[slice(*mine.mine)] == source.wording.keys[slice(*theirs.theirs)]:
                told[-1] = Change("moved", (before.mine[0], change.mine[1]), (before.theirs[0], change.theirs[1]), change.weight)
                continue
        told.append(change)
    return tuple(told)
