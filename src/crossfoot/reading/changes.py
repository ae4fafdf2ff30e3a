"""Changes: two levels, and by what percentage the one became the other.

"Fell by half, from 146 in 2023 to 100", "397, compared with 544 a year earlier, a fall of 27 percent", "doubled to 80 from 40". Which
level is the base is told by the words around it (from, compared with, up ... on), never by the order of the figures. Where the story says
that its percentage is of another kind (in real terms, a year, revised), the relation is kept and marked unclear. A percentage with one
level only is no relation, nor is one that the words do not tie to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..ledger import Direction, Figure, Relation
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .shapes import AFTER, BETWEEN, Shapes, matched, spanned
from .vocabulary import words

_ONE = r"(?P<a><level>)"
_OTHER = r"(?P<b><level>)"
_SHARE = r"(?P<percent><portion>)"
# "fell by nearly", "cut the number of its staff by"
_OF_THEN = r"(?:(?:the|its|a|<moment>['’]s) )?"
_MOVED = r"\b<verb>(?:(?: <word>){1,10}? by)?(?: <light>){0,3}"
# ", a fall of a third", " - a 31 percent drop", " (down 31%)", ", or 31 percent"
_LINK = rf"(?:,?<dash>|, [(]?| [(]| (?=or ))(?:(?:<joining>|<noun>|<moving>) ){{0,6}}?{_SHARE}"

_SHAPES = {
    # fell (by) 23% from 36,185 in 2003 to 28,041; up 21.1% (from 1,525 to 1,859)
    "moved by, from, to": rf"""
        {_MOVED} {_SHARE}(?: <noun>)?(?:(?: <word>){{1,2}}(?=,))?<time>,?(?:<dash>| ?)[(]?(?:<moving> )?
        from {_ONE}{BETWEEN}\bto {_OTHER}""",
    # a 12 percent rise in visitors, from 100 to 112
    "a move, from, to": rf"""
        {_SHARE} (?:<word> ){{0,2}}?<noun>(?: in(?: <word>){{1,4}}?)?<time>,?(?:<dash>| ?)[(]?
        from {_ONE}{BETWEEN}\bto {_OTHER}""",
    # rose 12% to 4.5m, compared with 4m a year earlier
    "moved by, to, from": rf"""
        {_MOVED} {_SHARE}<time>,? (?:to|at) {_OTHER}{AFTER}
        ,? [(]?(?:(?:up|down) )?<against> {_ONE}""",
    # rose 12% to £4.5m (2023: £4m)
    "moved by, to, in brackets": rf"""
        {_MOVED} {_SHARE}<time>,? (?:to|at) {_OTHER}{AFTER}
        [ ]?[(](?:(?:<word>|<moment>|<rank>) ?){{1,4}}: ?{_ONE}[);,]""",
    # from 146 in 2023 to 100, a fall of a third
    "from, to, move": rf"\bfrom {_ONE}{BETWEEN}\bto {_OTHER}{AFTER}{_LINK}",
    # 397, compared with 544 last year, or down 27%
    "to, compared, move": rf"{_OTHER}{AFTER},? [(]?compared (?:with|to) {_ONE}{AFTER}{_LINK}",
    # to 397 from 544 last year, a drop of 27%; 397, down from 544, or 27 percent
    "to, from, move": rf"{_OTHER}{AFTER},? [(]?(?:(?:up|down) )?from {_ONE}{AFTER}{_LINK}",
    # 280, up 12% on the 250 of last year; 280, a 12 percent rise from 250
    "to, moved, from": rf"""
        {_OTHER}{AFTER},? [(]?(?:(?:<joining>|<noun>|<moving>) ){{0,6}}?{_SHARE}(?: (?:<word> )?<noun>)?<time>,?
        [ ](?:from|on|over) {_OF_THEN}{_ONE}""",
    # 280, 12 percent more than the 250 of last year
    "to, more, than": rf"{_OTHER}{AFTER},? [(]?(?:<joining> ){{0,3}}?{_SHARE} (?:<than> than|above|below) {_OF_THEN}{_ONE}",
    # at €5.9m, were 21 percent above the €5.1m of the year before
    "at, more, than": rf"""
        {_OTHER}(?:[ -]<word>){{0,5}}?<time>,? (?:was|were|is|are) {_SHARE} (?:<than> than|above|below) {_OF_THEN}{_ONE}""",
    # doubled from 40 to 80; more than tripled to 130 from 40
    "times, from, to": rf"(?P<percent><multiple>)(?: <word>){{0,6}}?<time>,? ?[(]?from {_ONE}{BETWEEN}\bto {_OTHER}",
    "times, to, from": rf"(?P<percent><multiple>)<time>,? to {_OTHER}{AFTER},? from {_ONE}",
}


@cache
def _moves() -> dict[Direction, dict[str, list[str]]]:
    known = words("changes")
    return {"up": known["up"], "down": known["down"]}


@cache
def told_moves() -> dict[str, list[str]]:
    """The words of rises and falls, by their form: verbs, nouns, comparatives, and what may stand between them and a percentage."""
    both = {form: [*_moves()["up"][form], *_moves()["down"][form]] for form in ("verbs", "nouns", "than")}
    return {
        "verb": both["verbs"],
        "noun": both["nouns"],
        "than": both["than"],
        "moving": [verb for verb in both["verbs"] if verb.endswith("ing")],
        "light": words("changes")["light"]["words"],
        "joining": words("changes")["joining"]["words"],
        "against": ["from", "compared with", "compared to", "against", "versus", "after"],
    }


@cache
def _shapes() -> Shapes:
    return tuple((name, pattern(shape, **told_moves())) for name, shape in _SHAPES.items())


def changes(story: Story, outlines: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every change with both its levels, in the order of the story."""

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        return change_of(story, outline, match)

    return matched(outlines, _shapes(), build, signs=3, once="percent")


def _is_step(before: str) -> bool:
    """ "$440 million, up $40 million, or 10 percent, from $400 million": what stands behind "up" is no level."""
    return _step().search(before[-30:]) is not None


@cache
def _step() -> re.Pattern[str]:
    return re.compile(rf"\b(?:up|down|by|{any_of(told_moves()['noun'])} of)(?: an? (?:further|extra))? $", re.IGNORECASE)


def change_of(story: Story, outline: Outline, match: re.Match[str]) -> Relation | None:
    """The change that a match stands for, with its levels in the groups "a" and "b" and the percentage or multiple in "percent"."""
    base, new, share = (outline.entry(match, name) for name in ("a", "b", "percent"))
    if not (base and new and share) or not of_one_kind(base, new) or _is_step(outline.text[: match.start("b")]):
        return None
    direction, link = _direction(outline.text, match.start("percent")), 1
    if not direction and share.kind != "multiple":
        # "from 120 to 144 (20%)", "from 120 to 144, or 20 percent": only punctuation says that it is the change.
        if not re.match(rf"\)|,|\.|$|{SIGNS['stop']}| ?[–—-]", outline.text[match.end("percent") :]):
            return None
        direction, link = _verb_before(outline.text, match), 3
        if direction:
            link = 1 if outline.text[: match.start("percent")].endswith(" or ") else 2
    return change_between(story, outline, (base, new, share), match.start("percent"), direction=direction, link=link)


def change_between(
    story: Story, outline: Outline, roles: tuple[Figure, Figure, Figure], at: int, *, direction: Direction | None, link: int
) -> Relation:
    """The change of two levels by a percentage or multiple, whose sign stands at that place of the outline."""
    base, new, share = roles
    span = spanned(roles)
    return Relation(
        span,
        "change",
        (("from", base), ("to", new), ("percent", share)),
        3 if _of_two_things(base, new) else link,
        _unclear(story, outline, at, base, new, share),
        direction,
        outline.inside_quotation(span),
    )


def of_one_kind(base: Figure, new: Figure) -> bool:
    """Also in "from 20 to 30 cents", where the unit stands once."""
    return base.kind == new.kind or (base.kind == "count" and 0 < new.span.start - base.span.end <= len(" to a "))


def _of_two_things(base: Figure, new: Figure) -> bool:
    """ "From 12 schools to 240 pupils": each level has a noun of its own right after it, and they differ."""
    if not base.counted or not new.counted or base.counted.key == new.counted.key:
        return False
    return all(0 <= figure.counted.span.start - figure.span.end < 3 for figure in (base, new) if figure.counted)


def _direction(text: str, at: int) -> Direction | None:
    """Up or down, by the word that stands beside the percentage."""
    before, after = text[max(0, at - 90) : at], text[at + 1 : at + 60]
    for direction, says_before, says_after in _beside():
        if says_before.search(before) or says_after.match(after):
            return direction
    return None


@cache
def _beside() -> tuple[tuple[Direction, re.Pattern[str], re.Pattern[str]], ...]:
    light = any_of([*words("changes")["light"]["words"], "of"])
    return tuple(
        (
            direction,
            re.compile(rf"\b{any_of([*move['verbs'], *move['nouns']])}(?: (?:[\w’'-]+ ){{1,10}}?by)?(?: {light}){{0,4}} $", re.IGNORECASE),
            re.compile(rf" (?:[\w-]+ ){{0,2}}?{any_of(move['nouns'])}\b| {any_of(move['than'])}\b", re.IGNORECASE),
        )
        for direction, move in _moves().items()
    )


def _verb_before(text: str, match: re.Match[str]) -> Direction | None:
    """ "Takings fell from 146 to 100, or 31 percent": the verb stands before the levels."""
    before = text[max(0, match.start() - 40) : match.start()]
    for direction, move in _moves().items():
        if re.search(rf"\b{any_of(move['verbs'])}(?: [\w-]+)?,? $", before, re.IGNORECASE):
            return direction
    return None


def _unclear(story: Story, outline: Outline, at: int, base: Figure, new: Figure, share: Figure) -> str | None:
    """Why the percentage may be of something that is not printed."""
    # "An average of 1,308 people a day, up 9 percent": the level is an average, not the percentage.
    sentence = _averaged().sub("", outline.around(at))
    for reason, modifier in _modifiers():
        if modifier.search(sentence):
            return reason
    yearly = words("changes")["yearly"]
    rest = story.text[share.span.end : share.span.end + 30]
    if re.match(rf" (?:or so )?{any_of(yearly['words'])}\b(?! {any_of(words('outline')['time']['away'])}\b)", rest):
        return str(yearly["reason"])
    before = outline.text[max(0, at - 80) : at]
    if re.search(rf"{SIGNS['percent']}[^;(){SIGNS['stop']}]*\b(?:and|then|plus|followed by) ", before) and not _has_verb_after_and(before):
        return "more than one percentage stands before the figures"
    if _periods_differ(story.text, base, new, share):
        return "the percentage and the figures may be for different periods"
    return None


@cache
def _modifiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((m["reason"], re.compile(rf"\b{any_of(m['words'])}\b", re.IGNORECASE)) for m in words("changes")["modifier"])


@cache
def _averaged() -> re.Pattern[str]:
    levels = "".join(SIGNS[kind] for kind in ("count", "money", "measure"))
    return re.compile(rf"\ban average of (?=[{levels}])", re.IGNORECASE)


def _has_verb_after_and(before: str) -> bool:
    """ "Exports rose 5 percent and imports fell ...": a clause of its own."""
    clause = re.split(r"\b(?:and|then|plus|followed by) ", before)[-1]
    return bool(re.search(rf"\b{any_of(told_moves()['verb'])}\b", clause, re.IGNORECASE))


def _periods_differ(text: str, base: Figure, new: Figure, share: Figure) -> bool:
    """ "Fell 3 percent on the month to 450, from 400 a year ago": one month and one year."""
    short, year = r"\b(?:month|quarter|week|day)(?:ly)?\b", r"\byear\b"
    of_share = text[share.span.end : min(share.span.end + 40, new.span.start)]
    of_base = re.split(r"[,.;]", text[base.span.end : base.span.end + 30])[0]
    return new.span.start > share.span.end and (
        bool(re.search(short, of_share) and re.search(year, of_base)) or bool(re.search(year, of_share) and re.search(short, of_base))
    )
