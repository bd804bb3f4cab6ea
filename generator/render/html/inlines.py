"""Inline tokens as HTML."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup, escape

from generator.load.prose.headings import find_anchor
from generator.render.html.links import Link
from generator.render.html.tags import opening

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from generator.facts.mentions import Mention
    from generator.model.document import Reference
    from generator.render.html.page import Page

    Writer = Callable[[Page, Token], None]

_END_LINK = Markup("</a>")


def write_children(page: Page, tokens: Sequence[Token]) -> None:
    """Write the inline tokens of a block."""
    for index, token in enumerate(tokens):
        if token.type == "text":
            _write_text(page, index, token.content)
        elif (plain := _PLAIN.get(token.type)) is not None:
            page.add(plain)
        elif (write := _WRITERS.get(token.type)) is not None:
            write(page, token)


def _write_text(page: Page, index: int, words: str) -> None:
    """Write text, with the first uses of terms in it as links."""
    position = 0
    for mention, begins in _edges(page, index) if index in page.starts or index in page.ends else ():
        at = mention.start[1] if begins else mention.end[1]
        link = page.links.term(mention.term_id)
        if link is not None:
            page.add_text(words[position:at])
            position = at
            page.add(opening("a", _attributes(link, "term")) if begins else _END_LINK)
    page.add_text(words[position:])


def _edges(page: Page, index: int) -> list[tuple[Mention, bool]]:
    """Give the mentions that begin (True) or end in a child, in the order of the text."""
    edges = [(mention.start[1], 1, mention) for mention in page.starts.get(index, ())]
    edges += [(mention.end[1], 0, mention) for mention in page.ends.get(index, ())]
    return [(mention, bool(begins)) for _, begins, mention in sorted(edges, key=lambda edge: edge[:2])]


def _attributes(link: Link, kind: str = "") -> dict[str, object]:
    return {"class": link.kind or kind, "href": link.url, "title": link.title}


def _code(page: Page, token: Token) -> None:
    page.add(Markup("<code>{}</code>").format(token.content))


def _link_open(page: Page, token: Token) -> None:
    place = token.meta.get("reference")
    reference = page.document.references[place] if place is not None else None
    link = _link(page, reference) if reference is not None else None
    if reference is None or link is None:
        page.closers.append(Markup(""))
        return
    attributes = _attributes(link)
    attributes["title"] = link.title or token.attrs.get("title")
    if reference.scheme == "url":
        attributes["rel"] = "noopener"
    page.add(opening("a", attributes))
    if not reference.words.strip():
        page.add_text(link.words)
    page.closers.append(_END_LINK + link.after)


def _link(page: Page, reference: Reference) -> Link | None:
    """Give where a reference leads: to an anchor of its own document, to what the site says, or to its own address."""
    if reference.scheme == "path" and reference.target.startswith("#"):
        anchor = find_anchor(page.document, reference.target[1:])
        if anchor is not None:
            return Link(f"#{anchor}")
    link = page.links.link(reference)
    if link is None and reference.scheme == "url":
        return Link(normalizeLink(reference.target))
    return link


def _link_close(page: Page, _token: Token) -> None:
    page.add(page.closers.pop())


def _image(page: Page, token: Token) -> None:
    place = token.meta.get("reference")
    if place is None:
        return
    reference = page.document.references[place]
    picture = page.links.picture(reference)
    if picture is None:
        page.add_text(reference.words)
        return
    alt = reference.words.strip() or picture.alt
    if page.figure:
        caption = picture.caption or escape(str(token.attrs.get("title", "")))
        page.add(page.links.figure(replace(picture, alt=alt, caption=caption)))
        return
    attributes = {
        "src": picture.url,
        "alt": alt,
        "width": picture.width,
        "height": picture.height,
        "loading": "lazy",
    }
    page.add(opening("img", attributes))


def _citation(page: Page, token: Token) -> None:
    """Write `[1, 2 p. 4]`: each number leads to its source, and has an id to come back to."""
    shown = []
    for place in token.meta.get("references", ()):
        reference = page.document.references[place]
        cited = page.links.citation(reference)
        if cited is not None:
            start = opening("a", {"href": cited.url, "id": cited.id, "title": cited.title})
            locator = Markup(" {}").format(reference.locator) if reference.locator else ""
            shown.append(Markup("{}{}</a>{}").format(start, cited.words, locator))
    if shown:
        page.add(Markup('<span class="citation">[{}]</span>').format(Markup("; ").join(shown)))


def _footnote_mark(page: Page, token: Token) -> None:
    number = token.meta.get("number")
    if number is None:
        return
    attributes = {
        "href": f"#{note_id(page, number)}",
        "id": mark_id(page, number, token.meta["use"]),
        "aria-label": f"{page.labels.footnote} {number}",
    }
    page.add(Markup('<sup class="footnote">{}{}</a></sup>').format(opening("a", attributes), number))


def note_id(page: Page, number: int) -> str:
    """Give the id of a footnote."""
    return f"fn-{page.prefix}{number}"


def mark_id(page: Page, number: int, use: int) -> str:
    """Give the id of the mark of a footnote, of which there may be several."""
    return f"fnref-{page.prefix}{number}" if use == 1 else f"fnref-{page.prefix}{number}-{use}"


_PLAIN: Final = {
    "softbreak": Markup("\n"),
    "hardbreak": Markup("<br>\n"),
    "em_open": Markup("<em>"),
    "em_close": Markup("</em>"),
    "strong_open": Markup("<strong>"),
    "strong_close": Markup("</strong>"),
    "s_open": Markup("<s>"),
    "s_close": Markup("</s>"),
}
"""Tokens that are the same everywhere."""

_WRITERS: Final[dict[str, Writer]] = {
    "code_inline": _code,
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "citation": _citation,
    "footnote_ref": _footnote_mark,
}
