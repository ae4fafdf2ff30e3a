"""Which cell of a table a figure of the text speaks of: "Mill recorded 214 yes votes", and the row Mill under the head Yes.

A sentence speaks of a cell when it names one row and one column of the table, and has one figure of the cell's kind. Two rows, two tables
that fit, or a figure with a scale of its own make no tie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document import Span
from ..ledger import Figure, Grid, Ledger, Phrase, Relation, Series

_WORD = re.compile(r"[\w’'-]+")
_NOTE = re.compile(r"\(.*?\)|[*†‡]")
_LABEL = 3  # letters that a label must have, at least


def cells(ledger: Ledger) -> tuple[Relation, ...]:
    """Every figure of the text that speaks of one cell."""
    return tuple(relation for grid in ledger.grids for relation in _of_grid(ledger, grid))


def _of_grid(ledger: Ledger, grid: Grid) -> Iterator[Relation]:
    at = 0
    for sentence in ledger.sentences:
        if sentence.overlaps(grid.span):
            continue
        while at < len(ledger.figures) and ledger.figures[at].span.start < sentence.start:
            at += 1
        inside = [figure for figure in ledger.figures[at : at + 12] if sentence.holds(figure.span)]
        relation = _relation(ledger, grid, sentence, inside) if inside else None
        if relation:
            yield relation


def _relation(ledger: Ledger, grid: Grid, sentence: Span, figures: Sequence[Figure]) -> Relation | None:
    said = [word.lower() for word in _WORD.findall(ledger.words(sentence))]
    row, column = _named(grid.rows, said), _named(grid.columns, said)
    if row is None or column is None:
        return None
    cell = grid.rows[row].cells[column]
    alike = [figure for figure in figures if cell and _of_one_kind(figure, cell)]
    if not cell or len(alike) != 1 or alike[0].quantity.scale != 1 or alike[0].direction:
        return None
    near = [other for other in (*grid.rows[row].cells, *grid.columns[column].cells) if other and other is not cell]
    labels = (("row", Phrase(grid.rows[row].span, "")), ("column", Phrase(grid.columns[column].span, "")))
    quoted = any(quotation.holds(alike[0].span) for quotation in ledger.quoted)
    return Relation(alike[0].span, "cell", (("said", alike[0]), ("cell", cell), ("near", tuple(near)), *labels), quoted=quoted)


def _named(series: Sequence[Series], said: Sequence[str]) -> int | None:
    """The one row or column whose label stands in the sentence, word for word; none where two do."""
    found = [at for at, one in enumerate(series) if _holds(said, label_words(one.label))]
    return found[0] if len(found) == 1 else None


def label_words(label: str) -> list[str]:
    """The words of a label in small letters, without its notes; none for a label that says too little to be found in a sentence."""
    words = [word.lower() for word in _WORD.findall(_NOTE.sub("", label))]
    return words if sum(map(len, words)) >= _LABEL and any(word[0].isalpha() for word in words) else []


def _holds(said: Sequence[str], label: Sequence[str]) -> bool:
    """The label's words side by side, one of them perhaps in the plural."""
    return bool(label) and any(
        all(word in (wanted, f"{wanted}s") for word, wanted in zip(said[at:], label, strict=False))
        for at in range(len(said) - len(label) + 1)
    )


def _of_one_kind(figure: Figure, cell: Figure) -> bool:
    if cell.kind == "percent":
        return figure.kind == "percent"
    # "in the 52 weeks": a measure is of something else than a plain number in a cell.
    return figure.kind in ("count", "money") and figure.span != cell.span
