"""Superlatives and ranks of the rows of a table: "Inishcarra, which completed the fewest homes", "second-placed Brockton", "stay third".

The sentence names one row beside the superlative, and what it is the most of by a word of one head; a table of one column, or of years,
needs no such word. Where the row is at that end of any other column, the writer may have meant that one, and nothing is tied; where "the
largest division" is so under no head at all, it is tied to the first. "Since 2019", "per head", "among the highest" and superlatives that
no number decides ("the strongest") are left. A place in a table is told by its order, where a column goes down with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..document import Span
from ..ledger import Figure, Relation, Series
from .column_heads import WORD, YEAR, bare, root
from .outline import SIGNS, any_of
from .table_words import ROW, Mention, Said, TableWords, value_of
from .vocabulary import words

_FEWEST = 3  # rows of which one may be the most
_FAR = 60  # characters between the name and the superlative
_AFTER = 45  # characters on either side of the superlative that say of what
_ABOVE = 200  # characters above a table that may say that it is some of one
# "..., which completed": another thought; "cheapest, with a best price": the same.
_CLAUSE = re.compile(r"[,;:] (?!with\b|at\b|on\b)")
_IN = re.compile(r"(?: [\w-]+){0,3} (?:in|at|for|on|by|was|were|is|are) (?:in |at )?(?:the )?|,? ")
# A second thought between the name and the superlative.
_ANOTHER = re.compile(r"[;:“”\"]|\b(?:but|and|while|whereas|although|though|than)\b")
_PAST = f'[^{ROW};:“”"]'
# "third-placed Halt Town"; "Penwith, second with 57 points"; "Severnside slipped to second", "Penwith stay third"
_PLACED = (
    rf"\b(?P<n>ORD)[- ](?:placed?|ranked) (?:the )?(?P<a>{ROW})",
    rf"(?P<a>{ROW}),? (?P<n>ORD) (?:with|on) [{SIGNS['count']}{SIGNS['score']}]",
    rf"(?P<a>{ROW})(?:,? who|,? which)? (?:VERB) (?P<n>ORD)END",
    rf"(?P<a>{ROW}){_PAST}{{0,90}}? (?:MOVED) (?P<n>ORD)END",
)
_END = r"(?= place\b)?(?! (?:in|of|to|for|time|half|day|place in)\b|[-\w])"


def extremes(tables: Sequence[TableWords]) -> tuple[Relation, ...]:
    """Every superlative and every place of a row of a table that the table decides."""
    ranked = [table for table in tables if len(table.plain) >= _FEWEST]
    return tuple(relation for table in ranked for said in table.near() for relation in (*_superlatives(table, said), *_places(table, said)))


def _superlatives(table: TableWords, said: Said) -> Iterator[Relation]:
    text = table.ledger.document.text
    for match in _superlative().finditer(text, said.span.start, said.span.end):
        relation = _relation(table, said, match)
        if relation:
            yield relation


def _relation(table: TableWords, said: Said, match: re.Match[str]) -> Relation | None:
    text, sentence = table.ledger.document.text, said.span
    named = _subject(table, said, match)
    if named is None:
        return None
    row, place = named.row, named.span
    since = place.start if place.start < match.start() else max(sentence.start, match.start() - _AFTER)
    end = max(match.end(), place.end)
    about = text[since:end] + _CLAUSE.split(text[end : min(sentence.end, end + _AFTER)])[0]
    if _weakened().search(text, max(sentence.start, match.start() - 24), match.start("word")) or _away(about, table):
        return None
    says = _says()[match["word"].lower()]
    rank = words("superlatives")["rank"][0]["words"].get((match["rank"] or "").lower(), 1)
    generic = match["word"].lower() in words("superlatives")["generic"]["words"]
    of_rows = generic and _is_of_rows(table, text, match, sentence.end)
    column = _column(table, row, about, says, rank, of_rows=of_rows)
    span = Span(min(place.start, match.start()), max(place.end, match.end()))
    return _tied(table, row, column, span, says if rank == 1 else f"{says} {rank}") if column is not None else None


def _tied(table: TableWords, row: Series, column: int, span: Span, note: str) -> Relation | None:
    """The cell of a row and those of all others; `listed` says that no other is left out."""
    cell = row.cells[column]
    others = tuple(other for one in table.plain if one is not row and (other := one.cells[column]))
    quoted = any(quotation.holds(span) for quotation in table.ledger.quoted)
    return (
        Relation(span, "superlative", (("subject", cell), ("others", others), ("listed", others)), 1, None, note, quoted) if cell else None
    )


def _subject(table: TableWords, said: Said, match: re.Match[str]) -> Mention | None:
    """The row whose name stands nearest before the superlative, or right behind it ("The fewest were in Inishcarra")."""
    text = table.ledger.document.text
    named = [one for one in said.rows if one.row in table.plain]
    after = [one for one in named if one.span.start >= match.end() and one.span.start - match.end() <= _FAR]
    # "The strain is greatest in Inishcarra", "The fewest were in Inishcarra"
    if after and _IN.fullmatch(text[match.end() : after[0].span.start]):
        return after[0]
    before = [one for one in named if one.span.end <= match.start() and match.start() - one.span.end <= _FAR]
    return before[-1] if before and not _ANOTHER.search(text[before[-1].span.end : match.start()]) else None


def _column(table: TableWords, row: Series, about: str, says: str, rank: int, *, of_rows: bool) -> int | None:
    """The column that is meant; `None` where none is named for certain, or the row is at that end of another."""
    whole = [at for at in range(len(table.columns)) if all(one.cells[at] for one in table.plain)]
    named = [at for at in table.said(about) if at in whole]
    if len(named) != 1 and len(whole) == 1:
        named = whole
    leading = [at for at in whole if _leads(table.plain, row, at, says, rank)]
    if not named and of_rows:
        named = list(table.meant(whole))
        named = named if len(named) == 1 else whole[:1] if len(leading) in (0, len(whole)) else []
    if len(named) != 1:
        return None
    return named[0] if named[0] in leading or not leading else None


def _is_of_rows(table: TableWords, text: str, match: re.Match[str], end: int) -> bool:
    """Whether a superlative is of what the rows are, or how many: "the largest division", "where numbers were the lowest"."""
    own = {root(word) for word in (*table.corner, *words("superlatives")["quantity"]["words"])}
    behind = WORD.findall(text[match.end() : min(end, match.end() + _AFTER)])[:2]
    said = [word for word in WORD.findall(text[max(0, match.start() - _AFTER) : match.start()]) if word not in _being()]
    before = said[-1:]
    return bool(own & {root(bare(word)) for word in (*behind, *before)})


def _leads(rows: Sequence[Series], row: Series, column: int, says: str, rank: int) -> bool:
    """Whether a row has that place in a column, counted from that end; "the worst" may be either end."""
    mine = value_of(row.cells[column])
    above = sum(value_of(one.cells[column]) > mine for one in rows)
    below = sum(value_of(one.cells[column]) < mine for one in rows)
    return (says != "fewest" and above == rank - 1) or (says != "most" and below == rank - 1)


def _places(table: TableWords, said: Said) -> Iterator[Relation]:
    """Places in the order of the table."""
    column = _key(table)
    taken: set[Span] = set()
    for match in (found for shape in _placed() for found in shape.finditer(said.text) if column is not None):
        row = said.row(match, "a")
        if row not in table.plain or column is None or _then().search(said.text, match.start("n"), match.end() + _AFTER):
            continue
        figure = said.figure(match, "n")
        rank = int(figure.quantity.value or 0) if figure else words("numbers")["ordinals"]["words"].get(match["n"].lower(), 0)
        mention = said.entries.get(match.start("a"))
        if rank and isinstance(mention, Mention) and row is not None:
            text = table.ledger.document.text
            behind = match.start("n") > match.start("a")
            at = text.find(match["n"], mention.span.end) if behind else text.rfind(match["n"], 0, mention.span.start)
            place = figure.span if figure else Span(at, at + len(match["n"]))
            span = Span(min(mention.span.start, place.start), max(mention.span.end, place.end))
            relation = None if span in taken else _tied(table, row, column, span, f"most {rank}")
            taken.add(span)
            if relation:
                yield relation


def _key(table: TableWords) -> int | None:
    """The column by which a table is in order: its points, its total or its first, and no other one that contradicts it."""
    text = table.ledger.document.text
    if (
        _some().search(text[max(0, table.grid.span.start - _ABOVE) : table.grid.span.start])
        or len(table.plain) < len([row for row in table.grid.rows if row.kind == "plain" and row is not table.total]) - 1
    ):
        return None
    going = [at for at in range(len(table.columns)) if _goes_down([row.cells[at] for row in table.plain])]
    points = [at for at in going if root("points") in table.columns[at].stems or table.grid.columns[at].kind == "total"]
    first = [at for at in going if at == min((n for n, one in enumerate(table.grid.columns) if any(one.cells)), default=-1)]
    return next(iter((*points, *first)), None)


def _goes_down(cells: Sequence[Figure | None]) -> bool:
    """Whether every number is below the one before it."""
    return all(cells) and all(value_of(one) > value_of(other) for one, other in pairwise(cells))


def _away(about: str, table: TableWords) -> bool:
    """A scope, or a year, that is not the table's: "the lowest since 2019", "the highest per head"."""
    heads = " ".join(column.label.lower() for column in table.grid.columns)
    scope = [found.group().lower() for found in _scope().finditer(about)] + YEAR.findall(about)
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
    ranks = any_of(words("superlatives")["rank"][0]["words"])
    return re.compile(
        rf"\b(?:the |was |were |is |are |its |had )(?:by far |easily )?(?:(?P<rank>{ranks})[ -])?(?P<word>{any_of(_says())})\b",
        re.IGNORECASE,
    )


@cache
def _weakened() -> re.Pattern[str]:
    known = words("superlatives")
    return re.compile(rf"\b{any_of(known['weakened'][0]['words'])}[ -]", re.IGNORECASE)


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('superlatives')['scope'][0]['words'])}\b", re.IGNORECASE)


@cache
def _being() -> frozenset[str]:
    return frozenset(words("superlatives")["quantity"]["being"])


@cache
def _placed() -> tuple[re.Pattern[str], ...]:
    known = words("superlatives")["placed"]
    lists = {
        "ORD": rf"(?:{SIGNS['rank']}|{any_of(words('superlatives')['rank'][0]['words'])})",
        "VERB": any_of(known["verbs"]),
        "MOVED": any_of(known["moved"]),
        "END": _END,
    }
    return tuple(re.compile(re.sub("ORD|VERB|MOVED|END", lambda called: lists[called[0]], shape), re.IGNORECASE) for shape in _PLACED)


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('superlatives')['placed']['then'])}\b", re.IGNORECASE)


@cache
def _some() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('superlatives')['placed']['some'])}\b", re.IGNORECASE)
