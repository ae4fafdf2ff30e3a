"""One moment as worded: what its words say and no more; which day that is depends on when the story was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .constructions import Construction

Form = Literal[
    "calendar",
    "weekday",
    "near",
    "step",
    "ago",
    "duration",
    "set",
    "ref",
    "clock",
    "holiday",
    "quarter",
    "season",
    "decade",
    "century",
    "part",
]


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
    clock_end: str | None = None
    stage: str | None = None
    timex: str | None = None
    fiscal: bool = False
    either: tuple[int, int] | None = None
    back: tuple[int, str] | None = None  # so many units before the day: "ten years ago today"
    bare: bool = False  # a clock only beside a day
    wrong: bool = False  # a clock that no day has


def said(c: Construction, form: Form, **known: Any) -> Wording:
    """A wording over the whole of a construction."""
    return Wording(c.start, c.end, form, **known)


def duration(count: str, unit: str) -> str:
    """P2W, PT4H, P20Y for two decades, PXY for years."""
    factor, letter = {"2W": (2, "W"), "E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "H": (6, "M")}.get(unit, (1, unit[-1]))
    if factor > 1 and count == "X":
        factor, letter = 1, unit[-1]
    worth = count if factor == 1 and "." not in count else f"{float(count) * factor:g}"
    return f"P{'T' if unit[0] == 'T' else ''}{worth}{letter}"
