"""How moments are worded: constructions sought in the shorthand of a paragraph, each giving a `Wording` not yet tied to any calendar.

"Last Tuesday", "Tuesday, 12 June 2018", "two years ago", "the third quarter", "every Friday": which day that is depends on when the story
was written and on what it spoke of before, and is worked out elsewhere (`anchors`). Here only the words count.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from ..document import DateOrder
from . import worded_clocks, worded_days, worded_lengths, worded_weekdays, worded_years
from .constructions import Construction, opening
from .shorthand import Shorthand, shorthand
from .vocabulary import words
from .worded import Wording

_READERS = {**worded_days.READERS, **worded_weekdays.READERS, **worded_years.READERS, **worded_lengths.READERS, **worded_clocks.READERS}
_DAYS = {"calendar", "weekday", "near", "holiday", "set"}


# "early", "the end of", "later" before a moment: they belong to its words and leave its days as they are.
_STAGE = re.compile(r"h?(?P<r>r|g)-?f?(?=[hlmMbywvTYoqQzFED])")


@lru_cache(maxsize=4096)
def wordings(text: str, order: DateOrder | None = None) -> tuple[Wording, ...]:
    """The moments of one paragraph as worded, in order, without overlap; `order` is that of 04/05/2024, where it is known."""
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
        if staged and not _is_stage(note, text, at, staged):
            staged = None
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
    return tuple(_timed(note, [_in_order(one, order) for one in found] if order else found))


def _in_order(one: Wording, order: DateOrder) -> Wording:
    """04/05/2024 where the newsroom has said which of the two is the month."""
    if not one.either:
        return one
    month, day = one.either if order == "month-first" else one.either[::-1]
    return replace(one, month=month, day=day, either=None)


def _is_stage(note: Shorthand, text: str, at: int, staged: re.Match[str]) -> bool:
    """ "Early June", "end-2019", "the rest of the year", "later this week"; "before June" and "he will rest Friday" are none."""
    word = text[slice(*note.places[staged.start("r")])].lower()
    return note.values[staged.start("r")] not in ("after", "before", "hence", "ago") and (
        staged.group()[-1] in "f-" or word not in words("date_names")["stage_of"]["words"]
    )


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
    parts = "|".join(words("dates")["day_part"]["words"])
    either = "|".join(re.escape(name.title().replace("'S", "'s")).replace("'", "['’]") for name in names)
    return re.compile(rf"(?P<name>{either})\b(?:\ (?:{parts})\b)?(?:,?\ (?:(?:of|in)\ )?(?P<year>(?:1[89]|20)\d\d)\b)?")


def _holidays(text: str) -> list[Wording]:
    """Christmas Day, Easter 2016, last Thanksgiving."""
    known, found = words("holidays"), []
    for match in _holiday_names().finditer(text):
        name = match["name"].lower().replace("’", "'")
        rule = known["fixed"]["words"].get(name) or known["bare"]["words"][name]
        word = text[max(0, match.start() - 12) : match.start()].split(" ")[-2:-1]
        before = word[0].lower() if word else ""
        sure = match["year"] or before in known["before_a_bare_one"]["words"]
        if name in known["bare"]["words"] and (not sure or _of_something(text[match.end() : match.end() + 12])):
            continue
        step = {"last": "-1", "next": "1", "this": "0"}.get(before)
        start = match.start() - len(before) - 1 if step else match.start()
        year = int(match["year"]) if match["year"] else None
        found.append(Wording(start, match.end(), "holiday", year=year, step=step, timex=rule))
    return found


def _of_something(after: str) -> bool:
    """ "Before Christmas dinner": the word is part of a name; "on Christmas at 8" it is not."""
    word = after.split(" ")[1] if after[:1] == " " and len(after) > 1 else ""
    return word[:1].isalpha() and word.rstrip(",.;:") not in words("holidays")["after_a_bare_one"]["words"]


def _timed(note: Shorthand, found: list[Wording]) -> list[Wording]:
    """ "9 a.m. Tuesday", "on 12 June at noon": a clock beside a day is one moment with it, and a bare one alone is none."""
    joined: list[Wording] = []
    gaps = {place[0]: at for at, place in enumerate(note.places)}
    ends = {place[1]: at for at, place in enumerate(note.places)}
    for one in found:
        before = joined[-1] if joined else None
        between = note.letters[ends[before.end] + 1 : gaps[one.start]] if before else ""
        if before and (both := _with_clock(before, one, between) or _with_weekday(before, one, between) or _range(before, one, between)):
            joined[-1] = both
            continue
        joined.append(one)
    return [one for one in joined if not one.bare]


def _with_clock(one: Wording, other: Wording, between: str) -> Wording | None:
    """ "9 a.m. Tuesday", "on 12 June at noon", "yesterday from 3 to 5pm", "every Friday at 7pm"."""
    if (one.form == "clock") == (other.form == "clock") or not re.fullmatch(r",?[BAis]?h?", between):
        return None
    day, clock = (other, one) if one.form == "clock" else (one, other)
    if day.form not in _DAYS or day.clock or day.last_day or day.last_weekday or (day.form == "calendar" and not day.day) or clock.wrong:
        return None
    if day.form == "set" and (day.weekday is None and "WD" not in (day.timex or "")):
        return None
    clock = worded_clocks.with_part(day, clock)
    return replace(day, start=one.start, end=other.end, clock=clock.clock, clock_end=clock.clock_end)


def _with_weekday(one: Wording, other: Wording, between: str) -> Wording | None:
    """ "This Saturday, May 5": one day, and the weekday stands beside it."""
    if between != "," or one.form != "weekday" or other.form != "calendar" or not other.month or not other.day:
        return None
    return None if other.weekday is not None or one.clock or one.part else replace(other, start=one.start, weekday=one.weekday)


def _range(one: Wording, other: Wording, between: str) -> Wording | None:
    """ "June 28 to July 3, 2019", "Nov 18 2014-Dec 19 2015": days with a word or a dash between them are one stretch."""
    if not re.fullmatch(r",?(?:[~-]|jh?)", between) or one.form != "calendar" or other.form != "calendar":
        return None
    if one.either and other.either:
        one, other = _one_order(one, other)
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


def _one_order(one: Wording, other: Wording) -> tuple[Wording, Wording]:
    """ "10/1/2018 - 10/7/2018": both ends have one order, and of the two readings the shorter stretch is meant."""
    ends = [one.either or (1, 1), other.either or (1, 1)]
    years = [end.year or 0 for end in (one, other)]
    american = [(year, month, day) for year, (month, day) in zip(years, ends, strict=True)]
    british = [(year, month, day) for year, (day, month) in zip(years, ends, strict=True)]
    first, last = min((american, british), key=lambda read: _length(*read))
    return (
        replace(one, month=first[1], day=first[2], either=None),
        replace(other, month=last[1], day=last[2], either=None),
    )


def _length(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[bool, int]:
    """How long from one day to another, in days of a year of equal months; a stretch that runs backwards is no stretch."""
    days = (last[0] - first[0]) * 372 + (last[1] - first[1]) * 31 + last[2] - first[2]
    return days < 0, days
