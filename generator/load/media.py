"""Images: what each file really is, how large it is, and whether it is safe to publish."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Span, diagnose
from generator.load.svg import svg_problems
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
_RASTERS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def read_media(files: Iterable[tree.MediaFile]) -> tuple[dict[str, MediaFile], tuple[Diagnostic, ...]]:
    """Give the images of a site by key, their path under content/media/.

    Reports E-ASSET-TYPE (not what its name says, or cut off), E-ASSET-LIMIT (too many pixels), E-SVG (more than a
    drawing) and E-EXIF (a place on earth).
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
    size = size_of(file.data)
    if not expected or actual != expected:
        hint = None if expected else "only pictures and PDFs are published: move it out of content/media"
        yield diagnose("E-ASSET-TYPE", Span(file.path), _mismatch(expected, actual, empty=not file.data), hint=hint)
    elif size is not None and size[0] * size[1] > PIXEL_LIMIT:
        message = f"this picture has {size[0]:,} x {size[1]:,} pixels, and {PIXEL_LIMIT:,} in all are the most"
        yield diagnose("E-ASSET-LIMIT", Span(file.path), message)
    elif not _is_whole(file.data, actual):
        message = f"the end of {_NAMES[actual]} is missing from this file"
        yield diagnose("E-ASSET-TYPE", Span(file.path), message, hint="copy it here again")
    elif actual == "image/svg+xml":
        yield from svg_problems(file.path, file.data)
    elif actual in _RASTERS and _has_place(file.data, actual):
        yield diagnose("E-EXIF", Span(file.path), "this photograph tells where it was taken")


def _mismatch(expected: str, actual: str, *, empty: bool) -> str:
    """Say what a file is, and what its name says."""
    unknown = "is empty" if empty else "holds none of the kinds that are published"
    found = f"holds {_NAMES[actual]}" if actual else unknown
    if not expected:
        return f"this file {found}, and its name ends like no picture and no PDF"
    return f"the name of this file says that it is {_NAMES[expected]}, but it {found}"


def _is_whole(data: bytes, kind: str) -> bool:
    """Tell whether a picture has its end: its last mark or the length that it states, near the end of the file."""
    tail = data[-4096:]
    if kind == "image/png":
        return b"IEND\xaeB`\x82" in tail  # PNG 3rd edition, 11.2.5
    if kind == "image/jpeg":
        return b"\xff\xd9" in tail  # ITU T.81, table B.1: EOI
    if kind == "image/gif":
        return b";" in tail  # GIF89a, 27: trailer
    return kind != "image/webp" or len(data) >= int.from_bytes(data[4:8], "little") + 8  # RFC 9649, 2.4


def type_of(data: bytes) -> str:
    """Give a file's media type by its first bytes, "" where it is none that we publish."""
    for magic, offset, kind in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return kind
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        "image/svg+xml" if head.startswith((b"<svg", b"<?xml", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in data else ""
    )


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


def _has_place(data: bytes, kind: str) -> bool:
    """Tell whether a picture's Exif has a GPS directory (tag 0x8825), or its XMP a latitude."""
    if b"GPSLatitude" in data:
        return True
    blocks = (content for marker, content in _jpeg_segments(data) if marker == 0xE1)  # noqa: PLR2004 - APP1
    if kind != "image/jpeg":
        blocks = (data[at.end() : at.end() + 65_536] for at in re.finditer(rb"eXIf|EXIF....", data, re.DOTALL))
    return any(_has_gps(block.removeprefix(b"Exif\0\0")) for block in blocks)


def _has_gps(exif: bytes) -> bool:
    """Look for the tag with its type, a count of one and an offset (TIFF 6.0, section 2)."""
    if exif[:2] == b"II":
        return b"\x25\x88\x04\x00\x01\x00\x00\x00" in exif
    return exif[:2] == b"MM" and b"\x88\x25\x00\x04\x00\x00\x00\x01" in exif


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
