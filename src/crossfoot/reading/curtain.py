"""The cast as the ledger holds it: parties in order of first mention, each tied to the one it belongs to."""

from __future__ import annotations

from ..ledger import Party
from .cast import Cast, Player


def parties(cast: Cast) -> dict[int, Party]:
    """The parties, in order of first mention, by the identity of the player each was."""
    players = sorted((p for p in cast.players if p.mentions), key=lambda p: min(p.mentions))
    ends = {mention.end: p for p in players for mention in p.mentions}
    starts = {mention.start: p for p in players for mention in p.mentions}
    made: dict[int, Party] = {}
    for player in sorted(players, key=lambda p: (p.members != (), p.of is not None, p.owner is not None)):
        owner = player.of or _owner(player, starts, ends)
        above = made.get(id(owner)) if owner is not None and owner is not player else None
        aliases = tuple(alias for alias in player.aliases if alias != player.name)
        members = tuple(made[id(one)] for one in player.members)
        made[id(player)] = Party(player.name, player.kind, tuple(sorted(set(player.mentions))), player.role, above, aliases, members)
    return {id(p): made[id(p)] for p in players}


def _owner(player: Player, starts: dict[int, Player], ends: dict[int, Player]) -> Player | None:
    """Whose role it is: the party that ends right before the role, or stands where the owner is named."""
    if player.owner is None:
        return None
    start, end = player.owner
    after = (starts.get(at) for at in (start, start + 4))
    near = (ends.get(at) for at in (end, end - 2, start, start - 2))
    return next((one for one in (*after, *near) if one is not None and one.kind != "person"), None)
