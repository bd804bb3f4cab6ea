"""Values of templates in the words of somebody who writes templates."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

from jinja2 import Undefined

Value: TypeAlias = Any
"""What a template can hold: a view, a text, a number, a list, a macro. Operators and filters find out what it is."""

_NAMES = ((str, "a text"), (bool, "a yes or no"), ((int, float), "a number"), ((tuple, list), "a list"))
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def described(value: object) -> str:
    """Name a value: "a figure", "a source page", "a list", "nothing (an empty value)"."""
    if value is None:
        return "nothing (an empty value)"
    if isinstance(value, Undefined):
        return "something that is not there"
    known = next((name for types, name in _NAMES if isinstance(value, types)), None)
    return known or view_name(type(value))


def view_name(view: type) -> str:
    """Name a type as an article and words: `SourcePageView` is "a source page"."""
    name = _CAPITAL.sub(" ", view.__name__.removesuffix("View")).lower()
    return f"{'an' if name[:1] in 'aeio' else 'a'} {name}"


def parts_of(value: object) -> tuple[str, ...]:
    """Give the names that can stand after the dot of a value."""
    return tuple(field.name for field in fields(value)) if is_dataclass(value) else ()
