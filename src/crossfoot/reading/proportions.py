"""Shares, chances and multiples in words: "a third of voters", "one in five", "nearly half", "doubled", "three times as many", "most"."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import NamedTuple

from .counted import is_plural
from .drafts import Draft
from .measures import unit_after
from .numerals import Numeral, number_words
from .spelled import numeral_at
from .tokens import Tokens
from .vocabulary import words

_OF = ("of", "the", "a", "an", "its", "his", "her", "their", "our", "those", "these", "all", "that", "this")


class Multiple(NamedTuple):
    """A word for a multiple, with what a fair editor takes it for."""

    value: str
    low: Fraction
    high: Fraction


@cache
def multiples() -> dict[str, Multiple]:
    """ "doubled", "threefold" and the like."""
    table = words("numbers")["multiples"]
    return {
        word: Multiple(entry["value"], Fraction(entry["low"]), Fraction(entry["high"]))
        for entry in table.values()
        if isinstance(entry, dict)
        for word in entry["words"]
    }


def multiple_at(t: Tokens, at: int) -> Draft | None:
    """ "doubled", "twice as many", "a threefold rise"; "double murder" and "scored twice" are none."""
    table, word = words("numbers")["multiples"], t.low[at]
    if word in table["needs_after"] and t.low[at + 1] not in table["after"]:
        return None
    if word == "twice" and t.low[at + 1] == "as" and not (is_likened(t, at + 1) or t.low[at - 1] in table["as_after"]):
        # "scored twice as United won"
        return None
    if t.low[at + 1] in ("this", "last") and t.low[at + 3] not in ("'s", "’s"):
        # "double last year's total", but "left twice this week"
        return None
    if t.low[at - 1] in table["not_after"] or (t.is_capital(at) and at > 0 and t.word[at - 1] not in (".", "!", "?")):
        return None
    value, low, high = multiples()[word]
    return Draft(at, at + 1, str(Fraction(value)) if "." not in value else value, kind="multiple", low=low, high=high, counts=False)


def is_likened(t: Tokens, at: int) -> bool:
    """ "as many", "as busy as": whether this "as" likens."""
    return t.low[at + 1] in words("numbers")["multiples"]["as"] or t.low[at + 2] == "as"


def share_at(t: Tokens, at: int) -> Draft | None:
    """ "half of", "a third", "a quarter of a mile": at the word for the lower part."""
    if t.low[at] == "half":
        return _half(t, at)
    if t.low[at] not in number_words().shares or t.low[at].endswith("s"):
        return None
    if t.low[at] == "quarter" and t.word[at + 1] == "-" and t.glued(at + 1):
        unit = unit_after(t, Numeral(at, at + 1, "1/4", spelled=True))
        return Draft(at, unit.end, "1/4", unit=unit.name, kind="measure", counts=False) if unit else None
    if t.low[at - 1] not in ("a", "one"):
        return None
    if not _is_share(t, at):
        return None
    return with_unit(t, Draft(at - 1, at + 1, f"1/{number_words().shares[t.low[at]]}", kind="fraction"))


def share_after(t: Tokens, number: Numeral) -> Draft | None:
    """ "two-thirds", "three quarters", "one-fifth": a small number and the lower part after it."""
    at, hyphen = number.end, False
    if t.word[at] in ("-", "–") and t.glued(at) and t.glued(at + 1):
        at, hyphen = at + 1, True
    if t.low[at] == "one" and t.word[at + 1] == "-" and number_words().shares.get(t.low[at + 2], 0) >= 100:
        # "one one-hundredth of a second"
        at, hyphen = at + 2, True
    part, end = _lower_part(t, at)
    if not part or not number.digits.isdecimal() or not number.spelled:
        return None
    upper, plural = int(number.digits), t.low[end - 1].endswith("s")
    if not upper or plural == (upper == 1) or (upper == 1 and not hyphen and not _is_share(t, at)):
        return None
    if (t.low[at] == "quarters" and number.digits != "3") or t.low[at] == "seconds":
        return None
    return with_unit(t, Draft(number.start, end, f"{upper}/{part}", kind="fraction"))


def _lower_part(t: Tokens, at: int) -> tuple[int, int]:
    """ "thirds", "twenty-firsts": its number, and the word after; 0 for none."""
    known = number_words()
    if t.low[at] in known.shares:
        return known.shares[t.low[at]], at + 1
    to = at + 1 + (t.word[at + 1] == "-")
    small = known.ordinals.get(t.low[to].removesuffix("s"), 0)
    if t.low[at] in known.tens and t.low[to].endswith("s") and 0 < small < 10:
        return known.tens[t.low[at]] + small, to + 1
    return 0, at


def _half(t: Tokens, at: int) -> Draft | None:
    """ "half of", "half the", "nearly half", "a half"; not "the first half", "half-time", "half brother"."""
    if t.low[at + 1] == "as" and t.low[at + 3] == "again" and t.low[at + 2] in words("numbers")["multiples"]["as"]:
        # "half as many again": one and a half times
        return Draft(at, at + 4, "1.5", kind="multiple", low=Fraction(27, 20), high=Fraction(5, 3), counts=False)
    if t.word[at + 1] == "-" and t.glued(at + 1):
        unit = unit_after(t, Numeral(at, at + 1, "1/2", spelled=True))
        return Draft(at, unit.end, "1/2", unit=unit.name, kind="measure", counts=False) if unit else None
    if (
        t.low[at + 1 : at + 3] == ["a", "dozen"]
        or t.low[at - 1] in number_words().half_not_after
        or (t.low[at - 1] == "and" and t.low[at - 2] in number_words().digits)
        # "by a length and a half"
        or (t.low[at - 2 : at] == ["and", "a"] and t.low[at - 4] in ("a", "an", "one"))
    ):
        return None
    return with_unit(t, Draft(at - (t.low[at - 1] in ("a", "one")), at + 1, "1/2", kind="fraction")) if _half_stands(t, at) else None


def _half_stands(t: Tokens, at: int) -> bool:
    known = number_words()
    return (
        t.low[at + 1] in _OF
        or t.low[at - 1] in known.share_before
        or (t.low[at - 1] == "a" and t.low[at + 1] not in ("dozen",))
        or bool(unit_after(t, Numeral(at, at + 1, "1/2", spelled=True)))
    )


def _is_share(t: Tokens, at: int) -> bool:
    """Whether "a third" is a share: by what follows, or by what stands before."""
    known = number_words()
    if t.word[at + 1] == "-" and t.glued(at + 1):
        # "a third-party review", "a quarter-finalist"
        return False
    if t.low[at] == "quarter" and t.low[at + 1] in ("ago", "earlier", "later"):
        return False
    if t.low[at + 1] == "of" or not t.is_word(at + 1) or (t.low[at] == "quarter" and t.low[at + 1] in known.share_verbs):
        return True
    return t.low[at + 1] in known.share_after and (t.low[at - 2] in known.share_before or t.low[at + 1] in ("the", "more", "less", "fewer"))


def with_unit(t: Tokens, draft: Draft) -> Draft:
    """With a scale or unit: "a quarter of a million", "three-quarters of an hour", "half a mile"."""
    at = draft.end
    if t.low[at] == "of" and t.low[at + 1] in ("a", "an"):
        at += 2
    elif t.low[at] in ("a", "an"):
        at += 1
    scale = number_words().scales.get(t.low[at])
    if scale and scale >= 1000 and not t.low[at].endswith("s"):
        draft.scale, draft.end, draft.kind = scale, at + 1, "count"
        unit = unit_after(t, Numeral(draft.start, draft.end, draft.digits, spelled=True))
        if unit:
            draft.unit, draft.end, draft.kind, draft.counts = unit.name, unit.end, "measure", False
        return draft
    unit = unit_after(t, Numeral(draft.start, at, draft.digits, spelled=True))
    if unit and t.low[at] != "percent" and (at > draft.end or t.low[at] not in ("pounds",)) and not t.low[at].endswith("s"):
        draft.unit, draft.end, draft.kind, draft.counts = unit.name, unit.end, "measure", False
    return draft


def chance_at(t: Tokens, number: Numeral) -> Draft | None:
    """ "one in five", "three in ten", "nine out of 10", "three out of every five", "one trip in three"; "two in three days" and "12 in
    2017" are none."""
    at = number.end
    if number.digits == "1" and number.spelled and t.is_word(at) and t.low[at + 1] == "in" and t.low[at] not in number_words().digits:
        # "One trip in three was late", but "one win in five games", "one man in 20 cars"
        after = numeral_at(t, at + 2) if t.word[at + 2][:1].isdigit() or t.low[at + 2] in number_words().digits else None
        if after and (not t.is_word(after.end) or t.low[after.end] in number_words().share_verbs):
            return _chance(t, number, after)
        return None
    if t.low[at] == "in":
        at += 1 + (t.low[at + 1] == "every")
    elif t.low[at] == "out" and t.low[at + 1] == "of":
        at += 2 + (t.low[at + 2] == "every")
    elif t.word[at] == "-" and t.low[at + 1] == "in" and t.word[at + 2] == "-":
        at += 3
    else:
        return None
    if not number.digits.isdecimal() or number.scale != 1:
        return None
    second = numeral_at(t, at) if t.word[at][:1].isdigit() or t.low[at] in number_words().digits or t.low[at] == "a" else None
    if t.low[at] == "a" and t.low[at + 1] in ("hundred", "thousand", "million"):
        second = numeral_at(t, at + 1)
    return _chance(t, number, second) if second else None


def _chance(t: Tokens, number: Numeral, second: Numeral) -> Draft | None:
    """So many in so many, where the two are a share."""
    if not second.digits.isdecimal() or unit_after(t, second):
        return None
    upper, lower = int(number.digits), int(second.value())
    if not 0 < upper < lower or upper > 9 or (1900 <= lower < 2100 and not second.spelled):
        return None
    if upper > 1 and lower not in (3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000):
        return None
    whole, half = Fraction(lower), Fraction(1, 2)
    low, high = (1 / (whole + half), 1 / (whole - half)) if upper == 1 else ((upper - half) / whole, (upper + half) / whole)
    return Draft(number.start, second.end, f"{upper}/{lower}", kind="fraction", low=low, high=high)


def most_at(t: Tokens, at: int) -> Draft | None:
    """ "most of the voters", "most voters"; "the most votes" and "most important" are none."""
    if t.low[at - 1] in ("the", "at", "a", "its", "his", "her", "their", "second", "-"):
        return None
    if t.low[at + 1] == "of" and t.low[at + 3] in ("time", "way"):
        return None
    if t.low[at + 1] == "of" and t.low[at + 2] in ("the", "them", "those", "these", "its", "his", "her", "their", "our", "us", "whom"):
        return Draft(at, at + 1, "", kind="fraction", low=Fraction(1, 2), high=Fraction(1))
    if is_plural(t.low[at + 1]) and not t.is_capital(at + 1):
        return Draft(at, at + 1, "", kind="fraction", low=Fraction(1, 2), high=Fraction(1))
    return None
