"""Files in the output that hosts read: `_headers`, `_redirects`, CNAME and .nojekyll.

Netlify and Cloudflare Pages read the first two. Where several rules of `_headers` fit an address, Cloudflare joins the
values of a header with commas, and Netlify takes one of them; therefore no two rules here give one header two values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, diagnose
from generator.render.hosts.headers import EVERYWHERE, FOR_EVER, FRAMED_POLICY, UNFRAMED_POLICY
from generator.render.hosts.hosted import EMBEDS, Hosted, hosted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.diagnostics import Span
    from generator.model.config import HeaderRule
    from generator.render.library import Library

# https://developers.cloudflare.com/pages/configuration/headers/ and .../redirects/; Netlify's are wider.
MOST_RULES = 100
LONGEST_HEADER = 2000
MOST_REDIRECTS = 2000
LONGEST_REDIRECT = 1000


def _headers(library: Library) -> bytes:
    rules = _rules(library)
    lines = (line for path, headers in rules.items() for line in (path, *_header_lines(headers)))
    return "".join(f"{line}\n" for line in lines).encode()


def _header_lines(headers: Mapping[str, str]) -> Iterator[str]:
    return (f"  {name}: {value}" for name, value in headers.items())


def _rules(library: Library) -> dict[str, dict[str, str]]:
    """Give the headers by path: those of Factbox, with the author's own over them."""
    rules = dict(_made(_hosted(library)))
    base = library.addresses.base_path
    for rule in library.site.config.hosting.own:
        given = {name.text: value.text for name, value in rule.headers}
        kept = rules.get(base + rule.path.text[1:], {})
        replaced = {name.casefold() for name in given}
        rules[base + rule.path.text[1:]] = {n: v for n, v in kept.items() if n.casefold() not in replaced} | given
    return rules


def _made(site: Hosted) -> Iterator[tuple[str, dict[str, str]]]:
    """Give one rule for all, one for what may be kept, and one for each form of the address of a page."""
    base = site.base_path
    yield f"{base}*", dict(EVERYWHERE)
    yield f"{base}assets/*", {"Cache-Control": FOR_EVER}
    for pattern in ("", ":page", ":page/", *(f"{section}/*" for section in site.sections)):
        yield base + pattern, {"Content-Security-Policy": UNFRAMED_POLICY}
    if site.embeds:
        yield f"{base}{EMBEDS}/*", {"Content-Security-Policy": FRAMED_POLICY}


def _redirects(library: Library) -> bytes:
    lines = [line for line, _ in _redirect_lines(library) if len(line) <= LONGEST_REDIRECT]
    return "".join(f"{line}\n" for line in lines[:MOST_REDIRECTS]).encode()


def _redirect_lines(library: Library) -> Iterator[tuple[str, Span]]:
    """Give the rules with the places of their old addresses.

    `!` puts a rule before the page at the old address (https://docs.netlify.com/routing/redirects/rewrites-proxies/);
    Cloudflare, where a rule comes first anyhow, skips one with such a mark.
    """
    status = "301!" if library.site.config.hosting.redirects == "netlify" else "301"
    for one in _hosted(library).redirects:
        yield f"{one.old} {one.new} {status}", one.place


def _cname(library: Library) -> bytes:
    return f"{library.site.config.hosting.cname}\n".encode()


def _nojekyll(_library: Library) -> bytes:
    return b""


def _hosted(library: Library) -> Hosted:
    return hosted(library.site.config, library.plan)


HOST_FILES: Mapping[str, Callable[[Library], bytes]] = {
    "_headers": _headers,
    "_redirects": _redirects,
    "CNAME": _cname,
    ".nojekyll": _nojekyll,
}
"""The files for hosts by their paths, which are also their kinds."""


def check_host_files(library: Library) -> Iterator[Diagnostic]:
    """Report E-HEADERS and W-REDIRECTS for what the host would not read of these files."""
    hosting = library.site.config.hosting
    if hosting.headers:
        yield from _header_problems(library, hosting.own)
    if hosting.redirects != "no":
        yield from _redirect_problems(library)


def _header_problems(library: Library, own: tuple[HeaderRule, ...]) -> Iterator[Diagnostic]:
    for rule in own:
        for name, value in rule.headers:
            length = len(f"  {name.text}: {value.text}")
            if length > LONGEST_HEADER:
                message = (
                    f"this header makes a line of {length:,} characters, and hosts read {LONGEST_HEADER:,} at most"
                )
                yield diagnose("E-HEADERS", value.span, message, hint="shorten it")
    number = len(_rules(library))
    if number > MOST_RULES:
        message = f"`_headers` has {number} rules, and hosts read {MOST_RULES} at most"
        yield diagnose("E-HEADERS", own[-1].path.span, message, hint="use `*` to join some of your own")


def _redirect_problems(library: Library) -> Iterator[Diagnostic]:
    lines = list(_redirect_lines(library))
    hint = "the page at this old address leads on all the same"
    for line, place in lines:
        if len(line) > LONGEST_REDIRECT:
            message = f"this old address is too long for `_redirects`, where a line has {LONGEST_REDIRECT:,} characters"
            yield diagnose("W-REDIRECTS", place, message, hint=hint)
    if len(lines) > MOST_REDIRECTS:
        message = f"there are {len(lines):,} old addresses, and hosts read {MOST_REDIRECTS:,} of `_redirects`"
        yield diagnose("W-REDIRECTS", lines[MOST_REDIRECTS][1], message, hint="the pages at the others lead on")
