"""The catalogue keeps its promises: two files per check, names and codes that are unique, pages with every section."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import crossfoot
from crossfoot.checks import Check, catalogue, named, selected
from crossfoot.document import CrossfootError
from pages import cases_of

FOLDER = Path(crossfoot.__file__).parent / "checks"
PROJECT = Path(__file__).parents[1] / "pyproject.toml"
SECTIONS = ["Why it matters", "Found", "Left alone"]
CHECKS = pytest.mark.parametrize("check", catalogue(), ids=lambda check: check.name)


def page_of(check: Check) -> Path:
    return FOLDER / check.family / f"{check.name.replace('-', '_')}.md"


def test_every_module_has_its_page_and_every_page_its_module() -> None:
    modules = {path.with_suffix("") for path in FOLDER.glob("*/*.py") if path.name != "__init__.py"}
    pages = {path.with_suffix("") for path in FOLDER.glob("*/*.md")}
    assert modules == pages
    assert len(catalogue()) == len(modules)


def test_names_and_codes_are_unique() -> None:
    assert len({check.name for check in catalogue()}) == len(catalogue())
    assert len({check.code for check in catalogue()}) == len(catalogue())


@CHECKS
def test_page_opens_with_name_and_code(check: Check) -> None:
    assert check.page.splitlines()[0] == f"# {check.name} ({check.code})"
    assert re.fullmatch(r"[A-Z]\d{3}", check.code)


@CHECKS
def test_summary_is_one_sentence(check: Check) -> None:
    assert re.fullmatch(r"[A-Z“].{10,200}[.?]", check.summary)
    assert not re.search(r"[.?!] [A-Z]", check.summary)


@CHECKS
def test_page_has_its_sections_in_order(check: Check) -> None:
    headings = re.findall(r"^## (.+)$", check.page, re.MULTILINE)
    assert [heading for heading in headings if heading in SECTIONS] == SECTIONS


@CHECKS
def test_page_shows_what_is_found_and_what_is_left_alone(check: Check) -> None:
    cases = cases_of(page_of(check))
    assert any(case.section == "Found" and case.fences.get("findings") for case in cases)
    assert any(case.section == "Left alone" and "findings" not in case.fences for case in cases)


@CHECKS
def test_a_tick_says_in_plain_words_what_was_verified(check: Check) -> None:
    if any("ticks" in case.fences for case in cases_of(page_of(check))):
        assert check.agrees != "agrees", 'say it in the module: Check(..., agrees="adds up")'
        assert check.agrees != check.name.replace("-", " ")
        assert len(check.agrees) <= 30


@CHECKS
def test_module_opens_by_saying_what_it_is_for(check: Check) -> None:
    assert page_of(check).with_suffix(".py").read_text(encoding="utf-8").startswith('"""')


def test_a_name_a_code_a_prefix_and_a_family_select() -> None:
    [check] = named("total-mismatch")
    assert all(check in named(selector) for selector in ("T101", "T", "totals", "t1"))
    assert check not in selected(ignore=["totals"])
    assert selected(["T101"]) == (check,)
    with pytest.raises(CrossfootError, match="no-such-check"):
        named("no-such-check")


def test_every_room_stands_in_the_order_of_rooms() -> None:
    contracts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert [contract["containers"] for contract in contracts] == [["crossfoot"], ["crossfoot.against"]]
    for contract in contracts:
        rooms = {room for layer in contract["layers"] for room in layer.split(" | ")} | set(contract.get("exhaustive_ignores", []))
        room = Path(crossfoot.__file__).parent.joinpath(*contract["containers"][0].split(".")[1:])
        there = {path.stem for path in room.glob("*.py") if path.stem != "__init__"}
        there |= {path.parent.name for path in room.glob("*/__init__.py")}
        assert contract["exhaustive"] is True
        assert there == rooms
