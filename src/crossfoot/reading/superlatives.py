"""Which figure is called the most, the fewest or the second-highest, and which other figures of the story it is held against.

The figure stands right after the superlative ("the most complaints, 61") or right before it ("107 people, more than any other office"). The
others are those of its own list and, for the whole story, figures of the same thing at other places. Where a narrower scope is named, or
where not all that could be compared is listed, `unclear` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..document import Span
from ..ledger import Figure, Relation
from .paragraphs import Story
from .partition import same_thing
from .phrases import any_of
from .quotes import Quotation
from .vocabulary import words

_BETWEEN = 60
_FEW_WORDS = 7
_BREAK = re.compile(r"[.!?;:][\"”’']?\s|[\"“”]")
_NOT_LISTED = "the others it is set above are not all listed"


def superlatives(story: Story, figures: tuple[Figure, ...], quoted: tuple[Quotation, ...]) -> tuple[Relation, ...]:
    """Every superlative that has a figure of its own and at least one other figure to be held against."""
    found: list[Relation] = []
    durations = words("partition")["duration"]["units"]
    measured = [f for f in figures if f.quantity.kind in ("count", "money", "measure", "percent") and f.quantity.unit not in durations]
    for paragraph in story.paragraphs:
        for match in _superlative().finditer(paragraph.text):
            start = paragraph.start + match.start()
            sentence = story.sentence_of(start)
            after = story.text[paragraph.start + match.end() : sentence.end]
            before = story.text[max(sentence.start, start - 20) : start] + match.group().split()[0]
            if not _weakened(before) and not _opinion(after):
                place = Span(start, paragraph.start + match.end())
                found += _relation(story, place, sentence, measured, quoted)
    return tuple(found)


def _relation(story: Story, place: Span, sentence: Span, figures: Sequence[Figure], quoted: tuple[Quotation, ...]) -> Iterator[Relation]:
    subject = _subject(story.text, place, sentence, figures)
    if subject is None:
        return
    words_said = story.text[place.start : place.end].lower()
    listed = tuple(_of_its_list(story, place, sentence, subject, figures))
    elsewhere = tuple(_elsewhere(subject, figures, listed))
    if not listed and not elsewhere:
        return
    scope = _scope(story.text, place, sentence)
    universal = _phrase().match(words_said) is not None
    unclear = scope or (_NOT_LISTED if universal or not listed else None)
    others = listed if listed and not universal else (*listed, *elsewhere)
    span = Span(min(place.start, subject.span.start), max(place.end, subject.span.end))
    yield Relation(
        span=span,
        kind="superlative",
        roles=(("subject", subject), ("others", others)),
        link=1 if listed else 3,
        unclear=unclear,
        note=_says(words_said),
        quoted=any(quotation.inner.holds(place) for quotation in quoted),
    )


@cache
def _superlative() -> re.Pattern[str]:
    """ "the most", "the highest", "the second-highest", "more than any other"."""
    entries = words("superlatives")["superlative"]
    single = any_of(word for entry in entries if not entry.get("phrase") for word in entry["words"]).pattern
    ranks = "|".join(words("superlatives")["rank"][0]["words"])
    return re.compile(rf"\b(?:the|its|their|by far the)\s+(?:(?:{ranks})[\s-]+)?{single}|{_phrase().pattern}", re.IGNORECASE)


@cache
def _phrase() -> re.Pattern[str]:
    return any_of(word for entry in words("superlatives")["superlative"] if entry.get("phrase") for word in entry["words"])


@cache
def _group(name: str) -> re.Pattern[str]:
    return any_of(word for entry in words("superlatives")[name] for word in entry["words"])


def _weakened(before: str) -> bool:
    """ "among the highest", "one of the biggest", "could be the most"."""
    return bool(re.search(rf"{_group('weakened').pattern}\W*$", before, re.IGNORECASE))


def _opinion(after: str) -> bool:
    """ "the most I have seen", "the most important"."""
    return bool(re.match(rf"\s+{_group('opinion').pattern}", after))


def _says(phrase: str) -> str:
    """ "most", "fewest", or "most 2" for the second-highest."""
    entries = words("superlatives")["superlative"]
    says = next(entry["says"] for entry in entries if any_of(entry["words"]).search(phrase))
    ranks = words("superlatives")["rank"][0]["words"]
    rank = next((number for word, number in ranks.items() if re.search(rf"\b{word}\b", phrase)), 1)
    return str(says) if rank == 1 else f"{says} {rank}"


def _subject(text: str, place: Span, sentence: Span, figures: Sequence[Figure]) -> Figure | None:
    """The figure right after the superlative, or right before it; never one across a break in the sentence."""
    inside = [figure for figure in figures if sentence.holds(figure.span)]
    after = next((f for f in inside if f.span.start >= place.end), None)
    before = next((f for f in reversed(inside) if f.span.end <= place.start), None)
    if _phrase().match(text[place.start : place.end]):
        return before if before and _close(text[before.span.end : place.start]) else None
    if after and re.fullmatch(
        rf"[\w\s’'-]{{0,{_BETWEEN}}}?(?:[,(–—]\s*(?:at\s+|with\s+)?|\b(?:at|with|of|was|were|is|are|by)\s+)(?:a total of\s+|a record\s+)?",
        text[place.end : after.span.start],
    ):
        return after
    if before and re.fullmatch(r"[\w\s’'-]{0,30}[,(–—]\s*(?:which is |which was )?(?:by far )?", text[before.span.end : place.start]):
        return before
    return None


def _close(gap: str) -> bool:
    """Words between a figure and "more than any other": one clause, no other thought."""
    return len(gap) <= _BETWEEN and not _BREAK.search(gap) and gap.count(",") <= 1


def _of_its_list(story: Story, place: Span, sentence: Span, subject: Figure, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The other figures of the same measure that the sentence ranks beside the subject: "followed by Station with 74"."""
    last = begun = max(place.end, subject.span.end)
    following = [f for f in figures if sentence.holds(f.span) and f.span.start >= last and same_thing(subject, f)]
    for figure in following:
        gap = story.text[last : figure.span.start]
        if len(gap) > 2 * _BETWEEN or _BREAK.search(gap) or _group("elsewhere").search(gap):
            return
        # "61, followed by Station with 74 and Market with 39": the first needs the words, the rest only a comma or "and".
        ranked = _group("follows").search(gap) if last == begun else re.search(r",|\band\b", gap) and gap.count(" ") <= _FEW_WORDS
        if not ranked:
            return
        yield figure
        last = figure.span.end


def _elsewhere(subject: Figure, figures: Sequence[Figure], listed: Sequence[Figure]) -> Iterator[Figure]:
    """Figures of the same thing at other places, anywhere in the story."""
    own = {place.key for place in subject.where}
    for figure in figures:
        if figure is subject or figure in listed or not figure.where or figure.quantity.value is None:
            continue
        # A place that the story lists twice is one place.
        if own.isdisjoint(place.key for place in figure.where) and same_thing(subject, figure):
            own |= {place.key for place in figure.where}
            yield figure


def _scope(text: str, place: Span, sentence: Span) -> str | None:
    """A narrower scope than the list: "of any coastal ward", "since 2009", "per head"."""
    near = text[place.start : min(sentence.end, place.end + _BETWEEN)]
    clause = re.split(r"[,;:]", near)[0]
    narrowed = _group("scope").search(clause)
    return f"“{' '.join(clause.split())}” may have a scope of its own" if narrowed and not _phrase().match(near) else None
