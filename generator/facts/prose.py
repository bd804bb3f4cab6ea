"""Every piece of prose of a site, with the entry that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.article import Article
    from generator.model.document import Document
    from generator.model.fact import Fact
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Owner:
    """An entry that says or uses something. `home` is the slug of the article that it stands or falls with, or ""."""

    kind: str
    id: str
    home: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of prose: whose it is, which key holds it, and, for a card, the card's id."""

    owner: Owner
    part: str
    document: Document
    card: str = ""


def passages(site: Site) -> Iterator[Passage]:
    """Give every piece of prose, in the order of the site."""
    yield from (asked for passage in _bodies(site) for asked in (passage, *_questions(passage)))
    for fact in site.facts.values():
        yield from fact_passages(fact)
    yield from _timeline_and_glossary(site)
    yield from _captions(site)


def article_passages(article: Article) -> Iterator[Passage]:
    """Give the prose of one article, in the order of its page."""
    yield from (asked for passage in _article(article) for asked in (passage, *_questions(passage)))


def _bodies(site: Site) -> Iterator[Passage]:
    for article in site.articles.values():
        yield from _article(article)
    yield from _pages(site)


def _questions(passage: Passage) -> Iterator[Passage]:
    """Give the questions of the cards that stand in a body."""
    for card in passage.document.cards:
        yield Passage(passage.owner, "question", card.question, card.id)


def _pages(site: Site) -> Iterator[Passage]:
    for page in site.pages.values():
        owner = Owner("page", page.slug.text)
        for part, document in (("title", page.title), ("description", page.description), ("body", page.body)):
            if document is not None:
                yield Passage(owner, part, document)


def _timeline_and_glossary(site: Site) -> Iterator[Passage]:
    for event in site.events.values():
        yield Passage(Owner("event", event.id.text), "title", event.title)
        if event.text is not None:
            yield Passage(Owner("event", event.id.text), "text", event.text)
    for address, gone in site.gone.items():
        yield Passage(Owner("gone", address), "because", gone.because)
    for term in site.terms.values():
        yield Passage(Owner("term", term.id.text), "definition", term.definition)


def _captions(site: Site) -> Iterator[Passage]:
    for chart in site.charts.values():
        if chart.note is not None:
            yield Passage(Owner("chart", chart.id.text), "note", chart.note)
    for image in site.images.values():
        if image.caption is not None:
            yield Passage(Owner("image", image.key), "caption", image.caption)


def _article(article: Article) -> Iterator[Passage]:
    slug = article.slug.text
    owner = Owner("article", slug, slug)
    yield Passage(owner, "title", article.title)
    yield Passage(owner, "summary", article.summary)
    if article.body is not None:
        yield Passage(owner, "body", article.body)
    for card in article.cards:
        yield Passage(owner, "question", card.question, card.id.text)
        yield Passage(owner, "answer", card.answer, card.id.text)
    for correction in article.corrections:
        yield Passage(owner, "correction", correction.text)
    if article.withdrawn is not None:
        yield Passage(owner, "because", article.withdrawn.because)


def fact_passages(fact: Fact) -> Iterator[Passage]:
    """Give the prose of a fact: basis, note, reasons, and those of its claims, cells and corrections."""
    owner = Owner("fact", fact.id.text, fact.home)
    found = [("basis", fact.basis), ("note", fact.note), ("because", fact.because)]
    found += [("basis", claim.basis) for claim in fact.claims]
    found += [("because", correction.because) for correction in fact.corrections]
    for cell in fact.series.cells if fact.series is not None else ():
        found += [("basis", cell.basis), ("note", cell.note)]
        found += [("because", correction.because) for correction in cell.corrections]
    for part, document in found:
        if document is not None:
            yield Passage(owner, part, document)
