"""Shares, changes and multiples that follow from counts or from other shares: 317 of 498 is 64 percent, from 48 to 60 is a rise of 25."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from ..finding import Tape
from ..headings import Number
from ..quantity import Amount, shown
from .text import Step, Text

HALF = Fraction(1, 2)
WAYS = {"up": "rise", "down": "fall"}


def shares(text: Text) -> Iterator[Step]:
    """ "70% do not" over 30% who do; "two-thirds"; 12 of 16; from 48 to 60; 52 and 42 percent, ten points apart."""
    for one in text.figures:
        if one.sort == "percent" and one.value == 100 - text.value:
            yield from text.gives("100 − {} = {}", (one,), Tape.subtract, Amount.exactly(100), one.amount)
        if one.sort == "fraction" and text.prints(one.worth * 100):
            yield from text.gives("{} is {} percent", (one,), Tape.scale, one.amount, Fraction(100))
        if one.sort == "rank" and one.value and abs(100 / one.value - text.value) <= 1:
            # "dropped a third between 1999 and 2006"
            yield Step(f"one part in {shown(one.value)}", Tape(), (one,), sure=False)
    if text.number.sort == "points":
        yield from _points(text)
    yield from of_counts(text)


def of_counts(text: Text) -> Iterator[Step]:
    """The share of one count in another, and the change from one to the other; sure where the words call it a share, or that change."""
    counted = [one for one in text.figures if one.sort in ("count", "money", "bare") and one.value and one.value > 0]
    for one, other in permutations(counted, 2):
        if not text.near(one, other, 1 if text.leave_open else 0) or one.unit != other.unit:
            continue
        if one.worth < other.worth and text.prints(one.worth * 100 / other.worth):
            form = "{0} is {2} percent of {1}"
            yield from text.gives(form, (one, other), Tape.share, one.amount, other.amount, sure=text.direction is None)
        if text.prints(abs(other.worth - one.worth) * 100 / one.worth):
            yield from _changed(text, one, other)


def _changed(text: Text, one: Number, other: Number) -> Iterator[Step]:
    way = "up" if other.worth > one.worth else "down"
    form = "from {} to {} is a " + WAYS[way] + " of {} percent"
    step = Tape.change if way == "up" else _fall
    yield from text.gives(form, (one, other), step, one.amount, other.amount, sure=text.direction == way and one.thing == other.thing)


def _fall(tape: Tape, base: Amount, new: Amount) -> Amount:
    return tape.scale(tape.change(base, new), Fraction(-1))


def _points(text: Text) -> Iterator[Step]:
    for one, other in permutations([one for one in text.figures if one.sort == "percent"], 2):
        if text.near(one, other, 0) and one.worth - other.worth == text.value:
            yield from text.gives("{} − {} = {} points", (one, other), Tape.subtract, one.amount, other.amount)
        if text.near(one, other, 0) and one.worth + other.worth == text.value:
            yield from text.gives("{} + {} = {} points", (one, other), Tape.add, [one.amount, other.amount], sure=False)


def ratios(text: Text) -> Iterator[Step]:
    """ "Four times as many" over 80 and 20."""
    for one, other in permutations([one for one in text.figures if one.value and one.value > 0], 2):
        if one.sort == other.sort and text.near(one, other) and abs(one.worth / other.worth - text.value) <= HALF:
            yield from text.gives("{} ÷ {} = {}", (one, other), Tape.divide, one.amount, other.amount, sure=False)
