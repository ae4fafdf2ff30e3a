"""The row of a league table agrees with itself: games, goals and points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ...finding import Outcome, Repair, Tape
from ...ledger import Ledger, Relation
from ...quantity import shown
from ...sources import Case
from .. import Check

check = Check(__name__, code="G105", agrees="standings add up", severity="error")

# A sum over the columns of a row: what is added, how often, and the column that must come to it.
GAMES = ("played", {"won": 1, "drawn": 1, "lost": 1})
GOALS = ("difference", {"scored": 1, "conceded": -1})
THREE = ("points", {"won": 3, "drawn": 1})
TWO = ("points", {"won": 2, "drawn": 1})
Sum = tuple[str, dict[str, int]]
# Fewer than that are hardly ever taken off as a punishment.
FINE = 3


@dataclass(frozen=True, slots=True)
class Worked:
    """One sum over one row."""

    row: Relation
    of: Sum
    tape: Tape
    value: Fraction
    agrees: bool

    @property
    def gap(self) -> Fraction:
        """How much more the row prints than comes out."""
        return (self.row.role(self.of[0]).quantity.value or Fraction(0)) - self.value


@check
def find(case: Case) -> Iterator[Outcome]:
    """One outcome for every row of every league table."""
    standings = [relation for relation in case.story.relations if relation.kind == "standing"]
    for _, table in groupby(standings, key=lambda relation: relation.note):
        yield from _outcomes(case.story, list(table))


def _outcomes(story: Ledger, rows: Sequence[Relation]) -> Iterator[Outcome]:
    worked = [[_worked(row, of) for row in rows] for of in (GAMES, GOALS, _of_points(rows)) if _has(rows[0], of)]
    # Where most rows come to something else, the table counts otherwise.
    sums = [column for column in worked if sum(one.agrees for one in column) * 2 > len(rows)]
    for at, row in enumerate(rows):
        off = next((column for column in sums if not column[at].agrees), None)
        if off:
            yield _outcome(story, off[at], sum(one.agrees for one in off), len(rows))
        elif sums:
            yield check.tick(row.span, f"{_name(story, row)}: {_working(sums[-1][at])}", sums[-1][at].tape)


def _has(row: Relation, of: Sum) -> bool:
    """Whether a row has what is added; a table without draws is one of a sport without them."""
    return all(row.role(name) for name in (of[0], *of[1]) if name != "drawn")


def _of_points(rows: Sequence[Relation]) -> Sum:
    """Three points for a win, or two, as more of the rows have it."""
    if not _has(rows[0], THREE):
        return THREE
    return max((THREE, TWO), key=lambda of: sum(_worked(row, of).agrees for row in rows))


def _worked(row: Relation, of: Sum) -> Worked:
    tape = Tape()
    added = [(row.role(name).quantity, times) for name, times in of[1].items() if row.role(name)]
    scaled = [quantity if times == 1 else tape.scale(quantity, Fraction(times)) for quantity, times in added]
    summed = tape.add(scaled)
    return Worked(row, of, tape, summed.value or Fraction(0), not tape.surely_apart(summed, row.role(of[0]).quantity))


def _outcome(story: Ledger, worked: Worked, agreeing: int, rows: int) -> Outcome:
    row, (name, parts) = worked.row, worked.of
    total = row.role(name)
    related = [row.role(part).span for part in parts if row.role(part)]
    message = f"{_name(story, row)}: {_working(worked)}, not {story.words(total.span)}"
    reason = row.unclear if name == "points" else None
    if agreeing < rows - 1:
        reason = "other rows do not agree either, so the table may count otherwise"
    elif name == "points" and worked.gap <= -FINE:
        reason = reason or "points may have been taken off"
    if reason:
        return check.undecided(total.span, f"{message}; {reason}", tape=worked.tape, related=related)
    repair = Repair(total.span, shown(worked.value))
    return check.finding(total.span, f"{message}.", worked.tape, related=related, repairs=[repair])


def _working(worked: Worked) -> str:
    """ "3 × 15 + 8 = 53 points", "50 - 38 = 12" """
    name, parts = worked.of
    added = [(times, shown(worked.row.role(part).quantity.value)) for part, times in parts.items() if worked.row.role(part)]
    terms = "".join(f" {'-' if times < 0 else '+'} {f'{times} × ' if times > 1 else ''}{number}" for times, number in added)
    noun = {"played": " games", "points": " points"}.get(name, "")
    return f"{terms.removeprefix(' + ')} = {shown(worked.value)}{noun}"


def _name(story: Ledger, row: Relation) -> str:
    return story.words(row.role("row").span)
