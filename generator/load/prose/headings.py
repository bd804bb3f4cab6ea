"""Ids of headings and question cards: stable, unique in a page, and never a name that a script could meet by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.model.slug import slugify

if TYPE_CHECKING:
    from collections.abc import Container

PREFIX: Final = "h-"
"""Before every id made of an author's words: `location` or `constructor` alone would shadow what scripts use."""


def heading_id(words: str) -> str:
    """Give the id in the page of a heading with these words: "Why cars?" gives `h-why-cars`; "" where none remain.

    Authors write the same without the prefix: `#why-cars`, `article:cars#why-cars`.
    """
    slug = slugify(words)
    return PREFIX + slug if slug else ""


def unique_id(words: str, position: int, taken: Container[str]) -> str:
    """Give an id that is not taken: with -2, -3 behind it, or by its position (from 1) where the words give none."""
    wanted = heading_id(words) or f"{PREFIX}section-{position}"
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
