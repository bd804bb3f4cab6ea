"""Everything that pages are made from: one edition of a site with its figures, references and theme, laid out."""

from __future__ import annotations

from dataclasses import field, replace
from itertools import islice
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes import is_reworded
from generator.model.mappings import Joined, Opened
from generator.plan import Addresses, Popular, popular
from generator.plan.used_in import used_in
from generator.render.involved import involved
from generator.render.related import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from generator.check import Examined
    from generator.diagnostics import Span
    from generator.facts.changes import Past
    from generator.facts.ledger import Ledger
    from generator.facts.lint import Linted
    from generator.facts.mentions import Mention
    from generator.model.article import Article
    from generator.model.document import Document
    from generator.model.site import Site
    from generator.plan import Edition, Lists, Plan
    from generator.plan.used_in import UsedBy
    from generator.render.gist import Gist
    from generator.render.involved import Involved
    from generator.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Library:
    """What every page is made from; nothing in it changes while pages are rendered.

    The site of its edition holds of articles the heads alone, but for those that are rendered whole; `wholes` reads any
    of them. `lists` are all lists with their pages; `mentions` the terms that a piece of prose uses, by the place of
    the prose in its file; `assets` the published name of each file of the theme. `relations` tell
    which articles are related, `people` what each person had a part in. `past` is what changed since it was
    published, `figures` are those in the prose of each article that is held whole, `gists` what other pages tell of an
    article, both by slug. `newest` are the articles of the feed, `reworded` those whose words are not those of the last
    release. `used_in` gives for a kind and an id who uses it in this edition, `popular` those that are used too much to
    name them all beside it.
    """

    edition: Edition
    ledger: Ledger
    addresses: Addresses
    plan: Plan
    theme: Theme
    assets: Mapping[str, str]
    lists: Lists
    mentions: Mapping[Span, tuple[Mention, ...]]
    relations: Relations
    people: Mapping[str, Involved]
    past: Past
    newest: Mapping[str, int]
    wholes: Mapping[str, Article]
    used_in: Mapping[tuple[str, str], tuple[UsedBy, ...]] = field(default_factory=dict)
    figures: Mapping[str, tuple[Linted, ...]] = field(default_factory=dict)
    gists: Mapping[str, Gist] = field(default_factory=dict)
    reworded: AbstractSet[str] = frozenset()
    popular: Popular = field(default_factory=Popular)

    @property
    def site(self) -> Site:
        """Give the site as this edition shows it."""
        return self.edition.site

    @property
    def language(self) -> str:
        """Give the language of the pages."""
        return self.edition.site.config.language

    def mentions_of(self, document: Document) -> tuple[Mention, ...]:
        """Give the terms that a piece of prose uses."""
        return self.mentions.get(document.source.span, ())


def library(
    edition: Edition,
    shared: Examined,
    lists: Lists,
    plan: Plan,
    past: Past,
    *,
    theme: Theme,
    assets: Mapping[str, str],
    wholes: Mapping[str, Article],
) -> Library:
    """Lay out what pages are made from, before any article is read whole; `shared` is all that is no article."""
    config = edition.site.config
    places = {article.slug.text: index for index, article in enumerate(edition.listed)}
    return Library(
        edition=edition,
        ledger=shared.ledger,
        addresses=Addresses(config.base_url, config.base_path, lists.events.place, lists.terms.place),
        plan=plan,
        theme=theme,
        assets=assets,
        lists=lists,
        mentions=_mentions(shared),
        relations=Relations(places, lists.topic_articles, lists.limits.nearby),
        people=involved(edition),
        past=past,
        newest=dict(islice(places.items(), config.feeds.limit)),
        wholes=wholes,
    )


def open_article(library: Library, examined: Examined, article: Article) -> Library:
    """Give the library in which one article is held whole, as its own pages need it."""
    site = library.edition.site
    slug = article.slug.text
    whole = replace(site, articles=Opened(site.articles, article))
    return replace(
        library,
        edition=replace(library.edition, site=whole),
        mentions=Joined(library.mentions, _mentions(examined)),
        figures={slug: examined.figures},
        reworded=frozenset({slug}) if is_reworded(library.past, article) else frozenset(),
    )


def close(library: Library, shared: Examined, gists: Iterable[Gist]) -> Library:
    """Give the library for all that is no article's own, with the gists of the articles that the edition shows."""
    held = {one.slug: one for one in gists}
    places = ((slug, held[slug].places) for slug in library.site.articles if slug in held)
    uses = used_in(library.edition, shared, places)
    return replace(
        library,
        used_in=uses,
        popular=popular(library.site, uses, library.lists.limits),
        gists=held,
        reworded=frozenset(slug for slug, one in held.items() if one.reworded),
    )


def _mentions(examined: Examined) -> dict[Span, tuple[Mention, ...]]:
    return {each.passage.document.source.span: each.found for each in examined.mentions}
