"""People, organisations and states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass

if TYPE_CHECKING:
    from generator.diagnostics import Span
    from generator.model.dates import Date
    from generator.model.text import Text

PERSON_KINDS = ("person", "organisation", "state")


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was: the role's words, at which person's id or words, from when to when."""

    role: Text
    at: Text | None
    start: Date | None
    end: Date | None


@dataclass(frozen=True, slots=True)
class Person:
    """A person, an organisation or a state. `sort` is what lists order it by, `discloses` what it declares.

    `was` are ids that it had before.
    """

    id: Text
    place: Span
    name: Text
    kind: str
    roles: tuple[Role, ...]
    native_name: Text | None
    sort: Text | None
    aka: tuple[Text, ...]
    url: Text | None
    discloses: Text | None
    was: tuple[Text, ...] = ()
