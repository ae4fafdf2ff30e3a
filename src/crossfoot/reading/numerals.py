"""Numbers written in figures: "1,234.5", "1.16m", "3½", "10 1/2", "40,000", "2.5 million".

This knows what a number is worth and where it begins and ends, nothing of what it counts. Numbers in words are in `spelled.py`.
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
# 1,234 and 1,234.5; 12,34,567 as in India; 1234.5; .5; 1e10
_WRITTEN = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})")
# Halves to twelfths, and what is found on rulers: 7/16, 3/32. "24/7" and "9/11" are no fractions.
_LOWER_PARTS = frozenset((2, 3, 4, 5, 6, 8, 9, 10, 12, 16, 32, 64, 100))
_LARGEST_POWER = 40
# Longer runs of digits are codes; and nobody writes "million million million million".
_LONGEST = 30
_MOST_SCALES = 3
_CRORE = Fraction(10000000)


@dataclass(slots=True)
class Numeral:
    """A number at some words. `letter` is a scale letter that may be a unit ("300m"); `share`: a fraction and nothing else ("3/4")."""

    start: int
    end: int
    digits: str
    scale: Fraction = ONE
    low: Fraction | None = None
    high: Fraction | None = None
    spelled: bool = False
    letter: str = ""
    share: bool = False

    @property
    def is_whole(self) -> bool:
        """True for an integer without a scale word."""
        return self.scale == 1 and self.digits.isdecimal()

    def value(self) -> Fraction:
        """What it is worth; of a vague count the low end."""
        return Fraction(self.digits) * self.scale if self.digits else self.low or Fraction(0)

    def add(self, part: Fraction, end: int) -> None:
        """Takes in a part that is written after it: the half of "two and a half"."""
        total = Fraction(self.digits) + part
        self.digits, self.end = str(total), end


class NumberWords:
    """The vocabulary of numbers, looked up once."""

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
        self.share_verbs = frozenset(vocabulary["shares"]["verbs"])
        self.half_not_after = frozenset(vocabulary["shares"]["half_not_after"])
        self.share_before = frozenset(vocabulary["shares"]["before"])
        self.ordinals: dict[str, int] = vocabulary["ordinals"]["words"]
        self.vague = _ranges(vocabulary["vague"]["words"])
        self.vague_times = _ranges(vocabulary["vague_times"]["words"])
        self.digits = frozenset((*self.small, *self.tens))
        # What a number in figures begins with.
        self.firsts = frozenset((*"0123456789.", *self.signs))


def _ranges(table: dict[str, list[int]]) -> dict[str, tuple[Fraction, Fraction]]:
    return {word: (Fraction(low), Fraction(high)) for word, (low, high) in table.items()}


@cache
def number_words() -> NumberWords:
    """The vocabulary of numbers."""
    return NumberWords(words("numbers"))


def is_written(word: str) -> bool:
    """True for a word that begins like a number in figures."""
    return word[:1].isdigit() or (word[:1] == "." and word[1:2].isdigit()) or word in number_words().signs


def written_at(t: Tokens, at: int) -> Numeral | None:
    """The number in figures at this word, with its fraction, power, scale word or letter; `None` for "10:45", "9/11" and "1.2.3"."""
    known, word = number_words(), t.word[at]
    if word in known.signs:
        return _scaled(t, Numeral(at, at + 1, known.signs[word], share=True))
    if fraction := _simple_fraction(word):
        return _scaled(t, Numeral(at, at + 1, fraction, share=True))
    if len(word) > _LONGEST or not _WRITTEN.fullmatch(word):
        return None
    found = _grouped_by_spaces(t, at) or Numeral(at, at + 1, _plain(word))
    _take_power(t, found)
    _take_fraction(t, found)
    return _scaled(t, found)


def _plain(word: str) -> str:
    """Without grouping, exponents worked out: "1,234.5" gives "1234.5"."""
    digits = word.replace(",", "").lower()
    if "e" in digits:
        return str(Fraction(digits))
    return "0" + digits if digits[0] == "." else digits


def _grouped_by_spaces(t: Tokens, at: int) -> Numeral | None:
    """ "1 234 567": groups of three; one alone before a word in small letters ("5 000 people"), and after no label ("on day 5 000 men")."""
    end = at + 1
    while end - at < _LONGEST // 3 and len(t.word[end]) == 3 and t.word[end].isdigit() and t.start[end] == t.end[end - 1] + 1:
        end += 1
    labelled = t.is_capital(at - 1) or t.low[at - 1] in words("labels")["before"]["small"]
    one = end - at == 2 and t.word[end].islower() and not labelled
    if (end - at < 3 and not one) or not t.word[at].isdigit() or len(t.word[at]) > 3 or t.word[at][0] == "0":
        return None
    return Numeral(at, end, "".join(t.word[at:end]))


def _simple_fraction(word: str) -> str | None:
    """ "3/4", but not "9/11" or "24/7"."""
    match = _FRACTION.fullmatch(word) if "/" in word else None
    if match and 0 < int(match[1]) < int(match[2]) and int(match[2]) in _LOWER_PARTS:
        return word
    return None


def _take_power(t: Tokens, found: Numeral) -> None:
    """ "2.5×10-8", "1.1^23"."""
    at, base = found.end, Fraction(found.digits)
    ten = t.low[at] in ("×", "x") and t.word[at + 1] == "10"
    if ten:
        at += 2
    if t.word[at] == "^":
        at += 1
    elif not ten or not t.glued(at):
        return
    sign = -1 if t.word[at] == "-" else 1
    at += t.word[at] in ("-", "+")
    if not (t.word[at].isdecimal() and int(t.word[at][:3]) <= _LARGEST_POWER) or (not ten and not base):
        return
    power = sign * int(t.word[at])
    found.digits, found.end = str(base * Fraction(10) ** power if ten else base**power), at + 1


def _take_fraction(t: Tokens, found: Numeral) -> None:
    """ "10 1/2", "10-1/2" and "3½"."""
    at = found.end
    if t.word[at] == "-" and t.glued(at) and t.glued(at + 1):
        at += 1
    part = number_words().signs.get(t.word[at]) or _simple_fraction(t.word[at])
    if part and found.digits.isdecimal() and t.start[at] <= t.end[at - 1] + 2:
        found.add(Fraction(part), at + 1)


def _scaled(t: Tokens, found: Numeral) -> Numeral:
    """ "2 million", "1.16m", "$2-billion", "40k", "3 thousand million", "3 million and a half"."""
    known, at = number_words(), found.end
    letter = t.word[at]
    table = known.glued if t.glued(at) else known.spaced if t.start[at] == t.end[at - 1] + 1 else {}
    if letter in table and not (t.word[at + 1] in ("2", "3") and t.glued(at + 1)):
        found.letter = letter if letter in known.doubtful else ""
        found.scale, found.end = table[letter], at + 1
    else:
        take_scale_words(t, found)
    return found


def take_scale_words(t: Tokens, found: Numeral) -> None:
    """The scale words after a number, in figures or in words: "2 million", "3 dozen", "2-million"."""
    known, at = number_words(), found.end
    if t.word[at] == "-" and t.glued(at) and t.glued(at + 1):
        at += 1
    if t.low[at] in ("dozen", "dozens"):
        many = Fraction(found.digits) * found.scale
        found.digits, found.scale, found.end, found.low, found.high = str(many * 12), ONE, at + 1, many * 11, many * 13
        return
    for _ in range(_MOST_SCALES):
        if t.low[at] not in known.scales:
            break
        found.scale *= known.scales[t.low[at]]
        at += 1
        found.end, found.share = at, False
    if found.scale > 1 and t.low[at] == "and":
        _take_more(t, found, at + 1)
    elif found.scale == _CRORE and t.word[at].isdecimal() and len(t.word[at]) < 3 and t.low[at + 1] in ("lakh", "lakhs", "lac"):
        # "Rs 2 crore 50 lakh"
        found.digits, found.scale, found.end = str(Fraction(found.digits) * 100 + int(t.word[at])), _CRORE / 100, at + 2


def _take_more(t: Tokens, found: Numeral, at: int) -> None:
    """The half of "3 million and a half", the thirds of "six million and two thirds", the 21 of "3 hundred and 21"."""
    known = number_words()
    upper = 1 if t.low[at] == "a" else known.small.get(t.low[at], 0)
    part = known.shares.get(t.low[at + 1], 0)
    if 0 < upper < part and t.low[at + 2] not in (*known.scales, "of"):
        found.add(Fraction(upper, part), at + 2)
    elif found.scale == 100 and found.digits.isdecimal() and len(t.word[at]) < 3 and t.word[at].isdecimal() and not t.glued(at + 1):
        found.digits, found.scale, found.end = str(int(found.digits) * 100 + int(t.word[at])), ONE, at + 1
