"""Ranks: "first", "10th", "twenty-fifth", "third-largest". Dates, centuries and names with a rank in them are left out."""

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


def rank_at(t: Tokens, at: int) -> Draft | None:
    """The rank that begins at this word, if one does."""
    found = _written(t, at) or _spelled(t, at)
    if not found or _is_name(t, found):
        return None
    end = found.end
    if t.word[end] == "-" and t.glued(end) and t.low[end + 1].endswith("est"):
        found.end = end + 2
    elif (
        t.low[end].endswith("est")
        and t.low[end - 1] != "first"
        and t.low[end]
        not in (
            "west",
            "test",
            "interest",
            "request",
            "quest",
            "guest",
            "rest",
            "arrest",
            "contest",
            "forest",
            "protest",
            "nest",
            "harvest",
            "best-of",
        )
    ):
        found.end = end + 1
    return found


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


def _is_name(t: Tokens, rank: Draft) -> bool:
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
    return before in labels["before"] or (after in labels["after"] and not t.low[rank.end + 1].endswith("est"))
