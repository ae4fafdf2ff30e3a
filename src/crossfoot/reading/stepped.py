"""Steps told before the levels that they lie between: "Three new branches opened, taking the number from 14 to 17", "adds 46 posts. That
lifts the payroll to 2,386 from 2,340", "a further 91 will be ready by Christmas, lifting the total to 433" (of 342 told before).

A word that carries a number from one level to another ("taking", "cutting", "lifts") stands before the levels; the step is a count of its
sentence or the one before whose words say that it is added or taken away ("more", "another", "closed"). Where one agrees it is meant. Where
none does, the only one is held to the levels; one of several is a loose tie, of which the check speaks only where a slip explains the
difference. Where one level only is told, the other is one of the numbers further up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from ..ledger import FURTHER_UP, Figure, Phrase, Relation
from ..slips import may_be_a_slip
from .further_up import FurtherUp
from .outline import Outline, any_of, at_a_glance, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_FROM, _TO = r"(?P<from><count>)", r"(?P<to><count>)"
_CARRIED = r"\b(?P<way><carrying>)(?: <word>){1,7}?"
_TOLD = 3  # sentences back in which the level stands that is not told again

_SHAPES = {
    # taking the number of branches from 14 to 17
    "from, to": rf"{_CARRIED} from {_FROM}(?:[ -]<word>){{0,4}}? to {_TO}",
    # that lifts the payroll to 2,386 from 2,340
    "to, from": rf"{_CARRIED} (?:to|with) {_TO}(?:[ -]<word>){{0,4}}?,? (?:(?:up|down) )?from {_FROM}",
    # bringing the fleet to 84
    "to": rf"{_CARRIED} to {_TO}",
}


@cache
def _shapes() -> Shapes:
    return tuple((name, pattern(shape, carrying=words("stepped")["carrying"]["words"])) for name, shape in _SHAPES.items())


def stepped(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every step with both its levels; those that `tied` holds already are left out."""
    known = {id(relation.role("to")) for relation in tied if relation.role("amount")}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        new = outline.entry(match, "to")
        if not new or id(new) in known or new.quantity.value is None or _partial().match(outline.text, match.end()):
            return None
        base = outline.entry(match, "from") if "from" in match.re.groupindex else None
        if base and base.quantity.value is None:
            return None
        counts = [
            one.figure for one in further_up.before(new, new) if one.back < 2 and one.figure is not base and _may_step(one.figure, new)
        ]
        chosen = _between(story.text, base, new, counts) if base else _added(story.text, new, counts, further_up)
        return _relation(outline, match, new, *chosen) if chosen else None

    return matched(outlines, _shapes(), build, signs=1, once="to", having=_having())


def _may_step(step: Figure, level: Figure) -> bool:
    """A single number of the same thing, or of one that is not said again ("46 positions ... the payroll to 2,386")."""
    return step.quantity.value is not None and step.quantity.scale == level.quantity.scale and not step.hedge


def _between(text: str, base: Figure, new: Figure, counts: Sequence[Figure]) -> tuple[Figure, Figure, int] | None:
    """The step between two levels, with the first of them and how sure the tie is."""
    apart = abs(_value(new) - _value(base))
    agreeing = next((one for one in counts if one.quantity.value == apart), None)
    if agreeing or _sums(counts, apart):
        return (base, agreeing, 2) if agreeing and _is_step(text, agreeing) else None
    steps = [one for one in counts if _is_step(text, one)]
    if len(steps) == len(counts) == 1:
        return base, steps[0], 2
    near = [one for one in steps if len(one.quantity.digits) > 1 and may_be_a_slip(one.quantity, apart)]
    return (base, near[0], 3) if len(near) == 1 else None


def _value(figure: Figure) -> Fraction:
    return figure.quantity.value or Fraction(0)


def _sums(counts: Sequence[Figure], apart: object) -> bool:
    """ "Two branches opened in Leith and one in York, taking the number from 14 to 17": any run of them that makes the step."""
    values = [_value(one) for one in counts]
    return any(sum(values[first:last]) == apart for first in range(len(values)) for last in range(first + 2, len(values) + 1))


def _added(text: str, new: Figure, counts: Sequence[Figure], further_up: FurtherUp) -> tuple[Figure, Figure, int] | None:
    """The step to a level that is told alone, and the level further up from which it was made."""
    steps = [one for one in counts if _is_step(text, one) and _value(one) < _value(new)]
    if not steps:
        return None
    bases = [one.figure for one in further_up.before(new, new) if one.back <= _TOLD and one.figure is not steps[0] and not one.figure.hedge]
    pairs = [(base, steps[0], _value(base) + _value(steps[0])) for base in bases]
    agreeing = next((pair for pair in pairs if pair[2] == new.quantity.value), None)
    if agreeing:
        return agreeing[0], agreeing[1], 2
    if _sums([steps[0], *bases], new.quantity.value):
        return None
    near = [pair for pair in pairs if pair[0] in counts and len(new.quantity.digits) > 1 and may_be_a_slip(new.quantity, pair[2])]
    return (near[0][0], near[0][1], 3) if len({pair[2] for pair in near}) == 1 else None


def _is_step(text: str, figure: Figure) -> bool:
    """ "Eight more trams", "a further 91 houses", "three branches will shut": what is added or taken away."""
    before = text[max(0, figure.span.start - 40) : figure.span.start]
    return bool(_after().match(text, figure.span.end, figure.span.end + 60) or _before().search(before))


def _relation(outline: Outline, match: re.Match[str], new: Figure, base: Figure, step: Figure, link: int) -> Relation:
    way = "up" if _value(new) > _value(base) else "down"
    roles = (("from", base), ("to", new), ("amount", step), ("way", Phrase(outline.placed(match, "way"), way)))
    note = FURTHER_UP if link == 3 else way
    return Relation(spanned([base, new, step]), "move", roles, link, None, note, outline.inside_quotation(new.span))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('stepped')['before']['words'])} (?:[\w-]+ ){{0,2}}$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:[ -][\w-]+){{0,5}}? {any_of(words('stepped')['after']['words'])}\b", re.IGNORECASE)


@cache
def _partial() -> re.Pattern[str]:
    """ "To 12 percent", "to 3-2", "to 40 a day": no level of a count."""
    return re.compile(r"[-–/:]\d| (?:percent|per|a (?:day|week|month|year))\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    return at_a_glance(f" {word} " for word in words("stepped")["carrying"]["words"])
