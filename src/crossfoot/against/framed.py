"""Two sentences that have one figure in common and give another of one noun differently: "16 engines and 59 firefighters" for "16 engines
and about 95 firefighters".

The figure in common and a word or two tie the sentences together; the noun, or the unit and a word beside it, ties the figures that
differ, and a slip must explain how. Where a source has the story's number of that noun, or the story the source's, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..slips import may_be_a_slip
from .accord import surely_apart
from .owned import owned
from .slots import KINDS, TOGETHER, Slot, Slots, is_of_one_sort, set_apart

TOLD = 2  # words that the two sentences share
SMALL = 10  # a number below this is in every report


def framed(mine: Slot, story: Slots, sources: Sequence[Slots]) -> Slot | None:
    """The figure that a source gives in its place; `None` where it is not told, or several may be meant."""
    if mine.figure.kind not in KINDS or any(_is_told(mine, source) for source in sources):
        return None
    found = [one for source in sources for one in _in_frames(mine, story, source)]
    alone = len({one.figure.quantity.value for one in found}) == 1
    return found[0] if alone and found[0].figure.quantity.value is not None and not _is_told(found[0], story) else None


def _in_frames(mine: Slot, story: Slots, source: Slots) -> Iterator[Slot]:
    together = story.in_sentence[mine.sentence]
    for anchor in together if len(together) <= TOGETHER else ():
        for held in source.with_value.get(anchor.figure.quantity.value, ())[:TOGETHER] if anchor is not mine else ():
            if _is_anchor(anchor, held):
                others = [one for one in source.in_sentence[held.sentence][:TOGETHER] if one is not held and _is_of_one_noun(mine, one)]
                if len(others) == 1 and _is_slip(mine, others[0]) and not set_apart(mine, others[0]):
                    yield others[0]


def _is_slip(mine: Slot, theirs: Slot) -> bool:
    return surely_apart(mine, theirs) and may_be_a_slip(mine.figure.quantity, theirs.figure.quantity.value)


def _is_anchor(mine: Slot, theirs: Slot) -> bool:
    """One number, of one thing, in sentences that share more than that."""
    value = mine.figure.quantity.value
    if value is None or not is_of_one_sort(mine, theirs) or set_apart(mine, theirs):
        return False
    own = owned(mine)
    alike = _is_of_one_noun(mine, theirs) or (value >= SMALL and (not own.sure or bool(own.open & owned(theirs).open)))
    # "Of these, 23 had fewer than 100 speakers each" has but one telling word
    return alike and len(mine.around & theirs.around) >= max(1, min(TOLD, len(theirs.around)))


def _is_of_one_noun(mine: Slot, theirs: Slot) -> bool:
    """ "59 firefighters" and "about 95 firefighters"; "£4m in fees" and "fees of £5m"."""
    if not is_of_one_sort(mine, theirs):
        return False
    one, other = mine.figure.counted, theirs.figure.counted
    if mine.figure.kind == "count":
        return one is not None and other is not None and one.key == other.key
    return bool(owned(mine).sure & owned(theirs).sure)


def _is_told(slot: Slot, elsewhere: Slots) -> bool:
    """Whether the other document has the number of that noun too."""
    return any(_is_of_one_noun(slot, one) for one in elsewhere.with_value.get(slot.figure.quantity.value, ())[:TOGETHER])
