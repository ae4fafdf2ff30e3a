"""Numbers as they are written and spelled: "1,234.5", "1.16m", "3½", "two hundred and six", "half a million", "dozens".

This knows what a number is worth and where it begins and ends, nothing of what it counts. Spelled numbers below a million are worth what the
numeral is; from a million on the scale word is kept apart, for it says how the number was rounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from .tokens import Tokens
from .vocabulary import words

ONE = Fraction(1)
# 1,234 and 1,234.5; 12,34,567 as in India; 1234.5; .5
_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:\.\d+)?|\.\d+")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
# Halves to twelfths, and what is found on rulers: 7/16, 3/32. "24/7" and "9/11" are no fractions.
_LOWER_PARTS = frozenset((2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 32, 64, 100))


@dataclass(slots=True)
class Numeral:
    """A number at some words. `letter` is a scale letter that may be a unit instead ("300m"); `share`: a word for a part of one ("a third")."""

    start: int
    end: int
    digits: str
    scale: Fraction = ONE
    low: Fraction | None = None
    high: Fraction | None = None
    spelled: bool = False
    letter: str = ""
    share: bool = False
    vague: bool = False

    @property
    def is_whole(self) -> bool:
        """True for an integer without a scale word."""
        return self.scale == 1 and self.digits.isdecimal()

    def value(self) -> Fraction:
        """What it is worth; of a vague count the low end."""
        return Fraction(self.digits) * self.scale if self.digits else self.low or Fraction(0)


class _Words:
    """The number words, looked up once."""

    def __init__(self, vocabulary: dict[str, Any]) -> None:
        self.small: dict[str, int] = vocabulary["small"]["words"]
        self.tens: dict[str, int] = vocabulary["tens"]["words"]
        self.scales = {word: Fraction(value) for word, value in vocabulary["scales"]["words"].items()}
        self.glued = {word: Fraction(value) for word, value in vocabulary["letters"]["glued"].items()}
        self.spaced = {word: Fraction(value) for word, value in vocabulary["letters"]["spaced"].items()}
        self.doubtful = frozenset(vocabulary["letters"]["doubtful"])
        self.signs: dict[str, str] = vocabulary["fraction_signs"]["words"]
        self.shares: dict[str, int] = vocabulary["shares"]["words"]
        self.share_after = frozenset(vocabulary["shares"]["after"])
        self.share_before = frozenset(vocabulary["shares"]["before"])
        self.vague = {word: (Fraction(low), Fraction(high)) for word, (low, high) in vocabulary["vague"]["words"].items()}
        self.vague_times = {word: (Fraction(low), Fraction(high)) for word, (low, high) in vocabulary["vague_times"]["words"].items()}
        self.spelled = frozenset((*self.small, *self.tens, "hundred", "thousand", "dozen"))


@cache
def number_words() -> _Words:
    """The vocabulary of numbers."""
    return _Words(words("numbers"))


@cache
def number_starts() -> frozenset[str]:
    """Every word in small letters at which a number may begin; numerals aside."""
    known = number_words()
    singles = {"million", "billion", "trillion", "half", "third", "quarter", "few", "couple", "tens", "halves"}
    return frozenset({*known.spelled, *known.signs, *known.vague, *known.vague_times, *known.shares} | singles)


def numeral_at(t: Tokens, at: int) -> Numeral | None:
    """The number that begins at this word, if one does."""
    word = t.low[at]
    if word[:1].isdigit() or (word[:1] == "." and len(word) > 1) or word in number_words().signs:
        return _written(t, at)
    return _vague(t, at) or _half_a(t, at) or _spelled(t, at)


def _written(t: Tokens, at: int) -> Numeral | None:
    """1,234 and 3/4 and 10 1/2 and 3½, with a scale word or letter."""
    known, word = number_words(), t.word[at]
    if word in known.signs:
        return Numeral(at, at + 1, known.signs[word], share=True)
    if fraction := _simple_fraction(word):
        return _times_scale(t, Numeral(at, at + 1, fraction, share=True))
    # "12.5," is cut so by the tokens, "1.2.3" and "10:45" are no numbers
    if not _WRITTEN.fullmatch(word):
        return None
    found = Numeral(
        at, at + 1, word.replace(",", "").lstrip("0") if word[0] == "0" and word.isdigit() and len(word) == 1 else word.replace(",", "")
    )
    found.digits = found.digits or "0"
    if found.digits[0] == ".":
        found.digits = "0" + found.digits
    _add_fraction(t, found)
    return _times_scale(t, found)


def _simple_fraction(word: str) -> str | None:
    """ "3/4", but not "9/11" or "24/7"."""
    match = _FRACTION.fullmatch(word) if "/" in word else None
    if match and 0 < int(match[1]) < int(match[2]) and int(match[2]) in _LOWER_PARTS:
        return word
    return None


def _add_fraction(t: Tokens, found: Numeral) -> None:
    """ "10 1/2", "10-1/2" and "3½"."""
    at = found.end
    if t.word[at] == "-" and t.glued(at) and t.glued(at + 1):
        at += 1
    part = number_words().signs.get(t.word[at]) or _simple_fraction(t.word[at])
    if part and found.digits.isdecimal() and (t.word[at] not in number_words().signs or t.glued(at) or t.start[at] == t.end[at - 1] + 1):
        value = Fraction(found.digits) + Fraction(part)
        found.digits, found.end = f"{value.numerator}/{value.denominator}", at + 1


def _times_scale(t: Tokens, found: Numeral) -> Numeral:
    """ "2 million", "1.16m", "$2-billion", "40k", "3 thousand million"."""
    known = number_words()
    at = found.end
    letter = t.word[at]
    if t.glued(at) and letter in known.glued:
        if letter in known.doubtful:
            found.letter = letter
        found.scale, found.end = known.glued[letter], at + 1
    elif letter in known.spaced and t.start[at] == t.end[at - 1] + 1:
        if letter in known.doubtful:
            found.letter = letter
        found.scale, found.end = known.spaced[letter], at + 1
    else:
        if t.word[at] == "-" and t.glued(at) and t.glued(at + 1):
            at += 1
        while t.low[at] in known.scales:
            found.scale *= known.scales[t.low[at]]
            at += 1
            found.end = at
            found.share = False
    return _and_a_half(t, found)


def _and_a_half(t: Tokens, found: Numeral) -> Numeral:
    """ "a million and a half", "3 million and a half"."""
    at = found.end
    if found.scale > 1 and t.low[at : at + 3] == ["and", "a", "half"] and t.low[at + 3] not in number_words().scales:
        value = Fraction(found.digits) + Fraction(1, 2)
        found.digits, found.end = f"{value.numerator}/{value.denominator}", at + 3
    return found


def _half_a(t: Tokens, at: int) -> Numeral | None:
    """ "half a million", "a quarter of a million", "half a dozen", "half-dozen"."""
    known = number_words()
    if t.low[at] != "half":
        return None
    to = at + 1
    if t.low[to] in ("a", "-"):
        to += 1
    scale = known.scales.get(t.low[to]) or (Fraction(12) if t.low[to] == "dozen" else None)
    if not scale:
        return None
    if scale == 12:
        return Numeral(at, to + 1, "6", low=Fraction(5), high=Fraction(7), spelled=True)
    return Numeral(at, to + 1, "1/2", scale, spelled=True)


def _vague(t: Tokens, at: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred", "a few thousand", "a couple of million"."""
    known, word = number_words(), t.low[at]
    to = at + 1
    if word in known.vague_times:
        if t.low[to] == "of" and word != "several":
            to += 1
        scale = known.scales.get(t.low[to])
        if scale and t.low[to].endswith("s") == (word in ("tens", "hundreds")):
            low, high = known.vague_times[word]
            start = at - (t.low[at - 1] == "a" and word in ("few", "couple"))
            return Numeral(start, to + 1, "", low=low * scale, high=high * scale, spelled=True, vague=True)
    if word in known.vague:
        low, high = known.vague[word]
        return Numeral(at, at + 1, "", low=low, high=high, spelled=True, vague=True)
    if t.low[at - 1] == "a" and (word == "few" or (word == "couple" and t.low[at + 1] in ("of", "hundred", "thousand", "dozen"))):
        low, high = known.vague_times[word]
        return Numeral(at - 1, at + 1, "", low=low, high=high, spelled=True, vague=True)
    return None


def _spelled(t: Tokens, at: int) -> Numeral | None:
    """ "two hundred and six", "twenty-five thousand", "a hundred", "a million", "two dozen", "two and a half million"."""
    known, start = number_words(), at
    if t.low[at] not in known.spelled and t.low[at] not in ("million", "billion", "trillion"):
        return None
    total, current, scale, at = _read_words(t, at)
    if at == start and t.low[at] in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        # "a hundred", "a million"; "hundred" alone is none ("per hundred", "several hundred" are read elsewhere)
        if t.low[at - 1] not in ("a", "one", "per"):
            return None
        start, current = at - (t.low[at - 1] == "a"), 1
        if t.low[at] in ("hundred", "thousand"):
            total, current, scale, at = _read_words(t, at, current=1)
    found = Numeral(start, at, str(total + current), spelled=True)
    if scale > 1:
        found.digits, found.scale = str((total + current) // int(scale)), scale
    if t.low[at] == "point" and t.low[at + 1] in known.small:
        found = _point(t, found)
    else:
        found = _and_a_share(t, found)
    if t.low[found.end] == "dozen":
        return _dozens(found)
    if scale == 1:
        _times_scale(t, found)
    return _and_a_half(t, found)


def _read_words(t: Tokens, at: int, current: int = 0) -> tuple[int, int, Fraction, int]:
    """Reads on while the words make one number: total of the finished thousands, the current part, and the scale word where it is the last."""
    known, total, scale, begun = number_words(), 0, ONE, current > 0
    while True:
        word, value = t.low[at], 0
        if begun and word == "-" and t.glued(at) and t.glued(at + 1) and current % 10 == 0 and t.low[at + 1] in known.small and current:
            at += 1
            word = t.low[at]
        elif (
            begun
            and word == "and"
            and (current % 100 == 0)
            and (current or total)
            and (t.low[at + 1] in known.small or t.low[at + 1] in known.tens)
        ):
            # "two hundred and six"; "two and six" are two numbers
            at += 1
            word = t.low[at]
        if word in known.small:
            value = known.small[word]
            room = 100 if value > 9 or not value else 10
            if (begun and (current % room or not value)) or (10 <= current % 100 <= 19):
                break
        elif word in known.tens:
            value = known.tens[word]
            if begun and current % 100:
                break
        elif word == "hundred" and 0 < current < 100:
            current, value = current * 100, 0
        elif word == "thousand" and 0 < current < 1000:
            total, current = (total + current) * 1000, 0
        elif word in ("million", "billion", "trillion") and begun:
            whole = (total + current) * int(known.scales[word])
            following = t.low[at + 1]
            if following in known.small or following in known.tens:
                rest, part, _, at = _read_words(t, at + 1)
                return whole + rest, part, ONE, at
            return whole, 0, known.scales[word], at + 1
        else:
            break
        current += value
        begun = True
        at += 1
    return total, current, scale, at


def _point(t: Tokens, found: Numeral) -> Numeral:
    """ "one point five"."""
    known, at, decimals = number_words(), found.end + 1, ""
    while t.low[at] in known.small and known.small[t.low[at]] < 10:
        decimals += str(known.small[t.low[at]])
        at += 1
    if decimals and found.scale == 1:
        found.digits, found.end = f"{found.digits}.{decimals}", at
    return found


def _and_a_share(t: Tokens, found: Numeral) -> Numeral:
    """ "one and a half", "two-and-a-half", "three and three quarters"."""
    known, at = number_words(), found.end
    if found.scale != 1:
        return found
    words_on = [t.low[k] for k in range(at, at + 8) if t.low[k] != "-"]
    hyphens = [k for k in range(at, at + 8) if t.low[k] == "-"]
    if words_on[:2] != ["and", "a"] and not (words_on[0] == "and" and words_on[1] in known.small):
        return found
    part = known.shares.get(words_on[2])
    if not part or (words_on[2] in ("second", "quarter") and words_on[3] in ("ago",)):
        return found
    upper = 1 if words_on[1] == "a" else known.small[words_on[1]]
    if not 0 < upper < part:
        return found
    value = Fraction(found.digits) + Fraction(upper, part)
    end = at
    taken = 0
    while taken < 3:
        taken += t.low[end] != "-"
        end += 1
    del hyphens
    found.digits, found.end = f"{value.numerator}/{value.denominator}", end
    return found


def _dozens(found: Numeral) -> Numeral:
    """ "two dozen": 22 to 26."""
    many = Fraction(found.digits)
    found.digits, found.end = str(many * 12), found.end + 1
    found.low, found.high = many * 11, many * 13
    return found
