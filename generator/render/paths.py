"""From a path that an author wrote to an address."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.check.references import media_key

if TYPE_CHECKING:
    from generator.model.article import Article, Page
    from generator.model.site import Site
    from generator.render.library import Library

CARD = "card-"


def path_url(library: Library, from_path: str, here: str, target: str) -> str:
    """Give the address that a path in prose means, whether or not it exists.

    `from_path` is the file that holds it, `here` the address of the page that shows it. A path to a content file means
    its page, one into content/media/ the file there, `/x/` a path of this site, anything else is relative to the page.
    """
    path, mark, fragment = target.partition("#")
    url = (_file_url(library, from_path, path) or _site_url(library, here, path)) if path else here.partition("#")[0]
    return url + mark + (anchor(library, url, fragment) if fragment else "")


def _file_url(library: Library, from_path: str, path: str) -> str:
    if path.rpartition(".")[2] in {"yaml", "yml", "md"}:
        entry = content_file(library.site, from_path, path)
        return library.addresses.article(entry.slug.text) if entry is not None else ""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path))
    if whole.startswith("content/media/") and not path.startswith("/"):
        return library.addresses.media(media_key(from_path, path))
    return ""


def content_file(site: Site, from_path: str, path: str) -> Article | Page | None:
    """Give the article or page of a content file, named relative to another, or from the root of the site's folder."""
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path)).removeprefix("/")
    wanted = {whole, path.removeprefix("/"), f"content/{path.removeprefix('/')}"}
    named = site.articles.get(posixpath.splitext(posixpath.basename(path))[0])
    if named is not None and named.place.path in wanted:  # the whole site is looked through for the others alone
        return named
    return next((entry for entry in site.entries() if entry.place.path in wanted), None)


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
    article, page = site.articles.get(path), site.pages.get(path)
    cards = {card.id.text: CARD + card.id.text for card in article.cards} if article is not None else {}
    entry = library.wholes.get(path, article) or page
    body = entry.body if entry is not None else None
    return cards | {heading.id.removeprefix("h-"): heading.id for heading in (body.headings if body else ())}
