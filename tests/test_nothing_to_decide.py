"""What is no claim at all is not shown as one that could not be decided: a reader of the report has to look at every line of it."""

from __future__ import annotations

import pytest

import crossfoot
from crossfoot.formats import document_from_bytes


@pytest.mark.parametrize(
    "story",
    [
        "Walmart Inc (WMT.N) said that sales rose.",  # the sign of a share
        "Senators Ann Holt (NEV), and Tammy Roe (WIS), voted for it.",  # a state
        "Furrever Token (FURR) went up again.",
        "The bill includes a volume of 17.4 billion gallons, well below the 22.3 billion gallons that growers want.",
        "The sentence includes at least three lies and there are only 21 words in it.",
        "# Track Champions League 2022: Archibald wins in Mallorca\n\nKatie Archibald won the last race in Mallorca, as she did in 2021.",
    ],
)
def test_is_not_undecided(story: str) -> None:
    """Neither a finding nor something that could not be decided."""
    report = crossfoot.check(document_from_bytes(story.encode(), name="story.md")).stories[0]
    assert not report.findings
    assert not [one for one in report.undecided if one.code in ("N104", "T101", "F101")]


def test_a_headline_said_again_bears_nothing_out() -> None:
    """No tick for the 14 of a headline that the text begins with, and none for the number of a link."""
    headline = "How experts rate the risks of 14 summer activities this year"
    story = f"# {headline}\n\n{headline}\n\nDoctors were asked about camping, see article208115079.html, and dinner out of doors."
    report = crossfoot.check(document_from_bytes(story.encode(), name="story.md")).stories[0]
    assert not [one for one in (*report.findings, *report.ticks) if one.code == "F101"]
