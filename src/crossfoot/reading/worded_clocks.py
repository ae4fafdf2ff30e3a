"""Clock times as worded: "9 a.m.", "at 7 o'clock", "half past seven", "1430 GMT", "from 3 to 5pm", "between 9 and 11 in the morning".

Four figures with a colon, or a number after "at", are a clock only beside a day ("tomorrow at 7"): alone they may be a score, a price or a
street. A clock that no day has ("25:10", "14:00 p.m.") is read as one that is `wrong`, and a check says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, said

NOON = 12
LATE = {"AF": 1, "EV": 4, "NI": 5}  # from this hour on "at 8 last night" is after noon


def _clock(c: Construction) -> list[Wording] | None:
    if c.has("O"):
        return [said(c, "clock", clock=c.value("O"))]
    group = next(name for name in ("t", "t2", "t3", "t4") if c.has(name))
    told = str(c.value(group))
    half = _half_of_day(c, c.value("p") if c.has("p") else None)
    hour, minute = _parts(told)
    if half and (hour > NOON or minute > 59):
        # "14:00 p.m.", "9:75 a.m."
        return [said(c, "clock", clock=told.replace(".", ":"), wrong=True)] if ":" in told or c.has("x") else None
    if hour > 24 or minute > 59 or ("." in told and not c.has("x") and not c.has("z") and not c.has("z3")):
        # "Closed at 2.46, down 3 percent"
        return None
    return [said(c, "clock", clock=_written(_of_day(hour, half), minute), bare=group == "t4")]


def _half_of_day(c: Construction, part: str | None = None) -> str | None:
    """ "a" before noon, "p" after it, as "a.m." or "in the afternoon" say; `None` where nothing does."""
    marked = next((v for v, letter in zip(c.values_all(), c.match.group(), strict=True) if letter == "x"), None)
    return marked or (None if part is None else "a" if part == "MO" else "p")


def _parts(told: str) -> tuple[int, int]:
    hour, minute = [*re.split(r"[:.]", told), "0"][:2]
    return int(hour), int(minute)


def _of_day(hour: int, half: str | None) -> int:
    return hour % NOON + (NOON if half == "p" else 0) if half else hour


def _written(hour: int, minute: int) -> str:
    return f"{hour:02}:{minute:02}"


def _four_figures(c: Construction) -> list[Wording] | None:
    """ "At 1430 GMT", "1140 a.m." """
    told, half = c.value("t"), _half_of_day(c)
    if (
        not isinstance(told, int)
        or told > 2400
        or told % 100 > 59
        or (half and told >= 1300)
        or (not half and c.letter(-1) != "(" and c.match.group()[0] != "A")
    ):
        return None
    return [said(c, "clock", clock=_written(_of_day(told // 100, half), told % 100))]


def _past(c: Construction) -> list[Wording] | None:
    """ "Half past seven", "20 minutes to eight", "at a quarter to five"; "cut by a quarter to 5 percent" is none."""
    way = c.words("l").lower()
    minutes = {"H": 30, "Q": 15}.get(c.value("n")) or sum(value for value in c.values("n") if isinstance(value, int))
    hour, half = c.number("h"), _half_of_day(c, c.value("p"))
    sure = c.letter(-1) == "A" or (way == "past" and (c.match.group("n") == "Q" or c.has("U") or half or c.has("x")))
    if way not in ("past", "to") or not sure or not minutes or minutes > 59 or not hour or hour > NOON or not _nothing_counted(c):
        return None
    if way == "to" and c.value("n") == "H":
        return None
    after = _of_day(hour, half) * 60 + (minutes if way == "past" else -minutes)
    return [said(c, "clock", clock=_written(after // 60 % 24, after % 60))]


def _nothing_counted(c: Construction) -> bool:
    """ "A quarter to five percent", "half past two goals": the hour would be a number of something."""
    return c.letter(1) not in "%$-/" and c.word(1).lower() not in words("date_names")["counted"]["words"]


def _hour_and_minutes(c: Construction) -> list[Wording] | None:
    """ "At five-thirty", "six fifteen tomorrow"."""
    hour, minute = (v for v in c.values("k" if c.has("k") else "k2") if v)
    if hour > NOON or minute not in (15, 30, 45) or not _nothing_counted(c):
        return None
    return [said(c, "clock", clock=_written(_of_day(hour, _half_of_day(c, c.value("p"))), minute))]


def _hour_of_part(c: Construction) -> list[Wording] | None:
    """ "At three in the morning", "at 8 last night"."""
    hour = c.number("h")
    if not hour or hour > NOON or c.letter(-1) in "-~":
        # "They won 4-2 in the morning"
        return None
    if not c.has("p") and c.match.group()[0] == "5" and c.letter(-1) != "T" and c.letter(1) != "T":
        # "Tonight around 7"; "it rose on Friday, about 7" is no hour
        return None
    if not c.has("p"):
        return [said(c, "clock", clock=_written(hour, 0), bare=True)]
    late = c.value("p") != "MO" and hour >= LATE.get(c.value("p"), 1)
    return [said(c, "clock", clock=_written(hour % NOON + (NOON if late else 0), 0))]


def _range(c: Construction) -> list[Wording] | None:
    """ "From 3 to 5pm", "9am-5pm", "between 9 and 11 a.m."; "10:00 to 16:00" only beside a day: "from 3:59 to 3:54" is a race."""
    opened = c.word(-1).lower() if c.letter(-1) == "s" else ""
    if c.match.group("j") == "&" and opened != "between":
        return None
    first, last = _end(c, "a", "xa", "pa"), _end(c, "b", "xb", "p")
    if first is None or last is None:
        return None
    if not c.has("xb") and c.match.group("b") != "O":
        told = c.match.group("a") + c.match.group("b")
        if not (c.has("p") and opened in ("from", "between")) and not (told == "tt" and ":" in str(c.value("b"))):
            return None
    begin, end = _with_halves(first, last)
    bare = not (c.has("xa") or c.has("xb") or c.has("p") or c.has("z") or "O" in c.match.group())
    if begin > 24 * 60 or end > 24 * 60 or begin == end or (bare and end < begin):
        return None
    exact = ":" in c.text[c.start : c.end] or begin % 60 > 0 or end % 60 > 0
    return [said(c, "clock", clock=_shown(begin, exact=exact), clock_end=_shown(end, exact=exact), bare=bare)]


def _end(c: Construction, group: str, half: str, part: str) -> tuple[int, int, str | None] | None:
    """Hour, minute and half of the day of one end of a stretch; `None` where it is no clock."""
    if c.match.group(group) == "O":
        hour, minute = _parts(c.value(group))
        return hour, minute, None if hour == NOON else "-"
    marked = c.value(half) if c.has(half) and c.match.group(half) == "x" else None
    if not marked and c.has(part):
        marked = "a" if c.value(part) == "MO" else "p"
    hour, minute = _parts(str(c.value(group)))
    return (hour, minute, marked) if hour <= (NOON if marked else 24) and minute < 60 else None


def _with_halves(first: tuple[int, int, str | None], last: tuple[int, int, str | None]) -> tuple[int, int]:
    """Minutes since midnight: "3 to 5pm" begins after noon, "11 to 1pm" before it, and so does "9 to 5pm"."""
    end = last[0] if last[2] in (None, "-") else _of_day(last[0], last[2])
    half = first[2]
    if half is None and last[2] in ("a", "p") and first[0] <= NOON:
        half = last[2]
        if (_of_day(first[0], half), first[1]) >= (end, last[1]):
            half = "a" if half == "p" else "p"
    begin = first[0] if half in (None, "-") else _of_day(first[0], half)
    return begin * 60 + first[1], end * 60 + last[1]


def _shown(minutes: int, *, exact: bool) -> str:
    return _written(minutes // 60, minutes % 60) if exact else f"{minutes // 60:02}"


def _day_part(c: Construction) -> list[Wording] | None:
    """ "In the early morning"; "in the evening at 7" is an hour."""
    return _hour_of_part(c) if c.has("h") else [said(c, "clock", clock=c.value("p"))]


def with_part(day: Wording, clock: Wording) -> Wording:
    """ "Last night at 8", "at 5:30 tomorrow evening": the part of the day says which 8 is meant."""
    if clock.clock_end or day.part not in LATE or not clock.clock or not clock.clock[0].isdecimal():
        return clock
    hour, minute = _parts(clock.clock)
    return replace(clock, clock=_written(hour + NOON, minute)) if LATE[day.part] <= hour < NOON else clock


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "clock_range": _range,
    "clock_past": _past,
    "four_figures": _four_figures,
    "hour_and_minutes": _hour_and_minutes,
    "hour_of_part": _hour_of_part,
    "clock": _clock,
    "day_part": _day_part,
}
