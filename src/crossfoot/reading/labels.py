"""Numbers that are no figures: dates and clock times, names ("Route 66", "Covid-19"), addresses, telephone and case numbers, list marks."""

from __future__ import annotations

from functools import cache

from .counted import is_plural, thing_after
from .numerals import Numeral, number_words
from .tokens import Tokens
from .vocabulary import words

_HYPHENS = ("-", "–", "—")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(words("labels")[table][key])


def is_label(t: Tokens, number: Numeral, *, measured: bool, listed: bool = False) -> bool:
    """Whether a number is a name or a date; `measured` when a unit, a currency or a percent sign stands beside it, `listed` when another
    count stands shortly before ("Leeds recorded 31 cases and York 12")."""
    if number.spelled:
        return _is_spelled_label(t, number, measured, listed)
    at, past = number.start, number.end
    if _is_code(t, at, past):
        return True
    if _is_joined_to_letters(t, at, past, measured):
        return True
    if measured:
        return False
    return (
        _is_date(t, at, past)
        or _is_clock(t, at, past)
        or _is_named(t, at, past, listed)
        or _is_year(t, at, past)
        or _is_address(t, at, past)
        or _is_long_code(t, at, past)
        or _is_list_mark(t, at, past)
    )


def _is_spelled_label(t: Tokens, number: Numeral, measured: bool, listed: bool) -> bool:
    """ "September Eleven", "page twelve", "one" as a pronoun, "ground zero"."""
    at, past, word = number.start, number.end, t.low[number.start]
    if t.low[past] in _words("dates", "clock"):
        return True
    if word == "one" and past == at + 1:
        # "a one-week course"
        counted = listed and t.low[at - 1] in (",", "and", ";") and t.low[past] in ("was", "is", "had", "has")
        # "seven were Japanese and one was from India"
        return not (measured and t.word[past] == "-") and not counted and _is_pronoun(t, at)
    if word in ("zero", "nil", "nought", "naught") and past == at + 1:
        return not is_plural(t.low[past]) and t.low[past] != "points" and not (t.low[past] in ("", ".", ",") and t.low[at - 1] == "to")
    if t.low[at - 1] in _words("before", "several") or _joins_labels(t, at - 1):
        return True
    if t.low[at - 1] in _words("before", "small") and not is_plural(t.low[past]):
        return not thing_after(t, past, many=True)
    if t.word[past] == "-" and t.low[past + 1] == "something":
        return True
    if t.glued(at) and t.low[at - 2] == "top":
        # "a top-five finish"
        return True
    # "the Chicago Seven", "Group of Seven"; "Police Arrest Five People" counts
    named = t.is_capital(at - 1) or (t.word[at - 2] in _words("before", "of") and t.low[at - 1] == "of")
    return t.is_capital(at) and named and at > 1 and not _counts(t, past)


def _is_pronoun(t: Tokens, at: int) -> bool:
    """ "No one", "one at a time", "one Ben Hale"; not "one branch", "one of the three vans", "one to three"."""
    before, after = t.low[at - 1], t.low[at + 1]
    if before in ("minus", "negative"):
        return False
    if after == "of":
        return before in _words("one", "before") or not _is_of_counted(t, at + 2)
    if after in ("to", "or", "in", "out", "and") or t.word[at + 1] == "-":
        return before in _words("one", "before") or t.low[at + 2] not in number_words().digits
    if not t.is_word(at + 1) or t.is_capital(at + 1) or after.endswith("ing") or (after.endswith("ed") and not t.is_word(at + 2)):
        return True
    if after.endswith("ed") and (t.low[at + 2] in _words("one", "by") or t.low[at - 1] in ("or", "and")):
        # "have one created for him"
        return True
    return before in _words("one", "before") or after in _words("one", "after") or not thing_after(t, at + 1, many=False)


def _is_of_counted(t: Tokens, at: int) -> bool:
    """ "one of them", "one of the three vans"; "one of the most feared" and "one of the reasons" only say that there are more."""
    while t.low[at] in ("the", "its", "his", "her", "their", "just", "only", "all", "about"):
        at += 1
    if t.word[at].isdigit() and "1900" <= t.word[at] < "2100":
        # "one of his 2016 promises"
        return False
    if t.low[at] in ("these", "those") and t.is_word(at + 1) and t.low[at + 1] not in words("counted")["ends"]["words"]:
        return False
    return t.low[at] in words("counted")["again"]["of"] or t.word[at][:1].isdigit() or t.low[at] in number_words().digits


def _is_code(t: Tokens, at: int, past: int) -> bool:
    """ "17-cv-1234", "a 10-K", "401(k)", "18 U.S.C.", "§ 924", "a 15-2 squad", "7-Eleven", "a .22 rifle", "60-something"; units or not."""
    following, beyond = t.low[past], t.word[past + 1]
    if t.word[at - 1] == "§" or following in _words("after", "always"):
        return True
    if not t.glued(past):
        return False
    if following == "(":
        return t.glued(past + 1) and len(beyond) == 1 and beyond.isalpha() and t.word[past + 2] == ")"
    if following not in _HYPHENS or not t.glued(past + 1):
        return False
    if beyond.isdigit():
        return t.low[past + 2] in _words("after", "squads") or (beyond == t.word[at] == "50")
    if t.is_capital(past + 1) and beyond.lower() in number_words().digits:
        return True
    coded = t.word[past + 2] == "-" and t.glued(past + 2) and t.word[past + 3].isdigit() and beyond.lower() not in ("to", "or", "and")
    return coded or beyond == "something" or beyond in _words("after", "letters") or t.low[past + 1] in _words("after", "always")


def _is_joined_to_letters(t: Tokens, at: int, past: int, measured: bool) -> bool:
    """ "A1", "S23", "5G", "F-16", "Covid-19", "mid-40s", "1990s", "21st"."""
    if t.glued(at) and t.is_word(at - 1) and not measured:
        return True
    if t.glued(at) and t.word[at - 1] in _HYPHENS and t.glued(at - 1) and t.is_word(at - 2) and not measured:
        return t.low[at - 2] not in ("sub", "to", "minus", "about", "nearly", "almost")
    if t.glued(at) and (t.word[at - 1] in ("#", "№", "_") or (t.word[at - 1] == "." and t.glued(at - 1) and t.is_word(at - 2))):
        # "#7", "ID.3"
        return True
    following = t.word[past]
    if t.glued(past) and (following[:1].isalpha() or following in ("_", "@", ":")) and not measured:
        return True
    # "24-7PressRelease"
    if following == "-" and t.glued(past) and t.word[past + 1].isdigit() and t.glued(past + 2) and t.is_word(past + 2) and not measured:
        return t.word[past + 2][:1].isupper()
    # "1.2.3", "555-1234-2"
    return t.glued(past) and following in (".", ",") and t.glued(past + 1) and t.word[past + 1][:1].isdigit()


def _is_date(t: Tokens, at: int, past: int) -> bool:
    """ "May 4", "4 May", "Sept. 27, 2017", "May 4-6"."""
    if not t.word[at].isdigit() or len(t.word[at]) > 4:
        return False
    months = _words("dates", "months")
    before = at - 1 - (t.word[at - 1] == ".") - (t.low[at - 1] in ("the", "of"))
    if t.low[before] in months and t.is_capital(before):
        # "In May 40 people were held": counted
        return len(t.word[at]) == 4 or (int(t.word[at]) <= 31 and not (is_plural(t.low[past]) and t.low[before - 1] in ("in", "since")))
    if t.low[past] in months and t.is_capital(past) and int(t.word[at]) <= 31 and not is_plural(t.low[past + 1]):
        return True
    # ", 2017" after "Sept. 27"
    if len(t.word[at]) == 4 and t.word[at - 1] == "," and t.word[at - 2].isdigit():
        before = at - 3 - (t.word[at - 3] == ".")
        return t.low[before] in months or t.word[at - 3] in _HYPHENS
    if t.word[at - 1] in (*_HYPHENS, "and", "to") and t.word[at - 2].isdigit() and int(t.word[at]) <= 31:
        before = at - 3 - (t.word[at - 3] == ".")
        return t.low[before] in months and t.is_capital(before) and not is_plural(t.low[past])
    if t.word[past] in (*_HYPHENS, "and", "to") and t.word[past + 1].isdigit() and t.low[past + 2] in months and t.is_capital(past + 2):
        return int(t.word[at]) <= 31
    return False


def _is_clock(t: Tokens, at: int, past: int) -> bool:
    """ "2 p.m.", "10.45pm", "0401 GMT", "from 2 to 4 p.m.", "6 o'clock"."""
    clock = _words("dates", "clock")
    if t.low[past] in clock or (t.low[past] == "o" and t.word[past + 1] in ("'", "’")):
        return True
    return t.low[past] in (*_HYPHENS, "to", "and") and t.word[past + 1][:1].isdigit() and t.low[past + 2] in clock


def _is_named(t: Tokens, at: int, past: int, listed: bool) -> bool:
    """ "Route 66", "No. 7", "iPhone 12", "in week 40": by the word before, or the capital of the word before or after."""
    back = at - 1 - (t.word[at - 1] == "." and t.glued(at - 1))
    word = t.low[back]
    capital = any(letter.isupper() for letter in t.word[back])
    if t.word[at] in _words("emergency", "words") and not is_plural(t.low[past]):
        return True
    if word in ("#", "№") or t.low[past] in _words("after", "words"):
        return True
    if word in _words("before", "several") or (word.upper() == t.word[back] and 3 <= len(word) <= 4 and t.is_capital(past)):
        # "FOX 12 Oregon"
        return True
    if t.word[past] in ("”", '"', "’") and (t.word[at - 1] in ("“", '"', "‘") or (word == "the" and t.word[back - 1] in ("“", '"', "‘"))):
        # the title “The 360”
        return True
    if word == "of" and t.word[back - 1] in _words("before", "of"):
        # "the Group of 20"
        return not _counts(t, past)
    if word in _words("before", "small") or (word in _words("before", "words") and capital) or _joins_labels(t, back):
        # "Last year 40 people died": counted; "in phase 2 trials": named
        owned = t.low[back - 1] in _words("before", "owners") or t.low[back - 2] in _words("before", "owners")
        return word not in _words("before", "unless_counted") or not owned or not thing_after(t, past, many=True)
    if len(t.word[at]) > 2 and t.word[at].isdigit() and t.is_capital(past) and not thing_after(t, past, many=True):
        # "the 787 Dreamliner"
        return True
    opens = back <= 0 or t.word[back - 1] in (".", "!", "?", "“", '"', ":")
    if back != at - 1 or not capital or past != at + 1 or opens or listed:
        # the first word of a sentence has a capital anyway: "Police held 40", "Only 12"
        return False
    if t.word[at].isdigit() and len(t.word[at]) == 5 and not _counts(t, past):
        # "NY 10022", "Dunmore 48116"
        return True
    return len(t.word[at]) <= 4 and "," not in t.word[at] and not _counts(t, past)


def _joins_labels(t: Tokens, at: int) -> bool:
    """ "Grades four through eight", "chapters 5 and 6", "Routes 4, 5 and 6": whether this word joins a number to a label before it."""
    for _ in range(4):
        if t.low[at] not in ("and", "to", "through", ",", "or", "-", "–") or not (
            t.word[at - 1][:1].isdigit() or t.low[at - 1] in number_words().digits
        ):
            return False
        if t.low[at - 2] in _words("before", "several"):
            return True
        at -= 2
    return False


def _counts(t: Tokens, past: int) -> bool:
    """Whether a plural follows within three words; not in "Robocar 2 three years later"."""
    for k in range(past, past + 3):
        if not t.is_word(k) or t.low[k] in number_words().digits:
            return False
        if is_plural(t.low[k]):
            return True
    return False


def _is_year(t: Tokens, at: int, past: int) -> bool:
    """ "in 1987", "the 2019 list", "2014-15", "1995/96"; but "About 2000 people"."""
    word = t.word[at]
    if not (len(word) == 4 and word.isdigit()) or past != at + 1:
        return False
    if t.word[past] in (*_HYPHENS, "/") and t.glued(past) and t.glued(past + 1) and t.word[past + 1].isdigit() and "1500" < word < "2100":
        return len(t.word[past + 1]) in (2, 4) or t.word[past + 1].isdigit()
    if t.word[at - 1] in _HYPHENS and t.word[at - 2].isdigit() and len(t.word[at - 2]) == 4 and "1500" < word < "2100":
        return True
    if not "1700" <= word < "2100":
        return "1000" <= word < "1700" and t.low[at - 1] in ("in", "since", "circa") and not is_plural(t.low[past])
    if t.low[at - 1] in _words("dates", "year_unless_counted"):
        return not is_plural(t.low[past])
    if t.low[at - 1] in _words("dates", "year_before") or t.low[at - 1] in _words("dates", "months"):
        return True
    return not _counts(t, past)


def _is_address(t: Tokens, at: int, past: int) -> bool:
    """ "10 Downing Street", "16-18 Industrial Avenue", "75 N. High St."."""
    if t.word[past] in _HYPHENS and t.word[past + 1].isdigit():
        past += 2
    streets = _words("streets", "words")
    for k in range(past, past + 6):
        pointed = t.word[k] == "." and t.glued(k) and len(t.word[k - 1]) <= 2 and k > past
        if not (t.is_capital(k) or pointed):
            return False
        if k > past and t.low[k] in streets:
            return True
    return False


def _is_long_code(t: Tokens, at: int, past: int) -> bool:
    """Telephone numbers, leading zeros, "555-1234", "1:23-cr-00456"."""
    word = t.word[at]
    if len(word) > 1 and word[0] == "0" and word.isdigit():
        return True
    if t.word[at - 1] == "+" and t.glued(at) and t.word[past].isdigit():
        # "+44 20 7946 0958"
        return True
    first = at
    while t.word[first - 1].isdigit() and at - first < 4 and t.start[first] == t.end[first - 1] + 1:
        first -= 1
    if first < at and (t.word[first][0] == "0" or t.word[first - 1] == "+"):
        return True
    groups, k = 1, past
    while t.word[k] in ("-", ".", " ") and t.glued(k) and t.glued(k + 1) and t.word[k + 1].isdigit():
        groups, k = groups + 1, k + 2
    k = at
    while t.word[k - 1] == "-" and t.glued(k) and t.glued(k - 1) and t.word[k - 2].isdigit():
        groups, k = groups + 1, k - 2
    if groups > 2 or (groups == 2 and (len(t.word[past + 1]) == 4 and len(word) == 3 and t.word[past] == "-")):
        # "500-1000 people"
        return groups > 2 or not (word.endswith("0") and t.word[past + 1].endswith("00") and _counts(t, past + 2))
    # (202) 555
    return t.word[at - 1] == "(" and t.word[past] == ")" and t.word[past + 1].isdigit() and len(word) == 3


def _is_list_mark(t: Tokens, at: int, past: int) -> bool:
    """ "1. Check the tap", "2) Call" opening a paragraph; "it offers (1) a bus, and (2) a tram"; "Section 4(a)(2)"."""
    if not t.word[at].isdigit() or len(t.word[at]) > 2:
        return False
    if at == 0:
        return t.word[past] in (".", ")") and t.glued(past) and not t.glued(past + 1)
    if t.word[at - 1] != "(" or t.word[past] != ")":
        return False
    return (
        t.low[past + 1] in ("a", "an", "the")
        or t.low[at - 2] in ("", ":", ";", ",", ".", "and", "or", ")")
        or (t.glued(at - 1) and t.word[at - 2][:1].isalnum())
    )
