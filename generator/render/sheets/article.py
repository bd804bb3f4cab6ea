"""The figures of one article as a sheet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.facts.placed import worded
from generator.facts.sheet import rows
from generator.render.sheets.cells import COLUMNS, cells
from generator.render.sheets.forms import Sheet

if TYPE_CHECKING:
    from generator.check import Examined
    from generator.model.article import Article

KINDS = {
    "bound": "bound to a fact",
    "unbound": "bound to nothing",
    "cited": "cited",
    "quoted": "quoted",
    "event": "bound to an event",
    "free": "left free",
    "block": "in blocks",
    "sidebar": "in the sidebar",
}


def article_sheet(examined: Examined, article: Article) -> Sheet:
    """Give every figure of an article, in the order of its page."""
    site = examined.site
    linted = [one for one in examined.figures if one.passage.owner.home == article.slug.text]
    found = tuple(rows(site, examined.ledger, article, linted))
    many = Counter(row.kind for row in found)
    counts = ", ".join(f"{many[kind]} {words}" for kind, words in KINDS.items() if many[kind])
    title = f"{worded(article.title, examined.ledger, site.config.language).text} ({article.place.path})"
    shown = tuple(cells(site, row, number) for number, row in enumerate(found, start=1))
    return Sheet(title, f"Figures: {counts}." if counts else "There are no figures in it.", COLUMNS, shown)
