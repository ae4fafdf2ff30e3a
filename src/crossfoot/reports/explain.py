"""The catalogue for people and programs: the list of checks, or the pages of those asked for."""

from __future__ import annotations

from typing import Any

from ..checks import Check, catalogue, named
from .data import dumped


def explained(name: str | None, *, everything: bool = False, form: str = "text") -> str:
    """The page of a check, the pages of a family, or one line per check where no name is given."""
    chosen = catalogue() if everything or name is None else named(name)
    if form == "json":
        return dumped({"version": 1, "checks": [_plain(check, pages=everything or name is not None) for check in chosen]}, indent=2)
    if name is None and not everything:
        return _list(chosen)
    return "\n".join(check.page.rstrip("\n") + "\n" for check in chosen)


def _plain(check: Check, *, pages: bool) -> dict[str, Any]:
    plain = {"name": check.name, "code": check.code, "family": check.family, "severity": check.severity, "stage": check.stage}
    return plain | {"summary": check.summary} | ({"page": check.page} if pages else {})


def _list(checks: tuple[Check, ...]) -> str:
    lines = []
    width = max((len(check.name) for check in checks), default=0)
    for family in sorted({check.family for check in checks}):
        lines.append(family)
        for check in (one for one in checks if one.family == family):
            trial = "" if check.stage == "stable" else f" [{check.stage}]"
            lines.append(f"  {check.code}  {check.name.ljust(width)}  {check.summary}{trial}")
        lines.append("")
    lines.append("`crossfoot explain NAME` shows the page of a check: what it finds, and what it leaves alone.")
    return "\n".join(lines) + "\n"
