"""What each one is: which figures of a story are said of one of several things, and of which.

"£150 apiece", "$1.3 million each", "£275,000 a home", "240 tickets at £12.50", "four rooms of 28 square metres", "a litre costs £1.50",
"tickets averaged $64", "the minimum wage of £11.44". How many there are, and what they come to, is for the reader of products.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..ledger import Figure
from .counted import singular
from .further_up import Earlier
from .outline import any_of
from .paragraphs import Story
from .vocabulary import words

_BEFORE = 60  # characters before a price that say it is one


class Price(NamedTuple):
    """What each one is, its unit, and of what: "home", or `None` for "each"; how many sentences back it stands. `must` says that only a
    count of that name will do, `where` is where the words of the things begin that are counted right before ("240 tickets at £12.50")."""

    unit: Figure
    above: str | None
    below: str | None
    back: int
    must: bool = False
    where: int | None = None


def priced(story: Story, one: Earlier) -> Price | None:
    """The price that a figure is, by its unit or the words beside it; none where it is the least or the most of several."""
    figure = one.figure
    above, per, below = (figure.quantity.unit or "").partition(" per ")
    before = story.text[max(0, figure.span.start - _BEFORE) : figure.span.start]
    if figure.direction or not figure.quantity.value or _least().search(before):
        return None
    price = Price(figure, above or None, below or None, one.back)
    each = _each_after().match(story.text, figure.span.end) or _each_before().search(before)
    if per:
        # "£36 a year each": the year is that of the total as well
        return price._replace(below=None) if each and below in words("rates")["during"]["units"] else price
    timed = _a_time().match(story.text, figure.span.end) if figure.kind != "money" else None
    if timed:
        return price._replace(below=timed["time"].lower())
    return price if each else _by_name(story, price, before)


def _by_name(story: Story, price: Price, before: str) -> Price | None:
    """What is said of each by its name alone."""
    figure = price.unit
    after = _of_one().match(story.text, figure.span.end) if figure.kind in ("money", "measure") else None
    if after:
        return price._replace(below=singular(after["noun"].lower()), must=True)
    if figure.kind not in ("money", "measure"):
        return None
    called = _called().search(before) if figure.kind == "money" else None
    if called:
        below = words("prices")["called"]["of"].get(called["price"].lower())
        return price._replace(below=below, must=below is not None)
    counted = _counted_before().search(before)
    if counted:
        return price._replace(where=figure.span.start - len(before) + counted.start("things"), must=True)
    if figure.quantity.unit in words("prices")["share"]["units"]:
        return price._replace(below="share", must=True)
    costing = _costing().search(before) if figure.kind == "money" else None
    if costing and costing["noun"].lower() not in words("prices")["costing"]["save"]:
        return price._replace(below=singular(costing["noun"].lower()), must=True)
    return None


@cache
def _each_after() -> re.Pattern[str]:
    """ "£150 apiece", "24 pupils each", "eight cents on each of 450m shares", "the £150 winter rebate"; not "six counts that each"."""
    each, once = any_of(words("rates")["each"]["words"]), any_of(words("products")["once"]["words"])
    astray, some = any_of(words("products")["astray"]["words"]), any_of(words("quotients")["article"]["qualified"])
    alone = rf"(?! [£$€\d])(?!(?: [a-z]+)? {some}\b)"
    return re.compile(
        rf"(?: (?!{astray}\b)[\w-]+){{0,3}}?,? {each}\b{alone}|(?: for| on| to)? each (?:of|one)\b|(?: [\w-]+){{0,2}}? {once}\b",
        re.IGNORECASE,
    )


@cache
def _a_time() -> re.Pattern[str]:
    """ "850 homes a year", "142,000 barrels of oil a day"."""
    return re.compile(rf"(?: [\w-]+){{0,5}}? (?:a|per|each|every) (?P<time>{any_of(words('rates')['during']['units'])})\b", re.IGNORECASE)


@cache
def _each_before() -> re.Pattern[str]:
    """ "averaging $11,000", "each of them got", "every member also gets a"."""
    known = words("products")
    return re.compile(
        rf"\b(?:{any_of(known['average']['words'])}(?: about| around| roughly)? |(?:each|every)\b[^.;,]{{0,44}})$", re.IGNORECASE
    )


@cache
def _of_one() -> re.Pattern[str]:
    """ "£275,000 a home"; not "£275,000 a year"."""
    during, some = any_of(words("rates")["during"]["units"]), any_of(words("quotients")["article"]["qualified"])
    return re.compile(rf" (?:an?|per|for (?:each|every)) (?!{during}\b)(?P<noun>[a-z]+)\b(?! {some}\b)", re.IGNORECASE)


@cache
def _counted_before() -> re.Pattern[str]:
    """ "240 tickets at £12.50", "four rooms of 28 square metres"."""
    at = any_of(words("prices")["counted"]["words"])
    return re.compile(
        rf" (?P<things>[a-z-]+(?: [a-z-]+){{0,2}}),? {at}(?: {any_of(words('quotients')['light']['words'])})? $", re.IGNORECASE
    )


@cache
def _costing() -> re.Pattern[str]:
    """ "a litre costs", "tickets cost", "the shares are worth"."""
    known = words("prices")["costing"]
    return re.compile(
        rf"\b(?P<noun>[a-z]+)(?: (?:also|now|will|would|each))? {any_of(known['words'])}(?: about| around| just)? $", re.IGNORECASE
    )


@cache
def _called() -> re.Pattern[str]:
    """ "the minimum wage of", "the toll rises to", "a fare of"."""
    known = words("prices")["called"]
    return re.compile(rf"\b(?P<price>{any_of(known['words'])}) (?:[a-z]+ ){{0,3}}?{any_of(known['is'])} $", re.IGNORECASE)


@cache
def _least() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('products')['least']['words'])} $", re.IGNORECASE)
