"""Days by their names, and by how far off they are: "last Friday", "Saturday night", "tomorrow", "now", "in the future"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .constructions import Construction
from .vocabulary import words
from .worded import Wording, said

PARTS_OF_DAYS = 9  # what "mornings" and "evenings" are worth among the words for days that come again


def _weekday(c: Construction) -> list[Wording] | None:
    if is_name(c):
        return None
    if c.letter(-1) == "a" and c.letter(1) in ",.;) ":
        # "Tomorrow, a Tuesday, is called Super": which one is not said
        return None
    if c.letter(1) == "W" and c.note.values[c.match.end()] == PARTS_OF_DAYS and not c.value("l"):
        # "On Sunday mornings"
        return [said(c, "set", timex=f"XXXX-WXX-{c.value('w') + 1}", weekday=c.value("w"))]
    if c.has("p") and _is_show(c):
        return None
    if c.match.group().startswith("lw") and c.letter(1) == "'" and c.words("l").lower() == "following":
        # "Following Tuesday's contests": a preposition
        return [replace(said(c, "weekday", weekday=c.value("w")), start=c.note.places[c.match.start("w")][0])]
    step, unit = _step(c), c.value("u")
    return [said(c, "weekday", weekday=c.value("w"), step=step, unit=unit, part=c.value("p"))]


def _step(c: Construction) -> str | None:
    """ "This past Friday", "this coming Friday": the second word says which."""
    second = c.value("l3") if c.value("l3") != "0" else None
    if (c.words("l3" if second else "l").lower() if c.has("l") else "") in ("coming", "upcoming"):
        return ">"
    step: str | None = second or c.value("l") or c.value("l2")
    return step


def _is_show(c: Construction) -> bool:
    """ "He sang on “Saturday Night Live”": capitals where none belong, but in a headline."""
    return c.words("p")[0].isupper() and not c.text[c.start : c.end].isupper() and not c.word(-1)[:1].isupper()


def is_name(c: Construction) -> bool:
    names = words("date_names")
    before, after = c.word(-1).lower(), c.word(1).lower()
    return (before in names["before_a_weekday"]["words"] and c.word(-1)[:1].isupper()) or (
        after in names["after_a_weekday"]["words"] and c.word(1)[:1].isupper()
    )


def _near(c: Construction) -> list[Wording] | None:
    if is_title(c) and not c.has("p"):
        return None
    if c.letter(1) == "'" and {c.word(2).lower(), c.word(3).lower()} & set(words("date_names")["of_our_day"]["words"]):
        # "Today's youth", "tomorrow's leaders", "today's personal computers": no day
        return [said(c, "ref", timex="PRESENT_REF" if c.value("T") == "0" else "FUTURE_REF" if c.value("T") == "1" else "PAST_REF")]
    offset, _, part = (c.value("T") or c.value("T2")).partition("T")
    part = c.value("p") or c.value("p2") or part
    return [said(c, "near", number=int(offset), part=part or None)]


def _step_part(c: Construction) -> list[Wording] | None:
    if c.value("l") not in ("0", "-1", "=", "<"):
        return None
    night = c.value("l") in ("-1", "<")
    return [said(c, "near", number=-1 if night else 0, part=c.value("p"), step="=" if c.value("l") == "=" else None)]


def is_title(c: Construction) -> bool:
    """ "USA Today", "the Daily Caller": a capital inside a sentence, beside a name or after "the"."""
    if not c.text[c.start].isupper() or not c.word(-1)[:1].isalpha():
        return False
    return c.word(-1)[:1].isupper() or c.letter(-1) == "h" or c.word(1)[:1].isupper()


def _ref(c: Construction) -> list[Wording] | None:
    names = words("date_names")["soon_names"]
    if c.value("R") == "FUTURE_REF" and (c.word(-1).lower() in names["words"] or c.word(1) in names["after"]):
        return None
    return [said(c, "ref", timex=c.value("R"))]


def _future(c: Construction) -> list[Wording] | None:
    return [said(c, "ref", timex=c.value("R"))] if not c.word(1)[:1].islower() or c.letter(1) != "_" else None


def _the_past(c: Construction) -> list[Wording] | None:
    return [said(c, "ref", timex="PAST_REF")] if c.words("l").lower() == "past" else None


READERS: dict[str, Callable[[Construction], list[Wording] | None]] = {
    "step_weekday": _weekday,
    "near": _near,
    "step_part": _step_part,
    "ref": _ref,
    "future": _future,
    "the_past": _the_past,
}
