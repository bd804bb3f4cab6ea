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
    return _with_part(library, url, anchor(library, url, fragment)) if fragment else url + mark


def _with_part(library: Library, url: str, fragment: str) -> str:
    """Give the address of a part of a page: of an entry of a timeline or a glossary of many pages, the page of it."""
    addresses = library.addresses
    for section, prefix, place in (("timeline", "event-", addresses.events), ("glossary", "term-", addresses.terms)):
        key = place.get(fragment.removeprefix(prefix)) if url == addresses.part(section, "") else None
        if key and fragment.startswith(prefix):
            return f"{addresses.part(section, key)}#{fragment}"
    return f"{url}#{fragment}"


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
    return next((found for name in (fragment, fragment.casefold()) if (found := _anchor(library, url, name))), fragment)


def _anchor(library: Library, url: str, name: str) -> str:
    """Give the anchor of a page for a short name, "" where it has none by that name."""
    path = url.removeprefix(library.addresses.base_path).strip("/")
    site = library.site
    if path == "timeline":
        return f"event-{name}" if name in site.events else ""
    if path == "glossary":
        return f"term-{name}" if name in site.terms else ""
    article, page = site.articles.get(path), site.pages.get(path)
    entry = library.wholes.get(path, article) or page
    body = entry.body if entry is not None else None
    for heading in reversed(body.headings if body else ()):
        if heading.id.removeprefix("h-") == name:
            return heading.id
    cards = article.cards if article is not None else ()
    return CARD + name if any(card.id.text == name for card in cards) else ""
