"""The day of publication, where a story says it in a fixed place: a dateline, or a line of its own near the top.

    LISBON, March 4, 2021 (Wire) - The council ...          Published: Thursday, 4 March 2021

Only full dates with the month as a word (or 2021-03-04) count: 04/03/2021 is March or April. Where two such dates differ, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ..document import Block
from ..wordfiles import entries

TOP = 5


@cache
def layout_words() -> dict[str, Any]:
    """The words of `words.toml`."""
    return entries(Path(__file__).with_name("words.toml"))


@cache
def _months() -> dict[str, int]:
    known = layout_words()
    return {name.lower(): number for number, name in enumerate(known["months"], 1)} | {k.lower(): v for k, v in known["short"].items()}


@cache
def _full_date() -> re.Pattern[str]:
    months = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"""\b(?:(?P<m1>{months})\b\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y1>\d{{4}})      # March 4, 2021; Sept. 27 2017
          | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{months})\b\.?,?\s(?P<y2>\d{{4}})    # 4 March 2021; 4th of March, 2021
          | (?P<y3>\d{{4}})-(?P<m3>\d{{2}})-(?P<d3>\d{{2}}))(?!\d)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _label() -> re.Pattern[str]:
    """What may stand before a date that fills its line: nothing, a label, a byline with a bar, a weekday."""
    words = layout_words()["layout"]
    labels = "|".join(map(re.escape, words["published"]))
    weekdays = "|".join(words["weekdays"])
    return re.compile(rf"(?:(?:{labels})\b[:\s]{{0,3}}|by\s[^|]{{1,60}}\|\s)?(?:(?:{weekdays}),?\s)?", re.IGNORECASE)


# "LISBON, ", "PORT HEDLAND, W.A. (": capitals before the date; "(Wire) -", " --", "): ": a dash after it.
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{1,40}[,(:–—-]?\s?(?:[A-Z][a-z]{0,12}\.?,?\s?)?\(?)?")
_DASH = re.compile(r"\)?,?\s{0,2}(?:\([^()]{1,40}\)\s{0,2})?(?:[-–—]|/PRNewswire)")


def published_in(blocks: Iterable[Block]) -> date | None:
    """The one day that the top of a story names as its own."""
    found = {day for _, block in zip(range(TOP), blocks, strict=False) for day in _dates_of(block.text)}
    return found.pop() if len(found) == 1 else None


def _dates_of(words: str) -> Iterator[date]:
    top = words[:160]
    match = _full_date().search(top)
    day = match and _day(match)
    if not match or not day:
        return
    before, after = top[: match.start()].lstrip(), top[match.end() :]
    alone = len(words) <= 120 and not after.strip(" .|") and _label().fullmatch(before)
    if alone or (_PLACE.fullmatch(before) and _DASH.match(after)):
        yield day


def date_in(words: str) -> date | None:
    """The full date with which some words begin: "2021-03-04T10:00", "March 4, 2021"."""
    match = _full_date().match(words.strip())
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    year, month, day = (next(v for k in "123" if (v := match.group(part + k))) for part in "ymd")
    try:
        return date(int(year), _months().get(month.lower()) or int(month), int(day))
    except ValueError:
        return None
