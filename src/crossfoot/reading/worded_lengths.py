"""Stretches of time and what comes again as worded: "two years ago", "the third quarter", "the nineties", "every Friday", "30-day"."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, duration, said
from .worded_weekdays import is_name, is_title
from .worded_years import is_before_christ, is_fiscal, is_plural


def _step_count(c: Construction) -> list[Wording] | None:
    count = c.count("n")
    if count is None:
        return None
    # "The next 12 to 18 months": how many is not said.
    return [said(c, "duration", count="X" if c.has("n2") else count, unit=c.value("u"), step=c.value("l"))]


def _step_quarter(c: Construction) -> list[Wording] | None:
    return [said(c, "quarter", number=c.value("q"), unit=c.value("Q"), step=c.value("l"))] if c.value("u") == "Y" else None


def _step_unit(c: Construction) -> list[Wording] | None:
    letter, value, step = c.match.group("u"), c.value("u"), c.value("l")
    if letter in "zF":
        return [said(c, "season", part=value, step=step)]
    if letter == "D":
        return None
    if value == "D" and step == "=" and c.letter(1) == "i" and c.letter(2) in "mMb":
        # "That day in May": which day is not said.
        return None
    if value in ("E", "C") and step != "0":
        return [said(c, "duration", count="1", unit=value, step=step)]
    if value in ("TM", "TH", "TS", "H", "T") or (value == "D" and step not in ("=", "+", "<", "1")):
        return None
    return [said(c, "step", unit=value, step=step, fiscal=value == "Y" and is_fiscal(c))]


def _step_units(c: Construction) -> list[Wording] | None:
    """ "Recent weeks"; "coming months" are some time to come."""
    if c.value("l") == "1":
        return [said(c, "ref", timex="FUTURE_REF")]
    return [said(c, "duration", count="X", unit=c.value("u"), step=c.value("l"))]


def _quarter(c: Construction) -> list[Wording] | None:
    unit, number, year = c.value("Q"), c.value("q"), c.value("y") or c.value("y2")
    step = (c.value("l") or "0") if c.value("u") == "Y" else None
    if unit == "T" or number > (4 if unit == "Q" else 2) or (unit == "H" and not year and not step):
        return None
    return [said(c, "quarter", number=number, unit=unit, year=year, step=step, fiscal=is_fiscal(c))]


def _quarters(c: Construction) -> list[Wording] | None:
    """ "The first two quarters of 1990" and "the last half of 1990" are halves of a year."""
    first = c.value("q") == 1
    half = c.value("Q") == "H" or (c.value("U") == "Q" and c.number("k") == 2)
    if not half or not (first or c.value("l") == "-1"):
        return None
    return [said(c, "quarter", number=1 if first else 2, unit="H", year=c.value("y"))]


def _short_quarter(c: Construction) -> list[Wording] | None:
    unit, number = c.value("G")
    return [said(c, "quarter", number=int(number), unit=unit, year=c.value("y") or c.value("y2"))]


def _the_quarter(c: Construction) -> list[Wording] | None:
    return [said(c, "quarter", unit="Q", year=c.value("y"), step="=")] if c.value("Q") == "Q" else None


def _year_ago_quarter(c: Construction) -> list[Wording] | None:
    if c.value("u") != "Y" or c.value("Q") != "Q":
        return None
    if c.has("q"):
        return [said(c, "quarter", number=c.value("q"), unit="Q", step="-1")]
    return [said(c, "ago", count="1", unit="Y", step="ago")]


def _season(c: Construction) -> list[Wording] | None:
    if c.match.group("z") == "F" and not (c.has("y") or c.has("l") or c.match.group("i") == "ih"):
        return None
    return [said(c, "season", part=c.value("z"), year=c.value("y"), step=c.value("l"))]


def _century(c: Construction) -> list[Wording] | None:
    if c.value("u") != "C" or is_before_christ(c):
        return None
    return [said(c, "century", number=sum(v for v in c.values("q") if v))]


def _decade(c: Construction) -> list[Wording] | None:
    """ "The nineties", "the 1980s", "the '80s"; "in his 80s" is an age."""
    letter, value = c.match.group("E"), c.value("E")
    if letter == "D":
        return [said(c, "decade", year=1900 + value * 10)] if c.has("h") else None
    if value >= 1000:
        return [said(c, "decade", year=value)] if value < 2200 and value % 10 == 0 else None
    # "The '80s", "the mid-90s"; "in his late 80s" and "highs in the mid-90s" are none
    staged = c.letter(-1) == "r" or (c.letter(-1) == "-" and c.letter(-2) == "r")
    the = c.has("h") or (staged and c.letter(-3 if c.letter(-1) == "-" else -2) == "h")
    return [said(c, "decade", year=1900 + value)] if the and 10 <= value < 100 and not _is_hot(c) else None


@cache
def _weather() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(words("date_names")["weather"]["words"]) + r")\b", re.IGNORECASE)


def _is_hot(c: Construction) -> bool:
    """ "Highs in the 90s"."""
    return bool(_weather().search(c.text, max(0, c.start - 60), min(len(c.text), c.end + 30)))


def _ago(c: Construction) -> list[Wording] | None:
    way, count = "hence" if c.match.group("g")[0] == "s" else c.value("g"), c.count("n")
    if count is None:
        return None
    if way in ("before", "after"):
        # "Two years before the war": how long, and no more.
        way = None
    return [said(c, "ago" if way else "duration", count=count, unit=c.value("u"), step=way)]


def _ago_to_the_day(c: Construction) -> list[Wording] | None:
    """ "Ten years ago today", "a week ago Friday": counted back from that day, or week."""
    count, unit = c.count("n"), c.value("u")
    if c.value("g") != "ago" or not (count or "").isdigit() or unit[0] == "T" or (c.value("u2") or "D")[0] == "T":
        return None
    back = (int(count or 0), unit)
    if c.has("T"):
        near, _, part = c.value("T").partition("T")
        return [said(c, "near", number=int(near), part=part or None, back=back)]
    if c.has("w"):
        return [said(c, "weekday", weekday=c.value("w"), step=c.value("l"), back=back)]
    return [said(c, "step", unit=c.value("u2"), step=c.value("l"), back=back)]


def _ago_one(c: Construction) -> list[Wording] | None:
    plural = c.match.group("u") == "U"
    way = c.value("g")
    if way in ("before", "after") or (not plural and "-" not in c.match.group()):
        return None
    return [said(c, "ago", count="X" if plural else "1", unit=c.value("u"), step=way)]


def _half(c: Construction) -> list[Wording] | None:
    unit = c.value("u")
    if c.value("Q") != "H":
        return None
    worth = {"TH": "PT30M", "C": "P50Y", "E": "P5Y"}.get(unit) or duration("0.5", unit)
    return [said(c, "duration", count="0.5", unit=unit, timex=worth)]


def _and_a_half(c: Construction) -> list[Wording] | None:
    count, unit = c.count("n"), c.value("u") or c.value("u2")
    if count is None or not count.isdigit():
        return None
    if c.value("Q2") == "Q" and c.letter(1) == "f":
        # "Within a year and a quarter of the staff had left"
        return None
    more = {"H": ".5", "Q": ".25"}[c.value("Q") or c.value("Q2")]
    return [said(c, "duration", count=count + more, unit=unit, timex="PT1M30S" if (count + more, unit) == ("1.5", "TM") else None)]


def _some_day(c: Construction) -> list[Wording] | None:
    """ "It will one day be rebuilt": no length of time."""
    ahead = c.word(-1).lower() in words("date_names")["one_day"]["words"]
    return [said(c, "ref", timex="FUTURE_REF")] if ahead and c.value("k") == 1 and c.value("u") == "D" else None


def _duration_of(c: Construction) -> list[Wording] | None:
    count = c.count("n")
    if c.value("u") == "Q" and "-" in c.match.group():
        # "three-quarters" is a share
        return None
    if count is None or (c.match.group("u") == "u" and c.match.group("n") not in ("a", "k", "n", "d") and "-" not in c.match.group()):
        return None
    if c.match.group("n") == "a" and c.match.group("u") == "U":
        # "A years-long fight"
        count = "X"
    return [said(c, "duration", count=count, unit=c.value("u"))]


def _every(c: Construction) -> list[Wording] | None:
    letter, value = c.match.group("u"), c.value("u")
    count = c.count("n") if c.has("n") else str(c.value("q")) if c.has("q") and c.match.group("q") != "Q" else "1"
    if letter == "W" or (letter in "uU" and value[0] == "T" and c.text.startswith("per", c.start)):
        # "80 miles per hour" is a speed
        return None
    match letter:
        case "w":
            timex = f"XXXX-WXX-{value + 1}"
        case "m" | "M" | "b":
            timex = f"XXXX-{value:02}"
        case "X":
            timex = "XXXX-WXX-WE"
        case "p":
            timex = f"XXXX-XX-XXT{value}"
        case "z":
            timex = f"XXXX-{value}"
        case _:
            timex = duration(count or "1", value)
    return [said(c, "set", timex=timex, weekday=value if letter == "w" else None)]


def _whole(c: Construction) -> list[Wording] | None:
    """ "It rained all week"; "all year groups", "all day nurseries" are none."""
    return None if is_plural(c.word(1)) else [said(c, "duration", count="1", unit=c.value("u"))]


def _often(c: Construction) -> list[Wording] | None:
    return [said(c, "set", timex=duration("1", c.value("u")))]


def _weekdays(c: Construction) -> list[Wording] | None:
    value = c.value("W")
    if value > 8 or (value < 7 and is_name(c)):
        return None
    return [
        said(
            c,
            "set",
            weekday=value if value < 7 else None,
            timex=f"XXXX-WXX-{value + 1}" if value < 7 else "XXXX-WXX-WD" if value == 7 else "XXXX-WXX-WE",
        )
    ]


def _often_word(c: Construction) -> list[Wording] | None:
    return None if is_title(c) else [said(c, "set", timex=c.value("L"))]


def _units(c: Construction) -> list[Wording] | None:
    if c.value("u") in ("TS", "Q") or c.letter(-1) in "hK" or c.word(-1).lower() in ("of",):
        return None
    if c.value("u") == "TH" and c.letter(-1) == "r":
        # "In the early hours of Sunday"
        return None
    return [said(c, "duration", count="X", unit=c.value("u"))]


def _year_end(c: Construction) -> list[Wording] | None:
    return [said(c, "step", unit="Y", step="0", stage="END")] if c.value("u") == "Y" else None


def _says_which(c: Construction) -> bool:
    return c.word(1).lower() in words("date_names")["which_one"]["words"] or (c.letter(1) == "i" and c.word(2).lower() == "which")


def _the_unit(c: Construction) -> list[Wording] | None:
    if c.value("u") in ("Y", "M") and _says_which(c):
        # "The year that it opened", "the year in which it opened"
        return None
    # "The end of the week"; "a bad week" and "the week that was" are none.
    if c.value("u") not in ("Y", "M", "WE") and not (c.value("u") == "W" and c.letter(-1) == "f" and c.letter(-2) == "r"):
        return None
    return [said(c, "step", unit=c.value("u"), step="0" if c.value("u") == "W" else "=")]


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "step_count": _step_count,
    "step_quarter": _step_quarter,
    "step_unit": _step_unit,
    "step_units": _step_units,
    "quarters": _quarters,
    "quarter": _quarter,
    "short_quarter": _short_quarter,
    "year_ago_quarter": _year_ago_quarter,
    "the_quarter": _the_quarter,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "ago": _ago,
    "ago_to_the_day": _ago_to_the_day,
    "ago_one": _ago_one,
    "half": _half,
    "some_day": _some_day,
    "and_a_half": _and_a_half,
    "duration": _duration_of,
    "whole": _whole,
    "every": _every,
    "often": _often,
    "weekdays": _weekdays,
    "often_word": _often_word,
    "units": _units,
    "year_end": _year_end,
    "the_unit": _the_unit,
}
