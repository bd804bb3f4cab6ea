"""Tags of HTML, whose values are escaped in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

_ATTRIBUTE = Markup(' {}="{}"')
_TAG = Markup("<{}{}>")


def opening(name: str, attributes: Mapping[str, object] | None = None) -> Markup:
    """Give an opening tag; attributes that are None or "" are left out, and an `alt` may be empty."""
    if not attributes:
        return _TAG.format(name, "")
    kept = ((key, value) for key, value in attributes.items() if key == "alt" or value not in {None, ""})
    return _TAG.format(name, Markup("").join(_ATTRIBUTE.format(key, value) for key, value in kept))


def closing(name: str) -> Markup:
    """Give a closing tag."""
    return Markup("</{}>").format(name)
