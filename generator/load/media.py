"""Images: what each file really is, how large it is, and whether it is safe to publish."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.model.site import MediaFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.load import tree

PIXEL_LIMIT = 50_000_000
_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
_NAMES = {
    "image/png": "a PNG picture",
    "image/jpeg": "a JPEG picture",
    "image/gif": "a GIF picture",
    "image/webp": "a WebP picture",
    "image/avif": "an AVIF picture",
    "image/svg+xml": "an SVG drawing",
    "application/pdf": "a PDF",
}
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavif", 4, "image/avif"),
    (b"%PDF-", 0, "application/pdf"),
)
# What makes an SVG act instead of being looked at, or fetch something from elsewhere.
_LIVE = re.compile(
    r"<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|handler|listener)\b|<!(?:DOCTYPE|ENTITY)|\son\w+\s*=|"
    r"(?:href|src)\s*=\s*(?P<quote>[\"'])\s*(?!#|data:image/(?:png|jpeg|gif|webp)[;,])[^\"']|"
    r"url\(\s*[\"']?\s*(?!#|data:)[^)\s]|@import|<\?xml-stylesheet",
    re.IGNORECASE,
)


def read_media(files: Iterable[tree.MediaFile]) -> tuple[dict[str, MediaFile], tuple[Diagnostic, ...]]:
    """Give the images of a site by key, their path under content/media/.

    Reports E-ASSET-TYPE (not what its name says), E-ASSET-LIMIT (too many pixels), E-SVG and E-EXIF (a place on earth).
    """
    found = {}
    problems: list[Diagnostic] = []
    for file in files:
        key = file.path.removeprefix("content/media/")
        problems.extend(_problems(file))
        width, height = size_of(file.data) or (None, None)
        kind = _TYPES.get(key.rpartition(".")[2].lower(), "application/octet-stream")
        found[key] = MediaFile(key, file.path, file.data, kind, width, height)
    return found, tuple(problems)


def _problems(file: tree.MediaFile) -> Iterator[Diagnostic]:
    expected = _TYPES.get(file.path.rpartition(".")[2].lower(), "")
    actual = type_of(file.data)
    if actual != expected:
        yield diagnose("E-ASSET-TYPE", Span(file.path), _mismatch(expected, actual, empty=not file.data))
        return
    size = size_of(file.data)
    if size is not None and size[0] * size[1] > PIXEL_LIMIT:
        message = f"this picture has {size[0]:,} x {size[1]:,} pixels, and {PIXEL_LIMIT:,} in all are the most"
        yield diagnose("E-ASSET-LIMIT", Span(file.path), message)
    if expected == "image/svg+xml":
        yield from _svg_problems(file)
    elif expected == "image/jpeg" and _has_place(file.data):
        yield diagnose("E-EXIF", Span(file.path), "this photograph tells where it was taken")


def _mismatch(expected: str, actual: str, *, empty: bool) -> str:
    """Say what a file is, and what its name says."""
    unknown = "is empty" if empty else "holds none of the kinds that are published"
    found = f"holds {_NAMES[actual]}" if actual else unknown
    if not expected:
        return f"this file {found}, and its name ends like no picture and no PDF"
    return f"the name of this file says that it is {_NAMES[expected]}, but it {found}"


def type_of(data: bytes) -> str:
    """Give a file's media type by its first bytes, "" where it is none that we publish."""
    for magic, offset, kind in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return kind
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "image/svg+xml" if head.startswith((b"<svg", b"<?xml", b"<!--")) and b"<svg" in data else ""


def size_of(data: bytes) -> tuple[int, int] | None:
    """Give the width and height in pixels from a file's header, without decoding it; None where it has none."""
    kind = type_of(data)
    if kind == "image/png" and len(data) >= 24:  # noqa: PLR2004 - PNG 3rd edition, 11.2.2: IHDR's two numbers
        return struct.unpack(">II", data[16:24])
    if kind == "image/gif" and len(data) >= 10:  # noqa: PLR2004 - GIF89a, 18: logical screen
        return struct.unpack("<HH", data[6:10])
    if kind == "image/jpeg":
        return _jpeg_size(data)
    if kind == "image/webp":
        return _webp_size(data)
    return _svg_size(data) if kind == "image/svg+xml" else None


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the segments before the picture itself: marker and content (ITU T.81, annex B)."""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:  # noqa: PLR2004 - every marker begins with it
        marker = data[position + 1]
        size = int.from_bytes(data[position + 2 : position + 4], "big")
        yield marker, data[position + 4 : position + 2 + size]
        position += 2 + max(size, 2)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    frames = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
    for marker, content in _jpeg_segments(data):
        if marker in frames and len(content) >= 5:  # noqa: PLR2004 - precision, height, width
            height, width = struct.unpack(">HH", content[1:5])
            return width, height
    return None


def _has_place(data: bytes) -> bool:
    """Tell whether a JPEG's Exif has a GPS directory (tag 0x8825)."""
    for marker, content in _jpeg_segments(data):
        if marker == 0xE1 and content.startswith(b"Exif\0\0"):  # noqa: PLR2004 - APP1
            tag = b"\x25\x88" if content[6:8] == b"II" else b"\x88\x25"
            if tag in content:
                return True
    return False


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """Read the size of a WebP (RFC 9649, 2.5 to 2.7)."""
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:  # noqa: PLR2004 - two numbers of three bytes each
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if kind == b"VP8 " and len(data) >= 30:  # noqa: PLR2004 - the key frame's header
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L" and len(data) >= 25:  # noqa: PLR2004 - 14 bits each
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


def _svg_size(data: bytes) -> tuple[int, int] | None:
    tag = re.search(rb"<svg\b[^>]*>", data)
    box = tag and re.search(rb"viewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)", tag.group())
    if not box:
        return None
    try:
        return max(1, round(float(box[1]))), max(1, round(float(box[2])))
    except ValueError:
        return None


def _svg_problems(file: tree.MediaFile) -> Iterator[Diagnostic]:
    text = file.data.decode("utf-8", "replace").replace("&#", "&#\0")
    if "&#\0" in text:
        yield diagnose("E-SVG", Span(file.path), "this drawing hides letters behind numbers (`&#`)")
    for found in _LIVE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        span = Span(file.path, line, column, len(found.group()))
        yield diagnose("E-SVG", span, f"this drawing does more than draw: `{found.group().strip()[:40]}`")
