"""Patterns over outlines are made when a sentence holds what they cannot do without, and find what they found before."""

from __future__ import annotations

import re

import pytest

from crossfoot.reading.needed import Need, Pattern, needed

SIGNS = {"percent": "p", "count": "c", "amount": "cm"}


@pytest.mark.parametrize(
    ("shape", "signs"),
    [
        ("<count> of <percent>", {"cm", "p"}),
        ("<amount>, or <percent>?", {"cm"}),
        ("<amount>(?: or <percent>){0,2}", {"cm"}),
        ("<amount>(?: or <percent>){1,2}", {"cm", "p"}),
        ("(?P<a><amount>)(?:, <percent>)*", {"cm"}),
        ("(?P<a><amount>) (?P<b><percent>)", {"cm", "p"}),
        ("<amount>|<percent>", set()),
        ("(?:<amount>|<percent>) ris", {("ris",)}),
        ("(?:<amount>|<percent>) or", set()),
        ("from <amount> to the colours?", {"cm", ("from",), ("the",)}),
        (r"\bfrom <amount>(?: now)?(?:, the|a fall) of <verb>", {"cm", ("from",), ("fell", "rose")}),
        ("(?P<rise><amount>)(?! last)(?<=from )[fall]", {"cm"}),
        ("(?:<amount>|a) (?:by <percent>)", {"p"}),
        ("(?:fell|rose) <amount>", {"cm"}),
        (r"<amount>\|<percent>[|)]", {"cm", "p"}),
        (r"\(<amount>\)", {"cm"}),
        ("(?=<percent>)<amount>(?!<percent>)(?<=<percent>)", {"cm"}),
        ("(?:(?:<percent> )?<amount>)?a", set()),
        ("[<percent>]<list>", set()),
    ],
)
def test_what_every_match_must_hold(shape: str, signs: set[Need]) -> None:
    known: dict[str, Need] = {"percent": "p", "count": "cm", "amount": "cm", "verb": ("fell", "rose")}
    assert needed(shape, known) == signs


def test_it_is_made_when_it_is_needed_and_not_before() -> None:
    made = []

    def make() -> re.Pattern[str]:
        made.append(1)
        return re.compile("[cm] of p")

    pattern = Pattern("<amount> of <percent>", SIGNS, make)
    assert pattern.search("c of c") is None
    assert list(pattern.finditer("c of p and no more", 0, 4)) == []
    assert pattern.match("c of p", 3) is pattern.fullmatch("") is None
    assert made == []
    assert [match.span() for match in pattern.finditer("c of p, m of p")] == [(0, 6), (8, 14)]
    assert pattern.search("c of p, m of p", 3).span() == (8, 14)  # type: ignore[union-attr]
    assert pattern.match("c of p")
    assert pattern.fullmatch("c of p")
    assert made == [1]


def test_words_are_looked_for_whatever_their_letters_until_patience_ends() -> None:
    made = []

    def make() -> re.Pattern[str]:
        made.append(1)
        return re.compile("[cm] (?:rise|fell)", re.IGNORECASE)

    def fresh() -> Pattern:
        made.clear()
        return Pattern("<amount> <verb>", SIGNS, make, {"verb": ("rise", "fell")})

    # An expression takes a long s and a dotless i for s and i.
    for text in ("c RISE", "c fell", "c RI\u017fE", "c r\u0131se", "c R\u0130SE"):
        assert fresh().search(text), text
    pattern = fresh()
    assert pattern.search("c of p, which rose") is None
    assert pattern.search("rise, c of p, fell", 5, 12) is None
    assert made == []
    for _ in range(1000):
        assert pattern.search("c of p") is None
    assert made == [1]
