"""Those a story only describes: "immigration activists", "the agency", "a spokesman for the mayor", "the indictment".

They count where they speak, or where "the" takes up somebody named before; everybody else who is only mentioned in passing does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..document import Span
from .places import listed
from .roles import bodies, heads, speaks_before

_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w-]*(?:['’](?!s\b)\w+)*")
# "a spokesman for the mayor", "representatives of Juntos"
_OF = re.compile(r" (?:of|for|with|at|from) (?:the )?")


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
def _kinds() -> dict[str, str]:
    kinds = dict.fromkeys(listed("roles", "documents"), "document")
    kinds |= dict.fromkeys(heads(), "person")
    kinds |= dict.fromkeys(bodies(), "organisation")
    kinds |= dict.fromkeys(listed("roles", "groups"), "group")
    # "Police said", where the word opens a sentence
    return kinds | {word.capitalize(): kind for word, kind in kinds.items()}


@lru_cache(maxsize=4096)
def described_in(text: str) -> tuple[Described, ...]:
    """Everyone in a paragraph who is described and either speaks or is taken up with "the"."""
    kinds = _kinds()
    words = _WORD.findall(text)
    hits = [(at, kinds[word]) for at, word in enumerate(words) if word in kinds]
    if not hits:
        return ()
    tokens = list(zip(map(re.Match.start, _WORD.finditer(text)), words, strict=True))
    found = (_described(text, tokens, at, kind) for at, kind in hits if words[at][0].islower() or _opens(text, tokens[at][0]))
    return tuple(one for one in found if one is not None)


def _opens(text: str, start: int) -> bool:
    return start == 0 or text[max(0, start - 3) : start].strip()[-1:] in tuple('.!?“"‘:')


def _described(text: str, tokens: list[tuple[int, str]], at: int, kind: str) -> Described | None:
    start, word = tokens[at]
    end = start + len(word)
    if _named_next(text, tokens, at, kind):
        return None
    left = at
    while left > 0 and at - left < 3 and (_modifies(text, tokens, left) or (kind == "organisation" and _names(text, tokens, left))):
        left -= 1
    determiner = _determiner(text, tokens, left)
    begin = tokens[left - 1][0] if determiner else tokens[left][0]
    speaks = _speaks(text, tokens, at, word) or speaks_before(text, begin)
    if not (determiner if speaks else determiner == "the") and kind != "group":
        return None
    of = _OF.match(text, end)
    behind = Span(of.end(), of.end()) if of else Span(begin - 1, begin - 1) if begin > 3 and text[begin - 2].isalnum() else None
    return Described(Span(begin, end), text[tokens[left][0] : end], word.lower(), kind, determiner, speaks, behind)


def _named_next(text: str, tokens: list[tuple[int, str]], at: int, kind: str) -> bool:
    """True where the word only leads on: "police officers", "director Erika Lowe"."""
    start, word = tokens[at]
    if at + 1 >= len(tokens) or tokens[at + 1][0] != start + len(word) + 1 or text[start + len(word)] != " ":
        return False
    following = tokens[at + 1][1]
    if kind == "person" and following[0].isupper():
        return True
    return following in _kinds() and not _speaks(text, tokens, at, word)


def _determiner(text: str, tokens: list[tuple[int, str]], left: int) -> str:
    """ "the" of "the mayor"; nothing where none stands there."""
    if not left:
        return ""
    start, word = tokens[left - 1]
    low = word.lower()
    return low if low in listed("roles", "determiners") and text[start + len(word)] == " " else ""


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
