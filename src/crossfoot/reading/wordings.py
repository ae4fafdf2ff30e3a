"""How moments are worded: constructions sought in the shorthand of a paragraph, each giving a `Wording` not yet tied to any calendar.

"Last Tuesday", "Tuesday, 12 June 2018", "two years ago", "the third quarter", "every Friday": which day that is depends on when the story
was written and on what it spoke of before, and is worked out elsewhere (`anchors`). Here only the words count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

from .constructions import Construction, opening
from .shorthand import Shorthand, shorthand
from .vocabulary import words

Form = Literal[
    "calendar", "weekday", "near", "step", "ago", "duration", "set", "ref", "clock", "holiday", "quarter", "season", "decade", "century"
]
_DAYS = {"calendar", "weekday", "near", "holiday"}


@dataclass(frozen=True, slots=True)
class Wording:
    """One moment as worded; `start` and `end` are positions in the paragraph. `None`: the words do not say."""

    start: int
    end: int
    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    last_weekday: int | None = None
    unit: str | None = None
    count: str | None = None
    step: str | None = None
    number: int | None = None
    part: str | None = None
    clock: str | None = None
    stage: str | None = None
    timex: str | None = None
    fiscal: bool = False
    either: tuple[int, int] | None = None


# "early", "the end of", "later" before a moment: they belong to its words and leave its days as they are.
_STAGE = re.compile(r"h?(?P<r>r|g)-?f?(?=[hlmMbywvTYoqQzFED])")


@lru_cache(maxsize=4096)
def wordings(text: str) -> tuple[Wording, ...]:
    """The moments of one paragraph as worded, in order, without overlap."""
    note = shorthand(text)
    if not note.letters:
        return tuple(_holidays(text))
    found: list[Wording] = []
    at, letters, openings = 0, note.letters, opening()
    feasts = {one.start: one for one in _holidays(text)}
    while at < len(letters):
        if feasts and (feast := feasts.get(note.places[at][0])):
            found.append(feast)
            while at < len(letters) and note.places[at][0] < feast.end:
                at += 1
            continue
        staged = _STAGE.match(letters, at) if letters[at] in "hrg" else None
        taken = None
        if staged and (taken := _read(note, text, staged.end(), openings)):
            stage = note.values[staged.start("r")]
            first = replace(taken[0][0], start=note.places[at][0], stage=stage)
            taken = ([first, *taken[0][1:]], taken[1])
        elif letters[at] in openings:
            taken = _read(note, text, at, openings)
        if taken:
            found += taken[0]
            at = taken[1]
        else:
            at += 1
    return tuple(_timed(note, found))


def _read(note: Shorthand, text: str, at: int, openings: dict[str, Any]) -> tuple[list[Wording], int] | None:
    """What begins at this letter, and the letter after it."""
    for name, pattern in openings.get(note.letters[at], ()):
        match = pattern.match(note.letters, at)
        if match and (worded := _READERS[name](Construction(match, note, text))):
            return worded, match.end()
    return None


@cache
def _holiday_names() -> re.Pattern[str]:
    names = [*words("holidays")["fixed"]["words"], *words("holidays")["bare"]["words"]]
    either = "|".join(re.escape(name.title().replace("'S", "'s")).replace("'", "['’]") for name in names)
    return re.compile(rf"(?P<name>{either})\b(?:,?\ (?P<year>(?:1[89]|20)\d\d)\b)?")


def _holidays(text: str) -> list[Wording]:
    """Christmas Day, Easter 2016, last Thanksgiving."""
    known, found = words("holidays"), []
    for match in _holiday_names().finditer(text):
        name = match["name"].lower().replace("’", "'")
        rule = known["fixed"]["words"].get(name) or known["bare"]["words"][name]
        word = text[max(0, match.start() - 12) : match.start()].split(" ")[-2:-1]
        before = word[0].lower() if word else ""
        sure = match["year"] or before in known["before_a_bare_one"]["words"]
        if name in known["bare"]["words"] and (not sure or text[match.end() : match.end() + 2].strip().isalpha()):
            continue
        step = {"last": "-1", "next": "1", "this": "0"}.get(before)
        start = match.start() - len(before) - 1 if step else match.start()
        year = int(match["year"]) if match["year"] else None
        found.append(Wording(start, match.end(), "holiday", year=year, step=step, timex=rule))
    return found


def _timed(note: Shorthand, found: list[Wording]) -> list[Wording]:
    """ "9 a.m. Tuesday", "on 12 June at noon": a clock beside a day is one moment with it."""
    if len(found) < 2:
        return found
    joined: list[Wording] = []
    gaps = {place[0]: at for at, place in enumerate(note.places)}
    ends = {place[1]: at for at, place in enumerate(note.places)}
    for one in found:
        before = joined[-1] if joined else None
        between = note.letters[ends[before.end] + 1 : gaps[one.start]] if before else ""
        if before and (both := _with_clock(before, one, between) or _range(before, one, between)):
            joined[-1] = both
            continue
        joined.append(one)
    return joined


def _with_clock(one: Wording, other: Wording, between: str) -> Wording | None:
    """ "9 a.m. Tuesday", "on 12 June at noon": a clock beside a day is one moment with it."""
    if (
        (one.form == "clock") == (other.form == "clock")
        or not {one.form, other.form} & _DAYS
        or not re.fullmatch(r"[,.]?[BAi]?h?", between)
    ):
        return None
    day, clock = (other, one) if one.form == "clock" else (one, other)
    if day.clock or day.last_day or day.last_weekday:
        return None
    return replace(day, start=one.start, end=other.end, clock=clock.clock)


def _range(one: Wording, other: Wording, between: str) -> Wording | None:
    """ "June 28 to July 3, 2019", "Nov 18 2014-Dec 19 2015": days with a word or a dash between them are one stretch."""
    if not re.fullmatch(r",?(?:[~-]|jh?)", between) or one.form != "calendar" or other.form != "calendar":
        return None
    if not one.day or not one.month or not other.day or not other.month or one.last_day or other.last_day or one.clock or other.clock:
        return None
    year = one.year or (other.year and other.year - ((one.month, one.day) > (other.month, other.day)))
    return replace(
        one,
        end=other.end,
        year=year,
        last_year=other.year,
        last_month=other.month,
        last_day=other.day,
        last_weekday=other.weekday,
        step=one.step or other.step,
    )


def _iso(c: Construction) -> list[Wording] | None:
    year, month, day = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    return _calendar(c, year=year, month=month, day=day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _slashed(c: Construction) -> list[Wording] | None:
    """12/06/2018 is 12 June in London and December 6 in New York: the month is left open unless only one of them can be."""
    first, second, year = map(int, re.findall(r"\d+", c.text[c.note.places[c.match.end() - 1][0] : c.end])[:3])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    if first > 31 or second > 31 or (first > 12 and second > 12) or not first or not second:
        return None
    if first <= 12 and second <= 12 and first != second:
        return [_said(c, "calendar", year=year, weekday=c.value("w"), either=(first, second))]
    month, day = (first, second) if first <= 12 else (second, first)
    return _calendar(c, year=year, month=month, day=day)


def _calendar(c: Construction, **known: Any) -> list[Wording]:
    weekday, last = c.value("w"), c.value("w2")
    if c.has("w") and (_is_name(c) or (c.match.group("w") == "v" and (c.word(-1)[:1].isupper() or c.letter(-1) == "h"))):
        # "Sheffield Wednesday, 12 June"; "the Edmonton Sun, August 16": a club, a newspaper.
        weekday = last = None
    if last is not None and not known.get("last_day") and not c.has("e"):
        # "Tuesday to Wednesday, 12 June": two weekdays and one day of the month; which of them is meant is not said.
        weekday = last = None
    return [_said(c, "calendar", weekday=weekday, last_weekday=last, **known)]


def _said(c: Construction, form: Form, **known: Any) -> Wording:
    return Wording(c.start, c.end, form, **known)


def _day_of_month(c: Construction) -> list[Wording] | None:
    day, last = c.day("d"), c.day("d2")
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


def _is_day(c: Construction) -> bool:
    """ "In March 12 people died" gives no day; "in march 3" neither."""
    if c.has("y") or c.has("w") or c.letter(1) != "_" or c.match.group("d") != "n" or c.match.start("m") > c.match.start("d"):
        return True
    return not (c.letter(-1) in "is" and c.word(1)[:1].islower())


def _weekday_day(c: Construction) -> list[Wording] | None:
    day = c.day("d") or c.day("d2")
    return _calendar(c, day=day) if day else None


def _nth_weekday(c: Construction) -> list[Wording] | None:
    number = c.value("q") or (-1 if c.value("l") == "-1" else 0)
    if not -1 <= number <= 5 or number == 0:
        return None
    return [_said(c, "holiday", year=c.value("y"), timex=f"{c.value('m')}-{c.value('w')}#{number}")]


def _day_of_month_alone(c: Construction) -> list[Wording] | None:
    return _calendar(c, day=c.day("d")) if c.day("d") else None


def _week_of(c: Construction) -> list[Wording] | None:
    if c.value("u") != "W" or not c.day("d"):
        return None
    return [_said(c, "calendar", month=c.value("m"), day=c.day("d"), unit="W")]


def _months(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    return [_said(c, "calendar", month=c.value("m"), last_month=c.value("m2"), year=c.value("y"), step=c.value("l"))]


def _month_year(c: Construction) -> list[Wording] | None:
    if c.has("u") and c.value("u") != "Y":
        return None
    return [_said(c, "calendar", month=c.value("m"), year=c.value("y") or c.value("y2"), step=c.value("l"))]


def _step_month(c: Construction) -> list[Wording] | None:
    return [_said(c, "calendar", month=c.value("m"), step=c.value("l"))]


def _month(c: Construction) -> list[Wording] | None:
    letter = c.match.group("m")[0]
    before = c.letter(-1)
    alone = before not in "isrgljf" and not (before == "&" and c.letter(-2) in "mM") and not (before in "ah" and c.word(1)[:1].islower())
    if letter != "m" and (alone or (letter == "b" and not c.match.group("m").endswith("."))):
        return None
    return [_said(c, "calendar", month=c.value("m"))]


def _weekday(c: Construction) -> list[Wording] | None:
    if _is_name(c):
        return None
    step, unit = c.value("l") or c.value("l2"), c.value("u")
    return [_said(c, "weekday", weekday=c.value("w"), step=step, unit=unit, part=c.value("p"))]


def _is_name(c: Construction) -> bool:
    names = words("date_names")
    before, after = c.word(-1).lower(), c.word(1).lower()
    return (before in names["before_a_weekday"]["words"] and c.word(-1)[:1].isupper()) or (
        after in names["after_a_weekday"]["words"] and c.word(1)[:1].isupper()
    )


def _near(c: Construction) -> list[Wording] | None:
    offset, _, part = c.value("T").partition("T")
    part = c.value("p") or part
    return [_said(c, "near", number=int(offset), part=part or None)]


def _step_part(c: Construction) -> list[Wording] | None:
    if c.value("l") not in ("0", "-1", "=", "<"):
        return None
    night = c.value("l") in ("-1", "<")
    return [_said(c, "near", number=-1 if night else 0, part=c.value("p"), step="=" if c.value("l") == "=" else None)]


def _step_count(c: Construction) -> list[Wording] | None:
    count = c.count("n")
    return None if count is None else [_said(c, "duration", count=count, unit=c.value("u"), step=c.value("l"))]


def _step_quarter(c: Construction) -> list[Wording] | None:
    return [_said(c, "quarter", number=c.value("q"), unit=c.value("Q"), step=c.value("l"))] if c.value("u") == "Y" else None


def _step_unit(c: Construction) -> list[Wording] | None:
    letter, value, step = c.match.group("u"), c.value("u"), c.value("l")
    if letter in "zF":
        return [_said(c, "season", part=value, step=step)]
    if letter == "D":
        return None
    if value in ("E", "C") and step != "0":
        return [_said(c, "duration", count="1", unit=value, step=step)]
    if value in ("TM", "TH", "TS", "H", "T") or (value == "D" and step not in ("=", "+", "<", "1")):
        return None
    return [_said(c, "step", unit=value, step=step)]


def _step_units(c: Construction) -> list[Wording] | None:
    return [_said(c, "duration", count="X", unit=c.value("u"), step=c.value("l"))]


def _quarter(c: Construction) -> list[Wording] | None:
    unit, number, year = c.value("Q"), c.value("q"), c.value("y") or c.value("y2")
    step = (c.value("l") or "0") if c.value("u") == "Y" else None
    if unit == "T" or number > (4 if unit == "Q" else 2) or (unit == "H" and not year and not step):
        return None
    return [_said(c, "quarter", number=number, unit=unit, year=year, step=step)]


def _short_quarter(c: Construction) -> list[Wording] | None:
    unit, number = c.value("G")
    return [_said(c, "quarter", number=int(number), unit=unit, year=c.value("y") or c.value("y2"))]


def _the_quarter(c: Construction) -> list[Wording] | None:
    return [_said(c, "quarter", unit="Q", year=c.value("y"), step="=")] if c.value("Q") == "Q" else None


def _year_ago_quarter(c: Construction) -> list[Wording] | None:
    if c.value("u") != "Y" or c.value("Q") != "Q":
        return None
    if c.has("q"):
        return [_said(c, "quarter", number=c.value("q"), unit="Q", step="-1")]
    return [_said(c, "ago", count="1", unit="Y", step="ago")]


def _season(c: Construction) -> list[Wording] | None:
    if c.match.group("z") == "F" and not (c.has("y") or c.has("l") or c.match.group("i") == "ih"):
        return None
    return [_said(c, "season", part=c.value("z"), year=c.value("y"), step=c.value("l"))]


def _century(c: Construction) -> list[Wording] | None:
    return [_said(c, "century", number=sum(v for v in c.values("q") if v))] if c.value("u") == "C" else None


def _decade(c: Construction) -> list[Wording] | None:
    """ "The nineties", "the 1980s", "the '80s"; "in his 80s" is an age."""
    letter, value = c.match.group("E"), c.value("E")
    if letter == "D":
        return [_said(c, "decade", year=1900 + value * 10)] if c.has("h") else None
    if value >= 1000:
        return [_said(c, "decade", year=value)] if value < 2200 and value % 10 == 0 else None
    return [_said(c, "decade", year=1900 + value)] if c.has("h") and 10 <= value < 100 else None


def _ago(c: Construction) -> list[Wording] | None:
    way, count = "hence" if c.match.group("g")[0] == "s" else c.value("g"), c.count("n")
    if count is None:
        return None
    if way in ("before", "after"):
        # "Two years before the war": how long, and no more.
        way = None
    return [_said(c, "ago" if way else "duration", count=count, unit=c.value("u"), step=way)]


def _ago_one(c: Construction) -> list[Wording] | None:
    plural = c.match.group("u") == "U"
    way = c.value("g")
    if way in ("before", "after") or (not plural and "-" not in c.match.group()):
        return None
    return [_said(c, "ago", count="X" if plural else "1", unit=c.value("u"), step=way)]


def _half(c: Construction) -> list[Wording] | None:
    unit = c.value("u")
    if c.value("Q") != "H":
        return None
    worth = {"TH": "PT30M", "C": "P50Y", "E": "P5Y"}.get(unit) or duration("0.5", unit)
    return [_said(c, "duration", count="0.5", unit=unit, timex=worth)]


def _and_a_half(c: Construction) -> list[Wording] | None:
    count, unit = c.count("n"), c.value("u") or c.value("u2")
    if count is None or not count.isdigit():
        return None
    return [_said(c, "duration", count=f"{count}.5", unit=unit, timex="PT1M30S" if (count, unit) == ("1", "TM") else None)]


def _duration_of(c: Construction) -> list[Wording] | None:
    count = c.count("n")
    if c.value("u") == "Q" and "-" in c.match.group():
        # "three-quarters" is a share
        return None
    if count is None or (c.match.group("u") == "u" and c.match.group("n") not in ("a", "k", "n", "d") and "-" not in c.match.group()):
        return None
    return [_said(c, "duration", count=count, unit=c.value("u"))]


def _every(c: Construction) -> list[Wording] | None:
    letter, value = c.match.group("u"), c.value("u")
    count = c.count("n") if c.has("n") else str(c.value("q")) if c.has("q") and c.match.group("q") != "Q" else "1"
    if letter == "W":
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
    return [_said(c, "set", timex=timex, weekday=value if letter == "w" else None)]


def _often(c: Construction) -> list[Wording] | None:
    return [_said(c, "set", timex=duration("1", c.value("u")))]


def _weekdays(c: Construction) -> list[Wording] | None:
    value = c.value("W")
    if value > 8 or (value < 7 and _is_name(c)):
        return None
    return [_said(c, "set", timex=f"XXXX-WXX-{value + 1}" if value < 7 else "XXXX-WXX-WD" if value == 7 else "XXXX-WXX-WE")]


def _often_word(c: Construction) -> list[Wording] | None:
    return [_said(c, "set", timex=c.value("L"))]


def _units(c: Construction) -> list[Wording] | None:
    if c.value("u") in ("TS", "Q") or c.letter(-1) in "hK" or c.word(-1).lower() in ("of",):
        return None
    return [_said(c, "duration", count="X", unit=c.value("u"))]


def _year_end(c: Construction) -> list[Wording] | None:
    return [_said(c, "step", unit="Y", step="0", stage="END")] if c.value("u") == "Y" else None


def _the_unit(c: Construction) -> list[Wording] | None:
    if c.value("u") not in ("Y", "M", "WE"):
        return None
    return [_said(c, "step", unit=c.value("u"), step="=")]


def _spelled_year(c: Construction) -> list[Wording] | None:
    values = [v for v, letter in zip(c.values("n"), c.match.group("n"), strict=True) if letter == "k"]
    if values[:2] == [2, 1000] and (c.match.group().startswith("hu") or (len(values) > 2 and c.letter(-1) in "is")):
        return [_said(c, "calendar", year=2000 + sum(values[2:]))]
    if "&" in c.match.group():
        return None
    if values[0] in (18, 19) and 10 <= sum(values[1:]) <= 99 and values[1] >= 10 and (len(values) == 2 or values[1] >= 20 > 9 >= values[2]):
        return [_said(c, "calendar", year=values[0] * 100 + sum(values[1:]))]
    return None


def _clock(c: Construction) -> list[Wording] | None:
    if c.has("O"):
        return [_said(c, "clock", clock=c.value("O"))]
    told = c.value("t") or c.value("t2") or c.value("t3")
    hour, minute = (int(n) for n in [*str(told).split(":"), "0"][:2])
    half = next((v for v, letter in zip(c.values_all(), c.match.group(), strict=True) if letter == "x"), None)
    if hour > 24 or minute > 59 or (half and hour > 12):
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return [_said(c, "clock", clock=f"{hour:02}:{minute:02}")]


def _years(c: Construction) -> list[Wording] | None:
    first, last = c.value("y"), c.value("y2")
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    return [_said(c, "calendar", year=first, last_year=last)] if first < last <= first + 200 else None


def _year(c: Construction) -> list[Wording] | None:
    if not c.has("f") and not _is_year(c):
        return None
    return [_said(c, "calendar", year=c.value("y"), fiscal=bool(c.value("f")))]


def _is_year(c: Construction) -> bool:
    """Whether four figures are a year: "in 1984", "the 2016 election", not "1984 copies" or "about 2000 people"."""
    year, before, after = c.value("y"), c.letter(-1), c.word(1)
    names = words("date_names")
    if c.word(-1).lower() in names["before_a_count"]["words"] or (c.word(-1) in "#№" and c.word(-1)):
        return False
    if after.lower() in names["counted"]["words"] or (c.letter(1) in "-%" and c.letter(2) not in "_"):
        return False
    if c.letter(1) in "uU" or (c.letter(-1) in "/-" and c.letter(-2) in "ndy"):
        return False
    plural = after[:1].islower() and len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "us", "is"))
    if before in "isrg" or (before == "j" and not plural):
        return True
    return 1800 <= year <= 2100 and not (plural and before not in "h")


def _ref(c: Construction) -> list[Wording] | None:
    names = words("date_names")["soon_names"]
    if c.value("R") == "FUTURE_REF" and (c.word(-1).lower() in names["words"] or c.word(1) in names["after"]):
        return None
    return [_said(c, "ref", timex=c.value("R"))]


def _future(c: Construction) -> list[Wording] | None:
    return [_said(c, "ref", timex=c.value("R"))] if not c.word(1)[:1].islower() or c.letter(1) != "_" else None


def _day_part(c: Construction) -> list[Wording] | None:
    return [_said(c, "clock", clock=c.value("p"))]


def duration(count: str, unit: str) -> str:
    """P2W, PT4H, P20Y for two decades, PXY for years."""
    factor, letter = {"2W": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "H": (6, "M")}.get(unit, (1, unit[-1]))
    if factor > 1 and count == "X":
        factor, letter = 1, unit[-1]
    worth = count if factor == 1 else f"{float(count) * factor:g}"
    return f"P{'T' if unit[0] == 'T' else ''}{worth}{letter}"


_READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "day_month": _day_of_month,
    "month_day": _day_of_month,
    "weekday_day": _weekday_day,
    "nth_weekday": _nth_weekday,
    "day_of_month": _day_of_month_alone,
    "week_of": _week_of,
    "months": _months,
    "month_year": _month_year,
    "step_month": _step_month,
    "month": _month,
    "step_weekday": _weekday,
    "near": _near,
    "step_part": _step_part,
    "step_count": _step_count,
    "step_quarter": _step_quarter,
    "step_unit": _step_unit,
    "step_units": _step_units,
    "quarter": _quarter,
    "short_quarter": _short_quarter,
    "year_ago_quarter": _year_ago_quarter,
    "the_quarter": _the_quarter,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "ago": _ago,
    "ago_one": _ago_one,
    "half": _half,
    "and_a_half": _and_a_half,
    "duration": _duration_of,
    "every": _every,
    "often": _often,
    "weekdays": _weekdays,
    "often_word": _often_word,
    "units": _units,
    "year_end": _year_end,
    "the_unit": _the_unit,
    "spelled_year": _spelled_year,
    "clock": _clock,
    "years": _years,
    "year": _year,
    "day_part": _day_part,
    "ref": _ref,
    "future": _future,
}
