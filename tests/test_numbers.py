"""The reader of figures: harmless on any text, as fast on nasty text as on plain, and true to its own vocabulary."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import crossfoot
from crossfoot.ledger import Figure
from crossfoot.reading.numerals import number_words
from crossfoot.reading.spelled import numeral_at
from crossfoot.reading.tokens import Tokens
from crossfoot.reading.vocabulary import words
from crossfoot.units import conventions, unit_entries, unit_of

NASTY = [
    "1",
    "1 ",
    "1-",
    "1,",
    "1.",
    "1/",
    "$",
    "a.",
    "one ",
    "million ",
    "1 million ",
    "and ",
    "two and ",
    "of the ",
    "1 to ",
    "(1) ",
    "½",
    "-",
    "1e9 ",
]
NASTY += ["hundred ", "point five ", "up ", "more than ", "dozen ", "1 000 ", "twenty-", "half a ", "x10^9", "Smith, 4", "between 1 and "]
PIECES = st.sampled_from(
    [
        *NASTY,
        "per cent",
        "%",
        "£",
        "people",
        "years old",
        ". ",
        "\n\n",
        "“",
        "é",
        "🙂",
        "'s",
        "a third of ",
        "from ",
        "May ",
        "th",
        "one dollar ",
        "42 cents",
        " and ",
        "6 ft ",
        "2 in",
        "-5 ",
    ]
)


def figures(text: str) -> tuple[Figure, ...]:
    return crossfoot.read(text).figures


@pytest.mark.parametrize("piece", NASTY)
def test_time_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    from crossfoot.formats import document_from_text
    from crossfoot.reading.numbers import figures as read
    from crossfoot.reading.paragraphs import story_of

    story = story_of(document_from_text(text, name="nasty", published=None))
    started = time.process_time()
    read(story, ())
    assert time.process_time() - started < 10


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_is_read(text: str) -> None:
    for figure in figures(text):
        assert 0 <= figure.span.start < figure.span.end <= len(text)
        assert figure.quantity.strict is not None
        assert figure.counted is None or 0 <= figure.counted.span.start < figure.counted.span.end <= len(text)


def _number(text: str) -> Fraction:
    found = numeral_at(Tokens(text), 0)
    assert found is not None
    assert found.end == Tokens(text).count
    return found.value()


def _in_words(number: int) -> str:
    small = {value: word for word, value in number_words().small.items() if word not in ("nought", "naught", "nil")}
    tens = {value: word for word, value in number_words().tens.items() if word != "fourty"}
    if number < 20:
        return small[number]
    if number < 100:
        return tens[number - number % 10] + (f"-{small[number % 10]}" if number % 10 else "")
    for size, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joiner = " and " if 0 < rest < 100 else " " if rest else ""
            return f"{_in_words(number // size)} {word}{joiner}{_in_words(rest) if rest else ''}"
    raise AssertionError


@given(st.integers(0, 10**12 - 1))
def test_spelled_numbers_are_worth_their_numeral(number: int) -> None:
    assert _number(_in_words(number)) == number
    assert _number(f"{number:,}") == number


def _american(number: int) -> str:
    return _in_words(number).replace(" and ", " ")


# How the same whole number may be printed.
STYLES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "grouped": lambda n: f"{n:,}",
    "thin spaces": lambda n: f"{n:,}".replace(",", "\u2009"),
    "no-break spaces": lambda n: f"{n:,}".replace(",", "\u00a0"),
    "British words": _in_words,
    "American words": _american,
    "no-break hyphens": lambda n: _in_words(n).replace("-", "\u2011"),
}
# What may stand around it: each has one place for the number.
AROUND = [
    "It sold {} boats.",
    "“It sold {} boats.”",
    "(It sold {} boats)",
    "It sold {} boats; he said",
    "It sold\u00a0{}\u00a0boats—so far",
    "‘{} boats’",
]


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 10**9 - 1), st.sampled_from(sorted(STYLES)), st.sampled_from(AROUND))
def test_a_number_is_read_back_in_every_style(number: int, style: str, around: str) -> None:
    if style == "plain" and 1700 <= number < 2100:
        number += 1000  # a year, where nothing says otherwise
    (figure,) = figures(around.format(STYLES[style](number)))
    assert figure.quantity.value == number
    assert figure.counted is not None
    assert figure.counted.key == "boat"
    assert figure.quantity.strict.within(figure.quantity.loose)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(1, 99999), st.integers(0, 99), st.sampled_from(["", "m", "bn", " million", " billion", "-million"]), st.sampled_from("$£€")
)
def test_money_is_read_back(whole: int, part: int, scale: str, sign: str) -> None:
    worth = {"": 1, "m": 10**6, "bn": 10**9, " million": 10**6, " billion": 10**9, "-million": 10**6}[scale]
    (figure,) = figures(f"It cost {sign}{whole:,}.{part:02}{scale} in all.")
    assert figure.quantity.value == (whole + Fraction(part, 100)) * worth
    assert figure.quantity.kind == "money"
    assert figure.quantity.strict.within(figure.quantity.loose)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.sampled_from(["-", "\u2212", "minus "]), st.sampled_from(["C", "\u00a0degrees Celsius", "°C", " °C"]))
def test_a_sign_is_kept_however_it_is_printed(degrees: int, minus: str, unit: str) -> None:
    (figure,) = figures(f"It was {minus}{degrees}{unit} there.")
    assert figure.quantity.value == -degrees
    assert figure.quantity.unit == "degree Celsius"


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 400), st.integers(1, 400), st.sampled_from(["-", "–", "\u2011", " to "]), st.sampled_from(["vans", "per cent", "miles"])
)
def test_a_range_holds_both_its_ends(low: int, width: int, joiner: str, unit: str) -> None:
    (figure,) = figures(f"It took {low}{joiner}{low + width} {unit} in all.")
    assert (figure.quantity.strict.low, figure.quantity.strict.high) == (low, low + width)
    assert figure.quantity.strict.within(figure.quantity.loose)


@pytest.mark.parametrize("entry", unit_entries(), ids=lambda entry: entry["name"])
def test_the_example_of_every_unit_is_read(entry: dict[str, Any]) -> None:
    units = {figure.quantity.unit for figure in figures(entry["example"])}
    assert any(
        unit == entry["name"] or (unit or "").startswith(f"{entry['name']} per ") or (unit or "").endswith(f" per {entry['name']}")
        for unit in units
    )


def _hedges() -> Iterator[tuple[str, str]]:
    for entry in words("hedges")["hedge"]:
        yield from ((f"They counted {before} 40 vans.", entry["family"]) for before in entry.get("before", ()))
        yield from ((f"They counted 40 {after}.", entry["family"]) for after in entry.get("after", ()) if after.isalpha() is False)


@pytest.mark.parametrize(("story", "family"), list(_hedges()))
def test_every_hedge_is_read(story: str, family: str) -> None:
    assert [figure.quantity.hedge for figure in figures(story)] == [family]


def test_units_are_exact() -> None:
    mile, foot = unit_of("mile"), unit_of("foot")
    assert mile is not None
    assert foot is not None
    assert mile.factor / foot.factor == 5280
    celsius, fahrenheit = unit_of("degree Celsius"), unit_of("degree Fahrenheit")
    assert celsius is not None
    assert fahrenheit is not None
    assert (212 * fahrenheit.factor + fahrenheit.offset - celsius.offset) / celsius.factor == 100
    assert unit_of("USD per barrel") is not None
    assert unit_of("smoot") is None
    assert [unit.name for unit in conventions("ton")] == ["tonne", "long ton"]


def test_names_of_units_are_said_once() -> None:
    names = [entry["name"] for entry in unit_entries()]
    assert len(names) == len(set(names))
    assert all(unit_of(other) for entry in unit_entries() for other in entry.get("otherwise", ()))
