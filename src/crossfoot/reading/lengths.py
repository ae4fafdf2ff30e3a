"""Lengths of time with their two ends: "opened in 1974 and closed in 2019 after 35 years", "the three-day fair, from 5 to 7 May",
"in 2012, 63 years after it ended in 1949", "and, 45 years later, in 2019", "in 1974, 45 years ago".

`length` is the figure, `start` every moment from which it may count, `end` the other end; without one the day of publication is meant.
A length is only tied to two dates by a construction that says so: "he left in 2010 and died in 2015 after a two-year illness" does not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Moment, Relation, Role
from .needed import Pattern
from .outline import SIGNS, Outline, pattern
from .vocabulary import words

_GAP = f"[^{SIGNS['moment']}{SIGNS['duration']}{SIGNS['stop']};:]"
_NEAR = f"[^{SIGNS['moment']}{SIGNS['duration']}{SIGNS['stop']};:,]"
_TO = r"(?:to|until|till|through|and)"
_BEGUN = rf"\b<begun>\b{_GAP}{{0,60}}?(?P<start><moment>)"
_ENDED = rf"\b(?P<ended><ended>)\b{_GAP}{{0,40}}?(?P<end><moment>)"
_SHAPES = {
    # opened in 1974 and closed in 2019 after 35 years (of production)
    "after": rf"""{_BEGUN}{_GAP}{{1,60}}?{_ENDED},? after
        [ ](?P<length><duration>)(?= of (?:\w+ )?(?:<span>|<whole>)\b|[,.]|<stop>|$| in (?:office|power|charge|business|the job))""",
    # opened in 1974. It closed in 2019 after 45 years
    "after, told before": rf"""{_BEGUN}{_GAP}{{0,60}}?<stop>(?:It|She|He|They|The \w+) {_NEAR}{{0,30}}?{_ENDED},? after
        [ ](?P<length><duration>)(?= of (?:\w+ )?(?:<span>|<whole>)\b|[,.]|<stop>|$)""",
    # left on February 3 and docked on March 16 after a voyage of 42 days; after a 42-day voyage
    "after a voyage of": rf"""{_BEGUN}{_GAP}{{1,60}}?{_ENDED},? (?:after|at the end of|ending)
        [ ](?:a|an|its|his|her|their) (?:\w+ )?<whole> (?:of|that (?:lasted|took)|lasting) (?P<length><duration>)""",
    "after a long voyage": rf"""{_BEGUN}{_GAP}{{1,60}}?{_ENDED},? (?:after|at the end of|ending)
        [ ](?:an? |its |his |her |their )?(?P<length><duration>) (?:\w+ )?<whole>\b""",
    # which lasts for eight years, began on 1 April 2019 and runs out on 31 March 2027
    "which lasts": rf"""\b(?:which|that) (?:last(?:s|ed)|took|takes|ran|runs|is|was) (?:for )?(?P<length><duration>),? (?:\w+ )?
        {_BEGUN}{_GAP}{{1,50}}?{_ENDED}""",
    # the eight-year contract began in April 2019 and runs out in March 2027
    "whole, begun": rf"""(?P<length><duration>) (?:\w+ )?(?:<span>|<whole>)\b{_NEAR}{{0,40}}?{_BEGUN}{_GAP}{{1,50}}?{_ENDED}""",
    # married in 1956 and together until his death in 2003, 47 years in which
    "until, length": rf"""{_BEGUN}{_GAP}{{1,60}}?\buntil {_NEAR}{{0,40}}?(?P<end><moment>)(?:, | \(| ?[–—] )
        (?:a (?:period|span|stretch|total|marriage|reign) of )?(?P<length><duration>)(?=[.)]| in which| during which|<stop>|$)""",
    # from 11.40pm until 4.10am, a span of four and a half hours
    "hours, length": r"""(?P<start><moment>)(?:, | \(| ?[–—] )(?:an? (?:\w+ )?(?:period|span|stretch|total|shift|run) of |an? )(?:<about> )?
        (?P<length><duration>)(?=[,.);]| (?:shift|session|stretch|service|wait|walk|sitting|watch)\b|<stop>|$)""",
    # from 2001 to 2013, a period of 12 years
    "from, length": rf"""\b(?:from|between) (?P<start><moment>) {_TO} (?P<end><moment>)(?:, | \(| ?[–—-] )
        (?:a (?:period|span|stretch|total) of |some )?(?P<length><duration>)(?=[,.)]| in which| during which|<stop>|$)""",
    # for 12 years, from 2001 to 2013; the three-day fair from 5 to 7 May; seven years of government, from 1961 to 1968
    # "four months between 2015 and 2017" need not be all of the time
    "length, from": rf"""(?P<length><duration>)
        (?:(?: (?:(?:of )?\w+ )?<span>,?|,) \(?(?:from|between)| of \w+,? from| as \w+(?: \w+){{0,2}},? from| from)
        [ ](?P<start><moment>) {_TO} (?P<end><moment>)""",
    # in the 14 months between November 2022 and December 2023: "the" says that it is all of the time
    "the length, from": rf"""\b(?:in|over|during|for|of) the (?P<length><duration>)
        [ ](?:between|from) (?P<start><moment>) {_TO} (?P<end><moment>)""",
    # the three-day fair (5-7 May); 35 years, 1974-2019
    "length, stretch": r"""(?P<length><duration>)(?: (?:(?:of )?\w+ )?<span>| of \w+)?
        (?:,? \(|, (?:from |on )?| from | on | (?:runs|will run) (?:from |on )?)(?P<start><moment>)""",
    # in 2012, 63 years after the war ended in 1949
    "years after": rf"""\b(?:in|on) (?P<end><moment>), (?P<length><duration>) (?!which|that|he |she |it |they |i |we |you )
        {_NEAR}{{3,60}}?\b(?:in|on) (?P<start><moment>)(?=[,.)]|<stop>|$)""",
    # closed in 2019, 45 years after it opened in 1974
    "after it opened": r"""\b(?:in|on) (?P<end><moment>), (?:<about> )?(?P<length><duration>)
        [ ](?:it|he|she|they) (?:had )?(?:first )?<begun>(?: \w+)?(?: \w+)? (?:in|on) (?P<start><moment>)(?=[,.)]|<stop>|$)""",
    # and, 45 years later, in 2019
    "later": r"(?P<length><moment>),? (?:in|on) (?P<end><moment>)",
    # in 1974, 45 years ago; 45 years ago, in 1974
    "then, ago": r"\b(?:in|on) (?P<start><moment>), (?:<about> )?(?P<length><moment>)",
    "ago, then": r"(?P<length><moment>),? (?:in|on) (?P<start><moment>)",
}
_WAYS = {"later": "later", "then, ago": "ago", "ago, then": "ago", "years after": "after", "after it opened": "after"}


@cache
def _shapes() -> dict[str, Pattern]:
    known = words("timelines")
    lists = {name: known[name]["words"] for name in ("begun", "ended", "span", "whole", "about")}
    return {name: pattern(shape, **lists) for name, shape in _SHAPES.items()}


def lengths(drawn: tuple[Outline, ...], figures: tuple[Figure, ...]) -> Iterator[Relation]:
    """Every length of time that stands with its ends, in the order of the story."""
    measured = [figure for figure in figures if figure.kind == "measure"]
    starts = [figure.span.start for figure in measured]
    for outline in drawn:
        if sum(isinstance(one, Moment) for one in outline.entries.values()) < 2:
            continue
        taken: set[int] = set()
        for name, shape in _shapes().items():
            if name not in _WAYS and SIGNS["duration"] not in outline.text:
                continue
            for match in shape.finditer(outline.text):
                relation = _relation(outline, name, match, measured, starts)
                if relation and match.start("length") not in taken:
                    taken.add(match.start("length"))
                    yield relation


def _relation(outline: Outline, name: str, match: re.Match[str], measured: list[Figure], starts: list[int]) -> Relation | None:
    told = outline.moment(match, "length")
    length = _figure(told, measured, starts) if told else None
    if told is None or length is None or _way(outline, told) != _WAYS.get(name):
        return None
    ends = _ends(outline, name, match)
    if ends is None:
        return None
    start, end = ends
    roles: list[tuple[str, Role]] = [("length", length), ("start", start), *([("end", end)] if end else [])]
    spans = [length.span, *(moment.span for moment in (*start, *([end] if end else [])))]
    span = Span(min(spans).start, max(one.end for one in spans))
    link = 2 if SIGNS["stop"] in match.group() else 1
    return Relation(span, "length", tuple(roles), link, _unclear(outline, match), None, outline.inside_quotation(length.span))


def _ends(outline: Outline, name: str, match: re.Match[str]) -> tuple[tuple[Moment, ...], Moment | None] | None:
    end = outline.moment(match, "end") if "end" in match.re.groupindex else None
    if name == "later":
        bases = tuple(one for one in outline.moments_between(match.start() - 300, match.start()) if one.year_stated and one.kind == "date")
        return (bases, end) if bases and end and end.year_stated else None
    start = outline.moment(match, "start")
    if start is None or start.kind == "duration" or (end and end.kind == "duration"):
        return None
    if name in ("length, stretch", "hours, length"):
        days = name == "length, stretch" and "/" in (start.timex or "")
        return ((start,), start) if days or "PT" in (start.timex or "") else None
    if name in ("then, ago", "ago, then") and not start.year_stated:
        return None
    return (start,), end


def _way(outline: Outline, told: Moment) -> str | None:
    """The word that ends "63 years after", "45 years later"; `None` for a length alone."""
    start = outline.paragraph.start
    last = outline.paragraph.text[told.span.start - start : told.span.end - start].rsplit(" ", 1)[-1].lower()
    return last if last in ("after", "later", "ago", "before", "earlier", "hence", "previously") else None


def _figure(told: Moment, measured: list[Figure], starts: list[int]) -> Figure | None:
    """The figure of a length, with its hedge: "nearly 20 years"."""
    at = bisect_left(starts, told.span.end)
    near = measured[max(0, at - 2) : at]
    return next((figure for figure in near if figure.span.overlaps(told.span)), None)


@cache
def _interrupted() -> Pattern:
    return pattern(r"\b<broken>\b", broken=words("timelines")["broken"]["words"])


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Why the time between the two dates may not be all of one length."""
    start, end = outline.bounds(match.start())
    # "set off in May and returned in June": what ends the time does not break it.
    ended = match.span("ended") if "ended" in match.re.groupindex else (start, start)
    broken = any(not ended[0] <= found.start() < ended[1] for found in _interrupted().finditer(outline.text, start, max(end, match.end())))
    return "the time may have been interrupted" if broken else None
