"""What answers are worth: recall, alarms, precision, how much they vary from run to run, cost.

An entry finds a planted error where one of its places shares a character with the wrong words. One that finds none is an alarm, wherever it
stands: on clean copy, elsewhere in copy with errors, or nowhere, because its words are not in the text. What is found twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from answers import Answer, Answers, Entry
from items import Item, Planted


@dataclass(frozen=True, slots=True)
class Read:
    """One item as it was answered: which of its errors were found, entries that found one, alarms, and those without a place."""

    item: Item
    found: frozenset[int]
    hits: int
    alarms: int
    nowhere: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one set. `asked` items, of which some were answered; an item without an answer has nothing found in it."""

    asked: int
    planted: int
    read: tuple[Read, ...]
    cost: float | None
    seconds: float | None

    @property
    def found(self) -> int:
        """Errors found."""
        return sum(len(one.found) for one in self.read)

    @property
    def recall(self) -> float:
        """Of the errors planted, those found."""
        return self.found / self.planted if self.planted else 0.0

    @property
    def clean(self) -> int:
        """Clean items answered."""
        return sum(not one.item.errors for one in self.read)

    @property
    def clean_alarms(self) -> int:
        """Alarms on clean items."""
        return sum(one.alarms for one in self.read if not one.item.errors)

    @property
    def per_clean(self) -> float | None:
        """Alarms for each clean item that was answered; None where there was none."""
        return self.clean_alarms / self.clean if self.clean else None

    @property
    def alarms(self) -> int:
        """All alarms."""
        return sum(one.alarms for one in self.read)

    @property
    def precision(self) -> float | None:
        """Of all entries, those that found an error; None where nothing was said."""
        hits = sum(one.hits for one in self.read)
        return hits / (hits + self.alarms) if hits + self.alarms else None


def run_of(items: Sequence[Item], answers: dict[str, Answer]) -> Run:
    """One run over the items of a set."""
    told = [answers[item.id] for item in items if item.id in answers]
    read = tuple(read_of(item, answers[item.id].entries) for item in items if item.id in answers)
    planted = sum(len(item.errors) for item in items)
    return Run(len(items), planted, read, _sum(one.cost for one in told), _sum(one.seconds for one in told))


def _sum(told: Iterable[float | None]) -> float | None:
    """The sum, where every one was told."""
    given = list(told)
    return sum(one for one in given if one is not None) if given and None not in given else None


def read_of(item: Item, entries: Iterable[Entry]) -> Read:
    """What the entries make of one item."""
    wrong = [_stands(error, item.text) for error in item.errors]
    found: set[int] = set()
    hits = alarms = nowhere = 0
    for entry in entries:
        places = [place for one in entry.places for place in one.within(item.text)]
        struck = {at for at, span in enumerate(wrong) if any(_meet(span, place) for place in places)}
        found |= struck
        hits, alarms, nowhere = hits + bool(struck), alarms + (not struck), nowhere + (not places)
    return Read(item, frozenset(found), hits, alarms, nowhere)


def _stands(error: Planted, text: str) -> range:
    """Where the wrong words of a key stand; a key that is not in its text is no key."""
    start = text.index(error.sentence) + error.sentence.index(error.words)
    return range(start, start + len(error.words))


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


@dataclass(frozen=True, slots=True)
class Score:
    """An entrant on one set, over all its runs."""

    runs: tuple[Run, ...]

    def mean_of(self, what: str) -> float | None:
        """The mean of a figure over the runs that have it."""
        told = [getattr(run, what) for run in self.runs if getattr(run, what) is not None]
        return mean(told) if told else None

    def spread_of(self, what: str) -> float | None:
        """The standard deviation of a figure between runs; None for one run."""
        told = [getattr(run, what) for run in self.runs if getattr(run, what) is not None]
        return stdev(told) if len(told) > 1 else None

    @property
    def always(self) -> int:
        """Errors found in every run."""
        return len(frozenset.intersection(*map(_found, self.runs)))

    @property
    def ever(self) -> int:
        """Errors found in any run."""
        return len(frozenset.union(*map(_found, self.runs)))


def _found(run: Run) -> frozenset[tuple[str, int]]:
    return frozenset((one.item.id, at) for one in run.read for at in one.found)


def score_of(items: Sequence[Item], answers: Answers) -> Score | None:
    """The score on the items of a set; None where no run answered any of them: it was not run."""
    runs = tuple(run for number in answers.runs if (run := run_of(items, answers.of_run(number))).read)
    return Score(runs) if runs else None
