"""Who is who: what must hold for any text. What is read in which words stands in tests/reading/parties.md."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.document import Span
from crossfoot.formats import document_from_text
from crossfoot.ledger import Party
from crossfoot.reading.curtain import parties
from crossfoot.reading.paragraphs import story_of
from crossfoot.reading.people import cast_of
from timing import processor_seconds

NASTY = [
    "A", "A ", "a, ", "the ", "Mr ", "A. ", "U.S.", "Bank of ", "İ ", "John and ", "President ", "police ", "(ICE) ", "“", "Jane's ",
    "Dover, ", "A-", "A'a", "John Lowe, a nurse, ", "the mayor said ", "Health and ", "al-", "John Lowe said. ", "The senior aide to ",
]  # fmt: skip


def _read(text: str) -> tuple[Party, ...]:
    return tuple(parties(cast_of(story_of(document_from_text(text, name="story")))).values())


def _seconds(text: str) -> float:
    return processor_seconds(lambda: _read(text))


@pytest.mark.parametrize("words", NASTY)
def test_time_is_linear_for_any_text(words: str) -> None:
    _read(words)
    half, whole = (_seconds(words * (size // len(words) + 1)) for size in (50_000, 100_000))
    assert whole < 4 * half + 0.2


def test_time_is_linear_in_the_number_of_names() -> None:
    letters = "abcdefghij"
    names = [f"Lena {a.upper()}{b}{c}{d}" for a in letters for b in letters for c in letters for d in letters[:4]]
    half, whole = (_seconds(" said. ".join(names[:size])) for size in (2000, 4000))
    assert whole < 4 * half + 0.2


@given(st.text(alphabet="Aa .,'’“”()-\nmdr é1SaidThe", max_size=80))
def test_any_text_is_read_and_mentions_lie_in_it(text: str) -> None:
    for party in _read(text):
        assert party.mentions
        assert all(Span(0, len(text)).holds(mention) and mention.start < mention.end for mention in party.mentions)


def test_same_text_gives_the_same_parties() -> None:
    text = "ICE chief Tom Holt met Mayor Ruth Osei in Leeds. Police said the mayor had left."
    shown = [[(p.name, p.role, p.mentions) for p in _read(text)] for _ in range(2)]
    assert shown[0] == shown[1]
