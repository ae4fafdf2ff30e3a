"""Rows of figures whose whole stands in another sentence: "The 29-count indictment ... Seventeen counts allege fraud, eight allege theft
and four allege conspiracy", "1,140 came on Friday and 1,865 on Saturday. All told 3,005 paid to get in".

A row is every figure of one measure in a sentence, side by side. Its whole is a number before it that it makes, or a number that is called
a sum ("altogether", "making"), of which the figures before it are the parts; one of them may be named by its noun only ("Along with the
homes, 22 barns burned, 69 buildings altogether"). Reading adds up here, and only to choose. Where nothing agrees, a row is tied to a whole
of its own noun, or in the sentence before, if a slip explains the difference; the story must hold no number that makes good for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ..document import Span
from ..ledger import Figure, Tally
from ..quantity import total
from ..slips import may_be_a_slip, printed_digit_apart
from .further_up import one_speaker, own_noun
from .measured import measures
from .partition import is_wide
from .phrases import any_of
from .shapes import spanned
from .vocabulary import words

_BACK = 6  # sentences before a row
_REACH = 1600
_MOST = 8  # figures of a row
_LONGEST_GAP = 90
_BEFORE_SUM = 3  # sentences before a sum
_LARGE = 100
_FEW = 12
_HEAD = 4  # sentences, the headline among them, that tell what a story is of
_AROUND = 40
_ALIKE = 4  # letters: "bond" and "bonds"
_NEARLY = 8  # one in so many of the whole may be missing or too many
_SEPARATOR = re.compile(r"[,;]|\band\b")
_STOP = re.compile(r"[.!?:][\"”’']?\s|[\"“”()]|[–—]")


class _Row(NamedTuple):
    """Figures that may be parts, and the place of their sentence."""

    parts: tuple[Figure, ...]
    sentence: int


class Rows:
    """The sentences of a story with their figures, asked for rows and sums."""

    def __init__(self, text: str, figures: tuple[Figure, ...], sentences: Sequence[tuple[Span, list[Figure]]]) -> None:
        self.text = text
        self.figures = figures
        self.sentences = sentences
        self.starts = [figure.span.start for figure in figures]

    def tallies(self, taken: set[int]) -> Iterator[Tally]:
        """Every row or sum of which no figure is taken."""
        for number, (sentence, inside) in enumerate(self.sentences):
            if not inside or (number == 0 and len(inside) < 2):
                continue
            summed = _sums().search(self.text, sentence.start, sentence.end) is not None
            if not summed and len(inside) < 2:
                continue
            for group in measures(inside):
                row = _Row(tuple(one for one in group if not self._is_known(one)), number)
                if not all(map(_is_plain, row.parts)) or any(id(one) in taken for one in row.parts):
                    continue
                tally = self._sum(sentence, row) if summed else self._row(sentence, row)
                if tally:
                    yield tally

    def _is_known(self, figure: Figure) -> bool:
        """ "The two ferries 4.8 million": a few that were told of before."""
        definite = figure.kind == "count" and self.text.endswith(_definite(), 0, figure.span.start)
        return definite and (figure.quantity.value or 0) <= _FEW and own_noun(figure) is not None

    def _row(self, sentence: Span, row: _Row) -> Tally | None:
        """A row whose whole stands before it."""
        if not 1 < len(row.parts) <= _MOST or not self._is_row(sentence, row.parts):
            return None
        candidates = [*self._wholes(row), *self._headed(sentence, row)]
        if not candidates:
            return None
        footing = total(part.quantity.amount for part in row.parts)
        agreeing = [one for one, _ in candidates if one.quantity.value == footing.value]
        if agreeing:
            return self._tied(row, agreeing[0], "the parts add up") if self._is_told(row, agreeing[0]) else None
        close = [(one, back) for one, back in candidates if self._is_close(row, one, back)]
        near = [one for one, back in close if self._is_slip(row, one, footing.value, back)]
        if len({one.quantity.value for one in near}) != 1 or self._is_made_good(row, near[0], footing.value):
            return None
        return self._tied(row, near[0], "no other number is near")

    def _is_row(self, sentence: Span, parts: tuple[Figure, ...]) -> bool:
        """Side by side, with no word of another thought around them."""
        end = min(sentence.end, parts[-1].span.end + 2 * _LONGEST_GAP)
        return self._is_side_by_side(parts) and not _partial().search(self.text, sentence.start, end)

    def _is_side_by_side(self, parts: Sequence[Figure]) -> bool:
        gaps = [self.text[one.span.end : other.span.start] for one, other in pairwise(parts)]
        return all(len(gap) <= _LONGEST_GAP and _SEPARATOR.search(gap) and not _STOP.search(gap) for gap in gaps)

    def _wholes(self, row: _Row) -> list[tuple[Figure, int]]:
        """The numbers before a row that are larger than any part, the nearest first, and how many sentences back."""
        first = row.parts[0]
        largest = max(part.quantity.value or Fraction(0) for part in row.parts)
        found: list[tuple[Figure, int]] = []
        for back in range(1, min(_BACK, row.sentence) + 1):
            span, inside = self.sentences[row.sentence - back]
            if first.span.start - span.start > _REACH:
                break
            fitting = [one for one in reversed(inside) if _is_plain(one) and _is_alike(one, first) and one_speaker(one, first)]
            found += [(one, back) for one in fitting if (one.quantity.value or 0) > largest]
        return found

    def _headed(self, sentence: Span, row: _Row) -> list[tuple[Figure, int]]:
        """ "The bonds will pay for three branches: $14.5 million for Eastbank, ...": as many as announced, of the bond of the story."""
        first = row.parts[0]
        opened = [one for one in self.sentences[row.sentence][1] if one.kind == "count" and one.span.end <= first.span.start]
        if not opened or opened[-1].quantity.value != len(row.parts) or ":" not in self.text[opened[-1].span.end : first.span.start]:
            return []
        stems = {word[:_ALIKE].lower() for word in re.findall(r"[A-Za-z]{4,}", self.text[sentence.start : opened[-1].span.start])}
        found = []
        for _, inside in self.sentences[: min(_HEAD, row.sentence)]:
            for figure in inside:
                around = self.text[max(0, figure.span.start - _AROUND) : figure.span.end + _AROUND].lower()
                if _is_plain(figure) and _is_alike(figure, first) and any(stem in around for stem in stems):
                    found.append((figure, 0))
        return found[:1]

    def _is_told(self, row: _Row, whole: Figure) -> bool:
        """Too much for chance: three parts, or hundreds, and no noun that speaks against it."""
        digits = len(whole.quantity.digits.replace(".", "").strip("0"))
        nouns = {own_noun(part) for part in row.parts} - {None}
        same = nouns == {whole.counted.key if whole.counted else None}
        if nouns and not same and not _is_of_one_print(row, whole):
            return False
        if not nouns and self._opens_next(row, whole):
            return True
        return (len(row.parts) > 2 and (same or digits > 1)) or (digits > 2 and (whole.quantity.value or 0) >= _LARGE)

    def _opens_next(self, row: _Row, whole: Figure) -> bool:
        """ "The charity gave out 60 puppies. Thirty-eight went to families and 22 to farms." """
        alike = [one for one in self.sentences[row.sentence - 1][1] if _is_alike(one, whole)]
        return row.parts[0].span.start == self.sentences[row.sentence][0].start and len(alike) == 1 and alike[0] is whole

    def _is_close(self, row: _Row, whole: Figure, back: int) -> bool:
        """A number of the row's noun, one in the sentence before where the row has none, or one printed as three parts or more are."""
        nouns = {own_noun(part) for part in row.parts} - {None}
        key = whole.counted.key if whole.counted else None
        if back == 0 or (key is not None and nouns == {key}) or (back == 1 and not nouns):
            return True
        return _is_of_one_print(row, whole)

    def _is_slip(self, row: _Row, whole: Figure, footing: Fraction | None, back: int) -> bool:
        if footing is None or whole.quantity.value is None:
            return False
        if printed_digit_apart(whole.quantity, footing):
            return True
        over = footing - whole.quantity.value
        if back == 0:
            return abs(over) * _NEARLY <= whole.quantity.value
        one_frame = self._has_one_verb(row.parts) or (back == 1 and whole.kind == "money")
        return len(row.parts) > 2 and 0 < over * _NEARLY <= whole.quantity.value and one_frame

    def _has_one_verb(self, parts: tuple[Figure, ...]) -> bool:
        """ "Seventeen counts allege fraud, eight allege theft and four allege ..." """
        after = [re.findall(r"[\w’'-]+", self.text[part.span.end : part.span.end + 40])[:2] for part in parts]
        return len(after) > 1 and any(word in after[0] and all(word == one[0] for one in after[1:] if one) for word in after[-1][:1])

    def _is_made_good(self, row: _Row, whole: Figure, footing: Fraction | None) -> bool:
        """Whether a number of the story is the sum, the difference, or the whole without one part."""
        if footing is None or whole.quantity.value is None:
            return True
        gap, at = abs(whole.quantity.value - footing), bisect_left(self.starts, row.parts[0].span.start)
        near = [one for one in self.figures[max(0, at - _AROUND) : at + _AROUND] if one is not whole and _is_alike(one, row.parts[0])]
        beside = (one for _, inside in self.sentences[max(0, row.sentence - 1) : row.sentence + 2] for one in inside)
        missing = {one.quantity.value for one in (*row.parts, *beside) if _is_alike(one, whole)}
        return gap in missing or any(one.quantity.value == footing for one in near)

    def _sum(self, sentence: Span, row: _Row) -> Tally | None:
        """A number that is called a sum, and its parts before it."""
        called = [one for one in row.parts if self._is_called_a_sum(sentence, one)]
        if len(called) != 1:
            return None
        whole = called[0]
        here = [one for one in row.parts if one.span.end <= whole.span.start]
        named = self._named(sentence, whole)
        if named and here:
            # No other reading is as good.
            footing = total(part.quantity.amount for part in (named, *here)).value
            may_be = footing == whole.quantity.value or may_be_a_slip(whole.quantity, footing)
            return self._tied(_Row((named, *here), row.sentence), whole, "a sum") if may_be else None
        before = self._before(row, whole, here)
        readings = self._parts(before, whole, here)
        made = [(parts, total(part.quantity.amount for part in parts).value) for parts in readings]
        agreeing = next((parts for parts, value in made if value == whole.quantity.value), None)
        if agreeing:
            return self._tied(_Row(agreeing, row.sentence), whole, "a sum")
        if len(here) > 1:
            made = [(parts, value) for parts, value in made if len(parts) == len(here)]
        near = [(parts, value) for parts, value in made if value and self._is_near(whole, value, loosely=len(here) > 1)]
        if len({value for _, value in near}) != 1 or _some_make(before, whole):
            return None
        return self._tied(_Row(near[0][0], row.sentence), whole, "a sum")

    def _is_called_a_sum(self, sentence: Span, figure: Figure) -> bool:
        before = self.text[max(sentence.start, figure.span.start - 40) : figure.span.start]
        after = self.text[figure.span.end : min(sentence.end, figure.span.end + 50)]
        return bool(_before_sum().search(before) or _after_sum().match(after))

    def _is_near(self, whole: Figure, value: Fraction, *, loosely: bool) -> bool:
        stated = whole.quantity.value or Fraction(0)
        return printed_digit_apart(whole.quantity, value) or (loosely and abs(stated - value) * _NEARLY <= stated)

    def _before(self, row: _Row, whole: Figure, here: Sequence[Figure]) -> list[Figure]:
        """The figures before a sum that may be its parts, the nearest first."""
        before = list(reversed(here))
        for back in range(1, min(_BEFORE_SUM, row.sentence) + 1):
            before += [one for one in reversed(self.sentences[row.sentence - back][1]) if _is_plain(one) and _is_alike(one, whole)]
        return [one for one in before if (one.quantity.value or 0) < (whole.quantity.value or 0) and one_speaker(one, whole)][:_MOST]

    def _parts(self, before: Sequence[Figure], whole: Figure, here: Sequence[Figure]) -> list[tuple[Figure, ...]]:
        """The figures that may make a sum: two or more from the nearest on."""
        found = [tuple(reversed(before[:count])) for count in range(2, len(before) + 1)]
        return [parts for parts in found if self._may_be_added(parts, whole, here)]

    def _may_be_added(self, parts: tuple[Figure, ...], whole: Figure, here: Sequence[Figure]) -> bool:
        """One noun, or one of people or things in general; and nothing between them that compares, or adds one to what is not told."""
        nouns, noun = {own_noun(one) for one in parts} - {None}, own_noun(whole)
        told = is_wide(noun) if noun else len(parts) <= len(here)
        alike = told or len(nouns | ({noun} if noun else set())) < 2
        return alike and not _compared().search(self.text, parts[0].span.start, whole.span.start)

    def _named(self, sentence: Span, whole: Figure) -> Figure | None:
        """ "Along with the homes, ...": the number further up of what the sentence names without one."""
        named = _along().search(self.text, sentence.start, whole.span.start)
        if not named:
            return None
        stem = named["what"].lower()
        at = bisect_left(self.starts, sentence.start)
        for figure in reversed(self.figures[max(0, at - 24) : at]):
            if figure.counted and stem.startswith(figure.counted.key[:-1]) and _is_plain(figure) and _is_alike(figure, whole):
                return figure
        return None

    def _tied(self, row: _Row, whole: Figure, why: str) -> Tally:
        span = spanned([whole, *row.parts])
        return Tally(span, whole, row.parts, True, True, None, why, 2)


def _some_make(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether some of a few figures make the whole, as those do between which a capacity is told."""
    sums = {Fraction(0)}
    for figure in figures:
        sums |= {one + (figure.quantity.value or 0) for one in sums}
    return whole.quantity.value in sums


def _is_of_one_print(row: _Row, whole: Figure) -> bool:
    """ "86.3 million trips ... 52.6 million riders, ... 28.9 million and ... 4.8 million": three parts or more in one scale."""
    scales = {(part.quantity.scale, len(part.quantity.digits.partition(".")[2])) for part in (whole, *row.parts)}
    return len(row.parts) > 2 and len(scales) == 1 and whole.quantity.scale > 1


def _is_plain(figure: Figure) -> bool:
    """A level with a single value, and no rate."""
    quantity = figure.quantity
    return (
        quantity.value is not None
        and quantity.value > 0
        and figure.direction is None
        and not figure.hedge
        and " per " not in (quantity.unit or "")
    )


def _is_alike(figure: Figure, other: Figure) -> bool:
    return figure.kind == other.kind and (figure.kind == "count" or figure.quantity.unit == other.quantity.unit)


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return any_of(words("rows")[name]["words"])


@cache
def _sums() -> re.Pattern[str]:
    return any_of([*words("rows")["before"]["words"], *words("rows")["after"]["words"]])


@cache
def _before_sum() -> re.Pattern[str]:
    return re.compile(rf"{_phrases('before').pattern},?(?: [\w’'-]+){{0,2}}? $", re.IGNORECASE)


@cache
def _after_sum() -> re.Pattern[str]:
    return re.compile(rf"(?:[ -][\w’'-]+){{0,3}}? {_phrases('after').pattern}", re.IGNORECASE)


@cache
def _along() -> re.Pattern[str]:
    return re.compile(rf"{_phrases('along').pattern} (?:the|those|these|its|their) (?P<what>[\w’'-]+)", re.IGNORECASE)


@cache
def _opens_with_sum() -> re.Pattern[str]:
    return re.compile(rf"[“\"]?{_phrases('opening').pattern}", re.IGNORECASE)


@cache
def _compared() -> re.Pattern[str]:
    return _phrases("compared")


@cache
def _definite() -> tuple[str, ...]:
    return tuple(f" {word} " for word in words("rows")["definite"]["words"])


@cache
def _partial() -> re.Pattern[str]:
    return _phrases("partial")
