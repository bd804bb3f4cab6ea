"""`factbox build`: a site's folder to its output folder."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.progress import progress

if TYPE_CHECKING:
    from pathlib import Path

    from generator.publish.tree import Published


@click.command(epilog="\b\nExample:\n  factbox build my-site --strict")
@options.folder
@options.output
@click.option("--drafts", is_flag=True, help="Include drafts and articles under embargo, marked as such.")
@click.option("--durable", is_flag=True, help="Wait until the disk has all of it, in case the power fails.")
@options.moment
@options.strict
@options.jobs
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
    quiet: bool,
    verbose: bool,
) -> int:
    """Check the site in FOLDER (here, by default) and build it into site/.

    Nothing is written while there are errors: the earlier output stays as it was.
    """
    from generator import build as house  # noqa: PLC0415 - `--help` and `--version` need none of it

    options.live_to_the_end()
    begun = time.perf_counter()
    target = options.output_folder(folder, output)
    with options.told_as(form), progress(wanted=not quiet and form == "text") as tell:
        job = house.Job(folder, options.now(now), preview=drafts, strict=strict, progress=tell, jobs=jobs)
        report, published = house.build(job, target, durable=durable)
    options.show(report, form)
    if form == "text" and not quiet:
        _tell(published, target, time.perf_counter() - begun, verbose=verbose)
    return options.code(report)


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
