"""Capitalised words in a paragraph, and which of them hang together: "Bank of Dover", "William “Bill” Tran", "Ursula von der Leyen".

Words are joined side by side, and over the small words that names hold, where the words to both sides show it: "Immigration and Customs
Enforcement" is one run, "Baltimore and Chicago" are two.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .places import listed, usual_name
from .vocabulary import words

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_TOKEN = re.compile(
    rf"""[{_CAPITAL}](?<![\w.]\w)                         # the first letter, not inside a word
    (?: (?<=[A-Z])\.(?:-?[A-Z]\.)*(?:[A-Z]\b(?!['’]))?  # "U.S.", "J.", "J.-P."
      | \w*(?:[-'’&]\w+)*\.?                            # "Homan", "O'Neill", "AT&T", "Thorning-Schmidt"
    )""",
    re.VERBOSE,
)
# "al-Assad", "d'Estaing" belong to the name; "then-President", "pro-Brexit" do not.
_FORE = re.compile(r"(?<![\w’'-])(?:(al|el|ul|ad|as|ash|ar|az|an|at)-|([dl])['’]|(?:then|ex|non|pro|anti|post|pre|mid)-)$")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_OPEN_NICK, _SHUT_NICK = (' "', " “", " ‘", " '", " ("), ('" ', "” ", "’ ", "' ", ") ")
LONGEST = 12


class Token(NamedTuple):
    """One capitalised word: its place, the word without possessive, and the words between it and the one before."""

    start: int
    end: int
    word: str
    gap: str
    owns: bool


@cache
def _abbreviations() -> frozenset[str]:
    """Words that keep their full stop."""
    lists = (listed("titles", "honorifics"), listed("titles", "offices"), listed("titles", "modifiers"), listed("names", "suffixes"))
    orgs = (listed("organisations", "tails"), listed("organisations", "acronyms"))
    months = listed("names", "never")
    states = frozenset(words("places")["states"].replace("|", " ").split())
    return frozenset(word for group in (*lists, *orgs, months, states) for word in group if word.endswith(".")) | {
        "St.",
        "Ft.",
        "Mt.",
        "Ste.",
    }


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        if start and text[start - 1] in "-'’":
            fore = _FORE.search(text, max(0, start - 6), start)
            if fore is None:
                continue
            if fore.group(1) or fore.group(2):
                start, word = fore.start(), fore.group() + word
        if word.endswith(".") and not (len(word) == 2 or word.count(".") > 1 or word in _abbreviations()):
            word = word[:-1]
        end = start + len(word)
        owns = word.endswith(_POSSESSIVE) and word not in listed("organisations", "known")
        if owns:
            word = word[:-2]
        owns = owns or (text.startswith(("' ", "’ "), end) and word.endswith("s"))
        tokens.append(Token(start, start + len(word), word, text[last:start], owns))
        last = end
    return tokens


def runs_in(text: str) -> list[list[Token]]:
    """Capitalised words that hang together: side by side, or joined by "of", "and", "de" where names are."""
    runs: list[list[Token]] = []
    tokens = _tokens(text)
    for at, token in enumerate(tokens):
        if runs and _joined(runs[-1], token, tokens[at + 1] if at + 1 < len(tokens) else None):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _joined(run: list[Token], token: Token, following: Token | None) -> bool:
    last, gap = run[-1], token.gap
    if len(gap) > 16 or len(run) >= LONGEST:
        return False
    tails, heads, topics = listed("organisations", "tails"), listed("organisations", "heads"), listed("organisations", "topics")
    if last.owns:
        # "the Attorney General's Office", "Children's Hospital"; but "Dover's Harbour Trust"
        owner = last.word in listed("titles", "offices") or last.word in ("Children", "Women", "Men", "People", "King", "Queen", "Veterans")
        return owner and gap in (" ", "'s ", "’s ") and token.word in tails
    if gap == " ":
        return not (last.word.endswith(".") and last.word in _DAYS_END)
    between = gap.split()
    if gap in (" & ", " + ") or _nicknamed(run, token, following):
        return True
    if gap == ", " and token.word in listed("names", "suffixes") and len(run) > 1:
        return True
    if between and all(word in listed("names", "particles") for word in between):
        return last.word not in listed("names", "never")
    first = run[0].word
    if between == ["of"] and (first in listed("places", "heads") or (last.word in listed("organisations", "acronyms") and len(run) == 1)):
        # "Gulf of Mexico", "ACLU of Iowa"
        return usual_name(token.word) is not None
    if between == ["on"]:
        # "Committee on Climate Change"
        return last.word in listed("organisations", "upon") and token.word not in listed("names", "never")
    if between[:1] in (["of"], ["for"]) and between[1:] in ([], ["the"]):
        return (
            last.word in heads
            or (last.word in listed("titles", "linked") and between[0] == "of")
            or (any(t.word in heads for t in run[:1]) and first in heads)
        )
    if gap in (" and ", ", ", " and the "):
        return (
            last.word in topics
            and token.word in topics
            and (
                first in heads
                or (following is not None and (following.word in tails or following.word in topics) and following.gap in (" ", " and "))
            )
        )
    return False


_DAYS_END = frozenset(["a.m.", "p.m."])


def _nicknamed(run: list[Token], token: Token, following: Token | None) -> bool:
    """True inside "William “Bill” Tran": before the nickname and after it."""
    if token.gap in _OPEN_NICK:
        return following is not None and following.gap in _SHUT_NICK and run[-1].word in listed("names", "given")
    return token.gap in _SHUT_NICK and len(run) > 1 and run[-1].gap in _OPEN_NICK
