"""A page before it is text: its template, what the template gets, and what is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator import __version__
from generator.base import dataclass
from generator.render.paths import path_url
from generator.render.pictures import named_picture
from generator.render.prose import plain
from generator.render.views import HeadView, LinkView, MenuView, PictureView, SiteView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from generator.model.config import MenuItem
    from generator.plan import Output
    from generator.render.library import Library
    from generator.render.views import PartsView

# Everything comes from the site itself, nothing is inline, and nobody frames it (https://www.w3.org/TR/CSP3/).
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'"
)
SECTIONS = {
    "timeline": "Timeline",
    "glossary": "Glossary",
    "facts": "Facts",
    "people": "People",
    "sources": "Sources",
    "topics": "Topics",
    "changes": "What changed",
    "about": "About",
}
DESCRIPTION_LIMIT = 300
EMBED_STYLE = "embed.css"
"""The style sheet of facts in frames, which no other page has."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be filled in. `title` is its own, without the site's; dates are RFC 3339 or "".

    `canonical` is the address of the page that this one is another form of, "" for itself. `parts` are the pages of the
    list that it is one of, None for a list of one page and for what is no list.
    """

    template: str
    context: Mapping[str, object]
    title: str
    description: str = ""
    kind: str = "website"
    picture: PictureView | None = None
    published: str = ""
    modified: str = ""
    json_ld: Markup | None = None
    indexed: bool = True
    alternates: tuple[tuple[str, str, str], ...] = ()
    canonical: str = ""
    parts: PartsView | None = None


def site_view(library: Library, url: str) -> SiteView:
    """Give what every page shows of its site; `url` is the page that is shown."""
    config = library.site.config
    publisher = config.publisher
    addresses = library.addresses
    return SiteView(
        title=config.title.text,
        description=config.description.text if config.description is not None else "",
        language=config.language,
        home=addresses.base_path,
        menu=tuple(MenuView(words, to, to.partition("#")[0] == url) for words, to in menu(library)),
        footer=_footer(library),
        publisher=LinkView(publisher.name.text, publisher.url.text if publisher.url else "") if publisher else None,
        publisher_logo=named_picture(library, publisher.logo) if publisher is not None else None,
        feed=addresses.url("feed.xml") if config.feeds.enabled else "",
        stylesheets=tuple(addresses.asset(name) for own, name in sorted(library.assets.items()) if _is_style(own)),
        icon=addresses.asset(library.assets["icon.svg"]) if "icon.svg" in library.assets else "",
        policy=POLICY,
        generator=f"Factbox {__version__}",
    )


def _is_style(name: str) -> bool:
    return name.endswith(".css") and name != EMBED_STYLE


def _footer(library: Library) -> tuple[LinkView, ...]:
    sections = tuple(LinkView(words, library.addresses.url(f"{name}/")) for name, words in SECTIONS.items())
    named = {url for _, url in menu(library)}
    pages = (page for page in library.site.pages.values() if page.slug.text != "about")
    own = tuple(LinkView(plain(library, page.title), library.addresses.article(page.slug.text)) for page in pages)
    return tuple(link for link in (*sections, *own) if link.url not in named or link in sections)


def menu(library: Library) -> tuple[tuple[str, str], ...]:
    """Give the menu: that of config.yaml, else the sections and the pages that ask for a place in it."""
    items = library.site.config.menu
    if items is not None:
        written = tuple(_item(library, item) for item in items)
        return written + tuple(pair for pair in _asking(library) if pair[1] not in {url for _, url in written})
    sections = ("timeline", "glossary", "facts", "about")
    made = tuple((SECTIONS[name], library.addresses.url(f"{name}/")) for name in sections)
    return made[:-1] + _asking(library) + made[-1:]


def _asking(library: Library) -> tuple[tuple[str, str], ...]:
    """Give the pages that ask for a place in the menu; a number for one says where, before those without."""
    found = []
    for page in library.site.pages.values():
        if page.menu is not None:
            place = int(page.menu.text) if page.menu.text.isdecimal() else None
            words = page.menu.text if page.menu.text and place is None else plain(library, page.title)
            found.append((place is None, place or 0, words, library.addresses.article(page.slug.text)))
    return tuple((words, url) for _, _, words, url in sorted(found, key=lambda one: one[:2]))


def _item(library: Library, item: MenuItem) -> tuple[str, str]:
    url = menu_url(library, item.target.text)
    return (item.words.text if item.words is not None else _name(library, url), url)


def menu_url(library: Library, target: str) -> str:
    """Give the address that an entry of the menu means: a section, a slug, `article:slug`, `topic:tag` or a path."""
    base = library.addresses.base_path
    if target.startswith(("https://", "http://", "mailto:")):
        return target
    kind, colon, name = target.partition(":")
    makers = {"article": "", "page": "", "topic": "topics/", "tag": "topics/", "person": "people/", "fact": "facts/"}
    if colon and kind in makers:
        slug, mark, fragment = name.partition("#")
        return f"{base}{makers[kind]}{slug}/{mark}{fragment}"
    if target in {"home", "/"}:
        return base
    return path_url(library, "content/menu.yaml", base, target if "/" in target else f"/{target.strip('/')}/")


def _name(library: Library, url: str) -> str:
    name = url.removeprefix(library.addresses.base_path).strip("/")
    site = library.site
    if name in site.articles:
        article = site.articles[name]
        return article.short_title.text if article.short_title is not None else plain(library, article.title)
    if name in site.pages:
        return plain(library, site.pages[name].title)
    return SECTIONS.get(name) or name or site.config.title.text


def head_view(library: Library, output: Output, page: Page) -> HeadView:
    """Give what goes into the head of a page."""
    site_title = library.site.config.title.text
    url = library.addresses.url(output.path)
    description = page.description[:DESCRIPTION_LIMIT]
    title = f"{page.title}: {page.parts.name}" if page.parts is not None and page.parts.name else page.title
    return HeadView(
        title=title if title == site_title else f"{title} – {site_title}",
        description=description,
        canonical=library.addresses.absolute(page.canonical or url),
        kind=page.kind,
        image=page.picture,
        published=page.published,
        modified=page.modified,
        json_ld=page.json_ld,
        indexed=page.indexed,
        alternates=page.alternates,
    )
