"""The files of a site, read from real folders."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Abort, Diagnostic
from generator.load.limits import FOLDER_DEPTH, TEXT_BYTES
from generator.load.tree import MediaFile, TextFile, Tree, decode, read_tree
from generator.load.tree.opening import Refusal, open_folder, open_root, read_file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yaml").write_text("title: x\n")
    (tmp_path / "content").mkdir()
    return tmp_path


def put(site: Path, path: str, data: bytes = b"a: b\n") -> Path:
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def found(tree: Tree) -> list[tuple[str, str]]:
    return [(item.code, item.span.path) for item in tree.diagnostics]


# --- texts


@pytest.mark.parametrize(
    "data",
    [b"a: b\nc: d\n", b"\xef\xbb\xbfa: b\r\nc: d\r\n", b"a: b\rc: d\r", b"\xef\xbb\xbfa: b\r\nc: d\r", b"a: b\rc: d\n"],
)
def test_marks_and_line_breaks_make_no_difference(data: bytes) -> None:
    assert decode("x", data) == TextFile("x", "a: b\nc: d\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    file = decode("x", text.encode())
    if isinstance(file, TextFile):
        assert file.text == text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    else:
        assert text.count("\x00") * 5 > len(text)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"a: b\nc: d\ne: f\ntitle: caf\xe9\n", 4, 11),
        ("a: é😀".encode() + b"\xff", 1, 6),
        (b"\xef\xbb\xbfa\r\n\r\rb\xe9", 4, 2),
        ("a: é".encode()[:-1], 1, 4),
    ],
)
def test_a_byte_that_is_not_utf_8_is_found_by_its_character(data: bytes, line: int, column: int) -> None:
    item = decode("x", data)
    assert isinstance(item, Diagnostic)
    assert (item.code, item.span.line, item.span.column) == ("E-ENCODING", line, column)


def test_the_letter_that_an_old_program_meant_is_shown() -> None:
    item = decode("x", b"title: caf\xe9\n")
    assert isinstance(item, Diagnostic)
    assert '"é"' in item.message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(encoding: str) -> None:
    item = decode("x", "title: Rice and the tariff\n".encode(encoding))
    assert isinstance(item, Diagnostic)
    assert item.code == "E-ENCODING"
    assert encoding[:6].upper() in item.message


# --- the whole tree


def test_texts_and_media_are_found_in_the_order_of_their_paths(site: Path) -> None:
    names = ["facts/rice.yaml", "facts.yml", "articles/b.md", "articles/a.YAML", "articles/a/c.csv", "media/media.yaml"]
    for name in reversed(names):
        put(site, f"content/{name}")
    put(site, "content/media/barn.jpg", b"\xff\xd8")
    put(site, "content/media/deep/data.csv", b"x")
    tree = read_tree(site)
    assert tree.diagnostics == ()
    assert tree.config == TextFile("config.yaml", "title: x\n")
    assert [file.path for file in tree.texts] == sorted(f"content/{name}" for name in names)
    assert tree.media == (
        MediaFile("content/media/barn.jpg", b"\xff\xd8"),
        MediaFile("content/media/deep/data.csv", b"x"),
    )


def test_names_in_any_case_and_form_are_files_of_their_own(site: Path) -> None:
    for name in ("Rice", "rice", "caf\u00e9", "cafe\u0301"):
        put(site, f"content/{name}.yaml")
    assert len(read_tree(site).texts) == 4


def test_hidden_files_and_leftovers_are_no_files(site: Path) -> None:
    names = [
        ".DS_Store",
        ".a.yaml.swp",
        "a.yaml~",
        "a.swp",
        "Thumbs.db",
        ".#a.yaml",
        "#a.yaml#",
        "~$a.docx",
        ".git/x.yaml",
    ]
    for name in names:
        put(site, f"content/articles/{name}")
        put(site, f"content/media/{name}")
    assert read_tree(site) == Tree(TextFile("config.yaml", "title: x\n"))


def test_other_files_are_warned_of_with_a_way_out(site: Path) -> None:
    hints = {
        "a.txt": ".md",
        "b.docx": "plain text",
        "c.xlsx": ".csv",
        "d.png": "content/media",
        "e": "",
        "f.markdown": ".md",
    }
    for name in hints:
        put(site, f"content/articles/{name}")
    tree = read_tree(site)
    assert found(tree) == [("W-FILE-UNKNOWN", f"content/articles/{name}") for name in sorted(hints)]
    for item in tree.diagnostics:
        assert item.hint
        assert hints[item.span.path.rpartition("/")[2]] in item.hint


def test_links_are_refused_and_never_followed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    put(outside, "secret.yaml", b"secret: x\n")
    (site / "content" / "file.yaml").symlink_to(outside / "secret.yaml")
    (site / "content" / "folder").symlink_to(outside)
    (site / "content" / "nowhere.md").symlink_to(outside / "none")
    (site / "content" / "media").mkdir()
    (site / "content" / "media" / "a.png").symlink_to(outside / "secret.yaml")
    tree = read_tree(site)
    assert (tree.texts, tree.media) == ((), ())
    paths = ["file.yaml", "folder", "media/a.png", "nowhere.md"]
    assert found(tree) == [("E-SYMLINK", f"content/{path}") for path in paths]


def test_content_itself_may_not_be_a_link(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (site / "content").rmdir()
    (site / "content").symlink_to(put(tmp_path_factory.mktemp("outside"), "secret.yaml").parent)
    tree = read_tree(site)
    assert (found(tree), tree.texts) == ([("E-SYMLINK", "content")], ())


def test_the_site_itself_may_be_reached_by_a_link(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    put(site, "content/a.yaml")
    link = tmp_path_factory.mktemp("links") / "site"
    link.symlink_to(site)
    assert len(read_tree(link).texts) == 1


def test_pipes_sockets_and_folders_are_no_files_and_nothing_waits(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "content" / "media").mkdir()
    os.mkfifo(site / "content" / "pipe.yaml")
    os.mkfifo(site / "content" / "media" / "pipe.png")
    put(site, "content/folder.yaml/x.yaml")
    put(site, "content/media/a.png/x.png")
    monkeypatch.chdir(site / "content")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        tree = read_tree(site)
    assert (tree.texts, tree.media) == ((), ())
    paths = ["folder.yaml", "media/a.png", "media/pipe.png", "pipe.yaml", "socket.md"]
    assert found(tree) == [("E-NOT-FILE", f"content/{path}") for path in paths]


def test_what_is_opened_is_looked_at_again(site: Path) -> None:
    put(site, "a.yaml")
    (site / "link").symlink_to(site / "a.yaml")
    (site / "folder").mkdir()
    (site / "folder-link").symlink_to(site / "folder")
    os.mkfifo(site / "pipe")
    with open_root(site) as folder:
        answers = [read_file(folder, name, 5) for name in ("a.yaml", "link", "pipe", "folder", "none")]
        folders = [open_folder(folder, name) for name in ("folder-link", "pipe", "none")]
        assert read_file(folder, "a.yaml", 4) == Refusal("E-LIMIT", 5)
    refused = [Refusal("E-SYMLINK"), Refusal("E-NOT-FILE")]
    assert answers == [b"a: b\n", *refused, Refusal("E-NOT-FILE"), None]
    assert folders == [*refused, None]


def test_a_swap_while_reading_never_shows_what_is_outside(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = put(tmp_path_factory.mktemp("outside"), "secret.yaml", b"secret: x\n")
    name, link, pipe, spare = (site / "content" / f"a.{end}" for end in ("yaml", "l~", "p~", "s~"))
    ended = threading.Event()

    def swap() -> None:
        while not ended.is_set():
            spare.write_text("a: b\n")
            spare.replace(name)
            link.symlink_to(outside)
            link.replace(name)
            os.mkfifo(pipe)
            pipe.replace(name)

    put(site, "content/a.yaml")
    swapper = threading.Thread(target=swap)
    swapper.start()
    try:
        trees = [read_tree(site) for _ in range(300)]
    finally:
        ended.set()
        swapper.join()
    assert {file.text for tree in trees for file in tree.texts} <= {"a: b\n", ""}
    assert {code for tree in trees for code, _ in found(tree)} <= {"E-SYMLINK", "E-NOT-FILE"}


def test_large_files_are_not_even_read(site: Path) -> None:
    put(site, "content/a.yaml", b"a: " + b"x" * (TEXT_BYTES - 3))
    with put(site, "content/b.md").open("wb") as file:
        file.truncate(10 * 1024 * 1024)
    with put(site, "content/media/c.png").open("wb") as file:
        file.truncate(10 * 1024**3)
    began = time.perf_counter()
    tree = read_tree(site)
    assert time.perf_counter() - began < 10  # a runaway takes minutes; the clock of a busy machine must not decide
    assert [file.path for file in tree.texts] == ["content/a.yaml"]
    assert found(tree) == [("E-LIMIT", "content/b.md"), ("E-LIMIT", "content/media/c.png")]
    assert "10.0 MiB" in tree.diagnostics[0].message


def test_folders_are_followed_to_a_bound(site: Path) -> None:
    deep = "content" + "/d" * (FOLDER_DEPTH - 1)
    put(site, f"{deep}/a.yaml")
    put(site, f"{deep}/d/d/b.yaml")
    tree = read_tree(site)
    assert [file.path for file in tree.texts] == [f"{deep}/a.yaml"]
    assert found(tree) == [("E-LIMIT", f"{deep}/d")]


def test_names_that_cannot_be_shown_are_named(site: Path) -> None:
    put(site, "content/a\nb.yaml")
    Path(os.fsdecode(os.fsencode(site) + b"/content/caf\xe9.yaml")).write_bytes(b"")
    assert found(read_tree(site)) == [("E-CHAR", r"content/a\nb.yaml"), ("E-CHAR", r"content/caf\udce9.yaml")]


def test_a_file_that_is_not_utf_8_does_not_hide_the_others(site: Path) -> None:
    put(site, "content/a.yaml", b"\xe9")
    put(site, "content/b.yaml")
    tree = read_tree(site)
    assert found(tree) == [("E-ENCODING", "content/a.yaml")]
    assert [file.path for file in tree.texts] == ["content/b.yaml"]


# --- what stops the work


def stopped(path: Path) -> Abort:
    with pytest.raises(Abort) as caught:
        read_tree(path)
    return caught.value


def test_what_is_missing_is_named_with_the_command_that_makes_it(site: Path) -> None:
    (site / "content").rmdir()
    assert stopped(site).exit_code == 2
    assert "content" in stopped(site).message
    (site / "content").write_text("")
    assert stopped(site).exit_code == 2
    (site / "config.yaml").unlink()
    assert "no config.yaml" in stopped(site).message
    assert "factbox init" in stopped(site).message
    for path in (site / "none", site / "content"):
        assert (stopped(path).exit_code, "factbox init" in stopped(path).message) == (2, True)


@pytest.mark.parametrize("data", [b"title: \xe9", b"x" * (TEXT_BYTES + 1)])
def test_a_configuration_that_cannot_be_read_stops_the_work(site: Path, data: bytes) -> None:
    put(site, "config.yaml", data)
    assert stopped(site).exit_code == 2
    assert stopped(site).message.startswith("config.yaml:1:")


def test_a_configuration_behind_a_link_stops_the_work(site: Path) -> None:
    (site / "config.yaml").rename(site / "other.yaml")
    (site / "config.yaml").symlink_to(site / "other.yaml")
    assert stopped(site).exit_code == 2


READ = """
import os, sys
from pathlib import Path
from generator.diagnostics import Abort
from generator.load.tree import read_tree
os.setuid(65534)
try:
    read_tree(Path("."))
except Abort as abort:
    print(abort.exit_code, abort.message)
"""


@pytest.mark.parametrize("path", ["content/locked.yaml", "content/locked", "config.yaml", "content"])
def test_what_may_not_be_read_stops_the_work_with_its_name(site: Path, path: str) -> None:
    put(site, "content/locked.yaml")
    put(site, "content/locked/x.yaml")
    for folder in (site, *site.parents[:2]):
        folder.chmod(0o755)
    (site / path).chmod(0)
    try:
        code, message = _read_as_nobody(site)
    finally:
        (site / path).chmod(0o755)
    assert code == 3
    assert message.startswith(f"{path} cannot be read: ")


def _read_as_nobody(site: Path) -> tuple[int, str]:
    """Read a tree as a user who is not root, to whom modes mean nothing."""
    if os.geteuid() == 0:
        run = [sys.executable, "-c", READ]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        result = subprocess.run(run, cwd=site, env=env, capture_output=True, text=True, check=True)
        code, _, message = result.stdout.strip().partition(" ")
        return int(code), message
    stop = stopped(site)
    return stop.exit_code, stop.message.removeprefix(f"{site}/")


def test_a_file_that_goes_away_is_not_there(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(site, "content/a.yaml")
    put(site, "content/b.yaml")
    really_open = os.open

    def late(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if path == "a.yaml":
            raise FileNotFoundError(path)
        return really_open(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", late)
    tree = read_tree(site)
    assert ([file.path for file in tree.texts], tree.diagnostics) == (["content/b.yaml"], ())


def test_thousands_of_files_are_cheap(site: Path) -> None:
    for number in range(2000):
        put(site, f"content/articles/{number // 100}/{number}.yaml")
    began = time.process_time()
    assert len(read_tree(site).texts) == 2000
    assert time.process_time() - began < 10  # a runaway takes minutes; the clock of a busy machine must not decide
