"""What the rules over a whole site look at: its entries, and a count of what its parts use."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.check.references import media_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from generator.check.examined import Examined
    from generator.facts.ledger import Ledger
    from generator.facts.uses import Use
    from generator.model.site import Site

_SELF = ("see_also", "cites")


@dataclass(frozen=True, slots=True)
class Tally:
    """What a part of a site uses: kinds and ids of entries, and facts by who refers to them.

    `facts` are the ids of facts in the order of their first use, each with the slugs of the articles that use it; "" is
    everything that is no article. `used` has each once, of a part in order: as a tuple it is a third of a set.
    """

    used: Collection[tuple[str, str]] = ()
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Whole:
    """A site at a moment with all that its parts use. Of its articles no body is needed."""

    site: Site
    ledger: Ledger
    now: dt.datetime
    tally: Tally


def tally(examined: Examined) -> Tally:
    """Count what a part of a site uses; what an entry says of itself does not count."""
    used = {(use.kind, use.id) for use in examined.uses if use.how not in _SELF and not _is_own(use)}
    used |= {("term", mention.term_id) for each in examined.mentions for mention in each.found}
    used |= {("image", media_key(use.place.path, use.target)) for use in examined.uses if use.kind == "image"}
    facts: dict[str, set[str]] = {}
    for use in examined.uses:
        if use.kind == "fact" and not _is_own(use):
            facts.setdefault(use.id, set()).add(use.owner.home)
    same: dict[frozenset[str], frozenset[str]] = {}  # most facts of a part have the same homes: its own
    return Tally(tuple(sorted(used)), {id_: _one(frozenset(homes), same) for id_, homes in facts.items()})


def _one(homes: frozenset[str], same: dict[frozenset[str], frozenset[str]]) -> frozenset[str]:
    """Give the set that was met first of those that are equal."""
    return same.setdefault(homes, homes)


def join(tallies: Iterable[Tally]) -> Tally:
    """Give the tally of several parts as one."""
    used: set[tuple[str, str]] = set()
    facts: dict[str, set[str]] = {}
    for one in tallies:
        used.update(one.used)
        for id_, homes in one.facts.items():
            facts.setdefault(id_, set()).update(homes)
    return Tally(frozenset(used), {id_: frozenset(homes) for id_, homes in facts.items()})


def _is_own(use: Use) -> bool:
    """Tell whether an entry speaks of itself; a chart and the fact that it shows may have one id."""
    return (use.owner.kind, use.owner.id) == (use.kind, use.id)
