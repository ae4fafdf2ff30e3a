"""Patterns over outlines are made when a sentence holds the signs that they cannot do without, and find what they found before."""

from __future__ import annotations

import re

import pytest

from crossfoot.reading.needed import Pattern, needed

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
        ("(?:<amount>|<percent>) rise", set()),
        ("(?:<amount>|a) (?:by <percent>)", {"p"}),
        ("(?:fell|rose) <amount>", {"cm"}),
        (r"<amount>\|<percent>[|)]", {"cm", "p"}),
        (r"\(<amount>\)", {"cm"}),
        ("(?=<percent>)<amount>(?!<percent>)(?<=<percent>)", {"cm"}),
        ("(?:(?:<percent> )?<amount>)?a", set()),
        ("[<percent>]<list>", set()),
    ],
)
def test_what_every_match_must_hold(shape: str, signs: set[str]) -> None:
    known = {"percent": "p", "count": "cm", "amount": "cm"}
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
