"""A site to remotes of rclone, each before a server of its own: WebDAV, SFTP and S3."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from deploying import few_site, files_at, live, publish_few

from generator.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator

RCLONE = shutil.which("rclone") or str(Path(sys.executable).with_name("rclone"))
USER = "factbox-test"
SECRET = "canary-Pa55word-that-nobody-may-see"  # noqa: S105 - it opens nothing
LISTENS = re.compile(r"(?:127\.0\.0\.1|\[::1?\]|localhost):(\d+)")
Capture = pytest.CaptureFixture[str]


def obscured(word: str) -> str:
    done = subprocess.run([RCLONE, "obscure", word], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def serving(kind: str, folder: Path, log: Path, *options: str) -> tuple[subprocess.Popen[bytes], int]:
    """Run a server, and give its port."""
    running = subprocess.Popen(
        [RCLONE, "serve", kind, "--addr", "127.0.0.1:0", "--log-file", str(log), "-v", *options, str(folder)],
        stdin=subprocess.DEVNULL,
    )
    for _ in range(600):
        found = LISTENS.search(log.read_text()) if log.exists() else None
        if found is not None:
            return running, int(found[1])
        assert running.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(log.read_text())


SERVERS = {
    "webdav": ("--user", USER, "--pass", SECRET),
    "sftp": ("--user", USER, "--pass", SECRET),
    "s3": ("--auth-key", f"{USER},{SECRET}"),
}


def remote(kind: str, port: int) -> dict[str, str]:
    """Give the environment that makes a remote of the name `few`."""
    password = obscured(SECRET)
    told = {
        "webdav": {"url": f"http://127.0.0.1:{port}", "vendor": "rclone", "user": USER, "pass": password},
        "sftp": {"host": "127.0.0.1", "port": str(port), "user": USER, "pass": password, "shell_type": "unix"},
        "s3": {
            "provider": "Rclone", "endpoint": f"http://127.0.0.1:{port}", "access_key_id": USER,
            "secret_access_key": SECRET, "force_path_style": "true",
        },
    }[kind]  # fmt: skip
    return {f"RCLONE_CONFIG_FEW_{key.upper()}": value for key, value in {"type": kind, **told}.items()}


@pytest.fixture(params=sorted(SERVERS))
def there(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder that a server shows and `few:www` leads to."""
    kind = request.param
    shown = tmp_path / "shown"
    (shown / "www").mkdir(parents=True)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "none.conf"))
    running, port = serving(kind, shown, tmp_path / "log", *SERVERS[kind])
    try:
        for name, value in remote(kind, port).items():
            monkeypatch.setenv(name, value)
        yield shown / "www"
    finally:
        running.terminate()
        running.wait()


@pytest.fixture
def root(tmp_path: Path, slept: list[float]) -> Path:  # noqa: ARG001 - no test waits
    return few_site(tmp_path / "few", 'live: {kind: rclone, to: "few:www", max_deletes: 90}')


def deploy(root: Path, *options: str) -> int:
    return run(["deploy", str(root), *options])


def shown(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in files_at(folder).items() if not path.startswith(".factbox/")}


def test_a_remote_holds_the_build_goes_on_and_goes_back(root: Path, there: Path, capsys: Capture) -> None:
    blue = publish_few(root, "blue")
    assert deploy(root) == 0, capsys.readouterr().err
    assert shown(there) == blue
    assert deploy(root) == 0
    assert "nothing to do" in capsys.readouterr().out
    red = publish_few(root, "red", minute=1)
    assert deploy(root, "--dry-run") == 0
    assert shown(there) == blue
    assert deploy(root) == 0
    held = shown(there)
    assert {path: held[path] for path in red} == red
    assert "blue/index.html" not in held
    assert live(there)["lease"] is None
    assert run(["rollback", str(root)]) == 0
    held = shown(there)
    assert {path: held[path] for path in blue} == blue
    said = capsys.readouterr()
    everything = said.out.encode() + said.err.encode() + b"".join(files_at(there).values())
    assert SECRET.encode() not in everything


def local(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give a folder of this machine that `few:` is, for what needs no server."""
    folder = tmp_path / "here"
    (folder / "www").mkdir(parents=True)
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "none.conf"))
    monkeypatch.setenv("RCLONE_CONFIG_FEW_TYPE", "alias")
    monkeypatch.setenv("RCLONE_CONFIG_FEW_REMOTE", str(folder))
    return folder / "www"


def test_a_deploy_that_was_broken_off_is_finished(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    there = local(monkeypatch, tmp_path)
    publish_few(root, "blue")
    deploy(root)
    red = publish_few(root, "red", minute=1)
    (there / "feed.xml").unlink()
    (there / "feed.xml").mkdir()  # no file can be put there
    assert deploy(root) == 4
    assert "feed.xml" in (told := capsys.readouterr().err) or "rclone says" in told
    (there / "feed.xml").rmdir()
    assert deploy(root) == 0
    held = shown(there)
    assert {path: held[path] for path in red} == red
    assert "blue/index.html" not in held


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("nowhere:www", "rclone knows no remote of that name"),
        ("www", "is not a remote of rclone"),
        (f":webdav,url=x,pass={SECRET}:www", "may hold no password or key"),
    ],
)
def test_a_remote_that_cannot_be_one_is_told(  # noqa: PLR0917 - fixtures come by name
    tmp_path: Path, slept: list[float], monkeypatch: pytest.MonkeyPatch, to: str, told: str, capsys: Capture
) -> None:
    del slept
    local(monkeypatch, tmp_path)
    root = few_site(tmp_path / "few", f'live: {{kind: rclone, to: "{to}"}}')
    publish_few(root, "blue")
    assert deploy(root) in {2, 4}
    said = capsys.readouterr().err
    assert told in said
    assert SECRET not in said


def test_without_rclone_it_is_told_how_to_get_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    publish_few(root, "blue")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert deploy(root) == 2
    assert "pip install 'factbox[rclone]'" in capsys.readouterr().err


def test_without_boto3_it_is_told_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    root = few_site(tmp_path / "few", "live: {kind: s3, bucket: b}")
    publish_few(root, "blue")
    monkeypatch.setitem(sys.modules, "boto3", None)
    assert deploy(root) == 2
    assert "pip install 'factbox[s3]'" in capsys.readouterr().err


def test_a_store_of_another_make_minds_no_conditions_and_is_served_all_the_same(
    tmp_path: Path, keys: None, slept: list[float], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    del keys
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", USER)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    monkeypatch.setattr("boto3.session.Session", boto3.Session)  # with these credentials, and not the other tests'
    there = tmp_path / "shown/www"
    there.mkdir(parents=True)
    running, port = serving("s3", tmp_path / "shown", tmp_path / "log", *SERVERS["s3"])
    endpoint = f"http://127.0.0.1:{port}"
    where = f'bucket: www, endpoint: "{endpoint}", region: us-east-1, path_style: yes, max_deletes: 90'
    root = few_site(tmp_path / "few", f"live: {{kind: s3, {where}}}")
    try:
        for minute, edition in enumerate(("blue", "red")):
            files = publish_few(root, edition, minute=minute)
            slept.clear()
            assert deploy(root) == 0, capsys.readouterr().err
            held = shown(there)
            assert {path: held[path] for path in files} == files
            assert slept in ([], [3.0])
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET[::-1])
        publish_few(root, "teal", minute=2)
        assert deploy(root) == 4
        assert SECRET[::-1] not in (told := capsys.readouterr().err)
        assert "403" in told
    finally:
        running.terminate()
        running.wait()
