"""Ranks: "third-largest", "finished third", "seventh of 24", "the first woman to lead it", "the fifth straight loss";
"3rd" in a list of results.

An ordinal is a figure only where it claims a place in an order. One that merely names or counts along ("the 5th Circuit", "his third day",
"the first step", "the 19th century") is none, nor is a date.
"""

from __future__ import annotations

from functools import cache

from .drafts import Draft
from .numerals import number_words
from .tokens import Tokens
from .vocabulary import words

_ENDS = ("st", "nd", "rd", "th")


@cache
def ordinals() -> dict[str, int]:
    """The words for ranks."""
    ranks: dict[str, int] = words("numbers")["ordinals"]["words"]
    return ranks


@cache
def _listed(table: str, key: str) -> frozenset[str]:
    return frozenset(words("ranks")[table][key])


def rank_at(t: Tokens, at: int) -> Draft | None:
    """The rank that begins at this word, if one does."""
    found = _written(t, at) or _spelled(t, at)
    superlative = _past_superlative(t, found) if found else 0
    if not found or _is_name(t, found, superlative=superlative > 0):
        return None
    if superlative:
        found.end = superlative
        return found
    alone = found.end == t.count and at <= 1
    return found if alone or _of_several(t, found.end) or _is_placed(t, found) or _counts_along(t, found) or _claims(t, found) else None


def is_written_rank(t: Tokens, at: int) -> bool:
    """ "10th", "1,000th"."""
    return t.word[at].replace(",", "").isdigit() and t.low[at + 1] in _ENDS and t.glued(at + 1)


def _written(t: Tokens, at: int) -> Draft | None:
    if is_written_rank(t, at):
        return Draft(at, at + 2, t.word[at].replace(",", ""), kind="rank", counts=False)
    return None


def _spelled(t: Tokens, at: int) -> Draft | None:
    """ "third"; "twenty-fifth" at its first word."""
    word, tens = t.low[at], number_words().tens
    if word in ordinals():
        return Draft(at, at + 1, str(ordinals()[word]), kind="rank", counts=False)
    if word in tens and t.word[at + 1] in ("-", "–", "—") and 0 < ordinals().get(t.low[at + 2], 0) < 10:
        return Draft(at, at + 3, str(tens[word] + ordinals()[t.low[at + 2]]), kind="rank", counts=False)
    return None


def _past_superlative(t: Tokens, rank: Draft) -> int:
    """ "third-largest", "second most visited": the word after the superlative; 0 for none."""
    at = rank.end
    if t.word[at] == "-" and t.glued(at):
        at += 1
    word = t.low[at]
    highest = word in _listed("order", "words") or (word.endswith("est") and len(word) > 4 and word not in _listed("order", "not_est"))
    return at + 1 if highest and rank.digits != "1" else 0


def _of_several(t: Tokens, at: int) -> bool:
    """ "seventh of 24", "third out of the ten"."""
    at += t.low[at] == "out"
    if t.low[at] != "of":
        return False
    at += 1 + (t.low[at + 1] == "the")
    return t.word[at][:1].isdigit() or t.low[at] in number_words().digits


def _is_placed(t: Tokens, rank: Draft) -> bool:
    """ "finished third", "was fourth in the poll", "up from 12th"; not "came first to mind", "is first and foremost"."""
    at, after = rank.start - 1, t.low[rank.end]
    if after not in _listed("placed", "after") and after not in _listed("placed", "ends") and after:
        return False
    while t.low[at] in _listed("placing", "between") and not (t.low[at] == "a" and rank.digits == "1"):
        at -= 1
    if t.low[at] in _listed("placing", "being"):
        return after in ("in", "of", "among", "behind") and not t.word[rank.end + 1][:1].isdigit() and t.low[rank.end + 1] != "line"
    verb = t.low[at] in _listed("placing", "verbs") or f"{t.low[at - 1]} {t.low[at]}" in _listed("placing", "verbs")
    return verb and not (rank.digits == "1" and (after in ("to", "for", "from", "and", "with", "but") or t.low[at] == "from"))


def _counts_along(t: Tokens, rank: Draft) -> bool:
    """ "third place", "the fifth straight loss", "a second time", "her 30th birthday"; not "in the first place"."""
    after, before = t.low[rank.end], t.low[rank.start - 1]
    if after in _listed("counting", "later"):
        return rank.digits != "1" and before == "a"
    if after == "place" and before in _listed("counting", "before_not"):
        return False
    return after in _listed("counting", "words")


def _claims(t: Tokens, rank: Draft) -> bool:
    """ "the first woman to lead it", "the first fall since May", "the fourth fire this year", "the second time in a week"."""
    owner = t.low[rank.start - 1]
    if not (owner in _listed("claiming", "owners") or owner in ("'s", "’s")):
        return False
    named = False
    for at in range(rank.end, rank.end + words("ranks")["claiming"]["reach"]):
        if (not t.is_word(at) and t.word[at] not in ("-", "’", "'")) or t.low[at] in _listed("claiming", "verbs"):
            return False
        if at > rank.end and _is_claim_after(t, at, rank, named=named):
            return True
        named = named or t.low[at] in _listed("claiming", "not_of")
    return False


def _is_claim_after(t: Tokens, at: int, rank: Draft, *, named: bool) -> bool:
    """Whether a claim begins at this word; `named` when the thing is a step, a chance and the like, of which there is always a first."""
    word, following = t.low[at], t.low[at + 1]
    if word == "to":
        # "the first woman to lead it", but "the second road to Leeds"
        return not named and t.word[at + 1].islower() and following not in _listed("claiming", "determiners")
    if word == "this":
        return following in _listed("claiming", "periods")
    if word == "of":
        return following in ("the", "this") and t.low[at + 2] in _listed("claiming", "periods") and rank.digits != "1"
    if word == "in":
        # "the first fall in 12 years"; not "the first step in the 19th century"
        near = {t.low[k] for k in range(at + 1, at + 6)}
        return not named and not is_written_rank(t, at + 2) and bool(near & _listed("claiming", "spans"))
    return word in _listed("claiming", "cues")


def _is_name(t: Tokens, rank: Draft, *, superlative: bool) -> bool:
    """ "May 4th", "the 21st century", "First Lady", "at first", "the second half"."""
    months, labels = words("labels")["dates"]["months"], words("labels")["rank_idioms"]
    before, after = t.low[rank.start - 1], t.low[rank.end]
    if (before == "the" and t.low[rank.start - 2] in months) or before in months:
        return True
    if after in months or (after == "of" and t.low[rank.end + 1] in months):
        return True
    if (after in ("century", "centuries", "-") and t.low[rank.end] == "century") or (after == "-" and t.low[rank.end + 1] == "century"):
        return True
    if t.is_capital(rank.start) and (
        t.is_capital(rank.end) or (rank.start > 0 and t.word[rank.start - 1] not in (".", "!", "?", "“", '"'))
    ):
        return True
    if t.glued(rank.start) and t.word[rank.start - 1] == "-":
        return True
    return before in labels["before"] or (after in labels["after"] and not superlative)
