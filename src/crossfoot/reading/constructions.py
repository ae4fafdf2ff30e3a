"""The constructions that tell time, as patterns over the letters of shorthand (`shorthand`), and what their words are worth.

A construction is written once, in the order of the letters; what it means is read elsewhere (`wordings`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from .shorthand import Shorthand

_MONTH = r"(?:[mMN]|b\.?)"
_DAY = r"(?:[no]|k-?q|q(?!-?[QuU]))"
_WEEKDAYS = r"(?P<w>w|v\.?)(?:[j&~-](?P<w2>w|v\.?))?p?,?\(?"
_YEAR = r"(?:,?[fi]?(?:(?P<y>y)|(?P<l>l)(?P<u>u)))"
_COUNT = r"(?P<n>a?cf?|a|k(?:-?k){0,4}|n|d|t|y)"
_RANGE = r"(?:-?[j&~-]-?(?P<n2>k(?:-?k)?|n|d|t))?"

# name, the letters it may begin with, the construction. The first that fits is taken, so the longer ones come first.
_CONSTRUCTIONS: tuple[tuple[str, str, str], ...] = (
    ("iso", "Iwv", rf"(?:{_WEEKDAYS})?I"),  # 2018-06-12
    (
        "named_iso",
        "ymMb",
        r"(?P<y>y)(?P<s>[-/])(?P<m>[mMNb])(?P=s)(?P<d>n)|(?P<m2>[mMNb])(?P<s2>[-/])(?P<d2>n)(?:(?P=s2)(?P<y2>y))?(?![-/nd])",
    ),  # 2019-aug-01
    ("slashed", "Swv", rf"(?:{_WEEKDAYS})?S"),  # 12/06/2018
    # Tuesday, 12 June 2018; the 3rd of May; Friday to Sunday, 6-8 June; 3 and 4 June last year
    ("day_month", "wvnoqkh", rf"(?:{_WEEKDAYS}B?)?h?(?P<d>{_DAY})(?:(?P<j>[j&~-])h?(?P<d2>{_DAY}))?f?(?P<m>{_MONTH}){_YEAR}?"),
    # Tuesday, June 12, 2018; Sept. 27; May the 3rd; June 6-8
    (
        "month_day",
        "wvmMNb",
        rf"(?:{_WEEKDAYS})?(?P<m>{_MONTH})(?:,(?!hq))?h?(?P<d>{_DAY})(?:(?P<j>[j~-])h?(?P<d2>{_DAY})(?![fmMbx%uU/-]))?(?![x0uU])"
        rf"(?:&(?P<e>o|n(?=[,.()BisjA]|$)))?{_YEAR}?",
    ),
    ("day_slash", "Bwv", r"(?:B|(?P<w>w|v\.?),?)(?P<d>n)/(?P<m>n)(?![-/nd.]n|[-/])"),  # on 22/04, Thursday 22/04
    ("days_slash", "s", r"s(?P<d>n)/(?P<m>n)[j&~-](?P<d2>n)/(?P<m2>n)(?![-/nd.]n|[-/])"),  # from 10/25 to 1/25
    ("weekday_day", "wv", r"(?P<w>w|v\.?)(?:,?h?(?P<d>o)|h(?P<d2>k-?q|q)(?![-QuU_e]))"),  # Tuesday the 12th
    ("nth_weekday", "hql", r"h?(?:(?P<q>q)|(?P<l>l))(?P<w>w)[if](?P<m>[mM]|b\.?)(?:,?f?(?P<y>y))?"),  # the first Tuesday in November
    ("day_of_month", "B", r"Bh(?P<d>o)(?![-_mMNbfuUQ])"),  # on the 18th
    # the week of April 10, the week beginning Monday 5 May 2025, the week ending June 12, w/c 5 May
    (
        "week_of",
        "hu4",
        rf"h?(?P<k>[u4])(?P<w>[fJr])?B?h?(?:[wv]\.?,?)?h?(?:(?P<m>[mM]|b\.?)(?P<d>[no])|(?P<d2>[no])f?(?P<m2>{_MONTH})){_YEAR}?",
    ),
    (
        "nth_week",
        "hqol",
        rf"h?(?:(?P<q>[qo])|(?P<z>l))(?P<k>u)[fi]h?(?:(?P<m>{_MONTH}){_YEAR}?|(?P<y2>y)|(?P<l2>l)?(?P<u2>u))",
    ),  # the last week of May
    ("nth_day", "Bhqok", r"B?h?(?P<q>o|k-?q|q)(?P<u>u)fh?(?:(?P<m>[mM]|b\.?)|(?P<l>l)?(?P<u2>u))"),  # the 15th day of next month
    ("months", "mMNb", rf"(?P<m>{_MONTH})(?:[~-]|j)(?P<m2>{_MONTH})(?!,?[no](?![,.]?$|,?_)){_YEAR}?"),  # June to August 2018
    ("year_month", "y", r"(?P<y>y)(?P<m>[mMNb])(?![no])"),  # 2017 April
    ("month_year", "mMNb", rf"(?P<m>{_MONTH})(?:{_YEAR}|[-/](?P<y2>y))"),  # June 2018, June of last year
    ("step_month_day", "hl", rf"h?(?P<l>l)(?P<m>{_MONTH})(?P<d>[no])(?![-~uUx0%]|,?y)"),  # last June 11
    ("step_month", "hl", rf"h?(?P<l>l)(?P<m>{_MONTH})(?!d)"),  # last June
    ("month", "mMNb", rf"(?P<m>{_MONTH})"),
    # last Tuesday, Tuesday night, Monday last week
    ("step_weekday", "hlw", r"(?:h?(?P<l>l)(?:(?P<l3>l)(?=w)|u(?=w))?)?(?P<w>w)(?P<p>p)?(?:f?h?(?P<l2>l)(?P<u>u))?"),
    ("near", "Tp", r"(?P<T>T)(?P<p>p)?|(?P<p2>p)(?P<T2>T)"),  # yesterday morning, mid-afternoon yesterday
    ("step_part", "lh", r"h?(?P<l>l)(?P<p>p)"),  # this morning, last night
    ("step_count", "hl", rf"h?(?P<l>l)(?P<q>[oq])?{_COUNT}{_RANGE}-?e?-?(?P<u>[uU])(?!-?V|[&f]V|-j)"),  # the last two years
    ("step_quarter", "hl", r"h?(?P<l>l)(?P<u>u)'(?P<q>[oq])-?(?P<Q>Q)"),  # next year's first quarter
    ("step_unit", "hl", r"h?(?P<l>l)Y?(?P<u>[uQXzFDE])"),  # last week, this summer, the latest quarter, the past decade
    ("step_units", "lh", r"h?(?P<l>l)e?(?P<u>U)"),  # recent weeks, coming months
    ("quarters", "hqlo", r"h?(?:(?P<q>[qo])|(?P<l>l))(?:(?P<k>[kn])(?P<U>U)|(?P<Q>Q))f(?P<y>y)"),  # the first two quarters of 1990
    ("quarter", "hYoqyQG", r"h?(?P<y>y)?Y?(?P<q>[oq])-?Y?(?P<Q>Q)(?:f?h?Y?(?:(?P<y2>y)|(?P<l>l)?(?P<u>u)))?"),
    ("short_quarter", "Gy", r"(?:(?P<y>y)-?)?(?P<G>G)(?:,?f?(?P<y2>y))?"),  # Q3 2018, 2018-Q3
    ("year_ago_quarter", "hu", r"h?(?P<u>u)-g(?P<q>[oq])?-?(?P<Q>Q)"),  # the year-earlier third quarter
    ("the_quarter", "h", r"h(?P<y>y)?(?P<Q>Q)(?![fu_au])"),  # the quarter
    ("season", "zFih", r"(?P<i>i?h?)(?P<z>[zF])(?:f?(?P<y>y)|f?(?P<l>l)u)?"),  # summer 2018, the fall of 1990
    ("century", "hoqk", r"h?(?P<q>o|k-?q|q)-?(?P<u>u)"),
    ("decade", "hED", r"(?P<h>h)?(?P<E>[ED])"),
    ("clock_past", "aQkn", r"a?(?P<n>[Qn]|k(?:-?k)?)(?P<U>U)?(?P<l>[lj])(?P<h>[kn])(?P<x>[x0])?(?:ih(?P<p>p))?"),  # half past seven
    (
        "ago_to_the_day",
        "acknduUy",
        rf"{_COUNT}-?(?P<u>[uU])(?P<g>g)(?:(?P<T>T)|(?:h?(?P<l>l))?(?:(?P<w>w)|(?<=l)(?P<u2>u)))",
    ),  # ten years ago today, a year ago this week, a week ago Friday
    ("ago", "ackndtuUy", rf"{_COUNT}{_RANGE}-?e?-?(?P<u>[uU])-?(?P<g>g|s[RT])"),  # two years ago, three weeks from now
    ("ago_one", "uU", r"(?P<u>[uU])-?(?P<g>g)"),  # year-ago, months ago
    ("half", "Q", r"(?P<Q>Q)-?a?(?P<u>u)(?!-?V)"),  # half an hour
    ("some_day", "k", r"(?P<k>k)(?P<u>u)(?![-&_]?[gV])"),  # it will one day be
    # two and a half years, four-and-a-half hours, a year and a half, one and a quarter years
    ("and_a_half", "akn", rf"{_COUNT}(?:-?&-?(?:a|k)-?(?P<Q>Q)-?(?P<u>[uU])(?!-?V)|(?P<u2>[uU])&a?(?P<Q2>Q))"),
    ("duration", "ackndtuUy", rf"(?P<o>1)?{_COUNT}{_RANGE}-?e?-?(?P<u>[uU])(?!-?V|[&f]V|-j)"),  # two years, 30-day, two to three weeks
    ("whole", "6", r"6h?(?P<u>u)(?!-)"),  # all week
    ("every", "K", r"K(?P<q>[oqQ])?(?P<n>k(?:-?k)?|n|c)?-?(?P<u>[uUwWmMXpzQb])"),  # every Friday, each year, every two weeks
    ("often", "1", r"1(?:a|K)(?P<u>u)"),  # twice a year
    ("weekdays", "W", r"(?P<W>W)"),
    ("often_word", "L", r"(?P<L>L)"),
    ("units", "U", r"(?P<u>U)(?!-?V|[&f]V|-j)"),  # for years
    ("year_end", "u", r"(?P<u>u)-?r"),
    ("the_unit", "h", r"he?Y?(?P<u>[uX])(?!-?[Vg]|[yk])"),  # the year, the weekend
    ("spelled_year", "hk", r"(?:hu)?(?P<n>k(?:-?k|&k){1,3})(?!-?[uUe_])"),  # nineteen ninety-six
    # from 3 to 5pm, 9am-5pm, between 9 and 11 in the morning, 7 p.m. until midnight
    (
        "clock_range",
        "tnkO",
        r"(?P<a>[tnkO])(?P<xa>[x0])?Z?(?:ih(?P<pa>p))?,?(?P<j>[j~&-])(?P<b>[tnkO])(?![-mMNbuU%])(?P<xb>[x0])?(?:ih(?P<p>p))?(?P<z>Z)?",
    ),
    ("four_figures", "Ayd", r"(?:A5?)?(?P<t>[yd])(?:x|Z|_?C)"),  # 1430 GMT, 1140 a.m.
    ("hour_and_minutes", "Ak", r"(?:A(?P<k>k-?k)(?!-?[kuUe%])|(?P<k2>k-?k)(?=x|ihp|T|h?lp))x?(?:ih(?P<p>p))?"),  # at five-thirty
    (
        "hour_of_part",
        "Ank5",
        r"A?5?(?P<h>[nk])(?:ih(?P<p>p)|(?<=[A5][nk])(?=T|h?l?p|l?w|[.,)BA]|$))",
    ),  # at three in the morning, at about 8 last night
    (
        "clock",
        "tnkOA",
        r"(?:(?:A5?)?(?P<t>[tnk])(?P<x>[x0])|A?(?P<O>O)|A5?(?P<t2>t)(?P<z>Z|_?C)?|(?P<t3>t)(?=(?P<z3>Z|_?C))|(?P<t4>t))(?:Z|_?C)?(?:ih(?P<p>p))?",
    ),  # 9:30 a.m., 7 o'clock, noon
    ("years", "Yy", r"(?:Yu?)?(?P<y>y)(?P<j>[~/-])(?P<y2>[yn])(?![\d-])(?:Yu)?"),  # 1939-45, the 2018-19 financial year
    ("year", "Yy", r"(?P<f>Y)?u?(?P<y>y)(?:Yu)?"),
    ("day_part", "i", r"i(?:hr?|r)(?P<p>p)(?:A(?P<h>[nk])(?=[.,)]|$))?"),  # in the early morning, in the evening at 7
    ("ref", "R", r"(?P<R>R)"),
    ("future", "h", r"h_?(?P<R>P)"),  # the near future
    ("the_past", "i", r"ih(?P<l>l)(?=[,.;)]|$)"),  # in the past
)


@cache
def opening() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """For each letter, the constructions that may begin with it."""
    table: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for name, letters, pattern in _CONSTRUCTIONS:
        compiled = re.compile(pattern)
        for letter in letters:
            table.setdefault(letter, []).append((name, compiled))
    return table


class Construction:
    """A construction found: its groups, worth what their words are worth."""

    def __init__(self, match: re.Match[str], note: Shorthand, text: str) -> None:
        self.match, self.note, self.text = match, note, text
        self.start, self.end = note.places[match.start()][0], note.places[match.end() - 1][1]

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def value(self, group: str) -> Any:
        return self.note.values[self.match.start(group)] if self.has(group) else None

    def word(self, letter: int) -> str:
        """The word behind a letter, counted from the construction: -1 is the word before it."""
        at = (self.match.start() if letter < 0 else self.match.end() - 1) + letter
        return self.text[slice(*self.note.places[at])] if 0 <= at < len(self.note.places) else ""

    def letter(self, letter: int) -> str:
        at = (self.match.start() if letter < 0 else self.match.end() - 1) + letter
        return self.note.letters[at] if 0 <= at < len(self.note.letters) else " "

    def words(self, group: str) -> str:
        """The words of a group, as printed."""
        return self.text[self.note.places[self.match.start(group)][0] : self.note.places[self.match.end(group) - 1][1]]

    def number(self, group: str) -> int | None:
        """A number of one word, be it spelled."""
        value = self.value(group)
        return value if isinstance(value, int) else None

    def day(self, group: str) -> int | None:
        """12, 12th, twelfth, twenty-first; `None` when no month has such a day."""
        if not self.has(group):
            return None
        values = [v for v, c in zip(self.values(group), self.match.group(group), strict=True) if c != "-"]
        return sum(values) if 1 <= sum(values) <= 31 else 0

    def count(self, group: str) -> str | None:
        """A number of units: "2", "2.5", "X" for several; `None` when it cannot be told."""
        letters = self.match.group(group)
        if letters[0] in "ac":
            worth = next((v for v, c in zip(self.values(group), letters, strict=True) if c == "c"), None)
            return "1" if worth is None else str(worth or "X")
        if letters[0] in "ndyt":
            number = self.value(group)
            return None if number is None or ":" in str(number) else str(number)
        total = part = 0
        for value, letter in zip(self.values(group), letters, strict=True):
            if letter == "k":
                part = max(part, 1) * value if value in (100, 1000) else part + value
        return str(total + part)

    def values(self, group: str) -> list[Any]:
        """What each word of a group is worth."""
        return self.note.values[self.match.start(group) : self.match.end(group)]

    def values_all(self) -> list[Any]:
        """What each word is worth."""
        return self.note.values[self.match.start() : self.match.end()]
