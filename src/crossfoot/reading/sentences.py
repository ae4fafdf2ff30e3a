"""Where sentences end. Works by punctuation and a list of abbreviations; it does not parse."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..document import Span
from .vocabulary import words

# "He left. She", 'gone." The', "done?) It", "U.S. The": a terminator, closing marks, a space, and something that can begin a sentence.
_END = re.compile(r"[.!?…]+[\"”’'»)\]]{0,4}(?=\s+[\"“‘'«(\[–—-]{0,3}\s?[A-Z0-9À-Þ£$€]|\s*$)")
_LAST_WORD = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}[A-Z]")
# Words that often open a sentence and seldom follow an abbreviation such as "U.S." or "Inc." inside one.
_OPENERS = re.compile(
    r"\s+[\"“‘'(]?(?:The|A|An|He|She|It|They|We|I|You|In|On|At|But|And|This|That|These|Those|There|His|Her|Its|Their|If|When|While|As|For|After|"
    r"Before|However|Police|Officials|Some|Many|Most|All|No|Not|What|Who|How|Why|Where|So|Or|By|To|From|With|Since|Until|Under|Both|Each|According)\b"
)


@cache
def _abbreviations() -> dict[str, str]:
    return {word: group["before"] for group in words("abbreviations")["group"] for word in group["words"]}


@lru_cache(maxsize=4096)
def sentences_in(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph, as positions in it, without the spaces between them."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if match.end() > start and _ends(text, match):
            spans.append(_trimmed(text, start, match.end()))
            start = match.end()
    if text[start:].strip():
        spans.append(_trimmed(text, start, len(text)))
    return tuple(spans)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether this terminator ends a sentence: not after "Mr.", "No." before a number, an initial, or "U.S." before anything but an
    opener."""
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    last = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if not last:
        return True
    word = last.group()
    rest = text[match.end() : match.end() + 24]
    if not rest.strip():
        return True
    if (len(word) == 1 and word.isupper() and word != "I") or (_INITIALS.fullmatch(word) and word not in _abbreviations()):
        # "George W. Bush", "J.D. Vance", but "Vitamin C. The study" and "Plan B. It"
        return bool(_OPENERS.match(rest))
    match _abbreviations().get(word):
        case "name":
            return False
        case "number":
            return not rest.lstrip()[:1].isdigit() and word in ("No", "Sec", "Art") and bool(_OPENERS.match(rest))
        case "month":
            return not rest.lstrip()[:1].isdigit()
        case "either":
            return bool(_OPENERS.match(rest))
        case _:
            return True
