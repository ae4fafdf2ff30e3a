"""Statements put to a table: made of quoted names, fixed words and parameters, and of nothing else.

Sums are exact decimals, shares and changes are worked out from sums outside of SQL. What is shown to people is the same statement with its
parameters written in, so that anyone can run it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from .holdings import quoted
from .loading import NAMES_AT_MOST, Table
from .mapping import Measure, TableMapping
from .periods import Period

Sign = Literal["in", ">=", ">", "<=", "<", "there"]
# Stands for a parameter until the statement is run or shown: a heading may hold a question mark of its own.
MARK = "\0"
SIGNS = {">=": ">=", ">": ">", "<=": "<=", "<": "<"}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are asked: a column, a sign, and values; "there" keeps the rows where the column is not empty."""

    column: str
    values: tuple[Any, ...] = ()
    sign: Sign = "in"


@dataclass(frozen=True, slots=True)
class Result:
    """What came back: the value (`None` where there is no single one, or every cell is missing), the rows counted, and the statement, ready
    to run."""

    value: Fraction | None
    rows: int
    sql: str
    values: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The members in order, each with its value; `members` is how many the table has, with or without a value.

    `missing` are those of whose cells none holds a figure: they have no place."""

    order: tuple[tuple[str, Fraction], ...]
    members: int
    rows: int
    sql: str
    lowest: bool = False
    missing: tuple[str, ...] = ()

    def value(self, member: str) -> Fraction:
        """What a member has; no row counts as 0. A missing cell does not: see `missing`."""
        return dict(self.order).get(member, Fraction(0))

    def place(self, member: str) -> int:
        """Its rank from the top; equals share a rank."""
        mine = self.value(member)
        return 1 + sum((value < mine) if self.lowest else (value > mine) for _, value in self.order)


@dataclass(slots=True)
class _Statement:
    """SQL under way, with its parameters in order."""

    table: Table
    mapping: TableMapping
    parameters: list[Any] = field(default_factory=list)

    def put(self, value: Any) -> str:
        self.parameters.append(value)
        return MARK

    def listed(self, values: Sequence[Any]) -> str:
        return ", ".join(self.put(value) for value in values)

    def measure(self, measure: Measure) -> str:
        if not measure.columns:
            return "count(*)"
        if measure.counting:
            return " + ".join(f"count(*) FILTER ({quoted(c)} IN ({self.listed(measure.counting)}))" for c in measure.columns)
        return " + ".join(f"sum(CAST({quoted(c)} AS DECIMAL(38, 10)))" for c in measure.columns)

    def where(self, measure: Measure, filters: Sequence[Filter], period: Period | None) -> str:
        conditions = [self.condition(Filter(column, values)) for column, values in measure.where]
        conditions += [self.condition(one) for one in filters]
        named = {one.column for one in filters}
        for members in self.mapping.members:
            if members.totals and members.column not in named:
                name = quoted(members.column)
                conditions.append(f"({name} IS NULL OR {name} NOT IN ({self.listed(members.totals)}))")
        if period and self.mapping.period:
            conditions.append(self.days(self.mapping.period, period))
        return f" WHERE {' AND '.join(conditions)}" if conditions else ""

    def condition(self, one: Filter) -> str:
        if one.sign == "there":
            return f"{quoted(one.column)} IS NOT NULL"
        if one.sign == "in":
            return f"{quoted(one.column)} IN ({self.listed(one.values)})"
        return f"{quoted(one.column)} {SIGNS[one.sign]} {self.put(one.values[0])}"

    def days(self, column: str, period: Period) -> str:
        if self.table.columns[column] == "number":
            ends = [kept_year(self.mapping, day) for day in (period.first, period.last)]
            return f"{quoted(column)} BETWEEN {self.put(ends[0])} AND {self.put(ends[1])}"
        return f"{quoted(column)} BETWEEN {self.put(period.first)} AND {self.put(period.last)}"

    def run(self, sql: str) -> list[tuple[Any, ...]]:
        """The rows it gives."""
        return self.table.ask(sql.replace(MARK, "?"), self.parameters)

    def written(self, sql: str) -> str:
        """The statement with its parameters in their places, for people."""
        parts = sql.split(MARK)
        return "".join(a + b for a, b in zip(parts, [*map(_literal, self.parameters), ""], strict=True))


def kept_year(mapping: TableMapping, day: date) -> int:
    """The year to which the table counts a day."""
    return day.year + (mapping.year_starts != 1 and day.month >= mapping.year_starts)


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, (int, float, Decimal)) else "'" + str(value).replace("'", "''") + "'"


def _exact(value: Any) -> Fraction:
    return Fraction(value) if isinstance(value, (int, Decimal)) else Fraction(str(value))


def amount(table: Table, mapping: TableMapping, measure: Measure, filters: Sequence[Filter], period: Period | None) -> Result:
    """The measure over some rows; for a level, the value of the one row (or the different values of several)."""
    statement = _Statement(table, mapping)
    if measure.level:
        column = f"CAST({quoted(measure.columns[0])} AS DECIMAL(38, 10))"
        where = statement.where(measure, filters, period)
        sql = f"SELECT {column} AS value, count(*) AS rows FROM records{where} GROUP BY 1 ORDER BY 1 LIMIT 50"
        found = statement.run(sql)
        values = tuple(_exact(value) * measure.times for value, _ in found if value is not None)
        rows = sum(n for value, n in found if value is not None or not values)
        return Result(values[0] if len(values) == 1 else None, rows, statement.written(sql), values)
    select = statement.measure(measure)
    sql = f"SELECT {select} AS value, count(*) AS rows FROM records{statement.where(measure, filters, period)}"
    value, rows = statement.run(sql)[0]
    if value is None and rows:
        return Result(None, rows, statement.written(sql))
    total = _exact(value or 0) * measure.times
    return Result(total, rows, statement.written(sql), (total,))


def left_out(table: Table, mapping: TableMapping, measure: Measure, filters: Sequence[Filter], period: Period | None) -> int:
    """How many of the rows that are added up hold no figure: a sum is of the others."""
    if measure.level or measure.counting or not any(_has_gaps(table, column) for column in measure.columns):
        return 0
    statement = _Statement(table, mapping)
    gap = " OR ".join(f"{quoted(column)} IS NULL" for column in measure.columns)
    where = statement.where(measure, filters, period)
    count: int = statement.run(f"SELECT count(*) FILTER ({gap}) FROM records{where}")[0][0]
    return count


def _has_gaps(table: Table, column: str) -> bool:
    return bool(table.ask(f"SELECT count(*) - count({quoted(column)}) FROM records")[0][0])


def ranking(
    table: Table,
    mapping: TableMapping,
    measure: Measure,
    column: str,
    filters: Sequence[Filter],
    period: Period | None,
    *,
    lowest: bool = False,
) -> Ranking:
    """The members of a column by the measure, highest first (or lowest). Rows without a member, and members left out, are not ranked."""
    statement = _Statement(table, mapping)
    left_out = [name for members in mapping.members if members.column == column for name in (*members.leave_out, *members.totals)]
    select = f"max(CAST({quoted(measure.columns[0])} AS DECIMAL(38, 10)))" if measure.level else statement.measure(measure)
    name = quoted(column)
    where = statement.where(measure, [*filters, Filter(column, sign="there")], period)
    out = f" AND {name} NOT IN ({statement.listed(left_out)})" if left_out else ""
    up = lowest != (measure.times < 0)
    order = "ASC" if up else "DESC"
    sql = f"SELECT {name} AS member, {select} AS value, count(*) AS rows FROM records{where}{out} GROUP BY 1 ORDER BY 2 {order}, 1"
    rows = statement.run(sql)
    found = [row for row in rows if row[1] is not None]
    missing = tuple(str(row[0]) for row in rows if row[1] is None)
    members = tuple((str(member), _exact(value) * measure.times) for member, value, _ in found)
    return Ranking(members, _how_many(table, column, left_out), sum(row[2] for row in found), statement.written(sql), lowest, missing)


def _how_many(table: Table, column: str, left_out: Sequence[str]) -> int:
    if table.columns[column] == "text" and len(names := table.values(column)) < NAMES_AT_MOST:
        return len({*names} - {*left_out})
    name = quoted(column)
    out = f" WHERE {name} NOT IN ({', '.join('?' * len(left_out))})" if left_out else ""
    count: int = table.ask(f"SELECT count(DISTINCT {name}) FROM records{out}", left_out)[0][0]
    return count


def covered(table: Table, mapping: TableMapping) -> tuple[date, date] | None:
    """The first and the last day the table covers, as the mapping says or as the rows show."""
    if mapping.first and mapping.last:
        return mapping.first, mapping.last
    column = mapping.period
    if not column or table.columns[column] not in ("day", "month", "number"):
        return None
    first, last = table.ask(f"SELECT min({quoted(column)}), max({quoted(column)}) FROM records")[0]
    if first is None:
        return None
    if table.columns[column] == "number":
        return _year(mapping, int(first))[0], _year(mapping, int(last))[1]
    if table.columns[column] == "month":
        last = (last.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)
    return first, last


def _year(mapping: TableMapping, number: int) -> tuple[date, date]:
    """The first and the last day of a year as the table keeps it."""
    if not 2 <= number <= 9998:
        return date.min, date.max
    first = date(number, 1, 1) if mapping.year_starts == 1 else date(number - 1, mapping.year_starts, 1)
    return first, first.replace(year=first.year + 1) - timedelta(1)
