"""A length of time in a sentence that tells just two dates, or two hours: "The line shut in 1964 and trains came back in 2015, a gap of 51
years", "By the time he retired in 2006, having set up shop in 1962, he had had 44 years"; or one date since which it has lasted.

What is tied to its ends by a construction of its own is for the readers of lengths and distances. Here a strong word may say that the time
is all there is between the two ("a reign of", "51 years in which"); without one the two are tied loosely. Left alone are lengths of
sentences and contracts, of what is over or to come ("the next ten years"), and those that are no more than a measure ("a 10-year low").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache

from ..document import Span
from ..ledger import FURTHER_UP, Figure, Moment, Relation, Role
from .outline import any_of
from .paragraphs import Story
from .quotes import Quotation
from .vocabulary import words

_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year"))
_CLOCK = frozenset(("minute", "hour"))
_WIDEST = {"day": 1, "week": 1, "month": 31, "year": 366}  # days that an end of so many days, weeks, months, years may take up
_MONTH = timedelta(27)  # from which on a moment without a year is no day of the news
_BEFORE = 60  # characters before a length that may say what it is the length of
_LONG = 600  # characters of a sentence that is still told in one breath


def between(
    story: Story, figures: Sequence[Figure], moments: Sequence[Moment], quotations: Sequence[Quotation], tied: Sequence[Relation]
) -> Iterator[Relation]:
    """Every length that has two ends in its sentence, or one and "since"; those that `tied` holds already are left out."""
    known = {id(relation.role("length")) for relation in tied}
    claims = [figure for figure in figures if figure.kind == "measure" and figure.quantity.unit in _UNITS and figure.quantity.value]
    told = _Told(moments, claims)
    for figure in claims:
        found = None if id(figure) in known else _ends_of(story, told, figure)
        if found:
            start, end, link = found
            roles: list[tuple[str, Role]] = [("length", figure), ("start", (start,)), *([("end", end)] if end else [])]
            spans = [figure.span, start.span, *([end.span] if end else [])]
            quoted = any(quotation.span.holds(figure.span) for quotation in quotations)
            span = Span(min(spans).start, max(one.end for one in spans))
            yield Relation(span, "length", tuple(roles), link, None, FURTHER_UP if link > 2 else None, quoted)


class _Told:
    """The days and hours of a story, and its lengths of time, asked by place; "a week ago" is no day."""

    def __init__(self, moments: Sequence[Moment], claims: Sequence[Figure]) -> None:
        self._lengths = [claim.span.start for claim in claims]
        dated = [one for one in moments if one.kind in ("date", "time")] if claims else []
        self._moments = [one for one in dated if not self._overlaps(one, claims)]
        self._starts = [moment.span.start for moment in self._moments]

    def inside(self, place: Span) -> list[Moment]:
        """Those of a sentence."""
        return self._moments[bisect_left(self._starts, place.start) : bisect_left(self._starts, place.end)]

    def lengths(self, place: Span) -> int:
        """How many lengths of time a sentence has."""
        return bisect_left(self._lengths, place.end) - bisect_left(self._lengths, place.start)

    def _overlaps(self, moment: Moment, claims: Sequence[Figure]) -> bool:
        at = bisect_left(self._lengths, moment.span.end)
        return any(claim.span.overlaps(moment.span) for claim in claims[max(0, at - 2) : at])


Ends = tuple[Moment, Moment | None, int]


def _ends_of(story: Story, told: _Told, figure: Figure) -> Ends | None:
    """The two ends and how surely they are those: 2 where the words say that the length is all the time between them, 3 without."""
    sentence = story.sentence_of(figure.span.start)
    ends = told.inside(sentence)
    if not 0 < len(ends) <= 2 or told.lengths(sentence) > 1 or sentence.end - sentence.start > _LONG:
        return None
    before = story.text[max(sentence.start, figure.span.start - _BEFORE) : figure.span.start]
    after = story.text[figure.span.end : min(sentence.end, figure.span.end + _BEFORE)]
    if _is_other(story.text[figure.span.start : figure.span.end], before, after):
        return None
    whole = bool(_all_of_it().search(before) or _closing().match(after))
    if _broken().search(story.text, sentence.start, sentence.end):
        return None
    if len(ends) == 1:
        return _stretch(figure, ends[0]) or _since(story, figure, ends[0], sentence) or _told_apart(story, told, figure, ends[0], before)
    first, second = ends
    if first.year_stated and second.year_stated and first.earliest and second.earliest and second.earliest < first.earliest:
        # "retired in 2006, having set up shop in 1962"
        first, second = second, first
    if not _are_ends(story, figure, first, second) or not (whole or _is_of_both(story, figure, ends)):
        return None
    return first, second, 2 if whole else 3


def _is_of_both(story: Story, figure: Figure, ends: Sequence[Moment]) -> bool:
    """Whether a length before the second date leads on to it: "13 years from 2001 before he rose in 2014", not "lived there for 13 years
    and in 2001 moved on"; "a five-week stretch ending on 14 October" has but one end, and so has the calendar's "28 August: ..."."""
    if any(story.text[one.span.end : one.span.end + 1] == ":" for one in ends):
        return False
    following = [one for one in ends if one.span.start > figure.span.start]
    if not following:
        return True
    between = story.text[figure.span.end : following[-1].span.start]
    return not _AND.search(between) and (len(following) == 1 or _leading().search(between) is not None)


_AND = re.compile(r"\band\b(?! ended| closed)|[;:]|\b(?:but|while|then|ending|starting|beginning)\b", re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('timelines')['leading']['words'])}\b", re.IGNORECASE)


def _stretch(figure: Figure, moment: Moment) -> Ends | None:
    """ "runs from 6 April to 18 May, giving residents six weeks": both ends in one."""
    return (moment, moment, 3) if "/" in (moment.timex or "") and figure.quantity.unit in ("day", "week", "month") else None


def _told_apart(story: Story, told: _Told, figure: Figure, moment: Moment, before: str) -> Ends | None:
    """ "He set up shop in 1962. He retired in 2006, after 44 years as his own master": the only day of the sentence before."""
    sentence = story.sentence_of(figure.span.start)
    if not sentence.start or story.paragraph_of(sentence.start).start == sentence.start or not _LASTED.search(before):
        return None
    earlier = story.sentence_of(max(0, sentence.start - 2))
    found = told.inside(earlier)
    if len(found) != 1 or told.lengths(earlier) or not _are_ends(story, figure, found[0], moment):
        return None
    return found[0], moment, 3


_LASTED = re.compile(r"\b(?:after|for|spent|lasted)(?: (?:more than|nearly|almost|about|some|just over|just under|over))? $", re.IGNORECASE)


def _are_ends(story: Story, figure: Figure, first: Moment, second: Moment) -> bool:
    """Two that are apart; of years the first is told with its year, and the second is no day of the news."""
    if first.timex == second.timex or not (_may_end(figure, first) and _may_end(figure, second)):
        return False
    if figure.quantity.unit in _CLOCK:
        return True
    if figure.quantity.unit != "year" and not (_is_written(story, first) and _is_written(story, second)):
        # "on Tuesday ... this week": days of the news
        return False
    if figure.quantity.unit != "year" or (first.year_stated and second.year_stated):
        return True
    span = second.latest - second.earliest if second.latest and second.earliest else None
    return first.year_stated and span is not None and span >= _MONTH


def _is_written(story: Story, moment: Moment) -> bool:
    return any(map(str.isdecimal, story.text[moment.span.start : moment.span.end]))


def _since(story: Story, figure: Figure, moment: Moment, sentence: Span) -> Ends | None:
    """ "In the 11 years since it opened in 2015 the clinic has treated 4,000"; "has held the seat since 2008, 18 years" """
    text = story.text
    if figure.quantity.unit in _CLOCK or not moment.year_stated or not _lasting().search(text, sentence.start, sentence.end):
        return None
    if figure.span.end <= moment.span.start:
        sure = _SINCE_IT.fullmatch(text, figure.span.end, moment.span.start)
    else:
        sure = _SINCE.search(text, sentence.start, moment.span.start) and _CLOSED_BY.fullmatch(text, moment.span.end, figure.span.start)
    return (moment, None, 2) if sure else None


_SINCE_IT = re.compile(r" since [^.;:]{0,60}?(?:in |on )?", re.IGNORECASE)
_SINCE = re.compile(r"\bsince $")
_CLOSED_BY = re.compile(r", |,? \(| ?[–—] ?| -- ")


@cache
def _lasting() -> re.Pattern[str]:
    """What is still so: "has treated", "it is"."""
    return re.compile(rf"\b{any_of(words('timelines')['lasting']['words'])}\b", re.IGNORECASE)


def _is_other(told: str, before: str, after: str) -> bool:
    """Whether the length is no time between two dates: of a sentence, an age, a record; of what is over or to come."""
    if _other_before().search(before) or (_other_after().match(after) and not before.endswith("for ")):
        return True
    return "-" in told and not _named().match(after)


@cache
def _other_before() -> re.Pattern[str]:
    other = words("timelines")["not_between"]
    about, most = any_of(words("timelines")["about"]["words"]), any_of(other["most"])
    return re.compile(rf"\b(?:{any_of(other['before'])}|(?:{most}|\w+est)\b.* in)(?: {about})? $", re.IGNORECASE)


@cache
def _other_after() -> re.Pattern[str]:
    return re.compile(rf"(?: |-){any_of(words('timelines')['not_between']['after'])}\b", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    """ "the 25-year lease": a time by its name."""
    known = words("timelines")
    return re.compile(rf" (?:\w+ )?{any_of([*known['span']['words'], *known['whole']['words']])}\b", re.IGNORECASE)


@cache
def _all_of_it() -> re.Pattern[str]:
    """ "a reign of ", "a total of about ", "lasted ", "a 51-year gap": all the time between the two."""
    known = words("timelines")
    nouns = any_of([*known["whole"]["words"], *known["all_of_it"]["nouns"]])
    verbs = any_of(known["all_of_it"]["verbs"])
    named = rf"(?:an?|the|its|his|her|their) (?:\w+ )?{nouns} (?:of|that lasted|lasting)"
    return re.compile(rf"\b(?:{named}|{verbs}(?: for)?)(?: {any_of(known['about']['words'])})? $", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf",? {any_of(words('timelines')['all_of_it']['after'])}\b", re.IGNORECASE)


@cache
def _broken() -> re.Pattern[str]:
    known = words("timelines")
    # What ends the time does not break it, nor does "a gap of 51 years".
    broken = set(known["broken"]["words"]) - set(known["ended"]["words"]) - {f"a {noun}" for noun in known["all_of_it"]["nouns"]}
    return re.compile(rf"\b{any_of(broken)}\b", re.IGNORECASE)


def _may_end(figure: Figure, moment: Moment) -> bool:
    """Hours have times of day for ends, days a day, years a year."""
    if figure.quantity.unit in _CLOCK:
        return moment.clock is not None
    first, last = moment.earliest, moment.latest
    return first is not None and last is not None and (last - first).days <= _WIDEST[figure.quantity.unit or "day"]
