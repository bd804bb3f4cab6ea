"""A site for Caddy: a Caddyfile with its headers, redirects and caching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.render.hosts.headers import ASK_AGAIN, EVERYWHERE, FOR_EVER, FRAMED_POLICY, OPEN, UNFRAMED_POLICY
from generator.render.hosts.hosted import EMBEDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.render.hosts.hosted import Hosted


def caddyfile(site: Hosted, root: str) -> str:
    """Give a Caddyfile for Caddy 2; `root` is the folder on the server that stands for the host."""
    lines = [
        f"# Made by `factbox hosts caddy` for {site.host}{site.base_path}",
        f"{site.host} {{",
        *(f"\t{line}" if line else "" for line in _site(site, root)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _site(site: Hosted, root: str) -> Iterator[str]:
    base = site.base_path
    yield from (f'root * "{root}"', "encode gzip", "")
    yield from _headers("*", EVERYWHERE)
    # Each header has one rule for an address: Caddy applies the rule for the longer path first.
    yield f"@changing not path {base}assets/*"
    yield from _headers("@changing", (("Cache-Control", ASK_AGAIN),))
    yield from _headers(f"{base}assets/*", (("Cache-Control", FOR_EVER),))
    plain = f"{base}assets/* {base}media/* {base}{EMBEDS}/*"
    # A policy for pages would keep drawings and PDFs that are opened by themselves from being shown.
    yield f"@pages not path {plain}"
    yield from _headers("@pages", (("Content-Security-Policy", UNFRAMED_POLICY),))
    if site.embeds:
        yield from _headers(f"{base}{EMBEDS}/*", (("Content-Security-Policy", FRAMED_POLICY),))
    yield f"@data path {base}*.json {base}*.csv {base}*.ics {base}*.bib"
    yield from _headers("@data", (OPEN,))
    for ending, kind in (("bib", "text/x-bibtex"), ("csv", "text/csv"), ("ics", "text/calendar")):
        yield from (f"@{ending} path *.{ending}", f'header @{ending} Content-Type "{kind}; charset=utf-8"')
    yield ""
    for one in site.redirects:
        yield f"redir {one.old} {one.new} 301"
    # What is for other hosts, and what nobody should look for.
    yield f"@hidden path {base}_headers {base}_redirects {base}CNAME {base}build.json {base}.nojekyll */.*"
    yield from ("error @hidden 404", "file_server", "", "handle_errors {")
    yield from ("\t@missing expression {http.error.status_code} == 404", "\thandle @missing {")
    yield from (f"\t\trewrite * {base}404.html", f'\t\theader Cache-Control "{ASK_AGAIN}"')
    yield from (f'\t\theader Content-Security-Policy "{UNFRAMED_POLICY}"', "\t\tfile_server", "\t}", "}")


def _headers(matcher: str, headers: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"header {matcher} {{"
    yield from (f'\t{name} "{value}"' for name, value in headers)
    yield "}"
