"""An article as the one who checks its figures needs it: a row for each, in the order of the page."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.placed import placed, worded
from generator.facts.prose import article_passages
from generator.facts.shown import shown_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.diagnostics import Span
    from generator.facts.ledger import Figure, Ledger
    from generator.facts.lint import Linted, Stated
    from generator.facts.placed import Placed, Worded
    from generator.model.article import Article, SidebarGroup
    from generator.model.document import Document
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of an article.

    `kind` is bound (words with a fact), event (a date of one), cited, quoted, free (left so on purpose, for `reason`),
    unbound, block (shown by a `:::` block) or sidebar. `part` says where it stands; `address` is that of the fact, the
    event or the sources; `cited` are the ids of the sources that prose cites, each with the place in it. `found` is
    None where there is no one figure.
    """

    kind: str
    part: str
    sentence: str
    words: str
    label: str
    address: str
    found: Figure | None
    reason: str
    place: Span
    cited: tuple[tuple[str, str], ...] = ()


_BONDS = {"": "unbound", "event": "event", "citation": "cited", "quotation": "quoted"}


def rows(site: Site, ledger: Ledger, article: Article, linted: Iterable[Linted]) -> Iterator[Row]:
    """Give a row for each figure of an article: title, summary, body and cards, then the sidebar.

    `linted` are what the lint found in its prose: figures that no reference to a fact holds are in their place.
    """
    language = site.config.language
    stated = {one.passage.document.source.span: one.figures for one in linted}
    for passage in article_passages(article):
        part = f"card {passage.card}, {passage.part}" if passage.card else passage.part
        found = [
            (one.reference.offset, row) for one in placed(passage, ledger, language) for row in _rows(ledger, one, part)
        ]
        others = [one for one in stated.get(passage.document.source.span, ()) if one.bond in _BONDS]
        if others:
            text = worded(passage.document, ledger, language)
            found += [(one.start, _unreferenced(passage.document, one, part, text)) for one in others]
        yield from (row for _, row in sorted(found, key=itemgetter(0)))
    yield from _sidebar(site, ledger, article)


def _sidebar(site: Site, ledger: Ledger, article: Article) -> Iterator[Row]:
    for group in sidebar_of(site, article):
        name = f"sidebar, {group.name}" if group.name is not None else "sidebar"
        for entry in group.entries:
            label = entry.label.text if entry.label is not None else ""
            for address, figure, own in _shown(ledger, entry.address.text, ""):
                yield Row("sidebar", name, "", "", label or own, address, figure, "", entry.address.span)


def sidebar_of(site: Site, article: Article) -> tuple[SidebarGroup, ...]:
    """Give the groups of an article's sidebar, its own or the shared one that it names."""
    if article.shared_sidebar is None:
        return article.sidebar
    shared = site.sidebars.get(article.shared_sidebar.text)
    return shared.groups if shared is not None else ()


def _rows(ledger: Ledger, one: Placed, part: str) -> Iterator[Row]:
    reference, found = one.reference, one.found
    if reference.scheme == "free":
        yield Row("free", part, one.sentence, one.words, "", "", None, reference.locator, reference.span)
    elif reference.directive:
        for address, figure, label in _shown(ledger, reference.target, reference.directive):
            yield Row("block", part, one.sentence, one.words, label, address, figure, "", reference.span)
    else:
        label = found.fact.label.text if found is not None else ""
        address = found.address if found is not None else reference.target
        yield Row("bound", part, one.sentence, one.words, label, address, found, "", reference.span)


def _shown(ledger: Ledger, address: str, block: str) -> Iterator[tuple[str, Figure | None, str]]:
    """Give what a page shows of an address: of each figure its address and itself, "" for a label that it has."""
    found = shown_figures(ledger, address, block)
    yield from ((figure.address, figure, "") for figure in found)
    if not found:
        fact = ledger.facts.get(address.partition(".")[0])
        yield address, None, fact.label.text if fact is not None else ""


def _unreferenced(document: Document, one: Stated, part: str, text: Worded) -> Row:
    words, place = one.phrase or one.words, document.at(one.start, max(len(one.words), 1))
    cited = tuple(zip(one.targets, one.locators, strict=True)) if one.bond == "citation" else ()
    return Row(
        _BONDS[one.bond], part, text.sentence(one.start), words, "", ", ".join(one.targets), None, "", place, cited
    )
