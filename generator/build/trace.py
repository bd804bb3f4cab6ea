"""What the work on a page reads: every look at an entry is noted, so that the page is made again when that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, ValuesView
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, overload

from generator.base import dataclass
from generator.render.related import Relations

if TYPE_CHECKING:
    from generator.check import Background
    from generator.facts.ledger import Ledger
    from generator.model.article import Article
    from generator.model.site import Site
    from generator.plan import Lists
    from generator.plan.parts import Listing
    from generator.render.library import Library

V = TypeVar("V")
D = TypeVar("D")

Key = tuple[str, str]
"""A kind of thing and its id; the id `*` stands for all of them, and their order."""

EVERY = "*"
KINDS = ("pages", "sidebars", "events", "terms", "people", "sources", "quotes", "charts", "images", "media", "gone")
"""The kinds of a site that are the same for its editions, by the names of their fields."""


def packed(reads: Iterable[Key]) -> str:
    """Give keys as one text, of which many thousands can be kept."""
    return "\x1e".join(f"{kind}\x1f{id_}" for kind, id_ in sorted(reads))


def unpacked(reads: str) -> Iterator[Key]:
    """Give the keys of a text again."""
    for one in reads.split("\x1e") if reads else ():
        kind, _, id_ = one.partition("\x1f")
        yield kind, id_


@dataclass(frozen=True, slots=True, eq=False)
class Traced(Mapping[str, V]):
    """A mapping that notes which of its keys are asked for."""

    kind: str
    held: Mapping[str, V]
    reads: set[Key]

    def __getitem__(self, key: str) -> V:
        """Give what stands under a key, and note it."""
        self.reads.add((self.kind, key))
        return self.held[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key, and note it."""
        self.reads.add((self.kind, str(key)))
        return key in self.held

    @overload
    def get(self, key: str, /) -> V | None: ...

    @overload
    def get(self, key: str, default: V | D, /) -> V | D: ...

    def get(self, key: str, default: object = None, /) -> object:
        """Give what stands under a key or the default, and note the key."""
        self.reads.add((self.kind, key))
        return self.held.get(key, default)

    def __iter__(self) -> Iterator[str]:
        """Give all keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count the keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)

    def values(self) -> ValuesView[V]:
        """Give all values, and note that."""
        self.reads.add((self.kind, EVERY))
        return self.held.values()


@dataclass(frozen=True, slots=True, eq=False)
class Touched(Mapping[D, V]):
    """A mapping of which any look at any key is noted as one at all."""

    kind: str
    held: Mapping[D, V]
    reads: set[Key]

    def __getitem__(self, key: D) -> V:
        """Give what stands under a key, and note that something was asked for."""
        self.reads.add((self.kind, EVERY))
        return self.held[key]

    def __iter__(self) -> Iterator[D]:
        """Give all keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count the keys, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


class TracedSet(AbstractSet[str]):
    """A set that notes which members are asked for."""

    __slots__ = ("held", "kind", "reads")

    def __init__(self, kind: str, held: AbstractSet[str], reads: set[Key]) -> None:
        """Begin with nothing noted."""
        self.kind, self.held, self.reads = kind, held, reads

    def __contains__(self, member: object) -> bool:
        """Tell whether something is a member, and note it."""
        self.reads.add((self.kind, str(member)))
        return member in self.held

    def __iter__(self) -> Iterator[str]:
        """Give all members, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count the members, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True, eq=False)
class Listed(Sequence["Article"]):
    """Articles in an order that is noted, as are those that are looked at."""

    held: Sequence[Article]
    reads: set[Key]

    @overload
    def __getitem__(self, index: int) -> Article: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...

    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        """Give an article or some, and note them and the order."""
        self.reads.add(("listed", EVERY))
        if isinstance(index, slice):
            several = self.held[index]
            self.reads.update(("shown", one.slug.text) for one in several)
            return several
        found = self.held[index]
        self.reads.add(("shown", found.slug.text))
        return found

    def __len__(self) -> int:
        """Count the articles, and note the order."""
        self.reads.add(("listed", EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True, eq=False)
class Whole(Sequence[V]):
    """Things of which any look at any is noted as one at all."""

    kind: str
    held: Sequence[V]
    reads: set[Key]

    @overload
    def __getitem__(self, index: int) -> V: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[V]: ...

    def __getitem__(self, index: int | slice) -> V | Sequence[V]:
        """Give one or some, and note that something was asked for."""
        self.reads.add((self.kind, EVERY))
        return self.held[index]

    def __len__(self) -> int:
        """Count them, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


def trace_ground(ground: Background, reads: set[Key]) -> Background:
    """Give what the parts of a site are looked at against, with every look noted."""
    return replace(
        ground,
        site=_trace_site(ground.site, reads, "articles", "facts"),
        ledger=_trace_ledger(ground.ledger, reads),
        sayings=replace(ground.sayings, by_number=Touched("facts", ground.sayings.by_number, reads)),
        tags=TracedSet("tag", ground.tags, reads),
        pending=Touched("pending", ground.pending, reads),
    )


def trace_library(library: Library, reads: set[Key]) -> Library:
    """Give a library with every look noted."""
    edition = library.edition
    past = library.past
    return replace(
        library,
        edition=replace(
            edition,
            site=_trace_site(edition.site, reads, "shown", "shown-facts"),
            states=Traced("state", edition.states, reads),
            listed=Listed(edition.listed, reads),
        ),
        ledger=_trace_ledger(library.ledger, reads),
        plan=replace(
            library.plan,
            outputs=Whole("plan", library.plan.outputs, reads),
            sitemaps=Traced("sitemap", library.plan.sitemaps, reads),
        ),
        addresses=replace(
            library.addresses,
            events=Traced("event-page", library.addresses.events, reads),
            terms=Traced("term-page", library.addresses.terms, reads),
        ),
        mentions=Touched("terms", library.mentions, reads),
        lists=_trace_lists(library.lists, reads),
        relations=_Related.of(library.relations, reads),
        people=Traced("involved", library.people, reads),
        popular=replace(
            library.popular,
            entries=_Used("popular", library.popular.entries, reads),
            few=Touched("few", library.popular.few, reads),
        ),
        past=replace(
            past,
            changes=Traced("change", past.changes, reads),
            reworded=Touched("past", past.reworded, reads),
            orphans=Whole("past", past.orphans, reads),
            titles=Touched("past", past.titles, reads),
            words=Traced("words", past.words, reads),
            last=Traced("last", past.last, reads),
        ),
        newest=Traced("newest", library.newest, reads),
        wholes=Traced("whole", library.wholes, reads),
        used_in=_Used("used", library.used_in, reads),
        gists=Traced("gist", library.gists, reads),
        reworded=TracedSet("reworded", library.reworded, reads),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Used(Mapping[tuple[str, str], V]):
    """Who uses what, by kind and id; which of it is asked for is noted."""

    kind: str
    held: Mapping[tuple[str, str], V]
    reads: set[Key]

    def __getitem__(self, key: tuple[str, str]) -> V:
        """Give who uses something, and note it."""
        self.reads.add((self.kind, ":".join(key)))
        return self.held[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Give all that is used, and note that."""
        self.reads.add((self.kind, EVERY))
        return iter(self.held)

    def __len__(self) -> int:
        """Count what is used, and note that."""
        self.reads.add((self.kind, EVERY))
        return len(self.held)


@dataclass(frozen=True, slots=True)
class _Related(Relations):
    """What relates articles, with every question noted: the question is the key, its answer what is compared."""

    reads: set[Key]

    @classmethod
    def of(cls, relations: Relations, reads: set[Key]) -> _Related:
        """Give relations that note what they are asked."""
        return cls(relations.places, relations.topics, relations.nearby, reads)

    def related(self, slug: str, tags: tuple[str, ...], linked: tuple[str, ...]) -> tuple[str, ...]:
        """Give the articles that are related to one."""
        self.reads.add(("related", "\n".join((slug, " ".join(tags), " ".join(linked)))))
        return Relations.related(self, slug, tags, linked)


LISTINGS = ("events", "terms", "facts", "people", "sources", "topics", "articles", "corrections")
"""The lists of an edition that have pages, by the names of their fields."""


def _trace_lists(lists: Lists, reads: set[Key]) -> Lists:
    listed: dict[str, Any] = {
        name: trace_listing(getattr(lists, name), f"{name}-list", f"{name}-place", reads) for name in LISTINGS
    }
    return replace(
        lists,
        tags=Traced("tags", lists.tags, reads),
        topic_articles=Traced("topic-articles", lists.topic_articles, reads),
        topic_events=Traced("topic-events", lists.topic_events, reads),
        topic_pages=Traced("topic-pages", lists.topic_pages, reads),
        quotes=Traced("quote-pages", lists.quotes, reads),
        **listed,
    )


def trace_listing(held: Listing, pages: str, place: str, reads: set[Key]) -> Listing:
    """Give a list with every look noted."""
    return replace(held, pages=Traced(pages, held.pages, reads), place=Traced(place, held.place, reads))


def _trace_site(site: Site, reads: set[Key], articles: str, facts: str) -> Site:
    """Give a site with every look noted; `articles` and `facts` are the kinds as which these are noted."""
    same: dict[str, Any] = {kind: Traced(kind, getattr(site, kind), reads) for kind in KINDS}
    return replace(
        site,
        articles=Traced(articles, site.articles, reads),
        facts=Traced(facts, site.facts, reads),
        lost=TracedSet("lost", site.lost, reads),
        unread=TracedSet("unread", site.unread, reads),
        **same,
    )


def _trace_ledger(ledger: Ledger, reads: set[Key]) -> Ledger:
    return replace(
        ledger,
        facts=Traced("facts", ledger.facts, reads),
        results=Traced("facts", ledger.results, reads),
        inputs=Traced("facts", ledger.inputs, reads),
        expressions=Traced("facts", ledger.expressions, reads),
        found=Traced("facts", ledger.found, reads),
    )
