"""Reports of one event side by side, or two versions of a story: as text for the terminal, as JSON, as one HTML page.

What differs stands first and in full, with who gives which and where; what agrees takes a line; what one report alone gives is listed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from string import ascii_uppercase
from typing import Any

from ..checks import named
from ..collation import KINDS, Given, Kind, Row
from ..comparing import Comparison
from .data import dumped
from .excerpt import safe
from .terminal import Ink

TITLES: dict[Kind, str] = {
    "figure": "Figures",
    "date": "Dates",
    "name": "Names",
    "place": "Places",
    "quotation": "Quotations",
    "tick": "Ticks that were lost",
}
SIGNS = {"differs": "≠", "agrees": "=", "single": "·", "changed": "≠", "added": "+", "gone": "−", "lost": "✗"}
STYLES = {"differs": "error", "changed": "error", "lost": "error", "agrees": "tick"}
NOTHING = "No figures, dates, names, places or quotations in any of them."


def as_text(comparison: Comparison, *, width: int = 100, colour: bool = False) -> str:
    """The whole comparison for a terminal."""
    ink = Ink(colour)
    lines = [f"{ink('bold', letter(at))}  {safe(report.document.name)}" for at, report in enumerate(comparison.reports)]
    for kind in KINDS:
        rows = [row for row in comparison.rows if row.kind == kind]
        if rows:
            lines += ["", ink("bold", TITLES[kind].upper()), *_section(comparison, rows, ink, width)]
    for one in comparison.unreadable:
        lines += ["", *textwrap.wrap(f"unreadable: {safe(one.message)}", width)]
    return "\n".join([*lines, "", *textwrap.wrap(summary(comparison), width)]).lstrip("\n") + "\n"


def as_json(comparison: Comparison, **_: Any) -> str:
    """The same for programs."""
    return dumped(comparison.as_dict(), indent=2)


def as_page(comparison: Comparison, **_: Any) -> str:
    """One self-contained HTML file."""
    from .comparison_page import page

    return page(comparison)


FORMS: dict[str, Callable[..., str]] = {"text": as_text, "json": as_json, "html": as_page}


def letter(number: int) -> str:
    """A to Z, then 27, 28 ..."""
    return ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)


def summary(comparison: Comparison) -> str:
    """One sentence that counts."""
    if len(comparison.reports) < 2:
        return "There is nothing to compare: fewer than two of the files could be read."
    verdicts = [row.verdict for row in comparison.rows]
    if comparison.drafts:
        changes = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in ("changed", "gone", "added"))
        return f"{changes}; {_ticks(verdicts.count('lost'))} lost."
    if not verdicts:
        return NOTHING
    differ, agree, single = (verdicts.count(verdict) for verdict in ("differs", "agrees", "single"))
    return f"{differ} {'differs' if differ == 1 else 'differ'}, {agree} {'agrees' if agree == 1 else 'agree'}, {single} in one report only."


def about(row: Row) -> str:
    """What a row is about; of a tick that was lost, what it had verified."""
    return f"{named(row.about)[0].agrees} ({named(row.about)[0].code})" if row.verdict == "lost" else row.about


def _ticks(number: int) -> str:
    return f"{number} tick{'' if number == 1 else 's'}"


def _section(comparison: Comparison, rows: Sequence[Row], ink: Ink, width: int) -> Iterator[str]:
    for row in rows:
        if row.verdict in ("differs", "changed"):
            yield from _in_full(comparison, row, ink, width)
        elif row.verdict == "lost":
            yield from _lost(comparison, row, ink, width)
        elif row.verdict != "single":
            yield from _listed(comparison, row, ink, width)
    for at in range(len(comparison.reports)):
        alone = [row for row in rows if row.verdict == "single" and row.reports == (at,)]
        if alone:
            given = "; ".join(_shown(comparison, row.given) for row in alone)
            yield from _wrapped(f"{SIGNS['single']} {letter(at)} only:", given, width)


def _in_full(comparison: Comparison, row: Row, ink: Ink, width: int) -> Iterator[str]:
    """What it is, and who gives which."""
    note = f" ({row.note})" if row.note else ""
    head, *more = textwrap.wrap(safe(f"{row.about}{note}"), width - 2, break_long_words=False) or [""]
    yield f"{ink(STYLES[row.verdict], SIGNS[row.verdict])} {head}"
    yield from (f"  {line}" for line in more)
    for at in range(len(comparison.reports)):
        given = [one for one in row.given if one.report == at]
        if given:
            places = ", ".join(dict.fromkeys(_place(comparison, one) for one in given))
            words = "; ".join(dict.fromkeys(_words(one) for one in given))
            yield from _wrapped(f"    {letter(at)} {places}", f" {words}", width)


def _listed(comparison: Comparison, row: Row, ink: Ink, width: int) -> Iterator[str]:
    note = f" ({row.note})" if row.note else ""
    lines = list(_wrapped(SIGNS[row.verdict], _shown(comparison, row.given) + note, width))
    yield ink(STYLES.get(row.verdict, "dim"), lines[0][0]) + lines[0][1:]
    yield from lines[1:]


def _lost(comparison: Comparison, row: Row, ink: Ink, width: int) -> Iterator[str]:
    was = row.given[0]
    lines = list(_wrapped(SIGNS["lost"], f"{about(row)} at {_place(comparison, was)}: {was.words}: {row.note}", width))
    yield ink(STYLES["lost"], lines[0][0]) + lines[0][1:]
    yield from lines[1:]


def _shown(comparison: Comparison, given: Sequence[Given]) -> str:
    """ "about 500 people (B 2:1), 498 people (A 1:4, C 3:9)"."""
    places: dict[str, list[str]] = {}
    for one in given:
        places.setdefault(_words(one), []).append(f"{letter(one.report)} {_place(comparison, one)}")
    return ", ".join(f"{words} ({', '.join(where)})" for words, where in places.items())


def _words(one: Given) -> str:
    return f"{one.words} ({one.by})" if one.by else one.words


def _place(comparison: Comparison, one: Given) -> str:
    return comparison.reports[one.report].document.pointed(one.span.start)


def _wrapped(lead: str, text: str, width: int) -> list[str]:
    """A line that goes on under its own beginning."""
    indent = " " * min(len(lead) + 1, 8)
    return textwrap.wrap(safe(f"{lead} {text}"), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [lead]
