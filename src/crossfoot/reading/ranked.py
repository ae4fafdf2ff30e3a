"""Names with a figure each, and which of them is called the highest: "Tessaly gave 15.1 metres, Amsel 12.8 and Orrin 9.4. The longest, from
Amsel, ...", "Fresno hit 110 F, the highest of five cities", "Robin Oakeshott finished fourth with 402".

A figure is the name's that stands before it with a few words between, or behind it after "in", "at", "for". The list is one sentence with
three names or more, at most two sentences before; where the number of things is told ("the worst of the four"), the list must have as many.
What a superlative may be said of is told by the words for it: lengths are long, not towns that have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..document import Span
from ..ledger import Figure, Relation
from ..units import unit_of
from .outline import SIGNS, Outline, any_of
from .spoken import weight_of
from .vocabulary import words

_FEWEST = 3
_BACK = 2  # sentences
_LEVEL = f"[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['percent']}]"
# Signs that no apposition holds: a figure that is no age, the end of a sentence.
_OTHERS = "".join(sign for name, sign in SIGNS.items() if name not in ("age", "moment", "duration")) + ";"
_NAME = r"[A-Z][\w’'-]*(?:(?: of| de)?(?: the)? [A-Z][\w’'-]*){0,4}"
# "Fresno hit #", "on the Brackwell line #", "Robin Oakeshott of the Greens finished ^ with #"
_OWNER = re.compile(rf"(?P<name>{_NAME})(?: (?:[a-z][\w’'-]*|{SIGNS['rank']})){{0,5}} $")
# "Sophie Hull, a 36-year-old vet, polled #"
_APPOSED = re.compile(rf"(?P<name>{_NAME}), [^{_OTHERS}]{{2,60}}, (?:[a-z][\w’'-]* ){{0,3}}$")
# "# in Hull", "# tonnes of it at the Dover plant"
_PLACED = re.compile(rf"(?: [a-z][\w-]*){{0,3}} (?:in|at|for|on|from) (?:the )?(?P<name>{_NAME})")


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its figure."""

    name: str
    figure: Figure

    def is_called(self, name: str) -> bool:
        """Whether the words of a name are among those of this one: "Amsel", "the Coast"."""
        return _key(name) <= _key(self.name)


def ranked(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every superlative or rank of a name in a list of names with figures, in the order of the story."""
    sentences = [(outline, *bounds) for outline in outlines for bounds in outline.sentences(signs=0)]
    listed = [_rows(*sentence) for sentence in sentences]
    for at, (outline, start, end) in enumerate(sentences):
        near = listed[max(0, at - _BACK) : at + 1]
        if " the " in outline.text[start:end] or outline.text.startswith("The ", start):
            yield from _superlatives(outline, start, end, near, listed[at + 1 : at + 1 + _BACK])
        if SIGNS["rank"] in outline.text[start:end]:
            yield from _placings(outline, start, end, listed[at], [row for rows in listed[max(0, at - 2 * _BACK) : at] for row in rows])


def _rows(outline: Outline, start: int, end: int) -> list[Row]:
    """The figures of a sentence that have a name, in order."""
    found: list[Row] = []
    since = start
    for sign in range(start, end):
        figure = outline.entries.get(sign)
        if not isinstance(figure, Figure):
            continue
        if figure.quantity.value is not None and not figure.direction:
            name = _owner(outline.text, since, sign, start) or _holder(outline.text, sign + 1, end)
            if name:
                found.append(Row(name, figure))
        since = sign + 1 if figure.kind != "rank" else since
    return found


def _owner(text: str, since: int, sign: int, start: int) -> str | None:
    """The name before a figure, behind the figure before."""
    found = _OWNER.search(text, max(since, sign - 90), sign) or _APPOSED.search(text, max(start, sign - 120), sign)
    name = found["name"].removeprefix("The ") if found else ""
    opens = found is not None and found.start() <= start + 1
    return None if not name or (opens and " " not in name and weight_of(name.lower()) != "content") else name


def _holder(text: str, after: int, end: int) -> str | None:
    found = _PLACED.match(text, after, min(end, after + 80))
    return found["name"] if found else None


def _key(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s").removesuffix("’s").lower() for word in name.split() if word.lower() not in ("the", "of", "de"))


def _alike(rows: Sequence[Row], figure: Figure) -> list[Row]:
    """The rows of the figure's kind and unit, or none where a name stands twice."""
    of_kind = [row for row in rows if (row.figure.kind, row.figure.quantity.unit) == (figure.kind, figure.quantity.unit)]
    return of_kind if len({_key(row.name) for row in of_kind}) == len(of_kind) else []


# The longest, from Amsel, ...
_NAMED_LAST = r"\b[Tt]he (?P<sup>SUP)(?: [a-z]+)?, (?:from |at |in |on |that of )?(?:the )?(?P<name>NAME)(?=[,.])"
# The Coast, the worst of the four, ...; Leeds was the lowest
_NAMED_FIRST = (
    r"(?P<name>NAME)(?: [a-z]+)?(?:,| was| is| had| with|, with|, which had) (?:easily |by far )?the (?P<sup>SUP)"
    r"(?: of (?:the )?(?P<n>COUNT))?(?=[,.;]|$| with | at | on )"
)
_WITH = re.compile(rf",? (?:with|at|on) (?:a total of )?{_LEVEL}")
# ..., the highest of five cities
_OF_SEVERAL = r"(?P<figure>LEVEL)(?: [(]LEVEL[)])?, (?:easily |by far )?the (?P<sup>SUP) of (?:the )?(?P<n>COUNT)"


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    known = {"SUP": any_of(_says()), "NAME": _NAME, "COUNT": SIGNS["count"], "LEVEL": _LEVEL}
    shapes = []
    for shape in (_NAMED_LAST, _NAMED_FIRST, _OF_SEVERAL):
        for name, pattern in known.items():
            shape = shape.replace(name, pattern)
        shapes.append(re.compile(shape))
    return tuple(shapes)


@cache
def _says() -> dict[str, tuple[str, frozenset[str]]]:
    """Each superlative with what it says and of what it is said."""
    return {word: (entry["says"], frozenset(entry["of"])) for entry in words("superlatives")["extreme"] for word in entry["words"]}


def _superlatives(
    outline: Outline, start: int, end: int, lists: Sequence[Sequence[Row]], after: Sequence[Sequence[Row]]
) -> Iterator[Relation]:
    for shape in _shapes():
        for match in shape.finditer(outline.text, start, end):
            several = "figure" in match.re.groupindex
            relation = _of_several(outline, match, [*lists, *after]) if several else _named(outline, match, lists, after)
            if relation:
                yield relation


def _named(outline: Outline, match: re.Match[str], lists: Sequence[Sequence[Row]], after: Sequence[Sequence[Row]]) -> Relation | None:
    """The superlative of a name, held against the nearest list that has the name; not "in June Leeds, with the most, ...". A list may begin
    with it: "Leeds was the busiest with 12,400 visitors. Hull had 9,300 and York 6,900"."""
    if SIGNS["moment"] in outline.text[outline.bounds(match.start())[0] : match.start()]:
        return None
    begun = [row for row in (lists[-1] if lists else ()) if row.is_called(match["name"]) and _begins(outline, match, row)]
    if begun:
        lists = [[*begun, *(row for rows in after for row in rows if _is_of_one_noun(row, begun[0]))]]
    for rows in reversed(lists):
        mine = next((row for row in rows if row.is_called(match["name"])), None)
        alike = _alike(rows, mine.figure) if mine else []
        if mine and len(alike) >= _FEWEST and _can_be(match["sup"], mine.figure):
            return _relation(outline, match, mine, alike)
    return None


def _begins(outline: Outline, match: re.Match[str], row: Row) -> bool:
    """Whether the figure of a row stands right behind the superlative."""
    found = _WITH.match(outline.text, match.end())
    return found is not None and outline.entries.get(found.end() - 1) is row.figure


def _is_of_one_noun(row: Row, other: Row) -> bool:
    nouns = {one.figure.counted.key for one in (row, other) if one.figure.counted}
    return len(nouns) < 2


def _of_several(outline: Outline, match: re.Match[str], lists: Sequence[Sequence[Row]]) -> Relation | None:
    """The figure that is called the highest of so many, where the sentences around it give as many."""
    figure = outline.entry(match, "figure")
    rows = [row for one in lists for row in one]
    mine = next((row for row in rows if row.figure is figure), None)
    alike = _alike(rows, mine.figure) if mine else []
    return _relation(outline, match, mine, alike) if mine and len(alike) >= _FEWEST and _can_be(match["sup"], mine.figure) else None


def _relation(outline: Outline, match: re.Match[str], mine: Row, rows: Sequence[Row]) -> Relation | None:
    told = outline.entry(match, "n") if "n" in match.re.groupindex else None
    if told and told.quantity.value != len(rows):
        return None
    sup = outline.placed(match, "sup")
    first = mine.figure.span if "figure" in match.re.groupindex else outline.placed(match, "name")
    span = Span(min(first.start, sup.start), max(first.end, sup.end))
    others = tuple(row.figure for row in rows if row is not mine)
    roles = (("subject", mine.figure), ("others", others))
    return Relation(span, "superlative", roles, 1, None, _says()[match["sup"]][0], outline.inside_quotation(span))


def _can_be(superlative: str, figure: Figure) -> bool:
    """Whether such a figure is long, heavy, high."""
    said_of = _says()[superlative][1]
    unit = unit_of(figure.quantity.unit)
    return figure.kind in said_of or (unit is not None and unit.dimension in said_of)


# finished fourth with #, was third on #
_PLACING = re.compile(rf"(?P<rank>{SIGNS['rank']})(?: place)?,? (?:with|on|having polled|polling|taking) (?P<figure>{SIGNS['count']})")


def _placings(outline: Outline, start: int, end: int, rows: Sequence[Row], before: Sequence[Row]) -> Iterator[Relation]:
    """Places in a poll, held against the numbers of votes told before."""
    polled = [row for row in before if row.figure.kind == "count"]
    if not any(row.figure.counted and row.figure.counted.key == "vote" for row in polled):
        return
    for match in _PLACING.finditer(outline.text, start, end):
        rank, figure = outline.entry(match, "rank"), outline.entry(match, "figure")
        mine = next((row for row in rows if row.figure is figure), None)
        alike = _alike([*polled, *rows[: rows.index(mine)], mine], mine.figure) if mine else []
        if rank and mine and len(alike) >= _FEWEST:
            others = tuple(row.figure for row in alike if row is not mine)
            span = Span(rank.span.start, mine.figure.span.end)
            note = f"most {rank.quantity.value}"
            yield Relation(
                span, "superlative", (("subject", mine.figure), ("others", others)), 1, None, note, outline.inside_quotation(span)
            )
