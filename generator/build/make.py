"""A site's folder to the bytes of its files, and to all that is wrong with it."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base import dataclass
from generator.build.crew import gather
from generator.build.digests import closed_digests, digest_of, site_digests
from generator.build.job import Job, Made
from generator.build.kept import NOTHING, HeadRecord, Kept, OutputRecord
from generator.build.program import program
from generator.build.spool import Stored
from generator.build.stock import OnFile, Stock, Wholes, in_memory, read_heads
from generator.build.unit import Bench, Unit
from generator.build.worked import Earlier, Files, Outputs, work_on_files, work_on_outputs
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
from generator.load import Loaded, against, load_tree
from generator.load.kinds import kind_of
from generator.load.texts import Texts
from generator.load.tree import read_tree
from generator.model.baseline import BASELINE
from generator.model.lock import LOCK_NAME
from generator.model.opened import Joined
from generator.plan import edition, lists, plan, plan_places, public_inputs
from generator.render.assets import published_names
from generator.render.checks import check_links, written_links
from generator.render.hosts import check_host_files
from generator.render.library import close, library
from generator.render.theme import default_files, load_theme, own_files, template_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.load.tree import Tree
    from generator.model.site import Site
    from generator.plan import Output, Plan
    from generator.render.library import Library
    from generator.render.theme import Theme

    Named = tuple[tuple[str, bytes], ...]

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
    world: str


def make(job: Job) -> Made:
    """Read, check and render a site, and write nothing.

    Everything is done whatever was found before, so that one run tells all that is wrong.
    """
    return remake(job, NOTHING, {})[0]


def remake(job: Job, kept: Kept, held: Mapping[str, str]) -> tuple[Made, Kept]:
    """Make a site as `make` does, but for the files that came of what is `kept`; give what to keep for the next time.

    `held` are the files, with their sha256, that need not be given, because whoever asks has them. With an error there
    are no files, and what is kept holds all the same.
    """
    tree = read_tree(job.root, {path: one for path, one in kept.known.items() if path in kept.heads})
    desk = _desk(tree)
    if tree.unread and desk != kept.desk:
        tree = read_tree(job.root)
    known = tuple(kept.heads[path].file for path in tree.unread)
    loaded = load_tree(tree, functools.partial(read_heads, jobs=job.jobs, known=known))
    tools = loaded.desk
    if loaded.site is None or tools is None:
        return make_from(job, loaded), NOTHING
    loaded = replace(loaded, sources=Texts(loaded.sources, job.root, tree.unread))
    stock = OnFile(tools, job.root, {file.path: file for file in tree.texts})
    loaded = against(loaded, job.root, job.against) if job.against else loaded
    made, keep = _make(job, loaded, stock, Earlier(kept, held))
    heads = {path: kept.heads[path] if path in tree.unread else HeadRecord(loaded.digests[path], file)
             for path, file in loaded.articles.items()}  # fmt: skip
    return made, replace(keep, desk=desk, heads=heads, known=tree.marks)


def _desk(tree: Tree) -> str:
    """Give the digest of all that files of articles are read with: the settings, the units, and the CSV files."""
    read = (file for file in tree.texts if kind_of(file.path) == "units" or file.path.endswith(".csv"))
    return digest_of(program(), tree.config.digest, [(file.path, file.digest) for file in read])


def make_from(job: Job, loaded: Loaded) -> Made:
    """Check and render a site that was read whole."""
    if loaded.site is None:
        return Made(report(loaded.problems, loaded.sources), {})
    return _make(job, loaded, in_memory(loaded.site), Earlier(NOTHING, {}))[0]


def _make(job: Job, loaded: Loaded, stock: Stock, before: Earlier) -> tuple[Made, Kept]:
    if loaded.site is None:
        return make_from(job, loaded), NOTHING
    site = loaded.site
    own, unreadable = own_files(job.root / "templates")
    laid = _lay_out(job, loaded, site, own, stock)
    before = before if before.kept.world == laid.world else Earlier(NOTHING, {})
    digests = site_digests(loaded, site, laid.bench.ground.pending, laid.bench.library)
    crew = gather(job, len(site.articles), len(laid.bench.library.plan.outputs))
    files = work_on_files(laid.bench, loaded, stock, before, digests, crew=crew)
    units = files.units()
    closed = close(laid.bench.library, laid.shared, (unit.gist for unit in units if unit.gist is not None))
    planned, clashes = plan_places(closed.plan, closed.edition, closed.lists, closed.popular)
    shelf = replace(closed, plan=planned)
    now = closed_digests(digests, shelf)
    rest = tuple(output for output in planned.outputs if output.kind not in _OWN and laid.bench.renders)
    outputs = work_on_outputs(shelf, rest, laid.bench.addresses, before, now, crew=crew)
    problems = _problems(loaded, laid, files, outputs, shelf)
    known = sum(unit.known for unit in units) + sum(len(linted.known) for linted in laid.shared.figures)
    sources = Joined(loaded.sources, template_texts(own))
    found = report(
        [*unreadable, *problems, *clashes], sources, dict(site.config.checks), strict=job.strict, known=known
    )
    made = Made(
        found,
        Stored({**outputs.bytes, **files.bytes}, crew.spools) if job.keep and not found.failed else {},
        site.config.base_path,
        job.moment(site),
        _inputs(loaded, site, shelf.site, own),
        {} if found.failed else dict(_sums(outputs.records.values(), units)),
    )
    reads = frozenset().union(*(one.reads for one in files.records.values()))
    reads = reads.union(*(one.reads for one in outputs.records.values()))
    return made, Kept(
        laid.world, keys={key: now.of(key) for key in reads}, files=files.records, outputs=outputs.records
    )


def _sums(outputs: Iterable[OutputRecord], units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Give the sha256 of all files by path."""
    for pages in (*(record.pages for record in outputs), *(unit.pages for unit in units)):
        yield from pages.files


def _lay_out(job: Job, loaded: Loaded, site: Site, own: Mapping[str, bytes], stock: Stock) -> _Laid:
    ledger, derived = resolve(site)
    now = job.moment(site)
    ground = background(site, ledger, now)
    default = default_files()
    theme, themed = _theme(tuple(default.items()), tuple(own.items()))
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
    world = _world(job, loaded, site, default, own)
    return _Laid(bench, shared, derived, themed, clashes, world)


@functools.lru_cache(maxsize=2)
def _theme(default: Named, own: Named) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Give a theme; the preview builds again and again with one whose templates are compiled already."""
    return load_theme(dict(default), dict(own))


def _world(job: Job, loaded: Loaded, site: Site, default: Mapping[str, bytes], own: Mapping[str, bytes]) -> str:
    """Give the digest of what every page is made with: the program, the settings, the theme, the units, the lock."""
    names = ("config.yaml", LOCK_NAME, BASELINE, *(path for path in loaded.sources if kind_of(path) == "units"))
    texts = [(name, loaded.sources.get(name, "")) for name in names]
    themes = [[(name, hashlib.sha256(data).hexdigest()) for name, data in theme.items()] for theme in (default, own)]
    locked = [release.key for release in site.lock.releases]
    today = job.moment(site).astimezone(site.config.timezone).date()
    return digest_of(program(), texts, themes, locked, today.isoformat(), job.preview, job.against, job.limits)


def _by_article(planned: Plan) -> dict[str, tuple[Output, ...]]:
    found: dict[str, list[Output]] = {}
    for output in planned.outputs:
        if output.kind in _OWN:
            found.setdefault(output.key, []).append(output)
    return {slug: tuple(outputs) for slug, outputs in found.items()}


def _problems(
    loaded: Loaded,
    laid: _Laid,
    files: Files,
    outputs: Outputs,
    shelf: Library,
) -> list[Diagnostic]:
    """Give all that is wrong: with files, with entries, with the whole, with templates, and with links."""
    bench, units = laid.bench, files.units()
    ground, site = bench.ground, bench.ground.site
    read = [*loaded.problems, *laid.derived]
    unread = set(site.unread)
    for record in files.records.values():
        read += record.problems
        unread |= record.unread
    counted = join((tally(laid.shared), *(unit.tally for unit in units)))
    wrong = [*check_part(laid.shared), *(problem for unit in units for problem in unit.found)]
    wrong += check_whole(Whole(replace(site, unread=frozenset(unread)), ground.ledger, ground.now, counted))
    made = [*(unit.pages for unit in units), *(record.pages for record in outputs.records.values())]
    broken = _once(problem for pages in made for problem in pages.broken)
    links: tuple[Diagnostic, ...] = ()
    if bench.renders and not broken:
        written = (*written_links(shelf, site, laid.shared.uses), *(one for unit in units for one in unit.written))
        whole = all(problem.severity is not Severity.ERROR for problem in read)
        links = check_links(shelf, site, (page for pages in made for page in pages.pages), written, whole=whole)
    for_hosts = check_host_files(shelf) if bench.renders else ()
    return [*read, *wrong, *_of_templates(laid, wrong, broken), *links, *for_hosts]


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
