"""The work on one article: it is read whole, looked at by the rules, and rendered, against the heads of the rest."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.kept import FileRecord, OutputRecord
from generator.build.trace import EVERY, Key, packed, trace_ground, trace_library
from generator.build.watch import NOBODY
from generator.check import Tally, check_part, examine_article, tally
from generator.diagnostics import Diagnostic
from generator.model.mappings import Opened
from generator.render.checks import Page, Written, read_page, written_links
from generator.render.gist import Gist, gist
from generator.render.library import open_article
from generator.render.render import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from generator.build.watch import Meter
    from generator.check import Background
    from generator.load.articles import ArticleFile
    from generator.model.article import Article
    from generator.plan import Output
    from generator.render.library import Library

Bytes = tuple[tuple[str, bytes], ...]
"""Files by path."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What the work on every file needs, made once: `outputs` are those of each article, by slug.

    `addresses` are those of all files of the edition. `renders` is False where no page may be made, because its address
    cannot be one.
    """

    ground: Background
    library: Library
    outputs: Mapping[str, tuple[Output, ...]]
    addresses: AbstractSet[str]
    renders: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """What was rendered: files by path with their sha256, what is wrong with templates, and what pages lead to."""

    files: tuple[tuple[str, str], ...] = ()
    broken: tuple[Diagnostic, ...] = ()
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What came of the work on one article.

    `found` is what the rules say of it, `known` how many of its figures the baseline lists; `gist` is None where the
    edition does not show it.
    """

    slug: str
    found: tuple[Diagnostic, ...]
    known: int
    tally: Tally
    written: tuple[Written, ...] = ()
    gist: Gist | None = None
    pages: Pages = Pages()


def work(bench: Bench, file: ArticleFile, digest: str, meter: Meter = NOBODY) -> tuple[FileRecord, Bytes]:
    """Do the work on a file of articles; of two articles with one address only the first counts."""
    heads = bench.ground.site.articles
    reads: set[Key] = {("terms", EVERY)}
    traced = replace(bench, ground=trace_ground(bench.ground, reads), library=trace_library(bench.library, reads))
    units: list[Unit] = []
    files: list[tuple[str, bytes]] = []
    for article in file.articles:
        head = heads.get(article.slug.text)
        reads.add(("articles", article.slug.text))
        if head is not None and head.place.start == article.place.start:
            unit, made = _work(traced, article, meter)
            units.append(unit)
            files += made
    tables = tuple(sorted(file.tables))
    return FileRecord(digest, tables, file.problems, file.unread, tuple(units), packed(reads)), tuple(files)


def _work(bench: Bench, article: Article, meter: Meter) -> tuple[Unit, Bytes]:
    site = replace(bench.ground.site, articles=Opened(bench.ground.site.articles, article))
    slug = article.slug.text
    with meter.of("step", "check"):
        examined = examine_article(replace(bench.ground, site=site), article)
        known = sum(len(linted.known) for linted in examined.figures)
        unit = Unit(slug, check_part(examined), known, tally(examined))
    if slug not in bench.library.site.articles or not bench.renders:
        return unit, ()
    library = meter.watched(open_article(bench.library, examined, article))
    pages, files = render_all(library, bench.outputs.get(slug, ()), bench.addresses, meter)
    with meter.of("step", "tell others"):
        written = tuple(written_links(library, site, examined.uses))
        told = gist(library, examined, article)
    return replace(unit, written=written, gist=told, pages=pages), files


def work_output(
    library: Library, output: Output, addresses: AbstractSet[str], meter: Meter = NOBODY
) -> tuple[OutputRecord, Bytes]:
    """Do the work on an output that is no article's own; `addresses` are those of all files."""
    reads: set[Key] = set()
    traced = meter.watched(trace_library(library, reads))
    pages, files = render_all(traced, (output,), addresses, meter)
    return OutputRecord(output.kind, output.key, pages, packed(reads)), files


def render_all(
    library: Library, outputs: Iterable[Output], addresses: AbstractSet[str], meter: Meter = NOBODY
) -> tuple[Pages, Bytes]:
    """Render outputs, and read the pages among them for their links; `addresses` are those of all files."""
    files, pages = [], []
    broken: dict[tuple[object, str], Diagnostic] = {}
    for output in outputs:
        with meter.of("page", output.path), meter.of("step", "render"):
            one = render(library, output)
        if isinstance(one, Diagnostic):
            broken.setdefault((one.span, one.code), one)
            continue
        files.append((output.path, one.data))
        if output.path.endswith(".html"):
            with meter.of("step", "read links"):
                pages.append(read_page(library.addresses.url(output.path), one.data.decode(), addresses))
    sums = tuple((path, hashlib.sha256(data).hexdigest()) for path, data in files)
    return Pages(sums, tuple(broken.values()), tuple(pages)), tuple(files)
