"""What changed, as readers are told it: corrections, updates, and articles that are new, reworded or gone."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from generator.diagnostics import Fault
from generator.facts.changes.entries import url_of
from generator.facts.ledger import Figure
from generator.facts.wording import date_words
from generator.facts.wording import figure as figure_words
from generator.model.dates import parse_date
from generator.model.value import SCALES, Quantity, parse_value
from generator.render.figures import label_of, words_of
from generator.render.people import date_view, name_of, source_views
from generator.render.prose import plain, prose
from generator.render.views import ChangeView, DateView, LastView, LinkView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.changes import Change
    from generator.model.article import Article
    from generator.model.dates import Date
    from generator.model.fact import Fact
    from generator.model.lock import PublishedCorrection, PublishedFigure, Release
    from generator.model.unit import Units
    from generator.model.value import Value
    from generator.render.library import Library
    from generator.render.views import SourceView

_WHY = {
    "inputs": "It is worked out from other figures, and one of them changed.",
    "precision": "It is told more exactly.",
    "rounding": "It is rounded otherwise.",
}
_ID = 10


def correction(library: Library, name: str) -> tuple[ChangeView, ...]:
    """Give one correction by its id in the lists of a site, such as `fact:rice:0`."""
    kind, id_, index = name.split(":")
    if kind == "fact":
        found = corrections_of_facts(library, [library.site.facts[id_]])
    elif kind == "article":
        found = corrections_of_articles(library, [library.site.articles[id_]])
    else:
        return (_orphan(library, library.past.orphans[int(index)]),)
    return tuple(islice(found, int(index), int(index) + 1))


def corrections_of_facts(library: Library, facts: Iterable[Fact]) -> Iterator[ChangeView]:
    """Give the corrections of facts and of their cells."""
    for fact in facts:
        subject = LinkView(fact.label.text, library.addresses.fact(fact.id.text))
        found = library.ledger.find(fact.id.text)
        now = words_of(library, found.value) if isinstance(found, Figure) and len(fact.corrections) == 1 else ""
        for one in fact.all_corrections:
            text = prose(library, one.because)
            shown = now if one in fact.corrections else ""
            yield _view(
                library, "correction", one.date, subject, was=one.was.text, now=shown, text=text,
                sources=source_views(library, one.sources),
            )  # fmt: skip


def corrections_of_articles(library: Library, articles: Iterable[Article]) -> Iterator[ChangeView]:
    """Give the corrections of articles."""
    for article in articles:
        for one in article.corrections:
            yield _view(library, "correction", one.date, _article(library, article), text=prose(library, one.text))


def orphans(library: Library) -> Iterator[ChangeView]:
    """Give the corrections of what is gone, as the lock has them."""
    for one in library.past.orphans:
        yield _orphan(library, one)


def _orphan(library: Library, one: PublishedCorrection) -> ChangeView:
    address = one.address if ":" in one.address else f"fact:{one.address.partition('.')[0]}"
    subject = LinkView(library.past.titles.get(address, one.address), "")
    return _view(library, "correction", _date(one.date), subject, was=one.was, text=escape(one.text))


def updates(library: Library, changes: Iterable[Change]) -> Iterator[ChangeView]:
    """Give changes of values because the world changed."""
    for change in changes:
        if change.kind == "update" and change.fact in library.site.facts:
            yield _update(library, change)


def _update(library: Library, change: Change) -> ChangeView:
    found = library.ledger.find(change.address)
    label = label_of(found) if isinstance(found, Figure) else change.new.label
    if isinstance(found, Figure) and found.claim is not None:
        label = f"{label} ({name_of(library, found.claim.by)})"
    subject = LinkView(label, library.addresses.fact(change.address))
    scale = found.value.scale if isinstance(found, Figure) and isinstance(found.value, Quantity) else ""
    return _view(
        library,
        "update",
        _day(library, change.release),
        subject,
        was=spoken(library, change.old, scale),
        now=spoken(library, change.new, scale),
        dates=_dates(library, change.new),
        text=_whose(library, found) + escape(_WHY.get(change.reason, "")),
        release=change.release,
        pending=change.pending,
    )


def _whose(library: Library, found: Figure | Fault) -> Markup:
    """Say whose figure a claim is; nothing of a figure that nobody contests."""
    if isinstance(found, Fault) or found.claim is None:
        return Markup()
    return Markup("{}’s figure. ").format(name_of(library, found.claim.by))


def spoken(library: Library, figure: PublishedFigure, scale: str = "") -> str:
    """Give a published value in the words of the page's language, with its status unless it is actual.

    `scale` is the scale word of the value as it is now, which the lock does not keep: $550 billion stays that.
    """
    return published_words(figure, library.site.units, library.language, scale)


def published_words(figure: PublishedFigure, units: Units, language: str, scale: str) -> str:
    """Give the same for any language; `units` are those of the site."""
    value = parse_value(figure.value, units)
    words = figure.value if isinstance(value, Fault) else figure_words(_scaled(value, scale), language)
    return words if figure.status == "actual" else f"{words} ({figure.status})"


def _scaled(value: Value, scale: str) -> Value:
    if not scale or not isinstance(value, Quantity):
        return value
    written = tuple(f"{(Decimal(digits) / SCALES[scale]).normalize():f}" for digits in value.written)
    return replace(value, scale=scale, written=written)


def _dates(library: Library, figure: PublishedFigure) -> str:
    for text, words in ((figure.period, "{}"), (figure.as_of, "as of {}"), (figure.since, "since {}")):
        date = _date(text)
        if date is not None:
            return words.format(date_words(date, library.language))
    return ""


def of_articles(library: Library) -> Iterator[ChangeView]:
    """Give articles that are new, that say something else, and that were withdrawn."""
    for article in library.edition.listed:
        if article.published is not None and library.edition.states[article.slug.text] == "published":
            text = escape(plain(library, article.summary))
            yield _view(library, "new", article.published, _article(library, article), text=text)
    for slug in dict.fromkeys((*library.past.reworded, *sorted(library.reworded))):
        yield from reworded(library, slug)
    for article in library.site.articles.values():
        if article.withdrawn is not None:
            because = prose(library, article.withdrawn.because)
            yield _view(library, "withdrawn", article.withdrawn.date, _article(library, article), text=because)


def reworded(library: Library, slug: str) -> Iterator[ChangeView]:
    """Give the days on which an article began to say something else, while it is there to be read."""
    article = library.site.articles.get(slug)
    if article is None or library.edition.states[slug] not in {"published", "expired"}:
        return
    pending = (None,) if slug in library.reworded else ()
    for release in (*library.past.reworded.get(slug, ()), *pending):
        subject, day = _article(library, article), _day(library, release)
        yield _view(library, "words", day, subject, release=release, pending=release is None)


def gone(library: Library) -> Iterator[ChangeView]:
    """Give what the author took away."""
    for address, one in library.site.gone.items():
        url = library.addresses.base_path + url_of(address).strip("/") + "/" if one.path else ""
        subject = LinkView(library.past.titles.get(address, address), url)
        yield _view(library, "gone", one.date, subject, text=prose(library, one.because))


def last_values(library: Library, address: str) -> Iterator[LastView]:
    """Give what a fact said when it was last released, by its address in what is gone."""
    for figure, release in library.past.last.get(address, ()):
        part = figure.address.removeprefix(address.partition(":")[2]).lstrip(".#")
        day = _day(library, release)
        if day is not None:
            words = figure.by or part.replace(".", ", ")
            yield LastView(words, spoken(library, figure), _dates(library, figure), date_view(library, day))


# --- one change


def _article(library: Library, article: Article) -> LinkView:
    return LinkView(plain(library, article.title), library.addresses.article(article.slug.text))


def _date(text: str) -> Date | None:
    found = parse_date(text) if text else None
    return None if isinstance(found, Fault) else found


def _day(library: Library, release: Release | None) -> Date | None:
    """Give the day of a release in the site's time zone; today for what is not released."""
    moment = release.moment if release is not None else library.edition.now
    return _date(moment.astimezone(library.site.config.timezone).date().isoformat())


def _view(
    library: Library,
    kind: str,
    date: Date | None,
    subject: LinkView,
    *,
    was: str = "",
    now: str = "",
    dates: str = "",
    text: Markup | None = None,
    sources: tuple[SourceView, ...] = (),
    release: Release | None = None,
    pending: bool = False,
) -> ChangeView:
    shown = date_view(library, date) if date is not None else DateView("undated", "")
    moment = release.moment.isoformat() if release is not None else _first_moment(library, date)
    path = subject.url.removeprefix(library.addresses.base_path)  # the same in the feed, whose addresses are whole
    named = "\n".join((kind, shown.machine, path or subject.words, was, now))
    return ChangeView(
        id=f"change-{hashlib.sha256(named.encode()).hexdigest()[:_ID]}",
        kind=kind,
        date=shown,
        moment=moment,
        subject=subject,
        was=was,
        now=now,
        dates=dates,
        text=text if text is not None else Markup(),
        sources=sources,
        pending=pending,
    )


def _first_moment(library: Library, date: Date | None) -> str:
    """Give the first moment of a day in the site's time zone, "" where there is no day."""
    if date is None or date.earliest is None:
        return ""
    zone = library.site.config.timezone
    return dt.datetime.combine(date.earliest, dt.time(), zone).astimezone(dt.UTC).isoformat()


def in_order(changes: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """Give changes newest first, each once."""
    held = {change.id: change for change in changes}
    return tuple(sorted(held.values(), key=lambda one: (one.moment, one.subject.words, one.id), reverse=True))
