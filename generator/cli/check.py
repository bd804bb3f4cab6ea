"""`factbox check`: all that is wrong with a site, and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.progress import progress
from generator.diagnostics import CODES

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="\b\nExample:\n  factbox check my-site --strict --format json")
@options.folder
@click.option("--drafts", is_flag=True, help="Judge as the preview does, with drafts among the pages.")
@options.moment
@options.strict
@options.form
@options.quiet
@click.option("--codes", is_flag=True, help="List every code with its severity and title, and stop.")
def check(folder: Path, now: str | None, form: str, *, drafts: bool, strict: bool, quiet: bool, codes: bool) -> int:
    """Check the site in FOLDER (here, by default) as a build would, and write nothing."""
    if codes:
        for entry in CODES.values():
            click.echo(f"{entry.name:18} {entry.severity:8} {entry.title}")
        return 0
    from generator.build import Job, make  # noqa: PLC0415 - `--help` and `--codes` need none of it

    options.live_to_the_end()
    with progress(wanted=not quiet and form == "text") as tell:
        made = make(Job(folder, options.now(now), preview=drafts, strict=strict, progress=tell))
    options.show(made.report, form)
    if form == "text" and not quiet and not made.report.problems:
        click.echo("all is well")
    return options.code(made.report)
