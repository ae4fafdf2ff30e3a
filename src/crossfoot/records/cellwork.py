"""What a table says of the cells that a sentence names.

The two figures of a score are taken the way round that agrees better. Where most figures that a sentence gives for one member are those of
another one, the name is what does not agree, and one answer says so instead of one for each figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ..document import Span
from ..finding import Tape
from ..ledger import Ledger
from .answer import Answer
from .answering import answer_to
from .asked import Asked, Untestable
from .cells import Cell, cells_of
from .claims import claim_of
from .lexicon import Lexicon
from .loading import Table
from .periods import Period
from .queries import Filter, amount, ranking
from .questions import question_of
from .said import claimed_by, holds
from .working import readings_of

FEWEST = 2  # figures that agree with another member before the name is asked about
Told = tuple[Span, Answer]


def cells_in(table: Table, lexicon: Lexicon, ledger: Ledger, span: Span, *, inherited: Period | None = None) -> list[Told]:
    """What the table says of every cell that a sentence names, each with the words it is about."""
    cells = cells_of(ledger, span, lexicon)
    if not cells:
        return []
    asked = Asked(table, lexicon.mapping, claim_of(ledger, span, lexicon), inherited)
    groups = [list(group) for _, group in groupby(cells, key=lambda cell: (cell.name, cell.other is not None))]
    pairs = [group for group in groups if group[0].other]
    lists = [list(_answered(asked, group)) for group in groups if not group[0].other]
    found = [told for one in lists for told in _of_another(asked, one)]
    return [*found, *_scores(asked, [cell for group in pairs for cell in group])]


def _answered(asked: Asked, cells: list[Cell]) -> Iterator[tuple[Cell, Answer]]:
    """The answer for each cell; none where it has no row, or no figure."""
    for cell in cells:
        try:
            question = question_of(asked, _of_one_row(asked, cell))
            yield cell, answer_to(asked, question, readings_of(asked, question))
        except Untestable:
            continue


def _of_one_row(asked: Asked, cell: Cell) -> Cell:
    """ "Wall had 24 points for Denver": the one row of Wall says whose side he is on, and its figures are his whatever the story says."""
    if not cell.among:
        return cell
    rows = amount(asked.table, asked.mapping, asked.mapping.measure(cell.measure), [Filter(cell.column, (cell.member,))], None).rows
    return replace(cell, among=()) if rows == 1 else cell


def _plain(told: list[tuple[Cell, Answer]]) -> list[Told]:
    return [(cell.figure.span, answer) for cell, answer in told]


def _refuted(told: list[tuple[Cell, Answer]]) -> list[tuple[Cell, Answer]]:
    return [one for one in told if one[1].verdict == "refuted"]


def _scores(asked: Asked, cells: list[Cell]) -> Iterator[Told]:
    """ "Denver lost to Utah 104-98", "98-104": whichever way round the two figures are said."""
    for first, second in zip(cells[::2], cells[1::2], strict=True):
        ways = [[first, second], [_turned(first), _turned(second)]]
        yield from min((_plain(list(_answered(asked, way))) for way in ways), key=_wrong)


def _wrong(told: list[Told]) -> int:
    return sum(answer.verdict != "supported" for _, answer in told)


def _turned(cell: Cell) -> Cell:
    assert cell.other
    return replace(cell, member=cell.other[0])


def _of_another(asked: Asked, told: list[tuple[Cell, Answer]]) -> list[Told]:
    """The answers as they are, or one at the name where the figures are those of another member."""
    wrong = _refuted(told)
    other = _owner(asked, [cell for cell, _ in told]) if len(wrong) >= FEWEST else None
    if not other:
        return _plain(told)
    taken = [one for one in wrong if (other, True) in _held_by(asked, one[0])]
    readings = tuple(reading for _, answer in taken for reading in answer.readings)
    named = replace(wrong[0][1], readings=readings, figure=None, owner=other)
    return [(_from_name_on(taken), named), *_plain([one for one in told if one not in taken])]


def _from_name_on(told: list[tuple[Cell, Answer]]) -> Span:
    """From the name to the last of the figures: either may be the slip."""
    name = told[0][0].name
    return Span(name.start, max(name.end, *(cell.figure.span.end for cell, _ in told)))


def _owner(asked: Asked, cells: list[Cell]) -> str | None:
    """The one member of the column whose figures these are: all of them, or three of four, and two more than agree with the name."""
    held: dict[str, int] = {}
    for cell in cells:
        for member, agrees in _held_by(asked, cell):
            held[member] = held.get(member, 0) + agrees
    own = held.get(cells[0].member, 0)
    best = [member for member, count in held.items() if count >= own + FEWEST and count * 4 >= len(cells) * 3]
    return best[0] if len(best) == 1 else None


def _held_by(asked: Asked, cell: Cell) -> Iterator[tuple[str, bool]]:
    """Every member of the column, and whether the figure is its own."""
    question = question_of(asked, cell)
    rows = [Filter(column, (value,)) for column, value in cell.among]
    order = ranking(asked.table, asked.mapping, question.measure, cell.column, rows, question.side.period)
    for member, value in order.order:
        yield member, bool(holds(claimed_by(cell.figure), value, Tape()))
