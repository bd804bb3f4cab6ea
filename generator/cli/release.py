"""`factbox release`: what is public now, written down in factbox.lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.cli.progress import progress

if TYPE_CHECKING:
    from pathlib import Path

    from generator.build import Released

_ORDER = ("corrected", "changed", "new", "moved", "gone")


@click.command(epilog="\b\nExample:\n  factbox release my-site --dry-run")
@options.folder
@click.option("--dry-run", is_flag=True, help="Say what would be written down, and write nothing.")
@options.against
@options.moment
@options.strict
@options.form
@options.quiet
def release(
    folder: Path,
    against: str | None,
    now: str | None,
    form: str,
    *,
    dry_run: bool,
    strict: bool,
    quiet: bool,
) -> int:
    """Write down in factbox.lock what the site in FOLDER (here, by default) publishes now. Commit the file.

    From then on `check` and `build` refuse a published value that changes, or an address that vanishes, without a word
    to the reader. Nothing is written while there are errors, nor where nothing changed.
    """
    from generator import build as house  # noqa: PLC0415 - `--help` and `--version` need none of it

    options.live_to_the_end()
    with options.told_as(form), progress(wanted=not quiet and form == "text") as tell:
        job = house.Job(folder, options.now(now), strict=strict, progress=tell, against=against or "", keep=False)
        released = house.release(job, dry_run=dry_run)
    options.show(released.report, form)
    if form == "text" and not quiet:
        _tell(released, dry_run=dry_run)
    return options.code(released.report)


def _tell(released: Released, *, dry_run: bool) -> None:
    from generator.facts.changes import told  # noqa: PLC0415 - as above

    if released.report.failed:
        click.echo("nothing was released; factbox.lock is as it was")
        return
    if released.release is None:
        click.echo("nothing changed since the last release; factbox.lock is as it was")
        return
    lines = sorted(told(released.before, released.records, released.units), key=lambda line: _ORDER.index(line[0]))
    for sort, words in lines:
        click.echo(f"{sort:9} {words}")
    count = f"{len(lines)} {'record' if len(lines) == 1 else 'records'}"
    if dry_run:
        click.echo(f"{count} would be added to factbox.lock; nothing was written")
        return
    click.echo(f"{count} added to factbox.lock; commit it with the content")
    if released.attributes:
        click.echo(".gitattributes now lets git join the lock's lines of two branches; commit it too")
