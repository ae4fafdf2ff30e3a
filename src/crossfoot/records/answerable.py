"""What a table can be asked, in the words of a report: sentences made of its members, measures and months, each of them tried on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..quantity import shown
from .answer import Answer
from .holdings import quoted
from .loading import Table
from .mapping import Measure, Members, TableMapping

FEW = 2  # measures, and members of a kind, that sentences are made of
TRIED = 6  # members that may be the one with the most
NAMED = 6  # members that are named
MOST = 5000  # members, of which no sentence is made where there are more
Ask = Callable[[str], Answer]
Times = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What sentences are made of: a measure, the kind of its members, some of these with the largest first, and the last two stretches of
    time, the later one first."""

    measure: str
    kind: str
    members: tuple[str, ...]
    times: tuple[str, ...]
    adds_up: bool


def answerable(table: Table, mapping: TableMapping, ask: Ask) -> str:
    """What the table holds, and sentences that it answers."""
    times = _times(table, mapping)
    said = [claim for measure in mapping.measures[:FEW] for claim in _tried(_words(table, mapping, measure, times), ask)]
    measures = ", ".join(measure.name for measure in mapping.measures) or "no measure that was recognised"
    lines = [f"{table.name}: {table.rows:,} rows", f"  what is counted: {measures}"]
    lines += [f"  {one.words[0] if one.words else one.column}: {_listed(table, one)}" for one in mapping.members]
    lines += [f"  time: {times[-1][0]} to {times[0][0]}" if len(times) > 1 else f"  time: {times[0][0]}"] if times else []
    if said:
        lines += ["", "It answers, for example (each was tried on it just now):", *(f"  {claim}" for claim in said)]
        lines += ["", f'Ask it with: crossfoot ask {table.name} "{said[0]}"']
    vouched = "Its mapping file says what its columns mean" if mapping.declared else "What its columns mean was drafted from its data"
    return "\n".join([*lines, f"{vouched}; `crossfoot describe {table.name}` drafts a mapping file to put beside it."])


def _tried(words: _Words, ask: Ask) -> Iterator[str]:
    """Sentences that the table bears out."""
    for claim in (_most(words, ask), _value(words, ask), _share(words, ask), _change(words, ask)):
        if claim:
            yield claim


def _most(words: _Words, ask: Ask) -> str | None:
    """ "Dover had the most arrests of any office in February 2024." """
    when = _in(words, 0)
    claims = (f"{member} had the most {words.measure} of any {words.kind}{when}." for member in words.members[:TRIED])
    return next((claim for claim in claims if ask(claim).verdict == "supported"), None)


def _value(words: _Words, ask: Ask) -> str | None:
    """ "Leith had 132 arrests in February 2024." """
    return _filled(words, "{member} had {number} {measure}{when}.", ask)


def _share(words: _Words, ask: Ask) -> str | None:
    """ "Leith had 36 percent of the arrests in February 2024." """
    return _filled(words, "{member} had {number} percent of the {measure}{when}.", ask) if words.adds_up else None


def _change(words: _Words, ask: Ask) -> str | None:
    """ "Arrests in Leith rose 10 percent from January 2024 to February 2024." """
    if len(words.times) < FEW:
        return None
    told = f"from {words.times[1]} to {words.times[0]}."
    for verb in ("rose", "fell"):
        claim = _filled(words, f"{words.measure.capitalize()} in {{member}} {verb} {{number}} percent {told}", ask)
        if claim:
            return claim
    return None


def _filled(words: _Words, shape: str, ask: Ask) -> str | None:
    """A sentence with the number that the table has for it: asked with another, and then with that."""
    for member in reversed(words.members[-FEW:]):
        known = {"member": member, "measure": words.measure, "when": _in(words, 0)}
        readings = ask(shape.format(number=1, **known)).readings
        value = readings[0].value if readings else None
        if value:
            claim = shape.format(number=shown(abs(value)), **known)
            if ask(claim).verdict == "supported":
                return claim
    return None


def _in(words: _Words, at: int) -> str:
    return f" in {words.times[at]}" if words.times else ""


def _words(table: Table, mapping: TableMapping, measure: Measure, times: Times) -> _Words:
    members = next(iter(mapping.members), None)
    named = _largest(table, members, measure) if members else ()
    kind = members.words[0] if members and members.words else "row"
    word = measure.words[0] if measure.words else measure.name
    return _Words(word, kind, named, tuple(name for name, _ in times[:FEW]), adds_up=not measure.level and measure.unit is None)


def _largest(table: Table, members: Members, measure: Measure) -> tuple[str, ...]:
    """The members with the most, the largest first."""
    column = quoted(members.column)
    if not measure.columns or len(table.values(members.column)) > MOST:
        return ()
    first = table.ask(
        f"SELECT {column}, sum(TRY_CAST({quoted(measure.columns[0])} AS DOUBLE)) FROM records WHERE {column} IS NOT NULL "
        f"GROUP BY 1 ORDER BY 2 DESC NULLS LAST, 1 LIMIT {TRIED}"
    )
    called = {value: words[0] for value, words in members.values if words}
    return tuple(called.get(str(name), str(name)) for name, _ in first if name not in (*members.totals, *members.leave_out))


def _listed(table: Table, members: Members) -> str:
    values = sorted(table.values(members.column))
    more = f" and {len(values) - NAMED:,} more" if len(values) > NAMED else ""
    return ", ".join(values[:NAMED]) + more


def _times(table: Table, mapping: TableMapping) -> Times:
    """The months or years of a table as they are called, the latest first."""
    if mapping.period is None:
        return ()
    column = quoted(mapping.period)
    if table.columns.get(mapping.period) not in ("day", "month"):
        found = table.ask(f"SELECT DISTINCT {column} FROM records WHERE {column} IS NOT NULL ORDER BY 1 DESC")
        return tuple((f"{float(year):.0f}", year) for (year,) in found)
    found = table.ask(f"SELECT DISTINCT date_trunc('month', {column}) FROM records WHERE {column} IS NOT NULL ORDER BY 1 DESC")
    return tuple((f"{day:%B %Y}", day) for (day,) in found if isinstance(day, date))
