"""What one address shows, as the browser gets it, and what has to happen there when it shows something else."""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from generator.base import dataclass
from generator.render.assets import published_names
from generator.render.hosts.hosted import EMBEDS
from generator.serve.dress import lay_over, problem_page
from generator.serve.route import route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.serve.shown import Shown

ASSETS: Final = "assets/"
"""The folder of the theme's own files."""

OK: Final = 200
REDIRECT: Final = 302
BAD_REQUEST: Final = 400
NOT_FOUND: Final = 404
UNAVAILABLE: Final = 503

_NOT_FOUND_PAGE: Final = "404.html"
_DIGITS: Final = 16
_STYLE = re.compile(rb"""<link\s[^>]*\brel=["']?stylesheet\b[^>]*>""", re.IGNORECASE)
_HREF = re.compile(rb"""\bhref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_PARTS = re.compile(rb"""\b(?:src|srcset|poster)=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sight:
    """What an address shows: a status, and the file `name` whose bytes are `data`, with the problems over it.

    `name` is "" where there is no file, and with status 302 `name` is the address to go to. `parts` are the bytes of
    the pictures and scripts of a page whose names do not tell their content, by their names.
    """

    status: int
    name: str = ""
    data: bytes = b""
    parts: tuple[tuple[str, bytes], ...] = ()

    @property
    def is_page(self) -> bool:
        """Tell whether this is a page of the site that may hear of changes. What other sites frame runs no script."""
        return self.name.lower().endswith(".html") and not self.name.startswith(f"{EMBEDS}/")

    @property
    def is_named_by_content(self) -> bool:
        """Tell whether the name is that of these bytes alone, by their digest: then no newer ones can have it."""
        name = self.name.removeprefix(ASSETS)
        stem, _, ending = name.rpartition(".")
        plain = f"{stem.rpartition('.')[0]}.{ending}"
        return name != self.name and name == published_names({plain: self.data})[plain]

    @property
    def digest(self) -> str:
        """Give what names this content. It begins with a letter: livereload's script takes what it can for a number."""
        whole = hashlib.sha256(f"{self.status}\0{self.name}\0".encode() + self.data)
        for name, data in self.parts:
            whole.update(f"\0{name}\0{len(data)}\0".encode() + data)
        return f"x{whole.hexdigest()[:_DIGITS]}"


@dataclass(frozen=True, slots=True)
class Swap:
    """A page on which only style sheets changed: the old and the new address of each."""

    sheets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reload:
    """A page that has to be loaded again."""


def look(shown: Shown, target: str) -> Sight:
    """Give what a target shows, which is a path as it was sent, without the query."""
    answer = route(target, shown.base_path, shown.files)
    if answer.status == BAD_REQUEST:
        return Sight(BAD_REQUEST)
    if not shown.files:
        return Sight(UNAVAILABLE, "failed.html", lay_over(problem_page(shown), shown))
    if answer.status == NOT_FOUND:
        found = _NOT_FOUND_PAGE in shown.files
        return _sight(shown, NOT_FOUND, _NOT_FOUND_PAGE) if found else Sight(NOT_FOUND)
    return _sight(shown, OK, answer.path) if answer.status == OK else Sight(answer.status, answer.path)


def _sight(shown: Shown, status: int, name: str) -> Sight:
    sight = Sight(status, name, shown.files[name])
    if not sight.is_page:
        return sight
    return Sight(status, name, lay_over(sight.data, shown), _parts(sight.data, shown.base_path, shown.files))


def _parts(page: bytes, base_path: str, files: Mapping[str, bytes]) -> tuple[tuple[str, bytes], ...]:
    """Give the files that a page shows beside its words, in the order of their names."""
    values = (double or single for double, single in _PARTS.findall(page))
    addresses = {
        html.unescape(word.decode("utf-8", "replace")) for value in values for word in value.replace(b",", b" ").split()
    }
    names = {unquote(one.partition("?")[0]).removeprefix(base_path) for one in addresses if one.startswith(base_path)}
    return tuple((name, files[name]) for name in sorted(names) if name in files)


def difference(old: Sight, new: Sight) -> Swap | Reload | None:
    """Tell what has to happen to a page that shows `old`, None where the browser would see the same."""
    if old == new:
        return None
    if (old.status, old.name, old.parts) != (new.status, new.name, new.parts):
        return Reload()
    if _STYLE.sub(b"", old.data) != _STYLE.sub(b"", new.data):
        return Reload()
    before, after = _STYLE.findall(old.data), _STYLE.findall(new.data)
    sheets = tuple((_address(one), _address(two)) for one, two in zip(before, after, strict=False) if one != two)
    same = len(before) == len(after) and all(
        _HREF.sub(b"", one) == _HREF.sub(b"", two) for one, two in zip(before, after, strict=True)
    )
    return Swap(sheets) if same and all(one and two for one, two in sheets) else Reload()


def _address(tag: bytes) -> str:
    found = _HREF.search(tag)
    return html.unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""
