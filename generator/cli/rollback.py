"""`factbox rollback`: a host back to an earlier release."""

from __future__ import annotations

import datetime as dt

import click

from generator.cli import options, targets


@click.command(epilog="\b\nExample:\n  factbox rollback live my-site")
@targets.words
@click.option("--to", "number", type=click.IntRange(1), metavar="RELEASE", help="A release by its number.")
@options.quiet
def rollback(words: tuple[str, ...], number: int | None, *, quiet: bool) -> int:
    """Put the release before the live one back in its place at TARGET.

    TARGET may be left out where there is only one. FOLDER is the site's folder (here, by default).
    """
    from generator import deploy as house  # noqa: PLC0415 - `--help` and `--version` need none of it

    target, root, _ = targets.chosen(words)
    host = house.host_of(target, root)
    with targets.progress(wanted=not quiet) as tell:
        release = house.rollback(host, number, dt.datetime.now(dt.UTC), tell)
    if not quiet:
        click.echo(f"{host.place}: release {release} is live again")
    return 0
