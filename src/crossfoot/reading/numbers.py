"""The figures of a story: every number it states, with its unit, its hedge, what it counts, and whether something rose or fell by it.

Reads paragraph by paragraph: a number is found by its first word, its neighbours say what it is, and names and dates are left out. It does
not say whether figures agree, nor to which place or speaker they belong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache, lru_cache

from ..document import Span
from ..ledger import Figure, Moment, Phrase
from ..quantity import HedgeFamily
from ..units import unit_of
from .ages import age_at
from .amounts import amount_at, joined
from .carried import carry_over
from .counted import Thing, mass_after, thing_after, thing_before
from .directions import direction_of
from .drafts import Draft, Found
from .hedges import hedge_after, hedge_before, outdone
from .labels import is_label
from .measures import is_stretch, kind_of, unit_after, unit_alone
from .numerals import Numeral, is_written, number_words
from .paragraphs import Story
from .proportions import chance_at, is_likened, most_at, multiple_at, multiples, share_after, share_at, with_unit
from .ranks import is_written_rank, ordinals, rank_at
from .spelled import number_starts, numeral_at
from .tokens import Tokens
from .vocabulary import words

_LARGE = 100
_ARTICLES = ("a", "an", "another")
_TURNED: dict[HedgeFamily, HedgeFamily] = {
    "more than": "less than",
    "less than": "more than",
    "at least": "at most",
    "at most": "at least",
    "nearly": "just over",
    "just over": "nearly",
}


def figures(story: Story, moments: tuple[Moment, ...]) -> tuple[Figure, ...]:
    """Every figure of the story, in order; those inside a date or a clock time are none."""
    dated = _Dates([moment.span for moment in moments if moment.kind in ("date", "time")])
    found: list[Figure] = []
    for paragraph in story.paragraphs:
        for draft in _figures_in(paragraph.text):
            figure = _figure(draft, paragraph.start)
            if is_stretch(figure.quantity.unit) or not dated.hold(figure.span):
                found.append(figure)
    return tuple(found)


class _Dates:
    """The dates and clock times of a story: what stands inside one is no figure; "four days" is one also in "four days ago"."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)

    def hold(self, span: Span) -> bool:
        """True when the last date that begins at or before this place, or the one before that, holds it."""
        at = bisect_right(self.spans, span.start, key=lambda date: date.start)
        return any(date.holds(span) for date in self.spans[max(0, at - 2) : at])


def _figure(found: Found, start: int) -> Figure:
    counted = Phrase(Span(found.counted[0] + start, found.counted[1] + start), found.counted[2]) if found.counted else None
    span = Span(found.first + start, found.last + start)
    return Figure(span, found.quantity, hedge=found.hedge, counted=counted, direction=found.direction)


@lru_cache(maxsize=4096)
def _figures_in(text: str) -> tuple[Found, ...]:
    """The figures of one paragraph, by positions in it."""
    t = Tokens(text)
    drafts: list[Draft] = []
    done, named = 0, range(0)
    starts = _starts()
    firsts = number_words().firsts
    for at in [k for k, word in enumerate(t.low) if word in starts or (word[:1] in firsts and is_written(word))]:
        if at < done or at in named:
            continue
        for draft in _read(t, at, drafts[-1] if drafts else None):
            done = max(done, draft.end)
            if draft.digits or draft.low is not None:
                drafts.append(_completed(t, draft, drafts[-1] if drafts else None))
                done = max(done, draft.end)
                # "two new 737 Max jets": the number inside what is counted is part of its name; "two 9 litre cases" hold nine each
                named = range(draft.thing.start + 1, draft.thing.end) if draft.thing else named
    carry_over(t, drafts)
    return tuple(_finished(t, draft) for draft in drafts)


@cache
def _starts() -> frozenset[str]:
    alone = words("numbers")["article"]
    return frozenset({*number_starts(), *ordinals(), *multiples(), *alone["bare"], *alone["hedged"], "most"})


def _read(t: Tokens, at: int, before: Draft | None) -> Iterator[Draft]:
    """What begins at this word: a multiple, a share, a rank, an age, or a number with what stands beside it."""
    word = t.low[at]
    special = (
        (multiple_at(t, at) if word in multiples() else None)
        or share_at(t, at)
        or (most_at(t, at) if word == "most" else None)
        or rank_at(t, at)
    )
    if special:
        yield special
        return
    if unit := unit_alone(t, at):
        half = t.low[at + 1 : at + 4] == ["and", "a", "half"]
        yield Draft(at - 1, unit.end + 3 * half, "1.5" if half else "1", unit=unit.name, kind=kind_of(unit.name), counts=False)
        return
    number = numeral_at(t, at)
    if not number or is_written_rank(t, at):
        # "the 21st century" is no figure, and 21 stone least of all
        return
    special = chance_at(t, number) or share_after(t, number) or age_at(t, number)
    if special:
        yield special
        return
    draft = amount_at(t, number)
    if not draft or is_label(t, number, measured=draft.unit is not None, listed=_is_listed(t, at, before)):
        yield _nothing(t, number)
        return
    if number.share and not draft.unit:
        draft = with_unit(t, replace(draft, kind="fraction"))
    yield from _multiplied(t, joined(t, draft))


def _is_listed(t: Tokens, at: int, before: Draft | None) -> bool:
    """Whether another number stands shortly before, in the same sentence: "Leeds recorded 31 cases and York 12", "gave 15.1 metres,
    Amsel 12.8"."""
    return (
        before is not None
        and before.kind in ("count", "measure", "percent")
        and (before.thing is not None or t.low[before.end] in ("and", ",", "were", "was", "in", "from"))
        and at - before.end < 9
        and "." not in t.low[before.end : at]
    )


def _nothing(t: Tokens, number: Numeral) -> Draft:
    """A name or date, with the numbers that hang on it: the 15 of "2014-15", the "Eleven" of "7-Eleven"."""
    end = number.end
    while t.word[end] in ("-", "–", "/", ".") and t.glued(end) and t.glued(end + 1):
        if not (t.word[end + 1].isdigit() or (t.is_capital(end + 1) and t.low[end + 1] in number_starts())):
            break
        end += 2
    return Draft(number.start, end, "")


def _multiplied(t: Tokens, drafts: list[Draft]) -> list[Draft]:
    """ "three times as many", "6.5 times earnings": a multiple; "three times a week", "fired eight times as he ran": a count."""
    last = drafts[-1]
    at = last.end
    if last.kind != "count" or last.unit or not last.digits:
        return drafts
    if t.low[at : at + 2] == ["-", "times"] and t.glued(at) and t.glued(at + 1):
        at += 1  # "10-times faster"
    after = words("numbers")["multiples"]["after_times"]
    likened = t.low[at + 1] in after and (t.low[at + 1] != "as" or is_likened(t, at + 1))
    many = t.low[at] == "times" and (likened or not last.digits.isdecimal())
    if many or (t.low[at] == "x" and t.glued(at)):
        last.kind, last.unit, last.end, last.counts = "multiple", "times", at + 1, False
    elif t.low[at] == "times":
        last.counts, last.thing = False, Thing(at, at + 1, "time")
    return drafts


def _completed(t: Tokens, draft: Draft, before: Draft | None) -> Draft:
    """With its hedge, what it counts, and its direction."""
    if draft.kind not in ("rank", "score"):
        _take_hedge(t, draft)
    if draft.kind == "multiple" and draft.family and draft.value() < 1:
        # "more than halved" is less than half
        draft.family = _TURNED.get(draft.family, draft.family)
    _take_thing(t, draft)
    if draft.kind not in ("rank", "score", "age"):
        draft.direction = direction_of(t, draft, before)
    return draft


def _take_hedge(t: Tokens, draft: Draft) -> None:
    before = hedge_before(
        t, draft.start, None if draft.kind == "age" or len(draft.digits) > 2 else draft.unit, vague=not draft.digits or _is_word_one(draft)
    )
    if not before and (draft.unit or draft.value() >= _LARGE):
        before = outdone(t, draft.start)
    if before:
        draft.family = before.family
        draft.hedge = t.text[t.start[before.edge] : t.end[draft.start - 1]].rstrip("-")
        draft.start = before.edge
        if t.low[draft.end] == "-" and t.low[draft.end + 1] == "plus":
            # "around 30-plus people"
            draft.end += 2
        return
    after = hedge_after(t, draft.end)
    if after:
        draft.family = after.family
        draft.hedge = t.text[t.start[draft.end] : t.end[after.edge - 1]].lstrip("-–")
        draft.end = after.edge


def _is_word_one(draft: Draft) -> bool:
    """ "questions about one report": no hedge, unlike "about 1 percent"."""
    return draft.digits == "1" and draft.scale == 1 and draft.unit is None and draft.numeral is not None and draft.numeral.spelled


def _take_thing(t: Tokens, draft: Draft) -> None:
    if t.word[draft.start - 1] == "(" and t.word[draft.end] == ")" and draft.kind == "count" and not draft.unit:
        draft.thing = thing_before(t, draft.start - 1)
    elif draft.counts and draft.kind == "count":
        draft.thing = thing_after(t, draft.end, many=draft.many)
        if not draft.thing and t.low[draft.start - 1 : draft.end] == ["or", "two"]:
            _take_one_or_two(t, draft)
    elif draft.kind in ("percent", "fraction") or (draft.kind == "measure" and not is_stretch(draft.unit)):
        draft.thing = None if _is_way_to(t, draft) else mass_after(t, draft.end)
        if draft.kind == "fraction" and draft.low is not None and not draft.thing and t.low[draft.end] != "of":
            # "one in five buses", "most drivers"
            draft.thing = thing_after(t, draft.end, many=True)


def _take_one_or_two(t: Tokens, draft: Draft) -> None:
    """ "A pick or two", "another mile or two", "a good word or two": of what is named once, with its article, before."""
    last = draft.start - 2
    first = next((k for k in range(last - 1, max(-1, last - 4), -1) if t.low[k] in _ARTICLES), -1)
    if first < 0 or not all(t.is_word(k) for k in range(first, last + 1)) or t.low[last] in number_words().scales:
        return
    unit = unit_after(t, Numeral(last - 1, last, "1", spelled=True))
    draft.low, draft.high = Fraction(1), Fraction(2)
    if unit and unit.end == last + 1:
        draft.unit, draft.kind = unit.name, kind_of(unit.name)
    else:
        draft.thing = Thing(first + 1, last + 1, t.low[last])


def _is_way_to(t: Tokens, draft: Draft) -> bool:
    """ "Within 100 miles of the islands": how far from them, and not how much of them."""
    unit = unit_of(draft.unit)
    return (
        unit is not None
        and unit.dimension == "length"
        and (t.low[draft.end + 1] in ("the", "its", "his", "her") or t.is_capital(draft.end + 1))
    )


def _finished(t: Tokens, draft: Draft) -> Found:
    thing = draft.thing
    counted = (t.start[thing.start], t.end[thing.end - 1], thing.key) if thing else None
    return Found(t.start[draft.start], t.end[draft.end - 1], draft.quantity(), draft.hedge, counted, draft.direction)
