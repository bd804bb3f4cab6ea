"""`factbox hosts`: what a web server must be told of a site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from generator.cli import options
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from pathlib import Path

# What stands in a server's configuration may hold nothing that ends a word or a quotation there.
_ROOT = re.compile(r"/[A-Za-z0-9._~/ -]*")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]+)?")


@click.command(epilog="\b\nExample:\n  factbox hosts nginx my-site > my-site.conf")
@click.argument("server", type=click.Choice(["nginx", "caddy"]))
@options.folder
@click.option("--root", metavar="PATH", help="The folder on the server.  [default: /var/www/ and the site's host]")
@options.moment
def hosts(server: str, folder: Path, root: str | None, now: str | None) -> int:
    """Print the configuration of a web server for the site in FOLDER (here, by default).

    It holds the headers, the redirects of old addresses, the page for missing ones, and how long files are kept.
    """
    from generator.build import Job, look  # noqa: PLC0415 - `--help` needs none of it
    from generator.render.hosts import caddyfile, nginx_server  # noqa: PLC0415 - the same

    report, site = look(Job(folder, options.now(now)))
    if site is None:
        options.show(report, "text")
        return options.code(report)
    if not _HOST.fullmatch(site.host):
        message = f"the host in `base_url` cannot stand in the configuration of a server: {site.host}"
        raise Abort(message, exit_code=options.USAGE)
    place = root if root is not None else f"/var/www/{site.host.partition(':')[0]}"
    if not _ROOT.fullmatch(place):
        message = f"--root {place}: write a path that begins with / and holds letters, digits, spaces and . _ ~ - only"
        raise Abort(message, exit_code=options.USAGE)
    click.echo({"nginx": nginx_server, "caddy": caddyfile}[server](site, place), nl=False)
    return 0
