"""A year of the story in whose place the sources have another: "in Division One since 1998" for "last played in Division One in 1988".

Bare years are compared with bare years, "March 2022" with what a source has of a March. The year must be nowhere in the sources and theirs
nowhere in the story; one digit must tell the two apart, or two must have changed places; and what one of the two says about its year, up to
the next comma, the other says too. Where other passages share as much and have another year, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..ledger import Ledger, Moment
from ..reading.contrasts import in_contrast
from ..reading.spoken import stem, weight_of, wording
from .alignment import source_of
from .occasions import About

ABOUT = 2  # words about the year that both have
SHARED = 3  # or words that the two sentences share, where they have one about the year


@dataclass(frozen=True, slots=True, eq=False)
class _Dated:
    """A year, or a month of a year, with the telling words of its sentence, those about it, and what else is dated there."""

    ledger: Ledger
    moment: Moment
    year: int
    month: int | None
    told: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    dates: frozenset[str]
    values: frozenset[Fraction]

    @property
    def when(self) -> tuple[int, int | None]:
        """The year and the month."""
        return self.year, self.month


def another_year(moment: Moment, story: Ledger, sources: Sequence[Ledger]) -> tuple[Ledger, Moment] | None:
    """The date of a source that stands for one of the story, in another year."""
    mine = next((one for one in _dated(story) if one.moment is moment), None)
    if mine is None or any(_has(mine, source) for source in sources):
        return None
    told = [one for source in sources for one in _dated(source) if (one.month is None) == (mine.month is None)]
    like = [(shared, one) for one in told if (shared := _shared(mine, one))]
    most = max((shared for shared, _ in like), default=0)
    best = [one for shared, one in like if shared == most]
    if len({one.when for one in best}) != 1 or best[0].month != mine.month or not _is_slip(mine.year, best[0].year):
        return None
    return None if _has(best[0], story) else (best[0].ledger, best[0].moment)


def _shared(mine: _Dated, theirs: _Dated) -> int:
    """How much two sentences have in common, if they date the same; 0 where that cannot be told."""
    about = mine.about & theirs.about
    both = mine.told & theirs.told
    month = mine.month is not None and mine.month == theirs.month
    if month and mine.dates & theirs.dates:
        return len(both) + 1  # "Completion: December 2027 (original: June 2026)"
    if in_contrast(mine.told, theirs.told) or _is_of_another(mine, theirs):
        return 0
    contained = about and (mine.about <= theirs.told or theirs.about <= mine.told)
    # "The first, from Ash Hanger, was found in 1934": all but a word of it is said again
    again = len(both) >= SHARED and (month or min(len(mine.told - both), len(theirs.told - both)) <= 1)
    return len(both) if again or (contained and (month or len(about) >= ABOUT or len(both) >= SHARED)) else 0


def _is_of_another(mine: _Dated, theirs: _Dated) -> bool:
    """Names that the other has not, on both sides, or other figures: 1,148 permits in 2023, 1,262 in 2024."""
    if mine.names - theirs.told and theirs.names - mine.told:
        return True
    return bool(mine.values and theirs.values) and mine.values.isdisjoint(theirs.values)


def _has(one: _Dated, ledger: Ledger) -> bool:
    """Whether a document has the year, or the month of the year, of anything."""
    ends = [(moment.earliest, moment.latest) for moment in ledger.moments]
    for first, last in ends:
        if first and last and (first.year, first.month if one.month else 0) <= (one.year, one.month or 0) <= (last.year, last.month):
            return True
    return one.month is None and source_of(ledger).count(str(one.year)) > 0


def _is_slip(one: int, other: int) -> bool:
    """1988 and 1998, 1934 and 1943."""
    differing = [(a, b) for a, b in zip(str(one), str(other), strict=False) if a != b]
    return len(differing) == 1 or (len(differing) == 2 and differing[0] == differing[1][::-1])


@lru_cache(maxsize=32)
def _dated(ledger: Ledger) -> tuple[_Dated, ...]:
    return tuple(one for moment in ledger.moments if (one := _of(ledger, moment)))


def _of(ledger: Ledger, moment: Moment) -> _Dated | None:
    when = _when(ledger, moment)
    if when is None:
        return None
    source, sentence = source_of(ledger), ledger.sentence_of(moment.span)
    first, last = source.word_at(sentence.start), source.word_at(sentence.end)
    others = [one for one in ledger.moments if one is not moment and sentence.holds(one.span)]
    dates = {key for one in (*others, moment) for key in wording(ledger.words(one.span)).keys}
    keys, about = source.wording.keys, About(ledger, moment)
    telling = [at for at in range(first, last) if weight_of(keys[at]) == "content" and keys[at] not in dates]
    values = (figure.quantity.value for figure in ledger.figures if sentence.holds(figure.span))
    return _Dated(
        ledger,
        moment,
        *when,
        told=frozenset(stem(keys[at]) for at in telling) | about.numbered,
        about=about.told | about.numbered,
        names=frozenset(stem(keys[at]) for at in telling[1:] if source.is_name(at)),
        dates=frozenset(str(one.timex) for one in others if one.earliest and one.timex),
        values=frozenset(value for value in values if value is not None),
    )


def _when(ledger: Ledger, moment: Moment) -> tuple[int, int | None] | None:
    """The year of "2019", the month and year of "March 2019", "14 March 2019" and "January of last year"; nothing of "last year"."""
    first, last = moment.earliest, moment.latest
    if moment.kind != "date" or first is None or last is None or first.year != last.year:
        return None
    if first.month == last.month:
        # Of "that April" nobody says which year it is.
        return (first.year, first.month) if moment.year_stated or "year" in ledger.words(moment.span) else None
    bare = ledger.words(moment.span).strip().endswith(str(first.year)) and (moment.timex or "") == str(first.year)
    return (first.year, None) if bare else None
