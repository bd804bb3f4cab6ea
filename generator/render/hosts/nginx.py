"""A site for nginx: a server block with its headers, redirects and caching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.hosts.headers import ASK_AGAIN, EVERYWHERE, FOR_EVER, FRAMED_POLICY, OPEN, UNFRAMED_POLICY
from generator.render.hosts.hosted import EMBEDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.render.hosts.hosted import Hosted

_STEP = "    "
_TYPES = {"bib": "text/x-bibtex", "csv": "text/csv", "ics": "text/calendar", "json": "application/json"}
_PACKED = (
    "text/css text/plain text/csv text/x-bibtex text/xml text/calendar application/json application/javascript "
    "image/svg+xml"
)


def nginx_server(site: Hosted, root: str) -> str:
    """Give a server block for nginx 1.18 and later; `root` is the folder on the server that stands for the host."""
    lines = [
        f"# Made by `factbox hosts nginx` for {site.host}{site.base_path}",
        "server {",
        *_indented(_server(site, root)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"{_STEP}{line}" if line else "" for line in lines)


def _server(site: Hosted, root: str) -> Iterator[str]:
    base = site.base_path
    yield from ("listen 80;", "listen [::]:80;", f"server_name {site.host};", f'root "{root}";')
    yield from ("index index.html;", "absolute_redirect off;", "server_tokens off;", "")
    yield from ("charset utf-8;", f"charset_types {_PACKED};")
    yield from ("gzip on;", "gzip_vary on;", "gzip_min_length 500;", f"gzip_types {_PACKED};", "")
    unframed = ("Content-Security-Policy", UNFRAMED_POLICY)
    yield from _location(base, site, (unframed, ("Cache-Control", ASK_AGAIN)))
    # A policy for pages would keep drawings and PDFs that are opened by themselves from being shown.
    yield from _location(f"^~ {base}media/", site, (("Cache-Control", ASK_AGAIN),))
    yield from _location(f"^~ {base}assets/", site, (("Cache-Control", FOR_EVER),))
    yield from _hidden(base)
    for ending, kind in _TYPES.items():
        typed = ("types { }", f"default_type {kind};")
        yield from _location(f"~ ^{_escaped(base)}.+\\.{ending}$", site, (OPEN, ("Cache-Control", ASK_AGAIN)), typed)
    if site.embeds:
        framed = ("Content-Security-Policy", FRAMED_POLICY)
        yield from _location(f"^~ {base}{EMBEDS}/", site, (framed, ("Cache-Control", ASK_AGAIN)))
    for one in site.redirects:
        yield f"location = {one.old} {{ return 301 {one.new}; }}"


def _hidden(base: str) -> Iterator[str]:
    """Refuse what is for other hosts, and what nobody should look for; before other patterns, as the first one wins."""
    names = r"_headers$|_redirects$|CNAME$|build\.json$|(?:.*/)?\.(?!well-known/)"
    yield from (f"location ~ ^{_escaped(base)}(?:{names}) {{", f"{_STEP}return 404;", "}")
    yield from (f"error_page 404 {base}404.html;", f"error_page 403 =404 {base}404.html;", "")


def _location(pattern: str, site: Hosted, headers: Iterable[tuple[str, str]], more: Iterable[str] = ()) -> list[str]:
    """Give a location with all its headers: nginx takes none from outside where a location has one of its own."""
    inner = [*more, *(f'add_header {name} "{value}" always;' for name, value in (*EVERYWHERE, *headers))]
    tried = "try_files $uri $uri/ =404;" if pattern == site.base_path else "try_files $uri =404;"
    if pattern.endswith(f"{EMBEDS}/"):
        tried = "try_files $uri $uri/ =404;"
    return [f"location {pattern} {{", *_indented([*inner, tried]), "}", ""]


def _escaped(path: str) -> str:
    return path.replace(".", r"\.")
