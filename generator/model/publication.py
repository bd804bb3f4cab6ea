"""Which articles the public may see, at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.article import Article


def publication(article: Article, now: dt.datetime) -> str:
    """Give an article's state at a moment: draft, embargoed, published, expired or withdrawn.

    Every status before `published` is a draft. An embargoed article waits for its `publish_at`; an expired one keeps
    its address, says that it is out of date, and leaves the lists.
    """
    if article.status == "withdrawn":
        return "withdrawn"
    if article.status != "published":
        return "draft"
    if article.publish_at is not None and article.publish_at.moment > now:
        return "embargoed"
    if article.expires is not None and article.expires.moment <= now:
        return "expired"
    return "published"


def is_public(article: Article, now: dt.datetime) -> bool:
    """Tell whether an article has an address on the public site."""
    return publication(article, now) in {"published", "expired", "withdrawn"}
