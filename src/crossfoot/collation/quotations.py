"""The quotations of several reports: who has the same words, what differs in them, and who is said to have spoken them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from ..against.alignment import Change, Match
from ..document import Span
from ..ledger import Ledger
from ..sources import Case, Passage, lined_up
from . import Given, Row
from .groups import Groups

ALIKE = 0.71  # as alike as this: the same words, changed
FEW = 4  # words from which a quotation is told from a phrase in quotation marks
NEARLY = 1  # letters between two spellings of one surname
SHOWN = 2  # differences that are spelled out


class _Quotation:
    """Quoted words of a report, with the most that any other report has of them."""

    def __init__(self, number: int, report: Ledger, passage: Passage) -> None:
        self.report, self.passage = number, passage
        block = report.document.block_at(passage.span.start)
        self.paragraph = block.text.casefold() if block else ""
        self.note = ""

    @property
    def speaker(self) -> str:
        """The person who says it, where it is one with a name: "the coordinator" may be anyone's."""
        speaker = self.passage.statement.speaker if self.passage.statement else None
        named = speaker is not None and speaker.kind == "person" and speaker.name[:1].isupper()
        return speaker.name if speaker and named else ""

    @property
    def given(self) -> Given:
        """The words, and who says them."""
        speaker = self.passage.statement.speaker if self.passage.statement else None
        return Given(self.report, self.passage.span, f"“{self.passage.text.strip(' ,“”')}”", speaker.name if speaker else None)


def quotation_rows(reports: Sequence[Ledger]) -> Iterator[Row]:
    """One row for every quotation of some words."""
    held = [_quotations(number, report) for number, report in enumerate(reports)]
    groups = Groups((one for quotations in held for one in quotations), lambda one, other: one.report != other.report)
    for mine, theirs in permutations(range(len(reports)), 2):
        for passage, match in lined_up(Case(reports[mine], (reports[theirs],))):
            one, other = _at(held[mine], passage.span), _at(held[theirs], match.span) if match else None
            if match and one and other and match.likeness >= ALIKE:
                one.note = one.note or _differences(passage, match, other.passage)
                groups.join(one, other)
    for group in groups.all():
        if group[0].passage.size >= FEW or len(group) > 1:
            yield _row(group)


def _quotations(number: int, report: Ledger) -> list[_Quotation]:
    """Lined up with the report itself, where each stands word for word, none is taken apart."""
    return [_Quotation(number, report, passage) for passage, _ in lined_up(Case(report, (report,)))]


def _at(quotations: list[_Quotation], span: Span) -> _Quotation | None:
    """The quotation that overlaps a place."""
    after = bisect_left(quotations, span.end, key=lambda one: one.passage.span.start)
    return next((one for one in quotations[max(0, after - 1) : after] if one.passage.span.overlaps(span)), None)


def _row(group: list[_Quotation]) -> Row:
    given = tuple(one.given for one in sorted(group, key=lambda one: (one.report, one.passage.span)))
    about = given[0].by or "nobody named"
    if len(group) == 1:
        return Row("quotation", "single", about, given)
    others = any(_is_of_another(one, other) for one, other in combinations(group, 2))
    notes = ["said by another" if others else "", next((one.note for one in group if one.note), "")]
    note = "; ".join(filter(None, notes))
    return Row("quotation", "differs" if note else "agrees", about, given, note)


def _is_of_another(one: _Quotation, other: _Quotation) -> bool:
    """Two people, neither of whom the other report names beside the words."""
    from rapidfuzz.distance import Levenshtein

    mine, theirs = _surname(one.speaker), _surname(other.speaker)
    if not mine or not theirs or Levenshtein.distance(mine, theirs) <= NEARLY:
        return False
    return mine not in other.paragraph and theirs not in one.paragraph


def _surname(name: str) -> str:
    return name.split()[-1].casefold() if name.split() else ""


def _differences(passage: Passage, match: Match, other: Passage) -> str:
    """What stands for what inside the other's quotation marks, where more than an ending differs."""
    heavy = [change for change in match.changes if change.nature != "form" and _is_quoted(match, change, other)]
    said = "; ".join(_difference(passage, match, change) for change in heavy[:SHOWN])
    return said + ("; and more" if len(heavy) > SHOWN else "")


def _is_quoted(match: Match, change: Change, other: Passage) -> bool:
    """Whether a difference lies within the other quotation: the one report may quote what the other puts in its own words."""
    first, last = change.theirs
    span = match.source.span(max(first - 1, match.first), min(last + 1, match.last))
    return any(quoted.holds(span) for quoted in match.source.ledger.quoted if quoted.overlaps(other.span))


def _difference(passage: Passage, match: Match, change: Change) -> str:
    mine = passage.words(*change.mine)
    theirs = match.source.document.words(match.source.span(*change.theirs)) if change.theirs[1] > change.theirs[0] else ""
    if mine and theirs:
        return f"“{mine}” in one, “{theirs}” in another"
    return f"“{mine or theirs}” in one only"
