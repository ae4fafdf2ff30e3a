"""Running heads, page numbers and "-more-", which stand at the top or the foot of a printed page and are no part of its text.

They are told by saying the same on other pages, or by holding the number of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from .columns import Line, Row, rows_of
from .pdfwords import Sheet

# "3", "Page 3 of 12", "- 3 -", "3/12", "-more-", "MORE FOLLOWS"
_FOLIO = re.compile(r"\W*(?:(?:page|p\.?)?\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?|more(?: follows)?)\W*$", re.IGNORECASE)
# "Chapter 2: The quay 17", "17 | Annual report"
_NUMBER = re.compile(r"^(\d{1,4})\b|\b(\d{1,4})$")
_EDGE = 0.13  # How much of a page, at its top and at its foot, may hold running heads.
_FEWEST = 3


def without_running_heads(sheets: list[Sheet], pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page without those at its edges that are no part of the text."""
    edges = [_edges(sheet, lines) for sheet, lines in zip(sheets, pages, strict=True)]
    seen = Counter(key for page in edges for key in {_key(row) for edge in page for row in edge})
    ahead = _ahead(edges)
    kept = []
    for number, (lines, page) in enumerate(zip(pages, edges, strict=True)):

        def is_running(row: Row, number: int = number) -> bool:
            again = seen[_key(row)]
            repeated = again > 1 and (again >= _FEWEST or again * 3 >= len(pages))
            return repeated or bool(_FOLIO.match(_words(row))) or (ahead is not None and number + ahead in _numbers(row))

        heads = {id(line) for edge in page for row in takewhile(is_running, edge) for line in row}
        kept.append([line for line in lines if id(line) not in heads])
    return kept


def _edges(sheet: Sheet, lines: list[Line]) -> tuple[list[Row], list[Row]]:
    """The rows near the top of a page, from the top on, and those near its foot, from the foot on."""
    top = rows_of([line for line in lines if line.bottom > sheet.height * (1 - _EDGE)])
    return top, rows_of([line for line in lines if line.top < sheet.height * _EDGE])[::-1]


def _ahead(edges: list[tuple[list[Row], list[Row]]]) -> int | None:
    """How far the printed numbers are ahead of the count of pages, if most pages have a number in their first or last row."""
    steps: Counter[int] = Counter()
    for number, page in enumerate(edges):
        steps.update({said - number for edge in page for row in edge[:1] for said in _numbers(row)})
    [(step, times)] = steps.most_common(1) or [(0, 0)]
    return step if times >= _FEWEST and times * 2 >= len(edges) else None


def _numbers(row: Row) -> Iterator[int]:
    """The numbers with which a row begins or ends."""
    return (int(match[1] or match[2]) for match in _NUMBER.finditer(_words(row)))


def _words(row: Row) -> str:
    return " ".join(line.text for line in row)


def _key(row: Row) -> str:
    """A running head is the same on every page, but for the number of the page."""
    return re.sub(r"\d+", "#", _words(row)) + f" {round(row[0].bottom / 4)}"
