"""What the text works out from the cells of a table: "Leith leads Gorgie by three points", "Roads lost 4.3 percent", "with 45 per cent of
turnover", "more than twice the rate of Upper Dale", "lost by 58 in Ward 4".

The sentence names the rows, and the cells stand for the figures that the prose does not give. The column is the one that the sentence
names, or the only one of the claim's kind; where neither decides it, one that agrees is meant, and failing that the only one from which a
slip leads to the claim. Nothing is tied where a column that is not named agrees and the named one does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise

from ..document import Span
from ..ledger import Direction, Figure, Relation, Series, Tally
from ..quantity import Amount, total
from ..slips import may_be_a_slip
from .compared import agrees
from .likeness import gap_of, may_step
from .outline import SIGNS, any_of
from .table_words import GAP, ROW, Said, TableWords
from .vocabulary import words

# "<voted>" in a pattern, but not the name of a group.
_CALLED = re.compile(r"(?<!\?P)<(\w+)>")
_STEP = f"(?P<n>[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['points']}])"
_CHANGE = f"(?P<n>[{SIGNS['count']}{SIGNS['money']}{SIGNS['measure']}{SIGNS['points']}{SIGNS['percent']}{SIGNS['fraction']}])"
# A level may stand between a row and what is worked out: "Fire gets $29.9 million, up 4.2 percent".
_PAST = f'[^{ROW};:“”"]'
_PORTION = f"(?P<n>[{SIGNS['percent']}{SIGNS['fraction']}])"
_FEW = r"(?:[ -][a-z][\w-]*){0,2}?"
_A, _B = f"(?P<a>{ROW})", f"(?P<b>{ROW})"

_BETWEEN_ROWS = (
    # Moose Falls is 15 points behind third-place Halden; a best price £44 below that of the leading Texels
    rf"{_A}{_PAST}{{0,70}}?{_STEP}{_FEW} (?:(?P<up><above>)|(?P<down><below>)) {GAP}{{0,35}}?{_B}",
    # had 12 more pupils than Ashby
    rf"{_A}{_PAST}{{0,70}}?{_STEP} (?:(?P<up><more>)|(?P<down><less>)){_FEW} than {GAP}{{0,25}}?{_B}",
    # some 410 more people went to Leith than to Gorgie
    rf"{_STEP} (?:(?P<up><more>)|(?P<down><less>)){GAP}{{0,40}}? {_A}{GAP}{{0,20}}? than {GAP}{{0,15}}?{_B}",
    # Saint-Élie leads second-place Brockton by three points
    rf"{_A}{GAP}{{0,40}}?\b(?:(?P<up><leading>)|(?P<down><trailing>)) {GAP}{{0,30}}?{_B}{GAP}{{0,20}}? by {GAP}{{0,15}}?{_STEP}",
    # three points separate Leith and Gorgie; the gap between Leith and Gorgie is three points
    rf"{_STEP}{_FEW} (?:separates?|separated|divides?|divided|between) {GAP}{{0,20}}?{_A} (?:and|from) {GAP}{{0,15}}?{_B}",
    rf"\b(?:gap|difference|margin) between {GAP}{{0,20}}?{_A} and {GAP}{{0,15}}?{_B}{GAP}{{0,20}}? {_STEP}",
)
# with a rate more than twice that of Upper Dale
_TIMES = (
    rf"{_A}{_PAST}{{0,80}}?(?P<n>{SIGNS['multiple']}){GAP}{{0,40}}?\b(?:as|of|than|the|at|for|in|what) (?:[a-z]+ ){{0,3}}{_B}",
    # nearly three times those of the North
    rf"{_A}{_PAST}{{0,80}}?(?P<n>{SIGNS['count']}) times (?:as {GAP}{{0,30}}?as|(?:that|those) (?:of|at|in)) (?:the )?{_B}",
)
# "A quarter of the nests gone": of what the row had before.
_GONE = re.compile(r"\b(?:gone|lost|missing|closed|shut|sold|fewer|less|more|down|up|since|than)\b", re.IGNORECASE)
_SHARES = (
    rf"{_A}(?:{GAP}{{0,60}}?\b<verbs>)? {GAP}{{0,25}}?{_PORTION} of (?P<of>{GAP}{{1,40}})",
    rf"{_PORTION} of (?P<of>{GAP}{{2,50}}?) (?:in|at|from|to|for|by|on) (?:the )?{_A}",
    rf"{_A}(?:'s|’s) share of (?P<of>{GAP}{{2,40}}?) (?:is|was|at|of|to) {GAP}{{0,10}}?{_PORTION}",
)
_IN_A_ROW = (
    # Ambient slipped by £1m; Roads is the only one to shrink, losing 4.3 percent
    rf"{_A}{_PAST}{{0,90}}?\b(?:(?P<up><rising>)|(?P<down><falling>)) (?:<light> ){{0,2}}?{_CHANGE}(?!{_FEW} <than>\b)",
    # with 46.5mm less than usual; 12 percent more than in 2023
    rf"{_A}{_PAST}{{0,90}}?{_CHANGE}{_FEW} (?:(?P<up><more>)|(?P<down><less>)){_FEW} (?:than|on|from) <usual>\b",
    # a rise of 12 percent in Leith; Leith saw a 12 percent rise
    rf"{_A}{GAP}{{0,60}}?\ban? (?:[a-z]+ )?(?:(?P<up><rises>)|(?P<down><falls>)) of (?:<light> ){{0,2}}?{_CHANGE}",
    # takes a cut of $1.4 million, or 7.2 percent
    rf"{_A}{GAP}{{0,60}}?\ban? (?:[a-z]+ )?(?:(?P<up><rises>)|(?P<down><falls>)) of [^\W\d_]?.{{1,3}},? or (?:<light> )?{_CHANGE}",
    rf"{_A}{GAP}{{0,60}}?\ban? {_CHANGE}[ -](?:(?P<up><rises>)|(?P<down><falls>))\b",
)
# in Ward 4, where the bonds lost by 58
_VOTED = rf"\b<voted>\b{GAP}{{0,40}}?(?:\bby|of) {GAP}{{0,12}}?(?P<n>{SIGNS['count']})"
_CLOSE = Fraction(3, 2)
_TOGETHER = r"\b<together>\b"


@dataclass(frozen=True, slots=True)
class Worked:
    """A claim, and for a column the two cells it is worked out from; `gives` says what they make, as the claim would be written."""

    said: Said
    claim: Figure
    cells: Callable[[int], tuple[Figure, ...] | None]
    gives: Callable[..., Amount]


def worked_out(table: TableWords, said: Said, tied: set[int]) -> Iterator[Relation]:
    """Everything in one sentence that is worked out from cells; `tied` holds the figures that are claims already."""
    found = (
        relation
        for reader in (_between_rows, _times, _shares, _in_a_row, _voted)
        for relation in reader(table, said)
        if not is_elsewhere(table, said)
    )
    for relation in found:
        claim = relation.role("margin") or relation.role("percent") or relation.role("amount")
        if id(claim) not in tied:
            tied.add(id(claim))
            yield relation


def _between_rows(table: TableWords, said: Said) -> Iterator[Relation]:
    for shape in _shapes("between"):
        for match in shape.finditer(said.text):
            one, other, claim = said.row(match, "a"), said.row(match, "b"), said.figure(match, "n")
            if not one or not other or one is other or not claim:
                continue
            worked = Worked(said, claim, _of_rows(table, one, other), lambda a, b, n=claim: _apart(a, b, n))
            able = [at for at in table.fitting(claim) if (pair := worked.cells(at)) and may_step(claim, pair[0])]
            chosen = _chosen(table, worked, able)
            if chosen:
                yield _relation(table, said, "margin", (*_cells(worked, chosen[0]), claim), chosen[1], _way(match))


def _times(table: TableWords, said: Said) -> Iterator[Relation]:
    for match in (found for shape in _shapes("times") for found in shape.finditer(said.text)):
        one, other, told = said.row(match, "a"), said.row(match, "b"), said.figure(match, "n")
        if not one or not other or one is other or not told or not told.quantity.value:
            continue
        claim = replace(told, quantity=replace(told.quantity, kind="multiple"), counted=None)
        worked = Worked(said, claim, _of_rows(table, other, one), lambda base, new: new.quantity.amount / base.quantity.amount)
        chosen = _chosen(table, worked, _filled(table, worked))
        if chosen:
            yield _relation(table, said, "change", (*_cells(worked, chosen[0]), claim), chosen[1], None)


def _shares(table: TableWords, said: Said) -> Iterator[Relation]:
    for match in (found for shape in _shapes("shares") for found in shape.finditer(said.text) if table.total):
        row, claim = said.row(match, "a"), said.figure(match, "n")
        if not row or row is table.total or not claim or claim.quantity.value is None or _own().match(match["of"]):
            continue
        if _GONE.search(match["of"]):
            continue
        assert table.total is not None
        worked = Worked(
            said, claim, _of_rows(table, row, table.total), lambda part, whole: part.quantity.amount.share_of(whole.quantity.amount)
        )
        able = [at for at in _filled(table, worked) if table.grid.columns[at].kind != "rate"]
        chosen = _chosen(table, worked, able, about=match["of"])
        if chosen:
            part, whole = _cells(worked, chosen[0])
            roles = (("part", part), ("whole", whole), ("percent", claim))
            yield Relation(claim.span, "share", roles, chosen[1], None, None, _is_quoted(table, claim))


def _in_a_row(table: TableWords, said: Said) -> Iterator[Relation]:
    for shape in _shapes("in a row"):
        for match in shape.finditer(said.text):
            row, claim = said.row(match, "a"), said.figure(match, "n")
            pairs = _periods(table, said.text) if row and claim and claim.quantity.value is not None else []
            if not row or not claim or _is_a_cell(table, row, claim) or _is_one_of_two(said, match.start("a")):
                continue
            known = [(base, new) for at, to in pairs if (base := table.cell(row, at)) and (new := table.cell(row, to))]
            way = _way(match)
            fit = [pair for pair in known if claim.kind in ("percent", "fraction") or may_step(claim, pair[0])]
            good = [pair for pair in fit if _has_changed(*pair, claim, way)]
            if good or len(fit) == 1:
                base, new = (good or fit)[0]
                kind = "change" if claim.kind in ("percent", "fraction") else "move"
                yield _relation(table, said, kind, (base, new, claim), 1, way)


def _voted(table: TableWords, said: Said) -> Iterator[Relation]:
    """The lead of one side over the other, in a table of two sides."""
    sides = [at for at, column in enumerate(table.grid.columns) if column.kind == "plain" and any(column.cells)]
    counts = len(sides) == 2 and all(table.columns[at].kind == "count" and not table.columns[at].year for at in sides)
    rows = {id(one.row) for one in said.rows}
    if not counts or len(rows) != 1 or len(said.figures) != 1 or _before(table):
        return
    for match in _shapes("voted")[0].finditer(said.text):
        claim = said.figure(match, "n")
        first, second = (table.cell(said.rows[0].row, at) for at in sides)
        votes = claim and claim.counted and claim.counted.key in words("grids")["votes"]["words"]
        if claim and first and second and may_step(claim, first) and (votes or not claim.counted):
            yield _relation(table, said, "margin", (first, second, claim), 1, None)


def sums(table: TableWords, said: Said) -> Iterator[Tally]:
    """ "Police and fire together take $74.5 million": the rows of a sentence, and the one figure that they have between them."""
    rows = list({id(one.row): one.row for one in said.rows if one.row is not table.total}.values())
    claims = [one for one in said.figures if one.quantity.value is not None and one.kind in ("count", "money", "measure")]
    if len(rows) < 2 or len(claims) != 1 or not _shapes("together")[0].search(said.text) or is_elsewhere(table, said):
        return
    worked = Worked(said, claims[0], _of_rows(table, *rows), lambda *parts: total(part.quantity.amount for part in parts))
    able = [at for at in table.fitting(claims[0]) if worked.cells(at) and table.grid.columns[at].kind != "rate"]
    chosen = _chosen(table, worked, able)
    if chosen:
        parts, claim = _cells(worked, chosen[0]), claims[0]
        span = Span(min(said.span.start, claim.span.start), claim.span.end)
        yield Tally(span, claim, parts, True, True, "row", link=chosen[1], quoted=_is_quoted(table, claim))


def _chosen(table: TableWords, worked: Worked, able: Sequence[int], *, about: str = "") -> tuple[int, int] | None:
    """The column that is meant, and how surely (1 named, or the only one; 2 by a slip)."""
    if table.is_of_another_thing(worked.claim):
        return None
    named = [at for at in table.said(about or worked.said.text) if at in able]
    tried = table.meant(named or able)
    # "20 percent of annual revenue": of what the table gives, or of all of it.
    if about and not named and not _whole().match(about) and not (len(tried) < len(able) and about.startswith("the ")):
        return None
    good = [at for at in able if not _misses(worked, at)]
    if good:
        meant = [at for at in good if at in named] if named else good
        return (meant[0], 1) if meant and _comes_near(worked, meant[0]) else None
    if len(tried) == 1:
        return tried[0], 1
    near = [at for at in tried if may_be_a_slip(worked.claim.quantity, worked.gives(*_cells(worked, at)).value)]
    return (near[0], 2) if len(near) == 1 else None


def _misses(worked: Worked, at: int) -> bool:
    stated = worked.claim.quantity.amount
    if worked.claim.kind == "fraction":
        stated = stated.times(100)
    return worked.gives(*_cells(worked, at)).surely_apart(stated)


def _comes_near(worked: Worked, at: int) -> bool:
    """ "More than a quarter" is not said of two thirds."""
    stated, given = worked.claim.quantity.value, worked.gives(*_cells(worked, at)).value
    if not worked.claim.quantity.hedge or not stated or not given:
        return True
    ratio = given / stated / (100 if worked.claim.kind == "fraction" else 1)
    return 1 / _CLOSE <= ratio <= _CLOSE


def _cells(worked: Worked, at: int) -> tuple[Figure, ...]:
    cells = worked.cells(at)
    assert cells is not None
    return cells


def _filled(table: TableWords, worked: Worked) -> list[int]:
    """The columns that have both cells, and no nothing to divide by."""
    pairs = [(at, worked.cells(at)) for at in range(len(table.columns))]
    return [at for at, pair in pairs if pair and all((one.quantity.value or 0) > 0 for one in pair)]


def _of_rows(table: TableWords, *rows: Series) -> Callable[[int], tuple[Figure, ...] | None]:
    def cells(at: int) -> tuple[Figure, ...] | None:
        found = [cell for row in rows if (cell := table.cell(row, at))]
        return tuple(found) if len(found) == len(rows) else None

    return cells


def _share(part: Figure, whole: Figure) -> Amount:
    return part.quantity.amount.share_of(whole.quantity.amount)


def _apart(first: Figure, second: Figure, claim: Figure) -> Amount:
    gap = gap_of(first, second, claim)
    return gap.times(-1) if (gap.value or 0) < 0 else gap


def _has_changed(base: Figure, new: Figure, claim: Figure, way: Direction | None) -> bool:
    if claim.kind in ("percent", "fraction"):
        return agrees(base, new, claim, way)
    return not _apart(new, base, claim).surely_apart(claim.quantity.amount)


def _is_a_cell(table: TableWords, row: Series, claim: Figure) -> bool:
    """Whether the row gives the claim itself, under "Change" or the like."""
    given = [replace(cell.quantity, digits=cell.quantity.digits.lstrip("-")) for cell in row.cells if cell]
    return any(one.value == claim.quantity.value for one in given)


def _periods(table: TableWords, text: str) -> list[tuple[int, int]]:
    """The columns of before and now: two years, or "Previous year" and the only other one of its kind."""
    dated = sorted((column.year, at) for at, column in enumerate(table.columns) if column.year and column.kind != "percent")
    years = [year for year, _ in dated]
    if len(dated) > 1 and len(set(years)) == len(years):
        told = [at for year, at in dated if year and year in text]
        if len(told) == 2:
            return [(told[0], told[1])]
        pairs = [(one[1], other[1]) for one, other in pairwise(dated)]
        return [pair for pair in pairs if pair[1] in told] or pairs[-1:]
    before = _before(table)
    now = [at for at, column in enumerate(table.grid.columns) if any(column.cells) and at not in before and _is_level(table, at)]
    alike = [at for at in now if before and _kind(table, at) == _kind(table, before[0])]
    return [(before[0], alike[0])] if len(before) == 1 and len(alike) == 1 else []


def _is_one_of_two(said: Said, at: int) -> bool:
    """ "Ashby and Hillside grew by 12": by how much each of them did is not told."""
    return re.search(rf"{ROW}(?:,| and|, and) (?:the )?$", said.text[:at]) is not None


def _is_level(table: TableWords, at: int) -> bool:
    return at not in table.grid.change and at not in table.grid.share


def _kind(table: TableWords, at: int) -> tuple[str, str | None]:
    return table.columns[at].kind, table.columns[at].unit


def _before(table: TableWords) -> list[int]:
    return [at for at, column in enumerate(table.columns) if set(column.label) & set(words("grids")["before"]["words"])]


def is_elsewhere(table: TableWords, said: Said) -> bool:
    """Whether the sentence speaks of a year that the table does not have, or of what may be."""
    known = " ".join(one.label for one in (*table.grid.columns, *table.grid.rows)) + table.grid.corner
    years = re.findall(r"\b(?:19|20)\d\d\b", table.ledger.document.text[said.span.start : said.span.end])
    return any(year not in known for year in years) or _possible().search(said.text) is not None


def _relation(table: TableWords, said: Said, kind: str, figures: Sequence[Figure], link: int, note: str | None) -> Relation:
    names = {"margin": ("first", "second", "margin"), "change": ("from", "to", "percent"), "move": ("from", "to", "amount")}[kind]
    claim = figures[2]
    return Relation(claim.span, kind, tuple(zip(names, figures, strict=True)), link, None, note, _is_quoted(table, claim))


def _is_quoted(table: TableWords, claim: Figure) -> bool:
    return any(quotation.holds(claim.span) for quotation in table.ledger.quoted)


def _way(match: re.Match[str]) -> Direction | None:
    groups = match.groupdict()
    return "up" if groups.get("up") else "down" if groups.get("down") else None


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words('grids')['sharing']['own'])}\b", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words('grids')['sharing']['whole'])}\b", re.IGNORECASE)


@cache
def _possible() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('grids')['possible']['words'])}\b", re.IGNORECASE)


@cache
def _shapes(name: str) -> tuple[re.Pattern[str], ...]:
    known, margins, changes = words("grids"), words("margins"), words("changes")
    lists = {
        "than": known["than"]["words"],
        "above": margins["above"]["words"],
        "below": [*margins["below"]["words"], *known["leading"]["below"]],
        "more": changes["up"]["than"],
        "less": changes["down"]["than"],
        "leading": known["leading"]["up"],
        "trailing": known["leading"]["down"],
        "rising": [*changes["up"]["verbs"], "ahead"],
        "falling": changes["down"]["verbs"],
        "rises": changes["up"]["nouns"],
        "falls": changes["down"]["nouns"],
        "light": changes["light"]["words"],
        "usual": known["usual"]["words"],
        "verbs": known["sharing"]["verbs"],
        "voted": known["voted"]["words"],
        "together": known["together"]["words"],
    }
    one = {"voted": _VOTED, "together": _TOGETHER}
    shapes = {"between": _BETWEEN_ROWS, "times": _TIMES, "shares": _SHARES, "in a row": _IN_A_ROW}.get(name) or (one[name],)
    return tuple(re.compile(_CALLED.sub(lambda called: any_of(lists[called[1]]), shape), re.IGNORECASE) for shape in shapes)
