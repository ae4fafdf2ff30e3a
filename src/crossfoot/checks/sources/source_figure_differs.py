"""The story and a source state the same thing with different figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ...against.accord import ALIKE, agree, bound, only_place, surely_apart, told_otherwise
from ...against.belonging import belonging
from ...against.crossed import Crossing, crossed
from ...against.framed import framed
from ...against.given import given_by
from ...against.mixed import in_place_of
from ...against.pointed import told_in_points
from ...against.retold import Retold, retold
from ...against.slots import KINDS, Fit, Slot, Slots, comparable, fits, is_of_one_sort, slots_of, told_apart
from ...against.tabled import Cells, in_tables, named_at, unsigned
from ...against.votes import another_vote
from ...document import Span
from ...finding import Evidence, Finding, Outcome, Tape
from ...headings import numbers_of
from ...ledger import Figure, Ledger
from ...quantity import shown
from ...slips import changed_round, is_a_zero_off, may_be_a_slip
from ...sources import Case, line_of
from ...steps import derived, follows_from
from .. import Check

check = Check(__name__, code="S102", agrees="figure as in the source", severity="error")

CROWD = 10  # numbers of a sort, beyond which one may be of a part, or of another
TOLD = 2  # words that two sentences share when they speak of one thing
SORTS = (*KINDS, "age")
ONE = 1  # word that the two share, where the sources and the story have the number once
NEAR = Fraction(5, 4)  # as far above a number as "more than" it may be
OTHER_HEDGES = frozenset(
    (
        ("more than", "about"),
        ("at least", "about"),
        ("less than", "about"),
        ("more than", "nearly"),
        ("just over", "nearly"),
        ("nearly", "more than"),
        ("nearly", "just over"),
    )
)
POWERS = (10, 100, 1000, 10**6)


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick where a source gives the figure, or it follows from a source in one step; a finding where another stands in its place."""
    if not case.sources:
        return
    again = [one for one in retold(case.story, case.sources) if not one.dates(case.story)]
    wrong: list[Span] = []
    for outcome in _asked(case):
        if isinstance(outcome, Finding):
            if any(place.span in wrong for place in outcome.related):
                continue  # two shares, and one name that both are given to
            wrong += [outcome.span, *(place.span for place in outcome.related)]
        if isinstance(outcome, Finding) or not any(outcome.span.overlaps(one.mine) for one in again):
            yield outcome
    yield from (_copied(case.story, one) for one in again if not any(span.overlaps(one.mine) for span in wrong))


def _asked(case: Case) -> Iterator[Outcome]:
    """One outcome or more for every figure that is not quoted."""
    sources, story = [slots_of(ledger) for ledger in case.sources], slots_of(case.story)
    done: set[int] = set()
    for slot in story.all:
        # The words of a quotation are compared word by word, by another check.
        if id(slot) in done or any(quoted.holds(slot.figure.span) for quoted in case.story.quoted):
            continue
        crossing = next((one for source in sources if (one := crossed(slot, story, source))), None)
        if crossing:
            done.add(id(crossing.beside))
            yield _crossed(crossing)
            continue
        pointed = next((pair for source in sources if (pair := told_in_points(slot, story, source))), None)
        if pointed:
            yield _in_points(slot, *pointed)
            continue
        other = _of_another(slot, story, sources) or _belonging(slot, story, sources) or _told_the_other_way(slot, story, sources)
        yield from [other] if other else _in_table(slot, case) or _looked_up(slot, sources) or _framed(slot, story, sources)
    yield from _voted(story, sources)


def _copied(story: Ledger, one: Retold) -> Finding:
    """ "Flight 601" in a sentence that the source has word for word, with 610."""
    tape = Tape()
    mine, theirs = story.words(one.mine), one.source.words(one.theirs)
    tape.same(mine, theirs)
    message = (
        f"{mine} here, {theirs} in a sentence of the source that is the same but for that ({line_of(one.source.document, one.theirs)})"
    )
    proof = Evidence("source", one.source.document.name, one.theirs, theirs)
    return check.finding(one.mine, message, tape, evidence=[proof])


def _crossed(one: Crossing) -> Outcome:
    """ "Five passengers and 12 crew" here, 12 passengers and five crew there."""
    tape = Tape()
    surely_apart(one.mine, one.for_mine, tape)
    words, beside = one.mine.words, one.beside.words
    message = f"{words} and {beside} here; the source has them the other way round"
    proof = [_evidence(one.for_mine), _evidence(one.for_beside)]
    place = f"({_where(one.for_mine)}: “{one.for_mine.context}”)"
    return check.finding(one.mine.figure.span, f"{message} {place}", tape, related=[one.beside.figure.span], evidence=proof)


def _in_points(slot: Slot, level: Slot, other: Slot) -> Finding:
    """ "Fell by 5.5 percent", where the source has 26.9 and 21.4 percent."""
    tape = Tape()
    lower, higher = sorted((level, other), key=lambda one: one.figure.quantity.value or 0)
    apart = tape.subtract(higher.figure.quantity, lower.figure.quantity)
    levels = f"{other.words} and {level.words} in the source"
    message = f"{slot.words} here; {levels} lie {shown(apart.value)} points apart: percentage points? ({_where(level)})"
    return check.finding(slot.figure.span, message, tape, evidence=[_evidence(level), _evidence(other)], severity="warning")


def _of_another(slot: Slot, story: Slots, sources: list[Slots]) -> Finding | None:
    """The source has the number, of something else near what the story speaks of."""
    place = in_place_of(slot, story, sources) if slot.figure.kind in SORTS else None
    if place is None:
        return None
    fitting, holder = place
    if _leads_there(slot, fitting, story):
        return None
    tape = Tape()
    surely_apart(slot, fitting, tape)
    message = f"{slot.words} here; the source has {fitting.words} for this, and {holder.words} of something else"
    proof = [_evidence(fitting), _evidence(holder)]
    return check.finding(slot.figure.span, f"{message} ({_where(fitting)}: “{fitting.context}”)", tape, evidence=proof)


def _leads_there(slot: Slot, fitting: Slot, story: Slots) -> bool:
    """ "In 27 minutes, eight fewer than the boats they replace", where the source has 35 for these: the story knows which is which."""
    mine, theirs = slot.figure.quantity.value, fitting.figure.quantity.value
    beside = {one.figure.quantity.value for one in story.in_sentence[slot.sentence] if one is not slot}
    return mine is not None and theirs is not None and abs(mine - theirs) in beside


def _belonging(slot: Slot, story: Slots, sources: list[Slots]) -> Finding | None:
    """The source has the number too, of another year, age group or place."""
    found = belonging(slot, story, sources)
    if found is None:
        return None
    tape = Tape()
    mine, there = story.ledger.words(found.mine), found.theirs.source.document.words(found.there)
    tape.same(mine, there)
    message = f"{slot.words} with “{mine}” here, with “{there}” in the source ({_where(found.theirs)}: “{found.theirs.context}”)"
    related = [found.mine] if not found.mine.overlaps(slot.figure.span) else []
    return check.finding(slot.figure.span, message, tape, related=related, evidence=[_evidence(found.theirs)])


def _told_the_other_way(slot: Slot, story: Slots, sources: list[Slots]) -> Finding | None:
    """ "More than £36,000", where the one £36,000 of the sources is about as much; "up 5.1%", where the one 5.1% is a fall."""
    alone = [one for source in sources for one in source.with_value.get(slot.figure.quantity.value, ()) if is_of_one_sort(slot, one)]
    again = [one for one in story.with_value.get(slot.figure.quantity.value, ()) if is_of_one_sort(slot, one)]
    rare = len(slot.figure.quantity.digits.replace(".", "").strip("0")) > 1
    if not rare or len(alone) != 1 or len(again) != 1:
        return None
    hedged = slot.figure.quantity.hedge and alone[0].figure.quantity.hedge
    if not hedged and told_apart(slot, alone[0]):
        return None  # "fell to 3.1 per cent", "rose by 3.1%"
    return _turned(slot, alone[0], least=ONE)


def _framed(slot: Slot, story: Slots, sources: list[Slots]) -> list[Outcome]:
    """ "23 languages had fewer than 1,000 speakers", where the source has 23 and fewer than 100."""
    theirs = framed(slot, story, sources)
    if theirs is None or _follows(slot, story, sources):
        return []
    tape = Tape()
    surely_apart(slot, theirs, tape)
    message = f"{slot.words} here, {theirs.words} in the source ({_where(theirs)}: “{theirs.context}”){_cause(slot, theirs)}"
    return [check.finding(slot.figure.span, message, tape, evidence=[_evidence(theirs)])]


def _follows(slot: Slot, story: Slots, sources: list[Slots]) -> bool:
    """Whether the number may have been worked out, from the story's own or from those of passages that share a word."""
    number = next((one for one in numbers_of(story.ledger) if one.figure is slot.figure), None)
    if number is None:
        return True
    told = [(ledger, given_by(ledger).about(like)) for ledger, like in ((one.ledger, one.speaking(slot)) for one in sources)]
    own = [one for one in given_by(story.ledger).about([slot]) if one.figure is not slot.figure]
    return any(follows_from(number, numbers, ledger) for ledger, numbers in ((story.ledger, own), *told))


def _voted(story: Slots, sources: list[Slots]) -> Iterator[Outcome]:
    """ "By seven votes to three", where the source has seven to five."""
    found = another_vote(story, sources)
    if found:
        mine, theirs = found
        tape = Tape()
        words, there = story.ledger.words(mine.span), theirs.ayes.source.document.words(theirs.span)
        tape.same(words, there)
        message = f"{words} here, {there} in the source ({_where(theirs.ayes)}: “{theirs.ayes.context}”)"
        yield check.finding(mine.span, message, tape, evidence=[_evidence(theirs.ayes), _evidence(theirs.noes)])


def _in_table(slot: Slot, case: Case) -> list[Outcome]:
    """ "Somerset most of all at 6.9 per cent": in the table that is Worcestershire's."""
    found = [cells for ledger in case.sources if (cells := in_tables(slot, ledger))]
    right = next((cells for cells in found if not cells.others), None)
    if right:
        tape, (words, proof) = Tape(), _cell(right, right.own)
        tape.strictly_apart(slot.figure.quantity, unsigned(right.own))
        where = line_of(right.ledger.document, right.own.span)
        return [check.tick(slot.figure.span, f"{right.row.label} {words} in {where}", tape, evidence=[proof])]
    told = any(slots_of(ledger).with_value.get(slot.figure.quantity.value) for ledger in case.sources)
    if len(found) != 1 or told:
        return []
    cells, tape, (other, cell) = found[0], Tape(), found[0].others[0]
    if not tape.strictly_apart(slot.figure.quantity, unsigned(cells.own)):
        return []
    (words, proof), (theirs, holder) = _cell(cells, cells.own), _cell(cells, cell)
    message = f"{slot.words} here; the source has {words} for {cells.row.label}, and {theirs} for {other.label}"
    where = line_of(cells.ledger.document, cells.own.span)
    named = named_at(slot, cells.row)
    return [check.finding(slot.figure.span, f"{message} ({where})", tape, related=[named] if named else (), evidence=[proof, holder])]


def _cell(cells: Cells, cell: Figure) -> tuple[str, Evidence]:
    document = cells.ledger.document
    words = document.words(cell.span)
    return words, Evidence("source", document.name, cell.span, words)


def _looked_up(slot: Slot, sources: list[Slots]) -> list[Outcome]:
    return list(_placed(slot, sources))


def _placed(slot: Slot, sources: list[Slots]) -> Iterator[Outcome]:
    ranked = [fits(slot, source) for source in sources]
    placed = [fit for found in ranked if (fit := only_place(found))]
    agreeing = [fit for found in ranked for fit in found if agree(slot, fit.slot)]
    for fit in placed:
        if agree(slot, fit.slot):
            yield _turned(slot, fit.slot) or _tick(slot, fit.slot)
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
    return value is not None and any(number.value == value and number.unit == unit and not number.thing for number in beside)


def _turned(mine: Slot, theirs: Slot, *, least: int = ALIKE) -> Finding | None:
    """The same figure, but up for down, or "at least" for "at most"."""
    ways = mine.figure.direction, theirs.figure.direction
    bounds = bound(mine), bound(theirs)
    if None not in ways and ways[0] != ways[1]:
        said = f"it went {ways[0]} here, {ways[1]} in the source"
        same = (str(ways[0]), str(ways[1]))
    elif (None not in bounds and bounds[0] != bounds[1]) or _is_other_hedge(mine, theirs):
        said = f"“{_hedged(mine)}” here, “{_hedged(theirs)}” in the source"
        same = (_hedged(mine), _hedged(theirs))
    else:
        return None
    if len(mine.around & theirs.around) < least:
        return None
    tape = Tape()
    tape.same(*same)
    message = f"{mine.words}: {said} ({_where(theirs)}: “{theirs.context}”)"
    return check.finding(mine.figure.span, message, tape, evidence=[_evidence(theirs)])


def _is_other_hedge(mine: Slot, theirs: Slot) -> bool:
    """ "More than £36,000" here and "around £36,000" there, where the sources give no number a little above that it may have been."""
    here, there = mine.figure.quantity, theirs.figure.quantity
    if here.value is None or here.value != there.value or (here.hedge, there.hedge) not in OTHER_HEDGES:
        return False
    above = here.hedge in ("more than", "at least", "just over")
    near = [
        one.figure.quantity.value / here.value
        for one in slots_of(theirs.source.ledger).all
        if is_of_one_sort(mine, one) and one.figure.quantity.value
    ]
    return not any(1 < ratio <= NEAR if above else 1 / NEAR <= ratio < 1 for ratio in near)


def _tick(mine: Slot, theirs: Slot) -> Outcome:
    tape = Tape()
    agree(mine, theirs, tape)
    return check.tick(mine.figure.span, f"{theirs.words} in {_where(theirs)}", tape, evidence=[_evidence(theirs)])


def _derived(slot: Slot, sources: list[Slots]) -> list[Outcome]:
    for source in sources:
        for like in source.like(slot)[:3]:
            beside = source.beside(like)
            step = derived(slot, beside)
            if step:
                used = [one for one in beside if any(told.figure is one.figure for told in step.told)]
                where = _where(used[0])
                proof = map(_evidence, used)
                return [check.tick(slot.figure.span, f"{step.working}, with figures from {where}", step.tape, evidence=proof)]
    return []


def _decided(mine: Slot, placed: list[Fit]) -> Iterator[Outcome]:
    apart = told_otherwise(mine, placed)
    if not apart or len(apart) < len(placed):
        return
    if any(surely_apart(one, other) for one in apart for other in apart if comparable(one, other)):
        listed = "; ".join(f"{theirs.words} ({_where(theirs)})" for theirs in apart)
        yield check.undecided(mine.figure.span, f"the sources differ: {listed}", evidence=map(_evidence, apart))
        return
    theirs = apart[0]
    tape = Tape()
    surely_apart(mine, theirs, tape)
    if not _is_slip(mine, theirs):
        reason = f"{theirs.words} in the source, of what may be a part of it or another ({_where(theirs)}: “{theirs.context}”)"
        yield check.undecided(mine.figure.span, reason, evidence=[_evidence(theirs)])
        return
    message = f"{mine.words} here, {theirs.words} in the source ({_where(theirs)}: “{theirs.context}”){_cause(mine, theirs)}"
    yield check.finding(mine.figure.span, message, tape, evidence=[_evidence(theirs)])


def _is_slip(mine: Slot, theirs: Slot) -> bool:
    """Whether a slip tells how the one became the other: a digit, a zero, another unit of time."""
    one, other = mine.figure.quantity, theirs.figure.quantity
    if one.value is None or other.value is None:
        return one.value is other.value  # "10 and 20 per cent", "1 and 2 per cent"; and not five years and ten months, and four years
    if one.unit != other.unit:
        return True
    if changed_round(one, other):
        return True
    if one.unit == "%":
        # Shares of the parts of a whole lie close together; "the top 1 percent" and "the top 0.1 percent" are two.
        return len(one.digits) > 1 and (one.digits == other.digits[::-1] or is_a_zero_off(one, other))
    told = slots_of(theirs.source.ledger).variety(theirs)
    return told <= CROWD and (may_be_a_slip(one, other.value) or may_be_a_slip(other, one.value))


def _cause(mine: Slot, theirs: Slot) -> str:
    one, other = mine.figure.quantity.digits, theirs.figure.quantity.digits
    if sorted(one) == sorted(other) and len(one) > 1:
        return ": digits swapped?"
    values = [slot.figure.quantity.value or 0 for slot in (mine, theirs)]
    small, large = min(values), max(values)
    return ": a power of ten?" if small > 0 and large / small in POWERS else ""


def _hedged(slot: Slot) -> str:
    return slot.figure.hedge or str(slot.figure.quantity.hedge)


def _where(slot: Slot) -> str:
    return line_of(slot.source.document, slot.figure.span)


def _evidence(slot: Slot) -> Evidence:
    document = slot.source.document
    return Evidence("source", document.name, slot.figure.span, document.words(slot.figure.span))
