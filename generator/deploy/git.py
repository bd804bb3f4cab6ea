"""A repository of git's own kind, out of sight: no checkout, index, hook or branch of the author's is ever touched."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from typing import TYPE_CHECKING, NoReturn

from generator.base import dataclass
from generator.deploy.live import DEPLOY
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_PATIENCE = 1800
"""Seconds that one call may take: a first push of a large site over a slow line is one."""

_USER = re.compile(r"(?<=://)[^/@\s]+@")
_SAFE = ("-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "advice.detachedHead=false")


@dataclass(frozen=True, slots=True)
class Blob:
    """A file in a commit: git's own name of its content, and the sha256 of it ("" for what is no plain file)."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A bare repository in a folder that goes when the deploy is done, and the repository that it talks to."""

    folder: Path
    url: str

    @property
    def place(self) -> str:
        """Give the address of the other one without a name or token in it."""
        return _USER.sub("", self.url)

    def call(self, *words: str, data: bytes | None = None) -> bytes:
        """Run git and give what it prints. Aborts with 4 and git's own words, in which no token stands."""
        done = self._run(words, data)
        if done.returncode:
            self.refuse(done.stderr)
        return done.stdout

    def refuse(self, said: bytes) -> NoReturn:
        """Abort with 4 and what git said."""
        lines = [line for line in _USER.sub("", said.decode("utf-8", "replace")).splitlines() if line.strip()]
        reason = "; ".join(line.removeprefix("fatal: ").removeprefix("error: ") for line in lines[-3:])
        message = f"error: git and {self.place}: {reason or 'no answer'}"
        raise Abort(message, exit_code=DEPLOY)

    def _run(self, words: Sequence[str], data: bytes | None) -> subprocess.CompletedProcess[bytes]:
        # Credentials come from where git has them; nobody is asked, and no helper program of an address is started.
        settings = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh", "LC_ALL": "C"}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_DIR")}
        environment = {k: v for k, v in environment.items() if k not in {"GIT_WORK_TREE", "GIT_INDEX_FILE"}} | settings
        command = ["git", *_SAFE, f"--git-dir={self.folder}", *words]
        try:
            return subprocess.run(  # noqa: S603 - the words are ours, and no shell reads them
                command, input=data, capture_output=True, env=environment, timeout=_PATIENCE, check=False
            )
        except FileNotFoundError:
            message = "error: there is no git on this machine; install it to deploy to GitHub Pages"
            raise Abort(message, exit_code=DEPLOY) from None
        except subprocess.TimeoutExpired:
            self.refuse(b"no answer for half an hour")

    def refs(self, *patterns: str) -> dict[str, str]:
        """Give the references of the other repository with their commits."""
        lines = self.call("ls-remote", "--", self.url, *patterns).decode("utf-8", "replace").splitlines()
        return {name: commit for commit, _, name in (line.partition("\t") for line in lines)}

    def fetch(self, reference: str) -> str:
        """Fetch the newest commit of a reference, without those before it, and give its name."""
        self.call("fetch", "--quiet", "--no-tags", "--depth=1", "--", self.url, f"+{reference}:refs/heads/fetched")
        return self.call("rev-parse", "refs/heads/fetched").decode().strip()

    def files(self, commit: str) -> dict[str, Blob]:
        """Give all files of a commit by path; every one is read."""
        listed = self.call("ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape").split("\0")
        found = {path: head.split() for head, _, path in (line.partition("\t") for line in listed if line)}
        plain = {path: head[2] for path, head in found.items() if head[0] == "100644"}
        digests = dict(self._digests(sorted(set(plain.values()))))
        return {path: Blob(head[2], digests.get(plain.get(path, ""), "")) for path, head in found.items()}

    def _digests(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        data = self.call("cat-file", "--batch", data="".join(f"{name}\n" for name in names).encode())
        start = 0
        for name in names:
            end = data.index(b"\n", start)
            size = int(data[start:end].split()[2])
            yield name, hashlib.sha256(memoryview(data)[end + 1 : end + 1 + size]).hexdigest()
            start = end + size + 2

    def read(self, commit: str, path: str) -> bytes:
        """Give a file of a commit."""
        return self.call("cat-file", "blob", f"{commit}:{path}")

    def commit(self, files: Mapping[str, bytes | str], message: str, seconds: int) -> str:
        """Make a commit without one before it, and give its name; a file is its bytes, or git's name of its content."""
        told = message.encode()
        stream = [b"commit refs/heads/made\ncommitter Factbox <factbox@localhost> %d +0000\n" % seconds]
        stream.append(b"data %d\n%s\n" % (len(told), told))
        for path, held in sorted(files.items()):
            if isinstance(held, str):
                stream.append(b"M 100644 %s %s\n" % (held.encode(), _quoted(path)))
            else:
                stream.append(b"M 100644 inline %s\ndata %d\n%s\n" % (_quoted(path), len(held), held))
        self.call("fast-import", "--quiet", "--force", data=b"".join(stream))
        return self.call("rev-parse", "refs/heads/made").decode().strip()


def _quoted(path: str) -> bytes:
    """Give a path as git fast-import takes any: in quotation marks."""
    plain = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'.encode("utf-8", "surrogateescape")
