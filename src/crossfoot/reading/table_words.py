"""How the text speaks of a table: which rows a sentence names, which columns, and what a cell is worth beside the text.

A row is named by its label ("Upper Dale"), by the one word of it that is a name of its own ("Stokeferry" for Stokeferry United), by what
the first head calls it ("Ward 4"), or by its year. What names a column is told in `column_heads.py`.

Each sentence is drawn in outline, as in `outline.py`, with one sign more for a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ..document import Span
from ..ledger import Figure, Grid, Ledger, Series
from .column_heads import NOTE, WORD, YEAR, bare, columns_of, fits, intro_of, label_words, root
from .outline import SIGNS, any_of
from .spoken import weight_of
from .vocabulary import words

ROW = "\ue010"
# Anything but a figure, a row, or a second thought.
GAP = f'[^{SIGNS["count"]}-{ROW};:“”"]'
_LONGEST = 1500  # characters of a sentence
_REACH = 6000  # characters between a table and what is said of it
_MARKUP = re.compile(r"<[^<>]{0,200}>|[*_`]+")
_NAME = 4  # letters of a name that stands for a longer label
_FEW = 3  # rows that a total has, at least


@dataclass(frozen=True, slots=True)
class Mention:
    """A row that a sentence names, and where; `whole` is false where one word stands for a longer label."""

    row: Series
    span: Span
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in outline: figures and rows are signs, and every sign leads back to what it stands for."""

    text: str
    span: Span
    entries: Mapping[int, Figure | Mention]
    rows: tuple[Mention, ...]
    figures: tuple[Figure, ...]

    def figure(self, match: re.Match[str], name: str) -> Figure | None:
        """The figure that a group of a match stands for."""
        found = self.entries.get(match.start(name)) if name in match.re.groupindex and match.start(name) >= 0 else None
        return found if isinstance(found, Figure) else None

    def row(self, match: re.Match[str], name: str) -> Series | None:
        """The row that a group of a match stands for."""
        found = self.entries.get(match.start(name)) if name in match.re.groupindex and match.start(name) >= 0 else None
        return found.row if isinstance(found, Mention) else None


class TableWords:
    """The words of one table, asked sentence by sentence."""

    def __init__(self, ledger: Ledger, grid: Grid) -> None:
        self.ledger, self.grid = ledger, grid
        self.plain = plain_rows(grid)
        self.total = _total(grid, self.plain)
        self.columns = columns_of(ledger, grid)
        self.corner = [word for word in label_words(grid.corner) if weight_of(word) == "content"]
        self._labels = self._by_first_word()
        # What a table is of is told by its heads, or above it: "Pupils on roll in October".
        intro = intro_of(ledger, grid)
        above = label_words(intro) if all(column.year for column in self.columns) and not intro.endswith(".") else []
        heads = [word for column in self.columns for word in column.label]
        self._things = {root(word) for word in (*heads, *self.corner, *above)} | {one for column in self.columns for one in column.stems}

    def near(self) -> Iterator[Said]:
        """The sentences around the table that name a row of it."""
        figures, sentences = self.ledger.figures, self.ledger.sentences
        first = bisect_left(sentences, self.grid.span.start - _REACH, key=lambda sentence: sentence.start)
        for sentence in sentences[first:]:
            if sentence.start > self.grid.span.end + _REACH:
                return
            if sentence.overlaps(self.grid.span) or sentence.end - sentence.start > _LONGEST:
                continue
            rows = list(self.mentions(sentence)) or list(self._of_all(sentence))
            if rows:
                begin, end = (bisect_left(figures, at, key=lambda figure: figure.span.start) for at in sentence)
                inside = figures[begin:end]
                yield _drawn(self.ledger.document.text, sentence, rows, inside)

    def mentions(self, sentence: Span) -> Iterator[Mention]:
        """Every row that a sentence names, in order."""
        text = self.ledger.document.text
        said = [(found.group(), found.start(), found.end()) for found in WORD.finditer(text, sentence.start, sentence.end)]
        at = 0
        while at < len(said):
            word = bare(said[at][0])
            known = self._labels.get(word) or self._labels.get(word.removesuffix("s")) or self._labels.get(word.removesuffix("es")) or ()
            for label, row, whole in known:
                stands = _stands(label, [word for word, _, _ in said[at : at + len(label)]])
                if stands and not self._goes_on(said, at + len(label)) and (whole or self._is_name(said, at)):
                    yield Mention(row, Span(said[at][1], said[at + len(label) - 1][2]), whole)
                    at += len(label) - 1
                    break
            at += 1

    def _of_all(self, sentence: Span) -> Iterator[Mention]:
        """The total, where a sentence that names no row says "overall"."""
        found = _all().search(self.ledger.document.text, sentence.start, sentence.end) if self.total else None
        if found and self.total:
            yield Mention(self.total, Span(*found.span()), whole=False)

    def cell(self, row: Series, at: int) -> Figure | None:
        """The number of a cell, in its unit, and rounded where its column is."""
        cell, column = row.cells[at], self.columns[at]
        if not cell:
            return None
        kind = column.kind if column.kind != "count" else ("count" if cell.kind == "measure" and not column.unit else cell.kind)
        unit = column.unit if column.kind != "count" else {"money": cell.quantity.unit, "percent": "%"}.get(cell.kind)
        rounded = "." in cell.quantity.digits or column.scale != 1
        quantity = replace(cell.quantity, kind=kind, unit=unit, scale=column.scale, exact=not rounded)  # type: ignore[arg-type]
        return replace(cell, quantity=quantity)

    def said(self, text: str) -> list[int]:
        """The columns that words name: word for word, or by a word that no other head has."""
        tokens = [bare(found) for found in WORD.findall(text)]
        exact = [at for at, column in enumerate(self.columns) if column.label and _holds(tokens, column.label)]
        if exact:
            longest = max(len(self.columns[at].label) for at in exact)
            return [at for at in exact if len(self.columns[at].label) == longest]
        stems = {root(token) for token in tokens}
        return [at for at, column in enumerate(self.columns) if column.stems & stems or (column.year and column.year in tokens)]

    def meant(self, able: Sequence[int]) -> Sequence[int]:
        """Of columns that are years, the last; where no year is told, the newest figures are meant."""
        dated = [(self.columns[at].year or "", at) for at in able if at not in self.grid.change]
        return [max(dated)[1]] if dated and all(year for year, _ in dated) else able

    def fitting(self, figure: Figure) -> list[int]:
        """The columns whose numbers are of the figure's kind and unit, or of what it counts."""
        able = [at for at, column in enumerate(self.columns) if any(row.cells[at] for row in self.plain) and fits(figure, column)]
        noun = root(self._noun(figure) or "")
        own = [at for at in able if noun and noun in self.columns[at].stems]
        return own or able

    def is_of_another_thing(self, figure: Figure) -> bool:
        """Whether a figure counts what neither a head nor the rows are called: "417 beds"."""
        counted = self._noun(figure)
        if not counted or counted in words("grids")["anything"]["words"]:
            return False
        return root(counted) not in self._things

    def _noun(self, figure: Figure) -> str | None:
        """What a figure counts; not "eight of their 28 games", where the games are the 28."""
        if figure.kind != "count" or not figure.counted:
            return None
        between = self.ledger.document.text[figure.span.end : figure.counted.span.start]
        return None if re.search(r"\d| of ", between) else figure.counted.key

    def _by_first_word(self) -> dict[str, list[tuple[tuple[str, ...], Series, bool]]]:
        """The labels by their first word, the longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Series, bool]]] = {}
        rows = [*self.plain, *([self.total] if self.total and self.total.kind == "plain" else [])]
        labels = [(row, tuple(map(bare, label_words(row.label))) or _numbered(row.label, self.corner)) for row in rows]
        count: dict[str, int] = {}
        for _, label in labels:
            for word in label:
                count[word] = count.get(word, 0) + 1
        heads = {word for column in self.columns for word in column.label} | set(self.corner)
        for row, label in labels:
            if label:
                found.setdefault(label[0], []).append((label, row, True))
            for name in _names(row.label) if len(label) > 1 else ():
                if count[name] == 1 and name not in heads:
                    found.setdefault(name, []).append(((name,), row, False))
        return {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in found.items()}

    def _goes_on(self, said: Sequence[tuple[str, int, int]], after: int) -> bool:
        """Whether it is the beginning of another name: "New York Times", "United Nations"; not "Castle Ward" under the head Ward."""
        beside = 0 < after < len(said) and said[after][1] - said[after - 1][2] == 1
        return beside and said[after][0][:1].isupper() and said[after - 1][0][:1].isupper() and bare(said[after][0]) not in self.corner

    def _is_name(self, said: Sequence[tuple[str, int, int]], at: int) -> bool:
        """Whether one word stands for a longer label: with a capital, and at the start of a sentence never seen without."""
        word = said[at][0]
        return word[:1].isupper() and (at > 0 or f" {bare(word)} " not in self.ledger.document.text)


def plain_rows(grid: Grid) -> list[Series]:
    """The rows that are one of many: not "Other", and no totals, be they called "County"."""
    rows = [row for row in grid.rows if row.kind == "plain" and row.label.lower() not in words("superlatives")["rows"]["left"]]
    columns = [sorted(value_of(row.cells[at]) for row in rows) for at in range(len(grid.columns))]
    known = [(sum(values), values[0], values[-1]) for values in columns] if len(rows) > _FEW else []
    return [row for row in rows if not known or not _adds_up(grid, row, known, len(rows) - 1)]


def _adds_up(grid: Grid, row: Series, known: Sequence[tuple[float, float, float]], others: int) -> bool:
    """Whether a row is what the others make together, in any column (of which the sum, the lowest and the highest are known); rounded
    figures may be one off for each row."""
    adds = False
    for cell, column, (summed, lowest, highest) in zip(row.cells, grid.columns, known, strict=True):
        value = value_of(cell)
        # All is no less than some.
        if cell and column.kind == "plain" and value < highest and lowest >= 0:
            return False
        adds = adds or (cell is not None and abs(summed - 2 * value) <= others / 2 * _place(cell))
    return adds


def _place(figure: Figure) -> float:
    """What one in the last place printed is worth."""
    return 10.0 ** -len(figure.quantity.digits.partition(".")[2])


def value_of(figure: Figure | None) -> float:
    """The number of a cell; nothing where there is none."""
    return float(figure.quantity.value or 0) if figure else 0.0


def _total(grid: Grid, plain: Sequence[Series]) -> Series | None:
    """The row of all the others: the one that is called so, or adds up to them."""
    called = [row for row in grid.rows if row.kind == "total"]
    if called:
        return called[-1] if len(called) == 1 else None
    left = words("superlatives")["rows"]["left"]
    adding = [row for row in grid.rows if row.kind == "plain" and row not in plain and row.label.lower() not in left]
    return adding[0] if len(adding) == 1 else None


def _stands(label: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a label stands there, one of its words perhaps in the plural, the last one perhaps as an owner."""
    return len(said) == len(label) and all(
        bare(one) in (word, f"{word}s", f"{word}es") or one == word for one, word in zip(said, label, strict=True)
    )


def _holds(said: Sequence[str], label: Sequence[str]) -> bool:
    return any(_stands(label, said[at : at + len(label)]) for at in range(len(said) - len(label) + 1))


def _numbered(label: str, corner: Sequence[str]) -> tuple[str, ...]:
    """ "Ward 4" for the row 4 under the head Ward; a year stands alone."""
    plain = label.strip()
    if YEAR.fullmatch(plain):
        return (plain,)
    return (corner[0], plain.lower()) if len(corner) == 1 and re.fullmatch(r"\d{1,3}|[A-Z]", plain) else ()


def _names(label: str) -> list[str]:
    """The words that may stand for a label of several names: "Stokeferry" and "United", of which the second is seldom alone."""
    said = WORD.findall(NOTE.sub("", label))
    if not all(word[:1].isupper() for word in said if weight_of(word.lower()) == "content"):
        said = said[:1]
    return list(dict.fromkeys(bare(word) for word in said if word[:1].isupper() and len(word) >= _NAME and word[1:2].islower()))


def _drawn(text: str, sentence: Span, rows: Sequence[Mention], figures: Sequence[Figure]) -> Said:
    marks: list[tuple[Span, int, Figure | Mention]] = [(one.span, 0, one) for one in rows]
    # The 4 of "Ward 4" is no figure.
    marks += [(one.span, 1, one) for one in figures if sentence.holds(one.span) and not any(row.span.overlaps(one.span) for row in rows)]
    parts, entries, length, at = [], {}, 0, sentence.start
    for span, _, entry in sorted(marks, key=lambda mark: mark[:2]):
        if span.start < at:
            continue
        words_between = _MARKUP.sub("", text[at : span.start].replace("\n", " "))
        parts += [words_between, ROW if isinstance(entry, Mention) else SIGNS[entry.kind]]
        length += len(words_between)
        entries[length] = entry
        length += 1
        at = span.end
    parts.append(_MARKUP.sub("", text[at : sentence.end].replace("\n", " ")))
    drawn = [entry for entry in entries.values() if isinstance(entry, Figure)]
    return Said("".join(parts), sentence, entries, tuple(rows), tuple(drawn))


@cache
def _all() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('grids')['all']['words'])}\b", re.IGNORECASE)
