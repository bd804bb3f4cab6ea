"""What a host holds: the manifest that every deploy leaves there, from which the next one knows what must go up."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import field
from typing import TYPE_CHECKING, Final

from generator.base import dataclass
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Mapping

HIDDEN: Final = ".factbox"
"""The folder of a host in which deploys keep what is theirs."""

MANIFEST: Final = f"{HIDDEN}/deploy.json"
DEPLOY: Final = 4
"""The exit code of a deploy that was refused or that failed."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Release:
    """A build that was deployed: its number at this host, the sha256 of its build.json, and the moment it was for."""

    number: int
    record: str
    built: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A file that is not of the live build: its sha256, the last release that had it, and the day when it left."""

    digest: str
    release: int
    left: dt.date


@dataclass(frozen=True, slots=True)
class Lease:
    """The mark of a deploy under way: whose it is, how often it said that it is alive, and the release it makes."""

    owner: str
    beat: int
    release: int


@dataclass(frozen=True, slots=True)
class Live:
    """The state of a host. `release` is the number of the live release, 0 where none was finished.

    `files` are the live build's, by path with sha256. `assets` are hashed files of earlier builds that stay for a
    while, `objects` what a store keeps to go back with, `releases` those that one can go back to, oldest first.
    `newest` is the latest moment of any build that was deployed, `withdrawn` the build.json of builds that were gone
    back from. `lease` is there while a deploy is under way, or was broken off; `strays` are paths at which deploys that
    were broken off earlier may have left files.
    """

    release: int = 0
    files: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[str, Past] = field(default_factory=dict)
    objects: Mapping[str, int] = field(default_factory=dict)
    releases: tuple[Release, ...] = ()
    newest: dt.datetime | None = None
    withdrawn: tuple[str, ...] = ()
    lease: Lease | None = None
    strays: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """Give the highest number that a release had here."""
        begun = self.lease.release if self.lease is not None else 0
        return max((self.release, begun, *(one.number for one in self.releases)))


def write_live(live: Live) -> bytes:
    """Give the manifest as JSON."""
    held = {
        "format": _FORMAT,
        "release": live.release,
        "newest": _moment(live.newest),
        "withdrawn": live.withdrawn,
        "releases": [(one.number, one.record, _moment(one.built)) for one in live.releases],
        "lease": None if live.lease is None else (live.lease.owner, live.lease.beat, live.lease.release),
        "strays": sorted(live.strays),
        "files": dict(sorted(live.files.items())),
        "assets": {
            path: (past.digest, past.release, past.left.isoformat()) for path, past in sorted(live.assets.items())
        },
        "objects": dict(sorted(live.objects.items())),
    }
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def read_live(data: bytes, place: str) -> Live:
    """Read a manifest. Aborts with 4 where it is damaged or of a later Factbox: a live site is not guessed."""
    try:
        held = json.loads(data)
        if held["format"] != _FORMAT:
            message = f"error: {place} was deployed to by another version of Factbox; use that one, or a newer one"
            raise Abort(message, exit_code=DEPLOY)
        return Live(
            release=int(held["release"]),
            files={str(path): str(digest) for path, digest in held["files"].items()},
            assets={
                str(path): Past(digest, release, dt.date.fromisoformat(left))
                for path, (digest, release, left) in held["assets"].items()
            },
            objects={str(name): int(release) for name, release in held["objects"].items()},
            releases=tuple(Release(number, record, _read(built)) for number, record, built in held["releases"]),
            newest=_read(held["newest"]),
            withdrawn=tuple(held["withdrawn"]),
            lease=None if held["lease"] is None else Lease(*held["lease"]),
            strays=tuple(held["strays"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = (
            f"error: {MANIFEST} of {place} is damaged, so what stands there is not known; "
            "remove it and deploy with --adopt"
        )
        raise Abort(message, exit_code=DEPLOY) from error


def _moment(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _read(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text is not None else None


def release_file(number: int) -> str:
    """Give where a host keeps the list of a release's files."""
    return f"{HIDDEN}/releases/{number}.json"


def write_files(files: Mapping[str, str]) -> bytes:
    """Give the list of a release's files as JSON."""
    return (json.dumps(dict(sorted(files.items())), ensure_ascii=False, indent=1) + "\n").encode()


def read_files(data: bytes | None, place: str, number: int) -> dict[str, str]:
    """Read the list of a release's files. Aborts with 4 where it is gone or damaged."""
    try:
        return {str(path): str(digest) for path, digest in json.loads(data or b"").items()}
    except (ValueError, AttributeError) as error:
        message = f"error: what release {number} of {place} held is not known any more"
        raise Abort(message, exit_code=DEPLOY) from error
