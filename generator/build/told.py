"""All that is wrong with a site, from what was found in its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.check import Whole, check_part, check_whole, join, tally
from generator.diagnostics import Diagnostic, Severity
from generator.render.checks import check_links, written_links
from generator.render.hosts import check_host_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.build.laid import Laid
    from generator.build.worked import Files, Outputs
    from generator.load.site import Loaded
    from generator.render.library import Library


def problems_beside(loaded: Loaded, laid: Laid, files: Files, outputs: Outputs, shelf: Library) -> list[Diagnostic]:
    """Give all that is wrong but for what the work on articles found: entries, the whole, templates, and links."""
    bench, units = laid.bench, files.units()
    ground, site = bench.ground, bench.ground.site
    read = [*loaded.problems, *laid.derived]
    inside = [problem for record in files.records.values() for problem in record.problems]
    unread = frozenset(site.unread).union(*(record.unread for record in files.records.values()))
    counted = join((tally(laid.shared), *(unit.tally for unit in units)))
    wrong = [*check_part(laid.shared)]
    wrong += check_whole(Whole(replace(site, unread=unread), ground.ledger, ground.now, counted))
    made = [*(unit.pages for unit in units), *(record.pages for record in outputs.records.values())]
    broken = _once(problem for pages in made for problem in pages.broken)
    links: tuple[Diagnostic, ...] = ()
    if bench.renders and not broken:
        written = (*written_links(shelf, site, laid.shared.uses), *(one for unit in units for one in unit.written))
        whole = all(problem.severity is not Severity.ERROR for problem in (*read, *inside))
        links = check_links(shelf, site, (page for pages in made for page in pages.pages), written, whole=whole)
    for_hosts = check_host_files(shelf) if bench.renders else ()
    return [*read, *wrong, *_of_templates(laid, wrong, broken), *links, *for_hosts]


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give what is wrong with templates once, with the first page that it breaks."""
    held: dict[tuple[object, str], Diagnostic] = {}
    for problem in problems:
        held.setdefault((problem.span, problem.code), problem)
    return list(held.values())


def _of_templates(laid: Laid, wrong: Iterable[Diagnostic], broken: list[Diagnostic]) -> list[Diagnostic]:
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
