"""What every page shows, and what many pages share: links, dates, pictures, the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """Words that lead somewhere; `url` is "" where they lead nowhere. `note` is a small addition, such as a date."""

    words: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateView:
    """A date in words, and as HTML's `datetime` wants it ("" where it has no such form)."""

    words: str
    machine: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """An image; `alt` is "" for a decorative one; sizes are in pixels, None where unknown."""

    url: str
    absolute: str
    alt: str
    width: int | None
    height: int | None
    caption: Markup
    credit: str
    licence: str
    source_url: str


@dataclass(frozen=True, slots=True)
class MenuView:
    """An entry of the menu; `current` marks the page that is shown."""

    words: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page shows of its site."""

    title: str
    description: str
    language: str
    home: str
    menu: tuple[MenuView, ...]
    footer: tuple[LinkView, ...]
    publisher: LinkView | None
    publisher_logo: PictureView | None
    feed: str
    stylesheets: tuple[str, ...]
    icon: str
    policy: str
    generator: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """What goes into the head of a page. `kind` is Open Graph's type, dates are RFC 3339 or "", `json_ld` safe JSON."""

    title: str
    description: str
    canonical: str
    kind: str
    image: PictureView | None
    published: str
    modified: str
    json_ld: Markup | None
    indexed: bool = True
    alternates: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something the reader must know first: `kind` is draft, embargo, expired, withdrawn or review."""

    kind: str
    text: Markup


@dataclass(frozen=True, slots=True)
class CiteView:
    """How a page is cited: in words, and the addresses of its files in BibTeX and CSL-JSON."""

    words: str
    bibtex: str
    csl: str


@dataclass(frozen=True, slots=True)
class ContentsView:
    """A line of a page's table of contents."""

    words: str
    url: str
    level: int


@dataclass(frozen=True, slots=True)
class PartLinkView:
    """The way to a page of a list. `current` is what `aria-current` says: "page", "true" for what holds it, or ""."""

    words: str
    url: str
    current: str


@dataclass(frozen=True, slots=True)
class PartRowView:
    """Pages of a list beside each other: years, or under the `label` "2025" its months."""

    label: str
    links: tuple[PartLinkView, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """An entry of a list that an overview names; `id` is the anchor that it had when the list was one page."""

    id: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A page of a list in an overview: `anchors` are ids that stood on the first page, `places` its entries by name."""

    words: str
    url: str
    anchors: tuple[str, ...]
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class PartsView:
    """The pages of a list that goes over several; `name` is that of the page that is shown, "" on the first.

    `rows` lead to all pages from coarse to fine (years, then the months of this year). `first` is the first page of the
    list, `before` and `after` are the neighbours, None at the ends. `overview` has the pages below this one where it
    shows no entries itself.
    """

    name: str
    first: LinkView
    rows: tuple[PartRowView, ...]
    before: LinkView | None
    after: LinkView | None
    overview: tuple[PartView, ...]
