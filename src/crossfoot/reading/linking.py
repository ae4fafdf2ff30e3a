"""To which place, moment and speaker a figure belongs."""

from __future__ import annotations

from ..ledger import Figure, Moment, Party, Statement
from .paragraphs import Story


def placed(
    story: Story,
    figures: tuple[Figure, ...],
    moments: tuple[Moment, ...],
    parties: tuple[Party, ...],
    said: tuple[Statement, ...],
) -> tuple[Figure, ...]:
    """The figures, each with where, when, by whom and in which statement."""
    return figures
