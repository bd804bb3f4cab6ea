"""What other pages tell of an article: small enough that those of all articles can be held at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.plan.used_in import Place, places_in
from generator.render.article_changes import article_changes
from generator.render.pages.article import article_days, changed_view
from generator.render.pages.feeds import entry_view
from generator.render.teasers import documents
from generator.render.theme.faults import BrokenPartError

if TYPE_CHECKING:
    from generator.check import Examined
    from generator.model.article import Article
    from generator.render.library import Library
    from generator.render.views import EntryView


@dataclass(frozen=True, slots=True)
class Gist:
    """What is told of an article elsewhere.

    `uses` is what it uses, as one text, `figures` how many figures of facts its text has, `changed` the day on which it
    last changed or came out, "" for neither. `reworded` says that its words are not those of the last release; `entry`
    is what the feed tells, None where the feed does not tell of it.
    """

    slug: str
    uses: str = ""
    figures: int = 0
    changed: str = ""
    reworded: bool = False
    entry: EntryView | None = None

    @property
    def places(self) -> tuple[Place, ...]:
        """Give what the article uses, and where."""
        return tuple(_place(one) for one in self.uses.split("\x1e")) if self.uses else ()


def _place(text: str) -> Place:
    kind, id_, anchor = text.split("\x1f")
    return kind, id_, anchor


def gist(library: Library, examined: Examined, article: Article) -> Gist:
    """Give the gist of an article that the library holds whole."""
    slug = article.slug.text
    return Gist(
        slug,
        "\x1e".join("\x1f".join(place) for place in places_in(library.site, examined)),
        sum(reference.scheme == "fact" for document in documents(article) for reference in document.references),
        article_days(article, changed_view(library, article, article_changes(library, article)))[1],
        slug in library.reworded,
        _entry(library, article) if slug in library.newest else None,
    )


def _entry(library: Library, article: Article) -> EntryView | None:
    """Give what the feed tells; nothing where a block's template is at fault, which the article's page tells."""
    try:
        return entry_view(library, article)
    except BrokenPartError:
        return None
