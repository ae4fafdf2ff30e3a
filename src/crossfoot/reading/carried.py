"""What a figure takes over from the one before it: "28 arrests in Baltimore, 30 in Chicago", "from 208 pounds to 193", "another 4,000",
"more than 100 kilometres (60 miles)"."""

from __future__ import annotations

from bisect import bisect_right
from fractions import Fraction
from functools import cache

from ..units import unit_of
from .counted import is_plural
from .directions import ways
from .drafts import Draft
from .measures import currency_before, is_stretch
from .sentences import sentences_in
from .tokens import Tokens
from .vocabulary import words

# "from 5 to 150 million" begins at five million, "from 5 to 800 million" may not.
_FURTHEST = 100
_LOWEST_INDEX = 100
_LONGEST_MOVE = 12


def carry_over(t: Tokens, drafts: list[Draft]) -> None:
    """Gives the drafts of a paragraph the noun, the unit or the bound that is said only once."""
    starts = [sentence.start for sentence in sentences_in(t.text)] if len(drafts) > 1 else []
    counted: Draft | None = None
    before: Draft | None = None
    step: Draft | None = None
    for draft in drafts:
        if before and _is_another_age(t, before, draft):
            draft.kind, draft.unit, draft.thing = "age", before.unit, None
        if before and before.family and not draft.family and _is_converted(t, before, draft):
            draft.family, draft.hedge = before.family, before.hedge
        if before and _is_first_end(t, before, draft):
            _take_from_second(t, before, draft)
        if draft.kind == "count" and not draft.unit and not draft.thing and draft.numeral:
            if before and before.unit and (_is_level(t, before, draft) or _is_next_name(t, starts, before, draft)):
                draft.unit, draft.kind = before.unit, before.kind
            elif counted and (
                _is_again(t, draft)
                or ((_is_elliptical(t, draft, counted) or _is_against(t, counted, draft)) and _in_one_sentence(t, starts, counted, draft))
            ):
                draft.thing = counted.thing
        step = _in_points(t, starts, step, before, draft)
        if draft.kind == "count" and draft.thing and not _is_attributive(t, draft):
            counted = draft
        before = draft


def _in_points(t: Tokens, starts: list[int], step: Draft | None, before: Draft | None, draft: Draft) -> Draft | None:
    """The last change in points, of which the level of an index before or after it takes the unit: "lost 162 points, or 2%, to fall to
    7,425.81", "at 16,369.03, up 58 points"."""
    if _is_of_points(draft):
        if before and _is_index(before) and _moves_only(t, starts, before, draft):
            before.thing = draft.thing
        return draft
    if (
        step
        and _is_index(draft)
        and t.low[draft.start - 1] in words("directions")["index"]["levels"]
        and _moves_only(t, starts, step, draft)
    ):
        # of "lost 162 points to fall to 7,425" the amount alone has the direction
        draft.thing, draft.direction = step.thing, None
    return step if draft.kind == "percent" else None


def _is_of_points(draft: Draft) -> bool:
    return draft.kind == "count" and draft.thing is not None and draft.thing.key == "point" and draft.thing.start >= draft.end


def _is_index(draft: Draft) -> bool:
    """A bare number that may be the level of an index; below a hundred it may as well be one of per cent."""
    return (
        draft.kind == "count"
        and not (draft.unit or draft.thing)
        and draft.low is None
        and bool(draft.digits)
        and draft.value() > _LOWEST_INDEX
    )


def _moves_only(t: Tokens, starts: list[int], one: Draft, other: Draft) -> bool:
    """Whether nothing but the move itself is told between a level and its change: not "fell 20 points as trade rose to 4,300"."""
    gap, between = range(one.thing.end if one.thing else one.end, other.start), words("directions")["index"]["between"]
    told = (t.low[k] in between or t.low[k] in ways() or t.word[k][:1].isdigit() for k in gap)
    return len(gap) < _LONGEST_MOVE and all(told) and _in_one_sentence(t, starts, one, other)


def _is_attributive(t: Tokens, draft: Draft) -> bool:
    """ "a 12-member panel", "a 5 speed engine": of what follows there are no twelve, nor five."""
    if draft.thing is None or not draft.many:
        return False
    key = draft.thing.key
    return key == t.low[draft.thing.end - 1] and not is_plural(key) and key not in words("counted")["participles"]["words"]


def _is_another_age(t: Tokens, before: Draft, draft: Draft) -> bool:
    """ "children aged 10 and 13", "aged 10, 13 and 15"."""
    plain = draft.kind == "count" and not draft.unit and draft.digits.isdecimal() and not draft.thing
    return (
        before.kind == "age"
        # "14 aged 10 or under, nine aged 11 to 17 and six adults": of these no list of ages is made
        and before.end == before.start + 1
        and not (t.word[before.start - 1] == "," and t.is_capital(before.start - 2))
        and plain
        and t.low[before.end : draft.start] in (["and"], [","], ["or"], [",", "and"])
        and before.unit == "year"
        and draft.value() < 120
        # "aged above 60, two between 51 and 60"
        and t.low[draft.end] not in ("between", "aged", "over", "under", "above", "below", "of")
    )


def _is_converted(t: Tokens, before: Draft, draft: Draft) -> bool:
    """ "more than 100 kilometres (60 miles)", "just under 50mph/80km/h": the bound is said once; not "over 40 people (12 tonnes)"."""
    if t.word[draft.start - 1] not in ("(", "[", "/") or before.end != draft.start - 1 or draft.unit == before.unit:
        return False
    one, other = unit_of(before.unit), unit_of(draft.unit)
    alike = one is not None and other is not None and one.dimension == other.dimension
    return alike or (before.kind == "money" and draft.kind == "money")


def _is_level(t: Tokens, before: Draft, draft: Draft) -> bool:
    """ "from 208 pounds to 193": the unit is said once."""
    return t.low[draft.start - 1] == "to" and draft.start - before.end <= 4 and "from" in t.low[max(0, before.start - 2) : before.start]


def _is_next_name(t: Tokens, starts: list[int], before: Draft, draft: Draft) -> bool:
    """ "Tessaly gave 15.1 metres, Amsel 12.8 and Orrin 9.4", "Labour had 44 percent, the Greens 9": the unit is said once; not in "31,846
    votes, or 41.9 percent, and Penn 29,102"."""
    past = before.thing.end if before.thing and before.thing.start >= before.end else before.end
    named = t.is_capital(draft.start - 1) and t.low[past] in (",", "and", ";") and draft.start - past < 6
    again = t.low[before.start - 1] in ("or", "(", "[") or (before.kind == "percent" and draft.value() > 100)
    measured = before.kind in ("measure", "percent") and not is_stretch(before.unit) and not before.hedge and not again
    return named and measured and _is_elliptical(t, draft, before) and _in_one_sentence(t, starts, before, draft)


def _is_first_end(t: Tokens, first: Draft, second: Draft) -> bool:
    """ "from 24 to 33 percent", "from $24 to $33 billion": a bare number and a second that says more; not "from 40 people to 3 million"."""
    bare = first.scale == 1 and first.low is None and first.digits and first.kind in ("count", "money")
    own = first.thing is not None and first.thing.start >= first.start
    return bool(bare) and not own and t.low[first.start - 1] == "from" and t.low[first.end] == "to" and second.start == first.end + 1


def _take_from_second(t: Tokens, first: Draft, second: Draft) -> None:
    """The scale and the unit or noun of the second end, where the first has none: "from 24 to 33 billion euros" begins at 24 billion."""
    if first.unit not in (None, second.unit) or second.kind not in ("count", "money", "percent", "points", "measure"):
        return
    if second.scale >= 1000 and _is_on_one_scale(t, first, second):
        first.scale = second.scale
    opens = second.numeral.start if second.numeral else second.start
    if first.unit is None and second.unit and not currency_before(t, opens, large=True):
        first.unit, first.kind = second.unit, second.kind
    first.thing = second.thing or (None if second.unit else first.thing)


def _is_on_one_scale(t: Tokens, first: Draft, second: Draft) -> bool:
    """Whether one scale word serves both: not "rose from 40 to 2 million", "fell from 2 to 300 million", "from 900,000 to 1.2 million"."""
    low, high = Fraction(first.digits), Fraction(second.digits or second.low or 0)
    way = next((ways()[word] for word in reversed(t.low[max(0, first.start - 5) : first.start - 1]) if word in ways()), None)
    rises = {"up": low < high, "down": low > high, None: True}[way]
    return rises and low < 1000 and high < _FURTHEST * low and low < _FURTHEST * high


def _is_again(t: Tokens, draft: Draft) -> bool:
    """ "Another 4,000", "the other 12", "12 of them", "hundreds more": of the thing counted before, be it a sentence ago."""
    again = words("counted")["again"]
    if t.low[draft.end] == "of":
        return t.low[draft.end + 1] in again["of"]
    return t.low[draft.start - 1] in again["before"] or (t.low[draft.end] == "more" and not t.is_word(draft.end + 1))


def _is_against(t: Tokens, counted: Draft, draft: Draft) -> bool:
    """ "31 votes to 18"; not "rose 190 points to 4,577"."""
    past = counted.thing.end if counted.thing else 0
    return t.low[draft.start - 1] == "to" and draft.start - 1 == past and counted.direction is None and draft.digits.isdecimal()


def _is_elliptical(t: Tokens, draft: Draft, counted: Draft) -> bool:
    """Whether nothing that could be counted follows, and what stands before goes on with a list: ", 30 in Chicago", "and Hull had 30"."""
    at = draft.start - 1
    if not draft.digits or draft.low is not None or not _goes_on(t, at) or _has_its_own(t, at) or _is_done_to_others(t, at, counted):
        return False
    word = t.low[draft.end]
    return not t.is_word(draft.end) or word in _ends() or word.endswith("ed")


def _is_done_to_others(t: Tokens, at: int, counted: Draft) -> bool:
    """ "12 crashes killed 40", "28 officers arrested 30"; but "killed 40 people and injured 60" are people."""
    harm = words("counted")["participles"]["words"]
    acts = t.low[at].endswith("ed") and counted.thing is not None and counted.thing.end == at
    return acts or (t.low[at] in harm and t.low[counted.start - 1] not in harm)


def _has_its_own(t: Tokens, at: int) -> bool:
    """ "214 jobs, after passengers fell from 2.4m to 1.9m": what falls is said, and it is not jobs."""
    if t.low[at] == "to":
        at = next((back for back in range(at - 1, max(0, at - 6), -1) if t.low[back] == "from"), at)
    return t.low[at] == "from" and t.is_word(at - 1) and t.is_word(at - 2) and is_plural(t.low[at - 2]) and t.low[at - 2] not in _ends()


def _goes_on(t: Tokens, at: int) -> bool:
    """ "and 12", "Hull 30", "York had 12", "than 40", "compared to 40"; not "rose to 40", "grades four"."""
    word, lists = t.low[at], words("counted")["lists"]
    if word == "plus" and t.low[at - 1] in ("of", "is", "was", "at"):
        # "a goal difference of plus 34"
        return False
    if word in ("to", "with") and t.low[at - 1] in lists["comparing"]:
        return True
    if word == "to":
        return "from" in t.low[max(0, at - 5) : at]
    return word in lists["before"] or t.is_capital(at) or word.endswith("ed")


def _in_one_sentence(t: Tokens, starts: list[int], one: Draft, other: Draft) -> bool:
    return bisect_right(starts, t.start[one.start]) == bisect_right(starts, t.start[other.start])


@cache
def _ends() -> frozenset[str]:
    return frozenset(words("counted")["ends"]["words"])
