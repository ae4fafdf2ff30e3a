"""Exchange: one sum of money in two currencies, "2 million euros ($2.2 million)", "€600, or about $650,".

Money of another time, rates that are no market's and prices that are set country by country ("£6.99 ($7.99)") are kept and marked unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Relation
from .outline import Outline, any_of, pattern
from .shapes import Shapes, matched, related
from .vocabulary import words

_JOINING = r"(?:<joining> ?){0,3}"
_FROM = r"(?P<from><money>)"
_TO = r"(?P<to><money>)"

_SHAPES = {
    # 2 million euros ($2.2 million); €600 (£510; $650)
    "brackets": rf"{_FROM} ?[(\[](?:then |<moment> )?{_JOINING}{_TO}(?= ?[)\];,/]|$)",
    # 570 rupees (£6.80; $13)
    "second in brackets": rf"{_FROM} ?[(]{_JOINING}<money>[;,/]? ?(?:or )?{_JOINING}{_TO}(?= ?[);])",
    # €600, or about $650,
    "or": rf"{_FROM}, (?P<or>or )?{_JOINING}{_TO}",
    # €600 - about $650 - a month
    "dashes": rf"{_FROM}<dash>{_JOINING}{_TO}<dash>",
}


@cache
def _shapes() -> Shapes:
    joining = words("conversions")["joining"]["words"]
    return tuple((name, pattern(shape, joining=joining)) for name, shape in _SHAPES.items())


def exchanges(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every sum that is given in two currencies, in the order of the story."""
    return matched(outlines, _shapes(), _relation, signs=2, once="to")


def _relation(outline: Outline, match: re.Match[str], name: str) -> Relation | None:
    found = related(outline, match, "exchange", {"from": "from", "to": "to"}, unclear=_unclear(outline, match))
    if not found or not _two_currencies(found.role("from"), found.role("to")):
        return None
    # "Or about" is read as the hedge of what follows; "€4m, $3m" is a list.
    said_or = name != "or" or match.group("or") or (found.role("to").hedge or "").startswith("or ")
    return found if said_or else None


def _two_currencies(one: Figure, other: Figure) -> bool:
    """Two currencies, and both or neither of the two by the hour, the head, the barrel."""
    units = [(figure.quantity.unit or "").partition(" per ") for figure in (one, other)]
    # "€600 a month ($650)": what it is by stands once.
    return bool(units[0][0] and units[1][0]) and units[0][0] != units[1][0] and units[1][2] in ("", units[0][2])


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Rates of another day, rates that are no market's, and prices: £6.99 here and $7.99 there."""
    known = words("exchange")
    if _other_rate().search(outline.around(match.start("to"))):
        return str(known["other_rate"]["reason"])
    figures = outline.entry(match, "from"), outline.entry(match, "to")
    return str(known["price"]["reason"]) if any(figure and _price().search(figure.quantity.digits) for figure in figures) else None


@cache
def _price() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words('exchange')['price']['endings']))})$")


@cache
def _other_rate() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('exchange')['other_rate']['words'])}\b", re.IGNORECASE)
