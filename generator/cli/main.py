"""The commands together, and what becomes of signals and of a machine that refuses."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.clean import clean
from generator.cli.init import init
from generator.cli.serve import serve
from generator.diagnostics import Abort

if TYPE_CHECKING:
    from types import FrameType

USAGE = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="factbox", message="%(prog)s %(version)s")
def factbox() -> None:
    """Make explainer pages in which every figure has a source.

    A site is a folder with config.yaml and content/. Begin with `factbox init my-site`.

    Exit codes: 0 all is well, 1 the content has errors, 2 wrong usage or configuration, 3 the machine refused.
    """


for command in (init, build, check, serve, clean):
    factbox.add_command(command)


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    sys.exit(_run())


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _run() -> int:
    try:
        return factbox.main(standalone_mode=False) or 0
    except Abort as abort:
        click.echo(abort.message, err=True)
        return abort.exit_code
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be said, not even while Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
