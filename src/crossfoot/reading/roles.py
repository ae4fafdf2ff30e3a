"""What people are: the role before a name ("executive director Erika Lowe") and the one after it ("Sam Hill, 47, a nurse from Leeds").

It reads a few words to either side of a name and goes no further. A role is given in the story's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..document import Span
from .places import listed

REACH = 110
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_LOWER_BEFORE = re.compile(r"(?:(?<![\w'’-])[a-z][\w’'-]*,? ){1,7}$")
# ", 47, a nurse", ", a nurse", ", the agency's acting director", " (the mayor)", " – a nurse"
_APPOSED = re.compile(r"(?:,| [–—-]| \()\s?(?P<age>\d{1,3},\s?)?(?P<phrase>[^,;:.()“”\"–—\n]{2,90})")
_AGE = re.compile(r",\s\d{1,3}(?=[,.;]| (?:and|of|from|who|was|said)\b)|\s\(\d{1,3}\)|,\saged?\s\d{1,3}")
_DETERMINER = re.compile(r"(?P<det>the|a|an|one of the|who is the|who is an?|who was an?|his|her|their|its|then|now)\s", re.IGNORECASE)
_OWNER = re.compile(r"(?:the |its |his |her )?(?:[\w.&-]+ ){0,4}?[\w.&-]+(?:['’]s|s['’]) ", re.IGNORECASE)
_SPEAKS = re.compile(r"(?:,? (?:who|which))?((?: [a-z]+){1,4})\b")
_OPENER = re.compile(r"(?:^|[.!?]\s|[“\"]\s?)([A-Z][a-z]+) $")
_ROLE_LEAD = re.compile(
    r"""\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?)\ (?P<role>(?:[\w-]+\ ){0,5}?[\w-]+)   # "The senior adviser
    (?P<link>\ (?:of|for|at|in|with|from|to)\ )[^,.;:“”\"]{2,50},\ """,  # to the campaign, "
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the story's words; `head` is its noun, `owner` where the story names whose it is, `body`: it is what an organisation is."""

    text: str
    head: str
    span: Span
    owner: Span | None = None
    body: bool = False


@cache
def heads() -> frozenset[str]:
    """Nouns for what a person is."""
    return listed("roles", "heads") | frozenset(word.lower() for word in listed("titles", "offices"))


@cache
def _before() -> frozenset[str]:
    return heads() | listed("roles", "modifiers") | {"of", "and", "for", "-", "the"}


@cache
def bodies() -> frozenset[str]:
    return listed("roles", "bodies")


def _role_words(word: str) -> bool:
    return word in _before() or word.startswith(("ex-", "vice-", "co-", "then-", "former-")) or word.endswith("-based")


def role_before(text: str, start: int) -> Role | None:
    """The role in small letters right before a name: "executive director" of "Juntos executive director Erika Lowe"."""
    if start < 4 or text[start - 1] != " ":
        return None
    comma = text[start - 2] == ","
    head = text[text.rfind(" ", max(0, start - 30), start - 1) + 1 : start - 1 - comma]
    if comma:
        lead = _role_lead(text, start)
        if lead is not None:
            return lead
    if (head not in heads() and (head not in bodies() or comma)) or text[max(0, start - 9) : start] in ("on board ", " on board"):
        return None
    match = _LOWER_BEFORE.search(text, max(0, start - 70), start)
    return _role_ending(text, match.start(), start, head) if match else None


def _role_ending(text: str, low: int, start: int, head: str) -> Role | None:
    """The role that ends where a name begins: back over all words that may belong to it, at most to `low`."""
    found = [(m.start(), m.group()) for m in _WORD.finditer(text, low, start)]
    at = len(found) - 1
    while at > 0 and text[found[at - 1][0] + len(found[at - 1][1])] == " " and _leads(found[at - 1][1]):
        at -= 1
    while found[at][1] in ("of", "and", "for", "the"):
        at += 1
    begin = found[at][0]
    opener = _OPENER.search(text, max(0, begin - 16), begin) if at == 0 else None
    first = opener.group(1).lower() if opener else "the"
    if opener and first not in listed("roles", "left") and (_role_words(first) or first in listed("common", "words")):
        # "Sheep management consultant Andrew Lowe" opens its sentence.
        begin = opener.start(1)
    owner = Span(begin - 1, begin - 1) if begin else None
    body = (head in bodies() and head not in heads()) or head in listed("roles", "makers")
    return Role(text[begin:start].strip(" ,"), head, Span(begin, start - 1), owner, body)


def _leads(word: str) -> bool:
    """True for a word that may belong to the role it stands before: "management" of "management consultant"."""
    return _role_words(word) or not (
        word in listed("roles", "left") or word in listed("roles", "speaking") or word.endswith(("ing", "ed", "ly", "'s", "’s"))
    )


def _role_lead(text: str, start: int) -> Role | None:
    """ "The senior adviser to the campaign, Jenna Lowe,": a role with its owner, then the name."""
    found = list(_ROLE_LEAD.finditer(text, max(0, start - REACH), start))
    if not found or found[-1].end() != start:
        return None
    match = found[-1]
    words = match.group("role").split()
    if words[-1].lower() not in heads():
        return None
    return Role(match.group("role"), words[-1].lower(), Span(*match.span("role")), Span(match.end("link"), start - 2))


def role_after(text: str, end: int) -> Role | None:
    """What is said of a name right after it: ", 47, a nurse from Leeds,"."""
    if text[end : end + 1] not in (",", " ") or text[end + 1 : end + 2] not in (" ", "–", "—", "-", "("):
        return None
    age = _AGE.match(text, end)
    match = _APPOSED.match(text, age.end() if age else end)
    if not match:
        return None
    start, phrase = match.start("phrase"), match.group("phrase")
    lead = _DETERMINER.match(phrase)
    owner = _OWNER.match(phrase)
    skip = owner.end() if owner else lead.end() if lead else 0
    return _phrase_role(text, start, phrase, skip, lead.group("det").lower() if lead else "", owner is not None)


def _phrase_role(text: str, start: int, phrase: str, skip: int, determiner: str, owned: bool) -> Role | None:
    words: list[re.Match[str]] = []
    owner: Span | None = Span(start, start + skip - 1) if owned else None
    stop = len(phrase)
    for match in _WORD.finditer(phrase, skip):
        low = match.group().lower()
        if low in listed("roles", "stop") and not (low == "and" and words):
            if low in listed("roles", "finite"):
                # "Asked about Jane Roe, the mayor said ...": no apposition, but the next clause.
                return None
            stop = match.start()
            break
        if low in listed("roles", "links") and words:
            if owner is None and low != "from":
                owner = Span(start + match.end() + 1, start + len(phrase))
            following = phrase[match.end() : match.end() + 2].strip()[:1]
            if low in ("for", "at", "with", "in", "from", "on", "to") or following.isupper() or phrase.startswith(" the ", match.end()):
                stop = match.start()
                break
        words.append(match)
    core = [m.group().lower() for m in words]
    if not core or len(core) > 9:
        return None
    inner = core[: next((at for at, word in enumerate(core) if word in listed("roles", "links")), len(core))]
    head = next((word for word in reversed(inner) if word in heads() or word in bodies()), None)
    if head is None and determiner in ("a", "an") and inner and re.search(r"(?:ist|er|or|man|woman|ian|ee)$", inner[-1]):
        head = inner[-1]
    if head in bodies() and any(m.group().lower() == head and m.group()[0].isupper() for m in words):
        # "Steepletop, The Lowe Center": the next name of a list
        return None
    if head is None or not (determiner or owned or inner[0] in _before() or inner[-1] == head):
        return None
    if not determiner and not owned and (core[0] not in _before() or (words[-1].group()[0].isupper() and inner[-1] not in heads())):
        # "In a call with Abadi, Vice President Joe Lowe said": the vice president is somebody else.
        return None
    # "author of" where the title of a book follows
    text_role = re.sub(r" (?:of|for|at|in|with|from)$", "", " ".join(phrase[skip:stop].split()))
    return Role(
        text_role,
        head,
        Span(start + skip, start + stop),
        owner,
        (head in bodies() and head not in heads()) or head in listed("roles", "makers"),
    )


def speaks_after(text: str, end: int) -> bool:
    """True when a verb of saying follows: " said", " has repeatedly argued"."""
    match = _SPEAKS.match(text, end)
    words = match.group(1).split() if match else []
    for at, word in enumerate(words):
        if at and words[at - 1] in ("are", "is", "was", "were", "been") and not word.endswith("ing"):
            return False
        if word in listed("roles", "speaking") or word in listed("roles", "speaking_one"):
            return True
        if word not in listed("roles", "between") and not word.endswith("ly"):
            return False
    return False


def speaks_before(text: str, start: int) -> bool:
    """True when a verb of saying stands before and its speaker has not been named: "..., said ", "according to "."""
    if start < 4 or text[start - 1] != " ":
        return False
    window = text[max(0, start - 26) : start - 1].removesuffix(" the").removesuffix(" a").removesuffix(" an")
    before = window.split(" ")
    if before[-1] == "to":
        return before[-2:-1] in (["according"], ["According"])
    return before[-1] in listed("roles", "before") and len(before) > 1 and before[-2][-1:] in (",", '"', "”", "’", "'")
