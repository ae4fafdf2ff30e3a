"""A first mapping, drafted from the data alone: what the columns are called and what is in them.

A drafted mapping never refutes anything: it does not know what a row is, which words its publisher uses, or whether all are listed.
`describe` writes it as a file to be read, mended and kept beside the table.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from .holdings import quoted
from .lexicon import folded, plain_words
from .loading import Table, opened
from .mapping import Measure, Members, TableMapping
from .queries import covered

TOTALS = ("total", "all", "grand total", "overall", "totals", "sum")
SHARE_WORDS = ("percent", "percentage", "rate", "ratio", "average", "mean", "median", "index", "price", "per", "share", "pct", "score")
YEAR_WORDS = ("year", "fy")


def drafted(table: Table) -> TableMapping:
    """What the columns seem to be."""
    period = next((name for name, kind in table.columns.items() if kind in ("day", "month")), None)
    period = period or next((name for name, kind in table.columns.items() if kind == "number" and folded(name) in YEAR_WORDS), None)
    measures = tuple(_measure(name) for name, kind in table.columns.items() if kind == "number" and name != period)
    members = tuple(_members(table, name) for name, kind in table.columns.items() if kind == "text" and _names_members(table, name))
    return TableMapping(period=period, measures=measures, members=members)


def _measure(name: str) -> Measure:
    words = plain_words(name)
    keys = [folded(word) for word in words.split()]
    percent = "%" if "%" in name or "percent" in keys or "percentage" in keys else None
    return Measure(words, (words,), (name,), unit=percent, level=bool(percent) or any(word in keys for word in SHARE_WORDS))


def _names_members(table: Table, name: str) -> bool:
    """A column of names: not too many different ones, none of them long."""
    different, longest = table.ask(f"SELECT count(DISTINCT {quoted(name)}), max(length({quoted(name)})) FROM records")[0]
    return bool(different) and different <= 5000 and (longest or 0) <= 60


def _members(table: Table, name: str) -> Members:
    values = table.values(name)
    return Members(name, (plain_words(name),), totals=tuple(value for value in values if value.casefold() in TOTALS))


def describe(path: Any) -> str:
    """A mapping file for a table, drafted from its data, with what to mend in it said beside each line."""
    table = opened(path)
    mapping = drafted(table)
    lines = [
        f"# What the columns of {table.name} mean: drafted from its {table.rows:,} rows.",
        "# Mend it from the publisher's notes, never from a story.",
        "",
        'row = "one row"                  # what is a row: an arrest, a month of one state ...',
        'source = ""                      # who published it, where',
        "complete = false                 # true once you vouch that all are listed; before that nothing is refuted",
        "universe = []                    # words that stand for the whole table, such as the agency's name",
        "notes = []                       # what every answer must repeat",
    ]
    lines += _period_lines(table, mapping)
    still = _standing_still(table, mapping)
    for measure in mapping.measures:
        lines += ["", "[[measure]]", f"name = {_toml(measure.name)}", f"column = {_toml(measure.columns[0])}", "words = []"]
        lines += ['unit = "%"'] if measure.unit == "%" else []
        if measure.level:
            lines += ["level = true                     # a price or a rate: never added up"]
        elif measure.columns[0] in still:
            lines += ["level = true                     # it is the same in all rows of one name, as if not to be added up: true of it?"]
    if not mapping.measures:
        lines += ["", "[[measure]]", 'name = "rows"', "words = []                       # what a row is called: each row counts one"]
    for members in mapping.members:
        values = table.values(members.column)
        shown = ", ".join(values[:6]) + (" ..." if len(values) > 6 else "")
        lines += ["", f"# {len(values):,} different: {shown}", "[[members]]", f"column = {_toml(members.column)}"]
        lines += [f"words = [{_toml(members.words[0])}]"]
        lines += [f"totals = [{', '.join(map(_toml, members.totals))}]"] if members.totals else []
    lines += [f"# {note}" for note in table.notes]
    return "\n".join(lines) + "\n"


def _standing_still(table: Table, mapping: TableMapping) -> set[str]:
    """The columns that are the same on every day for each of the names of some column, and not the same for all: seven members of staff."""
    columns = [measure.columns[0] for measure in mapping.measures if measure.columns and not measure.level] if mapping.period else []
    found: set[str] = set()
    for members in mapping.members if columns else ():
        name = quoted(members.column)
        ends = ", ".join(f"min({quoted(one)}) AS l{at}, max({quoted(one)}) AS h{at}" for at, one in enumerate(columns))
        each = f"SELECT count(*) AS rows, {ends} FROM records WHERE {name} IS NOT NULL GROUP BY {name}"
        told = ", ".join(f"bool_and(l{at} = h{at}), count(DISTINCT l{at})" for at in range(len(columns)))
        fewest, *rest = table.ask(f"SELECT min(rows), {told} FROM ({each})")[0]
        found |= {
            one for one, still, different in zip(columns, rest[::2], rest[1::2], strict=True) if still and fewest > 1 and different > 1
        }
    return found


def _period_lines(table: Table, mapping: TableMapping) -> list[str]:
    if not mapping.period:
        return []
    lines = [
        f"period = {_toml(mapping.period)}",
        "year_starts = 1                  # the month in which the table's year begins: 10 for a federal fiscal year",
    ]
    cover = covered(table, mapping)
    if cover and all(isinstance(day, date) for day in cover):
        lines += [f"first = {cover[0].isoformat()}", f"last = {cover[1].isoformat()}"]
    return lines


def _toml(text: str) -> str:
    """A text as TOML writes it (JSON's escapes are TOML's)."""
    return json.dumps(text, ensure_ascii=False)
