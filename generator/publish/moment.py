"""For which moment a tree was built: kept beside it, since in it a build that changes nothing would change it."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.publish.workspace import where
from generator.publish.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "built.json"


def note_moment(output: Path, digest: str, moment: dt.datetime) -> None:
    """Note for which moment the tree was built whose build.json has a sha256. Nowhere, where nothing can be written."""
    file = where(output) / _NAME
    with suppress(OSError):
        if file.parent.is_dir():
            write_whole(file, json.dumps({"record": digest, "moment": moment.isoformat()}).encode())


def moment_of(output: Path, digest: str) -> dt.datetime | None:
    """Give the moment for which a tree was built, by the sha256 of its build.json; None where that is not known."""
    try:
        held = json.loads((where(output) / _NAME).read_bytes())
        moment = dt.datetime.fromisoformat(held["moment"])
        return moment if held["record"] == digest and moment.tzinfo is not None else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
