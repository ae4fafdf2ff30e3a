"""What a notebook shows of a Report or a Ledger, and their lists as data frames.

The page stands in a frame of its own that reaches neither the notebook nor any network. Frames are those of polars where it is installed,
or else of pandas; columns are those of the Parquet files (`rows`), and values are decimal strings, for they are exact.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ..desk import Report, StoryReport
from ..document import CrossfootError
from ..ledger import Ledger
from ..sources import Case
from .ledger_page import ledger_parts
from .marked import words
from .rows import FIGURE, FINDING, STATEMENT, TICK, UNDECIDED, WHOLE_NUMBERS, Row, figure_rows, outcome_rows, statement_rows
from .webpage import framed, webpage

HEIGHT = 600  # pixels of a page in a notebook

_LEDGER: dict[str, tuple[tuple[str, ...], Callable[[Ledger], list[Row]]]] = {
    "figures": (FIGURE, figure_rows),
    "statements": (STATEMENT, statement_rows),
}
_OUTCOMES = {"findings": FINDING, "ticks": TICK, "undecided": UNDECIDED}


def shown(one: Report | Ledger) -> str:
    """The page of a report, or the ledger's part of it, to stand in a notebook."""
    page = webpage(one) if isinstance(one, Report) else _ledger_page(one)
    name = "Report" if isinstance(one, Report) else "Ledger"
    return (
        f'<iframe title="Crossfoot: {name}" sandbox="allow-scripts" srcdoc="{escape(page)}" '
        f'style="width: 100%; height: {HEIGHT}px; border: 1px solid #888"></iframe>'
    )


def _ledger_page(ledger: Ledger) -> str:
    content = f"<p>{words(ledger.unread)}</p>" if ledger.unread else ledger_parts(ledger, StoryReport(Case(ledger)), "l")
    lead = f"{len(ledger.figures)} figures, {len(ledger.statements)} statements"
    return framed(words(ledger.document.name), lead, f'<section class="case">{content}</section>')


def framed_rows(one: Report | Ledger, what: str) -> Any:
    """One of the lists as a frame, one row an entry; those of a report begin with the path of the story."""
    known = [*_LEDGER] if isinstance(one, Ledger) else [*_OUTCOMES, *_LEDGER]
    if what not in known:
        raise CrossfootError(f"There is no list called {what!r}; there are {', '.join(known)}.")
    columns = _OUTCOMES.get(what) or _LEDGER[what][0]
    if isinstance(one, Ledger):
        return _frame(columns, _LEDGER[what][1](one))
    return _frame(("path", *columns), [{"path": story.document.name} | row for story in one.stories for row in _rows(story, what)])


def _rows(story: StoryReport, what: str) -> list[Row]:
    return outcome_rows(story)[what] if what in _OUTCOMES else _LEDGER[what][1](story.case.story)


def _frame(columns: tuple[str, ...], rows: list[Row]) -> Any:
    lists = {name: [row[name] for row in rows] for name in columns}
    if find_spec("polars"):
        polars = import_module("polars")
        return polars.DataFrame(lists, schema={name: polars.Int64 if name in WHOLE_NUMBERS else polars.String for name in columns})
    if find_spec("pandas"):
        return import_module("pandas").DataFrame(lists, columns=list(columns))
    raise CrossfootError("A frame needs polars or pandas; install one of them, as with `pip install polars`.")
