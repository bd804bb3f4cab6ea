"""An article as the one who checks its figures needs it: a row for each, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.diagnostics import Fault
from generator.facts.placed import placed, worded
from generator.facts.prose import article_passages

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
    event or the sources. `found` is None where there is no one figure.
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


_BONDS = {"": "unbound", "event": "event", "citation": "cited", "quotation": "quoted"}


def rows(site: Site, ledger: Ledger, article: Article, linted: Iterable[Linted]) -> Iterator[Row]:
    """Give a row for each figure of an article: title, summary, body and cards, then the sidebar.

    `linted` are what the lint found in its prose: figures that no reference to a fact holds are in their place.
    """
    language = site.config.language
    stated = {one.passage.document.source.span: one.figures for one in linted}
    for passage in article_passages(article):
        part = f"card {passage.card}, {passage.part}" if passage.card else passage.part
        found = [(one.reference.offset, _row(one, part)) for one in placed(passage, ledger, language)]
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
            found = ledger.find(entry.address.text)
            figure = None if isinstance(found, Fault) else found
            label = entry.label.text if entry.label is not None else _label(ledger, figure, entry.address.text)
            yield Row("sidebar", name, "", "", label, entry.address.text, figure, "", entry.address.span)


def sidebar_of(site: Site, article: Article) -> tuple[SidebarGroup, ...]:
    """Give the groups of an article's sidebar, its own or the shared one that it names."""
    if article.shared_sidebar is None:
        return article.sidebar
    shared = site.sidebars.get(article.shared_sidebar.text)
    return shared.groups if shared is not None else ()


def _row(one: Placed, part: str) -> Row:
    reference, found = one.reference, one.found
    if reference.scheme == "free":
        return Row("free", part, one.sentence, one.words, "", "", None, reference.locator, reference.span)
    kind = "block" if reference.directive else "bound"
    label = found.fact.label.text if found is not None else ""
    address = found.address if found is not None else reference.target
    return Row(kind, part, one.sentence, one.words, label, address, found, "", reference.span)


def _unreferenced(document: Document, one: Stated, part: str, text: Worded) -> Row:
    words, place = one.phrase or one.words, document.at(one.start, max(len(one.words), 1))
    return Row(_BONDS[one.bond], part, text.sentence(one.start), words, "", ", ".join(one.targets), None, "", place)


def _label(ledger: Ledger, found: Figure | None, address: str) -> str:
    fact = found.fact if found is not None else ledger.facts.get(address.partition(".")[0])
    return fact.label.text if fact is not None else ""
