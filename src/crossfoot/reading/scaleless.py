"""Ranges of money whose first end lacks its scale word: "between $26 and $31 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..ledger import Figure, Mark
from .paragraphs import Story
from .quotes import Quotation

# Each end has a currency sign of its own, and only the second a scale word: "$26 to $31 million", "£1-£2bn", not "$26m to $31m".
_ENDS = re.compile(r"(?:\D*?[£$€¥]) ?[\d.,]+(?: (?:and|to) | ?[-–—] ?)[A-Z]{0,3}[£$€¥] ?[\d.,]+ ?[A-Za-z]+")
_FRAMES = re.compile(r"\b(?:between|from) (?:about |around |some )?$", re.IGNORECASE)


def scaleless(story: Story, figures: tuple[Figure, ...], quotations: tuple[Quotation, ...] = ()) -> Iterator[Mark]:
    """A mark for every such range after "between" or "from", outside quotations."""
    for figure in figures:
        ranged = figure.kind == "money" and figure.quantity.top is not None and figure.quantity.scale >= 1000
        if not ranged or any(quotation.span.holds(figure.span) for quotation in quotations):
            continue
        before = story.text[max(0, figure.span.start - 20) : figure.span.start]
        words = story.text[slice(*figure.span)]
        framed = _FRAMES.search(before) or words.lower().startswith(("between ", "from "))
        if framed and _ENDS.fullmatch(words):
            yield Mark(figure.span, "scale said once")
