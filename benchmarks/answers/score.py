"""Prints the table: every entrant on every set, and "not run" for what was not run.

    python benchmarks/answers/score.py ANSWERS.jsonl... [--list]

Entrants of `entrants.toml` without a file stand in the table as well. With --list, what each found and its alarms are named.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from answers import Answers, NotAnswers, read_answers
from items import HERE, SETS, Item, items, prompts_mark
from scoring import Score, score_of

RUNS = 5  # of an entrant whose answers vary
NAMES = {"story": "stories", "pair": "stories beside their sources", "claim": "sentences beside their table"}
HEAD = ("entrant", "runs", "answered", "recall", "alarms a clean item", "precision", "always / ever", "a run", "s an item")


def accepted(answers: Answers, path: Path) -> Answers:
    """The answers, where they were given to the prompts as they are frozen."""
    frozen = (HERE / "prompts" / "FROZEN").read_text(encoding="utf-8").strip()
    if prompts_mark() != frozen:
        raise NotAnswers(f"{HERE / 'prompts'}: the prompts are not those that were frozen ({frozen[:12]}...).")
    if answers.prompts != frozen:
        raise NotAnswers(f"{path}: these are answers to other prompts ({answers.prompts[:12]}..., not {frozen[:12]}...).")
    return answers


def table(all_items: Sequence[Item], told: Sequence[Answers], expected: Sequence[str]) -> Iterator[str]:
    """The lines of the table."""
    for kind in SETS:
        asked = [item for item in all_items if item.set == kind]
        planted = sum(len(item.errors) for item in asked)
        clean = sum(not item.errors for item in asked)
        yield f"{NAMES[kind]}: {len(asked)} items, {planted} errors in {len(asked) - clean}, {clean} clean"
        rows = [HEAD, *(_row(answers.entrant, score_of(asked, answers), answers) for answers in told)]
        rows += [_row(name, None, None) for name in expected if name not in {answers.entrant for answers in told}]
        widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(len(HEAD))]
        yield from ("  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows)
        yield ""
    yield from _unknown(all_items, told)


def _row(entrant: str, score: Score | None, answers: Answers | None) -> tuple[str, ...]:
    if score is None or answers is None:
        return entrant, "not run"
    of = f" of {RUNS}" if answers.varies and len(score.runs) < RUNS else ""
    answered = "/".join(dict.fromkeys(str(len(run.read)) for run in score.runs))
    steady = f"{score.always} / {score.ever}" if len(score.runs) > 1 else "one run"
    cost, seconds = score.mean_of("cost"), score.mean_of("seconds")
    read = sum(len(run.read) for run in score.runs) / len(score.runs)
    return (
        entrant,
        f"{len(score.runs)}{of}",
        answered,
        _with_spread(score, "recall", percent=True),
        _with_spread(score, "per_clean"),
        _with_spread(score, "precision", percent=True),
        steady,
        f"{cost:.2f} {answers.currency}".rstrip() if cost is not None else "not told",
        f"{seconds / read:.2f}" if seconds is not None else "not told",
    )


def _with_spread(score: Score, what: str, *, percent: bool = False) -> str:
    """ "61.2 % ± 1.4": the mean, and the standard deviation between runs."""
    average, spread = score.mean_of(what), score.spread_of(what)
    if average is None:
        return "nothing said"
    shown = f"{100 * average:.1f} %" if percent else f"{average:.2f}"
    between = "" if spread is None else f" ± {100 * spread:.1f}" if percent else f" ± {spread:.2f}"
    return shown + between


def _unknown(all_items: Sequence[Item], told: Sequence[Answers]) -> Iterator[str]:
    known = {item.id for item in all_items}
    for answers in told:
        gone = {answer.item for answer in answers.all} - known
        if gone:
            yield f"{answers.entrant}: {len(gone)} items that it answers are no longer among the items, and count for nothing."


def _listed(all_items: Sequence[Item], told: Sequence[Answers]) -> Iterator[str]:
    for answers in told:
        for kind in SETS:
            score = score_of([item for item in all_items if item.set == kind], answers)
            for one in score.runs[0].read if score else ():
                for at, error in enumerate(one.item.errors):
                    yield f"{answers.entrant}: {'found ' if at in one.found else 'missed'} {one.item.id}: {error.words}"
                if one.alarms:
                    yield f"{answers.entrant}: {one.alarms} alarms on {one.item.id}, {one.nowhere} without a place"


def main() -> int:
    """Exit status 2 where answers cannot be scored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", help="of the first run of each")
    options = parser.parse_args()
    try:
        told = [accepted(read_answers(path), path) for path in options.answers]
    except NotAnswers as trouble:
        print(trouble, file=sys.stderr)
        return 2
    expected = tomllib.loads((HERE / "entrants.toml").read_text(encoding="utf-8"))["entrants"]
    print("\n".join(table(items(), told, expected)))
    if options.list:
        print("\n".join(_listed(items(), told)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
