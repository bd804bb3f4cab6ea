"""Which pages each sitemap names (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.plan.edition import Edition
    from generator.plan.lists import Lists
    from generator.plan.output import Output

UNLISTED: Final = frozenset({"404", "embed", "gone", "redirect"})
_NAMES: Final[Mapping[str, str]] = {
    "fact": "facts",
    "person": "people",
    "quotes": "people",
    "source": "sources",
    "topic": "topics",
    "used-in": "places",
}


def sitemaps(edition: Edition, lists: Lists, pages: Iterable[Output]) -> dict[str, tuple[Output, ...]]:
    """Give the pages that may be found: all under "", or of a large site by kind, articles by their year.

    So an edit of one article rewrites the small file of its year and the index.
    """
    limits = lists.limits
    found = [output for output in pages if _is_listed(edition, output)]
    if len(found) <= limits.sitemap:
        return {"": tuple(found)}
    groups: dict[str, list[Output]] = {}
    for output in found:
        groups.setdefault(_group(edition, output), []).append(output)
    size = limits.sitemap_part
    return {
        f"{name}-{start // size + 1}" if start else name: tuple(group[start : start + size])
        for name, group in sorted(groups.items())
        for start in range(0, len(group), size)
    }


def _is_listed(edition: Edition, output: Output) -> bool:
    if not output.path.endswith(".html") or output.kind in UNLISTED:
        return False
    return output.kind != "article" or edition.states[output.key] == "published"


def _group(edition: Edition, output: Output) -> str:
    if output.kind != "article":
        return _NAMES.get(output.kind, "pages")
    published = edition.site.articles[output.key].published
    return f"articles-{published.year}" if published is not None else "articles"
