"""The code of templates as one value, so that the next build need not make it: for most edits that is half the work."""

from __future__ import annotations

import importlib.util
import marshal
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import BytecodeCache

from generator import __version__

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket

_MADE_BY = f"{__version__} {jinja2.__version__} {importlib.util.MAGIC_NUMBER.hex()}"


class Compiled(BytecodeCache):
    """The code of an environment's templates: what was given, as far as it is of the same texts, and what is made."""

    def __init__(self, given: bytes) -> None:
        """Begin with the bytes that `data` gave before. They are run: whoever gives them vouches for them."""
        self._held = _read(given)
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template, if it is of the same text."""
        checksum, code = self._held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template that Jinja made."""
        if bucket.code is not None:
            self._held[bucket.key] = (bucket.checksum, bucket.code)
            self._is_new = True

    def data(self) -> bytes:
        """Give all code as bytes; b"" where none was made since the beginning."""
        return marshal.dumps((_MADE_BY, self._held)) if self._is_new else b""


def _read(given: bytes) -> dict[str, tuple[str, CodeType | None]]:
    try:
        made_by, held = marshal.loads(given)  # noqa: S302 - see `Compiled`
    except (ValueError, EOFError, TypeError):
        return {}
    return held if made_by == _MADE_BY else {}
