"""Whether a number follows from one or two others in one step: a sum, a difference, a share, a ratio, a change, a conversion, a rounding.

"101 dead" follows from 63 and 38, "70 years later" from 1943, "roughly 10 percent" from 1,148 and 1,262 permits. Steps that chance hardly
takes are `sure` and bear a number out. A sum or a difference of some two counts may come out right by chance: it only keeps a finding back,
and is shown as one way the number may follow. More steps than one are not tried, for with enough numbers everything follows from something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..against.slots import Slot, comparable
from ..headings import NO_YEAR, Number, page_of
from ..ledger import Figure, Ledger
from ..quantity import exact
from .counts import conversions, counts, left_open, products, wholes
from .lengths import days_of, lengths, year
from .shares import ratios, shares
from .text import Step, Text

__all__ = ["Step", "derived", "follows", "follows_from"]

MOST = 6  # figures of a source's sentence that are put together
TELLING = 2  # words that the story's sentence must share with the source's


def follows(number: Number, ledger: Ledger) -> Step | None:
    """The first step over the numbers of the text that gives a number above it; also one that leaves it open."""
    if number.value is None or (number.written[:1] == "0" and number.written.isdecimal()):
        return None
    page = page_of(ledger)
    above = [one for one in ledger.moments if any(one.span.overlaps(shown.span) for shown in page.shown)]
    # "Dancer and spy dies at 99"
    is_age = ledger.document.text.endswith((" at ", " aged "), 0, number.span.start)
    return next(_tried(Text(number, page.told, ledger, above, leave_open=True, is_age=is_age)), None)


def follows_from(number: Number, told: Iterable[Number], ledger: Ledger) -> Step | None:
    """The first step over some numbers of a source that gives a number of the story, if chance hardly takes it or the numbers are few."""
    if number.value is None:
        return None
    return next(_tried(Text(number, told, ledger)), None)


def derived(slot: Slot, others: list[Slot]) -> Step | None:
    """The first step over figures of one sentence of a source, which speaks of the same, that chance hardly takes."""
    for sentence in sorted({other.sentence for other in others}):
        given = [other for other in others if other.sentence == sentence][:MOST]
        if len(given) > 1 and len(slot.around & given[0].around) >= TELLING:
            numbers = [_number(other.figure) for other in given]
            like = [number for number, other in zip(numbers, given, strict=True) if comparable(slot, other)]
            text = Text(_number(slot.figure), numbers, given[0].source.ledger, like=[one for one in like if one.value is not None])
            sure = next((step for step in _surely(text) if step.sure), None)
            if sure:
                return sure
    return None


def _number(figure: Figure) -> Number:
    value = figure.quantity.value
    return Number(figure.span, figure.kind, figure.quantity.amount, exact(value) if value else "", figure=figure)


def _surely(text: Text) -> Iterator[Step]:
    """The steps that words of one sentence can bear out."""
    if text.number.sort in ("count", "money", "measure"):
        yield from wholes(text)
    elif text.number.sort in ("percent", "points"):
        yield from shares(text)


def _tried(text: Text) -> Iterator[Step]:
    """Every step that is tried, by the sort of the number."""
    number, unit = text.number, text.number.unit or "year"
    if number.sort == "age" or (number.sort == "measure" and days_of(unit)):
        yield from lengths(text, unit)
    elif number.sort == "date" or (number.is_year and number.sort not in NO_YEAR):
        yield from year(text)
    elif number.sort in ("percent", "points"):
        yield from shares(text)
    elif number.sort in ("count", "bare", "money", "measure", "score", "rank"):
        yield from chain(conversions(text), counts(text), products(text))
    if number.sort == "multiple" or "times" in number.beside:
        yield from ratios(text)
    if text.leave_open:
        yield from left_open(text)
