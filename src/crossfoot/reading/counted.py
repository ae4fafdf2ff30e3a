"""What a number counts: "28 arrests", "immigrants with criminal convictions (317)", "two of Johnson's deputies".

Nothing is parsed. A count other than one is followed by a plural, and what is counted runs from the number to that plural; where no plural
comes before a word that ends such a phrase, the story may have named the thing before, or we do not know.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from .numerals import number_words
from .tokens import Tokens
from .vocabulary import words

_REACH = 8
_JOINED = ("-", "–", "'s", "’s", "&", "/")


class Thing(NamedTuple):
    """What is counted: its first word, the word after its last, and its head in the singular."""

    start: int
    end: int
    key: str


@cache
def _set(subject: str) -> frozenset[str]:
    return frozenset(words("counted")[subject]["words"])


@cache
def _plurals() -> dict[str, str]:
    plurals: dict[str, str] = words("counted")["plurals"]["words"]
    return plurals


def is_plural(word: str) -> bool:
    """Whether a word in small letters looks like the name of several things."""
    if word in _plurals() or (word.endswith(("men", "women")) and len(word) > 4 and word not in _set("singulars")):
        return True
    return (
        len(word) > 3
        and word[-1] == "s"
        and word[-2:] not in ("ss", "us", "is")
        and word not in _set("singulars")
        and word not in _set("verbs")
    )


def plural_soon(t: Tokens, past: int) -> bool:
    """Whether a plural follows within three words; not in "Robocar 2 three years later"."""
    for k in range(past, past + 3):
        if not t.is_word(k) or t.low[k] in number_words().digits:
            return False
        if is_plural(t.low[k]):
            return True
    return False


def singular(word: str) -> str:
    """One of them: "cities" gives "city"."""
    known = _plurals().get(word)
    if known or word in _set("singulars"):
        return known or word
    if word.endswith("men") and len(word) > 4:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2:] not in ("ss", "us", "is") else word


def thing_after(t: Tokens, at: int, *, many: bool) -> Thing | None:
    """What is counted by a number that ends before this word."""
    if t.low[at] in ("-", "–") and t.glued(at) and t.glued(at + 1):
        # "a 12-member panel", "four-cylinder"
        # "a two-for-one offer" has no number of anything
        word = t.low[at + 1]
        return Thing(at + 1, at + 2, singular(word)) if t.is_word(at + 1) and word not in words("counted")["ends"]["hyphened"] else None
    if t.low[at] == "of":
        return _thing_of(t, at + 1)
    if t.word[at][:1] == "." and t.word[at][1:].isdigit() and is_plural(t.low[at + 1]) and many:
        # "two .38 revolvers"
        return Thing(at + 1, at + 2, singular(t.low[at + 1]))
    if t.word[at][:1].isdigit() and t.is_word(at + 1) and is_plural(t.low[at + 2]) and many:
        # "two 9 litre cases"
        return Thing(at, at + 3, singular(t.low[at + 2]))
    if t.word[at][:1].isdigit() and t.word[at + 1] == "-" and many:
        # "two 13-year-old boys"
        past = at + 1
        while t.word[past] == "-" and t.glued(past):
            past += 2
        return _plural_phrase(t, past, alone=True)
    if t.low[at] in ("more", "fewer") and t.is_word(at + 1) and many:
        # "eight more picks" are picks
        at += 1
    hurt = at + (t.low[at].endswith("ly"))
    if t.low[hurt] in _set("participles") and many and not is_plural(t.low[hurt + 1]):
        # "14 killed", "five seriously injured"; "12 injured people" are people
        return Thing(at, hurt + 1, t.low[hurt])
    return _plural_phrase(t, at) if many else _single_phrase(t, at)


def _thing_of(t: Tokens, at: int) -> Thing | None:
    """ "of the 24 councillors", "of Johnson's deputies"; "of them" is left to what came before."""
    if t.low[at] in words("counted")["again"]["of"]:
        return None
    at = _past_determiners(t, at)
    # "280 million of the 1.5 billion shekels"
    return None if t.low[at] in number_words().scales else _plural_phrase(t, at)


def _past_determiners(t: Tokens, at: int) -> int:
    """ "of the roughly 5,000 cases": past the articles, the number and its hedge."""
    determiners, first = words("counted")["again"]["determiners"], at
    while at - first < _REACH and (t.low[at] in determiners or t.word[at][:1].isdigit() or t.low[at] in number_words().digits):
        at += 1
    return at


def _plural_phrase(t: Tokens, at: int, *, alone: bool = False) -> Thing | None:
    """The words up to the first plural: "heart transplants", "first-team players", "Kia and Hyundai vehicles"."""
    if t.word[at] in ('"', "“", "‘", "("):
        at += 1
    start, head = at, -1
    for k in range(at, min(at + _REACH, t.count)):
        word = t.low[k]
        if t.word[k][:1].isdigit() and k > at and t.low[k - 1] in ("'s", "’s", "’"):
            # "the city's 118 deaths": a figure of its own
            start, head = k + 1, -1
            continue
        if _ends_phrase(t, k, at):
            break
        if head >= 0 and not _goes_past(t, head, k):
            break
        if (
            (is_plural(word) or (head < 0 and _is_noun_here(t, k, at)))
            and t.low[k + 1] not in ("'s", "’s")
            and not (t.low[k + 1] == "-" and t.glued(k + 1) and t.glued(k + 2))
        ):
            head = k
    if head < 0:
        return None if alone else _attributive(t, at)
    return Thing(start, _with_of(t, head + 1), singular(t.low[head]))


def _is_noun_here(t: Tokens, k: int, at: int) -> bool:
    """ "210 runs", "two home runs", "40 works": after a count of several these are no verbs; not after a model ("the 787 flies")."""
    model = t.low[at - 2] == "the" and t.word[at - 1].isdigit() and len(t.word[at - 1]) == 3
    # "two public works contracts" are contracts
    heads = k - at < 2 and t.word[k].islower() and not is_plural(t.low[k + 1])
    return t.low[k] in words("counted")["verbs"]["nouns"] and heads and not model


def _goes_past(t: Tokens, head: int, k: int) -> bool:
    """Whether the phrase goes on after a plural: "arms dealers", "appeals court judges", "police officers"; not "things people know"."""
    named, first = t.is_capital(head), t.low[head]
    halved = first in _set("first_halves") or _plurals().get(first) == first or t.low[k - 1] in _JOINED
    plural = is_plural(t.low[k]) and (named or (halved and not t.is_capital(k)))
    return plural or ((halved or (named and t.is_capital(k))) and is_plural(t.low[k + 1]))


def _ends_phrase(t: Tokens, k: int, at: int) -> bool:
    """Whether what is counted ends before this word: "at-risk pupils" and "state and federal agencies" go on, "people in Lyon" do not."""
    word = t.low[k]
    if word in ("and", "or", "/") and k > at:
        return not _joins_adjectives(t, k, at)
    hyphened = (t.glued(k) and t.word[k - 1] == "-") or (t.word[k + 1] == "-" and t.glued(k + 1) and t.glued(k + 2))
    if word in _set("ends") and not hyphened:
        return True
    if word in number_words().digits and k > at and not hyphened:
        return True
    return not (t.is_word(k) or (k > at and (word in _JOINED or t.word[k][:1].isdigit())))


def _joins_adjectives(t: Tokens, k: int, at: int) -> bool:
    """ "Kia and Hyundai vehicles", "elementary and middle schools"; not "12 overnight and wounded officers"."""
    if t.is_capital(k - 1) and t.is_capital(k + 1):
        return True
    following, before = t.low[k + 1], t.low[k - 1]
    if k - at > 2 or before.endswith(("ly", "ed", "night")) or following.endswith(("ed", "ing")) or following in _set("ends"):
        return False
    noun = is_plural(t.low[k + 2]) or (t.is_word(k + 2) and t.low[k + 2] not in _set("ends") and is_plural(t.low[k + 3]))
    return t.word[k - 1].islower() and not is_plural(before) and t.word[k + 1].islower() and noun


def _with_of(t: Tokens, at: int) -> int:
    """ "categories of products", "boxes of evidence": a noun after "of" that has no article belongs to the phrase."""
    ends = _set("ends")
    if t.low[at] != "of" or t.low[at + 1] in ends or t.low[at + 1] in number_words().digits or not t.word[at + 1].islower():
        return at
    for k in range(at + 1, at + 4):
        if t.low[k] in ends or not t.word[k].islower() or t.low[k].endswith(("ing", "ed")):
            return k if k > at + 1 else at
        if is_plural(t.low[k]):
            return k + 1
    return at + 2


def _attributive(t: Tokens, at: int) -> Thing | None:
    """ "a 12 page document", "the 3 cylinder engine": one noun, in the singular, before another."""
    ends = _set("ends")
    if t.low[at - 2] not in words("counted")["again"]["articles"] and not t.word[at - 1][:1].isdigit():
        # "all four offer proof"
        return None
    if all(t.word[k].islower() and t.low[k] not in ends and not _is_verbal(t.low[k]) for k in (at, at + 1)):
        return Thing(at, at + 1, t.low[at])
    return None


def _is_verbal(word: str) -> bool:
    """ "carried", "quickly", "waiting"; not "speed"."""
    return word.endswith(("ed", "ly", "ing")) and not word.endswith("eed")


def _single_phrase(t: Tokens, at: int) -> Thing | None:
    """After "one": "solution", "luxury car". Ends before a verb in -ed or -s as well as before the words that end every such phrase."""
    head = -1
    if t.low[at].endswith("ly") and t.is_word(at + 1):
        # "one heavily used network"
        at += 1 + t.low[at + 1].endswith("ed")
    if is_plural(t.low[at]) and t.low[at] not in _plurals():
        # "one involves a paper"
        return None
    for k in range(at, min(at + 4, t.count)):
        word = t.low[k]
        if (
            word in _set("ends")
            or (word in _set("verbs") and t.word[k].islower())
            or not (t.is_word(k) or (word == "-" and head >= 0 and t.glued(k)))
        ):
            break
        if head >= 0 and word.endswith(("ed", "s", "ing")) and t.low[k - 1] != "-":
            break
        head = k
    return Thing(at, head + 1, singular(t.low[head])) if head >= 0 and t.is_word(head) else None


def mass_after(t: Tokens, at: int) -> Thing | None:
    """What a measure or share is of: "tonnes of grain", "31 percent of the voters", "half the flats"."""
    if t.low[at] != "of" and not (t.low[at - 1] == "half" and t.low[at] in words("counted")["again"]["determiners"]):
        return None
    at = _past_determiners(t, at + (t.low[at] == "of"))
    return _plural_phrase(t, at, alone=True) or _single_phrase(t, at)


def thing_before(t: Tokens, at: int) -> Thing | None:
    """What is counted by a number in brackets that open at this word: "immigrants with criminal convictions (317)"."""
    first = at
    # "The cuts fall on crews (121)"
    spread = {*words("tallies")["spread"]["words"], *words("tallies")["spread"]["loosely"]}
    while first > 0 and at - first < 10:
        word = t.low[first - 1]
        if not (t.is_word(first - 1) or word in _JOINED) or word in _BOUNDARY or f"{t.low[first - 2]} {word}" in spread:
            break
        first -= 1
    if first == at:
        return None
    head = next((k for k in range(first, at) if is_plural(t.low[k])), at - 1)
    return Thing(first, at, singular(t.low[head])) if t.is_word(head) else None


_BOUNDARY = frozenset(
    ("and", "or", "including", "included", "were", "was", "are", "is", "had", "has", "the", "by", "from", "between", "among")
)
