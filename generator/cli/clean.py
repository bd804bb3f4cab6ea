"""`factbox clean`: the output folder without what builds wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import options

if TYPE_CHECKING:
    from pathlib import Path


@click.command(epilog="\b\nExample:\n  factbox clean my-site")
@options.folder
@options.output
@options.quiet
def clean(folder: Path, output: Path | None, *, quiet: bool) -> int:
    """Remove what builds wrote into site/, and nothing else."""
    from generator.publish import clean as run  # noqa: PLC0415 - only this command needs it
    from generator.publish.folder import check_folder  # noqa: PLC0415 - the same

    target = options.output_folder(folder, output)
    check_folder(target, (folder / "content", folder / "templates"))
    removed = run(target)
    if not quiet:
        click.echo(f"{target}: {removed} files removed")
    return 0
