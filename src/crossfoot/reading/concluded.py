"""Conclusions: what is drawn from two levels after both have been told, "..., a fall of 17 percent", "That is an increase of £94".

"The school, which had 612 pupils in 2015, now has 488, a fall of 20 percent." The two levels may stand far apart and have clauses of their
own; what ties the conclusion to them is that it stands right behind, and that the sentence (or the one or two before "That is") has two
figures of one kind and no third. Which was first is told by words beside them: "against", "now", "the year before", two years. Where no
word tells, where the conclusion has a level of its own ("a rise of 5 percent on 2019"), or where another thing has come in between, nothing
is tied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from ..document import Span
from ..ledger import FURTHER_UP, Direction, Figure, Moment, Phrase, Relation
from .changes import change_between, of_one_kind
from .further_up import one_speaker
from .likeness import comparable, may_step
from .moves import ways
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .shapes import spanned
from .vocabulary import words

_SHARE, _SO_MANY = r"(?P<percent><portion>)", r"(?P<amount><step>|<duration>)"
_DRAWN = rf"(?:{_SHARE}|{_SO_MANY})"
_LIGHT = r"(?:(?:an?|the|<light>) ){0,3}"
# a fall of 17 percent; a 25.7 percent jump; a 12-point drop
_NOUN_OF = rf"{_LIGHT}(?P<way><noun>) (?:of|by) (?:<light> )?{_DRAWN}"
_NOUN_AFTER = rf"{_LIGHT}{_DRAWN}(?:[ -]<word>)?[ -](?P<way><noun>)\b"
_OFF = r"(?:,?<dash>|, | [(])(?:and )?(?:<opening> ){0,2}"

_SHAPES = {
    # ..., a fall of 17 percent; ... (which is a 25.7 percent jump)
    "apposed": rf"{_OFF}{_NOUN_OF}",
    "apposed, noun after": rf"{_OFF}{_NOUN_AFTER}",
    # ..., up 12 percent.
    "apposed, up": rf"{_OFF}(?P<way>up|down)(?: by)? {_DRAWN}",
    # ..., 450 more, ...; ..., $7 less.
    "apposed, more": rf"{_OFF}{_LIGHT}{_SO_MANY}(?: <word>)? (?P<way><than>)(?=[,.;)]|<dash>|<stop>|$)",
    # ..., saving 35 minutes
    "apposed, saving": rf"{_OFF}(?P<way>saving|adding|gaining|losing|shedding) (?:<light> )?{_SO_MANY}(?! (?:to|from)\b)",
    # ..., an extra £78.96 a year
    "apposed, extra": rf"(?:,?<dash>|, | [(])an (?P<way>extra|additional) {_SO_MANY}(?=[,.;)]| or |<dash>|<stop>|$)",
    # That is an increase of 34 percent.
    "sentence": rf"<stop>[\"“]?<sentence> {_NOUN_OF}",
    "sentence, noun after": rf"<stop>[\"“]?<sentence> {_NOUN_AFTER}",
    # ..., so the number rose by 40 percent; so the total has halved
    "so": rf"(?:, (?:and )?|<dash>| )<so> (?P<what><gap>{{1,60}}?)\b(?P<way><verb>)(?: by)?(?: <light>)? {_DRAWN}",
    "so, multiple": r"(?:, (?:and )?|<dash>| )<so> (?P<what><gap>{1,60}?)(?P<percent><multiple>)",
}
_KINDS = ("count", "money", "measure", "percent")
_REACH = 420  # characters before the conclusion in which its levels stand

_COMMA = re.compile(f"[,;{SIGNS['stop']}]")
_FIGURES = "".join(SIGNS[kind] for kind in _KINDS)

# A figure and the place of its sign in the outline.
_Level = tuple[int, Figure]


_FEWER = re.compile(r" (?:fewer|more|less|extra|additional)\b")


@cache
def _shapes() -> tuple[tuple[str, Pattern], ...]:
    moved, known = words("changes"), words("concluded")
    lists = {
        "noun": [*moved["up"]["nouns"], *moved["down"]["nouns"]],
        "verb": [*moved["up"]["verbs"], *moved["down"]["verbs"]],
        "than": [*moved["up"]["than"], *moved["down"]["than"]],
        "light": known["drawn"]["light"],
        "opening": known["drawn"]["opening"],
        "sentence": known["drawn"]["sentence"],
        "so": known["drawn"]["so"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def conclusions(story: Story, outlines: Sequence[Outline], told: Sequence[Relation]) -> Iterator[Relation]:
    """Every change or step that is drawn from two levels before it, save those that `told` holds already."""
    taken = {id(relation.role(role)) for relation in told for role in ("percent", "amount", "margin") if relation.role(role)}
    for outline in outlines:
        if not _having().search(outline.text):
            continue
        for name, shape in _shapes():
            for match in shape.finditer(outline.text):
                drawn = next(
                    (one for role in ("percent", "amount") if role in match.re.groupindex and (one := outline.entry(match, role))), None
                )
                if drawn and id(drawn) not in taken and not _is_elsewhere(outline, match):
                    relation = _concluded(story, outline, match, name, drawn)
                    if relation:
                        taken.add(id(drawn))
                        yield relation


def _concluded(story: Story, outline: Outline, match: re.Match[str], name: str, drawn: Figure) -> Relation | None:
    for start in _starts(outline, match.start(), name):
        levels = _levels(outline, start, match.start(), drawn)
        if len(levels) > 1:
            pair = _pair(story, outline, levels, match.start())
            if not pair:
                return None
            # "So the district has lost 327 pupils" of 3,655 in the roll: only a slip tells that they are of one thing.
            link = 2 if name.startswith("sentence") else 1
            return _relation(story, outline, match, pair, drawn, link if _takes_up(match, pair) else 3)
    return None


def _starts(outline: Outline, at: int, name: str) -> Iterator[int]:
    """Where the sentence begins; for "That is" and "so" that of the sentence before, and of the one before that."""
    start = at if name.startswith("sentence") else outline.bounds(at)[0]
    if start < at:
        yield start
    for _ in range(0 if name.startswith("apposed") else 2):
        start = outline.text.rfind(SIGNS["stop"], 0, max(0, start - 1)) + 1
        if at - start <= _REACH:
            yield start


def _levels(outline: Outline, start: int, end: int, drawn: Figure) -> list[_Level]:
    """The figures there that may be levels: of the kind of a step, whole, no step themselves, no aside ("or 34 cents a share")."""
    found = []
    for at in range(start, end):
        figure = outline.entries.get(at)
        if isinstance(figure, Figure) and figure.kind in _KINDS and one_speaker(figure, drawn) and _fits(figure, drawn):
            lead = outline.text[max(0, at - 12) : at]
            if not _aside().search(lead) and not (figure.direction and not lead.endswith((" to ", " at "))):
                found.append((at, figure))
    return found


def _fits(level: Figure, drawn: Figure) -> bool:
    """Points between percentages, dollars between dollars; a percentage of anything but percentages."""
    if drawn.kind in ("percent", "fraction", "multiple"):
        return level.kind != "percent"
    if drawn.kind == "points":
        return level.kind == "percent"
    if drawn.kind == "count" and drawn.counted and level.counted and drawn.counted.span.start >= drawn.span.end:
        return level.kind == "count" and drawn.counted.key == level.counted.key
    return may_step(drawn, level)


def _pair(story: Story, outline: Outline, levels: Sequence[_Level], end: int) -> tuple[Figure, Figure] | None:
    """The level to start from and the one that was reached, where just two of the figures can be a pair."""
    pairs = [(one, other) for one, other in combinations(levels, 2) if _are_alike(one[1], other[1])]
    if len(pairs) != 1 or _parted().search(outline.text, pairs[0][1][0], end):
        return None
    (one, other) = pairs[0]
    if any(one[0] < at < other[0] or at > other[0] for at, figure in levels if figure.kind == one[1].kind and figure is not other[1]):
        return None
    second_first = _second_was_first(story, outline, one, other, end)
    return None if second_first is None else (other[1], one[1]) if second_first else (one[1], other[1])


def _are_alike(one: Figure, other: Figure) -> bool:
    """ "£8.6m a year, against £7.2m": what it is by may stand once."""
    if not comparable(one, other) or not (one.kind != other.kind or of_one_kind(one, other)):
        return False
    nouns = {figure.counted.key for figure in (one, other) if figure.counted and figure.counted.span.start >= figure.span.end}
    return len(nouns) < 2


def _second_was_first(story: Story, outline: Outline, one: _Level, other: _Level, end: int) -> bool | None:
    """Whether the second is the level to start from; `None` where no word tells."""
    text = outline.text
    if text.endswith(" to ", 0, other[0]) and text.endswith("from ", 0, one[0]):
        return False
    if _against().search(text[max(0, other[0] - 60) : other[0]]):
        return None if _of_another().match(text, other[0] + 1) else True
    if _is_earlier(one[1].when, other[1].when) or _is_earlier(other[1].when, one[1].when):
        return _is_earlier(other[1].when, one[1].when)
    first, second = (_age(story, outline, *ends) for ends in ((one[0], other[0]), (other[0], end)))
    # "Men earned £31,000 and women £27,000 last year": one time for both.
    if first == second or (0 in (first, second) and not _COMMA.search(text, one[0], other[0])):
        return None
    return (second or 2) > (first or 2)


def _age(story: Story, outline: Outline, at: int, end: int) -> int:
    """How far back the words around a level put it: 1 for now, 3 for last year, 4 for a year or a time before; 0 where they do not say."""
    text = outline.text
    start = max(text.rfind(mark, 0, at) for mark in (";", SIGNS["stop"], "–", "—")) + 1
    # "The school, which had 612 pupils in 2015, now has 488"
    start = max(start, text.rfind(", ", start, at) + 1, at - 90)
    end = next((mark.start() for mark in _COMMA.finditer(text, at, end)), end)
    moments = list(outline.moments_between(start, end))
    said = " ".join((text[start:end], *(story.text[moment.span.start : moment.span.end] for moment in moments)))
    told = next((age for age, cue in _cues() if cue.search(said)), 0)
    return told or (4 if any(moment.year_stated for moment in moments) else 0)


def _is_earlier(one: Moment | None, other: Moment | None) -> bool:
    return bool(one and other and one.latest and other.earliest and one.latest < other.earliest)


def _is_step(outline: Outline, figure: Figure) -> bool:
    """ "All five have 1,772 fewer pairs than in 2017, a decline of 2.6 per cent": by so many it is less, and that is no level."""
    sign = next((at for at, one in outline.entries.items() if one is figure), None)
    return sign is not None and _FEWER.match(outline.text, sign + 1) is not None


def _takes_up(match: re.Match[str], pair: tuple[Figure, Figure]) -> bool:
    """ "So the number rose by 40 percent", "so burglaries have halved": what moved is what was told, not another thing."""
    if "what" not in match.re.groupindex:
        return True
    said, nouns = match["what"].lower(), [figure.counted.key for figure in pair if figure.counted]
    return bool(_again().match(said)) or any(noun[:4] in said for noun in nouns)


def _relation(
    story: Story, outline: Outline, match: re.Match[str], pair: tuple[Figure, Figure], drawn: Figure, link: int
) -> Relation | None:
    if any(_is_step(outline, figure) for figure in pair):
        return None
    way = match["way"] if "way" in match.re.groupindex else None
    direction: Direction | None = _direction(way.lower()) if way else None
    if drawn.kind in ("percent", "fraction", "multiple"):
        if link == 3:
            return None
        return change_between(story, outline, (*pair, drawn), match.start("percent"), direction=direction, link=link)
    span: Span = spanned((*pair, drawn))
    roles = (("from", pair[0]), ("to", pair[1]), ("amount", drawn), ("way", Phrase(outline.placed(match, "way"), direction or "")))
    return Relation(span, "move", roles, link, None, FURTHER_UP if link == 3 else direction, outline.inside_quotation(span))


def _direction(way: str) -> Direction | None:
    """Which way a word of rising, falling or comparing points: "an extra", "$7 less"; of "an improvement" it is not said."""
    if way in words("changes")["neither"]["words"]:
        return None
    return ways().get(way) or ("down" if way in words("changes")["down"]["than"] else "up")


def _is_elsewhere(outline: Outline, match: re.Match[str]) -> bool:
    """ "a rise of 5 percent on 2019", "a fall of 3 percent in costs": the conclusion has a level or a thing of its own."""
    end = match.end()
    return bool(_elsewhere().match(outline.text, end)) and not _save().match(outline.text, end)


@cache
def _elsewhere() -> re.Pattern[str]:
    return re.compile(rf",? {any_of(words('concluded')['elsewhere']['words'])}\b", re.IGNORECASE)


@cache
def _save() -> Pattern:
    long = r"(?:in|over|within) (?:(?:the|just|only|about|past|last|space|of) ){0,3}<duration>"
    return pattern(rf",? (?:<save>\b|{long})", save=words("concluded")["elsewhere"]["save"])


@cache
def _against() -> re.Pattern[str]:
    known = words("concluded")["against"]
    return re.compile(rf"\b{any_of(known['words'])} (?:{any_of(known['determiner'])} ){{0,2}}$", re.IGNORECASE)


@cache
def _cues() -> tuple[tuple[int, re.Pattern[str]], ...]:
    known, moved = words("concluded"), words("changes")
    reached = [verb for way in ("up", "down") for verb in moved[way]["verbs"] if verb not in ("up", "down", "higher", "lower")]
    return (
        (4, re.compile(rf"\b{any_of(known['before']['words'])}\b", re.IGNORECASE)),
        (1, re.compile(rf"\b(?:{any_of(known['now']['words'])}\b|{any_of(reached)} (?:back )?to [{_FIGURES}])", re.IGNORECASE)),
        (3, re.compile(rf"\b{any_of(known['then']['words'])}\b", re.IGNORECASE)),
    )


@cache
def _parted() -> re.Pattern[str]:
    return re.compile(rf"[,;] {any_of(words('concluded')['parted']['words'])}\b|\b(?:while|whereas|but|although)\b", re.IGNORECASE)


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"(?:that )?{any_of(words('concluded')['drawn']['again'])}\b", re.IGNORECASE)


@cache
def _of_another() -> Pattern:
    """ "Compared with 31 percent in the south": the second level is of another place or group, not of another time."""
    after = rf"(?:the |that |this |its |a |same |whole ){{0,3}}(?:<moment>|<duration>|{any_of(words('concluded')['elsewhere']['times'])}\b)"
    return pattern(rf"(?: <word>){{0,2}}? (?:in|for|on|at|among|by|of) (?!{after})")


@cache
def _aside() -> re.Pattern[str]:
    return re.compile(r"(?:\bor|[(]|of which) (?:about )?$|[(]$", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return re.compile(f"[{SIGNS['percent']}{SIGNS['fraction']}{SIGNS['points']}{SIGNS['multiple']}{SIGNS['count']}{SIGNS['money']}]")
