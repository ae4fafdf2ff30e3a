"""What the columns of a table mean, in the words a reporter would use: the mapping file beside it.

`arrests.crossfoot.toml` lies beside `arrests.csv` and is written once, from the table and its publisher's notes, never from a claim. It
says what a row is, what is counted, who the members are and whether one covers more than its name, which period is covered, and what every
answer must repeat. It holds words and names of columns only: none of it ever becomes SQL.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from ..document import CrossfootError
from ..formats import text_of
from .loading import Table

# 100, -0.5, 1/3
_PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40}|/\d{1,40})?")
Where = tuple[tuple[str, tuple[Any, ...]], ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something the table counts or measures. No column: each row counts one. `level`: a price or a rate, which is never added up.

    `counting`: how many cells of its columns hold one of these ("YES"), instead of their sum. `times` turns what the table holds into
    what people say (-100 for "68.8 percent undervalued" from -0.688); `also` names narrower measures that the same words may mean, each
    of which is tried; `verbs` is what its figures are said to do ("received 4,120 votes"), `against` what sets the figures of two members
    side by side ("beat Kestrel 3-1")."""

    name: str
    words: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    where: Where = ()
    unit: str | None = None
    times: Fraction = Fraction(1)
    level: bool = False
    counting: tuple[Any, ...] = ()
    also: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """Figures that are said in one breath, of a measure each: "8 of 17 shots", "(22-9)". `after_name`: so they stand in brackets after a
    name, without a word of their own."""

    words: tuple[str, ...]
    measures: tuple[str, ...]
    after_name: bool = False


@dataclass(frozen=True, slots=True)
class Feat:
    """What somebody has achieved whose figures reach `at_least` so much, in `of` of these measures: a century is 100 runs, a
    double-double ten or more of two of five things."""

    words: tuple[str, ...]
    measures: tuple[str, ...]
    at_least: Fraction
    of: int = 1


@dataclass(frozen=True, slots=True)
class Category:
    """A part of the rows that has a name: "at large" for three methods of arrest. `also`: other parts that the same words may mean."""

    name: str
    words: tuple[str, ...]
    where: Where
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Members:
    """A column whose values are members of something: offices, states, films. `broader`: a member covers more than its name says.
    Members to `leave_out` are not ranked; `totals` are rows that repeat the others ("All states") and are never added up. `shortened`: the
    last word is a name of its own where only one member has it ("Wall"); columns `called` hold other names of the same member."""

    column: str
    words: tuple[str, ...] = ()
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    covers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    broader: bool = False
    leave_out: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    shortened: bool = False
    called: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something people speak of that the table cannot set apart. `always`: any claim on this table may be about it. `first` and `last`
    are its days, where it has any: "in four days" of a story that names it are these."""

    words: tuple[str, ...]
    note: str
    always: bool = False
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping file, read. `approximate` is the share by which sums may differ from the publisher's own; `declared` is false for one
    drafted from the data alone, by which nothing is ever refuted. `occasion`: the table is of one game or one night, and so is what a story
    says without a day."""

    row: str = "a row"
    source: str = ""
    as_of: str = ""
    first: date | None = None
    last: date | None = None
    complete: bool = False
    occasion: bool = False
    approximate: Fraction = Fraction(0)
    universe: tuple[str, ...] = ()
    year_starts: int = 1
    period: str | None = None
    notes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    categories: tuple[Category, ...] = ()
    members: tuple[Members, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    together: tuple[Together, ...] = ()
    feats: tuple[Feat, ...] = ()
    declared: bool = False

    def measure(self, name: str) -> Measure:
        """The measure of that name."""
        return next(one for one in self.measures if one.name == name)

    def category(self, name: str) -> Category:
        """The category of that name."""
        return next(one for one in self.categories if one.name == name)


TOP = {"row", "source", "as_of", "first", "last", "complete", "occasion", "approximate", "universe", "year_starts", "period", "notes"}
LISTS = {"measure", "category", "members", "withheld", "together", "feat"}
KEYS = {
    "measure": {
        "name",
        "words",
        "column",
        "columns",
        "where",
        "unit",
        "times",
        "level",
        "counting",
        "also",
        "columns_but",
        "verbs",
        "against",
    },
    "category": {"name", "words", "where", "also"},
    "members": {"column", "words", "values", "covers", "broader", "leave_out", "totals", "shortened", "called"},
    "withheld": {"words", "note", "always", "first", "last"},
    "together": {"words", "measures", "after_name"},
    "feat": {"words", "measures", "at_least", "of"},
}


def beside(path: Path) -> Path:
    """Where the mapping file of a table lies: `arrests.csv` has `arrests.crossfoot.toml`."""
    stem = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    return path.with_name(f"{stem}.crossfoot.toml")


def read_mapping(path: Path, table: Table) -> TableMapping:
    """The mapping file at a path, checked against its table; a fault is a `CrossfootError` that names file and line."""
    if not path.exists():
        raise CrossfootError(f"{path}: there is no such mapping file.")
    try:
        text = text_of(path)
        plain = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise CrossfootError(f"{path}: is not TOML ({error}).") from error
    return _Reader(path, text, table).mapping(plain)


class _Reader:
    """Reads one mapping file; knows its text, so that a fault is reported with its line."""

    def __init__(self, path: Path, text: str, table: Table) -> None:
        self.path, self.text, self.table = path, text, table

    def fault(self, what: str, words: str) -> CrossfootError:
        line = next((n for n, line in enumerate(self.text.splitlines(), 1) if words in line), 1)
        return CrossfootError(f"{self.path}:{line}: {what}")

    def mapping(self, plain: dict[str, Any]) -> TableMapping:
        for key in plain.keys() - TOP - LISTS:
            raise self.fault(f"{key!r} is not a key of a mapping file; the keys are {', '.join(sorted(TOP | LISTS))}.", key)
        for kind in LISTS:
            for entry in self.entries(plain, kind):
                for key in entry.keys() - KEYS[kind]:
                    raise self.fault(f"{key!r} is not a key of [[{kind}]]; its keys are {', '.join(sorted(KEYS[kind]))}.", key)
        mapping = TableMapping(
            row=str(plain.get("row", "a row")),
            source=str(plain.get("source", "")),
            as_of=str(plain.get("as_of", "")),
            first=self.day(plain, "first"),
            last=self.day(plain, "last"),
            complete=self.yes_no(plain, "complete"),
            occasion=self.yes_no(plain, "occasion"),
            approximate=self.share(plain.get("approximate", 0)),
            universe=self.words(plain, "universe"),
            year_starts=self.month(plain.get("year_starts", 1)),
            period=self.column(plain["period"]) if "period" in plain else None,
            notes=self.words(plain, "notes"),
            measures=tuple(map(self.measure_in, self.entries(plain, "measure"))),
            categories=tuple(map(self.category_in, self.entries(plain, "category"))),
            members=tuple(map(self.members_in, self.entries(plain, "members"))),
            withheld=tuple(map(self.withheld_in, self.entries(plain, "withheld"))),
            together=tuple(map(self.together_in, self.entries(plain, "together"))),
            feats=tuple(map(self.feat_in, self.entries(plain, "feat"))),
            declared=True,
        )
        self.check_names(mapping)
        return mapping

    def entries(self, plain: dict[str, Any], kind: str) -> list[dict[str, Any]]:
        entries = plain.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.fault(f"{kind} is a list: write [[{kind}]] above each.", kind)
        return entries

    def words(self, plain: Mapping[str, Any], key: str) -> tuple[str, ...]:
        words = plain.get(key, ())
        if isinstance(words, str):
            return (words,)
        if not isinstance(words, (list, tuple)) or not all(isinstance(word, str) for word in words):
            raise self.fault(f"{key} is a list of words in quotation marks.", key)
        return tuple(words)

    def day(self, plain: dict[str, Any], key: str) -> date | None:
        day = plain.get(key)
        # A moment ("2017-09-30T12:00:00") is a date to Python.
        if day is not None and type(day) is not date:
            raise self.fault(f"{key} is a day, written without quotation marks: {key} = 2017-09-30.", key)
        return day

    def share(self, given: Any) -> Fraction:
        """The half of a hundredth in "0.5%" or 0.005."""
        words = str(given).strip()
        share = _fraction(words.rstrip("% "))
        if share is None or share < 0:
            raise self.fault(f'{given!r} is no share; write approximate = "0.5%".', "approximate")
        return share / (100 if words.endswith("%") else 1)

    def times(self, given: Any) -> Fraction:
        """What cells are multiplied by."""
        times = _fraction(str(given))
        if not times:
            raise self.fault(f"times is a number, and not {given!r}; write times = 100.", "times")
        return times

    def month(self, given: Any) -> int:
        """The month in which a year begins."""
        if type(given) is not int or not 1 <= given <= 12:
            raise self.fault("year_starts is the number of a month, 1 to 12.", "year_starts")
        return given

    def yes_no(self, entry: Mapping[str, Any], key: str) -> bool:
        """True or false, as TOML has them."""
        said = entry.get(key, False)
        if not isinstance(said, bool):
            raise self.fault(f"{key} is true or false, without quotation marks.", key)
        return said

    def part(self, entry: Mapping[str, Any], key: str) -> dict[str, Any]:
        """A table inside an entry."""
        part = entry.get(key, {})
        if not isinstance(part, dict):
            raise self.fault(f"{key} has names and values: write {key} = {{ NAME = VALUE }}.", key)
        return part

    def cells(self, given: Any, key: str) -> tuple[Any, ...]:
        """One or more values that cells may have."""
        wanted = given if isinstance(given, list) else [given]
        if not all(isinstance(one, (str, int, float, date)) for one in wanted):
            raise self.fault(f"{key} names cells: words, numbers, days, true or false.", key)
        return tuple(wanted)

    def column(self, name: Any) -> str:
        known = {column.casefold(): column for column in self.table.columns}
        if str(name).casefold() not in known:
            raise self.fault(f"{self.table.name} has no column {name!r}; it has {', '.join(self.table.columns)}.", str(name))
        return known[str(name).casefold()]

    def where(self, entry: dict[str, Any]) -> Where:
        return tuple((self.column(column), self.cells(wanted, "where")) for column, wanted in self.part(entry, "where").items())

    def measure_in(self, entry: dict[str, Any]) -> Measure:
        columns = [*self.words(entry, "column"), *self.words(entry, "columns")]
        if "columns_but" in entry:
            without = set(map(self.column, self.words(entry, "columns_but")))
            columns = [column for column in self.table.columns if column not in without]
        if "name" not in entry:
            raise self.fault("a [[measure]] needs a name.", "[[measure]]")
        return Measure(
            name=str(entry["name"]),
            words=(str(entry["name"]), *self.words(entry, "words")),
            columns=tuple(map(self.column, columns)),
            where=self.where(entry),
            unit=next(iter(self.words(entry, "unit")), None),
            times=self.times(entry.get("times", 1)),
            level=self.yes_no(entry, "level"),
            counting=self.cells(entry.get("counting", []), "counting"),
            also=self.words(entry, "also"),
            verbs=self.words(entry, "verbs"),
            against=self.words(entry, "against"),
        )

    def category_in(self, entry: dict[str, Any]) -> Category:
        name = str(entry.get("name", ""))
        return Category(name, (name, *self.words(entry, "words")), self.where(entry), self.words(entry, "also"))

    def members_in(self, entry: dict[str, Any]) -> Members:
        return Members(
            column=self.column(entry.get("column", "")),
            words=self.words(entry, "words"),
            values=tuple((value, self.words(entry["values"], value)) for value in self.part(entry, "values")),
            covers=tuple((value, self.words(entry["covers"], value)) for value in self.part(entry, "covers")),
            broader=self.yes_no(entry, "broader"),
            leave_out=self.words(entry, "leave_out"),
            totals=self.words(entry, "totals"),
            shortened=self.yes_no(entry, "shortened"),
            called=tuple(map(self.column, self.words(entry, "called"))),
        )

    def withheld_in(self, entry: dict[str, Any]) -> Withheld:
        first, last = self.day(entry, "first"), self.day(entry, "last")
        if (first is None) != (last is None) or (first and last and last < first):
            raise self.fault("[[withheld]] has its first and its last day, or neither.", "first" if first else "last")
        return Withheld(self.words(entry, "words"), str(entry.get("note", "")), self.yes_no(entry, "always"), first, last)

    def together_in(self, entry: dict[str, Any]) -> Together:
        return Together(self.words(entry, "words"), self.words(entry, "measures"), self.yes_no(entry, "after_name"))

    def feat_in(self, entry: dict[str, Any]) -> Feat:
        words, measures = self.words(entry, "words"), self.words(entry, "measures")
        at_least, of = _fraction(str(entry.get("at_least"))), entry.get("of", 1)
        if not words or not measures or at_least is None or type(of) is not int or not 1 <= of <= len(measures):
            raise self.fault("a [[feat]] has words, measures, and at_least: a number that so many (of) of the measures reach.", "[[feat]]")
        return Feat(words, measures, at_least, of)

    def check_names(self, mapping: TableMapping) -> None:
        for kind, entries in (("measure", mapping.measures), ("category", mapping.categories)):
            names = {entry.name for entry in entries}
            for entry in entries:
                for other in _missing(entry.also, names):
                    raise self.fault(f"{entry.name!r} is also {other!r}, but no [[{kind}]] has that name.", other)
        spoken: tuple[Together | Feat, ...] = (*mapping.together, *mapping.feats)
        for one in spoken:
            for other in _missing(one.measures, {measure.name for measure in mapping.measures}):
                what = "figures said together are" if isinstance(one, Together) else "a feat is"
                raise self.fault(f"{what} of {other!r}, but no [[measure]] has that name.", other)
        for members in mapping.members:
            there = set(self.table.values(members.column, most=100_000))
            for value in _missing((value for value, _ in members.values), there):
                raise self.fault(f"{members.column} holds no {value!r}.", value)


def _fraction(words: str) -> Fraction | None:
    """The number in "0.5", "-100" or "1/3"; an exponent ("1e99999999") would be worked out for as long as it says."""
    if not _PLAIN.fullmatch(words):
        return None
    try:
        return Fraction(words)
    except ZeroDivisionError:
        return None


def _missing(names: Iterable[str], known: set[str]) -> list[str]:
    return [name for name in names if name not in known]
