"""Working a question out: every plain reading of it is put to the table, and shares, changes and differences are added up on a tape.

The plain readings of a measure are the measure itself and the narrower ones that its mapping lists under `also`. A value claim is first
held against the measure itself; a ranking must hold under all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from ..finding import Tape
from ..quantity import Amount, shown
from .answer import Reading
from .asked import Asked, Question, Side, Untestable
from .comparing import change, change_rank, compare, difference, universal
from .mapping import Measure
from .periods import Period
from .queries import Filter, Ranking, amount, covered, left_out, ranking
from .said import claimed_by, day_words, holds, known, no_rounding, not_ranked, number, ordinal, placed, point, said


def readings_of(asked: Asked, question: Question) -> tuple[Reading, ...]:
    """Every reading of a question, the plainest first."""
    for side in filter(None, (question.side, question.base)):
        _within_cover(asked, question.measure, side.period)
    found = list(_worked(asked, question, question.measure))
    names = question.measure.also if question.narrower else ()
    for name in names:
        found += [replace(reading, main=False) for reading in _worked(asked, question, asked.mapping.measure(name))]
    return tuple(found)


def _worked(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    """The readings by one measure. Where some of the rows hold no figure the sum is of the others: it can agree, and says so, but what
    differs from it may be right."""
    sides = [side for side in (question.side, question.base) if side]
    gaps = sum(left_out(asked.table, asked.mapping, measure, side.filters, side.period) for side in sides)
    for reading in WORKING[question.kind](asked, question, measure):
        if gaps and reading.agrees is False:
            raise Untestable(f"{gaps:,} of the rows that fit the claim hold no figure, and the others give {reading.shows}")
        note = f"{gaps:,} of the rows that fit the claim hold no figure; the sum is of the others"
        yield replace(reading, notes=(*reading.notes, note)) if gaps else reading


def _within_cover(asked: Asked, measure: Measure, period: Period | None) -> None:
    """A sum needs every day of its period; a level (a price on some day) needs one."""
    cover = covered(asked.table, asked.mapping)
    if cover and period:
        inside = cover[0] <= period.first and period.last <= cover[1]
        touches = period.first <= cover[1] and cover[0] <= period.last
        if not (touches if measure.level else inside):
            raise Untestable(f"the table covers {day_words(cover[0])} to {day_words(cover[1])}, and the claim is about {period.words}")
    if period and asked.mapping.period and not _whole(asked, asked.mapping.period, period):
        raise Untestable(f"the table keeps whole {'years' if asked.table.columns[asked.mapping.period] == 'number' else 'months'}")
    if asked.mapping.period and not period and measure.level:
        raise Untestable("the claim names no period, and the table has several")


def _whole(asked: Asked, column: str, period: Period) -> bool:
    """Whether a period is made of whole years, or whole months, where that is what the table keeps."""
    after = period.last + timedelta(1)
    match asked.table.columns[column]:
        case "number":
            starts = asked.mapping.year_starts
            return (period.first.day, after.day) == (1, 1) and (period.first.month, after.month) == (starts, starts)
        case "month":
            return (period.first.day, after.day) == (1, 1)
        case _:
            return True


def _value(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    result = amount(asked.table, asked.mapping, measure, question.side.filters, question.side.period)
    value = known(result)
    if not result.rows:
        raise Untestable("no row fits the claim")
    tape = Tape()
    agrees = holds(claimed_by(question.figure), value, tape, approximate=asked.mapping.approximate)
    if agrees is None and question.kind == "cell" and no_rounding(question.figure, value):
        agrees = False
    yield Reading(said(asked, measure, question.side), number(value, measure), value, agrees, result.sql, result.rows, tape=tape.lines)


def _rank(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    assert question.column is not None
    assert question.member is not None
    order = ranking(
        asked.table, asked.mapping, measure, question.column, question.side.filters, question.side.period, lowest=question.lowest
    )
    placed(question.member, order)
    if not order.order:
        raise Untestable("no row fits the claim")
    place = order.place(question.member)
    equals = sum(value == order.value(question.member) for _, value in order.order) or 1
    tape = Tape()
    for _, value in [one for one in order.order if one[0] != question.member][:1]:
        tape.surely_above(Amount.exactly(value), Amount.exactly(order.value(question.member)))
    held = place <= question.place if question.within else place <= question.place <= place + equals - 1
    yield Reading(
        said(asked, measure, question.side),
        _ranked(order, question.member, place, equals, measure),
        Fraction(place),
        held != question.negated,
        order.sql,
        order.rows,
        tape=tape.lines,
        top=tuple((member, number(value, measure)) for member, value in order.order[:10]),
        notes=not_ranked(order),
    )


def _ranked(order: Ranking, member: str, place: int, equals: int, measure: Measure) -> str:
    """ "7th of 24 (132; Los Angeles 260)"."""
    first, most = next(((m, v) for m, v in order.order if m != member), ("", Fraction(0)))
    beside = f"; {first} {number(most, measure)}" if first else ""
    shared = " (shared)" if equals > 1 else ""
    end = " from the bottom" if order.lowest else ""
    return f"{member} {ordinal(place)}{shared} of {order.members}{end} ({number(order.value(member), measure)}{beside})"


def _share(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    assert question.base is not None
    yield _one_share(asked, question, measure, question.side, question.base)
    missing = [Filter(one.column, sign="there") for one in question.side.filters if one not in question.base.filters]
    filled = Side((*question.base.filters, *missing), question.base.period)
    reading = _one_share(asked, question, measure, question.side, filled)
    if reading.rows != amount(asked.table, asked.mapping, measure, question.base.filters, question.base.period).rows:
        yield Reading(
            f"{reading.words}, of those where it is known", reading.shows, reading.value, reading.agrees, reading.sql, reading.rows
        )


def _one_share(asked: Asked, question: Question, measure: Measure, part_side: Side, whole_side: Side) -> Reading:
    part = amount(asked.table, asked.mapping, measure, part_side.filters, part_side.period)
    whole = amount(asked.table, asked.mapping, measure, whole_side.filters, whole_side.period)
    if not known(whole):
        raise Untestable("no row fits the claim")
    tape = Tape()
    found = tape.share(point(part), point(whole)).value
    assert found is not None
    claimed = claimed_by(question.figure)
    # "half of the arrests", "two thirds of the vote": a fraction is said in ones, the share of the table in hundredths.
    in_ones = question.figure is not None and question.figure.kind == "fraction"
    agrees = holds(tape.scale(claimed, Fraction(100)) if in_ones else claimed, found, tape)
    shows = f"{number(known(part), measure)} of {number(known(whole), measure)}: {shown(found)}%"
    return Reading(
        said(asked, measure, part_side), shows, found, agrees, f"{part.sql};\n            {whole.sql}", whole.rows, tape=tape.lines
    )


def _sum_of_figures(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    result = amount(asked.table, asked.mapping, measure, question.side.filters, question.side.period)
    value = known(result)
    tape = Tape()
    total = tape.add([figure.quantity for figure in question.figures])
    agrees = holds(total, value, tape)
    shows = f"{number(value, measure)}; the figures add up to {shown(total.value)}"
    yield Reading(said(asked, measure, question.side), shows, value, agrees, result.sql, result.rows, tape=tape.lines)


def _none(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    result = amount(asked.table, asked.mapping, measure, question.side.filters, question.side.period)
    value = known(result)
    tape = Tape()
    agrees = tape.same(int(value), 0)
    yield Reading(said(asked, measure, question.side), number(value, measure), value, agrees, result.sql, result.rows, tape=tape.lines)


def _part(asked: Asked, question: Question, measure: Measure) -> Iterator[Reading]:
    assert question.base is not None
    sides = (question.side, question.base)
    part, whole = (amount(asked.table, asked.mapping, measure, side.filters, side.period) for side in sides)
    values = (known(part), known(whole))
    tape = Tape()
    held = [holds(figure.quantity.amount, value, tape) for figure, value in zip(question.figures, values, strict=True)]
    agrees = False if False in held else None if None in held else True
    shows = f"{number(values[0], measure)} of {number(values[1], measure)}"
    yield Reading(
        said(asked, measure, question.side), shows, values[0], agrees, f"{part.sql};\n            {whole.sql}", whole.rows, tape=tape.lines
    )


WORKING: dict[str, Callable[[Asked, Question, Measure], Iterator[Reading]]] = {
    "value": _value,
    "listed": _value,
    "cell": _value,
    "none": _none,
    "part": _part,
    "rank": _rank,
    "change rank": change_rank,
    "change": change,
    "difference": difference,
    "compare": compare,
    "universal": universal,
    "share": _share,
    "sum of figures": _sum_of_figures,
}
