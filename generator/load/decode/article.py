"""Articles with their cards, and plain pages."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from generator.load.decode.entries import Entry, check_id, entry
from generator.load.decode.fact import decode_fact
from generator.load.decode.sidebar import SidebarReader, sidebar_groups
from generator.load.fields import empty_document
from generator.load.node import Mapping, Scalar
from generator.model.article import (
    ARTICLE_STATUSES,
    Article,
    ArticleCorrection,
    Card,
    Page,
    Sidebar,
    SidebarGroup,
    Withdrawal,
)
from generator.model.slug import slugify
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.load.decode.fact import FactReader
    from generator.load.fields import Fields
    from generator.model.fact import Fact


def decode_article(f: Fields, facts: FactReader, *, whole: bool = True) -> tuple[Article, tuple[Fact, ...]]:
    """Read an article, and the facts written inside it; of one that is not read `whole` no body and no answers."""
    slug = slug_of(f)
    reader = SidebarReader(facts, slug.text)
    shared, groups = _sidebar(f, reader)
    own = [*_own_facts(f, facts, slug.text), *reader.written]
    status = f.choice("status", ARTICLE_STATUSES, "draft")
    published = f.day("published")
    if status == "published":
        f.require("published", published)
    body, cards = f.prose("body") if whole else None, _cards(f, whole=whole)
    authors = f.lines("authors")
    if body is None and not f.has("body") and not f.has("cards"):
        f.note("E-REQUIRED", f.span, "an article needs a `body` or `cards`", "add `body: |` and write below it")
    article = Article(
        slug=slug,
        place=f.span,
        title=f.need_sentence("title"),
        summary=f.need_prose("summary"),
        body=body,
        cards=cards,
        published=published,
        authors=authors,
        status=status,
        owner=f.line("owner") or next(iter(authors), None),
        short_title=f.line("short_title"),
        image=f.line("image"),
        sidebar=groups,
        shared_sidebar=shared,
        tags=f.ids("tags"),
        publish_at=f.instant("publish_at"),
        expires=f.instant("expires"),
        review_by=f.date("review_by"),
        corrections=_corrections(f),
        aliases=f.lines("aliases"),
        withdrawn=_withdrawn(f, status),
        notes=f.text("notes"),
        judges_dates=_judges_dates(f),
    )
    f.done()
    return article, tuple(own)


def _judges_dates(f: Fields) -> bool | None:
    """Read `lint: {dates: yes}`."""
    g = f.group("lint", "the number lint")
    if g is None:
        return None
    found = g.flag("dates")
    g.done()
    return found


def decode_page(f: Fields) -> Page:
    """Read a plain page."""
    page = Page(
        slug=slug_of(f),
        place=f.span,
        title=f.need_sentence("title"),
        body=f.need_prose("body"),
        menu=_page_menu(f),
        description=f.prose("description"),
        aliases=f.lines("aliases"),
    )
    f.done()
    return page


def _page_menu(f: Fields) -> Text | None:
    """Give a page's words in the menu: `menu: yes` takes its title, `menu: no` leaves it out."""
    text = f.line("menu")
    if text is None or text.text in {"no", "false"}:
        return None
    return Text("", text.span) if text.text in {"yes", "true"} else text


def slug_of(f: Fields) -> Text:
    """Give the last part of an entry's address: its `slug`, else its file's name; whether it is safe is seen later."""
    written = f.scalar("slug")
    if written is not None:
        return f.notebook.text(written)
    name = posixpath.splitext(posixpath.basename(f.span.path))[0]
    return Text(name, f.span)


def _sidebar(f: Fields, reader: SidebarReader) -> tuple[Text | None, tuple[SidebarGroup, ...]]:
    node = f.find("sidebar")
    if isinstance(node, Scalar):
        return f.id("sidebar"), ()
    return None, sidebar_groups(f, "sidebar", reader)


def _own_facts(f: Fields, facts: FactReader, slug: str) -> list[Fact]:
    node = f.find("facts")
    if node is None:
        return []
    if not isinstance(node, Mapping):
        f.note("E-TYPE", node.span, "`facts` holds the facts used only here, by their ids", "write `facts:` and `id:`")
        return []
    found = []
    for name, child in node.entries:
        check_id(f.notebook, name)
        one = entry(f.notebook, name, child, None, "a fact")
        if one is not None:
            found.append(decode_fact(one, facts, slug))
    return found


def _cards(f: Fields, *, whole: bool) -> tuple[Card, ...]:
    found: list[Card] = []
    for g in f.groups("cards", "a card"):
        question = g.need_sentence("question")
        # Of a head the answer is looked for and not read: a key that nobody asks for is an error, and makes it unread.
        answer = g.need_prose("answer") if whole or not g.has("answer") else empty_document(question.source.span)
        id_ = g.id("id") or Text(slugify(question.plain) or f"card-{len(found) + 1}", question.source.span)
        was = g.ids("was")
        g.done()
        if any(card.id.text == id_.text for card in found):
            g.note("E-ID-DUP", id_.span, f"two cards have the id `{id_.text}`", "give one of them an `id:`")
        found.append(Card(id_, question, answer, was))
    return tuple(found)


def _corrections(f: Fields) -> tuple[ArticleCorrection, ...]:
    found = []
    for g in f.groups("corrections", "a correction"):
        date = g.day("date")
        g.require("date", date)
        text = g.need_prose("text")
        g.done()
        if date is not None:
            found.append(ArticleCorrection(date, text))
    return tuple(found)


def _withdrawn(f: Fields, status: str) -> Withdrawal | None:
    g = f.group("withdrawn", "a withdrawal")
    if g is None:
        if status == "withdrawn":
            hint = "add `withdrawn: {date: ..., because: ...}`"
            f.note("E-REQUIRED", f.key_span("status"), "a withdrawn article must say when and why", hint)
        return None
    date = g.day("date")
    g.require("date", date)
    because = g.need_prose("because")
    g.done()
    if status != "withdrawn":
        f.note(
            "E-TYPE",
            f.key_span("withdrawn"),
            "`withdrawn` is there, but `status` is not withdrawn",
            "write `status: withdrawn`",
        )
    return Withdrawal(date, because) if date is not None else None


def decode_sidebar(found: Entry, facts: FactReader) -> tuple[Sidebar, tuple[Fact, ...]]:
    """Read a shared sidebar, `id: {groups: [...]}`, and the facts written in it."""
    reader = SidebarReader(facts, "")
    groups = sidebar_groups(found.fields, "groups", reader)
    if not groups:
        found.fields.require("groups", None)
    found.fields.done()
    return Sidebar(found.id, groups), tuple(reader.written)
