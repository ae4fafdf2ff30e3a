"""The sentences of a source that tell of the same occasion as one of the story, looked up for the day they name.

"The storm came ashore near Cedar Point late Thursday" and "came ashore near Cedar Point at 11:40 p.m. Wednesday, September 18" share most
of their words and name one day each. Where a sentence names several, or any passage of the sources has the story's day, nothing is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import dropwhile, takewhile

from ..document import Span
from ..ledger import Ledger, Moment
from ..reading.contrasts import in_contrast
from ..reading.spoken import is_joiner, leads_to_a_date, opens_relative, says_again, stem, weight_of, wording
from ..reading.vocabulary import words
from .alignment import Source, source_of

ALIKE = 4  # telling words that two sentences share when they tell of one occasion
HALF = 0.5  # and this share of the shorter
TOLD = 2  # words from which a passage that has the story's own day is taken to bear it out
COMMON = 200  # a word in more sentences than this tells nothing
HALF_A_DAY = 12 * 60
ROUND = (60, 30, 15, 5, 1)  # minutes to which a time of day is put
LEADING = 4  # words before two dates that are the same, of which the first is no name
SHARED = 2  # telling words about two dates of one event
SEPARATORS = frozenset(",;:—–()")

Naming = Callable[[Ledger, Moment], "int | None"]


def named_weekday(ledger: Ledger, moment: Moment) -> int | None:
    """1 for a Monday: of "Monday", of "Monday, 18 September" and of a date with its year, for of any other the year was worked out."""
    if moment.weekday is not None:
        return moment.weekday + 1
    words = ledger.words(moment.span).casefold()
    if any(map(str.isdecimal, words)):
        return moment.earliest.weekday() + 1 if moment.earliest and moment.earliest == moment.latest and moment.year_stated else None
    spoken = "day" in words and "today" not in words and "yesterday" not in words
    return moment.day_of_week + 1 if spoken and moment.day_of_week is not None else None


def named_clock(ledger: Ledger, moment: Moment) -> int | None:
    """The minutes since noon or midnight of a time of day: nobody says of "at 6.30" which."""
    return moment.clock % HALF_A_DAY if moment.kind == "time" and moment.clock is not None else None


class _Sentence:
    """The telling words of a sentence, and the moments in it that name a day."""

    def __init__(self, ledger: Ledger, span: Span, moments: list[Moment], naming: Naming, values: set[Fraction]) -> None:
        dated = {key for moment in moments for key in wording(ledger.words(moment.span)).keys}
        keys = wording(ledger.words(span)).keys
        self.told = frozenset(stem(key) for key in keys if weight_of(key) == "content" and key not in dated)
        self.ledger, self.moments = ledger, moments
        self.values = values
        self.named = {naming(ledger, moment) for moment in moments}


class _Sentences:
    """The sentences of a document that name a day, and those that have a word."""

    def __init__(self, ledger: Ledger, naming: Naming) -> None:
        held: dict[Span, list[Moment]] = defaultdict(list)
        for moment in ledger.moments:
            if naming(ledger, moment) is not None:
                held[ledger.sentence_of(moment.span)].append(moment)
        values: dict[Span, set[Fraction]] = defaultdict(set)
        for figure in ledger.figures:
            if figure.quantity.value is not None:
                values[ledger.sentence_of(figure.span)].add(figure.quantity.value)
        self.of = {span: _Sentence(ledger, span, moments, naming, values[span]) for span, moments in held.items()}
        self.with_word: dict[str, list[_Sentence]] = defaultdict(list)
        for sentence in self.of.values():
            for word in sorted(sentence.told):
                self.with_word[word].append(sentence)

    def like(self, sentence: _Sentence) -> list[tuple[int, _Sentence]]:
        """The sentences that share words with one of another document, with how many; most first."""
        shared: Counter[int] = Counter()
        known: dict[int, _Sentence] = {}
        for word in sorted(sentence.told):
            holders = self.with_word.get(word, ())
            for one in holders if len(holders) <= COMMON else ():
                shared[id(one)] += 1
                known[id(one)] = one
        return [(count, known[key]) for key, count in shared.most_common()]


@lru_cache(maxsize=32)
def _sentences_of(ledger: Ledger, naming: Naming) -> _Sentences:
    return _Sentences(ledger, naming)


def _is_one(mine: _Sentence, other: _Sentence) -> bool:
    """Nothing sets the two apart, and they share a figure where both have any: 1,148 permits in 2023, 1,262 in 2024."""
    if in_contrast(mine.told, other.told):
        return False
    return not (mine.values and other.values) or bool(mine.values & other.values)


def instead(moment: Moment, story: Ledger, sources: Sequence[Ledger], naming: Naming) -> tuple[Ledger, Moment] | None:
    """What the sources name in the place of a day of the story, if all that tell of it name another."""
    named, mine = naming(story, moment), _sentences_of(story, naming).of.get(story.sentence_of(moment.span))
    if named is None or mine is None or len(mine.moments) > 1:
        return None
    like = [found for source in sources for found in _sentences_of(source, naming).like(mine)]
    most = max((count for count, _ in like), default=0)
    if any(named in other.named and count >= max(TOLD, HALF * most) for count, other in like):
        return None
    telling = [other for count, other in like if count >= max(ALIKE, HALF * min(len(mine.told), len(other.told)))]
    alone = [other for other in telling if len(other.moments) == 1 and _is_one(mine, other)]
    if not alone or len(alone) < len(telling) or len({tuple(other.named) for other in alone}) > 1:
        return None
    theirs = alone[0]
    if naming is named_weekday and not is_of_one_event(story, moment, theirs.ledger, theirs.moments[0]):
        return None
    return (theirs.ledger, theirs.moments[0])


def another_hour(moment: Moment, story: Ledger, sources: Sequence[Ledger]) -> tuple[Ledger, Moment] | None:
    """What the sources name in the place of a time of day, where it is not that time put roughly: "at 7am" for 06:52."""
    mine, theirs = named_clock(story, moment), instead(moment, story, sources, named_clock)
    there = named_clock(*theirs) if theirs else None
    if mine is None or there is None:
        return None
    apart = min((mine - there) % HALF_A_DAY, (there - mine) % HALF_A_DAY)
    rough = next(step for step in ROUND if mine % step == 0)
    # The time is there, of something else; or the words about the two times are the same.
    held = any(named_clock(ledger, one) == mine for ledger in sources for one in ledger.moments)
    same = held or (theirs is not None and is_of_one_event(story, moment, *theirs))
    return theirs if same and apart > rough // 2 else None


def is_of_one_event(story: Ledger, mine: Moment, source: Ledger, theirs: Moment) -> bool:
    """Whether two dates are dates of the same: "suspended the certificate on June 27", "the certificate was suspended on June 28".

    The words about each say the same, not all of them names, and neither has something else of its own: "arrested on 9 March" and "will
    appear in court on 18 March" are two events, and the date over a letter is the date of none."""
    here, there = About(story, mine), About(source, theirs)
    if _leads_alike(here, there):
        return True
    shared = here.told & there.told
    if len(shared) < SHARED or shared <= here.names | there.names or here.again != there.again:
        return False
    if in_contrast(here.told, there.told):
        return False
    only_here, only_there = here.told - shared, there.told - shared
    names = only_here & here.names and only_there & there.names
    return not names and not (only_here - here.names and only_there - there.names)


def _leads_alike(here: About, there: About) -> bool:
    """ "Before Judge Ana Lucero on March 12", "before Judge Ana Lucero on Thursday, March 13": what leads to the two dates is the same,
    word for word, and more than a name: "arrested Ann Roe on" and "charged Ann Roe on" are not."""
    same = [key for key, other in takewhile(lambda pair: pair[0] == pair[1], zip(here.leading, there.leading, strict=False))]
    return len(same) >= LEADING and not here.names.issuperset(map(stem, same))


class About:
    """The telling words about a date, up to where its part of the sentence ends on either side; which are names; and "again", "next"."""

    def __init__(self, ledger: Ledger, moment: Moment) -> None:
        source = source_of(ledger)
        keys, sentence = source.wording.keys, ledger.sentence_of(moment.span)
        start, stop = source.word_at(moment.span.start), source.word_at(moment.span.end)
        places = _before(source, source.word_at(sentence.start), start)
        before = [keys[at] for at in places if keys[at] not in words("dates")["weekday"]["words"]]
        self.leading = list(dropwhile(lambda key: weight_of(key) == "function", before))
        # "On June 27, 2023, the certifier ...": the comma ends nothing where the date stands first.
        opens = all(weight_of(keys[at]) != "content" for at in places)
        places += _after(source, stop, source.word_at(sentence.end), opens=opens)
        telling = [at for at in places if weight_of(keys[at]) == "content" and not says_again(keys[at]) and not leads_to_a_date(keys[at])]
        # "Division One", "Route 9"
        self.numbered = frozenset(keys[at] for at in places if keys[at].isdigit() and at - 1 in telling and source.is_name(at - 1))
        self.told = frozenset(stem(keys[at]) for at in telling)
        self.names = frozenset(stem(keys[at]) for at in telling if source.is_name(at))
        self.again = any(says_again(keys[at]) for at in places)


def _before(source: Source, first: int, start: int) -> list[int]:
    places: list[int] = []
    for at in range(start - 1, first - 1, -1):
        # "Last inspection: March 14": a label is about its date
        ends = SEPARATORS - {":"} if not places else SEPARATORS
        if ends & set(source.before(at + 1)) or _parts(source.wording.keys[at]):
            break
        places.append(at)
    return places


def _after(source: Source, stop: int, last: int, *, opens: bool) -> list[int]:
    places: list[int] = []
    for at in range(stop, last):
        skipped = opens and not places
        ends = SEPARATORS & set(source.before(at)) - ({","} if skipped else set())
        if ends or (_parts(source.wording.keys[at]) and not skipped):
            break
        places.append(at)
    return places


def _parts(key: str) -> bool:
    """ "and", "which": another part of the sentence begins."""
    return is_joiner(key) or opens_relative(key)
