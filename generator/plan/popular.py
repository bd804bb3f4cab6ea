"""What is used in too many places to name them all beside it, and the pages of its places.

This is known when every article was read whole, after the plan of all that the heads of articles tell.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.plan.levels import by_letter
from generator.plan.orders import owner_name
from generator.plan.parts import Entry, Listing, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from generator.facts.prose import Owner
    from generator.model.site import Site
    from generator.plan.limits import Limits
    from generator.plan.parts import Levels
    from generator.plan.used_in import UsedBy

USERS: Final[Mapping[str, frozenset[str]]] = {
    "fact": frozenset({"article", "page", "fact", "event", "term"}),
    "term": frozenset({"article", "page"}),
    "event": frozenset({"article", "page"}),
    "source": frozenset({"article", "page", "fact", "event", "term"}),
    "person": frozenset({"article", "page", "fact", "event"}),
}
"""The kinds of entries that the place of an entry names as using it."""


@dataclass(frozen=True, slots=True)
class Users:
    """What uses an entry that is used in too many places to name them all beside it.

    `users` are in the order of their names; the ids of the listing are their indices.
    """

    users: tuple[UsedBy, ...]
    pages: Listing


@dataclass(frozen=True, slots=True)
class Popular:
    """What is used in many places, by kind and id, and how many an entry of the glossary or the timeline names."""

    entries: Mapping[tuple[str, str], Users] = field(default_factory=dict)
    few: Mapping[str, int] = field(default_factory=dict)


def popular(site: Site, used_in: Mapping[tuple[str, str], tuple[UsedBy, ...]], limits: Limits) -> Popular:
    """Give what is used in more places than are named beside it; `used_in` gives who uses what, by kind and id."""
    kinds = (("person" if kind == "author" else kind, id_) for kind, id_ in used_in)
    # Authors may be words instead of ids, and ids may be of nothing: neither has a place of its own.
    entries: Mapping[str, Container[str]] = {
        "fact": site.facts, "term": site.terms, "event": site.events, "source": site.sources, "person": site.people,
    }  # fmt: skip
    known = (key for key in dict.fromkeys(kinds) if key[1] in entries.get(key[0], ()))
    found = {key: users_of(used_in, *key, written=True) for key in known}
    totals: dict[str, int] = defaultdict(int)
    for (kind, _), users in found.items():
        totals[kind] += len(users)
    few = {kind: limits.few if totals[kind] > limits.uses else limits.links for kind in ("term", "event")}
    bounds = {**dict.fromkeys(USERS, limits.links), **few}
    long = {key: users for key, users in found.items() if len(users) > bounds[key[0]]}
    named = cache(partial(_named, site))  # an article may stand among the users of a hundred entries
    return Popular({key: _laid_out(users, named, limits) for key, users in long.items()}, few)


def users_of(
    used_in: Mapping[tuple[str, str], tuple[UsedBy, ...]], kind: str, id_: str, *, written: bool = False
) -> tuple[UsedBy, ...]:
    """Give what uses an entry and is named as its user, each once; `written` adds what a person wrote or said."""
    found: dict[Owner, UsedBy] = {}
    more = used_in.get(("author", id_), ()) if written and kind == "person" else ()
    for user in (*used_in.get((kind, id_), ()), *more):
        owner = user.owner
        if owner.kind in USERS.get(kind, ()) and (owner.kind, owner.id) != (kind, id_):
            found.setdefault(owner, user)
    return tuple(found.values())


def _named(site: Site, owner: Owner) -> tuple[str, Levels]:
    """Give the name of an entry as it is sorted, and the letters that it stands under."""
    words = owner_name(site, owner)
    return words.casefold(), by_letter(words)


def _laid_out(users: tuple[UsedBy, ...], named: Callable[[Owner], tuple[str, Levels]], limits: Limits) -> Users:
    in_order = sorted(users, key=lambda user: named(user.owner)[0])
    entries = [Entry(str(index), named(user.owner)[1]) for index, user in enumerate(in_order)]
    return Users(tuple(in_order), listing(entries, limits.used_in, by_name=True))
