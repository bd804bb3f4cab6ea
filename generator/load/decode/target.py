"""The deploy targets of config.yaml."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from generator.diagnostics.nearest import nearest
from generator.load.decode.reference import web_address
from generator.load.fields.lines import kind_of
from generator.load.node import Mapping, Sequence
from generator.model.target import ALLOWABLE, DEFAULTS, KINDS, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.load.fields import Fields
    from generator.model.text import Text

_NAMED = "a deploy target"
_MOST_KEPT = 100
_PERCENT = 100
_SETTINGS = tuple(field.name for field in fields(Target))


def decode_targets(f: Fields) -> tuple[Target, ...]:
    """Read `deploy`: targets by name, in `targets` or at once, or a list of groups with a `name`."""
    g = f.group("deploy", "the deploy targets")
    if g is None:
        return ()
    node = g.find("targets") or g.node
    if isinstance(node, Sequence):
        return tuple(_listed(g))
    return tuple(_named(g, node)) if isinstance(node, Mapping) else ()


def _listed(g: Fields) -> Iterator[Target]:
    for where, item in g.items("targets"):
        one = g.as_group(item, where, _NAMED)
        name = one.line("name") if one is not None else None
        if one is not None and name is not None:
            yield _target(one, name)


def _named(g: Fields, node: Mapping) -> Iterator[Target]:
    for name, child in node.entries:
        if isinstance(child, Mapping):
            one = g.as_group(child, f"deploy.targets.{name.text}", _NAMED)
            if one is not None:
                yield _target(one, g.notebook.text(name))
        else:
            hint = "write the target's name, and its settings below it"
            message = f"the deploy target `{name.text}` must be a group of keys, not {kind_of(child)}"
            g.note("E-TYPE", child.span, message, hint)


def _target(f: Fields, name: Text) -> Target:
    url, endpoint = web_address(f, "url"), web_address(f, "endpoint")
    kind = _kind(f)
    days = f.duration("keep_assets")
    target = Target(
        name=name,
        kind=kind,
        to=_line(f, "to"),
        url=url.text if url is not None else None,
        path=_line(f, "path") or (f"{_line(f, 'to')}/current" if f.find("to") is not None and kind == "folder" else ""),
        bucket=_line(f, "bucket"),
        prefix=_line(f, "prefix").strip("/"),
        endpoint=endpoint.text if endpoint is not None else None,
        region=_line(f, "region") or None,
        path_style=f.flag("path_style") or False,
        branch=_line(f, "branch") or DEFAULTS.branch,
        keep_assets=days if days is not None else DEFAULTS.keep_assets,
        keep_releases=_number(f, "keep_releases", 1, _MOST_KEPT, DEFAULTS.keep_releases),
        max_deletes=_number(f, "max_deletes", 0, _PERCENT, DEFAULTS.max_deletes),
        include=tuple(text.text for text in f.lines("include")),
        allow=tuple(_allowed(f)),
    )
    _judge(f, target)
    return target


def _kind(f: Fields) -> str:
    """Give the kind. One that is misspelt is an error; one that no host of ours has, a warning."""
    text = f.line("kind")
    if text is None:
        f.note("W-CONFIG", f.span, f"`{f.path}` has no `kind`", f"add one of: {', '.join(KINDS)}")
        return ""
    close = nearest(text.text, KINDS)
    if text.text not in KINDS and close is not None:
        hint = f"did you mean `{close}`? allowed: {', '.join(KINDS)}"
        f.note("E-TYPE", text.span, f"`{f.where('kind')}` cannot be `{text.text}`", hint)
    elif text.text not in KINDS:
        message = f"Factbox has no host of the kind `{text.text}`, and so deploys nothing to `{f.path}`"
        f.note("W-CONFIG", text.span, message, f"the kinds are: {', '.join(KINDS)}")
    return text.text


def _line(f: Fields, key: str) -> str:
    text = f.line(key)
    return text.text if text is not None else ""


def _number(f: Fields, key: str, least: int, most: int, default: int) -> int:
    number = f.whole(key)
    if number is None:
        return default
    if not least <= number <= most:
        f.note("E-TYPE", f.place(key), f"`{f.where(key)}` must be from {least} to {most}")
        return default
    return number


def _allowed(f: Fields) -> Iterator[str]:
    for text in f.lines("allow"):
        if text.text in ALLOWABLE:
            yield text.text
        else:
            close = nearest(text.text, ALLOWABLE)
            hint = (f"did you mean `{close}`? " if close else "") + f"allowed: {', '.join(ALLOWABLE)}"
            f.note("E-TYPE", text.span, f"`{f.where('allow')}` cannot have `{text.text}`", hint)


def _judge(f: Fields, target: Target) -> None:
    """Warn of what is missing or not known: it stops a deploy there, and nothing else."""
    for key in target.missing:
        message = f"`{f.path}` has no `{key}`, and nothing can be deployed there without it"
        f.note("W-CONFIG", f.span, message, f"add `{key}:`")
    for name, _ in f.node.entries if target.kind in KINDS else ():
        if name.text not in _SETTINGS:
            close = nearest(name.text, _SETTINGS)
            hint = f"did you mean `{close}`?" if close else "remove it"
            f.note("W-CONFIG", name.span, f"`{f.where(name.text)}` is not used", hint)
