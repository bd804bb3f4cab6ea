"""A site's folder to the bytes of its files, and to all that is wrong with it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.job import Job, Made
from generator.build.stock import OnFile, Stock, Wholes, in_memory, read_heads
from generator.build.unit import Bench, Pages, Unit, render_all, work
from generator.check import (
    Examined,
    Whole,
    background,
    check_part,
    check_whole,
    examine_shared,
    has_unsafe_addresses,
    join,
    tally,
)
from generator.diagnostics import Diagnostic, Severity
from generator.diagnostics.report import report
from generator.facts.changes import past
from generator.facts.resolve import resolve
from generator.load import ArticleFile, Loaded, against, load_tree
from generator.load.tree import read_tree
from generator.plan import edition, lists, plan, plan_places, public_inputs
from generator.render.assets import published_names
from generator.render.checks import check_links, written_links
from generator.render.hosts import check_host_files
from generator.render.library import close, library
from generator.render.theme import default_files, load_theme, own_files, template_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.model.site import Site
    from generator.plan import Output, Plan

_OWN = frozenset({"article", "article.bib", "article.json"})
"""The kinds of outputs that are an article's own."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """A site laid out for the work: what all of it needs, the part that is no article, and what was found so far."""

    bench: Bench
    shared: Examined
    derived: tuple[Diagnostic, ...]
    themed: tuple[Diagnostic, ...]
    clashes: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Worked:
    """What came of the work on all files of articles."""

    problems: tuple[Diagnostic, ...]
    unread: frozenset[str]
    units: tuple[Unit, ...]


def make(job: Job) -> Made:
    """Read, check and render a site, and write nothing.

    Everything is done whatever was found before, so that one run tells all that is wrong.
    """
    tree = read_tree(job.root)
    loaded = load_tree(tree, read_heads)
    if loaded.desk is None:
        return make_from(job, loaded)
    stock = OnFile(loaded.desk, {file.path: file for file in tree.texts})
    return _make(job, against(loaded, job.root, job.against) if job.against else loaded, stock)


def make_from(job: Job, loaded: Loaded) -> Made:
    """Check and render a site that was read whole."""
    if loaded.site is None:
        return Made(report(loaded.problems, loaded.sources), {})
    return _make(job, loaded, in_memory(loaded.site))


def _make(job: Job, loaded: Loaded, stock: Stock) -> Made:
    if loaded.site is None:
        return make_from(job, loaded)
    own, unreadable = own_files(job.root / "templates")
    laid = _lay_out(job, loaded.site, own, stock)
    paths = dict.fromkeys(article.place.path for article in loaded.site.articles.values())
    worked = _worked((stock(path) for path in paths), laid.bench)
    problems, files = _rest(loaded, laid, worked)
    known = sum(unit.known for unit in worked.units) + sum(len(linted.known) for linted in laid.shared.figures)
    sources = {**loaded.sources, **template_texts(own)}
    severities = dict(loaded.site.config.checks)
    found = report([*unreadable, *problems], sources, severities, strict=job.strict, known=known)
    inputs = _inputs(loaded, loaded.site, laid.bench.library.edition.site, own)
    base_path, moment = loaded.site.config.base_path, job.moment(loaded.site)
    return Made(found, {} if found.failed else files, base_path, moment, inputs)


def _lay_out(job: Job, site: Site, own: Mapping[str, bytes], stock: Stock) -> _Laid:
    ledger, derived = resolve(site)
    now = job.moment(site)
    ground = background(site, ledger, now)
    theme, themed = load_theme(default_files(), own)
    names = published_names(theme.assets)
    shown = edition(site, now, preview=job.preview)
    history = past(shown.site, ledger, now, preview=job.preview)
    laid_out = lists(shown, ledger, history, job.limits)
    planned, clashes = plan(shown, laid_out, names.values())
    shared = examine_shared(ground)
    shelf = library(
        shown, shared, laid_out, planned, history,
        theme=theme, assets=names, wholes=Wholes(site.articles, stock),
    )  # fmt: skip
    addresses = frozenset(shelf.addresses.url(output.path) for output in planned.outputs)
    # With an address that cannot be one, every page that links there would be reported as well.
    bench = Bench(ground, shelf, _by_article(planned), addresses, not has_unsafe_addresses(site, ledger, now))
    return _Laid(bench, shared, derived, themed, clashes)


def _by_article(planned: Plan) -> dict[str, tuple[Output, ...]]:
    found: dict[str, list[Output]] = {}
    for output in planned.outputs:
        if output.kind in _OWN:
            found.setdefault(output.key, []).append(output)
    return {slug: tuple(outputs) for slug, outputs in found.items()}


def _worked(files: Iterable[ArticleFile], bench: Bench) -> _Worked:
    problems: list[Diagnostic] = []
    unread: set[str] = set()
    units: list[Unit] = []
    for file in files:
        problems += file.problems
        unread |= file.unread
        units += work(bench, file.articles)
    return _Worked(tuple(problems), frozenset(unread), tuple(units))


def _rest(loaded: Loaded, laid: _Laid, worked: _Worked) -> tuple[list[Diagnostic], dict[str, bytes]]:
    """Do what needs the work on all articles: the other pages, the rules of the whole, and the links."""
    bench, units = laid.bench, worked.units
    ground, site = bench.ground, bench.ground.site
    closed = close(bench.library, laid.shared, (unit.gist for unit in units if unit.gist is not None))
    planned, clashes = plan_places(closed.plan, closed.edition, closed.lists, closed.popular)
    shelf = replace(closed, plan=planned)
    rest = (output for output in planned.outputs if output.kind not in _OWN)
    pages = render_all(shelf, rest, bench.addresses) if bench.renders else Pages()
    counted = join((tally(laid.shared), *(unit.tally for unit in units)))
    read = replace(site, unread=site.unread | worked.unread)
    wrong = [*check_part(laid.shared), *(problem for unit in units for problem in unit.found)]
    wrong += check_whole(Whole(read, ground.ledger, ground.now, counted))
    before = (*loaded.problems, *laid.derived, *worked.problems)
    broken = _once((*(problem for unit in units for problem in unit.pages.broken), *pages.broken))
    links: tuple[Diagnostic, ...] = ()
    if bench.renders and not broken:
        written = (*written_links(shelf, site, laid.shared.uses), *(one for unit in units for one in unit.written))
        seen = (*pages.pages, *(page for unit in units for page in unit.pages.pages))
        whole = all(problem.severity is not Severity.ERROR for problem in before)
        links = check_links(shelf, site, seen, written, whole=whole)
    for_hosts = check_host_files(shelf) if bench.renders else ()
    files = dict((*pages.files, *(file for unit in units for file in unit.pages.files)))
    return [*before, *wrong, *_of_templates(laid, wrong, broken), *clashes, *links, *for_hosts], files


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give what is wrong with templates once, with the first page that it breaks."""
    held: dict[tuple[object, str], Diagnostic] = {}
    for problem in problems:
        held.setdefault((problem.span, problem.code), problem)
    return list(held.values())


def _of_templates(laid: _Laid, wrong: Iterable[Diagnostic], broken: list[Diagnostic]) -> list[Diagnostic]:
    """Give what is wrong with templates and addresses, without what is told already."""
    met = {(problem.span.path, problem.span.line, problem.code): problem for problem in broken}
    themed = [_with_page(problem, met) for problem in laid.themed]
    told = {(problem.span.path, problem.span.line) for problem in themed}
    untold = [problem for problem in broken if (problem.span.path, problem.span.line) not in told]
    circles = {problem.span for problem in wrong if problem.code == "E-REDIRECT"}
    return [*themed, *(clash for clash in laid.clashes if clash.span not in circles), *untold]


def _with_page(problem: Diagnostic, met: Mapping[tuple[str, int, str], Diagnostic]) -> Diagnostic:
    """Give a problem of a template with the first page that met it, keeping its exact place."""
    same = met.get((problem.span.path, problem.span.line, problem.code))
    _, used, page = same.message.rpartition(" (used for ") if same is not None else ("", "", "")
    return replace(problem, message=f"{problem.message}{used}{page}") if used else problem


def _inputs(loaded: Loaded, site: Site, shown: Site, own: Mapping[str, bytes]) -> dict[str, str]:
    """Give the digests of what the pages were made from: the site's files, and the default theme as one."""
    whole = hashlib.sha256()
    for name, data in default_files().items():
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    templates = {f"templates/{name}": hashlib.sha256(data).hexdigest() for name, data in own.items()}
    return {**public_inputs(loaded.digests, site, shown), **templates, "the default theme": whole.hexdigest()}
