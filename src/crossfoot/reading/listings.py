"""An announced number of things and the list that follows it: "four priorities: housing, transport and policing".

Only a closed list is read: one that follows a colon or a dash in the same sentence and ends with "and". Items that may themselves be pairs
("crime and punishment"), appositions ("Ann Lee, a nurse, and Bo Park, a driver") and groups ("the Okafors") make the number of items
unsure, and then `unclear` says why. Nothing is counted here; the roles hold what was announced and the items.
"""

from __future__ import annotations

import re
from functools import cache

from ..document import Span
from ..ledger import Figure, Phrase, Relation
from .paragraphs import Story
from .phrases import any_of
from .quotes import Quotation
from .vocabulary import words

_FEWEST, _MOST = 2, 12
# "priorities for the year: ", "suspects - ": the announced noun, a few words, and the mark that opens the list.
_OPENER = re.compile(r"^(?P<noun>[^:;.!?–—()\"“”]{2,60}?)\s*(?:(?P<mark>:)|(?P<dash>\s[–—]\s|\s--?\s))\s*")
_ITEM_BREAK = re.compile(r"\s*(?:;\s*(?:and\s+)?|,\s*and\s+|,\s*|\s+and\s+|\s+&\s+)\s*")


def listings(story: Story, figures: tuple[Figure, ...], quoted: tuple[Quotation, ...]) -> tuple[Relation, ...]:
    """Every announced number of things that a closed list follows in the same sentence."""
    found = (_listing(story, figure, quoted) for figure in figures if _announces(story.text, figure))
    return tuple(relation for relation in found if relation)


@cache
def _group(name: str) -> re.Pattern[str]:
    return any_of(word for entry in words("listings")[name] for word in entry["words"])


@cache
def _never() -> frozenset[str]:
    return frozenset(word for entry in words("listings")["never"] for word in entry["words"])


def _announces(text: str, figure: Figure) -> bool:
    """A plain number from two to twelve that counts things, and is not "one of the three" or "at least three"."""
    quantity = figure.quantity
    if quantity.kind != "count" or figure.hedge or quantity.value is None or not _FEWEST <= quantity.value <= _MOST:
        return False
    if figure.counted is None or figure.counted.key in _never() or figure.counted.span.start < figure.span.end:
        return False
    before = text[max(0, figure.span.start - 20) : figure.span.start]
    return not re.search(rf"{_group('other').pattern}\W*$", before, re.IGNORECASE)


def _listing(story: Story, figure: Figure, quoted: tuple[Quotation, ...]) -> Relation | None:
    sentence = story.sentence_of(figure.span.start)
    following = story.text[figure.span.end : sentence.end]
    opened = _OPENER.match(following)
    if not opened or _group("other").search(opened.group("noun")) or re.search(r"\d|,", opened.group("noun")):
        return None
    start = figure.span.end + opened.end()
    items, stop = _items(story.text, start, sentence.end)
    if not items:
        return None
    span = Span(figure.span.start, stop)
    return Relation(
        span=span,
        kind="listing",
        roles=(("announced", figure), ("items", items)),
        unclear=_unclear(story.text[start:stop], items, figure),
        quoted=any(quotation.inner.holds(span) for quotation in quoted),
    )


def _items(text: str, start: int, end: int) -> tuple[tuple[Phrase, ...], int]:
    """The items of a list closed by "and", and where it ends; none when it is no such list."""
    body = text[start:end]
    stop = re.search(r"[.!?:()\"“”]|\s[–—]\s|\s--?\s|$", body)
    listed = body[: stop.start()].rstrip() if stop else body
    if stop and stop.group() not in (".", "!", "?", ""):
        return (), start
    if not re.search(r"(?:\band\b|&)[^,;]*$", listed) or re.search(r"\d", listed):
        return (), start
    kept = _group("inseparable").sub(lambda match: match.group().replace(" ", "_"), listed)
    # With semicolons the commas stand inside the items.
    breaks = re.compile(r"\s*;\s*(?:and\s+)?") if ";" in kept else _ITEM_BREAK
    items, at = [], 0
    for match in [*breaks.finditer(kept), None]:
        stop_at = match.start() if match else len(kept)
        if listed[at:stop_at].strip():
            items.append(Phrase(Span(start + at, start + stop_at), listed[at:stop_at].lower()))
        at = match.end() if match else at
    return tuple(items), start + len(listed)


def _unclear(listed: str, items: tuple[Phrase, ...], figure: Figure) -> str | None:
    """Why the items cannot be counted: clauses, appositions, items that may be pairs, a group as an item."""
    if any(len(item.key.split()) > 6 for item in items) or _group("clause").search(listed):
        return "the items are long, and may hold more than one thing each"
    if any(re.match(r"(?:an?|the|his|her|their|its|both|all)\s", item.key) for item in items) and listed.count(",") > 1:
        return "some of the items may describe the one before"
    if _group("several").search(listed):
        return "an item may stand for several"
    proper = [listed_item[:1].isupper() for listed_item in re.split(_ITEM_BREAK, listed) if listed_item]
    return "the items are of more than one kind" if 0 < sum(proper) < len(proper) else None
