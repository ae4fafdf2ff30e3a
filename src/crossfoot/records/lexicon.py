"""Which words of a claim the table understands: its measures, its members, its categories, in the words of the mapping and of the cells.

The longest run of words wins. A cell counts as a name only where it is written with a capital, unless the mapping lists the word. What no
entry explains is handed back as unexplained: a claim is only decided where nothing is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from .holdings import quoted
from .loading import NAMES_AT_MOST, Table
from .mapping import Members, TableMapping

MeaningKind = Literal["measure", "category", "value", "noun", "universe", "withheld", "verb", "against", "together", "feat"]
COUNTING = ("measure", "verb", "against", "together", "feat")
WORDS_AT_MOST = 12


class Meaning(NamedTuple):
    """What a run of words can mean: `ref` names the measure, category or column; `values` the members of a column.
    `loose`: the member covers more than these words say ("Pennsylvania" of the Philadelphia office); `short`: they are only the last of its
    name."""

    kind: MeaningKind
    ref: str
    values: tuple[str, ...] = ()
    loose: bool = False
    short: bool = False


class Word(NamedTuple):
    """A word of the claim: its place, as printed, and folded (lower case, without possessive or plural)."""

    start: int
    end: int
    text: str
    key: str


class Match(NamedTuple):
    """A run of words (by number, half open) and what it can mean."""

    first: int
    after: int
    meanings: tuple[Meaning, ...]


_WORD = re.compile(r"(?:[A-Za-z]\.){2,6}|[^\W_]+(?:['’][^\W_]{1,3})?")
_AFTER_NAMES = re.compile(r"Jr\.?|Sr\.?|I{2,3}|IV", re.IGNORECASE)
_PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\W]+")


def words_of(text: str) -> list[Word]:
    """The words of a text, folded."""
    return [Word(m.start(), m.end(), m.group(), folded(m.group())) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """ "offices", "office's" and "Office" are one word."""
    plain = word.casefold().replace(".", "").replace("’", "'")
    plain = plain.removesuffix("'s").removesuffix("'")
    if len(plain) > 3 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("sses", "shes", "ches", "xes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def plain_words(name: str) -> str:
    """A column's name as words: "beer_servings" and "BeerServings" are beer servings."""
    return " ".join(part for part in _PARTS.split(name) if part)


@dataclass(slots=True)
class Lexicon:
    """Every phrase the table understands."""

    table: Table
    mapping: TableMapping
    phrases: dict[tuple[str, ...], list[Meaning]] = field(default_factory=dict)
    names: set[tuple[str, ...]] = field(default_factory=set)
    longest: dict[str, int] = field(default_factory=dict)  # words of the longest phrase that begins with a word
    counted: set[str] = field(default_factory=set)  # words that begin the name of what is counted, or say that something is

    def add(self, phrase: str, meaning: Meaning, *, name: bool = False) -> None:
        """One phrase more; `name` where a capital is asked for."""
        key = tuple(word.key for word in words_of(phrase))
        if not key or len(key) > WORDS_AT_MOST:
            return
        self.longest[key[0]] = max(len(key), self.longest.get(key[0], 0))
        if meaning.kind in COUNTING or (meaning.kind == "value" and self.in_brackets):
            self.counted.add(key[0])
        meanings = self.phrases.setdefault(key, [])
        if meaning not in meanings:
            meanings.append(meaning)
        if name:
            self.names.add(key)
        else:
            self.names.discard(key)

    @property
    def in_brackets(self) -> bool:
        """Whether figures may stand behind a name without a word of their own."""
        return any(one.after_name for one in self.mapping.together)

    def may_count(self, words: Iterable[Word]) -> bool:
        """Whether some of the words may be the name of what the table counts."""
        return any(word.key in self.counted for word in words)

    def match_at(self, words: list[Word], at: int) -> Match | None:
        """The longest run of words from one word on that means something, and what."""
        for after in range(min(len(words), at + self.longest.get(words[at].key, 0)), at, -1):
            key = tuple(word.key for word in words[at:after])
            meanings = self.phrases.get(key)
            if not meanings:
                continue
            if key in self.names and not any(word.text[:1].isupper() or word.text[:1].isdigit() for word in words[at:after]):
                continue
            return Match(at, after, tuple(meanings))
        return None


def lexicon_of(table: Table, mapping: TableMapping) -> Lexicon:
    """The phrases of a table under its mapping."""
    lexicon = Lexicon(table, mapping)
    for members in mapping.members:
        _add_members(lexicon, table, members)
    for measure in mapping.measures:
        for phrase in measure.words:
            lexicon.add(phrase, Meaning("measure", measure.name))
        for phrase in measure.verbs:
            lexicon.add(phrase, Meaning("verb", measure.name))
        for phrase in measure.against:
            lexicon.add(phrase, Meaning("against", measure.name))
    for category in mapping.categories:
        for phrase in category.words:
            lexicon.add(phrase, Meaning("category", category.name))
    for number, together in enumerate(mapping.together):
        for phrase in together.words:
            lexicon.add(phrase, Meaning("together", str(number)))
    for number, feat in enumerate(mapping.feats):
        for phrase in feat.words:
            lexicon.add(phrase, Meaning("feat", str(number)))
    for phrase in mapping.universe:
        lexicon.add(phrase, Meaning("universe", phrase))
    for number, withheld in enumerate(mapping.withheld):
        for phrase in withheld.words:
            lexicon.add(phrase, Meaning("withheld", str(number)))
    return lexicon


def _add_members(lexicon: Lexicon, table: Table, members: Members) -> None:
    column = members.column
    for phrase in members.words:
        lexicon.add(phrase, Meaning("noun", column))
    if table.columns[column] == "text":
        for value in table.values(column):
            if value not in members.leave_out and value not in members.totals:
                lexicon.add(value, Meaning("value", column, (value,)), name=True)
        for phrase, value, short in _other_names(table, members):
            lexicon.add(phrase, Meaning("value", column, (value,), short=short), name=True)
    for value, synonyms in members.values:
        for phrase in synonyms:
            lexicon.add(phrase, Meaning("value", column, (value,)))
    for value, parts in members.covers:
        for phrase in parts:
            lexicon.add(phrase, Meaning("value", column, (value,), loose=True))


def _other_names(table: Table, members: Members) -> Iterator[tuple[str, str, bool]]:
    """The names in other columns ("Miami", "Miami Heat" of the Heat), and the last words of names; each where only one member has it."""
    name = quoted(members.column)
    found: list[tuple[str, str, bool]] = []
    for column in members.called:
        there = f"FROM records WHERE {name} IS NOT NULL AND {quoted(column)} IS NOT NULL"
        rows = table.ask(f"SELECT DISTINCT CAST({quoted(column)} AS VARCHAR), CAST({name} AS VARCHAR) {there} LIMIT {NAMES_AT_MOST}")
        found += [(phrase, value, False) for other, value in rows for phrase in (other, f"{other} {value}")]
    if members.shortened:
        found += [(_last_name(value), value, True) for value in table.values(members.column)]
    bearers: dict[str, set[str]] = {}
    for phrase, value, _ in found:
        bearers.setdefault(folded(phrase), set()).add(value)
    return ((phrase, value, short) for phrase, value, short in found if phrase and phrase != value and len(bearers[folded(phrase)]) == 1)


def _last_name(name: str) -> str:
    """ "Wall" for "John Wall", "Hardaway" for "Tim Hardaway Jr."."""
    parts = [part for part in name.split() if not _AFTER_NAMES.fullmatch(part)]
    return parts[-1] if len(parts) > 1 else ""
