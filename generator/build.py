"""A site's folder to an output folder: load, check, plan, render, publish."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from generator.check import check, examine
from generator.diagnostics import Abort, Diagnostic, Severity
from generator.diagnostics.report import Report, report
from generator.facts.changes import additions, snapshot
from generator.facts.resolve import resolve
from generator.load import against, load
from generator.model.lock import EMPTY, encode
from generator.plan import Addresses, edition, plan, public_inputs
from generator.publish import check_folder, extend_lock, publish
from generator.render.assets import published_names
from generator.render.checks import check_links
from generator.render.hosts import check_host_files, hosted
from generator.render.library import library
from generator.render.render import render
from generator.render.theme import default_files, load_theme, own_files, template_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from generator.check import Examined
    from generator.load import Loaded
    from generator.model.lock import Lock, Record, Release
    from generator.model.site import Site
    from generator.publish.tree import Published
    from generator.render.hosts import Hosted
    from generator.render.library import Library
    from generator.render.render import Rendered


def _silent(_done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be made: the folder of the site, the moment, drafts or not, and how strictly it is judged.

    A moment without a zone is in the site's own. `progress` is told after each page how many of how many are made.
    `against` is where the lock of what is deployed is, or "".
    """

    root: Path
    now: dt.datetime
    preview: bool = False
    strict: bool = False
    progress: Callable[[int, int], None] = _silent
    against: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A site's files by path, and all that was found; there are no files where there is an error.

    `base_path` is where the site's address has its home page: "/" or "/sub/". `moment` is what the files were made for,
    None where the settings could not be read; `inputs` are the digests of the files that they were made from, by path.
    """

    report: Report
    files: Mapping[str, bytes]
    base_path: str = "/"
    moment: dt.datetime | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)


def make(job: Job) -> Made:
    """Read, check and render a site, and write nothing.

    Everything is done whatever was found before, so that one run tells all that is wrong.
    """
    loaded = load(job.root)
    return make_from(job, against(loaded, job.root, job.against) if job.against else loaded)


def make_from(job: Job, loaded: Loaded) -> Made:
    """Check and render a site that was read."""
    if loaded.site is None:
        return Made(report(loaded.problems, loaded.sources), {})
    own, unreadable = own_files(job.root / "templates")
    examined, derived = survey(job, loaded.site)
    problems, rendered = _made(job, (*loaded.problems, *derived), examined, own)
    sources = {**loaded.sources, **template_texts(own)}
    known = sum(len(linted.known) for linted in examined.figures)
    severities = dict(loaded.site.config.checks)
    found = report([*unreadable, *problems], sources, severities, strict=job.strict, known=known)
    files = {} if found.failed else {one.output.path: one.data for one in rendered}
    inputs = _inputs(job, loaded, loaded.site, own)
    return Made(found, files, loaded.site.config.base_path, _moment(job, loaded.site), inputs)


def _inputs(job: Job, loaded: Loaded, site: Site, own: Mapping[str, bytes]) -> dict[str, str]:
    """Give the digests of what the pages were made from: the site's files, and the default theme as one."""
    whole = hashlib.sha256()
    for name, data in default_files().items():
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    templates = {f"templates/{name}": hashlib.sha256(data).hexdigest() for name, data in own.items()}
    shown = edition(site, _moment(job, site), preview=job.preview)
    return {**public_inputs(loaded.digests, site, shown), **templates, "the default theme": whole.hexdigest()}


def judge(job: Job, loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Give what reading, deriving and the rules find, with each code's own severity; nothing is rendered."""
    if loaded.site is None:
        return loaded.problems
    examined, derived = survey(job, loaded.site)
    return (*loaded.problems, *derived, *check(examined))


def survey(job: Job, site: Site) -> tuple[Examined, tuple[Diagnostic, ...]]:
    """Lay a site out with its figures and references, and give what is wrong with derived facts."""
    ledger, derived = resolve(site)
    return examine(site, ledger, _moment(job, site)), derived


def opened(job: Job) -> Examined:
    """Read a site for a look at it, whatever is wrong with its content. Aborts (exit 2) without a usable config."""
    loaded = load(job.root)
    if loaded.site is None:
        message = "config.yaml has errors; `factbox check` tells which"
        raise Abort(message, exit_code=2)
    return survey(job, loaded.site)[0]


def _made(
    job: Job, read: tuple[Diagnostic, ...], examined: Examined, own: Mapping[str, bytes]
) -> tuple[list[Diagnostic], list[Rendered]]:
    site, now = examined.site, examined.now
    theme, themed = load_theme(default_files(), own)
    names = published_names(theme.assets)
    shown = edition(site, now, preview=job.preview)
    planned, clashes = plan(shown, names.values())
    addresses = Addresses(site.config.base_url, site.config.base_path)
    shelf = library(shown, examined, addresses, planned, theme=theme, assets=names)
    wrong = check(examined)
    whole = all(problem.severity is not Severity.ERROR for problem in read)
    # With an address that cannot be one, every page that links there would be reported as well.
    unsafe = any(problem.code.startswith(("E-SLUG", "E-REDIRECT")) for problem in wrong)
    rendered, broken = ([], []) if unsafe else _render(job, shelf)
    links = check_links(shelf, examined, rendered, whole=whole) if rendered and not broken else ()
    met = {(problem.span.path, problem.span.line, problem.code): problem for problem in broken}
    themed = tuple(_with_page(problem, met) for problem in themed)
    told = {(problem.span.path, problem.span.line) for problem in themed}
    untold = [problem for problem in broken if (problem.span.path, problem.span.line) not in told]
    circles = {problem.span for problem in wrong if problem.code == "E-REDIRECT"}
    clashes = tuple(clash for clash in clashes if clash.span not in circles)
    for_hosts = [] if unsafe else check_host_files(shelf)
    return [*read, *wrong, *themed, *clashes, *untold, *links, *for_hosts], rendered


def _moment(job: Job, site: Site) -> dt.datetime:
    return job.now if job.now.tzinfo is not None else job.now.replace(tzinfo=site.config.timezone)


def _with_page(problem: Diagnostic, met: Mapping[tuple[str, int, str], Diagnostic]) -> Diagnostic:
    """Give a problem of a template with the first page that met it, keeping its exact place."""
    same = met.get((problem.span.path, problem.span.line, problem.code))
    _, used, page = same.message.rpartition(" (used for ") if same is not None else ("", "", "")
    return replace(problem, message=f"{problem.message}{used}{page}") if used else problem


def _render(job: Job, shelf: Library) -> tuple[list[Rendered], list[Diagnostic]]:
    """Render all outputs; what is wrong with a template is told once, with the first page that it breaks."""
    rendered: list[Rendered] = []
    broken: dict[tuple[object, str], Diagnostic] = {}
    outputs = shelf.plan.outputs
    for index, output in enumerate(outputs, 1):
        one = render(shelf, output)
        if isinstance(one, Diagnostic):
            broken.setdefault((one.span, one.code), one)
        else:
            rendered.append(one)
        job.progress(index, len(outputs))
    return rendered, list(broken.values())


def look(job: Job) -> tuple[Report, Hosted | None]:
    """Read a site and give what its host must know of it, without making its pages; None where it cannot be told."""
    loaded = load(job.root)
    checks = dict(loaded.site.config.checks) if loaded.site is not None else {}
    found = report(judge(job, loaded), loaded.sources, checks, strict=job.strict)
    if loaded.site is None or found.failed:
        return found, None
    planned, clashes = plan(edition(loaded.site, _moment(job, loaded.site), preview=job.preview), ())
    return report(clashes, loaded.sources), None if clashes else hosted(loaded.site.config, planned)


def build(job: Job, output: Path, *, durable: bool = False) -> tuple[Report, Published | None]:
    """Make a site and publish it; with any error the output stays as it was."""
    check_folder(output, (job.root / "content", job.root / "templates"))
    made = make(job)
    if made.report.failed:
        return made.report, None
    published = publish(
        made.files, output, inputs=made.inputs, moment=made.moment, preview=job.preview, durable=durable
    )
    return made.report, published


@dataclass(frozen=True, slots=True)
class Released:
    """What a release wrote down: the lock before it, its records, and whether .gitattributes was extended.

    `release` is None where the lock says all already, and where there are errors.
    """

    report: Report
    before: Lock
    records: tuple[Record, ...] = ()
    release: Release | None = None
    attributes: bool = False


def release(job: Job, *, dry_run: bool = False) -> Released:
    """Write down in the lock what is public now; with any error, or where nothing changed, it stays as it was."""
    loaded = load(job.root)
    made = make_from(job, against(loaded, job.root, job.against) if job.against else loaded)
    if loaded.site is None or made.report.failed:
        return Released(made.report, loaded.site.lock if loaded.site is not None else EMPTY)
    site = loaded.site
    now = _moment(job, site).astimezone(dt.UTC).replace(microsecond=0)
    _check_moment(site, now)
    records = additions(site.lock, snapshot(site, resolve(site)[0], now, words=True))
    if not records:
        return Released(made.report, site.lock)
    found, lines = encode(now, site.lock.heads, records)
    attributes = not dry_run and extend_lock(job.root, site.lock.text, lines)
    return Released(made.report, site.lock, records, found, attributes)


def _check_moment(site: Site, now: dt.datetime) -> None:
    """Abort with 2 where a release would come before one that the lock holds."""
    newest = site.lock.newest
    if newest is not None and now < newest:
        message = (
            f"the lock holds a release of {newest.isoformat()}, and it is {now.isoformat()}: mend the clock, or --now"
        )
        raise Abort(message, exit_code=2)
