"""Numbers that are codes by how they are written: forms and laws ("a 10-K", "18 U.S.C."), case and telephone numbers, "A1", aircraft,
list marks.

Which words name a number ("Route 66"), and dates, are in `labels.py`.
"""

from __future__ import annotations

from functools import cache

from .counted import plural_soon
from .numerals import number_words
from .tokens import Tokens
from .vocabulary import words

HYPHENS = ("-", "–", "—")


@cache
def label_words(table: str, key: str) -> frozenset[str]:
    """The words of a table of `labels.toml`."""
    return frozenset(words("labels")[table][key])


def is_code(t: Tokens, at: int, past: int) -> bool:
    """ "17-cv-1234", "a 10-K", "401(k)", "18 U.S.C.", "§ 924", "a 15-2 squad", "7-Eleven", "a .22 rifle", "a 737-800"; units or not."""
    following, beyond = t.low[past], t.word[past + 1]
    if _is_calibre(t, at, past) or _is_airliner(t, at, past):
        return True
    if t.word[at - 1] == "§" or following in label_words("after", "always"):
        return True
    if not t.glued(past):
        return False
    if following == "(":
        return t.glued(past + 1) and len(beyond) == 1 and beyond.isalpha() and t.word[past + 2] == ")"
    if following not in HYPHENS or not t.glued(past + 1):
        return False
    if beyond.isdigit():
        coded = t.low[past + 2] in label_words("after", "squads") or t.low[at - 1] in label_words("before", "dockets")
        return coded or (beyond == t.word[at] == "50")
    if t.is_capital(past + 1) and beyond.lower() in number_words().digits:
        return True
    coded = t.word[past + 2] == "-" and t.glued(past + 2) and t.word[past + 3].isdigit() and beyond.lower() not in ("to", "or", "and")
    return coded or beyond == "something" or beyond in label_words("after", "letters") or t.low[past + 1] in label_words("after", "always")


def _is_calibre(t: Tokens, at: int, past: int) -> bool:
    """ "a .22 rifle", "two .38 revolvers"; "12 rifles" are counted."""
    return t.word[at][0] == "." and t.low[past] in label_words("after", "guns")


def _is_airliner(t: Tokens, at: int, past: int) -> bool:
    """ "a 737-800", "the 787", "its 777s"; "787 people" are counted."""
    word = t.word[at]
    if not (len(word) == 3 and word[0] == word[2] == "7" and word.isdigit()):
        return False
    if t.word[past] == "-" and t.glued(past) and t.word[past + 1].isdigit() and t.word[past + 1].endswith("00"):
        return True
    several = t.low[past] == "s" and t.glued(past)
    return several or (t.low[at - 1] in ("the", "a") and not plural_soon(t, past) and t.word[past] not in ("-", "–", "%"))


def is_joined_to_letters(t: Tokens, at: int, past: int, measured: bool) -> bool:
    """ "A1", "S23", "5G", "F-16", "Covid-19", "mid-40s", "1990s", "21st"."""
    if t.glued(at) and t.is_word(at - 1) and not measured:
        return True
    if t.glued(at) and t.word[at - 1] in HYPHENS and t.glued(at - 1) and t.is_word(at - 2) and not measured:
        return t.low[at - 2] not in ("sub", "to", "minus", "about", "nearly", "almost")
    if t.glued(at) and (t.word[at - 1] in ("#", "№", "_") or (t.word[at - 1] == "." and t.glued(at - 1) and t.is_word(at - 2))):
        # "#7", "ID.3"
        return True
    following = t.word[past]
    if t.glued(past) and (following[:1].isalpha() or following in ("_", "@", ":")) and not measured:
        return True
    # "24-7PressRelease"
    if following == "-" and t.glued(past) and t.word[past + 1].isdigit() and t.glued(past + 2) and t.is_word(past + 2) and not measured:
        return t.word[past + 2][:1].isupper()
    # "1.2.3", "555-1234-2"
    return t.glued(past) and following in (".", ",") and t.glued(past + 1) and t.word[past + 1][:1].isdigit()


def is_long_code(t: Tokens, at: int, past: int) -> bool:
    """Telephone numbers, leading zeros, "555-1234", "1:23-cr-00456"."""
    word = t.word[at]
    if len(word) > 1 and word[0] == "0" and word.isdigit():
        return True
    if t.word[at - 1] == "+" and t.glued(at) and t.word[past].isdigit():
        # "+44 20 7946 0958"
        return True
    first = at
    while t.word[first - 1].isdigit() and at - first < 4 and t.start[first] == t.end[first - 1] + 1:
        first -= 1
    if first < at and (t.word[first][0] == "0" or t.word[first - 1] == "+"):
        return True
    groups, k = 1, past
    while t.word[k] in ("-", ".", " ") and t.glued(k) and t.glued(k + 1) and t.word[k + 1].isdigit():
        groups, k = groups + 1, k + 2
    k = at
    while t.word[k - 1] == "-" and t.glued(k) and t.glued(k - 1) and t.word[k - 2].isdigit():
        groups, k = groups + 1, k - 2
    if groups > 2 or (groups == 2 and (len(t.word[past + 1]) == 4 and len(word) == 3 and t.word[past] == "-")):
        # "500-1000 people"
        return groups > 2 or not (word.endswith("0") and t.word[past + 1].endswith("00") and plural_soon(t, past + 2))
    # (202) 555
    return t.word[at - 1] == "(" and t.word[past] == ")" and t.word[past + 1].isdigit() and len(word) == 3


def is_list_mark(t: Tokens, at: int, past: int) -> bool:
    """ "1. Check the tap", "2) Call" opening a paragraph; "it offers (1) a bus, and (2) a tram"; "Section 4(a)(2)"."""
    if not t.word[at].isdigit() or len(t.word[at]) > 2:
        return False
    if at == 0:
        return t.word[past] in (".", ")") and t.glued(past) and not t.glued(past + 1)
    if t.word[at - 1] != "(" or t.word[past] != ")":
        return False
    return (
        t.low[past + 1] in ("a", "an", "the")
        or t.low[at - 2] in ("", ":", ";", ",", ".", "and", "or", ")")
        or (t.glued(at - 1) and t.word[at - 2][:1].isalnum())
    )
