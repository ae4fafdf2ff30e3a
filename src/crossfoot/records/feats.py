"""What somebody is said to have achieved, where the mapping says what that takes: "a century" is 100 runs.

"Hale made a century", "It was her second double-double in a row": whoever is said to have done it has it in the row of this one occasion,
or has not. What is said of other days, of what was nearly done or of what may be done is left alone. Which words say so is vocabulary
(`claims.toml` of the reading room).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..document import Span
from ..ledger import Ledger
from ..quantity import shown
from ..reading.phrases import any_of
from ..reading.vocabulary import words as vocabulary
from .answer import Answer, Reading
from .cells import member_of, subject_before, subject_of
from .lexicon import Lexicon, Meaning
from .loading import Table
from .mapping import Feat, TableMapping
from .queries import Filter, amount
from .said import number


def feats_in(table: Table, lexicon: Lexicon, ledger: Ledger, sentence: Span) -> Iterator[tuple[Span, Answer]]:
    """What the table says of every feat that a sentence names, each with the words that name it."""
    mapping = lexicon.mapping
    if not mapping.feats or not mapping.occasion or sentence.end - sentence.start > LONGEST:
        return
    text = ledger.document.text[sentence.start : sentence.end]
    for feat in mapping.feats:
        for match in (_again(feat.words).match(text), *_done(feat.words).finditer(text)):
            if not match:
                continue
            span = Span(sentence.start + match.start("what"), sentence.start + match.end("what"))
            theirs = match.re is _again(feat.words)
            subject = subject_before(ledger, sentence, lexicon) if theirs else subject_of(ledger, sentence, lexicon, span.start)
            member = member_of(subject) if subject else None
            answer = _answer(table, mapping, feat, member, text) if member else None
            if answer:
                yield span, answer


LONGEST = 600


def _said(entry: str) -> str:
    """One of the words or phrases of an entry."""
    return any_of(tuple(word for one in vocabulary("claims")[entry] for word in one["words"])).pattern


def _which() -> str:
    """ "second straight", "12th"."""
    return rf"(?:(?:\d{{1,3}}(?:st|nd|rd|th)|{_said('which')}) ){{0,2}}"


@cache
def _again(words: tuple[str, ...]) -> re.Pattern[str]:
    """ "It was his second double-double in a row": who did it before did it again."""
    what = rf"(?P<what>{_which()}{any_of(words).pattern})"
    return re.compile(rf"[“\"]?{_said('it_was')} (?:his|her|their) {what}(?: {_said('so_far')})?(?=[,.;]|$)", re.IGNORECASE)


@cache
def _done(words: tuple[str, ...]) -> re.Pattern[str]:
    """ "Hale made a century", "posted a 12-point, 10-rebound double-double": a plain verb of the past, with nothing that takes it back."""
    before = "".join(rf"(?<!\b{re.escape(word)} )" for one in vocabulary("claims")["taken_back"] for word in one["words"])
    return re.compile(
        rf"{before}\b{_said('achieved')} (?:an? |(?:his|her|their) )(?:[\w]+-[\w]+,? (?:and )?){{0,4}}"
        rf"(?P<what>{_which()}{any_of(words).pattern})(?: {_said('so_far')})?(?=[,.;:)]|$| with | of \w+ | that also )",
        re.IGNORECASE,
    )


def _answer(table: Table, mapping: TableMapping, feat: Feat, member: Meaning, claim: str) -> Answer | None:
    """Whether the figures of a member reach what the feat takes; none where a cell is missing, or where the member has several rows."""
    readings = [_reading(table, mapping, name, member, feat) for name in feat.measures]
    told = [one for one in readings if one]
    reached = tuple(one for one in told if one.agrees)
    if len(reached) >= feat.of:
        return Answer(claim, table.name, "supported", _takes(feat), reached, mapping.notes, mapping.source, "feat", mapping.declared)
    if len(told) < len(readings) or not (mapping.declared and mapping.complete):
        return None
    return Answer(claim, table.name, "refuted", _takes(feat), tuple(told), mapping.notes, mapping.source, "feat", mapping.declared)


def _takes(feat: Feat) -> str:
    """ "“century” takes 100 or more"."""
    many = f" in {feat.of} of them" if len(feat.measures) > 1 else ""
    return f"“{feat.words[0]}” takes {shown(feat.at_least)} or more{many}"


def _reading(table: Table, mapping: TableMapping, name: str, member: Meaning, feat: Feat) -> Reading | None:
    measure = mapping.measure(name)
    result = amount(table, mapping, measure, [Filter(member.ref, member.values)], None)
    if result.value is None or result.rows != 1:
        return None
    words = f"{measure.name}; {member.values[0]}"
    return Reading(words, number(result.value, measure), result.value, result.value >= feat.at_least, result.sql, result.rows)
