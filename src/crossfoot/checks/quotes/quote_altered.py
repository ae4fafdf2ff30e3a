"""The words between quotation marks are not the words of the source."""

from __future__ import annotations

from collections.abc import Iterator

from ...against.alignment import Change, Match
from ...document import Span
from ...finding import Evidence, Finding, Outcome, Tape
from ...ledger import Ledger
from ...reading.spoken import same_in_speech, weight_of, wording
from ...sources import Case, Passage, line_of, lined_up, speaker_of, surname
from .. import Check

check = Check(__name__, code="Q101", agrees="words as in the source", severity="error")

ALTERED = 0.71  # as alike as this: the same words, changed
SHORT_LIKENESS = 0.74  # and of a short one
ABSENT = 0.60  # less alike than this: other words
FEWEST = 3  # words of a sentence that goes on from the one quoted before it
ENOUGH = 5  # words that can be told from a chance likeness
PLAIN = 7  # words where none carries much
PLAIN_LIKENESS = 0.85
SHOWN = 3  # differences spelled out
FEW = 4  # words of the shortest quotation that may have lost its negation
MANY = 8  # words that two people do not say alike by chance
SURE = 10  # words from which two passages are one, whatever stands at their ends
OWN_WORDS = 2  # telling words in a sentence that is the same from end to end but for one
CLOSING = (".", "!", "?", ",")


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick for what is word for word in a source, a finding for what differs, undecided in between."""
    quoted = lined_up(case)
    for number, (passage, match) in enumerate(quoted):
        if match is None or passage.size < 2:
            continue
        going_on = _going_on(case.story, *quoted[number - 1], passage) if number and match.changes else None
        if going_on:
            yield _altered(passage, going_on)
            continue
        if not match.changes and (cut := _cut_off(case.story, passage, match)):
            yield cut
        elif not match.changes:
            yield check.tick(passage.span, f"word for word in {where(match)}", _tape(passage, match), evidence=[evidence(match)])
        elif (
            is_enough(passage, match)
            and match.likeness >= _least(passage)
            and not (_parts(passage, match) or _is_another(case, passage, match))
        ):
            yield _altered(passage, match)
        elif is_enough(passage, match) and match.likeness > ABSENT:
            reason = f"like the source in part only: {match.likeness:.0%} of the words, {where(match)}"
            yield check.undecided(passage.span, reason, evidence=[evidence(match)])


def _going_on(story: Ledger, before: Passage, there: Match | None, passage: Passage) -> Match | None:
    """ "“You don't need a conspiracy,” she said. “You need a conscience.”": the sentence behind the one quoted before, but for one word."""
    if there is None or there.changes or before.size < FEWEST or not FEWEST <= passage.size <= PLAIN:
        return None
    source, first = there.source, there.last
    theirs = source.wording.keys[first : first + passage.size]
    differing = [at for at, (mine, other) in enumerate(zip(passage.wording.keys, theirs, strict=False)) if mine != other]
    between = story.document.text[before.span.end : passage.span.start]
    ends = source.opens(first) and source.closes(first + passage.size - 1)
    if len(theirs) < passage.size or len(differing) != 1 or "\n\n" in between or not ends:
        return None
    at = differing[0]
    weight = weight_of(theirs[at])
    if same_in_speech((passage.wording.keys[at],), (theirs[at],)):
        return None
    change = Change("changed", (at, at + 1), (first + at, first + at + 1), weight)
    return Match(source, first, first + passage.size, 1 - 1 / passage.size, (change,), passage.size - 1)


def _cut_off(story: Ledger, passage: Passage, match: Match) -> Finding | None:
    """ "The plan is “a reflection on the staff”" where the source says that it is not: the quotation begins right behind the negation."""
    if passage.size < FEW or all(weight_of(key) == "content" for key in passage.wording.keys):
        return None  # "quid pro quo" is a term, whoever says that there was none
    before = match.source.word_before(match.first)
    opening = Span(story.sentence_of(passage.span).start, passage.span.start)
    if not passage.text[:1].islower() or opening.end - opening.start < 2 or match.source.before(match.first).strip():
        return None  # a sentence of its own, and not part of one
    if not before or weight_of(before) != "negation" or any(weight_of(key) == "negation" for key in wording(story.words(opening)).keys):
        return None
    tape = Tape()
    tape.same(passage.wording.keys[0], before)
    span = match.source.span(match.first - 1, match.last)
    message = f"The source says “{match.source.document.words(span)}”; the quotation leaves out “{before}” ({where(match)})"
    return check.finding(passage.span, message, tape, evidence=[evidence(match)])


def _least(passage: Passage) -> float:
    """How alike a passage must be to be taken for the same words: a short one more than a long one."""
    return SHORT_LIKENESS if passage.size < SURE else ALTERED


def is_enough(passage: Passage, match: Match) -> bool:
    """Whether the passage holds enough words to be told from a chance likeness: five, or three and a rare one with one word different."""
    if passage.size >= ENOUGH:
        # "I'm not going to get into this" is said every week: with no word of its own, all but one must be the same.
        plain = passage.size >= PLAIN and len(match.changes) == 1 and match.likeness >= PLAIN_LIKENESS
        return match.shared >= 2 or plain or passage.size - len(match.changes) >= 2 * ENOUGH
    rare = any(match.source.count(key) == 1 and len(key) > 4 for key in passage.wording.keys)
    return passage.size >= 3 and rare and len(match.changes) == 1 and _is_one_word(match.changes[0])


def _parts(passage: Passage, match: Match) -> bool:
    """Whether a short passage and the source go apart at one end: "with Senator Roe right now" and "with Senator Roe and some of his staff"
    are two utterances, "they were tired quickly." and "they were tired quietly." one.

    The words at an end stand for each other where both close, or both open, a sentence; those that open a fragment, where it is long."""
    first, last = match.changes[0], match.changes[-1]
    same = passage.size - sum(change.mine[1] - change.mine[0] for change in match.changes)
    if same >= SURE and not (first.mine[0] == 0 and first.nature == "changed" and match.source.opens(first.theirs[1])):
        return False
    if last.nature == "changed" and last.mine[1] == passage.size and passage.text.rstrip()[-1:] in CLOSING:
        return not match.source.closes(match.last - 1)
    if first.nature == "changed" and first.mine[0] == 0:
        if match.source.opens(first.theirs[1]):
            return True  # "Roe: 'We are free'": what is changed stands before the quotation
        return not match.source.opens(match.first) if passage.text[:1].isupper() else same <= ENOUGH
    return False


def _is_another(case: Case, passage: Passage, match: Match) -> bool:
    """ "I respect Ambassador Rice's decision" of one senator and "I respect Susan Rice's decision" of another; and a mere name in quotation
    marks, "the “Ring of Fire - 2004” expedition"."""
    if passage.size - sum(change.mine[1] - change.mine[0] for change in match.changes) >= MANY:
        return False
    if passage.statement and match.source.ledger.quoted and not _is_uttered(match):
        return True  # in the author's own words: "No, it is not a failed state"
    return _is_a_title(passage) or not _is_of_one_mouth(case, passage, match)


def _is_of_one_mouth(case: Case, passage: Passage, match: Match) -> bool:
    """Whether the two have one speaker, as far as both documents say whose words these are; of a few words that nobody is named for, nobody
    knows whether they are one utterance."""
    if not match.source.ledger.statements:
        return True
    mine, theirs = passage.statement.speaker if passage.statement else None, speaker_of(case, match)
    if mine is None or theirs is None:
        return _is_whole(passage, match)
    return surname(mine) == surname(theirs) or "person" not in (mine.kind, theirs.kind) or mine.kind != theirs.kind


def _is_whole(passage: Passage, match: Match) -> bool:
    """ "We say that Brightloft hid anything," and "We do not say that Brightloft hid anything.": one sentence from end to end, of which one
    word is another or one negation is missing, and which holds words of its own."""
    if len(match.changes) > 1 or match.changes[0].nature == "moved":
        return False
    change = match.changes[0]
    inside = change.mine[0] > 0 and change.mine[1] < passage.size
    small = change.weight == "negation" or max(change.mine[1] - change.mine[0], change.theirs[1] - change.theirs[0]) == 1
    same = passage.size - (change.mine[1] - change.mine[0])
    ends = match.source.opens(match.first) and match.source.closes(match.last - 1)
    return inside and small and ends and same >= ENOUGH and match.shared >= OWN_WORDS


def _is_uttered(match: Match) -> bool:
    """Whether the words stand in quotation marks in a source that has some, or in what somebody says there, in a transcript."""
    ledger, place = match.source.ledger, match.span
    return any(one.overlaps(place) for one in ledger.quoted) or any(one.span.overlaps(place) for one in ledger.statements)


def _is_a_title(passage: Passage) -> bool:
    """Nobody says it, and its words are written as names are."""
    telling = [
        passage.text[at] for at, key in zip(passage.wording.starts, passage.wording.keys, strict=True) if weight_of(key) == "content"
    ]
    return passage.statement is None and len(telling) > 1 and all(map(str.isupper, telling))


def _is_one_word(change: Change) -> bool:
    missing, added = change.theirs[1] - change.theirs[0], change.mine[1] - change.mine[0]
    return change.weight not in ("content", "function") and (missing, added) in ((1, 0), (0, 1), (1, 1))


def _altered(passage: Passage, match: Match) -> Finding:
    said = "; ".join(_difference(passage, match, change) for change in match.changes[:SHOWN])
    more = len(match.changes) - SHOWN
    if more > 0:
        said += f"; and {more} more"
    tape = Tape()
    for change in match.changes[:SHOWN]:
        tape.same(_keys(passage.wording.keys, change.mine), _keys(match.source.wording.keys, change.theirs))
    serious = any(change.nature not in ("form", "moved") and change.weight != "function" for change in match.changes)
    message = f"The source says “{_around(match)}”; {said} ({where(match)})"
    return check.finding(passage.span, message, tape, evidence=[evidence(match)], severity=None if serious else "warning")


def _difference(passage: Passage, match: Match, change: Change) -> str:
    mine = passage.words(*change.mine)
    theirs = match.source.document.words(match.source.span(*change.theirs)) if change.theirs[1] > change.theirs[0] else ""
    if not mine:
        return f"“{theirs}” is missing from the quotation"
    if not theirs:
        return f"“{mine}” is only in the quotation"
    return f"the quotation has “{mine}” for “{theirs}”"


def _around(match: Match) -> str:
    """The source's words about the first difference, and about all of them where they lie close together."""
    first, last = match.changes[0].theirs[0], match.changes[0].theirs[1]
    for change in match.changes[1:SHOWN]:
        if change.theirs[1] - first <= 20:
            last = change.theirs[1]
    words = match.source.document.words(match.source.span(max(match.first, first - 2), min(match.last, last + 2)))
    return words.rstrip(",;:")


def _keys(keys: list[str], ends: tuple[int, int]) -> str:
    return " ".join(keys[slice(*ends)])


def _tape(passage: Passage, match: Match) -> Tape:
    tape = Tape()
    mine, theirs = " ".join(passage.wording.keys), _keys(match.source.wording.keys, (match.first, match.last))
    if mine == theirs:
        tape.same(mine, theirs)
    return tape


def where(match: Match) -> str:
    """ "release.txt, line 14"."""
    return line_of(match.source.document, match.span)


def evidence(match: Match) -> Evidence:
    """The passage of the source."""
    span: Span = match.span
    return Evidence("source", match.source.document.name, span, match.source.document.words(span))
