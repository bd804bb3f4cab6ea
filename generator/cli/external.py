"""What `check --external` adds: answers from other servers, and a word about how many were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics.report import Report, report
from generator.external import Manners, ask, links, survey
from generator.external.hosts import Turns
from generator.load.site import load

if TYPE_CHECKING:
    from generator.build import Job

PAUSE = 1.0
"""Seconds between two requests to one host."""


def ask_elsewhere(job: Job, found: Report, *, refresh: bool, private: bool) -> tuple[Report, str]:
    """Give a report with what is wrong with addresses elsewhere, and how many of them were asked."""
    site = load(job.root).site
    if site is None:
        return found, "nothing was asked: the site cannot be read"
    manners, turns = Manners(private=private), Turns(PAUSE)
    done = survey(job.root, links(site), lambda url: ask(url, manners, turns), refresh=refresh)
    more = report([*found.problems, *done.problems], found.sources, dict(site.config.checks), strict=job.strict)
    if done.offline:
        return more, "no network: nothing was checked elsewhere"
    known = f", {done.known} known from the last days" if done.known else ""
    return more, f"{done.asked} addresses asked{known}"
