"""What a printed number may mean: two ranges of exact fractions, and the arithmetic on them.

A `Quantity` is what was written: numeral, scale word, hedge, unit. An `Amount` is what that may mean: a strict range (what the printed
precision says) and a loose one (the widest reading a fair editor would accept). There is no `==` between figures: two amounts are
`surely_apart`, or they are not. This module knows no English; which words make a hedge is vocabulary of the reading room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Literal

HedgeFamily = Literal["about", "nearly", "just over", "more than", "at least", "less than", "at most"]
Kind = Literal["count", "measure", "money", "percent", "points", "fraction", "ratio", "multiple", "rank", "age", "score"]

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Range:
    """A range of exact fractions; `None` for an end that is not bounded, `*_open` where the end itself is left out."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Range) -> bool:
        """True when some number lies in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Range) -> bool:
        """True when every number here is smaller than every number there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def within(self, other: Range) -> bool:
        """True when every number here lies there too."""
        low = other.low is None or (self.low is not None and (self.low, self.low_open) >= (other.low, other.low_open))
        high = other.high is None or (self.high is not None and (self.high, not self.high_open) <= (other.high, not other.high_open))
        return low and high

    def union(self, other: Range) -> Range:
        """The smallest range that holds both."""
        lows = [(end.low, end.low_open) for end in (self, other)]
        highs = [(end.high, end.high_open) for end in (self, other)]
        low, low_open = (None, False) if any(v is None for v, _ in lows) else min(lows)
        high, high_closed = (None, True) if any(v is None for v, _ in highs) else max((v, not o) for v, o in highs)
        return Range(low, high, low_open, not high_closed)

    def __str__(self) -> str:
        left = "(" if self.low_open or self.low is None else "["
        right = ")" if self.high_open or self.high is None else "]"
        return f"{left}{exact(self.low)}, {exact(self.high)}{right}"


EVERYTHING = Range(None, None)


def _sum(ranges: Iterable[Range]) -> Range:
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_open = high_open = False
    for one in ranges:
        low = None if low is None or one.low is None else low + one.low
        high = None if high is None or one.high is None else high + one.high
        low_open, high_open = low_open or one.low_open, high_open or one.high_open
    return Range(low, high, low_open, high_open)


def _negative(one: Range) -> Range:
    return Range(_minus(one.high), _minus(one.low), one.high_open, one.low_open)


def _minus(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _scaled(one: Range, factor: Fraction) -> Range:
    if factor < 0:
        return _scaled(_negative(one), -factor)
    if factor == 0:
        return Range(factor, factor)
    return Range(
        None if one.low is None else one.low * factor, None if one.high is None else one.high * factor, one.low_open, one.high_open
    )


def _product(a: Range, b: Range) -> Range:
    """End points; an unbounded end makes the product unbounded unless both ranges are without sign."""
    if a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0:
        low_open = _is_open(a.low, a.low_open, b.low, b.low_open)
        if a.high is None or b.high is None:
            return Range(a.low * b.low, None, low_open)
        return Range(a.low * b.low, a.high * b.high, low_open, _is_open(a.high, a.high_open, b.high, b.high_open))
    if None in (a.low, a.high, b.low, b.high):
        return EVERYTHING
    return _corners([(x * y, _is_open(x, xo, y, yo)) for x, xo in _ends(a) for y, yo in _ends(b)])


def _is_open(x: Fraction, x_open: bool, y: Fraction, y_open: bool) -> bool:
    """Whether the product of two ends is left out: nothing times anything is nothing, whatever the other end."""
    if (x == 0 and not x_open) or (y == 0 and not y_open):
        return False
    return x_open or y_open


def _quotient(a: Range, b: Range) -> Range:
    """Dividing by a range that holds 0 says nothing, so it gives everything."""
    if b.low is None or b.low < 0 or (b.low == 0 and not b.low_open) or b.high == 0:
        return EVERYTHING
    if a.low is None or a.low < 0:
        if None in (a.low, a.high, b.high) or b.low == 0:
            return EVERYTHING
        return _corners([(x / y, (xo or yo) and (x != 0 or xo)) for x, xo in _ends(a) for y, yo in _ends(b)])
    low = Fraction(0) if b.high is None else a.low / b.high
    high = None if a.high is None or b.low == 0 else a.high / b.low
    low_open = a.low_open or (a.low > 0 and (b.high_open or b.high is None))
    return Range(low, high, low_open, high is not None and a.high != 0 and (a.high_open or b.low_open))


def _ends(one: Range) -> list[tuple[Fraction, bool]]:
    assert one.low is not None
    assert one.high is not None
    return [(one.low, one.low_open), (one.high, one.high_open)]


def _corners(points: list[tuple[Fraction, bool]]) -> Range:
    low, high = min(v for v, _ in points), max(v for v, _ in points)
    return Range(low, high, all(o for v, o in points if v == low), all(o for v, o in points if v == high))


@dataclass(frozen=True, slots=True)
class Amount:
    """What a figure, or a sum of figures, may mean. `value` is the printed one (or worked out from printed ones); `None` for a range."""

    value: Fraction | None
    strict: Range
    loose: Range

    @classmethod
    def exactly(cls, value: Fraction | int) -> Amount:
        """A number that is not rounded at all, such as a factor."""
        point = Range(Fraction(value), Fraction(value))
        return cls(Fraction(value), point, point)

    def surely_apart(self, other: Amount) -> bool:
        """True when no fair reading of the two is one number."""
        return not self.loose.meets(other.loose)

    def surely_above(self, other: Amount) -> bool:
        """True when every fair reading of this is larger than every fair reading of that."""
        return other.loose.below(self.loose)

    def strictly_apart(self, other: Amount) -> bool:
        """True when what the printed precision says cannot be one number."""
        return not self.strict.meets(other.strict)

    def __add__(self, other: Amount) -> Amount:
        return total([self, other])

    def __sub__(self, other: Amount) -> Amount:
        value = None if self.value is None or other.value is None else self.value - other.value
        return Amount(value, _sum([self.strict, _negative(other.strict)]), _sum([self.loose, _negative(other.loose)]))

    def __mul__(self, other: Amount) -> Amount:
        value = None if self.value is None or other.value is None else self.value * other.value
        return Amount(value, _product(self.strict, other.strict), _product(self.loose, other.loose))

    def __truediv__(self, other: Amount) -> Amount:
        value = None if self.value is None or not other.value else self.value / other.value
        return Amount(value, _quotient(self.strict, other.strict), _quotient(self.loose, other.loose))

    def times(self, factor: Fraction | int) -> Amount:
        """Scaled by an exact factor."""
        factor = Fraction(factor)
        return Amount(None if self.value is None else self.value * factor, _scaled(self.strict, factor), _scaled(self.loose, factor))

    def plus(self, offset: Fraction | int) -> Amount:
        """Moved by an exact offset."""
        return self + Amount.exactly(offset)

    def share_of(self, whole: Amount) -> Amount:
        """This part of that whole, in percent."""
        return (self / whole).times(100)

    def change_from(self, base: Amount) -> Amount:
        """From that base to this, in percent of the base; negative for a fall."""
        return (self / base).plus(-1).times(100)


def total(amounts: Iterable[Amount]) -> Amount:
    """The sum; its value is `None` as soon as one of them has none."""
    parts = list(amounts)
    values = [one.value for one in parts]
    known = None if any(v is None for v in values) else sum((v for v in values if v is not None), Fraction(0))
    return Amount(known, _sum(one.strict for one in parts), _sum(one.loose for one in parts))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written. `digits` is the numeral without grouping ("1.16", "463000", "-3", "1/3"), `scale` what its scale word is worth,
    `hedge` the family of its hedge, `unit` the unit ("person", "USD", "%", "mile"). `top` is the upper numeral of a range ("20 to 30");
    `low` and `high` are set where the words themselves are a range ("dozens": 24 and 99; "doubled": 1.85 and 2.2),
    and `digits` is "" where they name no single number.
    `exact` is set where the company it keeps shows that it is not rounded: a score, a vote, a table cell (co-text rule)."""

    digits: str
    scale: Fraction = ONE
    hedge: HedgeFamily | None = None
    unit: str | None = None
    kind: Kind = "count"
    top: str | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    exact: bool = False

    @property
    def value(self) -> Fraction | None:
        """The number written, in whole units; `None` for a range or a vague count."""
        return self.amount.value

    @property
    def strict(self) -> Range:
        """What the printed precision says."""
        return self.amount.strict

    @property
    def loose(self) -> Range:
        """The widest reading a fair editor would accept."""
        return self.amount.loose

    @property
    def amount(self) -> Amount:
        """What this may mean; worked out when first asked and kept."""
        return _amount(self)

    @property
    def one_by_one(self) -> Amount:
        """What this may mean where things are counted one by one, whatever zeros the count ends in (votes, people in a room); a hedge or a
        scale word says that it is rounded."""
        return self.amount if self.hedge or self.scale != 1 or self.kind != "count" else self.as_exact().amount

    @property
    def firm(self) -> Quantity:
        """The same without an "about": the number that somebody works with."""
        return replace(self, hedge=None) if self.hedge == "about" else self

    @property
    def worked_out(self) -> Amount:
        """What this may mean where it was worked out from other figures: "15 a day" was 14.96, and "nearly 12.8 million" is short of it by
        less than its last digit, not by a tenth of it. Bounds ("more than 12 million") stay open."""
        if self.hedge not in (None, "about", "nearly", "just over") or self.value is None or self.low is not None or "/" in self.digits:
            return self.amount
        return _closely(self, self.value)

    def as_exact(self) -> Quantity:
        """The same, held to its printed precision."""
        return replace(self, exact=True)


def numeral(digits: str) -> Fraction:
    """The exact value of a plain numeral or fraction: "1.16", "463000", "1/3"."""
    return Fraction(digits)


@lru_cache(maxsize=1 << 13)
def _amount(quantity: Quantity) -> Amount:
    if quantity.low is not None or quantity.high is not None:
        return _in_words(quantity)
    if quantity.top is not None:
        return _from_to(quantity)
    value = numeral(quantity.digits) * quantity.scale
    strict, loose = _rounding(quantity, value)
    if quantity.hedge:
        strict, loose = _hedged(quantity.hedge, value, strict, loose)
    return Amount(value, *_as_share(quantity, strict, loose))


def _closely(quantity: Quantity, value: Fraction) -> Amount:
    """A hedge as wide as the last digit that is not nought, or as half of a five; never wider than 15 percent."""
    whole, point, part = quantity.digits.lstrip("-").partition(".")
    place = Fraction(1, 10 ** len(part)) if point else Fraction(10) ** _trailing_zeros(Fraction(whole))
    five = (part or whole.rstrip("0"))[-1:] == "5"
    if not quantity.hedge:
        amount = quantity.amount
        rounded = _about(value, place * quantity.scale / 2 if place == 1 or point else Fraction(0))
        return Amount(value, amount.strict.union(rounded), amount.loose.union(rounded))
    width = min(place * quantity.scale * (Fraction(5, 2) if five else 1), abs(value) * 15 / 100)
    low = value if quantity.hedge == "just over" else value - width
    high = value if quantity.hedge == "nearly" else value + width
    loose = Range(low, high)
    return Amount(value, loose, loose)


def shared_bound_dropped(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two quantities without the bound that stands at both: six times "up to 10 years" is "as many as 60"."""
    shared = one.hedge == other.hedge and one.hedge in ("at most", "at least", "more than", "less than")
    return (replace(one, hedge=None), replace(other, hedge=None)) if shared else (one, other)


def _in_words(quantity: Quantity) -> Amount:
    """Words that are a range: "dozens", "doubled", "one in five". A hedge bears on the number they stand for; without one, on the ends."""
    loose = Range(quantity.low, quantity.high)
    if not quantity.digits:
        if quantity.hedge in ("more than", "at least"):
            loose = Range(quantity.low, None)
        elif quantity.hedge in ("less than", "at most"):
            loose = Range(Fraction(0), quantity.high)
        return Amount(None, loose, loose)
    value = numeral(quantity.digits) * quantity.scale
    # "doubled": 1.95 to 2.05 as printed, 1.85 to 2.2 at the widest
    strict = _about(value, value / 40) if quantity.kind == "multiple" else loose
    if quantity.hedge:
        strict, loose = _hedged(quantity.hedge, value, strict, loose)
    return Amount(value, *_as_share(quantity, strict, loose))


def _as_share(quantity: Quantity, strict: Range, loose: Range) -> tuple[Range, Range]:
    """No share is more than the whole: "more than half" ends at one."""
    if quantity.kind == "fraction" and strict.high is None:
        return replace(strict, high=ONE), replace(loose, high=ONE)
    return strict, loose


def _from_to(quantity: Quantity) -> Amount:
    """ "20 to 30": strictly the two ends as printed, loosely from the low end of the first to the high end of the second."""
    assert quantity.top is not None
    bottom = _amount(replace(quantity, top=None, hedge=None))
    top = _amount(replace(quantity, digits=quantity.top, top=None, hedge=None))
    strict, loose = Range(bottom.value, top.value), bottom.loose.union(top.loose)
    if quantity.hedge and quantity.hedge != "about":
        bounds = [_hedged(quantity.hedge, end.value or Fraction(0), end.strict, end.loose) for end in (bottom, top)]
        strict, loose = bounds[0][0].union(bounds[1][0]), bounds[0][1].union(bounds[1][1])
    return Amount(None, strict, loose)


def _rounding(quantity: Quantity, value: Fraction) -> tuple[Range, Range]:
    """The strict and the loose range of the bare numeral: CATALOGUE section "A figure is two intervals" of the design, in exact fractions.

    Half of the last place written is strict; the loose range also covers truncation and two-figure rounding (5 percent at the worst)."""
    size, scale = abs(value), quantity.scale
    if quantity.kind in ("score", "rank", "age"):
        return _about(value, Fraction(0)), _about(value, Fraction(0))
    if quantity.kind == "fraction" or "/" in quantity.digits:
        # "a third", "two-thirds", "3/4": a word for a share is held to a tenth of itself, strictly to a twentieth.
        return _about(value, size / 20), _about(value, size / 10)
    if "." in quantity.digits or quantity.kind in ("percent", "points", "multiple"):
        unit = Fraction(1, 10 ** len(quantity.digits.partition(".")[2])) * scale
        strict = unit / 2
        loose = strict if quantity.exact else min(unit, max(strict, size / 10))
        return _about(value, strict), _about(value, loose)
    return _rounded_integer(quantity, value)


def _rounded_integer(quantity: Quantity, value: Fraction) -> tuple[Range, Range]:
    """An integer, alone or before a scale word: its trailing zeros may be rounding."""
    size, scale = abs(value), quantity.scale
    zeros = _trailing_zeros(size)
    counted = quantity.kind in ("count", "ratio")
    loose = min(Fraction(10**zeros, 2), size / 20) if zeros and size >= 100 and not quantity.exact else Fraction(0)
    if scale != 1:
        strict = scale / 2
    elif not counted:
        strict = Fraction(1, 2)
    else:
        strict = min(Fraction(500), loose) if zeros >= 3 and not quantity.exact else Fraction(0)
    return _about(value, strict), _about(value, max(strict, loose))


def _trailing_zeros(size: Fraction) -> int:
    whole = str(int(size))
    return len(whole) - len(whole.rstrip("0")) if size else 0


def _about(value: Fraction, width: Fraction) -> Range:
    return Range(value - width, value + width)


def _hedged(family: HedgeFamily, value: Fraction, strict: Range, loose: Range) -> tuple[Range, Range]:
    """The ranges under a hedge: ten percent strictly and fifteen loosely for "about", one-sided for "nearly" and "just over", open for
    bounds."""

    def share(percent: int) -> Fraction:
        return value * percent / 100

    match family:
        case "about":
            return strict.union(Range(share(90), share(110))), loose.union(Range(share(85), share(115)))
        case "nearly":
            return Range(share(90), value, high_open=True), Range(share(85), value)
        case "just over":
            return Range(value, share(110), low_open=True), Range(value, share(115))
        case "more than":
            bound = Range(value, None, low_open=True)
        case "at least":
            bound = Range(value, None)
        case "less than":
            bound = Range(Fraction(0), value, high_open=True)
        case "at most":
            bound = Range(Fraction(0), value)
        case _:
            raise ValueError(f"no such hedge: {family}")
    return bound, bound


def exact(value: Fraction | None) -> str:
    """A plain decimal where one is exact, else a fraction; "∞" for no end."""
    if value is None:
        return "∞"
    if value.denominator == 1:
        return str(value.numerator)
    left = value.denominator
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    if left != 1:
        return f"{value.numerator}/{value.denominator}"
    places = next(n for n in range(1, 400) if (value * 10**n).denominator == 1)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def shown(value: Fraction | None, *, places: int = 1) -> str:
    """A number as people print it: grouped by thousands, rounded half up to so many decimals, trailing zeros dropped."""
    if value is None:
        return "no single number"
    scaled = abs(value) * 10**places
    rounded = (scaled.numerator * 2 + scaled.denominator) // (2 * scaled.denominator)
    whole, part = divmod(rounded, 10**places)
    decimals = str(part).rjust(places, "0").rstrip("0") if places else ""
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")
