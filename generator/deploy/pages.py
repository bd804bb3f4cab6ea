"""A branch of a git repository that GitHub Pages, or another host that works alike, shows.

Each release is a commit of its own with no other before it, so that what was withdrawn does not live on in a history.
The branch is at the live one; `refs/factbox/releases/7` are at those that one can go back to.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.deploy.git import Repository
from generator.deploy.live import DEPLOY, HIDDEN, MANIFEST, Live, read_live, write_live
from generator.deploy.plan import Standing
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.deploy.git import Blob
    from generator.deploy.host import Tell
    from generator.deploy.plan import Plan
    from generator.deploy.tree import Tree

_RELEASES = "refs/factbox/releases/"
_NO_JEKYLL = ".nojekyll"
_CNAME = "CNAME"
_USAGE = 2


@dataclass(frozen=True, slots=True)
class PagesHost:
    """A branch of a repository; `to` is its address, or the name of a remote of the repository at `root`."""

    root: Path
    to: str
    branch: str

    @property
    def place(self) -> str:
        """Give what messages call the host."""
        return f"the branch {self.branch}"

    @contextmanager
    def opened(self, tree: Tree | None, *, change: bool) -> Iterator[PagesSession]:  # noqa: ARG002 - as every host
        """Look at the branch. It changes only if it still is as it was looked at, so that no lock is needed."""
        url = self._url()
        with tempfile.TemporaryDirectory(prefix="factbox-") as folder:
            repository = Repository(Path(folder), url)
            repository.call("init", "--quiet", "--bare", folder)
            if self.branch.startswith("-") or not _is_branch(repository, self.branch):
                message = f"error: `{self.branch}` cannot be the name of a branch"
                raise Abort(message, exit_code=_USAGE)
            yield self._session(repository)

    def _session(self, repository: Repository) -> PagesSession:
        head = f"refs/heads/{self.branch}"
        refs = repository.refs(head, f"{_RELEASES}*")
        releases = frozenset(int(name.removeprefix(_RELEASES)) for name in refs if name.startswith(_RELEASES))
        if head not in refs:
            return PagesSession(repository, head, "", {}, releases, Standing(Live(), {}, frozenset()))
        commit = repository.fetch(head)
        files = repository.files(commit)
        live = read_live(repository.read(commit, MANIFEST), self.place) if MANIFEST in files else Live()
        own = live.files.keys() | live.assets.keys()
        aside = {_NO_JEKYLL, _CNAME} - own
        shown = {p: blob.digest for p, blob in files.items() if p not in aside and not p.startswith(f"{HIDDEN}/")}
        ours = frozenset(own & shown.keys())
        strangers = tuple(sorted(shown.keys() - ours))
        standing = Standing(live, shown, ours, strangers=strangers)
        return PagesSession(repository, head, commit, files, releases, standing)

    def _url(self) -> str:
        if ":" in self.to or "/" in self.to:
            return str(self.root / self.to) if (self.root / self.to).is_dir() else self.to
        name = self.to or "origin"
        # `--` does not end the options of `git remote get-url` in every git; a remote's name begins with no hyphen.
        command = ["git", "-C", str(self.root), "remote", "get-url", "--push", name.lstrip("-")]
        try:
            found = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our words, no shell
        except FileNotFoundError:
            message = "error: there is no git on this machine; install it to deploy to GitHub Pages"
            raise Abort(message, exit_code=DEPLOY) from None
        if found.returncode:
            message = f"error: the site's folder has no git remote `{name}`; name the repository with `to:`"
            raise Abort(message, exit_code=_USAGE)
        return found.stdout.decode().strip()


def _is_branch(repository: Repository, name: str) -> bool:
    try:
        repository.call("check-ref-format", "--branch", name)
    except Abort:
        return False
    return True


@dataclass(frozen=True, slots=True)
class PagesSession:
    """The branch as it was looked at: its commit ("" where there is none), its files, and the releases kept."""

    repository: Repository
    head: str
    commit: str
    files: Mapping[str, Blob]
    releases: frozenset[int]
    standing: Standing

    def carry_out(self, plan: Plan, tree: Tree, live: Live, tell: Tell) -> None:
        """Make the commit of the release and push it in one step."""
        held: dict[str, bytes | str] = {}
        wanted = {path: file.digest for path, file in tree.files.items()}
        wanted |= {path: past.digest for path, past in live.assets.items()}
        for done, (path, digest) in enumerate(wanted.items(), 1):
            blob = self.files.get(path)
            held[path] = blob.name if blob is not None and blob.digest == digest else tree.read(path)
            tell("files", done, len(wanted))
        self._push(held, live, plan.release)

    def _push(self, held: Mapping[str, bytes | str], live: Live, release: int) -> None:
        """Put the branch on a new commit, if it is still where it was, and let go of releases that are not kept."""
        extra: dict[str, bytes | str] = {_NO_JEKYLL: b"", MANIFEST: write_live(live)}
        if (
            _CNAME in self.files.keys() - self.standing.live.files.keys()
        ):  # GitHub writes it there when a domain is set on its pages
            extra[_CNAME] = self.files[_CNAME].name
        made = self.repository.commit({**extra, **held}, f"Release {release}", int(time.time()))
        kept = {one.number for one in live.releases}
        pushed = [f"{made}:{self.head}", *(f":{_RELEASES}{one}" for one in sorted(self.releases - kept))]
        if release not in self.releases:
            pushed.append(f"{made}:{_RELEASES}{release}")
        lease = f"--force-with-lease={self.head}:{self.commit}"
        self._send(lease, refs=pushed)
        if self.repository.refs(self.head).get(self.head) != made:
            self.repository.refuse(b"the branch is not where it was put; deploy again")

    def _send(self, lease: str, refs: list[str]) -> None:
        try:
            self.repository.call("push", "--quiet", "--atomic", lease, "--", self.repository.url, *refs)
        except Abort as refused:
            if "stale info" in refused.message or "fetch first" in refused.message:
                message = f"error: {self.head} was changed while this deploy was made; deploy again"
                raise Abort(message, exit_code=DEPLOY) from refused
            raise

    def files_of(self, release: int) -> Mapping[str, str]:
        """Give the files of a release, path and sha256."""
        if release not in self.releases:
            self.repository.refuse(f"release {release} is not kept any more".encode())
        commit = self.repository.fetch(f"{_RELEASES}{release}")
        live = read_live(self.repository.read(commit, MANIFEST), f"release {release}")
        return {**live.files, **{path: past.digest for path, past in live.assets.items()}}

    def go_back(self, release: int, live: Live, tell: Tell) -> None:
        """Put the branch on the files of an earlier release, if these are still as they were."""
        wanted = self.files_of(release)
        files = self.repository.files(self.repository.fetch(f"{_RELEASES}{release}"))
        wrong = [path for path, digest in wanted.items() if path not in files or files[path].digest != digest]
        if wrong:
            self.repository.refuse(f"release {release} is not as it was: {wrong[0]}".encode())
        kept = {path: self.files[path].name for path in live.assets if path in self.files and path not in wanted}
        self._push({**kept, **{path: files[path].name for path in wanted}}, live, release)
        tell("files", len(wanted), len(wanted))
