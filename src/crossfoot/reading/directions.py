"""Whether a figure is the amount of a rise or a fall, or the level after one whose amount is not said: "up 9.4 per cent", "rose to 40".

Verbs and "up"/"down" count; a noun does not ("a 3 percent drop", "a contract of 40"), nor does an "up" that belongs to another verb
("tied up one man"). Of "rose 8 percent to $84" the amount alone has the direction: the level is no change.
"""

from __future__ import annotations

from functools import cache

from ..ledger import Direction
from .drafts import Draft
from .tokens import Tokens
from .vocabulary import words

_STOPS = frozenset(
    (".", ",", ";", ":", "!", "?", "(", "“", "”", '"', "‘", "that", "which", "who", "when", "while", "is", "was", "are", "were", "and")
)


@cache
def ways() -> dict[str, Direction]:
    """Each word of rising or falling, with its direction."""
    table = words("directions")
    return dict.fromkeys(table["up"]["words"], "up") | dict.fromkeys(table["down"]["words"], "down")


@cache
def _between() -> frozenset[str]:
    return frozenset(words("directions")["between"]["words"])


@cache
def _phrasal() -> frozenset[str]:
    return frozenset(words("directions")["between"]["phrasal"])


@cache
def _needing_by() -> frozenset[str]:
    return frozenset(words("directions")["between"]["needs_by"])


def direction_of(t: Tokens, draft: Draft, before: Draft | None) -> Direction | None:
    """The direction of a figure; `before` is the figure before it in the paragraph."""
    if draft.kind in ("percent", "points") and draft.digits[:1] == "-":
        return "down"
    end = draft.thing.end if draft.thing and draft.thing.start == draft.end else draft.end
    past = before.end if before else 0
    return change_before(t, draft.start, past=past) or _said_after(t, end) or _said_before(t, draft, before)


def change_before(t: Tokens, start: int, *, past: int = 0) -> Direction | None:
    """ "rose 3", "fell by about 3", "rose to 40"; "cut its staff by 40" with words between, back to the figure that ends at `past`."""
    at, by = start - 1, False
    while at >= 0 and t.low[at] in _between() and start - at < 6:
        by = by or t.low[at] in ("by", "to")
        at -= 1
    if _is_change(t, at):
        # "raised $1 billion" is no rise, "raised by $1 billion" is; "lost by 7 points" is a margin
        moves = t.low[at] not in (words("directions")["between"]["margins"] if by else _needing_by())
        return ways()[t.low[at]] if moves else None
    return _further_back(t, at, past) if by else None


def _further_back(t: Tokens, at: int, past: int) -> Direction | None:
    """ "cut its staff by 40": back to the verb, inside the clause and not past another number ("rose eight per cent to $84")."""
    for back in range(at, max(past - 1, at - words("directions")["between"]["reach"]), -1):
        if t.word[back] in _STOPS or t.word[back][:1].isdigit():
            return None
        if _is_change(t, back) and t.low[back] not in words("directions")["between"]["margins"]:
            return ways()[t.low[back]]
    return None


def _is_change(t: Tokens, at: int) -> bool:
    """Whether this word says that something rises or falls: not "gave up", "the contract", "a cut of 40"."""
    if at < 0 or t.low[at] not in ways() or t.low[at + 1] == "of":
        return False
    before, table = t.low[at - 1], words("directions")
    if t.low[at] in ("up", "down"):
        return before not in _phrasal() and not (before.endswith("ed") and before not in table["between"]["moving"])
    return not (t.low[at] in table["nouns"]["words"] and before in table["nouns"]["after"])


def _said_after(t: Tokens, end: int) -> Direction | None:
    """ "5 per cent higher", "9 points down"; not "16,369 up 58 points", "12 people up the road"."""
    table = words("directions")["between"]
    if t.word[end + 1][:1].isdigit() or t.low[end + 1] in table["no_after"]:
        return None
    return "up" if t.low[end] in table["after_up"] else "down" if t.low[end] in table["after_down"] else None


def _said_before(t: Tokens, draft: Draft, before: Draft | None) -> Direction | None:
    """ "lost 190 points, or 0.6 per cent": the same change in another measure; "down 2.3 per cent, Burlington by 2.6 per cent",
    "fell by a fifth and burglary by a third"."""
    if not before or not before.direction:
        return None
    end = before.thing.end if before.thing and before.thing.end > before.end else before.end
    if not end < draft.start < end + 6:
        return None
    gap = t.low[end : draft.start]
    if gap in ([",", "or"], ["or"], ["("], [",", "or", "about"], ["-", "or"], ["–", "or"], ["—", "or"]):
        return before.direction
    named = all(t.is_word(k) and not _is_verbal(t, k) for k in range(end + 1, draft.start - 1))
    return before.direction if gap[-1:] == ["by"] and gap[0] in (",", "and", "while") and named else None


def _is_verbal(t: Tokens, at: int) -> bool:
    """ "and was overtaken by two", "and divided by 12": something else happens, by so many."""
    word = t.low[at]
    return word in _STOPS or word in words("counted")["ends"]["words"] or (word.endswith(("ed", "en")) and not t.is_capital(at))
