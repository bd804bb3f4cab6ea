"""A site as the rules see it, without its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check import check, examine
from generator.diagnostics import Abort, Diagnostic
from generator.diagnostics.report import Report, report
from generator.facts.changes import past
from generator.facts.resolve import resolve
from generator.load.site import load
from generator.plan import edition, lists, plan, plan_places, popular
from generator.plan.used_in import used_in
from generator.render.hosts import hosted

if TYPE_CHECKING:
    from generator.build.job import Job
    from generator.check import Examined
    from generator.load.site import Loaded
    from generator.model.site import Site
    from generator.render.hosts import Hosted


def judge(job: Job, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Give what reading, deriving and the rules find, with each code's own severity; nothing is rendered."""
    if loaded.site is None:
        return loaded.problems
    examined, derived = survey(job, loaded.site)
    return (*loaded.problems, *derived, *check(examined))


def survey(job: Job, site: Site) -> tuple[Examined, tuple[Diagnostic, ...]]:
    """Lay a site out with its figures and references, and give what is wrong with derived facts."""
    ledger, derived = resolve(site)
    return examine(site, ledger, job.moment(site)), derived


def opened(job: Job) -> Examined:
    """Read a site for a look at it, whatever is wrong with its content. Aborts (exit 2) without a usable config."""
    loaded = load(job.root)
    if loaded.site is None:
        message = "config.yaml has errors; `factbox check` tells which"
        raise Abort(message, exit_code=2)
    return survey(job, loaded.site)[0]


def look(job: Job) -> tuple[Report, Hosted | None]:
    """Read a site and give what its host must know of it, without making its pages; None where it cannot be told."""
    loaded = load(job.root)
    if loaded.site is None:
        return report(loaded.problems, loaded.sources, strict=job.strict), None
    examined, derived = survey(job, loaded.site)
    problems = (*loaded.problems, *derived, *check(examined))
    found = report(problems, loaded.sources, dict(loaded.site.config.checks), strict=job.strict)
    if found.failed:
        return found, None
    shown = edition(loaded.site, examined.now, preview=job.preview)
    history = past(shown.site, examined.ledger, examined.now, preview=job.preview)
    listed = lists(shown, examined.ledger, history, job.limits)
    known, clashes = plan(shown, listed, ())
    many = popular(shown.site, used_in(shown, examined, ()), job.limits)
    planned, others = plan_places(known, shown, listed, many)
    wrong = (*clashes, *others)
    return report(wrong, loaded.sources), None if wrong else hosted(loaded.site.config, planned)
