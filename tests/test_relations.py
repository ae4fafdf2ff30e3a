"""Changes, shares, conversions and ages: what their pages cannot show: repairs that agree, marked-up text, quotations, and endless text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

import crossfoot
from crossfoot.checks import catalogue
from crossfoot.desk import document
from crossfoot.finding import Finding, Tick, Undecided, reworded
from crossfoot.quantity import Quantity
from crossfoot.reading.births import births
from crossfoot.reading.changes import changes
from crossfoot.reading.conversions import conversions
from crossfoot.reading.dates import moments
from crossfoot.reading.numbers import figures
from crossfoot.reading.outline import outlines
from crossfoot.reading.paragraphs import story_of
from crossfoot.reading.shares import shares
from crossfoot.sources import Case
from timing import processor_seconds

MINE = {"P101", "P103", "U101", "D102"}


def outcomes(text: str, *, published: date | None = None) -> list[Finding | Tick | Undecided]:
    case = Case(crossfoot.read(text, published=published))
    return [outcome for check in catalogue() if check.code in MINE for outcome in check.find(case)]


@pytest.mark.parametrize(
    "story",
    [
        "Visitors fell by 40 percent, from 52,310 in 2022 to 39,870 last year.",
        "Inspectors failed 38 of the 212 kitchens they visited, or 8 percent.",
        "They paid 3 million pounds of the 12 million pounds, or 35 percent.",
        "The wall is 30 feet (48 metres) long.",
        "Ann Novak, who was born on 3 May 1958, died on 20 February 2024 at the age of 66.",
    ],
)
def test_every_repair_silences_its_finding(story: str) -> None:
    [finding] = [one for one in outcomes(story) if isinstance(one, Finding)]
    assert finding.repairs
    for repair in finding.repairs:
        mended = story[: repair.span.start] + repair.text + story[repair.span.end :]
        assert not [one for one in outcomes(mended) if isinstance(one, Finding)], mended


def test_figures_in_marked_up_text_are_found_where_they_stand(tmp_path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "story.md"
    page.write_text("Inspectors failed *38* of the **212** kitchens, or 8 percent.\n", encoding="utf-8")
    [finding] = crossfoot.check(page, select=["P103"]).stories[0].findings
    assert page.read_text(encoding="utf-8")[finding.span.start : finding.span.end] == "8 percent"


def test_a_speakers_figures_are_for_information() -> None:
    [finding] = outcomes("“We lost 38 of our 212 trees, or 8 percent,” said the head gardener.")
    assert isinstance(finding, Finding)
    assert finding.severity == "info"


def test_an_age_without_a_date_goes_with_the_day_of_publication() -> None:
    story = "Mary Shaw, 66, was born on 3 May 1948."
    assert isinstance(outcomes(story)[0], Undecided)
    assert isinstance(outcomes(story, published=date(2024, 2, 1))[0], Finding)
    assert isinstance(outcomes(story, published=date(2014, 6, 1))[0], Tick)


@pytest.mark.parametrize(
    ("words", "quantity", "value", "expected"),
    [
        ("£4.5m", Quantity("4.5", scale=Fraction(1_000_000), kind="money"), 4_700_000, "£4.7m"),
        ("about 1,200", Quantity("1200"), 1300, "about 1,300"),
        ("half", Quantity("1/2", kind="fraction"), 31, "31 percent"),
        ("twelve", Quantity("12"), 14, "14"),
    ],
)
def test_a_figure_reworded_keeps_its_words(words: str, quantity: Quantity, value: int, expected: str) -> None:
    assert reworded(words, quantity, Fraction(value)) == expected


@pytest.mark.parametrize("words", ["up 5% from 12, ", "5% ", "from 12 to ", "12 of ", "6 feet (", "born in 1950 ", "a - ", "12 (5%) "])
def test_time_is_linear_in_one_endless_sentence(words: str) -> None:
    def seconds(length: int) -> float:
        story = story_of(document(words * (length // len(words))))
        dated = moments(story)
        read = figures(story, dated)

        def related() -> None:
            drawn = outlines(story, read, dated)
            for relations in (changes(story, drawn), shares(story, drawn), conversions(story, drawn), births(story, drawn, drawn, ())):
                list(relations)

        return processor_seconds(related)

    seconds(2_000)
    assert seconds(80_000) < 12 * seconds(20_000) + 0.5
