"""One answer to a question: its verdict, the reason in a sentence, and what must be said with it.

A ranking must hold under every reading; of the other claims the plain reading decides. A claim of which a word is not explained is never
decided, and nothing is refuted by a table that nobody vouches for.
"""

from __future__ import annotations

from ..ledger import Figure
from .answer import Answer, Reading, Verdict, verdict_of
from .asked import Asked, Question, narrowed, withheld_notes

# Kinds of claim that must hold under every reading; of the others, the plain reading decides.
RANKED = ("rank", "change rank", "universal", "compare", "none")


def answer_to(asked: Asked, question: Question, readings: tuple[Reading, ...]) -> Answer:
    """The answer to a question, from every reading of it."""
    verdict = _verdict(asked, question, readings)
    own = dict.fromkeys(note for reading in readings for note in reading.notes)
    notes = (*own, *withheld_notes(asked.claim, asked.mapping), *asked.mapping.notes, *asked.table.notes)
    return _made(
        asked,
        verdict,
        _reason(asked, question, readings, verdict),
        readings=readings,
        notes=notes,
        kind=question.kind,
        figure=question.figure,
    )


def untested(asked: Asked, reason: str) -> Answer:
    """The answer where the table cannot be asked."""
    return _made(asked, "not_testable", reason)


def _made(
    asked: Asked,
    verdict: Verdict,
    reason: str,
    *,
    readings: tuple[Reading, ...] = (),
    notes: tuple[str, ...] = (),
    kind: str = "",
    figure: Figure | None = None,
) -> Answer:
    reason = reason[:1].upper() + reason[1:]
    mapping = asked.mapping
    return Answer(asked.claim.text, asked.table.name, verdict, reason, readings, notes, mapping.source, kind, mapping.declared, figure)


def _explained(asked: Asked, question: Question) -> bool:
    """Whether every word is explained; the nouns of figures that are only added up need not be."""
    return not asked.claim.unexplained or question.kind in ("sum of figures", "cell")


def _verdict(asked: Asked, question: Question, readings: tuple[Reading, ...]) -> Verdict:
    claim, mapping = asked.claim, asked.mapping
    if not _explained(asked, question):
        return "not_testable"
    ranked = question.kind in RANKED
    open_reading = bool(withheld_notes(claim, mapping))
    within: bool | None = None
    values = (question.member,) if question.kind in ("listed", "cell") and question.member else ()
    if question.kind in ("value", "listed", "cell") and question.figure and (narrowed(claim, mapping, values) or open_reading):
        value, low = readings[0].value, question.figure.quantity.strict.low
        within = value is not None and low is not None and low <= value
    refutable = mapping.declared and mapping.complete
    return verdict_of(readings, ranked=ranked, refutable=refutable, open_reading=open_reading, ceiling=within)


def _reason(asked: Asked, question: Question, readings: tuple[Reading, ...], verdict: Verdict) -> str:
    values = "; ".join(f"{reading.shows} by {reading.words.partition(';')[0]}" for reading in readings)
    if not _explained(asked, question):
        words = " ".join(dict.fromkeys(asked.claim.unexplained))
        return f"nothing in the table's words explains “{words}” ({values}){_as_cell(asked)}"
    if verdict == "not_testable" and not (asked.mapping.declared and asked.mapping.complete):
        return f"no mapping vouches for this table, so nothing is refuted ({values})"
    if verdict == "bounded":
        return f"the table gives {values}; the claim is about less than that, and stays within it"
    return values


def _as_cell(asked: Asked) -> str:
    """A word that is a cell but for its capital: what to write into the mapping."""
    said = {word.casefold(): word for word in asked.claim.unexplained}
    cells = ((members.column, value) for members in asked.mapping.members for value in asked.table.values(members.column))
    column, value = next(((column, value) for column, value in cells if value.casefold() in said), ("", ""))
    if not column:
        return ""
    word = said[value.casefold()]
    added = f'under [members.values], "{value}" = ["{word}"]'
    return f"; {column} has a cell “{value}”, which is known without its capital only if the mapping says so: {added}"
