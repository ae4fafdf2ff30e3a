"""How far one day lies from another, or one hour: "on 19 May, two weeks from Wednesday", "began on 7 March, seven weeks ago",
"opened at 6 p.m. and adjourned five hours later, at 11 p.m.".

A length followed by a word that counts from somewhere ("ago", "later", "from", "before") goes with the day that stands beside it, set
off by a comma, a bracket or a dash. The other end is what the word says: the day of publication, the day that follows ("after Tuesday's
vote"), or one told before ("later"). `from` and `to` hold every moment that either end may be; none stands for the day of publication.
How long a fair or a reign lasted is for the reader of lengths. Weeks before or after something without a date ("the raids") are held
against the day of the news (`note`), in case they are whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Span
from ..ledger import FURTHER_UP, Figure, Moment, Relation
from .outline import any_of
from .paragraphs import Story
from .quotes import Quotation
from .vocabulary import words

_UNITS = frozenset(("minute", "hour", "day", "week", "month", "year"))
_CLOCK = frozenset(("minute", "hour"))
WEEK = 7
_MOST = 6  # moments looked at on either side


@cache
def _cue() -> re.Pattern[str]:
    """ " later", " from now", " ahead of": the way is the name of the list."""
    known = words("timelines")["distances"]
    ways = (f"(?P<{way}>{any_of(known[way])})" for way in ("back", "ahead", "later", "earlier", "after", "before"))
    return re.compile(rf" (?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


@cache
def _joined() -> re.Pattern[str]:
    """ ", ", " (", ", which was just ": between a day and how far it lies from another."""
    known = words("timelines")["distances"]
    return re.compile(rf"(?:,|,? \(| ?[–—]| --)(?: ?(?:{any_of(known['saying'])}))?(?: ?{any_of(known['only'])})*,? ?", re.IGNORECASE)


_ON = re.compile(r"(?:,|,? \(| ?[–—])? ?(?:(?:in|on|at) )?", re.IGNORECASE)
# "after the fire of 3 March", "before her appearance on 9 May"
_OF_THE = re.compile(r" (?:(?:the|his|her|its|their|last|this|next) ){0,2}(?:(?:[^\W\d_]+ ){1,4}(?:of|on) )?", re.IGNORECASE)


class _Told:
    """The days and hours that a story tells, asked by place; "a week ago" tells none."""

    def __init__(self, story: Story, moments: Sequence[Moment], claims: Sequence[Figure]) -> None:
        starts = [claim.span.start for claim in claims]
        days = [one for one in moments if _is_told(one) and not _counts().search(story.text, one.span.start, one.span.end)]
        self.moments = [one for one in days if not _overlaps(one, claims, starts)]
        self._starts = [moment.span.start for moment in self.moments]
        self._sure = {(one.day_of_week, one.earliest) for one in self.moments if _just_done(story, one)}

    def is_sure(self, story: Story, moment: Moment) -> bool:
        """Whether a weekday is that of the day of publication, or the day on which something else of the story was done."""
        if moment.year_stated or moment.earliest is None or any(map(str.isdecimal, story.text[moment.span.start : moment.span.end])):
            return True
        return moment.earliest == story.document.published or (moment.day_of_week, moment.earliest) in self._sure

    def before(self, at: int, start: int) -> list[Moment]:
        """Those that end before a place, and begin at `start` or later, the nearest first."""
        last = bisect_left(self._starts, at)
        near = reversed(self.moments[max(0, last - _MOST) : last])
        return [one for one in near if one.span.end <= at and one.span.start >= start]

    def beginning(self, text: str, lead: re.Pattern[str], at: int, end: int) -> Moment | None:
        """The one that begins at a place, after such words as `lead` allows; its own words may hold some of them ("at 6 p.m.")."""
        opened = lead.match(text, at, end)
        first = bisect_left(self._starts, at)
        found = next(iter(self.moments[first : first + 1]), None)
        return found if found and opened and found.span.start <= opened.end() else None


@cache
def _counts() -> re.Pattern[str]:
    """ "A week ago", "18 days from today": a length of its own."""
    known = words("timelines")["distances"]
    return re.compile(rf" {any_of([*known['back'], *known['ahead'], *known['later'], *known['earlier']])}$", re.IGNORECASE)


def _is_told(moment: Moment) -> bool:
    return moment.kind in ("date", "time") and (moment.earliest is not None or moment.clock is not None)


def _overlaps(moment: Moment, claims: Sequence[Figure], starts: Sequence[int]) -> bool:
    at = bisect_left(starts, moment.span.end)
    return any(claim.span.overlaps(moment.span) for claim in claims[max(0, at - 2) : at])


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words('date_names')['just_behind']['words'])}|[a-z]{{3,12}}ed)(?: (?:on|late|early))? $")


def _just_done(story: Story, moment: Moment) -> bool:
    """ "The board voted Tuesday", "was jailed at Hull Crown Court on Thursday" is not looked for."""
    return moment.day_of_week is not None and _past().search(story.text, max(0, moment.span.start - 30), moment.span.start) is not None


def distances(
    story: Story, figures: Sequence[Figure], moments: Sequence[Moment], quotations: Sequence[Quotation], tied: Sequence[Relation]
) -> Iterator[Relation]:
    """Every length that says how far the day beside it lies from another; those that `tied` holds already are left out."""
    known = {id(relation.role("length")) for relation in tied}
    claims = [figure for figure in figures if figure.kind == "measure" and figure.quantity.unit in _UNITS]
    told = _Told(story, moments, claims)
    for figure in claims:
        found = None if id(figure) in known or figure.quantity.value is None else _distance(story, told, figure)
        if found:
            starts, ends, link = found
            quoted = any(quotation.span.holds(figure.span) for quotation in quotations)
            roles = (("length", figure), ("from", starts), ("to", ends))
            note = "news" if link > 3 else FURTHER_UP if link > 2 else None
            yield Relation(_over(figure, *starts, *ends), "distance", roles, min(link, 3), None, note, quoted)


Ends = tuple[tuple[Moment, ...], tuple[Moment, ...], int]


def _distance(story: Story, told: _Told, figure: Figure) -> Ends | None:
    sentence = story.sentence_of(figure.span.start)
    cue = _cue().match(story.text, figure.span.end, sentence.end)
    if not cue or not cue.lastgroup:
        return None
    way, beside = cue.lastgroup, _beside(story, told, figure, cue, sentence)
    if way in ("after", "before"):
        base = told.beginning(story.text, _OF_THE, cue.end(), sentence.end)
        if base and beside and _is_of(figure, base):
            link = 1 if told.is_sure(story, base) and told.is_sure(story, beside) else 2
            return ((base,), (beside,), link) if way == "after" else ((beside,), (base,), link)
        if not base and beside and not _closes(story.text, cue.end()):
            return _news(story, told, figure, beside, way)
        way = {"after": "later", "before": "earlier"}[way] if not base else ""
    if not beside or not way:
        return None
    if way in ("back", "ahead"):
        link = 1 if told.is_sure(story, beside) else 2
        return ((beside,), (), link) if way == "back" else ((), (beside,), link)
    # "Founded in 1863, and today, 150 years later, it still meets": from some other time as often as not
    bases = () if beside.earliest == story.document.published else _bases(told, figure, beside, sentence)
    bases = bases or (_told_before(story, told, figure, sentence) if way == "later" else ())
    # Hours of one meeting; "nine days later" may count from what has no date.
    link = 2 if figure.quantity.unit in _CLOCK else 3
    return None if not bases else (bases, (beside,), link) if way == "later" else ((beside,), bases, link)


def _news(story: Story, told: _Told, figure: Figure, beside: Moment, way: str) -> Ends | None:
    """ "Sept. 4, two weeks before the raids": the only day that the first paragraph names may be that of the raids."""
    first = next((paragraph.span for paragraph in story.paragraphs if paragraph.kind == "paragraph"), None)
    days = told.before(first.end, first.start) if first and figure.span.start >= first.end else []
    single = len(days) == 1 and days[0].earliest == days[0].latest and figure.quantity.unit == "week" and not figure.quantity.hedge
    if not single or days[0].earliest is None or beside.earliest is None or beside.earliest != beside.latest:
        return None
    if (days[0].earliest - beside.earliest).days % WEEK:
        return None
    return ((days[0],), (beside,), 4) if way == "after" else ((beside,), (days[0],), 4)


def _closes(text: str, at: int) -> bool:
    return text[at : at + 1] in (",", ".", ";", ")", "") or text.startswith((" –", " —", " and "), at)


def _beside(story: Story, told: _Told, figure: Figure, cue: re.Match[str], sentence: Span) -> Moment | None:
    """The day that the length is set beside: before it, or after "ago" and "later"."""
    left = told.before(figure.span.start, sentence.start)[:1]
    if left and _joined().fullmatch(story.text, left[0].span.end, figure.span.start) and _is_of(figure, left[0]):
        return left[0]
    lead = _AFTER_COMMA if cue.lastgroup in ("after", "before") else _ON
    right = told.beginning(story.text, lead, cue.end(), sentence.end)
    # "A few weeks ago, 2006 was the year": no day set beside it
    set_off = right and (right.span.end >= sentence.end or _SET_OFF.match(story.text, right.span.end))
    return right if right and set_off and _is_of(figure, right) else None


_AFTER_COMMA = re.compile(r", (?:(?:in|on|at) )?", re.IGNORECASE)
_SET_OFF = re.compile(r"[,.;)]| [–—-]")


def _bases(told: _Told, figure: Figure, beside: Moment, sentence: Span) -> tuple[Moment, ...]:
    """What "later" may count from: the days told before in the sentence, but that of the day itself ("on St. Patrick's Day, March 17")."""
    first = min(figure.span.start, beside.span.start)
    return tuple(one for one in told.before(first, sentence.start) if _is_of(figure, one) and one.timex != beside.timex)


def _told_before(story: Story, told: _Told, figure: Figure, sentence: Span) -> tuple[Moment, ...]:
    """The only day of the sentence before: "She went missing on 1 March. She was found on 19 March, 18 days later." """
    if not sentence.start or story.paragraph_of(sentence.start).start == sentence.start:
        return ()
    earlier = story.sentence_of(max(0, sentence.start - 2))
    found = tuple(told.before(sentence.start, earlier.start))
    return found if len(found) == 1 and _is_of(figure, found[0]) else ()


_WIDE = {"day": 31, "week": 31, "month": 366, "year": 366}  # days in which a moment must lie from which days, weeks, months are counted


def _is_of(figure: Figure, moment: Moment) -> bool:
    """Hours go with a time of day, days with a day or a month: of "in 2009, and two days later" nobody says from which day."""
    if figure.quantity.unit in _CLOCK:
        return moment.clock is not None
    first, last = moment.earliest, moment.latest
    return first is not None and last is not None and (last - first).days <= _WIDE[figure.quantity.unit or "day"]


def _over(*entries: Figure | Moment) -> Span:
    spans = [entry.span for entry in entries]
    return Span(min(spans).start, max(span.end for span in spans))
