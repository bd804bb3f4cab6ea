"""Files that stay: a build that gives only their digests changes nothing until they are proved to stand whole."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Abort
from generator.publish import clock, prepare, publish, standing
from generator.publish.manifest import marks, read_manifest, write_manifest
from generator.publish.record import RECORD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.publish.manifest import Marks

FILES = {"index.html": b"home", "rice/index.html": b"rice", "rice/data.csv": b"1", "cars/us/index.html": b"cars"}


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


DIGESTS = _digests(FILES)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECORD
    }


def _state(site: Path) -> dict[str, Marks]:
    return {str(path): marks(path.lstat()) for path in (site, *sorted(site.rglob("*")))}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give an output that three builds wrote, so that both trees that take turns have been used."""
    where = tmp_path / "site"
    for files in (FILES, {**FILES, "index.html": b"other"}, FILES):
        publish(files, where)
    return where


def test_an_output_as_it_was_built_is_vouched_for(site: Path) -> None:
    seen = standing(site)
    assert seen.stale(DIGESTS) == frozenset()
    assert {path: digest for path, digest in seen.digests.items() if path != RECORD} == DIGESTS
    assert seen.stale({**DIGESTS, "new.html": DIGESTS["index.html"]}) == {"new.html"}
    assert seen.stale({**DIGESTS, "index.html": DIGESTS["rice/index.html"]}) == {"index.html"}


def test_digests_alone_are_a_build_of_what_stands(site: Path) -> None:
    before = _state(site)
    done = publish({}, site, digests=DIGESTS, seen=standing(site))
    assert (done.written, done.removed, done.unchanged, done.stale) == (0, 0, 4, frozenset())
    assert _state(site) == before


def test_one_edit_needs_the_bytes_of_one_file(site: Path) -> None:
    rest = {path: digest for path, digest in DIGESTS.items() if path != "index.html"}
    for number in range(4):
        edited = {"index.html": b"edit %d" % number}
        done = publish(edited, site, digests=rest, seen=standing(site))
        assert (done.written, done.removed, done.unchanged) == (1, 0, 3)
        assert _tree(site) == {**FILES, **edited}
        whole = publish({**FILES, **edited}, site.with_name("clean"))
        assert not whole.stale
        assert (site / RECORD).read_bytes() == (site.with_name("clean") / RECORD).read_bytes()


def test_what_is_not_among_the_digests_goes(site: Path) -> None:
    rest = {path: digest for path, digest in DIGESTS.items() if not path.startswith("rice/")}
    done = publish({}, site, digests=rest)
    assert (done.written, done.removed, done.unchanged) == (0, 2, 2)
    assert not (site / "rice").exists()


def test_bytes_are_asked_for_only_of_files_that_do_not_stand(site: Path) -> None:
    class Made(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            asked.append(path)
            return FILES[path]

    asked: list[str] = []
    (site / "rice/data.csv").unlink()
    publish(Made(dict.fromkeys(FILES, b"")), site, digests=DIGESTS)
    assert asked == ["rice/data.csv"]
    assert _tree(site) == FILES


def _edit(path: Path) -> None:
    state = path.stat()
    path.write_bytes(b"x" * state.st_size)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _replace(path: Path) -> None:
    other = path.with_name("other")
    shutil.copy2(path, other)
    _edit(other)
    other.replace(path)


def _truncate(path: Path) -> None:
    os.truncate(path, 0)


def _link(path: Path) -> None:
    target = path.with_name("target")
    path.rename(target)
    path.symlink_to(target)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_above(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.symlink_to("moved")


DAMAGES = [_edit, _replace, _truncate, Path.unlink, _link, _folder, lambda path: path.chmod(0o600)]
NEW = {"index.html": b"new"}
REST = {path: digest for path, digest in DIGESTS.items() if path not in NEW}


@pytest.mark.parametrize("damage", [*DAMAGES, _link_above])
def test_a_damaged_file_is_told_before_anything_is_changed(site: Path, damage: Callable[[Path], None]) -> None:
    damage(site / "rice/data.csv")
    before = _state(site)
    stale = standing(site).stale(DIGESTS)
    assert "rice/data.csv" in stale
    assert stale <= {"rice/data.csv", "rice/index.html"}
    done = publish(NEW, site, digests=REST)
    assert done.stale == stale
    assert _state(site) == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_mended_with_its_bytes(site: Path, damage: Callable[[Path], None]) -> None:
    damage(site / "rice/data.csv")
    (site / "rice/target").unlink(missing_ok=True)
    seen = standing(site)
    done = publish({path: FILES[path] for path in seen.stale(DIGESTS)}, site, digests=DIGESTS, seen=seen)
    assert (done.written, done.stale) == (1, frozenset())
    assert _tree(site) == FILES
    for files in (NEW, FILES):
        publish(files, site)
        assert _tree(site) == files


def test_a_folder_that_became_a_link_is_in_the_way(site: Path) -> None:
    _link_above(site / "rice/data.csv")
    with pytest.raises(Abort, match=r"rice is in the way: Factbox did not write it"):
        publish(FILES, site)


def test_a_strangers_file_is_no_damage_and_stays(site: Path) -> None:
    for path in ("mine.txt", "rice/mine.txt", "cars/mine/deep/mine.txt"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("mine")
        assert standing(site).stale(REST) == frozenset()
        for files in (NEW, {"index.html": b"newer"}):
            done = publish(files, site, digests=REST, seen=standing(site))
            assert path in done.foreign
            assert (site / path).read_text() == "mine"
    assert sorted(done.foreign) == ["cars/mine/deep/mine.txt", "mine.txt", "rice/mine.txt"]
    (site / "rice/mine.txt").unlink()
    assert "rice/mine.txt" not in publish(FILES, site).foreign
    publish(NEW, site, digests=REST)
    assert not (site / "rice/mine.txt").exists()


@pytest.mark.parametrize("path", ["", "rice", "cars/us"])
def test_what_is_put_into_the_tree_in_waiting_is_never_published(site: Path, path: str) -> None:
    (spare,) = (site.parent / ".factbox/trees/site").glob("tree-*")
    (spare / path / "planted.html").write_text("planted")
    (spare / "rice/data.csv").unlink()
    publish(NEW, site, digests=REST)
    assert _tree(site) == {**FILES, **NEW}


def test_a_look_is_worth_nothing_after_another_build(site: Path) -> None:
    seen = standing(site)
    publish({**FILES, "rice/index.html": b"of another build"}, site)
    assert publish(NEW, site, digests=REST, seen=seen).stale == {"rice/index.html"}
    assert _tree(site)["rice/index.html"] == b"of another build"
    elsewhere = site.with_name("elsewhere")
    assert publish(NEW, elsewhere, digests=REST, seen=seen).stale == REST.keys()


def test_nothing_stands_where_nothing_was_built(tmp_path: Path) -> None:
    seen = standing(tmp_path / "site")
    assert seen.stale(DIGESTS) == DIGESTS.keys()
    assert not list(tmp_path.iterdir())
    publish(FILES, tmp_path / "site", digests=DIGESTS, seen=seen)
    assert _tree(tmp_path / "site") == FILES


def test_without_its_manifest_an_output_is_read(site: Path) -> None:
    shutil.rmtree(site.parent / ".factbox")
    assert standing(site).stale(DIGESTS) == frozenset()
    _edit(site / "rice/data.csv")
    (site / "mine.txt").write_text("mine")
    assert standing(site).stale(DIGESTS) == {"rice/data.csv"}
    publish({**NEW, "rice/data.csv": FILES["rice/data.csv"]}, site, digests=REST)
    assert _tree(site) == {**FILES, **NEW, "mine.txt": b"mine"}


def test_a_mount_point_is_vouched_for_as_well(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == site)
    for number in range(3):
        edited = {"index.html": b"edit %d" % number}
        done = publish(edited, site, digests=REST, seen=standing(site))
        assert (done.written, done.whole) == (1, False)
        assert _tree(site) == {**FILES, **edited}
    _edit(site / "rice/data.csv")
    assert standing(site).stale(REST) == {"rice/data.csv"}


def test_a_tree_made_ahead_is_the_one_that_the_second_build_takes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(FILES, site)
    (site / "mine.txt").write_text("mine")
    publish(FILES, site)
    before = {path: (seen[0], seen[3]) for path, seen in _state(site).items()}
    prepare(site)
    assert {path: (seen[0], seen[3]) for path, seen in _state(site).items()} == before
    (spare,) = (tmp_path / ".factbox/trees/site").glob("tree-*")
    assert _tree(spare) == {**FILES, "mine.txt": b"mine"}
    assert standing(site).settled
    number = spare.stat().st_ino
    done = publish(NEW, site, digests=REST, seen=standing(site))
    assert (done.written, done.unchanged, site.stat().st_ino) == (1, 3, number)
    assert _tree(site) == {**FILES, **NEW, "mine.txt": b"mine"}
    assert _tree(spare) == {**FILES, "mine.txt": b"mine"}
    prepare(site)
    assert _tree(spare) == {**FILES, "mine.txt": b"mine"}


def test_a_tree_made_ahead_of_copies_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_names: object, **_options: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", link)
    site = tmp_path / "site"
    publish(FILES, site)
    prepare(site)
    assert standing(site).settled
    assert publish(NEW, site, digests=REST).written == 1
    assert _tree(site) == {**FILES, **NEW}


@pytest.mark.parametrize("damage", DAMAGES)
def test_nothing_is_made_ahead_of_a_damaged_output(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    site = tmp_path / "site"
    prepare(site)
    assert not list(tmp_path.iterdir())
    publish(FILES, site)
    damage(site / "rice/data.csv")
    prepare(site)
    assert not list((tmp_path / ".factbox/trees/site").glob("tree-*"))
    assert "rice/data.csv" in standing(site).stale(DIGESTS)


def _with_marks_of_now(site: Path) -> None:
    """Note the marks that files have now, as if they had changed within one tick of a clock."""
    (file,) = (site.parent / ".factbox/trees/site").glob(f"{site.stat().st_ino}.manifest")
    manifest = read_manifest(file)
    assert manifest is not None
    write_manifest(file, replace(manifest, marks={path: marks((site / path).lstat()) for path in manifest.marks}))


def _coarse(_file: Path) -> int:
    return time.time_ns() // 1_000_000_000 * 1_000_000_000


@pytest.mark.parametrize("coarse", [False, True])
def test_where_clocks_tick_coarsely_young_files_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, coarse: bool
) -> None:
    if coarse:
        monkeypatch.setattr(clock, "_now", _coarse)
    site = tmp_path / "site"
    publish(FILES, site)
    _edit(site / "rice/data.csv")
    _with_marks_of_now(site)
    assert standing(site).stale(DIGESTS) == ({"rice/data.csv"} if coarse else frozenset())
    publish(FILES, site)
    if coarse:
        assert _tree(site) == FILES


def test_a_failing_disk_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: object) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(site))

    monkeypatch.setattr(os, "lstat", fail)
    with pytest.raises(Abort, match=rf"cannot read {re.escape(str(site))}: Input/output error") as refused:
        standing(site)
    assert refused.value.exit_code == 3


NAMES = st.sampled_from(["a", "b/a", "b/c", "d/e/f", "d/e/g"])


@settings(max_examples=40)
@given(
    st.lists(st.dictionaries(NAMES, st.binary(max_size=2), max_size=5), min_size=2, max_size=6),
    st.sets(NAMES),
    st.booleans(),
)
def test_giving_bytes_only_of_what_is_stale_makes_the_same_tree(
    tmp_path_factory: pytest.TempPathFactory,
    builds: list[dict[str, bytes]],
    damaged: set[str],
    looked: bool,  # noqa: FBT001 - hypothesis gives it by its place
) -> None:
    root = tmp_path_factory.mktemp("builds")
    for files in builds:
        digests = _digests(files)
        seen = standing(root / "site")
        given = publish({}, root / "site", digests=digests, seen=seen if looked else None)
        assert given.stale == seen.stale(digests)
        if given.stale:
            publish({path: files[path] for path in given.stale}, root / "site", digests=digests, seen=seen)
        assert _tree(root / "site") == files
        for path in sorted(damaged & files.keys()):
            (root / "site" / path).write_bytes(b"x")
    publish(files, root / "site")
    publish(files, root / "clean")
    assert (root / "site" / RECORD).read_bytes() == (root / "clean" / RECORD).read_bytes()
    shutil.rmtree(root)
