"""Small sites for tests: a sound base, and what is laid over it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build import Job, Made, make

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INVALID = Path(__file__).parent / "invalid"
BASE = INVALID / "_base"
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ARTICLE = "content/articles/rice.yaml"
BODY = "  Japan lets in [770,000 tonnes](fact:access) a year [@wto]."


def site(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Make the sound base site in a folder, and lay files over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    return lay_over(root, files or {})


def lay_over(root: Path, files: Mapping[str, str | bytes | None]) -> Path:
    """Write files into a site; one that is None is removed."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def invalid_site(code: str, root: Path) -> Path:
    """Make the site of tests/invalid that shows a code: the base, the folder's files, and what no repository holds."""
    site(root)
    if (INVALID / code).is_dir():
        shutil.copytree(INVALID / code, root, dirs_exist_ok=True, ignore=lambda _folder, _names: ["expected.txt"])
    for mark in sorted(root.rglob("*.delete")):
        mark.with_suffix("").unlink()
        mark.unlink()
    if code in BUILDERS:
        BUILDERS[code](root)
    return root


def made(root: Path, *, strict: bool = False) -> Made:
    """Check and render a site at the moment of the tests."""
    return make(Job(root, NOW, strict=strict))


def with_body(text: str) -> str:
    """Give the base's article with more text in its body."""
    more = "".join(f"  {line}\n" if line else "\n" for line in text.split("\n"))
    return (BASE / ARTICLE).read_text() + "\n" + more


def png(width: int, height: int) -> bytes:
    """Give the header of a PNG (PNG 3rd edition, 11.2.2): enough to tell its size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 2, 0, 0, 0) + bytes(4)


def picture() -> bytes:
    """Give a PNG of one white pixel (PNG 3rd edition, 11.2)."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff")),
        (b"IEND", b""),
    )
    parts = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg_with_place() -> bytes:
    """Give a JPEG of a header alone, whose Exif has a GPS directory (tag 0x8825 of Exif 2.32)."""
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHII", 8, 1, 0x8825, 4, 1, 26) + struct.pack(">I", 0)
    frame = struct.pack(">BHHB", 8, 3, 4, 0)
    parts = b"".join(
        bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data for kind, data in ((0xE1, exif), (0xC0, frame))
    )
    return b"\xff\xd8" + parts + b"\xff\xd9"


def _insert(text: str) -> Callable[[Path], None]:
    """Give a builder that puts a text into the base article's body."""
    return _adding(ARTICLE, with_body(text).encode())


def _latin(root: Path) -> None:
    path = root / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"What Japan", "What caf\u00e9s in Japan".encode("latin-1")))


def _bell(root: Path) -> None:
    path = root / ARTICLE
    path.write_bytes(path.read_bytes().replace(b"lets in.", b"lets in\x07."))


def _large(root: Path) -> None:
    (root / "content/notes.yaml").write_bytes(b"#" * 3 * 1024 * 1024)


def _link(root: Path) -> None:
    (root / "content/people.yaml").symlink_to("/etc/hostname")


def _pipe(root: Path) -> None:
    os.mkfifo(root / "content/people.yaml")


def _adding(name: str, data: bytes) -> Callable[[Path], None]:
    def add(root: Path) -> None:
        lay_over(root, {name: data})

    return add


def _moved_often(root: Path) -> None:
    """Give the article one old address more than hosts read."""
    old = "".join(f"  - /old/{number}/\n" for number in range(2001))
    path = root / ARTICLE
    path.write_text(f"{path.read_text()}aliases:\n{old}")


BUILDERS: dict[str, Callable[[Path], None]] = {
    "E-ASSET-LIMIT": _adding("content/media/field.png", png(50_000, 50_000)),
    "E-BIDI": _insert("Run `access\u202e` first."),
    "E-ENCODING": _latin,
    "E-EXIF": _adding("content/media/field.jpg", jpeg_with_place()),
    "E-LIMIT": _large,
    "E-NOT-FILE": _pipe,
    "E-SYMLINK": _link,
    "E-YAML-CHAR": _bell,
    "W-REDIRECTS": _moved_often,
    "W-BIDI": _insert("An override\u202e of the direction."),
}
"""What git cannot carry, or an editor would not show."""
