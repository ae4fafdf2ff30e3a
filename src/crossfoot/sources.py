"""The case a check is given: the ledger of the story, the ledgers of its sources, the tables to ask; and lining the story up with a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .ledger import Ledger


@dataclass(frozen=True, slots=True)
class Case:
    """All that a check may look at."""

    story: Ledger
    sources: tuple[Ledger, ...] = ()
    tables: tuple[Any, ...] = ()
    sources_complete: bool = False
