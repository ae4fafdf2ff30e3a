"""Lengths of time and years that follow from others: 60 days are two months, 1950 to 2013 are 63 years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations, permutations

from ..finding import Tape
from ..quantity import Amount, shown
from ..units import unit_of
from .text import Step, Text

MONTH = Fraction(36525, 1200)  # days
HALF = Fraction(1, 2)
YEARS = {"year": 1, "decade": 10, "century": 100}
AHEAD = range(-1, 5)  # a year that is near needs no mention: "Texas governor weighs 2016 run"


def days_of(unit: str | None) -> Fraction:
    """How many days a unit of time lasts, a month taken as the twelfth of a year; 0 for what is no time."""
    known = unit_of(unit)
    if known is None or known.dimension not in ("time", "calendar months"):
        return Fraction(0)
    return known.factor / 86400 if known.dimension == "time" else known.factor * MONTH


def lengths(text: Text, unit: str) -> Iterator[Step]:
    """ "2 months" over 60 days; "63 years later" over 1950; "in their 20s" over 21 and 25."""
    for one in text.figures:
        if days_of(unit) and days_of(one.unit) and one.unit != unit:
            factor = days_of(one.unit) / days_of(unit)
            if abs(one.worth * factor - text.value) < HALF:
                yield from text.gives("{} " + str(one.unit) + "s are {} " + unit + "s", (one,), Tape.scale, one.amount, factor)
    yield from between_years(text, YEARS.get(unit, 0))
    yield from _between_days(text, unit)
    if text.number.sort == "age" and "decade" in text.number.beside:
        for one in text.figures:
            if one.sort == "age" and 0 <= one.worth - text.value < 10:
                yield from text.gives("{} is in the {}s", (one,), Tape.add, [text.number.amount])
    for one, other in permutations([one for one in text.figures if one.unit == unit], 2):
        if text.near(one, other, 0) and one.worth + other.worth == text.value:
            yield from text.gives("{} + {} = {}", (one, other), Tape.add, [one.amount, other.amount], sure=False)
        if text.near(one, other) and one.worth - other.worth == text.value:
            yield from text.gives("{} − {} = {}", (one, other), Tape.subtract, one.amount, other.amount, sure=False)


def between_years(text: Text, per: int) -> Iterator[Step]:
    if not per:
        return
    for first, last in combinations(text.years(), 2):
        gap = Fraction(last - first, per)
        # Who was born in March 1924 and died in February 2024 was 99.
        if gap == text.value or (per > 1 and abs(gap - text.value) <= HALF) or (text.is_age and gap - 1 == text.value):
            tape = Tape()
            tape.subtract(Amount.exactly(last), Amount.exactly(first))
            yield Step(f"{first} to {last}", tape)
    for one in text.told:
        # "the theory dates back to the 1940s": seventy years, give or take ten
        if (
            "decade" in one.beside
            and one.is_year
            and text.published
            and abs(text.published.year - int(one.written) - text.value * per) < 10
        ):
            yield Step(f"the {one.written}s to {text.published.year}", Tape(), (one,), sure=False)


def _between_days(text: Text, unit: str) -> Iterator[Step]:
    """ "2 weeks early" over the 13th and the 25th."""
    seconds = {"month": 30, "week": 7, "day": 1}.get(unit)
    days: set[date] = {one.earliest for one in text.moments if one.earliest and one.earliest == one.latest}
    days |= {text.published} if text.published else set()
    for first, last in combinations(sorted(days), 2) if seconds else ():
        if abs(Fraction((last - first).days, seconds) - text.value) <= HALF:
            yield Step(f"{first} to {last}", Tape(), sure=False)


def year(text: Text) -> Iterator[Step]:
    """A year that a date of the text lies in, that a length leads to, or that is near."""
    year = int(text.value)
    for moment in text.moments:
        if moment.earliest and moment.earliest.year <= year <= (moment.latest or moment.earliest).year:
            yield Step(f"the text speaks of {moment.earliest.year}", Tape(), sure=False)
    bases = [int(one.written) for one in text.told if one.is_year] + ([text.published.year] if text.published else [])
    for one in text.figures:
        if one.unit == "year" and any(abs(year - base) == one.value for base in bases):
            yield Step(f"{shown(one.value)} years lead there", Tape(), (one,), sure=False)
    if not text.published or year - text.published.year in AHEAD:
        yield Step("a year as near as that may go without mention", Tape(), sure=False)
