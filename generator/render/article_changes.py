"""What changed on one page: of an article with the figures that it uses, and of a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.facts.changes import fact_id
from generator.render.changes import corrections_of_facts, in_order, reworded, updates
from generator.render.teasers import documents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.changes import Change
    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.render.library import Library
    from generator.render.views import ChangeView


def article_changes(library: Library, article: Article) -> tuple[ChangeView, ...]:
    """Give what changed on an article's page since it was published, newest first.

    Its own corrections are left out, which the page shows by themselves. Of the facts that it uses it tells the
    corrections and the updates from its publication on.
    """
    used = addresses_used(library, article)
    facts = [library.site.facts[id_] for id_ in dict.fromkeys(map(fact_id, used)) if id_ in library.site.facts]
    past = (one for fact in facts for one in library.past.changes.get(fact.id.text, ()))
    changed = [one for one in past if _concerns(used, one)]
    first = article.published.earliest.isoformat() if article.published and article.published.earliest else ""
    words = reworded(library, article.slug.text)
    found = in_order((*corrections_of_facts(library, facts), *updates(library, changed), *words))
    return tuple(one for one in found if one.moment[:10] >= first)


def addresses_used(library: Library, article: Article) -> tuple[str, ...]:
    """Give the addresses of facts, cells and claims that an article's page shows, each once."""
    groups = article.sidebar
    if article.shared_sidebar is not None:
        shared = library.site.sidebars.get(article.shared_sidebar.text)
        groups = shared.groups if shared is not None else ()
    found = [r.target for d in documents(article) for r in d.references if r.scheme in {"fact", "series", "chart"}]
    for reference in (r for d in documents(article) for r in d.references if r.scheme == "chart"):
        chart = library.site.charts.get(reference.target)
        found += [text.text for text in chart.of] if chart is not None else []
    found += [entry.address.text for group in groups for entry in group.entries]
    return tuple(dict.fromkeys(target.partition("?")[0] for target in found))


def _concerns(used: Iterable[str], change: Change) -> bool:
    """Tell whether a change is of something used: of that very figure, or of a part of a fact that is used whole."""
    return any(
        change.address == one or change.address.startswith((f"{one}.", f"{one}#")) or one == change.fact for one in used
    )


def fact_changes(library: Library, fact: Fact) -> tuple[ChangeView, ...]:
    """Give the updates of a fact, newest first; its page shows its corrections by themselves."""
    return in_order(updates(library, library.past.changes.get(fact.id.text, ())))


def changed_day(article: Article, changes: Iterable[ChangeView]) -> str:
    """Give the day on which what an article says last changed: its words, a figure in it, or a correction; "" if never.

    `changes` are those that `article_changes` gives. What only the preview shows does not count.
    """
    days = [one.date.machine for one in changes if not one.pending]
    days += [correction.date.machine for correction in article.corrections]
    return max(days, default="")
