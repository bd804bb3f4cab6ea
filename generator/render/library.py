"""Everything that pages are made from: one edition of a site with its figures, references and theme, laid out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.changes import past
from generator.render.used_in import used_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.check import Examined
    from generator.diagnostics import Span
    from generator.facts.changes import Past
    from generator.facts.ledger import Ledger
    from generator.facts.lint import Linted
    from generator.facts.mentions import Mention
    from generator.facts.uses import Use
    from generator.model.document import Document
    from generator.model.site import Site
    from generator.plan import Addresses, Edition, Plan
    from generator.render.theme import Theme


@dataclass(frozen=True, slots=True)
class Library:
    """What every page is made from; nothing in it changes while pages are rendered.

    `used_in` gives for a kind and an id the references to it that this edition shows; `mentions` the terms that a piece
    of prose uses, by the place of the prose in its file; `assets` the published name of each file of the theme.
    `places` and `tagged` are where in the edition's list an article stands, by slug, and the articles of a tag. `past`
    is what changed since it was published, `figures` are those in the prose of each article, by slug.
    """

    edition: Edition
    ledger: Ledger
    addresses: Addresses
    plan: Plan
    theme: Theme
    assets: Mapping[str, str]
    used_in: Mapping[tuple[str, str], tuple[Use, ...]]
    mentions: Mapping[Span, tuple[Mention, ...]]
    places: Mapping[str, int]
    tagged: Mapping[str, tuple[int, ...]]
    past: Past
    figures: Mapping[str, tuple[Linted, ...]]

    @property
    def site(self) -> Site:
        """Give the site as this edition shows it."""
        return self.edition.site

    @property
    def language(self) -> str:
        """Give the language of the pages."""
        return self.edition.site.config.language

    def mentions_of(self, document: Document) -> tuple[Mention, ...]:
        """Give the terms that a piece of prose uses."""
        return self.mentions.get(document.source.span, ())


def library(
    edition: Edition, examined: Examined, addresses: Addresses, plan: Plan, *, theme: Theme, assets: Mapping[str, str]
) -> Library:
    """Lay out what pages are made from."""
    mentions = {each.passage.document.source.span: each.found for each in examined.mentions}
    figures: dict[str, list[Linted]] = defaultdict(list)
    for linted in examined.figures:
        if linted.passage.owner.kind == "article":
            figures[linted.passage.owner.id].append(linted)
    tagged: dict[str, list[int]] = defaultdict(list)
    for index, article in enumerate(edition.listed):
        for tag in dict.fromkeys(tag.text for tag in article.tags):
            tagged[tag].append(index)
    return Library(
        edition=edition,
        ledger=examined.ledger,
        addresses=addresses,
        plan=plan,
        theme=theme,
        assets=assets,
        used_in=used_in(edition, examined),
        mentions=mentions,
        places={article.slug.text: index for index, article in enumerate(edition.listed)},
        tagged={tag: tuple(indices) for tag, indices in tagged.items()},
        past=past(edition.site, examined.ledger, edition.now, preview=edition.preview),
        figures={slug: tuple(parts) for slug, parts in figures.items()},
    )
