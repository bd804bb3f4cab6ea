"""`hosting` in config.yaml: which files for hosts a build makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.load.node import Mapping, Scalar
from generator.model.config import HeaderRule, Hosting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.fields import Fields
    from generator.model.text import Text

_ANSWERS = frozenset({"yes", "no"})
_PATH = re.compile(r"/[A-Za-z0-9._~:/-]*\*?[A-Za-z0-9._~:/-]*")
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110, 5.6.2: a token
_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
# RFC 1123, 2.1: labels of letters, digits and hyphens; a domain of one's own has two of them at least.
_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# https://docs.github.com/pages/getting-started-with-github-pages: such a name needs no CNAME, and may have none.
_GITHUBS_OWN = ".github.io"


def decode_hosting(f: Fields, base_url: str) -> Hosting:
    """Read `hosting`: `no` for none of the files, or keys.

    Notes E-TYPE where no CNAME can be made of `base_url`, and for headers that cannot be sent.
    """
    node = f.find("hosting")
    if isinstance(node, Scalar) and node.text in _ANSWERS:
        return Hosting() if node.text == "yes" else Hosting(headers=False, redirects="no", nojekyll=False)
    g = f.group("hosting", "the files for hosts")
    if g is None:
        return Hosting()
    headers = g.find("headers")
    own = tuple(_rules(g)) if isinstance(headers, Mapping) else ()
    hosting = Hosting(
        headers=isinstance(headers, Mapping) or g.flag("headers") is not False,
        own=own,
        redirects=g.choice("redirects", ("yes", "no", "netlify"), "yes"),
        nojekyll=g.flag("nojekyll") is not False,
        cname=_cname(g, base_url) if g.flag("cname") else "",
    )
    g.done()
    return hosting


def _rules(g: Fields) -> Iterator[HeaderRule]:
    rules = g.group("headers", "the headers of your own")
    for key, child in rules.node.entries if rules is not None and isinstance(rules.node, Mapping) else ():
        path, where = g.notebook.text(key), f"hosting.headers.{key.text}"
        if not _PATH.fullmatch(path.text):
            hint = "write a path such as `/*`, `/media/*` or `/rice/`"
            g.note("E-TYPE", path.span, f"`{path.text}` is no path that a host could fit addresses to", hint)
        held = g.as_group(child, where, "headers of a path")
        if held is not None:
            yield HeaderRule(path, tuple(_headers(held)))


def _headers(g: Fields) -> Iterator[tuple[Text, Text]]:
    for key, child in g.node.entries:
        name, value = g.notebook.text(key), g.as_line(child, g.where(key.text))
        if not _NAME.fullmatch(name.text):
            g.note("E-TYPE", name.span, f"`{name.text}` is no name of a header", "write one such as `X-Robots-Tag`")
        elif value is not None and not _VALUE.fullmatch(value.text):
            message = f"the header `{name.text}` can hold letters without accents, digits and ASCII signs only"
            g.note("E-TYPE", value.span, message)
        elif value is not None:
            yield name, value


def _cname(g: Fields, base_url: str) -> str:
    """Give the domain of `base_url` as DNS writes it; "" where GitHub Pages could not serve the site from it."""
    host, _, path = base_url.split("://", 1)[-1].partition("/")
    try:
        name = host.encode("idna").decode("ascii").lower() if host else ""
    except UnicodeError:
        name = ""
    if path.strip("/"):
        hint = "with a domain of its own a site stands at the domain's root: take the path out of `base_url`"
    elif name.endswith(_GITHUBS_OWN):
        hint = "a site at github.io has no domain of its own: take `cname` out"
    elif not _DOMAIN.fullmatch(name):
        hint = "`base_url` must name a domain, without a port, such as https://www.example.org/"
    else:
        return name
    g.note("E-TYPE", g.place("cname"), f"no CNAME can be made of `{base_url}`", hint)
    return ""
