"""A day told twice, once from the day of publication and once by the calendar: "next month, on 29 April", "yesterday (Tuesday)",
"on 12 June, last Friday", "earlier this year, in November 2023".

`said` is the one that counts from publication, `dated` the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Moment, Relation
from .needed import Pattern
from .outline import Outline, pattern
from .vocabulary import words

_PAIR = r"(?P<one><moment>)(?:, (?:on |in )?| \((?:on |in )?)(?P<other><moment>)(?=[,.)]|<stop>|$| at )"


@cache
def _pair() -> Pattern:
    return pattern(_PAIR)


@cache
def _counted() -> Pattern:
    """Words that count from the day of publication: "next month", "earlier this year", "yesterday"."""
    return pattern(r"(?:earlier |later |late |early )?<counted>\b", counted=words("timelines")["from_publication"]["words"])


def pairs(drawn: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every day told twice, in the order of the story."""
    for outline in drawn:
        for match in _pair().finditer(outline.text):
            one, other = outline.moment(match, "one"), outline.moment(match, "other")
            if not one or not other or not one.earliest or not other.earliest:
                continue
            first, second = _is_counted(outline, one), _is_counted(outline, other)
            if first != second and _is_dated(outline, other if first else one):
                said, dated = (one, other) if first else (other, one)
                span = Span(one.span.start, other.span.end)
                yield Relation(span, "twice told", (("said", said), ("dated", dated)), 1, None, None, outline.inside_quotation(span))


def _is_counted(outline: Outline, moment: Moment) -> bool:
    return bool(_counted().match(_words(outline, moment)))


def _is_dated(outline: Outline, moment: Moment) -> bool:
    """ "Wednesday", "29 April", "2023"; "today, 150 years later" tells no day."""
    told = _words(outline, moment)
    return moment.year_stated or (any(letter.isupper() for letter in told) and not told[:1].islower())


def _words(outline: Outline, moment: Moment) -> str:
    start = outline.paragraph.start
    return outline.paragraph.text[moment.span.start - start : moment.span.end - start]
