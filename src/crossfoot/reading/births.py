"""Ages: somebody's birth, an age, and the day on which that age was reached, where one sentence or one name ties the three.

"Novak, who was born on 3 May 1958, died on 20 February 2024 at the age of 66", "Novak, 66, was born in 1958". An age that is moved to
another moment ("19 when she joined") is left alone, as are the ages of things, and sentences that name two people. `on` is the moment of
the age; without it the day of publication is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Figure, Moment, Party, Relation
from .outline import SIGNS, Outline, pattern
from .paragraphs import Story
from .vocabulary import words

_GAP = "(?:(?![,;] and |,? while |,? whose )<any>)"
_BORN = rf"\bborn{_GAP}{{1,40}}?(?P<born><moment>)"
_SHAPES = {
    # was born on 3 May 1958 (in Leeds) and died on 20 February 2024 at the age of 66
    "born, died, on, age": rf"{_BORN}{_GAP}{{1,80}}?\b<died>{_GAP}{{1,60}}?(?P<on><moment>){_GAP}{{1,50}}?(?P<age><age>)",
    # born in 1958, died aged 66 on 20 February 2024
    "born, died, age, on": rf"{_BORN}{_GAP}{{1,80}}?\b<died>{_GAP}{{1,40}}?(?P<age><age>){_GAP}{{1,40}}?(?P<on><moment>)",
    # Novak, 66, was born on 3 May 1958
    "age, born": rf"(?P<age><age>), (?:who )?(?:was|were|is) {_BORN}",
    # born in 1958, Novak is 66 years old
    "born, is age": rf"{_BORN}{_GAP}{{1,40}}?\b(?:is|turned|turns) (?:now |currently )?(?P<age><age>)",
}


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    died = words("births")["deaths"]["words"]
    return tuple(pattern(shape.replace("<any>", f"[^{SIGNS['stop']}]"), died=died) for shape in _SHAPES.values())


@cache
def _moved() -> re.Pattern[str]:
    return pattern(r"\b<then>\b", then=words("births")["then"]["words"])


def births(story: Story, outlines: tuple[Outline, ...], parties: tuple[Party, ...]) -> Iterator[Relation]:
    """Every age with a birth, in the order of the story."""
    people = [party for party in parties if party.kind == "person"]
    for outline in outlines:
        if SIGNS["age"] in outline.text and "born" in outline.text.lower():
            for start, end in outline.sentences(signs=1):
                yield from _in_sentence(story, outline, start, end, people)


def _in_sentence(story: Story, outline: Outline, start: int, end: int, people: list[Party]) -> Iterator[Relation]:
    taken: set[int] = set()
    for shape in _shapes():
        for match in shape.finditer(outline.text, start, end):
            if match.start("age") in taken:
                continue
            taken.add(match.start("age"))
            relation = _relation(story, outline, match, people)
            if relation:
                yield relation


def _relation(story: Story, outline: Outline, match: re.Match[str], people: list[Party]) -> Relation | None:
    age, born = outline.entry(match, "age"), outline.moment(match, "born")
    on = outline.moment(match, "on") if "on" in match.re.groupindex else None
    if not age or not born or not born.earliest or not born.year_stated or (on and not on.earliest):
        return None
    who = _named(story, age, people)
    # Two people in the sentence: the age may be of the other.
    if len(who) > 1 or age.quantity.value is None or age.quantity.hedge or story.text[age.span.end - 1] == "s":
        return None
    roles: list[tuple[str, Figure | Moment | Party]] = [("age", age), ("born", born)]
    roles += [("on", on)] if on else []
    roles += [("who", who[0])] if who else []
    spans = [filler.span for _, filler in roles if not isinstance(filler, Party)]
    span = Span(min(spans).start, max(spans, key=lambda one: one.end).end)
    return Relation(span, "age", tuple(roles), 1, _unclear(outline, match), None, outline.inside_quotation(span))


def _named(story: Story, age: Figure, people: list[Party]) -> list[Party]:
    """The people named in the sentence of the age."""
    sentence = story.sentence_of(age.span.start)
    return [person for person in people if any(sentence.holds(mention) for mention in person.mentions)]


def _unclear(outline: Outline, match: re.Match[str]) -> str | None:
    """Why the age may be of another moment."""
    at = match.start("age")
    beside = outline.text[max(match.start(), at - 40) : at] + " " + outline.text[at + 1 : at + 30].split(SIGNS["stop"])[0]
    return "the age may be of another moment" if _moved().search(beside) else None
