"""Articles, their cards and sidebars, and plain pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date, Instant
    from generator.model.document import Document
    from generator.model.text import Text

ARTICLE_STATUSES = ("draft", "editing", "legal", "ready", "published", "withdrawn")


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer. `id` is the card's anchor, `was` are those that it had before."""

    id: Text
    question: Document
    answer: Document
    was: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SidebarEntry:
    """A line of a sidebar: a fact or a cell by its address (`rice-levy`, `car-exports.us.2024`), perhaps relabelled."""

    address: Text
    label: Text | None


@dataclass(frozen=True, slots=True)
class SidebarGroup:
    """Some lines of a sidebar under a name (None where the lines stand without one)."""

    name: Text | None
    entries: tuple[SidebarEntry, ...]


@dataclass(frozen=True, slots=True)
class Sidebar:
    """A shared sidebar: content/sidebars.yaml or content/sidebars/*.yaml."""

    id: Text
    groups: tuple[SidebarGroup, ...]


@dataclass(frozen=True, slots=True)
class ArticleCorrection:
    """Something we got wrong in an article, told to its readers."""

    date: Date
    text: Document


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When and why an article was taken back; its address then says so."""

    date: Date
    because: Document


@dataclass(frozen=True, slots=True)
class Article:
    """One explainer page. `sidebar` holds groups; `shared_sidebar` names a shared sidebar instead.

    `owner` falls back to the first author. `judges_dates` says whether the number lint judges its dates; None leaves it
    to config.yaml.
    """

    slug: Text
    place: Span
    title: Document
    summary: Document
    body: Document | None
    cards: tuple[Card, ...]
    published: Date | None
    authors: tuple[Text, ...]
    status: str
    owner: Text | None
    short_title: Text | None
    image: Text | None
    sidebar: tuple[SidebarGroup, ...]
    shared_sidebar: Text | None
    tags: tuple[Text, ...]
    publish_at: Instant | None
    expires: Instant | None
    review_by: Date | None
    corrections: tuple[ArticleCorrection, ...]
    aliases: tuple[Text, ...]
    withdrawn: Withdrawal | None
    notes: Text | None
    judges_dates: bool | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A plain page such as "About" or "Corrections policy". `menu` is its words in the menu, or None."""

    slug: Text
    place: Span
    title: Document
    body: Document
    menu: Text | None
    description: Document | None
    aliases: tuple[Text, ...]
