"""A site's folder to the bytes of its files, and to all that is wrong with it."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from generator.base.program import program
from generator.build.aside import put_aside, sources
from generator.build.crew import gather
from generator.build.digests import closed_digests, digest_of, site_digests
from generator.build.edited import make_edited
from generator.build.job import Job, Made
from generator.build.kept import NOTHING, HeadRecord, Kept, found_in, sums_of
from generator.build.laid import OWN, Laid, lay_out
from generator.build.later import plain
from generator.build.retouch import Context
from generator.build.sign import sign, times
from generator.build.spool import Stored
from generator.build.stock import OnFile, Stock, in_memory, read_heads
from generator.build.themes import Themes, read_themes
from generator.build.told import problems_beside
from generator.build.trace import Key, unpacked
from generator.build.worked import Earlier, Files, Outputs, work_on_files, work_on_outputs
from generator.diagnostics.report import report
from generator.load.against import against
from generator.load.kinds import kind_of
from generator.load.site import Loaded, load_tree
from generator.load.texts import Texts
from generator.load.tree import read_tree
from generator.model.mappings import Joined
from generator.plan import plan_places, public_inputs
from generator.publish.unchanged import files_of
from generator.render.library import close
from generator.render.theme import template_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.build.worked import Elsewhere
    from generator.load.articles import ArticleFile
    from generator.load.tree import Tree
    from generator.model.site import Site
    from generator.plan import Output


def make(job: Job) -> Made:
    """Read, check and render a site, and write nothing.

    Everything is done whatever was found before, so that one run tells all that is wrong.
    """
    return remake(job, NOTHING, {})[0]


def remake(job: Job, kept: Kept, held: Mapping[str, str], read: Themes | None = None) -> tuple[Made, Kept]:
    """Make a site as `make` does, but for the files that came of what is `kept`; give what to keep for the next time.

    `held` are the files, with their sha256, that need not be given, because whoever asks has them. With an error there
    are no files, and what is kept holds all the same. `read` are the themes of the site, where they were read already.
    """
    job.watch.stage("recall")
    known = plain(kept.known)
    job.watch.stage("read")
    themes = read or read_themes(job.root)
    tree = read_tree(job.root, known)
    signed = sign(job, tree, themes)
    if kept.holds(signed, job.now):
        edited = make_edited(job, kept, held, tree, known)
        if edited is not None:
            return edited
    job.watch.stage("recall")
    kept = kept.opened()
    job.watch.stage("read")
    desk = _desk(tree)
    if tree.unread and desk != kept.desk:
        tree = read_tree(job.root)
    heads = {path: kept.heads[path] for path in tree.unread if path in kept.heads}
    if len(heads) != len(tree.unread):
        return remake(job, NOTHING, held, themes)
    files = tuple(one.file for one in heads.values())
    loaded = load_tree(tree, functools.partial(read_heads, jobs=job.jobs, known=files, watch=job.watch))
    tools = loaded.desk
    if loaded.site is None or tools is None:
        return make_from(job, loaded), NOTHING
    digests, marks, unread = files_of(tree), tree.marks, tree.unread
    aside = put_aside(tree.texts, job.scratch)
    del tree  # it holds all texts, which nobody needs again at once
    loaded = replace(loaded, sources=Texts(sources(aside, loaded.sources), job.root, unread))
    stock = OnFile(tools, job.root, aside)
    loaded = against(loaded, job.root, job.against) if job.against else loaded
    made, keep = _make(job, loaded, stock, Earlier(kept, held), themes)
    context = keep.context()
    outputs = context.bench.outputs if context is not None else {}
    seen = {path: _head(file, loaded.digests[path], outputs, heads.get(path)) for path, file in loaded.articles.items()}
    return made, replace(keep, desk=desk, heads=seen, known=marks, sign=signed, read=digests)


def _head(
    file: ArticleFile, digest: str, outputs: Mapping[str, tuple[Output, ...]], before: HeadRecord | None
) -> HeadRecord:
    """Give the record of the heads of a file; the one of before where it says the same."""
    own = tuple(output for article in file.articles for output in outputs.get(article.slug.text, ()))
    return before if before is not None and before.outputs == own else HeadRecord(digest, file, own)


def _desk(tree: Tree) -> str:
    """Give the digest of all that files of articles are read with: the settings, the units, and the CSV files."""
    read = (file for file in tree.texts if kind_of(file.path) == "units" or file.path.endswith(".csv"))
    return digest_of(program(), tree.config.digest, [(file.path, file.digest) for file in read])


def make_from(job: Job, loaded: Loaded) -> Made:
    """Check and render a site that was read whole."""
    if loaded.site is None:
        return Made(report(loaded.problems, loaded.sources), {})
    return _make(job, loaded, in_memory(loaded.site), Earlier(NOTHING, {}), read_themes(job.root))[0]


def _make(job: Job, loaded: Loaded, stock: Stock, before: Earlier, themes: Themes) -> tuple[Made, Kept]:
    if loaded.site is None:
        return make_from(job, loaded), NOTHING
    job.watch.stage("lay out")
    laid = lay_out(job, loaded, loaded.site, themes, stock, code=before.kept.code())
    library = laid.bench.library
    outdated = before.kept.world != laid.world or before.may_lack_links(dict(themes.own), library.plan.outputs)
    before = Earlier(NOTHING, {}) if outdated else before
    code = library.theme.compile()
    digests = site_digests(loaded, loaded.site, laid.bench.ground.pending, library)
    crew = gather(job, len(loaded.site.articles), len(library.plan.outputs))
    job.watch.stage("articles")
    there = _elsewhere(job, loaded, loaded.site, themes) if isinstance(stock, OnFile) else None
    files = work_on_files(laid.bench, loaded, stock, before, digests, crew=crew, elsewhere=there)
    job.watch.stage("connect")
    closed = close(library, laid.shared, (unit.gist for unit in files.units() if unit.gist is not None))
    planned, clashes = plan_places(closed.plan, closed.edition, closed.lists, closed.popular)
    shelf = replace(closed, plan=planned)
    now = closed_digests(digests, shelf)
    rest = tuple(output for output in planned.outputs if output.kind not in OWN and laid.bench.renders)
    job.watch.stage("pages")
    outputs = work_on_outputs(shelf, rest, laid.bench.addresses, before, now, crew=crew)
    job.watch.stage("judge")
    beside = (*themes.problems, *problems_beside(loaded, laid, files, outputs, shelf), *clashes)
    noted = {one.reads for one in files.records.values()} | {one.reads for one in outputs.records.values()}
    reads = frozenset(key for one in noted for key in unpacked(one))
    context = _context(loaded, laid, rest, reads)
    kept = replace(
        _kept(job, loaded, laid, files, outputs),
        beside=beside,
        keys={key: now.of(key) for key in reads},
        inputs=_inputs(loaded, loaded.site, shelf.site, themes),
        newest={slug: shelf.gists[slug] for slug in shelf.newest if slug in shelf.gists},
        context=lambda: context,
        code=lambda: code,
    )
    made = {**outputs.bytes, **files.bytes}
    return _told(job, kept, loaded, themes, Stored(made, crew.spools) if job.keep else {}), kept


def _kept(job: Job, loaded: Loaded, laid: Laid, files: Files, outputs: Outputs) -> Kept:
    """Give what the work itself leaves to keep."""
    units = files.units()
    site = laid.bench.ground.site
    return Kept(
        world=laid.world,
        times=times(site, job.moment(site)),
        files=files.records,
        outputs=outputs.records,
        sums=dict(sums_of(outputs.records.values(), units)),
        inside={path: loaded.digests.get(path, "") for path in loaded.articles},
        told={path: found for path, record in files.records.items() if (found := found_in(record))},
        count=sum(unit.known for unit in units) + sum(len(linted.known) for linted in laid.shared.figures),
    )


def _told(job: Job, kept: Kept, loaded: Loaded, themes: Themes, files: Mapping[str, bytes]) -> Made:
    """Give what was made: a report, and files where there is no error in it."""
    if loaded.site is None:
        return make_from(job, loaded)
    config = loaded.site.config
    texts = Joined(loaded.sources, template_texts(dict(themes.own)))
    problems = (*kept.beside, *(problem for several in kept.told.values() for problem in several))
    result = report(problems, texts, dict(config.checks), strict=job.strict, known=kept.count)
    moment = job.moment(loaded.site)
    if result.failed:
        return Made(result, {}, config.base_path, moment, kept.inputs)
    return Made(result, files, config.base_path, moment, kept.inputs, kept.sums)


def _elsewhere(job: Job, loaded: Loaded, site: Site, themes: Themes) -> Elsewhere | None:
    """Give what makes articles on the executor of a job; None where it has none."""
    if job.executor is None:
        return None
    from generator.build.elsewhere import elsewhere  # noqa: PLC0415 - most builds need no executors

    return elsewhere(job.executor, job, loaded, site, themes)


def _context(loaded: Loaded, laid: Laid, rest: Iterable[Output], reads: frozenset[Key]) -> Context | None:
    """Give what the work on an article is done in; None where nothing can be rendered."""
    if loaded.desk is None or not laid.bench.renders:
        return None
    feed = next((output for output in rest if output.kind == "feed.xml"), None)
    tables = {path: digest for path, digest in loaded.digests.items() if path.endswith(".csv")}
    pointed = frozenset(slug for kind, slug in reads if kind == "whole")
    return Context(loaded.desk, laid.bench, tables, feed, pointed)


def _inputs(loaded: Loaded, site: Site, shown: Site, themes: Themes) -> dict[str, str]:
    """Give the digests of what the pages were made from: the site's files, and the default theme as one."""
    whole = hashlib.sha256()
    for name, data in themes.default:
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    templates = {f"templates/{name}": digest for name, digest in themes.digests()[1]}
    return {**public_inputs(loaded.digests, site, shown), **templates, "the default theme": whole.hexdigest()}
