"""`factbox build`: a site's folder to its output folder."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.progress import progress

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build.timings import Stopwatch
    from generator.diagnostics.report import Report
    from generator.publish.tree import Published


@click.command(epilog="\b\nExample:\n  factbox build my-site --strict")
@options.folder
@options.output
@click.option("--drafts", is_flag=True, help="Include drafts and articles under embargo, marked as such.")
@click.option("--durable", is_flag=True, help="Wait until the disk has all of it, in case the power fails.")
@options.moment
@options.strict
@options.jobs
@click.option("--timings", is_flag=True, help="Tell on standard error where the time went.")
@options.form
@options.quiet
@options.verbose
def build(
    folder: Path,
    output: Path | None,
    now: str | None,
    form: str,
    jobs: int,
    *,
    drafts: bool,
    durable: bool,
    strict: bool,
    timings: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check the site in FOLDER (here, by default) and build it into site/.

    Nothing is written while there are errors: the earlier output stays as it was.
    """
    from generator.publish.unchanged import Asked, unchanged  # noqa: PLC0415 - `--help` and `--version` need none of it

    options.live_to_the_end()
    begun, early = time.perf_counter(), time.process_time()
    target = options.output_folder(folder, output)
    with options.told_as(form):
        same = None if durable else unchanged(Asked(folder, options.now(now), drafts, strict), target)
    compared, busy = time.perf_counter() - begun, time.process_time() - early
    if same is not None:
        code = _end(*same, form, target, begun, quiet=quiet, verbose=verbose)
        if timings:
            _tell_timings(_stopwatch(early, compared, same[1].unchanged), form)
        return code
    from generator import build as house  # noqa: PLC0415 - where nothing changed it need not be read

    with options.told_as(form), progress(wanted=not quiet and form == "text") as tell:
        job = house.Job(folder, options.now(now), preview=drafts, strict=strict, progress=tell, jobs=jobs)
        stopwatch = _stopwatch(time.process_time() - busy, compared) if timings else None
        job = replace(job, watch=stopwatch) if stopwatch is not None else job
        report, published = house.build(job, target, durable=durable)
    code = _end(report, published, form, target, begun, quiet=quiet, verbose=verbose)
    if stopwatch is not None:
        _tell_timings(stopwatch, form)
    return code


def _end(
    report: Report, published: Published | None, form: str, target: Path, begun: float, *, quiet: bool, verbose: bool
) -> int:
    """Show what came of a build, and give the exit code."""
    options.show(report, form)
    if form == "text" and not quiet:
        _tell(published, target, time.perf_counter() - begun, verbose=verbose)
    return options.code(report)


def _stopwatch(start: float, compared: float, unchanged: int = 0) -> Stopwatch:
    """Give a stopwatch that begins with what came before the build itself, and how many files were seen to be right.

    `start` is the processor time of the program until it began to work, which no clock on the wall tells.
    """
    from generator.build.timings import Stopwatch  # noqa: PLC0415 - few builds are measured

    stopwatch = Stopwatch({"start": start, "compare": compared})
    if unchanged:
        stopwatch.count("all files", 0, unchanged, 1)
    return stopwatch


def _tell_timings(stopwatch: Stopwatch, form: str) -> None:
    from generator.cli.timings import FORMS  # noqa: PLC0415 - few builds are measured

    click.echo(FORMS[form](stopwatch.timings()), nl=False, err=True)


def _tell(published: Published | None, target: Path, seconds: float, *, verbose: bool) -> None:
    if published is None:
        click.echo(f"nothing was written; {target} is as it was")
        return
    total = published.written + published.unchanged
    changes = f"{published.written} written, {published.removed} removed"
    click.echo(f"{target}: {total} files ({changes}) in {seconds:.1f} s")
    if verbose and not published.whole:
        click.echo(f"{target} was changed file by file: here it cannot be exchanged in one step")
    if published.foreign:
        many = len(published.foreign)
        click.echo(f"{target} also holds {many} {'file' if many == 1 else 'files'} that Factbox did not write")
        for path in published.foreign if verbose else ():
            click.echo(f"  {path}")
