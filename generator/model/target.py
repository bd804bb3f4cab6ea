"""The places that a site is deployed to: `deploy.targets` in config.yaml."""

from __future__ import annotations

from typing import Final

from generator.base import dataclass
from generator.diagnostics import Span
from generator.model.dates import Duration
from generator.model.text import Text

KINDS: Final = {
    "folder": ("to",),
    "s3": ("bucket",),
    "rclone": ("to",),
    "rsync": ("to",),
    "github-pages": (),
}
"""The kinds of host that Factbox deploys to, and which keys each cannot do without."""

ALLOWABLE: Final = (
    "private-key",
    "aws-key",
    "github-token",
    "gitlab-token",
    "slack-token",
    "google-key",
    "stripe-key",
    "npm-token",
    "pypi-token",
    "anthropic-key",
    "openai-key",
    "jwt",
    "local-path",
)
"""What is never sent to a host, unless a target's `allow` names it: strings that look like secrets, and local paths."""


_MONTH: Final = Duration("30 days", 0, 30)


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a site goes to.

    `name` is the author's; `kind` is a key of KINDS, or a word that this Factbox knows no host for. `to` is a folder,
    an rclone remote with a path, or where rsync goes; `url` where readers find the site, None where that is `base_url`,
    `path` where its files lie if that is on this machine ("" elsewhere).
    `bucket`, `prefix`, `endpoint`, `region` and `path_style` are for `s3`, `branch` for `github-pages`.

    Files with a hash in their name stay for `keep_assets` after the last build that had them, and the last
    `keep_releases` releases can be returned to. A deploy that would remove more than `max_deletes` percent of the files
    is refused. `include` are files of the output that Factbox did not make and that go along; `allow` are names of
    ALLOWABLE.
    """

    name: Text
    kind: str
    to: str = ""
    url: str | None = None
    path: str = ""
    bucket: str = ""
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None
    path_style: bool = False
    branch: str = "gh-pages"
    keep_assets: Duration = _MONTH
    keep_releases: int = 3
    max_deletes: int = 20
    include: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the keys without which nothing can be deployed to it."""
        return tuple(key for key in KINDS.get(self.kind, ()) if not getattr(self, key))


DEFAULTS: Final = Target(Text("", Span("config.yaml")), "")
"""A target of which nothing is said."""
