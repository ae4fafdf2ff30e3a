"""The words of two versions of a story side by side: paragraphs that both have first, then word by word between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ..against.alignment import Source, source_of
from ..document import Span
from ..ledger import Ledger

CELLS = 10**8  # words of one version times words of the other that are laid side by side at once


class Versions:
    """Where the words of the old version stand in the new one."""

    def __init__(self, old: Ledger, new: Ledger) -> None:
        self.old, self.new = source_of(old), source_of(new)
        self._kept = list(self._runs())
        self._starts = [mine for mine, _, _ in self._kept]

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """The stretches of words that both have, in order: from where in the old, in the new, how many."""
        mine = theirs = 0
        for first, second, size in [*_same_blocks(self.old, self.new), (len(self.old.wording.keys), len(self.new.wording.keys), 0)]:
            yield from self._between((mine, first), (theirs, second))
            if size:
                yield first, second, size
            mine, theirs = first + size, second + size

    def _between(self, mine: tuple[int, int], theirs: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
        from rapidfuzz.distance import LCSseq

        old, new = self.old.wording.keys[slice(*mine)], self.new.wording.keys[slice(*theirs)]
        if old and new and len(old) * len(new) <= CELLS:
            for op in LCSseq.opcodes(old, new):
                if op.tag == "equal":
                    yield mine[0] + op.src_start, theirs[0] + op.dest_start, op.src_end - op.src_start

    def place(self, span: Span) -> tuple[Span, bool]:
        """The place in the new version where some words of the old stood, and whether they still do; an empty place has no words."""
        first, last = self.old.word_at(span.start), self.old.word_at(span.end)
        at = bisect_left(self._starts, first + 1) - 1
        held = self._kept[at] if at >= 0 else (0, 0, 0)
        if held[0] <= first and last <= held[0] + held[2] and first < last:
            start = held[1] + first - held[0]
            return self._words(start, start + last - first), True
        return self._words(self._after(first), self._before(last)), False

    def _after(self, first: int) -> int:
        """The first new word behind all kept words that stand before an old one."""
        at = bisect_left(self._starts, first) - 1
        if at < 0:
            return 0
        mine, theirs, size = self._kept[at]
        return theirs + min(size, first - mine)

    def _before(self, last: int) -> int:
        """The new place of the first kept word at or behind an old one."""
        at = max(0, bisect_left(self._starts, last) - 1)
        for mine, theirs, size in self._kept[at : at + 2]:
            if last < mine + size:
                return theirs + max(0, last - mine)
        return len(self.new.wording.keys)

    def _words(self, first: int, last: int) -> Span:
        if first >= last:
            edge = self.new.span(first, first + 1).start
            return Span(edge, edge)
        return self.new.span(first, last)


def _same_blocks(old: Source, new: Source) -> Iterator[tuple[int, int, int]]:
    """Paragraphs that both versions have once, in the same order: where their words begin, and how many."""
    mine, theirs = (_paragraphs(source) for source in (old, new))
    once = {words for words, count in Counter(words for words, _ in mine).items() if count == 1}
    once &= {words for words, count in Counter(words for words, _ in theirs).items() if count == 1 and words}
    places = {words: at for words, at in theirs if words in once}
    reached = 0
    for words, at in mine:
        if places.get(words, -1) >= reached:
            yield at, places[words], len(words)
            reached = places[words] + len(words)


def _paragraphs(source: Source) -> list[tuple[tuple[str, ...], int]]:
    starts = [source.word_at(block.span.start) for block in source.document.blocks]
    ends = [*starts[1:], len(source.wording.keys)]
    return [(tuple(source.wording.keys[start:end]), start) for start, end in zip(starts, ends, strict=True)]
