"""Addresses that are unsafe, reserved, or break on somebody's machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, diagnose
from generator.model.identity import ID
from generator.model.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.check.examined import Examined
    from generator.check.whole import Whole
    from generator.model.text import Text

SLUG_LIMIT = 100
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
# What Netlify, Cloudflare Pages and GitHub Pages read or keep for themselves
# (https://developers.cloudflare.com/pages/functions/, https://docs.netlify.com/build/configure-builds/).
HOST_FILES = frozenset(
    {"_headers", "_redirects", "_routes.json", "_worker.js", "cname", "netlify.toml", "build.json", ".nojekyll"}
)
# What hosts and browsers look for, and what Factbox itself makes.
RESERVED = frozenset(
    {
        *HOST_FILES, ".well-known", "robots.txt", "sitemap.xml", "feed.xml",
        "favicon.ico", "404", "404.html", "index", "index.html", "assets", "media",
        "timeline", "glossary", "facts", "people", "sources", "topics",
    }
)  # fmt: skip
_UNPORTABLE = re.compile(r'[:?#*<>|"]|[. ]$')
_UNSAFE = re.compile(r"[/\\%]|^\.*$")
_ALIAS = re.compile(r"/?(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*[A-Za-z0-9_~-][A-Za-z0-9._~-]*/?")


def unsafe_slugs(examined: Examined) -> Iterator[Diagnostic]:
    """Report E-SLUG, E-SLUG-PORTABLE, E-SLUG-LIMIT and E-SLUG-RESERVED for addresses of articles and pages."""
    for article in examined.own.articles.values():
        yield from slug_problem(article.slug)
    for page in examined.own.pages.values():
        yield from slug_problem(page.slug)


def slug_problem(slug: Text) -> Iterator[Diagnostic]:
    """Give what is wrong with one slug, if anything."""
    code, message = _judge(slug.text)
    if code:
        better = slugify(slug.text)
        hint = "use a-z, 0-9 and hyphens"
        if ID.fullmatch(better) and better not in RESERVED and len(better) <= SLUG_LIMIT and better != slug.text:
            hint += f", such as `slug: {better}`"
        yield diagnose(code, slug.span, message, hint=hint if code == "E-SLUG" else None)


def _judge(slug: str) -> tuple[str, str]:
    shown = repr(slug[:60])[1:-1]
    if slug.casefold() in RESERVED:
        return "E-SLUG-RESERVED", f"the address `{shown}` is taken by Factbox or by the host"
    if len(slug) > SLUG_LIMIT or len(slug.encode("utf-8", "surrogatepass")) > 2 * SLUG_LIMIT:
        return "E-SLUG-LIMIT", f"the address has {len(slug)} characters, and {SLUG_LIMIT} are the most"
    if _DEVICES.fullmatch(slug) or (_UNPORTABLE.search(slug) and not _UNSAFE.search(slug)):
        return "E-SLUG-PORTABLE", f"the address `{shown}` cannot be a file's name on every machine"
    if not slug:
        return "E-SLUG", "the address is empty"
    if not ID.fullmatch(slug):
        return "E-SLUG", f"`{shown}` cannot be a part of an address"
    return "", ""


def unsafe_aliases(whole: Whole) -> Iterator[Diagnostic]:
    """Report E-REDIRECT for old addresses that are no plain paths of this site, or that lead in a circle."""
    old = {entry.slug.text: [_path(alias) for alias in entry.aliases] for entry in whole.site.entries()}
    for entry in whole.site.entries():
        for alias in entry.aliases:
            if not _ALIAS.fullmatch(alias.text) or alias.text.startswith("//"):
                message = f"`{alias.text!r}` cannot be an old address of this site".replace("`'", "`").replace(
                    "'`", "`"
                )
                yield diagnose("E-REDIRECT", alias.span, message)
            elif _path(alias).partition("/")[0].casefold() in HOST_FILES:
                hint = "take it out: hosts read a file of this name, and publish none"
                yield diagnose("E-REDIRECT", alias.span, f"`{alias.text}` is a name that hosts keep", hint=hint)
            elif _path(alias) == entry.slug.text:
                hint = "take it out: an old address is one where the page stands no more"
                yield diagnose("E-REDIRECT", alias.span, f"`{alias.text}` is where the page itself stands", hint=hint)
            elif _leads(old, _path(alias), entry.slug.text):
                message = f"`{alias.text}` leads in a circle: a page stands there, and an old address of it leads here"
                yield diagnose("E-REDIRECT", alias.span, message, hint="take one of the two old addresses out")


def _path(alias: Text) -> str:
    return alias.text.strip("/")


def _leads(old: Mapping[str, list[str]], start: str, goal: str) -> bool:
    """Tell whether old addresses lead from the page at `start` to the one at `goal`."""
    waiting, seen = [start], set()
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            waiting += old.get(here, [])
    return False
