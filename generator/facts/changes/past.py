"""The history of a site as its readers are told it: by fact, by article, and what is left of things that are gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from generator.facts.changes.canonical import digest
from generator.facts.changes.changes import changes_to, correction_key, former_ids
from generator.facts.changes.entries import prose_of
from generator.facts.changes.snapshot import moment_of, snapshot
from generator.model.lock import PublishedCorrection, PublishedEntry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from generator.facts.changes.changes import Change
    from generator.facts.ledger import Ledger
    from generator.model.lock import Lock, Release
    from generator.model.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Past:
    """What changed since the first release; nothing where there is none.

    `changes` are those of the values of a fact, oldest first; `reworded` the releases in which an article began to say
    something else, by slug, with None for what is not yet released. `orphans` are the corrections whose fact or article
    is gone, which are told all the same; `titles` are what things that are gone were called. `first` is the moment of
    the first release.
    """

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    reworded: Mapping[str, tuple[Release | None, ...]] = field(default_factory=dict)
    orphans: tuple[PublishedCorrection, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    first: dt.datetime | None = None


def past(site: Site, ledger: Ledger, now: dt.datetime, *, preview: bool) -> Past:
    """Give the history of a site; with `preview` also what is in the content and not yet released."""
    if not site.lock:
        return Past()
    present = snapshot(site, ledger, moment_of(site, now))
    found = tuple(one for one in changes_to(site, present) if one.kind != "silent" and (preview or not one.pending))
    moved = former_ids(site)
    told = {correction_key(one, moved) for one in present.corrections}
    orphans = {
        correction_key(kept.record, moved): kept.record
        for kept in site.lock.kept
        if isinstance(kept.record, PublishedCorrection) and correction_key(kept.record, moved) not in told
    }
    titles = {entry.address: entry.title for entry, _ in _entries(site.lock) if entry.title}
    changes: dict[str, list[Change]] = {}
    for change in found:
        changes.setdefault(change.fact, []).append(change)
    reworded: dict[str, list[Release | None]] = {}
    for slug, release in _reworded(site, preview=preview):
        reworded.setdefault(slug, []).append(release)
    return Past(_frozen(changes), _frozen(reworded), tuple(orphans.values()), titles, site.lock.releases[0].moment)


def _frozen(found: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _entries(lock: Lock) -> Iterator[tuple[PublishedEntry, Release]]:
    return ((kept.record, kept.release) for kept in lock.kept if isinstance(kept.record, PublishedEntry))


def _reworded(site: Site, *, preview: bool) -> Iterator[tuple[str, Release | None]]:
    """Give every release in which an article had other words than in the one before, under its present slug."""
    aliases = {alias.text.strip("/"): slug for slug, article in site.articles.items() for alias in article.aliases}
    words: dict[str, str] = {}
    for entry, release in _entries(site.lock):
        kind, _, old = entry.address.partition(":")
        slug = old if old in site.articles else aliases.get(old, old)
        if kind != "article" or entry.state or not entry.words:
            continue
        if words.setdefault(slug, entry.words) != entry.words:
            words[slug] = entry.words
            yield slug, release
    for slug, article in site.articles.items() if preview else ():
        if slug in words and article.status == "published" and digest(prose_of(article)) != words[slug]:
            yield slug, None
