"""Moments: the vocabulary reads its own examples, the calendar is right, any text is read, and in linear time."""

from __future__ import annotations

import time
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.document import Block, Document, Span
from crossfoot.ledger import Moment
from crossfoot.reading import almanac
from crossfoot.reading.anniversaries import anniversaries
from crossfoot.reading.dates import moments
from crossfoot.reading.lengths import lengths
from crossfoot.reading.orders import orders
from crossfoot.reading.outline import timelines
from crossfoot.reading.pairs import pairs
from crossfoot.reading.paragraphs import story_of

PAGES = files("crossfoot.reading") / "words"
WORDS = {name: tomllib.loads((PAGES / f"{name}.toml").read_text("utf-8")) for name in ("dates", "holidays")}
NASTY = ["1", "a", "May ", "1-", "1/", "1.", "the ", "'", "Monday, ", "last ", "twenty-", "12:30 ", "of the ", "1,000", "Q1", "3 and ", "-"]
PIECES = """Mon May Sept. 3 12 1984 1990s a.m. last next the two year years ago 12/06/2018 quarter , - – of and to Friday noon every Q3 30
    second ' s 99 ²""".split()  # noqa: SIM905
EDGES = [None, date.min, date.max, date(2024, 2, 29)]


def read(text: str, published: date | None = date(2024, 5, 14)) -> tuple[Moment, ...]:
    document = Document("story", text, published=published, blocks=(Block("paragraph", Span(0, len(text)), text),))
    return moments(story_of(document))


@pytest.mark.parametrize("group", [*WORDS["dates"], "fixed", "bare"])
def test_every_group_of_words_reads_its_example(group: str) -> None:
    """What the example says is read; an age ("old") is not."""
    entry = WORDS["dates"].get(group) or WORDS["holidays"][group]
    assert bool(read(entry["example"])) == (group != "old")


@pytest.mark.parametrize("name", [*WORDS["holidays"]["fixed"]["words"], *WORDS["holidays"]["bare"]["words"]])
def test_every_holiday_has_a_day(name: str) -> None:
    title = name.title().replace("'S", "'s")
    (moment,) = read(f"They met on {title}.")
    assert moment.earliest == moment.latest
    assert moment.earliest is not None


def test_easter_and_moving_holidays() -> None:
    assert [almanac.easter(year) for year in (1818, 1943, 2000, 2024)] == [
        date(1818, 3, 22),
        date(1943, 4, 25),
        date(2000, 4, 23),
        date(2024, 3, 31),
    ]
    assert almanac.feast(2024, "11-3#4") == date(2024, 11, 28)
    assert almanac.feast(2025, "5-0#-1") == date(2025, 5, 26)


SHORT = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
AROUND = [
    ("", "."),
    ("(", ")"),
    ("“", ",”"),
    ("‘", "’."),
    ("", ";"),
    ("", ": he left"),
    ("—", "—"),
    ("", "?"),
    ("[", "]"),
    ("", " – he left"),
]
SPACES = [" ", "\xa0", "\u2009", "\u202f", "\u3000"]


def styles(day: date) -> list[str]:
    """A full date as papers on both sides of the Atlantic print it."""
    end = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    plain, short = f"{day.day} {day:%B} {day.year}", f"{SHORT[day.month - 1]} {day.day}, {day.year}"
    return [
        plain,
        f"{day:%B} {day.day}, {day.year}",
        short,
        f"{day.day} {day:%b} {day.year}",
        f"{day:%A}, {plain}",
        f"{day:%A} {plain}",
        f"{day:%a} {plain}",
        f"{day:%A}, {short}",
        f"{day.day}{end} {day:%B} {day.year}",
        f"the {day.day}{end} of {day:%B}, {day.year}",
        f"{day:%B} {day.day}{end}, {day.year}",
        f"{day:%d} {day:%B} {day.year}",
        plain.upper(),
        day.isoformat(),
    ]


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.sampled_from(AROUND), st.sampled_from(SPACES))
def test_a_full_date_is_read_in_every_style(day: date, around: tuple[str, str], space: str) -> None:
    before, after = around
    for written in styles(day):
        (moment,) = read(f"It closed {before}{written.replace(' ', space)}{after}")
        assert (moment.earliest, moment.latest, moment.timex) == (day, day, day.isoformat()), written


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)), st.sampled_from(["-", "\u2011", "\u2010"]))
def test_hyphens_that_do_not_break_are_hyphens(day: date, hyphen: str) -> None:
    (moment,) = read(f"It closed on {day.isoformat().replace('-', hyphen)}.")
    assert moment.earliest == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 1)), st.integers(1, 20))
def test_a_stretch_of_days_is_read_in_every_style(first: date, more: int) -> None:
    last = first + timedelta(more)
    far = [
        f"{first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}",
        f"{first:%B} {first.day}, {first.year}, to {last:%B} {last.day}, {last.year}",
    ]
    near = [f"{first.day}-{last.day} {last:%B} {last.year}", f"{first:%B} {first.day}–{last.day}, {last.year}"]
    for written in far + (near if first.month == last.month else []):
        (moment,) = read(f"It was shut from {written}.")
        assert (moment.earliest, moment.latest) == (first, last), written


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_clock_time_is_read_in_every_style(hour: int, minute: int) -> None:
    half, twelve = ("am", "pm")[hour > 11], hour % 12 or 12
    dotted = f"{half[0]}.{half[1]}."
    styles = [
        f"{twelve}:{minute:02}{half}",
        f"{twelve}.{minute:02}{half}",
        f"{twelve}:{minute:02} {dotted}",
        f"{twelve}:{minute:02} {half.upper()}",
    ]
    styles += [f"{hour:02}:{minute:02} GMT", f"{hour:02}{minute:02} GMT"] + (
        [f"{twelve}{half}", f"{twelve} {dotted}"] if not minute else []
    )
    for written in styles:
        (moment,) = read(f"It began at {written} in Leeds")
        assert moment.timex == f"T{hour:02}:{minute:02}", written


@given(st.integers(1, 11), st.integers(1, 11), st.sampled_from(["am", "pm"]))
def test_a_stretch_of_hours_ends_after_it_began(first: int, last: int, half: str) -> None:
    if first == last:
        return
    (moment,) = read(f"It was open from {first} to {last}{half}.")
    begin, end = (int(hour) for hour in (moment.timex or "")[2:].replace("T", "").split(",")[:2])
    assert end == last + (12 if half == "pm" else 0)
    assert begin % 12 == first
    assert begin < end or half == "am"


@given(st.dates(), st.integers(-400, 400), st.sampled_from(["D", "W", "2W", "M", "Q", "Y", "E", "C"]))
def test_a_day_lies_in_its_unit(day: date, count: int, unit: str) -> None:
    there = almanac.later(day, count, unit)
    period = almanac.unit_of(there, unit)
    if period.earliest and period.latest:
        assert period.earliest <= there <= period.latest


@given(st.text(), st.none() | st.dates())
def test_any_text_is_read(text: str, published: date | None) -> None:
    read(text, published)


@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from(["", " "]),
    st.sampled_from([None, date.min, date.max, date(2024, 2, 29)]),
)
def test_any_pile_of_time_words_is_read(pieces: list[str], between: str, published: date | None) -> None:
    text = between.join(pieces)
    for moment in read(text, published):
        assert 0 <= moment.span.start < moment.span.end <= len(text)
        assert (moment.earliest is None) == (moment.latest is None)
        assert moment.earliest is None or moment.latest is None or moment.earliest <= moment.latest


@pytest.mark.parametrize("piece", NASTY)
def test_time_grows_linearly(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 5


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)))
def test_a_weekday_alone_is_in_the_week_up_to_publication(published: date) -> None:
    (moment,) = read("They met on Tuesday.", published)
    assert moment.earliest is not None
    assert published - timedelta(6) <= moment.earliest <= published
    assert moment.earliest.weekday() == 1


TIED = [
    "born in 1950 ",
    "in 2012, ",
    "opened in 1974 and ",
    "10 years from 2001 to 2012 ",
    "45 years later, in 2019 ",
    "the 25th anniversary of 1994 ",
]


@pytest.mark.parametrize("piece", TIED)
def test_what_ties_moments_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    document = Document("story", text, blocks=(Block("paragraph", Span(0, len(text)), text),))
    story = story_of(document)
    drawn = timelines(story, moments(story))
    start = time.process_time()
    for ties in (lengths(drawn, ()), orders(drawn), anniversaries(drawn), pairs(drawn)):
        list(ties)
    assert time.process_time() - start < 5
