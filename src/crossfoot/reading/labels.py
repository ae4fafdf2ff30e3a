"""Numbers that are no figures: dates and clock times, names ("Route 66", "45 Commando", "Three Mile Island"), addresses.

Codes, which are known by how they are written, are in `codes.py`.
"""

from __future__ import annotations

from .codes import HYPHENS, is_code, is_joined_to_letters, is_list_mark, is_long_code, label_words
from .counted import is_plural, plural_soon, thing_after
from .numerals import Numeral, number_words
from .tokens import Tokens
from .vocabulary import words


def is_label(t: Tokens, number: Numeral, *, measured: bool, listed: bool = False) -> bool:
    """Whether a number is a name or a date; `measured` when a unit, a currency or a percent sign stands beside it, `listed` when another
    count stands shortly before ("Leeds recorded 31 cases and York 12")."""
    if number.spelled:
        return _is_spelled_label(t, number, measured, listed)
    at, past = number.start, number.end
    if is_code(t, at, past):
        return True
    if is_joined_to_letters(t, at, past, measured):
        return True
    if measured:
        return _is_name_of_measure(t, number)
    return (
        _is_date(t, at, past)
        or _is_clock(t, at, past)
        or _is_named(t, at, past, listed)
        or _is_year(t, at, past)
        or _is_address(t, at, past)
        or is_long_code(t, at, past)
        or is_list_mark(t, at, past)
    )


def _is_spelled_label(t: Tokens, number: Numeral, measured: bool, listed: bool) -> bool:
    """ "September Eleven", "page twelve", "one" as a pronoun, "ground zero"."""
    at, past, word = number.start, number.end, t.low[number.start]
    if t.low[past] in label_words("dates", "clock") or (measured and _is_name_of_measure(t, number)):
        return True
    if word == "one" and past == at + 1:
        # "a one-week course"
        counted = listed and t.low[at - 1] in (",", "and", ";") and t.low[past] in ("was", "is", "had", "has")
        # "seven were Japanese and one was from India"
        return not (measured and t.word[past] == "-") and not counted and _is_pronoun(t, at)
    if word in ("zero", "nil", "nought", "naught") and past == at + 1:
        return not is_plural(t.low[past]) and t.low[past] != "points" and not (t.low[past] in ("", ".", ",") and t.low[at - 1] == "to")
    if t.low[at - 1] in label_words("before", "several") or _joins_labels(t, at - 1):
        return True
    if t.low[at - 1] in label_words("before", "sure"):
        # "category two calls"
        return True
    if t.low[at - 1] in label_words("before", "small") and not is_plural(t.low[past]):
        return not thing_after(t, past, many=True)
    if t.word[past] == "-" and t.low[past + 1] == "something":
        return True
    if t.glued(at) and t.low[at - 2] == "top":
        # "a top-five finish"
        return True
    # "the Chicago Seven", "Ocean's Eleven", "Group of Seven"; "Police Arrest Five People" counts
    named = t.is_capital(at - 1 - (t.low[at - 1] in ("'s", "’s"))) or (
        t.word[at - 2] in label_words("before", "of") and t.low[at - 1] == "of"
    )
    return t.is_capital(at) and named and at > 1 and not plural_soon(t, past)


def _is_name_of_measure(t: Tokens, number: Numeral) -> bool:
    """ "Three Mile Island", "Nine Inch Nails", "50 Cent": one of a measure, with a capital, after a number that asks for several."""
    unit = t.word[number.end]
    if not unit.istitle() or number.value() <= 1:
        return False
    spelled = t.is_capital(number.start) and t.is_capital(number.end + 1)
    return unit in label_words("measures", "coins") or (spelled and unit in label_words("measures", "lengths"))


def _is_pronoun(t: Tokens, at: int) -> bool:
    """ "No one", "one at a time", "one Ben Hale"; not "one branch", "one of the three vans", "one to three"."""
    before, after = t.low[at - 1], t.low[at + 1]
    if before in ("minus", "negative"):
        return False
    if after == "of":
        return before in label_words("one", "before") or not _is_of_counted(t, at + 2)
    if after in ("to", "or", "in", "out", "and") or t.word[at + 1] == "-":
        return before in label_words("one", "before") or t.low[at + 2] not in number_words().digits
    if not t.is_word(at + 1) or t.is_capital(at + 1) or after.endswith("ing") or (after.endswith("ed") and not t.is_word(at + 2)):
        return True
    if after.endswith("ed") and (t.low[at + 2] in label_words("one", "by") or t.low[at - 1] in ("or", "and")):
        # "have one created for him"
        return True
    return before in label_words("one", "before") or after in label_words("one", "after") or not thing_after(t, at + 1, many=False)


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


def _is_date(t: Tokens, at: int, past: int) -> bool:
    """ "May 4", "4 May", "Sept. 27, 2017", "May 4-6"."""
    if not t.word[at].isdigit() or len(t.word[at]) > 4:
        return False
    months = label_words("dates", "months")
    before = at - 1 - (t.word[at - 1] == ".") - (t.low[at - 1] in ("the", "of"))
    if t.low[before] in months and t.is_capital(before):
        # "In May 40 people were held": counted
        return len(t.word[at]) == 4 or (int(t.word[at]) <= 31 and not (is_plural(t.low[past]) and t.low[before - 1] in ("in", "since")))
    if t.low[past] in months and t.is_capital(past) and int(t.word[at]) <= 31 and not is_plural(t.low[past + 1]):
        return True
    # ", 2017" after "Sept. 27"
    if len(t.word[at]) == 4 and t.word[at - 1] == "," and t.word[at - 2].isdigit():
        before = at - 3 - (t.word[at - 3] == ".")
        return t.low[before] in months or t.word[at - 3] in HYPHENS
    if t.word[at - 1] in (*HYPHENS, "and", "to") and t.word[at - 2].isdigit() and int(t.word[at]) <= 31:
        before = at - 3 - (t.word[at - 3] == ".")
        return t.low[before] in months and t.is_capital(before) and not is_plural(t.low[past])
    if t.word[past] in (*HYPHENS, "and", "to") and t.word[past + 1].isdigit() and t.low[past + 2] in months and t.is_capital(past + 2):
        return int(t.word[at]) <= 31
    return False


def _is_clock(t: Tokens, at: int, past: int) -> bool:
    """ "2 p.m.", "10.45pm", "0401 GMT", "from 2 to 4 p.m.", "6 o'clock"."""
    clock = label_words("dates", "clock")
    if _leaves(t, at, past) or t.low[past] in clock or (t.low[past] == "o" and t.word[past + 1] in ("'", "’")):
        return True
    return t.low[past] in (*HYPHENS, "to", "and") and t.word[past + 1][:1].isdigit() and t.low[past + 2] in clock


def _leaves(t: Tokens, at: int, past: int) -> bool:
    """ "the 7.15 to Leeds", "the 2.30 at Kempton", "the 17.05 service": an hour with a point, after "the"."""
    hour, point, minutes = t.word[at].partition(".")
    if not point or len(minutes) != 2 or len(hour) > 2 or int(hour or 24) > 23 or minutes > "59" or t.low[at - 1] != "the":
        return False
    way = t.low[past] in label_words("dates", "departing") and t.is_capital(past + 1)
    return way or t.low[past] in label_words("dates", "departures")


def _is_named(t: Tokens, at: int, past: int, listed: bool) -> bool:
    """ "Route 66", "No. 7", "iPhone 12", "in week 40": by the word before, or the capital of the word before or after."""
    back = at - 1 - (t.word[at - 1] == "." and t.glued(at - 1))
    word = t.low[back]
    capital = any(letter.isupper() for letter in t.word[back])
    if t.word[at] in label_words("emergency", "words") and not is_plural(t.low[past]):
        return True
    if word == "p" and t.low[back - 1] in ("&", "s"):
        # "the S&P 500 companies", "S P 500" where the sign was lost
        return True
    if word in ("#", "№") or t.low[past] in label_words("after", "words"):
        return True
    if past > at + 1 or ("," in t.word[at] and not capital):
        # "the airport line 6.9 million", "the coast line 690,000": no name has a scale, and none of a small letter is grouped
        return False
    if word in label_words("before", "several") or (word.upper() == t.word[back] and 3 <= len(word) <= 4 and t.is_capital(past)):
        # "FOX 12 Oregon"
        return True
    if t.word[past] in ("”", '"', "’") and (t.word[at - 1] in ("“", '"', "‘") or (word == "the" and t.word[back - 1] in ("“", '"', "‘"))):
        # the title “The 360”
        return True
    if t.is_capital(past) and t.low[past] in label_words("after", "forces") and not (t.is_capital(past + 1) or is_plural(t.low[past + 1])):
        # "45 Commando"; "3 Division rivals" are rivals
        return True
    if word == "of" and t.word[back - 1] in label_words("before", "of"):
        # "the Group of 20"
        return not plural_soon(t, past)
    if _is_first_of_two(t, back, past):
        return True
    if word in label_words("before", "small") or (word in label_words("before", "words") and capital) or _joins_labels(t, back):
        # "Last year 40 people died": counted; "in phase 2 trials": named
        owned = t.low[back - 1] in label_words("before", "owners") or t.low[back - 2] in label_words("before", "owners")
        return word not in label_words("before", "unless_counted") or not owned or not thing_after(t, past, many=True)
    if len(t.word[at]) > 2 and t.word[at].isdigit() and t.is_capital(past) and not thing_after(t, past, many=True):
        # "the 787 Dreamliner"
        return True
    opens = back <= 0 or t.word[back - 1] in (".", "!", "?", "“", '"', ":")
    if back != at - 1 or not capital or past != at + 1 or opens or listed or _is_result(t, at, past):
        # the first word of a sentence has a capital anyway: "Police held 40", "Only 12"
        return False
    if t.word[at].isdigit() and len(t.word[at]) == 5 and not plural_soon(t, past):
        # "NY 10022", "Dunmore 48116"
        return True
    return len(t.word[at]) <= 4 and "," not in t.word[at] and not plural_soon(t, past)


def _joins_labels(t: Tokens, at: int) -> bool:
    """ "Grades four through eight", "chapters 5 and 6", "Routes 4, 5 and 6": whether this word joins a number to a label before it."""
    for _ in range(4):
        if t.low[at] not in ("and", "to", "through", ",", "or", "-", "–") or not (
            t.word[at - 1][:1].isdigit() or t.low[at - 1] in number_words().digits
        ):
            return False
        if t.low[at - 2] in label_words("before", "several") or _is_first_of_two(t, at - 2, at):
            return True
        at -= 2
    return False


def _is_first_of_two(t: Tokens, at: int, past: int) -> bool:
    """ "years 3 and 4", "bands 6 to 7": whether the number between a plural that names and a joining word is a name, and not a count."""
    return (
        t.low[at] in label_words("before", "paired")
        and past == at + 2
        and t.low[past] in ("and", "to", "or", "-", "–")
        and t.word[at + 1].isdigit()
        and t.word[past + 1].isdigit()
        and 0 < int(t.word[past + 1]) - int(t.word[at + 1]) < 10
    )


def _is_result(t: Tokens, at: int, past: int) -> bool:
    """ "beat Leeds 3-1", "lost to the Bears 33-20": two numbers with a hyphen and a word of winning or losing before them."""
    if t.word[past] not in HYPHENS[:2] or not (t.glued(past) and t.glued(past + 1) and t.word[past + 1].isdigit()):
        return False
    contests = words("company")["scores"]["near"]
    plain = len(t.word[at]) < 4 and len(t.word[past + 1]) < 4 and not (t.word[past + 2] in HYPHENS and t.glued(past + 2))
    return plain and any(word in contests for word in t.low[max(0, at - 8) : at])


def _is_year(t: Tokens, at: int, past: int) -> bool:
    """ "in 1987", "the 2019 list", "2014-15", "1995/96"; but "About 2000 people"."""
    word = t.word[at]
    if not (len(word) == 4 and word.isdigit()) or past != at + 1:
        return False
    if t.word[past] in (*HYPHENS, "/") and t.glued(past) and t.glued(past + 1) and t.word[past + 1].isdigit() and "1500" < word < "2100":
        return len(t.word[past + 1]) in (2, 4) or t.word[past + 1].isdigit()
    if t.word[at - 1] in HYPHENS and t.word[at - 2].isdigit() and len(t.word[at - 2]) == 4 and "1500" < word < "2100":
        return True
    if not "1700" <= word < "2100":
        return "1000" <= word < "1700" and t.low[at - 1] in ("in", "since", "circa") and not is_plural(t.low[past])
    if t.low[at - 1] in label_words("dates", "year_unless_counted"):
        return not is_plural(t.low[past])
    if t.low[at - 1] in label_words("dates", "year_before") or t.low[at - 1] in label_words("dates", "months"):
        return True
    return not plural_soon(t, past)


def _is_address(t: Tokens, at: int, past: int) -> bool:
    """ "10 Downing Street", "16-18 Industrial Avenue", "75 N. High St."."""
    if t.word[past] in HYPHENS and t.word[past + 1].isdigit():
        past += 2
    streets = label_words("streets", "words")
    for k in range(past, past + 6):
        pointed = t.word[k] == "." and t.glued(k) and len(t.word[k - 1]) <= 2 and k > past
        if not (t.is_capital(k) or pointed):
            return False
        if k > past and t.low[k] in streets:
            return True
    return False
