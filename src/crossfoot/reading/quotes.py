"""Where quotations stand: spans by punctuation and paragraph, and marks that have no partner.

A quotation begins and ends with marks of one family. One that goes on in the next paragraph is not closed, and the next paragraph opens
with a mark again; each paragraph gives a quotation of its own. Where a mark is lost in the copy, the rest is still read, and the mark
without a partner is noted. What a quotation is (something said, a title, a term) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from ..document import Span
from ..ledger import Mark
from .paragraphs import Paragraph, Story
from .places import listed
from .signs import Family, Sign, signs_in
from .vocabulary import words

# A quotation that is closed more than this many paragraphs on was not left open on purpose.
FURTHEST = 12
NOWHERE = 1 << 60
LONGEST_ATTRIBUTION = 8  # words between two commas
_WORDS_AFTER = re.compile(r"\s*\w\S*(?:\s+\w\S*){0,3}")
_WORDS_BEFORE = re.compile(r"(?:\S*\w\S*\s+){0,3}\S*$")


@cache
def speech_verbs() -> frozenset[str]:
    """The verbs that attribute a quotation wherever they stand: said, added, wrote ..."""
    return frozenset(form for group in words("cues")["verbs"] if group["kind"] in ("say", "tell") for form in group["forms"])


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of words between marks. `span` includes the marks, `inner` does not; `double`: its marks are double ones;
    `runs_on`: it goes on in the next paragraph; `outer` is the quotation that holds this one."""

    span: Span
    inner: Span
    double: bool
    runs_on: bool = False
    outer: Quotation | None = None


@dataclass(frozen=True, slots=True)
class _Paired:
    """The signs of one family in a paragraph: pairs, one left open at the end, and those without a partner. `joined` open a quotation
    that is opened again at its next sentence, as where two paragraphs have run into one; they are in `pairs` too."""

    pairs: tuple[tuple[Sign, Sign], ...]
    left_open: Sign | None
    strays: tuple[Sign, ...]
    lost: tuple[Sign, ...]
    joined: tuple[Sign, ...] = ()


def quotations(story: Story) -> tuple[tuple[Quotation, ...], tuple[Mark, ...]]:
    """Every quotation, in order, and every mark or bracket without a partner."""
    found: list[Quotation] = []
    marks: list[Mark] = []
    outer = _convention(story)
    for family in ("double", "single"):
        runs = list(_runs(story, family, across=family == outer))
        joined = [(p, sign) for p in story.paragraphs for sign in _paired(p.text, family).joined]
        if len(joined) == 1 and family == outer:
            # Where it happens once, a mark may have been lost; where it happens often, the ends of paragraphs were.
            marks.append(_opened(*joined[0], kind="reopened-quote"))
        for run in runs:
            found += run.quotations
            marks += run.marks if family == outer else ()
    marks += _brackets(story)
    return _nested(found), tuple(sorted(marks, key=lambda mark: mark.span))


def _convention(story: Story) -> Family:
    """Which marks are the story's own: double ones, unless single ones hold more of the quoted words outside the other kind."""
    size = {"double": 0, "single": 0}
    for paragraph in story.paragraphs:
        double, single = (_paired(paragraph.text, family).pairs for family in ("double", "single"))
        size["double"] += _outside(double, single)
        size["single"] += _outside(single, double)
    return "single" if size["single"] > size["double"] else "double"


def _outside(pairs: Sequence[tuple[Sign, Sign]], others: Sequence[tuple[Sign, Sign]]) -> int:
    """How many characters the pairs hold that do not stand inside one of the others."""
    size, number, end = 0, 0, -1
    for a, b in pairs:
        while number < len(others) and others[number][0].start < a.start:
            end = max(end, others[number][1].start)
            number += 1
        size += b.start - a.end if a.start > end else 0
    return size


@dataclass
class _Run:
    """What one paragraph gives: its quotations, and the marks in it that have no partner."""

    quotations: list[Quotation]
    marks: list[Mark]


def _runs(story: Story, family: Family, *, across: bool) -> Iterator[_Run]:
    """Paragraph by paragraph; `across`: a quotation may go on from one to the next."""
    pending: tuple[Paragraph, Sign] | None = None
    between: list[Paragraph] = []
    for paragraph in story.paragraphs:
        paired = _paired(paragraph.text, family)
        run = _Run([_quotation(paragraph, a, b, family) for a, b in paired.pairs], [_opened(paragraph, sign) for sign in paired.lost])
        strays = list(paired.strays)
        if not across:
            yield run
            continue
        if pending:
            if _opens_with_a_mark(paragraph.text, family) and not between:
                run.quotations.append(_left_open(*pending, family, runs_on=True))
                pending = None
            elif strays and strays[0].start < _first(paired):
                run.quotations += [_left_open(*pending, family, runs_on=True), *(_whole(p, family) for p in between)]
                run.quotations.append(_up_to(paragraph, strays.pop(0), family))
                pending, between = None, []
            elif not strays and _first(paired) == NOWHERE and len(between) < FURTHEST:
                between.append(paragraph)
            else:
                run.quotations.append(_left_open(*pending, family))
                run.marks.append(_opened(*pending))
                pending, between = None, []
        run.marks += [_closed(paragraph, sign) for sign in strays]
        if paired.left_open:
            pending = (paragraph, paired.left_open)
        yield run
    if pending:
        yield _Run([_left_open(*pending, family)], [_opened(*pending)])


def _first(paired: _Paired) -> int:
    """Where the first sign that opens stands; beyond every paragraph where there is none."""
    opening = [a.start for a, _ in paired.pairs] + [sign.start for sign in (paired.left_open, *paired.lost) if sign]
    return min(opening, default=NOWHERE)


def _opens_with_a_mark(text: str, family: Family) -> bool:
    first = next((sign for sign in signs_in(text) if sign.family == family), None)
    return first is not None and first.opens and not text[: first.start].strip(" -–—[(")


@lru_cache(maxsize=4096)
def _paired(text: str, family: Family) -> _Paired:
    """The signs of one family, each with its partner."""
    signs = [sign for sign in signs_in(text) if sign.family == family]
    if family == "single":
        return _singles(text, signs)
    open_signs: list[Sign] = []
    pairs, strays, joined = [], [], []
    for sign in signs:
        if len(open_signs) == 1 and sign.opens and not sign.closes and _goes_on(text, open_signs[0], sign):
            joined.append(open_signs[0])
            pairs.append((open_signs.pop(), _nothing_at(text, sign)))
            open_signs.append(sign)
        elif open_signs and sign.closes:
            pairs.append((open_signs.pop(), sign))
        elif sign.opens:
            open_signs.append(sign)
        elif not text[sign.start - 1].isdigit():
            # A 12" pizza, with nothing to close: inches.
            strays.append(sign)
    last = open_signs[-1] if open_signs and open_signs[-1] is signs[-1] else None
    lost = tuple(sign for sign in open_signs if sign is not last)
    return _Paired(tuple(sorted(pairs, key=lambda pair: pair[0].start)), last, tuple(strays), lost, tuple(joined))


def _goes_on(text: str, opened: Sign, sign: Sign) -> bool:
    """Whether a mark opens the next sentence of a quotation that is open already, with nobody's "he said" in between."""
    before = text[opened.end : sign.start].rstrip()
    # "... 'This is not my day.' "But then": a quotation inside may end there too.
    ends = before.rstrip("'’")[-1:]
    return ends != "" and ends in ".?!…" and not _attributes(before[max(0, len(before) - 120) :])


def _attributes(words_before: str) -> bool:
    """ "We will rebuild, the mayor said.", "..., said the mayor, Ann Lowe.": a comma, and right after it or at the end a verb of saying."""
    last_sentence = re.split(r"[.?!…] ", words_before)[-1]
    clauses = [re.findall(r"[\w’']+", clause) for clause in last_sentence.split(",")[1:]]
    verbs = speech_verbs() | listed("roles", "before")
    return any(words[0] in verbs or words[-1] in verbs for words in clauses if words and (len(words) < LONGEST_ATTRIBUTION))


def _nothing_at(text: str, sign: Sign) -> Sign:
    """The place where a quotation ends without a mark, before the sign that opens the next."""
    at = sign.start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return Sign(at, at, sign.family, False, True)


def _singles(text: str, signs: list[Sign]) -> _Paired:
    """Single marks: an apostrophe after an s may be a plural's ("the players' union"), so a mark after punctuation closes before it
    does."""
    pairs: list[tuple[Sign, Sign]] = []
    opened: Sign | None = None
    doubtful: Sign | None = None
    for sign in signs:
        if sign.opens and not (opened and sign.closes):
            if opened and doubtful:
                pairs.append((opened, doubtful))
            opened, doubtful = sign, None
        elif opened and sign.closes:
            if text[sign.start - 1].lower() == "s" and text[sign.end : sign.end + 1] == " ":
                doubtful = doubtful or sign
            else:
                pairs.append((opened, sign))
                opened = doubtful = None
    if opened and doubtful:
        pairs.append((opened, doubtful))
        opened = None
    return _Paired(tuple(pairs), opened, (), ())


def _quotation(paragraph: Paragraph, a: Sign, b: Sign, family: Family) -> Quotation:
    at = paragraph.start
    return Quotation(Span(at + a.start, at + b.end), Span(at + a.end, at + b.start), family == "double")


def _left_open(paragraph: Paragraph, sign: Sign, family: Family, *, runs_on: bool = False) -> Quotation:
    end = paragraph.span.end
    return Quotation(Span(paragraph.start + sign.start, end), Span(paragraph.start + sign.end, end), family == "double", runs_on)


def _whole(paragraph: Paragraph, family: Family) -> Quotation:
    return Quotation(paragraph.span, paragraph.span, family == "double", runs_on=True)


def _up_to(paragraph: Paragraph, sign: Sign, family: Family) -> Quotation:
    at = paragraph.start
    return Quotation(Span(at, at + sign.end), Span(at, at + sign.start), family == "double")


def _opened(paragraph: Paragraph, sign: Sign, kind: str = "unmatched-quote") -> Mark:
    """A mark that is never closed, with the words after it."""
    words = _WORDS_AFTER.match(paragraph.text, sign.end)
    return Mark(Span(paragraph.start + sign.start, paragraph.start + (words.end() if words else sign.end)), kind)


def _closed(paragraph: Paragraph, sign: Sign, kind: str = "unmatched-quote") -> Mark:
    """A mark that was never opened, with the words before it."""
    left = max(0, sign.start - 60)
    words = _WORDS_BEFORE.search(paragraph.text[left : sign.start])
    start = left + words.start() if words else sign.start
    return Mark(Span(paragraph.start + start, paragraph.start + sign.end), kind)


def _brackets(story: Story) -> Iterator[Mark]:
    """Brackets without a partner; a parenthesis may be closed in a later paragraph."""
    for family in ("round", "square"):
        pending: list[tuple[int, Paragraph, Sign]] = []
        for number, paragraph in enumerate(story.paragraphs):
            signs = [sign for sign in signs_in(paragraph.text) if sign.family == family]
            for sign in signs:
                if sign.opens:
                    pending.append((number, paragraph, sign))
                elif pending and number - pending[-1][0] <= FURTHEST:
                    pending.pop()
                else:
                    yield _closed(paragraph, sign, "unmatched-bracket")
        for _, paragraph, sign in pending:
            yield _opened(paragraph, sign, "unmatched-bracket")


def _nested(found: list[Quotation]) -> tuple[Quotation, ...]:
    """In order, each with the quotation that holds it; one that crosses another is dropped."""
    kept: list[Quotation] = []
    holding: list[Quotation] = []
    for one in sorted(found, key=lambda q: (q.span.start, -q.span.end)):
        while holding and holding[-1].span.end <= one.span.start:
            holding.pop()
        if holding and one.span.end > holding[-1].span.end:
            continue
        quotation = replace(one, outer=holding[-1] if holding else None)
        kept.append(quotation)
        holding.append(quotation)
    return tuple(kept)
