"""The files of the default theme and of a site's own, read once for a build."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.render.theme import default_files, load_theme, own_files

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.render.theme import Theme

Named = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """The files of the `default` theme and of a site's `own` by name; `problems` are files that cannot be read."""

    default: Named
    own: Named
    problems: tuple[Diagnostic, ...] = ()

    def theme(self, code: bytes, *, known: bool = False) -> tuple[Theme, tuple[Diagnostic, ...]]:
        """Give the theme of the site, and what is wrong with it unless that is `known`; `code` is as in `theme_of`."""
        return theme_of(self.default, self.own, code, known=known)

    def digests(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Give the sha256 of all files by name: of the default theme, and of the site's own."""
        return _digests(self.default), _digests(self.own)


def read_themes(root: Path) -> Themes:
    """Read the themes of the site in a folder."""
    own, problems = own_files(root / "templates")
    return Themes(tuple(default_files().items()), tuple(own.items()), problems)


def _digests(files: Named) -> list[tuple[str, str]]:
    return [(name, hashlib.sha256(data).hexdigest()) for name, data in files]


@functools.lru_cache(maxsize=2)
def theme_of(
    default: Named, own: Named, code: bytes = b"", *, known: bool = False
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Give a theme; the preview builds again and again with one whose templates are compiled already.

    `code` is what an earlier process made of its templates; what is wrong with them may be `known` as well.
    """
    return load_theme(dict(default), dict(own), code, known=known)
