"""The digest of everything that the work on a page may read, so that it is known what changed since it was done."""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from dataclasses import field
from typing import TYPE_CHECKING, Final, TypeVar

from generator.base import dataclass
from generator.build.trace import EVERY, KINDS, LISTINGS, Key
from generator.facts.changes import fact_id
from generator.model.publication import publication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from generator.diagnostics import Span
    from generator.facts.ledger import Ledger
    from generator.load.site import Loaded
    from generator.model.fact import Fact
    from generator.model.site import Site
    from generator.plan import Output
    from generator.render.involved import Involved
    from generator.render.library import Library

V = TypeVar("V")

_SHORT: Final = 24
"""Hexadecimal digits of a digest: 96 bits, so that two things never have one by chance."""

# An alias takes its words from another place of the file, and defaults may stand anywhere in it, in any writing.
_ANCHOR: Final = re.compile(r"(?m)(?:^|[\s\[{,:])&\S")
_DEFAULTS: Final = re.compile(r"(?!\A)(?<![\w.-])defaults[\"']?\s*:|\"[^\"\n]*\\[^\"\n]*\"\s*:")


def digest_of(*parts: object) -> str:
    """Give the digest of some values by what they print; none of them may hold a set."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


@dataclass(frozen=True, slots=True)
class Digests:
    """What things are now. `found` are the digests of entries by kind and id, `told` makes those of other kinds.

    What is not there has the digest "".
    """

    found: Mapping[str, Mapping[str, str]]
    told: Mapping[str, Callable[[str], object]]
    whole: dict[str, str] = field(default_factory=dict)

    def knows(self, kind: str) -> bool:
        """Tell whether it is known already what things of a kind are."""
        return kind in self.found or kind in self.told

    def of(self, key: Key) -> str:
        """Give the digest of a thing; that of `*` is one of all things of a kind, and of their order."""
        kind, id_ = key
        if kind in self.found:
            if id_ != EVERY:
                return self.found[kind].get(id_, "")
            if kind not in self.whole:
                self.whole[kind] = digest_of(tuple(self.found[kind].items()))
            return self.whole[kind]
        return digest_of(self.told[kind](id_))


def site_digests(loaded: Loaded, site: Site, pending: object, library: Library) -> Digests:
    """Give the digests of what the work on an article may read.

    `site` is all that the edition is of, `pending` what changed since the last release.
    """
    entries = _entries(loaded, site, library.ledger)
    shown = library.site
    found = {
        **entries,
        "articles": {
            slug: f"{loaded.heads.get(slug, '')} {publication(article, library.edition.now)} {article.place.path}"
            for slug, article in site.articles.items()
        },
        "shown": {
            slug: f"{loaded.heads.get(slug, '')} {library.edition.states[slug]} {article.place.path}"
            for slug, article in shown.articles.items()
        },
        "shown-facts": {id_: entries["facts"][id_] for id_ in shown.facts},
        "whole": {slug: loaded.digests.get(site.articles[slug].place.path, "") for slug in site.articles},
    }
    return Digests(found, {**_told(site, library, found), "pending": lambda _: pending})


def _told(site: Site, library: Library, found: Mapping[str, Mapping[str, str]]) -> dict[str, Callable[[str], object]]:
    edition, past = library.edition, library.past
    tags = {tag.text for article in site.articles.values() for tag in article.tags}
    tags |= {tag.text for event in site.events.values() for tag in event.tags}
    return {
        "lost": lambda id_: sorted(site.lost) if id_ == EVERY else id_ in site.lost,
        "unread": lambda id_: sorted(site.unread) if id_ == EVERY else id_ in site.unread,
        "tag": lambda id_: sorted(tags) if id_ == EVERY else id_ in tags,
        "state": lambda id_: sorted(edition.states.items()) if id_ == EVERY else edition.states.get(id_),
        "related": lambda id_: _related(library, id_),
        "involved": lambda id_: [_involved(found, part) for _, part in _chosen(library.people, id_)],
        **_of_lists(library),
        "newest": lambda id_: tuple(library.newest) if id_ == EVERY else id_ in library.newest,
        "listed": lambda _: tuple(library.relations.places),
        "change": lambda id_: tuple(past.changes.items()) if id_ == EVERY else past.changes.get(id_),
        "words": functools.partial(_chosen, past.words),
        "last": functools.partial(_chosen, past.last),
        "past": lambda _: (tuple(past.reworded.items()), tuple(past.titles.items()), past.orphans),
        "tags": lambda id_: tuple(library.lists.tags) if id_ == EVERY else id_ in library.lists.tags,
    }


def _of_lists(library: Library) -> dict[str, Callable[[str], object]]:
    """Give what the lists of an edition are, and the pages on which their entries stand."""
    lists = library.lists
    found: dict[str, Mapping[str, object]] = {
        "event-page": library.addresses.events,
        "term-page": library.addresses.terms,
        "topic-articles": lists.topic_articles,
        "topic-events": lists.topic_events,
        "topic-pages": lists.topic_pages,
        "quote-pages": lists.quotes,
    }
    for name in LISTINGS:
        listing = getattr(lists, name)
        found |= {f"{name}-list": listing.pages, f"{name}-place": listing.place}
    return {kind: functools.partial(_chosen, held) for kind, held in found.items()}


def _chosen(held: Mapping[str, V], id_: str) -> tuple[tuple[str, V], ...]:
    """Give what stands under an id, with it, and for `*` all that there is, in order."""
    if id_ == EVERY:
        return tuple(held.items())
    return ((id_, held[id_]),) if id_ in held else ()


def _related(library: Library, question: str) -> tuple[str, ...]:
    slug, tags, linked = question.split("\n")
    return library.relations.related(slug, tuple(tags.split()), tuple(linked.split()))


def _involved(found: Mapping[str, Mapping[str, str]], part: Involved) -> tuple[object, ...]:
    return (
        [(event.id.text, found["events"].get(event.id.text)) for event in part.events],
        [(quote.id.text, found["quotes"].get(quote.id.text)) for quote in part.quotes],
        part.claims,
        [(article.slug.text, found["shown"].get(article.slug.text)) for article in part.articles],
    )


def _paths(outputs: Iterable[Output]) -> list[tuple[str, str, str]]:
    return [(output.path, output.kind, output.key) for output in outputs]


def closed_digests(digests: Digests, library: Library) -> Digests:
    """Give the digests with those of what is told of articles elsewhere; `library` has the gists of all."""
    used, gists = library.used_in, library.gists
    by_name = {":".join(key): users for key, users in used.items()}
    popular = {":".join(key): users for key, users in library.popular.entries.items()}
    told: dict[str, Callable[[str], object]] = {
        **digests.told,
        "plan": lambda _: _paths(library.plan.outputs),
        "sitemap": lambda id_: [_paths(outputs) for _, outputs in _chosen(library.plan.sitemaps, id_)],
        "popular": lambda id_: sorted(popular) if id_ == EVERY else popular.get(id_),
        "few": lambda _: sorted(library.popular.few.items()),
        "used": lambda id_: sorted(by_name) if id_ == EVERY else by_name.get(id_),
        "gist": lambda id_: tuple(gists.items()) if id_ == EVERY else gists.get(id_),
        "reworded": lambda id_: sorted(library.reworded) if id_ == EVERY else id_ in library.reworded,
    }
    return Digests(digests.found, told, digests.whole)


# --- entries by the lines on which they stand


def _entries(loaded: Loaded, site: Site, ledger: Ledger) -> dict[str, dict[str, str]]:
    files = _Files(loaded)
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind in ("sidebars", "events", "terms", "people", "sources", "quotes", "charts"):
        found[kind] = files.entries((one.id.text, one.id.span) for one in getattr(site, kind).values())
    paths = {slug: page.place.path for slug, page in site.pages.items()}
    found["pages"] = {slug: f"{loaded.digests.get(path, '')} {path}" for slug, path in paths.items()}
    found["images"] = {key: loaded.digests.get(image.place.path, "") for key, image in site.images.items()}
    found["media"] = {key: loaded.digests.get(file.path, "") for key, file in site.media.items()}
    found["gone"] = {key: loaded.digests.get(gone.address.span.path, "") for key, gone in site.gone.items()}
    found["facts"] = _facts(loaded, site, ledger, files)
    return found


def _facts(loaded: Loaded, site: Site, ledger: Ledger, files: _Files) -> dict[str, str]:
    """Give the digests of facts, each with the tables that it takes its cells from and the facts that it rests on."""
    own = files.entries((fact.id.text, fact.id.span) for fact in site.facts.values())
    for id_, fact in site.facts.items():
        beside = {path for path in _tables(fact) if path != fact.id.span.path}
        if beside:
            own[id_] = digest_of(own[id_], [loaded.digests.get(path, "") for path in sorted(beside)])
        if fact.home:
            own[id_] = digest_of(own[id_], fact.home)
    rests = {id_: [fact_id(named.address) for named in ledger.named(fact)] for id_, fact in site.facts.items()}
    return {id_: _with_roots(id_, own, rests) for id_ in own}


def _tables(fact: Fact) -> Iterator[str]:
    for cell in fact.series.cells if fact.series is not None else ():
        yield cell.written.span.path


def _with_roots(id_: str, own: Mapping[str, str], rests: Mapping[str, list[str]]) -> str:
    if not rests[id_]:
        return own[id_]
    waiting, seen = [id_], {id_: None}
    while waiting:
        for root in rests.get(waiting.pop(), ()):
            if root not in seen:
                seen[root] = None
                waiting.append(root)
    return digest_of([(root, own.get(root, "")) for root in sorted(seen)])


@dataclass(frozen=True, slots=True)
class _Files:
    """The texts that entries stand in."""

    loaded: Loaded

    def entries(self, places: Iterable[tuple[str, Span]]) -> dict[str, str]:
        """Give the digests of entries by their ids, from where these stand."""
        by_path: dict[str, list[tuple[int, str]]] = defaultdict(list)
        order = {}
        for id_, span in places:
            by_path[span.path].append((span.line, id_))
            order[id_] = ""
        for path, entries in by_path.items():
            order.update(self._of_file(path, sorted(entries)))
        return order

    def _of_file(self, path: str, entries: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
        """Give the digest of each entry: of its lines, of the next one's first, and of all before the first entry."""
        text = self.loaded.sources.get(path, "")
        if _ANCHOR.search(text) or _DEFAULTS.search(text):
            yield from ((id_, self.loaded.digests[path]) for _, id_ in entries)
            return
        lines = text.split("\n")
        head = "\n".join(lines[: entries[0][0] - 1])
        ends = [line for line, _ in entries[1:]] + [len(lines)]
        for (line, id_), end in zip(entries, ends, strict=True):
            yield id_, digest_of(path, head, "\n".join(lines[line - 1 : end]))
