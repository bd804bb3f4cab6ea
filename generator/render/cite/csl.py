"""Works in CSL-JSON, for programs that keep references (https://citeproc-js.readthedocs.io, csl-data.json 1.0)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.dates import Date
    from generator.render.cite.works import Name, Work

_TYPES = {
    "page": "webpage",
    "web": "webpage",
    "book": "book",
    "judgment": "legal_case",
    "law": "legislation",
    "data": "dataset",
    "interview": "interview",
}


def csl_json(works: Iterable[Work]) -> bytes:
    """Give works as a list of items."""
    return (json.dumps([_item(work) for work in works], ensure_ascii=False, indent=1) + "\n").encode()


def _item(work: Work) -> dict[str, Any]:
    held: dict[str, Any] = {
        "id": work.key,
        "type": _TYPES.get(work.kind, "report"),
        "title": work.title,
        "author": [_name(name) for name in work.authors] or _publisher(work),
        "container-title": work.inside,
        "publisher": work.publisher,
        "issued": _date(work.date),
        "accessed": _date(work.accessed),
        "ISBN": work.isbn,
        "language": work.language,
        "note": work.note,
        "URL": work.url,
    }
    return {key: value for key, value in held.items() if value not in ("", None, [])}


def _publisher(work: Work) -> list[dict[str, str]]:
    return [{"literal": work.publisher}] if work.publisher and work.kind != "book" else []


def _name(name: Name) -> dict[str, str]:
    if name.family:
        return {"family": name.family, "given": name.given}
    return {"literal": name.whole}


def _date(date: Date | None) -> dict[str, Any] | None:
    """Give a date in its parts, as far as it is known; what has none, such as `before 1945`, in words."""
    if date is None:
        return None
    if not date.machine:
        return {"literal": date.text}
    parts = [int(part) for part in date.machine.split("-")]
    return {"date-parts": [parts]} | ({"circa": True} if date.approximate else {})
