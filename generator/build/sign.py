"""What tells that nothing of a site is another but the words of its articles: a digest, and a stretch of time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.base.program import program
from generator.build.digests import digest_of
from generator.load.kinds import kind_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from generator.build.job import Job
    from generator.build.themes import Themes
    from generator.load.tree import Tree
    from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class Times:
    """The time in which a site stays as it was made: from a moment on, up to, not including, another.

    It ends with the day, or before that when an article comes out or expires.
    """

    since: dt.datetime
    until: dt.datetime
    zone: ZoneInfo

    def hold(self, now: dt.datetime) -> bool:
        """Tell whether a moment lies within; one without a time zone is in the site's own."""
        moment = now if now.tzinfo is not None else now.replace(tzinfo=self.zone)
        return self.since <= moment < self.until


def times(site: Site, now: dt.datetime) -> Times:
    """Give the time in which a site that is made at a moment stays as it is."""
    zone = site.config.timezone
    day = now.astimezone(zone).date() + dt.timedelta(days=1)
    ends = [dt.datetime.combine(day, dt.time(), zone)]
    for article in site.articles.values():
        both = (article.publish_at, article.expires)
        ends += [one.moment for one in both if one is not None and one.moment > now]
    return Times(now, min(ends), zone)


def sign(job: Job, tree: Tree, themes: Themes) -> str:
    """Give the digest of all that a site is made of but for its articles."""
    texts = [(file.path, file.digest) for file in tree.texts if kind_of(file.path) != "articles"]
    beside = [file.digest if file is not None else "" for file in (tree.config, tree.lock, tree.baseline)]
    media = [(file.path, file.digest) for file in tree.media]
    asked = (job.preview, job.against, job.limits)
    return digest_of(program(), texts, beside, media, tree.diagnostics, themes.digests(), asked)
