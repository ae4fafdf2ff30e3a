"""One person's age at two times: "Lowe, 38, ... He was 24 when he was convicted in 2011"; and an age
with the birth told in another sentence: "Lena Ross, 19, ... Ross was born in May 2006".

`now` is the age that stands beside the name, which is that of the day of publication, or the one reached on a day to come ("who will be
42 in May"); `age` the one at another day, `on`. Whose age it is has to be plain: the name stands before it in the sentence, and alone, or
"he" and "she" take up the only name of the sentence before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..document import Span
from ..ledger import Figure, Moment, Party, Relation, Role
from .needed import Pattern
from .outline import SIGNS, Outline, any_of, pattern
from .paragraphs import Story
from .vocabulary import words

_AGE = f"(?P<age>[{SIGNS['age']}{SIGNS['count']}])"
_GAP = f"[^{SIGNS['moment']}{SIGNS['duration']}{SIGNS['stop']};:]"
_CLOSED = "(?=[,.;)]|<stop>|$| and )"
_SHAPES = {
    # He was 24 when he was convicted in 2011
    "was, when": rf"\b(?P<who>he|she|who) was (?:<only> )?{_AGE}(?: years old)?,? when {_GAP}{{3,90}}?\b(?:in|on) (?P<on><moment>)",
    # first convicted in 1998, when he was 15; joined in 1998 at the age of 15
    "when was": rf"""\b(?P<who>in|on) (?P<on><moment>),?
        [ ](?:when (?:he|she) was|at the age of|aged|at age) (?:<only> )?{_AGE}(?: years old)?{_CLOSED}""",
}
# who will be 42 in May
_TO_COME = rf"\b(?P<who>he|she|who) (?:<turning>) {_AGE} (?:in |on )?(?P<on><moment>)"


@cache
def _shapes() -> tuple[Pattern, ...]:
    only = words("births")["only"]["words"]
    return tuple(pattern(shape, only=only) for shape in _SHAPES.values())


@cache
def _to_come() -> Pattern:
    return pattern(_TO_COME, turning=words("births")["turning"]["words"])


@dataclass(frozen=True, slots=True)
class _Aged:
    """An age, whose it is, and the day of it (`None`: the day of publication)."""

    who: Party
    age: Figure
    on: Moment | None = None


_HE = re.compile(r"(?:he|she)\b", re.IGNORECASE)


class _Named:
    """The people of a story, asked who was named last."""

    def __init__(self, story: Story, parties: Sequence[Party]) -> None:
        self.story = story
        self.people = [party for party in parties if party.kind == "person"]
        named = [(mention, number) for number, party in enumerate(self.people) for mention in party.mentions]
        self.mentions = sorted(named, key=lambda one: one[0])
        self._starts = [mention.start for mention, _ in self.mentions]

    def before(self, at: int, *, only_he: bool = False) -> Party | None:
        """The only person whom the sentence names before a place, or the only one of the sentence before it; with `only_he` that one only
        where the sentence begins with "he" or "she"."""
        sentence = self.story.sentence_of(at)
        here = self._between(sentence.start, at)
        if not here and sentence.start and not (only_he and not _HE.match(self.story.text, sentence.start)):
            earlier = self.story.sentence_of(max(0, sentence.start - 2))
            here = self._between(earlier.start, sentence.start)
        return self.people[next(iter(here))] if len(here) == 1 else None

    def _between(self, start: int, end: int) -> set[int]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return {number for _, number in self.mentions[first:last]}


def earlier_ages(
    story: Story,
    drawn: Sequence[Outline],
    dated: Sequence[Outline],
    figures: Sequence[Figure],
    moments: Sequence[Moment],
    parties: Sequence[Party],
    tied: Sequence[Relation],
) -> Iterator[Relation]:
    """Every age at another time of somebody whose age is told, and every age of somebody whose birth is; those of `tied` are left out."""
    named = _Named(story, parties)
    known = {id(relation.role("age")) for relation in tied}
    born = _births(dated, named)
    now: dict[int, list[_Aged]] = {}
    for aged in (*_beside_names(story, named, figures, moments), *_found(drawn, named, (_to_come(),))):
        now.setdefault(id(aged.who), []).append(aged)
        if id(aged.who) in born and id(aged.age) not in known and not aged.on:
            known.add(id(aged.age))
            yield _with_birth(drawn, aged, born[id(aged.who)])
    for then in _found(drawn, named, _shapes()) if now or born else ():
        if not then.on or not then.on.year_stated or id(then.age) in known:
            continue
        if id(then.who) in born:
            yield _with_birth(drawn, then, born[id(then.who)])
        elif id(then.who) in now:
            yield _relation(drawn, then, now[id(then.who)][0])


# Ross was born in May 2006; Ross, who was born on 3 May 1990; She was born in a farmhouse in 1926; Krantz (born 3 March 1990)
_BIRTH = rf"(?P<who>\b(?:was|were|who was)|,|\() ?born\b{_GAP}{{0,40}}?(?P<born><moment>)"


@cache
def _birth() -> Pattern:
    return pattern(_BIRTH)


@cache
def _kin() -> Pattern:
    return pattern(r"\b<others>\b", others=words("timelines")["others"]["words"])


def _births(dated: Sequence[Outline], named: _Named) -> Mapping[int, Moment]:
    """The birth of each who has one, by the number of the party; of whom two are told, none."""
    found: dict[int, list[Moment]] = {}
    for outline in dated:
        for match in _birth().finditer(outline.text):
            born = outline.moment(match, "born")
            start, _ = outline.bounds(match.start())
            # "Novak's daughter was born in 1980"
            if not born or not born.year_stated or not born.earliest or _kin().search(outline.text, start, match.start()):
                continue
            who = named.before(born.span.start, only_he=True)
            if who:
                found.setdefault(id(who), []).append(born)
    return {who: days[0] for who, days in found.items() if len(days) == 1}


def _with_birth(drawn: Sequence[Outline], aged: _Aged, born: Moment) -> Relation:
    entries = [one for one in (aged.age, born, aged.on) if one]
    span = Span(min(one.span.start for one in entries), max(one.span.end for one in entries))
    roles: list[tuple[str, Role]] = [("age", aged.age), ("born", born), *([("on", aged.on)] if aged.on else []), ("who", aged.who)]
    return Relation(span, "age", tuple(roles), 2, None, None, _is_quoted(drawn, aged.age))


def _is_quoted(drawn: Sequence[Outline], age: Figure) -> bool:
    return any(outline.inside_quotation(age.span) for outline in drawn if outline.paragraph.span.holds(age.span))


def _beside_names(story: Story, named: _Named, figures: Sequence[Figure], moments: Sequence[Moment]) -> Iterator[_Aged]:
    """ "Ann Lowe, 38,"; "Ann Lowe, 38, was shot in 2003" was of that age then, and who has died is no older now."""
    ages: Mapping[int, Figure] = {figure.span.start: figure for figure in figures if figure.kind == "age" and figure.quantity.value}
    dead = _dead(story, named) if ages else set()
    dated = [moment.span.start for moment in moments if moment.year_stated]
    for mention, number in named.mentions:
        if story.text[mention.end : mention.end + 2] in (", ", " (") and mention.end + 2 in ages and number not in dead:
            start, end = _sentence(story, mention)
            if bisect_left(dated, start) == bisect_left(dated, end):
                yield _Aged(named.people[number], ages[mention.end + 2])


def _dead(story: Story, named: _Named) -> set[int]:
    """The numbers of those who are named in a sentence about a death."""
    found: set[int] = set()
    last, about_death = (-1, -1), False
    for mention, number in named.mentions:
        if not last[0] <= mention.start < last[1]:
            last = _sentence(story, mention)
            about_death = _died().search(story.text, *last) is not None
        if about_death:
            found.add(number)
    return found


def _sentence(story: Story, place: Span) -> tuple[int, int]:
    sentence = story.sentence_of(place.start)
    return sentence.start, sentence.end


@cache
def _died() -> re.Pattern[str]:
    known = words("births")
    return re.compile(rf"\b{any_of([*known['deaths']['words'], *known['dead']['words']])}\b", re.IGNORECASE)


def _found(drawn: Sequence[Outline], named: _Named, shapes: Sequence[Pattern]) -> Iterator[_Aged]:
    for outline in drawn:
        taken: set[int] = set()
        for shape in shapes:
            for match in shape.finditer(outline.text):
                age, on = outline.entry(match, "age"), outline.moment(match, "on")
                if not age or not on or not on.earliest or age.quantity.value is None or match.start("age") in taken:
                    continue
                taken.add(match.start("age"))
                who = named.before(outline.placed(match, "who").start)
                if who and not age.quantity.hedge:
                    yield _Aged(who, age, on)


def _relation(drawn: Sequence[Outline], then: _Aged, now: _Aged) -> Relation:
    entries = [one for one in (then.age, then.on, now.age, now.on) if one]
    span = Span(min(one.span.start for one in entries), max(one.span.end for one in entries))
    roles = [("age", then.age), ("on", then.on), ("now", now.age), *([("at", now.on)] if now.on else []), ("who", then.who)]
    return Relation(span, "earlier age", tuple((name, one) for name, one in roles if one), 2, None, None, _is_quoted(drawn, then.age))
