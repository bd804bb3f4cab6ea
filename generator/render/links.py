"""Which entries lead to another."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from generator.plan.popular import users_of
from generator.render.paths import CARD
from generator.render.prose import plain
from generator.render.views import LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.prose import Owner
    from generator.plan.used_in import UsedBy
    from generator.render.library import Library


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


ALL_PLACES = "all places where it is used"


def owner_links(
    library: Library, kind: str, id_: str, owners: frozenset[str] = frozenset({"article", "page"}), *, rest: bool = True
) -> tuple[LinkView, ...]:
    """Give the entries that use another, each once, at its first use.

    Of one that is used in too many places only the first are named, and with `rest` the last leads to all of them.
    """
    users = library.popular.entries.get((kind, id_))
    if users is None:
        return use_links(library, (one for one in users_of(library.used_in, kind, id_) if one.owner.kind in owners))
    wanted = (one for one in users.users if one.owner.kind in owners)
    few = islice(wanted, library.popular.few.get(kind, library.lists.limits.links))
    way = (LinkView(ALL_PLACES, library.addresses.users(kind, id_)),) if rest else ()
    return use_links(library, few) + way


def use_links(library: Library, users: Iterable[UsedBy]) -> tuple[LinkView, ...]:
    """Give the places of users, in the order of their names."""
    found = (link for one in users if (link := owner_link(library, one)) is not None)
    return tuple(sorted(found, key=lambda link: link.words.casefold()))
