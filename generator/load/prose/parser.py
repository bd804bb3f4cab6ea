"""markdown-it-py, set up for Factbox: no raw HTML, our directives and citations, and a place for every token."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import blockquote, code, heading, lheading, paragraph
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.load.prose.block import Blocks, placed, read_fence, read_table
from generator.load.prose.fences import read_directive
from generator.load.prose.inline import Inlines, read_inline
from generator.load.prose.joining import join_text
from generator.load.prose.reading import KEY, Reading

if TYPE_CHECKING:
    from collections.abc import MutableMapping

NESTING: Final = 60
"""How deep Markdown may nest: 30 lists, or 60 quotations; past it the text is refused with E-DEPTH."""

_BLOCK_RULES = ("table", "code", "fence", "blockquote", "hr", "list", "reference", "heading", "lheading", "paragraph")


class _Reader(MarkdownIt):
    """A parser that judges no links: their targets stay as written, for our own list of what is allowed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name and signature
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def parser() -> MarkdownIt:
    """Give the parser: built once, and never changed after that."""
    options = {"html": False, "linkify": False, "typographer": False, "maxNesting": NESTING, "store_labels": True}
    reader = _Reader("js-default", options)
    reader.block, reader.inline = Blocks(), Inlines()
    reader.use(deflist_plugin)
    reader.use(footnote_plugin, inline=False, move_to_end=False)
    _set_block_rules(reader)
    reader.core.ruler.enableOnly(["block", "inline"])
    reader.inline.ruler.enableOnly([])
    reader.inline.ruler.push("factbox", read_inline)
    reader.inline.ruler2.at("fragments_join", join_text)
    return reader


def _set_block_rules(reader: MarkdownIt) -> None:
    """Replace the block rules that must note places; each keeps the list of what it may interrupt."""
    ruler = reader.block.ruler
    everywhere = ["paragraph", "reference", "blockquote", "list"]
    ruler.enableOnly([*_BLOCK_RULES, "deflist", "footnote_def"])
    ruler.at("table", read_table, {"alt": ["paragraph", "reference"]})
    ruler.at("fence", read_fence, {"alt": everywhere})
    ruler.at("code", placed(code))
    ruler.at("blockquote", placed(blockquote), {"alt": everywhere})
    ruler.at("heading", placed(heading), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("lheading", placed(lheading))
    ruler.at("paragraph", placed(paragraph))
    for rule in list(ruler.__rules__):
        if rule.name in {"deflist", "footnote_def"}:
            ruler.at(rule.name, placed(rule.fn), {"alt": rule.alt})
    ruler.before("table", "directive", read_directive, {"alt": everywhere})


def parse(reading: Reading) -> tuple[list[Token], MutableMapping[str, Any]]:
    """Give the tokens of a text, and markdown-it's notes: its link definitions and footnotes."""
    env: MutableMapping[str, Any] = {KEY: reading}
    if not reading.inline:
        return parser().parse(reading.source, env), env
    children: list[Token] = []
    parser().inline.parse(reading.source, parser(), env, children)
    token = Token("inline", "", 0, content=reading.source, children=children, map=[0, 1], meta={"cell": ((0, 0),)})
    return [token], env
