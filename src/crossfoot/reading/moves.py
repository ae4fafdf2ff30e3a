"""Moves: two levels and the way from the one to the other, with or without the amount of it.

"Fell by 3,700 to 41,200 from 44,900", "dropped from 41,200 in 2022 to 39,900 in 2023", "25, up from 18 a day earlier". Changes in percent
are read elsewhere (`changes`). Which level was first is told by the words ("from", "up ... on"), never by the order of the figures. Where
less is better, or where a rise of the number is a fall of the thing ("the yen fell to 110"), the relation is kept and marked unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ..ledger import Direction, Figure, Phrase, Relation
from .likeness import comparable, may_step
from .outline import Outline, any_of, pattern
from .shapes import AFTER, BETWEEN, Shapes, matched, related
from .vocabulary import words

_ONE = r"(?P<from><level>|<duration>)"
_OTHER = r"(?P<to><level>|<duration>)"
_STEP = r"(?P<amount><step>|<duration>)"
_LIGHTLY = r"(?:about |roughly |nearly |some |just )?"
_BASED = re.compile(r"\b(?:from|on)\b")
_OF_LAST = r"(?:(?:the|its|their|a|<moment>['’]s|the current|the present|the previous|the earlier) )?"

_SHAPES = {
    # rose by 410 to 1,260 from 850 a year earlier
    "by, to, from": rf"""
        \b(?P<way><verb>)(?: <light>){{0,3}} {_STEP}(?: <word>){{0,3}}?<time>,? (?:to|at) {_OTHER}{AFTER}
        ,? [(]?(?:(?:up|down) )?from {_ONE}""",
    # fell by 3,700, from 44,900 in 2022 to 41,200
    "by, from, to": rf"""
        \b(?P<way><verb>)(?: <light>){{0,3}} {_STEP}(?: <word>){{0,3}}?<time>,?(?:<dash>| ?)[(]?
        (?:<moving> )?from {_ONE}{BETWEEN}\bto {_OTHER}""",
    # from 850 to 1,260, a rise of 410
    "from, to, a move of": rf"\bfrom {_ONE}{BETWEEN}\bto {_OTHER}{AFTER},?(?:<dash>| )[(]?(?:<joining> ){{0,4}}?(?P<way><noun>) of {_STEP}",
    # 1,260, compared with 850 last year, a rise of 410
    "to, compared, a move of": rf"""
        {_OTHER}{AFTER},? [(]?(?:compared (?:with|to)|(?:(?:up|down) )?from) {_ONE}{AFTER},?(?:<dash>| )[(]?
        (?:<joining> ){{0,4}}?(?P<way><noun>) of {_STEP}""",
    # 1,260, up 410 on the 850 of last year; 1,260, 410 more than the 850 of a year ago
    "to, up, from": rf"{_OTHER}{AFTER},? [(]?(?P<way>up|down)(?: by)? {_STEP}(?: <word>){{0,2}}?<time> (?:from|on) {_OF_LAST}{_ONE}",
    # six new cases were confirmed on Tuesday, bringing the total to 24, up from 18 a day earlier
    "amount, bringing, from": rf"""
        {_STEP}<gap>{{1,70}}?,? (?P<way><bringing>) (?:the|its|their|his|her) (?:<word> ){{0,5}}?<count_of>
        <gap>{{0,30}}?\bto {_OTHER}{AFTER},? [(]?(?:up )?from {_ONE}""",
    # rose to 1,260 from 850; rose from 850 to 1,260
    "verb, to, from": rf"\b(?P<way><verb>)<time>,? to {_OTHER}{AFTER},? [(]?from {_ONE}",
    "verb, from, to": rf"\b(?P<way><verb>)(?: <word>){{0,3}}?<time>,? from {_ONE}{BETWEEN}\bto {_OTHER}",
    # a rise in visitors from 850 to 1,260
    "noun, from, to": rf"\b(?P<way><noun>)(?: (?:in|of)(?: <word>){{1,4}}?)?<time>,? from {_ONE}{BETWEEN}\bto {_OTHER}",
    # 25, up from 18 a day earlier
    "to, up from": rf"""
        {_OTHER}{AFTER},? [(]?(?P<way>up|down) from {_OF_LAST}{_LIGHTLY}{_ONE}(?!(?: <word>){{0,3}}?<time> to <level>)""",
}


@cache
def ways() -> dict[str, Direction]:
    """Every verb and noun of rising and falling, with its direction."""
    known = words("changes")
    up = dict.fromkeys([*known["up"]["verbs"], *known["up"]["nouns"], *known["bringing"]["words"]], "up")
    down = dict.fromkeys([*known["down"]["verbs"], *known["down"]["nouns"]], "down")
    return {**up, **down}  # type: ignore[dict-item]


@cache
def _shapes() -> Shapes:
    known = words("changes")
    lists = {
        "verb": [*known["up"]["verbs"], *known["down"]["verbs"]],
        "noun": [*known["up"]["nouns"], *known["down"]["nouns"]],
        "moving": [verb for way in ("up", "down") for verb in known[way]["verbs"] if verb.endswith("ing")],
        "light": known["light"]["words"],
        "joining": known["joining"]["words"],
        "bringing": known["bringing"]["words"],
        "count_of": known["bringing"]["count_of"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def moves(outlines: Sequence[Outline], changed: Sequence[Relation]) -> Iterator[Relation]:
    """Every move with both its levels, save those that `changed` holds already and that say nothing of an amount."""
    known = {(relation.role("from"), relation.role("to")) for relation in changed}
    for relation in matched(outlines, _shapes(), _relation, signs=2, once="to", having=_BASED):
        if relation.role("amount") or (relation.role("from"), relation.role("to")) not in known:
            yield relation


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    groups = {"from": "from", "to": "to"} | ({"amount": "amount"} if "amount" in match.re.groupindex else {})
    direction = ways()[match.group("way").lower()]
    if _range().search(outline.text, match.end("way"), max(match.end("way"), min(match.start("from"), match.start("to")))):
        return None
    relation = related(outline, match, "move", groups, unclear=_unclear(outline, match, name), note=direction)
    if not relation or not _of_one_kind(relation.role("from"), relation.role("to")) or _second_verb(outline.text, match):
        return None
    if not _fits(relation):
        return None
    return replace(relation, roles=(*relation.roles, ("way", Phrase(outline.placed(match, "way"), direction))))


def _of_one_kind(base: Figure, new: Figure) -> bool:
    """One kind, and where both name what they count, one thing; "from 20 to 30 cents", "to 29.7 days from 27.4" say their unit once."""
    if base.kind != new.kind:
        beside = base.span.start > new.span.start or 0 < new.span.start - base.span.end <= len(" to a ")
        return comparable(base, new) and (base.kind != "count" or beside)
    if base.kind == "money" and base.quantity.unit != new.quantity.unit:
        return False
    return base.counted is None or new.counted is None or base.counted.key == new.counted.key


def _fits(relation: Relation) -> bool:
    """Whether the amount can be the step between the levels: of their own kind, or points between percentages or on an index."""
    amount, new = relation.role("amount"), relation.role("to")
    if amount is None:
        return True
    if amount.kind == "points":
        return new.kind in ("percent", "count")
    return bool(amount.kind == new.kind and may_step(amount, new))


def _second_verb(text: str, match: re.Match[str]) -> bool:
    """ "Fell from a peak of 40 in May, then rose to 44": the second level has a verb of its own."""
    first, last = sorted((match.start("from"), match.start("to")))
    return bool(_moving().search(text[first:last]))


@cache
def _moving() -> re.Pattern[str]:
    known = words("changes")
    verbs = [verb for way in ("up", "down") for verb in known[way]["verbs"] if verb not in ("up", "down", "higher", "lower")]
    return re.compile(rf"\b{any_of(verbs)} (?:back )?to\b", re.IGNORECASE)


def _unclear(outline: Outline, match: re.Match[str], name: str) -> str | None:
    """Why the order of the levels may say nothing of the way between them."""
    sentence = outline.around(match.start("to"))
    for entry in words("changes")["inverse"]:
        level = outline.entry(match, "to")
        if entry.get("of") and level and level.kind != entry["of"]:
            continue
        if re.search(rf"\b{any_of(entry['words'])}\b", sentence, re.IGNORECASE):
            return str(entry["reason"])
    modal = words("changes")["range"]
    if re.search(rf"\b{any_of(modal['modal'])}\b", outline.text[max(0, match.start() - 40) : match.start()], re.IGNORECASE):
        return str(modal["reason"])
    if name.endswith("from, to") and re.match(r"(?: [\w-]+)? for\b", outline.text[max(match.end("from"), match.end("to")) :]):
        # "Prices rise from £20 to £15 for children": two prices, not two times.
        return "the two figures may be of two groups"
    return None


@cache
def _range() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('changes')['range']['words'])}\b", re.IGNORECASE)
