"""`factbox serve`: a site in the browser, built anew with each save."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from generator.cli import options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.serve import Attempt


@click.command(epilog="\b\nExample:\n  factbox serve my-site --open")
@options.folder
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on. With any but this machine's own, others can see the drafts.",
)
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
@options.moment
def serve(folder: Path, port: int, host: str, now: str | None, *, opened: bool) -> int:
    """Show the site in FOLDER (here, by default) in the browser, and build it anew with each save.

    Drafts and articles under embargo are shown and marked. After a mistake the last good pages stay, with the problem
    over them. Nothing is written into the site. Ctrl-C stops the preview, with exit code 0.
    """
    from generator.build import Following, Job  # noqa: PLC0415 - `--help` and `--version` need none of it
    from generator.serve import Preview  # noqa: PLC0415 - the same
    from generator.serve import serve as run  # noqa: PLC0415 - the same

    options.now(now)  # a mistake in it is told before anything is begun
    preview = Preview(
        root=folder,
        make=Following(lambda: Job(folder, options.now(now), preview=True)),
        built=_tell,
        started=_greeting(host, opened=opened),
        host=host,
        port=port,
    )
    try:
        run(preview)
    except KeyboardInterrupt:
        click.echo()
    return 0


def _greeting(host: str, *, opened: bool) -> Callable[[str], None]:
    from generator.serve import is_loopback  # noqa: PLC0415 - as above

    def greet(address: str) -> None:
        if not is_loopback(host):
            warning = f"anyone who reaches {host} and knows the secret in this address can read your drafts"
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{address}  (with drafts; Ctrl-C stops)")
        if opened:
            click.launch(address)

    return greet


def _tell(tried: Attempt, seconds: float) -> None:
    """Tell of a build: its problems, and whether there are new pages."""
    from generator.serve import Failure  # noqa: PLC0415 - as above

    clock = time.strftime("%H:%M:%S")
    if isinstance(tried, Failure):
        click.echo(tried.message, err=True)
    else:
        options.show(tried.report, "text")
    if isinstance(tried, Failure) or tried.report.failed:
        click.echo(f"{clock}  not built; mend it and save")
    else:
        click.echo(f"{clock}  {len(tried.files)} files in {seconds:.2f} s")
