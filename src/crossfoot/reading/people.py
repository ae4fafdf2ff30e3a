"""Who is who in a story: people, organisations, groups, places and papers, each with every place where it is named.

A name is given in full once and comes back shorter: as a surname, an acronym, "the mayor", "the agency". Two names are taken for one
party only where one party fits; otherwise the shorter name is left alone. A headline names nobody new.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from ..document import Span
from .cast import Cast, Player, Stray, initials, organisation_key, sorts_of
from .meetings import Met, Placed, in_title_case, met_in
from .names import Name
from .paragraphs import Paragraph, Story
from .places import listed, place_key, usual_name
from .roles import heads
from .taken_up import called, taken_up


def cast_of(story: Story) -> Cast:
    """Everyone and everything a story names."""
    headlines = [p for p in story.paragraphs if in_title_case(p)]
    begun = {p.start for p in headlines}
    bodies = [p for p in story.paragraphs if p.start not in begun]
    met = [(p.start, one) for p in bodies for one in met_in(p.text)]
    cast = Cast()
    _introduce(cast, met)
    _mention(cast, met)
    taken_up(cast, bodies, met)
    _headlines(cast, headlines)
    return cast


_WORD = re.compile(r"[^\W_]+(?:[-&.]\w+)*")


def _introduce(cast: Cast, met: list[Placed]) -> None:
    """Full names first: everyone who is a person, an organisation or a place by name or by what is said of it."""
    alone: Counter[str] = Counter()
    for _, one in met:
        if len(one.name.words) == 1 and one.name.kind is None:
            # "Reid said" shows a surname as well as two that only stand there.
            alone[one.name.text] += 1 + one.speaks
    # Longer names first: "Policy Committee" is the Senate Policy Committee where there is only one.
    for _, one in sorted(met, key=lambda placed: -len(placed[1].name.words)):
        kind = _shown_kind(one, alone)
        if kind == "person" and len(one.name.words) > 1 and not _is_surname(cast, one.name):
            cast.person(one.name.words, one.name.text)
        elif kind == "organisation":
            player = cast.organisation(one.name.text)
            if one.acronym and _abbreviates(one.acronym, one.name.text):
                _also(cast, player, one.acronym)
    _infer_acronyms(cast)
    for _, one in met:
        # "President Obama" beside a "Michelle Obama" who is no president
        bearer = cast.by_surname(one.name.text) if one.title and one.name.text in listed("names", "alone") else None
        if bearer is not None and not _bears(met, bearer, one):
            cast.person(one.name.words, one.name.text)


def _is_surname(cast: Cast, name: Name) -> bool:
    """True for "Van der Berg" that opens a sentence, after "Ursula van der Berg", and for "Ms. Watson Lowe", after "Ann Watson Lowe"."""
    leads = name.title is not None or name.words[0].lower() in listed("names", "particles")
    return leads and cast.by_surname(name.text) is not None


def _bears(met: list[Placed], bearer: Player, one: Met) -> bool:
    """True when someone is given that title, or none, under the full name."""
    titles = [other.title for _, other in met if other.name.words[-1] == one.name.text and len(other.name.words) > 1 and other.title]
    return one.title in titles or bearer.name.split()[0] not in listed("names", "families")


def _shown_kind(one: Met, alone: Counter[str]) -> str | None:
    name = one.name
    if (
        one.before is not None
        and one.before.body
        and name.title is None
        and (name.kind is None or (name.kind == "person" and one.before.head not in heads()))
    ):
        # "drugs group Eli Lowe", "retailer Dunmore"
        return "organisation"
    if name.kind == "place" and one.after is not None and one.after.body and usual_name(name.text) is None:
        # "Harbour Bridge, the research group"
        return "organisation"
    if name.kind is not None:
        return name.kind
    if len(name.words) > 1 and (one.acronym or one.owns) and not _no_body(name.words[-1]):
        return "organisation"
    if one.after is not None and one.after.body:
        return "organisation"
    if one.located and (name.words[-1] in ("City", "Town") or _a_town(one)):
        return "place"
    role = one.before is not None or one.after is not None
    if role or one.human:
        return "person" if not name.the and len(name.words) < 5 else None
    if (
        len(name.words) in (2, 3)
        and not name.the
        and (name.words[0].lower() not in listed("common", "words") or name.words[0] in listed("names", "given"))
        and (one.speaks or alone[name.words[-1]] > (name.words[-1] not in listed("names", "alone")))
        and not _odd(name)
    ):
        return "person"
    return None


def _a_town(one: Met) -> bool:
    """True for a name that only stands where places stand: "in Garden Grove"."""
    return (
        len(one.name.words) < 3
        and not (one.speaks or one.human or one.owns or one.before or one.after or one.acronym or one.name.the or one.name.title)
        and not any(
            word.lower() in listed("common", "words") or word.isupper() or word in listed("names", "given") for word in one.name.words
        )
    )


def _no_body(last: str) -> bool:
    """True for the last word of "North Korean" and "Certified Public Accountant"."""
    return last in listed("places", "demonyms") or last.lower() in heads()


def _odd(name: Name) -> bool:
    """Capitalised pairs that are no person although one of the words comes back alone: "Safe City", "Latino Heritage"."""
    return any(
        word in listed("places", "demonyms")
        or word in listed("organisations", "known")
        or (usual_name(word) and word not in listed("places", "names_too"))
        for word in name.words
    )


def _abbreviates(acronym: str, text: str) -> bool:
    """True for "ICE" and "FDA" beside the names they stand for; "US Food and Drug Administration" counts from "Food"."""
    begins = re.search(rf"\b{acronym[0]}", text, re.IGNORECASE)
    letters = iter(text[begins.start() :].upper() if begins else "")
    return acronym[1:].isupper() and all(letter in letters for letter in acronym.upper().replace("&", ""))


def _also(cast: Cast, player: Player, name: str) -> None:
    known = cast.full.get(organisation_key(name))
    if known is None:
        cast.full[organisation_key(name)] = player
    elif known is not player and not known.mentions:
        cast.players.remove(known)
        cast.full[organisation_key(name)] = player


def _infer_acronyms(cast: Cast) -> None:
    """ "ICE", where the story also has one "Immigration and Customs Enforcement"."""
    long: dict[str, list[Player]] = {}
    for player in cast.players:
        if player.kind == "organisation" and " " in player.name:
            long.setdefault(initials(player.name), []).append(player)
    for player in list(cast.players):
        short = player.name.replace(".", "")
        if player.kind == "organisation" and short.isupper() and len(short) > 1 and len(long.get(short, ())) == 1:
            _also(cast, long[short][0], player.name)


def _mention(cast: Cast, met: list[Placed]) -> None:
    """Every name once more, in order, each put to the one party it fits."""
    alone: Counter[str] = Counter()
    for _, one in met:
        if len(one.name.words) == 1 and one.name.kind is None:
            # "Reid said" shows a surname as well as two that only stand there.
            alone[one.name.text] += 1 + one.speaks
    singles = _singles(met)
    for start, one in met:
        player = _player(cast, one, start, alone, singles)
        if player is None:
            if len(one.name.words) == 1 and one.name.kind is None:
                cast.strays.append(Stray(_moved(one.name.span, start), one.name.text))
            continue
        player.met(_moved(one.name.span, start), one.name.text)
        if one.acronym and one.acronym_span and player.kind == "organisation" and cast.full.get(organisation_key(one.acronym)) is player:
            player.met(_moved(one.acronym_span, start), one.acronym)
        _learn(player, one, start)


def _moved(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)


def _player(cast: Cast, one: Met, start: int, alone: Counter[str], singles: dict[str, str]) -> Player | None:
    name = one.name
    kind = _shown_kind(one, alone)
    surname = cast.by_surname(name.text, start + name.span.start)
    if len(name.words) == 1 or ((kind is None or _is_surname(cast, name)) and surname):
        return _single(cast, one, kind, surname, singles)
    if kind == "person":
        return cast.person(name.words, name.text)
    if kind == "organisation":
        return cast.organisation(name.text)
    if kind == "place":
        return cast.place(name.text)
    return cast.full.get(organisation_key(name.text)) or cast.full.get(name.text.casefold())


def _single(cast: Cast, one: Met, kind: str | None, surname: Player | None, singles: dict[str, str]) -> Player | None:
    """One word: a surname of someone met, a place, an organisation, a first name, or someone who has only this name."""
    name = one.name
    if name.text in listed("names", "alone") and name.text.casefold() in cast.full:
        return cast.full[name.text.casefold()]
    if kind == "place" and usual_name(name.text) is None and (surname is not None or organisation_key(name.text) in cast.full):
        # "confidence in Lowe"
        kind = None
    if kind == "place":
        twofold = surname is not None and (one.speaks or (not one.located and name.text in listed("places", "names_too")))
        return surname if twofold else cast.place(name.text)
    if kind == "thing" and surname is not None and not name.the and name.text in _surnames_too():
        # "Park called it reckless", after Park Geun Hye was named
        return surname
    if kind in ("office", "thing"):
        return None
    if surname is not None and not (kind == "organisation" and name.text.isupper()):
        return surname
    return _known(cast, one, kind) or _alone(cast, one, singles)


@cache
def _surnames_too() -> frozenset[str]:
    return listed("organisations", "tails") | listed("places", "tails")


def _known(cast: Cast, one: Met, kind: str | None) -> Player | None:
    """The organisation of that name."""
    known = cast.full.get(organisation_key(one.name.text))
    return known if known is not None or kind != "organisation" else cast.organisation(one.name.text)


def _alone(cast: Cast, one: Met, singles: dict[str, str]) -> Player | None:
    """The first word of an organisation, a first name, a town, or what the story says of one who has no other name."""
    name = one.name
    if name.text.casefold() in cast.surnames:
        return None
    short = _first_word_of(cast, name.text)
    if short is not None:
        return short
    given = cast.by_given(name.text)
    if given is not None and given.mentions:
        return given
    if name.title is not None:
        return cast.person(name.words, name.text)
    town = cast.full.get("place " + place_key(name.text))
    if town is not None:
        return town
    match singles.get(name.text):
        case "organisation":
            return cast.organisation(name.text)
        case "person":
            return cast.person(name.words, name.text)
    return None


def _first_word_of(cast: Cast, word: str) -> Player | None:
    """ "Barclays" for "Barclays Bank", where one organisation begins so."""
    if word.lower() in listed("common", "words"):
        return None
    fits = cast.begins.get(word, [])
    return fits[0] if len(fits) == 1 and usual_name(word) is None else None


def _singles(met: list[Placed]) -> dict[str, str]:
    """What a name of one word is that belongs to no longer one: judged by everything the story says of it."""
    shown: dict[str, Counter[str]] = {}
    for _, one in met:
        name = one.name
        if len(name.words) != 1 or name.kind is not None:
            continue
        seen = shown.setdefault(name.text, Counter())
        seen["inside"] += not name.opens
        seen["speaks"] += one.speaks
        # "Juntos executive director Erika Lowe", "Juntos, a community organization"
        seen["organisation"] += one.owns or any(r is not None and r.body for r in (one.before, one.after))
        seen["person"] += (
            one.human
            or name.title is not None
            or (one.before is not None and not one.before.body)
            or (one.after is not None and not one.after.body)
        )
    kinds: dict[str, str] = {}
    for word, seen in shown.items():
        if not seen["inside"] and (word.lower() in listed("common", "words") or sum(seen.values()) < 2):
            continue
        if seen["organisation"] > 0 and seen["organisation"] >= seen["person"]:
            kinds[word] = "organisation"
        elif seen["person"] or seen["speaks"] or word in listed("names", "alone"):
            kinds[word] = "person"
    return kinds


def _learn(player: Player, one: Met, start: int) -> None:
    """Role and affiliation from the words around a mention; what was said first stays."""
    name = one.name
    if player.kind == "person" and player.sex is None and name.title is not None:
        player.sex = _sex(one.honorific)
    if player.kind == "person" and one.title is not None:
        player.heads |= called(one.title.split()[-1])
        if player.role is None:
            player.role = one.title
            player.owner = _moved(name.front, start) if name.front else None
    for role in (one.before, one.after):
        if role is None or player.kind == "place" or (player.kind == "person") == role.body:
            continue
        player.heads |= called(role.head)
        if role.body:
            player.sorts |= {role.head} | sorts_of(role.head)
        if player.role is None and role.text not in listed("roles", "plain"):
            player.role = role.text
            player.owner = _moved(role.owner, start) if role.owner else None


def _sex(honorific: str) -> str | None:
    """What "Mrs" and "Sir" show; "Dr" shows nothing."""
    return next((sex for sex in ("man", "woman") if set(honorific.split()) & listed("titles", sex)), None)


def _headlines(cast: Cast, paragraphs: list[Paragraph]) -> None:
    """Names already met, found again in headlines and lines in capitals."""
    if not paragraphs:
        return
    known: dict[str, Player] = {}
    for player in cast.players:
        for name in (player.name, *player.aliases):
            if player.kind in ("person", "organisation", "place") and name[:1].isupper():
                known.setdefault(name.casefold(), player)
    for surname, bearers in cast.surnames.items():
        if len(bearers) == 1:
            known.setdefault(surname, bearers[0])
    for paragraph in paragraphs:
        _in_headline(known, paragraph)


def _in_headline(known: dict[str, Player], paragraph: Paragraph) -> None:
    words = list(_WORD.finditer(paragraph.text))
    at = 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            start, end = words[at].start(), words[at + size - 1].end()
            player = known.get(paragraph.text[start:end].casefold()) if words[at].group()[0].isupper() else None
            if player is not None:
                player.mentions.append(Span(paragraph.start + start, paragraph.start + end))
                at += size - 1
                break
        at += 1
