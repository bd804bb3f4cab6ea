"""What a deploy will do, as a value: a pure function of the build, of what the host holds, and of the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.deploy.dress import STAGES, is_hashed, stage
from generator.deploy.live import Past, Release

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from generator.deploy.live import Live
    from generator.deploy.tree import File, Tree
    from generator.model.target import Target


@dataclass(frozen=True, slots=True)
class Standing:
    """What a host holds now, as far as it is known.

    `at` are the files that readers find, by path with sha256: "" where something stands of which only that is known.
    `ours` are the paths that a deploy put there. `objects` are those kept to go back with. `broken` tells that a deploy
    was broken off here. `strangers` are files of others that a deploy would take away.
    """

    live: Live
    at: Mapping[str, str]
    ours: frozenset[str]
    objects: frozenset[str] = frozenset()
    broken: bool = False
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes up: `new` where readers found none at its path before."""

    path: str
    digest: str
    size: int
    new: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What a deploy will do: `stages` in order, each with its uploads; then `deletions`.

    `kept` are hashed files of earlier builds with the first day on which they may go (None: while a release that one
    can go back to has them). `unchanged` is how many files stay, `pages_gone` how many of the live build's other files
    go, `foreign` which files in the way are nobody's that we know.
    """

    release: int
    stages: tuple[tuple[str, tuple[Upload, ...]], ...]
    deletions: tuple[str, ...]
    kept: Mapping[str, dt.date]
    unchanged: int
    pages_gone: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def uploads(self) -> tuple[Upload, ...]:
        """Give all uploads, in order."""
        return tuple(upload for _, uploads in self.stages for upload in uploads)

    @property
    def bytes(self) -> int:
        """Give how many bytes go up."""
        return sum(upload.size for upload in self.uploads)


def plan(files: Mapping[str, File], standing: Standing, target: Target, today: dt.date) -> Plan:
    """Give what makes a host hold a build's files."""
    uploads = [
        Upload(path, file.digest, file.size, new=path not in standing.at)
        for path, file in files.items()
        if standing.at.get(path) != file.digest
    ]
    past = _past(files, standing, today)
    kept = {path: one for path, one in past.items() if _stays(one, standing.live, target, today)}
    gone = standing.ours - files.keys() - kept.keys()
    return Plan(
        release=standing.live.last + 1,
        stages=staged(uploads),
        deletions=tuple(sorted(gone & standing.at.keys())),
        kept={path: target.keep_assets.after(one.left) for path, one in sorted(kept.items())},
        unchanged=len(files) - len(uploads),
        pages_gone=tuple(sorted(path for path in standing.live.files if path not in files and path not in past)),
        foreign=tuple(sorted(upload.path for upload in uploads if not upload.new and upload.path not in standing.ours)),
    )


def staged(uploads: list[Upload]) -> tuple[tuple[str, tuple[Upload, ...]], ...]:
    """Give uploads by stage, in the order in which they must be done."""
    return tuple((name, tuple(_in_stage(uploads, name))) for name in STAGES)


def _in_stage(uploads: list[Upload], name: str) -> list[Upload]:
    """Give the uploads of a stage: pages that lie deep first, so that the lists that lead to them come after them."""
    found = [upload for upload in uploads if stage(upload.path, upload.digest, new=upload.new) == name]
    return sorted(found, key=lambda upload: (-upload.path.count("/"), upload.path))


def _past(files: Mapping[str, File], standing: Standing, today: dt.date) -> dict[str, Past]:
    """Give the hashed files of earlier builds, with those that leave now."""
    live = standing.live
    leaving = {path: Past(digest, live.last, today) for path, digest in live.files.items() if is_hashed(path, digest)}
    return {path: one for path, one in {**live.assets, **leaving}.items() if path not in files}


def _stays(past: Past, live: Live, target: Target, today: dt.date) -> bool:
    numbers = [*(release.number for release in live.releases), live.last + 1][-target.keep_releases :]
    return past.release >= min(numbers) or target.keep_assets.after(past.left) > today


def after(plan: Plan, tree: Tree, standing: Standing, target: Target, today: dt.date) -> Live:
    """Give the manifest of a host on which a plan was carried out."""
    live = standing.live
    releases = (*live.releases, Release(plan.release, tree.record, tree.moment))[-target.keep_releases :]
    past = _past(tree.files, standing, today)
    moments = [moment for moment in (live.newest, tree.moment) if moment is not None]
    return replace(
        live,
        release=plan.release,
        files={path: file.digest for path, file in tree.files.items()},
        assets={path: past[path] for path in plan.kept},
        releases=releases,
        newest=max(moments, default=None),
        lease=None,
        strays=(),
    )


def after_rollback(standing: Standing, files: Mapping[str, str], number: int, today: dt.date) -> Live:
    """Give the manifest of a host that went back to a release whose files are given."""
    live = standing.live
    left = next((one.record for one in live.releases if one.number == live.release), "")
    leaving = {path: Past(digest, live.last, today) for path, digest in live.files.items() if is_hashed(path, digest)}
    return replace(
        live,
        release=number,
        files=dict(files),
        assets={path: one for path, one in {**live.assets, **leaving}.items() if path not in files},
        withdrawn=tuple(dict.fromkeys((*live.withdrawn, left)))[-20:],
        lease=None,
        strays=(),
    )
