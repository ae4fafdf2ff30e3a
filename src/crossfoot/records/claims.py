"""What a sentence claims of a table, word by word: figures and periods from the ledger, the table's own words, and the cues of a claim.

Every word must be explained by one of these, or carry nothing a table could hold against it; the rest is `unexplained`, and a claim with
unexplained words is never decided. The cues are vocabulary (`claims.toml` of the reading room). Once the reading room ties superlatives,
changes and shares without a figure of their own, this module gives way to its relations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple, TypeVar

from ..document import Span
from ..ledger import Figure, Ledger, Moment
from ..reading.phrases import any_of
from ..reading.vocabulary import words as vocabulary
from ..reading.written import Written
from .lexicon import Lexicon, Meaning, Word, folded, words_of
from .periods import Period, days_in, periods_of

ItemKind = Literal["figure", "period", "meaning", "cue", "ordinal", "stop", "word"]


Entry = TypeVar("Entry", Period, Moment, Figure, Written)
# No claim is longer than this many characters: beyond it stand lists and texts without a full stop.
LONGEST = 900


class Item(NamedTuple):
    """A run of words of the claim (by number, half open) and what it is."""

    kind: ItemKind
    first: int
    after: int
    span: Span
    figure: Figure | None = None
    period: Period | None = None
    meanings: tuple[Meaning, ...] = ()
    says: tuple[str, ...] = ()
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """A member the claim names: its column and value; `explicit` where the claim calls it what the table does ("the Dallas office"),
    `narrow` where it speaks of less ("the city of Denver")."""

    item: Item
    column: str
    value: str
    explicit: bool
    narrow: bool


@dataclass(slots=True)
class Claim:
    """A sentence, read for a table; `days` where it names a length of time and no day ("in four days")."""

    text: str
    items: list[Item] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    days: int | None = None

    def has(self, *cues: str) -> bool:
        """Whether one of these cues stands in the claim."""
        return any(cue in item.says for item in self.items for cue in cues)

    def cue(self, *cues: str) -> Item | None:
        """The first of these cues."""
        return next((item for item in self.items if any(cue in item.says for cue in cues)), None)

    @property
    def figures(self) -> list[Item]:
        """The figures, in order."""
        return [item for item in self.items if item.kind == "figure"]

    @property
    def periods(self) -> list[Item]:
        """The periods, in order."""
        return [item for item in self.items if item.kind == "period"]

    @property
    def unexplained(self) -> list[str]:
        """The words nothing explains."""
        return [self.text[item.span.start : item.span.end] for item in self.items if item.kind == "word"]

    def meaning(self, kind: str) -> list[tuple[Item, Meaning]]:
        """The first meaning of that kind of each run of words that has one."""
        found = [(item, [m for m in item.meanings if m.kind == kind]) for item in self.items]
        return [(item, meanings[0]) for item, meanings in found if meanings]

    def between(self, one: Item, other: Item) -> list[Item]:
        """What stands between two items."""
        return [item for item in self.items if one.after <= item.first and item.after <= other.first]

    @property
    def named(self) -> list[Named]:
        """The members it names."""
        return list(self._named())

    def _named(self) -> Iterator[Named]:
        for item, meaning in self.meaning("value"):
            at = self.items.index(item)
            near = self.items[at + 1 : at + 4]
            before = self.items[max(0, at - 3) : at]
            explicit = not meaning.loose and self._called(item, meaning.ref)
            narrow = meaning.loose or any("narrow" in one.says for one in [*before, *near[:1]])
            for value in meaning.values[:1]:
                yield Named(item, meaning.ref, value, explicit and not narrow, narrow)

    def _called(self, item: Item, column: str) -> bool:
        """ "the Dallas office", "Miami's office", "the New Orleans, Atlanta and Boston areas", "more than any other office"."""
        at = self.items.index(item)
        for other in self.items[at + 1 :]:
            if any(m.kind == "noun" and m.ref == column for m in other.meanings):
                return True
            if not (other.kind == "stop" or any(m.kind == "value" and m.ref == column for m in other.meanings)):
                break
        return any(m.kind == "noun" and m.ref == column for m in (self.items[at - 1].meanings if at else ())) or (
            self.has("of all") and any(m.ref == column for _, m in self.meaning("noun"))
        )


def claim_of(ledger: Ledger, span: Span, lexicon: Lexicon) -> Claim:
    """The claim of one sentence of a ledger."""
    text = ledger.document.text[span.start : span.end]
    claim = Claim(text, words=words_of(text[:LONGEST]))
    if len(text) > LONGEST:
        return claim
    periods = inside(periods_of(ledger, year_starts=lexicon.mapping.year_starts), span)
    lengths = [m for m in inside(ledger.moments, span) if m.kind == "duration" and not any(p.span.holds(m.span) for p in periods)]
    apart = [*(p.span for p in periods), *(m.span for m in lengths)]
    figures = [f for f in inside(ledger.figures, span) if not any(one.overlaps(f.span) for one in apart)]
    claim.days = days_in(lengths[0]) if len(lengths) == 1 and not periods else None
    aside = [Span(s.start - span.start, s.end - span.start) for s in (m.span for m in lengths)] if claim.days else []
    aside += [Span(*match.span()) for match in _attributed().finditer(text)]
    at = 0
    while at < len(claim.words):
        item = _item(claim, at, span.start, lexicon, figures, periods)
        if any(one.holds(Span(claim.words[at].start, claim.words[at].end)) for one in aside):
            item = Item("stop", at, at + 1, Span(claim.words[at].start, claim.words[at].end))
        claim.items.append(item)
        at = item.after
    claim.items = [_number_of_members(claim, at, lexicon) for at in range(len(claim.items))]
    claim.items = [_verb_of_nothing(item) if _stray_verb(claim, at) else item for at, item in enumerate(claim.items)]
    return claim


def _number_of_members(claim: Claim, at: int, lexicon: Lexicon) -> Item:
    """ "All three branches", "the most of the town's 12 stations": how many members there are is claimed of no measure, and says nothing
    more where it is all of them."""
    item = claim.items[at]
    behind = claim.items[at + 1].meanings if at + 1 < len(claim.items) else ()
    noun = next((meaning for meaning in behind if meaning.kind == "noun"), None)
    if item.kind != "figure" or item.figure is None or noun is None or any(meaning.kind == "measure" for meaning in behind):
        return item
    members = next(one for one in lexicon.mapping.members if one.column == noun.ref)
    there = [value for value in lexicon.table.values(noun.ref) if value not in members.totals and value not in members.leave_out]
    return item._replace(kind="stop" if item.figure.quantity.value == len(there) else "word", figure=None)


def _stray_verb(claim: Claim, at: int) -> bool:
    """ "Lind won Alder County with 3,990 votes": the mapping's verb says more than the figure. Not "won 3,990 votes", "votes were cast"."""
    if not any(meaning.kind == "verb" for meaning in claim.items[at].meanings):
        return False
    after = [item for item in claim.items[at + 1 : at + 3] if (item.kind, claim.words[item.first].key) != ("stop", "the")][:1]
    before = next((item for item in reversed(claim.items[:at]) if item.kind != "stop" and "verb" not in item.says), None)
    counts = any(item.kind == "figure" or {"more", "fewer", "most", "fewest"} & set(item.says) for item in after)
    return not counts and not (before and any(meaning.kind == "measure" for meaning in before.meanings))


def _verb_of_nothing(item: Item) -> Item:
    return item._replace(kind="word", meanings=())


def inside(entries: tuple[Entry, ...], span: Span) -> list[Entry]:
    """The entries, which are in the order of the story, that lie in a sentence."""
    first = bisect_left(entries, span.start, key=lambda entry: entry.span.start)
    last = bisect_left(entries, span.end, key=lambda entry: entry.span.start)
    return [entry for entry in entries[first:last] if span.holds(entry.span)]


def of_another_time(text: str) -> bool:
    """ "The last time they met": it is not of the one game that a table is of."""
    return bool(_another_time().search(text))


@cache
def _another_time() -> re.Pattern[str]:
    return any_of(word for entry in vocabulary("claims")["another_time"] for word in entry["words"])


@cache
def _attributed() -> re.Pattern[str]:
    """ ", the group said.", ", according to ICE.", "Officials said on Monday that "."""
    verbs = "|".join(word for entry in vocabulary("claims")["attribution"] for word in entry["words"])
    return re.compile(
        rf",\s(?:[^,;:.\d]{{1,60}}\s)?(?:{verbs})(?:\s(?:on\s)?[A-Z][a-z]{{2,8}}day)?[.\s]*\Z"
        r"|,\saccording\sto\s[^,;:\d]{1,80}\Z"
        rf"|\A[^,;:.\d]{{1,80}}\s(?:{verbs})\s(?:on\s[A-Z][a-z]{{2,8}}day\s)?that\s"
    )


def _item(claim: Claim, at: int, shift: int, lexicon: Lexicon, figures: list[Figure], periods: list[Period]) -> Item:
    """The longest run of words that is something, from one word on: a period before the table's words, those before a figure or a cue."""
    words = claim.words
    start = words[at].start + shift

    def run(kind: ItemKind, after: int, **more) -> Item:  # type: ignore[no-untyped-def]
        return Item(kind, at, after, Span(words[at].start, words[after - 1].end), **more)

    found = [run("period", _last(words, at, p.span.end - shift), period=p) for p in periods if p.span.start <= start < p.span.end]
    match = lexicon.match_at(words, at)
    if match:
        found.append(run("meaning", match.after, meanings=match.meanings))
    for figure in figures:
        if figure.span.start <= start < figure.span.end:
            after, place = _last(words, at, figure.span.end - shift), _place(figure)
            found.append(run("ordinal", after, ordinal=place) if place else run("figure", after, figure=figure))
    says, after = cue_at(words, at)
    if says:
        found.append(run("cue", after, says=says))
    if not found:
        found.append(run("stop" if is_stop(words[at]) else "word", at + 1))
    return max(found, key=lambda item: item.after)


def _last(words: list[Word], at: int, end: int) -> int:
    after = at + 1
    while after < len(words) and words[after].start < end:
        after += 1
    return after


def _place(figure: Figure) -> int:
    """ "10th", "third": the place; 0 for a figure of another kind."""
    value = figure.quantity.value
    return int(value) if figure.kind == "rank" and value is not None and value.denominator == 1 else 0


def cue_at(words: list[Word], at: int) -> tuple[tuple[str, ...], int]:
    """What the longest cue from one word on says, and the word after it."""
    if words[at].text.casefold().replace("’", "'").endswith("n't"):
        return ("not",), at + 1
    for after in range(min(len(words), at + _longest().get(words[at].key, 0)), at, -1):
        says = _cues().get(tuple(word.key for word in words[at:after]))
        if says:
            return says, after
    return (), at


@cache
def _cues() -> dict[tuple[str, ...], tuple[str, ...]]:
    cues: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in vocabulary("claims")["cue"]:
        for phrase in entry["words"]:
            key = tuple(folded(word) for word in phrase.split())
            cues[key] = (*cues.get(key, ()), entry["says"])
    return cues


@cache
def _longest() -> dict[str, int]:
    """How many words the longest cue has that begins with a word."""
    longest: dict[str, int] = {}
    for key in _cues():
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return longest


def is_open(word: Word) -> bool:
    """ "before", "since": a day named is one end of the period."""
    return "open period" in _cues().get((word.key,), ())


def is_verb(word: Word) -> bool:
    """ "were", "show": what parts the whole from the part in "12 percent of the arrests were at large"."""
    return "verb" in _cues().get((word.key,), ())


def is_stop(word: Word) -> bool:
    """ "the", "in": a word that carries nothing a table could hold against the claim."""
    return word.key in _stops()


@cache
def _stops() -> frozenset[str]:
    return frozenset(folded(word) for entry in vocabulary("claims")["stop"] for word in entry["words"])
