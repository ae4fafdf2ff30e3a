"""What so many at so much each come to, where the three stand in no set order: "The agency ordered 60 buses. At $1.3 million each they cost
$78 million."

The total is said as a result ("worth", "at a cost of", "in all"); what each one is by "each", "a day", "an average of". How many there are
stands in the sentence, or is what the price names, or the only number of the sentence before. Where some pair near by agrees it is taken;
otherwise the nearest is a loose tie, of which the check speaks only where a slip explains the difference. Prices "from" and "up to", and
totals of a year beside what is said of a day, are left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from ..ledger import FURTHER_UP, Figure, Relation
from ..slips import changed_round, digit_apart
from ..units import factor_between
from .further_up import Earlier, FurtherUp, one_speaker
from .outline import SIGNS, Outline, any_of, at_a_glance, pattern
from .paragraphs import Story
from .prices import Price, priced
from .quotients import fits, fits_as_printed, is_named, is_slip_of
from .shapes import Shapes, matched, spanned
from .vocabulary import words

_TOTAL = "(?P<total><count>|<money>|<measure>|<duration>)"
_SHAPES = {
    # earning the gang £61,800; a deal worth £20.8m; at a cost of £915m; or $78 million
    "before": rf"\b<result>(?: <whom>){{0,3}} (?:<light> ){{0,2}}{_TOTAL}(?! <less>\b)",
    # A$36 million in all
    "after": rf"{_TOTAL}(?: <word>)?,? <in_all>\b",
}
_NEAR = 2  # sentences back, for a price
_FAR = 110  # characters between a price and its total


@cache
def _shapes() -> Shapes:
    known, rates = words("products"), words("rates")
    lists = {
        "result": known["result"]["words"],
        "whom": known["whom"]["words"],
        "light": words("quotients")["light"]["words"],
        "less": [*known["less"]["words"], *rates["each"]["words"]],
        "in_all": rates["sum"]["after"],
    }
    return tuple((name, pattern(shape, **lists)) for name, shape in _SHAPES.items())


def products(story: Story, outlines: Sequence[Outline], further_up: FurtherUp, tied: Sequence[Relation]) -> Iterator[Relation]:
    """Every total that is said as a result and that no relation of `tied` holds, with how many there are and what each one is."""
    known = {id(relation.role("total")) for relation in tied}

    def build(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
        total = outline.entry(match, "total")
        if not total or id(total) in known or not total.quantity.value or total.direction:
            return None
        if (total.quantity.unit or "").partition(" per ")[2] not in ("", *words("rates")["during"]["units"]):
            return None
        near = [one for one in further_up.near(total) if one_speaker(one.figure, total)]
        prices = [price for one in near if _may_be_price(one, total) and (price := priced(story, one)) and _composes(price, total)]
        found = _agreeing(total, prices, near, lambda price: _goes_on(story, outline, match, price))
        prices = [price for price in prices if _goes_on(story, outline, match, price)]
        found = found or _nearest(further_up, total, prices, near)
        return _relation(outline, total, *found) if found else None

    return matched(outlines, _shapes(), build, signs=1, once="total", having=_having())


def _may_be_price(one: Earlier, total: Figure) -> bool:
    """Less than the total and of its kind; near by, or a dividend told further off."""
    value, whole = one.figure.quantity.value, total.quantity.value
    if one.figure.kind != total.kind or not value or not whole or value >= whole:
        return False
    return one.back <= _NEAR or one.figure.quantity.unit in words("prices")["share"]["units"]


def _goes_on(story: Story, outline: Outline, match: re.Match[str], price: Price) -> bool:
    """Whether the total is still of what was priced: "At £12 each that comes to"; not "... each, and the school cost"."""
    if price.back:
        start, _ = outline.bounds(match.start())
        return _opening().match(outline.text[start : match.start()].strip("“\"‘' ")) is not None
    total = outline.entry(match, "total")
    assert total
    ends = sorted((price.unit.span, total.span))
    between = story.text[ends[0].end : ends[1].start]
    return len(between) < _FAR and not _another_subject().search(between)


def _composes(price: Price, total: Figure) -> bool:
    """Whether so many of these can come to that: of one unit, and less."""
    one, whole = price.unit.quantity.value, total.quantity.value
    if price.unit is total or one is None or whole is None or one >= whole or price.unit.kind != total.kind:
        return False
    if total.kind == "count":
        return price.above is None
    return factor_between(price.above, total.quantity.unit) is not None


def _may_be_count(figure: Figure, price: Price, total: Figure) -> bool:
    if (
        figure in (price.unit, total)
        or not figure.quantity.value
        or figure.quantity.value < 2
        or figure.quantity.hedge in ("at most", "less than")
    ):
        return False
    if figure.kind == "measure":
        # "$18.50 an hour and works 32 hours a week", "40 parts a minute, so an eight-hour shift"
        if not price.below or not figure.quantity.unit or " per " not in (price.unit.quantity.unit or ""):
            return figure.quantity.unit == price.below
        return factor_between(figure.quantity.unit, price.below) is not None
    if price.where is not None:
        return figure.kind == "count" and price.where - 1 <= figure.span.end < price.unit.span.start
    if price.must and not is_named(figure, price.below):
        return False
    before = figure.span.end <= max(price.unit.span.end, total.span.start)
    return figure.kind == "count" and figure.direction is None and before and price.below not in words("rates")["during"]["units"]


def _agreeing(
    total: Figure, prices: Sequence[Price], near: Sequence[Earlier], goes_on: Callable[[Price], bool]
) -> tuple[Figure, Figure, int] | None:
    """The nearest pair that agrees; to the last digit where another subject may have come in."""
    pairs = [(price, one) for price in prices for one in near if _may_be_count(one.figure, price, total)]
    for price, one in sorted(pairs, key=lambda pair: pair[0].back + pair[1].back):
        near_by = price.back + one.back < 2
        if (
            fits(total, one.figure, price.unit, total)
            if goes_on(price)
            else near_by and fits_as_printed(total, one.figure, price.unit, total)
        ):
            return one.figure, price.unit, 2 if near_by or is_named(one.figure, price.below) else 3
    return None


def _nearest(further_up: FurtherUp, total: Figure, prices: Sequence[Price], near: Sequence[Earlier]) -> tuple[Figure, Figure, int] | None:
    """The one price of the sentence, or of that before, and the one number of which a slip makes the total."""
    nearest = [price for price in prices if price.back == prices[0].back <= 1]
    if len(nearest) > 1:
        # "a final dividend of 9.4p ... makes 14p for the year": the one of which two digits changed round make the total
        pairs = [(one.figure, price.unit) for price in nearest for one in near if price.below and _may_be_count(one.figure, price, total)]
        pairs += [(one, price.unit) for price in nearest if price.below for one in further_up.counting(price.below, total)]
        slipped = [pair for pair in dict.fromkeys(pairs) if _is_mistyped(total, *pair)]
        return (*slipped[0], 3) if len(slipped) == 1 else None
    if not nearest:
        return None
    price = nearest[0]
    counts = [one for one in near if _may_be_count(one.figure, price, total)]
    named = [one.figure for one in counts if is_named(one.figure, price.below)] if price.below else []
    beside = named or [one.figure for one in counts if one.back == counts[0].back <= 1]
    if price.below and not named:
        beside = list(further_up.counting(price.below, total)) or (beside if price.below in words("rates")["anyone"]["units"] else [])
    found = [count for count in beside if is_slip_of(total, count, price.unit)]
    if found and len({count.quantity.value for count in beside}) == 1:
        return found[0], price.unit, 3
    # Of several further off the one of which a single digit, or two changed round, make the total.
    far = [] if price.below else [one.figure for one in counts if _is_mistyped(total, one.figure, price.unit)]
    return (far[0], price.unit, 3) if len({count.quantity.value for count in far}) == 1 else None


def _is_mistyped(total: Figure, count: Figure, unit: Figure) -> bool:
    """Whether one digit, or two changed round, make the total of the other two."""
    factor = factor_between((unit.quantity.unit or "").partition(" per ")[0] or None, total.quantity.unit) or Fraction(1)
    worked = (count.quantity.value or Fraction(0)) * (unit.quantity.value or Fraction(0)) * factor
    places = len(total.quantity.digits.partition(".")[2])
    written = replace(total.quantity, digits=f"{float(worked / total.quantity.scale):.{places}f}", hedge=None)
    return digit_apart(total.quantity, worked) or changed_round(total.quantity, written)


def _relation(outline: Outline, total: Figure, count: Figure, unit: Figure, link: int) -> Relation:
    roles = (("total", total), ("count", count), ("unit", unit), ("claim", total))
    return Relation(spanned([total, count, unit]), "rate", roles, link, None, FURTHER_UP, outline.inside_quotation(total.span))


@cache
def _opening() -> re.Pattern[str]:
    """What a sentence may begin with that still speaks of what was priced before: "They brought in", "In all that"."""
    known = words("products")["opening"]
    counting = rf"{any_of(known['counting'])} [^.;]{{0,40}}[{SIGNS['count']}{SIGNS['measure']}][^.;]{{0,60}}"
    return re.compile(rf"(?:{any_of(known['words'])}\b,?(?: [a-z]+){{0,3}}|{counting})?$", re.IGNORECASE)


@cache
def _another_subject() -> re.Pattern[str]:
    return re.compile(r"\b(?:and|but|while|whereas|though)\b|[;“”\"]")


@cache
def _having() -> re.Pattern[str]:
    before, after = words("products")["result"]["words"], words("rates")["sum"]["after"]
    return at_a_glance([*(f" {word} " for word in before), *(f" {word}" for word in after)])
