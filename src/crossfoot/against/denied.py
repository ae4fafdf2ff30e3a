"""What a source denies and the story says, or the other way round: "was not told about the bells" there, "was told about the bells" here.

The words about the "not" must be the same in both sentences but for it, on both sides; words that follow and differ ("told on 5 March",
"not told on 9 March") may make both true. "No evidence that" is known by what it is said to be no evidence of. Nothing is said where either
document says it both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..document import Span
from ..ledger import Ledger
from ..reading.denying import auxiliary, bends, finds, is_article, is_pointer, is_proof, skips, takes_back, until
from ..reading.qualifying import root
from ..reading.spoken import opens_relative, weight_of
from .told import Line, Lines, lines_of, tells

TELLING = 2  # words behind "not" that must be the same
RUN = 8  # words behind it that are compared
FOLLOWING = 5  # words behind those by which two acts are told apart
AHEAD = 12  # words behind "no evidence that"
ELSE = 6  # words by which what it is evidence of may differ
LED = 3  # words between "not" and what alone is denied, "not been formally charged"
FURTHER = 5  # and in the other document, "was suspended and later dismissed"
LEAST = 5  # letters of a word that is denied alone
CONTEXT = 4  # telling words that two passages share where one word alone is denied
SHARE = 3  # a percentage that both give is worth so many; any other number two
PLACES = 40  # sentences with that word that are looked at
COMPLEMENT = 2  # telling words behind "found that"
SHOWN = ("headline", "standfirst", "caption")
STOPS = frozenset(",;:—–.?!()")
THAT, ANY = "that", "any"


@dataclass(frozen=True, slots=True)
class Denial:
    """Where the story says it and where the source does, and whether it is the story that has the negation."""

    span: Span
    source: Ledger
    theirs: Span
    word: str
    added: bool
    run: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _No:
    """A negation in a sentence, where it stands, and whether "who", "which" or "that" leads to it."""

    line: Line
    at: int
    relative: bool


def denials(story: Ledger, sources: Sequence[Ledger]) -> Iterator[Denial]:
    """Every sentence of the story that turns one of a source round; one for each place."""
    mine, done = lines_of(story), set[Span]()
    for theirs in map(lines_of, sources):
        for with_it, without, added in ((theirs, mine, False), (mine, theirs, True)):
            for found in _turned(with_it, without, added=added):
                if found.span not in done and not _is_said_both_ways(found, story, sources):
                    done.add(found.span)
                    yield found


def _turned(with_it: Lines, without: Lines, *, added: bool) -> Iterator[Denial]:
    for at, line in enumerate(with_it.all):
        for negation in _negations(line):
            alone = _alone(negation)
            about = _passage(with_it, at) if alone else frozenset()
            for number, _ in without.like(line, TELLING) if not alone else _with_word(without, alone):
                other = without.all[number]
                ends = _met(negation, other) or _of_findings(negation, other)
                if not ends and alone:
                    ends = _met_alone(alone, other) if _worth(about & _passage(without, number), alone) >= CONTEXT else None
                if ends and not _is_quoted(other if not added else line, ends if not added else (negation.at, negation.at + 1)):
                    yield _denial(negation, other, ends, added=added)
                    break


def _negations(line: Line) -> Iterator[_No]:
    """The negations of a sentence that is no question; of two in one part of it, either may undo the other."""
    keys = line.source.wording.keys
    for at in range(line.first, line.last) if not _asks(line) else ():
        alone = takes_back(keys[at]) and not skips(tuple(keys[at : at + 2]))
        if alone and _is_bare(line, at):
            yield _No(line, at, any(map(opens_relative, line.source.wording.keys[max(line.first, at - 2) : at])))


def _is_bare(line: Line, at: int) -> bool:
    """Whether it is the only negation of its part of the sentence, which nothing bends."""
    part = line.source.wording.keys[slice(*_part(line, at))]
    return sum(map(takes_back, part)) == 1 and not any(bends(key) and not until(key) for key in part)


def _asks(line: Line) -> bool:
    return line.source.document.text[line.span.start : line.span.end].rstrip("\"”'’) ").endswith("?")


def _part(line: Line, at: int) -> tuple[int, int]:
    """The part of a sentence that a word stands in, from one comma to the next."""
    source, first, last = line.source, at, at + 1
    while first > line.first and not STOPS & set(source.before(first)):
        first -= 1
    while last < line.last and not STOPS & set(source.before(last)):
        last += 1
    return first, last


def _met(negation: _No, other: Line) -> tuple[int, int] | None:
    """Where another sentence has the words behind the negation without it, from and up to."""
    if other.kind in SHOWN or negation.line.kind in SHOWN or _asks(other) or negation.relative:
        return None  # "who cannot" tells some from others
    run = _run(negation.line, negation.at + 1)
    for at in range(other.first, other.last) if run else ():
        size = _same(run, _run(other, at))
        if size and _is_plain(other, at) and _is_one_statement(negation, other, at, size):
            return at, at + size
    return _of_proof(negation, other)


def _is_plain(line: Line, at: int) -> bool:
    """Whether nothing in its part of the sentence denies or bends it."""
    return not any(
        takes_back(key) or bends(key) or weight_of(key) == "negation" for key in line.source.wording.keys[slice(*_part(line, at))]
    )


def _is_affirmed(line: Line, at: int) -> bool:
    """The same, but that "until" may follow: "is on bail until 18 December"."""
    part = line.source.wording.keys[slice(*_part(line, at))]
    return not any(takes_back(key) or weight_of(key) == "negation" or (bends(key) and not until(key)) for key in part)


def _run(line: Line, start: int) -> list[str]:
    """The roots of the words from a place on, up to where their part of the sentence ends."""
    source, run = line.source, list[str]()
    for at in range(start, min(line.last, start + RUN)):
        if at > start and STOPS & set(source.before(at)):
            break
        run.append(root(source.wording.keys[at]))
    return run


def _same(one: list[str], other: list[str]) -> int:
    """How many words two runs have in common from their beginning, if enough of them tell something."""
    size = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    while size and not tells(one[size - 1]):
        size -= 1
    return size if len({key for key in one[:size] if tells(key)}) >= TELLING else 0


def _is_one_statement(negation: _No, other: Line, at: int, size: int) -> bool:
    """The same verb before it, somebody or something of the same name before that, and nothing else behind it."""
    if not _has_one_verb(negation, other, at):
        return False
    subjects = _telling(other, other.first, at) & _telling(negation.line, negation.line.first, negation.at)
    if not subjects:
        return False
    follows, after = _run(other, at + size)[:FOLLOWING], _run(negation.line, negation.at + 1 + size)[:FOLLOWING]
    mine, their = {key for key in follows if _counts(key)}, {key for key in after if _counts(key)}
    if after and until(after[0]):
        return not mine & their and not any(map(until, follows))
    return not (mine and their and mine.isdisjoint(their))


def _has_one_verb(negation: _No, other: Line, at: int) -> bool:
    """ "was not told" and "was told", "did not accept" and "accepted", "found no fault" and "found a fault"; and not "to not give"."""
    here, there, start = other.source.wording.keys, negation.line.source.wording.keys, at
    while at > other.first and is_article(here[at - 1]) and there[negation.at] == "no":
        at -= 1
    before, theirs = here[max(other.first, at - 1) : at], there[max(negation.line.first, negation.at - 1) : negation.at]
    if not before or not theirs:
        return False
    verb = auxiliary(theirs[0])
    if verb == "do":
        if here[start].endswith("ing") or (theirs[0] != "do" and here[start] == there[negation.at + 1]):
            return False  # "the fear of Harrow buying a gun", "the demand that Harrow buy a gun": nobody bought one
        return before == there[max(negation.line.first, negation.at - 2) : negation.at - 1]
    if there[negation.at] == "no":
        return root(before[0]) == root(theirs[0]) and (bool(verb) or tells(theirs[0]))
    return bool(verb) and auxiliary(before[0]) == verb


def _counts(key: str) -> bool:
    return tells(key) or key.isdecimal()


def _telling(line: Line, first: int, last: int) -> frozenset[str]:
    return frozenset(root(key) for key in line.source.wording.keys[first:last] if tells(key) and not until(key))


def _of_proof(negation: _No, other: Line) -> tuple[int, int] | None:
    """ "No evidence that the train was driven too fast", "there is evidence that his driving played a part"."""
    there, here = negation.line.source.wording.keys, other.source.wording.keys
    noun, link = there[negation.at + 1 : negation.at + 2], there[negation.at + 2 : negation.at + 3]
    if not noun or not link or there[negation.at] != "no" or not is_proof(noun[0]):
        return None
    said = _telling(negation.line, negation.at + 3, min(negation.line.last, negation.at + AHEAD))
    for at in range(other.first + 1, other.last - 1):
        if root(here[at]) == root(noun[0]) and here[at + 1] == link[0] and _is_plain(other, at) and finds(here[at - 1]):
            also = _telling(other, at + 2, min(other.last, at + AHEAD))
            # Where much else is said on either side, it is evidence of something else.
            if said & also and len(said ^ also) <= ELSE:
                return at, at + 2
    return None


def _alone(negation: _No) -> str:
    """The one word that is denied: "has not been charged.", "was not statistically significant (P = 0.3)"; "" where there is more."""
    source, line = negation.line.source, negation.line
    keys, (first, last) = source.wording.keys, _part(line, negation.at)
    if negation.at - 1 < first or auxiliary(keys[negation.at - 1]) not in ("be", "have") or last - negation.at - 1 > LED:
        return ""
    said = keys[negation.at + 1 : last]
    if not said or not all(auxiliary(key) == "be" or key.endswith("ly") for key in said[:-1]) or len(said[-1]) < LEAST:
        return ""
    being = auxiliary(keys[negation.at - 1]) == "be" or any(auxiliary(key) == "be" for key in said[:-1])
    return root(said[-1]) if being and tells(said[-1]) else ""


def _with_word(lines: Lines, word: str) -> list[tuple[int, frozenset[str]]]:
    return [(number, frozenset((word,))) for number in lines.with_root.get(word, ())[:PLACES]]


def _met_alone(word: str, other: Line) -> tuple[int, int] | None:
    """ "Was charged with arson", "small enough to be significant": where the word is said of somebody or something, and nothing takes it
    back."""
    keys = other.source.wording.keys
    at = other.roots.get(word, -1)
    if at < 0 or other.kind in SHOWN or _asks(other) or any(weight_of(key) == "modal" for key in other.keys):
        return None  # "would have stayed dry, had the wall been built"
    before = keys[_part(other, at)[0] : at]
    led = before[-FURTHER:]
    plain = not any(takes_back(key) or weight_of(key) == "negation" for key in (*before, *keys[at + 1 : at + 2])) and not _is_bent(before)
    return (at, at + 1) if plain and any(auxiliary(key) == "be" for key in led) else None


def _passage(lines: Lines, number: int) -> frozenset[str]:
    """The telling words and percentages of a sentence, and of the one before it, where it begins with "he" or "that"."""
    line = lines.all[number]
    before = lines.around(number)[:1] if is_pointer(line.keys[0] if line.keys else "") else []
    told: set[str] = set()
    for one in (line, *(one for one in before if one.first < line.first)):
        told.update(one.roots)
        told.update(f"{key}%" for key, behind in pairwise(one.keys) if behind == "percent" and key[:1].isdigit())
    return frozenset(told)


def _worth(shared: frozenset[str], word: str) -> int:
    return sum(SHARE if key.endswith("%") else 1 + key.isdecimal() for key in shared if key not in (word, "percent"))


def _of_findings(negation: _No, other: Line) -> tuple[int, int] | None:
    """ "Does not find that any officer meant to mislead", "found that they had meant to mislead the members"."""
    there, here = negation.line.source.wording.keys, other.source.wording.keys
    verb, link = there[negation.at + 1 : negation.at + 2], there[negation.at + 2 : negation.at + 3]
    if not verb or link != [THAT] or not tells(verb[0]) or auxiliary(there[negation.at - 1]) != "do" or other.kind in SHOWN:
        return None
    said = _telling(negation.line, negation.at + 3, min(negation.line.last, negation.at + AHEAD))
    for at in range(other.first + 1, other.last - 1):
        if root(here[at]) == root(verb[0]) and here[at + 1] == THAT and not any(map(takes_back, here[other.first : other.last])):
            subject = _telling(other, other.first, at) & _telling(negation.line, negation.line.first, negation.at)
            also = _telling(other, at + 2, min(other.last, at + AHEAD))
            # "found that any of them": "any" is at home behind a negation
            same = bool(said & also) if here[at + 2] == ANY else len(said & also) >= COMPLEMENT and not (said - also and also - said)
            if subject and same and not _is_bent(here[other.first : at]):
                return at, at + 2
    return None


def _is_bent(keys: Sequence[str]) -> bool:
    return any(map(bends, keys))


def _is_quoted(line: Line, ends: tuple[int, int]) -> bool:
    """What stands in quotation marks in the story is compared word by word, elsewhere."""
    return any(quoted.overlaps(line.source.span(*ends)) for quoted in line.source.ledger.quoted)


def _denial(negation: _No, other: Line, ends: tuple[int, int], *, added: bool) -> Denial:
    source = negation.line.source
    size = ends[1] - ends[0]
    first = max(negation.line.first, negation.at - 1)
    last = _part(negation.line, negation.at)[1] if _alone(negation) else negation.at + 1 + size
    denied = source.span(first, min(negation.line.last, last))
    word = source.document.words(source.span(negation.at, negation.at + 1))
    said = other.source.span(max(other.first, ends[0] - 1), ends[1])
    run = tuple(_run(other, ends[0])[:size]) if other.source.wording.keys[ends[1] - 1] != THAT else ()
    if added:
        return Denial(denied, other.source.ledger, said, word, added, run)
    return Denial(said, source.ledger, denied, word, added, run)


def _is_said_both_ways(found: Denial, story: Ledger, sources: Sequence[Ledger]) -> bool:
    """Whether the sources also say it as the story does, or the story as they do."""
    if not found.run:
        return False
    there = any(_says(lines_of(ledger), found.run, denied=found.added) for ledger in sources)
    return there or _says(lines_of(story), found.run, denied=not found.added)


def _says(lines: Lines, run: tuple[str, ...], *, denied: bool) -> bool:
    """Whether any sentence has these words, with or without a negation in their part of it."""
    rare = next(key for key in run if tells(key))
    for number in lines.with_root.get(rare, ()):
        line = lines.all[number]
        for at in range(line.first, line.last):
            if tuple(_run(line, at)[: len(run)]) == run and denied is not _is_affirmed(line, at):
                return True
    return False
