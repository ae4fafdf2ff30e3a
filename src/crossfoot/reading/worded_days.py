"""Days, months, years and hours as worded: "Tuesday, 12 June 2018", "last Friday", "in 1984", "9 a.m.", "now"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, said

LEAP_YEAR = 2000
AUGUST = 8
PARTS_OF_DAYS = 9  # what "mornings" and "evenings" are worth among the words for days that come again


def _iso(c: Construction) -> list[Wording] | None:
    year, month, day = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    return _calendar(c, year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _named_iso(c: Construction) -> list[Wording] | None:
    """2019-Aug-01, Oct/2, Sep-23-2020."""
    day = c.day("d") or c.day("d2")
    if not day or (not c.has("y") and not c.has("y2") and c.value("s2") == "-"):
        return None
    return _calendar(c, year=c.value("y") or c.value("y2"), month=c.value("m") or c.value("m2"), day=day)


def _slashed(c: Construction) -> list[Wording] | None:
    """12/06/2018 is 12 June in London and December 6 in New York: the month is left open unless only one of them can be."""
    first, second, year = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        return None
    if first <= 12 and second <= 12 and first != second:
        return [said(c, "calendar", year=year, weekday=c.value("w"), either=(first, second))]
    month, day = (first, second) if first <= 12 else (second, first)
    return _calendar(c, year=year, month=month, day=day)


def _day_slash(c: Construction) -> list[Wording] | None:
    """ "On 22/04", "on 11/20"; "on 9/11" is a name, "on 5/6" may be May or June."""
    first, second = c.number("d") or 0, c.number("m") or 0
    day, month = max(first, second), min(first, second)
    return _calendar(c, month=month, day=day) if month and month <= 12 < day <= 31 else None


def _days_slash(c: Construction) -> list[Wording] | None:
    """ "From 10/25 to 1/25": one end shows the order of both; "from 3/4 to 7/8" may be shares."""
    first, last = (c.number("d") or 0, c.number("m") or 0), (c.number("d2") or 0, c.number("m2") or 0)
    if (first[0] > 12 or last[0] > 12) and max(first[1], last[1]) <= 12:
        first, last = first[::-1], last[::-1]
    elif max(first[1], last[1]) <= 12:
        return None
    if max(first[0], last[0]) > 12 or max(first[1], last[1]) > 31 or not all((*first, *last)):
        return None
    return [said(c, "calendar", month=first[0], day=first[1], last_month=last[0], last_day=last[1])]


def _calendar(c: Construction, **known: Any) -> list[Wording]:
    weekday, last = c.value("w"), c.value("w2")
    if c.has("w") and (is_name(c) or (c.match.group("w") == "v" and (c.word(-1)[:1].isupper() or c.letter(-1) == "h"))):
        # "Sheffield Wednesday, 12 June"; "the Edmonton Sun, August 16": a club, a newspaper.
        weekday = last = None
    if last is not None and not known.get("last_day") and not c.has("e"):
        # "Tuesday to Wednesday, 12 June": two weekdays and one day of the month; which of them is meant is not said.
        weekday = last = None
    return [said(c, "calendar", weekday=weekday, last_weekday=last, **known)]


def _day_of_month(c: Construction) -> list[Wording] | None:
    day, last = _impossible_day(c) or c.day("d"), c.day("d2")
    if day == 0 or last == 0 or (c.has("u") and c.value("u") != "Y"):
        return None
    if c.has("j") and c.match.group("j") == "&" and last != (day or 0) + 1 and c.word(-1).lower() != "between":
        # "3 and 10 June" are two days, not eight.
        return None
    if not _is_day(c):
        return None
    known = {"month": c.value("m"), "year": c.value("y"), "step": c.value("l")}
    second = c.value("e")
    if second is None:
        return _calendar(c, day=day, last_day=last, **known)
    # "June 3 and 10": two days, the month is said once
    start, end = c.note.places[c.match.start("e")]
    both = _calendar(c, day=day, last_day=last, **known)[0]
    first = replace(both, end=c.note.places[c.match.start("e") - 2][1], last_weekday=None)
    return [first, Wording(start, c.end if c.has("y") else end, "calendar", day=second, weekday=both.last_weekday, **known)]


def _impossible_day(c: Construction) -> int | None:
    """The 32 of "on 32 March 2020", which a check will say does not exist."""
    number = c.number("d") or 0
    return number if 31 < number < 100 and c.has("y") and (c.has("w") or c.letter(-1) == "B") else None


def _is_day(c: Construction) -> bool:
    """ "In March 12 people died" gives no day; "in march 3" neither."""
    if c.has("y") or c.has("w") or c.match.group("d") != "n" or c.match.start("m") > c.match.start("d"):
        return True
    if (c.number("d") or 0) > monthrange(LEAP_YEAR, c.value("m"))[1]:
        # "On April 31" is a slip, "in April 31 times" is none.
        return c.letter(-1) == "B"
    if c.letter(1) not in "_1e":
        return True
    return not (c.letter(-1) in "is" and c.word(1)[:1].islower())


def _weekday_day(c: Construction) -> list[Wording] | None:
    day = c.day("d") or c.day("d2")
    return _calendar(c, day=day) if day else None


def _nth_weekday(c: Construction) -> list[Wording] | None:
    number = c.value("q") or (-1 if c.value("l") == "-1" else 0)
    if not -1 <= number <= 5 or number == 0:
        return None
    return [said(c, "holiday", year=c.value("y"), timex=f"{c.value('m')}-{c.value('w')}#{number}")]


def _day_of_month_alone(c: Construction) -> list[Wording] | None:
    return _calendar(c, day=c.day("d")) if c.day("d") else None


def _week_of(c: Construction) -> list[Wording] | None:
    """The week of a day, the seven days that begin with it, or the seven that end with it."""
    day = c.day("d") or c.day("d2")
    short = c.match.group("k") == "4"
    if not day or (not short and (c.value("k") != "W" or not c.has("w"))):
        return None
    how = c.value("k") if short else c.value("w") if c.match.group("w") == "J" else 1 if c.match.group("w") == "r" else 0
    month = c.value("m") or c.value("m2")
    return [said(c, "calendar", year=c.value("y"), month=month, day=day, unit="W", number=how, step=c.value("l"))]


def _nth_week(c: Construction) -> list[Wording] | None:
    """ "The first week of May", "the last week of 2019"; the week of the month only, for that of a year is a fiscal matter."""
    number = c.value("q") or (-1 if c.value("z") == "-1" else 0)
    if c.value("k") != "W" or not -1 <= number <= 5 or not number or (c.has("u2") and c.value("u2") not in ("M", "Y")):
        return None
    inside = c.value("u2") if c.has("u2") else None
    if inside is None and not c.has("m") and number > 1:
        return None
    year, step = c.value("y") or c.value("y2"), c.value("l2") or c.value("l")
    return [said(c, "part", unit="W", number=number, month=c.value("m"), year=year, part=inside, step=step)]


def _nth_day(c: Construction) -> list[Wording] | None:
    """ "The 15th day of next month", "the first day of June"."""
    number = sum(v for v in c.values("q") if v)
    if c.value("u") != "D" or not 1 <= number <= 31 or (c.has("u2") and c.value("u2") != "M"):
        return None
    return [said(c, "part", unit="D", number=number, month=c.value("m"), part=c.value("u2"), step=c.value("l") if c.has("u2") else None)]


def _months(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    return [said(c, "calendar", month=c.value("m"), last_month=c.value("m2"), year=c.value("y"), step=c.value("l"))]


def _month_year(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    return [said(c, "calendar", month=c.value("m"), year=c.value("y") or c.value("y2"), step=c.value("l"))]


def _year_month(c: Construction) -> list[Wording] | None:
    """ "In 2017 April"; "in 2017 March won" gives a year and a name."""
    if c.letter(1) == "_" and c.word(1)[:1].islower() and c.match.group("m") in "MN":
        return None
    return [said(c, "calendar", month=c.value("m"), year=c.value("y"))]


def _step_month(c: Construction) -> list[Wording] | None:
    return [said(c, "calendar", month=c.value("m"), step=c.value("l"))]


def _step_month_day(c: Construction) -> list[Wording] | None:
    """ "Last June 11"; "last June 11 people died" is none."""
    counted = is_plural(c.word(1)) or c.word(1).lower() in words("date_names")["counted"]["words"]
    return [said(c, "calendar", month=c.value("m"), day=c.day("d"), step=c.value("l"))] if c.day("d") and not counted else None


def _month(c: Construction) -> list[Wording] | None:
    letter = c.match.group("m")[0]
    before = c.letter(-2) if c.letter(-1) == "-" and c.letter(-2) == "r" else c.letter(-1)
    alone = before not in "isrgljf" and not (before == "&" and c.letter(-2) in "mM") and not (before in "ah" and c.word(1)[:1].islower())
    if letter != "m" and (alone or (letter == "b" and not c.match.group("m").endswith(".") and not _is_short_month(c))):
        return None
    if letter == "N" and c.letter(1) == "_" and c.value("m") == AUGUST:
        # "In august company"
        return None
    return [said(c, "calendar", month=c.value("m"))]


def _is_short_month(c: Construction) -> bool:
    """ "The first since Oct", "after Feb"; "by Jan Smith" is none."""
    return c.letter(-1) in "isg" and not c.word(1)[:1].isupper()


def _weekday(c: Construction) -> list[Wording] | None:
    if is_name(c):
        return None
    if c.letter(-1) == "a" and c.letter(1) in ",.;) ":
        # "Tomorrow, a Tuesday, is called Super": which one is not said
        return None
    if c.letter(1) == "W" and c.note.values[c.match.end()] == PARTS_OF_DAYS and not c.value("l"):
        # "On Sunday mornings"
        return [said(c, "set", timex=f"XXXX-WXX-{c.value('w') + 1}", weekday=c.value("w"))]
    if c.has("p") and _is_show(c):
        return None
    if c.match.group().startswith("lw") and c.letter(1) == "'" and c.words("l").lower() == "following":
        # "Following Tuesday's contests": a preposition
        return [replace(said(c, "weekday", weekday=c.value("w")), start=c.note.places[c.match.start("w")][0])]
    step, unit = _step(c), c.value("u")
    return [said(c, "weekday", weekday=c.value("w"), step=step, unit=unit, part=c.value("p"))]


def _step(c: Construction) -> str | None:
    """ "This past Friday", "this coming Friday": the second word says which."""
    second = c.value("l3") if c.value("l3") != "0" else None
    if (c.words("l3" if second else "l").lower() if c.has("l") else "") in ("coming", "upcoming"):
        return ">"
    step: str | None = second or c.value("l") or c.value("l2")
    return step


def _is_show(c: Construction) -> bool:
    """ "He sang on “Saturday Night Live”": capitals where none belong, but in a headline."""
    return c.words("p")[0].isupper() and not c.text[c.start : c.end].isupper() and not c.word(-1)[:1].isupper()


def is_name(c: Construction) -> bool:
    names = words("date_names")
    before, after = c.word(-1).lower(), c.word(1).lower()
    return (before in names["before_a_weekday"]["words"] and c.word(-1)[:1].isupper()) or (
        after in names["after_a_weekday"]["words"] and c.word(1)[:1].isupper()
    )


_BEFORE_CHRIST = re.compile(r"\s?(?:BC|B\.\s?C\.|BCE|B\.\s?C\.\s?E\.)(?!\w)")


def is_before_christ(c: Construction) -> bool:
    """ "The fifth century BC", "in 1200 B.C.": such years count down, and no calendar here has them."""
    return bool(_BEFORE_CHRIST.match(c.text, c.end))


def is_fiscal(c: Construction) -> bool:
    """ "Fiscal 2019", "the financial year 2018-19", "the 2018-19 tax year": a year that need not begin in January."""
    kinds = [value for value, letter in zip(c.values_all(), c.match.group(), strict=True) if letter == "Y"]
    return c.text.startswith("FY", c.start) or 1 in kinds or (2 in kinds and "u" in c.match.group())


def is_title(c: Construction) -> bool:
    """ "USA Today", "the Daily Caller": a capital inside a sentence, beside a name or after "the"."""
    if not c.text[c.start].isupper() or not c.word(-1)[:1].isalpha():
        return False
    return c.word(-1)[:1].isupper() or c.letter(-1) == "h" or c.word(1)[:1].isupper()


def _near(c: Construction) -> list[Wording] | None:
    if is_title(c) and not c.has("p"):
        return None
    if c.letter(1) == "'" and {c.word(2).lower(), c.word(3).lower()} & set(words("date_names")["of_our_day"]["words"]):
        # "Today's youth", "tomorrow's leaders", "today's personal computers": no day
        return [said(c, "ref", timex="PRESENT_REF" if c.value("T") == "0" else "FUTURE_REF" if c.value("T") == "1" else "PAST_REF")]
    offset, _, part = (c.value("T") or c.value("T2")).partition("T")
    part = c.value("p") or c.value("p2") or part
    return [said(c, "near", number=int(offset), part=part or None)]


def _step_part(c: Construction) -> list[Wording] | None:
    if c.value("l") not in ("0", "-1", "=", "<"):
        return None
    night = c.value("l") in ("-1", "<")
    return [said(c, "near", number=-1 if night else 0, part=c.value("p"), step="=" if c.value("l") == "=" else None)]


def _spelled_year(c: Construction) -> list[Wording] | None:
    values = [v for v, letter in zip(c.values("n"), c.match.group("n"), strict=True) if letter == "k"]
    if values[:2] == [2, 1000] and (c.match.group().startswith("hu") or (len(values) > 2 and c.letter(-1) in "is")):
        return [said(c, "calendar", year=2000 + sum(values[2:]))]
    if "&" in c.match.group():
        return None
    if values[0] in (18, 19) and 10 <= sum(values[1:]) <= 99 and values[1] >= 10 and (len(values) == 2 or values[1] >= 20 > 9 >= values[2]):
        return [said(c, "calendar", year=values[0] * 100 + sum(values[1:]))]
    return None


def _years(c: Construction) -> list[Wording] | None:
    first, last = c.value("y"), c.value("y2")
    if not 1500 <= first <= 2100 and c.letter(-1) not in "is":
        return None
    if last <= first % 100 and 1 <= last <= 12 and "-" in c.match.group():
        # 2015-12 is a month; 2009-10 is two years
        return [said(c, "calendar", year=first, month=last)]
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    return [said(c, "calendar", year=first, last_year=last, fiscal=is_fiscal(c))] if first < last <= first + 200 else None


def _year(c: Construction) -> list[Wording] | None:
    if c.value("f") == 2 and "u" not in c.match.group():
        # "income tax 2018"
        return None
    if not c.has("f") and not _is_year(c):
        return None
    return [said(c, "calendar", year=c.value("y"), fiscal=is_fiscal(c))]


def _is_year(c: Construction) -> bool:
    """Whether four figures are a year: "in 1984", "the 2016 election", not "1984 copies" or "about 2000 people"."""
    year, before, after = c.value("y"), c.letter(-1), c.word(1)
    names = words("date_names")
    if is_before_christ(c):
        return False
    if c.text[c.start] in "'’" and before not in "isrgf":
        # "The summer of '69"; "'50 jobs will go,' he said"
        return False
    if c.word(-1).lower() in names["before_a_count"]["words"] or (c.word(-1) in "#№" and c.word(-1)):
        return False
    if after.lower() in names["counted"]["words"] or (c.letter(1) in "-%" and c.letter(2) not in "_"):
        return False
    if (c.letter(1) in "uU" and c.letter(0) not in "u") or (c.letter(-1) in "/-" and c.letter(-2) in "ndy"):
        return False
    plural = is_plural(after)
    if c.letter(1) in "j~&" and c.letter(2) == "y" and is_plural(c.word(3)) and year < 1900:
        # "From 1000 to 2000 hires"
        return False
    if before in "isrg" or (before == "j" and not plural):
        return True
    return 1800 <= year <= 2100 and not (plural and before not in "h")


def _the_past(c: Construction) -> list[Wording] | None:
    return [said(c, "ref", timex="PAST_REF")] if c.words("l").lower() == "past" else None


def is_plural(word: str) -> bool:
    return word[:1].islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _ref(c: Construction) -> list[Wording] | None:
    names = words("date_names")["soon_names"]
    if c.value("R") == "FUTURE_REF" and (c.word(-1).lower() in names["words"] or c.word(1) in names["after"]):
        return None
    return [said(c, "ref", timex=c.value("R"))]


def _future(c: Construction) -> list[Wording] | None:
    return [said(c, "ref", timex=c.value("R"))] if not c.word(1)[:1].islower() or c.letter(1) != "_" else None


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "iso": _iso,
    "named_iso": _named_iso,
    "slashed": _slashed,
    "day_slash": _day_slash,
    "days_slash": _days_slash,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
    "weekday_day": _weekday_day,
    "nth_weekday": _nth_weekday,
    "day_of_month": _day_of_month_alone,
    "week_of": _week_of,
    "nth_week": _nth_week,
    "nth_day": _nth_day,
    "months": _months,
    "year_month": _year_month,
    "month_year": _month_year,
    "step_month_day": _step_month_day,
    "step_month": _step_month,
    "month": _month,
    "step_weekday": _weekday,
    "near": _near,
    "step_part": _step_part,
    "spelled_year": _spelled_year,
    "years": _years,
    "year": _year,
    "ref": _ref,
    "future": _future,
    "the_past": _the_past,
}
