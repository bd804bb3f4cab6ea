"""The commands together, and what becomes of signals and of a machine that refuses."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.clean import clean
from generator.cli.coverage import coverage
from generator.cli.deploy import deploy
from generator.cli.due import due
from generator.cli.hosts import hosts
from generator.cli.init import init
from generator.cli.release import release
from generator.cli.reread import reread
from generator.cli.rollback import rollback
from generator.cli.serve import serve
from generator.cli.sheet import sheet
from generator.cli.verify import verify
from generator.diagnostics import Abort
from generator.diagnostics.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

USAGE = 2
MACHINE = 3
INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(click.Group):
    """The commands in the order in which they are needed, with a guess where one is misspelt."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        """Give the names in the order in which the commands were added."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Give the command that is meant. Fails with a usage error, and the nearest name, where there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            close = nearest(args[0], self.commands)
            hint = f"did you mean `{close}`?" if close else f"the commands are: {', '.join(self.commands)}"
            ctx.fail(f"there is no command `{args[0]}`; {hint}")
        return super().resolve_command(ctx, args)


_EPILOG = """\b
Example:
  factbox init my-site
  factbox serve my-site
  factbox build my-site

\b
Exit codes:
  0    all is well
  1    the content has errors
  2    wrong usage or configuration
  3    the machine refused
  4    a deploy was refused, or failed
  130  interrupted
"""


@click.group(
    cls=Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="factbox", message="%(prog)s %(version)s")
def factbox() -> None:
    """Make explainer pages in which every figure has a source.

    A site is a folder with config.yaml and content/. Every command takes its folder, and this one where none is named.
    """


for command in (
    init,
    serve,
    check,
    coverage,
    build,
    due,
    release,
    deploy,
    verify,
    rollback,
    hosts,
    sheet,
    reread,
    clean,
):
    factbox.add_command(command)


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us: what is said there goes nowhere
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
    sys.exit(run(sys.argv[1:]))


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code, also where nobody reads what it says or the machine refuses."""
    try:
        return _command(arguments)
    except BrokenPipeError:
        _close_output()
        return BROKEN_PIPE
    except OSError as error:
        _close_output()
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"{where}{error.strerror or error}", err=True)
        return MACHINE


def _command(arguments: Sequence[str]) -> int:
    # Not click's own `main`: it makes exit code 1, which is ours for errors in the content, of a closed pipe.
    try:
        with factbox.make_context("factbox", list(arguments)) as context:
            return factbox.invoke(context) or 0
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


def _close_output() -> None:
    """Let what is left of the output go nowhere, or Python would try once more to write it while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
