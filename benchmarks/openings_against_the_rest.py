"""How well a wrong figure in the opening of a story is told from a right one, with the rest of the story as its source.

    python benchmarks/openings_against_the_rest.py STORIES... [--every N] [--from N] [--show N] [--alarms N]

STORIES are JSON lines, plain or gzipped, with `id`, `text` and, if known, `date`. The first sentences, a quarter of all and eight at most,
are the story; the rest is the source. Both were written by one hand, and yet say most things twice in other words, as a release and a
story do. Wrong twins are made by rule from one figure that the rest gives as well: it becomes another of the same unit that the rest gives
(of the same thing, or of another), two of its digits change places, one digit is another, the decimal point moves, or weeks become days.
A finding that touches it has found it. The opening as it was must be left alone.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import crossfoot
from crossfoot.document import Span
from crossfoot.ledger import Figure, Ledger

KINDS = ("count", "money", "percent", "measure")
MOST = 8
FEW = 10
SHARED = 3
TIMES = {"day": "week", "week": "day", "month": "week", "hour": "day", "minute": "hour", "year": "month"}
Change = Callable[[Figure, str, Ledger, random.Random], str | None]


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=1, help="only every so manieth story")
    parser.add_argument("--from", type=int, default=0, dest="since", help="the first of these")
    parser.add_argument("--show", type=int, default=0, help="so many misses of each kind")
    parser.add_argument("--alarms", type=int, default=0, help="so many alarms")
    options = parser.parse_args()
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    openings, alarms, figures = 0, 0, 0
    for row in [row for path in options.stories for row in _lines(path)[options.since :: options.every]]:
        parted = _parted(row)
        if not parted:
            continue
        opening, rest = parted
        story = crossfoot.read(opening, published=rest.document.published)
        openings, figures = openings + 1, figures + len(story.figures)
        clean = _findings(opening, rest)
        alarms += len(clean)
        for finding in clean[: max(0, options.alarms - alarms + len(clean))]:
            print("  alarm", row["id"], finding.code, finding.message, "|", _around(opening, finding.span))
        for kind, (text, span) in _twins(story, opening, rest, random.Random(row["id"])).items():
            hit = any(one.span.overlaps(span) for one in _findings(text, rest))
            tried[kind], found[kind] = tried[kind] + 1, found[kind] + hit
            if not hit and tried[kind] - found[kind] <= options.show:
                print("  missed", row["id"], kind, "|", _around(text, span))
    for kind in CHANGES:
        print(f"{kind:24} {tried[kind]:5} seeded, found {found[kind] / max(1, tried[kind]):6.1%}")
    caught, silent = sum(found.values()) / max(1, sum(tried.values())), 1 - alarms / max(1, figures)
    print(f"{openings} openings with {figures} figures: {caught:.1%} found, {alarms} alarms; balanced accuracy {(caught + silent) / 2:.1%}")


def _parted(row: Any) -> tuple[str, Ledger] | None:
    whole = crossfoot.read(row["text"], published=_day(row.get("date")), name="story")
    count = min(MOST, len(whole.sentences) // 4)
    if whole.unread or count < 2:
        return None
    cut = whole.sentences[count].start
    rest = crossfoot.read(row["text"][cut:], published=whole.document.published, name="rest")
    return row["text"][:cut].rstrip(), rest


def _twins(story: Ledger, text: str, rest: Ledger, chance: random.Random) -> dict[str, tuple[str, Span]]:
    """One of each kind that can be made."""
    able = [one for one in story.figures if one.kind in KINDS and _is_told_again(one, story, rest)]
    able = [one for one in able if not any(place.holds(one.span) for place in story.quoted)]
    twins: dict[str, tuple[str, Span]] = {}
    for kind, change in CHANGES.items():
        for one in chance.sample(able, len(able)):
            written = text[one.span.start : one.span.end]
            words = change(one, written, rest, chance)
            if words and words != written:
                twins[kind] = (text[: one.span.start] + words + text[one.span.end :], Span(one.span.start, one.span.start + len(words)))
                break
    return twins


def _is_told_again(figure: Figure, story: Ledger, rest: Ledger) -> bool:
    """The rest has the number, which chance does not repeat, in a sentence that shares words with its own."""
    if figure.kind == "count" and (figure.quantity.value or 0) < FEW:
        return False
    again = [one for one in rest.figures if (one.kind, one.quantity.unit) == (figure.kind, figure.quantity.unit)]
    again = [one for one in again if one.quantity.value == figure.quantity.value is not None]
    return any(len(_words(story, figure) & _words(rest, one)) >= SHARED for one in again)


def _words(ledger: Ledger, figure: Figure) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", ledger.words(ledger.sentence_of(figure.span)).lower()))


def _another(*, of_the_same: bool) -> Change:
    def change(figure: Figure, written: str, rest: Ledger, chance: random.Random) -> str | None:
        like = [one for one in rest.figures if _is_alike(one, figure) and _is_one_thing(one, figure) == of_the_same]
        like = [one for one in like if not any(place.holds(one.span) for place in rest.quoted)]
        return rest.words(chance.choice(like).span) if like else None

    return change


def _is_alike(one: Figure, figure: Figure) -> bool:
    values = one.quantity.value, figure.quantity.value
    alike = one.kind == figure.kind and one.quantity.unit == figure.quantity.unit and None not in values
    return alike and values[0] != values[1] and not (one.hedge or figure.hedge)


def _is_one_thing(one: Figure, figure: Figure) -> bool:
    return one.kind != "count" or bool(one.counted and figure.counted and one.counted.key == figure.counted.key)


def _turned(figure: Figure, written: str, rest: Ledger, chance: random.Random) -> str | None:
    digits = [at for at, letter in enumerate(written) if letter.isdecimal()]
    pairs = [(one, two) for one, two in itertools.pairwise(digits) if written[one] != written[two]]
    pairs = [(one, two) for one, two in pairs if one != digits[0] or written[two] != "0"]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    return written[:one] + written[two] + written[one + 1 : two] + written[one] + written[two + 1 :]


def _one_digit(figure: Figure, written: str, rest: Ledger, chance: random.Random) -> str | None:
    digits = [at for at, letter in enumerate(written) if letter.isdecimal()]
    if len(digits) < 2:
        return None
    at = chance.choice(digits)
    return written[:at] + chance.choice([one for one in "123456789" if one != written[at]]) + written[at + 1 :]


def _moved_point(figure: Figure, written: str, rest: Ledger, chance: random.Random) -> str | None:
    number = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", written)
    if not number or len(number[0].replace(",", "").replace(".", "").strip("0")) < 2:
        return None
    plain = number[0].replace(",", "")
    whole, _, part = plain.partition(".")
    other = f"{whole}{part}" if part else f"{int(whole):,}0" if len(whole) < 3 else f"{whole[:-1]}.{whole[-1]}"
    return written[: number.start()] + other.lstrip("0") + written[number.end() :]


def _other_time(figure: Figure, written: str, rest: Ledger, chance: random.Random) -> str | None:
    unit = figure.quantity.unit or ""
    return re.sub(rf"\b{unit}", TIMES[unit], written) if unit in TIMES and re.search(rf"\b{unit}", written) else None


CHANGES: dict[str, Change] = {
    "another of the same": _another(of_the_same=True),
    "another thing's": _another(of_the_same=False),
    "digits changed round": _turned,
    "one digit": _one_digit,
    "decimal point": _moved_point,
    "unit of time": _other_time,
}


def _findings(text: str, rest: Ledger) -> list[Any]:
    report = crossfoot.check(text, sources=[rest.document], published=rest.document.published, select=("S101", "S102"))
    return list(report.stories[0].findings)


def _around(text: str, span: Span) -> str:
    return f"{text[max(0, span.start - 120) : span.start]}[{text[span.start : span.end]}]{text[span.end : span.end + 100]}".replace(
        "\n", " "
    )


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10])
    except ValueError:
        return None


def _lines(path: Path) -> list[Any]:
    plain = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in plain.splitlines() if line.strip()]


if __name__ == "__main__":
    main()
