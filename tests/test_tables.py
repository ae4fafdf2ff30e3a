"""Invented tables from several fields (`tables/*.md`): a table, its mapping, and claims that it supports, refutes, or cannot test."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossfoot
from pages import FENCE

PAGES = sorted((Path(__file__).parent / "tables").glob("*.md"))
VERDICTS = {"supported": "supported", "refuted": "refuted", "left-alone": "not_testable"}
ENOUGH = 0.8  # of the claims that a table can decide


def _fences(page: Path) -> dict[str, str]:
    return {match.group(2): match.group(3) for match in FENCE.finditer(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_claim_has_its_verdict(page: Path, tmp_path: Path) -> None:
    fences = _fences(page)
    (tmp_path / "records.csv").write_text(fences["table"], encoding="utf-8")
    (tmp_path / "records.crossfoot.toml").write_text(fences["mapping"], encoding="utf-8")
    wrong = []
    for fence, claims in fences.items():
        expected = VERDICTS.get(fence.removeprefix("not-yet "))
        for claim in claims.splitlines() if expected else ():
            verdict = crossfoot.ask(tmp_path / "records.csv", claim).verdict
            wanted = "not_testable" if fence.startswith("not-yet") else expected
            wrong += [] if verdict == wanted else [f"{verdict}, not {wanted}: {claim}"]
    assert not wrong


def test_most_claims_are_decided() -> None:
    pages = [_fences(page) for page in PAGES]
    decided = sum(len(page[fence].splitlines()) for page in pages for fence in ("supported", "refuted"))
    missed = sum(len(claims.splitlines()) for page in pages for fence, claims in page.items() if fence.startswith("not-yet"))
    assert decided >= ENOUGH * (decided + missed)
