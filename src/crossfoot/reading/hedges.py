"""Words beside a number that say how exact it is: "nearly 500", "at least 40", "30 or so", "up to £2.7m"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..quantity import HedgeFamily
from .tokens import Tokens
from .vocabulary import words

_LONGEST = 6


class Hedge(NamedTuple):
    """A hedge: its family, and the word where it begins (before the number) or the one after its last (after it)."""

    family: HedgeFamily
    edge: int


@cache
def _phrases(side: str) -> dict[str, HedgeFamily]:
    return {phrase: entry["family"] for entry in words("hedges")["hedge"] for phrase in entry.get(side, ())}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(Tokens(phrase).low[Tokens(phrase).count - 1] for phrase in _phrases("before"))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _phrases("after"))


def hedge_before(t: Tokens, at: int, unit: str | None, *, vague: bool = False) -> Hedge | None:
    """The longest hedge that ends right before this word.

    `unit` is the unit of the number ("over 3 years" has none), `vague` true of "several" and "one" ("about one deal")."""
    last = at - 1
    if last < 0:
        return None
    if t.low[last] == "-" and t.glued(last) and t.glued(at):
        # "sub-7 nanometre"
        last -= 1
    if t.word[last] == "." and t.glued(last) and f"{t.low[last - 1]}." in _phrases("before"):
        # "approx. 40", "c. 1,000"
        return Hedge(_phrases("before")[f"{t.low[last - 1]}."], last - 1)
    if t.low[last] not in _last_words():
        return None
    phrases = _phrases("before")
    for first in range(max(0, last - _LONGEST + 1), last + 1):
        family = phrases.get(" ".join(t.low[first : last + 1])) if first < last else phrases.get(t.low[last])
        if family:
            moves = last - first == 1 and t.low[first : last + 1] == ["up", "to"] and t.low[first - 1] in words("hedges")["moving"]["verbs"]
            ruled = first == last and t.low[last] == "under" and t.low[last - 1] in words("hedges")["during"]["serving"]
            topic = ruled or (vague and first == last and t.low[last] in words("hedges")["during"]["of_topics"])
            return None if moves or topic or (first == last and _means_during(t, last, unit)) else Hedge(family, first)
    return None


def outdone(t: Tokens, at: int) -> Hedge | None:
    """ "Sales topped £2bn", "the toll passed 200": a bound where the number is large or measured; "topped two polls" has none."""
    return Hedge("more than", at - 1) if t.low[at - 1] in words("hedges")["outdone"]["verbs"] else None


def _means_during(t: Tokens, at: int, unit: str | None) -> bool:
    """ "He paid over 3 years": no hedge; "for over 3 years" is one."""
    during = words("hedges")["during"]
    return unit in during["units"] and t.low[at] in during["words"] and t.low[at - 1] not in during["unless"]


def hedge_after(t: Tokens, at: int) -> Hedge | None:
    """The longest hedge that begins at this word: "or more", "-odd", "+"."""
    if t.low[at] in ("-", "–") and t.glued(at) and t.glued(at + 1):
        at += 1
    if t.low[at] not in _first_words():
        return None
    phrases = _phrases("after")
    for past in range(min(at + 3, t.count), at, -1):
        family = phrases.get(" ".join(t.low[at:past]))
        if family:
            # "five days plus three at home", "$5 plus a fee": more is added, and the number is what it is.
            adds = t.low[at] == "plus" and past < t.count and _opens_more(t.low[past])
            return None if adds else Hedge(family, past)
    return None


def _opens_more(word: str) -> bool:
    return word[:1].isdigit() or word in words("hedges")["added"]["words"]
