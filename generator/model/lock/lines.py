r"""The lines of factbox.lock.

A line is a checksum, a space and a JSON object on its own, so that git joins two branches that both released by taking
the lines of both (`merge=union`); their order says nothing. Each line names its release (`r`). The line that `is` a
release has the release's moment and the releases before it; its key is made from them and from all other lines of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, Final

from generator.base import dataclass
from generator.model.lock.types import PublishedCorrection, PublishedEntry, PublishedFigure, Record, Release

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LOCK_NAME: Final = "factbox.lock"
HEADER: Final = "# What this site has published. `factbox release` adds to it; no line is ever changed or removed.\n"
_SUM: Final = 8
_KEY: Final = 16
_KINDS: Final[Mapping[str, type[Record]]] = {
    "figure": PublishedFigure,
    "entry": PublishedEntry,
    "correction": PublishedCorrection,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True)
class BadLine:
    """Why a line cannot be what `factbox release` wrote."""

    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read: its release's key, and the record, or the release itself."""

    key: str
    body: str
    held: Record | Release


def body(record: Record) -> str:
    """Give a record as JSON with its keys in order, without what is empty; the same record gives the same text."""
    held: dict[str, Any] = {"is": _NAMES[type(record)]}
    for field in fields(record):
        value = getattr(record, field.name)
        if value != (field.default if field.default is not MISSING else ""):
            held[field.name] = value
    return _json(held)


def release_key(moment: dt.datetime, after: Iterable[str], bodies: Iterable[str]) -> str:
    """Give the key of a release: a digest of all that it holds, in whatever order."""
    text = "\n".join([moment.isoformat(), *sorted(after), *sorted(bodies)])
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY]


def encode(moment: dt.datetime, after: tuple[str, ...], records: Iterable[Record]) -> tuple[Release, str]:
    """Give a release and its lines."""
    bodies = [body(record) for record in records]
    key = release_key(moment, after, bodies)
    release = Release(key, moment, after)
    return release, "".join(f"{_line(key, text)}\n" for text in (*bodies, seal(release)))


def seal(release: Release) -> str:
    """Give the body of the line that ends a release."""
    return _json({"is": "release", "moment": release.moment.isoformat(), "after": list(release.after)})


def _line(key: str, text: str) -> str:
    whole = f'{{"r":"{key}",{text[1:]}'
    return f"{checksum(whole)} {whole}"


def checksum(text: str) -> str:
    """Give the first digits of a line's digest."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SUM]


def _json(held: Mapping[str, Any]) -> str:
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def read_line(text: str) -> Line | BadLine | None:
    """Read a line; None for a remark or an empty one."""
    if not text.strip() or text.startswith("#"):
        return None
    if text.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        return BadLine("git's mark of a conflict stands here: keep the lines of both sides and remove the marks")
    mark, _, whole = text.partition(" ")
    if mark != checksum(whole):
        return BadLine("this line is not as `factbox release` wrote it")
    try:
        held = json.loads(whole)
        return _held(held)
    except (ValueError, KeyError, TypeError, AttributeError):
        return BadLine("this line cannot be read")


def _held(held: dict[str, Any]) -> Line | BadLine:
    key = str(held.pop("r"))
    text = _json(held)
    what = held.pop("is")
    if what == "release":
        moment = dt.datetime.fromisoformat(held["moment"])
        if moment.tzinfo is None:
            return BadLine("this line cannot be read")
        return Line(key, text, Release(key, moment, tuple(map(str, held["after"]))))
    kind = _KINDS.get(what)
    if kind is None:
        return BadLine(f"a newer Factbox wrote this line (`{what}`)")
    if kind is PublishedFigure:
        held["inputs"] = tuple((str(one), str(value)) for one, value in held.get("inputs", ()))
    record = kind(**{field.name: "" for field in fields(kind) if field.default is MISSING} | held)
    if not all(isinstance(getattr(record, f.name), str) for f in fields(record) if f.name != "inputs"):
        return BadLine("this line cannot be read")
    return Line(key, text, record)
