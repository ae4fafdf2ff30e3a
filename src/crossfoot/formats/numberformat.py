"""What a spreadsheet shows for the number in a cell: 0.637 as "63.7%", 44259 as "2021-03-04", 1204 as "1,204".

Only what newsrooms meet: decimals, thousands, percent, signs of currency and words around the number, numbers shown in thousands, days and
times. Days are written as 2021-03-04, whatever the file shows, because 04/03/2021 is March or April.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

# The formats that a file names by number only.
BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy-mm-dd",
    15: "yyyy-mm-dd",
    16: "yyyy-mm-dd",
    17: "yyyy-mm",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
}
# "quoted words", \x, _x (a gap as wide as x), *x (filled with x), [Red], [$€-407]
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?(,*)")
_EPOCH = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465  # 31 December 9999


def day_of(value: float, *, from_1904: bool = False) -> datetime | None:
    """The day and time that a number of days stands for; nothing outside the calendar of a spreadsheet."""
    days = value + (1462 if from_1904 else 0)
    return _EPOCH + timedelta(seconds=round(days * 86_400)) if 0 <= days <= _LAST_DAY else None


def is_day(pattern: str) -> bool:
    """Whether a format shows days or times."""
    letters = _LITERAL.sub("", pattern.partition(";")[0]).lower()
    return bool(set(letters) & set("ymdhs")) and "general" not in letters


def shown(value: str, pattern: str, *, from_1904: bool = False) -> str:
    """What the cell shows for the number that the file holds as `value`."""
    try:
        number = Decimal(repr(float(value))) if "E" in value.upper() or len(value) > 16 else Decimal(value)
    except (InvalidOperation, ValueError):
        return value
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return value
    if is_day(pattern):
        day = day_of(float(number), from_1904=from_1904)
        return _day_shown(day, pattern.lower()) if day else value
    sections = pattern.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 and _NUMBER.search(sections[1]) else sections[0]
    inside = _LITERAL.sub("", section)
    place = _NUMBER.search(inside)
    if place is None or "E" in inside.upper():
        return _plain(number)
    if "%" in inside:
        number *= 100
    digits = _digits(abs(number) if section is not sections[0] else number, place)
    return _with_words(section, digits)


def _digits(number: Decimal, place: re.Match[str]) -> str:
    number = number.scaleb(-3 * len(place[1]))
    decimals = len(place.group().rstrip(",").partition(".")[2])
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if abs(number.adjusted()) < 24 else number
    grouped = "," in place.group().rstrip(",").partition(".")[0]
    return f"{rounded:,f}" if grouped else f"{rounded:f}"


def _with_words(section: str, digits: str) -> str:
    """The digits among the words of the format: "$#,##0", '0" boats"', "0%"."""
    words: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words.append(match[1] or match[2] or match[3] or "")
        return "\x00"

    plain = _LITERAL.sub(keep, section)
    place = _NUMBER.search(plain)
    before, after = (plain[: place.start()], plain[place.end() :]) if place else ("", "")
    put = iter(words)
    filled = ["".join(next(put, "") if c == "\x00" else c for c in part) for part in (before, after)]
    if digits.startswith("-"):
        return f"-{filled[0]}{digits[1:]}{filled[1]}".strip()
    return f"{filled[0]}{digits}{filled[1]}".strip()


def _plain(number: Decimal) -> str:
    """As a cell without a format shows it, to eleven digits."""
    short = f"{float(number):.11g}"
    return format(Decimal(short), "f") if "e" in short and abs(number.adjusted()) < 20 else short


def _day_shown(day: datetime, pattern: str) -> str:
    letters = _LITERAL.sub("", pattern)
    if not set(letters) & set("yd"):
        return day.strftime("%H:%M:%S") if "s" in letters else day.strftime("%H:%M")
    written = day.strftime("%Y-%m-%d") if "d" in letters else day.strftime("%Y-%m")
    return f"{written} {day:%H:%M}" if "h" in letters and (day.hour or day.minute) else written
