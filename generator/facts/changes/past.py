"""The history of a site as its readers are told it: by fact, by article, and what is left of things that are gone."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from generator.base import dataclass
from generator.facts.changes.canonical import digest
from generator.facts.changes.changes import changes_to, correction_key, fact_id, former_ids
from generator.facts.changes.entries import prose_of
from generator.facts.changes.snapshot import moment_of, snapshot
from generator.model.lock import PublishedCorrection, PublishedEntry, PublishedFigure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from generator.facts.changes.changes import Change
    from generator.facts.ledger import Ledger
    from generator.model.article import Article
    from generator.model.lock import Lock, Release
    from generator.model.site import Site

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Past:
    """What changed since the first release; nothing where there is none.

    `changes` are those of the values of a fact, oldest first; `reworded` the releases in which an article began to say
    something else, by slug. `orphans` are the corrections whose fact or article
    is gone, which are told all the same; `titles` are what things that are gone were called. `first` is the moment of
    the first release. `words` are the digests of what articles said in the last one, by slug, where a preview compares.
    `last` are the values that facts had when they were last released, by the address (`fact:levy`) that is gone now.
    """

    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    reworded: Mapping[str, tuple[Release, ...]] = field(default_factory=dict)
    orphans: Sequence[PublishedCorrection] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    first: dt.datetime | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, tuple[tuple[PublishedFigure, Release], ...]] = field(default_factory=dict)


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
    reworded: dict[str, list[Release]] = {}
    words: dict[str, str] = {}
    for slug, said, release in _wordings(site):
        if words.setdefault(slug, said) != said:
            words[slug] = said
            reworded.setdefault(slug, []).append(release)
    return Past(
        _frozen(changes),
        _frozen(reworded),
        tuple(orphans.values()),
        titles,
        site.lock.releases[0].moment,
        words if preview else {},
        _last(site),
    )


def _last(site: Site) -> dict[str, tuple[tuple[PublishedFigure, Release], ...]]:
    """Give the last published values of the facts that are gone, their cells and claims among them."""
    found: dict[str, dict[str, tuple[PublishedFigure, Release]]] = {
        address: {} for address, gone in site.gone.items() if address.startswith("fact:") and gone.path
    }
    for kept in site.lock.kept if found else ():
        if isinstance(kept.record, PublishedFigure) and f"fact:{fact_id(kept.record.address)}" in found:
            found[f"fact:{fact_id(kept.record.address)}"][kept.record.address] = kept.record, kept.release
    return {address: tuple(one for _, one in sorted(held.items())) for address, held in found.items()}


def is_reworded(past: Past, article: Article) -> bool:
    """Tell whether a preview must say that an article, which is whole, has other words than in the last release."""
    told = past.words.get(article.slug.text)
    return told is not None and article.status == "published" and digest(prose_of(article)) != told


def _frozen(found: Mapping[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def _entries(lock: Lock) -> Iterator[tuple[PublishedEntry, Release]]:
    return ((kept.record, kept.release) for kept in lock.kept if isinstance(kept.record, PublishedEntry))


def _wordings(site: Site) -> Iterator[tuple[str, str, Release]]:
    """Give the digest of an article's words in every release that tells it, under its present slug."""
    aliases = {alias.text.strip("/"): slug for slug, article in site.articles.items() for alias in article.aliases}
    for entry, release in _entries(site.lock):
        kind, _, old = entry.address.partition(":")
        if kind == "article" and not entry.state and entry.words:
            yield old if old in site.articles else aliases.get(old, old), entry.words, release
