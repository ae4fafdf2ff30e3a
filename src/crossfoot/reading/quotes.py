"""Where quotations stand: spans by punctuation and paragraph, and marks that have no partner."""

from __future__ import annotations

from dataclasses import dataclass

from ..document import Span
from ..ledger import Mark
from .paragraphs import Story


@dataclass(frozen=True, slots=True)
class Quotation:
    """One run of words between marks. `span` includes the marks, `inner` does not; `double` is the outer convention of the story;
    `runs_on`: it goes on in the next paragraph, which opens with a mark again; `outer` is the quotation that holds this one."""

    span: Span
    inner: Span
    double: bool
    runs_on: bool = False
    outer: Quotation | None = None


def quotations(story: Story) -> tuple[tuple[Quotation, ...], tuple[Mark, ...]]:
    """Every quotation, in order, and every mark without a partner."""
    return (), ()
