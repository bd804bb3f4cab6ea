"""Pages and sources as works that somebody can cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.ledger import Figure, cell_figure
from generator.facts.wording import date_words
from generator.render.figures import dates_of, fact_view
from generator.render.people import name_of
from generator.render.prose import plain

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.dates import Date
    from generator.model.fact import Fact
    from generator.model.source import Source
    from generator.model.text import Text
    from generator.render.library import Library


@dataclass(frozen=True, slots=True)
class Name:
    """Who made a work. `family` and `given` are there where somebody's parts are known, else `whole` alone is."""

    whole: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What can be cited. `kind` is page, or that of a source; `inside` is the site or the like that holds it.

    `date` is when it was published, None where nobody says; `accessed` when it was read.
    """

    key: str
    kind: str
    title: str
    authors: tuple[Name, ...]
    inside: str = ""
    publisher: str = ""
    date: Date | None = None
    url: str = ""
    accessed: Date | None = None
    isbn: str = ""
    language: str = ""
    note: str = ""


def article_work(library: Library, article: Article) -> Work:
    """Give an article's page: by its authors, else by the site."""
    url = library.addresses.absolute(library.addresses.article(article.slug.text))
    authors = tuple(_name(library, author) for author in article.authors) or (_site_name(library),)
    return Work(
        key=f"article-{article.slug}",
        kind="page",
        title=plain(library, article.title),
        authors=authors,
        inside=library.site.config.title.text,
        publisher=_publisher(library),
        date=article.published,
        url=url,
        language=library.site.config.language,
    )


def fact_work(library: Library, fact: Fact) -> Work:
    """Give a fact's page: its figure, as the site gives it.

    When a figure was known is not when its page was published: that date stands in the note.
    """
    view = fact_view(library, fact)
    figure = view.words if fact.series is None else ""
    dates = view.dates if fact.series is None else ""
    return Work(
        key=f"fact-{fact.id}",
        kind="page",
        title=f"{fact.label}: {figure}" if figure else fact.label.text,
        authors=(_site_name(library),),
        inside=library.site.config.title.text,
        publisher=_publisher(library),
        url=library.addresses.absolute(library.addresses.fact(fact.id.text)),
        language=library.site.config.language,
        note=dates[:1].upper() + dates[1:],
    )


def fact_sources(library: Library, fact: Fact) -> tuple[Work, ...]:
    """Give those who made a figure: the sources of a fact, of its claims or of its cells, each once."""
    figures = [cell_figure(fact, cell) for cell in fact.series.cells] if fact.series is not None else []
    whole = library.ledger.whole(fact) if fact.series is None else None
    refs = [ref for figure in (*figures, *([whole] if whole is not None else [])) for ref in figure.sources]
    if not refs or fact.settled is None:
        refs += [ref for claim in fact.claims for ref in claim.sources]
    sources = library.site.sources
    return tuple(source_work(library, sources[id_]) for id_ in dict.fromkeys(r.id.text for r in refs) if id_ in sources)


def article_works(library: Library, slug: str) -> tuple[Work, ...]:
    """Give what is to be cited for an article: its page."""
    return (article_work(library, library.site.articles[slug]),)


def fact_works(library: Library, id_: str) -> tuple[Work, ...]:
    """Give what is to be cited for a fact: its page, then those who made the figure."""
    fact = library.site.facts[id_]
    return (fact_work(library, fact), *fact_sources(library, fact))


def source_work(library: Library, source: Source) -> Work:
    """Give a source."""
    return Work(
        key=f"source-{source.id}",
        kind=source.kind,
        title=source.title.text,
        authors=tuple(_name(library, author) for author in source.authors),
        publisher=name_of(library, source.publisher),
        date=source.date,
        url=source.url.text if source.url is not None else "",
        accessed=source.accessed,
        isbn=source.isbn.text if source.isbn is not None else "",
        language=source.language.text if source.language is not None else "",
    )


def date_of(library: Library, work: Work) -> str:
    """Give when a work was published, in words, or ""."""
    return date_words(work.date, library.language) if work.date is not None else ""


def figure_dates(library: Library, fact: Fact) -> str:
    """Give when a fact's figure was known, in words, or ""; of a series nothing, for each cell has its own."""
    found = library.ledger.find(fact.id.text) if fact.series is None else None
    return dates_of(library, found) if isinstance(found, Figure) else ""


def _name(library: Library, text: Text) -> Name:
    """Give a name with its parts where a person's `sort` tells them: "Ishiba, Shigeru"."""
    person = library.site.people.get(text.text)
    if person is None or person.kind != "person" or person.sort is None:
        return Name(name_of(library, text))
    family, comma, given = (part.strip() for part in person.sort.text.partition(","))
    return Name(person.name.text, family, given) if comma and given else Name(person.name.text)


def _site_name(library: Library) -> Name:
    return Name(_publisher(library) or library.site.config.title.text)


def _publisher(library: Library) -> str:
    publisher = library.site.config.publisher
    return publisher.name.text if publisher is not None else ""
