"""A site to an S3 server: what lands, in which order, and what becomes of it when the line fails."""

from __future__ import annotations

import json
import re
import shutil
import threading
from typing import TYPE_CHECKING, Any

import pytest
from deploying import few_site, files_at, lacking, publish_few
from stores import SECRET, Asked, Fault

from generator.cli.main import run
from generator.deploy.dress import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from stores import Bucket, Proxy

Capture = pytest.CaptureFixture[str]


def deploy(root: Path, *options: str) -> int:
    return run(["deploy", str(root), *options])


def manifest(bucket: Bucket) -> Any:
    return json.loads(bucket.read(".factbox/deploy.json"))


# --- what lands


def test_the_bucket_holds_the_build_with_its_headers(s3_site: Path, bucket: Bucket) -> None:
    assert deploy(s3_site) == 0
    assert bucket.files() == files_at(s3_site / "site")
    page, style = (
        bucket.head("index.html"),
        bucket.head(next(k for k in bucket.shown() if k.startswith("assets/style."))),
    )
    assert (page["ContentType"], page["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    assert (style["ContentType"], style["CacheControl"]) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert bucket.head("feed.xml")["ContentType"] == "application/atom+xml; charset=utf-8"


def test_a_prefix_is_a_folder_of_its_own(tmp_path: Path, target: str, bucket: Bucket) -> None:
    root = few_site(tmp_path / "few", target.replace("kind: s3", "kind: s3, prefix: /sub/site/"))
    files = publish_few(root, "blue")
    bucket.client.put_object(Bucket="the-site", Key="index.html", Body=b"mine")
    assert deploy(root) == 0
    held = bucket.files()
    assert held.pop("index.html") == b"mine"
    assert {key: data for key, data in held.items() if ".factbox" not in key} == {
        f"sub/site/{path}": data for path, data in files.items()
    }


def test_only_what_changed_goes_up_and_in_order(few_files: Path, proxy: Proxy, bucket: Bucket) -> None:
    publish_few(few_files, "blue")
    deploy(few_files)
    new = publish_few(few_files, "red", minute=1)
    proxy.asked.clear()
    assert deploy(few_files) == 0
    keys = [one.key for one in proxy.changing if not one.key.startswith(".factbox/")]
    style = next(path for path in new if path.startswith("assets/style"))
    assert keys[:2] == [style, "facts.json"]
    assert set(keys[2:5]) == {"red/index.html", "cars/index.html", "index.html"}
    assert keys[2] == "red/index.html"
    assert keys[5:] == ["feed.xml", "build.json", "blue/index.html"]
    staged = [one.number for one in proxy.changing if one.key.startswith(".factbox/objects/")]
    assert max(staged[:6]) < next(one.number for one in proxy.changing if one.key == "facts.json")
    old_style = {key for key in bucket.shown() if key.startswith("assets/style")} - {style}
    assert {key: data for key, data in bucket.files().items() if key not in old_style} == new
    assert manifest(bucket)["assets"].keys() == old_style


def test_a_second_deploy_and_a_dry_run_ask_for_no_change(few_files: Path, proxy: Proxy, capsys: Capture) -> None:
    publish_few(few_files, "blue")
    assert deploy(few_files, "--dry-run") == 0
    assert "10 to add" in capsys.readouterr().out
    assert proxy.changing == []
    deploy(few_files)
    proxy.asked.clear()
    assert deploy(few_files) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert [one.key for one in proxy.asked] == [".factbox/deploy.json"]
    publish_few(few_files, "red", minute=1)
    assert deploy(few_files, "--dry-run") == 0
    assert proxy.changing == []
    told = capsys.readouterr().out
    assert "remove  blue/index.html" in told
    stages = re.findall(r"\[([a-z ]+)\]$", told, re.MULTILINE)
    assert stages == sorted(stages, key=STAGES.index)


def test_files_of_others_are_neither_written_over_nor_removed(few_files: Path, bucket: Bucket, capsys: Capture) -> None:
    publish_few(few_files, "blue")
    for key in ("index.html", "theirs.html"):
        bucket.client.put_object(Bucket="the-site", Key=key, Body=b"theirs")
    assert deploy(few_files) == 4
    assert "index.html; " in capsys.readouterr().err
    assert bucket.files() == {"index.html": b"theirs", "theirs.html": b"theirs"}
    assert deploy(few_files, "--adopt") == 0
    assert bucket.files() == files_at(few_files / "site") | {"theirs.html": b"theirs"}


def test_a_new_page_is_not_put_over_a_file_of_others(few_files: Path, bucket: Bucket, capsys: Capture) -> None:
    blue = publish_few(few_files, "blue")
    deploy(few_files)
    bucket.client.put_object(Bucket="the-site", Key="red/index.html", Body=b"theirs")
    publish_few(few_files, "red", minute=1)
    assert deploy(few_files) == 4
    assert "would be written over: red/index.html" in capsys.readouterr().err
    assert bucket.files() == blue | {"red/index.html": b"theirs"}


def test_rollback_restores_the_release_before(few_files: Path, bucket: Bucket, capsys: Capture) -> None:
    blue = publish_few(few_files, "blue")
    deploy(few_files)
    red = publish_few(few_files, "red", minute=1)
    deploy(few_files)
    assert run(["rollback", str(few_files)]) == 0
    held = bucket.files()
    assert {path: held.pop(path) for path in blue} == blue
    assert [path for path in held if not path.startswith("assets/")] == []
    assert deploy(few_files) == 4
    assert "gone back from" in capsys.readouterr().err
    assert run(["rollback", str(few_files), "--to", "2"]) == 0
    assert {path: data for path, data in bucket.files().items() if path in red} == red


def test_what_no_kept_release_needs_is_removed(few_files: Path, bucket: Bucket) -> None:
    for minute, edition in enumerate(("blue", "red", "green", "teal", "pink")):
        publish_few(few_files, edition, minute=minute)
        assert deploy(few_files) == 0
    objects = bucket.client.list_objects_v2(Bucket="the-site", Prefix=".factbox/")["Contents"]
    names = [one["Key"] for one in objects]
    assert [name for name in names if "/releases/" in name] == [f".factbox/releases/{n}.json" for n in (3, 4, 5)]
    bytes_kept = [bucket.read(name) for name in names if "/objects/" in name]
    assert not any(b"blue" in data or b"red" in data for data in bytes_kept)
    assert run(["rollback", str(few_files), "--to", "3"]) == 0
    assert bucket.read("index.html").endswith(b"green")


# --- a line that fails


@pytest.fixture
def changing(few_files: Path, proxy: Proxy, bucket: Bucket) -> Callable[[], int]:
    """Give a way to begin anew, blue live and red built; it tells how many requests a deploy then needs."""
    publish_few(few_files, "blue")
    deploy(few_files)
    base = bucket.snapshot()
    publish_few(few_files, "red", minute=1)
    proxy.asked.clear()
    deploy(few_files)
    needed = len(proxy.asked)

    def again() -> int:
        bucket.restore(base)
        proxy.asked.clear()
        proxy.fault = lambda _: None
        return needed

    return again


def whole(bucket: Bucket, blue: dict[str, bytes], red: dict[str, bytes]) -> None:
    """Assert that every file is of one edition or the other, and no page lacks its style sheet."""
    held = bucket.files()
    assert lacking(held) == []
    assert all(data in {blue.get(path), red.get(path)} for path, data in held.items())
    assert all(path in held for path in blue.keys() & red.keys())


@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
def test_a_line_that_breaks_at_any_request_leaves_a_whole_site(
    few_files: Path, proxy: Proxy, bucket: Bucket, changing: Callable[[], int], *, late: bool, capsys: Capture
) -> None:
    red = files_at(few_files / "site")
    blue = publish_few(few_files.parent / "blue", "blue")
    for number in range(2 if late else 1, changing() + 1, 2):
        changing()

        def broken(one: Asked, number: int = number) -> Fault | None:
            return Fault(drop=True, late=late and one.number == number) if one.number >= number else None

        proxy.fault = broken
        assert deploy(few_files) == 4, number
        assert "the line broke" in capsys.readouterr().err
        whole(bucket, blue, red)
        sent = {one.key for one in proxy.changing if one.number < number}
        proxy.fault = lambda _: None
        proxy.asked.clear()
        assert deploy(few_files) == 0, number
        assert {path: data for path, data in bucket.files().items() if path in red} == red
        assert "blue/index.html" not in bucket.shown()
        again = {one.key for one in proxy.changing if one.method == "PUT" and "/objects/" in one.key}
        assert not again & sent
        assert manifest(bucket)["lease"] is None


@pytest.mark.parametrize(
    "fault",
    [
        Fault(503, "SlowDown"),
        Fault(429, "TooManyRequests"),
        Fault(500, "InternalError"),
        Fault(drop=True),
        Fault(drop=True, late=True),
        Fault(cut=True),
        Fault(etag='"00000000000000000000000000000000"'),
        Fault(etag='"in-parts-2"'),
    ],
    ids=["503", "429", "500", "dropped", "dropped late", "cut", "wrong etag", "no md5"],
)
def test_a_failure_that_passes_changes_nothing(
    few_files: Path, proxy: Proxy, bucket: Bucket, changing: Callable[[], int], fault: Fault
) -> None:
    red = files_at(few_files / "site")
    stored_only = bool(fault.etag or fault.cut)  # of what is read nothing is stored, and a token is not a checksum
    needed = changing()
    for number in sorted({*range(1, needed + 1, 6), 2, needed}):  # the second and the last change the manifest
        changing()

        def once(one: Asked, number: int = number) -> Fault | None:
            spared = stored_only and (one.method != "PUT" or one.key == ".factbox/deploy.json")
            return fault if one.number == number and not spared else None

        proxy.fault = once
        assert deploy(few_files) == 0, number
        assert {path: data for path, data in bucket.files().items() if path in red} == red


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault(403, "AccessDenied"), "these credentials may not do that"),
        (Fault(403, "ExpiredToken"), "have expired"),
        (Fault(403, "RequestTimeTooSkewed"), "the clock of this machine is wrong"),
        (Fault(401), "these credentials may not do that"),
        (Fault(503, "SlowDown"), "it answered 503 SlowDown"),
        (Fault(500, "InternalError"), "it answered 500 InternalError"),
        (Fault(cut=True), "is not there as it was sent"),
    ],
    ids=["403", "expired", "skewed", "401", "503", "500", "cut"],
)
def test_a_failure_for_ever_ends_with_4_and_tells_no_secret(  # noqa: PLR0917 - fixtures come by name
    few_files: Path,
    proxy: Proxy,
    bucket: Bucket,
    changing: Callable[[], int],
    slept: list[float],
    fault: Fault,
    told: str,
    capsys: Capture,
) -> None:
    changing()
    blue = bucket.files()
    slept.clear()
    proxy.fault = lambda one: fault if one.method == "PUT" and "/objects/" in one.key else None
    assert deploy(few_files) == 4
    said = capsys.readouterr()
    assert told in said.err
    assert SECRET not in said.out + said.err
    assert all(SECRET.encode() not in data for data in files_at(few_files).values())
    held = bucket.files()
    assert {path: data for path, data in held.items() if path in blue} == blue
    assert len(slept) <= 8 * 5
    assert all(0 <= wait <= 20 for wait in slept)


def test_a_host_that_asks_to_wait_is_waited_for(
    few_files: Path, proxy: Proxy, slept: list[float], changing: Callable[[], int], capsys: Capture
) -> None:
    changing()
    slept.clear()
    proxy.fault = lambda one: Fault(503, "SlowDown", (("Retry-After", "33"),)) if one.number == 3 else None
    assert deploy(few_files) == 0
    assert max(slept) == 33
    changing()
    proxy.fault = lambda one: Fault(503, "SlowDown", (("Retry-After", "3600"),)) if one.number == 3 else None
    assert deploy(few_files) == 4
    assert "503" in capsys.readouterr().err


def test_a_slow_host_is_waited_for(few_files: Path, proxy: Proxy, changing: Callable[[], int]) -> None:
    changing()
    pause = threading.Event()

    def slow(_: Asked) -> None:
        pause.wait(0.02)

    proxy.fault = slow
    assert deploy(few_files) == 0


# --- two at once


def other(root: Path, target: str) -> Path:
    """Give another machine's copy of a site."""
    copy = few_site(root.parent / "other", target)
    if (copy / "site").exists():
        shutil.rmtree(copy / "site")
    return copy


def test_of_two_deploys_at_once_one_gives_way(
    few_files: Path, target: str, proxy: Proxy, bucket: Bucket, capsys: Capture
) -> None:
    copy = other(few_files, target)
    editions = {few_files: publish_few(few_files, "blue"), copy: publish_few(copy, "red")}
    codes: dict[Path, int] = {}
    both = threading.Barrier(2)

    def wait_for_the_other(one: Asked) -> None:
        if one.number <= 2:
            both.wait(10)

    proxy.fault = wait_for_the_other

    def go(root: Path) -> None:
        codes[root] = deploy(root)

    threads = [threading.Thread(target=go, args=(root,)) for root in editions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes.values()) == [0, 4]
    assert "deploy" in capsys.readouterr().err
    winner = next(root for root, code in codes.items() if code == 0)
    assert bucket.files() == editions[winner]


def lease(bucket: Bucket, owner: str, beat: int = 0) -> None:
    held = manifest(bucket)
    held["lease"] = [owner, beat, held["release"] + 1]
    bucket.client.put_object(Bucket="the-site", Key=".factbox/deploy.json", Body=json.dumps(held).encode())


def test_a_deploy_that_is_alive_is_not_disturbed(
    few_files: Path, bucket: Bucket, changing: Callable[[], int], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    changing()
    lease(bucket, "another")
    beats = iter(range(1, 100))
    monkeypatch.setattr("generator.deploy.lease.sleep", lambda _: lease(bucket, "another", next(beats)))
    before = bucket.files()
    assert deploy(few_files) == 4
    assert "another deploy is under way" in capsys.readouterr().err
    assert bucket.files() == before


def test_a_deploy_that_died_is_taken_over(
    few_files: Path, bucket: Bucket, changing: Callable[[], int], slept: list[float]
) -> None:
    changing()
    lease(bucket, "another")
    slept.clear()
    assert deploy(few_files) == 0
    assert sum(slept) == 60
    assert manifest(bucket)["lease"] is None


def test_a_store_that_minds_no_conditions_is_looked_at_again(
    few_files: Path, proxy: Proxy, bucket: Bucket, changing: Callable[[], int], slept: list[float]
) -> None:
    changing()
    proxy.dropped = frozenset({"if-match", "if-none-match"})
    slept.clear()
    assert deploy(few_files) == 0
    assert slept == [3.0]
    changing()

    def meddle(one: Asked) -> None:
        if one.number == 5:  # after the mark was put and the store was found to mind no conditions
            lease(bucket, "another")

    proxy.fault = meddle
    before = bucket.files()
    assert deploy(few_files) == 4
    assert bucket.files() == before


# --- readers


def test_no_reader_meets_a_page_without_its_style_sheet(few_files: Path, bucket: Bucket) -> None:
    publish_few(few_files, "blue")
    deploy(few_files)
    over = threading.Event()
    lacked: list[str] = []
    read = 0

    def reader() -> None:
        nonlocal read
        while not over.is_set():
            for page in ("index.html", "cars/index.html"):
                data = bucket.read(page)
                style = data.partition(b'href="/')[2].partition(b'"')[0].decode()
                read += 1
                if style not in bucket.shown():
                    lacked.append(f"{page} {style}")

    thread = threading.Thread(target=reader)
    thread.start()
    for minute, edition in enumerate(("red", "green", "blue", "teal"), 1):
        publish_few(few_files, edition, minute=minute)
        assert deploy(few_files) == 0
    over.set()
    thread.join()
    assert read > 0
    assert lacked == []
