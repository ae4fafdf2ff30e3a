"""The people, bodies and places that several reports name: spelled alike or not, in which office, how old.

People are one where their names are, or a surname with the same first name or none. Two names that are spelled nearly alike are put beside
each other where first name or office is the same and neither report has both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..document import Span
from ..ledger import Figure, Ledger, Party
from ..reading.offices import is_lesser
from . import Given, Row
from .groups import Groups

LONG = 5  # letters from which a near spelling is no chance
VERY_LONG = 9
SHORT = 3  # "Jon", of a first name
MOST = 20  # names of one surname that are held against each other


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A party of a report, with the parts of its name in small letters and its age."""

    report: int
    party: Party
    parts: tuple[str, ...]
    span: Span
    age: str

    @property
    def words(self) -> str:
        """ "Lena Holt, 34, deputy mayor"."""
        return ", ".join(part for part in (self.party.name, self.age, self.party.role) if part)


def name_rows(reports: Sequence[Ledger]) -> Iterator[Row]:
    """One row for every person and body."""
    for kind in ("person", "organisation"):
        named = [one for number, ledger in enumerate(reports) for one in _named(number, ledger, kind)]
        groups = _grouped(named, _is_one_person if kind == "person" else _is_one_body)
        for group in groups:
            yield _row("name", group)


def place_rows(reports: Sequence[Ledger]) -> Iterator[Row]:
    """One row for every place."""
    named = [one for number, ledger in enumerate(reports) for one in _named(number, ledger, "place")]
    for group in _grouped(named, _is_one_body):
        yield _row("place", group)


def _named(number: int, ledger: Ledger, kind: str) -> Iterator[_Named]:
    ages = {figure.span.start: figure for figure in ledger.figures if figure.kind == "age"}
    for party in ledger.parties:
        if party.kind == kind and party.mentions and party.name and not _is_label(ledger, party):
            span = next((mention for mention in party.mentions if ledger.words(mention) == party.name), party.mentions[0])
            yield _Named(number, party, _parts(party.name), span, _age(ledger, party, ages))


def _is_label(ledger: Ledger, party: Party) -> bool:
    """ "DAMAGE: Survey teams ..." names nobody, and no more does "an official"."""
    if party.kind == "person" and not party.name[:1].isupper():
        return True
    starts = {block.span.start for block in ledger.document.blocks}
    return party.name.isupper() and all(mention.start in starts for mention in party.mentions)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for word in name.replace("’", "'").split() if (part := word.strip(".,'\"").removesuffix("'s").casefold()))


def _age(ledger: Ledger, party: Party, ages: dict[int, Figure]) -> str:
    """ "Lena Holt, 34,": the age right behind the name."""
    behind = [ages[mention.end + 2] for mention in party.mentions if mention.end + 2 in ages]
    return next((ledger.words(age.span) for age in behind if ledger.document.text[age.span.start - 2 : age.span.start] == ", "), "")


def _grouped(named: list[_Named], is_one: Callable[[_Named, _Named], bool]) -> list[list[_Named]]:
    groups = Groups(named, lambda one, other: one.report != other.report)
    by_last: dict[str, list[_Named]] = {}
    for one in named:
        for other in by_last.get(_last(one), ()):
            if is_one(one, other):
                groups.join(one, other)
        by_last.setdefault(_last(one), []).append(one)
    for one, other in list(_nearly(groups)):
        groups.join(one, other)
    return groups.all()


def _last(named: _Named) -> str:
    return named.parts[-1] if named.parts else ""


def _is_one_person(one: _Named, other: _Named) -> bool:
    """The same name, or the surname alone in one of the reports; "A. Roe" may be Anna Roe."""
    return _agree(one.parts[:-1], other.parts[:-1])


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not first or not second:
        return True
    short, long = sorted((first[0], second[0]), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _is_one_body(one: _Named, other: _Named) -> bool:
    return one.parts == other.parts


def _nearly(groups: Groups[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """ "Anna Vallend" and "Anna Valland", each in one report only."""
    rest: dict[tuple[int, tuple[str, ...]], list[_Named]] = {}
    for one in (group[0] for group in groups.all() if len(group) == 1):
        # "Skipper John Harcastle": what stands before the two last words may be an office.
        parts = one.parts[-2:]
        for at in range(len(parts) if len(parts) > 1 else 0):
            alike = rest.setdefault((at, parts[:at] + parts[at + 1 :]), [])
            yield from ((other, one) for other in alike[:MOST] if _is_near(one, other, at))
            alike.append(one)


def _is_near(one: _Named, other: _Named, at: int) -> bool:
    """Clark and Clarke; of first names only those with a letter more, for Mark and Mary are two."""
    from rapidfuzz.distance import DamerauLevenshtein

    mine, theirs = one.parts[-2:][at], other.parts[-2:][at]
    if one.report == other.report or mine == theirs or min(len(mine), len(theirs)) < (LONG if at else SHORT):
        return False
    allowed = 2 if min(len(mine), len(theirs)) >= VERY_LONG else 1
    return (at > 0 or len(mine) != len(theirs)) and DamerauLevenshtein.distance(mine, theirs) <= allowed


def _row(kind: Literal["name", "place"], group: list[_Named]) -> Row:
    group = sorted(group, key=lambda one: (one.report, one.span))
    given = tuple(Given(one.report, one.span, one.words) for one in group)
    about = max((one.party.name for one in group), key=len)
    if len({one.report for one in group}) == 1:
        return Row(kind, "single", about, given)
    note = _difference(group)
    return Row(kind, "differs" if note else "agrees", about, given, note)


def _difference(group: list[_Named]) -> str:
    """What sets the reports apart: the spelling, the age, a deputy who is no deputy elsewhere."""
    full = {one.parts for one in group if len(one.parts) > 1}
    spelled = len({_last(one) for one in group}) > 1 or any(not _agree(one[:-1], other[:-1]) for one in full for other in full)
    aged = len({one.age for one in group if one.age}) > 1
    roles = [one.party.role for one in group if one.party.role]
    placed = any(is_lesser(one, other) for one in roles for other in roles)
    said = (spelled, "spelled differently"), (aged, "another age"), (placed, "another office")
    return "; ".join(words for holds, words in said if holds)
