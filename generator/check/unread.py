"""What nobody can compare with what was published, because it cannot be read as its author meant it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes import fact_id
from generator.facts.changes.changes import address_now, former_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.facts.ledger import Ledger
    from generator.model.site import Site

_STANDS_IN = {"card": ("article",), "topic": ("article", "event"), "": ("article", "page")}
"""The kinds of entries in which something stands that is no entry; "" are addresses without a kind (`/old/`)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Addresses of entries and kinds of entries that cannot be read; `moved` are the present ids of renamed facts.

    `lost` are ids, and names of files, of which nothing can be read.
    """

    known: frozenset[str]
    lost: frozenset[str]
    moved: Mapping[str, str]

    @classmethod
    def of(cls, site: Site, ledger: Ledger) -> Unread:
        """Give what is unread of a site, and what is worked out from it."""
        broken = (f"fact:{id_}" for id_ in _broken(site, ledger))
        return cls(frozenset(site.unread).union(broken), frozenset(site.lost), former_ids(site))

    def __contains__(self, address: str) -> bool:
        """Tell whether what is named as in a link (`fact:cars.us.2024`, `card:rice#why`, `/old/`) may be unread."""
        kind, colon, name = address.partition(":")
        kind, name = (kind, name) if colon else ("", address.strip("/"))
        name = address_now(name, self.moved) if kind == "fact" else name
        kinds = {"gone", *_STANDS_IN.get(kind, (kind,))}
        owner = fact_id(name)
        entries = {f"{one}:{owner}" for one in kinds}
        return bool((kinds | entries) & self.known or {address, name, owner, name.partition("#")[2]} & self.lost)


def _broken(site: Site, ledger: Ledger) -> set[str]:
    """Give the facts that are worked out from what is unread, and those that cannot be worked out at all."""
    every = "fact" in site.unread
    above: dict[str, list[str]] = {}
    waiting = []
    for id_, fact in site.facts.items():
        for named in ledger.named(fact):
            above.setdefault(fact_id(named.address), []).append(id_)
        if every or f"fact:{id_}" in site.unread or (fact.derive is not None and id_ not in ledger.results):
            waiting.append(id_)
    found: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting.extend(above.get(id_, ()))
    return found
