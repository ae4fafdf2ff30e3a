"""The offices that stand right beside a name: "finance director Ann Roe", "Ann Roe, at present Group Financial Controller", with the
department that each is of, where it says so.

Found in any document by the words of the name, so that a source need not have made a party of somebody whom the story speaks of. A person
who holds two offices in one breath, and one who held, or stands in for, an office, has none that is told here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..document import Span
from ..reading.spoken import is_joiner, opens_relative, weight_of
from ..reading.vocabulary import words
from .alignment import Source

REACH = 8  # words behind a name in which its office may stand
BEFORE = 4  # words before an office that may say whose or what it is
MIDDLE = 3  # words of a name that may stand where the story has two
PLACES = 60  # of a surname that are looked at


@dataclass(frozen=True, slots=True)
class Title:
    """An office: its folded noun, the department it is of, if any is named, and where it stands; and where the person's name stands."""

    post: str
    department: str | None
    span: Span
    name: Span


def titles(source: Source, name: tuple[str, ...]) -> Iterator[Title]:
    """Every office that stands beside a name of two words or more."""
    for first, last in holders(source, name):
        ends = _before(source, first) or _behind(source, last)
        if ends:
            keys = source.wording.keys[slice(*ends)]
            if not set(keys) & set(words("offices")["lesser"]["words"]):
                yield Title(folded(keys[-1]), _department(keys), source.span(*ends), source.span(first, last))


def folded(key: str) -> str:
    """One noun for an office: "chairman" is "chair", and an officer is an executive."""
    key = "executive" if key == "officer" else key  # "chief executive officer"
    return str(words("offices")["same"].get(key, key))


def is_post(key: str) -> bool:
    """Whether a folded word is an office of which one person seldom holds two."""
    return folded(key) in words("offices")["posts"]["words"]


def holders(source: Source, name: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where a document has the name, with a middle name or without."""
    keys = source.wording.keys
    for at in source.places.get(name[-1], ())[:PLACES]:
        first = next((one for one in range(at - 1, max(-1, at - 1 - MIDDLE), -1) if keys[one] == name[0]), None)
        if first is not None and source.is_name(at) and all(source.before(one).strip(" .") == "" for one in range(first + 1, at + 1)):
            yield first, at + 1


def _before(source: Source, first: int) -> tuple[int, int] | None:
    """ "athletics director Hank Boyle" """
    keys = source.wording.keys
    if first < 1 or source.before(first) != " " or not is_post(keys[first - 1]):
        return None
    start = first - 1
    while start > max(0, first - 1 - BEFORE) and source.before(start) in (" ", "-") and weight_of(keys[start - 1]) != "function":
        if (
            not source.is_name(start - 1)
            and department(keys[start - 1]) is None
            and keys[start - 1] not in words("offices")["lesser"]["words"]
        ):
            break  # "said athletics director Hank Boyle"
        start -= 1
    return start, first


def _behind(source: Source, last: int) -> tuple[int, int] | None:
    """ "Shazia Anwar, at present Group Financial Controller" """
    keys = source.wording.keys
    if last >= len(keys) or source.before(last).strip() not in (",", "("):
        return None
    for at in range(last, min(len(keys), last + REACH)):
        if at > last and source.before(at) != " ":
            return None
        if opens_relative(keys[at]) or is_joiner(keys[at]) or keys[at] in ("of", "for", "to", "by"):
            return None  # "the counsel, Ann Roe, and said the president must go"
        if is_post(keys[at]):
            two = keys[at + 1 : at + 2] == ["and"] or is_post(keys[at + 1]) if at + 1 < len(keys) else False
            return None if two else (min(last + _leading(keys[last:at]), at), at + 1)
    return None


def _leading(keys: list[str]) -> int:
    """How many words lead to an office: "at present", "now the"."""
    return next((at for at, key in enumerate(keys) if weight_of(key) != "function" and key not in words("offices")["leading"]["words"]), 0)


def _department(keys: list[str]) -> str | None:
    """ "finance" of "group financial director": the word right before the office, where it is one of those that name a department."""
    return department(keys[-2]) if len(keys) > 1 else None


def department(key: str) -> str | None:
    """ "finance" for "financial"; `None` for a word that names none."""
    return _departments().get(key)


@cache
def _departments() -> dict[str, str]:
    return {word: group[0] for group in words("offices")["departments"]["groups"] for word in group}
