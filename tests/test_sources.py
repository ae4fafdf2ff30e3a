"""Quotations and figures against a source: what the pages do not show (speed on any text, places, the folding of single words)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import crossfoot
from crossfoot.against.alignment import best_match, source_of
from crossfoot.document import Span
from crossfoot.formats import document_from_text
from crossfoot.ledger import Ledger
from crossfoot.reading.spoken import wording

SPOKEN = "We cannot wait twenty-five days for the council to repair the northern end of the old harbour wall before another winter comes."


def ledger_of(text: str, *quoted: Span) -> Ledger:
    return Ledger(document_from_text(text, name="source.txt"), quoted=quoted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We can't wait 25 days", "we cannot wait twenty-five days"),
        ("organised labour travelled", "organized labor traveled"),
        ("three per cent", "3%"),
        ("$5 million", "five million dollars"),
        ("two hundred and fifty", "250"),
        ("the U.S. and the UK", "the United States and the United Kingdom"),
        ("Sen. Ode", "Senator Ode"),
        ("um, we, uh, know", "we know"),
        ("in the twenties", "in the 20s"),
    ],
)
def test_the_same_words_fold_alike(one: str, other: str) -> None:
    assert wording(one).keys == wording(other).keys


@pytest.mark.parametrize(("one", "other"), [("we may go", "we will go"), ("25 days", "52 days"), ("we can go", "we cannot go")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert wording(one).keys != wording(other).keys


@given(st.text())
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    row = wording(text)
    places = list(zip(row.starts, row.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_sentence_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before}\n\n{SPOKEN}\n\n{after}"
    match = best_match(wording(SPOKEN), [source_of(ledger_of(text))])
    assert match is not None
    assert not match.changes
    assert text[match.span.start : match.span.end] == SPOKEN.rstrip(".")


@given(st.integers(1, len(SPOKEN.split()) - 3))
def test_a_word_put_in_is_found(at: int) -> None:
    words = SPOKEN.split()
    match = best_match(wording(" ".join([*words[:at], "zebra", *words[at:]])), [source_of(ledger_of(SPOKEN))])
    assert match is not None
    assert [change.nature for change in match.changes] == ["added"]


@pytest.mark.parametrize("piece", ["a", "[", "(", "1,", "a'", "a1", "A.", "-", "*", "a[b]", "'", "the ", "not -- ", "so, so ", "12 "])
def test_time_is_linear_for_any_text(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    story = document_from_text(SPOKEN)
    began = time.process_time()
    source = source_of(ledger_of(text))
    best_match(wording(SPOKEN), [source])
    best_match(wording(text[:2000]), [source])
    assert time.process_time() - began < 6
    assert story.text == SPOKEN


def test_evidence_names_the_place_in_the_source() -> None:
    source = f"Minutes\n\nThe chair opened the meeting.\n\n{SPOKEN}"
    report = crossfoot.check(f'"{SPOKEN[:-1]}," she said.', sources=[source], select=["quote-altered"]).stories[0]
    (tick,) = report.ticks
    (proof,) = tick.evidence
    assert proof.span is not None
    assert source[proof.span.start : proof.span.end] == SPOKEN.rstrip(".")
