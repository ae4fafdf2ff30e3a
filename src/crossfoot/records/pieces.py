"""A sentence in pieces, as somebody with the table in hand reads it: names, figures with the words of their columns, and what is between.

"Wall finished with 24 points (9-18 FG) and ten rebounds" is a name and four figures, of points, field goals made and attempted, and
rebounds. A figure beside no column's words is a number only, and a word that nothing explains stays a word: whoever asks the table decides
what may stand beside an entry. Runs of words and what they say are vocabulary (`claims.toml` of the reading room).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ..document import Span
from ..ledger import Figure, Ledger
from ..quantity import Quantity
from ..reading.numerals import number_words
from ..reading.vocabulary import words as vocabulary
from ..reading.written import Written, numbers
from .claims import cue_at, inside, is_stop
from .lexicon import Lexicon, Match, Meaning, folded, words_of
from .periods import periods_of

PieceKind = Literal["name", "entry", "number", "plain", "word", "bar"]
# What stands between two numbers that are said in one breath: "9-18", "9-of-18", "9 for 18".
JOINED = ("-", "–", "-of-", "-for-", " of ", " for ", " to ")
# Cues of another claim than of what somebody has: of these the first bar a sentence, the others make their words unexplained.
BARS = {"not", "year before", "same period", "percentage change"}
OTHERWISE = {"none", "rate", "each", "more", "fewer", "up", "down", "sum of"}
EXACT_BELOW = 100  # "24 points": a small count is not rounded


class Entry(NamedTuple):
    """A figure and the measure it is of."""

    figure: Figure
    measure: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words (by number, half open), where it stands in the story, and what it is. A name without meanings is nobody the table
    knows. `worded`: its figure is an article ("an assist"); `by_name`: its figures stand in brackets after a name; `cut`: a mark of
    punctuation stands before it."""

    kind: PieceKind
    span: Span
    first: int
    after: int
    text: str
    cut: bool = False
    entries: tuple[Entry, ...] = ()
    figures: tuple[Figure, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    worded: bool = False
    by_name: bool = False

    @property
    def owns(self) -> bool:
        """A possessive: "Wall's"."""
        return self.kind == "name" and self.text.endswith(("'s", "’s", "'", "’"))

    def ref(self, kind: str) -> str | None:
        """What the first meaning of a kind refers to."""
        return next((meaning.ref for meaning in self.meanings if meaning.kind == kind), None)

    def says(self, entry: str) -> bool:
        """Whether its words are those of an entry of the vocabulary: "opens", "aside"."""
        return self.text.casefold() in listed(entry)


@cache
def listed(entry: str) -> frozenset[str]:
    """The words of an entry of `claims.toml`."""
    return frozenset(word for one in vocabulary("claims")[entry] for word in one["words"])


@cache
def _phrases(entry: str) -> dict[tuple[str, ...], int]:
    """The phrases of an entry by their folded words, with the number they count where they count one."""
    entries = vocabulary("claims")[entry]
    return {tuple(folded(word) for word in phrase.split()): one.get("number", 0) for one in entries for phrase in one["words"]}


@cache
def _alone() -> frozenset[str]:
    """ "third", "double": numbers that are no count."""
    return frozenset({*number_words().ordinals, *vocabulary("headlines")["alone"]["words"]})


@lru_cache(maxsize=4)
def _written(ledger: Ledger) -> tuple[Written, ...]:
    return tuple(sorted(numbers(ledger.document), key=lambda number: number.span))


def pieces_of(ledger: Ledger, sentence: Span, lexicon: Lexicon) -> list[Piece]:
    """The pieces of a sentence, in order. A day that is no word of the table bars it, where the table has no days."""
    return _named_whole(list(_Scan(ledger, sentence, lexicon).pieces()))


class _Scan:
    """One sentence under way."""

    def __init__(self, ledger: Ledger, sentence: Span, lexicon: Lexicon) -> None:
        self.text = ledger.document.text[sentence.start : sentence.end]
        self.shift, self.lexicon = sentence.start, lexicon
        self.words = words_of(self.text)
        # "a third goal", "his 20th point" and "the 1990s" count nothing.
        ends = {word.end + self.shift for word in self.words if word.key not in _alone()}
        self.written = {one.span.start - self.shift: one for one in inside(_written(ledger), sentence) if one.span.end in ends}
        self.figures = {one.span.start - self.shift: one for one in inside(ledger.figures, sentence)}
        self.days = [one.span for one in inside(ledger.moments, sentence) if one.kind in ("date", "time")]
        mapping = lexicon.mapping
        self.periods = [one.span for one in inside(periods_of(ledger, year_starts=mapping.year_starts), sentence) if mapping.period]
        self.parties = {span.start - self.shift for party in ledger.parties for span in party.mentions if sentence.holds(span)}
        self.before: Piece | None = None

    def pieces(self) -> Iterator[Piece]:
        at = 0
        while at < len(self.words):
            self.before = self._piece(at)
            yield self.before
            at = self.before.after

    def piece(self, kind: PieceKind, first: int, after: int, **more) -> Piece:  # type: ignore[no-untyped-def]
        words = self.words
        before = self.text[words[first - 1].end if first else 0 : words[first].start]
        start, end = words[first].start, words[after - 1].end
        span = Span(start + self.shift, end + self.shift)
        return Piece(kind, span, first, after, self.text[start:end], any(mark in before for mark in ",;:()[]—"), **more)

    def _piece(self, at: int) -> Piece:
        match = self.lexicon.match_at(self.words, at)
        credit = self._phrase("credit", at)
        if match and match.after - at >= max(credit, 1 + (self.words[at].start in self.written)):
            return self.piece(_kind_of(match), at, match.after, meanings=match.meanings)
        if self.words[at].start in self.written and (piece := self._figures(at)).by_name:
            return piece
        place = self.words[at].start + self.shift
        if any(one.start <= place < one.end for one in self.periods):
            return self.piece("plain", at, at + 1)
        if any(one.start <= place < one.end for one in self.days):
            return self.piece("bar", at, at + 1)
        if self._first_number(at) is not None:
            return self._figures(at)
        return self._article(at) or self._plain(at, credit)

    def _first_number(self, at: int) -> int | None:
        """The word at which a number begins, from one word on: this one, or one behind its hedge ("more than 24")."""
        if self.words[at].start in self.written:
            return at
        figure = self.figures.get(self.words[at].start)
        end = figure.span.end - self.shift if figure else 0
        return next(
            (k for k in range(at + 1, min(at + 6, len(self.words))) if self.words[k].start in self.written and self.words[k].start < end),
            None,
        )

    def _figures(self, at: int) -> Piece:
        """Numbers said in one breath, with the words of their columns."""
        first = self._first_number(at)
        assert first is not None
        found, end = [first], self._past(first)
        while (after := self._joined(end)) is not None and len(found) < 6:
            found.append(after)
            end = self._past(after)
        figures = tuple(self._figure(k, self.figures.get(self.words[at].start) if k == first else None) for k in found)
        end, percent = self._percent(end)
        match = self.lexicon.match_at(self.words, end) if end < len(self.words) and self._beside(end) else None
        measures = self._measures(match, len(figures), percent=percent)
        if measures and match and all(self._fits(figure, name) for figure, name in zip(figures, measures, strict=True)):
            return self._entry(at, match.after, figures, measures)
        by_name = self._by_name(found[0], end, len(figures))
        if by_name:
            return self._entry(at, end, figures, by_name, by_name=True)
        verb = self.before.ref("verb") if self.before and len(figures) == 1 and not percent else None
        if verb:
            return self._entry(at, end, figures, (verb,))
        return self.piece("number", at, end, figures=figures)

    def _entry(self, at: int, after: int, figures: tuple[Figure, ...], measures: tuple[str, ...], **more) -> Piece:  # type: ignore[no-untyped-def]
        entries = tuple(Entry(figure, measure) for figure, measure in zip(figures, measures, strict=True))
        return self.piece("entry", at, after, entries=entries, figures=figures, **more)

    def _past(self, at: int) -> int:
        """The word behind a number: "4,120" and "50.8" are one."""
        end = self.written[self.words[at].start].span.end - self.shift
        return next((k for k in range(at + 1, min(at + 8, len(self.words))) if self.words[k].start >= end), min(at + 8, len(self.words)))

    def _joined(self, end: int) -> int | None:
        """The number that is said in one breath with the one before it."""
        for after in (end, end + 1):
            if after < len(self.words) and self.words[after].start in self.written:
                return after if self.text[self.words[end - 1].end : self.words[after].start].casefold() in JOINED else None
        return None

    def _percent(self, end: int) -> tuple[int, bool]:
        """Past "percent", "per cent" and "%"."""
        keys = [word.key for word in self.words[end : end + 2]]
        if keys[:1] == ["percent"] or keys == ["per", "cent"]:
            return end + 1 + (keys[0] == "per"), True
        return end, self.text[self.words[end - 1].end :].startswith("%")

    def _beside(self, at: int) -> bool:
        """Whether nothing but a space, a hyphen or a percent sign stands before a word."""
        return set(self.text[self.words[at - 1].end : self.words[at].start]) <= set(" -%")

    def _measures(self, match: Match | None, many: int, *, percent: bool) -> tuple[str, ...]:
        """The measures that the words beside figures are of, one for each figure."""
        mapping = self.lexicon.mapping
        if not match:
            return ()
        if many > 1:
            together = [mapping.together[int(m.ref)].measures for m in match.meanings if m.kind == "together"]
            return next((measures for measures in together if len(measures) == many), ())
        names = [m.ref for m in match.meanings if m.kind == "measure" and (mapping.measure(m.ref).unit == "%") == percent]
        return (names[0],) if len(names) == 1 else ()

    def _fits(self, figure: Figure, name: str) -> bool:
        """ "12,400 foot passengers" are no feet: a figure with a unit asks for a measure with one."""
        unit = self.lexicon.mapping.measure(name).unit
        return unit is not None if figure.kind == "measure" else figure.kind != "money" or unit == figure.quantity.unit

    def _by_name(self, first: int, end: int, many: int) -> tuple[str, ...]:
        """ "the Heat (32-34)": figures in brackets right behind a name, which are said together without a word."""
        if (
            not self.before
            or self.before.kind != "name"
            or self.text[self.words[self.before.after - 1].end : self.words[first].start].strip() != "("
        ):
            return ()
        if not self.text[self.words[end - 1].end :].startswith(")"):
            return ()
        return next((one.measures for one in self.lexicon.mapping.together if one.after_name and len(one.measures) == many), ())

    def _figure(self, at: int, whole: Figure | None) -> Figure:
        """The ledger's figure where it is this one number; else the number as it is written."""
        number = self.written[self.words[at].start]
        if (
            whole
            and whole.quantity.top is None
            and whole.quantity.digits
            and whole.kind in ("count", "score", "percent", "money", "measure")
        ):
            quantity = whole.quantity
            small = whole.kind in ("count", "score") and quantity.value is not None and quantity.value < EXACT_BELOW
            return replace(whole, quantity=quantity.as_exact()) if small and not quantity.hedge and quantity.scale == 1 else whole
        return Figure(number.span, Quantity(number.key, exact=True))

    def _article(self, at: int) -> Piece | None:
        """ "an assist", "a pair of steals"."""
        after = at + self._phrase("counts", at)
        match = self.lexicon.match_at(self.words, after) if at < after < len(self.words) else None
        measures = self._measures(match, 1, percent=False)
        if not match or not measures:
            return None
        count = _phrases("counts")[tuple(word.key for word in self.words[at:after])]
        last = after if count == 1 else after - 1
        span = Span(self.words[at].start + self.shift, self.words[last - 1].end + self.shift)
        return self._entry(at, match.after, (Figure(span, Quantity(str(count), exact=True)),), measures, worded=True)

    def _plain(self, at: int, credit: int) -> Piece:
        says, after = cue_at(self.words, at)
        if credit and credit >= after - at:
            return self.piece("plain", at, at + credit)
        if says and (BARS & set(says) or OTHERWISE & set(says)):
            return self.piece("bar" if BARS & set(says) else "word", at, after)
        if is_stop(self.words[at]):
            return self.piece("plain", at, at + 1)
        return self.piece("name" if self._is_name(at) else "word", at, at + 1)

    def _is_name(self, at: int) -> bool:
        """A capital says so; at the head of a sentence the ledger, or a capital behind it."""
        word = self.words[at]
        if not word.text[:1].isupper():
            return False
        return at > 0 or word.start in self.parties or (len(self.words) > 1 and self.words[1].text[:1].isupper())

    def _phrase(self, entry: str, at: int) -> int:
        """How many words from one on are a phrase of an entry of the vocabulary."""
        phrases = _phrases(entry)
        return next(
            (n for n in range(min(4, len(self.words) - at), 0, -1) if tuple(word.key for word in self.words[at : at + n]) in phrases), 0
        )


def _kind_of(match: Match) -> PieceKind:
    """A name, or a word of the table; a part of the rows ("absentee") says more than whose the figures are."""
    kinds = {meaning.kind for meaning in match.meanings}
    return "name" if "value" in kinds else "word" if kinds <= {"category", "withheld"} else "plain"


def _named_whole(pieces: list[Piece]) -> list[Piece]:
    """Names that stand side by side are one name."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and piece.kind == last.kind == "name" and not piece.cut and not last.owns:
            found[-1] = replace(
                piece,
                span=Span(last.span.start, piece.span.end),
                first=last.first,
                cut=last.cut,
                text=f"{last.text} {piece.text}",
                meanings=_one_name(last, piece),
            )
        else:
            found.append(piece)
    return found


def _one_name(one: Piece, other: Piece) -> tuple[Meaning, ...]:
    """ "Los Angeles Clippers" are the Clippers and "Miami Heat" the Heat; "Klay Thompson" is not the Thompson of the table, and the Miami
    Dolphins are not Miami."""
    values = {meaning.values for meaning in (*one.meanings, *other.meanings) if meaning.kind == "value"}
    known = [meaning for meaning in other.meanings if meaning.kind == "value" and not meaning.short]
    return other.meanings if known and len(values) == 1 else ()
