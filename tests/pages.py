"""Pages are documentation and tests in one: this reads the fences of a page as cases.

A case begins with a `story` fence; the fences that follow, up to the next story, belong to it. Words after `story` are options:
`story not-yet`, `story published=2017-09-28`, `story name=story.md`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass
class PageCase:
    """One story of a page, with what is expected of it."""

    page: Path
    line: int
    section: str
    story: str
    options: dict[str, str] = field(default_factory=dict)
    fences: dict[str, list[str]] = field(default_factory=dict)

    @property
    def published(self) -> date | None:
        return date.fromisoformat(self.options["published"]) if "published" in self.options else None

    @property
    def id(self) -> str:
        return f"{self.page.stem}:{self.line}"

    def lines(self, fence: str) -> list[str]:
        """The lines of a fence, without empty ones."""
        return [line.strip() for text in self.fences.get(fence, []) for line in text.splitlines() if line.strip()]


def cases_of(page: Path) -> list[PageCase]:
    """Every story of a page, in order."""
    text = page.read_text(encoding="utf-8")
    cases: list[PageCase] = []
    for match in FENCE.finditer(text):
        name, *words = match.group(2).split() or [""]
        line = text.count("\n", 0, match.start()) + 1
        if name == "story":
            heading = re.findall(r"^## (.+)$", text[: match.start()], re.MULTILINE)
            options = dict(word.partition("=")[::2] for word in words)
            cases.append(PageCase(page, line, heading[-1] if heading else "", match.group(3).rstrip("\n"), options))
        elif cases:
            cases[-1].fences.setdefault(name, []).append(match.group(3))
    return cases
