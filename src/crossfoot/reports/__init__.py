"""From a Report to what people and programs read: one module per form, each giving a string."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..desk import Report

# The module and the function of each form; a module is imported when its form is asked for.
FORMS = {
    "text": ("terminal", "text"),
    "json": ("data", "as_json"),
    "jsonl": ("data", "as_jsonl"),
    "github": ("github", "github"),
    "sarif": ("sarif", "sarif"),
    "html": ("webpage", "webpage"),
}


def render(report: Report, form: str, *, width: int = 100, colour: bool = False) -> str:
    """The report in one of FORMS; `width` and `colour` matter to the terminal only."""
    module, function = FORMS[form]
    rendered: Callable[..., str] = getattr(import_module(f".{module}", __name__), function)
    return rendered(report, width=width, colour=colour) if form == "text" else rendered(report)
