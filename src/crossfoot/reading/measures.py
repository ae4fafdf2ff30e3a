"""Units beside a number: currency before or after it, percent, measures, and rates ("a day", "per 100,000").

Which short forms count depends on how the number is written: "6 ft" and "35C" are measures, "two C" is not. "m" is a metre or a million by
the company it keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..quantity import Kind
from ..units import unit_entries, unit_of
from .hedges import hedge_before
from .numerals import Numeral
from .tokens import Tokens
from .vocabulary import words


@dataclass(slots=True)
class UnitWords:
    """A unit found beside a number, and the word after its last."""

    name: str
    end: int


@cache
def _forms() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str], frozenset[str]]:
    """Words, signs, glued signs and signs before, each to the name of its unit; the first entry wins."""
    after, signs, glued, before, doubtful = {}, {}, {}, {}, set()
    for entry in reversed(unit_entries()):
        name = entry["name"]
        after.update(dict.fromkeys(entry.get("words", ()), name))
        signs.update(dict.fromkeys(entry.get("signs", ()), name))
        glued.update(dict.fromkeys(entry.get("glued", ()), name))
        before.update(dict.fromkeys(entry.get("before", ()), name))
        doubtful.update(entry.get("doubtful", ()))
    return after, signs, glued, before, frozenset(doubtful)


@cache
def _first_words() -> frozenset[str]:
    """The first word of every unit, to pass quickly over what is none."""
    after, signs, glued, _, _ = _forms()
    firsts = {_first(form) for form in after} | {_first(form.lower()) for form in (*signs, *glued)}
    return frozenset(firsts)


def _first(form: str) -> str:
    tokens = Tokens(form)
    return tokens.low[0]


def currency_before(t: Tokens, at: int, *, large: bool) -> UnitWords | None:
    """The currency that ends before this word: "$", "US$", "US $", "AUD"; its `end` is where it begins. `large`: in millions at least."""
    before = _forms()[3]
    sign = t.word[at - 1]
    if not sign or at < 1:
        return None
    if sign in words("company")["large"]["signs"] and not large:
        # "PS6m" is how some wires print pounds, "PS5" is a game
        return None
    gap = t.start[at] - t.end[at - 1]
    if gap > 1:
        return None
    if sign == "$" or not sign.isalnum():
        if sign not in before:
            return None
        if at > 1:
            longer = t.word[at - 2] + ("" if t.glued(at - 1) else " ") + sign
            if longer in before:
                return UnitWords(before[longer], at - 2)
        return UnitWords(before[sign], at - 1)
    return UnitWords(before[sign], at - 1) if sign in before else None


def unit_after(t: Tokens, number: Numeral) -> UnitWords | None:
    """The unit that begins after a number, longest name first; a hyphen may stand between ("a 40-mile road")."""
    at = number.end
    if t.word[at] in ("-", "–") and t.glued(at) and t.glued(at + 1):
        at += 1
    elif t.low[at] == "of" and number.low is not None:
        # "tens of thousands of dollars"
        at += 1
    if t.low[at] not in _first_words():
        return _stretch_after(t, at) or _on_scale(t, at)
    after, signs, glued, _, doubtful = _forms()
    for length in (4, 3, 2, 1):
        if at + length > t.count:
            continue
        printed = t.text[t.start[at] : t.end[at + length - 1]]
        low = printed.lower()
        name = after.get(low) or after.get(low.replace("-", " "))
        if name and not (low in doubtful and not _is_sure(t, at, low, number)):
            return UnitWords(name, at + length)
        if not number.spelled:
            name = signs.get(printed)
            if name and _whole(t, at + length - 1):
                return UnitWords(name, at + length)
            name = glued.get(printed) if t.glued(at) else None
            if name and not _is_several(t, number, printed) and _whole(t, at + length - 1):
                return UnitWords(name, at + length)
    return _known_by_company(t, at, number) or _stretch_after(t, at)


def _on_scale(t: Tokens, at: int) -> UnitWords | None:
    """ "Between 50 and 70 on the GPa scale", "38 on the Celsius scale"."""
    if t.low[at : at + 2] != ["on", "the"] or t.low[at + 3] != "scale":
        return None
    after, signs = _forms()[:2]
    name = after.get(t.low[at + 2]) or signs.get(t.word[at + 2])
    return UnitWords(name, at + 4) if name else None


def _known_by_company(t: Tokens, at: int, number: Numeral) -> UnitWords | None:
    """ "10-15 C" near a word for heat or with a bracket, ".35 in of rain", "12 in tall"; not "30 in Chicago"."""
    company = words("company")["letters"]
    if number.spelled or t.glued(at) or number.low is not None:
        return None
    if t.low[at] == "in":
        after = t.low[at + 1] == "of" and t.low[at + 2] in company["inches_of"]
        return UnitWords("inch", at + 1) if after or t.low[at + 1] in company["inches"] else None
    name = company["degrees"].get(t.word[at])
    if not name or t.is_capital(at + 1) or len(number.digits.lstrip("-")) > 4:
        return None
    near = t.low[max(0, number.start - 12) : number.start] + t.low[at + 1 : at + 8]
    paired = t.word[at + 1] == "(" and t.word[at + 2][:1].isdigit()
    return UnitWords(name, at + 1) if paired or any(word in company["heat"] for word in near) else None


def _is_several(t: Tokens, number: Numeral, printed: str) -> bool:
    """ "The 1990s", "her 60s", "the under-21s" and "two Class 195s" are no seconds."""
    several = number.digits[-1:] == "0" or len(number.digits) == 4 or t.glued(number.start)
    return printed == "s" and (several or (number.is_whole and t.is_capital(number.start - 1)))


def _stretch_after(t: Tokens, at: int) -> UnitWords | None:
    """ "two straight quarters", "12 more days"."""
    if t.low[at] not in words("company")["stretches"]["between"]:
        return None
    name = _forms()[0].get(t.low[at + 1])
    return UnitWords(name, at + 2) if name and is_stretch(name) else None


def is_stretch(name: str | None) -> bool:
    """True of days, months and other units of time."""
    unit = unit_of(name)
    return unit is not None and unit.dimension in ("time", "calendar months")


def kind_of(unit: str) -> Kind:
    """money, percent, points or measure."""
    if unit == "%":
        return "percent"
    if unit in ("percentage point", "basis point"):
        return "points"
    known = unit_of(unit)
    return "money" if known and known.is_money else "measure"


def _whole(t: Tokens, last: int) -> bool:
    """True when the sign is not the first half of a longer word: "5m" but not "5m2", "30°" but not "30°C"."""
    following = t.word[last + 1]
    if t.word[last] == "′" and t.glued(last + 1) and following[:1].isalpha():
        # "2022′s" has an apostrophe
        return False
    return not (t.glued(last + 1) and (following[:1].isalnum() or following in ("°", "²", "³")) and t.is_word(last))


def _is_sure(t: Tokens, at: int, low: str, number: Numeral) -> bool:
    """Whether a doubtful word is a unit here: "Stone said", "they won", "40 cups" are not; "900 million won", "2 cups of flour" are."""
    if t.is_capital(at):
        return False
    if low in ("won", "real"):
        return number.scale >= 1000000
    return low not in ("cup", "cups") or t.low[at + 1] == "of"


def unit_alone(t: Tokens, at: int) -> UnitWords | None:
    """ "a decade" at its unit, "a year and a half", and "more than a year", "nearly a mile" where a hedge shows that it is measured."""
    alone, word = words("numbers")["article"], t.low[at]
    if t.low[at - 1] not in ("a", "an") or (t.word[at + 1] == "-" and t.glued(at + 1)):
        return None
    halved = t.low[at + 1 : at + 4] == ["and", "a", "half"]
    if (
        word in alone["bare"]
        or (halved and word in alone["hedged"])
        or (word in alone["hedged"] and hedge_before(t, at - 1, _forms()[0][word]))
    ):
        return UnitWords(_forms()[0][word], at + 1)
    return None


def rate_after(t: Tokens, at: int) -> tuple[str, int] | None:
    """ "per barrel", "a day", "an ounce", "per 100,000", "a-year": what it is by, and the word after."""
    start = at
    if t.word[at] in ("-", "–") and t.glued(at):
        at += 1
    if t.low[at] == "/" and t.glued(at) and t.is_word(at + 1):
        name = _rate_unit(t, at + 1)
        return (name[0], name[1]) if name else None
    if t.low[at] not in ("per", "a", "an", "each", "every", "for"):
        return None
    article = t.low[at]
    at += 1
    if t.word[at] == "-" and t.glued(at):
        at += 1
    if article in ("each", "every", "for"):
        if article == "for" and t.low[at] == "every":
            at += 1
        elif article == "for":
            return None
    if t.word[at][:1].isdigit():
        return (t.word[at], at + 1) if article == "per" else None
    found = _rate_unit(t, at)
    if found:
        # "$100 million a year earlier" is no rate.
        return None if article in ("a", "an") and t.low[found[1]] in words("outline")["time"]["away"] else found
    if t.low[at + 1] == "share" and t.low[at] in words("rates")["share"]["between"]:
        # "$0.41 per diluted share"
        return "share", at + 2
    if article == "per" and t.is_word(at) and start != at:
        return t.low[at], at + 1
    if article in ("a", "an") and t.low[at] in ("share", "head", "person", "ticket", "piece", "night", "game", "tonne", "pop", "bottle"):
        return t.low[at], at + 1
    return None


def _rate_unit(t: Tokens, at: int) -> tuple[str, int] | None:
    after, signs = _forms()[:2]
    for length in (2, 1):
        if at + length > t.count:
            continue
        printed = t.text[t.start[at] : t.end[at + length - 1]]
        name = after.get(printed.lower()) or signs.get(printed)
        unit = unit_of(name)
        if name and unit and not unit.is_money:
            return name, at + length
    return None
