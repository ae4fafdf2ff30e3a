"""Numbers that stand further up: which of them may be what a later sentence takes up without naming it again.

"Inspectors visited 212 kitchens. They failed 38, or 18 percent." The whole is not said a second time; it is one of the numbers before. This
module knows how far back a reader looks and which numbers he would not take: those of another speaker, another unit, amounts of a rise or
fall, vague ones. Which of the rest is meant is for the reader of shares, averages and rates, each of whom knows what he is looking for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..ledger import Figure
from .paragraphs import Story

_SENTENCES = 6  # sentences back in which a number is still in a reader's mind
_REACH = 1600  # characters back, at most
_OPENING = 4  # sentences with the headline that a reader has in mind to the end
_MOST = 24  # figures looked at
_FIRST = 3  # figures of one noun
_FAR = 40  # figures on either side of which one may be meant after all


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure, and how many sentences it stands before another: 0 for one in the same sentence. `shared` says that a percentage or a
    fraction stands in its sentence, of which it may be the part."""

    figure: Figure
    back: int
    shared: bool = False


class FurtherUp:
    """The figures of a story, asked from some place backwards."""

    def __init__(self, story: Story, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self._by_value: set[tuple[str, Fraction | None]] | None = None
        self._by_noun: dict[str, list[Figure]] | None = None
        self._starts = [figure.span.start for figure in figures]
        self._sentences = [sentence.start for paragraph in story.paragraphs for sentence in paragraph.sentences]
        self._shared = {self._sentence(figure) for figure in figures if figure.kind in ("percent", "fraction")}

    def before(self, claim: Figure, like: Figure, *, alike: Callable[[Figure, Figure], bool] | None = None) -> Iterator[Earlier]:
        """The figures before a claim that count or measure what `like` does, the nearest first; `alike` says what that is, if not a level
        of its kind and unit."""
        alike = alike or _is_alike
        last, mine = bisect_left(self._starts, claim.span.start), self._sentence(claim)
        for figure in reversed(self.figures[max(0, last - _MOST) : last]):
            back = mine - self._sentence(figure)
            if back > _SENTENCES or claim.span.start - figure.span.start > _REACH:
                return
            if figure is not like and alike(figure, like) and one_speaker(figure, claim):
                yield Earlier(figure, back, mine - back in self._shared)

    def near(self, claim: Figure) -> Iterator[Earlier]:
        """The numbers of any kind in the sentence of a claim and in those before it, the nearest first."""
        first, mine = bisect_right(self._starts, claim.span.start), self._sentence(claim)
        for figure in self.figures[first : first + _MOST]:
            if self._sentence(figure) == mine and figure.quantity.value:
                yield Earlier(figure, 0)
        for figure in reversed(self.figures[max(0, first - 1 - _MOST) : first - 1]):
            back = mine - self._sentence(figure)
            if back > _SENTENCES or claim.span.start - figure.span.start > _REACH:
                return
            if figure.quantity.value:
                yield Earlier(figure, back)

    def counting(self, noun: str, claim: Figure) -> Sequence[Figure]:
        """The first numbers of the story that count what the noun names, before a claim."""
        if self._by_noun is None:
            self._by_noun = {}
            for figure in self.figures:
                if figure.kind == "count" and figure.quantity.value and (key := own_noun(figure)):
                    self._by_noun.setdefault(key, []).append(figure)
        return [figure for figure in self._by_noun.get(noun, ())[:_FIRST] if figure.span.start < claim.span.start]

    def opening(self, claim: Figure, like: Figure) -> Iterator[Figure]:
        """The figures of the first sentences, headline and lead, that count or measure what `like` does and stand before a claim."""
        for figure in self.figures[:_MOST]:
            if self._sentence(figure) > _OPENING or figure.span.start >= claim.span.start:
                return
            if figure is not like and _is_alike(figure, like):
                yield figure

    def gives(self, like: Figure, value: Fraction) -> bool:
        """Whether the story gives a number anywhere that is worth so much and of the kind."""
        if self._by_value is None:
            self._by_value = {(figure.kind, figure.quantity.value) for figure in self.figures}
        return (like.kind, value) in self._by_value

    def after(self, claim: Figure, like: Figure) -> Iterator[Figure]:
        """The figures that follow within the same number of sentences."""
        first, mine = bisect_right(self._starts, claim.span.start), self._sentence(claim)
        for figure in self.figures[first : first + _MOST]:
            if self._sentence(figure) - mine > _SENTENCES:
                return
            if figure is not like and _is_alike(figure, like):
                yield figure

    def around(self, claim: Figure, like: Figure) -> Iterator[Figure]:
        """The figures of that kind far and near, whoever gives them and whatever they count: what may be meant after all."""
        at = bisect_left(self._starts, claim.span.start)
        return (one for one in self.figures[max(0, at - _FAR) : at + _FAR] if one is not like and _is_alike(one, like))

    def _sentence(self, figure: Figure) -> int:
        return bisect_right(self._sentences, figure.span.start)


def _is_alike(figure: Figure, like: Figure) -> bool:
    """Money of one currency, measures of one unit, counts; a number with two ends, and no amount of a rise or fall, save of things: of "the
    firm sheds 180 jobs" the 180 may be divided."""
    if figure.kind != like.kind or figure.quantity.value is None or figure.quantity.loose.high is None or not figure.quantity.loose.low:
        return False
    return figure.kind == "count" or (figure.direction is None and figure.quantity.unit == like.quantity.unit)


def one_speaker(figure: Figure, other: Figure) -> bool:
    """Whether two figures may be of one speaker: figures of different speakers are never put together."""
    return figure.by is other.by or None in (figure.by, other.by)


def own_noun(figure: Figure) -> str | None:
    """What is counted, where the figure has a noun of its own behind it; not one carried over from the figure before."""
    return figure.counted.key if figure.counted and 0 <= figure.counted.span.start - figure.span.end < 3 else None
