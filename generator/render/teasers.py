"""Articles as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from generator.render.people import date_view
from generator.render.pictures import named_picture
from generator.render.prose import plain
from generator.render.timelines import topic_links
from generator.render.views import TeaserView

if TYPE_CHECKING:
    from generator.model.article import Article
    from generator.model.document import Document
    from generator.render.library import Library

STATE_WORDS = {"draft": "draft", "embargoed": "not yet published", "expired": "out of date", "withdrawn": "withdrawn"}


def teaser_view(library: Library, article: Article) -> TeaserView:
    """Give an article for a list."""
    slug = article.slug.text
    return TeaserView(
        title=escape(plain(library, article.title)),
        url=library.addresses.article(slug),
        summary=escape(plain(library, article.summary)),
        date=date_view(library, article.published) if article.published is not None else None,
        topics=topic_links(library, (tag.text for tag in article.tags)),
        picture=named_picture(library, article.image),
        figures=library.gists[slug].figures if slug in library.gists else 0,
        draft=STATE_WORDS.get(library.edition.states[slug], ""),
    )


def documents(article: Article) -> list[Document]:
    """Give the pieces of prose of an article's page, in the order of the page."""
    found = [article.title, article.summary]
    if article.body is not None:
        found.append(article.body)
    for card in article.cards:
        found += [card.question, card.answer]
    return found
