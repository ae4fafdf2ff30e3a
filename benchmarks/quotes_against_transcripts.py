"""How well altered quotations are told from faithful ones: real quotations against the transcripts they come from.

    python benchmarks/quotes_against_transcripts.py PAIRS TRANSCRIPTS [--seed N] [--show N]

PAIRS is JSON lines with `quote`, `transcript` and `exact` (whether the words are known to be the same); TRANSCRIPTS is JSON lines, plain
or gzipped, with `id` and `text`. Faithful quotations must be ticked, and none may be called altered beside a transcript of another day.
Then one thing is changed in each, from a seed, and the change must be found: a content word replaced or dropped, a number changed, a
negation dropped or put in, a modal or a qualifier dropped, two words swapped. A word dropped at either end leaves a shorter quotation
that is still word for word, so only inner words are dropped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from crossfoot.checks.quotes import quote_altered, quote_not_in_source
from crossfoot.document import Span
from crossfoot.finding import Finding, Tick
from crossfoot.formats import document_from_text
from crossfoot.ledger import Ledger
from crossfoot.reading.spoken import stem, weight_of, wording
from crossfoot.sources import Case

WORD = re.compile(r"\w+(?:['’]\w+)*")
AUXILIARIES = ("is", "are", "was", "were", "will", "would", "can", "could", "should", "has", "have", "had", "does", "do", "did")


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("transcripts", type=Path)
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--show", type=int, default=0, help="so many misses of each kind")
    options = parser.parse_args()
    pairs = _lines(options.pairs)
    texts = {one["id"]: one["text"] for one in _lines(options.transcripts)}
    faithful, differing = [p for p in pairs if p["exact"]], [p for p in pairs if not p["exact"]]

    @cache
    def source(name: str) -> Ledger:
        return Ledger(document_from_text(texts[name], name=name))

    began = time.process_time()
    for title, group in (("word for word", faithful), ("differing", differing)):
        print(f"{title}: {len(group)}", dict(Counter(verdict(p["quote"], source(p["transcript"])) for p in group).most_common()))
    others = [(p["quote"], pairs[(at + len(pairs) // 2) % len(pairs)]["transcript"]) for at, p in enumerate(pairs)]
    elsewhere = [(quote, verdict(quote, source(name))) for quote, name in others]
    print(f"beside another day's transcript: {len(pairs)}", dict(Counter(outcome for _, outcome in elsewhere).most_common()))
    for quote, outcome in [one for one in elsewhere if one[1] in ("error", "warning")][: options.show]:
        print("      ", outcome, "|", quote)
    print(f"{(time.process_time() - began) / len(pairs) * 1000:.1f} ms a quotation, transcripts indexed")
    pool = [word for p in faithful for word in WORD.findall(p["quote"]) if _is_content(word)]
    for name, change in CHANGES.items():
        _report(name, change, faithful, source, pool, options)


def _report(name: str, change: Change, faithful: list[Any], source: Callable[[str], Ledger], pool: list[str], options: Any) -> None:
    """One line: how many quotations could be changed so, and what was said of them."""
    chance = random.Random(f"{options.seed} {name}")
    said: Counter[str] = Counter()
    missed = []
    for pair in faithful:
        changed = change(pair["quote"], chance, pool)
        if changed is not None and len(wording(changed).keys) >= quote_altered.ENOUGH:
            outcome = verdict(changed, source(pair["transcript"]))
            said[outcome] += 1
            missed += [(outcome, changed)] if outcome not in ("error", "warning") else []
    tried = sum(said.values())
    print(f"{name:18} {tried:4} changed, found {(said['error'] + said['warning']) / max(1, tried):6.1%}", dict(said.most_common()))
    for outcome, text in missed[: options.show]:
        print("      ", outcome, "|", text)


def verdict(quote: str, source: Ledger) -> str:
    """error, warning, tick, undecided, absent or silent."""
    story = document_from_text(quote)
    case = Case(Ledger(story, quoted=(Span(0, len(quote)),)), (source,))
    outcomes = [*quote_altered.check.find(case), *quote_not_in_source.check.find(case)]
    if not outcomes:
        return "silent"
    worst = outcomes[0]
    return worst.severity if isinstance(worst, Finding) else "tick" if isinstance(worst, Tick) else "undecided"


Change = Callable[[str, random.Random, list[str]], str | None]


def _is_content(word: str) -> bool:
    keys = wording(word).keys
    return len(word) >= 4 and len(keys) == 1 and weight_of(keys[0]) == "content"


def replaced(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """One content word is another."""
    words = [m for m in WORD.finditer(quote) if _is_content(m.group())]
    if not words:
        return None
    match = chance.choice(words)
    others = [word for word in pool if word.lower() != match.group().lower() and stem(word.lower()) != stem(match.group().lower())]
    return quote[: match.start()] + chance.choice(others) + quote[match.end() :]


def dropped(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """One inner content word is gone."""
    return _without(quote, chance, [m for m in list(WORD.finditer(quote))[1:-1] if _is_content(m.group())])


def renumbered(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """One number is another."""
    numbers = list(re.finditer(r"\b\d+\b", quote))
    if not numbers:
        return None
    match = chance.choice(numbers)
    digit = chance.randrange(len(match.group()))
    figures = list(match.group())
    figures[digit] = chance.choice([d for d in "123456789" if d != figures[digit]])
    return quote[: match.start()] + "".join(figures) + quote[match.end() :]


def affirmed(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """A negation is gone."""
    negations = list(re.finditer(r"\b(?:not|never)\s|(?<=\w)n['’]t\b", quote))
    inner = [m for m in negations if m.start() > 0]
    if not inner:
        return None
    match = chance.choice(inner)
    return (quote[: match.start()] + quote[match.end() :]).replace(" ca ", " can ").replace(" wo ", " will ")


def negated(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """A "not" is put in."""
    places = list(re.finditer(rf"\b(?:{'|'.join(AUXILIARIES)})\b(?=\s\w)(?!\snot)", quote))
    if not places:
        return None
    match = chance.choice(places)
    return quote[: match.end()] + " not" + quote[match.end() :]


def bent(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """A modal or a qualifier inside is gone."""
    return _without(quote, chance, [m for m in list(WORD.finditer(quote))[1:-1] if weight_of(m.group().lower()) in ("modal", "qualifier")])


def swapped(quote: str, chance: random.Random, pool: list[str]) -> str | None:
    """Two words that stand side by side change places."""
    words = list(WORD.finditer(quote))
    pairs = [
        (a, b)
        for a, b in pairwise(words)
        if quote[a.end() : b.start()] == " "
        and _is_content(a.group())
        and _is_content(b.group())
        and a.group().lower() != b.group().lower()
    ]
    if not pairs:
        return None
    a, b = chance.choice(pairs)
    return quote[: a.start()] + b.group() + " " + a.group() + quote[b.end() :]


def _without(quote: str, chance: random.Random, words: list[re.Match[str]]) -> str | None:
    if not words:
        return None
    match = chance.choice(words)
    return quote[: match.start()] + quote[match.end() :].lstrip()


CHANGES: dict[str, Change] = {
    "content word": replaced,
    "word dropped": dropped,
    "number": renumbered,
    "negation dropped": affirmed,
    "negation put in": negated,
    "modal, qualifier": bent,
    "order": swapped,
}


def _lines(path: Path) -> list[Any]:
    plain = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in plain.splitlines() if line.strip()]


if __name__ == "__main__":
    main()
