"""Shorthand: a paragraph as one letter for each word, so that constructions can be sought among the letters.

"On Tuesday, 12 June 2018, sales" becomes `Bw,nmy,_`: B for "on", w for a weekday, n for a number of two figures, m for a month, y for what
may be a year, and _ for any other word. The letters and the words behind them are vocabulary (`words/dates.toml`). It decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from .vocabulary import words

_TOKEN = re.compile(
    r"""
      [^\W\d_]{2,}+(?![\d'’])                                         # most words
    | [Ww]/[bce]\b                                                     # "w/c 5 May"
    | [$£€¥]\s?\d[\d,.]*                                              # "$1,984": money is never a date
    | \d{4}(?:-\d\d?-|/\d\d?/)\d\d?(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\d/-])    # "2018-06-12", "2018-06-12T09:30"
    | \d\d?(?:/\d\d?/|\.\d\d?\.|-\d\d?-)(?:\d{4}|\d\d)(?![\d/-])      # "12/06/2018", "12.6.18"
    | \d\d?:\d\d(?::\d\d)?(?!\d) | \d\d?\.\d\d(?=(?:[-–]\d\d?(?:\.\d\d)?)?\s?[ap]\.?m)    # "9:30", "9.30pm", "9.30-11am"
    | \d\d?(?=[-–]\d\d?\.\d\d\s?[ap]\.?m)                            # "7-8.30pm"
    | \d+(?:[./-]\d+){2,}                                             # telephone and case numbers
    | \d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d) | \d+\.\d+                  # "2,000", "2.5"
    | \d+(?:st|nd|rd|th)\b | (?:['’]\d0|\d+0)s\b                      # "27th", "1990s", "'80s"
    | (?<!\w)['’]\d\d(?![\w'’])                                         # "the summer of '69"
    | \d+(?:\s?%)? | [ap]\.\s?m\b\.?                                  # "1990", "31%", "a.m."
    | (?:[Qq][1-4]|H[12]|FY\s?'?\d\d(?:\d\d)?)\b                         # "Q3", "FY19"
    | [^\W\d_]+(?:['’]clock\b|\d\w*)?                                 # "a", "o'clock"; "A380" is one word
    | ['’]s\b | [^\w\s]
    """,
    re.VERBOSE,
)
_MARKS = {",": ",", ".": ".", "-": "-", "–": "~", "—": "~", "(": "(", "/": "/", "'s": "'", "’s": "'"}
_NO_WORD = "_"


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The letters of a paragraph, and for each letter where its word stands, and what it is worth."""

    letters: str
    places: list[tuple[int, int]]
    values: list[Any]


class _Known(dict[str, tuple[str, Any]]):
    """What a word is worth: the vocabulary, and what other words have turned out to be, as long as they are not too many."""

    def __missing__(self, word: str) -> tuple[str, Any]:
        worth = _other(word)
        if len(self) < 50_000:
            self[word] = worth
        return worth


@cache
def _vocabulary() -> _Known:
    """Every word of the vocabulary in the forms in which it counts: small, with a capital, in capitals."""
    known = _Known()
    for group in words("dates").values():
        for word, value in group.get("words", {}).items():
            for form in [word.capitalize(), word.upper()] + ([] if group.get("capital") else [word]):
                known.setdefault(form, (group["letter"], value))
    return known


# Some letter that a moment cannot do without.
_TELLS_TIME = re.compile(r"[mMNbwvWuUQXzFpTOLDEGISRPy]|[tnk][x0]|At|Bho|Bn/n|tZ|n/n[j&~-]n/n|6h?u|d[xZ]|d_?C|k-?k")
_NOTHING = Shorthand("", [], [])


def shorthand(text: str) -> Shorthand:
    """The paragraph in letters; nothing where no word tells time."""
    known = _vocabulary()
    worth = [known[word] for word in _TOKEN.findall(text)]
    letters = "".join([letter for letter, _ in worth])
    if not _TELLS_TIME.search(letters):
        return _NOTHING
    return Shorthand(letters, [match.span() for match in _TOKEN.finditer(text)], [value for _, value in worth])


def _other(word: str) -> tuple[str, Any]:
    """A number, a mark, or a word that tells no time."""
    if word[0].isdecimal():
        return _number(word)
    if word in _MARKS:
        return _MARKS[word], None
    if word[0] in "'’" and word[1:2].isdecimal():
        return ("E", int(word[1]) * 10) if word[-1] == "s" else ("y", int(word[1:]) + (1900 if int(word[1:]) > 30 else 2000))
    if word[:1] in "apAP" and (word[1:2] == "." or word.lower() in ("am", "pm")) and word.lower().rstrip(".").endswith("m"):
        return "x", word[0].lower()
    if word[-1].isdecimal() and re.fullmatch(r"[Qq][1-4]|H[12]", word):
        return "G", word.upper()
    if word[-1].isdecimal() and re.fullmatch(r"FY\s?'?\d\d(?:\d\d)?", word):
        return "y", _two_thousands(int(re.sub(r"\D", "", word)))
    return _NO_WORD, word


def _two_thousands(year: int) -> int:
    return year + 2000 if year < 100 else year


def _number(word: str) -> tuple[str, Any]:
    if word.isdecimal() and word.isascii():
        number = int(word) if len(word) < 9 else 0
        return ("n" if len(word) <= 2 else "y" if len(word) == 4 and 1000 <= number <= 2199 else "d"), number
    if ":" in word and "T" not in word:
        return "t", word
    if word[-2:] in ("st", "nd", "rd", "th"):
        return "o", int(word[:-2]) if len(word) < 9 else 0
    if word[-1] == "s":
        return "E", int(word[:-1]) if len(word) < 7 else 0
    if len(word) > 5 and re.fullmatch(r"\d{4}[-/]\d.*", word):
        return "I", word
    if re.fullmatch(r"\d\d?([/.-])\d\d?\1\d+", word):
        return "S", word
    if re.fullmatch(r"\d\d?\.\d\d", word):
        return "t", word
    return ("_", word) if word[-1] == "%" else ("d", word.replace(",", "") if re.fullmatch(r"[\d,]{1,12}(?:\.\d{1,6})?", word) else None)
