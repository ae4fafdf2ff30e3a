"""Whether figures can be the parts of a whole at all: no places in an order, ages, sizes of one thing, or what is left after a loss."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..document import Span
from ..ledger import Figure
from .measured import Measured
from .phrases import any_of
from .vocabulary import words

_NEAR = 90


def can_be_added(sentence: Measured, whole: Figure | None, parts: Sequence[Figure]) -> bool:
    """No vague figures, and parts that name what the whole names, a kind of it, or nothing of their own."""
    figures = [*parts, *([whole] if whole else [])]
    if any(part.quantity.value is None for part in parts) or any(is_in_an_order(sentence.text, figure) for figure in figures):
        return False
    # "Four loans: a 380-million loan, a 200-million one": what each is, and not how many.
    if any(_of_one_thing().search(sentence.text[: part.span.start][-4:]) and (part.quantity.value or 0) > 1 for part in parts):
        return False
    near = Span(min(f.span.start for f in figures) - 3 * _NEAR, max(f.span.end for f in figures) + 3 * _NEAR)
    if _phrases("net").search(sentence.text[max(sentence.span.start, near.start) : min(sentence.span.end, near.end)]):
        return False
    return whole is None or whole not in parts


def is_in_an_order(text: str, figure: Figure) -> bool:
    """ "the top five hit": a place in an order, not a count; "a boy of 12": an age."""
    before = text[max(0, figure.span.start - 40) : figure.span.start]
    if text[figure.span.end : figure.span.end + 1] == ")" and before.rfind("(") <= before.rfind(")"):
        # "three trends: 1) ... 2) ...": the marks of a list
        return True
    return bool(re.search(rf"{_phrases('order').pattern}\s+$", before[-12:], re.IGNORECASE) or _of_an_age().search(before))


@cache
def _of_one_thing() -> re.Pattern[str]:
    return re.compile(r"\ban? $", re.IGNORECASE)


@cache
def _of_an_age() -> re.Pattern[str]:
    """ "a boy of 12", "a bus driver of 71" """
    return re.compile(rf"\b(?:an?|the)\s(?:[\w-]+\s){{0,3}}[\w-]*(?:{'|'.join(words('partition')['person']['endings'])})\sof\s$")


@cache
def _phrases(kind: str) -> re.Pattern[str]:
    return any_of(word for entry in words("tallies")[kind] for word in entry["words"])
