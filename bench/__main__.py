"""The command: `python -m bench write DIR N` writes a site of N articles to work with."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.sites import factbox
from bench.story import FACTS, Story


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="The comparison with other generators.")
    commands = parser.add_subparsers(required=True)
    write = commands.add_parser("write", help="write a Factbox site and stop")
    write.add_argument("folder", type=Path, help="where to write it; must be new or empty")
    write.add_argument("articles", type=int, help="how many articles")
    write.add_argument("--facts", type=int, default=FACTS, help="how many facts, if the articles use so many")
    write.set_defaults(run=_write)
    return parser


def _write(arguments: argparse.Namespace) -> None:
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} is not empty")  # noqa: EM102, TRY003 - said to whoever typed the command
    factbox.write(folder, Story(arguments.articles, arguments.facts))


def main() -> None:
    """Do what the command line says."""
    arguments = _arguments().parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
