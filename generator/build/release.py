"""A site to its lock: what is public now is written down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.make import make_from
from generator.diagnostics import Abort
from generator.facts.changes import additions, snapshot
from generator.facts.resolve import resolve
from generator.load.against import against
from generator.load.site import load
from generator.model.lock import EMPTY, encode
from generator.model.unit import STANDARD_UNITS
from generator.publish import extend_lock

if TYPE_CHECKING:
    from generator.build.job import Job
    from generator.diagnostics.report import Report
    from generator.model.lock import Lock, Record, Release
    from generator.model.site import Site
    from generator.model.unit import Units


@dataclass(frozen=True, slots=True)
class Released:
    """What a release wrote down: the lock before it, its records, and whether .gitattributes was extended.

    `release` is None where the lock says all already, and where there are errors. `units` are those of the site.
    """

    report: Report
    before: Lock
    records: tuple[Record, ...] = ()
    release: Release | None = None
    attributes: bool = False
    units: Units = STANDARD_UNITS


def release(job: Job, *, dry_run: bool = False) -> Released:
    """Write down in the lock what is public now; with any error, or where nothing changed, it stays as it was."""
    loaded = load(job.root)
    made = make_from(job, against(loaded, job.root, job.against) if job.against else loaded)
    if loaded.site is None or made.report.failed:
        return Released(made.report, loaded.site.lock if loaded.site is not None else EMPTY)
    site = loaded.site
    now = job.moment(site).astimezone(dt.UTC).replace(microsecond=0)
    _check_moment(site, now)
    records = additions(site.lock, snapshot(site, resolve(site)[0], now, words=True))
    if not records:
        return Released(made.report, site.lock)
    found, lines = encode(now, site.lock.heads, records)
    attributes = not dry_run and extend_lock(job.root, site.lock.text, lines)
    return Released(made.report, site.lock, records, found, attributes, site.units)


def _check_moment(site: Site, now: dt.datetime) -> None:
    """Abort with 2 where a release would come before one that the lock holds."""
    newest = site.lock.newest
    if newest is not None and now < newest:
        message = (
            f"the lock holds a release of {newest.isoformat()}, and it is {now.isoformat()}: mend the clock, or --now"
        )
        raise Abort(message, exit_code=2)
