"""Everything that has an address on the site, in the form of the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.changes.canonical import digest, plain_words
from generator.model.lock import PublishedEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.article import Article, Page
    from generator.model.document import Document
    from generator.model.fact import Fact
    from generator.model.site import Site
    from generator.model.text import Text

_PLACES = {
    "article": "/{}/",
    "page": "/{}/",
    "fact": "/facts/{}/",
    "person": "/people/{}/",
    "source": "/sources/{}/",
    "topic": "/topics/{}/",
    "event": "/timeline/#event-{}",
    "term": "/glossary/#term-{}",
}


def url_of(address: str) -> str:
    """Give the address under the home page of what is named as in a link: `/facts/levy/` for `fact:levy`.

    A cell and a claim are parts of their fact's page (`/facts/cars/#cell-us-2024`), a card one of its article's.
    """
    kind, colon, name = address.partition(":")
    if not colon:
        path = address.strip("/")
        return f"/{path}" if path.endswith(".html") or not path else f"/{path}/"
    if kind == "card":
        slug, _, card = name.partition("#")
        return f"/{slug}/#card-{card}"
    if kind == "fact" and ("." in name or "#" in name):
        id_, _, part = name.replace("#", ".", 1).partition(".")
        return f"/facts/{id_}/#{'claim' if '#' in name else 'cell'}-{part.replace('.', '-')}"
    return _PLACES[kind].format(name) if kind in _PLACES else ""


def entries(
    site: Site, articles: Mapping[str, Article], facts: Mapping[str, Fact], *, words: bool
) -> Iterator[PublishedEntry]:
    """Give every entry of a site with the articles and facts that are public; `words` asks for the digests of prose."""
    for article in articles.values():
        yield from _article(article, words=words)
    for page in site.pages.values():
        said = digest((page.title, page.description, page.body)) if words else ""
        yield _entry("page", page.slug.text, plain_words(page.title.plain), said)
        yield from _aliases(page, "page")
    yield from _named("fact", ((fact.id, fact.label, fact.was) for fact in facts.values()))
    yield from _named("term", ((term.id, term.name, term.was) for term in site.terms.values()))
    yield from _named("person", ((person.id, person.name, person.was) for person in site.people.values()))
    yield from _named("source", ((source.id, source.title, source.was) for source in site.sources.values()))
    yield from _named("event", ((event.id, event.title.plain, event.was) for event in site.events.values()))
    tags = (*(a.tags for a in articles.values()), *(e.tags for e in site.events.values()))
    for tag in sorted({tag.text for group in tags for tag in group}):
        yield _entry("topic", tag, site.config.topic(tag))
    for gone in site.gone.values():
        yield PublishedEntry(gone.address.text, url_of(gone.address.text), state="gone")


def _entry(kind: str, name: str, title: str, words: str = "", state: str = "") -> PublishedEntry:
    address = f"{kind}:{name}"
    return PublishedEntry(address, url_of(address), title, words, state)


def _named(kind: str, found: Iterable[tuple[Text, Text | str, tuple[Text, ...]]]) -> Iterator[PublishedEntry]:
    for id_, title, was in found:
        yield _entry(kind, id_.text, plain_words(str(title)))
        for old in was:
            address = f"{kind}:{old}"
            yield PublishedEntry(address, url_of(address), state="moved", to=f"{kind}:{id_}")


def _article(article: Article, *, words: bool) -> Iterator[PublishedEntry]:
    slug = article.slug.text
    withdrawn = article.status == "withdrawn"
    state = "withdrawn" if withdrawn else ""
    said = digest(prose_of(article)) if words else ""
    yield _entry("article", slug, plain_words(article.title.plain), said, state)
    yield from _aliases(article, "article")
    for card in article.cards if not withdrawn else ():
        yield _entry("card", f"{slug}#{card.id}", plain_words(card.question.plain))
        for old in card.was:
            address = f"card:{slug}#{old}"
            yield PublishedEntry(address, url_of(address), state="moved", to=f"card:{slug}#{card.id}")


def prose_of(article: Article) -> list[Document | None]:
    """Give the pieces of prose of an article whose words count as what it says."""
    found: list[Document | None] = [article.title, article.summary, article.body]
    found += [one.question for one in article.body.cards] if article.body is not None else []
    for card in article.cards:
        found += [card.question, card.answer]
    return found


def _aliases(entry: Article | Page, kind: str) -> Iterator[PublishedEntry]:
    for alias in entry.aliases:
        path = url_of("/" + alias.text.strip("/"))
        yield PublishedEntry(path, path, state="moved", to=f"{kind}:{entry.slug}")
