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
    return (
        *acronyms(story),
        *spellings(story, parties, strays, quotations),
        *introductions(story, parties, said),
        *accusations(story, parties, said, quotations),
    )
