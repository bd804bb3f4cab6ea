"""config.yaml: the settings of a site."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.diagnostics import CODES, Fault, Severity
from generator.diagnostics.nearest import nearest
from generator.load.decode.hosting import decode_hosting
from generator.load.decode.reference import web_address
from generator.load.decode.target import decode_targets
from generator.load.fields import Fields
from generator.load.node import Mapping, Node, Scalar
from generator.load.prose.targets import read_target
from generator.model.config import Config, DataSettings, Feeds, Lint, MenuItem, Publisher

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.text import Text

_MOST_ENTRIES = 1000
_ANSWERS = frozenset({"yes", "no", "true", "false"})
_FEEDS = {
    **dict.fromkeys(("articles", "article", "atom", "feed", "feed.xml"), "articles"),
    **dict.fromkeys(("changes", "updates", "corrections", "what-changed", "changes.xml"), "changes"),
}
_MENU_SCHEMES = ("article", "page", "topic", "tag", "person", "fact")
_TARGET_KEYS = ("to", "url", "href", "path", "page", "target", "link")
_WORDS_KEYS = ("title", "label", "text", "name", "words")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_BASE_URL = re.compile(r"https?://[^\s/@?#\\]+(?:/[A-Za-z0-9._~-]+)*/?")


def decode_config(f: Fields) -> Config:
    """Read config.yaml."""
    base_url = _base_url(f)
    config = Config(
        title=f.need_line("title"),
        base_url=base_url,
        language=_language(f),
        timezone=_timezone(f),
        description=f.line("description"),
        publisher=_publisher(f),
        menu=_menu(f),
        topics=_topics(f),
        feeds=_feeds(f),
        checks=_checks(f),
        hosting=decode_hosting(f, base_url),
        deploy=decode_targets(f),
        lint=_lint(f),
        data=_data(f),
    )
    f.done()
    return config


def _base_url(f: Fields) -> str:
    text = f.need_line("base_url")
    if text.text and not _BASE_URL.fullmatch(text.text):
        f.note("E-TYPE", text.span, f"`base_url` is not an address: `{text.text}`", "write https://example.org/")
    return text.text.rstrip("/") + "/"


def _language(f: Fields) -> str:
    text = f.line("language")
    if text is None:
        return "en"
    if not _LANGUAGE.fullmatch(text.text.replace("_", "-")):
        f.note("E-TYPE", text.span, f"`language` is not a language tag: `{text.text}`", "write `en`, `en-GB` or `ja`")
        return "en"
    return text.text.replace("_", "-")


def _timezone(f: Fields) -> ZoneInfo:
    text = f.line("timezone")
    try:
        return ZoneInfo(text.text if text is not None else "UTC")
    except (ValueError, OSError, KeyError):  # a ZoneInfoNotFoundError is a KeyError
        pass
    if text is not None:
        f.note("E-TYPE", text.span, f"`timezone` is not a time zone: `{text.text}`", "write UTC or Asia/Tokyo, say")
    return ZoneInfo("UTC")


def _publisher(f: Fields) -> Publisher | None:
    g = f.group("publisher", "a publisher")
    if g is None:
        return None
    publisher = Publisher(g.need_line("name"), web_address(g, "url"), g.line("logo"))
    g.done()
    return publisher


def _menu(f: Fields) -> tuple[MenuItem, ...] | None:
    node = f.find("menu")
    if node is None:
        return None
    if isinstance(node, Mapping):
        found = tuple(_named_items(f, node, "menu"))
    else:
        found = tuple(item for where, child in f.items("menu") for item in _menu_item(f, child, where))
    for item in found:
        _check_target(f, item.target)
    return found


def _check_target(f: Fields, target: Text) -> None:
    """Note where an entry of the menu leads where no link may; whether its page is there is seen later."""
    fault = read_target(target.text)
    if isinstance(fault, Fault) and target.text.partition(":")[0] not in _MENU_SCHEMES:
        f.notebook.fault(target, fault)


def _menu_item(f: Fields, node: Node, where: str) -> Iterator[MenuItem]:
    if isinstance(node, Mapping) and not any(node.get(key) is not None for key in _TARGET_KEYS):
        yield from _named_items(f, node, where)
    elif isinstance(node, Mapping):
        g = f.as_group(node, where, "an entry of the menu")
        if g is not None:
            yield from _written_item(g)
    else:
        target = f.as_line(node, where)
        if target is not None:
            yield MenuItem(None, target)


def _written_item(g: Fields) -> Iterator[MenuItem]:
    target = next((g.line(key) for key in _TARGET_KEYS if g.has(key)), None)
    words = next((g.line(key) for key in _WORDS_KEYS if g.has(key)), None)
    g.done()
    if target is not None:
        yield MenuItem(words, target)


def _named_items(f: Fields, node: Mapping, where: str) -> Iterator[MenuItem]:
    for name, child in node.entries:
        target = f.as_line(child, f"{where}.{name.text}")
        if target is not None:
            yield MenuItem(f.notebook.text(name), target)


def _topics(f: Fields) -> tuple[tuple[Text, str], ...]:
    g = f.group("topics", "the topics")
    if g is None:
        return ()
    found = [(f.notebook.text(name), g.line(name.text)) for name, _ in g.node.entries]
    return tuple((key, words.text) for key, words in found if words is not None)


def _feeds(f: Fields) -> Feeds:
    """Read `feeds`: yes or no, keys (`limit`, `full`, `enabled`, `changes`), or a list of the feeds that are wanted."""
    node = f.find("feeds")
    if isinstance(node, Scalar) and node.text in _ANSWERS:
        wanted = f.flag("feeds") is not False
        return Feeds(enabled=wanted, changes=wanted)
    if isinstance(node, Mapping):
        return _feed(f, node, "feeds")
    if node is None:
        return Feeds()
    found = [_listed_feed(f, item, where) for where, item in f.items("feeds")]
    articles = next((feed for of, feed in found if of == "articles"), None)
    changes = any(of == "changes" and feed.enabled for of, feed in found)
    if articles is None:
        return Feeds(enabled=False, changes=changes)
    # A list from before there was a feed of changes names that of articles alone: it goes on to mean that one.
    return replace(articles, changes=changes)


def _listed_feed(f: Fields, node: Node, where: str) -> tuple[str, Feeds]:
    """Give what a feed is of, with its settings; of anything but articles and changes there is none, which is said."""
    of = node.get("of") if isinstance(node, Mapping) else node
    name = _FEEDS.get(of.text, "") if isinstance(of, Scalar) else "articles"
    if not name:
        f.note("W-CONFIG", node.span, f"`{where}`: there is a feed of articles, at /feed.xml, and one of changes")
    return name, _feed(f, node, where) if isinstance(node, Mapping) and name else Feeds()


def _feed(f: Fields, node: Mapping, where: str) -> Feeds:
    g = Fields(f.notebook, node, what="a feed", path=where)
    limit, full, enabled, changes = g.whole("limit"), g.flag("full"), g.flag("enabled"), g.flag("changes")
    if limit is not None and not 1 <= limit <= _MOST_ENTRIES:
        g.note("E-TYPE", g.place("limit"), f"`{where}.limit` must be from 1 to {_MOST_ENTRIES}")
    known = {"limit", "full", "enabled", "changes", "title", "path", "of"}
    for name, _ in node.entries:
        if name.text not in known:
            g.note(
                "W-CONFIG", name.span, f"`{where}.{name.text}` is not used", f"a feed has: {', '.join(sorted(known))}"
            )
    size = limit if limit is not None else 20
    return Feeds(enabled is not False, size, full is not False, changes is not False)


def _data(f: Fields) -> DataSettings:
    g = f.group("data", "the data")
    if g is None:
        return DataSettings()
    settings = DataSettings(g.line("licence"), web_address(g, "licence_url"), g.flag("embed") is not False)
    g.done()
    return settings


def _checks(f: Fields) -> tuple[tuple[str, Severity], ...]:
    g = f.group("checks", "the checks")
    found = []
    for name, _ in g.node.entries if g is not None else ():
        severity = Severity(g.choice(name.text, ("error", "warning", "note", "off"), "error")) if g else Severity.ERROR
        if name.text not in CODES:
            close = nearest(name.text, list(CODES))
            hint = f"did you mean `{close}`?" if close else "`factbox check --codes` lists them all"
            f.note("E-UNKNOWN", name.span, f"there is no check `{name.text}`", hint)
        elif CODES[name.text].fixed and severity is not Severity.ERROR:
            f.note("E-TYPE", name.span, f"`{name.text}` is always an error", "a site that has it cannot be read")
        else:
            found.append((name.text, severity))
    return tuple(found)


def _lint(f: Fields) -> Lint:
    g = f.group("lint", "the number lint")
    if g is None:
        return Lint()
    found = Lint(dates=g.flag("dates") is True)
    g.done()
    return found
