"""The sentences of a document by the words that tell something, and those of a source that say what a sentence of the story says.

Two sentences say one thing when they share several telling words; how many is for those who ask. A short answer ("I hope by April") is read
with the sentence before it, which holds the question.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from ..document import Span
from ..ledger import Ledger
from ..reading.qualifying import is_money, links, root
from ..reading.spoken import weight_of
from .alignment import Source, source_of

COMMON = 300  # a word in more sentences than this tells nothing
SHORT = 6  # telling words of an answer that needs its question
NUMERALS = 2  # digits of a number that tells something


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A sentence: its words from and up to, its telling words by their roots with where each first stands, those among them that are
    written with a capital inside it, and the kind of its block."""

    source: Source
    span: Span
    first: int
    last: int
    roots: dict[str, int]
    names: frozenset[str]
    kind: str

    @property
    def keys(self) -> list[str]:
        """Its folded words."""
        return self.source.wording.keys[self.first : self.last]


def tells(key: str) -> bool:
    """Whether a folded word tells something of its own: no money and no single digit."""
    return (weight_of(key) == "content" and not is_money(key) and not links(key)) or (key.isdecimal() and len(key) >= NUMERALS)


class Lines:
    """The sentences of a document, and those that have a word."""

    def __init__(self, ledger: Ledger) -> None:
        self.source = source_of(ledger)
        self._starts = [block.span.start for block in ledger.document.blocks]
        self.all = tuple(self._line(sentence) for sentence in ledger.sentences)
        self.with_root: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.all):
            for key in line.roots:
                self.with_root[key].append(number)

    def like(self, line: Line, least: int) -> list[tuple[int, frozenset[str]]]:
        """The sentences that share so many telling words with one of another document, with the words; most first."""
        shared: Counter[int] = Counter()
        for key in line.roots:
            holders = self.with_root.get(key, ())
            shared.update(holders if len(holders) <= COMMON else ())
        ranked = sorted((-count, number) for number, count in shared.items() if count >= least)
        return [(number, frozenset(self.all[number].roots) & frozenset(line.roots)) for _, number in ranked]

    def asked_before(self, number: int) -> frozenset[str]:
        """The telling words of the sentence before a short answer."""
        short = number > 0 and len(self.all[number].roots) <= SHORT
        return frozenset(self.all[number - 1].roots) if short else frozenset()

    def around(self, number: int) -> list[Line]:
        """The sentences on either side, in its own paragraph."""
        block = self._block(number)
        return [self.all[at] for at in (number - 1, number + 1) if 0 <= at < len(self.all) and self._block(at) == block]

    def _block(self, number: int) -> int:
        return bisect_right(self._starts, self.all[number].span.start)

    def _line(self, sentence: Span) -> Line:
        source = self.source
        first, last = source.word_at(sentence.start), source.word_at(sentence.end)
        roots: dict[str, int] = {}
        for at in range(first, last):
            key = source.wording.keys[at]
            if tells(key):
                roots.setdefault(root(key), at)
        names = frozenset(one for one, at in roots.items() if at > first and source.is_name(at))
        block = source.document.blocks[max(0, bisect_right(self._starts, sentence.start) - 1)]
        return Line(source, sentence, first, last, roots, names, block.kind)


@lru_cache(maxsize=64)
def lines_of(ledger: Ledger) -> Lines:
    """The sentences of a document; made once."""
    return Lines(ledger)
