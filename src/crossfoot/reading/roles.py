"""What people are: the role before a name ("executive director Erika Lowe"), the one after it ("Sam Hill, 47, a nurse from Leeds"), and
people, bodies and papers that are only described ("immigration activists", "the agency", "the indictment").

It reads a few words to either side of a name and goes no further. A role is given in the story's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..document import Span
from .places import listed

REACH = 110
# Makers and sellers are people or firms; right before a name they are firms: "retailer Dunmore".
_BUSINESS = frozenset(["retailer", "manufacturer", "supplier", "developer", "operator", "insurer", "lender", "publisher", "brewer"])
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_LOWER_BEFORE = re.compile(r"(?:(?<![\w'’-])[a-z][\w’'-]*,? ){1,7}$")
# ", 47, a nurse", ", a nurse", ", the agency's acting director", " (the mayor)", " – a nurse"
_APPOSED = re.compile(r"(?:,| [–—-]| \()\s?(?P<age>\d{1,3},\s?)?(?P<phrase>[^,;:.()“”\"–—\n]{2,90})")
_AGE = re.compile(r",\s\d{1,3}(?=[,.;]| (?:and|of|from|who|was|said)\b)|\s\(\d{1,3}\)|,\saged?\s\d{1,3}")
_DETERMINER = re.compile(r"(?P<det>the|a|an|one of the|who is the|who is an?|who was an?|his|her|their|its|then|now)\s", re.IGNORECASE)
_OWNER = re.compile(r"(?:the |its |his |her )?(?:[\w.&-]+ ){0,4}?[\w.&-]+(?:['’]s|s['’]) ", re.IGNORECASE)
_STOP = frozenset(
    [
        "who",
        "which",
        "that",
        "whose",
        "said",
        "says",
        "told",
        "has",
        "had",
        "is",
        "was",
        "are",
        "were",
        "where",
        "when",
        "as",
        "but",
        "because",
        "after",
        "before",
        "since",
        "while",
        "and",
    ]
)
_LINKS = frozenset(["of", "for", "at", "with", "in", "from", "on", "to"])
_OPENER = re.compile(r"(?:^|[.!?]\s|[“\"]\s?)([A-Z][a-z]+) $")
_ROLE_LEAD = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?) (?P<role>(?:[\w-]+ ){0,5}?[\w-]+)(?P<link> (?:of|for|at|in|with|from|to) )[^,.;:“”\"]{2,50}, "  # noqa: E501
)
# "a spokesman for the mayor", "representatives of Juntos"
_OF = re.compile(r" (?:of|for|with|at|from) (?:the )?")


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the story's words; `head` is its noun, `owner` where the story names whose it is, `body`: it is what an organisation is."""

    text: str
    head: str
    span: Span
    owner: Span | None = None
    body: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """Someone described and not named: "the mayor", "residents", "a report". `text` is without determiner."""

    span: Span
    text: str
    head: str
    kind: str
    determiner: str
    speaks: bool
    owner: Span | None = None


@cache
def heads() -> frozenset[str]:
    """Nouns for what a person is."""
    return listed("roles", "heads") | frozenset(word.lower() for word in listed("titles", "offices"))


@cache
def _before() -> frozenset[str]:
    return heads() | listed("roles", "modifiers") | {"of", "and", "for", "-", "the"}


@cache
def _bodies() -> frozenset[str]:
    return listed("roles", "bodies")


def _role_words(word: str) -> bool:
    return word in _before() or word.startswith(("ex-", "vice-", "co-", "then-", "former-")) or word.endswith("-based")


def role_before(text: str, start: int) -> Role | None:
    """The role in small letters right before a name: "executive director" of "Juntos executive director Erika Lowe"."""
    match = _LOWER_BEFORE.search(text, max(0, start - 70), start)
    if not match:
        return None
    found = [(m.start(), m.group()) for m in _WORD.finditer(text, match.start(), start)]
    head = found[-1][1]
    lead = _role_lead(text, start) if text[start - 2] == "," else None
    if lead or (head not in heads() and (head not in _bodies() or text[start - 2] == ",")):
        return lead
    at = len(found) - 1
    while at > 0 and text[found[at - 1][0] + len(found[at - 1][1])] == " " and _leads(found[at - 1][1]):
        at -= 1
    while found[at][1] in ("of", "and", "for", "the"):
        at += 1
    begin = found[at][0]
    opener = _OPENER.search(text, max(0, begin - 16), begin) if at == 0 else None
    if opener and (_role_words(opener.group(1).lower()) or opener.group(1).lower() in listed("common", "words")):
        # "Sheep management consultant Andrew Lowe" opens its sentence.
        begin = opener.start(1)
    owner = Span(begin - 1, begin - 1) if begin else None
    return Role(
        text[begin:start].strip(" ,"), head, Span(begin, start - 1), owner, (head in _bodies() and head not in heads()) or head in _BUSINESS
    )


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
        if low in _STOP and not (low == "and" and words):
            stop = match.start()
            break
        if low in _LINKS and words:
            if owner is None:
                owner = Span(start + match.end() + 1, start + len(phrase))
            following = phrase[match.end() : match.end() + 2].strip()[:1]
            if low in ("for", "at", "with", "in", "from", "on", "to") or following.isupper() or phrase.startswith(" the ", match.end()):
                stop = match.start()
                break
        words.append(match)
    core = [m.group().lower() for m in words]
    if not core or len(core) > 9:
        return None
    inner = core[: next((at for at, word in enumerate(core) if word in _LINKS), len(core))]
    head = next((word for word in reversed(inner) if word in heads() or word in _bodies()), None)
    if head is None and determiner in ("a", "an") and inner and re.search(r"(?:ist|er|or|man|woman|ian|ee)$", inner[-1]):
        head = inner[-1]
    if head is None or not (determiner or owned or inner[0] in _before() or inner[-1] == head):
        return None
    if not determiner and not owned and core[0] not in _before():
        return None
    text_role = " ".join(phrase[skip:stop].split())
    return Role(text_role, head, Span(start + skip, start + stop), owner, head in _bodies() and head not in heads())


def speaks_after(text: str, end: int) -> bool:
    """True when a verb of saying follows: " said", " has repeatedly argued"."""
    match = re.compile(r"(?:,? (?:who|which))? ((?:[a-z]+ ){0,3}?)([a-z]+)\b").match(text, end)
    if not match:
        return False
    words = [*match.group(1).split(), match.group(2)]
    for at, word in enumerate(words):
        if at and words[at - 1] in ("are", "is", "was", "were", "been") and not word.endswith("ing"):
            return False
        if word in listed("roles", "speaking") or word in listed("roles", "speaking_one"):
            return True
        if word not in listed("roles", "between") and not word.endswith("ly"):
            return False
    return False


def speaks_before(text: str, start: int) -> bool:
    """True when a verb of saying stands before: "said ", "according to "."""
    before = text[max(0, start - 24) : start]
    match = re.search(r"([a-z]+) (?:the |an? )?$", before)
    if not match:
        return False
    word = match.group(1)
    if word == "to":
        return "ccording to" in before
    return word in (
        "said",
        "says",
        "say",
        "added",
        "adds",
        "warned",
        "argued",
        "wrote",
        "explained",
        "noted",
        "tweeted",
        "insisted",
        "recalled",
        "replied",
        "claimed",
        "continued",
    )


@cache
def _kinds() -> dict[str, str]:
    kinds = dict.fromkeys(listed("roles", "documents"), "document")
    kinds |= dict.fromkeys(heads(), "person")
    kinds |= dict.fromkeys(_bodies(), "organisation")
    kinds |= dict.fromkeys(listed("roles", "groups"), "group")
    return kinds


@lru_cache(maxsize=4096)
def described_in(text: str) -> tuple[Described, ...]:
    """Everyone in a paragraph who is described and either speaks or is taken up with "the"."""
    kinds = _kinds()
    tokens = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    found = []
    for at, (start, word) in enumerate(tokens):
        kind = kinds.get(word) or (kinds.get(word.lower()) if word[0].isupper() and _opens(text, start) else None)
        if kind is not None:
            one = _described(text, tokens, at, kind)
            if one is not None:
                found.append(one)
    return tuple(found)


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[max(0, start - 3) : start].strip()[-1:] in tuple('.!?“"‘:')


def _described(text: str, tokens: list[tuple[int, str]], at: int, kind: str) -> Described | None:
    start, word = tokens[at]
    end = start + len(word)
    for owner in ("'s", "’s", "s'", "s’"):
        if word.endswith(owner):
            end -= 2 if owner[1] == "s" else 1
    following = tokens[at + 1] if at + 1 < len(tokens) and text[end : end + 1] == " " and tokens[at + 1][0] == end + 1 else None
    if following and (
        (following[1] in _kinds() and _speaks(text, tokens, at, word) is False) or (following[1][0].isupper() and kind == "person")
    ):
        return None
    left = at
    while left > 0 and at - left < 3 and (_modifies(text, tokens, left) or (kind == "organisation" and _names(text, tokens, left))):
        left -= 1
    determiner = ""
    if (
        left > 0
        and tokens[left - 1][1].lower() in ("the", "a", "an", "one", "his", "her", "their", "its", "our", "my")
        and text[tokens[left - 1][0] + len(tokens[left - 1][1])] == " "
    ):
        determiner = tokens[left - 1][1].lower()
    begin = tokens[left - 1][0] if determiner else tokens[left][0]
    speaks = _speaks(text, tokens, at, word) or speaks_before(text, begin)
    if not speaks and determiner != "the" and kind != "group":
        return None
    if speaks and kind in ("document", "organisation", "person") and not determiner:
        return None
    described = text[tokens[left][0] : end]
    of = _OF.match(text, end)
    behind = Span(of.end(), of.end()) if of else Span(begin - 1, begin - 1) if begin > 3 and text[begin - 2].isalnum() else None
    return Described(Span(begin, end), described, word[: end - start].lower(), kind, determiner, speaks, behind)


def _names(text: str, tokens: list[tuple[int, str]], left: int) -> bool:
    """True for the name in "the Trump campaign"."""
    start, word = tokens[left - 1]
    return word[0].isupper() and text[start + len(word) : tokens[left][0]] == " " and not _opens(text, start)


def _modifies(text: str, tokens: list[tuple[int, str]], left: int) -> bool:
    """True when the word before belongs to the description: "immigration" of "immigration activists"."""
    start, word = tokens[left - 1]
    gap = text[start + len(word) : tokens[left][0]]
    if (
        gap != " "
        or word.lower() in listed("roles", "left")
        or (word.endswith(("'s", "’s", "ing", "ly", "ed")) and not word.endswith("-based"))
    ):
        return False
    return (
        not word[0].isupper() or word in listed("places", "demonyms") or (_opens(text, start) and word.lower() in listed("common", "words"))
    )


def _speaks(text: str, tokens: list[tuple[int, str]], at: int, word: str) -> bool:
    """True when a verb of saying follows, with at most a short "for the mayor", "in Philly" between."""
    plural = word.endswith("s") or word.lower() in ("police", "people", "staff", "men", "women", "children")
    end = tokens[at][0] + len(word)
    inside = passive = False
    for start, verb in tokens[at + 1 : at + 9]:
        gap = text[end:start]
        if gap != " " and not (gap == ", " and inside):
            return False
        if passive and not verb.endswith("ing"):
            # "residents were told", "officers are denied"
            return False
        passive = verb in ("are", "is", "was", "were", "be", "been")
        if verb in listed("roles", "speaking") or verb in listed(
            "roles", "speaking_many" if plural and word.lower() != "police" else "speaking_one"
        ):
            return True
        if verb in ("of", "for", "at", "in", "with", "from", "on"):
            inside = True
        elif not inside and verb not in listed("roles", "between") and not verb.endswith("ly"):
            return False
        end = start + len(verb)
    return False
