"""A folder that a web server shows: a folder for each release, and a link to the live one, changed in one step.

`TO/releases/7/` is a release, `TO/current` the link that the server follows.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NoReturn

from generator.base import dataclass
from generator.deploy.live import (
    DEPLOY,
    HIDDEN,
    MANIFEST,
    Lease,
    Live,
    read_files,
    read_live,
    release_file,
    write_files,
    write_live,
)
from generator.deploy.plan import Standing
from generator.diagnostics import Abort
from generator.publish.durable import flush
from generator.publish.lock import locked
from generator.publish.look import walk
from generator.publish.writing import make_folder, write_new, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.deploy.host import Tell
    from generator.deploy.plan import Plan
    from generator.deploy.tree import Tree

_PATIENCE = 20.0
_RELEASES = "releases"
_CURRENT = "current"


@dataclass(frozen=True, slots=True)
class FolderHost:
    """A folder of this machine, or one that is mounted here."""

    to: Path
    patience: float = _PATIENCE

    @property
    def place(self) -> str:
        """Give what messages call the host."""
        return str(self.to)

    @contextmanager
    def opened(self, tree: Tree | None, *, change: bool) -> Iterator[FolderSession]:  # noqa: ARG002 - as every host
        """Look at the folder; with `change`, while no other deploy has it. The lock ends with its process."""
        with _told(self.to):
            if not change:
                yield FolderSession(self.to, self._standing())
                return
            (self.to / HIDDEN / _RELEASES).mkdir(parents=True, exist_ok=True)
            with _alone(self.to, self.patience):
                yield FolderSession(self.to, self._standing())

    def _standing(self) -> Standing:
        current = self.to / _CURRENT
        if current.exists() and not current.is_symlink():
            _refuse(f"{current} is not a link; Factbox would put one there, so move it away")
        live = self._live()
        here = _number(current)
        if here == live.release:
            at = {**live.files, **{path: past.digest for path, past in live.assets.items()}}
            return Standing(live, at, frozenset(at), broken=live.lease is not None)
        # A deploy was stopped between the link and the manifest: the folder itself says what is live.
        at = dict.fromkeys(walk(current.resolve()).files, "") if here else {}
        return Standing(live, at, frozenset(at), broken=True)

    def _live(self) -> Live:
        try:
            return read_live((self.to / MANIFEST).read_bytes(), self.place)
        except FileNotFoundError:
            if (self.to / _RELEASES).exists() or (self.to / _CURRENT).is_symlink():
                _refuse(f"{self.to} holds releases, but no {MANIFEST} that tells of them; name an empty folder")
            return Live()


def _number(current: Path) -> int:
    """Give the number of the release that a link shows; 0 where there is none."""
    if not current.is_symlink():
        return 0
    name = os.readlink(current).rpartition("/")[2]  # noqa: PTH115 - the text of the link, not a path
    return int(name) if name.isdecimal() else -1


@contextmanager
def _alone(to: Path, patience: float) -> Iterator[None]:
    try:
        with locked(to / HIDDEN / "lock", to, patience):
            yield
    except Abort as refused:
        message = refused.message.replace("another build", "another deploy").replace("is writing", "is changing")
        raise Abort(message, exit_code=DEPLOY) from refused


@contextmanager
def _told(to: Path) -> Iterator[None]:
    """Tell what the machine refused, in one sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or to
        message = f"error: cannot deploy to {where}: {error.strerror or error}"
        raise Abort(message, exit_code=DEPLOY) from error


@dataclass(frozen=True, slots=True)
class FolderSession:
    """The right to change a folder of releases."""

    to: Path
    standing: Standing

    def carry_out(self, plan: Plan, tree: Tree, live: Live, tell: Tell) -> None:
        """Make the next release beside the live one, read it back, and put the link on it."""
        begun = replace(self.standing.live, lease=Lease("folder", 0, plan.release))
        write_whole(self.to / MANIFEST, write_live(begun))
        wanted = {path: file.digest for path, file in tree.files.items()}
        wanted |= {path: past.digest for path, past in live.assets.items()}
        made = self._make(plan.release, wanted, tree, tell)
        _check(made, wanted)
        write_whole(self.to / release_file(plan.release), write_files(wanted))
        self._switch(plan.release)
        write_whole(self.to / MANIFEST, write_live(live))
        self._prune(live)

    def _make(self, number: int, wanted: Mapping[str, str], tree: Tree, tell: Tell) -> Path:
        """Give the folder of a release, with a second name (a hard link) of what the live one has as well."""
        folder = self.to / _RELEASES / str(number)
        shutil.rmtree(folder, ignore_errors=True)
        (self.to / _RELEASES).mkdir(exist_ok=True)
        make_folder(folder)
        for inner in sorted({above for path in wanted for above in PurePosixPath(path).parents} - {PurePosixPath()}):
            make_folder(folder / inner)
        for done, (path, digest) in enumerate(wanted.items(), 1):
            if not _linked(self.to / _CURRENT / path, folder / path, digest):
                write_new(folder / path, tree.read(path))
            tell("files", done, len(wanted))
        flush(folder)
        return folder

    def _switch(self, number: int) -> None:
        link = self.to / f".{_CURRENT}.factbox"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{_RELEASES}/{number}")
        link.replace(self.to / _CURRENT)
        flush(self.to)

    def _prune(self, live: Live) -> None:
        kept = {str(release.number) for release in live.releases} | {str(live.release)}
        for folder in (self.to / _RELEASES).iterdir():
            if folder.name not in kept and folder.name.isdecimal():
                shutil.rmtree(folder, ignore_errors=True)
                (self.to / release_file(int(folder.name))).unlink(missing_ok=True)

    def files_of(self, release: int) -> Mapping[str, str]:
        """Give the files of a release, path and sha256."""
        data = None
        with suppress(FileNotFoundError):
            data = (self.to / release_file(release)).read_bytes()
        return read_files(data, str(self.to), release)

    def go_back(self, release: int, live: Live, tell: Tell) -> None:
        """Put the link on an earlier release, if that is still as it was."""
        files = self.files_of(release)
        _check(self.to / _RELEASES / str(release), files)
        self._switch(release)
        write_whole(self.to / MANIFEST, write_live(live))
        tell("files", len(files), len(files))


def _linked(source: Path, path: Path, digest: str) -> bool:
    """Give a file of the live release a second name, if it is as it was deployed."""
    try:
        if _digest(source) != digest:
            return False
        os.link(source, path, follow_symlinks=False)
    except OSError:
        return False
    return True


def _check(folder: Path, wanted: Mapping[str, str]) -> None:
    """Read a release back. Aborts with 4 where a file is not what it must be; the live release is as it was."""
    for path, digest in wanted.items():
        try:
            same = _digest(folder / path) == digest
        except OSError:
            same = False
        if not same:
            _refuse(f"{folder / path} is not what was to be deployed; the live release was left as it was")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _refuse(reason: str) -> NoReturn:
    message = f"error: {reason}"
    raise Abort(message, exit_code=DEPLOY)
