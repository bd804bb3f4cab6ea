"""Who refers to what: the index behind "where used", unused entries and unknown ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.prose import Owner, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diagnostics import Span
    from generator.model.article import Article, SidebarGroup
    from generator.model.config import Config
    from generator.model.fact import Fact
    from generator.model.site import Site
    from generator.model.source import SourceRef
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Use:
    """One reference of any sort, from prose or from a key.

    `kind` is what it points at: fact, event, term, person, article, source, quote, chart, image, sidebar, tag or path.
    `target` is the id as written (of a fact its whole address). `how` is prose, or the key that holds it; `empty` marks
    a reference whose words the site must supply, `series` one that takes a whole series. `anchor` is the section or
    card of the owner's page where it stands.
    """

    kind: str
    target: str
    owner: Owner
    place: Span
    how: str
    anchor: str = ""
    empty: bool = False
    series: bool = False

    @property
    def id(self) -> str:
        """Give the id without a cell, a claim, a date or an anchor."""
        if self.kind == "fact":
            return _fact_id(self.target)
        return self.target.partition("#")[0] if self.kind == "article" else self.target


def _fact_id(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].partition(".")[0]


KINDS = {"cite": "source", "media": "image", "series": "fact", "people": "person", "tags": "tag"}


def uses(site: Site, own: Site, passages: Iterable[Passage]) -> Iterator[Use]:
    """Give every reference that somebody wrote in a part of a site (first uses of terms that link by themselves not).

    `own` is that part, with its prose in `passages`, and `site` the whole.
    """
    for passage in passages:
        yield from _prose_uses(site, passage)
    for article in own.articles.values():
        yield from _article_uses(article)
    for fact in own.facts.values():
        yield from _fact_uses(fact)
    yield from _event_uses(own)
    yield from _other_uses(own)


def settings_uses(config: Config) -> Iterator[Use]:
    """Give every reference that config.yaml makes."""
    if config.publisher is not None:
        yield from _named("image", [config.publisher.logo], Owner("config", ""), "logo")


def _prose_uses(site: Site, passage: Passage) -> Iterator[Use]:
    for reference in passage.document.references:
        kind = KINDS.get(reference.scheme, reference.scheme)
        # A `::: chart` names an entry of content/charts/, or the series, slices and facts themselves.
        loose = kind == "chart" and reference.target not in site.charts
        kind = "fact" if loose and _fact_id(reference.target) in site.facts else kind
        target = reference.target
        if kind == "url" and f"{target}/".startswith(site.config.base_url):
            kind, target = "path", "/" + target.removeprefix(site.config.base_url.rstrip("/")).lstrip("/")
        if kind not in {"url", "free"}:
            anchor = passage.card or reference.section
            told = not reference.words or any(character.isdigit() for character in reference.words)
            empty = told and reference.scheme == "fact" and not reference.directive
            series = reference.scheme in {"series", "chart"} or reference.directive == "facts"
            yield Use(kind, target, passage.owner, reference.target_span, "prose", anchor, empty, series)


def _named(kind: str, texts: Iterable[Text | None], owner: Owner, how: str) -> Iterator[Use]:
    for text in texts:
        if text is not None:
            yield Use(kind, text.text, owner, text.span, how)


def _sources(refs: Iterable[SourceRef], owner: Owner) -> Iterator[Use]:
    for ref in refs:
        yield Use("source", ref.id.text, owner, ref.id.span, "source")


def sidebar_uses(groups: Iterable[SidebarGroup], owner: Owner) -> Iterator[Use]:
    """Give the facts that a sidebar shows."""
    for group in groups:
        for entry in group.entries:
            yield Use("fact", entry.address.text, owner, entry.address.span, "sidebar")


def _article_uses(article: Article) -> Iterator[Use]:
    owner = Owner("article", article.slug.text, article.slug.text)
    yield from sidebar_uses(article.sidebar, owner)
    yield from _named("sidebar", [article.shared_sidebar], owner, "sidebar")
    yield from _named("image", [article.image], owner, "image")
    yield from _named("tag", article.tags, owner, "tags")
    yield from _named("author", article.authors, owner, "authors")


def _fact_uses(fact: Fact) -> Iterator[Use]:
    owner = Owner("fact", fact.id.text, fact.home)
    yield from _sources(fact.sources, owner)
    for claim in fact.claims:
        yield from _sources(claim.sources, owner)
        yield from _named("author", [claim.by], owner, "by")
    for correction in fact.corrections:
        yield from _sources(correction.sources, owner)
    if fact.settled is not None:
        yield from _sources(fact.settled.sources, owner)
        yield from _named("author", [fact.settled.by], owner, "by")
    for cell in fact.series.cells if fact.series is not None else ():
        yield from _sources(cell.sources, owner)
        for correction in cell.corrections:
            yield from _sources(correction.sources, owner)


def _event_uses(site: Site) -> Iterator[Use]:
    for event in site.events.values():
        owner = Owner("event", event.id.text)
        yield from _sources(event.sources, owner)
        yield from _named("person", event.people, owner, "people")
        yield from _named("fact", event.facts, owner, "facts")
        yield from _named("tag", event.tags, owner, "tags")
        yield from _named("image", [event.image], owner, "image")


def _other_uses(site: Site) -> Iterator[Use]:
    for sidebar in site.sidebars.values():
        yield from sidebar_uses(sidebar.groups, Owner("sidebar", sidebar.id.text))
    for term in site.terms.values():
        owner = Owner("term", term.id.text)
        yield from _sources(term.sources, owner)
        yield from _named("term", term.see_also, owner, "see_also")
    for source in site.sources.values():
        owner = Owner("source", source.id.text)
        yield from (Use("source", ref.id.text, owner, ref.id.span, "cites") for ref in source.cites)
        yield from _named("author", [*source.authors, source.publisher], owner, "author")
    for person in site.people.values():
        yield from _named("author", [role.at for role in person.roles], Owner("person", person.id.text), "at")
    for quote in site.quotes.values():
        owner = Owner("quote", quote.id.text)
        yield from _sources(quote.sources, owner)
        yield from _named("author", [quote.by, quote.translation], owner, "by")
    for chart in site.charts.values():
        owner = Owner("chart", chart.id.text)
        yield from _sources(chart.sources, owner)
        yield from _named("fact", chart.of, owner, "of")
