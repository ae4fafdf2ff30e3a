"""Superlatives of the rows of a table: "Inishcarra, which completed the fewest homes", and the row Inishcarra under the head Completed.

The sentence names one row beside the superlative, and what it is the most of by a word of one head; a table of one column needs no such
word. Where the row is at that end of any other column, the writer may have meant that one, and nothing is tied. "Since 2019", "per head",
"among the highest" and superlatives that no number decides ("the strongest") are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Span
from ..ledger import Figure, Grid, Ledger, Relation, Series
from .cells import label_words
from .outline import any_of
from .spoken import stem, weight_of
from .vocabulary import words

_FEWEST = 3  # rows of which one may be the most
_FAR = 60  # characters between the name and the superlative
_AFTER = 45  # characters on either side of the superlative that say of what
_WORD = re.compile(r"[\w’'-]+")
# "..., which completed": another thought; "cheapest, with a best price": the same.
_CLAUSE = re.compile(r"[,;:] (?!with\b|at\b|on\b)")
_IN = re.compile(r"(?: [\w-]+){0,3} (?:in|at|for|on|by) (?:the )?|,? ")
# A second thought between the name and the superlative.
_ANOTHER = re.compile(r"[;:“”\"]|\b(?:but|and|while|whereas|although|though|than)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def extremes(ledger: Ledger) -> tuple[Relation, ...]:
    """Every superlative of a row of a table that the table decides."""
    grids = [grid for grid in ledger.grids if len(_plain(grid)) >= _FEWEST]
    text = ledger.document.text
    return tuple(
        relation
        for sentence in (ledger.sentences if grids else ())
        for match in _superlative().finditer(text, sentence.start, sentence.end)
        for grid in grids
        if not sentence.overlaps(grid.span) and (relation := _relation(ledger, grid, sentence, match))
    )


def _relation(ledger: Ledger, grid: Grid, sentence: Span, match: re.Match[str]) -> Relation | None:
    text = ledger.document.text
    row, place = _subject(text, grid, sentence, match) or (None, Span(0, 0))
    if row is None:
        return None
    since = place.start if place.start < match.start() else max(sentence.start, match.start() - _AFTER)
    end = max(match.end(), place.end)
    about = text[since:end] + _CLAUSE.split(text[end : min(sentence.end, end + _AFTER)])[0]
    if _weakened().search(text, max(sentence.start, match.start() - 24), match.start("word")) or _away(about, grid):
        return None
    says = _says()[match["word"].lower()]
    column = _column(grid, row, about, says)
    cell = row.cells[column] if column is not None else None
    if column is None or cell is None:
        return None
    others = tuple(other for one in _plain(grid) if one is not row and (other := one.cells[column]))
    span = Span(min(place.start, match.start()), max(place.end, match.end()))
    quoted = any(quotation.holds(span) for quotation in ledger.quoted)
    return Relation(span, "superlative", (("subject", cell), ("others", others)), 1, None, says, quoted)


def _plain(grid: Grid) -> list[Series]:
    """The rows that may be ranked: not "Other", and no totals, be they called "County"."""
    rows = [row for row in grid.rows if row.kind == "plain" and row.label.lower() not in words("superlatives")["rows"]["left"]]
    return [row for row in rows if not _adds_up(rows, row)]


def _adds_up(rows: Sequence[Series], row: Series) -> bool:
    """Whether a row is what the others make together, in any column; rounded figures may be one off for each row."""
    for at, cell in enumerate(row.cells):
        others = [_value(one.cells[at]) for one in rows if one is not row]
        if cell and len(others) >= _FEWEST and abs(sum(others) - _value(cell)) <= len(others) / 2 * _place(cell):
            return True
    return False


def _place(figure: Figure) -> float:
    """What one in the last place printed is worth."""
    return 10.0 ** -len(figure.quantity.digits.partition(".")[2])


def _subject(text: str, grid: Grid, sentence: Span, match: re.Match[str]) -> tuple[Series, Span] | None:
    """The row whose name stands nearest before the superlative, or right behind it ("The fewest were in Inishcarra")."""
    named = list(_named(text, grid, sentence))
    after = [(row, span) for row, span in named if span.start >= match.end() and span.start - match.end() <= _FAR]
    # "The strain is greatest in Inishcarra", "The fewest were in Inishcarra"
    if after and _IN.fullmatch(text[match.end() : after[0][1].start]):
        return after[0]
    before = [(row, span) for row, span in named if span.end <= match.start() and match.start() - span.end <= _FAR]
    return before[-1] if before and not _ANOTHER.search(text[before[-1][1].end : match.start()]) else None


def _named(text: str, grid: Grid, sentence: Span) -> Iterator[tuple[Series, Span]]:
    """Every mention of a row, in order."""
    said = [(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(text, sentence.start, sentence.end)]
    labels = [(row, label) for row in _plain(grid) if (label := label_words(row.label))]
    for at in range(len(said)):
        for row, label in labels:
            if len(said) >= at + len(label) and all(
                word.removesuffix("'s").removesuffix("’s") in (wanted, f"{wanted}s")
                for (word, _, _), wanted in zip(said[at:], label, strict=False)
            ):
                yield row, Span(said[at][1], said[at + len(label) - 1][2])


def _column(grid: Grid, row: Series, about: str, says: str) -> int | None:
    """The column that is meant; `None` where none is named for certain, or the row is at that end of another."""
    rows = _plain(grid)
    whole = [at for at in range(len(grid.columns)) if all(one.cells[at] for one in rows)]
    stems = {stem(word.lower()) for word in _WORD.findall(about) if weight_of(word.lower()) == "content"}
    named = [at for at in whole if stems & {stem(word) for word in label_words(grid.columns[at].label)}]
    if len(named) != 1 and len(whole) == 1:
        named = whole
    if len(named) != 1:
        return None
    if _leads(rows, row, named[0], says) or not any(_leads(rows, row, at, says) for at in whole):
        return named[0]
    return None


def _leads(rows: Sequence[Series], row: Series, column: int, says: str) -> bool:
    """Whether no other row lies beyond this one at that end of the column; "the worst" may be either end."""
    values = [_value(one.cells[column]) for one in rows]
    mine = _value(row.cells[column])
    return (says != "fewest" and mine == max(values)) or (says != "most" and mine == min(values))


def _value(figure: Figure | None) -> float:
    return float(figure.quantity.value or 0) if figure else 0.0


def _away(about: str, grid: Grid) -> bool:
    """A scope, or a year, that is not the table's: "the lowest since 2019", "the highest per head"."""
    heads = " ".join(column.label.lower() for column in grid.columns)
    scope = [found.group().lower() for found in _scope().finditer(about)] + _YEAR.findall(about)
    return any(word not in heads for word in scope)


@cache
def _says() -> dict[str, str]:
    """Each superlative and what it says: "most", "fewest", "either end"."""
    known = words("superlatives")
    entries = [entry for entry in known["superlative"] if not entry.get("phrase")]
    either = [entry for entry in known["extreme"] if entry["says"] == "either end"]
    return {word: entry["says"] for entry in (*entries, *either, *known["row"]) for word in entry["words"]}


@cache
def _superlative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:the |was |were |is |are |its |had )(?:by far |easily )?(?P<word>{any_of(_says())})\b", re.IGNORECASE)


@cache
def _weakened() -> re.Pattern[str]:
    known = words("superlatives")
    ranks = known["rank"][0]["words"]
    return re.compile(rf"\b(?:{any_of(known['weakened'][0]['words'])}|{any_of(ranks)})[ -]", re.IGNORECASE)


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('superlatives')['scope'][0]['words'])}\b", re.IGNORECASE)
