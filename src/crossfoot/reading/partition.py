"""What the parts of a list differ in (place, period, vote, a family of nouns), and whether one thing can be in two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..document import Span
from ..ledger import Figure
from .phrases import any_of
from .vocabulary import words

_LABEL_END = re.compile(r"[,;:.(]|\band\b|&|–|—")
_LONGEST_LABEL = 400
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Partition:
    """`exclusive` is `None` where the words do not say; `closed` when the parts are all there can be ("men", "women"); `told_apart`
    when each is somewhere else ("in the barn", "in the yard") or another kind of thing, no person ("five barns, three quarries")."""

    by: str | None
    exclusive: bool | None
    closed: bool = False
    why: str = ""
    parts_of_another_thing: bool = False
    told_apart: bool = False


def partition_of(text: str, sentence: Span, parts: Sequence[Figure], whole: Figure | None) -> Partition:
    """How the parts of a list stand to one another and to their whole."""
    labels = [_label(text, sentence, parts, number) for number in range(len(parts))]
    listed = text[parts[0].span.start : parts[-1].span.end + len(labels[-1])]
    another = bool(whole) and _names_another_thing(parts, labels, whole)
    if _overlap().search(listed):
        return Partition("category", False, why="the parts may overlap", parts_of_another_thing=another)
    family = _family(labels)
    if family:
        by, members, closed = family
        return Partition(by, True, closed, " and ".join(members), another)
    if _all_distinct([_place(part, label) for part, label in zip(parts, labels, strict=True)]):
        return Partition("place", True, parts_of_another_thing=another)
    if _all_distinct([_period(label) for label in labels]):
        return Partition("period", True, parts_of_another_thing=another)
    if parts[0].quantity.kind == "money" and _all_distinct([label.strip().lower() or None for label in labels]):
        # "£2.1m for roads, £0.8m for schools": what is spent on one is not spent on the other, where the list is complete.
        return Partition("purpose", None, parts_of_another_thing=another)
    attributes = any(_attribute().search(label) for label in labels)
    apart = not attributes and (_same_preposition(labels) or _of_kinds(parts, whole))
    return Partition("category", False if attributes else None, parts_of_another_thing=another, told_apart=apart)


def _same_preposition(labels: Sequence[str]) -> bool:
    return bool(_preposition(labels[0])) and len({_preposition(label) for label in labels}) == 1


def _of_kinds(parts: Sequence[Figure], whole: Figure | None) -> bool:
    """Things by nouns of their own; one person may be a woman and a nurse."""
    if not whole or not whole.counted or _wide().get(whole.counted.key) == "person" or _is_person(whole.counted.key):
        return False
    nouns = [part.counted.key for part in parts if part.counted and part.counted.span != part.span]
    return len(set(nouns)) == len(nouns) > 0


def _is_person(noun: str) -> bool:
    return noun.endswith(tuple(words("partition")["person"]["endings"]))


def _preposition(label: str) -> str:
    first = label.split()[:1]
    return first[0] if first and first[0] in words("partition")["preposition"]["words"] else ""


def _label(text: str, sentence: Span, parts: Sequence[Figure], number: int) -> str:
    """The words that say which part this is: those after the figure, or before it where it stands in brackets."""
    figure = parts[number]
    if text[: figure.span.start].endswith("(") and text[figure.span.end : figure.span.end + 1] == ")":
        start = parts[number - 1].span.end + 1 if number else max(sentence.start, figure.span.start - 80)
        before = text[start : figure.span.start - 1]
        return re.split(r",|;|:|\band\b|\bincluded\b|\bincluding\b|\bin\b", before)[-1]
    end = parts[number + 1].span.start if number + 1 < len(parts) else min(sentence.end, figure.span.end + _LONGEST_LABEL)
    after = text[figure.span.end : end]
    stop = _LABEL_END.search(after)
    return after[: stop.start()] if stop else after


def _all_distinct(keys: Sequence[str | None]) -> bool:
    return len(keys) > 1 and None not in keys and len(set(keys)) == len(keys)


@cache
def _families() -> tuple[tuple[str, tuple[frozenset[str], ...], bool], ...]:
    return tuple(
        (entry["by"], tuple(frozenset(member) for member in entry["members"]), bool(entry.get("closed")))
        for entry in words("tallies")["family"]
    )


def _family(labels: Sequence[str]) -> tuple[str, list[str], bool] | None:
    """The family in which every label is a member of its own; of several the first."""
    if len(labels) < 2:
        return None
    for by, members, closed in _families():
        chosen = [_member(label, members) for label in labels]
        if None not in chosen and len(set(chosen)) == len(chosen):
            complete = closed and len(chosen) == len(members)
            return by, [sorted(member)[0] for member in chosen if member], complete
    return None


def _member(label: str, members: tuple[frozenset[str], ...]) -> frozenset[str] | None:
    """The member of a family that a label names in its first words: "adults", "members of staff", "of them women", "for the motion"."""
    said = [word.lower() for word in _WORD.findall(label)[:5]]
    forms = {form for word in said for form in _singulars(word)}
    return next((member for member in members if member & forms), None)


def _singulars(word: str) -> tuple[str, ...]:
    irregular = words("partition")["plural"]["words"]
    if word in irregular:
        return (irregular[word],)
    if word.endswith("ies"):
        return (word, word[:-3] + "y")
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1]) if word.endswith("s") else (word,)


@cache
def _overlap() -> re.Pattern[str]:
    return any_of(phrase for entry in words("tallies")["overlap"] for phrase in entry["words"])


@cache
def _attribute() -> re.Pattern[str]:
    return any_of(phrase for entry in words("tallies")["attribute"] for phrase in entry["words"])


@cache
def _to_a_place() -> re.Pattern[str]:
    place = words("partition")["place"]
    before, general = "|".join(place["before"]), "|".join(place["general"])
    return re.compile(
        rf"\b(?:{before})\s+(?:the\s+)?(?:(?:{general})\s+of\s+)?(?P<name>[A-Z][\w.'’-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.'’-]*){{0,3}})"
    )


def _place(part: Figure, label: str) -> str | None:
    """The place that a part belongs to: "in Leith", "from the state of Ohio", or what the reader of places found."""
    if _period(label):
        return None
    if part.where:
        return part.where[0].key
    named = _to_a_place().search(label)
    return named.group("name").lower() if named else None


@cache
def _periods() -> re.Pattern[str]:
    return re.compile(any_of(words("partition")["period"]["words"]).pattern + r"|\b(?:1[89]|20)\d\d\b")


def _period(label: str) -> str | None:
    """The weekday, month, year, season or part of the day that a part belongs to."""
    named = _periods().search(label)
    return named.group().lower() if named else None


@cache
def _wide() -> dict[str, str]:
    return {noun: entry["of"] for entry in words("tallies")["wide"] for noun in entry["words"]}


def is_wide(noun: str) -> bool:
    """ "People", "animals": any noun of a kind can stand for a part of them."""
    return noun in _wide()


def _names_another_thing(parts: Sequence[Figure], labels: Sequence[str], whole: Figure | None) -> bool:
    """ "12 people on 40 charges": parts whose own noun is neither the whole's nor a kind of it. Money and measures have no noun."""
    if whole is None or whole.counted is None or whole.quantity.kind != "count" or whole.counted.span.start < whole.span.start:
        # "12 men and nine women, 21 in all": no noun of its own
        return False
    return not all(_part_of(part, label, whole.counted.key) for part, label in zip(parts, labels, strict=True))


def _part_of(part: Figure, label: str, noun: str) -> bool:
    own = part.counted
    if own is None or own.key == noun or not 0 <= own.span.start - part.span.end <= len(label):
        return True
    match _wide().get(noun):
        case "person":
            return (own.key in _wide() and _wide()[own.key] == "person") or _is_person(own.key)
        case "thing":
            return True
        case _:
            return False


def same_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures can be ranked: one measure, one unit, and the same noun, two nouns for people, or none of its own."""
    a, b = one.quantity, other.quantity
    if a.kind != b.kind or (a.kind != "count" and a.unit != b.unit):
        return False
    if one.counted is None or other.counted is None or one.counted.key == other.counted.key:
        return True
    wide = _wide()
    return wide.get(one.counted.key) == "person" and wide.get(other.counted.key) == "person"
