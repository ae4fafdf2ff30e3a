"""What the heads of a table say of its columns: which words name them, and what their numbers are of.

A column is named by the words of its head that no other head has, by what people say for a short one ("points" for Pts), by its year, or by
its unit. The head, the corner or the line above tells what its numbers are of: "£m", "Rain (mm)", "in thousands of dollars".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ..ledger import Figure, Grid, Ledger, Series
from ..units import factor_between, unit_entries, unit_of
from .outline import any_of
from .spoken import stem, weight_of
from .vocabulary import words

WORD = re.compile(r"[\w’'-]+")
NOTE = re.compile(r"\(.*?\)|[*†‡]")
YEAR = re.compile(r"(?:19|20)\d\d")
_TAG = re.compile(r"<[^<>]{0,200}>")
_LABEL = 3  # letters that a label must have, at least
_PLAIN = (None, Fraction(1))
_INTRO = 200  # characters before a table that may tell its unit


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column: its words, and what its numbers are of."""

    stems: frozenset[str]
    label: tuple[str, ...]
    year: str | None
    unit: str | None
    scale: Fraction
    kind: str


def label_words(label: str) -> list[str]:
    """The words of a label in small letters, without its notes; none for a label that says too little to be found in a sentence."""
    said = [word.lower() for word in WORD.findall(NOTE.sub("", label))]
    return said if sum(map(len, said)) >= _LABEL and any(word[0].isalpha() for word in said) else []


def bare(word: str) -> str:
    """A word in small letters, without the ending of an owner."""
    return word.lower().removesuffix("'s").removesuffix("’s").rstrip("'’")


def intro_of(ledger: Ledger, grid: Grid) -> str:
    """The paragraph right above a table, or the end of it."""
    above = _TAG.sub("", ledger.document.text[max(0, grid.span.start - _INTRO) : grid.span.start])
    return above.rstrip(" |\n").rpartition("\n\n")[2]


def root(word: str) -> str:
    """The stem of a word, alike for "vote" and "votes"."""
    return stem(word).removesuffix("e")


def columns_of(ledger: Ledger, grid: Grid) -> list[Column]:
    """What is known of each column of a table."""
    intro = intro_of(ledger, grid)
    stems = [_stems(column.label) for column in grid.columns]
    shared = frozenset.intersection(*stems) if len(stems) > 1 else frozenset()
    found = []
    for column, own in zip(grid.columns, stems, strict=True):
        kind, unit, scale = _of_what(column, grid.corner, intro)
        year = YEAR.search(column.label)
        found.append(Column(own - shared, tuple(map(bare, label_words(column.label))), year.group() if year else None, unit, scale, kind))
    return found


def _stems(head: str) -> frozenset[str]:
    """The stems of a head's words, and of what people say for a short head."""
    plain = NOTE.sub("", head).strip().lower().rstrip(".")
    said = [word for entry in words("grids")["said"] if plain in entry["heads"] for word in entry["words"]]
    own = [word for word in label_words(head) if weight_of(word) == "content" and len(word) > 1]
    return frozenset(map(root, (*own, *said)))


def _of_what(column: Series, corner: str, intro: str) -> tuple[str, str | None, Fraction]:
    """The kind, unit and scale that a head tells, or the line above where the head says nothing."""
    cells = [cell for cell in column.cells if cell]
    money = next((cell.quantity.unit for cell in cells if cell.kind == "money"), None)
    unit, scale = next((told for told in map(_unit, (column.label, corner)) if told != _PLAIN), _PLAIN)
    if unit == "%" or any(cell.kind == "percent" for cell in cells):
        return "percent", "%", Fraction(1)
    above = _above().search(intro)
    if (unit, scale) == _PLAIN and above and not _uncounted(column.label):
        unit = words("grids")["currency"]["words"].get((above["unit"] or above["named"] or "").lower())
        scale = _scale(above["scale"])
    unit = unit or money
    known = unit_of(unit)
    return ("count" if not unit else "money" if known and known.is_money else "measure"), unit, scale


def _uncounted(label: str) -> bool:
    """Whether a head says that its numbers are of something else than the rest of the table: posts, people."""
    return any(word in words("grids")["uncounted"]["words"] for word in label_words(label))


def _unit(told: str) -> tuple[str | None, Fraction]:
    """Unit and scale of "Sales (£m)", "$ millions", "Rain (mm)", "Cost, £000"."""
    money = _money().search(told)
    if money:
        return words("grids")["currency"]["words"][money["sign"]], _scale(money["scale"] or "")
    if _percent().search(told):
        return "%", Fraction(1)
    bracket = re.search(r"\(([^()]{1,20})\)|, ([a-z]{1,10})$", told.strip())
    inside = (bracket[1] or bracket[2] or "").strip() if bracket else ""
    if inside in _measures():
        return _measures()[inside], Fraction(1)
    return None, _scale(inside.removeprefix("in ").strip())


def _scale(word: str) -> Fraction:
    known = words("grids")["scale"]
    return next((Fraction(10) ** power for power in (3, 6, 9) if word.lower() in known[f"power{power}"]), Fraction(1))


def fits(figure: Figure, column: Column) -> bool:
    """Whether a figure is of the kind and unit of a column's numbers."""
    if column.kind == "percent" or figure.kind == "percent":
        return column.kind == figure.kind
    if figure.kind == "money":
        return column.kind == "money" and factor_between(figure.quantity.unit, column.unit) is not None
    if figure.kind == "measure":
        return column.kind == "measure" and bool(figure.quantity.unit) and factor_between(figure.quantity.unit, column.unit) is not None
    return figure.kind in ("count", "score") and (column.kind == "count" or (column.kind == "measure" and not figure.counted))


@cache
def _percent() -> re.Pattern[str]:
    return re.compile(rf"%|\b{any_of(words('grids')['share']['words'])}\b", re.IGNORECASE)


@cache
def _money() -> re.Pattern[str]:
    known = words("grids")["scale"]
    scales = any_of([*known["power3"], *known["power6"], *known["power9"]])
    return re.compile(rf"(?P<sign>[£$€])\s?(?P<scale>{scales}\b)?", re.IGNORECASE)


@cache
def _above() -> re.Pattern[str]:
    """ "in millions of dollars", "in £m", "figures in thousands"."""
    known = words("grids")["scale"]
    scales = any_of([*known["power3"], *known["power6"], *known["power9"]])
    return re.compile(rf"\bin (?P<unit>[£$€])?\s?(?P<scale>{scales})\b(?: of (?:US )?(?P<named>dollars|pounds|euros))?", re.IGNORECASE)


@cache
def _measures() -> dict[str, str]:
    """Units by the signs and words that a head may give in brackets; money has signs of its own."""
    known: dict[str, str] = {}
    for entry in unit_entries():
        if "money" not in entry["dimension"]:
            for sign in (*entry.get("signs", ()), *entry.get("words", ())):
                known.setdefault(sign, entry["name"])
    return known
