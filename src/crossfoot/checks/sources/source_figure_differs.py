"""The story and a source state the same thing with different figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ...derivations import derived
from ...finding import Evidence, Finding, Outcome, Tape
from ...given import given_by
from ...quantity import Amount
from ...slots import KINDS, Fit, Slot, Slots, amounts, comparable, fits, in_place_of, slots_of
from ...sources import Case, line_of
from .. import Check

check = Check(__name__, code="S102", severity="error")

MARGIN = 0.75  # another figure must fit less well than this share of the best
TOLD = 2  # words that two sentences share when they speak of one thing
ALIKE = 3  # and when one of them is said to be wrong
POWERS = (10, 100, 1000, 10**6)
UPPER, LOWER = ("less than", "at most"), ("more than", "at least")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick where a source gives the figure, or it follows from a source in one step; a finding where another stands in its place."""
    sources = [slots_of(ledger) for ledger in case.sources]
    told = frozenset(slot.figure.quantity.value for slot in slots_of(case.story).all)
    for slot in slots_of(case.story).all if sources else ():
        # The words of a quotation are compared word by word, by another check.
        if not any(quoted.holds(slot.figure.span) for quoted in case.story.quoted):
            other = _of_another(slot, sources, told)
            yield from [other] if other else _looked_up(slot, sources)


def _of_another(slot: Slot, sources: list[Slots], told: frozenset[Fraction | None]) -> Finding | None:
    """The source has the number, of something else in the sentence that has what the story speaks of."""
    for source in sources if slot.figure.kind in KINDS and slot.figure.quantity.value is not None else ():
        place = in_place_of(slot, source, told)
        if place:
            fitting, holder = place
            tape = Tape()
            _surely_apart(slot, fitting, tape)
            message = f"{_words(slot)} here; the source has {_words(fitting)} for this, and {_words(holder)} of something else"
            proof = [_evidence(fitting), _evidence(holder)]
            return check.finding(slot.figure.span, f"{message} ({_where(fitting)}: “{_clause(fitting)}”)", tape, evidence=proof)
    return None


def _looked_up(slot: Slot, sources: list[Slots]) -> Iterator[Outcome]:
    ranked = [fits(slot, source) for source in sources]
    placed = [fit for found in ranked if (fit := _only_place(found))]
    agreeing = [fit for found in ranked for fit in found if _agree(slot, fit.slot)]
    for fit in placed:
        if _agree(slot, fit.slot):
            yield _turned(slot, fit.slot) or _tick(slot, fit.slot)
            return
    for fit in placed:
        if any(_is_swap(slot, fit.slot, other.slot) for other in agreeing):
            yield from _decided(slot, [fit])
            return
    if agreeing:
        best = max(agreeing, key=lambda fit: fit.forth + fit.both)
        if not best.apart and best.shared and len(slot.around & best.slot.around) >= TOLD:
            yield _tick(slot, best.slot)
        return
    if not any(_stands_beside(slot, fit.slot) for fit in placed):
        yield from _derived(slot, sources) or _decided(slot, placed)


def _stands_beside(mine: Slot, theirs: Slot) -> bool:
    """ "Four of five samples": the source has the number beside the one that was found, and does not say of what."""
    value, unit = mine.figure.quantity.value, mine.figure.quantity.unit
    beside = given_by(theirs.source.ledger).about([theirs])
    return any(number.value == value and number.unit == unit and not number.thing for number in beside)


def _only_place(found: list[Fit]) -> Fit | None:
    """The one slot that surely fits, if no other with another figure fits nearly as well."""
    sure = [fit for fit in found if fit.is_sure]
    if not sure:
        return None
    best = sure[0]
    rivals = [fit for fit in found if not fit.apart and fit.both >= MARGIN * best.both and _surely_apart(fit.slot, best.slot)]
    return None if rivals else best


def _agree(mine: Slot, theirs: Slot, tape: Tape | None = None) -> bool:
    """The number that the source prints lies in what the story's figure says: "66 percent" is 65.6, and is not 65."""
    tape = tape or Tape()
    one, other = amounts(mine, theirs)
    if _bound(mine) and _bound(mine) == _bound(theirs) and one.value is not None and other.value is not None:
        return not tape.strictly_apart(Amount.exactly(one.value), Amount.exactly(other.value))
    if other.value is None and one.value is not None:
        return False  # "dozens" does not bear out "more than 80"
    return _is_near(mine, one, other) and not tape.strictly_apart(one, _printed(other))


def _is_near(mine: Slot, one: Amount, other: Amount) -> bool:
    """ "More than 1,100" is said of 1,148; that 15 is more than 10 bears nothing out."""
    if _bound(mine) is None or one.value is None or other.value is None:
        return True
    return abs(other.value - one.value) * 4 <= abs(one.value)


def _surely_apart(mine: Slot, theirs: Slot, tape: Tape | None = None) -> bool:
    """Neither can be a rounding of the other. "More than 40" may stand for "more than 45", and not for "more than 90"."""
    tape = tape or Tape()
    one, other = amounts(mine, theirs)
    if _bound(mine) and _bound(mine) == _bound(theirs) and one.value is not None and other.value is not None:
        bare = [replace(slot.figure.quantity, hedge=None).amount for slot in (mine, theirs)]
        weaker, stronger = sorted((one.value, other.value), reverse=_bound(mine) == UPPER)
        safe = weaker == one.value and 0 < max(weaker, stronger) <= 2 * min(weaker, stronger)
        return not safe and tape.surely_apart(*bare)
    if mine.figure.quantity.hedge or theirs.figure.quantity.hedge:
        return tape.surely_apart(one, other)
    return tape.surely_apart(one, _printed(other)) and tape.surely_apart(_printed(one), other)


def _printed(amount: Amount) -> Amount:
    """The number as it stands there; a range stays one."""
    return amount if amount.value is None else Amount.exactly(amount.value)


def _bound(slot: Slot) -> tuple[str, str] | None:
    return next((bound for bound in (UPPER, LOWER) if slot.figure.quantity.hedge in bound), None)


def _is_swap(mine: Slot, placed: Slot, agreeing: Slot) -> bool:
    """ "317 fugitives", where the source has 317 with convictions and 68 fugitives, in one sentence."""
    if placed.sentence != agreeing.sentence or placed.source is not agreeing.source or not _surely_apart(mine, placed):
        return False
    only_placed, only_agreeing = placed.near - agreeing.near, agreeing.near - placed.near
    return bool(only_placed & mine.near and only_agreeing) and only_agreeing.isdisjoint(mine.near)


def _turned(mine: Slot, theirs: Slot) -> Finding | None:
    """The same figure, but up for down, or "at least" for "at most"."""
    ways = mine.figure.direction, theirs.figure.direction
    bounds = _bound(mine), _bound(theirs)
    if None not in ways and ways[0] != ways[1]:
        said = f"it went {ways[0]} here, {ways[1]} in the source"
        same = (str(ways[0]), str(ways[1]))
    elif None not in bounds and bounds[0] != bounds[1]:
        said = f"“{_hedged(mine)}” here, “{_hedged(theirs)}” in the source"
        same = (_hedged(mine), _hedged(theirs))
    else:
        return None
    if len(mine.around & theirs.around) < ALIKE:
        return None
    tape = Tape()
    tape.same(*same)
    message = f"{_words(mine)}: {said} ({_where(theirs)}: “{_clause(theirs)}”)"
    return check.finding(mine.figure.span, message, tape, evidence=[_evidence(theirs)])


def _tick(mine: Slot, theirs: Slot) -> Outcome:
    tape = Tape()
    _agree(mine, theirs, tape)
    return check.tick(mine.figure.span, f"{_words(theirs)} in {_where(theirs)}", tape, evidence=[_evidence(theirs)])


def _derived(slot: Slot, sources: list[Slots]) -> list[Outcome]:
    for source in sources:
        for like in source.like(slot)[:3]:
            step = derived(slot, source.beside(like))
            if step:
                where = _where(step.slots[0])
                proof = map(_evidence, step.slots)
                return [check.tick(slot.figure.span, f"{step.working}, with figures from {where}", step.tape, evidence=proof)]
    return []


def _decided(mine: Slot, placed: list[Fit]) -> Iterator[Outcome]:
    apart = [fit.slot for fit in placed if _surely_apart(mine, fit.slot) and len(mine.around & fit.slot.around) >= ALIKE]
    if not apart or len(apart) < len(placed):
        return
    if any(_surely_apart(one, other) for one in apart for other in apart if comparable(one, other)):
        listed = "; ".join(f"{_words(theirs)} ({_where(theirs)})" for theirs in apart)
        yield check.undecided(mine.figure.span, f"the sources differ: {listed}", evidence=map(_evidence, apart))
        return
    theirs = apart[0]
    tape = Tape()
    _surely_apart(mine, theirs, tape)
    message = f"{_words(mine)} here, {_words(theirs)} in the source ({_where(theirs)}: “{_clause(theirs)}”){_cause(mine, theirs)}"
    yield check.finding(mine.figure.span, message, tape, evidence=[_evidence(theirs)])


def _cause(mine: Slot, theirs: Slot) -> str:
    one, other = mine.figure.quantity.digits, theirs.figure.quantity.digits
    if sorted(one) == sorted(other) and len(one) > 1:
        return ": digits swapped?"
    values = [slot.figure.quantity.value or 0 for slot in (mine, theirs)]
    small, large = min(values), max(values)
    return ": a power of ten?" if small > 0 and large / small in POWERS else ""


def _words(slot: Slot) -> str:
    """The figure with what it counts, where that stands right behind it."""
    figure, document = slot.figure, slot.source.document
    counted = figure.counted
    if counted and 0 <= counted.span.start - figure.span.end <= 1:
        return document.words(type(figure.span)(figure.span.start, counted.span.end))
    return document.words(figure.span)


def _hedged(slot: Slot) -> str:
    return slot.figure.hedge or str(slot.figure.quantity.hedge)


def _where(slot: Slot) -> str:
    return line_of(slot.source.document, slot.figure.span)


def _clause(slot: Slot) -> str:
    """The figure with some words on either side, within its sentence."""
    return slot.source.document.words(slot.source.span(*slot.clause)).rstrip(".,;:")


def _evidence(slot: Slot) -> Evidence:
    document = slot.source.document
    return Evidence("source", document.name, slot.figure.span, document.words(slot.figure.span))
