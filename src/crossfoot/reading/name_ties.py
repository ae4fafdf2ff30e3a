"""What a story ties together by name: letters in brackets, near spellings, surnames without an introduction, who accuses whom."""

from __future__ import annotations

from collections.abc import Sequence

from ..ledger import Party, Relation, Statement
from .accusations import accusations
from .acronyms import acronyms
from .cast import Stray
from .introductions import introductions
from .paragraphs import Story
from .quotes import Quotation
from .spellings import spellings


def name_ties(
    story: Story,
    parties: Sequence[Party],
    said: Sequence[Statement],
    strays: Sequence[Stray],
    quotations: Sequence[Quotation],
) -> tuple[Relation, ...]:
    """Every such relation; `strays` are names of one word that belong to no party."""
    spelled = tuple(spellings(story, parties, strays, quotations))
    # Who is "Vallend" once, and was met as Meridith Valland, is asked about for the spelling alone.
    variants = {name.key for relation in spelled for name in relation.role("variant")}
    return (
        *acronyms(story),
        *spelled,
        *(met for met in introductions(story, parties, said) if met.role("first").key not in variants),
        *accusations(story, parties, said, quotations),
    )
