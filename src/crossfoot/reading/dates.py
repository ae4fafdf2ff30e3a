"""The moments of a story: dates, times, stretches of time and things that come again and again, each with the days it covers.

A paragraph is first put into shorthand (`shorthand`), constructions are sought in it (`constructions`), read (`wordings`), and tied to the
calendar by the day of publication and by what the story spoke of before (`anchors`). It reads no words about the past or the future as such
("once", "already"), no ages, and no names that hold a weekday. What cannot be tied to a day keeps `None`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import replace
from functools import cache

from ..document import DateOrder, Span
from ..ledger import Mark, Moment, MomentKind
from .almanac import Period, calendar_day, day, moved
from .anchored import period_of, stretch_to
from .anchors import Anchors, Look
from .paragraphs import Paragraph, Story
from .vocabulary import words
from .worded import Wording
from .wordings import wordings

LEAP_YEAR = 2000
KINDS: dict[str, MomentKind] = {"duration": "duration", "set": "set", "clock": "time"}


def moments(story: Story) -> tuple[Moment, ...]:
    """Every moment, in the order of the story."""
    anchors = Anchors(story.document.published)
    order = story.document.dates
    return tuple(moment for paragraph in story.paragraphs for moment in _in_paragraph(paragraph, anchors, order))


def _in_paragraph(paragraph: Paragraph, anchors: Anchors, order: DateOrder | None) -> list[Moment]:
    found: list[Moment] = []
    before: Wording | None = None
    anchors.story = None
    for worded in wordings(paragraph.text, order):
        said = _of_year_before(paragraph.text, before, worded)
        if before and not _goes_on(paragraph, before, said):
            anchors.story = None
        look = _look(paragraph, said)
        known = _known_day(paragraph.text, said)
        period = known or period_of(said, anchors, look)
        if before:
            found[-1], period = _together(paragraph, before, found[-1], said, period, look)
        if not known:
            anchors.note(period, said)
        found.append(_moment(paragraph, said, _without_days(said, period, anchors)))
        before = said
    return found


def _without_days(said: Wording, period: Period, anchors: Anchors) -> Period:
    """ "Profit fell in the third quarter", written in June: the firm's quarter, which is over, is not that of the calendar."""
    over = anchors.published is None or period.latest is None or period.latest < anchors.published
    return period if over or said.form != "quarter" or said.year or said.step else Period(None, None, period.timex)


def _together(
    paragraph: Paragraph, before: Wording, first: Moment, said: Wording, period: Period, look: Look | None
) -> tuple[Moment, Period]:
    """Two moments one after the other, where the words between them say more of their days than each does alone."""
    between = paragraph.text[before.end : said.start]
    if _ends_on(between) and (stretch := stretch_to(before, period)):
        return _moment(paragraph, before, stretch), period
    backwards = first.earliest and period.earliest and period.earliest < first.earliest and first.earliest == first.latest
    if not backwards or not first.earliest or not period.earliest or not _from_day_to_day(before, said, between):
        return first, period
    # "From Monday to Wednesday", written on a Tuesday: of this week or of the last one.
    if look == "ahead":
        return first, day(moved(period.earliest, 7))
    return _moment(paragraph, before, day(moved(first.earliest, -7))), period


def impossible(dated: tuple[Moment, ...]) -> tuple[Mark, ...]:
    """Days and times that no calendar and no clock has: 31 September, 29 February 2023, 14:00 p.m."""
    return tuple(Mark(moment.span, kind) for moment in dated if (kind := _impossible(moment)))


_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d)-(\d\d)(?!\d)")


def _impossible(moment: Moment) -> str | None:
    if moment.kind == "time" and moment.timex is None:
        return "impossible-time"
    for told, month, number in _DAY.findall(moment.timex or "") if not moment.earliest else ():
        year = int(told) if moment.year_stated else LEAP_YEAR
        if int(number) > monthrange(year, int(month))[1]:
            return "impossible-date"
    return None


def _goes_on(paragraph: Paragraph, before: Wording, said: Wording) -> bool:
    """Whether a moment goes on with the story of the one before: in its sentence, or at the very beginning of the next ("In September")."""
    at = paragraph.start + said.start
    sentence = _sentence(paragraph, at)
    return paragraph.start + before.start >= sentence.start or at - sentence.start < 8


def _sentence(paragraph: Paragraph, at: int) -> Span:
    number = bisect_right(paragraph.sentences, at, key=lambda sentence: sentence.start) - 1
    return paragraph.sentences[number] if number >= 0 else paragraph.span


def _of_year_before(text: str, before: Wording | None, said: Wording) -> Wording:
    """ "In 2015, on Friday, 6 March, he resigned": the year stands before the day."""
    if not before or said.form != "calendar" or not said.month or said.year or said.step or before.form != "calendar":
        return said
    if not before.year or before.month or before.last_year or before.fiscal or text[: before.start][-3:].lower() != "in ":
        return said
    between = text[before.end : said.start].replace(",", " ").split()
    return replace(said, year=before.year) if len(between) < 2 and "".join(between).lower() in ("", "on", "in") else said


def _known_day(text: str, said: Wording) -> Period | None:
    """ "The Sept. 11 attacks": those of 2001; "the Sept. 11 attacks on the consulate" may be others."""
    if said.form != "calendar" or said.year or said.step or not said.day:
        return None
    known = words("date_names")["known_days"]
    year = next((year for month, day, year in known["days"] if (month, day) == (said.month, said.day)), None)
    if not year:
        return None
    before = any(text.endswith(f"{word} ", 0, said.start) for word in known["before"])
    after = next((word for word in known["after"] if text.startswith(f" {word}", said.end)), None)
    if not before and (not after or text.startswith(" on ", said.end + 1 + len(after))):
        return None
    return calendar_day(year, said.month or 1, said.day)


def _from_day_to_day(before: Wording, said: Wording, between: str) -> bool:
    """ "From Monday to Wednesday"."""
    days = before.form == said.form == "weekday" and not before.step and not said.step
    return days and between.strip().lower() in words("date_names")["from_day_to_day"]["words"]


def _ends_on(between: str) -> bool:
    """ "The four days that ended Wednesday", "in the year to March": the words between a stretch and its last day."""
    return len(between) < 24 and " ".join(between.split()) in words("date_names")["ends_on"]["words"]


def _moment(paragraph: Paragraph, said: Wording, period: Period) -> Moment:
    timex, kind = period.timex, KINDS.get(said.form, "date")
    if said.wrong:
        timex = ""
    elif said.clock_end:
        timex, kind = _hours(said, period), "time"
    elif said.clock and said.form != "clock":
        timex, kind = f"{timex}T{said.clock}", kind if said.form == "set" else "time"
    elif said.part and said.form in ("weekday", "near"):
        timex, kind = f"{timex}T{said.part}", "time"
    elif kind == "date" and timex[:1] == "P" and timex[1:2] in "TX0123456789":
        # "A year later", with nothing before it: how long, and no more.
        kind = "duration"
    earliest, latest = period.earliest, period.latest
    if not earliest or not latest or latest < earliest:
        # "30 January to 31 February": an end that no calendar has leaves both open.
        earliest = latest = None
    return Moment(
        Span(paragraph.start + said.start, paragraph.start + said.end),
        kind,
        earliest,
        latest,
        said.weekday if said.form == "calendar" and not _MAY_COUNT.match(paragraph.text, said.end) else None,
        timex or None,
        said.year is not None,
        said.last_weekday,
    )


# "On Tuesday 12 March residents marched": it may be twelve of them, and any Tuesday.
_MAY_COUNT = re.compile(r"(?<=[a-z]) (?!this\b)[a-z]{3,24}s\b")


def _hours(said: Wording, period: Period) -> str:
    """A stretch of clock time, with its length: "(2018-11-05T09:30,2018-11-05T11:00,PT1H30M)"."""
    first, last = str(said.clock), str(said.clock_end)
    begin, end = (int(hour) * 60 + int(minute or 0) for hour, _, minute in (told.partition(":") for told in (first, last)))
    long = (end - begin) % (24 * 60)
    length = "PT" + (f"{long // 60}H" if long >= 60 else "") + (f"{long % 60}M" if long % 60 else "")
    days = ("", "") if said.form == "clock" else (period.timex, period.timex)
    if period.earliest and period.earliest == period.latest:
        # "10pm on Friday to 2am": it ends on the day after.
        days = (period.timex, moved(period.earliest, int(end < begin)).isoformat())
    return f"({days[0]}T{first},{days[1]}T{last},{length})"


@cache
def _tense(which: str, *, right_before: bool = False) -> re.Pattern[str]:
    either = "|".join(words("date_names")[which]["words"])
    return re.compile(rf"(?<!\bbe )\b(?:{either}) (?:on |in )?$" if right_before else rf"\b(?:{either})\b")


# "The events that unfolded Monday are likely to be felt"
_JUST_DONE = re.compile(r"\b[a-z]{3,12}ed (?:on )?$")


@cache
def _soon() -> re.Pattern[str]:
    """ "By Wednesday, it will close", "On Thursday the council will vote"."""
    will = "|".join(words("date_names")["ahead_after"]["words"])
    return re.compile(rf",?(?: (?!(?:said|says|told|and|but|or|that|which|who|\w+ed)\b)[\w’']+){{0,3}} (?:{will})\b")


@cache
def _beside(which: str) -> re.Pattern[str]:
    """ "The Aug. 9 shooting", "Wednesday's court ruling", "the November election"."""
    either = "|".join(words("date_names")[which]["words"])
    return re.compile(rf"(?:['’]s)?(?: [\w’-]+)? (?:{either})\b", re.IGNORECASE)


def _looks_ahead(before: str) -> bool:
    """ "It will open on"; "they will go by what was said on" looks back again."""
    last = 0
    for ahead in _tense("ahead").finditer(before):
        last = ahead.end()
    return last > 0 and not _tense("behind_again").search(before, last)


def _look(paragraph: Paragraph, said: Wording) -> Look | None:
    """Whether the words around a moment, in its sentence, look ahead or back; `None` where they do neither."""
    if said.form not in ("calendar", "weekday", "season", "holiday", "step") or said.year:
        return None
    sentence = _sentence(paragraph, paragraph.start + said.start)
    start, end = sentence.start - paragraph.start, sentence.end - paragraph.start
    # "They returned this summer"; of a season, what stands farther off says nothing.
    far = 14 if said.form == "season" and said.step == "0" else 80
    before = paragraph.text[max(start, said.start - far) : said.start]
    if _tense("just_behind", right_before=True).search(before[-24:]) or _tense("befell", right_before=True).search(before[-24:]):
        return "surely back"
    after = paragraph.text[said.end : min(end, said.end + 80)]
    if (_soon().match(after) and not _JUST_DONE.search(before)) or (_looks_ahead(before) and not _beside("things_done").match(after)):
        return "ahead"
    if _beside("things_done" if said.day or said.form == "weekday" else "ballots").match(after):
        return "surely back" if said.day else None
    return "back" if _tense("behind").search(before) or _tense("behind").search(after) else None
