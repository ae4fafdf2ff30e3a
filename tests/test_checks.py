"""The page of every check, run: what stands under "Found" is found, what stands under "Left alone" is silent, ticks are ticked."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossfoot
from crossfoot.checks import catalogue
from crossfoot.desk import StoryReport
from crossfoot.document import Span
from pages import PageCase, cases_of

FOLDER = Path(crossfoot.__file__).parent / "checks"
CASES = [(check, case) for check in catalogue() for case in cases_of(FOLDER / check.family / f"{check.name.replace('-', '_')}.md")]


@pytest.mark.parametrize(("check", "case"), CASES, ids=lambda value: value.id if isinstance(value, PageCase) else value.name)
def test_page_story(check, case: PageCase, request: pytest.FixtureRequest, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    if "not-yet" in case.options:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known miss"))
    report = _report(check, case, tmp_path)
    assert _lines(report, "findings") == case.lines("findings")
    for kind in ("ticks", "undecided"):
        if kind in case.fences:
            shown = _lines(report, kind)
            missing = [line for line in case.lines(kind) if line not in shown]
            assert not missing, f"{kind} are {shown}"
    for outcome in (*report.findings, *report.ticks, *report.undecided):
        assert all(line.holds() for line in outcome.tape)


def _report(check, case: PageCase, folder: Path) -> StoryReport:  # type: ignore[no-untyped-def]
    """The story of a page, in a file of its own, with its sources and tables."""
    story = folder / case.options.get("name", "story.txt")
    story.write_text(case.story, encoding="utf-8")
    sources = []
    for number, text in enumerate(case.fences.get("source", [])):
        sources.append(folder / f"source{number or ''}.{'md' if '|---' in text else 'txt'}")
        sources[-1].write_text(text, encoding="utf-8")
    tables = []
    for number, text in enumerate(case.fences.get("table", [])):
        tables.append(folder / f"table{number or ''}.csv")
        tables[-1].write_text(text, encoding="utf-8")
    for number, text in enumerate(case.fences.get("mapping", [])):
        (folder / f"table{number or ''}.crossfoot.toml").write_text(text, encoding="utf-8")
    mine = [check.name] if check.stage != "stable" or case.section != "Left alone" else []
    return crossfoot.check(
        story,
        published=case.published,
        sources=sources,
        tables=tables,
        select=mine,
        preview=check.stage == "preview",
        sources_complete="sources-complete" in case.options,
    ).stories[0]


def _lines(report: StoryReport, kind: str) -> list[str]:
    document = report.case.story.document
    return [
        f"{document.place(one.span.start).line}:{document.place(one.span.start).column} {one.check}: {getattr(one, 'message', None) or one.reason}"  # noqa: E501
        for one in getattr(report, kind)
    ]


def test_spans_lie_in_the_story() -> None:
    for check, case in CASES[:: max(1, len(CASES) // 50)]:
        if "source" in case.fences or "table" in case.fences:
            continue
        story = crossfoot.check(case.story, published=case.published, select=[check.name], preview=True).stories[0]
        for one in (*story.findings, *story.ticks, *story.undecided):
            assert Span(0, len(case.story)).holds(one.span)


def test_a_word_above_the_text_is_not_borne_out_by_a_score(tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text("# Visits double\n\nVisits rose. The council voted 5-2 for it.\n", encoding="utf-8")
    assert not crossfoot.check(story).stories[0].ticks
