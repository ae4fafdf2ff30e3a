"""What is left, told as a number whose whole stands further up: "Thirteen fell ill. Nine have gone home and four are still in hospital".

A rest is told by words before it ("the other", "leaving", "all but") or behind it ("others", "still", "empty", "to find"). The figures
before it are read backwards: the nearest are parts, up to one that is larger than all of them, which may be the whole; or the whole is
named behind the rest ("three others among the 14"). Of percentages the whole is a hundred. Where one reading agrees it is taken. Where none
does, the one that nearly agrees is: closely, if whole and parts stand in this sentence and the one before and count one thing; loosely, if
not, so that the check speaks only where a slip explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from ..ledger import FURTHER_UP, Figure, Relation, Role
from ..quantity import total
from ..slips import digit_apart, may_be_a_slip
from ..units import factor_between
from .further_up import Earlier, FurtherUp, own_noun
from .outline import Outline, any_of, at_a_glance, pattern
from .paragraphs import Story
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_REST = r"(?P<rest><amount>|<percent>|<duration>)"
_WHOLE = r"(?P<named>(?:[ -]<word>){0,4}? (?:of|among|in|from|out of) (?:<definite> )(?P<whole><amount>))?"
_PARTS = 4
_MISS = 6  # one in so many of the whole may be missing or too many where the tie is close
_APART = Fraction(5, 2)  # times, at most, that a slip puts two numbers apart
_HUNDRED = Fraction(100)

_SHAPES = {
    # the other six; the remaining 12 percent; the rest, 35; the remaining two of the 11
    "closing": rf"\b(?:<closing>),?(?: (?:were|was|are|is|of|about|some))? {_REST}{_WHOLE}",
    # the last 12 are being cleared
    "last": rf"\bthe (?:last|final) {_REST}(?= (?:are|were|will|have|had)\b)",
    # three others among the 14 people named
    "others": rf"{_REST} others\b{_WHOLE}",
    # leaving 68 vacancies; would still leave the board $7.5 million to find
    "leaving": rf"\b<leaving>(?: <word>){{0,3}}? {_REST}(?! (?:<word> )?<harmed>\b){_WHOLE}",
    # four are still being treated; 40 games left in the 82-game season; not "10 points to go with his 11 rebounds"
    "left": rf"""
        {_REST}(?:[ -]<word>){{0,4}}? <left>(?!(?: along)? with (?:his|her|its|their|an?|the)\b)
        (?=[.,;:)]|<dash>|<stop>|$| (?:<behind>)\b){_WHOLE}""",
    # of the 162 who had not
    "not": rf"\bof <definite> {_REST}(?: <word>)? (?:who|that|which) (?:had|have|has|did|do|were|was|are) not\b",
    # filled all but 1,164 of the 15,400 seats
    "all but": rf"\ball but {_REST}{_WHOLE}",
}


class _Reading(NamedTuple):
    """A whole (`None` for a hundred percent), its parts, how many sentences back the first of them stands, and what is left."""

    whole: Figure | None
    parts: tuple[Figure, ...]
    back: int
    left: Fraction


@cache
def _shapes() -> Shapes:
    known = words("remainders")
    lists = {name: known[name]["words"] for name in ("leaving", "harmed", "left", "behind")}
    lists |= {"closing": words("tallies")["closing"][0]["words"], "definite": words("shares")["definite"]["words"]}
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def what_is_left(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every rest whose whole and parts stand further up; those that `tied` holds already are left out."""
    known = {
        id(figure) for relation in tied for figure in (relation.role("rest"), relation.role("margin"), *(relation.role("parts") or ()))
    }

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        rest = outline.entry(match, "rest")
        if not rest or id(rest) in known or rest.quantity.value is None or (rest.kind == "percent" and name != "closing"):
            return None
        named = outline.entry(match, "whole") if "whole" in match.re.groupindex else None
        if named and (named.quantity.value is None or named.quantity.value <= rest.quantity.value):
            named = None
        if _overlap().search(outline.around(match.start("rest"))):
            return None
        # "Leaving 68 vacancies" of 480 guards; but "the other 12 teams" of 40 buses are nobody's rest.
        readings = _readings(story.text, further_up, rest, named)
        return _relation(outline, rest, readings, further_up, named_alike=name in ("closing", "others"))

    return matched(outlines, _shapes(), build, signs=0, once="rest", having=_having())


def _readings(text: str, further_up: FurtherUp, rest: Figure, named: Figure | None) -> list[_Reading]:
    """Every way to read the figures before the rest as parts, and one as their whole."""
    told = [one for one in further_up.before(rest, rest, alike=_is_alike) if one.figure is not named]
    before = _without_repeats(told)
    # "33 were children, and nine of those were babies": a part of a part.
    undivided = [one for one in before if not _of_those().match(text, one.figure.span.end)]
    listed = [before, *(other for other in (told, undivided) if len(other) != len(before))]
    if rest.kind == "percent":
        # "Half said no, 17 percent did not know": a part that is no percentage.
        fractions = [one for one in further_up.before(rest, rest, alike=_is_fraction) if one.back < _PARTS]
        return [] if fractions else [reading for one in listed for reading in _of_a_hundred(one)]
    return [reading for one in listed for reading in (_of_named(one, named) if named else _of_further_up(one))]


def _of_a_hundred(before: Sequence[Earlier]) -> Iterator[_Reading]:
    for count in range(1, min(_PARTS, len(before)) + 1):
        parts = before[:count]
        yield _Reading(None, _figures(parts), parts[-1].back, _HUNDRED - _sum(parts))


def _of_named(before: Sequence[Earlier], named: Figure) -> Iterator[_Reading]:
    for first in range(min(3, len(before))):
        for parts in (before[first:last] for last in range(first + 1, min(first + _PARTS, len(before)) + 1)):
            yield _Reading(named, _figures(parts), parts[-1].back, (named.quantity.value or Fraction(0)) - _sum(parts))


def _of_further_up(before: Sequence[Earlier]) -> Iterator[_Reading]:
    for count in range(1, min(_PARTS, len(before) - 1) + 1):
        parts = before[:count]
        larger = [one for one in before[count:] if (one.figure.quantity.value or 0) > _sum(parts)]
        for whole in larger[:_PARTS]:
            if count > 1 and any(_is_rate(one.figure) for one in parts):
                continue
            yield _Reading(whole.figure, _figures(parts), whole.back, (whole.figure.quantity.value or Fraction(0)) - _sum(parts))
    # "Save $4.1 million a year, a third of the $11.6 million shortfall. That leaves $7.5 million": the whole after its part.
    for part in before[1:2]:
        yield _Reading(before[0].figure, (part.figure,), part.back, (before[0].figure.quantity.value or Fraction(0)) - _sum([part]))


def _figures(parts: Sequence[Earlier]) -> tuple[Figure, ...]:
    return tuple(one.figure for one in reversed(parts))


def _sum(parts: Sequence[Earlier]) -> Fraction:
    return sum((one.figure.quantity.value or Fraction(0) for one in parts), Fraction(0))


def _without_repeats(before: Sequence[Earlier]) -> list[Earlier]:
    """ "The £5.5m ... That £5.5m": told twice, it is one figure."""
    seen: set[Fraction | None] = set()
    return [one for one in before if not (one.figure.quantity.value in seen or seen.add(one.figure.quantity.value))]  # type: ignore[func-returns-value]


def _relation(outline: Outline, rest: Figure, readings: Sequence[_Reading], further_up: FurtherUp, *, named_alike: bool) -> Relation | None:
    possible = [one for one in readings if one.left > 0 and (_is_of_one_thing(one, rest) or not named_alike)]
    agreeing = [one for one in possible if _agrees(one, rest)]
    if agreeing:
        best = min(agreeing, key=lambda one: (one.back, len(one.parts)))
        return _tied(outline, rest, best, 2) if _is_close(best, rest) else None
    if rest.kind != "percent" and any(_adds_up(one, rest, further_up) for one in readings):
        return None
    near = [one for one in possible if _is_near(one, rest)]
    close = [one for one in near if _is_close(one, rest)]
    close = [one for one in close if _is_near_by(one, rest)] or close
    if close or rest.kind == "percent":
        return _tied(outline, rest, close[0], 2) if len({one.left for one in close}) == 1 else None
    slips = [one for one in near if _may_be_a_slip(rest, one.left) and (_is_only(one, rest, readings) or _is_telling(one, rest, readings))]
    digits = [one for one in slips if digit_apart(rest.quantity, one.left)]
    slips = digits or slips
    return _tied(outline, rest, slips[0], 3) if len({one.left for one in slips}) == 1 else None


def _adds_up(reading: _Reading, rest: Figure, further_up: FurtherUp) -> bool:
    """ "The county has had 141 cases, the city 88, and the remaining 83 were elsewhere", where 312 is told far above."""
    parts = sum((part.quantity.value or Fraction(0) for part in reading.parts), rest.quantity.value or Fraction(0))
    whole = reading.whole.quantity.value if reading.whole else None
    return further_up.gives(rest, parts) or (whole is not None and further_up.gives(rest, parts + whole))


def _agrees(reading: _Reading, rest: Figure) -> bool:
    """As printed, rounding of the figures allowed for; counts to the last digit."""
    if reading.left == rest.quantity.value:
        return True
    if rest.kind == "count" and rest.quantity.scale == 1 and not rest.hedge:
        return False
    taken = total(part.quantity.amount for part in (*reading.parts, rest))
    return reading.whole is not None and not taken.surely_apart(reading.whole.quantity.amount)


def _is_near(reading: _Reading, rest: Figure) -> bool:
    return _is_near_by(reading, rest) or _may_be_a_slip(rest, reading.left)


def _is_near_by(reading: _Reading, rest: Figure) -> bool:
    """Little is missing or too many, of the whole and of the rest."""
    whole = reading.whole.quantity.value if reading.whole else _HUNDRED
    value = rest.quantity.value or Fraction(0)
    miss = abs(reading.left - value)
    return miss * _MISS <= (whole or Fraction(0)) and miss * 2 <= min(value, reading.left)


def _may_be_a_slip(rest: Figure, left: Fraction) -> bool:
    """Near by, or with a digit wrong; not ten times as much, which any two figures come near to now and then."""
    return may_be_a_slip(rest.quantity, left) and left < _APART * (rest.quantity.value or 0) < _APART**2 * left


def _is_close(reading: _Reading, rest: Figure) -> bool:
    """In this sentence and the one before, of one thing; "six games remain" is no rest of 138 that are not said to be games."""
    return reading.back < 2 and _is_named(reading.whole, rest) and _is_of_one_thing(reading, rest)


def _is_named(whole: Figure | None, rest: Figure) -> bool:
    noun = own_noun(rest)
    return noun in (None, "other") or whole is None or (whole.counted is not None and whole.counted.key == noun)


def _is_of_one_thing(reading: _Reading, rest: Figure) -> bool:
    """One noun at most; "others" is none."""
    whole = () if reading.whole is None else (reading.whole,)
    return len({own_noun(figure) for figure in (*whole, *reading.parts, rest)} - {None, "other"}) < 2


def _is_only(reading: _Reading, rest: Figure, readings: Sequence[_Reading]) -> bool:
    """No other figure of the kind stands there: in this sentence, if it holds the whole, or in this and the one before."""
    mine = {id(figure) for figure in (reading.whole, *reading.parts)}
    others = {id(figure) for one in readings if one.back <= reading.back for figure in (one.whole, *one.parts)} - mine
    return reading.back < 2 and not others and (_is_named(reading.whole, rest) or len(rest.quantity.digits) > 1)


def _is_telling(reading: _Reading, rest: Figure, readings: Sequence[_Reading]) -> bool:
    """Too many digits for chance: three of one number, two of a sum of money, or two parts and the figure right before them."""
    digits = len(rest.quantity.digits.replace(".", "").strip("0"))
    if digits > 2 or (digits > 1 and rest.kind == "money"):
        return True
    nearest = next((one for one in readings if one.parts == reading.parts), reading)
    return digits > 1 and len(reading.parts) > 1 and nearest.whole is reading.whole and _is_of_one_thing(reading, rest)


def _is_alike(figure: Figure, rest: Figure) -> bool:
    """One kind, and one unit, by whatever it is: "$4.1 million a year ... $11.6 million"; games won and lost are games."""
    if figure.quantity.value is None or not figure.quantity.value:
        return False
    if rest.kind == "count" and figure.kind == "score":
        return True
    if rest.kind == "count" and figure.quantity.value.denominator != 1 and figure.quantity.scale == 1:
        return False
    return figure.kind == rest.kind and factor_between(figure.quantity.unit, rest.quantity.unit) == 1


def _is_fraction(figure: Figure, rest: Figure) -> bool:
    return figure.kind == "fraction"


def _is_rate(figure: Figure) -> bool:
    """ "£8,425 a year and £3,610 a year": no parts of what is paid once."""
    return " per " in (figure.quantity.unit or "")


def _tied(outline: Outline, rest: Figure, reading: _Reading, link: int) -> Relation:
    whole: tuple[tuple[str, Role], ...] = (("whole", reading.whole),) if reading.whole else ()
    roles = (*whole, ("parts", reading.parts), ("rest", rest))
    span = spanned([*reading.parts, rest])
    return Relation(span, "remainder", roles, link, None, FURTHER_UP if link == 3 else None, outline.inside_quotation(rest.span))


@cache
def _of_those() -> re.Pattern[str]:
    return re.compile(r" (?:[\w-]+ )?of (?:those|these|them|whom|which)\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    known = words("remainders")
    cues = [
        *words("tallies")["closing"][0]["words"],
        *known["leaving"]["words"],
        *known["left"]["words"],
        "others",
        "all but",
        "not ",
        "last",
        "final",
    ]
    return at_a_glance(cues)


@cache
def _overlap() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(word for entry in words('tallies')['overlap'] for word in entry['words'])}\b", re.IGNORECASE)
