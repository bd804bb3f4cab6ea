"""Ids of headings and question cards: stable, unique in a page, and never a name that a script could meet by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.model.slug import slugify

if TYPE_CHECKING:
    from generator.model.document import Document

PREFIX: Final = "h-"
"""Before every id made of an author's words: `location` or `constructor` alone would shadow what scripts use."""


def heading_id(words: str) -> str:
    """Give the id in the page of a heading with these words: "Why cars?" gives `h-why-cars`; "" where none remain.

    Authors write the same without the prefix: `#why-cars`, `article:cars#why-cars`.
    """
    slug = slugify(words)
    return PREFIX + slug if slug else ""


def take_id(words: str, position: int, taken: dict[str, int]) -> str:
    """Give an id that is not taken, and take it: with -2, -3 behind it, or by position (from 1) where words give none.

    `taken` counts for each id how often it was wanted.
    """
    wanted = heading_id(words) or f"{PREFIX}section-{position}"
    number = taken.get(wanted, 0) + 1
    identity = wanted
    while identity in taken:
        number = max(number, 2)
        identity = f"{wanted}-{number}"
        number += 1
    taken[wanted] = max(number - 1, 1)
    taken[identity] = 1
    return identity


def find_anchor(document: Document, anchor: str) -> str | None:
    """Give the id in the page that an author's anchor means (`history`, or `h-history` as the page has it), or None."""
    ids = {heading.id for heading in document.headings} | {card.id for card in document.cards}
    return next((name for name in (PREFIX + anchor, anchor) if name in ids), None)
