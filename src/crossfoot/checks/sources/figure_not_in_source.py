"""A figure of the story that no source gives, rounds to, or leads to in one step, where a source speaks of the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from ...finding import Evidence, Outcome, Tape
from ...given import given_by, is_given
from ...headings import Number, numbers_of
from ...ledger import Ledger
from ...slots import Slot, slots_of
from ...sources import Case, line_of
from ...steps import Step, follows_from
from .. import Check

check = Check(__name__, code="S101", severity="error")

KINDS = ("count", "money", "percent", "points", "measure")
SHARED = 3  # telling words that two sentences share when they speak of one thing
LIKE = 6  # passages of a source that are asked
FEW = 10  # "ten places": counted in a list
FEWEST = 3  # figures that a source gives, from which a story rests on it
RESTS = 0.6  # and the share of its figures


@check
def find(case: Case) -> Iterator[Outcome]:
    """A finding for a figure that is nowhere in the sources, where the story rests on them or they are complete; else undecided."""
    if not case.sources:
        return
    slots = {id(slot.figure): slot for slot in slots_of(case.story).all}
    asked = [
        (number, slots[id(number.figure)]) for number in numbers_of(case.story) if id(number.figure) in slots and _is_asked(case, number)
    ]
    missing = [(number, slot) for number, slot in asked if not _is_given(case, number, slot)]
    rests = len(asked) - len(missing) >= max(FEWEST, RESTS * len(asked))
    for number, slot in missing:
        yield _outcome(case, number, slot, rests=rests)


def _is_asked(case: Case, number: Number) -> bool:
    return number.sort in KINDS and not any(quoted.holds(number.span) for quoted in case.story.quoted)


def _is_given(case: Case, number: Number, slot: Slot) -> bool:
    return any(is_given(number, source) or _step(case.story, number, slot, source) for source in case.sources)


def _outcome(case: Case, number: Number, slot: Slot, *, rests: bool) -> Outcome:
    message = f"{case.story.words(number.span)} is not in the sources, and does not follow from them in one step"
    closest = _closest(case, slot)
    if closest:
        message += f"; the passage most like it is in {line_of(closest.source.document, closest.figure.span)}"
    proof = [_evidence(closest)] if closest else []
    if case.sources_complete:
        return check.finding(number.span, message, Tape(), evidence=proof)
    if not rests or _is_light(number):
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
