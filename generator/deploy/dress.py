"""How a file is dressed for a host: its content type, how long it may be kept, and in which stage it goes up."""

from __future__ import annotations

import re
from typing import Final

from generator.publish.record import RECORD

STAGES: Final = ("assets", "data", "new pages", "pages", "feeds", "record")
"""The stages of a deploy in their order. Each ends before the next begins: no page is ever without its assets."""

IMMUTABLE: Final = "public, max-age=31536000, immutable"
REVALIDATE: Final = "no-cache"
BRIEF: Final = "public, max-age=3600"

_HASHED = re.compile(r"\.([0-9a-f]{10,64})(?:\.[A-Za-z0-9]+)?$")
_FEEDS = re.compile(r"(?:^|/)(?:sitemap[^/]*\.xml|robots\.txt|[^/]*feed[^/]*\.(?:xml|json)|[^/]+\.(?:atom|rss|ics))$")
# Extensions of what Factbox makes and of common media; https://www.iana.org/assignments/media-types
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "bib": "text/x-bibtex; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/vnd.microsoft.icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt; charset=utf-8",
    "wasm": "application/wasm",
    "zip": "application/zip",
}


def content_type(path: str) -> str:
    """Give the content type of a file, with its charset where it is text (RFC 9110, 8.3)."""
    name = path.rpartition("/")[2]
    if name == "feed.xml":
        return _TYPES["atom"]
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream" if "." in name else _TYPES["txt"])


def is_hashed(path: str, digest: str) -> bool:
    """Tell whether a file's name holds the beginning of its own sha256, so that it never changes under this name."""
    found = _HASHED.search(path.rpartition("/")[2])
    return found is not None and digest.startswith(found[1])


def cache_control(path: str, digest: str) -> str:
    """Give how long readers may keep a file: hashed names for ever, pictures an hour, all else never unasked.

    RFC 9111, 5.2.2; `immutable` is RFC 8246.
    """
    if is_hashed(path, digest):
        return IMMUTABLE
    return BRIEF if path.startswith("media/") else REVALIDATE


def stage(path: str, digest: str, *, new: bool) -> str:
    """Give the stage in which a file goes up."""
    if path == RECORD:
        return "record"
    if is_hashed(path, digest):
        return "assets"
    if path.endswith(".html"):
        return "new pages" if new else "pages"
    return "feeds" if _FEEDS.search(path) else "data"
