"""The comparison as one HTML file: left the tables, a column for every report; right the reports as they read.

Each cell leads to its words, and the words lead back. Every word of a report is escaped: nothing in it can become markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..collation import KINDS, Kind, Row
from ..comparing import Comparison
from .comparison import SIGNS, TITLES, about, letter, summary
from .marked import Mark, marked, words
from .webpage import framed

LOOKS = {"differs": "finding", "changed": "finding", "lost": "finding", "agrees": "tick"}


def page(comparison: Comparison) -> str:
    """The page, as text in UTF-8."""
    names = [words(report.document.name) for report in comparison.reports]
    title = f"{names[0]} and {names[1]}" if len(names) == 2 else f"{len(names)} reports"
    numbered = list(enumerate(comparison.rows, 1))
    tables = "".join(_tables(comparison, kind, [(at, row) for at, row in numbered if row.kind == kind]) for kind in KINDS)
    panels = "".join(_panel(comparison, at, numbered) for at in range(len(names)))
    tabs = "".join(f'<a href="#report{at}" data-panel="report{at}">{letter(at)}: {name}</a>' for at, name in enumerate(names))
    content = f"""<section class="case">
<div class="sides">
<div class="story compared">
{tables or "<p>Nothing to compare.</p>"}
</div>
<div class="margin">
<nav class="tabs" aria-label="Reports">{tabs}</nav>
{panels}
</div>
</div>
</section>"""
    return framed(title, summary(comparison), content, comparison.unreadable)


def _tables(comparison: Comparison, kind: Kind, rows: Sequence[tuple[int, Row]]) -> str:
    """What two or more give, and folded away what one alone gives."""
    if not rows:
        return ""
    shared = [(at, row) for at, row in rows if row.verdict != "single"]
    alone = [(at, row) for at, row in rows if row.verdict == "single"]
    folded = f"<details><summary>In one report only: {len(alone)}</summary>{_table(comparison, kind, alone)}</details>" if alone else ""
    return f"<h2>{TITLES[kind]}</h2>\n{_table(comparison, kind, shared) if shared else ''}{folded}\n"


def _table(comparison: Comparison, kind: Kind, rows: Sequence[tuple[int, Row]]) -> str:
    names = [f"{letter(at)}: {words(Path(report.document.name).name)}" for at, report in enumerate(comparison.reports)]
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", *names))
    body = "\n".join(_row(comparison, at, row) for at, row in rows)
    label = f'tabindex="0" role="region" aria-label="{TITLES[kind]}"'
    return f'<div class="wide" {label}><table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>\n'


def _row(comparison: Comparison, number: int, row: Row) -> str:
    note = f" <small>{words(row.note)}</small>" if row.note else ""
    sign = f'<span aria-hidden="true">{SIGNS[row.verdict]}</span> <span class="kind">{row.verdict}</span>'
    cells = "".join(f"<td>{_cell(number, row, at)}</td>" for at in range(len(comparison.reports)))
    look = LOOKS.get(row.verdict, "")
    return f'<tr class="note {look}" id="r{number}" tabindex="-1"><th scope="row">{sign} {words(about(row))}{note}</th>{cells}</tr>'


def _cell(number: int, row: Row, report: int) -> str:
    given = [(at, one) for at, one in enumerate(row.given) if one.report == report]
    links = [f'<a href="#r{number}w{at}">{words(one.words or "now")}</a>{f" ({words(one.by)})" if one.by else ""}' for at, one in given]
    return "; ".join(links) or '<span aria-label="not given">–</span>'


def _panel(comparison: Comparison, report: int, rows: Sequence[tuple[int, Row]]) -> str:
    document = comparison.reports[report].document
    marks = [
        Mark(one.span, f"r{number}", LOOKS.get(row.verdict, "given"), anchor=f"r{number}w{at}")
        for number, row in rows
        for at, one in enumerate(row.given)
        if one.report == report
    ]
    return f"""<section class="panel source" id="report{report}" tabindex="-1" aria-label="Report {letter(report)}">
<h2>{letter(report)}: {words(document.name)}</h2>
{marked(document, marks)}
</section>
"""
