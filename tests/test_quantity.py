"""Ranges, quantities and amounts: what must hold for any numbers, and what must hold for some that were printed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.quantity import Amount, HedgeFamily, Kind, Quantity, Range, exact, shown, total

FAMILIES: tuple[HedgeFamily, ...] = ("about", "nearly", "just over", "more than", "at least", "less than", "at most")
NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=60)


@st.composite
def ranges(draw: st.DrawFn, *, positive: bool = False) -> Range:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if positive:
        low, high = abs(low) + Fraction(1, 7), abs(low) + Fraction(1, 7) + high - low
    ends = draw(st.booleans()), draw(st.booleans())
    return Range(low, high, *(ends if low < high else (False, False)))


@st.composite
def inside(draw: st.DrawFn, one: Range) -> Fraction:
    """A number of a bounded range."""
    assert one.low is not None
    assert one.high is not None
    share = draw(st.fractions(min_value=0, max_value=1, max_denominator=10))
    share = min(max(share, Fraction(1, 99)), Fraction(98, 99))
    return one.low + (one.high - one.low) * share


def point(value: Fraction) -> Range:
    return Range(value, value)


def amount(one: Range) -> Amount:
    return Amount(None, one, one)


def fig(
    digits: str,
    kind: Kind = "count",
    scale: int = 1,
    hedge: HedgeFamily | None = None,
    *,
    exact: bool = False,
    low: str = "",
    high: str = "",
) -> Amount:
    ends = Fraction(low) if low else None, Fraction(high) if high else None
    return Quantity(digits.replace(",", ""), Fraction(scale), hedge, None, kind, None, *ends, exact).amount


@given(st.data())
def test_arithmetic_holds_what_its_numbers_give(data: st.DataObject) -> None:
    a, b = data.draw(ranges()), data.draw(ranges(positive=True))
    x, y = data.draw(inside(a)), data.draw(inside(b))
    one, other = amount(a), amount(b)
    for result, number in ((one + other, x + y), (one - other, x - y), (one * other, x * y), (one / other, x / y)):
        assert point(number).within(result.loose)
    factor = data.draw(NUMBERS)
    assert point(x * factor).within(one.times(factor).loose)
    assert point(x + factor).within(one.plus(factor).loose)


@given(ranges(), ranges())
def test_a_union_holds_both_and_meeting_is_mutual(a: Range, b: Range) -> None:
    assert a.within(a.union(b))
    assert b.within(a.union(b))
    assert a.meets(b) == b.meets(a)
    assert not (a.below(b) and b.below(a))


@given(ranges())
def test_dividing_by_a_range_that_holds_zero_says_nothing(a: Range) -> None:
    result = amount(a) / amount(Range(Fraction(-1), Fraction(1)))
    assert (result.loose.low, result.loose.high) == (None, None)


@given(
    st.integers(1, 10**12),
    st.sampled_from(("", ".0", ".5", ".25")),
    st.sampled_from(("count", "measure", "money", "percent", "points", "fraction", "ratio", "multiple", "rank", "age", "score")),
    st.sampled_from((None, *FAMILIES)),
    st.sampled_from((1, 1000, 10**6, 10**9)),
)
def test_strict_lies_within_loose(whole: int, decimals: str, kind: Kind, hedge: HedgeFamily | None, scale: int) -> None:
    one = fig(f"{whole}{decimals}", kind, scale, hedge)
    assert one.strict.within(one.loose)
    if hedge is None:
        assert one.value is not None
        assert point(one.value).within(one.strict)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_of_hedges_has_its_ranges(family: HedgeFamily) -> None:
    strict = fig("500", hedge=family).strict
    expected = {
        "about": "[450, 550]",
        "nearly": "[450, 500)",
        "just over": "(500, 550]",
        "more than": "(500, ∞)",
        "at least": "[500, ∞)",
        "less than": "[0, 500)",
        "at most": "[0, 500]",
    }
    assert str(strict) == expected[family]


def test_an_unknown_hedge_raises() -> None:
    with pytest.raises(ValueError, match="no such hedge"):
        _ = fig("5", hedge="perhaps").strict  # type: ignore[arg-type]


# Figures that were printed, wrong and right, restated.


def change(start: Amount, end: Amount, percent: str) -> bool:
    """Whether a percentage of change surely disagrees with its two figures."""
    return fig(percent, "percent").surely_apart(end.change_from(start))


def test_changes() -> None:
    assert change(fig("146,000"), fig("100,000"), "-50")
    assert change(fig("300,000"), fig("200,000"), "-50")
    assert not change(fig("300,000"), fig("200,000"), "-33")


def test_totals() -> None:
    ballots = total([fig("463,000"), fig("654,000")])
    assert ballots.surely_apart(fig("1.16", scale=10**6))
    assert not ballots.surely_apart(fig("1.12", scale=10**6))
    assert total([fig("700"), fig("790")]).surely_apart(fig("1,000"))
    # open ends survive: more than 60 and more than 40 cannot be exactly 100
    assert total([fig("60", hedge="more than"), fig("40", hedge="more than")]).surely_apart(fig("100", exact=True))


def test_points_shares_products_and_ratios() -> None:
    assert (fig("52", "percent") - fig("38", "percent")).surely_apart(fig("27", "percent"))
    assert fig("271,259").share_of(fig("64.6", scale=10**6)).surely_apart(fig("4.2", "percent"))
    assert fig("21.1", "measure", 10**9).times(Fraction(1, 100)).surely_apart(fig("2", "measure", 10**9, "just over"))
    assert (fig("21.4", "measure", 10**6) / fig("13,000", "measure")).surely_apart(fig("16,000", hedge="more than"))


def test_round_numbers() -> None:
    for digits in ("7", "40", "317", "500", "1,000", "2,000", "1,200", "654,000", "300,000", "300,000,000"):
        assert fig(digits).strict.within(fig(digits).loose)
    assert fig("300", scale=10**6).loose == fig("300,000,000").loose


def test_the_report_with_which_the_project_began() -> None:
    cities = total(fig(digits) for digits in ("107", "28", "30", "63", "101", "45", "50"))
    kinds = total(fig(digits) for digits in ("317", "68", "104", "18"))
    held = fig("500", hedge="nearly")
    # places of an incomplete list may come to less than the total; kinds that overlap may come to more
    assert not cities.surely_above(held)
    assert kinds.surely_above(held)
    assert kinds.surely_apart(held)


def test_shares_in_words() -> None:
    assert fig("1/2", "fraction").strict == Range(Fraction(19, 40), Fraction(21, 40))
    assert fig("1/2", "fraction").loose == Range(Fraction(9, 20), Fraction(11, 20))
    assert fig("1/2", "fraction", hedge="just over").loose.low == Fraction(1, 2)
    assert fig("1/2", "fraction", hedge="at least").strict == Range(Fraction(1, 2), Fraction(1))
    assert fig("1/3", "fraction", hedge="more than").loose.high == 1


def test_multiples_in_words() -> None:
    doubled = {"low": "1.85", "high": "2.2"}
    assert fig("2", "multiple", **doubled).strict == Range(Fraction("1.95"), Fraction("2.05"))  # type: ignore[arg-type]
    assert fig("2", "multiple", **doubled).loose == Range(Fraction("1.85"), Fraction("2.2"))  # type: ignore[arg-type]
    assert str(fig("2", "multiple", hedge="more than", **doubled).loose) == "(2, ∞)"  # type: ignore[arg-type]
    assert fig("2", "multiple", hedge="nearly", **doubled).loose == Range(Fraction("1.7"), Fraction(2))  # type: ignore[arg-type]


def test_a_range_holds_its_printed_ends() -> None:
    one = Quantity("20", top="30").amount
    assert one.value is None
    assert one.strict == Range(Fraction(20), Fraction(30))
    assert Quantity("26", Fraction(10**6), None, "USD", "money", "31").strict == Range(Fraction(26 * 10**6), Fraction(31 * 10**6))


def test_numbers_as_text() -> None:
    assert [exact(Fraction(n)) for n in ("7", "-1.25", "1/3", "1/8")] == ["7", "-1.25", "1/3", "0.125"]
    assert exact(None) == "∞"
    assert shown(Fraction(1234567, 100)) == "12,345.7"
    assert shown(Fraction(-1, 2), places=0) == "-1"
