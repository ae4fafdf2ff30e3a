"""The ledger for people (a page in the terminal) and for programs (JSON, JSON lines, CSV)."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from ..ledger import Figure, Ledger, Moment, Party, Statement
from .accounts import opposed
from .data import dumped
from .excerpt import columns, safe
from .sheet import cell
from .terminal import Ink

LISTS = ("figures", "moments", "parties", "statements", "relations", "marks", "tallies")


def as_text(ledger: Ledger, *, width: int = 100, colour: bool = False) -> str:
    """A page: statements by party, opposed accounts, figures in a table, moments, and what the story ties together."""
    if ledger.unread:
        return safe(ledger.unread) + "\n"
    ink = Ink(colour)
    parts = [_statements(ledger, ink, width), opposed(ledger, ink, width), _figures(ledger, ink, width), _ties(ledger, ink, width)]
    pages = ["\n".join(lines) + "\n" for lines in map(list, parts) if lines]
    return "\n".join(pages) if pages else f"{safe(ledger.document.name)}: no statements and no figures.\n"


def as_json(ledger: Ledger, **_: Any) -> str:
    """The whole ledger."""
    return dumped(ledger.as_dict(), indent=2)


def as_jsonl(ledger: Ledger, **_: Any) -> str:
    """One line per entry; `type` says of which list."""
    plain = ledger.as_dict()
    return "".join(dumped({"type": name, **entry}) for name in LISTS for entry in plain[name])


def as_csv(ledger: Ledger, **_: Any) -> str:
    """The figures, one row each, with the words of what they belong to."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["line", "column", "figure", "value", "unit", "kind", "what", "where", "when", "whose"])
    for figure in ledger.figures:
        place = ledger.document.place(figure.span.start)
        value = figure.quantity.value
        number = "" if value is None else str(float(value)) if value.denominator != 1 else str(value.numerator)
        plain = [number, figure.quantity.unit or "", figure.kind, *_belongings(ledger, figure)]
        rows.writerow([place.line, place.column, *map(cell, [_figure_words(ledger, figure), *plain])])
    return out.getvalue()


FORMS: dict[str, Callable[..., str]] = {"text": as_text, "json": as_json, "jsonl": as_jsonl, "csv": as_csv}


def _statements(ledger: Ledger, ink: Ink, width: int) -> Iterator[str]:
    """The statements under the party that makes them, in the order in which parties first speak."""
    if not ledger.statements:
        return
    yield ink("bold", "WHO SAYS WHAT")
    speakers: dict[object, list[Statement]] = {}
    for said in ledger.statements:
        speakers.setdefault(id(said.speaker) if said.speaker else _named(ledger, said), []).append(said)
    for name in sorted(speakers, key=lambda name: name == ""):
        yield ""
        yield from textwrap.wrap(_introduced(ledger, speakers[name][0], ink), width)
        for said in speakers[name]:
            yield from _statement(ledger, said, ink, width)


def _named(ledger: Ledger, said: Statement) -> str:
    """The words by which the story names a speaker who is no party of the ledger: a pronoun that could be two people, say."""
    return " ".join(ledger.words(span) for span in said.speaker_spans)


def _introduced(ledger: Ledger, said: Statement, ink: Ink) -> str:
    party = said.speaker
    if party is None:
        words = _named(ledger, said)
        return ink("bold", f"“{safe(words)}”" if words else "(whom, the story does not say)")
    apart = [party.role, party.affiliation.name if party.affiliation else None]
    role = ", ".join(safe(one) for one in apart if one and one != party.name)
    return ink("bold", safe(party.name)) + (f", {role}" if role else "")


def _statement(ledger: Ledger, said: Statement, ink: Ink, width: int) -> Iterator[str]:
    words = " … ".join(ledger.words(span) for span in said.content) or (ledger.words(said.cue) if said.cue else "")
    if said.kind in ("refusal", "denial", "plea"):
        words = ledger.words(said.to) if said.to else ledger.words(said.span)
    through = f" (through {said.via.name})" if said.via else ""
    lines = textwrap.wrap(safe(words + through), width - 18) or [""]
    at = ledger.document.pointed(said.span.start)
    yield f"  {at.rjust(6)}  {ink('dim', said.kind.ljust(8))}  {lines[0]}"
    yield from (f"{' ' * 20}{line}" for line in lines[1:])


def _figures(ledger: Ledger, ink: Ink, width: int) -> Iterator[str]:
    if not ledger.figures:
        return
    yield ink("bold", "FIGURES")
    at = ledger.document.pointed
    rows = [["at", "figure", "what", "where", "when", "whose"]]
    rows += [[at(figure.span.start), _figure_words(ledger, figure), *_belongings(ledger, figure)] for figure in ledger.figures]
    yield from _table([[safe(cell) for cell in row] for row in rows], ink, width)


def _figure_words(ledger: Ledger, figure: Figure) -> str:
    words = ledger.words(figure.span)
    return f"{words} ({figure.direction})" if figure.direction else words


def _belongings(ledger: Ledger, figure: Figure) -> list[str]:
    what = ledger.words(figure.counted.span) if figure.counted else ""
    where = "; ".join(ledger.words(phrase.span) for phrase in figure.where)
    return [what, where, _moment(ledger, figure.when), figure.by.name if figure.by else ""]


def _moment(ledger: Ledger, moment: Moment | None) -> str:
    if moment is None:
        return ""
    if moment.kind != "date" or moment.earliest is None or moment.latest is None:
        return ledger.words(moment.span)
    if moment.earliest == moment.latest:
        return moment.earliest.isoformat()
    return f"{moment.earliest.isoformat()} to {moment.latest.isoformat()}"


def _table(rows: list[list[str]], ink: Ink, width: int) -> Iterator[str]:
    """Columns side by side; those that nothing fills are left out, and the widest give way first."""
    filled = [at for at in range(len(rows[0])) if any(row[at] for row in rows[1:])]
    rows = [[row[at] for at in filled] for row in rows]
    widths = [max(columns(row[at]) for row in rows) for at in range(len(filled))]
    while sum(widths) + 2 * len(widths) > width and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    for number, row in enumerate(rows):
        line = "  ".join(_fitted(cell, room) for cell, room in zip(row, widths, strict=True)).rstrip()
        yield ink("dim", line) if number == 0 else line


def _fitted(cell: str, room: int) -> str:
    while columns(cell) > room:
        cell = cell[:-2].rstrip() + "…"
    return cell + " " * (room - columns(cell))


def _ties(ledger: Ledger, ink: Ink, width: int) -> Iterator[str]:
    """Tallies and relations: what the story itself ties together, so that a reader sees what could be checked."""
    lines = sorted([*_tallies(ledger), *_relations(ledger)])
    if lines:
        yield ink("bold", "WHAT BELONGS TOGETHER")
        for _, line in lines:
            yield from textwrap.wrap(safe(line), width, subsequent_indent=" " * 10)
    for mark in ledger.marks:
        at = ledger.document.pointed(mark.span.start).rjust(6)
        yield safe(f"  {at}  {mark.kind}: {ledger.words(mark.span)}")


def _tallies(ledger: Ledger) -> Iterator[tuple[int, str]]:
    for tally in ledger.tallies:
        parts = " + ".join(ledger.words(part.span) for part in tally.parts)
        footing = f"{ledger.words(tally.whole.span)} = {parts}" if tally.whole else f"{parts}, without a total"
        partial = {True: "all parts", False: "some parts", None: "all or some parts"}[tally.complete]
        overlap = {True: "", False: ", may overlap", None: ", may overlap"}[tally.exclusive]
        at = ledger.document.pointed(tally.span.start).rjust(6)
        yield tally.span.start, f"  {at}  tally: {footing} ({partial}{overlap})"


def _relations(ledger: Ledger) -> Iterator[tuple[int, str]]:
    for relation in ledger.relations:
        if relation.kind == "accusation":
            # shown among the opposed accounts
            continue
        roles = ", ".join(f"{name} {_filler(ledger, filler)}" for name, filler in relation.roles)
        unclear = f" (not decided: {relation.unclear})" if relation.unclear else ""
        at = ledger.document.pointed(relation.span.start).rjust(6)
        yield relation.span.start, f"  {at}  {relation.kind}: {roles}{unclear}"


def _filler(ledger: Ledger, filler: Any) -> str:
    if isinstance(filler, tuple):
        return " + ".join(_filler(ledger, one) for one in filler)
    return filler.name if isinstance(filler, Party) else f"“{ledger.words(filler.span)}”"
