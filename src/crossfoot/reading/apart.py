"""So much more or less than a level that is told: "58 above the rated capacity of 1,250", "544 short of the 15,444 required", "five minutes
less than the 36 that it took", "miss its goal of 520 by 87".

The claim names one of the two levels. The other stands before it, in the sentence or one of the two before; it is found by its kind, its
unit and the side of the level on which it lies. Of several the one that agrees is meant. Where none does, the only one of the sentence is
held to the claim, one of several is undecided, and one of a sentence before is a loose tie, of which the check speaks only where a slip
explains the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from ..ledger import FURTHER_UP, Figure, Phrase, Relation, Role
from ..quantity import Amount
from ..slips import may_be_a_slip
from .further_up import FurtherUp, own_noun
from .likeness import comparable, gap_of, may_step
from .outline import Outline, any_of, at_a_glance, pattern
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_D, _B = r"(?P<margin><step>|<duration>)", r"(?P<second><level>|<duration>)"
_BACK = 2  # sentences back
_FEWEST = 10  # by which people and beds may differ before it is taken for a sum

_SHAPES = {
    # 58 above the rated capacity of 1,250; nine more than last season's 12; 84 short of a sellout in the 17,550-seat arena
    "than": rf"{_D}(?:[ -]<word>){{0,3}}? (?:(?P<up><above>)|(?P<down><below>))(?P<between>(?:<gap>){{0,60}}?[ -]){_B}",
    # 2.6 feet over the flood stage of 19 feet; $2 million under the $14 million budget
    "over": rf"{_D} (?:(?P<up>over)|(?P<down>under))(?P<between>(?:<gap>){{0,40}}?[ -]){_B}",
    # 16 cents more than a week earlier, when it averaged $3.23
    "then": rf"""
        {_D}(?:[ -]<word>){{0,3}}? (?:(?P<up><above>)|(?P<down><below>))(?: (?:<word>|<moment>)){{1,5}}?,
        [ ](?:when|which|who)(?P<between>(?: <word>){{1,4}}? ){_B}""",
    # miss its full-year goal of 520 by 87; exceeded the 400 pledged by 12
    "by": rf"""
        \b(?:(?P<up><exceeding>)|(?P<down><missing>)) (?P<between><gap>{{1,50}}? ){_B}(?:[ -]<word>){{0,4}}?
        [ ]by (?:<light> )?{_D}(?! to\b)""",
}


class _Claim(NamedTuple):
    """So much, of what, and which way."""

    margin: Figure
    second: Figure
    way: str
    goal: Phrase | None

    def gap(self, first: Figure) -> Amount:
        """How far the first lies on the side that is told; below nothing where it lies on the other."""
        one, other = (first, self.second) if self.way == "up" else (self.second, first)
        return gap_of(one, other, self.margin)

    def agrees(self, first: Figure) -> bool:
        """Counts are held to the last digit, as by the check; all else as printed."""
        gap, stated = self.gap(first), self.margin.quantity.amount
        return gap.value == stated.value or (first.kind != "count" and not gap.strictly_apart(stated))

    def agrees_with_both(self, one: Figure, other: Figure) -> bool:
        """Two together: "49 seats ... and its ally 11, one short of the 61 needed"."""
        return (
            one.kind == other.kind == "count"
            and abs((one.quantity.value or 0) + (other.quantity.value or 0) - (self.second.quantity.value or 0))
            == self.margin.quantity.value
        )

    def is_on_its_side(self, first: Figure) -> bool:
        """True for a figure that may be so much more, or less."""
        return (self.gap(first).value or 0) > 0


@cache
def _shapes() -> Shapes:
    known = words("margins")
    lists = {name: known[name]["words"] for name in _CUES}
    lists["light"] = words("changes")["light"]["words"]
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


_BY = re.compile(" by ")
_CUES = ("above", "below", "exceeding", "missing", "over", "under")


def apart(outlines: Sequence[Outline], further_up: FurtherUp) -> Iterator[Relation]:
    """Every figure that is so much more or less than another, with both, in the order of the story."""

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        margin, second = outline.entry(match, "margin"), outline.entry(match, "second")
        if name == "over" and margin and (margin.kind == "count" or not second or margin.quantity.unit != second.quantity.unit):
            return None
        if not margin or not second or not may_step(margin, second) or not _names_it(match["between"]):
            return None
        if (
            margin.quantity.value is None
            or second.quantity.value is None
            or _of_another_stage().search(outline.around(match.start("margin")))
        ):
            return None
        place = min(match.start("margin"), match.start("second"))
        return _relation(outline, place, _Claim(margin, second, "up" if match["up"] else "down", _goal(outline, match)), further_up)

    # What begins with a figure is looked for at once; "missed its goal" only where so much is said to be missed "by".
    by = [shape for shape in _shapes() if shape[0] == "by"]
    found = [*matched(outlines, [shape for shape in _shapes() if shape not in by], build, signs=0, once="margin", having=_cues())]
    known = {id(relation.role("margin")) for relation in found}
    found += [one for one in matched(outlines, by, build, signs=2, once="margin", having=_BY) if id(one.role("margin")) not in known]
    return iter(sorted(found, key=lambda relation: relation.span))


def _goal(outline: Outline, match: re.Match[str]) -> Phrase | None:
    """The word that says that the level is set, not measured: "the target of 92 per cent", "the 95% needed"."""
    at = match.start("second")
    found = _goals().search(outline.text, match.start("between"), at) or _goals().search(outline.text, at + 1, at + 50)
    if not found or any(sign in outline.text[at : found.end()] for sign in ",;"):
        return None
    return Phrase(outline.placed(found, "goal"), found["goal"].lower())


@cache
def _goals() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<goal>{any_of(words('margins')['goal']['words'])})\b", re.IGNORECASE)


def _names_it(between: str) -> bool:
    """ "Than the 380 of 2022", "below the target of 92 per cent"; not "more than expected in 12 weeks", "more, when 40 left", "more than at
    the start: seven opened"."""
    known = words("margins")["between"]
    said = between.lower().replace("-", " ").split()
    return not said or (not set(",:") & set(between) and said[-1] not in known["last"] and not set(said) & set(known["clause"]))


def _relation(outline: Outline, place: int, claim: _Claim, further_up: FurtherUp) -> Relation | None:
    here = [one for one in reversed([*_clause(outline, place)]) if _may_be_meant(one, claim)]
    mine = [one for one in here if claim.is_on_its_side(one)]
    before = [one.figure for one in further_up.before(claim.margin, claim.second, alike=comparable) if 0 < one.back <= _BACK]
    before = [one for one in before if _may_be_meant(one, claim) and claim.is_on_its_side(one)]
    agreeing = next((one for one in (*mine, *before) if claim.agrees(one)), None)
    if agreeing:
        return _tied(outline, agreeing, claim, 1 if agreeing in here else 2)
    if any(claim.agrees_with_both(*pair) for pair in combinations(here, 2)):
        return None
    first = next((one for one in (*mine, *here) if _of_one_thing(one, claim)), None)
    if first and _is_apposed(outline, first, place):
        others = [one for one in mine if one is not first]
        return _tied(outline, first, claim, 1, "another number before it could be meant" if others else None)
    near = [one for one in mine or before if may_be_a_slip(claim.margin.quantity, claim.gap(one).value)]
    return _tied(outline, near[0], claim, 3) if near and len({one.quantity.value for one in near}) == 1 else None


def _is_apposed(outline: Outline, first: Figure, place: int) -> bool:
    """ "34.7C, which was 1.3 degrees above"; not "slumped to 11, it will be one short": another subject has come in."""
    start = next(sign for sign, figure in outline.entries.items() if figure is first)
    return not _another_subject().search(outline.text, start, place)


def _clause(outline: Outline, at: int) -> Iterator[Figure]:
    """The figures before that place in its clause, but no amounts of a rise or fall."""
    start, _ = outline.bounds(at)
    for sign in range(max(start, outline.text.rfind(";", start, at) + 1), at):
        figure = outline.entries.get(sign)
        if isinstance(figure, Figure) and (not figure.direction or outline.text.endswith((" to ", " at "), max(0, sign - 4), sign)):
            yield figure


def _may_be_meant(first: Figure, claim: _Claim) -> bool:
    """A single number of the kind; of another thing (people and beds) only if it is much that lies between."""
    # "410 tonnes, 40 more than the 380 of 2022": the unit stands once.
    bare = claim.margin.kind == claim.second.kind == "count" and claim.second.counted is None
    if first.quantity.value is None or not comparable(first, claim.second) or not (bare or may_step(claim.margin, first)):
        return False
    return _of_one_thing(first, claim) or (claim.margin.quantity.value or 0) >= _FEWEST


def _of_one_thing(first: Figure, claim: _Claim) -> bool:
    """No two nouns for the three figures, save what a margin may count of anything: "votes", "points"."""
    own = {own_noun(figure) for figure in (first, claim.second)} | ({own_noun(claim.margin)} - {*words("margins")["counts"]["words"]})
    return len(own - {None}) < 2


def _tied(outline: Outline, first: Figure, claim: _Claim, link: int, unclear: str | None = None) -> Relation:
    figures = (first, claim.second, claim.margin)
    span = spanned(figures if link < 3 else figures[1:])
    # Only what is on its side is tied loosely.
    note = FURTHER_UP if link == 3 else claim.way
    roles: tuple[tuple[str, Role], ...] = tuple(zip(("first", "second", "margin"), figures, strict=True))
    roles = (*roles, ("set", claim.goal)) if claim.goal else roles
    return Relation(span, "margin", roles, link, unclear, note, outline.inside_quotation(span))


@cache
def _cues() -> re.Pattern[str]:
    known = words("margins")
    return at_a_glance(f" {word}" for name in ("above", "below") for word in (*known[name]["words"], "over", "under"))


@cache
def _another_subject() -> re.Pattern[str]:
    known = words("margins")["between"]
    return re.compile(rf"\b{any_of(known['subject'])} |(?<!\bwhich )\b{any_of(known['verb'])} ", re.IGNORECASE)


@cache
def _of_another_stage() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('margins')['stage']['words'])}\b", re.IGNORECASE)
