"""When two offices that sound alike are not one: mayor and deputy mayor."""

from __future__ import annotations

from .vocabulary import words


def is_lesser(one: str, other: str) -> bool:
    """Whether the one office is the other with "deputy", "vice", "former" before it."""
    mine, theirs = (office.casefold().replace("-", " ").split() for office in (one, other))
    lesser = words("offices")["lesser"]["words"]
    plain = [word for word in mine if word not in lesser]
    return plain != mine and plain == theirs
