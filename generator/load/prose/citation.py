"""Citations: `[@id]`, `[@id, p. 4]`, `[@a; @b, table 3]`."""

from __future__ import annotations

import re

from generator.base import dataclass

_CITE = re.compile(r"\s*(@([a-z0-9-]+)(?:\s*,\s*(\S.*?))?)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cite:
    """One source of a citation: its id, what follows the comma, and the offsets of both together and of the id."""

    id: str
    locator: str
    start: int
    end: int
    id_start: int


def split_citation(written: str, offset: int) -> tuple[Cite, ...]:
    """Give the sources that a citation names, or () where one of its parts is not `@id` or `@id, locator`.

    `written` has its brackets; `offset` is where it begins.
    """
    cites: list[Cite] = []
    position = 1
    for part in written[1:-1].split(";"):
        match = _CITE.fullmatch(part)
        if match is None:
            return ()
        start, end = offset + position + match.start(1), offset + position + match.end(1)
        locator = " ".join((match[3] or "").split())
        cites.append(Cite(match[2], locator, start, end, start + 1))
        position += len(part) + 1
    return tuple(cites)
