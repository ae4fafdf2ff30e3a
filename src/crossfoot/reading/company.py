"""What a number's company says of its rounding: "from £250 to £285" gives both to the pound.

A figure that ends in one zero may be rounded to the ten. Beside another of the same thing, in the same sentence, that is given to the last
digit, it is not: nobody rounds one of two. Two zeros say more than the company does ("some of the 500, among them 135 from Leith"), and a
figure with a hedge says itself what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ledger import Figure
from ..quantity import Quantity

KINDS = ("count", "measure", "money")


def in_company(figures: Sequence[Figure]) -> list[Quantity]:
    """What the figures of one sentence say; those that end in a zero, beside one of the same thing that does not, to the last."""
    written = [figure.quantity for figure in figures]
    if len(figures) < 2 or not any(_in_tens(figure) for figure in figures):
        return written
    to_the_last_digit = {_thing(figure) for figure in figures if _in_ones(figure)}
    return [
        quantity.as_exact() if _in_tens(figure) and _thing(figure) in to_the_last_digit else quantity
        for figure, quantity in zip(figures, written, strict=True)
    ]


def _thing(figure: Figure) -> tuple[str, str | None]:
    """What two figures must share to be company: the unit, without what it is by ("from £250 to £285 a year"), or what is counted."""
    if figure.kind == "count":
        return "count", figure.counted.key if figure.counted else None
    return figure.kind, (figure.quantity.unit or "").partition(" per ")[0]


def _in_tens(figure: Figure) -> bool:
    return _plain(figure) and figure.quantity.digits[-1] == "0" and figure.quantity.digits[-2] != "0"


def _in_ones(figure: Figure) -> bool:
    return _plain(figure) and figure.quantity.digits[-1] != "0"


def _plain(figure: Figure) -> bool:
    """A whole number of three digits, with no hedge and no scale word."""
    quantity = figure.quantity
    return figure.kind in KINDS and not quantity.hedge and quantity.scale == 1 and len(quantity.digits) == 3 and quantity.digits.isdigit()
