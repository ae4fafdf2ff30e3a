"""A sample of what was found, check by check, as one HTML page on which a person judges it: right, wrong or unsure, and why.

What is drawn depends on the results alone, so that two people judge the same. The page keeps its judgements in the browser and gives them
away as JSON lines; the file, laid beside the results, says how often each check is right.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from heapq import nsmallest
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import Any

from ..document import CrossfootError
from ..reports.marked import words
from ..reports.parquet import pyarrow
from ..reports.rows import Row
from ..reports.webpage import head

VERDICTS = ("right", "wrong", "unsure")
_NEEDED = ("document_id", "check", "code", "start", "end", "text", "message", "related", "tape", "evidence", "excerpt")
_MOST_EVIDENCE = 600


def key_of(row: Row) -> str:
    """What a judgement is about, wherever the results lie: the document, the check, the place and what was said."""
    return sha256("\0".join(str(row[name]) for name in ("document_id", "check", "start", "end", "message")).encode()).hexdigest()[:20]


def sample(folder: Path, table: str, size: int) -> dict[str, list[Row]]:
    """So many rows of each check; those whose keys come first, which is as good as chance and always the same."""
    chosen: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for path in sorted((folder / table).glob("*.parquet")):
        for check, rows in _by_check(path).items():
            chosen[check] = nsmallest(size, [*chosen[check], *rows], key=lambda pair: pair[0])
    return {check: [row for _, row in chosen[check]] for check in sorted(chosen)}


def _by_check(path: Path) -> dict[str, list[tuple[str, Row]]]:
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    with pyarrow().parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(1000, columns=list(_NEEDED)):
            for row in batch.to_pylist():
                found[row["check"]].append((key_of(row), row))
    return found


def judgements(path: Path) -> dict[str, dict[str, Any]]:
    """What was judged, by key; of what was judged twice the last word counts."""
    found = {}
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                plain = json.loads(line)
                if not isinstance(plain, dict) or plain.get("verdict") not in VERDICTS or not isinstance(plain.get("key"), str):
                    raise ValueError(f"line {number} has no key, or no verdict of {', '.join(VERDICTS)}")
                found[plain["key"]] = plain
    except (OSError, ValueError) as trouble:
        raise CrossfootError(f"{path}: the judgements cannot be read ({trouble}); correct the file or remove it.") from trouble
    return found


def precision(judged: Iterable[dict[str, Any]]) -> str:
    """How often each check was right, with the range in which that lies in 95 of 100 cases (Wilson 1927)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        counts[str(one.get("check"))][one["verdict"]] += 1
    lines = [f"{'judged':32}{'right':>7}{'wrong':>7}{'unsure':>8}   {'right of right and wrong'}"]
    for check in sorted(counts):
        right, wrong, unsure = (counts[check][verdict] for verdict in VERDICTS)
        lines.append(f"{check[:32]:32}{right:>7}{wrong:>7}{unsure:>8}   {_share(right, right + wrong)}")
    return "\n".join(lines) + "\n"


def _share(right: int, of: int) -> str:
    if not of:
        return "-"
    z, share = 1.96, right / of
    middle, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = ((middle + sign * half) / (1 + z * z / of) for sign in (-1, 1))
    return f"{share:.1%} ({max(0, low):.0%} to {min(1, high):.0%})"


def judging_page(sampled: dict[str, list[Row]], judged: dict[str, dict[str, Any]], *, title: str) -> str:
    """The page, which needs nothing else: no network, no other file, no script but its own."""
    style, script = ((files(__package__) / f"judging.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    number = sum(map(len, sampled.values()))
    sections = "\n".join(f"<section><h2>{words(check)}</h2>\n{''.join(_cards(rows, judged))}</section>" for check, rows in sampled.items())
    return f"""{head(words(title), style, script)}
<body>
<header><h1>{words(title)}</h1>
<p>{number} drawn. Judge each by its paragraph alone: is it as the sentence says?
Keys 1, 2, 3: right, wrong, unsure; j and k: next, previous.</p>
<p><button id="save" type="button">Save the judgements</button> <output id="count"></output></p></header>
<main>
{sections or "<p>Nothing was found, so there is nothing to judge.</p>"}
</main>
<script>{script}</script>
</body>
</html>
"""


def _cards(rows: list[Row], judged: dict[str, dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        key = key_of(row)
        before = judged.get(key, {})
        buttons = "".join(_button(key, verdict, before.get("verdict")) for verdict in VERDICTS)
        yield f"""<article tabindex="0" data-key="{key}" data-check="{words(row["check"])}" data-document="{words(row["document_id"])}">
<p class="message">{words(row["message"])}</p>
{"".join(f"<blockquote>{_marked(paragraph, row)}</blockquote>" for paragraph in (row["excerpt"] or "").splitlines())}
{_list("tape", map(_line, json.loads(row["tape"])))}{_list("evidence", map(_shown, json.loads(row["evidence"])))}
<p class="verdict">{buttons}<input type="text" class="note" placeholder="why" value="{words(str(before.get("note", "")))}"></p>
<p class="place">{words(row["document_id"])}</p>
</article>
"""


def _button(key: str, verdict: str, before: Any) -> str:
    chosen = " checked" if verdict == before else ""
    return f'<label><input type="radio" name="{key}" value="{verdict}"{chosen}>{verdict}</label>'


def _marked(paragraph: str, row: Row) -> str:
    """The paragraph with the words in question, and those they are held against, marked."""
    at = paragraph.find(row["text"]) if row["text"] else -1
    if at < 0:
        return words(paragraph)
    end = at + len(row["text"])
    before, after = (" " if paragraph[at - 1 : at].isspace() else ""), (" " if paragraph[end : end + 1].isspace() else "")
    return f"{words(paragraph[:at])}{before}<mark>{words(paragraph[at:end])}</mark>{after}{words(paragraph[end:])}"


def _list(kind: str, entries: Iterable[str]) -> str:
    shown = "".join(f"<li>{words(entry)}</li>" for entry in entries)
    return f'<ul class="{kind}">{shown}</ul>' if shown else ""


def _line(line: dict[str, Any]) -> str:
    return f"{line['op']}: {', '.join(line['inputs'])} → {line['result']}"


def _shown(evidence: dict[str, Any]) -> str:
    shown = evidence["text"] if len(evidence["text"]) <= _MOST_EVIDENCE else evidence["text"][:_MOST_EVIDENCE].rstrip() + " …"
    return f"{evidence['path']}: {shown}"
