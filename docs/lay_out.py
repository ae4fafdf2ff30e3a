"""Lays out the documentation site: the pages of `docs/`, and one page for each check, from the pages beside the checks.

`make site` runs it and builds the site from `build/pages`; nothing but Markdown is kept in the repository.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from crossfoot.checks import Check, catalogue

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "build" / "pages"
FAMILIES = {
    "totals": "Totals",
    "change": "Change and shares",
    "comparison": "Comparisons",
    "rates": "Rates and averages",
    "repeats": "Figures said again",
    "dates": "Dates",
    "units": "Units",
    "tables": "Tables",
    "names": "Names",
    "quotes": "Quotations",
    "sources": "Sources",
}


def lay_out() -> None:
    """Every page of the site, anew."""
    shutil.rmtree(PAGES, ignore_errors=True)
    (PAGES / "checks").mkdir(parents=True)
    for page in sorted((ROOT / "docs").glob("*.md")):
        shutil.copy(page, PAGES / page.name)
    for check in catalogue():
        (PAGES / "checks" / f"{check.name}.md").write_text(check.page, encoding="utf-8")
    (PAGES / "checks.md").write_text(_index(), encoding="utf-8")


def _index() -> str:
    lines = ["# Checks", "", "`crossfoot explain NAME` prints the same page. Every example on it is a test.", ""]
    for family in dict.fromkeys(check.family for check in catalogue()):
        lines += [f"## {FAMILIES[family]}", "", "| check | | runs |", "| --- | --- | --- |"]
        lines += [_row(check) for check in catalogue() if check.family == family] + [""]
    return "\n".join(lines)


def _row(check: Check) -> str:
    runs = {"stable": "always", "preview": "with `--preview`", "opt-in": "when chosen"}[check.stage]
    summary = next(line for line in check.page.splitlines()[1:] if line.strip())
    return f"| [{check.name}](checks/{check.name}.md) ({check.code}) | {summary} | {runs} |"


if __name__ == "__main__":
    lay_out()
