"""A site laid out for the work: what all of it needs, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.base.program import program
from generator.build.digests import digest_of
from generator.build.stock import Stock, Wholes
from generator.build.unit import Bench
from generator.check import Examined, background, examine_shared, has_unsafe_addresses
from generator.facts.changes import past
from generator.facts.resolve import resolve
from generator.load.kinds import kind_of
from generator.model.baseline import BASELINE
from generator.model.lock import LOCK_NAME
from generator.plan import edition, lists, plan
from generator.render.assets import published_names
from generator.render.library import library

if TYPE_CHECKING:
    from generator.build.job import Job
    from generator.build.themes import Themes
    from generator.diagnostics import Diagnostic
    from generator.load.site import Loaded
    from generator.model.site import Site
    from generator.plan import Output, Plan


OWN = frozenset({"article", "article.bib", "article.json"})
"""The kinds of outputs that are an article's own."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A site laid out for the work: what all of it needs, the part that is no article, and what was found so far."""

    bench: Bench
    shared: Examined
    derived: tuple[Diagnostic, ...]
    themed: tuple[Diagnostic, ...]
    clashes: tuple[Diagnostic, ...]
    world: str


def lay_out(job: Job, loaded: Loaded, site: Site, themes: Themes, stock: Stock, *, code: bytes) -> Laid:
    """Lay a site out, of whose articles the heads are known; `code` is what was made of its templates before."""
    ledger, derived = resolve(site)
    now = job.moment(site)
    ground = background(site, ledger, now)
    theme, themed = themes.theme(code)
    names = published_names(theme.assets)
    shown = edition(site, now, preview=job.preview)
    history = past(shown.site, ledger, now, preview=job.preview)
    laid_out = lists(shown, ledger, history, job.limits)
    planned, clashes = plan(shown, laid_out, names.values())
    shared = examine_shared(ground)
    shelf = library(
        shown, shared, laid_out, planned, history,
        theme=theme, assets=names, wholes=Wholes(site.articles, stock),
    )  # fmt: skip
    addresses = frozenset(shelf.addresses.url(output.path) for output in planned.outputs)
    # With an address that cannot be one, every page that links there would be reported as well.
    bench = Bench(ground, shelf, _by_article(planned), addresses, not has_unsafe_addresses(site, ledger, now))
    world = _world(job, loaded, site, themes)
    return Laid(bench, shared, derived, themed, clashes, world)


def _world(job: Job, loaded: Loaded, site: Site, themes: Themes) -> str:
    """Give the digest of what every page is made with: the program, the settings, the theme, the units, the lock."""
    names = ("config.yaml", LOCK_NAME, BASELINE, *(path for path in loaded.sources if kind_of(path) == "units"))
    texts = [(name, loaded.sources.get(name, "")) for name in names]
    locked = [release.key for release in site.lock.releases]
    today = job.moment(site).astimezone(site.config.timezone).date()
    return digest_of(
        program(), texts, themes.digests(), locked, today.isoformat(), job.preview, job.against, job.limits
    )


def _by_article(planned: Plan) -> dict[str, tuple[Output, ...]]:
    found: dict[str, list[Output]] = {}
    for output in planned.outputs:
        if output.kind in OWN:
            found.setdefault(output.key, []).append(output)
    return {slug: tuple(outputs) for slug, outputs in found.items()}
