"""Crossfoot proofreads what can be computed in a news story. The whole public API is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .comparing import Comparison as Comparison
    from .comparing import compare as compare
    from .comparing import compare_drafts as compare_drafts
    from .desk import Report as Report
    from .desk import check as check
    from .desk import read as read
    from .document import CrossfootError as CrossfootError
    from .document import Document as Document
    from .formats import load as load
    from .ledger import Ledger as Ledger
    from .records import ask as ask

# Loaded when first asked for, so that `import crossfoot` costs next to nothing.
_HOMES = {
    "Comparison": "comparing",
    "Report": "desk",
    "check": "desk",
    "compare": "comparing",
    "compare_drafts": "comparing",
    "read": "desk",
    "CrossfootError": "document",
    "Document": "document",
    "load": "formats",
    "Ledger": "ledger",
    "ask": "records",
}
__all__ = ["Comparison", "CrossfootError", "Document", "Ledger", "Report", "ask", "check", "compare", "compare_drafts", "load", "read"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'crossfoot' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
