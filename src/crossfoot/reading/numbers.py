"""The figures of a story: every number it states, with its unit, its hedge, what it counts, and whether something rose or fell by it.

Reads paragraph by paragraph: a number is found by its first word, its neighbours say what it is, and names and dates are left out. It does
not say whether figures agree, nor to which place or speaker they belong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from ..document import Span
from ..ledger import Figure, Moment, Phrase
from ..units import unit_of
from .ages import age_at
from .amounts import amount_at, joined
from .counted import mass_after, thing_after, thing_before
from .directions import direction_of
from .drafts import Draft, Found
from .hedges import hedge_after, hedge_before
from .labels import is_label
from .numerals import Numeral, is_written
from .paragraphs import Story
from .proportions import chance_at, most_at, multiple_at, multiples, share_after, share_at
from .ranks import ordinals, rank_at
from .sentences import sentences_in
from .spelled import number_starts, numeral_at
from .tokens import Tokens


def figures(story: Story, moments: tuple[Moment, ...]) -> tuple[Figure, ...]:
    """Every figure of the story, in order; those inside a date or a clock time are none."""
    dated = sorted(moment.span for moment in moments if moment.kind in ("date", "time"))
    found: list[Figure] = []
    for paragraph in story.paragraphs:
        for draft in _figures_in(paragraph.text):
            figure = _figure(draft, paragraph.start)
            if not _is_dated(figure, dated):
                found.append(figure)
    return tuple(found)


def _is_dated(figure: Figure, dated: list[Span]) -> bool:
    """Inside a date, where it is not a stretch of time: "four days" is a figure also in "four days ago"."""
    unit = unit_of(figure.quantity.unit)
    if unit and unit.dimension in ("time", "calendar months"):
        return False
    return any(moment.holds(figure.span) for moment in dated)


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
    for at in [k for k, word in enumerate(t.low) if word in starts or is_written(word)]:
        if at < done or at in named:
            continue
        for draft in _read(t, at):
            done = max(done, draft.end)
            if draft.digits or draft.low is not None:
                drafts.append(_completed(t, draft, drafts[-1] if drafts else None))
                done = max(done, draft.end)
                # "two new 737 Max jets": the number inside what is counted is part of its name
                named = range(draft.thing.start, draft.thing.end) if draft.thing else named
    _carry_over(t, drafts, text)
    return tuple(_finished(t, draft) for draft in drafts)


@cache
def _starts() -> frozenset[str]:
    return frozenset({*number_starts(), *ordinals(), *multiples(), "most"})


def _read(t: Tokens, at: int) -> Iterator[Draft]:
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
    number = numeral_at(t, at)
    if not number:
        return
    special = chance_at(t, number) or share_after(t, number) or age_at(t, number)
    if special:
        yield special
        return
    draft = amount_at(t, number)
    if not draft or is_label(t, number, measured=draft.unit is not None):
        yield _nothing(t, number)
        return
    if number.share and not draft.unit:
        draft.kind = "fraction"
    yield from _multiplied(t, joined(t, draft))


def _nothing(t: Tokens, number: Numeral) -> Draft:
    """A name or date, with the numbers that hang on it: the 15 of "2014-15"."""
    end = number.end
    while t.word[end] in ("-", "–", "/", ".") and t.glued(end) and t.glued(end + 1) and t.word[end + 1].isdigit():
        end += 2
    return Draft(number.start, end, "")


def _multiplied(t: Tokens, drafts: list[Draft]) -> list[Draft]:
    """ "three times as many", "6.5 times earnings": a multiple; "three times a week": a count."""
    last = drafts[-1]
    at = last.end
    if last.kind == "count" and t.low[at] in ("times", "x") and not last.unit:
        after = t.low[at + 1]
        if (
            t.low[at] == "times"
            and (
                after
                in (
                    "as",
                    "more",
                    "the",
                    "its",
                    "what",
                    "that",
                    "higher",
                    "larger",
                    "greater",
                    "bigger",
                    "less",
                    "fewer",
                    "earnings",
                    "book",
                    "longer",
                    "faster",
                    "worse",
                    "better",
                    "annual",
                    "their",
                    "his",
                    "her",
                )
                or not last.digits.isdecimal()
            )
        ) or (t.low[at] == "x" and t.glued(at)):
            last.kind, last.unit, last.end, last.counts = "multiple", "times", at + 1, False
    return drafts


def _completed(t: Tokens, draft: Draft, before: Draft | None) -> Draft:
    """With its hedge, what it counts, and its direction."""
    if draft.kind not in ("rank", "score"):
        _take_hedge(t, draft)
    _take_thing(t, draft)
    if draft.kind not in ("rank", "score", "age"):
        draft.direction = direction_of(t, draft, before)
    return draft


def _take_hedge(t: Tokens, draft: Draft) -> None:
    before = hedge_before(t, draft.start, draft.unit)
    if before:
        draft.family = before.family
        draft.hedge = t.text[t.start[before.edge] : t.end[draft.start - 1]].rstrip("-")
        draft.start = before.edge
        return
    after = hedge_after(t, draft.end)
    if after:
        draft.family = after.family
        draft.hedge = t.text[t.start[draft.end] : t.end[after.edge - 1]].lstrip("-–")
        draft.end = after.edge


def _take_thing(t: Tokens, draft: Draft) -> None:
    if t.word[draft.start - 1] == "(" and t.word[draft.end] == ")" and draft.kind == "count" and not draft.unit:
        draft.thing = thing_before(t, draft.start - 1)
    elif draft.counts and draft.kind == "count":
        draft.thing = thing_after(t, draft.end, many=draft.many)
    elif draft.kind in ("percent", "fraction", "measure"):
        draft.thing = mass_after(t, draft.end)


def _carry_over(t: Tokens, drafts: list[Draft], text: str) -> None:
    """ "28 arrests in Baltimore, 30 in Chicago": the noun is said once and carries over inside its sentence."""
    ends = [sentence.end for sentence in sentences_in(text)] if len(drafts) > 1 else []
    counted: Draft | None = None
    before: Draft | None = None
    for draft in drafts:
        if draft.kind == "count" and not draft.unit and not draft.thing:
            if before and before.unit and _is_level(t, before, draft):
                draft.unit, draft.kind = before.unit, before.kind
            elif counted and _same_sentence(t, ends, counted, draft) and _is_elliptical(t, draft):
                draft.thing = counted.thing
        if draft.kind == "count" and draft.thing:
            counted = draft
        before = draft


def _is_level(t: Tokens, before: Draft, draft: Draft) -> bool:
    """ "from 208 pounds to 193": the unit is said once."""
    return t.low[draft.start - 1] == "to" and draft.start - before.end <= 4 and "from" in t.low[max(0, before.start - 2) : before.start]


def _same_sentence(t: Tokens, ends: list[int], one: Draft, other: Draft) -> bool:
    return not any(t.start[one.start] < end <= t.start[other.start] for end in ends)


def _is_elliptical(t: Tokens, draft: Draft) -> bool:
    """Whether nothing that could be counted follows: a place, a time, a verb or a stop."""
    if not draft.digits.isdecimal() or (
        t.low[draft.start - 1] in ("to", "at") and "from" not in t.low[max(0, draft.start - 6) : draft.start]
    ):
        return False
    word = t.low[draft.end]
    return not t.is_word(draft.end) or word in _place_words() or word.endswith("ed")


@cache
def _place_words() -> frozenset[str]:
    from .vocabulary import words

    return frozenset(words("counted")["ends"]["words"])


def _finished(t: Tokens, draft: Draft) -> Found:
    thing = draft.thing
    counted = (t.start[thing.start], t.end[thing.end - 1], thing.key) if thing else None
    return Found(t.start[draft.start], t.end[draft.end - 1], draft.quantity(), draft.hedge, counted, draft.direction, draft.again)
