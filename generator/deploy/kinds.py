"""Which host a target is: one row for each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.deploy.folder import FolderHost
from generator.deploy.live import HIDDEN
from generator.deploy.objects import ObjectHost
from generator.deploy.pages import PagesHost
from generator.deploy.rclone import rclone_store
from generator.deploy.rsync import RsyncHost
from generator.deploy.s3 import s3_store
from generator.deploy.shell import shell_of
from generator.diagnostics import Abort
from generator.model.slug import slugify
from generator.model.target import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.deploy.host import Host
    from generator.model.target import Target

_USAGE = 2


def host_of(target: Target, root: Path) -> Host:
    """Give the host of a target; paths in it are from the site's folder. Aborts with 2 where something is missing."""
    make = _HOSTS.get(target.kind)
    where = f"config.yaml:{target.name.span.line}: the deploy target `{target.name}`"
    if make is None:
        reason = f"has the kind `{target.kind}`" if target.kind else "has no kind"
        message = f"error: {where} {reason}; the kinds are: {', '.join(kind for kind in KINDS if kind in _HOSTS)}"
        raise Abort(message, exit_code=_USAGE)
    if target.missing:
        message = f"error: {where} has no `{target.missing[0]}`; add it"
        raise Abort(message, exit_code=_USAGE)
    return make(target, root)


def _folder(target: Target, root: Path) -> Host:
    to = (root / target.to).resolve()
    for kept in (root / name for name in ("", "content", "templates", "site")):
        if to == kept.resolve() or (kept != root and kept.resolve() in to.parents):
            message = f"error: the deploy target `{target.name}` lies in the site's own folder {kept}; name another"
            raise Abort(message, exit_code=_USAGE)
    return FolderHost(to)


def _pages(target: Target, root: Path) -> Host:
    return PagesHost(root, target.to, target.branch)


def _rsync(target: Target, root: Path) -> Host:  # noqa: ARG001 - as for every kind
    return RsyncHost(shell_of(target.to))


def _s3(target: Target, root: Path) -> Host:
    return ObjectHost(s3_store(target), _desk(target, root))


def _rclone(target: Target, root: Path) -> Host:
    return ObjectHost(rclone_store(target), _desk(target, root))


def _desk(target: Target, root: Path) -> Path:
    """Give the folder of this machine in which a store's deploys from this site know each other again."""
    return root / HIDDEN / "deploy" / slugify(target.name.text)


_HOSTS: dict[str, Callable[[Target, Path], Host]] = {
    "folder": _folder,
    "s3": _s3,
    "rclone": _rclone,
    "rsync": _rsync,
    "github-pages": _pages,
}
