"""Which signs of a paragraph are quotation marks and brackets, and which way each of them may face.

Not every sign is what it looks like: the apostrophe of "don't", "students'" and "'99", the inches of 6'2", the bracket of "a)" and of a
smiley are left out here, so that pairing (in `quotes.py`) sees only signs that quote or enclose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from .vocabulary import words

Family = Literal["double", "single", "round", "square"]

# Two apostrophes or two grave accents are a double mark in old wire copy. A single mark between two letters is an apostrophe.
_SIGN = re.compile(r"``|’’|''(?!'(?!'))|''(?='\w)|'(?='')|[\"“”„‟«»()\[\]]|(?<!\w)[‘’‚'`]|[‘’'](?!\w)")
_FAMILY: dict[str, Family] = {"(": "round", ")": "round", "[": "square", "]": "square", **dict.fromkeys("‘’‚'`", "single")}
_BEFORE_OPENING = frozenset(" \u200b([{-–—―/“‘\"'«„‚…:,;>*_|=+")
_AFTER_CLOSING = frozenset(" \u200b)]}-–—―/”’\"'».,;:!?…<*_|=+&[(")
# 6'2", 5 feet 11", 6′2″: the mark after the inches; 40' and 12" alone are seen by the digit before them.
_INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:\.\d|[¼½¾])?$")
# "a)", "1)", "iv)" at the start of an item; the face of a smiley.
_ITEM = re.compile(r"(?:^|[\s(;,:])(?:[a-zA-Z]|\d{1,3}|[ivxIVX]{1,4})\.?$")
# "(£380,180)" is no list mark.
_GROUPED = re.compile(r"\d,\d{3}$")
_SMILEY = re.compile(r"(?:^|\s)[:;=8xX]['’]?-?\s?$")
_YEAR = re.compile(r"\d\ds?\b(?!,\d)")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A quotation mark or bracket, by its place in the paragraph; a straight mark between two spaces may face either way."""

    start: int
    end: int
    family: Family
    opens: bool
    closes: bool


@cache
def _elisions() -> frozenset[str]:
    return frozenset(word for group in words("elisions")["group"] for word in group["words"])


@lru_cache(maxsize=4096)
def signs_in(text: str) -> tuple[Sign, ...]:
    """The quotation marks and brackets of a paragraph, in order."""
    signs: list[Sign] = []
    depth = 0
    for match in _SIGN.finditer(text):
        sign = _sign(text, match)
        if sign is None or not (sign.opens or sign.closes):
            continue
        if sign.family == "round":
            if _SMILEY.search(text, max(0, sign.start - 4), sign.start) and sign.opens and not text[sign.end : sign.end + 1].isalnum():
                continue
            if sign.closes and not depth and _is_item(text, sign.start):
                continue
            depth = depth + 1 if sign.opens else max(0, depth - 1)
        signs.append(sign)
    return tuple(signs)


def _sign(text: str, match: re.Match[str]) -> Sign | None:
    start, end, mark = match.start(), match.end(), match.group()
    family: Family = _FAMILY.get(mark, "double")
    match family:
        case "round" | "square":
            return Sign(start, end, family, mark in "([", mark in ")]")
        case "single":
            return _single(text, start, mark)
        case _:
            return _double(text, start, end, mark)


def _is_item(text: str, start: int) -> bool:
    """A bracket that closes nothing: after "a" or "1" at the head of an item, or the mouth of a smiley."""
    before = text[max(0, start - 6) : start]
    return bool(_SMILEY.search(before) or (_ITEM.search(before) and not _GROUPED.search(before)))


def _faces(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the neighbours let a mark open, and whether they let it close."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = (not before or before in _BEFORE_OPENING) and bool(after) and after != " "
    closes = bool(before) and before not in " (" and (not after or after in _AFTER_CLOSING)
    return opens, closes


def _double(text: str, start: int, end: int, mark: str) -> Sign | None:
    opens, closes = _faces(text, start, end)
    if end == len(text) and text[start - 1 : start] == " ":
        # A mark with nothing after it closes what is open, whichever way it is turned; else its quotation follows on the next line.
        return Sign(start, end, "double", True, True)
    before = text[max(0, start - 8) : start]
    if mark in '"”″' and before[-1:].isdigit() and _INCHES.search(before):
        return None
    if mark in "“„«``":
        # A mark turned the wrong way by the typesetter still closes: "We won,“ she said.
        return Sign(start, end, "double", not (closes and not opens), closes and not opens)
    if mark in "”»’’":
        return Sign(start, end, "double", opens and not closes, not (opens and not closes))
    if not opens and not closes:
        # A mark with a space on both sides, or a letter on both: it may be either.
        return Sign(start, end, "double", True, True)
    return Sign(start, end, "double", opens, closes)


def _single(text: str, start: int, mark: str) -> Sign | None:
    opens, closes = _faces(text, start, start + 1)
    before, word = text[start - 1 : start], _WORD.match(text, start + 1)
    if before.isdigit() and not word:
        return None if mark == "'" else Sign(start, start + 1, "single", False, closes)
    if word and opens and (word.group().lower() in _elisions() or _YEAR.match(text, start + 1)):
        return None
    if mark in "‘‚`":
        return Sign(start, start + 1, "single", True, False) if opens else None
    return Sign(start, start + 1, "single", opens and mark == "'", closes) if opens or closes else None
