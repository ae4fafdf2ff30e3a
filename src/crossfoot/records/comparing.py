"""Working out what sets two sides of a table against each other: changes, differences, comparisons, and rankings by change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ..finding import Tape
from ..quantity import Amount, shown
from .answer import Reading
from .asked import Asked, Question, Side, Untestable
from .mapping import Measure
from .queries import Filter, Ranking, Result, amount, ranking
from .said import claimed_by, holds, known, not_ranked, number, ordinal, placed, point, said


def _both(asked: Asked, question: Question, measure: Measure) -> tuple[Result, Result]:
    assert question.base is not None
    sides = [amount(asked.table, asked.mapping, measure, side.filters, side.period) for side in (question.side, question.base)]
    for side in sides:
        _held(side)
    return sides[0], sides[1]


def _held(side: Result) -> None:
    """A side without a row is not held by the table, and one whose cells are missing is not known."""
    if not side.rows:
        raise Untestable("the table does not hold both sides of the comparison")
    known(side)


def change(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    assert question.base is not None
    if question.each:
        yield _each_change(asked, question, measure)
        return
    new, base = _both(asked, question, measure)
    yield _pair(asked, question, measure, new, base, lambda tape: tape.change(point(base), point(new)), "%")


def difference(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    new, base = _both(asked, question, measure)
    yield _pair(asked, question, measure, new, base, lambda tape: tape.subtract(point(new), point(base)), "")


def _pair(
    asked: Asked, question: Question, measure: Measure, new: Result, base: Result, work: Callable[[Tape], Amount], unit: str
) -> Reading:
    """Two values of the table and what is worked out from them."""
    tape = Tape()
    found = work(tape).value
    if found is None:
        raise Untestable("the earlier value is 0")
    claimed = claimed_by(question.figure)
    agrees = holds(claimed, -found if question.down else found, tape)
    assert question.base is not None
    words = f"{said(asked, measure, question.side)}, against {said(asked, measure, question.base)}"
    shows = f"{number(base.value or Fraction(0), measure)} to {number(new.value or Fraction(0), measure)}: {shown(found)}{unit}"
    return Reading(words, shows, found, agrees, f"{new.sql};\n            {base.sql}", new.rows + base.rows, tape=tape.lines)


def _each_change(asked: Asked, question: Question, measure: Measure) -> Reading:
    """ "each rose by more than 50 percent": one reading, which holds where it holds for each."""
    assert question.base is not None
    assert question.column is not None
    parts = []
    for member in question.each:
        rows = Filter(question.column, (member,))
        sides = [Side((*side.filters, rows), side.period) for side in (question.side, question.base)]
        one = Question("change", measure, sides[0], sides[1], figure=question.figure, down=question.down)
        parts += [(member, reading) for reading in change(asked, one, measure)]
    held = [reading.agrees for _, reading in parts]
    agrees = False if False in held else None if None in held else True
    shows = "; ".join(f"{member} {shown(reading.value)}%" for member, reading in parts)
    tape = tuple(line for _, reading in parts for line in reading.tape)
    words = f"{said(asked, measure, question.side)}, against {said(asked, measure, question.base)}"
    return Reading(words, shows, None, agrees, parts[0][1].sql, sum(reading.rows for _, reading in parts), tape=tape)


def compare(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    assert question.base is not None
    new = amount(asked.table, asked.mapping, measure, question.side.filters, question.side.period)
    value = known(new)
    bases = []
    for filters in [question.base.filters] if _added_up(asked) else _one_by_one(question.base.filters):
        base = amount(asked.table, asked.mapping, measure, filters, question.base.period)
        _held(base)
        bases.append((filters, base))
    tape = Tape()
    held = [
        tape.surely_above(point(base), point(new)) if question.down else tape.surely_above(point(new), point(base)) for _, base in bases
    ]
    against = ", ".join(
        f"{number(b.value or Fraction(0), measure)} ({_only_there(asked, measure, question.side, Side(f, question.base.period))})"
        for f, b in bases
    )
    sql = ";\n            ".join([new.sql, *(base.sql for _, base in bases)])
    rows = new.rows + sum(base.rows for _, base in bases)
    shows = f"{number(value, measure)} against {against}"
    yield Reading(said(asked, measure, question.side), shows, value, all(held), sql, rows, tape=tape.lines)


def _only_there(asked: Asked, measure: Measure, side: Side, base: Side) -> str:
    """What sets a base apart, in words: the member, the period, or both."""
    here = said(asked, measure, side).split("; ")
    return "; ".join(part for part in said(asked, measure, base).split("; ") if part not in here)


def _added_up(asked: Asked) -> bool:
    """ "than Quayside and Moor Lane combined": the word stands behind the last of them."""
    named, total = asked.claim.named, asked.claim.cue("total")
    return bool(named and total and named[-1].item.after <= total.first)


def _one_by_one(filters: tuple[Filter, ...]) -> list[tuple[Filter, ...]]:
    """ "than the Czech Republic or Germany": each of them on its own."""
    for at, one in enumerate(filters):
        if one.sign == "in" and len(one.values) > 1:
            return [(*filters[:at], Filter(one.column, (value,)), *filters[at + 1 :]) for value in one.values]
    return [filters]


def _two_rankings(asked: Asked, question: Question, measure: Measure) -> tuple[Ranking, Ranking]:
    assert question.base is not None
    assert question.column is not None
    new, base = (
        ranking(asked.table, asked.mapping, measure, question.column, side.filters, side.period) for side in (question.side, question.base)
    )
    return new, base


def change_rank(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    new, base = _two_rankings(asked, question, measure)
    assert question.member is not None
    placed(question.member, new, base)
    grown = {member: new.value(member) / value - 1 for member, value in base.order if value and member not in new.missing}
    if question.member not in grown:
        raise Untestable("the earlier value is 0")
    mine = grown[question.member]
    ahead = [m for m, g in grown.items() if (g < mine if question.lowest else g > mine)]
    best = sorted(grown.items(), key=lambda one: (one[1] if question.lowest else -one[1], one[0]))
    shows = f"{question.member} {ordinal(len(ahead) + 1)} of {len(grown)} ({shown(mine * 100)}%; {best[0][0]} {shown(best[0][1] * 100)}%)"
    words = f"{said(asked, measure, question.side)}, against {said(asked, measure, question.base or question.side)}"
    top = tuple((member, f"{shown(value * 100)}%") for member, value in best[:10])
    sql, notes = f"{new.sql};\n            {base.sql}", not_ranked(new, base)
    yield Reading(words, shows, Fraction(len(ahead) + 1), not ahead, sql, new.rows + base.rows, top=top, notes=notes)


def universal(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    new, base = _two_rankings(asked, question, measure)
    members = sorted({member for member, _ in (*new.order, *base.order)}.difference(new.missing, base.missing))
    held = {m: new.value(m) < base.value(m) if question.down else new.value(m) > base.value(m) for m in members}
    against = [member for member in members if held[member] == question.negated]
    listed = ", ".join(f"{m} {number(base.value(m), measure)} to {number(new.value(m), measure)}" for m in against[:3])
    listed += ", …" if len(against) > 3 else ""
    shows = f"{len(against)} of {len(members)}" + (f" ({listed})" if listed else "")
    words = f"{said(asked, measure, question.side)}, against {said(asked, measure, question.base or question.side)}"
    # "each ward rose": where the cell of one is missing, nobody knows.
    agrees = None if not against and (new.missing or base.missing) else not against
    sql, notes = f"{new.sql};\n            {base.sql}", not_ranked(new, base)
    yield Reading(words, shows, Fraction(len(against)), agrees, sql, new.rows + base.rows, notes=notes)
