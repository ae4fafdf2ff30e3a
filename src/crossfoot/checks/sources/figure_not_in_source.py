"""A figure of the story that no source gives, rounds to, or leads to in one step: a finding where it looks like a slip of one that a
source gives, or where the sources are all there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...against.accord import only_place, told_otherwise
from ...against.given import given_by, is_given
from ...against.retold import retold
from ...against.slipped import slipped
from ...against.slots import Slot, Slots, fits, slots_of
from ...finding import Evidence, Outcome, Tape
from ...headings import Number, numbers_of
from ...ledger import Figure, Ledger
from ...slips import changed_round, is_a_zero_off, is_next_span
from ...sources import Case, line_of
from ...steps import Step, follows_from
from .. import Check

check = Check(__name__, code="S101", severity="error")

KINDS = ("count", "money", "percent", "points", "measure")
SHARED = 3  # telling words that two sentences share when they speak of one thing
LIKE = 6  # passages of a source that are asked
FEW = 10  # "ten places": counted in a list
SMALL = 3  # two days and two weeks are in every report
CROWD = 12  # numbers of a sort
FEWEST = 3  # figures that a source gives, from which a story rests on it
DIGITS = 3  # of a number that stands in a table without its unit
RESTS = 0.6  # and the share of its figures


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for a figure that is nowhere in the sources, where they are complete, or where the story rests on them and they give one
    that it may be a slip of; else undecided."""
    if not case.sources:
        return
    story, sources = slots_of(case.story), [slots_of(ledger) for ledger in case.sources]
    slots = {id(slot.figure): slot for slot in story.all}
    asked = [
        (number, slots[id(number.figure)]) for number in numbers_of(case.story) if id(number.figure) in slots and _is_asked(case, number)
    ]
    copied = [one.mine for one in retold(case.story, case.sources)]
    asked = [(number, slot) for number, slot in asked if not any(span.overlaps(number.span) for span in copied)]
    slips = {id(slot): theirs for _, slot in asked if (theirs := slipped(slot, story, sources)) and not _is_placed(slot, sources)}
    missing = [(number, slot) for number, slot in asked if id(slot) in slips or not _is_given(case, number, slot)]
    rests = len(asked) - len(missing) >= max(FEWEST, RESTS * len(asked))
    for number, slot in missing:
        yield _slip(number, slot, slips[id(slot)]) if id(slot) in slips else _outcome(case, number, slot, sources, rests=rests)


def _is_placed(slot: Slot, sources: list[Slots]) -> bool:
    """Whether it is told which figure stands in its place, whatever sort of slip it may be."""
    return bool(told_otherwise(slot, [fit for source in sources if (fit := only_place(fits(slot, source)))]))


def _slip(number: Number, slot: Slot, theirs: Slot) -> Outcome:
    """ "46 boats", where the sources have 64 and say the same of them."""
    where = line_of(theirs.source.document, theirs.figure.span)
    message = f"{slot.words} is not in the sources; what they tell in the same words is {theirs.words} ({where}: “{theirs.context}”)"
    return check.finding(number.span, message, Tape(), evidence=[_evidence(theirs)], severity="warning")


def _is_asked(case: Case, number: Number) -> bool:
    return number.sort in KINDS and not any(quoted.holds(number.span) for quoted in case.story.quoted)


def _is_given(case: Case, number: Number, slot: Slot) -> bool:
    return any(_is_shown(number, source) or is_given(number, source) or _step(case.story, number, slot, source) for source in case.sources)


def _is_shown(number: Number, source: Ledger) -> bool:
    """ "£318.4m", where a table headed "£m" has 318.4."""
    digits = number.figure.quantity.digits if number.figure else ""
    return len(digits) >= DIGITS and any(one.sort == "bare" for one in _written(source).get(digits, ()))


def _is_slip(number: Number, slot: Slot, source: Slots) -> bool:
    """Whether a source gives, in words of which one is the same, a number with another unit of time or scale, or with two digits changed
    round: 16 days and 16 weeks. Where it gives many of the sort, chance would do it with one of two digits."""
    if number.hedge:
        return False
    alone = len(slot.figure.quantity.digits.replace(".", "").strip("0")) >= DIGITS
    like = [one for one in source.all if one.figure.kind == slot.figure.kind and (alone or source.variety(one) <= CROWD)]
    return any(_is_slip_of(slot, one) and (slot.around & one.around or _is_rare(slot, one)) for one in like)


def _is_slip_of(mine: Slot, theirs: Slot) -> bool:
    one, other = mine.figure, theirs.figure
    same = one.quantity.unit == other.quantity.unit
    if same and (changed_round(one.quantity, other.quantity) or _is_turned(one, other)):
        return True
    if same and is_a_zero_off(one.quantity, other.quantity):
        return not one.counted or not other.counted or one.counted.key == other.counted.key
    units = one.quantity.unit, other.quantity.unit
    value = one.quantity.value
    return value is not None and value == other.quantity.value and value > SMALL and is_next_span(*units)


def _is_rare(mine: Slot, theirs: Slot) -> bool:
    """ "45 weeks" and "45 days", "$142 million" and "$142 billion": the same digits, which are met once, and another unit or scale."""
    one, other = mine.figure.quantity, theirs.figure.quantity
    least = 2 if one.unit != other.unit else DIGITS
    return (
        one.digits == other.digits
        and (one.unit, one.scale) != (other.unit, other.scale)
        and len(one.digits.replace(".", "").strip("0")) >= least
    )


def _is_turned(one: Figure, other: Figure) -> bool:
    """ "46 boats" for "64 boats": two digits, of one noun."""
    left, right = one.quantity.digits, other.quantity.digits
    return len(left) == 2 and left == right[::-1] and bool(one.counted and other.counted and one.counted.key == other.counted.key)


@lru_cache(maxsize=16)
def _written(source: Ledger) -> dict[str, list[Number]]:
    """The numbers of a source by how they are written."""
    found: dict[str, list[Number]] = {}
    for one in numbers_of(source):
        found.setdefault(one.written, []).append(one)
    return found


def _outcome(case: Case, number: Number, slot: Slot, sources: list[Slots], *, rests: bool) -> Outcome:
    message = f"{case.story.words(number.span)} is not in the sources, and does not follow from them in one step"
    closest = _closest(case, slot)
    if closest:
        message += f"; the passage most like it is in {line_of(closest.source.document, closest.figure.span)}"
    proof = [_evidence(closest)] if closest else []
    if case.sources_complete:
        return check.finding(number.span, message, Tape(), evidence=proof)
    if not rests or _is_light(number) or not any(_is_slip(number, slot, source) for source in sources):
        return check.undecided(number.span, message, evidence=proof)
    return check.finding(number.span, message, Tape(), evidence=proof, severity="warning")


def _closest(case: Case, slot: Slot) -> Slot | None:
    like = [one for source in case.sources for one in slots_of(source).speaking(slot)[:LIKE]]
    return next((one for one in like if len(one.around & slot.around) >= SHARED), None)


def _is_light(number: Number) -> bool:
    """ "Three divisions", "about seven months": counted or worked out by whoever wrote it, from what the source says in other words."""
    small = number.sort == "count" and number.value is not None and number.value <= FEW
    return small or number.value is None or (number.sort == "measure" and number.hedge == "about")


def _step(story: Ledger, number: Number, slot: Slot, source: Ledger) -> Step | None:
    """From the story's own figures nearby, which are asked for themselves, or from passages of the source that share a word."""
    own = [one for one in given_by(story).about([slot]) if one.figure is not number.figure]
    like = slots_of(source).speaking(slot)
    return follows_from(number, own, story) or follows_from(number, given_by(source).about(like), source)


def _evidence(slot: Slot) -> Evidence:
    document = slot.source.document
    return Evidence("source", document.name, slot.figure.span, document.words(slot.figure.span))
