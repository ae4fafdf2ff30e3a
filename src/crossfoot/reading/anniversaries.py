"""Anniversaries, birthdays and editions with the year they count from: "the 25th anniversary of the 1994 ferry disaster",
"her 100th birthday ... born in 1920", "the 40th annual fair, founded in 1984", "its 50th anniversary. It was set up in a barn in 1975".

`number` holds which one it is, `since` the year or day it counts from, `on` every moment of the sentence that may be its day, `now` the
words that say that it is kept at the time of the story ("celebrates"). Left alone
are those that come late and say so, and ordinals that are names ("82nd Airborne").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Moment, Phrase, Relation, Role
from .needed import Pattern
from .outline import SIGNS, Outline, pattern
from .vocabulary import words

_GAP = f"[^{SIGNS['moment']}{SIGNS['stop']};]"
_NEAR = f"[^{SIGNS['moment']}{SIGNS['stop']};,]"
_NUMBER = r"(?P<number><ordinal>(?:-<ordinal>)?|\d{1,3}(?:st|nd|rd|th)|\d{1,3}-year)"
# What an anniversary is of is said again: "it was", "which", "the club".
_IT = r"(?:it|they|he|she|which|the <again>)(?: was| were| had been| has been)?"
# "The hall, built in 1990, where the choir keeps its 40th anniversary": of somebody else
_OTHER = r"\b(?:which|who|whose|where|when|while|but)\b"
# The 50th anniversary, her 100th birthday, the centenary
_FEAST = rf"(?:{_NUMBER} (?:\w+ )?(?:anniversary|birthday)|(?P<feast><jubilee>))"
_SHAPES = {
    # the 25th anniversary of the 1994 ferry disaster; the centenary of his birth in 1920
    "anniversary of": rf"\b{_NUMBER} (?:wedding )?(?:anniversary|birthday) of {_NEAR}{{0,60}}?(?P<since><moment>)",
    "jubilee of": rf"\b(?P<number><jubilee>) of {_NEAR}{{0,60}}?(?P<since><moment>)",
    # its 40th anniversary; it was founded in 1984
    "anniversary, founded": rf"\b{_NUMBER} (?:\w+ )?anniversary\b{_GAP}{{1,60}}?\b<founded> (?:in|on) (?P<since><moment>)",
    # founded in 1984, it celebrated its 40th anniversary
    "founded, anniversary": rf"\b<founded> (?:in|on) (?P<since><moment>){_GAP}{{1,60}}?\b{_NUMBER} (?:\w+ )?anniversary\b",
    # her 100th birthday; she was born in 1920
    "birthday, born": rf"\b{_NUMBER} birthday\b{_GAP}{{1,60}}?\bborn {_GAP}{{0,20}}?(?P<since><moment>)",
    "born, birthday": rf"\bborn {_GAP}{{0,20}}?(?P<since><moment>){_GAP}{{1,60}}?\b{_NUMBER} birthday\b",
    # its 50th anniversary in June; it was formed by the merger of two lines in 1975. Its 50th birthday ... It was set up in a barn in 1975.
    "kept, it began": rf"""\b{_FEAST}\b[^{SIGNS["stop"]}]{{0,80}}?
        (?:(?:[;,(–—]|<stop>| and | as | because | since )[ ]?{_IT}|, having(?: been)?) (?:first )?<founded>
        [ ]{_GAP}{{0,50}}?\b(?:in|on) (?P<since><moment>)""",
    # set up in a barn in 1975 and will mark its 50th birthday; it was set up in 1975. It marks its 50th birthday
    "began, kept": rf"""\b<founded> {_GAP}{{0,50}}?\b(?:in|on) (?P<since><moment>)
        (?:(?!{_OTHER})[^{SIGNS["stop"]};]){{0,80}}?(?:(?:; |<stop>){_IT} (?:(?!{_OTHER})[^{SIGNS["stop"]};]){{0,40}}?)?
        \b(?:its|their|his|her) {_FEAST}\b""",
    # the 40th annual fair. It was first held in 1984
    "edition, it began": rf"""\b{_NUMBER} (?:annual |edition of )[^{SIGNS["stop"]}]{{1,100}}?(?:; |<stop>){_IT} (?:first )?<founded>
        [ ]{_GAP}{{0,40}}?\b(?:in|on) (?P<since><moment>)""",
    # the 40th annual fair, founded in 1984
    "edition": rf"\b{_NUMBER} (?:annual |edition of ){_GAP}{{1,60}}?\b<founded> (?:in|on) (?P<since><moment>)",
}


@cache
def _shapes() -> dict[str, Pattern]:
    known, numbers = words("timelines"), words("dates")["ordinal"]["words"]
    tens = words("timelines")["ordinal_tens"]["words"]
    lists = {
        "ordinal": [*numbers, *tens],
        "jubilee": known["jubilee"]["words"],
        "founded": known["founded"]["words"],
        "again": known["again"]["words"],
    }
    return {name: pattern(shape, **lists) for name, shape in _SHAPES.items()}


@cache
def _late() -> Pattern:
    return pattern(r"\b<late>\b", late=words("timelines")["late"]["words"])


@cache
def _kept() -> Pattern:
    """ "The club celebrates its": it is kept at the time of the story."""
    return pattern(
        r"(?<!will )(?<!to )(?<!would )(?<!did )\b(?P<kept><kept>) (?:its|their|his|her|the|a) $", kept=words("timelines")["kept"]["words"]
    )


def anniversaries(drawn: tuple[Outline, ...]) -> Iterator[Relation]:
    """Every anniversary with the year it counts from, in the order of the story."""
    for outline in drawn:
        if not any(part in outline.text for part in words("timelines")["anniversary_parts"]["words"]):
            continue
        taken: set[int] = set()
        for name, shape in _shapes().items():
            for match in shape.finditer(outline.text):
                told = _told(match)
                if match.start(told) not in taken and (relation := _relation(outline, name, match, told)):
                    taken.add(match.start(told))
                    yield relation


def _told(match: re.Match[str]) -> str:
    """The group that says which anniversary it is."""
    return "feast" if match.groupdict().get("feast") else "number"


def _relation(outline: Outline, name: str, match: re.Match[str], told: str) -> Relation | None:
    since, number = outline.moment(match, "since"), _number(match[told].lower())
    if since is None or not since.year_stated or not since.earliest or number is None or since.kind != "date":
        return None
    span = outline.placed(match, told)
    roles: list[tuple[str, Role]] = [
        ("number", Phrase(span, str(number))),
        ("since", since),
        ("on", _days(outline, match.start(told), since)),
    ]
    kept = _kept().search(outline.text, max(0, match.start(told) - 30), match.start(told))
    if kept and not re.search(_OTHER, outline.text[match.start("since") : match.start(told)]):
        roles.append(("now", Phrase(outline.placed(kept, "kept"), "now")))
    whole = Span(min(span.start, since.span.start), max(span.end, since.span.end))
    kind = "jubilee" if told == "feast" or name == "jubilee of" else "edition" if "edition" in name else _noun(match)
    # "The centenary of the town in 2001": that may be the year in which it is kept.
    link = 2 if name.endswith(" of") and outline.text[match.start("since") - 3 : match.start("since")] in ("in ", "on ") else 1
    link = 2 if SIGNS["stop"] in match.group() else link
    return Relation(whole, "anniversary", tuple(roles), link, _unclear(outline, match.start(told)), kind, outline.inside_quotation(span))


def _number(told: str) -> int | None:
    """25 of "25th", "25-year", "twenty-fifth" and "silver jubilee"."""
    known = words("timelines")
    if told[0].isdigit():
        return int(re.match(r"\d+", told)[0])  # type: ignore[index]
    if told in known["jubilee"]["words"]:
        return int(known["jubilee"]["words"][told])
    parts = [words("dates")["ordinal"]["words"].get(part) or known["ordinal_tens"]["words"].get(part) for part in told.split("-")]
    return sum(parts) if all(parts) else None


def _noun(match: re.Match[str]) -> str:
    """What has the number: "25th anniversary", "its 25th wedding anniversary", "100th birthday"."""
    after = match.string[match.end("number") : match.end("number") + 40]
    return "birthday" if re.match(r" (?:\w+ )?birthday\b", after) else "anniversary"


def _days(outline: Outline, at: int, since: Moment) -> tuple[Moment, ...]:
    """The other moments of the sentence: one of them may be the day of the anniversary."""
    inside = outline.moments_between(*outline.bounds(at))
    return tuple(one for one in inside if one is not since and one.earliest and one.kind in ("date", "time"))


def _unclear(outline: Outline, at: int) -> str | None:
    start, end = outline.bounds(at)
    return "it may be kept late" if _late().search(outline.text, start, end) else None
