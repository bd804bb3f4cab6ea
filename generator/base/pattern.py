"""Patterns that are compiled when they are first used: most commands need few of the hundreds that there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from re import Pattern


def pattern(text: str, flags: int = 0) -> Pattern[str]:
    """Give the pattern of a text, as `re.compile` does; a text that is none is found out at its first use."""
    return cast("Pattern[str]", _Late(text, flags))


class _Late:
    """Stands for a pattern. Each of its methods is looked up once, and is the pattern's own from then on."""

    def __init__(self, text: str, flags: int) -> None:
        """Keep what the pattern is made of."""
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever patterns have
        """Give an attribute of the pattern, compiled at the first one."""
        if "_compiled" not in self.__dict__:
            self._compiled = re.compile(self._text, self._flags)
        found = getattr(self._compiled, name)
        setattr(self, name, found)
        return found
