"""Links judged on what was rendered: every page, part of a page and file that a page leads to must be there."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from generator.base import dataclass
from generator.diagnostics import Diagnostic, Span, diagnose
from generator.diagnostics.nearest import nearest
from generator.render.links import owner_url
from generator.render.pages.page import menu_url
from generator.render.paths import content_file, path_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from generator.facts.uses import Use
    from generator.model.site import Site
    from generator.render.library import Library

_LINK = re.compile(r'\s(href|src|id)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: its address, the anchors that it has and the links that it makes, in their order.

    They are held as one text each: of thousands of pages, sets would take five times the memory.
    """

    url: str
    ids: str
    targets: str

    @property
    def anchors(self) -> frozenset[str]:
        """Give the anchors."""
        return frozenset(_apart(self.ids))

    @property
    def links(self) -> tuple[str, ...]:
        """Give the links."""
        return _apart(self.targets)


@dataclass(frozen=True, slots=True)
class Written:
    """A link that somebody wrote: the address that it means, the one that the page has, its place and its words."""

    url: str
    made: str
    place: Span
    words: str


@dataclass(frozen=True, slots=True)
class _Targets:
    """What exists: files by address, and of pages their anchors."""

    base: str
    files: frozenset[str]
    pages: Mapping[str, Page]
    anchors: Mapping[str, frozenset[str]]


def addresses_of(library: Library) -> frozenset[str]:
    """Give the addresses of all files of an edition."""
    return frozenset(library.addresses.url(output.path) for output in library.plan.outputs)


def read_page(url: str, html: str, files: AbstractSet[str] = frozenset()) -> Page:
    """Give the anchors of a page and its links, those that lead to one of `files`, and to no part of it, left out."""
    found = set(_LINK.findall(html))
    anchors = {unescape(value) for name, value in found if name == "id"}
    links = {unescape(value) for name, value in found if name != "id"}
    return Page(url, _together(anchors), _together(link for link in links if unquote(link) not in files))


def _together(values: Iterable[str]) -> str:
    return "\0".join(sorted(values))


def _apart(values: str) -> tuple[str, ...]:
    return tuple(values.split("\0")) if values else ()


def check_links(
    library: Library, site: Site, pages: Iterable[Page], written: Iterable[Written], *, whole: bool = True
) -> tuple[Diagnostic, ...]:
    """Report E-REF, E-REF-CASE and E-ANCHOR for links that lead nowhere; `site` is all that the edition is of.

    A link that somebody wrote is reported where they wrote it, any other at the template that made it. The latter are
    not looked at unless the site is `whole`: of one that cannot all be read pages lack what templates count on.
    """
    held = {page.url: page for page in pages}
    anchors = {url: page.anchors for url, page in held.items()}
    targets = _Targets(library.addresses.base_path, addresses_of(library), held, anchors)
    problems = list(_written_problems(library, site, targets, (*written, *_menu_links(library))))
    blamed = {url for url, _ in problems}
    found = [problem for _, problem in problems]
    # An event whose date could not be read is not on the timeline; its date was reported where it stands.
    # What hangs on a draft is reported where it is referred to.
    unseen = [library.addresses.fact(id_) for id_ in site.facts if id_ not in library.site.facts]
    known = frozenset([*unseen, *(library.addresses.event(id_) for id_ in library.site.events)])
    found += _template_problems(targets, blamed, known) if whole else []
    return tuple(found)


# --- links that somebody wrote


def _written_problems(
    library: Library, site: Site, targets: _Targets, written: Iterable[Written]
) -> Iterator[tuple[str, Diagnostic]]:
    hidden = {library.addresses.article(slug) for slug in site.articles if slug not in library.site.articles}
    for one in written:
        problem = _judge(targets, one.url)
        # What a file that cannot be read would have held is not called missing.
        unread = one.url.partition("#")[0].rstrip("/").rpartition("/")[2] in library.site.lost
        if problem is not None and not unread:
            code, message, hint = problem
            if one.url.partition("#")[0] in hidden:
                yield one.made, diagnose("E-REF-DRAFT", one.place, f"`{one.words}` is not published")
            else:
                yield one.made, diagnose(code, one.place, message.format(one.words), hint=hint)


def written_links(library: Library, site: Site, uses: Iterable[Use]) -> Iterator[Written]:
    """Give the links to paths, and to parts of articles, that references make; `site` is all that the edition is of."""
    addresses, shown = library.addresses, library.site
    for use in uses:
        if use.owner.home and use.owner.home not in shown.articles:
            continue
        if use.kind == "path":
            here = owner_url(library, use.owner) or addresses.base_path
            made = path_url(library, use.place.path, here, use.target)
            yield Written(_meant(library, site, use.place.path, made, use.target), made, use.place, use.target)
        elif use.kind == "article" and use.id in shown.articles and "#" in use.target:
            url = addresses.article(use.id)
            made = path_url(library, use.place.path, url, "#" + use.target.partition("#")[2])
            yield Written(made, made, use.place, use.target)


def _meant(library: Library, site: Site, from_path: str, made: str, target: str) -> str:
    """Give the address that a path means; `site` is the whole one, in which a draft's file is found too."""
    path = target.partition("#")[0]
    if path.rpartition(".")[2] not in {"yaml", "yml", "md"}:
        return made
    entry = content_file(site, from_path, path)
    if entry is None:
        return f"{library.addresses.base_path}{path.rpartition('/')[2]}"
    shown = content_file(library.site, from_path, path)
    return made if shown is not None else library.addresses.article(entry.slug.text)


def _menu_links(library: Library) -> Iterator[Written]:
    for item in library.site.config.menu or ():
        url = menu_url(library, item.target.text)
        if url.startswith("/") or not re.match(r"[a-z]+:", url):
            yield Written(url, url, item.target.span, item.target.text)


def _judge(targets: _Targets, url: str) -> tuple[str, str, str] | None:
    """Give the code, the message (with a place for the link as written) and the hint for a link, None if it is good."""
    path, _, fragment = url.partition("#")
    path, fragment = unquote(path), unquote(fragment)
    if path not in targets.files:
        return _missing(targets, path)
    anchors = targets.anchors.get(path)
    if not fragment or anchors is None or fragment in anchors:
        return None
    close = nearest(fragment, sorted(anchors))
    hint = f"did you mean `#{_short(close)}`?" if close else "look at the headings of that page"
    return "E-ANCHOR", "`{}` leads to a part of the page that is not there", hint


def _short(anchor: str) -> str:
    return re.sub(r"^(?:h|card|event|term|claim|cell)-", "", anchor)


def _missing(targets: _Targets, path: str) -> tuple[str, str, str]:
    same = next((url for url in targets.files if url.casefold() == path.casefold()), None)
    if same is not None:
        return "E-REF-CASE", "`{}` differs from the page's address in capitals", f"write `{_site(targets, same)}`"
    if path.removeprefix(targets.base).startswith("www."):
        return "E-REF", "`{}` leads to no page of this site", "begin an address elsewhere with https://"
    close = _nearest_page(targets, path)
    hint = f"did you mean `{_site(targets, close)}`?" if close else "no page has this address"
    return "E-REF", "`{}` leads to no page of this site", hint


def _nearest_page(targets: _Targets, path: str) -> str | None:
    """Give the page or file whose name is most like the last part of a path, among those in the same folder first."""
    folder, _, name = path.rstrip("/").rpartition("/")
    beside = {u.rstrip("/").rpartition("/")[2]: u for u in targets.files if u.rstrip("/").rpartition("/")[0] == folder}
    close = nearest(name, beside)
    return beside[close] if close else None


def _site(targets: _Targets, url: str) -> str:
    return "/" + url.removeprefix(targets.base)


# --- links that templates make


def _template_problems(targets: _Targets, blamed: set[str], known: frozenset[str]) -> list[Diagnostic]:
    found: dict[str, Diagnostic] = {}
    for page in targets.pages.values():
        for link in page.links:
            if link in found or not _is_local(link):
                continue
            url = page.url + link if link.startswith("#") else link
            if url in blamed or link in blamed or url in known:
                continue
            problem = _judge(targets, url)
            if problem is not None:
                code, message, hint = problem
                where = f"{message.format(link)} (on the page {page.url})"
                found[link] = diagnose(code, Span("templates"), where, hint=hint)
    return list(found.values())


def _is_local(link: str) -> bool:
    return link.startswith(("#", "/")) and not link.startswith("//") and link != "#"
