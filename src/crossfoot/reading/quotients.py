"""What each one is, where how many there are, or what they come to, stands further up.

"Crews answered 312 calls. The week cost $46,800, or $150 a call." The last number is worked out from two others: so much in all, and so
many of what "a call" names. Where some pair of the numbers near by agrees it is taken; otherwise the one that the words name, and that pair
is a loose tie of which the check speaks only where a slip explains the difference. The claim must be said as a result (", or", ", an
average of", "That works out to"): of "It employs 300 people, paying an average of $35,000 each" nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Quantity, Range, shared_bound_dropped
from ..slips import may_be_a_slip
from ..units import factor_between
from .counted import singular
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .outline import SIGNS, Outline, any_of, pattern
from .rates import same_unit
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_SIGN = r"(?:<count>|<money>|<measure>|<duration>)"
_UNIT = rf"(?P<unit>{_SIGN})"
_THING = r"(?: (?!<article>\b|<astray>\b)<word>){0,3}?"
# "$150 apiece"; "2.5 people to a house"; "19 calls a day": "a day" is one sign, and so is "$150 a call".
_EACH = rf"""
    (?:(?: <word>){{0,3}}?,? (?P<each><each>)\b(?: (?P<thing><word>))?|{_THING} (?P<article><article>) (?P<below><word>)
    |{_THING} (?P<time>[{SIGNS["duration"]}{SIGNS["moment"]}]))"""
_START = r"(?:^|(?<=<stop>))[\"“]?"
_PRICED = rf"(?:<light> )?{_UNIT}(?:{_EACH})?"

_SHAPES = {
    # $46,800, or $150 a call; An average of 19 calls a day was answered
    "apposed": rf"(?:(?:,|,?<dash>)(?: and)? | [(]|{_START})<average> {_PRICED}",
    # 312 calls took 20 hours at a rate of 15.6 an hour
    "at": rf" <at> {_PRICED}",
    # $46,800, about $150 a call
    "beside": rf"(?:, |,?<dash>| [(]){_PRICED}(?=[.,;:)]|<dash>|<stop>|$)",
    # That works out to 19 calls a day.
    "that": rf"{_START}<that> <reaches> (?:<average> )?{_PRICED}",
}
_BESIDE = 40  # characters
_FAR = 9  # sentences, for what was counted long before
_DAYS = 26  # the fewest by which a total is divided without a word of them
_PAIRS = 6  # of a total and a count, of which one may be meant


@dataclass(frozen=True, slots=True)
class _Claim:
    """What each one is, in which unit, and of what: "call", or `None` for "each"; `that` for a sentence of its own."""

    unit: Figure
    above: str | None
    below: str | None
    that: bool = False


@cache
def _shapes() -> Shapes:
    known, rates = words("quotients"), words("rates")
    lists = {
        "each": rates["each"]["words"],
        "average": known["average"]["words"],
        "at": known["average"]["at"],
        "light": known["light"]["words"],
        "article": known["article"]["words"],
        "astray": known["astray"]["words"],
        "that": known["that"]["words"],
        "reaches": known["that"]["verbs"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def quotients(outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every claim of what each one is that no relation of `tied` holds, with its total and its count."""
    known = {id(relation.role("unit")) for relation in tied}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        claim = _claim(outline, match, name)
        if claim is None or id(claim.unit) in known:
            return None
        if match["thing"] and not claim.below:
            # "about 19 at each site": of each what, where something near is called so
            noun = singular(match["thing"].lower().rstrip(".'"))
            claim = replace(claim, below=noun) if further_up.counting(noun, claim.unit) else claim
        told = (Earlier(figure, _FAR) for figure in further_up.counting(claim.below, claim.unit)) if claim.below else ()
        return _worked(outline, claim, [*further_up.near(claim.unit), *told])

    return matched(outlines, _shapes(), build, signs=1, once="unit", having=_having())


def _claim(outline: Outline, match: re.Match[str], name: str) -> _Claim | None:
    """What is said of each one; a number that only stands beside must be said to be rounded."""
    unit = outline.entry(match, "unit")
    if unit is None or unit.direction or not unit.quantity.value or (name == "beside" and unit.hedge is None):
        return None
    above, per, below = f" {unit.quantity.unit or ''}".partition(" per ")
    if not per and not match["each"]:
        time = outline.moment(match, "time")
        below = words("quotients")["length"]["of"].get(time.timex, "") if time else singular((match["below"] or "").lower().rstrip(".'"))
    return _Claim(unit, above.strip() or None, below or None, name == "that") if below or match["each"] else None


def _worked(outline: Outline, claim: _Claim, near: Sequence[Earlier]) -> Relation | None:
    """The pair of a total and a count that agrees, or else the one that the words name."""
    near = [one for one in near if one.figure is not claim.unit and one_speaker(one.figure, claim.unit)]
    totals = [one for one in near if _may_be_total(one.figure, claim)]
    counts = [one for one in near if _may_be_count(one.figure, claim)]
    return _agreeing(outline, claim, totals, counts) or _in_its_time(outline, claim, totals) or _named(outline, claim, totals, counts)


def _in_its_time(outline: Outline, claim: _Claim, totals: Sequence[Earlier]) -> Relation | None:
    """A total of a year or a month, and what it is a day, a week or a month: "16,104 people in 2024. That is 44 a day." """
    beside = [one.figure for one in totals if one.back < 2]
    lengths = [(figure, length) for figure in beside if (length := _length(figure, claim.below))]
    fitting = [pair for pair in lengths if fits(*pair, claim.unit)] or [pair for pair in lengths if is_slip_of(*pair, claim.unit)]
    alone = len(beside) == 1 or (fitting and fits(*fitting[0], claim.unit))
    return _relation(outline, claim, *fitting[0], 3) if fitting and alone else None


def _length(figure: Figure, unit: str | None) -> Figure | None:
    """The time of a figure as a number of days, or a year as 52 weeks or 12 months."""
    if figure.when is None or figure.when.earliest is None or figure.when.latest is None or unit is None:
        return None
    days = (figure.when.latest - figure.when.earliest).days + 1
    of_a_year = words("quotients")["length"]["of_a_year"]
    number = str(days) if unit == "day" and days > _DAYS else of_a_year.get(unit) if days in (365, 366) else None
    return Figure(figure.when.span, Quantity(number, kind="measure", unit=unit, exact=True)) if number else None


def _may_be_total(figure: Figure, claim: _Claim) -> bool:
    """Of one unit with what each one is, and more; counts of one noun, where both say theirs."""
    quantity, unit = figure.quantity, claim.unit
    if quantity.value is None or unit.quantity.value is None or quantity.value <= unit.quantity.value:
        return False
    if unit.kind != "count":
        return same_unit(quantity.unit, claim.above)
    if figure.kind == "count":
        # "The jail took in 16,104 people. That works out to 44 bookings a day."
        return claim.that or len({own_noun(figure), own_noun(unit)} - {None}) < 2
    # "They put in 83,200 hours, or 130 apiece": the unit stands once.
    return figure.kind == "measure" and own_noun(unit) is None and 0 < unit.span.start - figure.span.end < _BESIDE


def _may_be_count(figure: Figure, claim: _Claim) -> bool:
    if figure.quantity.value is None or figure.quantity.value < 2 or figure.hedge == "at most":
        return False
    if figure.kind == "measure":
        # "26 months ... a month", "980,000 acres, or 55 bushels an acre"
        return figure.quantity.unit == claim.below
    return figure.kind == "count" and claim.below not in words("rates")["during"]["units"]


def _agreeing(outline: Outline, claim: _Claim, totals: Sequence[Earlier], counts: Sequence[Earlier]) -> Relation | None:
    """The nearest pair that agrees; close where the words name the count or both stand near by."""
    pairs = sorted(((t, c) for t in totals for c in counts if t.figure is not c.figure), key=lambda pair: pair[0].back + pair[1].back)
    for whole, count in pairs:
        if fits(whole.figure, count.figure, claim.unit):
            close = whole.back + count.back < 2 or is_named(count.figure, claim.below)
            return _relation(outline, claim, whole.figure, count.figure, 2 if close else 3)
    return None


def fits(whole: Figure, count: Figure, unit: Figure) -> bool:
    """Whether so many of so much each are the whole, none of them taken more roughly than it is printed."""
    total, single = shared_bound_dropped(whole.quantity, unit.quantity)
    each = single.worked_out.times(_in_unit_of(whole, unit))
    return not (count.quantity.firm.amount * each).surely_apart(total.worked_out)


def fits_as_printed(whole: Figure, count: Figure, unit: Figure) -> bool:
    """The same, where one of the two was worked out from the other as it stands: 374 a day are 15.6 an hour."""
    total, single = shared_bound_dropped(whole.quantity, unit.quantity)
    value, number, each = total.value, count.quantity.value, single.value
    if value is None or not number or each is None:
        return False
    factor = _in_unit_of(whole, unit)
    ends = ((each * number * factor, total), (value / number / factor, single))
    return any(Range(point, point).meets(quantity.worked_out.loose) for point, quantity in ends)


def _in_unit_of(whole: Figure, unit: Figure) -> Fraction:
    """Eight cents, where the whole is in dollars, are a hundredth of eight."""
    return factor_between((unit.quantity.unit or "").partition(" per ")[0] or whole.quantity.unit, whole.quantity.unit) or Fraction(1)


def _named(outline: Outline, claim: _Claim, totals: Sequence[Earlier], counts: Sequence[Earlier]) -> Relation | None:
    """The one pair of a total and a count that the words name, or the only one near by for "each", of which a slip makes the claim."""
    wholes = [one.figure for one in totals if one.back < 3]
    named = [one.figure for one in counts if is_named(one.figure, claim.below)] if claim.below else _only(counts, wholes)
    pairs = [(whole, count) for whole in wholes for count in named if whole is not count]
    slipped = [(whole, count) for whole, count in pairs if is_slip_of(whole, count, claim.unit)]
    if len(pairs) > _PAIRS or len({(whole.quantity.value, count.quantity.value) for whole, count in slipped}) != 1:
        return None
    return _relation(outline, claim, *slipped[0], 3)


def is_slip_of(whole: Figure, count: Figure, unit: Figure) -> bool:
    """Whether a slip makes what each one is of the other two."""
    total, number = whole.quantity.value, count.quantity.value
    return total is not None and bool(number) and may_be_a_slip(unit.quantity, total / (number or 1) / _in_unit_of(whole, unit))


def _only(counts: Sequence[Earlier], wholes: Sequence[Figure]) -> list[Figure]:
    """The only number of the nearest sentence that has one beside the totals."""
    others = [one for one in counts if one.back < 2 and not any(one.figure is whole for whole in wholes[:1])]
    beside = [one.figure for one in others if one.back == others[0].back]
    return beside if len(beside) == 1 else []


def is_named(count: Figure, below: str | None) -> bool:
    """ "26 months ... a month"; "312 calls ... a call"; "44 fixtures ... a game"."""
    if count.kind == "measure" or not count.counted or not below:
        return count.kind == "measure"
    return count.counted.key == below or any({count.counted.key, below} <= one for one in _same())


@cache
def _same() -> tuple[frozenset[str], ...]:
    return tuple(map(frozenset, words("quotients")["same"]["families"]))


def _relation(outline: Outline, claim: _Claim, whole: Figure, count: Figure, link: int) -> Relation:
    span = spanned([whole, count, claim.unit])
    roles = (("total", whole), ("count", count), ("unit", claim.unit))
    return Relation(span, "rate", roles, link, None, FURTHER_UP, outline.inside_quotation(claim.unit.span))


@cache
def _having() -> re.Pattern[str]:
    """Words of a result, or a rounded number that may be one."""
    known = words("quotients")
    cues = (*known["average"]["words"], *known["that"]["verbs"])
    return re.compile(rf"\b{any_of(cues)}\b|[,(] ?[{SIGNS['money']}{SIGNS['count']}{SIGNS['measure']}]", re.IGNORECASE)
