"""What a site has published, release by release: the lock, as values and as the lines of its file."""

from generator.model.lock.lines import HEADER, LOCK_NAME, BadLine, Line, encode, read_line, release_key, seal
from generator.model.lock.types import (
    EMPTY,
    Kept,
    Lock,
    PublishedCorrection,
    PublishedEntry,
    PublishedFigure,
    Record,
    Release,
)

__all__ = [
    "EMPTY",
    "HEADER",
    "LOCK_NAME",
    "BadLine",
    "Kept",
    "Line",
    "Lock",
    "PublishedCorrection",
    "PublishedEntry",
    "PublishedFigure",
    "Record",
    "Release",
    "encode",
    "read_line",
    "release_key",
    "seal",
]
