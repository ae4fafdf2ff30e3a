"""The words of a passage as they were spoken, whatever house wrote them down.

"We can't wait 25 days" and "we cannot wait twenty-five days" are the same words. Here a text becomes a row of folded words, each with its
place, so that a quotation and its source can be laid side by side. Capitals, marks, spelling, contractions, numerals and the sounds of a
speaker who thinks are folded away; nothing that changes what was said is. What the folded words weigh (a negation, a number, a plain
function word) is told here too; comparing them is not done here.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal

from .vocabulary import words

Weight = Literal["negation", "modal", "number", "qualifier", "content", "function"]
GapKind = Literal["ellipsis", "bracket", "blank"]

# One alternative per thing that can stand in a quotation; each is bounded or ends where the next begins.
_TOKEN = re.compile(
    r"""
    (?P<plain> [A-Za-z]+(?:\ [A-Za-z]+)*(?=[\s,;:?!]|\.\s) )           # most words; nothing below begins like them
  | (?P<gap> \.\s?\.\s?\.(?:\s?\.)? | … )                               # words left out
  | (?P<mended> \[\w{1,2}\]\w{1,40} | \w{1,40}\[\w{1,6}\]\w{0,40} )     # "[N]obody", "the mayor[s]"
  | (?P<bracket> \[[^\[\]]{0,120}\] )                                   # "[the mayor]": the reporter's words
  | (?P<aside> \([^()]{0,40}\) )                                        # "(Laughter.)" in a transcript
  | (?P<masked> \b\w{1,12}(?:\*{2,8}|-{2,8}(?=\w))\w{0,12} )            # "f***", "s--t"
  | (?P<money> [$£€]\s?\d+(?:[,.]\d+)* )
  | (?P<number> \d+(?:[,.]\d+)*(?![\w]) )
  | (?P<letters> (?<![\w.])(?:[A-Za-z]\.){2,12} )                       # "U.S.", "a.m."
  | (?P<word> '?\w+(?:'\w+)* )
  | (?P<sign> [%&] )
  | (?P<dash> --+ | [–—] )
    """,
    re.VERBOSE,
)
# Plain words that fold to one word, as they are met.
_KNOWN: dict[str, str] = {}
MOST = 1 << 14
STEMMED = 3  # letters of the shortest word that has other forms
_SILENT = frozenset(("gap", "dash", "masked", "bracket", "aside"))
_SCALES = ("thousand", "million", "billion", "trillion")
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


@dataclass(slots=True)
class Wording:
    """The folded words of a text: `keys`, and for each where it stands (`starts`, `ends`, in the text given).

    `gaps` tells before which word the writer left something out or put it in; `breaks` before which the speaker broke off with a dash;
    `mended` are the words that the writer changed ("th[ose]")."""

    keys: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("q"))
    ends: array[int] = field(default_factory=lambda: array("q"))
    gaps: dict[int, GapKind] = field(default_factory=dict)
    breaks: set[int] = field(default_factory=set)
    mended: set[int] = field(default_factory=set)

    def add(self, key: str, start: int, end: int) -> None:
        """One more word."""
        self.keys.append(key)
        self.starts.append(start)
        self.ends.append(end)


def wording(text: str, *, quoted: bool = False, shift: int = 0, into: Wording | None = None) -> Wording:
    """The folded words of a text; `shift` is added to every place, `into` takes them up where they follow others.

    Round brackets in a `quoted` text are the reporter's, as square ones are: "(the mayor) has gone"."""
    row = Wording() if into is None else into
    for match in _TOKEN.finditer(text if text.isascii() and "`" not in text else text.translate(_MARKS)):
        kind = match.lastgroup
        if kind == "plain":
            _plain(row, match.group(), match.start() + shift)
        elif kind in _SILENT:
            _left_out(row, str(kind), match, shift, quoted)
        else:
            if kind == "mended":
                row.mended.add(len(row.keys))
            _spoken(row, match.group(), match.start() + shift, match.end() + shift)
    return row


def _plain(row: Wording, run: str, at: int) -> None:
    """Words with one space between them, from a place on."""
    keys, starts, ends = row.keys, row.starts, row.ends
    for token in run.split(" "):
        end = at + len(token)
        key = _KNOWN.get(token)
        if key:
            keys.append(key)
            starts.append(at)
            ends.append(end)
        else:
            _spoken(row, token, at, end)
            _remember(token)
        at = end + 1


def _remember(token: str) -> None:
    folded = _folded(token)
    if len(folded) == 1 and folded[0] not in _drawn_together() and len(_KNOWN) < MOST:
        _KNOWN[token] = folded[0]


def _spoken(row: Wording, token: str, start: int, end: int) -> None:
    """One written token as the words spoken."""
    for key in _folded(token):
        if key in _drawn_together():
            _joined(row, key, start, end)
        else:
            row.add(key, start, end)


def _left_out(row: Wording, kind: str, match: re.Match[str], shift: int, quoted: bool) -> None:
    """What stands for words, or for none: an ellipsis, a dash, "(Laughter.)", "[the mayor]"."""
    if kind == "gap":
        row.gaps[len(row.keys)] = "ellipsis"  # the widest of all
    elif kind == "dash":
        row.breaks.add(len(row.keys))
    elif kind == "masked":
        row.gaps.setdefault(len(row.keys), "blank")
    elif kind == "bracket" or quoted:
        if match.group()[1:-1].strip().lower() != "sic" and row.gaps.get(len(row.keys)) != "ellipsis":
            row.gaps[len(row.keys)] = "bracket"
    elif not _says_what_the_room_did(match.group()):
        wording(match.group()[1:-1], shift=match.start() + shift + 1, into=row)


@cache
def _drawn_together() -> frozenset[str]:
    """Words that may make one number with the word before them."""
    lists = words("spoken")
    return frozenset((*lists["numerals"].values(), *lists["tens"].values(), "hundred", *_SCALES, "cent"))


def _joined(row: Wording, key: str, start: int, end: int) -> None:
    """ "twenty" and "five" are 25, "two" and "hundred" 200, "$5" and "million" 5 million dollars, "per" and "cent" percent."""
    before = row.keys[-1] if row.keys else ""
    near = bool(row.ends) and start - row.ends[-1] <= 1
    if near and before in _tens() and len(key) == 1 and key.isdigit() and key != "0":
        row.keys[-1], row.ends[-1] = str(int(before) + int(key)), end
    elif near and key == "hundred" and (before == "a" or (before.isdigit() and len(before) <= 2)):
        row.keys[-1], row.ends[-1] = str((1 if before == "a" else int(before)) * 100), end
    elif near and key.isdigit() and before == "and" and len(row.keys) > 1 and row.keys[-2] in _hundreds():
        # "two hundred and fifty"
        del row.keys[-1], row.starts[-1], row.ends[-1]
        row.keys[-1], row.ends[-1] = str(int(row.keys[-1]) + int(key)), end
    elif near and key == "cent" and before == "per":
        row.keys[-1], row.ends[-1] = "percent", end
    elif near and key in _SCALES and before in ("dollars", "pounds", "euros"):
        # "$5 million" is spoken "5 million dollars".
        row.keys[-1] = key
        row.add(before, row.starts[-1], end)
    else:
        row.add(key, start, end)


@lru_cache(maxsize=1 << 14)
def _folded(token: str) -> tuple[str, ...]:
    """One written token as the words spoken."""
    if token[0] in "$£€":
        return (token[1:].strip().replace(",", ""), _short()[token[0]])
    plain = unicodedata.normalize("NFKC", token).replace("[", "").replace("]", "")
    whole = _capitals().get(plain.rstrip("."))
    if whole:
        return whole
    word = plain.lower()
    if word[0].isdigit() and word.replace(",", "").replace(".", "").isdigit():
        return (word.replace(",", ""),)
    if word in _contracted():
        return _contracted()[word]
    for ending, full in words("spoken")["contraction_endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_folded(word[: -len(ending)]), full)
    word = word.replace(".", "").strip("'_")
    return () if not word or word in _sounds() else (_spelt(word),)


def _spelt(word: str) -> str:
    """One spelling for British and American, numerals and words, short and long forms."""
    word = _short().get(word, word)
    if word.endswith("s") and "'" not in word and word[:-1] in words("spoken")["spelling"]:
        return str(words("spoken")["spelling"][word[:-1]]) + "s"
    match = _british().match(word)
    if match:
        word = str(words("spoken")["spelling"][match.group()]) + word[match.end() :]
    match = _endings().search(word)
    if match and match.start() >= 3:
        word = word[: match.start()] + str(words("spoken")["spelling_endings"][match.group()])
    return word


@cache
def _short() -> dict[str, str]:
    lists = words("spoken")
    return {**lists["written_short"], **lists["numerals"], **lists["tens"], **lists["ordinals"]}


@cache
def _tens() -> frozenset[str]:
    return frozenset(words("spoken")["tens"].values())


@cache
def _hundreds() -> frozenset[str]:
    return frozenset(str(hundreds * 100) for hundreds in range(1, 10))


@cache
def _capitals() -> dict[str, tuple[str, ...]]:
    return {short: tuple(full.split()) for short, full in words("spoken")["capitals"].items()}


@cache
def _contracted() -> dict[str, tuple[str, ...]]:
    return {short: tuple(full.split()) for short, full in words("spoken")["contractions"].items()}


@cache
def _sounds() -> frozenset[str]:
    return frozenset(words("spoken")["fillers"]["sounds"])


@cache
def _british() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("spoken")["spelling"], key=len, reverse=True)))


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(words('spoken')['spelling_endings'], key=len, reverse=True))})$")


def _says_what_the_room_did(aside: str) -> bool:
    """ "(Laughter.)", "(inaudible)": not the speaker's words."""
    said = aside[1:-1].strip(" .").lower()
    return not said or any(said.startswith(word) for word in words("spoken")["fillers"]["asides"])


@cache
def _weights() -> dict[str, Weight]:
    lists = words("spoken")
    weighed: dict[str, Weight] = dict.fromkeys(lists["function"]["words"], "function")
    for weight in ("qualifier", "modal", "negation"):
        weighed |= dict.fromkeys(lists["weighty"][weight], weight)
    return weighed


def weight_of(key: str) -> Weight:
    """What a folded word carries."""
    return _weights().get(key) or ("number" if key[:1].isdigit() else "content")


def is_light(key: str) -> bool:
    """ "up", "just": a qualifier in one sentence, mere grammar in the next."""
    return key in _light()


@cache
def _light() -> frozenset[str]:
    return frozenset(words("spoken")["weighty"]["light"])


def is_filler(keys: tuple[str, ...]) -> bool:
    """ "you know", "I mean": said without meaning, and left out by many desks."""
    return keys in _filler_phrases()


@cache
def _filler_phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in words("spoken")["fillers"]["phrases"])


def is_discourse(keys: tuple[str, ...]) -> bool:
    """ "as I said", "of course": to the room rather than about the matter."""
    return keys in _discourse()


@cache
def _discourse() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in words("spoken")["fillers"]["discourse"])


def stands_for(short: str, full: list[str]) -> bool:
    """ "AP" for "Associated Press": the first letters of the words."""
    return 2 <= len(short) <= 6 and len(short) == len(full) and short == "".join(word[:1] for word in full)


def same_in_speech(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "e mail" and "email", "it has" and "it is" (from "it's"), "fifth" and "5": no difference in what was said."""
    if "".join(one) == "".join(other) or _drawn_in(one, other) or _drawn_in(other, one):
        return True
    if len(one) != 1 or len(other) != 1:
        return False
    return frozenset((*one, *other)) in _open_endings() or _number_in(one[0]) == _number_in(other[0]) != ""


def _drawn_in(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """ "the proposal's been out" for "the proposal has been out"."""
    if len(short) != 1 or len(full) != 2 or short[0] != f"{full[0]}'s":
        return False
    return full[1] in words("spoken")["open_endings"]["after_s"]


def without_forms(keys: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words that are neither among others nor another form of one ("raise", "raised"; "company", "companies") nor a slip of whoever
    wrote it down ("their", "there")."""
    there = set(others)
    stems = {stem(key) for key in there if len(key) >= STEMMED}
    alike = {key for other in there for key in _homophones().get(other, ())}
    return [key for key in keys if key not in there and key not in alike and not (len(key) >= STEMMED and stem(key) in stems)]


@cache
def _homophones() -> dict[str, frozenset[str]]:
    """Each word with those that sound like it."""
    groups = words("spoken")["homophones"]["groups"]
    return {word: frozenset(one for group in groups if word in group for one in group) for listed in groups for word in listed}


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """The word without its most common endings: good enough to see that two forms belong together."""
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ("ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    return word.removesuffix("e") if len(word) > 4 else word


@cache
def _open_endings() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in words("spoken")["open_endings"]["pairs"])


def _number_in(word: str) -> str:
    match = re.match(r"(\d+)(?:st|nd|rd|th)?$", word)
    return match.group(1) if match else ""


def is_joiner(key: str) -> bool:
    """ "and", "but": where one part of a sentence may end and the next begin."""
    return key in words("spoken")["joiners"]["words"]


def opens_relative(key: str) -> bool:
    """ "who", "which": what follows is told by the way."""
    return key in words("spoken")["relatives"]["words"]


def is_personal(key: str) -> bool:
    """ "he", "she": somebody named before."""
    return key in words("spoken")["personal"]["words"]


def says_again(key: str) -> bool:
    """ "again", "next": one more of the same, and not the same one."""
    return key in words("spoken")["once_more"]["words"]


def leads_to_a_date(key: str) -> bool:
    """ "since", "until": about a date, and nothing of it."""
    return key in words("spoken")["dating"]["words"]


def leads_to_whole(keys: tuple[str, ...]) -> bool:
    """ "of", "out of the": nothing but what stands before the whole of which something is a part."""
    return bool(keys) and set(keys) <= set(words("spoken")["whole"]["words"])


def says_how_many_more(key: str) -> bool:
    """ "another", "a further": before what was added."""
    return key in words("spoken")["increments"]["words"]


def leads_to_former(key: str) -> bool:
    """ "from", "against": before the level that another is held against."""
    return key in words("spoken")["former"]["leads"]


def says_former(key: str) -> bool:
    """ "ago", "earlier": the level told with it is no longer so."""
    return key in words("spoken")["former"]["after"]


def is_span(stemmed: str) -> bool:
    """The stem of "year", "weeks": a length of time tells nothing of what is counted in it."""
    return stemmed in _spans()


@cache
def _spans() -> frozenset[str]:
    return frozenset(map(stem, words("spoken")["spans"]["words"]))
