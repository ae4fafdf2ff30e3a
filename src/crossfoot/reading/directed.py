"""Ways told apart from their levels: "Attendance was lower than last year: 3,980 came, against 4,210 in 2024", "more pupils, 845, than the
812 of 2020", "The number of thefts fell, with 389 recorded compared with 412 a year before".

A sentence gives two levels of one thing, says of one of them that it is of an earlier time, and has one word (or several of one mind) of
more or less. Nothing else may stand in it that could be what went up or down: no third level, no amount or percentage, no contrary word.
Which level is the earlier is told by the words before it ("against", "than the", "when") or by the years beside both, never by their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Direction, Figure, Moment, Phrase, Relation
from .likeness import comparable
from .outline import SIGNS, Outline, any_of
from .shapes import spanned
from .vocabulary import words

_LEVEL = re.compile(f"[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['percent']}]")
# Beside these a sentence tells of more than two levels and the way between them.
_MORE = re.compile(f"[{''.join(SIGNS[kind] for kind in ('points', 'fraction', 'multiple', 'ratio', 'rank', 'age', 'score'))}]")
_MOMENT = SIGNS["moment"]
_LEVELS = _LEVEL.pattern
_TIME = f"[{_MOMENT}{SIGNS['duration']}]"
# "There were 146", "The figure was 146", "It sold 146", "In all 146 were", "146 were recorded"
_TAKEN_UP = re.compile(rf" ?(?:(?:there|they|it|the (?:figure|number|total)|in (?:all|total)|police|officers)\b|{_LEVELS})", re.IGNORECASE)
_LOOSE = re.compile(r"\b(?:after|from) (?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[^,;:.()–—]*")
_YEAR = re.compile(rf"^(?: [^\s{_MOMENT}]+){{0,5}}? \(?{_MOMENT}")


def directed(outlines: Sequence[Outline], tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every such pair of levels; those that `tied` holds already are left out."""
    known = {id(figure) for relation in tied for _, figure in relation.roles if isinstance(figure, Figure)}
    for outline in outlines:
        for start, end in outline.sentences(signs=2):
            relation = _in_sentence(outline, start, end)
            if relation and not any(id(relation.role(role)) in known for role in ("from", "to")):
                yield relation


def _in_sentence(outline: Outline, start: int, end: int) -> Relation | None:
    text = outline.text[start:end]
    levels = [at for match in _LEVEL.finditer(text) if isinstance(outline.entries.get(start + (at := match.start())), Figure)]
    if len(levels) != 2 or _MORE.search(text) or _contrary().search(text):
        return None
    base_at = _earlier(outline, start, text, levels)
    if base_at is None:
        return None
    base, new = (outline.entries.get(start + at) for at in (base_at, sum(levels) - base_at))
    if not isinstance(base, Figure) or not isinstance(new, Figure) or not _one_thing(base, new):
        return None
    way = _way(outline, start, end) or _way_before(outline, start, new)
    if not way:
        return None
    span, direction = spanned((base, new)), _ways()[way["way"].lower()]
    roles = (("from", base), ("to", new), ("way", Phrase(outline.placed(way, "way"), direction)))
    return Relation(span, "move", roles, 2, _unclear(text, base), direction, outline.inside_quotation(span))


def _way(outline: Outline, start: int, end: int) -> re.Match[str] | None:
    """The first word of more or less in a sentence, where all are of one mind and none is a bound ("more than 40")."""
    told = list(_any_way().finditer(outline.text, start, end))
    if len({_ways()[match["way"].lower()] for match in told}) != 1:
        return None
    return None if any(shape.search(outline.text, start, end) for shape in (_bound(), _than_others())) else told[0]


def _way_before(outline: Outline, start: int, new: Figure) -> re.Match[str] | None:
    """ "Burglaries fell last year. There were 118, compared with 146 in 2023": the sentence before has no figure, and tells of the same."""
    if not _TAKEN_UP.match(outline.text, start) or _any_way().search(outline.text, start, outline.bounds(start)[1]):
        return None
    end = max(0, start - 1)
    before = outline.bounds(end)[0] if end else end
    sentence = outline.text[before:end]
    if _LEVEL.search(sentence) or _MORE.search(sentence) or _contrary().search(sentence):
        return None
    named = new.counted is None or new.counted.key.split()[-1][:5].lower() in sentence.lower()
    return _way(outline, before, end) if named and before < end else None


def _earlier(outline: Outline, start: int, text: str, levels: Sequence[int]) -> int | None:
    """Which of two levels is of an earlier time."""
    years = [_year(outline, start, text, at, later) for at, later in zip(levels, (levels[1], len(text)), strict=True)]
    if None not in years:
        return None if years[0] == years[1] else levels[years.index(min(years))]  # type: ignore[type-var]
    linked = [at for at in levels if _link().search(text[max(0, at - 40) : at])]
    return linked[0] if len(linked) == 1 and _told_of_then(text, linked[0]) else None


def _told_of_then(text: str, at: int) -> bool:
    """Whether the level is of an earlier time by words of its own ("3,980 in 2024") or by those of the way ("lower than last year", "down
    from 4.9 per cent"), and of nothing else ("5.2 metres at the bridge", "340 by car")."""
    own = _CLAUSE.match(text, at + 1)
    assert own is not None
    if _elsewhere().search(own[0]):
        return False
    # "After 52 were let", "40 from 1,200 applicants" say nothing of a time, whatever the rest of the sentence does.
    by_the_way = not _LOOSE.search(text[max(0, at - 40) : at]) and _way_from_then().search(text)
    return bool(_then().search(own[0]) or by_the_way or _moved_from().search(text[:at]))


def _year(outline: Outline, start: int, text: str, at: int, end: int) -> int | None:
    """The year right after a level: "41,200 people lived there in 2011"."""
    found = _YEAR.match(text[at + 1 : end])
    moment = outline.entries.get(start + at + found.end()) if found else None
    stated = isinstance(moment, Moment) and moment.year_stated and moment.earliest and moment.latest
    return moment.earliest.year if stated and moment.earliest.year == moment.latest.year else None  # type: ignore[union-attr]


def _one_thing(base: Figure, new: Figure) -> bool:
    if base.quantity.value is None or new.quantity.value is None or not comparable(base, new) or base.by is not new.by:
        return False
    # "dropped 3.6% after advancing 2.4%": amounts, and no levels.
    if base.direction or new.direction:
        return False
    named = base.counted is None or new.counted is None or base.counted.key == new.counted.key
    placed = not base.where or not new.where or base.where[0].key == new.where[0].key
    return named and placed


def _unclear(text: str, base: Figure) -> str | None:
    for entry in words("changes")["inverse"]:
        if entry.get("of") in (None, base.kind) and re.search(rf"\b{any_of(entry['words'])}\b", text, re.IGNORECASE):
            return str(entry["reason"])
    return None


@cache
def _ways() -> dict[str, Direction]:
    known, own = words("changes"), words("directed")
    up = dict.fromkeys([*known["up"]["verbs"], *known["up"]["nouns"], *own["up"]["words"]], "up")
    down = dict.fromkeys([*known["down"]["verbs"], *known["down"]["nouns"], *own["down"]["words"]], "down")
    return {word: way for word, way in {**up, **down}.items() if word not in own["no_way"]["words"]}  # type: ignore[misc]


@cache
def _any_way() -> re.Pattern[str]:
    # "More pupils", "more than last year"; not "more serious".
    counted = rf"(?=(?: than)? (?:[\w-]+[^us\W]s|{any_of(words('directed')['counted']['words'])})\b| than\b)"
    much = {"more", "fewer", "less"}
    return re.compile(rf"\b(?P<way>{any_of(set(_ways()) - much)}\b|{any_of(much)}\b{counted})", re.IGNORECASE)


@cache
def _bound() -> re.Pattern[str]:
    shapes = (
        rf"\b{any_of(_ways())} than {_LEVELS}",
        rf"\bby (?:[\w-]+ ){{0,2}}{_LEVELS}",
        rf"{_LEVELS} (?:more|fewer|less|extra|further)\b",
    )
    return re.compile("|".join(shapes), re.IGNORECASE)


@cache
def _than_others() -> re.Pattern[str]:
    """ "More men than women": no two times."""
    again = r"(?:(?:it|they) (?:was|were|did|had|has) )?(?:in |at |on |the |that |last\b)?"
    return re.compile(rf"\bthan (?!{again}(?:{_then().pattern}|{_LEVELS}|last\b|the [\w-]+ {_LEVELS}))", re.IGNORECASE)


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('directed')['link']['words'])} (?:[\w’'-]+ ){{0,3}}$", re.IGNORECASE)


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('directed')['then']['words'])}\b|{_TIME}", re.IGNORECASE)


@cache
def _way_from_then() -> re.Pattern[str]:
    """ "Lower than last year", "up on 2019", "shortened since Christmas", "lower this year"."""
    link = r"(?:(?:than|on|since|from)(?: (?:it|they) (?:was|were))?(?: in| at)? )?"
    return re.compile(rf"\b{any_of(_ways())}(?: [\w-]+){{0,3}}? {link}(?:{_then().pattern})", re.IGNORECASE)


@cache
def _moved_from() -> re.Pattern[str]:
    return re.compile(r"\b(?:up|down) (?:from|on) (?:[\w’'-]+ ){0,3}$", re.IGNORECASE)


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:at|by|among|for|with|of|near|in|through|across) (?!(?:the same |the |that )?(?:{_then().pattern}|same|time))", re.IGNORECASE
    )


@cache
def _contrary() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('directed')['contrary']['words'])}\b|n['’]t\b", re.IGNORECASE)
