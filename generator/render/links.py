"""Which entries lead to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.paths import CARD
from generator.render.prose import plain
from generator.render.views import LinkView

if TYPE_CHECKING:
    from generator.facts.prose import Owner
    from generator.render.library import Library
    from generator.render.used_in import UsedBy


def owner_link(library: Library, use: UsedBy) -> LinkView | None:
    """Give the page of whoever makes a reference; None for entries without a page of their own."""
    owner = use.owner
    url = owner_url(library, owner)
    if not url:
        return None
    words = owner_words(library, owner)
    anchor = ""
    if owner.kind in {"article", "page"} and use.anchor:
        anchor = f"#{_card_or_heading(library, owner, use.anchor)}"
    return LinkView(words, url + anchor)


def _card_or_heading(library: Library, owner: Owner, anchor: str) -> str:
    article = library.site.articles.get(owner.id) if owner.kind == "article" else None
    is_card = article is not None and any(card.id.text == anchor for card in article.cards)
    return CARD + anchor if is_card else anchor


def owner_url(library: Library, owner: Owner) -> str:
    """Give the address of an entry, "" where it has none."""
    addresses = library.addresses
    makers = {
        "article": addresses.article,
        "page": addresses.article,
        "fact": addresses.fact,
        "event": addresses.event,
        "term": addresses.term,
        "person": addresses.person,
        "source": addresses.source,
    }
    return makers[owner.kind](owner.id) if owner.kind in makers else ""


def owner_words(library: Library, owner: Owner) -> str:
    """Give the words by which lists name an entry."""
    site = library.site
    if owner.kind == "article":
        article = site.articles[owner.id]
        return article.short_title.text if article.short_title is not None else plain(library, article.title)
    if owner.kind == "page":
        return plain(library, site.pages[owner.id].title)
    if owner.kind == "event":
        return plain(library, site.events[owner.id].title)
    if owner.kind == "fact":
        return site.facts[owner.id].label.text
    if owner.kind == "term":
        return site.terms[owner.id].name.text
    return site.people[owner.id].name.text if owner.kind == "person" else site.sources[owner.id].title.text


def owner_links(
    library: Library, kind: str, id_: str, owners: frozenset[str] = frozenset({"article", "page"})
) -> tuple[LinkView, ...]:
    """Give the entries that use another, each once, at its first use."""
    found: dict[tuple[str, str], LinkView] = {}
    for use in library.used_in.get((kind, id_), ()):
        key = (use.owner.kind, use.owner.id)
        if use.owner.kind in owners and key not in found and (use.owner.kind, use.owner.id) != (kind, id_):
            link = owner_link(library, use)
            if link is not None:
                found[key] = link
    return tuple(sorted(found.values(), key=lambda link: link.words.casefold()))
