"""The report for programs: one JSON document, or one JSON line per outcome."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..desk import Report


def as_json(report: Report) -> str:
    """The whole report, with characters beyond ASCII as they are."""
    return dumped(report.as_dict(), indent=2)


def as_jsonl(report: Report) -> str:
    """One line per finding, tick, undecided or ignored outcome, and per file that could not be read; `type` says which."""
    return "".join(f"{dumped(row)}" for row in _rows(report))


def dumped(plain: Any, *, indent: int | None = None) -> str:
    """JSON text that ends in a line end; lone surrogates, which UTF-8 cannot hold, are escaped."""
    text = json.dumps(plain, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(plain, indent=indent)
    return text + "\n"


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    for story in report.as_dict()["stories"]:
        if "unread" in story:
            yield {"type": "unread", "path": story["path"], "message": story["unread"]}
        for kind, name in (("findings", "finding"), ("ticks", "tick"), ("undecided", "undecided"), ("ignored", "ignored")):
            for outcome in story[kind]:
                yield {"type": name, "path": story["path"], **outcome}
        for one in story.get("unused", ()):
            yield {"type": "unused", "path": story["path"], **one}
    for trouble in report.unreadable:
        yield {"type": "unreadable", **trouble.as_dict()}
