"""What the rules look at: a site, or a part of one, with its figures, its prose and its references laid out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.facts.changes import changes
from generator.facts.lint import lint
from generator.facts.lint.sayings import Sayings
from generator.facts.mentions import Matcher, Mention, build_matcher, mentions
from generator.facts.prose import Passage, passages
from generator.facts.uses import Use, settings_uses, uses
from generator.model.publication import is_public

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from generator.facts.changes import Change
    from generator.facts.ledger import Ledger
    from generator.facts.lint import Linted
    from generator.facts.prose import Owner
    from generator.model.article import Article
    from generator.model.baseline import KnownFigure
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class PassageMentions:
    """The terms that a piece of prose uses without linking them."""

    passage: Passage
    found: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """A site at a moment, with what is worked out once for all of its parts.

    `matcher` finds the terms of the glossary, `sayings` the facts that say a number. `tags` are those of all articles
    and events. `pending` are the changes since the last release that are explained, by address. `baseline` are the
    figures that were bound to nothing when the site took up the lint, by the path of their file.
    """

    site: Site
    ledger: Ledger
    now: dt.datetime
    matcher: Matcher
    sayings: Sayings
    tags: AbstractSet[str]
    pending: Mapping[str, Change]
    baseline: Mapping[str, tuple[KnownFigure, ...]]


@dataclass(frozen=True, slots=True)
class Examined:
    """A part of a site, or all of it, with every piece of prose, reference, mention of a term, and figure in prose.

    `own` are the entries that are looked at, as a site. What they may lead to is in `site`, which is always all of it.
    """

    background: Background
    own: Site
    passages: tuple[Passage, ...]
    uses: tuple[Use, ...]
    mentions: tuple[PassageMentions, ...]
    figures: tuple[Linted, ...]

    @property
    def site(self) -> Site:
        """Give the whole site."""
        return self.background.site

    @property
    def ledger(self) -> Ledger:
        """Give what every fact of the site says."""
        return self.background.ledger

    @property
    def now(self) -> dt.datetime:
        """Give the moment at which the site is looked at."""
        return self.background.now

    def public(self, owner: Owner) -> bool:
        """Tell whether the public sees an entry: one that belongs to a draft is not seen."""
        return is_shown(self.background.site, owner, self.background.now)


def is_shown(site: Site, owner: Owner, now: dt.datetime) -> bool:
    """Tell whether the public sees an entry at a moment: one that belongs to a draft is not seen."""
    article = site.articles.get(owner.home)
    return article is None or is_public(article, now)


# Prose in which the first use of a term links by itself.
LINKED_PARTS = frozenset({"summary", "body", "answer", "text", "note", "definition"})


def background(site: Site, ledger: Ledger, now: dt.datetime) -> Background:
    """Work out what every part of a site is looked at against."""
    tags = {tag.text for article in site.articles.values() for tag in article.tags}
    baseline: dict[str, list[KnownFigure]] = defaultdict(list)
    for figure in site.baseline:
        baseline[figure.path].append(figure)
    return Background(
        site,
        ledger,
        now,
        build_matcher(site.terms.values()),
        Sayings.of(ledger, site.config.language),
        frozenset(tags | {tag.text for event in site.events.values() for tag in event.tags}),
        {one.address: one for one in changes(site, ledger, now) if one.pending and one.kind != "silent"},
        {path: tuple(figures) for path, figures in baseline.items()},
    )


def examine(site: Site, ledger: Ledger, now: dt.datetime) -> Examined:
    """Lay a whole site out for the rules."""
    return _lay_out(background(site, ledger, now), site, shared=True)


def examine_shared(ground: Background) -> Examined:
    """Lay out what does not stand in articles: facts, events, terms and the like, and plain pages."""
    return _lay_out(ground, replace(ground.site, articles={}), shared=True)


def examine_article(ground: Background, article: Article) -> Examined:
    """Lay one article out, which the site of `ground` holds whole. Its facts are laid out with those of the site."""
    return _lay_out(ground, _alone(ground.site, article), shared=False)


def _alone(site: Site, article: Article) -> Site:
    """Give a site of one article."""
    return replace(
        site, articles={article.slug.text: article}, pages={}, facts={}, sidebars={}, events={}, terms={}, people={},
        sources={}, quotes={}, charts={}, images={}, media={}, gone={},
    )  # fmt: skip


def _lay_out(ground: Background, own: Site, *, shared: bool) -> Examined:
    site, config = ground.site, ground.site.config
    found = tuple(passages(own))
    mentioned = tuple(
        PassageMentions(passage, mentions(passage.document, ground.matcher))
        for passage in found
        if passage.part in LINKED_PARTS
    )
    dated = {slug: one.judges_dates for slug, one in own.articles.items() if one.judges_dates is not None}
    known = _baseline(ground, own) if ground.baseline else ()
    figures = lint(found, config.language, dates=config.lint.dates, articles=dated, baseline=known)
    beside = (*settings_uses(config), *ground.ledger.uses()) if shared else ()
    return Examined(ground, own, found, (*uses(site, own, found), *beside), mentioned, figures)


def _baseline(ground: Background, own: Site) -> tuple[KnownFigure, ...]:
    """Give the known figures that may stand in a part of a site."""
    if len(own.articles) != 1:
        return tuple(figure for figures in ground.baseline.values() for figure in figures)
    return ground.baseline.get(next(iter(own.articles.values())).place.path, ())
