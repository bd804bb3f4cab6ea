"""What the rules look at: a site with its figures, its prose and its references laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.facts.lint import lint
from generator.facts.mentions import Mention, build_matcher, mentions
from generator.facts.prose import Passage, passages
from generator.facts.uses import Use, uses
from generator.model.publication import is_public

if TYPE_CHECKING:
    import datetime as dt

    from generator.facts.ledger import Ledger
    from generator.facts.lint import Linted
    from generator.facts.prose import Owner
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class PassageMentions:
    """The terms that a piece of prose uses without linking them."""

    passage: Passage
    found: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """A site at a moment, with every piece of prose, reference, mention of a term, and figure in prose."""

    site: Site
    ledger: Ledger
    now: dt.datetime
    passages: tuple[Passage, ...]
    uses: tuple[Use, ...]
    mentions: tuple[PassageMentions, ...]
    figures: tuple[Linted, ...]

    def public(self, owner: Owner) -> bool:
        """Tell whether the public sees an entry: one that belongs to a draft is not seen."""
        article = self.site.articles.get(owner.home)
        return article is None or is_public(article, self.now)


# Prose in which the first use of a term links by itself.
LINKED_PARTS = frozenset({"summary", "body", "answer", "text", "note", "definition"})


def examine(site: Site, ledger: Ledger, now: dt.datetime) -> Examined:
    """Lay a site out for the rules."""
    found = tuple(passages(site))
    matcher = build_matcher(site.terms.values())
    mentioned = tuple(
        PassageMentions(passage, mentions(passage.document, matcher))
        for passage in found
        if passage.part in LINKED_PARTS
    )
    config = site.config
    dated = {slug: one.judges_dates for slug, one in site.articles.items() if one.judges_dates is not None}
    figures = lint(found, config.language, dates=config.lint.dates, articles=dated, baseline=site.baseline)
    return Examined(site, ledger, now, found, (*uses(site, found), *ledger.uses()), mentioned, figures)
