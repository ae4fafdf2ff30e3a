"""What a story has spoken of so far, which is what "that year", "the following day" and a month without a year go by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .almanac import Period
from .worded import Wording

Look = Literal["ahead", "back", "surely back"]
OPEN = Period(None, None, "")


@dataclass(slots=True)
class Anchors:
    """What has been spoken of so far: the day of publication, and the last day, quarter (or month, or half), year, and date of any kind."""

    published: date | None
    last: Period | None = None
    day: Period | None = None
    span: Period | None = None
    year: int | None = None
    story: tuple[int, int] | None = None  # year and month in the past that the paragraph has got to: "In August 1974 he resigned."

    @property
    def now(self) -> date | None:
        """The day from which the story looks back; a date that it tells is none ("He was born on 4 May 1930. On Tuesday he ...")."""
        return self.published

    def note(self, period: Period, said: Wording) -> None:
        """Remembers what has just been spoken of."""
        if said.form in ("set", "ref", "duration", "clock", "ago"):
            return
        if period.earliest is None:
            self._note_open(said)
            return
        if said.form == "near" and said.part == "NI" and said.number == -1:
            # "Overnight losses in New York": nothing is counted from it.
            return
        self.last = period
        self._note_story(period, said)
        if period.earliest == period.latest:
            self.day = period
        elif "-Q" in period.timex or "-H" in period.timex or (len(period.timex) == 7 and "W" not in period.timex):
            self.span = period
        if said.year or said.form in ("calendar", "quarter", "season"):
            self.year = period.earliest.year

    def _note_open(self, said: Wording) -> None:
        """ "He left on Tuesday. The next day ...", with no day of publication: the next after none that is known."""
        if self.published is None and (said.day or said.form in ("weekday", "near")):
            self.day = self.last = None

    def _note_story(self, period: Period, said: Wording) -> None:
        if said.form == "calendar" and said.month and period.earliest:
            old = period.latest and (self.published is None or (self.published - period.latest).days > 300)
            if said.year or (self.story and period.earliest.year in (self.story[0], self.story[0] + 1)):
                self.story = (period.earliest.year, period.earliest.month) if old else None
        elif said.form in ("near", "weekday") or (said.form in ("step", "season") and said.step in ("-1", "0", "1")):
            self.story = None


def shift(step: str | None) -> int:
    """How many units "last" (-1), "this" (0), "next" (1) and "the latest" (-1: the last one over) are away."""
    return {"L": -1, "-1": -1, "-1?": -1, "1": 1}.get(step or "0", 0)
