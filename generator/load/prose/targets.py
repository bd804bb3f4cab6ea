"""What a link points at: our own schemes, paths in the site, and addresses elsewhere from a list of what is allowed."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.diagnostics.nearest import nearest
from generator.load.prose.characters import INVISIBLE
from generator.model.address import FactAddress, parse_fact_address

SCHEMES: Final = ("fact", "event", "term", "person", "article")
"""Our own schemes, which name entries of the site."""

FREE: Final = "free"
"""The scheme of a figure that is left free on purpose: `[some 40](free:)`. It names no entry."""

_OTHER_WORDS: Final = {
    "glossary": "term", "definition": "term", "page": "article", "people": "person", "source": "cite", "cite": "cite",
    "citation": "cite", "value": "fact", "figure": "fact", "series": "fact", "timeline": "event",
}  # fmt: skip
"""What people write for our schemes and is not spelt like them."""

_SCHEME = re.compile(r"([^/?#]*?):")
_ID = re.compile(r"[a-z0-9-]+")
_ARTICLE = re.compile(r"[^\s/#?]+(?:#[^\s#]+)?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_MAIL = re.compile(r"[^\s@?]+@[^\s@?]+(?:\?\S*)?")
_PHONE = re.compile(r"\+?[0-9().-]+")
_BAD = re.compile(rf"[\x00-\x1f\x7f-\x9f]|{INVISIBLE}")
_EDGES = re.compile(r"\A\s|\s\Z")


@dataclass(frozen=True, slots=True)
class Target:
    """A target that may be linked: its scheme, what follows it and where that begins, and the host if it has one."""

    scheme: str
    rest: str
    start: int = 0
    host: str = ""


def read_target(written: str) -> Target | Fault:
    """Judge the target of a link, unescaped.

    Gives the fault E-LINK for what is not on the list of allowed addresses, E-REF for a scheme that is like ours, and
    E-REF-FORM for one of ours with a target that cannot be one.
    """
    fault = _spelling_fault(written)
    if fault is not None:
        return fault
    found = _SCHEME.match(written)
    if found is None:
        return Target("path", written)
    scheme, start = found[1], found.end()
    if scheme in SCHEMES:
        return _own_target(scheme, written[start:], start)
    if scheme == FREE:
        return _free_target(written[start:], start)
    known = _ELSEWHERE.get(scheme.lower())
    return known(written) if known else _unknown_scheme(scheme)


def _spelling_fault(written: str) -> Fault | None:
    """Find what no target may hold."""
    if not written or written == "#":
        return Fault("E-LINK", "this link leads nowhere", "write an address in the round brackets", 0, len(written))
    bad = _BAD.search(written) or _EDGES.search(written)
    if bad is not None:
        code = f"U+{ord(bad.group()):04X}"
        message = f"the address holds a character that nobody sees ({code})"
        return Fault("E-LINK", message, "type the address anew", 0, len(written))
    if "\\" in written:
        return Fault("E-LINK", "the address holds a backslash, which browsers read as a slash", "write `/`")
    if written.startswith("//"):
        return Fault("E-LINK", "the address names another host without saying how to reach it", "begin with https://")
    return None


def _own_target(scheme: str, rest: str, start: int) -> Target | Fault:
    if scheme == "fact":
        address = parse_fact_address(rest)
        if isinstance(address, FactAddress):
            return Target(scheme, rest, start)
        return Fault(address.code, address.message, address.hint, start + address.start, address.length)
    pattern, example = (_ARTICLE, "cars#history") if scheme == "article" else (_ID, "an-id")
    if pattern.fullmatch(rest):
        return Target(scheme, rest, start)
    hint = f"write it like `{scheme}:{example}`; ids are made of a-z, 0-9 and hyphens"
    message = f"`{rest}` cannot be the target of a `{scheme}:` link" if rest else f"nothing follows `{scheme}:`"
    return Fault("E-REF-FORM", message, hint, start, len(rest))


def _free_target(rest: str, start: int) -> Target | Fault:
    """Judge what follows `free:`, which is nothing; a reason stands behind it as a link's title does."""
    if not rest:
        return Target(FREE, "", start)
    message = "nothing may follow `free:`, which marks a figure that is left free on purpose"
    return Fault("E-REF-FORM", message, 'write `[some 40](free: "why")`, or name a fact', start, len(rest))


def _unknown_scheme(scheme: str) -> Fault:
    """Tell a misspelt scheme of ours from one that is not allowed."""
    word = scheme.lower()
    ours = (*SCHEMES, FREE)
    better = word if word in ours else _OTHER_WORDS.get(word) or nearest(word, SCHEMES)
    if better == "cite":
        hint = "a source is cited in square brackets: `[@id]` or `[@id, p. 4]`"
        return Fault("E-REF", f"there is no scheme `{scheme}:`", hint, 0, len(scheme))
    if better is not None:
        return Fault("E-REF", f"there is no scheme `{scheme}:`", f"did you mean `{better}:`?", 0, len(scheme))
    hint = "links may begin with https:, http:, mailto: or tel:, or lead to a page of this site"
    return Fault("E-LINK", f"links with `{scheme}:` are not allowed", hint, 0, len(scheme))


def _web_target(written: str) -> Target | Fault:
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return Fault("E-LINK", "this address cannot be read", "copy it from the browser's address line")
    if "@" in parts.netloc:
        message = "the address holds a user's name before the host, which hides where it leads"
        return Fault("E-LINK", message, "remove everything up to the @")
    literal = parts.netloc.startswith("[")
    if not host or not (literal or _HOST.fullmatch(host)) or " " in written:
        return Fault("E-LINK", "this address names no host that can be read", "write it like https://example.org/page")
    return Target("url", written, host=host)


def _mail_target(written: str) -> Target | Fault:
    if _MAIL.fullmatch(written.partition(":")[2]):
        return Target("url", written)
    return Fault("E-LINK", "this is not an e-mail address", "write it like mailto:desk@example.org")


def _phone_target(written: str) -> Target | Fault:
    if _PHONE.fullmatch(written.partition(":")[2]):
        return Target("url", written)
    return Fault("E-LINK", "this is not a telephone number", "write it like tel:+81-3-1234-5678")


_ELSEWHERE: Final = {"https": _web_target, "http": _web_target, "mailto": _mail_target, "tel": _phone_target}
"""The only schemes that lead out of the site."""
