"""A claim and the table it is put to: which measure, which rows and which period its words mean.

What a claim leaves unsaid is not filled in: where two measures or several periods could be meant, it cannot be tested, and the reason is
said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from ..ledger import Figure
from .claims import Claim, Item, is_open
from .loading import Table
from .mapping import Measure, TableMapping
from .periods import Period
from .queries import Filter, Sign

QuestionKind = Literal[
    "rank",
    "change rank",
    "change",
    "difference",
    "compare",
    "universal",
    "none",
    "part",
    "share",
    "value",
    "listed",
    "cell",
    "sum of figures",
]

SIGNS: dict[str, Sign] = {"at least": ">=", "more than": ">", "at most": "<=", "less than": "<"}


class Untestable(Exception):
    """Why the table cannot be asked, in half a sentence."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: rows and period."""

    filters: tuple[Filter, ...] = ()
    period: Period | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: `side` is the claim's own rows, `base` those it is set against. `place` is the rank claimed, `within` "in the top
    ten"."""

    kind: QuestionKind
    measure: Measure
    side: Side
    base: Side | None = None
    figure: Figure | None = None
    column: str | None = None
    member: str | None = None
    place: int = 1
    within: bool = False
    lowest: bool = False
    negated: bool = False
    down: bool = False
    narrower: bool = True
    each: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim and the table it is put to."""

    table: Table
    mapping: TableMapping
    claim: Claim
    inherited: Period | None = None
    swapped: tuple[tuple[str, str], ...] = ()

    def alternatives(self) -> list[Asked]:
        """The same claim with a category taken for each of the others that its words may mean."""
        named = dict.fromkeys(meaning.ref for _, meaning in self.claim.meaning("category"))
        return [replace(self, swapped=((name, other),)) for name in named for other in self.mapping.category(name).also]

    @property
    def thresholds(self) -> list[tuple[Item, Item, Filter]]:
        """ "films with 30 or more reviews": the figure, what it is a figure of, and the rows it leaves; only where rows are counted."""
        rows = [item for item, meaning in self.claim.meaning("measure") if not self.mapping.measure(meaning.ref).columns]
        found = []
        for item in self.claim.figures:
            of = next((other for other in self.claim.items if other.first >= item.after and other.kind != "stop"), None)
            meaning = next((m for m in of.meanings if m.kind == "measure"), None) if of else None
            sign = SIGNS.get(item.figure.quantity.hedge or "") if item.figure else None
            if not (of and meaning and sign and rows and rows[0].first < item.first and item.figure):
                continue
            columns = self.mapping.measure(meaning.ref).columns
            value = item.figure.quantity.amount.strict
            bound = value.low if sign in (">", ">=") else value.high
            if len(columns) == 1 and bound is not None:
                found.append((item, of, Filter(columns[0], (Decimal(bound.numerator) / Decimal(bound.denominator),), sign)))
        return found

    @property
    def figures(self) -> list[Item]:
        """The figures of the claim that are claimed of the table, without those that only narrow its rows."""
        narrowing = [item for item, _, _ in self.thresholds]
        return [item for item in self.claim.figures if item not in narrowing]

    def measure(self) -> Measure:
        """The one measure the claim names; the table's first where it names none and gives a figure without a noun."""
        narrowing = [of for _, of, _ in self.thresholds]
        named = list(dict.fromkeys(meaning.ref for item, meaning in self.claim.meaning("measure") if item not in narrowing))
        if len(named) > 1:
            narrower = [one for one in named if any(one in self.mapping.measure(other).also for other in named)]
            named = narrower if len(narrower) == 1 else named
        if len(named) > 1:
            named = [one for one in named if self.mapping.measure(one).unit == self._unit()] or named
        if len(named) > 1:
            raise Untestable(f"the claim speaks of {named[0]} and of {named[1]}")
        if named:
            return self.mapping.measure(named[0])
        if not self.mapping.declared or not self.mapping.measures:
            raise Untestable("the claim names nothing that the table counts")
        return self.mapping.measures[0]

    def _unit(self) -> str | None:
        """The unit of the claim's figure, as far as it tells measures apart: percent or money."""
        figure = self.figures[0].figure if self.figures else None
        return None if not figure else "%" if figure.kind == "percent" else figure.quantity.unit if figure.kind == "money" else None

    def names_measure(self) -> bool:
        """Whether the claim says in the table's words what it counts."""
        return bool(self.claim.meaning("measure"))

    def categories(self, items: Sequence[Item] | None = None) -> tuple[Filter, ...]:
        """The parts of the rows that the claim (or some of its words) speaks of."""
        found: list[Filter] = []
        for item, meaning in self.claim.meaning("category"):
            if items is None or item in items:
                category = self.mapping.category(dict(self.swapped).get(meaning.ref, meaning.ref))
                found += [Filter(column, values) for column, values in category.where]
        found += [narrowing for item, _, narrowing in self.thresholds if items is None or item in items]
        return tuple(dict.fromkeys(found))

    def members(self, items: Sequence[Item] | None = None, *, without: str | None = None) -> tuple[Filter, ...]:
        """The rows of the members that the claim names; several of one column are asked together."""
        columns: dict[str, list[str]] = {}
        for named in self.claim.named:
            if named.column != without and (items is None or named.item in items):
                columns.setdefault(named.column, []).append(named.value)
        return tuple(Filter(column, tuple(dict.fromkeys(values))) for column, values in columns.items())

    def period(self) -> Period | None:
        """The one period of the claim, or the one its story is in; none for a table without days."""
        if not self.mapping.period:
            return None
        periods = [item.period for item in self.claim.periods]
        if len(periods) > 1:
            raise Untestable("the claim speaks of several periods")
        if not periods and not self.inherited and self.claim.days:
            raise Untestable(f"the claim does not say which {self.claim.days} days")
        if self.claim.periods and self._open_ended(self.claim.periods[0]):
            raise Untestable("the claim does not say where its period ends")
        return periods[0] if periods else self.inherited

    def _open_ended(self, item: Item) -> bool:
        """ "before 2021", "since May": the day named is one end, and the other is not said. ("from 3 to 9 May" names both.)"""
        period = item.period
        lead = next((one for one in self.claim.items if one.after == item.first), None)
        if lead and "open period" in lead.says:
            word = self.claim.words[lead.first].key
            return word != "from" or bool(period and period.first.year == period.last.year and _is_single(period))
        return is_open(self.claim.words[item.first])


def _is_single(period: Period) -> bool:
    """One day, one month or one year: not a run from one to another."""
    return not any(word in f" {period.words} " for word in (" to ", " and ", "-", "–", " through "))


def narrowed(claim: Claim, mapping: TableMapping, values: Sequence[str] = ()) -> bool:
    """Whether the claim may be about less than the member of the table it names: a city, where the table has an office for three states."""
    broader = {members.column for members in mapping.members if members.broader}
    named = [one for one in claim.named if not values or one.value in values]
    return any(one.narrow or (one.column in broader and not one.explicit) for one in named)


def withheld_notes(claim: Claim, mapping: TableMapping) -> list[str]:
    """What the table cannot set apart although the claim speaks of it, or may."""
    named = {meaning.ref for _, meaning in claim.meaning("withheld")}
    return [one.note for number, one in enumerate(mapping.withheld) if one.always or str(number) in named]
