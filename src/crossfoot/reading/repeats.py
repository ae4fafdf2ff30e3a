"""Repeats: a number that is said again of the same things, "13 hostages ... the 14 hostages".

Two numbers of one noun are seldom numbers of one thing. They are tied here only where the second is said of things already spoken of
("the", "those", "all") and no words pick some of them out that the first did not have; where the story had spoken of that noun with one
number only; and where nothing sets the two apart: another place, another day, another speaker, "initially", "more", "remaining". Small
numbers are left out, for "the two men" can be any two. A sum of money is tied to one of the same digits only, "$21.1bn ... the $21.1m".
Whether the numbers agree is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import TypeAlias

from ..document import Span
from ..ledger import Figure, Moment, Relation
from ..slips import changed_round
from .outline import any_of
from .paragraphs import Story
from .quotes import Quotation
from .spoken import stem, weight_of
from .vocabulary import words

# The first figure of each number of one noun, in the order of the story.
Numbers: TypeAlias = dict[tuple[str, str], Figure]

_TOLD = ("paragraph", "list", "quotation")
_LEAST = 10
_WORD = re.compile(r"[^\W\d_]+")
_TAIL = 12  # words after what is counted that may pick some of it out
_STOP = re.compile(r"[^\w\s'’-]")


def repeats(story: Story, figures: tuple[Figure, ...], quotations: tuple[Quotation, ...] = ()) -> Iterator[Relation]:
    """Every number said again, with the first mention of it, in the order of the story."""
    yield from _digits_again(story, figures, quotations)
    known: dict[str, Numbers] = {}
    bare: set[tuple[str, str]] = set()
    for figure in figures:
        if not (figure.counted and _is_told(story, figure)):
            # "18 dives, 15 of them successful": the 15 have been spoken of as well.
            bare.add(_number(figure))
            continue
        earlier = known.setdefault(figure.counted.key, {})
        first = None if _number(figure) in bare else _meant(earlier, figure)
        if first and _is_definite(story, figure) and _are_one(story, first, figure):
            yield _relation(story, first, figure, quotations)
        earlier.setdefault(_number(figure), figure)


def _digits_again(story: Story, figures: tuple[Figure, ...], quotations: tuple[Quotation, ...]) -> Iterator[Relation]:
    """Numbers of three digits or more that are said to be known, with the first that has these digits, be two of them changed round:
    "It raised $21.1 billion. Of the $21.1 million ...", "3,420 applications ... the 3,240 received"."""
    known: dict[tuple[str, str], Numbers] = {}
    for figure in figures:
        if not _is_telling(story, figure):
            continue
        earlier = known.setdefault((figure.quantity.unit or figure.kind, "".join(sorted(figure.quantity.digits))), {})
        first = _meant(earlier, figure)
        if first and _is_definite(story, figure) and _same_digits(first, figure):
            quoted = any(quotation.span.holds(one.span) for quotation in quotations for one in (first, figure))
            yield Relation(figure.span, "repeat", (("first", first), ("again", figure)), 1, quoted=quoted)
        earlier.setdefault(_number(figure), figure)


def _is_telling(story: Story, figure: Figure) -> bool:
    """A count, a sum or a measure of three digits or more, in the text."""
    digits = figure.quantity.digits.replace(".", "").strip("0")
    return figure.kind in ("count", "money", "measure") and len(digits) > 2 and story.paragraph_of(figure.span.start).kind in _TOLD


def _same_digits(first: Figure, again: Figure) -> bool:
    """The same digits, or two neighbours of them changed round; a count that has a noun of its own is tied by its noun."""
    if first.kind == "count":
        return again.counted is None and changed_round(first.quantity, again.quantity)
    return first.quantity.digits == again.quantity.digits or changed_round(first.quantity, again.quantity)


def _is_told(story: Story, figure: Figure) -> bool:
    """A number of things, in the text and not above it, that is no rise or fall."""
    value, counted = figure.quantity.value, figure.counted
    counts = figure.kind == "count" and figure.direction is None and value is not None and value >= _LEAST
    after = counted is not None and counted.span.start >= figure.span.end
    return counts and after and story.paragraph_of(figure.span.start).kind in _TOLD


def _meant(earlier: Numbers, figure: Figure) -> Figure | None:
    """The first mention with the same number; else the first of all, where the story had given one number only."""
    only = next(iter(earlier.values())) if len(earlier) == 1 else None
    return earlier.get(_number(figure), only)


def _number(figure: Figure) -> tuple[str, str]:
    return (figure.quantity.digits, str(figure.quantity.scale))


def _is_definite(story: Story, figure: Figure) -> bool:
    return bool(_definite().search(story.text[max(0, figure.span.start - 12) : figure.span.start]))


def _are_one(story: Story, first: Figure, again: Figure) -> bool:
    """Whether nothing sets the two apart: place, day, speaker, or words that pick some out."""
    # The 96 pupils need not be said to be of Hillside again.
    if again.where and {place.key for place in first.where} != {place.key for place in again.where}:
        return False
    if first.when and again.when and _day(first.when) != _day(again.when):
        return False
    if first.by and again.by and first.by is not again.by:
        return False
    sentences = [story.sentence_of(figure.span.start) for figure in (first, again)]
    if sentences[0] == sentences[1] or any(_apart().search(story.text[sentence.start : sentence.end]) for sentence in sentences):
        return False
    return not _others().search(_phrase(story, first)) and _picked(story, again) <= _stems(
        story.text[sentences[0].start : sentences[0].end]
    )


def _day(moment: Moment) -> tuple[object, ...]:
    return moment.earliest, moment.latest, moment.weekday, moment.timex


def _phrase(story: Story, figure: Figure) -> str:
    """The words before the number and after it, without its hedge: "another", "young drivers"."""
    assert figure.counted
    return story.text[max(0, figure.span.start - 12) : figure.span.start] + story.text[figure.span.end : figure.counted.span.end]


def _picked(story: Story, figure: Figure) -> set[str]:
    """What tells which of the things are meant, before the noun and after it: "the 40 striking drivers from Leith"."""
    assert figure.counted
    named = _stems(story.text[figure.counted.span.start : figure.counted.span.end]) - {stem(figure.counted.key)}
    sentence = story.sentence_of(figure.span.start)
    rest = story.text[figure.counted.span.end : max(figure.counted.span.end, sentence.end)]
    stop = _STOP.search(rest)
    tail = [match.group() for match in _WORD.finditer(rest[: stop.start()] if stop else rest)][:_TAIL]
    # "the 80 pupils who had been ill": the whole clause picks them out; "the 80 pupils had been ill" does not.
    if not (tail and tail[0].lower() in words("repeats")["relative"]["words"]):
        tail = list(takewhile(lambda word: word.lower() not in _ending(), tail))
    return named | _stems(" ".join(tail))


def _stems(text: str) -> set[str]:
    """The words that carry meaning, without their endings."""
    found = (match.group().lower() for match in _WORD.finditer(text))
    return {stem(word) for word in found if weight_of(word) == "content"}


def _relation(story: Story, first: Figure, again: Figure, quotations: tuple[Quotation, ...]) -> Relation:
    """The two mentions; less sure where only one is a speaker's, or where the first had words that the second has not."""
    assert first.counted
    kept = _stems(story.text[first.counted.span.start : first.counted.span.end]) - {stem(first.counted.key)}
    sentence = story.sentence_of(again.span.start)
    sure = (first.by is None) == (again.by is None) and kept <= _stems(story.text[sentence.start : sentence.end])
    quoted = any(quotation.span.holds(figure.span) for quotation in quotations for figure in (first, again))
    return Relation(Span(*again.span), "repeat", (("first", first), ("again", again)), 1 if sure else 2, quoted=quoted)


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('repeats')['definite']['words'])} $", re.IGNORECASE)


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('repeats')['another']['words'])}\b", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('repeats')['time']['words'])}\b", re.IGNORECASE)


@cache
def _ending() -> frozenset[str]:
    return frozenset(words("repeats")["bare"]["words"])
