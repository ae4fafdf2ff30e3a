"""Ages: somebody's birth, an age, and the day on which that age was reached, where one sentence or one name ties the three.

"Novak, who was born on 3 May 1958, died on 20 February 2024 at the age of 66", "Novak, 66, was born in 1958". An age that is moved to
another moment ("19 when she joined") is left alone, as are the ages of things, and sentences that name two people. `on` is the moment of
the age; without it the day of publication is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Moment, Party, Relation
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .places import listed
from .vocabulary import words

_INFANT = 1  # years after a birth within which a day without a year is hardly meant


class People:
    """Who is named in which sentence."""

    def __init__(self, story: Story, parties: tuple[Party, ...]) -> None:
        self.story = story
        self.named = sorted(((m.start, number) for number, one in enumerate(parties) if one.kind == "person" for m in one.mentions))
        self.parties = parties

    def near(self, at: int) -> list[Party]:
        """The people named in the sentence of a place, each once."""
        sentence = self.story.sentence_of(at)
        first, last = bisect_left(self.named, (sentence.start, 0)), bisect_left(self.named, (sentence.end, 0))
        return [self.parties[number] for number in dict.fromkeys(number for _, number in self.named[first:last])]


_GAP = "(?:(?![,;] and |,? while |,? whose )<any>)"
_BORN = rf"\bborn{_GAP}{{1,40}}?(?P<born><moment>)"
_SHAPES = {
    # was born on 3 May 1958 (in Leeds) and died on 20 February 2024 at the age of 66
    "born, died, on, age": rf"{_BORN}{_GAP}{{1,80}}?\b<died>{_GAP}{{1,60}}?(?P<on><moment>){_GAP}{{1,50}}?(?P<age><age>)",
    # born in 1958, died aged 66 on 20 February 2024
    "born, died, age, on": rf"{_BORN}{_GAP}{{1,80}}?\b<died>{_GAP}{{1,40}}?(?P<age><age>){_GAP}{{1,40}}?(?P<on><moment>)",
    # Novak, who died in 2024 aged 66, was born in 1958; died aged 66 on 20 February 2024; he was born in 1958
    "died, on, age, born": rf"\b<died>{_GAP}{{1,60}}?(?P<on><moment>){_GAP}{{1,50}}?(?P<age><age>){_GAP}{{1,40}}?{_BORN}",
    "died, age, on, born": rf"\b<died>{_GAP}{{1,40}}?(?P<age><age>){_GAP}{{1,40}}?(?P<on><moment>){_GAP}{{1,40}}?{_BORN}",
    # Novak, 66, was born on 3 May 1958
    "age, born": rf"(?P<age><age>), (?:who )?(?:was|were|is) {_BORN}",
    # born in March 1966, joined the firm in 1984, when she was 18
    "born, on, when age": rf"""{_BORN}(?P<between>{_GAP}{{1,140}}?)(?P<on><moment>),?
        [ ]when (?:he|she) (?:was|turned)(?: only| just| still)? (?P<age>[{SIGNS["age"]}{SIGNS["count"]}])(?=[,.;)]|<stop>|$)""",
    # born in 1966, joined the firm in 1984, at the age of 18
    "born, on, at age": rf"{_BORN}(?P<between>{_GAP}{{1,140}}?)(?P<on><moment>),? (?:at the age of|aged|at age) (?P<age><age>)(?![\w-])",
    # Born in 1940, she joined the navy at 18, in 1958; a widow at 32 (1951); born in 1950, retired in 2015 at 65
    "born, at age, on": rf"""{_BORN}(?P<between>{_GAP}{{1,140}}?) (?:at|aged|at age|at the age of) (?:just |only )?
        (?P<age>[{SIGNS["age"]}{SIGNS["count"]}])
        (?:,? (?:in|on) |,? \(|, when {_GAP}{{3,60}}? (?:in|on) )(?P<on><moment>)""",
    "born, on, at": rf"""{_BORN}(?P<between>{_GAP}{{1,140}}?)(?P<on><moment>),? at (?:just |only )?(?P<age>[{SIGNS["age"]}{SIGNS["count"]}])
        (?=[,.;)]|<stop>|$)""",
    # born in 1958, and is 66
    "born, and is age": rf"""{_BORN}(?: in (?:the )?<word>)?(?:,? and|,) is (?:now |currently )?(?P<age>[{SIGNS["age"]}{SIGNS["count"]}])
        (?=[,.;)]|<stop>|$)""",
    # born in 1958, Novak is 66 years old
    "born, is age": rf"{_BORN}{_GAP}{{1,40}}?\b(?:is|turned|turns) (?:now |currently )?(?P<age><age>)",
}

# Of things the year in which they were built or opened is that of the birth.
_PLAIN = "[^" + "".join(SIGNS.values()) + ",;]"
_THINGS = (
    # built in 1896, is 130 years old; which opened in 1931, is the oldest in use; it will be 94 when its doors close
    rf"""\b<built> (?:in|on) (?P<born><moment>){_PLAIN}{{0,30}}?(?:, |,? and (?:it )?|; it |,{_PLAIN}{{1,50}}; it )
        (?:is|will be|turns) (?:now |already )?(?P<age>[{SIGNS["age"]}{SIGNS["count"]}])(?= when | this year| next |[,.;]|<stop>|$)""",
    # the 130-year-old bridge was built in 1896
    r"(?P<age><age>) (?:[a-z-]+ ){1,3}(?:was|were) (?:built|founded|established) in (?P<born><moment>)",
)


@cache
def _things() -> tuple[Pattern, ...]:
    built = words("births")["built"]["words"]
    return tuple(pattern(shape, built=built) for shape in _THINGS)


@cache
def _shapes() -> tuple[Pattern, ...]:
    died = words("births")["deaths"]["words"]
    return tuple(pattern(shape.replace("<any>", f"[^{SIGNS['stop']}]"), died=died) for shape in _SHAPES.values())


@cache
def _moved() -> Pattern:
    return pattern(r"\b<then>\b", then=words("births")["then"]["words"])


def births(story: Story, outlines: tuple[Outline, ...], dated: tuple[Outline, ...], parties: tuple[Party, ...]) -> Iterator[Relation]:
    """Every age with a birth, in the order of the story."""
    people = People(story, parties)
    tied: set[Figure] = set()
    for outline in outlines:
        if "born" in outline.text.lower():
            for start, end in outline.sentences(signs=1):
                for relation in _in_sentence(story, outline, start, end, people):
                    tied.add(relation.role("age"))
                    yield relation
        for shape in _things():
            for match in shape.finditer(outline.text):
                yield from _of_thing(outline, match)
    yield from _across(story, outlines, dated, people, tied)


def _in_sentence(story: Story, outline: Outline, start: int, end: int, people: People) -> Iterator[Relation]:
    taken: set[int] = set()
    for shape in _shapes():
        for match in shape.finditer(outline.text, start, end):
            if match.start("age") in taken:
                continue
            taken.add(match.start("age"))
            relation = _relation(story, outline, match, people)
            if relation:
                yield relation


def _relation(story: Story, outline: Outline, match: re.Match[str], people: People) -> Relation | None:
    age, born = outline.entry(match, "age"), outline.moment(match, "born")
    on = outline.moment(match, "on") if "on" in match.re.groupindex else None
    if not age or not born or not born.earliest or not born.year_stated or (on and not on.earliest):
        return None
    if on and on.earliest and not on.year_stated and on.earliest.year <= born.earliest.year + _INFANT:
        # "born on 4 June 1933, died on 2 March at the age of 92": a day of this year, not of that of the birth
        on = None
    if not on and _told_before(outline, match):
        # "He took over in 2004, aged 63, and was born in 1921"
        return None
    then = "between" in match.re.groupindex
    if then and _kin().search(match["between"]):
        # "born in 1966, the son of a miner who left school in 1930, when he was 12"
        return None
    who = people.near(age.span.start)
    # Two people in the sentence: the age may be of the other.
    if len(who) > 1 or age.quantity.value is None or age.quantity.hedge or story.text[age.span.end - 1] == "s":
        return None
    roles: list[tuple[str, Figure | Moment | Party]] = [("age", age), ("born", born)]
    roles += [("on", on)] if on else []
    roles += [("who", who[0])] if who else []
    spans = [filler.span for _, filler in roles if not isinstance(filler, Party)]
    span = Span(min(spans).start, max(spans, key=lambda one: one.end).end)
    return Relation(span, "age", tuple(roles), 1, None if then else _unclear(outline, match), None, outline.inside_quotation(span))


def _of_thing(outline: Outline, match: re.Match[str]) -> Iterator[Relation]:
    age, built = outline.entry(match, "age"), outline.moment(match, "born")
    if age and built and built.year_stated and built.earliest and age.quantity.value and not age.quantity.hedge:
        span = Span(min(age.span.start, built.span.start), max(age.span.end, built.span.end))
        yield Relation(span, "age", (("age", age), ("born", built)), 2, None, "thing", outline.inside_quotation(span))


def _told_before(outline: Outline, match: re.Match[str]) -> bool:
    """Whether a day with its year stands before the age in its sentence, other than that of the birth."""
    start, _ = outline.bounds(match.start("age"))
    born = outline.moment(match, "born")
    return any(one.year_stated and one is not born for one in outline.moments_between(start, match.start("age")))


@cache
def _kin() -> re.Pattern[str]:
    # "Bell, born in 1960, met Ray Cole, who had been to sea in 1970, aged 20"
    others = [*listed("roles", "women"), *listed("roles", "men"), *words("births")["another"]["words"]]
    return re.compile(rf"\b{any_of(others)}s?\b", re.IGNORECASE)


_DEATH = rf"\b<died>{_GAP}{{1,80}}?(?P<age><age>)"
# "botanist, born 14 August 1931; died 11 April 2024"
_BIRTH = rf"\bborn{_GAP}{{1,40}}?(?P<born><moment>)(?:[;,.]? (?:and )?<died>(?: on)? (?P<on><moment>))?"


@cache
def _apart() -> tuple[Pattern, Pattern]:
    any_sign = f"[^{SIGNS['stop']}]"
    died = words("births")["deaths"]["words"]
    return pattern(_DEATH.replace("<any>", any_sign), died=died), pattern(_BIRTH.replace("<any>", any_sign), died=died)


@cache
def _others() -> Pattern:
    return pattern(r"\b<others>\b", others=words("timelines")["others"]["words"])


def _across(
    story: Story, outlines: tuple[Outline, ...], dated: tuple[Outline, ...], people: People, tied: set[Figure]
) -> Iterator[Relation]:
    """ "Ann Novak died on 20 February 2024, aged 65. ... Novak was born on 3 May 1958": one person, who is named with both."""
    death, birth = _apart()
    births: dict[int, list[tuple[Moment, Moment | None]]] = {}
    for outline in dated:
        for match in birth.finditer(outline.text):
            born = outline.moment(match, "born")
            who = people.near(born.span.start) if born else []
            before = outline.text[outline.bounds(match.start())[0] : match.start()]
            if _others().search(before):
                # "Novak's daughter was born in 1980"
                continue
            if born and born.year_stated and born.earliest and born.kind == "date" and len(who) == 1:
                births.setdefault(id(who[0]), []).append((born, outline.moment(match, "on") if match["on"] else None))
    for outline in outlines if births else ():
        for match in death.finditer(outline.text):
            age = outline.entry(match, "age")
            who = people.near(age.span.start) if age and age not in tied else []
            if age and len(who) == 1 and len(births.get(id(who[0]), ())) == 1:
                yield from _told_apart(story, outline, match, who[0], *births[id(who[0])][0])


def _told_apart(story: Story, outline: Outline, match: re.Match[str], who: Party, born: Moment, died: Moment | None) -> Iterator[Relation]:
    age = outline.entry(match, "age")
    if age is None or age.quantity.value is None or age.quantity.hedge or _unclear(outline, match):
        return
    start, end = outline.bounds(match.start("age"))
    days = [one for one in outline.moments_between(start, end) if one.kind != "duration"] or ([died] if died else [])
    if len(days) > 1 or (days and not days[0].earliest):
        return
    roles: list[tuple[str, Figure | Moment | Party]] = [("age", age), ("born", born), *([("on", days[0])] if days else []), ("who", who)]
    span = Span(min(age.span.start, born.span.start), max(age.span.end, born.span.end))
    yield Relation(span, "age", tuple(roles), 2, None, None, outline.inside_quotation(age.span))


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Why the age may be of another moment."""
    at = match.start("age")
    # "Novak, 58, who was born in 1971, ...": what follows the birth says nothing of the age before it.
    after = "" if "born" in match.re.groupindex and at < match.start("born") else outline.text[at + 1 : at + 30].split(SIGNS["stop"])[0]
    beside = outline.text[max(match.start(), at - 40) : at] + " " + after
    return "the age may be of another moment" if _moved().search(beside) else None
