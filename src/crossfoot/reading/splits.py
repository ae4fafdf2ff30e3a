"""Splits: percentages that divide one thing between them: "46 percent were in favour, 41 percent opposed and 18 percent had no opinion".

A split is a run of percentages in one sentence, with commas or "and" between them, whose words name a member of one family each: answers
that exclude one another, votes, sexes, or a closing word ("the remaining 12 percent"). It is complete where the family is, or where the
rest is named. Percentages of other bases, changes, and questions to which more than one answer could be given are no split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..ledger import Figure, Relation
from .outline import SIGNS, Outline, any_of
from .shapes import spanned
from .vocabulary import words

_FEWEST = 2
_GAP = 110


def splits(outlines: Sequence[Outline]) -> Iterator[Relation]:
    """Every split, in the order of the story."""
    for outline in outlines:
        for start, end in outline.sentences(signs=_FEWEST):
            if outline.text.count(SIGNS["percent"], start, end) >= _FEWEST and not _several().search(outline.text, start, end):
                yield from _in_sentence(outline, start, end)


def _in_sentence(outline: Outline, start: int, end: int) -> Iterator[Relation]:
    places = [at for at in range(start, end) if outline.text[at] == SIGNS["percent"]]
    for run in _runs(outline.text, places):
        figures = [figure for at in run if isinstance(figure := outline.entries[at], Figure)]
        ends = [*run[1:], min(end, run[-1] + _GAP)]
        labels = [outline.text[at + 1 : stop] for at, stop in zip(run, ends, strict=True)]
        family = _family(labels)
        rest = bool(_closing().search(outline.text[run[-1] - 25 : run[-1]]))
        if len(figures) < len(run) or any(figure.direction or figure.quantity.value is None for figure in figures):
            continue
        if family or (rest and len(run) >= _FEWEST and _closed(labels)):
            span = spanned(figures)
            complete = "complete" if rest or (family and family["closed"]) else None
            yield Relation(span, "split", (("parts", tuple(figures)),), 1, None, complete, outline.inside_quotation(span))


def _runs(text: str, places: Sequence[int]) -> Iterator[Sequence[int]]:
    """The percentages that follow one another with no other figure and no new thought between them."""
    run: list[int] = []
    for at in places:
        gap = text[run[-1] + 1 : at] if run else ""
        if run and (len(gap) > _GAP or not re.search(r"[,;]|\band\b|\bto\b", gap) or _apart().search(gap)):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(at)
    if len(run) >= _FEWEST:
        yield run


def _family(labels: Sequence[str]) -> dict[str, bool] | None:
    """The family of which every label names a member of its own."""
    if any(_of_another().search(label) for label in labels):
        return None
    for entry in words("splits")["family"]:
        named = [_member(label, entry["members"], near=entry["near"]) for label in labels]
        if None not in named and len(set(named)) == len(named) >= entry["fewest"]:
            return {"closed": bool(entry.get("closed")) and len(named) == len(entry["members"])}
    return None


def _member(label: str, members: Sequence[Sequence[str]], *, near: int) -> int | None:
    """The member that the words after a percentage name first, and the longest of those that begin there."""
    found = [
        (match.start(), -len(match.group()), number)
        for number, names in enumerate(members)
        if (match := _named(tuple(names)).search(label)) and match.start() <= near
    ]
    return min(found)[2] if found else None


@cache
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(names)}\b", re.IGNORECASE)


def _closed(labels: Sequence[str]) -> bool:
    """A rest closes a list of percentages of one thing: none of the others says of what else it is."""
    return not any(re.match(r" of (?!the (?:vote|total|respondents|money|budget|land)\b)", label) for label in labels)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('tallies')['closing'][0]['words'])},?(?: \w+)?,? $", re.IGNORECASE)


@cache
def _of_another() -> re.Pattern[str]:
    """ "52 percent of Republican men", "(55 percent)", "who": the base of one of them is a thing of its own."""
    whole, another = (any_of(words("splits")[name]["words"]) for name in ("whole", "another"))
    return re.compile(rf"^ of (?!{whole}\b)|[()]|\b{another}\b", re.IGNORECASE)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('splits')['apart']['words'])}\b|[\ue000-\ue00a]", re.IGNORECASE)


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('splits')['several']['words'])}\b", re.IGNORECASE)
