"""Names of the story that are spelled nearly as one of a source: "Wolsky" for "Wolski", "Jon Ashby" for "John Ashby".

The two must be able to be one name: a first name must stand before the same surname, a surname behind the same first name. A word that is
also written small, another form of one word (America, American), and the capitals of a headline are no misspelt names.
"""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import combining, normalize

from ..reading.places import gazetteer, listed
from ..reading.roles import bodies, heads
from ..reading.spoken import stem, weight_of, wording
from .alignment import Source

LONG = 5  # letters from which a near spelling is no chance
SHORT = 3  # and beside another name that is the same
VOWELS = {"y", "i", "e"}
TWO = 2  # letters that may be wrong
LONGER = 6  # letters of a surname in which two may be, behind the same first name
TWICE = 9  # and of a name that stands alone
FEWEST = 4  # words by which a line is told to be set in capitals
PLACES = 40  # of a name of a source that are looked at


@lru_cache(maxsize=64)
def _names(source: Source) -> dict[str, list[int]]:
    """The names of a source, each with the places where it stands."""
    names: dict[str, list[int]] = {}
    dated = {at for one in source.ledger.moments for at in range(source.word_at(one.span.start), source.word_at(one.span.end))}
    for at, key in enumerate(source.wording.keys):
        if len(key) >= SHORT and at not in dated and source.is_name(at) and weight_of(key) == "content":
            names.setdefault(key, []).append(at)
    return {key: places for key, places in names.items() if len(places) == source.count(key)}


def is_set_in_capitals(source: Source, ends: tuple[int, int]) -> bool:
    """ "Brooklyn Woman Indicted for Murdering Her Father": capitals tell nothing there."""
    telling = [at for at in range(*ends) if weight_of(source.wording.keys[at]) == "content"]
    return len(telling) >= FEWEST and all(map(source.is_name, telling))


def is_first_name(source: Source, at: int) -> bool:
    """ "Ann" of "Ann Pettigrew": a first name that we know, and a surname behind it."""
    return source.wording.keys[at] in _first_names() and bool(_beside(source, at)[1])


@cache
def _first_names() -> frozenset[str]:
    return frozenset(name.lower() for name in listed("names", "given"))


def misspelt(story: Source, at: int, sources: list[Source], *, capitals: bool = False) -> tuple[Source, int] | None:
    """Where a source has a name that this one nearly is, if that name is nowhere in the story.

    In a line of `capitals` the words beside a name tell nothing."""
    key = story.wording.keys[at]
    if len(key) < SHORT or _is_a_word(key, story) or not set("aeiouy") & set(key):
        return None
    for source in sources:
        if source.count(key):
            continue
        for name, places in _names(source).items():
            far = _distance(key, name)
            if far <= TWO and not story.count(name) and not _is_a_word(name, source):
                if _are_two_people(story, key, source, name):
                    continue
                for place in places[:PLACES]:
                    alone = capitals and far == 1 and min(len(key), len(name)) > LONG and not source.opens(place)
                    if alone or _may_be_one(story, at, source, place, far):
                        return source, place
    return None


def _are_two_people(story: Source, key: str, source: Source, name: str) -> bool:
    """William Kristol and Nicholas Kristof: the first names that stand before each are other ones."""
    held = ((one, [*one.places.get(word, ()), *one.places.get(f"{word}'s", ())]) for one, word in ((story, key), (source, name)))
    here, there = ({_first(one, at) for at in places[:PLACES]} - {""} for one, places in held)
    return bool(here and there) and {first[:1] for first in here}.isdisjoint(first[:1] for first in there)


def _first(source: Source, at: int) -> str:
    """The first name that we know before a surname."""
    before = _beside(source, at)[0]
    return before if before in _first_names() else ""


def _is_a_word(key: str, source: Source) -> bool:
    """ "Office", "Officer", "While": written small elsewhere, or what a body or a person is called."""
    return key in heads() | bodies() or key not in _names(source)


def _distance(key: str, name: str) -> int:
    """How many letters are wrong, of two that may be one name."""
    if name[0] != key[0] or abs(len(name) - len(key)) > TWO or stem(name) == stem(key) or _is_another_form(key, name):
        return len(key)
    if _plain(name) == _plain(key):
        return len(key)  # "François", in a source without accents
    from rapidfuzz.distance import DamerauLevenshtein

    return 1 if _scots(key) == _scots(name) else DamerauLevenshtein.distance(name, key, score_cutoff=TWO)


def _plain(key: str) -> str:
    """Without accents."""
    return "".join(one for one in normalize("NFKD", key) if not combining(one))


def _scots(key: str) -> str:
    """ "Macdonald" and "McDonald" """
    return "mc" + key[3:] if key.startswith("mac") and len(key) > LONG else key


def _is_another_form(one: str, other: str) -> bool:
    """ "America" and "American", "Democrats" and "Democratic", "Franck" and "France": one word with another ending."""
    one, other = one.removesuffix("'s"), other.removesuffix("'s")
    if any(place.title() in gazetteer() and _is_of_a_place(people) for place, people in ((one, other), (other, one))):
        return True  # "Antarctica", "Antarctic"; "Indiana", "Indians"; "Israel", "Israelis"
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    endings = {one[same:], other[same:]}
    if one[:same].endswith("is") and endings == {"t", "m"}:
        return True  # "Leftist", "Leftism"
    if one[:same].endswith("i") and endings == {"c", "a"}:
        return True  # "Arabic", "Arabia"
    # Not "Wolsky" and "Wolski"
    return same >= SHORT and endings <= listed("names", "word_endings") | {""} and ("" in endings or not endings <= VOWELS)


def _is_of_a_place(key: str) -> bool:
    return bool({key.title(), key.title().removesuffix("s")} & listed("places", "demonyms"))


def _may_be_one(story: Source, mine: int, source: Source, theirs: int, far: int) -> bool:
    """A first name with the same surname, a surname with the same first name, or a long name that stands alone in one of the two."""
    (before, after), (their_before, their_after) = _beside(story, mine), _beside(source, theirs)
    size = min(len(story.wording.keys[mine]), len(source.wording.keys[theirs]))
    if after or their_after:
        return after == their_after and far == 1
    if before and their_before:
        initial = before[0] == their_before[0] and 1 in (len(before), len(their_before))
        # "Senate Majority", "Senate Minority"; "Dave Collins", "D Cossins"
        sure = far == 1 or (size >= LONGER and before in _first_names() and not initial)
        return (before == their_before or initial) and sure
    # "Parts of the text are binding": a capital that opens a sentence makes no name.
    return size >= LONG and (far == 1 or size >= TWICE) and not source.opens(theirs)


def _beside(source: Source, at: int) -> tuple[str, str]:
    """The name before and the name after a word, "" where there is none: titles and offices are none."""
    keys = source.wording.keys
    before = keys[at - 1] if at and source.before(at) in (" ", ". ", "-") and _is_part(source, at - 1) else ""
    after = keys[at + 1] if at + 1 < len(keys) and source.before(at + 1) in (" ", "-") and _is_part(source, at + 1) else ""
    return before, after


@cache
def _courtesies() -> frozenset[str]:
    return frozenset(key for title in listed("titles", "honorifics") for key in wording(title).keys)


def _is_part(source: Source, at: int) -> bool:
    key = source.wording.keys[at]
    return source.is_name(at) and weight_of(key) == "content" and key not in heads() and key not in _courtesies()
