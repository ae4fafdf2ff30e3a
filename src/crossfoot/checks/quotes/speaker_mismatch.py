"""The words stand in a source, and are somebody else's there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ...against.alignment import Match, best_match
from ...against.reported import Reported, told_by_another
from ...finding import Evidence, Outcome, Tape
from ...ledger import Ledger, Party, Statement
from ...reading.roles import heads
from ...reading.spoken import weight_of, wording
from ...sources import TURNS, Case, Passage, is_labelled, line_of, lined_up, quoting, surname, turns
from .. import Check

check = Check(__name__, code="Q103", agrees="speaker as in the source", severity="error")

FOUND = 0.8  # as alike as this: the same words
COPIED = 0.95
ENOUGH = 3  # words that are not said by two people by chance
TERM = 5  # words of the shortest that is more than a term
MANY = 8  # and words that are not said alike
MARKS = ("“", '"', "‘", "'")
LONGEST = 5  # words of a name with its title
UNDER = 40  # paragraphs of quotations under one announcement


@check
def find(case: Case) -> Iterator[Outcome]:
    """A tick where the source names the same speaker, a finding where it names another person and not this one."""
    for passage, match in lined_up(case):
        speaker = passage.statement.speaker if passage.statement else None
        if (
            match
            and speaker
            and _is_told_by_name(case.story, passage, speaker)
            and speaker.kind == "person"
            and _is_name(speaker.name)
            and surname(speaker) not in heads()
            and match.likeness >= FOUND
            and passage.size >= ENOUGH
            and _is_their_own(passage, match)
        ):
            ledger = next(one for one in case.sources if one.document is match.source.document)
            yield from _compared(case.story, passage, match, ledger, speaker)
    yield from (_reported(case.story, one) for one in told_by_another(case.story, case.sources))


def _reported(story: Ledger, one: Reported) -> Outcome:
    """ "Councillor Okonjo reminded the meeting that ...", where the minutes have it from Councillor Iqbal."""
    tape = Tape()
    tape.same(_surname(one.speaker.name), _surname(one.other.name))
    document, place = one.source.document, one.theirs.span
    proof = Evidence("source", document.name, place, document.words(place))
    message = f"In the source it is {_shown(one.other.name)} who says this, not {one.speaker.name} ({line_of(document, place)})"
    return check.finding(one.mine.span, message, tape, related=one.mine.speaker_spans, evidence=[proof], severity="warning")


def _is_their_own(passage: Passage, match: Match) -> bool:
    """ "I respect her decision" is said by two senators in a word or two of difference, and "he just doesn't" and a mere term, "value-added
    tax", by anybody."""
    telling = [at for at, key in enumerate(passage.wording.keys) if weight_of(key) == "content"]
    named = all(passage.words(at, at + 1)[:1].isupper() for at in telling)  # “Friends for Larne”
    term = passage.size < TERM and (len(telling) == passage.size or named)
    return passage.size >= MANY or (not match.changes and match.shared > 0 and not term)


def _is_told_by_name(story: Ledger, passage: Passage, speaker: Party) -> bool:
    """Named in the paragraph of the quotation: who "he" is, and whose words run on from the paragraph before, was worked out."""
    here = [block.span for block in story.document.blocks_over(passage.span)]
    spans = passage.statement.speaker_spans if passage.statement else ()
    return any(_is_named(speaker, story.words(span)) and any(block.holds(span) for block in here) for span in spans)


def _compared(story: Ledger, passage: Passage, match: Match, source: Ledger, speaker: Party) -> Iterator[Outcome]:
    said = _said(source, match)
    theirs = said.speaker if said and said.speaker_spans else _announced(source, match)
    if theirs is None or not _is_person(theirs, (story, source)) or (said and _is_described(source, said)):
        return
    if not _is_named(speaker, theirs.name) and _is_copied(story, passage, match):
        return
    tape = Tape()
    if _is_named(speaker, theirs.name) or (
        said and said.speaker_spans and not _is_plain(said, theirs, source, match) and _is_named(speaker, _about(source, match))
    ):
        tape.same(_surname(speaker.name), _surname(speaker.name))
        yield check.tick(passage.span, f"{speaker.name} says this in {line_of(match.source.document, match.span)}", tape)
        return
    tape.same(_surname(speaker.name), _surname(theirs.name))
    where = line_of(match.source.document, match.span)
    proof = Evidence("source", match.source.document.name, match.span, match.source.document.words(match.span))
    message = f"In the source these words are {_shown(theirs.name)}’s, not {speaker.name}’s ({where})"
    related = [span for span in (passage.statement.speaker_spans if passage.statement else ()) if span not in (passage.span,)]
    yield check.finding(passage.span, message, tape, related=related, evidence=[proof])


def _said(source: Ledger, match: Match) -> Statement | None:
    """The innermost statement of the source that holds the words, or the turn of the transcript that they stand in."""
    return quoting(source, match.span) or _turn(source, match)


def _turn(source: Ledger, match: Match) -> Statement | None:
    """The label goes for the paragraphs that follow it, up to the next label."""
    labelled = turns(source)
    at = bisect_right(labelled, match.span.start, key=lambda said: said.span.start)
    return labelled[at - 1] if at and len(labelled) >= TURNS else None


def _is_copied(story: Ledger, passage: Passage, match: Match) -> bool:
    """Whether the source has the whole sentence, with its speaker, word for word: then one of the two was misread."""
    whole = story.sentence_of(passage.span)
    if whole.end - whole.start < passage.span.end - passage.span.start + len(MARKS):
        return False
    there = best_match(wording(story.words(whole)), [match.source])
    return there is not None and there.likeness >= COPIED


def _announced(source: Ledger, match: Match) -> Party | None:
    """ "DAVID OKORO, FINANCE DIRECTOR, SAID:" in a paragraph of its own, over the quotations that follow it."""
    blocks = source.document.blocks
    last = bisect_right(blocks, match.span.start, key=lambda block: block.span.end)
    before = blocks[max(0, last - UNDER) : last][::-1]
    opened = next((block for block in before if block.text.rstrip().endswith(":") or not block.text.lstrip().startswith(MARKS)), None)
    if opened is None or not opened.text.rstrip().endswith(":"):
        return None
    name, comma, _ = opened.text.partition(",")
    if not comma and not name.isupper():
        return None  # "Dear Dr Roe:"
    name = name.strip(" :")
    return Party(name, "person", (opened.span,)) if 1 < len(name.split()) <= LONGEST else None


def _is_person(party: Party, ledgers: tuple[Ledger, ...]) -> bool:
    """A person with a name; "MEMBER DELGADO-PYLE" has one, a word that nobody writes small, and "THE PRESIDENT" has none."""
    surname = _surname(party.name)
    if len(surname) <= 2 or not _is_name(party.name):
        return False
    known = any(one.kind == "person" and _surname(one.name) == surname for ledger in ledgers for one in ledger.parties)
    label = party.name.isupper() and not any(surname in ledger.document.text.split() for ledger in ledgers)
    return party.kind == "person" or known or label


def _is_name(name: str) -> bool:
    """ "Lena Holt", and not "hospital spokeswoman"."""
    return all(word[:1].isupper() for word in (name.split() or [""])[:: max(1, len(name.split()) - 1)])


def _is_described(source: Ledger, said: Statement) -> bool:
    """ "THE PRESIDENT", "the chair": said of whoever holds the office."""
    keys = wording(source.words(said.speaker_spans[0])).keys if said.speaker_spans else []
    return bool(keys) and weight_of(keys[0]) == "function"


def _is_plain(said: Statement, speaker: Party, source: Ledger, match: Match) -> bool:
    """Whether the source leaves no doubt whose words these are: a label ("MS. ROE: We are done"), or a full name in their paragraph."""
    if is_labelled(said):
        # What a speaker reads out is somebody else's: the paragraph may name them.
        return _is_handed_over(said, source) or not any(quoted.overlaps(match.span) for quoted in source.quoted)
    here = source.document.blocks_over(match.span)
    return len(speaker.name.split()) > 1 and any(block.span.holds(span) for block in here for span in said.speaker_spans)


def _is_handed_over(said: Statement, source: Ledger) -> bool:
    """ "ROE wrote to DOE: “...”": the name, its verb, a colon, and the words; beside a label's own there would be two colons."""
    between = source.document.text[said.speaker_spans[0].end : said.content[0].start] if said.content else ""
    return between.count(":") == 1 and len(between.split()) > 1 and between.rstrip("“\"'‘ ").endswith(":")


def _about(source: Ledger, match: Match) -> str:
    """The paragraph that the words stand in: who is named there may be meant, whatever was read."""
    return " ".join(block.text for block in source.document.blocks_over(match.span))


def _is_named(speaker: Party, words: str) -> bool:
    """Whether a surname, or one that is spelled nearly so, stands among some words."""
    from rapidfuzz.distance import Levenshtein

    names = {_surname(speaker.name), *map(_surname, speaker.aliases)}
    there = {word.strip("’'s.,:;()").lower() for word in words.replace("’", "'").replace("'s ", " ").split()}
    return any(Levenshtein.distance(name, word) <= (len(name) > 4) + (len(name) > 7) for name in names for word in there)


def _surname(name: str) -> str:
    return name.split()[-1].strip(".,").lower() if name.split() else ""


def _shown(name: str) -> str:
    """A label in capitals as a name is written: "DAVID OKONJO" is David Okonjo."""
    return name.title() if name.isupper() else name
