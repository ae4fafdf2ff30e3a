"""Names as they stand in one paragraph: runs of capitalised words, and what each looks like: a person, an organisation, a place, an office.

Works by capitals, titles, the words organisations are made of, and a table of places; it does not know who exists. What it cannot
tell from the name and the words around it stays open (`kind` is `None`), for the story as a whole may show it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ..document import Span
from .places import DIRECTIONS, abbreviated, listed, usual_name
from .runs import Token, runs_in
from .vocabulary import words

NameKind = Literal["person", "organisation", "place", "office", "thing"]

_CAMEL = re.compile(r"[a-z][A-Z]")
# "SANTA ANA, Calif. –", "LONDON (AP) --": where a report was written
_DATELINE = re.compile(r"(?:,? [A-Z][\w. ]{1,20})?\s?(?:\([^)\n]{1,30}\)\s?)?(?:--|[–—-]\s)")
_PARTISAN = re.compile(r"[RDI]-[A-Z]")

# A sentence, a line or a quotation begins here, so the first capital may be no name.


class Name(NamedTuple):
    """A name in a paragraph. `title` is what stands before it with capitals, `front` the capitalised words before that;
    `opens`: its first word begins a sentence; `the`: "the" stands before it."""

    span: Span
    words: tuple[str, ...]
    kind: NameKind | None
    text: str
    opens: bool = False
    the: bool = False
    title: Span | None = None
    front: Span | None = None


@cache
def _openers() -> frozenset[str]:
    return listed("common", "words")


@cache
def _strong() -> frozenset[str]:
    phrases = frozenset(words("organisations")["phrases"].strip().splitlines())
    return listed("organisations", "known") | listed("organisations", "acronyms") | phrases


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[Name, ...]:
    """The names of one paragraph, in order, at positions in it."""
    names: list[Name] = []
    for run in runs_in(text):
        names += _read(text, run)
    return tuple(names)


def _read(text: str, run: list[Token]) -> list[Name]:
    """The name or names in a run, once words that only open the sentence are taken off."""
    opens = _opens(text, run[0].start)
    the = text[max(0, run[0].start - 4) : run[0].start].lower() == "the "
    given, known = listed("names", "given"), _titles()
    while run and _only_opens(run, opens, given, known):
        the = run[0].word == "The"
        run = run[1:]
        opens = opens and not the
    while run and run[-1].word in listed("names", "never") and not (len(run) > 1 and run[0].word in given):
        run = run[:-1]
    while run and run[0].word in listed("names", "never") and run[0].word not in given:
        run = run[1:]
    if not run or (len(run) == 1 and len(run[0].word) == 1):
        return []
    return _split(text, run, opens, the)


def _opens(text: str, start: int) -> bool:
    """True where a sentence, a quotation or a bracketed remark begins: capitals there are no sign of a name."""
    if start == 0 or text[start - 1] in '"“‘[':
        return True
    before = text[max(0, start - 6) : start].rstrip(" ([")
    bare = before.rstrip("\"”’'“‘")
    if not bare:
        return start < 6
    return bare[-1] in ".!?:;…•|–—" or (bare[-1] == "," and bare != before) or before.endswith(" -")


@cache
def _titles() -> frozenset[str]:
    return listed("titles", "offices") | listed("titles", "honorifics")


def _only_opens(run: list[Token], opens: bool, given: frozenset[str], known: frozenset[str]) -> bool:
    word = run[0].word
    if opens and len(run) > 1 and word.lower() in listed("roles", "left") and word.lower() != "the":
        return True
    if word in ("The", "A", "An"):
        return not (len(run) > 1 and f"The {run[1].word}" == "The Hague")
    if not opens or word.lower() not in _openers() or (word.isupper() and len(word) > 1):
        return False
    if len(run) == 1:
        return word not in _strong() and word not in listed("names", "family_first")
    if word in known or (word in listed("titles", "modifiers") and run[1].word in known):
        return False
    if word in DIRECTIONS or word in given or word in listed("organisations", "heads"):
        return False
    # "National Harbour Trust" opens with an everyday word and ends as an organisation does.
    return not ((run[-1].word in listed("organisations", "tails") and len(run) > 2) or usual_name(_text(run)) is not None)


def _text(run: list[Token]) -> str:
    return "".join((token.gap if at else "") + token.word for at, token in enumerate(run))


def _name(
    text: str, run: list[Token], kind: NameKind | None, opens: bool, the: bool, title: Span | None = None, front: Span | None = None
) -> Name:
    return Name(
        Span(run[0].start, run[-1].end), tuple(t.word for t in run), kind, text[run[0].start : run[-1].end], opens, the, title, front
    )


def _split(text: str, run: list[Token], opens: bool, the: bool) -> list[Name]:
    """Titles taken apart from the name they stand before; then what kind of name it is."""
    given = listed("names", "given")
    kind = _kind(run, the)
    whole = text[run[0].start : run[-1].end]
    if text[run[-1].end : run[-1].end + 1] == "/" or _PARTISAN.match(whole):
        # "Omar Said/Reuters" is a credit, "D-Ohio" a party and a state.
        return [_name(text, run, "thing", opens, the)]
    if run[0].start == 0 and whole.isupper() and _DATELINE.match(text, run[-1].end):
        return [_name(text, run, "place" if usual_name(whole.title()) else "thing", opens, the)]
    if kind == "organisation" and _title_end(run) == len(run) and whole not in _strong():
        return [_name(text, run, "office", opens, the)]
    lead = _lead(run) if kind is None else 0
    if lead:
        # "United Nations Susan Lowe", as headlines and wires have it
        return [*_split(text, run[:lead], opens, the), _name(text, run[lead:], "person", False, False)]
    if kind in ("organisation", "place", "thing") and not (
        kind != "place" and _title_end(run) and len(run) - (_title_end(run) or 0) > 1 and run[_title_end(run) or 0].word in given
    ):
        return [_name(text, run, kind, opens, the)]
    stop = _title_end(run)
    if stop == len(run) > 1 and run[-1].word in listed("names", "offices_too") and run[-2].word in listed("titles", "honorifics"):
        # "Mr. King"
        stop -= 1
    if stop is None:
        return [_name(text, run, kind, opens, the)]
    begin = _title_begin(run, stop)
    title = Span(run[begin].start, run[stop - 1].end)
    front = Span(run[0].start, run[begin - 1].end) if begin else None
    names = _split(text, run[:begin], opens, the) if begin else []
    if stop == len(run):
        return [*names, _name(text, run[begin:], "office", opens and not begin, the, None, front)]
    return [*names, _name(text, run[stop:], "person", False, the, title, front)]


def _lead(run: list[Token]) -> int:
    """How many words of a place or body stand before the name of a person."""
    given = listed("names", "given")
    for at in range(1, len(run) - 1):
        if run[0].word not in given and run[at].word in given and len(run) - at in (2, 3) and run[at].gap == " ":
            before = _text(run[:at])
            return at if usual_name(before) is not None or before in _strong() else 0
    return 0


def _title_begin(run: list[Token], stop: int) -> int:
    """Where the office that ends there begins: at "Acting" in "ICE Acting Director", at "President" in "Chamber of Commerce President"."""
    before = listed("titles", "offices") | listed("titles", "honorifics") | listed("titles", "modifiers")
    begin = stop - 1
    while begin > 0 and (run[begin - 1].word in before or run[begin].gap.strip() == "of"):
        begin -= 1
        if run[begin + 1].gap.strip() == "of" and run[begin].word not in before:
            # What is "of Commerce" is a body.
            return begin + 2
    return begin


def _title_end(run: list[Token]) -> int | None:
    """How many words from the start belong to what stands before the name: 3 in "ICE Acting Director Tom Homan"."""
    offices, honorifics, given = listed("titles", "offices"), listed("titles", "honorifics"), listed("names", "given")
    stop = None
    for at, token in enumerate(run):
        if token.word in offices or token.word in honorifics:
            named = at and run[at - 1].word in given and token.word in listed("names", "surnames_too")
            if not named and not (token.word in given and at + 1 < len(run) and at == 0):
                stop = at + 1
        elif stop == at and token.gap in (" of ", " of the ", " for ", " for the "):
            # "Secretary of State John Kerry", "President of the United States Ann Lowe"
            sizes = (size for size in range(len(run), at, -1) if usual_name(_text(run[at:size])) is not None)
            stop = next(sizes, None) or _matter_end(run, at)
    return stop


def _matter_end(run: list[Token], at: int) -> int:
    """Where the matter of an office ends: "Secretary of Veterans Affairs David Lowe", "Minister for Health and Social Care Ann Lowe"."""
    matters, given = listed("organisations", "topics") | listed("organisations", "tails"), listed("names", "given")
    end = at + 1
    while len(run) - end > 1 and run[end].word not in given and (run[end].word in matters or run[end].gap.strip() in ("and", "&")):
        end += 1
    return end


def _kind(run: list[Token], the: bool) -> NameKind | None:
    first, last, size = run[0].word, run[-1].word, len(run)
    given, whole = listed("names", "given"), _text(run)
    if whole in _strong():
        return "organisation"
    if usual_name(whole) is not None:
        return "place"
    if whole in abbreviated():
        return "thing"
    if size == 1:
        return _kind_of_one(first)
    if any(token.gap == " & " for token in run[1:]):
        return "organisation"
    person = first in given and size <= 4
    if person and size == 2 and last in listed("names", "surnames_too"):
        return "person"
    if first in listed("names", "storms"):
        # "Hurricane Otis", "Operation Safe Road"
        return "thing"
    if last in ("City", "United") and usual_name(_text(run[:-1])) is None and not the:
        return None
    if last in listed("organisations", "tails"):
        return "organisation"
    if last in listed("names", "things"):
        return "thing"
    if first in listed("places", "heads") and size > 1 and run[1].gap.strip() == "of":
        # "Gulf of Mexico"
        return "place"
    if _headed(run):
        return "organisation"
    if last in listed("places", "tails"):
        return "place"
    if last.strip(".") in ("Jr", "Sr", "II", "III", "IV") or (person and not _blocked(run)):
        return "person"
    if any(len(t.word) == 2 and t.word.endswith(".") for t in run[:-1]) and size <= 4 and len(last) > 2:
        # "J. Edgar Hoover", "Folade R. Osei"
        return "person"
    if first in listed("names", "family_first") and (size == 3 or (size == 2 and "-" in last)) and not _blocked(run):
        # "Park Geun Hye", "Moon Jae-in"
        return "person"
    if any(t.word.lower().startswith(("al-", "el-")) and t.word[3:4].isupper() for t in run[1:]):
        return "person"
    if any(t.gap.strip() in ("van", "von", "van der", "von der", "de la", "bin", "al") for t in run[1:]):
        return "person"
    return None


def _headed(run: list[Token]) -> bool:
    """ "Bank of Dover", "Second Circuit Court of Appeals"."""
    heads = listed("organisations", "heads")
    return any(
        (token.gap.strip().startswith(("of", "for")) and run[at].word in heads) or token.gap == " on " for at, token in enumerate(run[1:])
    )


def _blocked(run: list[Token]) -> bool:
    """True when a word shows that this is no person although it begins like one."""
    later = [token.word for token in run[1:]]
    return any(w in listed("organisations", "heads") or (w in listed("names", "never") and len(w) > 2) for w in later) or "&" in [
        t.gap.strip() for t in run
    ]


def _kind_of_one(word: str) -> NameKind | None:
    if (
        word in listed("places", "demonyms")
        or word.rstrip("s") in listed("places", "demonyms")
        or (word.endswith("ians") and len(word) > 7)
    ):
        return "thing"
    if word in listed("titles", "offices"):
        return "office"
    if word in listed("organisations", "tails") or word in listed("places", "tails"):
        return "thing"
    letters = word.replace(".", "").replace("-", "")
    if word.isupper() and 3 <= len(letters) <= 7 and not any(map(str.isdigit, word)):
        return "organisation"
    if any(map(str.isdigit, word)):
        return "thing"
    if _CAMEL.search(word) and not word.startswith(("Mc", "Mac", "De", "Di", "Le", "La", "Van", "Fitz", "O'", "O’", "D'", "D’", "St")):
        # "PolitiFact", "eBay": no one is called so
        return "organisation"
    return None
