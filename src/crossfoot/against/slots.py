"""What a figure is the figure of: the words of its clause, and which figure of a source stands in the same slot.

"The agency issued 1,148 permits in 2023" gives 1,148 a slot: agency, issued, permits, 2023. A figure of the story and one of a source are
figures of the same thing when their slots share most of what carries meaning, nothing sets them apart ("killed" here, "injured" there,
another year, another name), and no other figure of the source fits nearly as well. Where that cannot be said, nothing is said.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from ..document import Span
from ..ledger import Figure, Ledger
from ..quantity import Amount
from ..reading.contrasts import in_contrast
from ..reading.spoken import is_joiner, is_personal, says_how_many_more, stem, weight_of, wording
from ..units import unit_of
from .alignment import Source, source_of

REACH = 25  # words on either side that may belong to a figure
COMMON = 400  # a word in more slots than this tells nothing
SHORTLIST = 12
SPEAKING = 40
BEFORE = 2  # sentences before one that begins with "he", in which he is named
TOGETHER = 40  # figures of a sentence that are looked at together
MORE, THAN = "more", "than"
SHOWN = 7  # words on either side that are shown
KINDS = ("count", "money", "percent", "points", "measure")
SEPARATORS = frozenset(",;:—–()")


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A figure and the words about it: stems of its clause (`near`) and of its sentence (`around`), every word and year of its clause
    (`marks`), the names in both, the word before it (`lead`), which sentence it stands in, and the words to show (`clause`)."""

    figure: Figure
    source: Source
    sentence: int
    near: frozenset[str]
    around: frozenset[str]
    marks: frozenset[str]
    names: frozenset[str]
    all_names: frozenset[str]
    lead: str
    clause: tuple[int, int]

    @property
    def years(self) -> frozenset[str]:
        """Numbers of the clause that are no figures: years, days."""
        return frozenset(key for key in self.marks if key[:1].isdigit())

    @property
    def words(self) -> str:
        """The figure with what it counts, where that stands right behind it."""
        figure, document = self.figure, self.source.document
        counted = figure.counted
        if counted and 0 <= counted.span.start - figure.span.end <= 1:
            return document.words(Span(figure.span.start, counted.span.end))
        return document.words(figure.span)

    @property
    def context(self) -> str:
        """The figure with some words on either side, within its sentence."""
        return self.source.document.words(self.source.span(*self.clause)).rstrip(".,;:")


class Slots:
    """The slots of one document, and those that share a word."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.source = source_of(ledger)
        self.all: tuple[Slot, ...] = tuple(_slots(ledger, self.source))
        self.with_word: dict[str, list[int]] = defaultdict(list)
        self.in_sentence: dict[int, list[Slot]] = defaultdict(list)
        self.with_value: dict[Fraction | None, list[Slot]] = defaultdict(list)
        self._told: dict[tuple[str, str | None, str], set[Fraction | None]] = defaultdict(set)
        for number, slot in enumerate(self.all):
            self._told[_sort(slot)].add(slot.figure.quantity.value)
            self.with_value[slot.figure.quantity.value].append(slot)
            self.in_sentence[slot.sentence].append(slot)
            for key in slot.around:
                self.with_word[key].append(number)

    def weight(self, keys: Iterable[str]) -> float:
        """What words tell: the fewer slots have them, the more."""
        return sum(1 / (1 + math.log(1 + len(self.with_word.get(key, ())))) for key in sorted(keys))

    def like(self, slot: Slot) -> list[Slot]:
        """The slots that share most with this one, best first."""
        score: dict[int, float] = defaultdict(float)
        for key in sorted(slot.near or slot.around):
            holders = self.with_word.get(key, ())
            if len(holders) <= COMMON:
                worth = self.weight([key])
                for number in holders:
                    score[number] += worth * (1.5 if key in self.all[number].near else 1)
        ranked = sorted(score, key=lambda number: (-score[number], number))
        return [self.all[number] for number in ranked[:SHORTLIST]]

    def speaking(self, slot: Slot) -> list[Slot]:
        """The slots whose sentences share a telling word with this one's, most first."""
        shared: dict[int, int] = defaultdict(int)
        for key in slot.around:
            holders = self.with_word.get(key, ())
            if len(holders) <= COMMON:
                for number in holders:
                    shared[number] += 1
        ranked = sorted(shared, key=lambda number: (-shared[number], number))
        return [self.all[number] for number in ranked[:SPEAKING]]

    def variety(self, slot: Slot) -> int:
        """How many different numbers the document tells of the sort of this one, or of what it counts."""
        return len(self._told.get(_sort(slot), ()))

    def beside(self, slot: Slot) -> list[Slot]:
        """The slots of its sentence and of the sentences on either side."""
        return [one for number in range(slot.sentence - 1, slot.sentence + 2) for one in self.in_sentence.get(number, ())]


def _sort(slot: Slot) -> tuple[str, str | None, str]:
    figure = slot.figure
    return figure.kind, figure.quantity.unit, figure.counted.key if figure.kind == "count" and figure.counted else ""


@lru_cache(maxsize=64)
def slots_of(ledger: Ledger) -> Slots:
    """The slots of a document; made once."""
    return Slots(ledger)


def _slots(ledger: Ledger, source: Source) -> Iterator[Slot]:
    starts = [sentence.start for sentence in ledger.sentences]
    grouped: dict[int, list[Figure]] = defaultdict(list)
    for figure in ledger.figures:
        grouped[bisect_right(starts, figure.span.start) - 1].append(figure)
    for number, figures in grouped.items():
        if number >= 0:
            yield from _of_sentence(source, ledger.sentences[number], number, figures)


def _of_sentence(source: Source, sentence: Span, number: int, figures: list[Figure]) -> Iterator[Slot]:
    keys = source.wording.keys
    first, last = source.word_at(sentence.start), source.word_at(sentence.end)
    taken = [(source.word_at(figure.span.start), source.word_at(figure.span.end)) for figure in figures]
    inside = {at for start, stop in taken for at in range(start, stop)}
    telling = [at for at in range(first, last) if at not in inside]
    around = frozenset(stem(keys[at]) for at in telling if weight_of(keys[at]) == "content")
    names = {at for at in telling if at > first and source.is_name(at) and stem(keys[at]) in around}
    for (start, stop), figure, (low, high) in zip(taken, figures, _bounds(source, first, last, taken), strict=True):
        own = [at for at in range(max(low, start - REACH), min(high, stop + REACH)) if at not in inside]
        yield Slot(
            figure,
            source,
            number,
            near=frozenset(stem(keys[at]) for at in own if weight_of(keys[at]) == "content"),
            around=around,
            marks=frozenset(keys[at] for at in own) | frozenset(stem(keys[at]) for at in own),
            names=frozenset(stem(keys[at]) for at in own if at in names),
            all_names=frozenset(stem(keys[at]) for at in names),
            lead=keys[start - 1] if start > first else "",
            clause=(max(first, start - SHOWN), min(last, stop + SHOWN)),
        )


def _bounds(source: Source, first: int, last: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The words that belong to each figure of a sentence; between two figures, those up to the last comma or "and" belong to the first."""
    cuts = [first]
    for (_, stop), (start, _) in pairwise(taken):
        breaks = [at for at in range(stop, start) if is_joiner(source.wording.keys[at]) or SEPARATORS & set(source.before(at))]
        cuts.append(breaks[-1] if breaks else start)
    return list(zip(cuts, [*cuts[1:], last], strict=True))


def comparable(mine: Slot, theirs: Slot) -> bool:
    """Whether the two figures are of one kind and unit, and count one sort of thing."""
    one, other = mine.figure, theirs.figure
    if one.kind != other.kind or one.kind not in KINDS:
        return False
    if one.kind == "count":
        return _counts_the_same(mine, theirs)
    if one.kind == "measure":
        units = unit_of(one.quantity.unit), unit_of(other.quantity.unit)
        return one.quantity.unit == other.quantity.unit or (None not in units and units[0].dimension == units[1].dimension)  # type: ignore[union-attr]
    return one.quantity.unit == other.quantity.unit


def _counts_the_same(mine: Slot, theirs: Slot) -> bool:
    keys = [slot.figure.counted.key if slot.figure.counted else None for slot in (mine, theirs)]
    if keys[0] is None or keys[1] is None:
        return False
    return keys[0] == keys[1] or stem(keys[0]) in theirs.near or stem(keys[1]) in mine.near


def is_of_one_sort(mine: Slot, theirs: Slot) -> bool:
    """Of one kind and unit, and both whole numbers or neither."""
    one, other = mine.figure.quantity, theirs.figure.quantity
    units = [(quantity.unit or "").partition(" per ")[0] for quantity in (one, other)]
    return one.kind == other.kind and units[0] == units[1] and ("." in one.digits) == ("." in other.digits)


def amounts(mine: Slot, theirs: Slot) -> tuple[Amount, Amount]:
    """What the two figures may mean, in one unit."""
    one, other = mine.figure.quantity, theirs.figure.quantity
    units = unit_of(one.unit), unit_of(other.unit)
    if one.unit != other.unit and units[0] and units[1] and not units[0].offset and not units[1].offset:
        return one.amount.times(units[0].factor), other.amount.times(units[1].factor)
    return one.amount, other.amount


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a slot of a source fits one of the story.

    `forth` is the share of what the story's clause tells that the source's sentence has, `back` the same the other way, `both` the share
    that the two clauses have in common; `apart` says that something sets the two apart."""

    slot: Slot
    forth: float
    back: float
    both: float
    shared: int
    apart: bool

    @property
    def is_sure(self) -> bool:
        """Most of the one clause is in the other sentence, and the other way round, and nothing sets them apart."""
        # "Police killed 463 people", "the epidemic killed 110,000 people": two words are not much to share.
        alike = self.both >= 0.4 if self.shared >= 3 else self.both >= 0.75
        return not self.apart and self.shared >= 2 and self.forth >= 0.6 and self.back >= 0.5 and alike


def fits(slot: Slot, slots: Slots) -> list[Fit]:
    """The comparable slots of a source by how well they fit, best first."""
    found = [_fit(slot, other, slots) for other in slots.like(slot) if comparable(slot, other)]
    return sorted(found, key=lambda fit: -fit.both)


def _fit(mine: Slot, theirs: Slot, slots: Slots) -> Fit:
    shared = mine.near & theirs.near
    weight_mine, weight_theirs = slots.weight(mine.near), slots.weight(theirs.near)
    return Fit(
        theirs,
        forth=slots.weight(mine.near & theirs.around) / weight_mine if weight_mine else 0.0,
        back=slots.weight(theirs.near & mine.around) / weight_theirs if weight_theirs else 0.0,
        both=slots.weight(shared) / max(weight_mine, weight_theirs) if shared else 0.0,
        shared=len(shared),
        apart=set_apart(mine, theirs) or _goes_with_others(mine, theirs),
    )


def set_apart(mine: Slot, theirs: Slot) -> bool:
    """ "Killed" and "injured", "from" and "to", 2023 and 2024, Baltimore and Chicago; or a name that the other document does not know."""
    if told_apart(mine, theirs):
        return True
    only_mine, only_theirs = mine.names - theirs.around, theirs.names - mine.around
    if only_mine and only_theirs:
        return True
    return any(not theirs.source.knows(name) for name in mine.all_names)


def told_apart(mine: Slot, theirs: Slot) -> bool:
    """The same whatever names stand in the two clauses: "Ridgeway pays £1.2m towards the junction", where the source does not say who."""
    if in_contrast(mine.marks, theirs.marks) or in_contrast(frozenset((mine.lead,)), frozenset((theirs.lead,))):
        return True
    if mine.years and theirs.years and mine.years.isdisjoint(theirs.years):
        return True
    return moves(mine) != moves(theirs) or _is_of_other_days(mine, theirs) or _is_somebody_else(mine, theirs)


def _is_of_other_days(mine: Slot, theirs: Slot) -> bool:
    """ "Since 2015", "in May of this year": the days that the two clauses name, where both name any, have none in common."""
    here, there = _days_of(mine), _days_of(theirs)
    return bool(here and there) and not any(one[0] <= other[1] and other[0] <= one[1] for one in here for other in there)


@lru_cache(maxsize=4096)
def _days_of(slot: Slot) -> list[tuple[date, date]]:
    place = slot.source.span(*slot.clause)
    held = _dated(slot.source.ledger)
    first, last = bisect_left(held, place.start, key=lambda one: one[0].end), bisect_left(held, place.end, key=lambda one: one[0].start)
    return [(earliest, latest) for _, earliest, latest in held[first:last]]


@lru_cache(maxsize=64)
def _dated(ledger: Ledger) -> list[tuple[Span, date, date]]:
    """Where the dates of a document stand, and their first and last days."""
    dates = (moment for moment in ledger.moments if moment.kind == "date")
    return sorted((one.span, one.earliest, one.latest) for one in dates if one.earliest and one.latest)


def _is_somebody_else(mine: Slot, theirs: Slot) -> bool:
    """ "Ho was sentenced to two years", "if convicted, he faces four": of whom the source speaks there, nobody says that he is Ho. And two
    sentences that each name people, and none of the other's."""
    source, ledger = theirs.source, theirs.source.ledger
    here, there = (_people_of(slot.source.ledger).get(slot.sentence, frozenset()) for slot in (mine, theirs))
    if here and there:
        return here.isdisjoint(there)
    sentence = ledger.sentences[theirs.sentence]
    first, figure = source.word_at(sentence.start), source.word_at(theirs.figure.span.start)
    if not here or not any(map(is_personal, source.wording.keys[first:figure])):
        return False
    before = ledger.sentences[max(0, theirs.sentence - BEFORE)]
    return here.isdisjoint(source.wording.keys[source.word_at(before.start) : source.word_at(sentence.end)])


@lru_cache(maxsize=64)
def _people_of(ledger: Ledger) -> dict[int, frozenset[str]]:
    """The surnames of the people named in each sentence."""
    starts = [sentence.start for sentence in ledger.sentences]
    found: dict[int, set[str]] = defaultdict(set)
    for party in ledger.parties:
        for mention in party.mentions if party.kind == "person" else ():
            found[bisect_right(starts, mention.start) - 1].update(wording(party.name).keys[-1:])
    return {number: frozenset(names) for number, names in found.items()}


def _goes_with_others(mine: Slot, theirs: Slot) -> bool:
    """ "2.39bn rupees, compared with 1.41bn", "1.33bn rupees, compared with 874.2m": where each has another figure of its sort beside it
    and no two of them are one, two things are compared with their past."""
    if mine.figure.kind not in ("money", "percent"):
        return False
    held = [
        {
            one.figure.quantity.value
            for one in slots_of(slot.source.ledger).in_sentence[slot.sentence][:TOGETHER]
            if is_of_one_sort(slot, one)
        }
        for slot in (mine, theirs)
    ]
    return min(map(len, held)) > 1 and held[0].isdisjoint(held[1])


def moves(slot: Slot) -> bool:
    """ "Gained 13 seats", "up 5.1%", "an additional 66", "12 more were hurt": no level, as "rose to £3m" is."""
    keys, behind = slot.source.wording.keys, slot.source.word_at(slot.figure.span.end)
    more = keys[behind : behind + 1] == [MORE] and keys[behind + 1 : behind + 2] != [THAN]
    return more or says_how_many_more(slot.lead) or (slot.figure.direction is not None and slot.lead not in ("to", "at"))
