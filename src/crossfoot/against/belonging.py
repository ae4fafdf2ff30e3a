"""A figure that the story and a source both give, and to what it belongs in each: the year, the stretch of time, the age group, one of two
sorts, the name.

"In 2022 it made £13.9m" for "£8.5 million (2023: £13.9 million)"; "46 times in the previous week" for the previous month; "17 per cent of
those given the drug" for "17% of those on placebo". The number must be known to be the same one: it is rare and its passage tells of the
same, or several words about it are the same. Where any place of the sources that has it says what the story says, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..document import Span
from ..reading.contrasts import opposite, stretch_of
from ..reading.spoken import stem
from .owned import owned, place_of, sentence_of
from .slots import KINDS, TOGETHER, Slot, Slots, is_of_one_sort, moves, slots_of

HOMES = 3  # places of a number beyond which it is met everywhere
DIGITS = 3  # of a number that is not met by chance
ALIKE, MORE = 2, 3  # words that the two passages share, another number counting for two; and where the number itself is not rare
OWN = 2  # words of its own that a number of fewer digits must share
NEAR = 3  # words between a number and its year, or its stretch of time
FAR = 8  # words between a number and "the previous month"
YEAR = 4  # digits
RATE = "rate"


@dataclass(frozen=True, slots=True)
class Belonging:
    """The figure in the source, the words of the story that say to what its own belongs, and those of the source."""

    theirs: Slot
    mine: Span
    there: Span


@dataclass(frozen=True, slots=True)
class _Part:
    """To what a figure belongs: of what sort it is, what it is, as a folded word, and which words say so."""

    sort: str
    what: str
    first: int
    last: int


def belonging(mine: Slot, story: Slots, sources: Sequence[Slots]) -> Belonging | None:
    """What the source says the figure belongs to, where that is something else."""
    value = mine.figure.quantity.value
    if mine.figure.kind not in KINDS or value is None:
        return None
    places = [(slots, one) for slots in sources for one in slots.with_value.get(value, ())[:TOGETHER] if is_of_one_sort(mine, one)]
    counted = _counted_otherwise(mine, [home for _, home in places])
    if counted or not places or len(places) > HOMES:
        return counted
    known = [home for slots, home in places if _is_one(mine, home, story, slots, alone=len(places) == 1)]
    for part_of in (_year, _stretch, _ages):
        here = part_of(mine) if known and not any(_is_of_another(mine, home) for home in known) else None
        there = [part for home in known if here and (part := part_of(home))]
        if here and len(there) == len(known) and all(_is_another(here, part, mine, home) for home, part in zip(known, there, strict=True)):
            return Belonging(known[0], mine.source.span(here.first, here.last), known[0].source.span(there[0].first, there[0].last))
    return _of_the_other(mine, known) or _of_the_next(mine, known)


def _is_one(mine: Slot, home: Slot, story: Slots, slots: Slots, *, alone: bool) -> bool:
    """Whether the two are surely one number: a rare one in passages that tell of the same, or one with words of its own."""
    if moves(mine) != moves(home):
        return False
    both = sum(2 if word[:1].isdecimal() else 1 for word in _passage(mine, story) & _passage(home, slots))
    own = len(owned(mine).open & owned(home).open)
    if alone and both >= (ALIKE if _is_rare(mine) or own else MORE):
        return True
    return own >= OWN or (_counted(mine) == _counted(home) != "" and both >= ALIKE)


def _is_of_another(mine: Slot, home: Slot) -> bool:
    """Each sentence has names, and none of the other's."""
    return bool(mine.all_names and home.all_names) and mine.all_names.isdisjoint(home.around) and home.all_names.isdisjoint(mine.around)


def _is_rare(slot: Slot) -> bool:
    return len(slot.figure.quantity.digits.replace(".", "").strip("0")) >= DIGITS


def _counted(slot: Slot) -> str:
    return slot.figure.counted.key if slot.figure.counted else ""


def _passage(slot: Slot, slots: Slots) -> frozenset[str]:
    """The telling words of a sentence and those beside it, with their other numbers."""
    told = set(slot.around)
    for one in slots.beside(slot):
        told |= one.around
        if one is not slot and one.figure.quantity.value is not None and one.figure.kind != "age":
            told.add(f"{one.figure.quantity.value} {one.figure.quantity.unit}")
    return frozenset(told)


def _is_another(here: _Part, there: _Part, mine: Slot, home: Slot) -> bool:
    """Another of one sort, and neither sentence has that of the other as well."""
    theirs, own = ({stem(key) for key in slot.source.wording.keys[slice(*sentence_of(slot))]} for slot in (home, mine))
    return here.sort == there.sort and here.what != there.what and here.what not in theirs and there.what not in own


def _behind(slot: Slot) -> range:
    """The words behind a figure and what it counts, in its sentence."""
    source, counted, stop = slot.source, slot.figure.counted, place_of(slot)[1]
    if counted and counted.span.start >= slot.figure.span.end and source.word_at(counted.span.start) - stop <= NEAR:
        stop = source.word_at(counted.span.end)
    return range(stop, min(sentence_of(slot)[1], stop + NEAR + 1))


def _year(slot: Slot) -> _Part | None:
    """ "In 2022 it made £13.9m", "(2023: £13.9 million)": a year that stands close by, in its part of the sentence, and no other does."""
    keys, source, start, first = slot.source.wording.keys, slot.source, place_of(slot)[0], sentence_of(slot)[0]
    before = [at for at in range(max(first, start - NEAR - 1), start) if _is_year(keys[at]) and _leads_on(slot, at)]
    # "£8.5 million (2023: £13.9 million)": the label is about the number behind it
    behind = [at for at in _behind(slot) if _is_year(keys[at]) and ":" not in source.before(at + 1)]
    years = {key for key in keys[slice(*sentence_of(slot))] if _is_year(key)}
    near = [*before, *behind]
    alone = len(near) == 1 and _is_rare(slot) and (len(years) == 1 or "(" in source.before(near[0]))
    return _Part("year", keys[near[0]], near[0], near[0] + 1) if alone else None


def _leads_on(slot: Slot, at: int) -> bool:
    """ "In 2022, it made £13.9m" and "2023: £13.9m"; and not "founded in 1956, made £13.9m"."""
    opens = at <= sentence_of(slot)[0] + 1
    return opens or not any("," in slot.source.before(one) for one in range(at + 1, place_of(slot)[0] + 1))


def _is_year(key: str) -> bool:
    return key.isdecimal() and len(key) == YEAR


def _stretch(slot: Slot) -> _Part | None:
    """ "46 times in the previous week", "£90 a week"."""
    keys, source = slot.source.wording.keys, slot.source
    near = _behind(slot)
    for at in range(near.start, min(sentence_of(slot)[1] - 1, near.start + FAR)):
        found = stretch_of((keys[at], keys[at + 1]))
        if found and (found[0] != RATE or at in near):
            return _Part(*found, at, at + 2)
        if source.before(at).strip():
            break
    return None


def _ages(slot: Slot) -> _Part | None:
    """ "Of people aged 5 and over": the one age group of the sentence, open at one end."""
    held = [one for one in slots_of(slot.source.ledger).in_sentence[slot.sentence] if one.figure.kind == "age"]
    strict = held[0].figure.quantity.amount.strict if len(held) == 1 else None
    if strict is None or (strict.low and strict.high):
        return None
    number, sort = (strict.low, "over") if strict.high is None else (strict.high, "under")
    return _Part(sort, str(number), *place_of(held[0])) if number else None


def _counted_otherwise(mine: Slot, homes: Sequence[Slot]) -> Belonging | None:
    """ "Two winters", where the source has two summers."""
    pairs = [(home, opposite(frozenset((stem(_counted(mine)),)), frozenset((stem(_counted(home)),)))) for home in homes if _counted(mine)]
    others = [home for home, pair in pairs if pair and len(mine.around & home.around) >= ALIKE]
    if len(others) != 1 or any(_counted(home) == _counted(mine) for home in homes) or _names_both(mine, others[0]):
        return None
    here, there = mine.figure.counted, others[0].figure.counted
    return Belonging(others[0], here.span, there.span) if here and there else None


def _names_both(mine: Slot, home: Slot) -> bool:
    return stem(_counted(home)) in mine.around and stem(_counted(mine)) in home.around


def _of_the_other(mine: Slot, homes: Sequence[Slot]) -> Belonging | None:
    """ "17 per cent of those given the drug", where the source has 17% of those on placebo."""
    pairs = [opposite(owned(mine).sure, owned(home).sure) for home in homes]
    if not pairs or not all(
        pair and pair[1] not in mine.around and pair[0] not in home.around for pair, home in zip(pairs, homes, strict=True)
    ):
        return None
    (here, there), home = pairs[0] or ("", ""), homes[0]
    return Belonging(home, _word(mine, here), _word(home, there))


def _of_the_next(mine: Slot, homes: Sequence[Slot]) -> Belonging | None:
    """ "The largest rise was in the Northern Lakes, to 19.8%", where the source has that of Eastern Coast, and tells another share of the
    Northern Lakes beside it."""
    here, there = mine.all_names, homes[0].all_names if len(homes) == 1 else frozenset[str]()
    if not here or not there or here & homes[0].around or there & _passage(mine, slots_of(mine.source.ledger)):
        return None
    home, slots = homes[0], slots_of(homes[0].source.ledger)
    held = {one.figure.quantity.value for one in slots.in_sentence[home.sentence]}
    alike = [one for one in slots_of(mine.source.ledger).in_sentence[mine.sentence] if is_of_one_sort(mine, one)]
    if any(one.figure.quantity.value not in held for one in alike):
        return None  # "38 in the city, and 17 in the Vale": the name is that of the 17
    beside = [one for number in (home.sentence - 1, home.sentence + 1) for one in slots.in_sentence.get(number, ())]
    rivals = [one for one in beside if is_of_one_sort(mine, one) and here <= owned(one).open]
    if not rivals or any(there & owned(one).open for one in rivals):
        return None
    return Belonging(home, _word(mine, min(here)), _word(home, min(there)))


def _word(slot: Slot, key: str) -> Span:
    """Where a word stands in the sentence of a figure."""
    places = range(*sentence_of(slot))
    return next(slot.source.span(at, at + 1) for at in places if stem(slot.source.wording.keys[at]) == key)
