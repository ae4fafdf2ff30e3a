"""Names with what stands around them: title, role, acronym in brackets, whether they speak, whether they are human by what follows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..document import Span
from .names import Name, names_in
from .paragraphs import Paragraph
from .places import listed
from .roles import Role, role_after, role_before, speaks_after, speaks_before

_ACRONYM = re.compile(r"(?:['’]s)?\s\((?:the\s)?[\"“‘']?([A-Z][A-Za-z&]{1,9})s?[\"”’']?\)")
_AGED = re.compile(r",\s(?:aged?\s)?\d{1,3}(?=[,.;]| (?:and|of|from|who|was|said)\b)|\s\(\d{1,3}\)")
_WHO = re.compile(r",?\s(?:who|whose|himself|herself)\b")
_FORMER = re.compile(r"\b(?:(?:[Ff]ormer|acting|deputy|then|ex|state|assistant|interim|vice|late|retired)[ -])+$")


class Met(NamedTuple):
    """A name in a paragraph with what stands around it; all places are positions in the paragraph.

    `owns`: someone's role follows it."""

    name: Name
    title: str | None
    before: Role | None
    after: Role | None
    speaks: bool
    human: bool
    acronym: str | None
    acronym_span: Span | None
    located: bool
    owns: bool = False
    honorific: str = ""


# A name with what stands around it, and where its paragraph starts.
Placed = tuple[int, Met]


def in_title_case(paragraph: Paragraph) -> bool:
    """True for a headline, and for a line in which nearly every word has a capital: capitals there name nothing."""
    if paragraph.kind == "headline":
        return True
    if len(paragraph.text) > 240:
        return False
    words = re.findall(r"[^\W\d_]+", paragraph.text)
    long = [word for word in words if len(word) > 3]
    if paragraph.text.rstrip("\"”’' )").endswith((".", "!", "?", ":", ";")):
        # A sentence of names still has its verb in small letters.
        return len(long) > 3 and not any(word.islower() and word not in listed("names", "small") for word in words)
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


@lru_cache(maxsize=4096)
def met_in(text: str) -> tuple[Met, ...]:
    """The names of a paragraph with their surroundings."""
    met = [_met(text, name) for name in names_in(text)]
    # "Juntos executive director Erika Lowe": what ends where a role begins has people in office.
    roles = {one.before.span.start - 1 for one in met if one.before is not None}
    # "spokesman for Ask Dunmore", "a teacher at Oak Lane"
    owners = {one.after.owner.start for one in met if one.after is not None and one.after.owner is not None}
    owners = {at for at in owners if text[max(0, at - 4) : at] in ("for ", " at ")}
    # "Colin Lowe, Harbour Rising's executive director"
    owned = {one.after.owner.end - 2 for one in met if one.after is not None and one.after.owner is not None}
    return tuple(
        one._replace(owns=True)
        if one.name.span.end in roles or (one.name.kind is None and (one.name.span.start in owners or one.name.span.end in owned))
        else one
        for one in met
    )


def _met(text: str, name: Name) -> Met:
    start, end = name.span
    if name.kind == "thing":
        return Met(name, None, None, None, False, False, None, None, False)
    first = name.title.start if name.title else start
    acronym = _ACRONYM.match(text, end)
    aged = _AGED.match(text, end) is not None
    return Met(
        name,
        _title(text, name),
        role_before(text, name.front.start if name.front else first),
        role_after(text, end),
        speaks_after(text, end) or speaks_before(text, first),
        aged or _WHO.match(text, end) is not None,
        acronym.group(1) if acronym else None,
        Span(*acronym.span(1)) if acronym else None,
        _located(text, start),
        honorific=text[name.title.start : name.title.end] if name.title else "",
    )


def _located(text: str, start: int) -> bool:
    """True after "in" and its like, where places stand."""
    if not start or text[start - 1] != " ":
        return False
    before = text[max(0, start - 24) : start - 1].removesuffix(" downtown").removesuffix(" nearby").removesuffix(" central")
    return before.rpartition(" ")[2].lower() in ("in", "near", "across", "outside", "throughout")


def _title(text: str, name: Name) -> str | None:
    """The office before a name, with small words that belong to it: "former President"; not "Mr"."""
    if name.title is None:
        return None
    written = text[name.title.start : name.title.end]
    if all(word in listed("titles", "honorifics") for word in written.split()):
        return None
    # "former Ohio Gov. Ann Lowe"
    first = name.front.start if name.front else name.title.start
    lead = _FORMER.search(text, max(0, first - 24), first)
    return (lead.group() if lead else "") + written
