"""A site to a server by ssh and rsync: a real sshd on this machine, with a key of its own."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from deploying import few_site, files_at, lacking, publish_few

from generator.cli.main import run
from generator.deploy import shell as shells
from generator.deploy.shell import shell_of
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from collections.abc import Iterator

Capture = pytest.CaptureFixture[str]
_PATIENCE = 20


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    assert found, f"there is no {name}: scripts/install-system-tools installs it"
    return found


@dataclass(frozen=True)
class Sshd:
    port: int
    way: str


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """Run a server that lets the tests' own key in."""
    folder = tmp_path_factory.mktemp("sshd")
    for name in ("host", "key"):
        subprocess.run([program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where sshd puts its unprivileged part when it was started by root
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = int(one.getsockname()[1])
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/key.pub\n"
        f"PidFile {folder}/pid\nPermitRootLogin prohibit-password\nPasswordAuthentication no\n"
        "StrictModes no\nUsePAM no\n"
    )
    log = folder / "log"
    process = subprocess.Popen([program("sshd"), "-D", "-f", str(folder / "config"), "-E", str(log)])
    end = time.monotonic() + _PATIENCE
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                break
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end
        time.sleep(0.02)
    known = "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    way = f"ssh -F /dev/null -i {folder}/key -o IdentitiesOnly=yes {known} -o ControlPath={folder}/%h-%p"
    # One open line that all tests share: to greet each other anew takes half a second, and a deploy does so often.
    master = subprocess.Popen([*way.split(), "-M", "-N", "-p", str(port), f"{getpass.getuser()}@127.0.0.1"])
    while not (folder / f"127.0.0.1-{port}").exists():
        assert master.poll() is None
        assert time.monotonic() < end
        time.sleep(0.02)
    yield Sshd(port, way)
    master.terminate()
    master.wait(timeout=_PATIENCE)
    process.terminate()
    process.wait(timeout=_PATIENCE)


@dataclass(frozen=True)
class Desk:
    root: Path
    www: Path

    def deploy(self, *options: str) -> int:
        return run(["deploy", str(self.root), *options])

    def shown(self) -> dict[str, bytes]:
        return files_at(self.www / "current")

    def manifest(self) -> Any:
        return json.loads((self.www / ".factbox/deploy.json").read_bytes())


@pytest.fixture
def desk(tmp_path: Path, sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("RSYNC_RSH", sshd.way)
    www = tmp_path / "www of $HOME; mine's"
    to = f"ssh://{getpass.getuser()}@127.0.0.1:{sshd.port}{www}/"
    root = few_site(tmp_path / "site of mine", f'live: {{kind: rsync, to: "{to}", max_deletes: 90}}')
    publish_few(root, "red")
    return Desk(root, www)


def test_the_server_shows_the_build_and_nothing_else(desk: Desk, capsys: Capture) -> None:
    (desk.root / "site/private.txt").write_text("mine")
    assert desk.deploy() == 0
    expected = files_at(desk.root / "site")
    expected.pop("private.txt")
    assert desk.shown() == expected
    assert (desk.www / "current").readlink().as_posix() == "releases/1"
    assert "release 1" in capsys.readouterr().out
    assert all(path.stat().st_mode & 0o777 == 0o644 for path in (desk.www / "current/").rglob("*") if path.is_file())


def test_a_second_deploy_has_nothing_to_do(desk: Desk, capsys: Capture) -> None:
    desk.deploy()
    before = desk.manifest()
    capsys.readouterr()
    assert desk.deploy() == 0
    assert "nothing to do" in capsys.readouterr().out
    assert desk.manifest() == before


def test_a_dry_run_changes_nothing(desk: Desk, capsys: Capture) -> None:
    assert desk.deploy("--dry-run") == 0
    assert not desk.www.exists()
    assert "release 1:" in capsys.readouterr().out


def test_what_stayed_is_linked_and_open_pages_keep_their_assets(desk: Desk) -> None:
    desk.deploy()
    old = desk.shown()
    publish_few(desk.root, "blue", minute=1)
    assert desk.deploy() == 0
    shown = desk.shown()
    style = next(path for path in old if path.endswith(".css"))
    assert shown == {**files_at(desk.root / "site"), style: old[style]}
    assert not lacking({**shown, **{path: data for path, data in old.items() if path.endswith(".html")}})
    for path in ("robots.txt", style):
        assert (desk.www / "releases/1" / path).stat().st_ino == (desk.www / "releases/2" / path).stat().st_ino


def test_one_goes_back_to_the_release_before(desk: Desk) -> None:
    desk.deploy()
    first = desk.shown()
    publish_few(desk.root, "blue", minute=1)
    desk.deploy()
    assert run(["rollback", str(desk.root)]) == 0
    assert desk.shown() == first
    assert desk.manifest()["release"] == 1


def test_only_some_releases_are_kept(desk: Desk) -> None:
    for minute, colour in enumerate(("red", "blue", "green", "grey", "pink")):
        publish_few(desk.root, colour, minute=minute)
        assert desk.deploy() == 0
    assert sorted(path.name for path in (desk.www / "releases").iterdir()) == ["3", "4", "5"]


def test_what_did_not_arrive_as_it_was_sent_is_never_shown(
    desk: Desk, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.deploy()
    before = desk.shown()
    publish_few(desk.root, "blue", minute=1)
    plain = shells.Shell.call

    def call(self: shells.Shell, command: list[str], data: bytes = b"") -> bytes:
        said = plain(self, command, data)
        if command[0] == "rsync":
            (desk.www / "releases/2/index.html").write_bytes(b"half a pa")
        return said

    monkeypatch.setattr(shells.Shell, "call", call)
    assert desk.deploy() == 4
    assert "index.html is not what was to be deployed" in capsys.readouterr().err
    assert desk.shown() == before
    monkeypatch.undo()


def test_a_deploy_that_was_broken_off_is_finished_by_the_next(
    desk: Desk, sshd: Sshd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line breaks at every second command in turn: the site that is shown is whole, and a next deploy arrives."""
    desk.deploy()
    plain = shells.Shell.call
    minute, at = 0, 0
    while True:
        minute += 1
        publish_few(desk.root, f"c{minute}", minute=minute)
        count = 0

        def call(self: shells.Shell, command: list[str], data: bytes = b"") -> bytes:
            nonlocal count
            count += 1
            if count == at + 1:  # noqa: B023 - called in this turn of the loop only
                self.refuse("the line broke")
            return plain(self, command, data)

        with monkeypatch.context() as patch:
            patch.setenv("RSYNC_RSH", sshd.way)
            patch.setattr(shells.Shell, "call", call)
            code = desk.deploy()
        assert not lacking(desk.shown())
        if code == 0:
            break
        assert desk.deploy() == 0
        assert desk.shown().items() >= files_at(desk.root / "site").items()
        at += 2
    assert at > 6


def test_two_deploys_do_not_change_the_folder_at_once(desk: Desk, capsys: Capture) -> None:
    desk.deploy()
    capsys.readouterr()
    publish_few(desk.root, "blue", minute=1)
    with shell_of(re.findall(r'to: "([^"]+)"', (desk.root / "config.yaml").read_text())[0]).locked():
        assert desk.deploy() == 4
        assert "another deploy is changing it" in capsys.readouterr().err
    assert desk.deploy() == 0


def test_a_folder_that_others_made_is_refused(desk: Desk, capsys: Capture) -> None:
    (desk.www / "current").mkdir(parents=True)
    assert desk.deploy() == 4
    assert "current is not a link" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_told(desk: Desk, capsys: Capture) -> None:
    config = desk.root / "config.yaml"
    config.write_text(re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:1", config.read_text()))
    assert desk.deploy() == 4
    assert "cannot be reached" in capsys.readouterr().err


@pytest.mark.parametrize(
    "to",
    ["-oProxyCommand=touch:/tmp/evil", "a@-oProxyCommand=x:/srv", "host:-rf", "host:/", "host:", "/srv/here",
     "host::module/x", "ssh://-x/srv", "rsync://host/module", "a b@host:/srv", "host:/srv\x01", "$(id)@host:/srv", "ssh://host:22;id/srv"],
)  # fmt: skip
def test_what_could_be_an_option_or_another_place_is_refused(to: str) -> None:
    with pytest.raises(Abort) as refused:
        shell_of(to)
    assert refused.value.exit_code == 2


@pytest.mark.parametrize(
    ("to", "place"),
    [
        ("deploy@example.org:/var/www/site/", "deploy@example.org:/var/www/site"),
        ("example.org:sites/my site", "example.org:sites/my site"),
        ("ssh://me@[::1]:2222/srv/x", "me@[::1]:/srv/x"),
    ],
)
def test_places_are_read(to: str, place: str) -> None:
    assert shell_of(to).place == place
