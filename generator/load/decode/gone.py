"""content/gone.yaml: addresses that were published and are no longer there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics.nearest import nearest
from generator.model.gone import KINDS, Gone

if TYPE_CHECKING:
    from generator.load.decode.entries import Entry

_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/?)?")
_NAMED = re.compile(r"(?P<kind>[a-z]+):(?P<name>[a-z0-9-]+(?:\.[\w+-]+)*(?:#[a-z0-9-]+)?)")


def decode_gone(entry: Entry) -> Gone:
    """Read an address with the day on which it went, and why. Reports E-GONE for what is no address."""
    f = entry.fields
    _check_address(entry)
    date = f.day("date")
    f.require("date", date)
    gone = Gone(entry.id, f.span, date, f.need_prose("because"))
    f.done()
    return gone


def _check_address(entry: Entry) -> None:
    text = entry.id.text
    named = _NAMED.fullmatch(text)
    if _PATH.fullmatch(text) or (named is not None and named["kind"] in KINDS):
        return
    kind = text.partition(":")[0]
    close = nearest(kind, KINDS) if ":" in text else None
    hint = (
        f"did you mean `{close}:{text.partition(':')[2]}`?" if close else "write `fact:levy`, `article:rice`, `/old/`"
    )
    entry.fields.note("E-GONE", entry.id.span, f"`{text}` is no address", hint)
