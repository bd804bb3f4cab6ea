"""What the work on an article is done in, small enough for the disk: most of a large site stays asleep there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from generator.base import dataclass
from generator.build.later import Absent, Later, Packed
from generator.build.stock import OnFile, Wholes
from generator.model.article import Article
from generator.model.mappings import Keyed
from generator.plan import Output, Plan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build.kept import HeadRecord
    from generator.build.retouch import Context
    from generator.check import Background
    from generator.facts.ledger import Ledger
    from generator.model.site import Site
    from generator.plan import Lists
    from generator.plan.parts import Listing
    from generator.render.library import Library
    from generator.render.theme import Theme

_PACKED = ("facts", "sidebars", "events", "terms", "people", "sources", "quotes", "charts", "images", "pages", "gone")
"""The entries of a site of which each is read by itself."""

_LISTINGS = ("facts", "people", "sources", "topics", "articles", "corrections")
"""The lists of which no article's page shows anything."""

_ABSENT: Any = Absent()


@dataclass(frozen=True, slots=True)
class Slim:
    """A context without articles, theme and plan; `paths` are the files of the articles, by slug, in their order.

    `shown` are those that the edition shows.
    """

    context: Context
    paths: Mapping[str, str]
    shown: Mapping[str, str]


def slim(context: Context) -> Slim:
    """Give a context for the disk."""
    bench = context.bench
    ground, library = bench.ground, bench.library
    entries = {kind: Packed.of(getattr(ground.site, kind)) for kind in _PACKED}
    site = _slim_site(ground.site, entries)
    own = {kind: packed.part(getattr(library.site, kind)) for kind, packed in entries.items()}
    shown = _slim_site(library.site, own)
    slimmer = replace(
        bench,
        ground=_slim_ground(ground, site, entries["facts"]),
        library=_slim_library(library, shown, entries["facts"]),
        outputs=_ABSENT,
        addresses=frozenset(),
    )
    paths = {slug: article.place.path for slug, article in ground.site.articles.items()}
    return Slim(
        replace(context, bench=slimmer),
        Later.of(paths),
        Later.of({slug: paths[slug] for slug in library.site.articles}),
    )


def _slim_site(site: Site, entries: Mapping[str, Packed[str, Any]]) -> Site:
    media = Later.of({key: replace(file, data=b"") for key, file in site.media.items()})
    kinds: dict[str, Any] = dict(entries)
    return replace(site, articles=_ABSENT, media=media, **kinds)


def _slim_ledger(ledger: Ledger, facts: Packed[str, Any]) -> Ledger:
    return replace(
        ledger,
        facts=facts,
        results=Later.of(ledger.results),
        inputs=Later.of(ledger.inputs),
        expressions=Later.of(ledger.expressions),
        found={},
    )


def _slim_ground(ground: Background, site: Site, facts: Packed[str, Any]) -> Background:
    return replace(
        ground,
        site=site,
        ledger=_slim_ledger(ground.ledger, facts),
        sayings=replace(ground.sayings, by_number=Later.of(ground.sayings.by_number)),
        baseline=Later.of(ground.baseline) if ground.baseline else {},
    )


def _slim_library(library: Library, site: Site, facts: Packed[str, Any]) -> Library:
    edition = library.edition
    relations = library.relations
    return replace(
        library,
        edition=replace(edition, site=site, states=Later.of(edition.states), listed=_ABSENT),
        ledger=_slim_ledger(library.ledger, facts),
        plan=Plan(_ABSENT, _ABSENT),
        theme=_ABSENT,
        lists=_slim_lists(library.lists),
        mentions=Later.of({place: found for place, found in library.mentions.items() if found}),
        relations=replace(relations, places=Later.of(relations.places), topics=Later.of(relations.topics)),
        people=_ABSENT,
        wholes=_ABSENT,
    )


def _slim_lists(lists: Lists) -> Lists:
    absent: dict[str, Any] = {name: replace(getattr(lists, name), pages=_ABSENT, place=_ABSENT) for name in _LISTINGS}
    return replace(
        lists,
        events=_places_alone(lists.events),
        terms=_places_alone(lists.terms),
        tags=_ABSENT,
        topic_articles=Later.of(lists.topic_articles),
        topic_events=Later.of(lists.topic_events),
        topic_pages=_ABSENT,
        quotes=_ABSENT,
        **absent,
    )


def _places_alone(found: Listing) -> Listing:
    return replace(found, pages=_ABSENT, place=Later.of(found.place))


# --- and back


def awaken(
    slimmed: Slim, root: Path, heads: Mapping[str, HeadRecord], sums: Mapping[str, str], theme: Theme
) -> Context:
    """Give a context to work in: articles are read from `heads` by their files; `sums` are all outputs by path."""
    context = slimmed.context
    bench = context.bench
    articles = Heads(slimmed.paths, heads)
    shown = Heads(slimmed.shown, heads)
    ground = replace(bench.ground, site=replace(bench.ground.site, articles=articles))
    addresses = replace(
        bench.library.addresses, events=bench.library.lists.events.place, terms=bench.library.lists.terms.place
    )
    library = replace(
        bench.library,
        edition=replace(bench.library.edition, site=replace(bench.library.edition.site, articles=shown)),
        addresses=addresses,
        theme=theme,
        wholes=Wholes(articles, OnFile(context.desk, root, {})),
    )
    return replace(
        context,
        bench=replace(
            bench,
            ground=ground,
            library=library,
            outputs=Own(slimmed.paths, heads),
            addresses=Addresses(addresses.base_path, sums),
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Heads(Keyed[str, Article]):
    """Articles by slug, without their prose, each read when somebody looks at it."""

    paths: Mapping[str, str]
    heads: Mapping[str, HeadRecord]

    def __getitem__(self, slug: str) -> Article:
        """Give the head of an article."""
        held = self.heads[self.paths[slug]].file.articles
        return next(article for article in held if article.slug.text == slug)

    def keyed(self) -> Mapping[str, object]:
        """Give the files of articles by slug."""
        return self.paths


@dataclass(frozen=True, slots=True, eq=False)
class Own(Keyed[str, tuple[Output, ...]]):
    """The outputs of each article, by slug."""

    paths: Mapping[str, str]
    heads: Mapping[str, HeadRecord]

    def __getitem__(self, slug: str) -> tuple[Output, ...]:
        """Give the outputs of an article."""
        return tuple(output for output in self.heads[self.paths[slug]].outputs if output.key == slug)

    def keyed(self) -> Mapping[str, object]:
        """Give the files of articles by slug."""
        return self.paths


@dataclass(frozen=True, slots=True, eq=False)
class Addresses(AbstractSet[str]):
    """The addresses of all files of an edition, from their paths."""

    base_path: str
    paths: Mapping[str, str]

    def __contains__(self, address: object) -> bool:
        """Tell whether a file has an address."""
        if not isinstance(address, str) or not address.startswith(self.base_path):
            return False
        path = address.removeprefix(self.base_path)
        return (f"{path}index.html" if not path or path.endswith("/") else path) in self.paths

    def __iter__(self) -> Iterator[str]:
        """Give all addresses."""
        return (self.base_path + path.removesuffix("index.html") for path in self.paths)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.paths)
