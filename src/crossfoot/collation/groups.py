"""Entries of several reports put together into one row: which may stand together, and which must not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Entry = TypeVar("Entry")
MOST = 100  # entries that are put together; five reports that each give a number twenty times


class Groups(Generic[Entry]):
    """Entries in groups, told apart by identity. Two groups become one only where every two of their entries may stand together, and where
    they are not too many to be looked at two by two."""

    def __init__(self, entries: Iterable[Entry], may_meet: Callable[[Entry, Entry], bool]) -> None:
        self._may_meet = may_meet
        self._group: dict[int, list[Entry]] = {id(entry): [entry] for entry in entries}

    def join(self, one: Entry, other: Entry) -> None:
        """Puts the groups of two entries together, where they may be."""
        mine, theirs = self._group[id(one)], self._group[id(other)]
        if mine is not theirs and len(mine) + len(theirs) <= MOST and all(self._may_meet(a, b) for a in mine for b in theirs):
            mine += theirs
            self._group |= {id(entry): mine for entry in theirs}

    def all(self) -> list[list[Entry]]:
        """The groups, in the order of their first entries."""
        return list({id(group): group for group in self._group.values()}.values())
