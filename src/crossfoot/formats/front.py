"""Front matter: the few lines between "---" (or "+++") at the head of a file, in which content systems keep title and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ..document import Block, Span
from .dateline import date_in, layout_words

# The opening fence, up to some 200 lines, the closing fence on a line of its own.
_FENCED = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<lines>(?:(?!(?P=fence)[ \t]*\r?$)[^\n]*\n){0,200})(?P=fence)[ \t]*(?:\r?\n|$)", re.MULTILINE
)
# `title: "The fair"`, `date = 2021-03-04`
_ENTRY = re.compile(r"^(?P<key>[A-Za-z_-]{1,40})[ \t]{0,20}[:=](?P<value>[^\r\n]*)", re.MULTILINE)
# `source: release.txt`, but not `source: Reuters` or `source: https://example.com/release.txt`
_FILE = re.compile(
    r"[^:\0]{1,200}\.(?:txt|md|markdown|html?|docx|odt|ods|rtf|pdf|eml|srt|vtt|csv|tsv|xlsx|parquet|sqlite|db|duckdb)(?:\.gz)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """Where the story begins, and what the lines before it say of it."""

    end: int = 0
    published: date | None = None
    title: Block | None = None
    sources: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def front_of(text: str) -> Front:
    """The front matter of a text; an empty one where the first line is no fence or no line is an entry."""
    fenced = _FENCED.match(text)
    if not fenced:
        return Front()
    entries = {entry["key"].lower(): _value(entry) for entry in _ENTRY.finditer(text, fenced.start("lines"), fenced.end("lines"))}
    if not entries:
        return Front()
    dates = [date_in(text[slice(*entries[key])]) for key in layout_words()["layout"]["date_keys"] if key in entries]
    title = entries.get("title")
    headline = Block("headline", title, text[slice(*title)]) if title and title.end > title.start else None
    lines = text[fenced.start("lines") : fenced.end("lines")]
    return Front(fenced.end(), next(filter(None, dates), None), headline, _named(lines, "source"), _named(lines, "table"))


def _named(lines: str, what: str) -> tuple[str, ...]:
    """The files that an entry names: `source: release.txt`, `sources: [a.txt, b.txt]`, or one a line below it, each behind a dash."""
    found: list[str] = []
    within = False
    for line in lines.splitlines():
        key, sign, value = line.partition(":" if ":" in line else "=")
        if sign and key == key.lstrip() and not line.startswith("-"):
            within = key.strip().lower() in (what, f"{what}s")
            found += value.strip().strip("[]").split(",") if within else []
        elif within and line.strip().startswith("-"):
            found.append(line.strip()[1:])
    return tuple(name for name in (one.strip().strip("\"'") for one in found) if _FILE.fullmatch(name))


def _value(entry: re.Match[str]) -> Span:
    """Where the value of an entry stands, without the quotation marks around it."""
    words = entry["value"]
    start = entry.start("value") + len(words) - len(words.lstrip())
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        return Span(start + 1, start + len(words) - 1)
    return Span(start, start + len(words))
