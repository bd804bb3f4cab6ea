"""The list of outputs, and clashes between them."""

from __future__ import annotations

import unicodedata
from dataclasses import field, replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Related, Span, diagnose
from generator.plan.further import further_pages, pages_of_places
from generator.plan.output import MADE, Output, page_at
from generator.plan.sitemaps import sitemaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.plan.edition import Edition
    from generator.plan.lists import Lists
    from generator.plan.popular import Popular

SCHEMA_FILES = ("changes-1.json", "facts-1.json", "glossary-1.json", "json-ld-1.json", "timeline-1.json")
"""The schemas of the data files that a site publishes, in /schema/."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All outputs of an edition, no two at one path, and which of them each sitemap names, by the sitemap's key."""

    outputs: Sequence[Output]
    sitemaps: Mapping[str, tuple[Output, ...]] = field(default_factory=dict)


def plan(edition: Edition, lists: Lists, assets: Iterable[str]) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Give every output of an edition; `assets` are the theme's files. Reports E-URL-CLASH, naming both files."""
    kept: dict[str, Output] = {}
    problems = []
    pages = (*_pages(edition, lists), *further_pages(edition.site, lists))
    for output in (*pages, *_data(edition), *_files(edition, assets), *_redirects(edition)):
        other = kept.setdefault(_same(output.path), output)
        # An article or page where the site's own page must stand has a reserved slug, which is reported as such.
        if other is not output and not (output.place is MADE and other.kind in {"article", "page"}):
            problems.append(_clash(output, other))
    for output in _gone(edition):
        kept.setdefault(_same(output.path), output)  # what is said to be gone and is there is reported as E-GONE
    problems += [_inside(output, file) for output, file in _files_as_folders(kept)]
    return Plan(tuple(kept.values())), tuple(problems)


def plan_places(planned: Plan, edition: Edition, lists: Lists, popular: Popular) -> tuple[Plan, tuple[Diagnostic, ...]]:
    """Add what is known when all articles were read: the pages of places, and the sitemaps. Reports E-URL-CLASH."""
    kept = {_same(output.path): output for output in planned.outputs}
    pages = tuple(pages_of_places(popular))
    problems = [
        _clash(output, other)
        for output in pages
        if (other := kept.setdefault(_same(output.path), output)) is not output
    ]
    maps = sitemaps(edition, lists, kept.values())
    outputs = [*kept.values()]
    if len(maps) > 1:
        outputs = [replace(one, kind="sitemap-index.xml") if one.kind == "sitemap.xml" else one for one in outputs]
        outputs += [Output(f"sitemap-{key}.xml", "sitemap", key, MADE) for key in maps]
    return Plan(tuple(outputs), maps), tuple(problems)


def _files_as_folders(kept: Mapping[str, Output]) -> Iterator[tuple[Output, Output]]:
    """Give outputs that would stand inside another output, which is a file and no folder.

    Articles and pages there have a reserved slug, which is reported as such.
    """
    for key, output in kept.items():
        end = key.find("/")
        while end >= 0:
            if key[:end] in kept and output.kind.partition(".")[0] not in {"article", "page"}:
                yield output, kept[key[:end]]
            end = key.find("/", end + 1)


def _same(path: str) -> str:
    """Give what two paths share that some file system takes for one: capitals and Unicode forms do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _clash(output: Output, other: Output) -> Diagnostic:
    """Report two outputs of one address, at the one that is easier to move: an old address, else the first."""
    first, second = sorted((output, other), key=lambda one: (one.place is MADE, one.kind != "redirect", one.place))
    where = second.place.path if second.place is not MADE else f"what Factbox itself makes ({second.kind})"
    message = f"`{_address(first)}` is also the address of {where}"
    return _report(first, second, message)


def _inside(output: Output, file: Output) -> Diagnostic:
    return _report(output, file, f"`{_address(output)}` would lie inside `{_address(file)}`, which is a file")


def _address(output: Output) -> str:
    return f"/{output.path.removesuffix('index.html')}"


def _report(first: Output, second: Output, message: str) -> Diagnostic:
    related = () if second.place is MADE else (Related(second.place, "the other one"),)
    hint = "remove this old address, or choose another" if first.kind == "redirect" else None
    return diagnose("E-URL-CLASH", first.place, message, hint=hint, related=related)


def _pages(edition: Edition, lists: Lists) -> Iterator[Output]:
    site = edition.site
    yield Output("index.html", "home", "", MADE)
    for slug, article in site.articles.items():
        yield page_at(article.slug.text, "article", slug, article.slug.span)
    for slug, page in site.pages.items():
        yield page_at(page.slug.text, "page", slug, page.slug.span)
    for section in ("about", "changes"):
        if section not in site.pages and section not in site.articles:
            yield page_at(section, section)
    for section in ("timeline", "glossary", "facts", "people", "sources", "topics"):
        yield page_at(section, section)
    yield from (page_at(f"facts/{name}", "fact", name, fact.place) for name, fact in site.facts.items())
    if site.config.data.embed:
        yield from (page_at(f"embed/{name}", "embed", name, fact.place) for name, fact in site.facts.items())
    yield from _citations(edition)
    yield from (page_at(f"people/{name}", "person", name, person.place) for name, person in site.people.items())
    yield from (page_at(f"sources/{name}", "source", name, source.id.span) for name, source in site.sources.items())
    yield from (page_at(f"topics/{tag}", "topic", tag, place) for tag, place in lists.tags.items())
    yield Output("404.html", "404", "", MADE)


def _citations(edition: Edition) -> Iterator[Output]:
    """Give the files that say how an article or a fact is cited, beside its page."""
    site = edition.site
    for ending in ("bib", "json"):
        for slug, article in site.articles.items():
            if edition.states[slug] != "withdrawn":
                yield Output(f"{article.slug}/cite.{ending}", f"article.{ending}", slug, article.slug.span)
        for name, fact in site.facts.items():
            yield Output(f"facts/{name}/cite.{ending}", f"fact.{ending}", name, fact.place)


def _data(edition: Edition) -> Iterator[Output]:
    names = ["sitemap.xml", "robots.txt", "facts.json", "facts.csv", "timeline.json", "glossary.json"]
    names.append("changes.json")
    if edition.site.config.feeds.enabled:
        names.append("feed.xml")
    if edition.site.config.feeds.changes:
        names.append("changes.xml")
    if edition.site.lock.text:
        names.append("factbox.lock")
    yield from (Output(name, name, "", MADE) for name in (*names, *_for_hosts(edition)))
    yield from (Output(f"schema/{name}", "schema", name, MADE) for name in SCHEMA_FILES)
    for name, fact in edition.site.facts.items():
        yield from (
            Output(f"facts/{name}/data.{kind}", f"fact-data.{kind}", name, fact.place) for kind in ("json", "csv")
        )


def _for_hosts(edition: Edition) -> Iterator[str]:
    """Give the files that only hosts read."""
    hosting = edition.site.config.hosting
    wanted = (
        ("_headers", hosting.headers),
        ("_redirects", hosting.redirects != "no" and any(True for _ in _redirects(edition))),
        (".nojekyll", hosting.nojekyll),
        ("CNAME", bool(hosting.cname)),
    )
    return (name for name, is_wanted in wanted if is_wanted)


def _files(edition: Edition, assets: Iterable[str]) -> Iterator[Output]:
    yield from (Output(f"assets/{name}", "asset", name, MADE) for name in sorted(assets))
    for key, file in edition.site.media.items():
        yield Output(f"media/{key}", "media", key, Span(file.path))


def _redirects(edition: Edition) -> Iterator[Output]:
    for entry in edition.site.entries():
        for alias in entry.aliases:
            path = alias.text.strip("/")
            whole = path if path.endswith(".html") else f"{path}/index.html"
            yield Output(whole, "redirect", entry.slug.text, alias.span)
    site = edition.site
    former = [("facts", fact.id, fact.was) for fact in site.facts.values()]
    former += [("people", person.id, person.was) for person in site.people.values()]
    former += [("sources", source.id, source.was) for source in site.sources.values()]
    for folder, id_, was in former:
        yield from (page_at(f"{folder}/{old}", "redirect", f"{folder}/{id_}", old.span) for old in was)
    if site.config.data.embed:  # what others framed under a former id goes on to show the figure
        renamed = ((fact.id, old) for fact in site.facts.values() for old in fact.was)
        yield from (page_at(f"embed/{old}", "redirect", f"embed/{id_}", old.span) for id_, old in renamed)


def _gone(edition: Edition) -> Iterator[Output]:
    """Give a page for each address that the author took away, but for those that something has again."""
    for address, gone in edition.site.gone.items():
        if gone.path:
            path = gone.path if gone.path.endswith(".html") else f"{gone.path}/index.html"
            yield Output(path, "gone", address, gone.address.span)
