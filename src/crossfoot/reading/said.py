"""One thing said, while a paragraph is being read: a draft of the `Statement` that the ledger will hold. Places are the paragraph's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..document import Span
from ..ledger import StatementKind


@dataclass(slots=True)
class Said:
    """One thing said, as one paragraph shows it. `waits`: the words follow in the next paragraph; `alone`: a quotation without a verb."""

    kind: StatementKind
    content: list[Span]
    cue: Span | None = None
    speaker: tuple[Span, ...] = ()
    to: Span | None = None
    inside: Said | None = None
    waits: bool = False
    alone: bool = False
    after: bool = False
    first: int = 0
    stop: int = 0
    uses: set[int] = field(default_factory=set)
