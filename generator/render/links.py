"""Where references lead, and which entries lead to one."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.check.references import media_key
from generator.render.views import LinkView

if TYPE_CHECKING:
    from generator.facts.prose import Owner
    from generator.facts.uses import Use
    from generator.model.article import Article, Page
    from generator.render.library import Library

CARD = "card-"


# --- from an entry to the pages that use it


def owner_link(library: Library, use: Use) -> LinkView | None:
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
        return article.short_title.text if article.short_title is not None else article.title.plain
    if owner.kind == "page":
        return site.pages[owner.id].title.plain
    if owner.kind == "event":
        return site.events[owner.id].title.plain
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


# --- from a path that an author wrote to an address


def path_url(library: Library, from_path: str, here: str, target: str) -> str:
    """Give the address that a path in prose means, whether or not it exists.

    `from_path` is the file that holds it, `here` the address of the page that shows it. A path to a content file means
    its page, one into content/media/ the file there, `/x/` a path of this site, anything else is relative to the page.
    """
    path, mark, fragment = target.partition("#")
    if not path:
        url = here.partition("#")[0]
    else:
        url = _file_url(library, from_path, path) or _site_url(library, here, path)
    return url + mark + (anchor(library, url, fragment) if fragment else "")


def _file_url(library: Library, from_path: str, path: str) -> str:
    if path.rpartition(".")[2] in {"yaml", "yml", "md"}:
        entry = content_file(library, from_path, path)
        return library.addresses.article(entry.slug.text) if entry is not None else ""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path))
    if whole.startswith("content/media/") and not path.startswith("/"):
        return library.addresses.media(media_key(from_path, path))
    return ""


def content_file(library: Library, from_path: str, path: str) -> Article | Page | None:
    """Give the article or page of a content file, named relative to another, or from the root of the site's folder."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path)).removeprefix("/")
    wanted = {whole, path.removeprefix("/"), f"content/{path.removeprefix('/')}"}
    entries = (*library.site.articles.values(), *library.site.pages.values())
    return next((entry for entry in entries if entry.place.path in wanted), None)


def _site_url(library: Library, here: str, path: str) -> str:
    base = library.addresses.base_path
    whole = base + path.removeprefix("/") if path.startswith("/") else posixpath.join(here.partition("#")[0], path)
    folder = path.endswith(("/", "/.", "/..")) or path in {".", ".."}
    clean = posixpath.normpath(whole)
    name = clean.rpartition("/")[2]
    return clean if "." in name and not folder else clean.rstrip("/") + "/"


def anchor(library: Library, url: str, fragment: str) -> str:
    """Give the anchor that an author means: headings, cards, events and terms may be named without their prefix."""
    known = _anchors(library, url)
    return next((known[name] for name in (fragment, fragment.casefold()) if name in known), fragment)


def _anchors(library: Library, url: str) -> dict[str, str]:
    """Give the short names of the anchors of a page that authors can name."""
    path = url.removeprefix(library.addresses.base_path).strip("/")
    site = library.site
    if path == "timeline":
        return {name: f"event-{name}" for name in site.events}
    if path == "glossary":
        return {name: f"term-{name}" for name in site.terms}
    entry = site.articles.get(path) or site.pages.get(path)
    if entry is None or entry.body is None and not getattr(entry, "cards", ()):
        return {}
    headings = entry.body.headings if entry.body is not None else ()
    found = {heading.id.removeprefix("h-"): heading.id for heading in headings}
    cards = getattr(entry, "cards", ())
    return {card.id.text: CARD + card.id.text for card in cards} | found
