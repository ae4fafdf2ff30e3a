"""Numbers in words: "two hundred and six", "twenty-five", "half a million", "a dozen", "tens of thousands", "two and a half".

Below a million a spelled number is worth what the numeral is ("two thousand" is 2000, exactly as printed); from a million on the scale word
is kept apart, for it says how the number was rounded.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from .counted import is_plural
from .numerals import ONE, Numeral, is_written, number_words, take_scale_words, written_at
from .tokens import Tokens
from .vocabulary import words

_LARGE = ("million", "billion", "trillion")


@cache
def number_starts() -> frozenset[str]:
    """Every word in small letters at which a number in words may begin."""
    known = number_words()
    scales = {"hundred", "thousand", "dozen", "half", "lakh", "crore", *_LARGE}
    many = {f"multi{scale}" for scale in _LARGE}
    return frozenset({*known.digits, *known.signs, *known.vague, *known.vague_times, *known.shares, "multi"} | scales | many)


def numeral_at(t: Tokens, at: int) -> Numeral | None:
    """The number that begins at this word, in figures or in words, if one does."""
    return written_at(t, at) if is_written(t.word[at]) else _vague(t, at) or _half_a(t, at) or _spelled(t, at)


def _half_a(t: Tokens, at: int) -> Numeral | None:
    """ "half a million", "half million", "half a dozen", "half-dozen"."""
    if t.low[at] != "half":
        return None
    to = at + 1 + (t.low[at + 1] in ("a", "-"))
    if t.low[to] == "dozen":
        return Numeral(at, to + 1, "6", low=Fraction(5), high=Fraction(7), spelled=True)
    scale = number_words().scales.get(t.low[to])
    # "less than a half-trillion"
    return Numeral(at - (t.low[at - 1] == "a"), to + 1, "1/2", scale, spelled=True) if scale else None


def _vague(t: Tokens, at: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred", "a few thousand", "a couple of trees"."""
    known, word = number_words(), t.low[at]
    start = at - (t.low[at - 1] == "a" and word in ("few", "couple"))
    if word in known.vague_times:
        low, high = known.vague_times[word]
        to = at + 1 + (t.low[at + 1] == "of" and word != "several")
        scale = Fraction(12) if t.low[to] == "dozen" and word not in ("tens", "hundreds") else known.scales.get(t.low[to])
        # "hundreds of thousands" and "several thousand", but not "several thousands"
        if scale and t.low[to].endswith("s") == (word in ("tens", "hundreds")):
            return Numeral(start, to + 1, "", low=low * scale, high=high * scale, spelled=True)
        if start < at and (word == "few" or t.low[at + 1] == "of"):
            return Numeral(start, at + 1, "", low=low, high=high, spelled=True)
    if word.startswith("multi"):
        return _multi(t, at)
    if word in known.vague and (word != "scores" or _are_many(t, at)):
        low, high = known.vague[word]
        return Numeral(at, at + 1, "", low=low, high=high, spelled=True)
    return None


def _are_many(t: Tokens, at: int) -> bool:
    """ "scores of people", "scores were hurt"; not "test scores were up", "scores of 70 and 68", "she scores goals"."""
    known = words("numbers")["vague"]["scores"]
    if t.low[at - 1] in known["not_after"]:
        return False
    if t.low[at + 1] == "of":
        return any(is_plural(word) for word in t.low[at + 2 : at + 6]) and not is_written(t.word[at + 2])
    return t.low[at + 1] in known["before"] and t.low[at - 1] in known["after"]


def _multi(t: Tokens, at: int) -> Numeral | None:
    """ "multi-million", "multibillion"."""
    to = at + 2 if t.low[at] == "multi" and t.word[at + 1] == "-" else at
    scale = number_words().scales.get(t.low[to].removeprefix("multi"))
    low, high = words("numbers")["several_of"]["words"]["multi"]
    return Numeral(at, to + 1, "", low=low * scale, high=high * scale, spelled=True) if scale else None


def _spelled(t: Tokens, at: int) -> Numeral | None:
    """ "two hundred and six", "twenty-five thousand", "a hundred", "a million", "two dozen", "two and a half million"."""
    known, word = number_words(), t.low[at]
    if word in known.digits:
        found = _Reader(t, at).read()
    elif word in ("hundred", "thousand", "dozen", "lakh", "crore", *_LARGE) and t.low[at - 1] == "a":
        # "hundred" without its article is none: "per hundred", "several hundred"
        found = _Reader(t, at, current=1).read() if word in ("hundred", "thousand", *_LARGE) else Numeral(at, at, "1", spelled=True)
        found.start = at - 1
    else:
        return None
    if t.low[found.end] == "point" and known.small.get(t.low[found.end + 1], 10) < 10:
        _take_decimals(t, found)
    else:
        _take_share(t, found)
    take_scale_words(t, found)
    return found


class _Reader:
    """Reads number words one by one while they make one number: the finished millions, the thousands below them, and the rest."""

    def __init__(self, t: Tokens, at: int, current: int = 0) -> None:
        self.t, self.start, self.at = t, at, at
        self.millions, self.thousands, self.current, self.begun = 0, 0, current, current > 0
        self.scale = ONE

    def read(self) -> Numeral:
        """The number, which may be followed by a share, a decimal or another scale word."""
        while self._joins() and self._takes():
            self.begun = True
            self.at += 1
        whole = self.millions + self.thousands + self.current
        # "Two million three hundred": the scale word no longer says how it was rounded
        scale = self.scale if self.millions and self.millions == whole and whole % self.scale == 0 else ONE
        return Numeral(self.start, self.at, str(whole // int(scale)), scale, spelled=True)

    def _joins(self) -> bool:
        """Passes the hyphen of "twenty-five" and the "and" of "two hundred and six"; "two and six" are two numbers."""
        t, known, at = self.t, number_words(), self.at
        if not self.begun or t.low[at] not in ("-", "and"):
            return True
        following = t.low[at + 1]
        if t.low[at] == "-":
            joins = t.glued(at) and t.glued(at + 1) and following in known.small and self.current > 0 and self.current % 10 == 0
        else:
            # "six million and two | thirds"
            apart = following in known.small and t.low[at + 2] in known.shares and t.low[at + 2].endswith("s")
            joins = self.current % 100 == 0 and following in known.digits and not apart
        self.at += joins
        return joins

    def _takes(self) -> bool:
        """Takes the word at hand into the number, if it fits."""
        known, word, current = number_words(), self.t.low[self.at], self.current
        if word in known.small:
            value = known.small[word]
            if self.begun and (not value or current % (10 if value < 10 else 100) or 10 <= current % 100 <= 19):
                return False
            self.current += value
        elif word in known.tens:
            if current % 100:
                return False
            self.current += known.tens[word]
        elif word == "hundred" and 0 < current < 100:
            self.current *= 100
        elif word == "thousand" and 0 < current < 1000 and not self.thousands:
            self.thousands, self.current = current * 1000, 0
        elif word in _LARGE and self.thousands + current and (self.scale == 1 or known.scales[word] < self.scale):
            self.scale = known.scales[word]
            self.millions, self.thousands, self.current = self.millions + (self.thousands + current) * int(self.scale), 0, 0
        else:
            return False
        return True


def _take_decimals(t: Tokens, found: Numeral) -> None:
    """ "one point five"."""
    known, at, decimals = number_words(), found.end + 1, ""
    while known.small.get(t.low[at], 10) < 10 and len(decimals) < 12:
        decimals += str(known.small[t.low[at]])
        at += 1
    if found.scale == 1:
        found.digits, found.end = f"{found.digits}.{decimals}", at


def _take_share(t: Tokens, found: Numeral) -> None:
    """ "one and a half", "two-and-a-half", "three and three quarters"."""
    known = number_words()
    after = [k for k in range(found.end, found.end + 7) if t.low[k] != "-"][:3]
    if len(after) < 3:
        return  # "twenty ----------": a line drawn behind a number
    joiner, upper, part = (t.low[k] for k in after)
    lower = known.shares.get(part)
    many = 1 if upper == "a" else known.small.get(upper, 0)
    if found.scale == 1 and joiner == "and" and lower and 0 < many < lower and t.low[after[2] + 1] != "of":
        found.add(Fraction(many, lower), after[2] + 1)
