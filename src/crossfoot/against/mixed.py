"""A figure of the story that a source has of something else: "317 fugitives", where it has 317 with convictions and 68 fugitives.

The source has the story's number somewhere (the holder) and, near by, another number of the same sort (the rival). The story speaks of the
rival where it has words that the rival may have and the holder surely has not, and none that is the holder's and not surely the rival's.
Where another place of the sources has the number of what the story speaks of, or two rivals would do, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ..reading.contrasts import leaves_out
from ..reading.spoken import is_span, leads_to_former, says_former, says_how_many_more, stem, weight_of
from .accord import bound
from .owned import Own, begins_at, beside, is_part, owned, place_of, sentence_of, told_between
from .slots import TOGETHER, Slot, Slots, is_of_one_sort, set_apart, slots_of

APART = 2  # sentences between a holder and its rival
TOLD = 2  # words of the rival that the story has, where the number is small or a sentence lies between; "10 or under" is as good as two
CROWD = 10  # numbers of a sort, beyond which a document tells so much that chance brings two together
FEW = 20  # a number below this is met by chance
REACH = 4  # words to "ago" or "from"
MOST_OF, GOOD_PART = Fraction(3, 5), Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class _Held:
    """A place that has the story's number, and the rivals that the story may speak of instead; `mine` if it may be the story's own."""

    holder: Slot
    rivals: tuple[Slot, ...]
    mine: bool


def in_place_of(mine: Slot, story: Slots, sources: Sequence[Slots]) -> tuple[Slot, Slot] | None:
    """The slot that has the story's words, and the one that has its number."""
    value = mine.figure.quantity.value
    if value is None or leaves_out(mine.lead) or _is_whole(mine) or _is_time(mine) or bound(mine):
        return None  # "up to $500" is the most of several
    places = [slot for slots in sources for slot in slots.with_value.get(value, ())[:TOGETHER] if is_of_one_sort(mine, slot)]
    held = [_held(mine, slot, story) for slot in places]
    found = [(rival, one.holder) for one in held for rival in one.rivals]
    if any(slots_of(rival.source.ledger).variety(rival) > CROWD for rival, _ in found):
        return None  # in a survey of many shares, any number stands beside any other
    if (
        any(one.mine or (one.rivals and says_how_many_more(one.holder.lead)) for one in held)
        or len({rival.figure.quantity.value for rival, _ in found}) != 1
    ):
        return None
    return found[0]


def _held(mine: Slot, holder: Slot, story: Slots) -> _Held:
    rivals = tuple(one for one in _beside(holder) if _speaks_of(mine, one, holder) and not _is_told(mine, one, story))
    return _Held(holder, rivals, not rivals and bool(owned(mine).open & owned(holder).open))


@lru_cache(maxsize=4096)
def _beside(holder: Slot) -> tuple[Slot, ...]:
    """Other numbers of its sort, in its sentence or one near by."""
    slots, value = slots_of(holder.source.ledger), holder.figure.quantity.value
    near = (
        one
        for number in range(holder.sentence - APART, holder.sentence + APART + 1)
        for one in slots.in_sentence.get(number, ())[:TOGETHER]
    )
    return tuple(one for one in near if one is not holder and is_of_one_sort(holder, one) and one.figure.quantity.value != value)


def _is_told(mine: Slot, rival: Slot, story: Slots) -> bool:
    """Whether the story gives it too, of what it is: then it speaks of something else here."""
    # "By 30 points and by nine" of "by 30 at their place and by nine at ours": both are told together, whatever their unit.
    beside = story.in_sentence.get(mine.sentence, ())
    if any(one.figure.quantity.value == rival.figure.quantity.value for one in beside):
        return True
    told = (one for one in story.with_value.get(rival.figure.quantity.value, ()) if is_of_one_sort(one, rival))
    return any(not _is_small(one) or owned(one).open & owned(rival).open for one in told)


def _speaks_of(mine: Slot, rival: Slot, holder: Slot) -> bool:
    """Words of the rival that the holder has not, none of the holder that the rival has not, and nothing that sets it apart."""
    own, theirs, others = owned(mine), owned(rival), owned(holder)
    if own.open.isdisjoint(theirs.open):
        return False
    if own.sure & (others.open - theirs.sure) or set_apart(mine, rival) or not _counts_alike(mine, rival):
        return False
    if (_is_former(mine) or _tells_of_former(mine)) != _is_former(rival):
        return False
    if rival.sentence != holder.sentence:
        return _is_told_apart(own, theirs, others) and rival.figure.quantity.value != 1
    if _is_former(holder) and not _is_former(rival):
        # "82.4 per cent of children, down from 86.1": told of the same children, and not of now
        return rival.figure.span < holder.figure.span and _worth(own.open & theirs.open) >= TOLD
    gained = own.open & (theirs.open - others.open - _carried(rival, holder))
    most = len(gained & theirs.sure) >= MOST_OF * len(theirs.sure - others.open) and not _is_small(mine)
    return bool(gained) and not is_part(rival, holder) and (most or _worth(gained) >= TOLD)


def _is_told_apart(own: Own, theirs: Own, others: Own) -> bool:
    """Of what another sentence tells the story has a good part, and the holder, which tells of something else, has none."""
    gained, least = own.open & theirs.open, GOOD_PART * len(own.sure if len(own.sure) >= TOLD else own.open)
    both = own.open & others.open
    told = _worth(gained - others.open) >= TOLD + len(both)
    return told and len(gained) >= least and both <= theirs.open and len(others.open - theirs.open) >= TOLD


def _carried(rival: Slot, holder: Slot) -> frozenset[str]:
    """ "It won 66 seats, totalling 365": what is told before the first is told of the second, where that has no subject of its own."""
    if rival.figure.span > holder.figure.span or _has_subject(rival, holder):
        return frozenset()
    return told_between(rival, sentence_of(rival)[0], place_of(rival)[0])


def _has_subject(rival: Slot, holder: Slot) -> bool:
    """ "and Calder had 88mm", "; exports 12"; not "totalling 365", nor ", 12 of them"."""
    keys, first, last = holder.source.wording.keys, place_of(rival)[1], place_of(holder)[0]
    telling = [keys[at] for at in range(begins_at(holder, first, last), last) if weight_of(keys[at]) == "content"]
    return bool(telling) and not telling[0].endswith("ing")


def _worth(gained: frozenset[str]) -> int:
    return sum(2 if word[:1].isdigit() else 1 for word in gained)


def _is_time(slot: Slot) -> bool:
    """ "16 years", which are told of many things; an age is told of one."""
    return slot.figure.kind == "measure" and is_span(slot.figure.quantity.unit or "")


def _is_former(slot: Slot) -> bool:
    """ "From 86 percent", "nine in the year before", "£141.5m (£126.3m)": what another level is held against."""
    keys, (start, stop) = slot.source.wording.keys, place_of(slot)
    led = (keys[at] for at in range(start - 1, max(-1, start - REACH - 1), -1))
    behind = next((key for key in led if weight_of(key) == "content" or leads_to_former(key)), "")
    return leads_to_former(behind) or any(map(says_former, keys[stop : stop + REACH + 1])) or "(" in slot.source.before(start)


def _tells_of_former(slot: Slot) -> bool:
    """ "Three years ago 69 per cent had one"."""
    return any(map(says_former, slot.source.wording.keys[slice(*sentence_of(slot))]))


def _is_whole(slot: Slot) -> bool:
    """ "All but 22 of the 165 rescues were by boat": not the 165."""
    return any(one.figure.span < slot.figure.span and is_of_one_sort(slot, one) and is_part(slot, one) for one in beside(slot))


def _is_small(slot: Slot) -> bool:
    return slot.figure.kind == "count" and (slot.figure.quantity.value or 0) < FEW


def _counts_alike(mine: Slot, theirs: Slot) -> bool:
    """What the one counts is named beside the other, where both are counts of something named."""
    one, other = mine.figure.counted, theirs.figure.counted
    if one is None or other is None or one.key == other.key:
        return True
    return stem(one.key) in owned(theirs).open or stem(other.key) in owned(mine).open
