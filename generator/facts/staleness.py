"""What must be looked at again, by when, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Fault
from generator.model.dates import Date, parse_date
from generator.model.publication import publication

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.diagnostics import Span
    from generator.model.article import Article
    from generator.model.fact import Fact
    from generator.model.site import Site
    from generator.model.text import Text


@dataclass(frozen=True, slots=True)
class Review:
    """Something that is to be looked at again: `kind` is fact or article, `day` the last day on which that is in time.

    `owner` is who keeps it, a person's id or words as written, "" where nobody does; `name` is that in words. `home` is
    the article that a fact belongs to, or the article itself, "" for a fact that all share. `moves` says what to do
    once it was looked at.
    """

    kind: str
    id: str
    title: str
    day: dt.date
    owner: str
    name: str
    place: Span
    home: str
    moves: str

    def is_overdue(self, today: dt.date) -> bool:
        """Tell whether its day has passed."""
        return self.day < today


def review_date(fact: Fact, home: Article | None = None) -> Date | None:
    """Give the day by which a fact must be looked at again; None where nothing says one.

    `review_in` counts from `as_of`, else from the period's end, else from the publication of the article that it was
    written in (`home`).
    """
    if fact.review_by is not None or fact.review_in is None:
        return fact.review_by
    dates = (fact.as_of, fact.period, home.published if home is not None else None)
    day = next((date.latest for date in dates if date is not None and date.latest is not None), None)
    due = parse_date(fact.review_in.after(day).isoformat()) if day is not None else None
    return None if isinstance(due, Fault) else due


def is_overdue(due: Date | None, today: dt.date) -> bool:
    """Tell whether the last day of a review's date has passed."""
    return due is not None and due.latest is not None and due.latest < today


def reviews(site: Site, now: dt.datetime, own: Site | None = None) -> tuple[Review, ...]:
    """Give everything that is to be looked at again, soonest first; of a part of the site (`own`), where one is given.

    An article that has expired or was withdrawn says so itself; neither it nor the facts written in it are listed.
    """
    part = own if own is not None else site
    found = (*_articles(site, part), *_facts(site, part))
    return tuple(
        sorted((one for one in found if not _is_over(site, one.home, now)), key=lambda one: (one.day, one.kind, one.id))
    )


def _is_over(site: Site, slug: str, now: dt.datetime) -> bool:
    article = site.articles.get(slug)
    return article is not None and publication(article, now) in {"expired", "withdrawn"}


def _articles(site: Site, own: Site) -> Iterator[Review]:
    for slug, article in own.articles.items():
        due = article.review_by
        if due is not None and due.latest is not None:
            title = article.short_title.text if article.short_title is not None else article.title.plain
            yield Review("article", slug, title, due.latest, *_owner(site, article.owner), article.place, slug, _LATER)


def _facts(site: Site, own: Site) -> Iterator[Review]:
    for id_, fact in own.facts.items():
        home = site.articles.get(fact.home)
        due = review_date(fact, home)
        if due is not None and due.latest is not None:
            owner = fact.owner if fact.owner is not None or home is None else home.owner
            yield Review(
                "fact", id_, fact.label.text, due.latest, *_owner(site, owner), fact.id.span, fact.home, _moves(fact)
            )


_LATER = "move `review_by:` on"


def _moves(fact: Fact) -> str:
    """Give what to do with a fact that was looked at, by the keys that it has."""
    if fact.review_by is not None:
        return _LATER
    if fact.as_of is not None:
        return "move `as_of:` on"
    return "move `period:` on, or add `as_of:`" if fact.period is not None else "add `as_of:`"


def _owner(site: Site, owner: Text | None) -> tuple[str, str]:
    """Give who keeps something, as written and in words."""
    words = owner.text if owner is not None else ""
    person = site.people.get(words)
    return words, person.name.text if person is not None else words
