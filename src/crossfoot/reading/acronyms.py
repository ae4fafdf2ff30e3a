"""Names with their short form in brackets: "the Coastal Flood Authority (CFA)".

Which words of the name the letters stand for is worked out from the right: "Maine Department of Environmental Protection (DEP)" begins
its letters at "Department". Letters that may come from another language, that belong to a person, a party or a news agency, and words in
brackets that are no letters at all ("the Trust") are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..document import Span
from ..ledger import Phrase, Relation
from .paragraphs import Paragraph, Story
from .places import listed

_BRACKET = re.compile(r" \((?:the )?[\"“‘']?([A-Z][A-Z&.]{1,8})s?[\"”’']?\)")
_WORD = re.compile(r"[^\W_][\w.'’&]*")
REACH = 110
LONGEST = 12


class _Word(NamedTuple):
    start: int
    letters: str
    weighs: bool


def acronyms(story: Story) -> Iterator[Relation]:
    """Every name with letters in brackets behind it."""
    for paragraph in story.paragraphs:
        for match in _BRACKET.finditer(paragraph.text):
            name = _name_before(paragraph.text, match.start())
            # "SAID (SAID)" says the letters twice.
            if name and paragraph.text[name[-1].start : match.start()] == match.group(1):
                continue
            if sum(word.weighs for word in name) > 1 and match.group(1).replace(".", "") not in _no_names():
                yield _relation(paragraph, match, name)


def _no_names() -> frozenset[str]:
    return listed("acronyms", "beside") | listed("titles", "offices")


def _relation(paragraph: Paragraph, match: re.Match[str], name: list[_Word]) -> Relation:
    letters = match.group(1).replace(".", "")
    low = _begins(name, letters.replace("&", ""))
    long = Span(paragraph.start + name[low].start, paragraph.start + match.start())
    # "DoJ": a small word may give a letter, and need not.
    key = "".join(word.letters if word.weighs else word.letters.lower() for word in name[low:])
    short = Span(paragraph.start + match.start(1), paragraph.start + match.end(1))
    readable = _read_in(letters.replace("&", ""), name[low:])
    unclear = None if readable else _unclear(paragraph.text[name[0].start : match.start()], letters)
    return Relation(
        Span(long.start, short.end), "acronym", (("long", Phrase(long, key)), ("short", Phrase(short, letters))), unclear=unclear
    )


def _unclear(name: str, letters: str) -> str | None:
    if not name.isascii() or set(name.split()) & listed("acronyms", "foreign"):
        return "the letters may stand for the name in another language"
    if letters in listed("acronyms", "settled") or letters in listed("organisations", "acronyms"):
        return "the letters are known, whatever they stand for"
    return None


def _begins(name: list[_Word], letters: str) -> int:
    """The word at which the letters begin: the last from which they can be read, else as many words from the right as there are letters."""
    for low in range(len(name) - 1, -1, -1):
        if name[low].weighs and name[low].letters[0] == letters[0] and _read_in(letters, name[low:]):
            return low
    heavy = [at for at, word in enumerate(name) if word.weighs]
    return heavy[-len(letters)] if len(heavy) >= len(letters) else heavy[0]


def _read_in(letters: str, name: list[_Word]) -> bool:
    """True where the letters stand in that order among the first letters of the words."""
    row = iter("".join(word.letters for word in name))
    return all(letter in row for letter in letters)


def _name_before(text: str, end: int) -> list[_Word]:
    """The words with capitals right before a bracket, joined by small ones."""
    found: list[_Word] = []
    tail = end
    for match in reversed(list(_WORD.finditer(text, max(0, end - REACH), end))):
        gap, word = text[match.end() : tail], match.group()
        if gap.strip(" -–") or (gap and not gap.isspace() and gap != "-") or len(found) >= LONGEST:
            break
        if not (word[0].isupper() or word[0].isdigit() or word in listed("acronyms", "small") or gap == "-"):
            break
        # "U.S." and "AquaCare" give two letters.
        letters = "".join(filter(str.isupper, word)) or word[0].upper()
        found.append(_Word(match.start(), letters, word[0].isupper() or gap == "-"))
        tail = match.start()
    while found and not found[-1].weighs:
        found.pop()
    if (
        len(found) > 1
        and text[found[-1].start : found[-2].start].strip().lower() in listed("common", "words")
        and _opens(text, found[-1].start)
    ):
        # "Unlike Harbour Aid Trust (HAT)"
        found.pop()
    return found[::-1]


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[:start].rstrip()[-1:] in tuple('.!?:“"')
