"""The entries that others refer to: sources, people, terms, quotes, units and images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.load.node import Mapping, Scalar
from generator.model.chart import Image
from generator.model.person import PERSON_KINDS, Person, Role
from generator.model.quote import Quote
from generator.model.source import SOURCE_KINDS, Source
from generator.model.term import CASE_RULES, LINK_RULES, Term
from generator.model.unit import UnitDeclaration

if TYPE_CHECKING:
    from generator.load.decode.entries import Entry
    from generator.load.fields import Fields
    from generator.model.dates import Date
    from generator.model.text import Text

_WEB_ADDRESS = re.compile(r"https?://[^\s/@?#]+(?:[/?#]\S*)?")
_ENCODED = re.compile(r"[\\<>\"{}|^`]")
"""Characters that an address holds only in their percent-encoded form (RFC 3986, 2)."""


def web_address(fields: Fields, key: str) -> Text | None:
    """Give an address on the web: https or http, without a user's name in it. Reports E-LINK."""
    text = fields.line(key)
    if text is None:
        return None
    message, hint = f"`{fields.where(key)}` is not an address on the web", "write it whole, beginning with https://"
    if _WEB_ADDRESS.fullmatch(text.text):
        wrong = _ENCODED.search(text.text)
        if wrong is None:
            return text
        sign = f"`{wrong[0]}`" if wrong[0] != "`" else "a backtick"
        message = f"{message} as long as {sign} stands in it"
        hint = f"write `%{ord(wrong[0]):02X}` in the place of {sign}"
    fields.note("E-LINK", text.span, f"{message}: `{text.text}`", hint)
    return None


def decode_source(entry: Entry) -> Source:
    """Read a source."""
    f = entry.fields
    kind = f.choice("kind", SOURCE_KINDS, "report")
    url = web_address(f, "url")
    if kind == "web":
        f.require("url", url)
    publisher, authors = f.line("publisher"), f.lines("author")
    if publisher is None and not authors and not f.has("publisher") and not f.has("author") and not f.node.cut:
        f.note("E-REQUIRED", f.span, "a source needs a `publisher` or an `author`", "add `publisher:`")
    source = Source(
        id=entry.id,
        title=f.need_line("title"),
        publisher=publisher,
        authors=authors,
        date=_source_date(f),
        kind=kind,
        url=url,
        accessed=f.date("accessed"),
        archive_url=web_address(f, "archive_url"),
        isbn=f.line("isbn"),
        language=f.line("language"),
        licence=f.line("licence"),
        cites=f.sources("cites"),
        was=f.ids("was"),
        primary=f.flag("primary"),
    )
    f.done()
    return source


def _source_date(f: Fields) -> Date | None:
    node = f.find("date")
    if isinstance(node, Scalar) and node.text == "undated":
        return None
    if node is None:
        f.note("E-REQUIRED", f.span, "`date` is missing from a source", "add `date:`, or write `date: undated`")
    return f.date("date")


def decode_person(entry: Entry) -> Person:
    """Read a person, an organisation or a state."""
    f = entry.fields
    person = Person(
        id=entry.id,
        place=f.span,
        name=f.need_line("name"),
        kind=f.choice("kind", PERSON_KINDS, "person"),
        roles=_roles(f),
        native_name=f.line("native_name"),
        sort=f.line("sort"),
        aka=f.lines("aka"),
        url=web_address(f, "url"),
        discloses=f.text("discloses"),
        was=f.ids("was"),
    )
    f.done()
    return person


def _roles(f: Fields) -> tuple[Role, ...]:
    if f.has("role") and f.has("roles"):
        f.note("E-YAML-DUP", f.key_span("role"), "`role` and `roles` are the same key")
    key = "role" if f.has("role") else "roles"
    found = []
    for where, node in f.items(key):
        if isinstance(node, Mapping):
            group = f.as_group(node, where, "a role")
            if group is not None:
                found.append(_role(group))
        else:
            text = f.as_line(node, where)
            if text is not None:
                found.append(Role(text, None, None, None))
    return tuple(found)


def _role(f: Fields) -> Role:
    role = Role(f.need_line("role"), f.line("at"), f.date("from"), f.date("to"))
    f.done()
    return role


def decode_term(entry: Entry) -> Term:
    """Read an entry of the glossary."""
    f = entry.fields
    term = Term(
        id=entry.id,
        place=f.span,
        name=f.need_line("name"),
        definition=f.need_prose("definition"),
        case=f.choice("case", CASE_RULES, "smart"),
        link=f.choice("link", LINK_RULES, "first"),
        aliases=f.lines("aliases"),
        see_also=f.ids("see_also"),
        sources=f.sources(),
        was=f.ids("was"),
    )
    f.done()
    return term


def decode_quote(entry: Entry) -> Quote:
    """Read somebody's words."""
    f = entry.fields
    text = f.require("text", f.text("text"))
    quote = Quote(
        id=entry.id,
        place=f.span,
        text=text or f.need_line("text"),
        by=f.need_line("by"),
        sources=f.sources(),
        original=f.text("original"),
        original_language=f.line("original_language"),
        translation=f.line("translation"),
        date=f.date("date"),
        said=f.said(),
    )
    f.done()
    return quote


def decode_image(entry: Entry) -> Image:
    """Read what media.yaml says of one file: its words for those who cannot see it are required, unless decorative."""
    f = entry.fields
    alt = f.line("alt")
    decorative = bool(f.flag("decorative")) or (alt is not None and alt.text == "decorative")
    if alt is None and not decorative and not f.node.cut:
        place, hint = f.key_span("alt"), "say in a few words what it shows, or write `decorative: yes`"
        f.note("E-ALT", place, f"`alt` is missing for the image `{entry.id}`", hint)
    image = Image(
        key=entry.id.text,
        place=f.span,
        alt=None if decorative else alt,
        decorative=decorative,
        credit=f.require("credit", f.line("credit")),
        caption=f.prose("caption"),
        licence=f.line("licence"),
        source_url=web_address(f, "source_url"),
    )
    f.done()
    return image


def decode_unit(entry: Entry) -> UnitDeclaration:
    """Read a unit: its words are one text, or a text for each language."""
    f = entry.fields
    unit = UnitDeclaration(
        id=entry.id.text,
        one=_words(f, "one"),
        many=_words(f, "many"),
        is_=_plain(f, "is") or "count",
        symbol=_plain(f, "symbol"),
        currency=_plain(f, "currency") or None,
    )
    f.done()
    return unit


def _plain(f: Fields, key: str) -> str:
    line = f.line(key)
    return line.text if line is not None else ""


def _words(f: Fields, key: str) -> tuple[tuple[str, str], ...]:
    node = f.require(key, f.find(key))
    if not isinstance(node, Mapping):
        line = f.line(key)
        return (("", line.text),) if line is not None else ()
    group = f.as_group(node, key, "a unit's words")
    found = [] if group is None else [(name.text, group.line(name.text)) for name, _ in node.entries]
    return tuple((language, line.text) for language, line in found if line is not None)
