"""How a page is cited, as the page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.cite.words import article_words, fact_words
from generator.render.views import CiteView

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.render.library import Library


def article_cite(library: Library, article: Article) -> CiteView:
    """Give how an article is cited."""
    return _view(library, article_words(library, article), library.addresses.article(article.slug.text))


def fact_cite(library: Library, fact: Fact) -> CiteView:
    """Give how a fact is cited."""
    return _view(library, fact_words(library, fact), library.addresses.fact(fact.id.text))


def _view(library: Library, words: str, url: str) -> CiteView:
    return CiteView(words, library.addresses.citation(url, "bib"), library.addresses.citation(url, "json"))
