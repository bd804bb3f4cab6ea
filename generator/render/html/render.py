"""From a document to HTML. Every value is escaped where its tag is made; no HTML is pieced together from text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.html.blocks import write_blocks, write_footnotes
from generator.render.html.links import Labels
from generator.render.html.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from generator.facts.mentions import Mention
    from generator.model.document import Document
    from generator.render.html.links import Links

_ENGLISH = Labels()


def render_document(
    document: Document,
    links: Links,
    *,
    mentions: Iterable[Mention] = (),
    prefix: str = "",
    heading_shift: int = 0,
    labels: Labels = _ENGLISH,
) -> Markup:
    """Give a document as HTML; an inline one without a paragraph around it.

    `mentions` are the first uses of terms that become links. `prefix` goes before the numbers in the ids of footnotes,
    so that several documents may stand on one page. `heading_shift` is added to the levels of headings.
    """
    blocks: dict[int, list[Mention]] = {}
    for mention in mentions:
        blocks.setdefault(mention.block, []).append(mention)
    page = Page(document, links, labels, prefix, heading_shift, blocks)
    write_blocks(page, document.tokens)
    write_footnotes(page)
    return page.html()
