"""What a story claims, with no opinion on it: figures, moments, parties, statements, and what the story itself ties together.

Everything here is frozen, holds tuples, and says `None` where the story does not say or we cannot tell. Entries are compared by identity:
two figures are never "equal". The JSON form, pinned for scripts and editors, is worked out at the end of this module.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from fractions import Fraction
from importlib import import_module
from typing import Any, Literal, TypeAlias

from .document import Document, Span
from .quantity import Kind, Quantity, Range, exact

PartyKind = Literal["person", "organisation", "group", "place", "document"]
StatementKind = Literal["direct", "mixed", "indirect", "refusal", "denial", "plea"]
MomentKind = Literal["date", "time", "duration", "set"]
Direction = Literal["up", "down"]


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Words in the story (`span`) and what checks compare (`key`: "arrest", "philadelphia")."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A date, time, duration or set of dates. A date is a range of days; `weekday` (0 Monday) is kept apart, as written beside its
    first day, and `last_weekday` as written beside its last; both are `None` for a weekday that stands alone. `timex` is a TIMEX3 value; a
    stretch of days is written "2019-06-06/2019-06-08", one of hours with its length, "(T15,T17,PT2H)"."""

    span: Span
    kind: MomentKind
    earliest: date | None = None
    latest: date | None = None
    weekday: int | None = None
    timex: str | None = None
    year_stated: bool = False
    last_weekday: int | None = None

    @property
    def ends(self) -> tuple[tuple[date, date], tuple[date, date]] | None:
        """Its two ends, each with the first and the last day it may be: of "1974-2019" any day of 1974 and any of 2019, of a day itself
        twice; `None` where the days are not known."""
        if not self.earliest or not self.latest:
            return None
        first, slash, last = (self.timex or "").partition("/")
        if not slash:
            return (self.earliest, self.latest), (self.earliest, self.latest)
        return (self.earliest, _last_day(self.earliest, first)), (_first_day(self.latest, last), self.latest)

    @property
    def hours(self) -> Fraction | None:
        """How many hours a stretch of hours lasts: 4.5 from 11.40pm until 4.10am; `None` for what is none."""
        _, found, length = (self.timex or "").partition(",PT")
        if not found or not length.endswith(")"):
            return None
        whole, _, rest = length[:-1].rpartition("H")
        numbers = (whole or "0", rest.removesuffix("M") or "0")
        return Fraction(numbers[0]) + Fraction(numbers[1]) / 60 if all(one.isdecimal() for one in numbers) else None

    @property
    def clock(self) -> int | None:
        """The minutes since midnight of a time of day, 1,110 of "6.30pm"; `None` for what is none, and for a stretch of hours."""
        _, found, told = (self.timex or "").partition("T")
        hour, _, minute = told.partition(":")
        return int(hour) * 60 + int(minute or 0) if found and hour.isdecimal() and (minute or "0").isdecimal() else None

    @property
    def day_of_week(self) -> int | None:
        """0 for a Monday, of whatever week; `None` for what is no day, or one of which only the date in an unknown year is known."""
        if self.earliest:
            return self.earliest.weekday() if self.earliest == self.latest else None
        timex = self.timex or ""
        return int(timex[9]) - 1 if timex.startswith("XXXX-WXX-") and timex[9:10].isdecimal() else None

    @property
    def day_of_year(self) -> tuple[int, int] | None:
        """The month and the day of a day, of whatever year."""
        if self.earliest:
            return (self.earliest.month, self.earliest.day) if self.earliest == self.latest else None
        parts = (self.timex or "")[:10].split("-")
        return (int(parts[1]), int(parts[2])) if len(parts) == 3 and (parts[1] + parts[2]).isdecimal() else None


def _last_day(first: date, timex: str) -> date:
    """The last day of the year, month or day that a TIMEX value names, of which the first is known."""
    months = {4: 12, 7: 1}.get(len(timex), 0)
    after = first.year * 12 + first.month - 1 + months
    return date(after // 12, after % 12 + 1, 1) - timedelta(1) if months else first


def _first_day(last: date, timex: str) -> date:
    return {4: last.replace(month=1, day=1), 7: last.replace(day=1)}.get(len(timex), last)


@dataclass(frozen=True, slots=True, eq=False)
class Party:
    """Someone the story names: a person, an organisation, a group ("activists"), a place, a document. `members` are those of a group that
    only speaks together: "Ruiz and Chen said"."""

    name: str
    kind: PartyKind
    mentions: tuple[Span, ...]
    role: str | None = None
    affiliation: Party | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """Something said: in quotation marks (direct), partly (mixed), in the reporter's words (indirect), or not said at all (refusal).

    `content` is where the words stand; `speaker_spans` where the story names the speaker at this place, be it a pronoun; `speaker` is who
    that is. `via` is the party through whom it reaches the story, `inside` the statement that holds this one, `to` what a refusal
    refuses."""

    span: Span
    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None = None
    speaker_spans: tuple[Span, ...] = ()
    speaker: Party | None = None
    via: Party | None = None
    inside: Statement | None = None
    to: Span | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number the story states. `counted` is what is counted, `where` and `when` to what it belongs, `by` whose figure it is,
    `statement` the statement it stands in; `direction` says that it is the amount of a rise or fall, or a level with none said."""

    span: Span
    quantity: Quantity
    hedge: str | None = None
    counted: Phrase | None = None
    where: tuple[Phrase, ...] = ()
    when: Moment | None = None
    by: Party | None = None
    statement: Statement | None = None
    direction: Direction | None = None

    @property
    def kind(self) -> Kind:
        """count, measure, money, percent, points, fraction, ratio, multiple, rank, age or score."""
        return self.quantity.kind


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Parts that the story gives for a whole. `complete` and `exclusive` are `None` where the story does not say; `why` says which words
    decided ("included" makes a list partial); `by` is what the parts differ in: place, category, period, vote ..."""

    span: Span
    whole: Figure | None
    parts: tuple[Figure, ...]
    complete: bool | None = None
    exclusive: bool | None = None
    by: str | None = None
    why: str | None = None
    link: int = 1
    quoted: bool = False


# The note of a relation one of whose figures is not named again, but one of the numbers further up.
FURTHER_UP = "further up"

Role: TypeAlias = "Figure | Moment | Party | Phrase | tuple[Figure | Moment | Party | Phrase, ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """What the story itself ties together: change, share, conversion, superlative, listing, age, same ... `roles` name what is tied, `link`
    says how sure the tie is (1 one construction, 2 within three sentences, 3 further), `unclear` why it cannot be decided. `note`
    carries the
    one word a check needs beside the roles: "most" or "fewest" of a superlative, "difference" of a temperature. `quoted`: inside a
    quotation."""

    span: Span
    kind: str
    roles: tuple[tuple[str, Role], ...]
    link: int = 1
    unclear: str | None = None
    note: str | None = None
    quoted: bool = False

    def role(self, name: str) -> Any:
        """What fills a role, or `None`."""
        return next((filler for known, filler in self.roles if known == name), None)


SeriesKind = Literal["plain", "total", "subtotal", "within", "rate"]


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A row of a table in the document, or a column of it: its label and its cells, `None` for a cell that holds no number.

    `kind` says what its label makes of it: a total, a subtotal, a part of the one before ("of which"), or what cannot be added up."""

    span: Span
    label: str
    kind: SeriesKind
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table in the document, read down and across: `rows` by their first cell, `columns` by their head.

    Every row has a cell for every column. `rounded` says that the figures are printed rounded; `change` and `share` number the columns
    that are called the change between, or the share of, two others; `corner` is the head over the labels."""

    span: Span
    rows: tuple[Series, ...]
    columns: tuple[Series, ...]
    rounded: bool = False
    change: tuple[int, ...] = ()
    share: tuple[int, ...] = ()
    corner: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What is written but wrong in itself: an unmatched quotation mark, 31 September."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """All that one document claims. `quoted` is what stands between outer quotation marks, without them, in the order of the story."""

    document: Document
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    parties: tuple[Party, ...] = ()
    statements: tuple[Statement, ...] = ()
    tallies: tuple[Tally, ...] = ()
    relations: tuple[Relation, ...] = ()
    marks: tuple[Mark, ...] = ()
    grids: tuple[Grid, ...] = ()
    sentences: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    reading: Literal["full", "patterns"] = "patterns"
    unread: str | None = None

    def to_frame(self, what: str = "figures") -> Any:
        """The "figures" or "statements", as a frame of polars or pandas, whichever is installed."""
        return import_module("crossfoot.reports.notebook").framed_rows(self, what)

    def _repr_html_(self) -> str:
        # A notebook asks the object itself; the room that answers lies further on, and is entered by name.
        return str(import_module("crossfoot.reports.notebook").shown(self))

    def words(self, span: Span) -> str:
        """The words of the story at a place, without markup."""
        return self.document.words(span)

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a place begins; the place itself where there is none."""
        before = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start)
        held = self.sentences[before - 1 : before]
        return held[0] if held and span.start < held[0].end else span

    def as_dict(self) -> dict[str, Any]:
        """The JSON of `crossfoot ledger --format json`; ids are unique in the ledger."""
        return _Entries(self).as_dict()


def moved(ledger: Ledger, place: Any) -> Ledger:
    """The same ledger with every span put through `place`: how markup is brought back once reading is done."""
    seen: dict[int, Any] = {}

    def move(entry: Any) -> Any:
        if isinstance(entry, Span):
            return place(entry)
        if isinstance(entry, tuple):
            return tuple(map(move, entry))
        if not is_dataclass(entry) or isinstance(entry, (Document, Quantity, Grid)):
            return entry
        if id(entry) not in seen:
            seen[id(entry)] = _rebuilt(entry, move)
        return seen[id(entry)]

    result: Ledger = move(ledger)
    return result


def _rebuilt(entry: Any, move: Callable[[Any], Any]) -> Any:
    return type(entry)(**{part.name: move(getattr(entry, part.name)) for part in fields(entry)})


class _Entries:
    """The ledger as plain dictionaries: numbers every entry once, in the order of the lists, and refers to entries by number."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        lists = (ledger.figures, ledger.moments, ledger.parties, ledger.statements, ledger.relations, ledger.tallies)
        self.ids = {id(entry): number for number, entry in enumerate(entry for entries in lists for entry in entries)}

    def as_dict(self) -> dict[str, Any]:
        ledger, document = self.ledger, self.ledger.document
        plain: dict[str, Any] = {
            "version": 1,
            "text_length": len(document.text),
            "published": _day(document.published),
            "reading": ledger.reading,
            "figures": list(map(self.figure, ledger.figures)),
            "moments": list(map(self.moment, ledger.moments)),
            "parties": list(map(self.party, ledger.parties)),
            "statements": list(map(self.statement, ledger.statements)),
            "relations": list(map(self.relation, ledger.relations)),
            "marks": [{"start": mark.span.start, "end": mark.span.end, "kind": mark.kind} for mark in ledger.marks],
            "tallies": list(map(self.tally, ledger.tallies)),
        }
        if ledger.unread:
            plain["unread"] = ledger.unread
        return plain

    def number(self, entry: object) -> int | None:
        return self.ids.get(id(entry)) if entry is not None else None

    def at(self, span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "text": self.ledger.document.text[span.start : span.end]}

    def phrase(self, phrase: Phrase) -> dict[str, Any]:
        return {**self.at(phrase.span), "key": phrase.key}

    def figure(self, figure: Figure) -> dict[str, Any]:
        quantity = figure.quantity
        return {
            "id": self.number(figure),
            **self.at(figure.span),
            "value": _value(quantity.value),
            **_range("strict", quantity.strict),
            **_range("loose", quantity.loose),
            "hedge": figure.hedge,
            "kind": figure.kind,
            "unit": quantity.unit,
            "direction": figure.direction,
            "counted": self.phrase(figure.counted) if figure.counted else None,
            "where": list(map(self.phrase, figure.where)),
            "when": self.number(figure.when),
            "by": self.number(figure.by),
            "statement": self.number(figure.statement),
        }

    def moment(self, moment: Moment) -> dict[str, Any]:
        return {
            "id": self.number(moment),
            **self.at(moment.span),
            "earliest": _day(moment.earliest),
            "latest": _day(moment.latest),
            "weekday": moment.weekday,
            "timex": moment.timex,
            "kind": moment.kind,
        }

    def party(self, party: Party) -> dict[str, Any]:
        return {
            "id": self.number(party),
            "name": party.name,
            "kind": party.kind,
            "mentions": [list(mention) for mention in party.mentions],
            "role": party.role,
            "affiliation": self.number(party.affiliation),
            "members": [self.number(one) for one in party.members],
            "aliases": list(party.aliases),
        }

    def statement(self, said: Statement) -> dict[str, Any]:
        return {
            "id": self.number(said),
            "kind": said.kind,
            "content": [list(span) for span in said.content],
            "cue": list(said.cue) if said.cue else None,
            "speaker": {"spans": [list(span) for span in said.speaker_spans], "party": self.number(said.speaker)},
            "via": self.number(said.via),
            "inside": self.number(said.inside),
            "to": list(said.to) if said.to else None,
        }

    def relation(self, relation: Relation) -> dict[str, Any]:
        return {
            "id": self.number(relation),
            "kind": relation.kind,
            "start": relation.span.start,
            "end": relation.span.end,
            "roles": {name: self.filler(filler) for name, filler in relation.roles},
            "link": relation.link,
            "unclear": relation.unclear,
            "note": relation.note,
        }

    def filler(self, filler: Any) -> Any:
        if isinstance(filler, tuple):
            return list(map(self.filler, filler))
        return self.phrase(filler) if isinstance(filler, Phrase) else self.number(filler)

    def tally(self, tally: Tally) -> dict[str, Any]:
        return {
            "id": self.number(tally),
            "whole": self.number(tally.whole),
            # "A shed" is one of a list, and no figure of the story.
            "parts": [number for part in tally.parts if (number := self.number(part)) is not None],
            "complete": tally.complete,
            "exclusive": tally.exclusive,
            "by": tally.by,
            "why": tally.why,
        }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: Fraction | None) -> str | None:
    return None if value is None else exact(value)


def _value(value: Fraction | None) -> str | None:
    """The value of a figure; "one in three" is 0.333333, for scripts that read decimals, with six digits that tell something ("one in
    30,000" is 0.0000333333). The ends of its ranges stay exact."""
    if not value or "/" not in exact(value):
        return _number(value)
    places = 6
    while abs(value) * 10**places < 10**5:
        places += 1
    return exact(round(value, places))


def _range(name: str, ends: Range) -> dict[str, Any]:
    return {name: [_number(ends.low), _number(ends.high)], f"{name}_open": [ends.low_open, ends.high_open]}
