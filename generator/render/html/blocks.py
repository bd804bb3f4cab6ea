"""Block tokens as HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from generator.render.html.inlines import mark_id, note_id, write_children
from generator.render.html.tags import closing, opening

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from generator.facts.mentions import Mention
    from generator.model.document import Footnote
    from generator.render.html.page import Page

    Writer = Callable[[Page, Sequence[Token], int], None]

_LOWEST: Final = 6
_ALIGNED: Final = "text-align:"
_LANGUAGE = re.compile(r"[\w+#.-]+")


def write_blocks(page: Page, tokens: Sequence[Token], *, note: bool = False) -> None:
    """Write block tokens; `note` says that they are a footnote's, in which no terms were looked for."""
    for index, token in enumerate(tokens):
        if token.type == "inline":
            page.starts, page.ends = ({}, {}) if note else _by_child(page.blocks.get(index, ()))
            write_children(page, token.children or ())
        elif (plain := _PLAIN.get(token.type)) is not None:
            page.add(plain)
        elif (write := _WRITERS.get(token.type)) is not None:
            write(page, tokens, index)


def _by_child(mentions: Sequence[Mention]) -> tuple[dict[int, list[Mention]], dict[int, list[Mention]]]:
    """Give the mentions of a block by the child in which they begin, and by that in which they end."""
    starts: dict[int, list[Mention]] = {}
    ends: dict[int, list[Mention]] = {}
    for mention in mentions:
        starts.setdefault(mention.start[0], []).append(mention)
        ends.setdefault(mention.end[0], []).append(mention)
    return starts, ends


def write_footnotes(page: Page) -> None:
    """Write the footnotes with links back to each of their marks."""
    if not page.document.footnotes:
        return
    page.add(opening("section", {"class": "footnotes", "aria-label": page.labels.footnotes}) + Markup("\n<ol>\n"))
    for footnote in page.document.footnotes:
        page.add(opening("li", {"id": note_id(page, footnote.number)}))
        inside = list(footnote.tokens)
        last = [inside.pop()] if inside and inside[-1].type == "paragraph_close" else []
        write_blocks(page, inside, note=True)
        _write_back_links(page, footnote)
        write_blocks(page, last, note=True)
        page.add(Markup("</li>\n"))
    page.add(Markup("</ol>\n</section>\n"))


def _write_back_links(page: Page, footnote: Footnote) -> None:
    for use in range(1, footnote.uses + 1):
        target = f"#{mark_id(page, footnote.number, use)}"
        attributes = {"class": "back", "href": target, "aria-label": f"{page.labels.back} {footnote.number}"}
        # U+FE0E keeps the arrow from becoming an emoji
        page.add(Markup(" {}\u21a9\ufe0e</a>").format(opening("a", attributes)))


def _paragraph_open(page: Page, tokens: Sequence[Token], index: int) -> None:
    children = tokens[index + 1].children or []
    page.figure = len(children) == 1 and children[0].type == "image"
    if not page.figure and not tokens[index].hidden:
        page.add(Markup("<p>"))


def _paragraph_close(page: Page, tokens: Sequence[Token], index: int) -> None:
    if not page.figure:
        page.add(Markup("\n") if tokens[index].hidden else Markup("</p>\n"))
    page.figure = False


def _heading_open(page: Page, tokens: Sequence[Token], index: int) -> None:
    page.add(opening(_heading_tag(page, tokens[index]), {"id": tokens[index].meta.get("id")}))


def _heading_close(page: Page, tokens: Sequence[Token], index: int) -> None:
    page.add(closing(_heading_tag(page, tokens[index])) + Markup("\n"))


def _heading_tag(page: Page, token: Token) -> str:
    """Give the tag of a heading: the page's own level 1 is its title's."""
    return f"h{min(max(int(token.tag[1:]), 2) + page.shift, _LOWEST)}"


def _code(page: Page, tokens: Sequence[Token], index: int) -> None:
    """Write a block of code, which the keyboard can scroll."""
    token = tokens[index]
    language = _LANGUAGE.match(token.info.strip())
    code = opening("code", {"class": f"language-{language.group()}" if language else ""})
    page.add(Markup('<pre tabindex="0">{}{}</code></pre>\n').format(code, token.content))


def _ordered_list(page: Page, tokens: Sequence[Token], index: int) -> None:
    page.add(opening("ol", {"start": tokens[index].attrs.get("start")}) + Markup("\n"))


def _table(page: Page, tokens: Sequence[Token], index: int) -> None:
    """Open a table in a frame that scrolls on narrow screens, named by its columns."""
    heads = [token.content for token in _head_cells(tokens, index) if token.content]
    label = f"{page.labels.table}: {', '.join(heads)}" if heads else page.labels.table
    page.add(opening("div", {"class": "table", "role": "region", "tabindex": 0, "aria-label": label}))
    page.add(Markup("<table>\n"))


def _head_cells(tokens: Sequence[Token], index: int) -> list[Token]:
    cells = []
    for token in tokens[index:]:
        if token.type == "thead_close":
            break
        if token.type == "inline":
            cells += [child for child in token.children or () if child.type == "text"]
    return cells


def _cell(page: Page, tokens: Sequence[Token], index: int) -> None:
    """Open a cell; a column's head without words is no head to those who hear the page."""
    token = tokens[index]
    name = token.tag if token.type == "td_open" or tokens[index + 1].content else "td"
    align = str(token.attrs.get("style", "")).removeprefix(_ALIGNED)
    page.add(opening(name, {"scope": "col" if name == "th" else "", "class": align}))


def _cell_close(page: Page, tokens: Sequence[Token], index: int) -> None:
    token = tokens[index]
    name = token.tag if token.type == "td_close" or tokens[index - 1].content else "td"
    page.add(closing(name) + Markup("\n"))


def _directive_open(page: Page, _tokens: Sequence[Token], _index: int) -> None:
    page.outer.append(page.written)
    page.written = []


def _directive_close(page: Page, tokens: Sequence[Token], index: int) -> None:
    inside, page.written = page.html(), page.outer.pop()
    opened = tokens[index].meta["directive"]
    page.add(page.links.directive(page.document.directives[opened], inside))


_PLAIN: Final = {
    "blockquote_open": Markup("<blockquote>\n"),
    "blockquote_close": Markup("</blockquote>\n"),
    "bullet_list_open": Markup("<ul>\n"),
    "bullet_list_close": Markup("</ul>\n"),
    "ordered_list_close": Markup("</ol>\n"),
    "list_item_open": Markup("<li>"),
    "list_item_close": Markup("</li>\n"),
    "hr": Markup("<hr>\n"),
    "table_close": Markup("</table></div>\n"),
    "thead_open": Markup("<thead>\n"),
    "thead_close": Markup("</thead>\n"),
    "tbody_open": Markup("<tbody>\n"),
    "tbody_close": Markup("</tbody>\n"),
    "tr_open": Markup("<tr>\n"),
    "tr_close": Markup("</tr>\n"),
    "dl_open": Markup("<dl>\n"),
    "dl_close": Markup("</dl>\n"),
    "dt_open": Markup("<dt>"),
    "dt_close": Markup("</dt>\n"),
    "dd_open": Markup("<dd>"),
    "dd_close": Markup("</dd>\n"),
}
"""Tokens that are the same everywhere. Line ends keep neighbouring cells and terms apart for search."""

_WRITERS: Final[dict[str, Writer]] = {
    "paragraph_open": _paragraph_open,
    "paragraph_close": _paragraph_close,
    "heading_open": _heading_open,
    "heading_close": _heading_close,
    "fence": _code,
    "code_block": _code,
    "ordered_list_open": _ordered_list,
    "table_open": _table,
    "th_open": _cell,
    "th_close": _cell_close,
    "td_open": _cell,
    "td_close": _cell_close,
    "directive_open": _directive_open,
    "directive_close": _directive_close,
}
