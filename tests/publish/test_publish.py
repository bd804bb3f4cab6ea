"""An output folder after builds: what it holds, what it keeps, and what a reader of it can see."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Abort
from generator.publish import check_folder, clean, held, publish
from generator.publish import exchange as exchanging
from generator.publish.lock import locked
from generator.publish.record import RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

OLD = {"index.html": b"old home", "rice/index.html": b"rice", "assets/a.css": b"a", "gone/index.html": b"gone"}
NEW = {"index.html": b"new home", "rice/index.html": b"rice", "assets/b.css": b"b", "cars/us/index.html": b"cars"}


def tree(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder but the record of the build."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def test_a_build_makes_the_folder_hold_its_files_and_no_others(tmp_path: Path) -> None:
    site = tmp_path / "site"
    first, second = publish(OLD, site), publish(NEW, site)
    assert tree(site) == NEW
    assert (first.written, first.removed, first.unchanged, first.whole) == (4, 0, 0, True)
    assert (second.written, second.removed, second.unchanged, second.whole) == (3, 2, 1, True)
    assert not (site / "gone").exists()


def test_a_third_build_works_on_the_tree_of_the_first(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for files in (OLD, NEW, OLD, NEW, {**NEW, "x": b"x"}, OLD):
        publish(files, site)
        assert tree(site) == files


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    before = {path: path.stat() for path in sorted(site.rglob("*"))}
    inode = site.stat().st_ino
    again = publish(OLD, site)
    assert (again.written, again.removed, again.unchanged) == (0, 0, 4)
    assert {path: path.stat() for path in sorted(site.rglob("*"))} == before
    assert site.stat().st_ino == inode


def test_files_that_stay_keep_their_times(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    before = (site / "rice/index.html").stat().st_mtime_ns
    publish(NEW, site)
    assert (site / "rice/index.html").stat().st_mtime_ns == before


def _same_size_same_time(path: Path) -> None:
    state = path.stat()
    path.write_bytes(b"x" * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _mode(path: Path) -> None:
    path.chmod(0o600)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/hostname")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_same_size_same_time, Path.unlink, _mode, _link, _folder])
@pytest.mark.parametrize("path", ["index.html", "rice/index.html", RECORD])
@pytest.mark.parametrize("files", [OLD, NEW])
def test_damage_is_mended(tmp_path: Path, damage: object, path: str, files: Mapping[str, bytes]) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    publish(NEW, site)
    publish(OLD, site)
    damage(site / path)  # type: ignore[operator]
    check_folder(site, ())
    publish(files, site)
    assert tree(site) == files
    assert all(not one.is_symlink() and one.stat().st_mode & 0o777 == 0o644 for one in site.rglob("*") if one.is_file())
    publish(NEW, site)
    assert tree(site) == NEW


def test_a_copied_output_is_known_by_its_record(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    shutil.copytree(tmp_path / "site", tmp_path / "copy")
    done = publish(NEW, tmp_path / "copy")
    assert tree(tmp_path / "copy") == NEW
    assert (done.written, done.removed, done.unchanged) == (3, 2, 1)
    assert tree(tmp_path / "site") == OLD


def test_what_factbox_did_not_write_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    (site / "CNAME").write_text("example.org")
    (site / ".git/objects").mkdir(parents=True, mode=0o700)
    (site / ".git/objects/1").write_text("1")
    (site / "gone/mine.txt").write_text("mine")
    (site / "empty").mkdir()
    (site / "link").symlink_to("nowhere")
    os.mkfifo(site / "pipe")
    for files in (NEW, OLD, NEW, OLD):
        done = publish(files, site)
        assert done.foreign == ("CNAME", "gone/mine.txt", "link", "pipe")
        assert (site / "CNAME").read_text() == "example.org"
        assert (site / "gone/mine.txt").read_text() == "mine"
        assert (site / ".git/objects/1").read_text() == "1"
        assert (site / ".git").stat().st_mode & 0o777 == 0o700 | (site / ".git").stat().st_mode & 0o077
        assert (site / "empty").is_dir()
        assert (site / "link").readlink() == Path("nowhere")
        assert (site / "pipe").is_fifo()
    (site / "CNAME").write_text("example.net")
    publish(NEW, site)
    assert (site / "CNAME").read_text() == "example.net"
    (site / "CNAME").unlink()
    publish(OLD, site)
    assert not (site / "CNAME").exists()


@pytest.mark.parametrize("blocker", ["cars", "cars/us/index.html", "assets/b.css/x", "cars/us/index.html/x"])
def test_a_strangers_file_in_the_way_is_named(tmp_path: Path, blocker: str) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    (site / blocker).parent.mkdir(parents=True, exist_ok=True)
    (site / blocker).write_text("mine")
    with pytest.raises(Abort, match=r"is in the way: Factbox did not write it") as refused:
        publish(NEW, site)
    assert refused.value.exit_code == 2
    assert tree(site) == {**OLD, blocker: b"mine"}


def test_a_record_that_was_edited_deletes_nothing_of_others(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    shutil.rmtree(tmp_path / ".factbox")
    (site / "mine.txt").write_text("mine")
    text = (site / RECORD).read_text().replace('"gone/index.html"', '"mine.txt"')
    (site / RECORD).write_text(text)
    assert "mine.txt" in publish(NEW, site).foreign
    assert (site / "mine.txt").read_text() == "mine"


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    for number, mask in enumerate((0o077, 0o000, 0o022)):
        before = os.umask(mask)
        try:
            publish(NEW, tmp_path / str(number))
        finally:
            os.umask(before)
        for path in (tmp_path / str(number), *(tmp_path / str(number)).rglob("*")):
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_readers_never_see_a_mixture(tmp_path: Path) -> None:
    site = tmp_path / "site"
    one = {f"p{number}/index.html": b"one" for number in range(20)}
    two = {f"p{number}/index.html": b"two" for number in range(20)}
    publish(one, site)
    seen: list[set[bytes]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            with held(site) as handle:
                read = set()
                for path in sorted(one):
                    file = os.open(path, os.O_RDONLY, dir_fd=handle)
                    read.add(os.read(file, 10))
                    os.close(file)
                seen.append(read)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(40):
        publish(one if number % 2 else two, site)
    done.set()
    thread.join()
    assert seen
    assert all(len(words) == 1 for words in seen)


def test_a_held_tree_stays_whatever_is_built(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    with held(site) as handle:
        for files in (NEW, OLD, NEW, {"x": b"x"}):
            publish(files, site)
        for path, data in OLD.items():
            file = os.open(path, os.O_RDONLY, dir_fd=handle)
            assert os.read(file, 100) == data
            os.close(file)
    publish(NEW, site)
    publish(OLD, site)
    assert tree(site) == OLD
    assert len(list((tmp_path / ".factbox/trees/site").glob("tree-*"))) == 1


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    file = tmp_path / ".factbox/trees/site/lock"
    with locked(file, tmp_path / "site"):
        thread = threading.Thread(target=publish, args=(NEW, tmp_path / "site"))
        thread.start()
        time.sleep(0.1)
        assert tree(tmp_path / "site") == OLD
    thread.join()
    assert tree(tmp_path / "site") == NEW


def test_a_build_that_waits_too_long_names_the_other(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    with (
        locked(file, tmp_path),
        pytest.raises(Abort, match=rf"another build \(process {os.getpid()}\) is writing") as refused,
        locked(file, tmp_path, patience=0),
    ):
        pass
    assert refused.value.exit_code == 3


def test_a_lock_left_by_a_dead_process_is_free(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    (tmp_path / ".factbox/trees/site/lock").write_text(f"{os.getpid()}\n")
    publish(NEW, tmp_path / "site")
    assert tree(tmp_path / "site") == NEW


def _unable(*_names: object) -> None:
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def test_without_an_exchange_two_renames_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchanging, "_swap", _unable)
    site = tmp_path / "site"
    assert publish(OLD, site).whole
    for files in (NEW, OLD, NEW):
        assert not publish(files, site).whole
        assert tree(site) == files
    assert not list((tmp_path / ".factbox/trees/site").glob("*.aside"))


@pytest.mark.parametrize("cut", [1, 2])
def test_two_renames_that_were_cut_are_finished_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    monkeypatch.setattr(exchanging, "_swap", _unable)
    real, calls = Path.rename, iter(range(1, 10))

    def rename(self: Path, target: Path) -> Path:
        if next(calls) > cut:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        publish(NEW, site)
    monkeypatch.setattr(Path, "rename", real)
    publish({**NEW, "x": b"x"}, site)
    assert tree(site) == {**NEW, "x": b"x"}
    assert not list((tmp_path / ".factbox/trees/site").glob("*.aside"))


def test_without_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_names: object, **_options: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    for files in (OLD, NEW, OLD, NEW):
        publish(files, tmp_path / "site")
        assert tree(tmp_path / "site") == files


def test_a_mount_point_is_changed_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "CNAME").write_text("x")
    inode = site.stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    for files in (OLD, NEW, OLD):
        done = publish(files, site)
        assert not done.whole
        assert tree(site) == {**files, "CNAME": b"x"}
    assert publish(OLD, site).written == 0
    assert site.stat().st_ino == inode


def test_where_nothing_can_be_made_beside_it_an_output_is_changed_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    for files in (OLD, NEW, OLD):
        assert not publish(files, site).whole
        assert tree(site) == files


def test_a_damaged_manifest_is_made_anew(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    (file,) = (tmp_path / ".factbox/trees/site").glob(f"{site.stat().st_ino}.manifest")
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        done = publish(OLD, site)
        assert (done.written, done.removed) == (0, 0)
    file.write_bytes(whole[:40])
    publish(NEW, site)
    assert tree(site) == NEW


def test_a_durable_build_is_the_same_build(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "site")
    publish(NEW, tmp_path / "site", durable=True)
    assert tree(tmp_path / "site") == NEW


def test_clean_takes_what_builds_wrote(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(OLD, site)
    publish(NEW, site)
    (site / "cars/mine.txt").write_text("mine")
    assert clean(site) == 4
    assert tree(site) == {"cars/mine.txt": b"mine"}
    assert list(tmp_path.iterdir()) == [site]
    (site / "cars/mine.txt").unlink()
    assert clean(site) == 0


NAMES = st.sampled_from(["a", "b", "a/b", "a/c", "d/e/f", "d/e/g", "d/h"])


def _possible(paths: set[str]) -> set[str]:
    """Leave out the files that would have to be folders as well."""
    return {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}


@given(st.lists(st.dictionaries(NAMES, st.binary(max_size=2), max_size=5), min_size=1, max_size=6), st.data())
def test_any_sequence_of_builds_and_damage_ends_in_the_last_build(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, bytes]], data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("builds")
    site = root / "site"
    for files in builds:
        wanted = {path: files[path] for path in _possible(set(files))}
        publish(wanted, site)
        assert tree(site) == wanted
        for path in data.draw(st.lists(st.sampled_from(sorted(wanted)), max_size=2)) if wanted else ():
            (site / path).write_bytes(data.draw(st.binary(max_size=2)))
    publish(OLD, site)
    assert tree(site) == OLD
    shutil.rmtree(root)
