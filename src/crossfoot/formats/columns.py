"""The lines of a printed page in the order in which they are read: column after column, with what spans two of them above or below.

Words that stand side by side are a stretch of a line. Where some lines of text begin at one edge, and others end before it, there is the
gutter between two columns, as far up and down as nothing crosses it. Short stretches side by side are the cells of a table, not columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from .pdfwords import Sheet, Word

_WIDE = 1.4  # A gap wider than this many letters' height parts two stretches.
_SHORTEST = 16  # Letters in a usual line of a narrow column; the cells of a table hold fewer.
_FEWEST = 3  # Lines on either side of a gutter.
_MOST_EDGES = 8
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside one another, and the edges of what they fill."""

    words: tuple[Word, ...]
    left: float
    bottom: float
    right: float
    top: float

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """How tall its letters are set."""
        return median(word.size for word in self.words)

    @property
    def centre(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2


Row = tuple[Line, ...]


def line_of(words: Sequence[Word]) -> Line:
    """The line that some words make."""
    edges = min(w.left for w in words), min(w.bottom for w in words), max(w.right for w in words), max(w.top for w in words)
    return Line(tuple(words), *edges)


def stretches(sheet: Sheet) -> list[Line]:
    """The words of a page joined as far as they follow one another on one line."""
    lines: list[Line] = []
    here: list[Word] = []
    for word in sheet.words:
        if here and not _follows(here[-1], word):
            lines.append(line_of(here))
            here = []
        here.append(word)
    return [*lines, line_of(here)] if here else lines


def _follows(last: Word, word: Word) -> bool:
    size = max(last.size, word.size)
    return abs(last.bottom - word.bottom) < 0.5 * size and -0.5 * size < word.left - last.right < _WIDE * size


def columns_of(lines: list[Line], depth: int = 0) -> Iterator[list[Row]]:
    """The columns of a page in reading order, each as rows of stretches, mostly one a row."""
    found = _gutter(lines) if depth < _DEEPEST else None
    if found is None:
        if lines:
            yield rows_of(lines)
        return
    edge, band = found
    inside = set(map(id, band))
    top, bottom = max(line.top for line in band), min(line.bottom for line in band)
    middle = (top + bottom) / 2
    rest = [line for line in lines if id(line) not in inside]
    for part in (
        [line for line in rest if line.bottom > middle],
        [line for line in band if line.left < edge],
        [line for line in band if line.left >= edge],
        [line for line in rest if line.bottom <= middle],
    ):
        yield from columns_of(part, depth + 1)


def _gutter(lines: list[Line]) -> tuple[float, list[Line]] | None:
    """The edge at which most lines of a second column begin, and the lines on either side of it; nothing where there is one column."""
    if len(lines) < 2 * _FEWEST:
        return None
    down = sorted(lines, key=lambda line: -line.top)
    leftmost = min(line.left for line in lines)
    edges = Counter(round(line.left / 3) * 3 for line in lines if line.left > leftmost + 40)
    best: tuple[float, list[Line]] | None = None
    for edge, count in edges.most_common(_MOST_EDGES):
        if count < _FEWEST:
            break
        for band in _bands(down, edge - 4):
            if (best is None or len(band) > len(best[1])) and _are_columns(band, edge - 4):
                best = edge - 4, band
    return best


def _bands(down: list[Line], edge: float) -> Iterator[list[Line]]:
    """From the top down, the runs of lines of which none crosses the edge."""
    band: list[Line] = []
    for line in down:
        if line.left < edge < line.right:
            yield band
            band = []
        else:
            band.append(line)
    yield band


def _are_columns(band: list[Line], edge: float) -> bool:
    sides = [line for line in band if line.left < edge], [line for line in band if line.left >= edge]
    if not all(map(_is_running_text, sides)):
        return False
    # Side by side, and not the lines of a letterhead above those of a text that is set further in.
    low = max(min(line.bottom for line in side) for side in sides)
    high = min(max(line.top for line in side) for side in sides)
    beside = [sum(low <= line.bottom < high for line in side) for side in sides]
    return min(beside) >= _FEWEST - 1


def _is_running_text(side: list[Line]) -> bool:
    """Whether most of the letters stand in lines that are long enough; the cells of a table do not."""
    if len(side) < _FEWEST:
        return False
    sizes = [sum(len(line.text) for line in row) for row in rows_of(side)]
    return sum(size for size in sizes if size >= _SHORTEST) > 0.6 * sum(sizes)


def rows_of(lines: list[Line]) -> list[Row]:
    """The stretches of one column from the top down, those that stand side by side in one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -(line.top + line.bottom)):
        if rows and abs(rows[-1][0].top + rows[-1][0].bottom - line.top - line.bottom) < min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [tuple(sorted(row, key=lambda line: line.left)) for row in rows]
