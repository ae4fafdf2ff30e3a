"""A number with what is written beside it: currency, unit, rate, range; and the ages, scores and ratios that numbers make together."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from .counted import is_plural
from .directions import change_before
from .drafts import Draft
from .measures import UnitWords, currency_before, is_stretch, kind_of, rate_after, unit_after
from .numerals import Numeral, is_written, number_words
from .spelled import numeral_at
from .tokens import Tokens
from .vocabulary import words

_HYPHENS = ("-", "–", "—")
_STRETCHES = ("year", "month", "week", "day")
# "6 ft 2 in": the smaller unit, and how many of them make the larger.
_COMPOUNDS = {
    ("yard", "foot"): 3,
    ("foot", "inch"): 12,
    ("kilometre", "metre"): 1000,
    ("metre", "centimetre"): 100,
    ("pound", "ounce"): 16,
    ("stone", "pound"): 14,
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("USD", "cent"): 100,
    ("EUR", "cent"): 100,
    ("GBP", "penny"): 100,
    ("CAD", "cent"): 100,
    ("AUD", "cent"): 100,
    ("MYR", "sen"): 100,
    ("CHF", "cent"): 100,
    ("NZD", "cent"): 100,
    ("hour", "second"): 3600,
}

_FAR = 4  # times: what a rise by so much, and to so much, lie apart


def amount_at(t: Tokens, number: Numeral) -> Draft | None:
    """The number with its sign, currency or unit, and rate; `None` where a letter after it makes it a name."""
    draft = Draft(number.start, number.end, number.digits, number.scale, low=number.low, high=number.high, numeral=number)
    draft.many = number.digits != "1" or bool(number.letter) or number.scale > 1
    _take_sign(t, draft)
    money = currency_before(t, draft.start, large=number.scale >= 1000000)
    if money:
        draft.start = money.end
        draft.unit, draft.kind = money.name, "money"
        if draft.digits[:1] != "-":
            _take_sign(t, draft)
        if t.word[draft.end] in ("US", "U.S.", "USD") and money.name == "USD" and not t.is_capital(draft.end + 1):
            draft.end += 1
    elif number.letter and not _is_scale(t, number):
        return _with_letter_unit(t, draft)
    else:
        _take_unit(t, draft)
    _take_rate(t, draft)
    return draft


def _take_sign(t: Tokens, draft: Draft) -> None:
    """ "-5", "minus 5", "minus-130", "negative two"; not the hyphen of "33-20"."""
    at = draft.start - 1
    if t.word[at] in _HYPHENS and t.glued(draft.start):
        if t.low[at - 1] == "minus":
            draft.start, draft.digits = at - 1, "-" + draft.digits
        elif t.word[at] == "-" and (at == 0 or not t.glued(at) or t.word[at - 1] in ("(", "[")) and draft.digits:
            draft.start, draft.digits = at, "-" + draft.digits
    elif t.low[at] == "minus" and t.low[at - 2 : at] == ["plus", "or"]:
        # "a margin of plus or minus 3 points"
        draft.start = at - 2
    elif t.low[at] in ("minus", "negative") and draft.digits and not t.word[at - 1][:1].isdigit():
        draft.start, draft.digits = at, "-" + draft.digits


def _is_scale(t: Tokens, number: Numeral) -> bool:
    """Whether the letter after a number without currency is million and the like: "5m people", "rose to 3.2m", not "a 100m race"."""
    at = number.end
    company = words("company")
    near = {t.low[k] for k in range(at, at + 3)}
    if number.letter == "m":
        whole = Fraction(number.digits)
        if near & set(company["metres"]["after"]) or t.low[number.start - 1] in company["metres"]["before"]:
            return False
        return is_plural(t.low[at]) or is_plural(t.low[at + 1]) or not (whole.denominator == 1 and whole >= 100 and whole % 10 == 0)
    if number.letter == "T":
        return False
    if not t.glued(number.end - 1):
        return is_plural(t.low[at]) or is_plural(t.low[at + 1])
    return True


def _with_letter_unit(t: Tokens, draft: Draft) -> Draft | None:
    """ "a 100m race": the letter is a unit."""
    if not draft.numeral or draft.numeral.letter != "m":
        return None
    draft.scale, draft.unit, draft.kind = Fraction(1), "metre", "measure"
    draft.counts = False
    return draft


def _take_unit(t: Tokens, draft: Draft) -> None:
    assert draft.numeral
    found = unit_after(t, draft.numeral)
    if not found:
        return
    unit = found.name
    if unit == "pound" and _is_money(t, draft, found):
        unit = "GBP"
    draft.unit, draft.end = unit, found.end
    draft.kind = kind_of(unit)
    draft.counts = False
    if unit in _STRETCHES:
        _take_age(t, draft)
    if draft.kind in ("measure", "money"):
        _take_smaller(t, draft)


def _is_money(t: Tokens, draft: Draft, found: UnitWords) -> bool:
    """Whether pounds are money: by size, or by a word of paying within six words."""
    if draft.scale >= 1000000 or (draft.low or 0) >= 1000000:
        return True
    money = words("company")["money"]["near"]
    before = range(draft.start - 1, max(-1, draft.start - 8), -1)
    return any(t.low[k] in money for way in (before, range(found.end, found.end + 5)) for k in _inside_clause(t, way))


def _inside_clause(t: Tokens, way: range) -> Iterator[int]:
    """The words of a stretch up to the first stop."""
    for k in way:
        if t.word[k] in (",", ";", ".", ":"):
            return
        yield k


def _take_age(t: Tokens, draft: Draft) -> None:
    """ "12 years old", "a 12-year-old", "three months old", "years of age"."""
    at = draft.end
    if t.word[at] in _HYPHENS and t.glued(at):
        at += 1
    if t.low[at] in ("old", "olds"):
        draft.kind, draft.end = "age", at + 1
    elif t.low[at] == "of" and t.low[at + 1] == "age":
        draft.kind, draft.end = "age", at + 2


def _take_smaller(t: Tokens, draft: Draft) -> None:
    """ "6 ft 2 in", "2 years and 3 months", "one dollar and forty-two cents": one figure; in the smaller unit, money in the larger."""
    if draft.kind == "measure" and draft.digits and t.low[draft.end : draft.end + 3] == ["and", "a", "half"]:
        # "two hours and a half"
        draft.digits, draft.end = str(Fraction(draft.digits) + Fraction(1, 2)), draft.end + 3
    while (smaller := _smaller_after(t, draft)) is not None:
        number, unit, times = smaller
        value = Fraction(draft.digits) * draft.scale + Fraction(number.digits) / times
        draft.scale = Fraction(1)
        if times == 100 and draft.kind == "money":
            draft.digits = _in_hundredths(value)
        else:
            draft.digits, draft.unit = str(value * times), unit.name
        draft.end = unit.end


def _in_hundredths(value: Fraction) -> str:
    """Money with its cents: 1.42."""
    if (value * 100).denominator != 1:
        return str(value)
    whole, part = divmod(abs(value) * 100, 100)
    return f"{'-' if value < 0 else ''}{whole}.{int(part):02}" if part else str(value)


def _smaller_after(t: Tokens, draft: Draft) -> tuple[Numeral, UnitWords, int] | None:
    """The number with a smaller unit that follows: at once, after "and", and after a comma where lengths and terms have one."""
    at = draft.end
    if t.word[at] == "," and draft.unit in ("foot", "year", "yard", "kilometre", "metre"):
        at += 1
    at += t.low[at] == "and"
    if not draft.digits or not (is_written(t.word[at]) or t.low[at] in number_words().digits):
        return None
    number = numeral_at(t, at)
    unit = unit_after(t, number) if number and number.digits and number.low is None else None
    if number and not unit and draft.unit == "foot" and not number.spelled and t.low[number.end] == "in":
        # elsewhere "30 in" is 30 of something in some place
        unit = UnitWords("inch", number.end + 1)
    times = _COMPOUNDS.get((draft.unit or "", unit.name)) if unit else None
    if number and unit and times and 0 < Fraction(number.digits) < times and t.low[unit.end] not in ("old", "-", "per"):
        return number, unit, times
    return None


def _take_rate(t: Tokens, draft: Draft) -> None:
    """ "$40 a square foot", "800,000 barrels a day", "12.5 per 100,000"."""
    if draft.kind in ("percent", "points", "age"):
        return
    rate = rate_after(t, draft.end)
    if not rate or (draft.unit is None and t.low[draft.end] != "per"):
        return
    by, end = rate
    if is_stretch(draft.unit) and t.low[draft.end] not in ("per", "a"):
        return
    draft.unit, draft.end = (f"{draft.unit} per {by}" if draft.unit else f"per {by}"), end
    draft.counts = False
    again = rate_after(t, end) if t.low[end] in ("per", "a") else None
    if again and draft.kind == "money" and is_stretch(again[0]) and not is_stretch(by):
        # "£1,200 per household per year", "$12 a head a week"
        draft.unit, draft.end = f"{draft.unit} per {again[0]}", again[1]


def joined(t: Tokens, first: Draft) -> list[Draft]:
    """The figure, or where a second number follows the range, score or ratio that the two make."""
    at = first.end
    if first.kind == "age" or not first.digits or first.low is not None:
        return [first]
    joiner = _joiner(t, first, at)
    if not joiner:
        return [first]
    at += {"-to-": 3, "- to": 2, "to -": 2}.get(joiner, 1)
    second = _second(t, at, hyphen=joiner == "-")
    if not second:
        return [first]
    return _scores(t, first, second, joiner) or _ratio(first, second, joiner) or _range(t, first, second, joiner) or [first]


def _joiner(t: Tokens, first: Draft, at: int) -> str | None:
    word = t.low[at]
    if word in _HYPHENS:
        if not t.glued(at) and not (word == "–" and first.kind == "money"):
            return None
        if t.low[at + 1] in ("to", "or"):
            # "3-to-1"; "a five- to seven-year term"
            return "-to-" if t.word[at + 2] in _HYPHENS else "- to"
        return "-"
    before = t.low[first.start - 1]
    if word in ("to", "till") and before != "from":
        # "200,000 to-260,000"
        return "to -" if t.word[at + 1] == "-" and t.glued(at + 1) and t.glued(at + 2) else "to"
    if word == "and" and _is_between(t, first.start):
        return "and"
    if word == "or" and first.numeral and first.numeral.is_whole:
        return "or"
    return None


def _is_between(t: Tokens, start: int) -> bool:
    """ "between 20 and 30", "between about 20 and 30"."""
    return "between" in t.low[max(0, start - 3) : start] if start else False


def _second(t: Tokens, at: int, *, hyphen: bool) -> Draft | None:
    """The second number of a pair, past its currency and a hedge of its own ("to about 40")."""
    if t.low[at] in ("about", "around", "roughly", "~", "perhaps") and not hyphen:
        at += 1
    known = number_words()
    for k in range(at, at + 4):
        article = t.low[k] == "a" and t.low[k + 1] in ("million", "billion", "hundred", "thousand", "trillion")
        if article or is_written(t.word[k]) or t.low[k] in known.digits:
            number = numeral_at(t, k + article)
            second = amount_at(t, number) if number and number.digits and number.low is None else None
            return second if second and second.start == at else None
    return None


def _scores(t: Tokens, first: Draft, second: Draft, joiner: str) -> list[Draft]:
    """ "won 33-20", "by 31 votes to 18", "a 5-4 vote": two figures held to what is printed."""
    if joiner == "or" or joiner == "and" or first.unit or second.unit or not (_is_plain(first) and _is_plain(second)):
        return []
    near = words("company")["scores"]["near"]
    contest = any(t.low[k] in near for k in range(max(0, first.start - 8), min(second.end + 5, t.count)))
    falls = first.value() >= second.value()
    if not (contest and (joiner != "to" or falls)) and not (joiner == "-" and falls):
        return []
    if is_plural(t.low[second.end]) and not falls:
        return []
    for one in (first, second):
        one.kind, one.exact, one.counts = "score", True, False
    return [first, second]


def _is_plain(draft: Draft) -> bool:
    return draft.digits.isdecimal() and draft.scale == 1 and draft.value() < 10000


def _ratio(first: Draft, second: Draft, joiner: str) -> list[Draft]:
    """ "3-to-1", "two to one"."""
    to_one = joiner == "to" and second.digits == "1" and second.numeral is not None and second.numeral.spelled
    if (joiner != "-to-" and not to_one) or not (_is_plain(first) and _is_plain(second)) or not 0 < second.value() < first.value():
        # "3-to-1"; "a 1-to-5 scale" is a range
        return []
    value = first.value() / second.value()
    first.digits, first.kind, first.end, first.counts = str(value), "ratio", second.end, False
    return [first]


def _range(t: Tokens, first: Draft, second: Draft, joiner: str) -> list[Draft]:
    """ "20 to 30 percent", "between $26 and $31 million", "10-15C", "two or three"."""
    if joiner == "or" and not (_is_next(first, second) and not first.unit):
        return []
    if first.unit and first.unit != second.unit and not _shares_unit(first, second, joiner):
        return []
    if joiner == "to" and change_before(t, first.start) and bool(first.unit) == bool(second.unit):
        # "rose 2% to 5%" is an amount and a level
        return []
    if (
        joiner == "to"
        and t.low[first.start - 1 : first.start] == ["by"]
        and first.unit
        and second.unit
        and second.value() >= _FAR * first.value()
    ):
        # "rises by £11.3m to £214.6m"; "by 2 to 5 percent" is a range
        return []
    low, high, scale = _on_one_scale(first, second, hyphen=joiner == "-")
    if Fraction(low) >= Fraction(high):
        return []
    first.digits, first.top, first.scale = low, high, scale
    first.unit, first.kind = second.unit or first.unit, second.kind if second.unit else first.kind
    first.end, first.counts, first.many = second.end, second.counts, True
    return [first]


def _is_next(first: Draft, second: Draft) -> bool:
    """ "two or three", "10 or 15", "20 or 30": the next number, or the next round one."""
    low, high = first.value(), second.value()
    fives = low % 5 == 0 and high % 5 == 0 and low < high <= 2 * low and low < 1000
    return (high == low + 1 and low < 20) or fives


def _shares_unit(first: Draft, second: Draft, joiner: str) -> bool:
    """ "$20-30", and "$1 million to $1.25 million a year": the unit or the rate stands once."""
    if second.unit is None:
        # "$20-30", "$2 trillion to 4 trillion"
        return first.kind == "money" and (joiner == "-" or (second.scale > 1 and second.scale == first.scale))
    return second.unit.startswith(f"{first.unit} per ")


def _on_one_scale(first: Draft, second: Draft, *, hyphen: bool) -> tuple[str, str, Fraction]:
    """The two numerals under one scale word: in "$26 to $31 million" it is said once, in "20-30,000" the thousand is."""
    if hyphen and second.digits.endswith("000") and first.scale == second.scale == 1 and first.value() * 1000 < second.value():
        return str(first.value() * 1000), second.digits, first.scale
    if first.scale == second.scale:
        return first.digits, second.digits, first.scale
    if first.scale == 1 and Fraction(first.digits) < 1000:
        return first.digits, second.digits, second.scale
    return str(first.value()), str(second.value()), Fraction(1)
