"""What a figure takes over from the one before it: "28 arrests in Baltimore, 30 in Chicago", "from 208 pounds to 193", "another 4,000"."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from .counted import is_plural
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
        if before and _is_another_age(t, before, draft):
            draft.kind, draft.unit, draft.thing = "age", before.unit, None
        if draft.kind == "count" and not draft.unit and not draft.thing and draft.numeral:
            if before and before.unit and _is_level(t, before, draft):
                draft.unit, draft.kind = before.unit, before.kind
            elif counted and (
                _is_again(t, draft)
                or ((_is_elliptical(t, draft) or _is_against(t, counted, draft)) and _in_one_sentence(t, starts, counted, draft))
            ):
                draft.thing = counted.thing
        if draft.kind == "count" and draft.thing and not _is_attributive(t, draft):
            counted = draft
        before = draft


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
        and not t.is_capital(before.start - 2)
        and plain
        and t.low[before.end : draft.start] in (["and"], [","], ["or"], [",", "and"])
        and before.unit == "year"
        and draft.value() < 120
    )


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
    """Whether nothing that could be counted follows, and what stands before goes on with a list: ", 30 in Chicago", "and Hull had 30"."""
    if not draft.digits or draft.low is not None or not _goes_on(t, draft.start - 1) or _has_its_own(t, draft.start - 1):
        return False
    word = t.low[draft.end]
    return not t.is_word(draft.end) or word in _ends() or word.endswith("ed")


def _has_its_own(t: Tokens, at: int) -> bool:
    """ "214 jobs, after passengers fell from 2.4m to 1.9m": what falls is said, and it is not jobs."""
    if t.low[at] == "to":
        at = next((back for back in range(at - 1, max(0, at - 6), -1) if t.low[back] == "from"), at)
    return t.low[at] == "from" and t.is_word(at - 1) and t.is_word(at - 2) and is_plural(t.low[at - 2]) and t.low[at - 2] not in _ends()


def _goes_on(t: Tokens, at: int) -> bool:
    """ "and 12", "Hull 30", "York had 12", "than 40", "compared to 40"; not "rose to 40", "grades four"."""
    word, lists = t.low[at], words("counted")["lists"]
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
