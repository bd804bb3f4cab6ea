"""Where every entry is used, as far as an edition shows it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.check.references import media_key
from generator.facts.uses import Use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.check import Examined
    from generator.plan import Edition


def used_in(edition: Edition, examined: Examined) -> Mapping[tuple[str, str], tuple[Use, ...]]:
    """Give the references to each entry by kind and id, without those of entries that the edition does not show.

    A shared sidebar's facts are used by the articles that show it, and so are terms that prose mentions.
    """
    shown = edition.site.articles
    found: dict[tuple[str, str], list[Use]] = defaultdict(list)
    for use in (*_direct(examined), *_mentioned(examined)):
        if not use.owner.home or use.owner.home in shown:
            found[_key(use)].append(use)
    return {key: tuple(uses) for key, uses in found.items()}


def _key(use: Use) -> tuple[str, str]:
    return ("image", media_key(use.place.path, use.target)) if use.kind == "image" else (use.kind, use.id)


def _direct(examined: Examined) -> Iterator[Use]:
    sidebars = defaultdict(list)
    for use in examined.uses:
        if use.kind == "sidebar":
            sidebars[use.target].append(use)
    for use in examined.uses:
        if use.owner.kind == "sidebar":
            for shown in sidebars[use.owner.id]:
                yield Use(use.kind, use.target, shown.owner, use.place, "sidebar")
        else:
            yield use


def _mentioned(examined: Examined) -> Iterator[Use]:
    for each in examined.mentions:
        owner, span = each.passage.owner, each.passage.document.source.span
        for mention in each.found:
            anchor = each.passage.card or mention.section
            yield Use("term", mention.term_id, owner, span, "prose", anchor)
