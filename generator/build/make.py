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
from generator.build.job import Job, Made
from generator.build.kept import NOTHING, FileRecord, HeadRecord, Kept, OutputRecord, over
from generator.build.laid import OWN, Laid, lay_out
from generator.build.later import plain
from generator.build.retouch import Context, Retouched, retouch, tells_of
from generator.build.sign import sign, times
from generator.build.spool import Stored
from generator.build.stock import OnFile, Stock, in_memory, read_heads
from generator.build.told import problems_beside
from generator.build.trace import Key, unpacked
from generator.build.worked import Earlier, work_on_files, work_on_outputs
from generator.diagnostics.report import report
from generator.load.against import against
from generator.load.kinds import kind_of
from generator.load.site import Loaded, load_tree
from generator.load.texts import Texts
from generator.load.tree import Known, read_tree
from generator.model.mappings import Joined
from generator.plan import plan_places, public_inputs
from generator.publish.unchanged import files_of
from generator.render.library import close
from generator.render.theme import default_files, own_files, template_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.build.unit import Unit
    from generator.build.worked import Elsewhere
    from generator.diagnostics import Diagnostic
    from generator.load.articles import ArticleFile
    from generator.load.tree import Tree
    from generator.model.site import Site
    from generator.plan import Output
    from generator.render.gist import Gist


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
    job.watch.stage("recall")
    known = plain(kept.known)
    job.watch.stage("read")
    own, _ = own_files(job.root / "templates")
    tree = read_tree(job.root, known)
    signed = sign(job, tree, default_files(), own)
    if kept.holds(signed, job.now):
        edited = _edited(job, kept, held, tree, known)
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
        return remake(job, NOTHING, held)
    files = tuple(one.file for one in heads.values())
    loaded = load_tree(tree, functools.partial(read_heads, jobs=job.jobs, known=files, watch=job.watch))
    tools = loaded.desk
    if loaded.site is None or tools is None:
        return make_from(job, loaded), NOTHING
    read, marks, unread = files_of(tree), tree.marks, tree.unread
    aside = put_aside(tree.texts, job.scratch)
    del tree  # it holds all texts, which nobody needs again at once
    loaded = replace(loaded, sources=Texts(sources(aside, loaded.sources), job.root, unread))
    stock = OnFile(tools, job.root, aside)
    loaded = against(loaded, job.root, job.against) if job.against else loaded
    made, keep = _make(job, loaded, stock, Earlier(kept, held))
    context = keep.context()
    outputs = context.bench.outputs if context is not None else {}
    seen = {path: _head(file, loaded.digests[path], outputs, heads.get(path)) for path, file in loaded.articles.items()}
    return made, replace(keep, desk=desk, heads=seen, known=marks, sign=signed, read=read)


def _marks(before: Mapping[str, Known], tree: Tree) -> dict[str, Known]:
    """Give the marks that are others than before; what has none now is given one that no file has."""
    gone = dict.fromkeys(before.keys() - tree.marks.keys(), Known((0, 0, 0, 0), ""))
    return {path: mark for path, mark in tree.marks.items() if before.get(path) is not mark} | gone


def _head(
    file: ArticleFile, digest: str, outputs: Mapping[str, tuple[Output, ...]], before: HeadRecord | None
) -> HeadRecord:
    """Give the record of the heads of a file; the one of before where it says the same."""
    own = tuple(output for article in file.articles for output in outputs.get(article.slug.text, ()))
    return before if before is not None and before.outputs == own else HeadRecord(digest, file, own)


def _edited(
    job: Job, kept: Kept, held: Mapping[str, str], tree: Tree, known: Mapping[str, Known]
) -> tuple[Made, Kept] | None:
    """Make the articles again that have other words; None where more may have to be made."""
    job.watch.stage("recall")
    files = {file.path: file for file in tree.texts if kind_of(file.path) == "articles"}
    inside, outputs = plain(kept.inside), plain(kept.sums)
    if files.keys() | tree.unread.keys() != inside.keys():
        return None
    texts = [file for path, file in files.items() if file.digest != inside[path]]
    heads = {file.path: kept.heads[file.path] for file in texts}
    before = {file.path: kept.files[file.path] for file in texts if file.path in kept.files}
    if tells_of(kept.beside, heads):
        return None
    made_again = {path for record in before.values() for unit in record.units for path, _ in unit.pages.files}
    lacks = any(held.get(path) != digest and path not in made_again for path, digest in outputs.items())
    context = kept.context()
    job.watch.stage("articles")
    touched = retouch(context, texts, heads, before, kept.newest, watch=job.watch) if context is not None else None
    if touched is None or context is None:
        return None
    job.watch.count("files of articles", len(texts), len(inside) - len(texts), 1)
    job.watch.count("all files", len(touched.files), len(outputs) - len(touched.files), 1)
    job.watch.stage("judge")
    sums = dict(_sums(touched.outputs.values(), (u for record in touched.records.values() for u in record.units)))
    told = {path: _found(record) for path, record in touched.records.items()}
    fresh = {file.path: file.digest for file in texts}
    now = replace(
        kept,
        heads=over(kept.heads, touched.heads),
        known=over(kept.known, _marks(known, tree)),
        keys=over(kept.keys, dict(_keys(touched, context, kept.newest))),
        files=over(kept.files, touched.records),
        outputs=over(kept.outputs, touched.outputs),
        sums=over(kept.sums, sums),
        told=over(kept.told, told),
        inputs=over(kept.inputs, {path: digest for path, digest in fresh.items() if path in kept.inputs}),
        inside=over(kept.inside, fresh),
        newest=touched.newest,
        read=files_of(tree),
    )  # fmt: skip
    config = context.bench.ground.site.config
    sources = Texts({file.path: file.text for file in (tree.config, *tree.texts)}, job.root, tree.unread)
    problems = (*kept.beside, *(problem for several in plain(now.told).values() for problem in several))
    result = report(problems, sources, dict(config.checks), strict=job.strict, known=kept.count)
    if lacks and not result.failed:  # with an error nothing is given, so that nothing can be missing
        return None
    made = Made(
        result,
        {} if result.failed else touched.files,
        config.base_path,
        job.now if job.now.tzinfo is not None else job.now.replace(tzinfo=config.timezone),
        plain(now.inputs),
        {} if result.failed else plain(now.sums),
    )
    return made, now


def _keys(touched: Retouched, context: Context, before: Mapping[str, Gist]) -> Iterator[tuple[Key, str]]:
    """Give the digests of what others read of articles that have other words: of whole files, and for the feed."""
    for path, record in touched.records.items():
        digest = touched.heads[path].digest
        yield from ((("whole", unit.slug), digest) for unit in record.units if unit.slug in context.pointed)
    fresh = ((slug, gist) for slug, gist in touched.newest.items() if gist is not before.get(slug))
    yield from ((("gist", slug), digest_of(gist)) for slug, gist in fresh)


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
    job.watch.stage("lay out")
    laid = lay_out(job, loaded, site, own, stock, code=before.kept.code())
    outdated = before.kept.world != laid.world or before.may_lack_links(own, laid.bench.library.plan.outputs)
    before = Earlier(NOTHING, {}) if outdated else before
    code = laid.bench.library.theme.compile()
    digests = site_digests(loaded, site, laid.bench.ground.pending, laid.bench.library)
    crew = gather(job, len(site.articles), len(laid.bench.library.plan.outputs))
    job.watch.stage("articles")
    there = _elsewhere(job, loaded, site, own) if isinstance(stock, OnFile) else None
    files = work_on_files(laid.bench, loaded, stock, before, digests, crew=crew, elsewhere=there)
    job.watch.stage("connect")
    units = files.units()
    closed = close(laid.bench.library, laid.shared, (unit.gist for unit in units if unit.gist is not None))
    planned, clashes = plan_places(closed.plan, closed.edition, closed.lists, closed.popular)
    shelf = replace(closed, plan=planned)
    now = closed_digests(digests, shelf)
    rest = tuple(output for output in planned.outputs if output.kind not in OWN and laid.bench.renders)
    job.watch.stage("pages")
    outputs = work_on_outputs(shelf, rest, laid.bench.addresses, before, now, crew=crew)
    job.watch.stage("judge")
    beside = (*unreadable, *problems_beside(loaded, laid, files, outputs, shelf), *clashes)
    told = {path: found for path, record in files.records.items() if (found := _found(record))}
    count = sum(unit.known for unit in units) + sum(len(linted.known) for linted in laid.shared.figures)
    texts = Joined(loaded.sources, template_texts(own))
    problems = (*beside, *(problem for several in told.values() for problem in several))
    result = report(problems, texts, dict(site.config.checks), strict=job.strict, known=count)
    inputs = _inputs(loaded, site, shelf.site, own)
    sums = dict(_sums(outputs.records.values(), units))
    made = Made(
        result,
        Stored({**outputs.bytes, **files.bytes}, crew.spools) if job.keep and not result.failed else {},
        site.config.base_path,
        job.moment(site),
        inputs,
        {} if result.failed else sums,
    )
    noted = {one.reads for one in files.records.values()} | {one.reads for one in outputs.records.values()}
    reads = frozenset(key for one in noted for key in unpacked(one))
    context = _context(loaded, laid, rest, reads)
    return made, Kept(
        world=laid.world,
        times=times(site, job.moment(site)),
        keys={key: now.of(key) for key in reads},
        files=files.records,
        outputs=outputs.records,
        sums=sums,
        inputs=inputs,
        inside={path: loaded.digests.get(path, "") for path in loaded.articles},
        beside=beside,
        told=told,
        count=count,
        newest={slug: shelf.gists[slug] for slug in shelf.newest if slug in shelf.gists},
        context=lambda: context,
        code=lambda: code,
    )


def _elsewhere(job: Job, loaded: Loaded, site: Site, own: Mapping[str, bytes]) -> Elsewhere | None:
    """Give what makes articles on the executor of a job; None where it has none."""
    if job.executor is None:
        return None
    from generator.build.elsewhere import elsewhere  # noqa: PLC0415 - most builds need no executors

    return elsewhere(job.executor, job, loaded, site, own)


def _context(loaded: Loaded, laid: Laid, rest: Iterable[Output], reads: frozenset[Key]) -> Context | None:
    """Give what the work on an article is done in; None where nothing can be rendered."""
    if loaded.desk is None or not laid.bench.renders:
        return None
    feed = next((output for output in rest if output.kind == "feed.xml"), None)
    tables = {path: digest for path, digest in loaded.digests.items() if path.endswith(".csv")}
    pointed = frozenset(slug for kind, slug in reads if kind == "whole")
    return Context(loaded.desk, laid.bench, tables, feed, pointed)


def _found(record: FileRecord) -> tuple[Diagnostic, ...]:
    """Give all that is wrong with a file of articles."""
    return (*record.problems, *(problem for unit in record.units for problem in unit.found))


def _sums(outputs: Iterable[OutputRecord], units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    """Give the sha256 of all files by path."""
    for pages in (*(record.pages for record in outputs), *(unit.pages for unit in units)):
        yield from pages.files


def _inputs(loaded: Loaded, site: Site, shown: Site, own: Mapping[str, bytes]) -> dict[str, str]:
    """Give the digests of what the pages were made from: the site's files, and the default theme as one."""
    whole = hashlib.sha256()
    for name, data in default_files().items():
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    templates = {f"templates/{name}": hashlib.sha256(data).hexdigest() for name, data in own.items()}
    return {**public_inputs(loaded.digests, site, shown), **templates, "the default theme": whole.hexdigest()}
