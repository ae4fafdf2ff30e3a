"""The figures of one measure in one sentence: what a list of parts, and its whole, are looked for in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..document import Span
from ..ledger import Figure
from .paragraphs import Story
from .vocabulary import words


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence, its figures of one measure, and the figures of the sentence before it."""

    text: str
    span: Span
    figures: Sequence[Figure]
    before: Sequence[Figure]

    def gap(self, number: int) -> str:
        """The words between a figure and the one before it; those from the start of the sentence for the first."""
        start = self.figures[number - 1].span.end if number else self.span.start
        return self.text[start : self.figures[number].span.start]

    def after(self, number: int) -> str:
        """The words after a figure, up to the next one or the end of the sentence."""
        end = self.figures[number + 1].span.start if number + 1 < len(self.figures) else self.span.end
        return self.text[self.figures[number].span.end : end]


def by_sentence(story: Story, figures: tuple[Figure, ...]) -> list[tuple[Span, list[Figure]]]:
    """The sentences of the story, in order, each with its figures."""
    filled: list[tuple[Span, list[Figure]]] = [(sentence, []) for paragraph in story.paragraphs for sentence in paragraph.sentences]
    at = 0
    for figure in figures:
        while at < len(filled) and filled[at][0].end <= figure.span.start:
            at += 1
        if at < len(filled) and filled[at][0].holds(figure.span):
            filled[at][1].append(figure)
    return filled


def sentence_before(sentences: list[tuple[Span, list[Figure]]], number: int) -> Sequence[Figure]:
    """The figures of the sentence before, when it stands close by (not across a section)."""
    return sentences[number - 1][1] if number and sentences[number][0].start - sentences[number - 1][0].end < 8 else ()


def measures(figures: list[Figure]) -> Iterator[list[Figure]]:
    """The figures that can be added up: counts together, money by currency, measures by unit; no ages, ranks, shares or durations."""
    kinds: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures:
        quantity = figure.quantity
        if quantity.kind == "count":
            kinds.setdefault(("count", None), []).append(figure)
        elif quantity.kind in ("money", "measure") and quantity.unit not in words("partition")["duration"]["units"]:
            kinds.setdefault((quantity.kind, quantity.unit), []).append(figure)
    return (group for group in kinds.values() if group)
