"""To which day a figure belongs: "On Friday, 40 were held", "40 were held on Friday", "rose 3 percent in May".

A figure takes a day from its own clause only. A day that says which one ("the May 1 report", "October elections") is no day of a figure,
nor is that of another verb ("is out on $400 bail and is due in court on May 2").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ..document import Span
from ..ledger import Figure, Moment
from .places import listed

# How many characters may lie between a figure and its day.
_REACH = 90
FURTHEST_LEAD = 600  # characters from the day that leads a sentence to a figure
_BARE = re.compile(r"\d{4}|[A-Z][a-z]+|winter|spring|summer|autumn")
_PREPOSITION = re.compile(
    r"""\b(?:in|on|by|since|during|until|before|after|from|to|of|for|last|late|early|mid|next|this|between|and|at|than|through
    |around|about)[ -]$""",
    re.VERBOSE | re.IGNORECASE,
)
_STRETCHES = ("between ", "Between ", "from ", "From ", "since ", "Since ")
_APART = ("before ", "after ", "until ", "than ", "Before ", "After ", "Until ")
# "the May 1 report"
_DATED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
_OWNED = re.compile(r"(?<![Oo]n )\b(?:the|its|their) $")
_NOUN = re.compile(
    r" (?!(?:and|or|in|at|of|on|to|by|for|from|when|where|after|before|until|that|was|is|were|are|has|had|have|with|through|as)\b)[a-z]"
)
# "published in 2015 or later"
_OPEN = (" or later", " or earlier", " or before", " or after", " or thereafter", " and later", " onwards", " and beyond")
# "3 per cent a year earlier, making 5 per cent in all": the day of the figure before it
_COMPARED = re.compile(r"\b(?:earlier|before|ago|previously)$")
# "who was suspended in March, has taken 40": the clause of the day is over
_CLOSED = re.compile(r", (?:has|have|had|was|were|is|are)\b")
# "was held on Friday and his bail has been set at $400", "and is charged with 40 thefts": so is that of what has been since
_SINCE = re.compile(r" and (?:(?:he|she|it|they|(?:his|her|its|their) \w+) )?(?:has|have|is|are|will)\b")
# "$400 bail and is due in court on May 2": the day of the second verb
_GOES_ON = re.compile(r" and (?:is|are|was|were|has|have|had|will|would|he|she|it|they) ")
_LEAD_START = re.compile(r"[\"“‘'\s]*(?:(?:On|In|By|Since|During|Last|Between|From|As of|At)\b)?[\w\s]{0,12}$")


def days_of(text: str, moments: tuple[Moment, ...]) -> list[Moment]:
    """The dates and times that say when something was, in order."""
    return _single([moment for moment in moments if moment.kind in ("date", "time") and _adverbial(text, moment)], text)


def when_each(text: str, sentence: Span, figures: Sequence[Figure], days: Sequence[Moment]) -> list[Moment | None]:
    """The day each figure belongs to: the next one before another figure comes, else the one before, else the one that opens the
    sentence."""
    found: list[Moment | None] = [None] * len(figures)
    if not days:
        return found
    lead = days[0] if _LEAD_START.fullmatch(text[sentence.start : days[0].span.start]) else None
    starts = [day.span.start for day in days]
    for number, figure in enumerate(figures):
        after = bisect_left(starts, figure.span.end)
        stop = figures[number + 1].span.start if number + 1 < len(figures) else sentence.end
        day = days[after] if after < len(days) else None
        if day is not None and day.span.start < stop and _dates(text[figure.span.end : day.span.start]):
            found[number] = day
            continue
        back = bisect_right(starts, figure.span.start) - 1
        earlier = days[back] if back >= 0 and not days[back].span.overlaps(figure.span) else None
        last = figures[number - 1].span.end if number else sentence.start
        direct = earlier is not None and earlier.span.start >= last and _still_holds(text, earlier, figure, number)
        leads = (
            lead is not None
            and 0 <= figure.span.start - lead.span.end <= FURTHEST_LEAD
            and _reaches(text[lead.span.end : figure.span.start], "beyond_lead")
        )
        found[number] = earlier if direct else lead if leads else None
    return found


def _still_holds(text: str, day: Moment, figure: Figure, number: int) -> bool:
    """Whether a day before a figure is also its own: not where it is what the figure before that is held against."""
    between = text[day.span.end : figure.span.start]
    compared = number and between.startswith(",") and _COMPARED.search(text, day.span.start, day.span.end)
    return not compared and _reaches(between)


def _reaches(between: str, walls: str = "ahead") -> bool:
    """ "In May the council held 40", but not "in May, which led to 40", "this year, compared with 40", "from 45 today to 40"."""
    if (";" in between and walls == "ahead") or between.startswith(" to ") or _CLOSED.match(between) or _SINCE.search(between):
        return False
    if _told().search(between):
        return False
    return not set(re.findall(r"[a-z]+", between.lower())) & listed("places", walls)


@cache
def _told() -> re.Pattern[str]:
    """ "On Friday, Cole told reporters that he uses 40": the day of the telling."""
    return re.compile(rf"\b(?:{'|'.join(sorted(listed('places', 'telling')))})\b(?: [\w’']+){{0,4}} that\b")


def _single(days: list[Moment], text: str) -> list[Moment]:
    """Without the two ends of a stretch: "between Oct. 7, 1978, and June 11, 1979" is neither day."""
    ends = {
        id(day)
        for one, other in pairwise(days)
        if text[one.span.end : other.span.start].strip(" ,") in ("and", "to", "until", "through", "-", "–")
        and text.endswith(_STRETCHES, 0, one.span.start)
        for day in (one, other)
    }
    return [day for day in days if id(day) not in ends]


def _adverbial(text: str, moment: Moment) -> bool:
    """False for "now", "today's election", the year of "the 2015 budget", the month of "October elections" and the day of "the May 1
    report": they say which, not when."""
    day = moment.span
    if text.endswith(_APART, 0, day.start) or text.startswith(_APART, day.start) or text.startswith(_OPEN, day.end):
        # "before this week it had 40": not in it
        return False
    if (moment.timex or "").endswith("_REF") or text[day.end : day.end + 2] in ("'s", "’s"):
        return False
    if _occasion().match(text, day.end) or _names(text, day):
        return False
    if not _BARE.fullmatch(text, day.start, day.end):
        return True
    return _PREPOSITION.search(text, max(0, day.start - 12), day.start) is not None or not text[day.end : day.end + 2].strip()[:1].isalpha()


def _names(text: str, day: Span) -> bool:
    """ "the May 1 report", "its Sept. 3 meeting"; not "on the Friday police came", "the May 1 and May 2 reports"."""
    start = day.start + 4 * text.startswith("the ", day.start)
    dated = text[start] in _DATED and _NOUN.match(text, day.end) is not None
    return dated and _OWNED.search(text, max(0, start - 12), start) is not None


@cache
def _occasion() -> re.Pattern[str]:
    """ "qualified for November debate", "bid for October elections", "the 2019 general election": which one, not when."""
    kinds, occasions = ("|".join(sorted(listed("places", group))) for group in ("occasion_kinds", "occasions"))
    return re.compile(rf" (?:(?:{kinds}) )?(?:{occasions})s?\b")


def _dates(between: str) -> bool:
    """True for what stands between a figure and its day after it: "40 people were held on Friday"."""
    if _GOES_ON.search(between):
        return False
    return len(between) <= _REACH and not re.search(r"[,;:()“”\"–—]", between) and not set(between.split()) & listed("places", "walls")
