"""What a build may tell of the files that it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.site import Site


def public_inputs(digests: Mapping[str, str], site: Site, shown: Site) -> dict[str, str]:
    """Give the digests of the files that an edition shows something of, by path.

    The names of drafts, of articles under embargo, and of the sidebars that only they have are nobody's business yet.
    """
    articles = shown.articles
    hidden = {article.place.path for slug, article in site.articles.items() if slug not in articles}
    used = {article.shared_sidebar.text for article in articles.values() if article.shared_sidebar is not None}
    kept = {sidebar.id.span.path for name, sidebar in site.sidebars.items() if name in used}
    hidden |= {sidebar.id.span.path for sidebar in site.sidebars.values()} - kept
    return {path: digest for path, digest in sorted(digests.items()) if path not in hidden}
