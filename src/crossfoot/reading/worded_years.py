"""Months and years as worded: "June 2018", "last May", "in 1984", "1939-45", "nineteen eighty-four", "fiscal 2019"."""

from __future__ import annotations

import re
from collections.abc import Callable

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, said

AUGUST = 8


def _months(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    return [said(c, "calendar", month=c.value("m"), last_month=c.value("m2"), year=c.value("y"), step=c.value("l"))]


def _month_year(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    unit = "Y" if c.has("u") else None
    return [said(c, "calendar", month=c.value("m"), year=c.value("y") or c.value("y2"), step=c.value("l"), unit=unit)]


def _year_month(c: Construction) -> list[Wording] | None:
    """ "In 2017 April"; "in 2017 March won" gives a year and a name."""
    if c.letter(1) == "_" and c.word(1)[:1].islower() and c.match.group("m") in "MN":
        return None
    return [said(c, "calendar", month=c.value("m"), year=c.value("y"))]


def _step_month(c: Construction) -> list[Wording] | None:
    return [said(c, "calendar", month=c.value("m"), step=c.value("l"))]


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


_BEFORE_CHRIST = re.compile(r"\s?(?:BC|B\.\s?C\.|BCE|B\.\s?C\.\s?E\.)(?!\w)")


def is_before_christ(c: Construction) -> bool:
    """ "The fifth century BC", "in 1200 B.C.": such years count down, and no calendar here has them."""
    return bool(_BEFORE_CHRIST.match(c.text, c.end))


def is_fiscal(c: Construction) -> bool:
    """ "Fiscal 2019", "the financial year 2018-19", "the 2018-19 tax year": a year that need not begin in January."""
    kinds = [value for value, letter in zip(c.values_all(), c.match.group(), strict=True) if letter == "Y"]
    return c.text.startswith("FY", c.start) or 1 in kinds or (2 in kinds and "u" in c.match.group())


def is_plural(word: str) -> bool:
    return word[:1].islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "months": _months,
    "year_month": _year_month,
    "month_year": _month_year,
    "step_month": _step_month,
    "month": _month,
    "spelled_year": _spelled_year,
    "years": _years,
    "year": _year,
}
