"""Where every entry is used, as far as an edition shows it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.check.references import media_key
from generator.facts.prose import Owner
from generator.facts.uses import sidebar_uses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.check import Examined
    from generator.facts.uses import Use
    from generator.model.site import Site
    from generator.plan import Edition

Place = tuple[str, str, str]
"""What is used, by kind and id, and the section or card where it is used first."""


@dataclass(frozen=True, slots=True)
class UsedBy:
    """Who uses an entry, and in which section or card of its page first."""

    owner: Owner
    anchor: str = ""


def places_in(site: Site, examined: Examined) -> tuple[Place, ...]:
    """Give what an article uses, each once: by reference, by name of a term, and through a sidebar that it shares."""
    found: dict[tuple[str, str], str] = {}
    for use in (*examined.uses, *_of_sidebars(site, examined.uses)):
        found.setdefault(_key(use), use.anchor)
    for term, anchor, _ in _mentioned(examined):
        found.setdefault(("term", term), anchor)
    return tuple((kind, id_, anchor) for (kind, id_), anchor in found.items())


def _of_sidebars(site: Site, uses: Iterable[Use]) -> Iterator[Use]:
    """Give the facts of shared sidebars as uses of those who show them."""
    for use in uses:
        sidebar = site.sidebars.get(use.target) if use.kind == "sidebar" else None
        if sidebar is not None:
            yield from sidebar_uses(sidebar.groups, use.owner)


def used_in(
    edition: Edition, shared: Examined, articles: Iterable[tuple[str, tuple[Place, ...]]]
) -> Mapping[tuple[str, str], tuple[UsedBy, ...]]:
    """Give who uses each entry, by kind and id, each once, without what the edition does not show.

    `articles` are those that the edition shows, by slug, with what they use; `shared` is all that is no article.
    """
    found: dict[tuple[str, str], dict[Owner, UsedBy]] = defaultdict(dict)
    for slug, places in articles:
        owner = Owner("article", slug, slug)
        by = {anchor: UsedBy(owner, anchor) for _, _, anchor in places}
        for kind, id_, anchor in places:
            found[kind, id_].setdefault(owner, by[anchor])
    shown = edition.site.articles
    for use in shared.uses:
        if use.owner.kind != "sidebar" and (not use.owner.home or use.owner.home in shown):
            found[_key(use)].setdefault(use.owner, UsedBy(use.owner, use.anchor))
    for term, anchor, owner in _mentioned(shared):
        if not owner.home or owner.home in shown:
            found["term", term].setdefault(owner, UsedBy(owner, anchor))
    return {key: tuple(users.values()) for key, users in found.items()}


def _key(use: Use) -> tuple[str, str]:
    return ("image", media_key(use.place.path, use.target)) if use.kind == "image" else (use.kind, use.id)


def _mentioned(examined: Examined) -> Iterator[tuple[str, str, Owner]]:
    for each in examined.mentions:
        for mention in each.found:
            yield mention.term_id, each.passage.card or mention.section, each.passage.owner
