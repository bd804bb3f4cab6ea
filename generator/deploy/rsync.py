"""A folder of a server that ssh and rsync reach: a folder for each release, and a link to the live one.

The layout is that of a folder of this machine: `TO/releases/7/` is a release, `TO/current` the link that the web server
follows. Files that did not change are hard links to those of the live release, and are not sent.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.deploy.live import (
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.deploy.host import Tell
    from generator.deploy.plan import Plan
    from generator.deploy.shell import Shell
    from generator.deploy.tree import Tree

# What each script gets: the folder as $1, further words after it, and what is to be stored on its input.
_LOOK = """\
[ -d "$1" ] || exit 0
cd -- "$1" || exit 1
if [ -L current ]; then readlink current; elif [ -e current ]; then echo '?'; else echo; fi
if [ -f .factbox/deploy.json ]; then cat .factbox/deploy.json; elif [ -e releases ]; then echo '?'; fi
"""
_BEGIN = 'mkdir -p -- "$1/.factbox/releases" "$1/releases"'
_STORE = 'cd -- "$1" && cat > "$2.new" && mv -f -- "$2.new" "$2"'
_SHOW = 'cd -- "$1" && cat -- "$2"'
_EMPTY = 'cd -- "$1" && rm -rf -- "releases/$2" && mkdir -- "releases/$2"'
_KEEP = """\
cd -- "$1" || exit 1
while IFS= read -r path; do
    target=releases/$2/$path
    mkdir -p -- "${target%/*}" || exit 1
    ln -- "current/$path" "$target" 2>/dev/null || cp -- "current/$path" "$target" || exit 1
done
"""
_DIGESTS = """\
cd -- "$1/releases/$2" || exit 1
if command -v sha256sum >/dev/null 2>&1; then find . -type f -exec sha256sum {} +
else find . -type f -exec shasum -a 256 {} +; fi
"""
# GNU and BusyBox have -T, BSD and macOS -h, to put a link in the place of another and not into what it leads to.
_SWITCH = """\
cd -- "$1" && rm -f .current.factbox && ln -s "releases/$2" .current.factbox || exit 1
mv -fT .current.factbox current 2>/dev/null || mv -fh .current.factbox current
"""
_PRUNE = """\
cd -- "$1" || exit 1
for folder in releases/*; do
    number=${folder#releases/}
    case $number in *[!0-9]*|"") continue ;; esac
    case " $2 " in *" $number "*) ;; *) rm -rf -- "releases/$number" ".factbox/releases/$number.json" ;; esac
done
"""


@dataclass(frozen=True, slots=True)
class RsyncHost:
    """A folder of a server where the account that logs in has a shell, and rsync."""

    shell: Shell

    @property
    def place(self) -> str:
        """Give what messages call the host."""
        return self.shell.place

    @contextmanager
    def opened(self, tree: Tree | None, *, change: bool) -> Iterator[RsyncSession]:  # noqa: ARG002 - as every host
        """Look at the folder; with `change`, while no other deploy has it."""
        if change:
            self.shell.run(_BEGIN)
        with self.shell.locked() if change else nullcontext():
            yield RsyncSession(self.shell, self._standing())

    def _standing(self) -> Standing:
        link, _, manifest = self.shell.run(_LOOK).partition(b"\n")
        if link == b"?":
            self.shell.refuse("current is not a link; Factbox would put one there, so move it away")
        live = Live()
        if manifest == b"?\n":
            # An earlier deploy that was stopped before its end leaves an empty folder of releases.
            if link:
                self.shell.refuse(f"it holds releases, but no {MANIFEST} that tells of them; name an empty folder")
        elif manifest:
            live = read_live(manifest, self.place)
        name = link.decode("utf-8", "replace").rpartition("/")[2]
        here = int(name) if name.isdecimal() else 0
        if here == live.release:
            at = {**live.files, **{path: past.digest for path, past in live.assets.items()}}
            return Standing(live, at, frozenset(at), broken=live.lease is not None)
        # A deploy was stopped between the link and the manifest: the release itself says what is live.
        at = dict.fromkeys(_digests(self.shell, here), "")
        return Standing(live, at, frozenset(at), broken=True)


def _digests(shell: Shell, release: int) -> dict[str, str]:
    """Give what a release holds, path and sha256."""
    lines = shell.run(_DIGESTS, str(release)).decode("utf-8", "surrogateescape").splitlines()
    pairs = (line.partition("  ") for line in lines)
    return {path.removeprefix("./"): digest for digest, _, path in pairs}


@dataclass(frozen=True, slots=True)
class RsyncSession:
    """The right to change a folder of releases on a server."""

    shell: Shell
    standing: Standing

    def carry_out(self, plan: Plan, tree: Tree, live: Live, tell: Tell) -> None:
        """Make the next release beside the live one, let the server read it back, and put the link on it."""
        self._store(MANIFEST, write_live(replace(self.standing.live, lease=Lease("rsync", 0, plan.release))))
        self.shell.run(_EMPTY, str(plan.release))
        tell("files", 0, len(tree.files))
        self._send(plan.release, tree)
        self.shell.run(_KEEP, str(plan.release), data="".join(f"{path}\n" for path in live.assets).encode())
        wanted = {path: file.digest for path, file in tree.files.items()}
        wanted |= {path: past.digest for path, past in live.assets.items()}
        self._check(plan.release, wanted)
        self._store(release_file(plan.release), write_files(wanted))
        tell("files", len(tree.files), len(tree.files))
        self._finish(plan.release, live)

    def _send(self, release: int, tree: Tree) -> None:
        """Send what the live release has not. Content decides, and neither times nor sizes."""
        shell = self.shell
        names = "".join(f"{path}\0" for path in tree.files).encode("utf-8", "surrogateescape")
        link = [f"--link-dest={shell.path}/current/"] if self.standing.live.release and shell.path[0] == "/" else []
        relative = [] if link or not self.standing.live.release else ["--link-dest=../../current/"]
        # -s: the server's shell does not read the path, whatever rsync's version.
        options = ["--checksum", "--chmod=D755,F644", "--perms", "-s", "--from0", "--files-from=-", *link, *relative]
        way = ["-e", _as_one(shell.ssh())]
        target = f"{shell.login}:{shell.path}/releases/{release}/"
        shell.call(["rsync", *options, *way, "--", f"{tree.folder.resolve()}/", target], names)

    def _check(self, release: int, wanted: Mapping[str, str]) -> None:
        """Let the server read a release. Aborts with 4 where it is not what it must be; the live one is as it was."""
        found = _digests(self.shell, release)
        wrong = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
        if wrong:
            self.shell.refuse(f"{wrong[0]} is not what was to be deployed; the live release was left as it was")

    def _finish(self, release: int, live: Live) -> None:
        self.shell.run(_SWITCH, str(release))
        self._store(MANIFEST, write_live(live))
        kept = {one.number for one in live.releases} | {live.release}
        self.shell.run(_PRUNE, " ".join(map(str, sorted(kept))))

    def _store(self, path: str, data: bytes) -> None:
        self.shell.run(_STORE, path, data=data)

    def files_of(self, release: int) -> Mapping[str, str]:
        """Give the files of a release, path and sha256."""
        return read_files(self.shell.run(_SHOW, release_file(release)), self.shell.place, release)

    def go_back(self, release: int, live: Live, tell: Tell) -> None:
        """Put the link on an earlier release, if that is still as it was."""
        files = self.files_of(release)
        self._check(release, files)
        self._finish(release, live)
        tell("files", len(files), len(files))


def _as_one(words: list[str]) -> str:
    """Give a command as rsync's -e takes it: it splits at spaces, and knows quotation marks but no escapes."""
    return " ".join(f"'{word}'" if set(word) & set(' "') else word for word in words)
