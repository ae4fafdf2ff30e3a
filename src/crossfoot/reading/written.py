"""Every number that is written in a text, be it a figure, part of a date, or part of a name: "38", "270K", "'68", "twelve", "19th", "G20".

A headline may repeat any of them, and a number that stands nowhere in the text is worth a question whatever it counts. This says where
each stands, what it is worth, and which words beside it say that it may be only part of what the headline counts: "and 11 others".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, lru_cache

from ..document import Document, Span
from ..quantity import exact
from .numerals import Numeral, is_written, number_words
from .paragraphs import PLAIN
from .spelled import number_starts, numeral_at
from .tokens import Tokens
from .vocabulary import words

# "1,500", "2.5", ".5", and the digits inside "G20", "5am", "COVID-19"; "'68" and "'90s" with their apostrophe.
_DIGITS = re.compile(r"(?P<short>(?<![\w.])['’‘]\d\d(?!\d))|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+")
_LONGEST = 15
_REACH = 90  # characters on either side that are asked for a word


@dataclass(frozen=True, slots=True)
class Written:
    """A number written, whatever it is: its plain value as `key` ("270000"; "'68" for a year cut short), and by their names the words
    `beside` it that tie it to another number ("other", "each")."""

    span: Span
    key: str
    beside: frozenset[str] = frozenset()


def numbers(document: Document) -> Iterator[Written]:
    """Every number written in a document, in its order."""
    for block in document.blocks:
        for number in _written(block.text.translate(PLAIN)):
            yield replace(number, span=block.place(number.span))


@lru_cache(maxsize=4096)
def _written(text: str) -> tuple[Written, ...]:
    """The numbers of a paragraph; of two at one place the longer: "270K" is one number, and so is "2.5 million"."""
    longest: dict[int, tuple[int, str]] = {}
    for start, end, key in (*_in_digits(text), *_in_words(text)):
        if start not in longest or end > longest[start][0]:
            longest[start] = end, key
    kept: list[Written] = []
    for start in sorted(longest):
        end, key = longest[start]
        if not kept or start >= kept[-1].span.end:
            kept.append(Written(Span(start, end), key, _beside(text, start, end)))
    return tuple(kept)


def _in_digits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _DIGITS.finditer(text):
        digits = match.group().replace(",", "")
        if match["short"]:
            # "the crash of '68", or "'68 dead', police say": which of the two is for the reader of the key
            yield match.start(), match.end(), "'" + digits[1:]
        elif len(digits) <= _LONGEST:
            # "08" is not 8
            yield match.start(), match.end(), digits if digits[0] == "0" and digits.isdecimal() else exact(Fraction(digits))


def _in_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers in words, and numbers in figures with their scale: "twelve", "270K", "2.5 million", "tenth", "a decade"."""
    t = Tokens(text)
    alone = {**number_words().ordinals, **words("headlines")["alone"]["words"]}
    done = 0
    for at, word in enumerate(t.low):
        if word in alone:
            yield t.start[at], t.end[at], str(alone[word])
        if at < done or not (is_written(word) or word in number_starts()):
            continue
        number = numeral_at(t, at)
        if number and number.end > at:
            done = number.end
            if number.digits and (number.spelled or number.scale != 1 or "/" in number.digits):
                yield t.start[number.start], t.end[number.end - 1], exact(_spoken(number))


def _spoken(number: Numeral) -> Fraction:
    """ "A million two" is 1.2 million, as it is spoken."""
    value = number.value()
    tenths = value % 10
    if number.spelled and value >= 10**6 and value % 10**5 == tenths:
        return value - tenths + tenths * 10**5
    return value


def _beside(text: str, start: int, end: int) -> frozenset[str]:
    """What the words about a number say of it, by the names of `headlines.toml`."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return frozenset(
        name for name, (behind, ahead) in _company().items() if (behind and behind.search(before)) or (ahead and ahead.match(after))
    )


@cache
def _company() -> dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]]:
    def pattern(entry: dict[str, str], side: str) -> re.Pattern[str] | None:
        return re.compile(entry[side], re.IGNORECASE) if side in entry else None

    return {name: (pattern(entry, "before"), pattern(entry, "after")) for name, entry in words("headlines")["company"].items()}
