"""Which cells of a table a sentence names: the row by whose figures they are, the column by the words beside the figure.

"Wall finished with 24 points (9-18 FG), ten rebounds and an assist, while Beal added 18 points" names six cells. The row is that of the
name which is the subject before the figure, the column that of the words beside it. Nothing may stand in the list of figures, or open the
sentence, that says more than that: "in early voting", "over his last two games", "on Friday". One word that nothing explains, and the whole
list is left alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..document import Span
from ..ledger import Figure, Ledger
from .claims import of_another_time
from .lexicon import Lexicon, Meaning
from .pieces import Piece, pieces_of

LONGEST = 400  # pieces of a sentence; a page of a box score without a full stop is no sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, the measure it is of, and the member of a column it belongs to; `among` are members of other columns that the sentence
    names: "in Alder County". `other` is the cell the figure belongs to where the two of a score are said the other way round."""

    figure: Figure
    measure: str
    column: str
    member: str
    name: Span
    among: tuple[tuple[str, str], ...] = ()
    other: tuple[str, Figure] | None = None


def cells_of(ledger: Ledger, sentence: Span, lexicon: Lexicon) -> list[Cell]:
    """The cells that a sentence names."""
    pieces = _with_subject(ledger, sentence, lexicon, pieces_of(ledger, sentence, lexicon))
    found = [cell for number, piece in enumerate(pieces) if piece.by_name for cell in _in_brackets(pieces, number)]
    if len(pieces) > LONGEST or any(piece.kind == "bar" for piece in pieces) or _narrowed(pieces):
        return found
    if lexicon.mapping.occasion and _of_another_time(ledger, sentence, pieces):
        return found
    return [*found, *_lists(pieces), *_scores(pieces, lexicon)]


def says_nothing_else(ledger: Ledger, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a sentence says what stands in its cells, and no more: not "Lind won Alder with 3,990 votes", "Denver beat Utah 104-98"."""
    pieces = _with_subject(ledger, sentence, lexicon, pieces_of(ledger, sentence, lexicon))
    figures = {figure.span for piece in pieces for figure in piece.figures}
    in_cells = {cell.figure.span for cell in cells_of(ledger, sentence, lexicon)}
    more = (_is_unknown(piece) or piece.kind == "bar" or piece.says("object") or piece.ref("against") for piece in pieces)
    return figures == in_cells and not any(more)


def _with_subject(ledger: Ledger, sentence: Span, lexicon: Lexicon, pieces: list[Piece]) -> list[Piece]:
    """ "He also had ten rebounds": a pronoun at the head of a sentence is the subject of the sentence before."""
    if not pieces or not pieces[0].says("pronoun") or not any(piece.figures for piece in pieces):
        return pieces
    subject = subject_before(ledger, sentence, lexicon)
    return [replace(pieces[0], kind="name", meanings=subject.meanings), *pieces[1:]] if subject else pieces


def _of_another_time(ledger: Ledger, sentence: Span, pieces: list[Piece]) -> bool:
    """ "The last time they met, Denver beat Utah 98-90.": what is said there, and of those who stand for them in the next sentence, is of
    another occasion."""
    before = _sentence_before(ledger, sentence) if any(piece.says("stands_for") for piece in pieces) else None
    return of_another_time(ledger.document.text[(before or sentence).start : sentence.end])


def _sentence_before(ledger: Ledger, sentence: Span) -> Span | None:
    """The sentence before one, in the same paragraph."""
    at = bisect_left(ledger.sentences, sentence)
    before = ledger.sentences[at - 1] if at else None
    return None if before is None or "\n\n" in ledger.document.text[before.end : sentence.start] else before


def subject_before(ledger: Ledger, sentence: Span, lexicon: Lexicon) -> Piece | None:
    """The subject of the sentence before one, in the same paragraph, if it has one only."""
    before = _sentence_before(ledger, sentence)
    if before is None:
        return None
    earlier = pieces_of(ledger, before, lexicon)
    subjects = [k for k, piece in enumerate(earlier) if piece.kind == "name" and not piece.owns and _is_subject(earlier, k)]
    if len(subjects) != 1 or _beside_another(earlier, subjects[0]):
        return None
    return earlier[subjects[0]]


def subject_of(ledger: Ledger, sentence: Span, lexicon: Lexicon, at: int) -> Piece | None:
    """Whose a thing is that a sentence says at a place: the subject that stands nearest before it, or that of the sentence before."""
    pieces = pieces_of(ledger, sentence, lexicon)
    if any(piece.kind == "bar" for piece in pieces):
        return None
    if pieces and pieces[0].says("pronoun"):
        subject = subject_before(ledger, sentence, lexicon)
        pieces = [replace(pieces[0], kind="name", meanings=subject.meanings), *pieces[1:]] if subject else pieces
    place = next((k for k, piece in enumerate(pieces) if piece.span.end > at), None)
    owner = None if place is None else _owner(pieces, place)
    return None if owner is None else pieces[owner]


def _in_brackets(pieces: list[Piece], at: int) -> Iterator[Cell]:
    """ "the Heat (32-34)"."""
    member = member_of(pieces[at - 1])
    for figure, measure in pieces[at].entries if member else ():
        assert member is not None
        yield Cell(figure, measure, member.ref, member.values[0], pieces[at - 1].span)


def member_of(piece: Piece) -> Meaning | None:
    """The one member of the table that a name is."""
    found = [meaning for meaning in piece.meanings if meaning.kind == "value"]
    return found[0] if len(found) == 1 else None


def _segments(pieces: list[Piece]) -> list[range]:
    """What stands between two marks, or two words that open another clause."""
    starts = [number for number, piece in enumerate(pieces) if number == 0 or piece.cut or piece.says("opens")]
    return [range(start, after) for start, after in pairwise([*starts, len(pieces)])]


def _narrowed(pieces: list[Piece]) -> bool:
    """ "In early voting, Voss received 4,120 votes": what stands beside the figures says where or when they are counted."""
    return any(
        pieces[segment[0]].says("aside") and any(_is_unknown(pieces[k]) for k in segment) and not any(pieces[k].figures for k in segment)
        for segment in _segments(pieces)
    )


def _is_unknown(piece: Piece) -> bool:
    return piece.kind in ("word", "number") or (piece.kind == "name" and not piece.meanings)


def _lists(pieces: list[Piece]) -> Iterator[Cell]:
    """The figures that are somebody's, list by list: a list of which a part is not understood is left alone."""
    lists: dict[tuple[int, int], list[int]] = {}
    tainted: set[tuple[int, int]] = set()
    clause, before = 0, range(0)
    for segment in _segments(pieces):
        clause += pieces[segment[0]].says("opens")
        held = [k for k in segment if pieces[k].kind == "entry" and not pieces[k].by_name]
        for k in held:
            owner = _owner(pieces, k)
            key = (-1 if owner is None else owner, clause)
            lists.setdefault(key, []).append(k)
            if _says_more(pieces, segment) or _stands_alone(pieces, before, segment):
                tainted.add(key)
        before = segment
    for key, held in lists.items():
        if key[0] >= 0 and key not in tainted:
            yield from _cells(pieces, key[0], held)


def _stands_alone(pieces: list[Piece], before: range, segment: range) -> bool:
    """ "He gained from a gap among women — 17 points": figures right behind a mark go on with a list, or stand beside the name ("Wall (24
    points)")."""
    if pieces[segment[0]].kind != "entry" or not before:
        return False
    return pieces[before[-1]].kind != "name" and not any(pieces[k].entries for k in before)


def _says_more(pieces: list[Piece], segment: range) -> bool:
    """Whether something in a list of figures says more than whose they are: a word that nothing explains, a figure of something else, a
    place that the table does not know."""
    return any(_is_more(pieces, k) for k in segment)


def _is_more(pieces: list[Piece], at: int) -> bool:
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    if piece.kind == "name" and not piece.meanings:
        return _behind(pieces, at, "place")
    if before and ((piece.kind == "entry" and before.says("margin")) or (piece.says("place") and before.ref("verb"))):
        # "won by 12 votes", "scored in 24 wins"
        return True
    return piece.kind in ("word", "number", "bar") or (piece.kind == "plain" and piece.ref("measure") is not None)


def _behind(pieces: list[Piece], at: int, entry: str) -> bool:
    """Whether a word of the vocabulary stands before a name, with no more than an article between them."""
    left = _left(pieces, at)
    return left is not None and pieces[left].says(entry)


def _left(pieces: list[Piece], at: int) -> int | None:
    """The piece before a name, past its article; none across a mark."""
    k = at
    while k > 0 and not pieces[k].cut:
        k -= 1
        if pieces[k].text.casefold() not in ("the", "a", "an"):
            return k
    return None


def _owner(pieces: list[Piece], at: int) -> int | None:
    """The name whose figures these are: the subject that stands nearest before them."""
    for k in range(at - 1, -1, -1):
        if pieces[k].kind != "name":
            continue
        if pieces[k].owns:
            if _next_said(pieces, k) == "entry":
                return k
            continue
        if _beside_another(pieces, k):
            return None
        if _is_subject(pieces, k):
            return k
        if not (_behind(pieces, k, "aside") or _behind(pieces, k, "object")):
            return None
    return None


def _is_subject(pieces: list[Piece], at: int) -> bool:
    """Whether a name opens its clause, is made to have the figures ("held Denver to 82 points"), or a clause of its own follows ("led by
    Wall, who had 24 points")."""
    left = _left(pieces, at)
    if left is None or _has_clause(pieces, at) or any(pieces[left].says(entry) for entry in ("opens", "joins", "held")):
        return True
    # "In Alder County Voss received 4,120 votes": what says where opens the sentence without a comma.
    return pieces[left].ref("noun") is not None and pieces[0].says("aside") and not any(piece.cut for piece in pieces[1:at])


def _next_said(pieces: list[Piece], at: int) -> str:
    """What kind of piece stands behind a name, past words that say nothing more."""
    return next((piece.kind for piece in pieces[at + 1 :] if piece.kind != "plain"), "")


def _has_clause(pieces: list[Piece], at: int) -> bool:
    return at + 1 < len(pieces) and pieces[at + 1].text.casefold() == "who"


def _beside_another(pieces: list[Piece], at: int) -> bool:
    """ "Wall and Beal combined for 42 points": the figures are of both. Not "24 points for Denver and Beal added 18"."""
    if _joined_to(pieces, at + 1, at + 2):
        return True
    return _joined_to(pieces, at - 1, at - 2) and not _behind(pieces, at - 2, "aside")


def _joined_to(pieces: list[Piece], joint: int, other: int) -> bool:
    return 0 <= other < len(pieces) and pieces[joint].text.casefold() in ("and", "or") and pieces[other].kind == "name"


def _cells(pieces: list[Piece], owner: int, held: list[int]) -> Iterator[Cell]:
    member = member_of(pieces[owner])
    among = _among(pieces, member) if member else None
    # "an assist" counts one in a list of figures, and is a manner of speaking elsewhere.
    if not member or among is None or all(pieces[k].worded for k in held):
        return
    for k in held:
        for figure, measure in pieces[k].entries:
            yield Cell(figure, measure, member.ref, member.values[0], pieces[owner].span, among)


def _among(pieces: list[Piece], member: Meaning) -> tuple[tuple[str, str], ...] | None:
    """The members of other columns that the sentence names; none where it names two of one column, or somebody who may be two."""
    columns: dict[str, set[str]] = {}
    for piece in pieces:
        found = [meaning for meaning in piece.meanings if meaning.kind == "value" and meaning.ref != member.ref]
        for meaning in found:
            columns.setdefault(meaning.ref, set()).add(meaning.values[0])
    if any(len(values) > 1 for values in columns.values()):
        return None
    return tuple((column, next(iter(values))) for column, values in columns.items())


def _scores(pieces: list[Piece], lexicon: Lexicon) -> Iterator[Cell]:
    """ "Denver beat Utah 104-98", "outscoring Utah, 30-22, in the third quarter": a figure for each of two members."""
    for at, piece in enumerate(pieces):
        verb = next((k for k in range(at - 1, -1, -1) if pieces[k].ref("against")), None)
        if piece.kind != "number" or len(piece.figures) != 2 or verb is None:
            continue
        owner = _owner(pieces, verb)
        if owner is None and pieces[verb - 1].says("pronoun"):
            owner = next((k for k in range(verb - 1, -1, -1) if pieces[k].kind == "name"), None)
            owner = owner if owner is not None and _is_one_of_two(pieces[owner], lexicon) else None
        measure = _measure_of_score(pieces, verb, at)
        if owner is None or measure is None or _unsaid(pieces, verb, at):
            continue
        one = member_of(pieces[owner])
        if any(_is_unknown(pieces[k]) for k in range(owner, verb) if pieces[k].kind == "name"):
            continue
        others = [member_of(pieces[k]) for k in range(verb + 1, at) if pieces[k].kind == "name"]
        if one and None not in others:
            yield from _two(piece.figures, measure, pieces[owner].span, one, _opponent(lexicon, one, others))


def _is_one_of_two(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a name is one of the only two that there are: whichever of them "they" are, the score is theirs."""
    member = member_of(piece)
    return member is not None and len(lexicon.table.values(member.ref)) == 2


def _opponent(lexicon: Lexicon, one: Meaning, others: list[Meaning | None]) -> str | None:
    """The other of the two: the one that is named, or where the table has only two members the one that is left ("outscored them 30-22",
    and where a side is said to have beaten itself)."""
    named = {other.values[0] for other in others if other and other.ref == one.ref}
    left = [value for value in lexicon.table.values(one.ref) if value != one.values[0]]
    if len(left) == 1 and named <= {*left, *one.values}:
        return str(left[0])
    return next(iter(named)) if len(others) == len(named) == 1 and named != {one.values[0]} else None


def _two(figures: tuple[Figure, ...], measure: str, name: Span, one: Meaning, other: str | None) -> Iterator[Cell]:
    if other:
        yield Cell(figures[0], measure, one.ref, one.values[0], name, other=(other, figures[1]))
        yield Cell(figures[1], measure, one.ref, other, name, other=(one.values[0], figures[0]))


def _unsaid(pieces: list[Piece], verb: int, at: int) -> bool:
    """Whether something between the verb and the words behind the score is not understood; "to pull away" says why, and no more."""
    segment = next(segment for segment in _segments(pieces) if at in segment)
    end = next((k for k in segment if k > at and pieces[k].text.casefold() == "to"), segment[-1] + 1)
    others = (pieces[k] for k in range(verb + 1, end) if k != at and not pieces[k].by_name)
    return any(piece.kind in ("word", "entry", "bar", "number") for piece in others)


def _measure_of_score(pieces: list[Piece], verb: int, at: int) -> str | None:
    """The measure whose words stand behind the score, or else before it; without any, the only one that has the verb."""
    able = {meaning.ref for meaning in pieces[verb].meanings if meaning.kind == "against"}

    def named(among: Iterator[Piece]) -> list[str]:
        return [meaning.ref for piece in among for meaning in piece.meanings if meaning.kind == "measure" and meaning.ref in able]

    end = next((k for k in range(at + 1, len(pieces)) if pieces[k].kind in ("number", "entry") or pieces[k].ref("against")), len(pieces))
    behind, before = named(iter(pieces[at + 1 : end])), named(iter(pieces[:at]))
    clause = next((k for k in range(verb, -1, -1) if pieces[k].says("opens")), 0)
    beside = before if len(set(before)) == 1 else named(iter(pieces[clause:at]))
    if behind:
        return behind[0]
    if len(set(beside)) == 1:
        return beside[0]
    return next(iter(able)) if len(able) == 1 and not before else None
