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

from ..document import Span
from ..ledger import FURTHER_UP, Figure, Relation
from ..quantity import Quantity, Range, shared_bound_dropped
from ..slips import changed_round, may_be_a_slip
from ..units import factor_between
from .counted import singular
from .further_up import Earlier, FurtherUp, one_speaker, own_noun
from .outline import SIGNS, Outline, any_of, at_a_glance, pattern
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
    # Over its 14 weeks that works out at 52 a week
    "works out": rf"\b<works_out> (?:<average> )?{_PRICED}",
    # a yield of nine tonnes a hectare; at a density of 25 homes a hectare
    "called": rf"(?:,|,?<dash>| [(]|\b(?:at|giving|making|with|or)) an? (?:<word> ){{0,2}}?<called> of {_PRICED}",
    # 18,000 fans over six games, an average of 3,000.
    "bare": rf"(?:(?:,|,?<dash>)(?: and)? | [(]| )(?:<mean>|an? (?:<word> )?<called> of) (?:<light> )?{_UNIT}(?=[.,;:)]|<dash>|<stop>|$)",
}
_BESIDE = 40  # characters
_FAR = 9  # sentences, for what was counted long before
_DAYS = 26  # the fewest by which a total is divided without a word of them
_TOLD = 4  # sentences back, for the total of a year
_OPEN = ("more than", "at least", "less than", "at most")
_CLOSE = Fraction(15, 100)  # of a figure that is told as a bound
_PAIRS = 6  # of a total and a count, of which one may be meant


@dataclass(frozen=True, slots=True)
class _Claim:
    """What each one is, in which unit, and of what: "call", or `None` for "each"; `that` for a sentence of its own, `bare` where nothing
    says of what it is, `firm` where it only stands beside and is not said to be rounded."""

    unit: Figure
    above: str | None
    below: str | None
    that: bool = False
    bare: bool = False
    firm: bool = False


@cache
def _shapes() -> Shapes:
    known, rates = words("quotients"), words("rates")
    lists = {
        "each": rates["each"]["words"],
        "average": known["average"]["words"],
        "at": known["average"]["at"],
        "mean": known["average"]["mean"],
        "light": known["light"]["words"],
        "article": known["article"]["words"],
        "astray": known["astray"]["words"],
        "that": known["that"]["words"],
        "reaches": known["that"]["verbs"],
        "works_out": known["that"]["anywhere"],
        "called": known["called"]["words"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def quotients(outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every claim of what each one is that no relation of `tied` holds, with its total and its count."""
    known = {id(relation.role("unit")) for relation in tied}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        claim = _claim(outline, match, name)
        if claim is None or id(claim.unit) in known:
            return None
        if name != "bare" and match["thing"] and not claim.below:
            # "about 19 at each site": of each what, where something near is called so
            noun = singular(match["thing"].lower().rstrip(".'"))
            claim = replace(claim, below=noun) if further_up.counting(noun, claim.unit) else claim
        told = [
            Earlier(figure, _FAR) for noun in (claim.below, own_noun(claim.unit)) for figure in further_up.counting(noun or "", claim.unit)
        ]
        found = _worked(outline, claim, [*further_up.near(claim.unit), *told])
        return None if found and found.link > 2 and _is_of_some(outline, match, found) else found

    # What begins with a figure is looked for at once; what does not, only where its words stand.
    for names, having in (
        (("apposed", "at", "beside", "that"), _having()),
        (("works out",), _works_out()),
        (("called", "bare"), _having_called()),
    ):
        shapes = [shape for shape in _shapes() if shape[0] in names]
        said = outlines if "that" in names else [outline for outline in outlines if having.search(outline.text)]
        for relation in matched(said, shapes, build, signs=1, once="unit", having=having):
            known.add(id(relation.role("unit")))
            yield relation


def _is_of_some(outline: Outline, match: re.Match[str], found: Relation) -> bool:
    """ "About £1,430 for each person who completed it": not for all of them, unless it agrees."""
    some = _qualified().match(outline.text, match.start("unit") + 1)
    return some is not None and not fits(*(found.role(role) for role in ("total", "count", "unit", "claim")))


def _claim(outline: Outline, match: re.Match[str], name: str) -> _Claim | None:
    """What is said of each one; a number that only stands beside must be said to be rounded."""
    unit = outline.entry(match, "unit")
    if unit is None or unit.direction or not unit.quantity.value:
        return None
    above, per, below = f" {unit.quantity.unit or ''}".partition(" per ")
    if name == "bare":
        return None if per else _Claim(unit, above.strip() or None, None, bare=True)
    if not per and not match["each"]:
        below = _time_of(outline, match) if match["time"] else singular((match["below"] or "").lower().rstrip(".'"))
    each = match["each"] or below in words("quotients")["article"]["each"]
    firm = name == "beside" and unit.hedge is None
    return _Claim(unit, above.strip() or None, None if each else below, name == "that", firm=firm) if below or each else None


def _time_of(outline: Outline, match: re.Match[str]) -> str:
    """ "day" of "a day", "night" of "a night"."""
    time = outline.moment(match, "time")
    length = words("quotients")["length"]
    if time is None or time.timex not in length["of"]:
        return ""
    start = time.span.start - outline.paragraph.start
    said = outline.paragraph.text[start : time.span.end - outline.paragraph.start].rpartition(" ")[2].lower()
    return said if said in length["said"] else str(length["of"][time.timex])


def _worked(outline: Outline, claim: _Claim, near: Sequence[Earlier]) -> Relation | None:
    """The pair of a total and a count that agrees, or else the one that the words name."""
    near = [one for one in near if one.figure is not claim.unit and one_speaker(one.figure, claim.unit)]
    totals = [one for one in near if _may_be_total(one.figure, claim)]
    counts = [one for one in near if _may_be_count(one.figure, claim)]
    if claim.bare or claim.firm:
        # "81 goals in 45 games, 1.8 per game": all of it stands there, and what it is of
        totals, counts = _beside(claim, totals), [one for one in _beside(claim, counts) if claim.bare or is_named(one.figure, claim.below)]
    return _agreeing(outline, claim, totals, counts) or _in_its_time(outline, claim, totals) or _named(outline, claim, totals, counts)


def _beside(claim: _Claim, near: Sequence[Earlier]) -> list[Earlier]:
    """Those of the sentence that stand before the claim."""
    return [one for one in near if one.back == 0 and one.figure.span.end < claim.unit.span.start]


def _in_its_time(outline: Outline, claim: _Claim, totals: Sequence[Earlier]) -> Relation | None:
    """A total of a year or a month, and what it is a day, a week or a month: "16,104 people in 2024. That is 44 a day." """
    near = [one.figure for one in totals if one.back <= _TOLD]
    lengths = [(figure, length) for figure in near if (length := _length(outline, figure, claim.below))]
    fitting = next((pair for pair in lengths if fits(*pair, claim.unit, claim.unit)), None)
    beside = [one.figure for one in totals if one.back < 2]
    lengths = [pair for pair in lengths if pair[0] in beside]
    if fitting:
        return _relation(outline, claim, *fitting, 3)
    slipped = [pair for pair in lengths if is_slip_of(*pair, claim.unit)]
    return (
        _relation(outline, claim, *slipped[0], 3)
        if slipped and (len(beside) == 1 or (len(slipped) > 1 and _are_one(slipped, claim)))
        else None
    )


def _are_one(pairs: Sequence[tuple[Figure, Figure]], claim: _Claim) -> bool:
    """Whether all make the same of what each one is, as it is printed."""
    each = [(whole.quantity.value or 0) / (count.quantity.value or 1) for whole, count in pairs]
    half = Fraction(1, 2 * 10 ** len(claim.unit.quantity.digits.partition(".")[2])) * claim.unit.quantity.scale
    return max(each) - min(each) < half


def _length(outline: Outline, figure: Figure, unit: str | None) -> Figure | None:
    """The time of a figure as a number of days, or a year as 52 weeks or 12 months."""
    if unit is None:
        return None
    of_a_year = words("quotients")["length"]["of_a_year"]
    if figure.when is None or figure.when.earliest is None or figure.when.latest is None:
        # "5,460 crossings in the year"
        said = _in_a_year().match(outline.paragraph.text, max(0, figure.span.end - outline.paragraph.start))
        place = Span(figure.span.end, figure.span.end + said.end() - said.start()) if said else None
        return _of(place, {"day": "365", **of_a_year}.get(unit), unit) if place else None
    days = (figure.when.latest - figure.when.earliest).days + 1
    number = str(days) if unit == "day" and days > _DAYS else of_a_year.get(unit) if days in (365, 366) else None
    return _of(figure.when.span, number, unit)


def _of(place: Span, number: str | None, unit: str) -> Figure | None:
    return Figure(place, Quantity(number, kind="measure", unit=unit, exact=True)) if number else None


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
    if figure.quantity.value is None or figure.quantity.value < 2 or figure.quantity.hedge in ("at most", "less than"):
        return False
    if figure.kind == "measure" and not claim.bare:
        # "26 months ... a month", "980,000 acres, or 55 bushels an acre"
        return figure.quantity.unit == claim.below
    timed = claim.below in words("rates")["during"]["units"]
    return (figure.kind == "count" or claim.bare) and (not timed or is_named(figure, claim.below))


def _agreeing(outline: Outline, claim: _Claim, totals: Sequence[Earlier], counts: Sequence[Earlier]) -> Relation | None:
    """The nearest pair that agrees; close where the words name the count or both stand near by."""
    told = ((is_named(c.figure, claim.below), t, c) for t in totals for c in counts if t.figure is not c.figure)
    for named, whole, count in sorted(told, key=lambda pair: (not pair[0], pair[1].back + pair[2].back)):
        fit = fits if named or whole.back + count.back < 2 else fits_as_printed
        if fit(whole.figure, count.figure, claim.unit, claim.unit):
            return _relation(outline, claim, whole.figure, count.figure, 2 if fit is fits else 3)
    return None


def fits(whole: Figure, count: Figure, unit: Figure, claim: Figure) -> bool:
    """Whether so many of so much each are the whole, none of them taken more roughly than it is printed; the claim, which is the whole or
    the unit, was worked out from the other two."""
    total, single = shared_bound_dropped(whole.quantity, unit.quantity)
    each = (single.worked_out if claim is unit else single.firm.amount).times(_in_units_of(whole, count, unit))
    # "over 12 nights" are 12, to be divided by
    product = replace(count.quantity, hedge=None).amount * each
    if any(quantity.hedge in _OPEN for quantity in (total, single)) and not _is_close(product.value, total.value):
        return False
    return not product.surely_apart(total.worked_out if claim is whole else total.firm.amount)


def _is_broken(bound: Quantity, worked: Fraction) -> bool:
    """ "More than 700 million" of what comes to 650."""
    value = bound.value or Fraction(0)
    return worked < value if bound.hedge in ("more than", "at least") else worked > value


def _is_close(worked: Fraction | None, stated: Fraction | None) -> bool:
    """ "More than 700 million" is no 950 million that somebody worked out."""
    return worked is not None and bool(stated) and abs(worked / (stated or 1) - 1) <= _CLOSE


def fits_as_printed(whole: Figure, count: Figure, unit: Figure, claim: Figure) -> bool:
    """The same, of the other two as they stand: 374 a day are 15.6 an hour."""
    total, single = shared_bound_dropped(whole.quantity, unit.quantity)
    value, number, each = total.value, count.quantity.value, single.value
    if value is None or not number or each is None:
        return False
    factor = _in_units_of(whole, count, unit)
    worked = each * number * factor if claim is whole else value / number / factor
    if any(quantity.hedge in _OPEN for quantity in (total, single)) and not _is_close(each * number * factor, value):
        return False
    return Range(worked, worked).meets((total if claim is whole else single).worked_out.loose)


def _in_units_of(whole: Figure, count: Figure, unit: Figure) -> Fraction:
    """Eight cents, where the whole is in dollars, are a hundredth of eight; an eight-hour shift has 480 minutes."""
    above, _, below = (unit.quantity.unit or "").partition(" per ")
    factor = factor_between(above or whole.quantity.unit, whole.quantity.unit) or Fraction(1)
    number = factor_between(count.quantity.unit, below) if count.kind == "measure" and below else None
    return factor * (number or Fraction(1))


def _named(outline: Outline, claim: _Claim, totals: Sequence[Earlier], counts: Sequence[Earlier]) -> Relation | None:
    """The one pair of a total and a count that the words name, or the only one near by for "each", of which a slip makes the claim."""
    wholes = [one.figure for one in totals if one.back < 3 or (one.back == _FAR and own_noun(one.figure) == own_noun(claim.unit))]
    # "81 in the league, an average of 1.84 a game": the total stands beside it
    wholes = [one.figure for one in _beside(claim, totals)] or wholes
    if claim.bare:
        named = [one.figure for one in counts if own_noun(one.figure) not in words("quotients")["called"]["save"]]
    else:
        named = [one.figure for one in counts if is_named(one.figure, claim.below)] if claim.below else _only(counts, wholes)
    pairs = [*dict.fromkeys((whole, count) for whole in wholes for count in named if whole is not count)]
    slipped = [(whole, count) for whole, count in pairs if is_slip_of(whole, count, claim.unit)]
    if len(_values(slipped)) > 1:
        # 1.48 is 1.84 with its digits changed round, and not 1.76
        slipped = [pair for pair in slipped if _is_mistyped(*pair, claim.unit)] or slipped
    if len(pairs) > _PAIRS or not slipped or not (len(_values(slipped)) == 1 or _are_one(slipped, claim)):
        return None
    return _relation(outline, claim, *slipped[0], 3)


def _is_mistyped(whole: Figure, count: Figure, unit: Figure) -> bool:
    """Whether two digits of what each one is are changed round."""
    each = (whole.quantity.value or Fraction(0)) / (count.quantity.value or 1) / _in_units_of(whole, count, unit)
    places = len(unit.quantity.digits.partition(".")[2])
    worked = replace(unit.quantity, digits=f"{float(each / unit.quantity.scale):.{places}f}", hedge=None)
    return changed_round(unit.quantity, worked)


def _values(pairs: Sequence[tuple[Figure, Figure]]) -> set[tuple[Fraction | None, Fraction | None]]:
    return {(whole.quantity.value, count.quantity.value) for whole, count in pairs}


def is_slip_of(whole: Figure, count: Figure, unit: Figure) -> bool:
    """Whether a slip makes what each one is of the other two."""
    quantities = shared_bound_dropped(whole.quantity, unit.quantity)
    total, number = whole.quantity.value, count.quantity.value
    each = (unit.quantity.value or Fraction(0)) * _in_units_of(whole, count, unit)
    worked = ((number or Fraction(0)) * each, (total or Fraction(0)) / (number or 1) / _in_units_of(whole, count, unit))
    if any(quantity.hedge in _OPEN and not _is_broken(quantity, value) for quantity, value in zip(quantities, worked, strict=True)):
        return False
    return total is not None and bool(number) and may_be_a_slip(unit.quantity, total / (number or 1) / _in_units_of(whole, count, unit))


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
    roles = (("total", whole), ("count", count), ("unit", claim.unit), ("claim", claim.unit))
    return Relation(span, "rate", roles, link, None, FURTHER_UP, outline.inside_quotation(claim.unit.span))


@cache
def _qualified() -> re.Pattern[str]:
    return re.compile(rf"[^.,;:]{{0,40}} {any_of(words('quotients')['article']['qualified'])}\b", re.IGNORECASE)


@cache
def _in_a_year() -> re.Pattern[str]:
    return re.compile(rf"(?: [\w-]+){{1,4}}? {any_of(words('quotients')['length']['a_year'])}\b", re.IGNORECASE)


@cache
def _having() -> re.Pattern[str]:
    """Words of a result, or a rounded number that may be one."""
    known = words("quotients")
    cues = (*known["average"]["words"], *known["that"]["verbs"])
    return re.compile(rf"\b{any_of(cues)}\b|[,(] ?[{SIGNS['money']}{SIGNS['count']}{SIGNS['measure']}]", re.IGNORECASE)


@cache
def _works_out() -> re.Pattern[str]:
    return at_a_glance(words("quotients")["that"]["anywhere"])


@cache
def _having_called() -> re.Pattern[str]:
    """ "A yield of nine tonnes", "an average of 3,000", "averaging $64"."""
    return at_a_glance(["averag", *(f"{word} of " for word in words("quotients")["called"]["words"])])
