"""The whole of a list where several numbers before it could be: "350 jobs, 4 percent of its 8,700 staff: 200 in Sweden, 90 in Finland ...".

The colon follows the last of them, but what is listed may be any. This is the one place where reading adds up, and only to choose.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..ledger import Figure
from ..quantity import total


def whole_among(candidates: Sequence[Figure], parts: Sequence[Figure]) -> Figure | None:
    """The candidate that the parts add up to: exactly, or else within its printed precision; the first of several."""
    footing = total(part.quantity.amount for part in parts)
    exact = [one for one in candidates if one.quantity.value == footing.value]
    return next(iter(exact or [one for one in candidates if not footing.strictly_apart(one.quantity.amount)]), None)


def could_hold(whole: Figure, parts: Sequence[Figure]) -> bool:
    """True where no part is more than the whole."""
    return not any(part.quantity.amount.surely_above(whole.quantity.amount) for part in parts)
