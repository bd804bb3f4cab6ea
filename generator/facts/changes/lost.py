"""What was published and is no longer there, without a word: corrections, addresses and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes.changes import address_now, correction_key, fact_id, former_ids
from generator.facts.changes.entries import url_of
from generator.model.lock import PublishedCorrection, PublishedEntry, PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.facts.changes.snapshot import Snapshot
    from generator.model.lock import Kept, Lock
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that leads nowhere now. `kin` is the address of what it probably is now, "" where nothing is like it.

    `address` is as in a link; `title` its words when it was last released, `line` where the lock last speaks of
    it. `to` is where an old address led.
    """

    address: str
    title: str
    line: int
    kin: str = ""
    to: str = ""


def lost_corrections(site: Site, now: Snapshot) -> Iterator[tuple[PublishedCorrection, Kept]]:
    """Give every published correction that is not there any more, but for those of what is gone with a word.

    Each with what the lock holds of it.
    """
    moved = former_ids(site)
    present = {correction_key(one, moved) for one in now.corrections}
    told = set()
    for kept in site.lock.kept:
        if isinstance(kept.record, PublishedCorrection):
            key = correction_key(kept.record, moved)
            if key not in present and key not in told and _stands(key[0], site, now):
                told.add(key)
                yield kept.record, kept


def _stands(owner: str, site: Site, now: Snapshot) -> bool:
    """Tell whether the fact or article of a correction is still there, perhaps at another address."""
    if owner.startswith("article:"):
        return owner in now.entries and now.entries[owner].state != "gone"
    return owner in site.facts and f"fact:{owner}" in now.entries


def lost_addresses(site: Site, now: Snapshot) -> Iterator[Lost]:
    """Give every address of the lock that neither leads to something, nor leads on, nor says that it is gone."""
    live = {entry.url: entry for entry in now.entries.values()}
    newest = newest_entries(site.lock)
    shown = _by_words(now, frozenset(newest))
    for address, (entry, kept) in newest.items():
        if entry.url in live or _is_part_of_moved(entry, live):
            continue
        alike = shown.get((address.partition(":")[0], entry.title), [])
        yield Lost(address, entry.title, kept.line, alike[0] if len(alike) == 1 else "", entry.to)


def newest_entries(lock: Lock) -> dict[str, tuple[PublishedEntry, Kept]]:
    """Give what the last release that spoke of it says of each address, and where the lock holds that."""
    found: dict[str, tuple[PublishedEntry, Kept]] = {}
    for kept in lock.kept:
        if isinstance(kept.record, PublishedEntry):
            found[kept.record.address] = (kept.record, kept)
    return found


def _is_part_of_moved(entry: PublishedEntry, live: Mapping[str, PublishedEntry]) -> bool:
    """Tell whether a card is on an article that was withdrawn, is gone, or has another address now."""
    base, mark, anchor = entry.url.partition("#")
    page = live.get(base)
    if not mark or page is None or not entry.address.startswith("card:"):
        return False
    if page.state == "moved":
        return f"{url_of(page.to)}#{anchor}" in live
    return page.state in {"withdrawn", "gone"}


def _by_words(now: Snapshot, known: frozenset[str]) -> dict[tuple[str, str], list[str]]:
    """Give the entries that the lock does not know by their kind and title: old ones under a new name, perhaps."""
    found: dict[tuple[str, str], list[str]] = {}
    for address, entry in now.entries.items():
        if entry.title and address not in known:
            found.setdefault((address.partition(":")[0], entry.title), []).append(address)
    return found


def lost_figures(site: Site, now: Snapshot) -> Iterator[tuple[PublishedFigure, Kept]]:
    """Give every cell, claim and value whose fact is still there without it, with what the lock holds of it."""
    moved = former_ids(site)
    gone = {entry.address for entry in now.entries.values() if entry.state == "gone"}
    newest = {kept.record.address: kept for kept in site.lock.kept if isinstance(kept.record, PublishedFigure)}
    for address, kept in newest.items():
        present = address_now(address, moved)
        if present in now.figures or f"fact:{present}" in gone or f"fact:{address}" in gone:
            continue
        if now.entries.get(f"fact:{fact_id(present)}", _NOTHING).state == "" and isinstance(
            kept.record, PublishedFigure
        ):
            yield kept.record, kept


_NOTHING = PublishedEntry("", "", state="gone")
