"""What the columns of a table hold: figures, days, months, flags or words.

Cells that hold no figure ("--", "(B)(7)(E)") are missing. A column of words is told by its different values; days that can be read as
month/day and as day/month stay words, and a note says so.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, cast, get_args

from .holdings import quoted

ColumnKind = Literal["text", "number", "day", "month", "flag"]
Stored = Literal["TABLE", "VIEW"]

# What stands in a cell where there is no figure. Text columns keep "n/a" and "-": they may mean something there.
MISSING = r"^(-+|–|—|\*+|\.\.?|:|n/?a|null|none|nan|\(b\)\(\d\).*)?$"
WITHHELD = r"^(--+|\(b\)\(\d\).*)?$"
NUMBER = r"^[-+−]?[$£€]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)?(\.[0-9]+)?%?$"
DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%Y/%m/%d", "%d.%m.%Y", "%B %d, %Y", "%d %B %Y", "%Y-%m-%d %H:%M:%S", "%m/%d/%y")
AS_IT_IS = "as it is"  # the form of words of which none stands for a missing cell or between spaces: they are asked without a look
MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%m/%Y")


class Found(NamedTuple):
    """What a column of words holds, the format of its days (or that its words are right as they are), and what is worth saying."""

    kind: ColumnKind
    form: str = ""
    note: str = ""


Known = dict[str, Found]


def typed(connection: Any, columns: list[str], made: Stored, known: Known) -> tuple[dict[str, ColumnKind], Known]:
    """`records`, with every column as what it holds, and what was found of its columns of words; `known` is what was found before."""
    types = {row[0]: row[1] for row in connection.execute("DESCRIBE file0").fetchall()}
    worded = {name: known[name] if name in known else _found(connection, name) for name in columns if types[name] == "VARCHAR"}
    kinds: dict[str, ColumnKind] = {}
    cells = []
    for name in columns:
        kinds[name], cell = _worded(name, worded[name]) if name in worded else _plain(quoted(name), types[name])
        cells.append(f"{cell} AS {quoted(name)}")
    connection.execute("DROP TABLE IF EXISTS different")
    connection.execute(f"CREATE {made} records AS SELECT {', '.join(cells)} FROM file0")
    if made == "TABLE":
        connection.execute("DROP TABLE file0")
    return kinds, worded


def found_in(plain: dict[str, tuple[str, str, str]]) -> Known:
    """What was found, out of its stored form; nothing where that is not of this version."""
    forms = ("", AS_IT_IS, *DAYS, *MONTHS)
    sound = all(kind in get_args(ColumnKind) and form in forms for kind, form, _ in plain.values())
    return {name: Found(cast("ColumnKind", kind), form, note) for name, (kind, form, note) in plain.items()} if sound else {}


def _plain(column: str, kind: str) -> tuple[ColumnKind, str]:
    if kind == "BOOLEAN":
        return "flag", column
    if kind == "DATE" or kind.startswith("TIMESTAMP"):
        return "day", f"CAST({column} AS DATE)"
    if not _numeric(kind):
        return "text", _text(column)
    whole = kind.endswith("INT") or kind == "INTEGER"
    return "number", column if whole else f"CAST({column} AS DECIMAL(38, 10))"


def _numeric(kind: str) -> bool:
    return kind.startswith("DECIMAL") or kind.endswith(("INT", "INTEGER")) or kind in ("DOUBLE", "FLOAT", "REAL")


def _text(column: str) -> str:
    trimmed = f"trim(CAST({column} AS VARCHAR))"
    return f"CASE WHEN regexp_full_match({trimmed}, '{WITHHELD}', 'i') THEN NULL ELSE {trimmed} END"


def _there(column: str) -> str:
    return f"CASE WHEN regexp_full_match(trim({column}), '{MISSING}', 'i') THEN NULL ELSE trim({column}) END"


def _worded(name: str, found: Found) -> tuple[ColumnKind, str]:
    """A column of words as what it holds."""
    column = quoted(name)
    match found.kind:
        case "number":
            plain = f"regexp_replace(replace({_there(column)}, '−', '-'), '[,$£€%+]', '', 'g')"
            return "number", f"TRY_CAST({plain} AS DECIMAL(38, 10))"
        case "day" | "month":
            return found.kind, f"CAST(try_strptime({_there(column)}, '{found.form}') AS DATE)"
        case _:
            return "text", column if found.form == AS_IT_IS else _text(column)


def _found(connection: Any, name: str) -> Found:
    """What a column of words holds: figures, days, months, or words."""
    column = quoted(name)
    there = _there(column)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE different AS SELECT DISTINCT {column} FROM file0")
    counted, figures, zeros = connection.execute(
        f"SELECT count(c), count(c) FILTER (regexp_full_match(c, '{NUMBER}')), count(c) FILTER (regexp_full_match(c, '0[0-9]+')) "
        f"FROM (SELECT {there} AS c FROM different)"
    ).fetchall()[0]
    if not counted:
        return _words(connection, column)
    if figures == counted and not zeros:
        return Found("number")
    kinds: tuple[tuple[ColumnKind, tuple[str, ...]], ...] = (("day", DAYS), ("month", MONTHS))
    for kind, formats in kinds:
        fitting = [form for form in formats if _all_fit(connection, there, form, counted)]
        if len(fitting) > 1 and "%d/%m/%Y" in fitting and "%m/%d/%Y" in fitting:
            note = f"the days in {name} can be read as month/day and as day/month, so they were left as words"
            return _words(connection, column)._replace(note=note)
        if fitting:
            return Found(kind, fitting[0])
    return _words(connection, column)


def _words(connection: Any, column: str) -> Found:
    changed = f"SELECT count(*) FROM different WHERE {column} IS NOT NULL AND {_text(column)} IS DISTINCT FROM {column}"
    return Found("text", "" if connection.execute(changed).fetchall()[0][0] else AS_IT_IS)


def _all_fit(connection: Any, there: str, form: str, counted: int) -> bool:
    sql = f"SELECT count(try_strptime(c, ?)) FROM (SELECT {there} AS c FROM different)"
    return bool(connection.execute(sql, [form]).fetchall()[0][0] == counted)
