"""What a figure takes over from the one before it: "28 arrests in Baltimore, 30 in Chicago", "from 208 pounds to 193", "another 4,000"."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from .drafts import Draft
from .sentences import sentences_in
from .tokens import Tokens
from .vocabulary import words


def carry_over(t: Tokens, drafts: list[Draft]) -> None:
    """Gives the drafts of a paragraph the noun or the unit that is said only once."""
    starts = [sentence.start for sentence in sentences_in(t.text)] if len(drafts) > 1 else []
    counted: Draft | None = None
    before: Draft | None = None
    for draft in drafts:
        if draft.kind == "count" and not draft.unit and not draft.thing:
            if before and before.unit and _is_level(t, before, draft):
                draft.unit, draft.kind = before.unit, before.kind
            elif counted and (
                _is_again(t, draft)
                or ((_is_elliptical(t, draft) or _is_against(t, counted, draft)) and _in_one_sentence(t, starts, counted, draft))
            ):
                draft.thing = counted.thing
        if draft.kind == "count" and draft.thing:
            counted = draft
        before = draft


def _is_level(t: Tokens, before: Draft, draft: Draft) -> bool:
    """ "from 208 pounds to 193": the unit is said once."""
    return t.low[draft.start - 1] == "to" and draft.start - before.end <= 4 and "from" in t.low[max(0, before.start - 2) : before.start]


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


def _is_elliptical(t: Tokens, draft: Draft) -> bool:
    """Whether nothing that could be counted follows: a place, a time, a verb or a stop; "rose to 40" may be of anything."""
    if not draft.digits.isdecimal():
        return False
    if t.low[draft.start - 1] in ("to", "at") and "from" not in t.low[max(0, draft.start - 6) : draft.start]:
        return False
    word = t.low[draft.end]
    return not t.is_word(draft.end) or word in _ends() or word.endswith("ed")


def _in_one_sentence(t: Tokens, starts: list[int], one: Draft, other: Draft) -> bool:
    return bisect_right(starts, t.start[one.start]) == bisect_right(starts, t.start[other.start])


@cache
def _ends() -> frozenset[str]:
    return frozenset(words("counted")["ends"]["words"])
