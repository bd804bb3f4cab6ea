"""The settings of a site: config.yaml."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from generator.diagnostics import Severity
    from generator.model.target import Target
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the site. `logo` is a media key."""

    name: Text
    url: Text | None
    logo: Text | None


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu: its words (None where the target names itself) and where it leads."""

    words: Text | None
    target: Text


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds: whether there is one of articles, how many entries a feed holds, and whether with the whole article.

    `changes` is whether there is one of what changed.
    """

    enabled: bool = True
    limit: int = 20
    full: bool = True
    changes: bool = True


@dataclass(frozen=True, slots=True)
class Lint:
    """What the number lint judges: with `dates` also dates and years, for sites on which these are the figures."""

    dates: bool = False


@dataclass(frozen=True, slots=True)
class DataSettings:
    """The files for programs: under what licence they are, and whether others may show facts in a frame."""

    licence: Text | None = None
    licence_url: Text | None = None
    embed: bool = True


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers of the author's own for the addresses that fit a path, such as `/*`: names and values."""

    path: Text
    headers: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Hosting:
    """Which files for hosts a build makes.

    `own` are rules that the author adds to `_headers`; `redirects` is "yes", "no" or "netlify", whose rules win over
    the pages at old addresses; `cname` is the domain for the file CNAME, "" for none.
    """

    headers: bool = True
    own: tuple[HeaderRule, ...] = ()
    redirects: str = "yes"
    nojekyll: bool = True
    cname: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """What config.yaml says. `base_path` of the address is "/" or "/sub/"; `language` is a BCP 47 tag."""

    title: Text
    base_url: str
    language: str
    timezone: ZoneInfo
    description: Text | None
    publisher: Publisher | None
    menu: tuple[MenuItem, ...] | None
    topics: tuple[tuple[Text, str], ...]
    feeds: Feeds
    checks: tuple[tuple[str, Severity], ...]
    hosting: Hosting = field(default=Hosting())
    deploy: tuple[Target, ...] = field(default=())
    lint: Lint = Lint()
    data: DataSettings = field(default=DataSettings())

    @property
    def base_path(self) -> str:
        """Give the path part of `base_url`, with a slash at both ends."""
        path = self.base_url.split("://", 1)[-1].partition("/")[2].strip("/")
        return f"/{path}/" if path else "/"

    @property
    def host(self) -> str:
        """Give the host of `base_url` as it is written, with its port."""
        return self.base_url.split("://", 1)[-1].partition("/")[0]

    def topic(self, tag: str) -> str:
        """Give the name of a topic, which is the tag itself where config.yaml has none."""
        return next((name for key, name in self.topics if key.text == tag), tag)
